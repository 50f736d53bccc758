/** Mode `market`: least cost of the community, all members together, with bounds. */
import { throwIfAborted } from '../../core/errors.ts';
import { inStep } from '../../energy/storage/storageUnit.ts';
import { type MarketCommunity, stepHours } from '../community.ts';
import type { CertifiedGap } from '../outcome.ts';
import type { CommunityLinks } from './communityLinks.ts';
import { type CoordinationOptions, coordinate, flowCost } from './coordinate.ts';
import { levelsOf, priceOnPath } from './fleet.ts';
import type { FlexibleMembers, MemberRuns, MemberStore } from './members.ts';
import { addRuns, bestStarts, runsAtPrices } from './shiftRuns.ts';

export interface MarketPlan {
  /** Price at the root [EUR/kWh], per step. */
  readonly price_EURPerKWh: Float64Array;
  /** Price of a kWh over each link [link * steps + step]. */
  readonly link_EURPerKWh: Float64Array;
  readonly gap: CertifiedGap;
  /** [participant * steps + step] */
  readonly curtailed_kW: Float64Array;
}

/** Flow over each link, of the given members [kW]; what runs is theirs, what is turned down is taken off. */
export function linkFlows(
  community: MarketCommunity,
  { links, pathOfMember }: CommunityLinks,
  isIn: readonly boolean[],
  stores: readonly MemberStore[],
  runs: readonly MemberRuns[],
): Float64Array {
  const { steps } = community.axis;
  const flow = new Float64Array(links * steps);
  const add = (participant: number, series: Float64Array) => {
    for (const link of pathOfMember[participant]!) for (let t = 0; t < steps; t++) flow[link * steps + t]! += series[t]!;
  };
  const own = new Float64Array(steps);
  for (let p = 0; p < pathOfMember.length; p++) {
    if (!isIn[p]) continue;
    for (let t = 0; t < steps; t++) own[t] = community.load_kW[p * steps + t]! - community.generation_kW[p * steps + t]!;
    add(p, own);
  }
  for (const store of stores) if (isIn[store.participant]) add(store.participant, store.power_kW);
  for (const run of runs) {
    if (!isIn[run.participant]) continue;
    own.fill(0);
    addRuns(run.asset, run.starts, own);
    add(run.participant, own);
  }
  return flow;
}

/**
 * Plans all members' assets for the least cost of the community and writes the schedules into `members`.
 *
 * Stores are coordinated by prices. Loads that run once start where the flow without stores makes it cheapest, and after the
 * stores once more where their flow does; the bounds count them as single starts.
 */
export async function planMarket(
  community: MarketCommunity,
  communityPrices: CommunityLinks,
  members: FlexibleMembers,
  isIn: readonly boolean[],
  options: CoordinationOptions,
): Promise<MarketPlan> {
  const { steps } = community.axis;
  const step_h = stepHours(community.axis);
  const { links, pathOfMember } = communityPrices;
  const stores = members.stores.filter((store) => isIn[store.participant]);
  const runs = members.runs.filter((run) => isIn[run.participant]);
  const room_kW = curtailRoom(community, members, isIn);
  const truth = { low: communityPrices.low, high: communityPrices.high, step_h };
  const idleFlow = linkFlows(community, communityPrices, isIn, stores, runs);
  const idle_EUR = costAfterCurtailing(truth, idleFlow, room_kW, steps);

  const { low, high, offset_EUR } = convexPrices(
    communityPrices,
    linkFlows(community, communityPrices, isIn, [], runs),
    stores,
    runs,
    room_kW,
    steps,
    step_h,
  );
  placeRuns(runs, linkFlows(community, communityPrices, isIn, [], runs), { low, high }, pathOfMember, steps);
  const net_kW = linkFlows(community, communityPrices, isIn, [], runs);
  const placed = runs.map((run) => run.starts);
  const problem = {
    steps,
    step_h,
    links,
    net_kW,
    low,
    high,
    units: stores.map((store) => store.unit),
    pathOf: stores.map((store) => pathOfMember[store.participant]!),
    idle_EUR,
  };
  const { power_kW, link_EURPerKWh, gap } = await coordinate(problem, options);
  throwIfAborted(options.signal);
  stores.forEach((store, u) => {
    store.power_kW = power_kW.slice(u * steps, (u + 1) * steps);
  });
  placeRuns(runs, linkFlows(community, communityPrices, isIn, stores, runs), { low, high }, pathOfMember, steps);

  // The coordination held the runs where they were placed; at its prices each could be as cheap as its cheapest start.
  let lower_EUR = gap.lower_EUR + offset_EUR;
  runs.forEach((run, i) => {
    const price = priceOnPath(link_EURPerKWh, pathOfMember[run.participant]!, steps);
    const cheapest = bestStarts(run.asset, (t, power) => power * (price[t] ?? 0));
    lower_EUR += runsAtPrices(run.asset, cheapest, price, step_h) - runsAtPrices(run.asset, placed[i]!, price, step_h);
  });
  const flow = linkFlows(community, communityPrices, isIn, stores, runs);
  const curtailed_kW = curtailed(truth, flow, room_kW, community, members, isIn);
  let upper_EUR = costAfterCurtailing(truth, flow, room_kW, steps);
  for (const { unit, power_kW: power } of stores) {
    let through = 0;
    for (const v of power) through += Math.abs(v);
    upper_EUR += through * step_h * unit.throughputCost_EURPerKWh;
    if (unit.end.kind === 'free') upper_EUR -= unit.end.value_EURPerKWh * levelsOf(unit, power, step_h)[steps]!;
  }
  const open = Math.max(0, upper_EUR - lower_EUR);
  const benefit = idle_EUR - lower_EUR;
  return {
    price_EURPerKWh: link_EURPerKWh.slice(0, steps),
    link_EURPerKWh,
    curtailed_kW,
    gap: {
      upper_EUR,
      lower_EUR: Math.min(lower_EUR, upper_EUR),
      relative: upper_EUR === 0 ? (open === 0 ? 0 : 1) : open / Math.abs(upper_EUR),
      ofBenefit: benefit > 1e-9 ? open / benefit : 0,
      iterations: gap.iterations,
      isCertified: true,
    },
  };
}

/** Generation that may be turned down in each step, of all members [kW]. */
function curtailRoom(community: MarketCommunity, { curtailable }: FlexibleMembers, isIn: readonly boolean[]): Float64Array {
  const { steps } = community.axis;
  const room = new Float64Array(steps);
  curtailable.forEach((share, p) => {
    if (share <= 0 || !isIn[p]) return;
    for (let t = 0; t < steps; t++) room[t]! += share * community.generation_kW[p * steps + t]!;
  });
  return room;
}

/** Cost of flows [EUR]; where feeding in costs money, what may be turned down is. */
function costAfterCurtailing(
  prices: { readonly low: Float64Array; readonly high: Float64Array; readonly step_h: number },
  flow_kW: Float64Array,
  room_kW: Float64Array,
  steps: number,
): number {
  const flow = flow_kW.slice();
  for (let t = 0; t < steps; t++) if (prices.low[t]! < 0 && flow[t]! < 0) flow[t]! += Math.min(-flow[t]!, room_kW[t]!);
  return flowCost(prices, flow);
}

/** Who turns how much down [participant * steps + step]: all in proportion to what they can. */
function curtailed(
  { low }: { readonly low: Float64Array },
  flow_kW: Float64Array,
  room_kW: Float64Array,
  community: MarketCommunity,
  { curtailable }: FlexibleMembers,
  isIn: readonly boolean[],
): Float64Array {
  const { steps } = community.axis;
  const down = new Float64Array(community.generation_kW.length);
  for (let t = 0; t < steps; t++) {
    if (low[t]! >= 0 || flow_kW[t]! >= 0 || room_kW[t]! <= 0) continue;
    const part = Math.min(1, -flow_kW[t]! / room_kW[t]!);
    curtailable.forEach((share, p) => {
      if (isIn[p]) down[p * steps + t] = part * share * community.generation_kW[p * steps + t]!;
    });
  }
  return down;
}

/**
 * Limits of prices with low <= high, and what they leave out [EUR].
 *
 * Where feeding in costs money and generation may be turned down, surplus counts as worth nothing. Where feeding in pays more
 * than drawing costs, the straight line between the largest and the smallest possible flow is below the cost everywhere: the
 * bound then holds, and the gap shows what it may leave open.
 */
function convexPrices(
  { low, high, hollowSteps }: CommunityLinks,
  flow_kW: Float64Array,
  stores: readonly MemberStore[],
  runs: readonly MemberRuns[],
  room_kW: Float64Array,
  steps: number,
  step_h: number,
): { low: Float64Array; high: Float64Array; offset_EUR: number } {
  const lowest = low.slice();
  const highest = high.slice();
  let offset_EUR = 0;
  for (let t = 0; t < steps; t++) if (room_kW[t]! > 0 && lowest[t]! < 0) lowest[t] = Math.min(0, highest[t]!);
  let runs_kW = 0;
  for (const { asset } of runs) runs_kW += Math.max(0, ...asset.profile_kW);
  for (const t of hollowSteps) {
    let up = runs_kW;
    let down = runs_kW + room_kW[t]!;
    for (const { unit } of stores) {
      up += inStep(unit.charge_kW, t);
      down += inStep(unit.discharge_kW, t);
    }
    const from = flow_kW[t]! - down;
    const to = flow_kW[t]! + up + room_kW[t]!;
    const cost = (y: number) => (y > 0 ? y * high[t]! : y * low[t]!);
    const slope = to > from ? (cost(to) - cost(from)) / (to - from) : high[t]!;
    lowest[t] = slope;
    highest[t] = slope;
    offset_EUR += (cost(from) - slope * from) * step_h;
  }
  return { low: lowest, high: highest, offset_EUR };
}

/** Every run in turn where it is cheapest against all others; two rounds. */
function placeRuns(
  runs: readonly MemberRuns[],
  flow_kW: Float64Array,
  { low, high }: { readonly low: Float64Array; readonly high: Float64Array },
  pathOfMember: readonly (readonly number[])[],
  steps: number,
): void {
  const own = new Float64Array(steps);
  const add = (run: MemberRuns, sign: 1 | -1) => {
    own.fill(0);
    addRuns(run.asset, run.starts, own, sign);
    for (const link of pathOfMember[run.participant]!) for (let t = 0; t < steps; t++) flow_kW[link * steps + t]! += own[t]!;
  };
  for (let round = 0; round < 2; round++) {
    for (const run of runs) {
      add(run, -1);
      const path = pathOfMember[run.participant]!;
      run.starts = bestStarts(run.asset, (t, power) => {
        let extra = 0;
        for (const link of path) {
          const row = link * steps + t;
          const z = flow_kW[row]!;
          const to = z + power;
          extra += (to > 0 ? to * high[row]! : to * low[row]!) - (z > 0 ? z * high[row]! : z * low[row]!);
        }
        return extra;
      });
      add(run, 1);
    }
  }
}
