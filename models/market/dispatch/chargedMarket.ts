/**
 * Mode `market` where local energy is charged: least cost of the community with all charges on what its members trade.
 *
 * Prices between the pools find schedules first, as if meters cost nothing; then each member in turn is planned anew against
 * all others at the true cost of every kWh, until nobody finds a cheaper year; where the gap stays wide, prices and schedules are
 * looked for together first. Nothing is kept that costs more than each owner's own plan. The bound counts all charges too.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import { newStorageWorkspace, type StorageWorkspace } from '../../energy/storage/storageYear.ts';
import { type MarketCommunity, stepHours } from '../community.ts';
import type { CertifiedGap } from '../outcome.ts';
import { chargedBound } from './chargedBound.ts';
import { chargedCost, chargedFlows, ownCost, schedulesOf, takeSchedules, turnDown } from './chargedFlows.ts';
import { type ChargedLinks, chargedLinks, type DispatchCharges } from './chargedLinks.ts';
import { softSweep } from './chargedSoft.ts';
import { ChargedSweep } from './chargedSweep.ts';
import { type MarketPlan, planMarket } from './communityMarket.ts';
import { type CoordinationOptions, flowCost } from './coordinate.ts';
import { type FlexibleMembers, type Prices, planAlone, type StorageYear } from './members.ts';

export interface ChargedOptions extends CoordinationOptions {
  readonly storageYear: StorageYear;
}

/** Gap below which no better schedules are looked for. */
const TARGET = 1e-3;
/** Pools alone may be left so many times further from their best: meters move it anyway. */
const LOOSE = 10;
const SOFT_SWEEPS = 5;
const GOOD_BOUND = 1e-4;
export const SWEEPS = 4;
export const PRICE_STEPS = 2;
/** Share of the cost that a sweep must save to be followed by another. */
const WORTH_A_SWEEP = 1e-5;

/** A community with its charges: what costs of schedules follow from. */
export interface ChargedProblem {
  readonly community: MarketCommunity;
  readonly members: FlexibleMembers;
  readonly isIn: readonly boolean[];
  /** As charged. */
  readonly links: ChargedLinks;
  /** The same with surplus worth nothing where it would cost money and may be turned down: no schedule costs less than here. */
  readonly relaxed: ChargedLinks;
  readonly export_EURPerKWh: Float64Array;
}

/**
 * Plans all members' assets for the least cost of the community, charges on local energy included, and writes the schedules
 * into `members`.
 */
export async function planCharged(
  community: MarketCommunity,
  prices: Prices,
  charges: DispatchCharges,
  members: FlexibleMembers,
  isIn: readonly boolean[],
  options: ChargedOptions,
): Promise<MarketPlan> {
  const { steps } = community.axis;
  const { signal, onProgress, target = TARGET } = options;
  const links = chargedLinks(community, prices, charges);
  const relaxedPrices = withoutDearSurplus(community, prices, members, isIn);
  const relaxed = relaxedPrices === prices ? links : chargedLinks(community, relaxedPrices, charges);
  const problem: ChargedProblem = { community, members, isIn, links, relaxed, export_EURPerKWh: prices.export_EURPerKWh };
  const work = newStorageWorkspace();
  const idle_EUR = trueCost(problem).cost_EUR;
  const idle = schedulesOf(members);

  const flexible = new Set([...members.stores, ...members.runs].map(({ participant }) => participant));
  for (const participant of flexible) {
    if (!isIn[participant]) continue;
    throwIfAborted(signal);
    planAlone(community, members, participant, 'tariff', prices, options.storageYear);
  }
  const own = schedulesOf(members);
  const own_EUR = trueCost(problem).cost_EUR;
  let best = { schedules: own, cost_EUR: own_EUR };
  /** Each member against all others from the present schedules on, kept where that is the cheapest so far. */
  const settle = (sweeps: number): void => {
    sweepAll(problem, work, own_EUR, sweeps, signal);
    const { cost_EUR } = trueCost(problem);
    if (cost_EUR < best.cost_EUR) best = { schedules: schedulesOf(members), cost_EUR };
    takeSchedules(members, best.schedules);
  };

  takeSchedules(members, idle);
  const plan = await planMarket(community, { ...relaxed, hollowSteps: [] }, members, isIn, {
    ...options,
    target: LOOSE * target * ofLinks(problem, own_EUR),
    onProgress: ({ done }) => onProgress?.({ done: 0.6 * done, stage: 'progress.market' }),
  });
  const pooled = schedulesOf(members);
  settle(1);
  const price = startPrices(relaxed, plan.link_EURPerKWh);
  let bound = bestBound(problem, price, best.cost_EUR, 0, work, signal);
  onProgress?.({ done: 0.75, stage: 'progress.market' });
  const soft = price.slice();
  const isWide = best.cost_EUR - bound.lower_EUR > target * Math.abs(best.cost_EUR);
  if (isWide) {
    takeSchedules(members, pooled);
    const flows = chargedFlows(community, relaxed, members, isIn);
    const stores = members.stores.filter(({ participant }) => isIn[participant]);
    for (let k = 0; k < SOFT_SWEEPS; k++) {
      throwIfAborted(signal);
      softSweep(relaxed, stores, flows, soft, steps, stepHours(community.axis), work);
    }
  }
  settle(SWEEPS);
  const better = bestBound(problem, isWide ? soft : price, best.cost_EUR, PRICE_STEPS, work, signal);
  const evaluations = bound.evaluations + better.evaluations + (isWide ? SOFT_SWEEPS : 0);
  bound = { ...(better.lower_EUR > bound.lower_EUR ? better : bound), evaluations };
  takeSchedules(members, best.schedules);
  const { curtailed_kW, cost_EUR } = trueCost(problem);
  return {
    price_EURPerKWh: bound.link_EURPerKWh.slice(0, steps),
    link_EURPerKWh: bound.link_EURPerKWh,
    curtailed_kW,
    gap: gapOf(cost_EUR, bound.lower_EUR, idle_EUR, plan.gap.iterations + bound.evaluations),
  };
}

/** Surplus counts as worth nothing in steps in which feeding it in costs money and somebody may turn it down. */
function withoutDearSurplus(
  community: MarketCommunity,
  prices: Prices,
  { curtailable }: FlexibleMembers,
  isIn: readonly boolean[],
): Prices {
  const { steps } = community.axis;
  const able = [...curtailable.keys()].filter((p) => curtailable[p]! > 0 && isIn[p]);
  const { import_EURPerKWh, export_EURPerKWh } = prices;
  const relaxed = export_EURPerKWh.map((price, t) =>
    price < 0 && able.some((p) => community.generation_kW[p * steps + t]! > 0) ? Math.max(price, Math.min(0, import_EURPerKWh[t]!)) : price,
  );
  return relaxed.some((price, t) => price !== export_EURPerKWh[t]) ? { import_EURPerKWh, export_EURPerKWh: relaxed } : prices;
}

/** So many times the cost of the links alone is the whole cost: gaps of the links count as gaps of the whole. */
function ofLinks({ community, relaxed, members, isIn }: ChargedProblem, whole_EUR: number): number {
  const { flow_kW } = chargedFlows(community, relaxed, members, isIn);
  const links_EUR = flowCost({ ...relaxed, step_h: stepHours(community.axis) }, flow_kW);
  return Math.max(1, Math.abs(whole_EUR) / Math.max(1e-9, Math.abs(links_EUR)));
}

/** What the present schedules cost, and what is turned down under them. */
export function trueCost({ community, members, isIn, links, export_EURPerKWh }: ChargedProblem): {
  readonly cost_EUR: number;
  readonly curtailed_kW: Float64Array;
} {
  const step_h = stepHours(community.axis);
  const flows = chargedFlows(community, links, members, isIn);
  const curtailed_kW = turnDown(community, links, flows, members, export_EURPerKWh);
  let cost_EUR = chargedCost(links, flows, community.axis.steps, step_h);
  for (const { unit, power_kW, participant } of members.stores) if (isIn[participant]) cost_EUR += ownCost(unit, power_kW, step_h);
  return { cost_EUR, curtailed_kW };
}

/** Member after member, until a sweep over all saves next to nothing. */
export function sweepAll(
  problem: ChargedProblem,
  work: StorageWorkspace,
  scale_EUR: number,
  sweeps: number,
  signal: CancelSignal | undefined,
): void {
  const { community, members, isIn, relaxed } = problem;
  const sweep = new ChargedSweep(relaxed, community.axis.steps, stepHours(community.axis), work);
  const flows = chargedFlows(community, relaxed, members, isIn);
  for (let k = 0; k < sweeps; k++) {
    let saved = 0;
    for (const run of members.runs) if (isIn[run.participant]) saved += sweep.runs(run, flows);
    for (const store of members.stores) {
      throwIfAborted(signal);
      if (isIn[store.participant]) saved += sweep.store(store, flows);
    }
    if (saved <= WORTH_A_SWEEP * Math.abs(scale_EUR)) return;
  }
}

/** Prices within the limits of the links. */
export function startPrices({ low, high }: ChargedLinks, link_EURPerKWh: Float64Array): Float64Array {
  return link_EURPerKWh.map((price, row) => Math.min(high[row]!, Math.max(low[row]!, price)));
}

interface Bound {
  readonly lower_EUR: number;
  readonly link_EURPerKWh: Float64Array;
  readonly evaluations: number;
}

/** The bound at given prices, for the present schedules, and at better ones a few steps along its gradient (Polyak's step length). */
export function bestBound(
  { community, relaxed, members, isIn }: ChargedProblem,
  start_EURPerKWh: Float64Array,
  upper_EUR: number,
  priceSteps: number,
  work: StorageWorkspace,
  signal: CancelSignal | undefined,
): Bound {
  const { low, high } = relaxed;
  const flows = chargedFlows(community, relaxed, members, isIn);
  let price = start_EURPerKWh;
  let best = { lower_EUR: Number.NEGATIVE_INFINITY, link_EURPerKWh: price };
  for (let k = 0; ; k++) {
    throwIfAborted(signal);
    const { lower_EUR, flow_kW } = chargedBound(community, relaxed, members, isIn, price, flows, work);
    if (lower_EUR > best.lower_EUR) best = { lower_EUR, link_EURPerKWh: price };
    const open = upper_EUR - lower_EUR;
    let square = 0;
    for (let row = 0; row < price.length; row++) {
      const flow = flow_kW[row]!;
      if (flow > 0 ? price[row]! < high[row]! : price[row]! > low[row]!) square += flow * flow;
    }
    if (k === priceSteps || open <= GOOD_BOUND * Math.abs(upper_EUR) || square === 0) return { ...best, evaluations: k + 1 };
    const length = open / (square * stepHours(community.axis));
    price = price.map((p, row) => Math.min(high[row]!, Math.max(low[row]!, p + length * flow_kW[row]!)));
  }
}

export function gapOf(upper_EUR: number, lower_EUR: number, idle_EUR: number, iterations: number): CertifiedGap {
  const open = Math.max(0, upper_EUR - lower_EUR);
  const benefit = idle_EUR - lower_EUR;
  return {
    upper_EUR,
    lower_EUR: Math.min(lower_EUR, upper_EUR),
    relative: upper_EUR === 0 ? (open === 0 ? 0 : 1) : open / Math.abs(upper_EUR),
    ofBenefit: benefit > 1e-9 ? open / benefit : 0,
    iterations,
    isCertified: true,
  };
}
