/** What members of a community with charged links draw, and what it costs them together. */
import { inStep, type StorageUnit } from '../../energy/storage/storageUnit.ts';
import type { MarketCommunity } from '../community.ts';
import type { ChargedLinks } from './chargedLinks.ts';
import { levelsOf } from './fleet.ts';
import type { FlexibleMembers, MemberRuns, MemberStore } from './members.ts';
import { addRuns } from './shiftRuns.ts';

/** Schedules of all assets, by their places in `FlexibleMembers`. */
export interface Schedules {
  readonly power_kW: readonly Float64Array[];
  readonly starts: readonly Int32Array[];
}

/** Meters of members that are planned together, and flows over the links; others have zeros. */
export interface ChargedFlows {
  /** [participant * steps + step] [kW], above zero it draws. */
  readonly net_kW: Float64Array;
  /** [link * steps + step] [kW], above zero towards the members. */
  readonly flow_kW: Float64Array;
}

export function schedulesOf({ stores, runs }: FlexibleMembers): Schedules {
  return { power_kW: stores.map((store) => store.power_kW.slice()), starts: runs.map((run) => run.starts.slice()) };
}

export function takeSchedules({ stores, runs }: FlexibleMembers, { power_kW, starts }: Schedules): void {
  stores.forEach((store: MemberStore, i) => {
    store.power_kW = power_kW[i]!.slice();
  });
  runs.forEach((run: MemberRuns, i) => {
    run.starts = starts[i]!.slice();
  });
}

export function chargedFlows(
  community: MarketCommunity,
  links: ChargedLinks,
  members: FlexibleMembers,
  isIn: readonly boolean[],
): ChargedFlows {
  const { steps } = community.axis;
  const net_kW = new Float64Array(community.load_kW.length);
  isIn.forEach((takesPart, p) => {
    for (let at = p * steps; takesPart && at < (p + 1) * steps; at++) net_kW[at] = community.load_kW[at]! - community.generation_kW[at]!;
  });
  for (const { participant, power_kW } of members.stores) {
    const at = participant * steps;
    for (let t = 0; isIn[participant] && t < steps; t++) net_kW[at + t]! += power_kW[t]!;
  }
  for (const { participant, asset, starts } of members.runs) {
    if (isIn[participant]) addRuns(asset, starts, net_kW.subarray(participant * steps, (participant + 1) * steps));
  }
  return { net_kW, flow_kW: linkFlow(net_kW, links, steps) };
}

function linkFlow(net_kW: Float64Array, { links, pathOfMember, offset_kW }: ChargedLinks, steps: number): Float64Array {
  const flow = offset_kW?.slice() ?? new Float64Array(links * steps);
  pathOfMember.forEach((path, p) => {
    for (const link of path) for (let t = 0; t < steps; t++) flow[link * steps + t]! += net_kW[p * steps + t]!;
  });
  return flow;
}

/** Cost of meters and links [EUR]. */
export function chargedCost(links: ChargedLinks, { net_kW, flow_kW }: ChargedFlows, steps: number, step_h: number): number {
  const { low, high, meterLow, meterHigh, meterOf } = links;
  let sum = 0;
  for (let row = 0; row < flow_kW.length; row++) {
    const z = flow_kW[row]!;
    sum += z * (z > 0 ? high[row]! : low[row]!);
  }
  meterOf.forEach((row, p) => {
    for (let t = 0; t < steps; t++) {
      const y = net_kW[p * steps + t]!;
      sum += y * (y > 0 ? meterHigh[row * steps + t]! : meterLow[row * steps + t]!);
    }
  });
  return sum * step_h;
}

/** Wear of a store, less the worth of what is left at a free end [EUR]. */
export function ownCost(unit: StorageUnit, power_kW: Float64Array, step_h: number): number {
  let cost = 0;
  if (unit.throughputCost_EURPerKWh > 0) {
    for (const x of power_kW) cost += Math.abs(x);
    cost *= step_h * unit.throughputCost_EURPerKWh;
  }
  if (unit.end.kind === 'free') cost -= unit.end.value_EURPerKWh * levelsOf(unit, power_kW, step_h)[power_kW.length]!;
  return cost;
}

/** What full discharge in all steps wears [EUR]. */
export function dischargeWear(unit: StorageUnit, steps: number, step_h: number): number {
  let sum = 0;
  for (let t = 0; t < steps; t++) sum += inStep(unit.discharge_kW, t);
  return sum * step_h * unit.throughputCost_EURPerKWh;
}

/**
 * Generation turned down where the supplier's taking it costs money and nobody else needs it: members in proportion to what
 * they can [participant * steps + step] [kW]. Takes it off the flows.
 */
export function turnDown(
  community: MarketCommunity,
  { pathOfMember }: ChargedLinks,
  { net_kW, flow_kW }: ChargedFlows,
  { curtailable }: FlexibleMembers,
  export_EURPerKWh: Float64Array,
): Float64Array {
  const { steps } = community.axis;
  const down = new Float64Array(net_kW.length);
  const able = [...curtailable.keys()].filter((p) => curtailable[p]! > 0);
  for (let t = 0; t < steps && able.length > 0; t++) {
    if (export_EURPerKWh[t]! >= 0 || flow_kW[t]! >= 0) continue;
    const room = able.map((p) => Math.max(0, Math.min(-net_kW[p * steps + t]!, curtailable[p]! * community.generation_kW[p * steps + t]!)));
    const all = room.reduce((sum, x) => sum + x, 0);
    const part = all > 0 ? Math.min(1, -flow_kW[t]! / all) : 0;
    able.forEach((p, i) => {
      const x = part * room[i]!;
      down[p * steps + t] = x;
      net_kW[p * steps + t]! += x;
      for (const link of pathOfMember[p]!) flow_kW[link * steps + t]! += x;
    });
  }
  return down;
}
