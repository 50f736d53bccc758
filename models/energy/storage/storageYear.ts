/**
 * The cheapest way to run one store over a year, exact where the costs are convex. See docs/models/storage.md.
 */
import { InputError } from '../../core/errors.ts';
import { lowestOfConvex } from './convexLine.ts';
import { cyclicStarts } from './cyclicStarts.ts';
import { refineSchedule } from './refineSchedule.ts';
import { scheduleCost } from './scheduleCost.ts';
import { bestEnd, highestEnd, type MergeWorkspace, mergeBackward, mergeForward, newMergeWorkspace } from './slopeMerge.ts';
import { newStepCosts, priceCosts, STEP_SEGMENTS, type StepCosts, stepCosts } from './stepCosts.ts';
import { checkStorageProblem, inStep, type StorageProblem, type StorageSchedule, type StorageUnit } from './storageUnit.ts';

export type { StorageProblem, StorageSchedule, StorageUnit } from './storageUnit.ts';

/** Memory that later runs use again; runs that share it must not overlap. */
export interface StorageWorkspace {
  readonly merge: MergeWorkspace;
  costs: StepCosts;
  change_kWh: Float64Array;
}

/** @param mostPairs slopes kept at once; what does not fit is computed twice */
export function newStorageWorkspace(mostPairs?: number): StorageWorkspace {
  return { merge: newMergeWorkspace(mostPairs), costs: newStepCosts(0), change_kWh: new Float64Array(0) };
}

/** Makes a workspace fit for so many steps, of so many segments at most. */
export function reserveSteps(work: StorageWorkspace, steps: number, segments = STEP_SEGMENTS): void {
  if (work.costs.steps === steps && work.costs.segments === segments) return;
  work.costs = newStepCosts(steps, segments);
  work.change_kWh = new Float64Array(steps);
}

/** Costs this close are the same [share of the costs, EUR]. */
const SAME_COST = 1e-10;

/** A level and what it costs to get there; the costs are those of the convex hull. */
interface Path {
  readonly level_kWh: Float64Array;
  readonly hull_EUR: number;
}

/**
 * The schedule of least cost.
 *
 * Prices above zero with feed-in worth no more than what is drawn make every step convex, and the schedule exact. Where
 * a step is not convex (negative prices, feed-in worth more than what is drawn), its hull gives `bound_EUR`, and the
 * schedule is the best found on levels around it: `exactness` tells, `reason` says why.
 *
 * @throws InputError `storage.value`, `storage.series`, `storage.importCap`, `storage.empty`, `storage.full`, `storage.end`
 */
export function optimalStorageYear(problem: StorageProblem, work = newStorageWorkspace()): StorageSchedule {
  checkStorageProblem(problem);
  const { steps, unit } = problem;
  reserveSteps(work, steps);
  const costs = stepCosts(problem, work.costs);
  const { level_kWh, hull_EUR } = cheapestPath(unit, costs, work);
  const power_kW = new Float64Array(steps);
  powerOfChange(unit, problem.step_h, work.change_kWh, power_kW);
  const first = scheduleCost(problem, power_kW, level_kWh);
  const exact = { power_kW, level_kWh, ...first, exactness: 'exact', bound_EUR: first.cost_EUR, reason: null } as const;
  if (costs.hollowSteps === 0) return exact;

  const idle = scheduleCost(problem, new Float64Array(steps), level_kWh).energy_EUR;
  const bound_EUR = Math.min(first.cost_EUR, hullBound(problem, hull_EUR));
  const isSame = (cost: number) => cost - bound_EUR <= SAME_COST * (Math.abs(cost) + Math.abs(idle));
  if (isSame(first.cost_EUR)) return exact;
  const better = refineSchedule(problem, { power_kW, level_kWh });
  const found = scheduleCost(problem, better.power_kW, better.level_kWh);
  const best = found.cost_EUR < first.cost_EUR ? { ...better, ...found } : { power_kW, level_kWh, ...first };
  if (isSame(best.cost_EUR)) return { ...best, exactness: 'exact', bound_EUR: best.cost_EUR, reason: null };
  return { ...best, exactness: 'bound', bound_EUR, reason: hollowReason(costs) };
}

/**
 * The cheapest response of a store to a price alone, for coordination by prices: what the meter draws and what may pass
 * it do not count, so `importCap_kW` and `canCurtail` are not read. `bound_EUR` holds for prices of any sign.
 *
 * @param price_EURPerKWh for what is drawn and for what is given back, per step
 * @throws InputError as {@link optimalStorageYear}
 */
export function storageResponse(
  unit: StorageUnit,
  price_EURPerKWh: Float64Array,
  step_h: number,
  work = newStorageWorkspace(),
): StorageSchedule {
  const steps = price_EURPerKWh.length;
  const problem: StorageProblem = {
    steps,
    step_h,
    net_kW: new Float64Array(steps),
    import_EURPerKWh: price_EURPerKWh,
    export_EURPerKWh: price_EURPerKWh,
    unit: { ...unit, importCap_kW: null, canCurtail: false },
  };
  checkStorageProblem(problem);
  reserveSteps(work, steps);
  const costs = priceCosts(unit, price_EURPerKWh, step_h, work.costs);
  const { level_kWh, hull_EUR } = cheapestPath(unit, costs, work);
  const power_kW = new Float64Array(steps);
  powerOfChange(unit, step_h, work.change_kWh, power_kW);
  const cost = scheduleCost(problem, power_kW, level_kWh);
  if (costs.hollowSteps === 0) {
    return { power_kW, level_kWh, ...cost, exactness: 'exact', bound_EUR: cost.cost_EUR, reason: null };
  }
  const bound_EUR = Math.min(cost.cost_EUR, hullBound(problem, hull_EUR));
  return { power_kW, level_kWh, ...cost, exactness: 'bound', bound_EUR, reason: hollowReason(costs) };
}

/** The cheapest path of the level through given step costs; {@link StorageWorkspace.change_kWh} holds what each step puts in. */
export function cheapestPath(unit: StorageUnit, costs: StepCosts, work: StorageWorkspace): Path {
  const level_kWh = new Float64Array(costs.steps + 1);
  const { end } = unit;
  if (end.kind === 'cyclic') {
    const [from, to] = cyclicStarts(costs, unit);
    const run = (start: number) => {
      mergeForward(costs, unit, start, work.merge);
      mergeBackward(costs, unit, start, work.merge, level_kWh, work.change_kWh);
      return hullCost(costs, work.change_kWh);
    };
    const best = lowestOfConvex(run, from, to);
    return { level_kWh, hull_EUR: run(best) };
  }
  mergeForward(costs, unit, unit.initial_kWh, work.merge);
  const target =
    end.kind === 'free' ? bestEnd(costs.steps, end.value_EURPerKWh, work.merge) : fixedEnd(costs.steps, end.level_kWh, unit, work);
  mergeBackward(costs, unit, target, work.merge, level_kWh, work.change_kWh);
  const left_EUR = end.kind === 'free' ? end.value_EURPerKWh * target : 0;
  return { level_kWh, hull_EUR: hullCost(costs, work.change_kWh) - left_EUR };
}

function fixedEnd(steps: number, wanted: number, unit: StorageUnit, work: StorageWorkspace): number {
  const lowest = work.merge.lowest[steps]!;
  const highest = highestEnd(steps, work.merge);
  const rounding = 1e-9 * unit.capacity_kWh;
  if (wanted < lowest - rounding || wanted > highest + rounding) {
    throw new InputError({
      code: 'storage.end',
      message: `The store cannot end at ${wanted} kWh; it can end between ${lowest} and ${highest} kWh.`,
      where: 'end.level_kWh',
      mend: 'Ask for a level it can reach, or leave the end free.',
      values: { wanted_kWh: wanted, lowest_kWh: lowest, highest_kWh: highest },
    });
  }
  return Math.min(Math.max(wanted, lowest), highest);
}

/** Cost of the changes above full discharge in every step, on the hulls [EUR]. */
function hullCost(costs: StepCosts, change_kWh: Float64Array): number {
  let sum = 0;
  for (let step = 0; step < costs.steps; step++) {
    let left = change_kWh[step]! - costs.least_kWh[step]!;
    const first = step * costs.segments;
    for (let part = first; left > 0 && part < first + costs.count[step]!; part++) {
      const take = Math.min(left, costs.length_kWh[part]!);
      sum += take * costs.slope_EURPerKWh[part]!;
      left -= take;
    }
  }
  return sum;
}

/** Hull costs count from full discharge; this adds what full discharge costs. */
function hullBound(problem: StorageProblem, hull_EUR: number): number {
  const lowest = new Float64Array(problem.steps);
  for (let step = 0; step < problem.steps; step++) lowest[step] = -inStep(problem.unit.discharge_kW, step);
  const { energy_EUR, wear_EUR } = scheduleCost(problem, lowest, new Float64Array(problem.steps + 1));
  return energy_EUR + wear_EUR + hull_EUR;
}

function hollowReason(costs: StepCosts): string {
  return `In ${costs.hollowSteps} steps, the first of them step ${costs.firstHollow}, energy costs so little or feed-in is worth so much that drawing and giving back at once would pay. The bound allows mixtures of both; the schedule is the best found without.`;
}

/** Power at the meter that makes the changes of the level. */
export function powerOfChange(unit: StorageUnit, step_h: number, change_kWh: Float64Array, power_kW: Float64Array): void {
  const out = unit.dischargeEfficiency / step_h;
  for (let step = 0; step < change_kWh.length; step++) {
    const change = change_kWh[step]!;
    power_kW[step] = change > 0 ? change / (inStep(unit.chargeEfficiency, step) * step_h) : change * out;
  }
}
