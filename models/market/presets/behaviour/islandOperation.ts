/**
 * A neighbourhood cut off from the grid. Critical members are served first, at a fixed rate; all others bid for what is left.
 * Who goes short bids below the price.
 */
import { InputError } from '../../../core/errors.ts';
import { runAuction } from '../../mechanisms/clearing.ts';
import type { Order } from '../../mechanisms/orders.ts';

export interface IslandInput {
  readonly participantCount: number;
  readonly steps: number;
  /** Use of each member [participant * steps + step] [kWh]. */
  readonly load_kWh: Float64Array;
  /** All generation of the island per step [kWh]. */
  readonly supply_kWh: Float64Array;
  readonly isCritical: Uint8Array;
  readonly fixedRate_EURPerKWh: number;
  /** What each member would pay at most [EUR/kWh]. */
  readonly bid_EURPerKWh: Float64Array;
  /** What generation asks at least [EUR/kWh]. */
  readonly offer_EURPerKWh: number;
}

export interface IslandYear {
  /** [participant * steps + step] [kWh] */
  readonly served_kWh: Float64Array;
  readonly paid_EUR: Float64Array;
  /** Price of the competition; NaN in steps without any energy left for it. */
  readonly price_EURPerKWh: Float64Array;
  /** Critical and other use that found no energy [kWh]. */
  readonly unservedCritical_kWh: number;
  readonly unserved_kWh: number;
  /** Generation that nobody could use [kWh]. */
  readonly spilled_kWh: number;
}

/**
 * Uniform price at the upper bound (k = 1): what the last served bid offers when energy is short, what generation asks when
 * it is not. Bids at the price are rationed in proportion.
 * @throws InputError `market.island` where the tables do not fit
 */
export function operateIsland(input: IslandInput): IslandYear {
  const { participantCount, steps, load_kWh, supply_kWh, isCritical, bid_EURPerKWh } = input;
  if (load_kWh.length !== participantCount * steps || supply_kWh.length !== steps || isCritical.length !== participantCount) {
    throw new InputError({
      code: 'market.island',
      message: 'The tables of the island do not have one value per member and step.',
      mend: 'Give loads and supply of the same steps.',
    });
  }
  const served_kWh = new Float64Array(load_kWh.length);
  const paid_EUR = new Float64Array(load_kWh.length);
  const price_EURPerKWh = new Float64Array(steps).fill(Number.NaN);
  let unservedCritical_kWh = 0;
  let unserved_kWh = 0;
  let spilled_kWh = 0;
  for (let t = 0; t < steps; t++) {
    const supply = supply_kWh[t]!;
    let critical = 0;
    for (let p = 0; p < participantCount; p++) if (isCritical[p] === 1) critical += load_kWh[p * steps + t]!;
    const share = critical > 0 ? Math.min(1, supply / critical) : 0;
    for (let p = 0; p < participantCount; p++) {
      if (isCritical[p] !== 1) continue;
      const at = p * steps + t;
      served_kWh[at] = load_kWh[at]! * share;
      paid_EUR[at] = served_kWh[at]! * input.fixedRate_EURPerKWh;
    }
    unservedCritical_kWh += critical * (1 - share);
    const left = supply - critical * share;
    const orders: Order[] = [];
    let wanted = 0;
    for (let p = 0; p < participantCount; p++) {
      const energy_kWh = load_kWh[p * steps + t]!;
      if (isCritical[p] === 1 || energy_kWh <= 0) continue;
      wanted += energy_kWh;
      orders.push({ side: 'bid', participant: p, price_EURPerKWh: bid_EURPerKWh[p]!, energy_kWh });
    }
    if (left <= 0 || orders.length === 0) {
      unserved_kWh += wanted;
      spilled_kWh += Math.max(0, left);
      continue;
    }
    orders.push({ side: 'offer', participant: participantCount, price_EURPerKWh: input.offer_EURPerKWh, energy_kWh: left });
    const result = runAuction(orders, { mechanism: 'call', priceRule: 'k-price', k: left < wanted ? 1 : 0 });
    const price = result.price_EURPerKWh;
    if (price !== null) price_EURPerKWh[t] = price;
    for (const { participant, traded_kWh } of result.bids) {
      const at = participant * steps + t;
      served_kWh[at] = traded_kWh;
      paid_EUR[at] = traded_kWh * (price ?? 0);
    }
    unserved_kWh += wanted - result.energy_kWh;
    spilled_kWh += left - result.energy_kWh;
  }
  return { served_kWh, paid_EUR, price_EURPerKWh, unservedCritical_kWh, unserved_kWh, spilled_kWh };
}
