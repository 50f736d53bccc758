/**
 * Turn-up behind an export limit: what cannot leave is taken by loads and stores that accept to draw more, the cheapest first,
 * paid as they asked and never above what the energy is worth to the generator.
 */

export interface TurnUpAsset {
  readonly id: string;
  /** Most extra power [kW]. */
  readonly power_kW: number;
  /** Energy it can hold beyond what it needs at once [kWh], and how much of it goes again per step. */
  readonly storage_kWh: number;
  readonly release_kWh: Float64Array;
  /** What it must be paid for drawing more; below zero it pays itself [EUR/kWh]. */
  readonly acceptance_EURPerKWh: number;
}

export interface TurnUpInput {
  readonly step_h: number;
  /** Generation less use behind the limit, per step [kW]. */
  readonly surplus_kW: Float64Array;
  readonly exportLimit_kW: number;
  /** What a kWh that is not curtailed is worth to the generator [EUR/kWh]. */
  readonly value_EURPerKWh: number;
  readonly assets: readonly TurnUpAsset[];
}

export interface TurnUpYear {
  /** Without and with turn-up, per step [kWh]. */
  readonly curtailedBefore_kWh: Float64Array;
  readonly curtailed_kWh: Float64Array;
  readonly accepted_kWh: Float64Array;
  /** Highest price paid per step; NaN where nothing was accepted [EUR/kWh]. */
  readonly price_EURPerKWh: Float64Array;
  readonly paid_EUR: ReadonlyMap<string, number>;
}

export function turnUpYear({ step_h, surplus_kW, exportLimit_kW, value_EURPerKWh, assets }: TurnUpInput): TurnUpYear {
  const steps = surplus_kW.length;
  const curtailedBefore_kWh = surplus_kW.map((surplus) => Math.max(0, surplus - exportLimit_kW) * step_h);
  const curtailed_kWh = new Float64Array(steps);
  const accepted_kWh = new Float64Array(steps);
  const price_EURPerKWh = new Float64Array(steps).fill(Number.NaN);
  const byPrice = assets.filter(({ acceptance_EURPerKWh }) => acceptance_EURPerKWh <= value_EURPerKWh);
  byPrice.sort((a, b) => a.acceptance_EURPerKWh - b.acceptance_EURPerKWh);
  const held = new Map(assets.map(({ id }) => [id, 0]));
  const paid_EUR = new Map(assets.map(({ id }) => [id, 0]));
  for (let t = 0; t < steps; t++) {
    let left = curtailedBefore_kWh[t]!;
    for (const { id, power_kW, storage_kWh, release_kWh, acceptance_EURPerKWh } of byPrice) {
      const level = Math.max(0, held.get(id)! - release_kWh[t]!);
      const taken = Math.min(left, power_kW * step_h, storage_kWh - level);
      held.set(id, level + taken);
      if (taken <= 0) continue;
      left -= taken;
      accepted_kWh[t]! += taken;
      price_EURPerKWh[t] = acceptance_EURPerKWh;
      paid_EUR.set(id, paid_EUR.get(id)! + taken * acceptance_EURPerKWh);
    }
    curtailed_kWh[t] = left;
  }
  return { curtailedBefore_kWh, curtailed_kWh, accepted_kWh, price_EURPerKWh, paid_EUR };
}
