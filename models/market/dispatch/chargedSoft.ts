/**
 * Finds prices and schedules together: a price that rises with the flow over a link around where the two stand.
 *
 * At stairs, one member alone cannot move what two could move together. So each store in turn answers to links whose price
 * climbs evenly from low to high instead, and after each turn of all the prices follow the flows that are left: the method of
 * multipliers with its inner problem solved once around (augmented Lagrangian, Gauss-Seidel).
 */
import { type SteppedSchedule, steppedStorageYear } from '../../energy/storage/steppedYear.ts';
import { inStep } from '../../energy/storage/storageUnit.ts';
import type { StorageWorkspace } from '../../energy/storage/storageYear.ts';
import type { ChargedFlows } from './chargedFlows.ts';
import type { ChargedLinks } from './chargedLinks.ts';
import type { MemberStore } from './members.ts';

/** Flow over which a price climbs from low to high, as a share of the charging power behind the link. */
const WIDTH = 0.5;
/** Prices follow by so many times what the climb says; between 0 and 2 the method comes to rest. */
const AHEAD = 1.6;
/** Powers of a store at which the climb is read. */
const CELLS = 6;

/**
 * One turn of all stores; changes their schedules, the flows and the prices.
 * @param link_EURPerKWh within the limits of the links [link * steps + step]
 */
export function softSweep(
  links: ChargedLinks,
  stores: readonly MemberStore[],
  flows: ChargedFlows,
  link_EURPerKWh: Float64Array,
  steps: number,
  step_h: number,
  work: StorageWorkspace,
): void {
  const { low, high, pathOfMember } = links;
  const { net_kW, flow_kW } = flows;
  const climb = climbs(links, stores, steps);
  for (const store of stores) {
    const { participant, power_kW: old } = store;
    const { power_kW } = softAnswer(links, store, flows, link_EURPerKWh, climb, steps, step_h, work);
    for (let t = 0; t < steps; t++) {
      const change = power_kW[t]! - old[t]!;
      net_kW[participant * steps + t]! += change;
      for (const link of pathOfMember[participant]!) flow_kW[link * steps + t]! += change;
    }
    store.power_kW = power_kW;
  }
  for (let row = 0; row < link_EURPerKWh.length; row++) {
    link_EURPerKWh[row] = Math.min(high[row]!, Math.max(low[row]!, link_EURPerKWh[row]! + AHEAD * climb[row]! * flow_kW[row]!));
  }
}

/** Rise of each link's price with its flow [EUR/kWh per kW]. */
function climbs({ links, low, high, pathOfMember }: ChargedLinks, stores: readonly MemberStore[], steps: number): Float64Array {
  const power_kW = new Float64Array(links);
  for (const { unit, participant } of stores) {
    let most = 0;
    for (let t = 0; t < (typeof unit.charge_kW === 'number' ? 1 : steps); t++) most = Math.max(most, inStep(unit.charge_kW, t));
    for (const link of pathOfMember[participant]!) power_kW[link]! += most;
  }
  return high.map((price, row) => {
    const width = WIDTH * power_kW[Math.floor(row / steps)]!;
    return width > 0 ? (price - low[row]!) / width : 0;
  });
}

function softAnswer(
  { low, high, meterLow, meterHigh, meterOf, pathOfMember }: ChargedLinks,
  { unit, participant, power_kW: old }: MemberStore,
  { net_kW, flow_kW }: ChargedFlows,
  link_EURPerKWh: Float64Array,
  climb: Float64Array,
  steps: number,
  step_h: number,
  work: StorageWorkspace,
): SteppedSchedule {
  const path = pathOfMember[participant]!;
  const meter = meterOf[participant]! * steps;
  const base_EURPerKWh = new Float64Array(steps);
  const at_kW = new Float64Array(CELLS * steps);
  const rise_EURPerKWh = new Float64Array(CELLS * steps);
  for (let t = 0; t < steps; t++) {
    const present = old[t]!;
    const from = -inStep(unit.discharge_kW, t);
    const cell = (inStep(unit.charge_kW, t) - from) / CELLS;
    const first = t * CELLS;
    at_kW[first] = present - net_kW[participant * steps + t]!;
    rise_EURPerKWh[first] = meterHigh[meter + t]! - meterLow[meter + t]!;
    let before = 0;
    for (let i = 0; i < CELLS; i++) {
      const x = from + cell * (i + 0.5) - present;
      let price = 0;
      for (const link of path) {
        const row = link * steps + t;
        price += Math.min(high[row]!, Math.max(low[row]!, link_EURPerKWh[row]! + climb[row]! * (flow_kW[row]! + x)));
      }
      if (i === 0) base_EURPerKWh[t] = price + meterLow[meter + t]!;
      else {
        at_kW[first + i] = from + cell * i;
        rise_EURPerKWh[first + i] = price - before;
      }
      before = price;
    }
  }
  return steppedStorageYear(unit, { steps, stairs: CELLS, base_EURPerKWh, at_kW, rise_EURPerKWh }, step_h, work);
}
