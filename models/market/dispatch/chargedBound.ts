/**
 * What no schedules can beat where local energy is charged. For prices within the limits of the links, a link costs at least
 * its price times its flow; so the sum of what each member would pay at least, alone at these prices, is a lower bound. A
 * member with one store is planned exactly behind its own meter; where it has several assets, its meter has a price too.
 */
import { steppedStorageYear } from '../../energy/storage/steppedYear.ts';
import { inStep } from '../../energy/storage/storageUnit.ts';
import { type StorageWorkspace, storageResponse } from '../../energy/storage/storageYear.ts';
import { type MarketCommunity, stepHours } from '../community.ts';
import { type ChargedFlows, dischargeWear } from './chargedFlows.ts';
import type { ChargedLinks } from './chargedLinks.ts';
import type { FlexibleMembers, MemberRuns, MemberStore } from './members.ts';
import { addRuns, bestStarts } from './shiftRuns.ts';

export interface ChargedBound {
  readonly lower_EUR: number;
  /** Flows over the links if all answered like this [link * steps + step] [kW]. */
  readonly flow_kW: Float64Array;
}

/** @param flows of the present schedules: on which side of its meter a member with several assets stands */
export function chargedBound(
  community: MarketCommunity,
  links: ChargedLinks,
  members: FlexibleMembers,
  isIn: readonly boolean[],
  link_EURPerKWh: Float64Array,
  flows: ChargedFlows,
  work: StorageWorkspace,
): ChargedBound {
  const { steps } = community.axis;
  const step_h = stepHours(community.axis);
  const { pathOfMember, meterOf, meterLow, meterHigh } = links;
  const flow_kW = links.offset_kW?.slice() ?? new Float64Array(links.links * steps);
  const low = new Float64Array(steps);
  const high = new Float64Array(steps);
  let lower_EUR = 0;
  for (let row = 0; row < flow_kW.length; row++) lower_EUR += flow_kW[row]! * link_EURPerKWh[row]! * step_h;
  isIn.forEach((takesPart, p) => {
    if (!takesPart) return;
    const meter = meterOf[p]! * steps;
    for (let t = 0; t < steps; t++) {
      let price = 0;
      for (const link of pathOfMember[p]!) price += link_EURPerKWh[link * steps + t]!;
      low[t] = price + meterLow[meter + t]!;
      high[t] = price + meterHigh[meter + t]!;
    }
    const net = new Float64Array(steps);
    for (let t = 0; t < steps; t++) net[t] = community.load_kW[p * steps + t]! - community.generation_kW[p * steps + t]!;
    const stores = members.stores.filter(({ participant }) => participant === p);
    const runs = members.runs.filter(({ participant }) => participant === p);
    if (stores.length === 1 && runs.length === 0) lower_EUR += oneStore(stores[0]!, net, low, high, step_h, work);
    else if (stores.length + runs.length === 0) lower_EUR += atMeter(net, low, high, step_h);
    else lower_EUR += manyAssets(stores, runs, net, low, high, flows.net_kW.subarray(p * steps, (p + 1) * steps), step_h, work);
    for (const link of pathOfMember[p]!) for (let t = 0; t < steps; t++) flow_kW[link * steps + t]! += net[t]!;
  });
  return { lower_EUR, flow_kW };
}

function atMeter(net_kW: Float64Array, low: Float64Array, high: Float64Array, step_h: number): number {
  let sum = 0;
  for (let t = 0; t < net_kW.length; t++) {
    const y = net_kW[t]!;
    sum += y * (y > 0 ? high[t]! : low[t]!);
  }
  return sum * step_h;
}

/** Adds the store's answer to `net_kW`. */
function oneStore(
  { unit }: MemberStore,
  net_kW: Float64Array,
  low: Float64Array,
  high: Float64Array,
  step_h: number,
  work: StorageWorkspace,
): number {
  const steps = net_kW.length;
  const at_kW = new Float64Array(steps);
  const rise_EURPerKWh = new Float64Array(steps);
  const emptied = new Float64Array(steps);
  for (let t = 0; t < steps; t++) {
    at_kW[t] = -net_kW[t]!;
    rise_EURPerKWh[t] = high[t]! - low[t]!;
    emptied[t] = net_kW[t]! - inStep(unit.discharge_kW, t);
  }
  const prices = { steps, stairs: 1, base_EURPerKWh: low, at_kW, rise_EURPerKWh };
  const { power_kW, aboveDischarge_EUR } = steppedStorageYear(unit, prices, step_h, work);
  for (let t = 0; t < steps; t++) net_kW[t]! += power_kW[t]!;
  return atMeter(emptied, low, high, step_h) + dischargeWear(unit, steps, step_h) + aboveDischarge_EUR;
}

/** At a price of the meter between its two; adds the answers to `net_kW`. */
function manyAssets(
  stores: readonly MemberStore[],
  runs: readonly MemberRuns[],
  net_kW: Float64Array,
  low: Float64Array,
  high: Float64Array,
  present_kW: Float64Array,
  step_h: number,
  work: StorageWorkspace,
): number {
  const steps = net_kW.length;
  const price = new Float64Array(steps);
  let sum = 0;
  let most = 0;
  for (const { asset } of runs) most += Math.max(0, ...asset.profile_kW);
  for (let t = 0; t < steps; t++) {
    const y = net_kW[t]!;
    if (low[t]! <= high[t]!) {
      const present = present_kW[t]!;
      price[t] = present > 1e-9 ? high[t]! : present < -1e-9 ? low[t]! : (low[t]! + high[t]!) / 2;
      sum += price[t]! * y;
      continue;
    }
    // Feeding in pays more than drawing costs: the line between the least and the most it can draw is below the cost.
    let from = y;
    let to = y + most;
    for (const { unit } of stores) {
      from -= inStep(unit.discharge_kW, t);
      to += inStep(unit.charge_kW, t);
    }
    const cost = (x: number) => x * (x > 0 ? high[t]! : low[t]!);
    price[t] = to > from ? (cost(to) - cost(from)) / (to - from) : high[t]!;
    sum += cost(from) + price[t]! * (y - from);
  }
  let lower = sum * step_h;
  for (const { unit } of stores) {
    const { power_kW, bound_EUR } = storageResponse(unit, price, step_h, work);
    lower += bound_EUR;
    for (let t = 0; t < steps; t++) net_kW[t]! += power_kW[t]!;
  }
  for (const { asset } of runs) {
    const starts = bestStarts(asset, (t, power) => power * (price[t] ?? 0));
    const own = new Float64Array(steps);
    addRuns(asset, starts, own);
    for (let t = 0; t < steps; t++) {
      lower += own[t]! * price[t]! * step_h;
      net_kW[t]! += own[t]!;
    }
  }
  return lower;
}
