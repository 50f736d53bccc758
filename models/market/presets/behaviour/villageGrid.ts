/**
 * A small grid that stands alone: homes with a panel and a battery, and homes without. Each home serves itself first; what its
 * panel has over when its battery is full, and what its battery holds above a reserve, is for the others, within the limits of
 * the lines.
 */
import type { Collective, MarketCommunity } from '../../community.ts';
import type { BatteryAsset } from '../../participant.ts';

export interface VillageOptions {
  /** False: every home for itself, as before the grid. */
  readonly isShared: boolean;
  /** Share of a battery that its owner keeps for the night, 0..1. */
  readonly reserveShare: number;
  /** What the operator keeps of each kWh [EUR/kWh], and what the buyer pays. */
  readonly serviceFee_EURPerKWh: number;
  readonly price_EURPerKWh: number;
}

export interface VillageYear {
  /** Energy members got from their own system and from others [participant] [kWh]. */
  readonly own_kWh: Float64Array;
  readonly bought_kWh: Float64Array;
  readonly sold_kWh: Float64Array;
  readonly unserved_kWh: Float64Array;
  /** Generation that was neither used nor stored [kWh]. */
  readonly wasted_kWh: number;
  /** Lost in batteries, and difference of their levels over the time [kWh]. */
  readonly batteryLoss_kWh: number;
  readonly storedChange_kWh: number;
  /** Highest net power over each collective's link [kW], in the order of the community. */
  readonly linePeak_kW: Float64Array;
  readonly serviceFee_EUR: number;
  readonly earned_EUR: Float64Array;
  readonly paid_EUR: Float64Array;
}

/** Real-time matching step by step; no forecast. Sellers and buyers are served in proportion. */
export function operateVillage(community: MarketCommunity, options: VillageOptions): VillageYear {
  const { participants, axis, collectives } = community;
  const count = participants.length;
  const step_h = axis.step_min / 60;
  const batteries = participants.map(({ assets }) => assets.find((asset): asset is BatteryAsset => asset.kind === 'battery') ?? null);
  const level = Float64Array.from(batteries, (battery) => (battery ? battery.initialShare * battery.capacity_kWh : 0));
  const first = level.reduce((sum, value) => sum + value, 0);
  const zero = () => new Float64Array(count);
  const year = { own_kWh: zero(), bought_kWh: zero(), sold_kWh: zero(), unserved_kWh: zero(), earned_EUR: zero(), paid_EUR: zero() };
  const linePeak_kW = new Float64Array(collectives.length);
  const lines = participants.map(({ collective }) => collectives.findIndex(({ id }) => id === collective));
  let wasted_kWh = 0;
  let loss = 0;
  let serviceFee_EUR = 0;
  const need = zero();
  const solar = zero();
  const stored = zero();
  for (let t = 0; t < axis.steps; t++) {
    for (let p = 0; p < count; p++) {
      const at = p * axis.steps + t;
      const load = community.load_kW[at]! * step_h;
      const made = community.generation_kW[at]! * step_h;
      const direct = Math.min(load, made);
      const battery = batteries[p];
      let missing = load - direct;
      let over = made - direct;
      stored[p] = 0;
      if (battery) {
        const out = Math.min(missing, battery.discharge_kW * step_h, level[p]! * battery.dischargeEfficiency);
        level[p] = level[p]! - out / battery.dischargeEfficiency;
        loss += out / battery.dischargeEfficiency - out;
        missing -= out;
        const into = Math.min(over, battery.charge_kW * step_h, (battery.capacity_kWh - level[p]!) / battery.chargeEfficiency);
        level[p] = level[p]! + into * battery.chargeEfficiency;
        loss += into * (1 - battery.chargeEfficiency);
        over -= into;
        const above = level[p]! - options.reserveShare * battery.capacity_kWh;
        stored[p] = Math.max(0, Math.min(above * battery.dischargeEfficiency, battery.discharge_kW * step_h - out));
      }
      year.own_kWh[p]! += load - missing;
      need[p] = missing;
      solar[p] = over;
    }
    if (options.isShared) {
      const flows = matchOnLines(need, solar, stored, lines, collectives, step_h);
      for (let p = 0; p < count; p++) {
        const fromSolar = Math.min(flows.sold[p]!, solar[p]!);
        const fromBattery = flows.sold[p]! - fromSolar;
        const battery = batteries[p];
        if (battery && fromBattery > 0) {
          level[p] = level[p]! - fromBattery / battery.dischargeEfficiency;
          loss += fromBattery / battery.dischargeEfficiency - fromBattery;
        }
        solar[p] = solar[p]! - fromSolar;
        need[p] = need[p]! - flows.bought[p]!;
        year.bought_kWh[p]! += flows.bought[p]!;
        year.sold_kWh[p]! += flows.sold[p]!;
        year.paid_EUR[p]! += flows.bought[p]! * options.price_EURPerKWh;
        year.earned_EUR[p]! += flows.sold[p]! * (options.price_EURPerKWh - options.serviceFee_EURPerKWh);
        serviceFee_EUR += flows.bought[p]! * options.serviceFee_EURPerKWh;
      }
      flows.line_kWh.forEach((energy, line) => {
        linePeak_kW[line] = Math.max(linePeak_kW[line]!, Math.abs(energy) / step_h);
      });
    }
    for (let p = 0; p < count; p++) {
      wasted_kWh += solar[p]!;
      year.unserved_kWh[p]! += need[p]!;
    }
  }
  const storedChange_kWh = level.reduce((sum, value) => sum + value, 0) - first;
  return { ...year, wasted_kWh, batteryLoss_kWh: loss, storedChange_kWh, linePeak_kW, serviceFee_EUR };
}

/**
 * Energy between members in one step: inside each line first, then between lines as far as their links carry. Panels before
 * batteries; all in proportion.
 */
function matchOnLines(
  need: Float64Array,
  solar: Float64Array,
  stored: Float64Array,
  lines: readonly number[],
  collectives: readonly Collective[],
  step_h: number,
): { readonly bought: Float64Array; readonly sold: Float64Array; readonly line_kWh: Float64Array } {
  const bought = new Float64Array(need.length);
  const sold = new Float64Array(need.length);
  const line_kWh = new Float64Array(collectives.length);
  const sumOf = (values: Float64Array, line: number) => values.reduce((sum, value, p) => (lines[p] === line ? sum + value : sum), 0);
  const offers = solar.map((value, p) => value + stored[p]!);
  const takeSolarFirst = (line: number, wanted: number) => {
    const ofSolar = sumOf(solar, line);
    const ofStored = sumOf(stored, line);
    const solarShare = ofSolar > 0 ? Math.min(1, wanted / ofSolar) : 0;
    const storedShare = ofStored > 0 ? Math.min(1, Math.max(0, wanted - ofSolar) / ofStored) : 0;
    lines.forEach((of, p) => {
      if (of === line) sold[p] = solar[p]! * solarShare + stored[p]! * storedShare;
    });
  };
  const demand = collectives.map((_, line) => sumOf(need, line));
  const supply = collectives.map((_, line) => sumOf(offers, line));
  const link_kWh = collectives.map(({ capacity_kW }) => (capacity_kW ?? Number.POSITIVE_INFINITY) * step_h);
  const lacking = demand.map((value, line) => Math.min(Math.max(0, value - supply[line]!), link_kWh[line]!));
  const spare = supply.map((value, line) => Math.min(Math.max(0, value - demand[line]!), link_kWh[line]!));
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const between = Math.min(total(lacking), total(spare));
  collectives.forEach((_, line) => {
    const inward = total(lacking) > 0 ? (lacking[line]! * between) / total(lacking) : 0;
    const outward = total(spare) > 0 ? (spare[line]! * between) / total(spare) : 0;
    line_kWh[line] = outward - inward;
    const served = Math.min(demand[line]!, supply[line]!) + inward;
    takeSolarFirst(line, Math.min(demand[line]!, supply[line]!) + outward);
    if (demand[line]! <= 0) return;
    lines.forEach((of, p) => {
      if (of === line) bought[p] = (need[p]! * served) / demand[line]!;
    });
  });
  return { bought, sold, line_kWh };
}
