/**
 * The exact least-cost path of a level through steps with convex piecewise linear costs. The least cost to reach a level
 * is convex piecewise linear too, so it is a list of slopes in ascending order; adding a step merges the step's slopes
 * into the list (infimal convolution), and the limits of the store cut the list at both ends. Backwards, the same merge
 * tells how much of the level came from the step.
 *
 * The slopes of all steps are kept. A list holds few of them, as it is never longer than the capacity: about as many as
 * steps pass between empty and full.
 */
import { InputError } from '../../core/errors.ts';
import type { StepCosts } from './stepCosts.ts';

export interface StorePath {
  readonly capacity_kWh: number;
  readonly lossPerStep: number;
  readonly drain_kWh: Float64Array | null;
}

/** Memory of the merge, used again by later runs. */
export interface MergeWorkspace {
  slope: Float64Array;
  length: Float64Array;
  /** List of the cost before step t: [begin[t], end[t]). */
  begin: Int32Array;
  end: Int32Array;
  /** Lowest level that can be reached before step t [kWh]. */
  lowest: Float64Array;
  /** Lists from which the steps behind them are merged again on the way back, where not all fit into the memory. */
  readonly checkpoints: Checkpoint[];
  readonly mostPairs: number;
}

interface Checkpoint {
  readonly step: number;
  readonly slope: Float64Array;
  readonly length: Float64Array;
}

/** A quarter of a gigabyte; only stores of months with prices that never repeat need more. */
const MOST_PAIRS = 1 << 24;

/** @param mostPairs slopes kept at once, about: one list is always kept whole */
export function newMergeWorkspace(mostPairs = MOST_PAIRS): MergeWorkspace {
  const pairs = Math.min(1 << 12, mostPairs);
  return {
    slope: new Float64Array(pairs),
    length: new Float64Array(pairs),
    begin: new Int32Array(0),
    end: new Int32Array(0),
    lowest: new Float64Array(0),
    checkpoints: [],
    mostPairs,
  };
}

/** A level below empty or above full by no more than this share of what is moved is rounding. */
const ROUNDING = 1e-9;

function reserve(work: MergeWorkspace, steps: number): void {
  if (work.begin.length > steps) return;
  work.begin = new Int32Array(steps + 1);
  work.end = new Int32Array(steps + 1);
  work.lowest = new Float64Array(steps + 1);
}

/** Room for a list of the step and what comes out of it; lists before the step are given up where there is not enough. */
function makeRoom(work: MergeWorkspace, step: number, segments: number): void {
  const start = work.begin[step]!;
  const pairs = work.end[step]! - start;
  const needed = work.end[step]! + pairs + segments;
  if (needed <= work.slope.length) return;
  if (needed > work.mostPairs && start > 0) {
    work.slope.copyWithin(0, start, start + pairs);
    work.length.copyWithin(0, start, start + pairs);
    work.begin[step] = 0;
    work.end[step] = pairs;
    work.checkpoints.push({ step, slope: work.slope.slice(0, pairs), length: work.length.slice(0, pairs) });
    makeRoom(work, step, segments);
    return;
  }
  const doubled = Math.max(needed, Math.min(2 * work.slope.length, work.mostPairs));
  work.slope = longer(work.slope, doubled);
  work.length = longer(work.length, doubled);
}

function longer(array: Float64Array, length: number): Float64Array {
  const copy = new Float64Array(length);
  copy.set(array);
  return copy;
}

/**
 * Least cost to reach each level from a start, step by step, into the workspace.
 * @throws InputError `storage.empty` where more is taken than can be there, `storage.full` where more comes than fits
 */
export function mergeForward(costs: StepCosts, path: StorePath, start_kWh: number, work: MergeWorkspace): void {
  reserve(work, costs.steps);
  work.checkpoints.length = 0;
  work.begin[0] = 0;
  work.end[0] = 0;
  work.lowest[0] = start_kWh;
  mergeSteps(costs, path, work, 0, costs.steps);
}

function mergeSteps(costs: StepCosts, path: StorePath, work: MergeWorkspace, from: number, to: number): void {
  const { segments, count, least_kWh, slope_EURPerKWh: stepSlope, length_kWh: stepLength } = costs;
  const { capacity_kWh: capacity, drain_kWh } = path;
  const keep = 1 - path.lossPerStep;
  const perKeep = 1 / keep;
  const { begin, end, lowest } = work;
  for (let step = from; step < to; step++) {
    makeRoom(work, step, segments);
    let i = begin[step]!;
    const iEnd = end[step]!;
    let j = step * segments;
    const jEnd = j + count[step]!;
    let out = iEnd;
    const { slope, length } = work;
    const low = lowest[step]! * keep + least_kWh[step]! - (drain_kWh === null ? 0 : drain_kWh[step]!);
    let cut = low < 0 ? -low : 0;
    let room = capacity - Math.max(low, 0);
    begin[step + 1] = out;
    while (room > 0 || cut > 0) {
      let nextSlope: number;
      let nextLength: number;
      if (i < iEnd && (j >= jEnd || slope[i]! * perKeep <= stepSlope[j]!)) {
        nextSlope = slope[i]! * perKeep;
        nextLength = length[i]! * keep;
        i++;
      } else if (j < jEnd) {
        nextSlope = stepSlope[j]!;
        nextLength = stepLength[j]!;
        j++;
      } else break;
      if (cut > 0) {
        if (cut >= nextLength) {
          cut -= nextLength;
          continue;
        }
        nextLength -= cut;
        cut = 0;
        if (room <= 0) break;
      }
      if (nextLength > room) nextLength = room;
      room -= nextLength;
      if (out > iEnd && slope[out - 1] === nextSlope) length[out - 1] = length[out - 1]! + nextLength;
      else {
        slope[out] = nextSlope;
        length[out] = nextLength;
        out++;
      }
    }
    end[step + 1] = out;
    const moved = capacity + Math.abs(low);
    if (cut > ROUNDING * moved) throw storeIsEmpty(step, cut);
    if (low > capacity + ROUNDING * moved) throw storeIsFull(step, low - capacity);
    lowest[step + 1] = low < 0 ? 0 : Math.min(low, capacity);
  }
}

/** The highest level that can be reached after the last step [kWh]. */
export function highestEnd(steps: number, work: MergeWorkspace): number {
  let level = work.lowest[steps]!;
  for (let i = work.begin[steps]!; i < work.end[steps]!; i++) level += work.length[i]!;
  return level;
}

/** The best last level where each kWh in it is worth so much [kWh]. */
export function bestEnd(steps: number, value_EURPerKWh: number, work: MergeWorkspace): number {
  let level = work.lowest[steps]!;
  for (let i = work.begin[steps]!; i < work.end[steps]! && work.slope[i]! < value_EURPerKWh; i++) level += work.length[i]!;
  return level;
}

/**
 * The path of least cost to a last level, from the lists of {@link mergeForward}.
 * @param level_kWh receives the level before each step and after the last one
 * @param change_kWh receives what each step puts into the store, drain and loss not counted
 */
export function mergeBackward(
  costs: StepCosts,
  path: StorePath,
  end_kWh: number,
  work: MergeWorkspace,
  level_kWh: Float64Array,
  change_kWh: Float64Array,
): void {
  const { steps, segments, count, least_kWh, most_kWh, slope_EURPerKWh: stepSlope, length_kWh: stepLength } = costs;
  const keep = 1 - path.lossPerStep;
  const perKeep = 1 / keep;
  level_kWh[steps] = end_kWh;
  for (let step = steps - 1; step >= 0; step--) {
    if (step + 1 === work.checkpoints.at(-1)?.step) mergeAgain(costs, path, work);
    const { begin, end, lowest, slope, length } = work;
    let i = begin[step]!;
    const iEnd = end[step]!;
    let j = step * segments;
    const jEnd = j + count[step]!;
    const drain = path.drain_kWh === null ? 0 : path.drain_kWh[step]!;
    let left = level_kWh[step + 1]! - (lowest[step]! * keep + least_kWh[step]! - drain);
    let kept = 0;
    let change = least_kWh[step]!;
    while (left > 0) {
      if (i < iEnd && (j >= jEnd || slope[i]! * perKeep <= stepSlope[j]!)) {
        const take = Math.min(left, length[i]! * keep);
        kept += take;
        left -= take;
        i++;
      } else if (j < jEnd) {
        const take = Math.min(left, stepLength[j]!);
        change += take;
        left -= take;
        j++;
      } else break;
    }
    level_kWh[step] = lowest[step]! + kept * perKeep;
    change_kWh[step] = Math.min(change, most_kWh[step]!);
  }
}

/** Brings back the lists before the last checkpoint. */
function mergeAgain(costs: StepCosts, path: StorePath, work: MergeWorkspace): void {
  const { step: to } = work.checkpoints.pop()!;
  const from = work.checkpoints.at(-1);
  if (from !== undefined) {
    work.slope.set(from.slope);
    work.length.set(from.length);
  }
  mergeSteps(costs, path, work, from?.step ?? 0, to);
}

/** More is taken than can be there. */
export function storeIsEmpty(step: number, missing_kWh: number): InputError {
  return new InputError({
    code: 'storage.empty',
    message: `In step ${step} ${missing_kWh} kWh more are taken from the store than can be in it.`,
    where: `step ${step}`,
    mend: 'Take a store with more power or capacity, start at a higher level, raise a limit at the meter, or take less from it.',
    values: { step, missing_kWh },
  });
}

/** More comes than fits. */
export function storeIsFull(step: number, surplus_kWh: number): InputError {
  return new InputError({
    code: 'storage.full',
    message: `In step ${step} ${surplus_kWh} kWh more come into the store than fit.`,
    where: `step ${step}`,
    mend: 'Take a store with more capacity, start at a lower level, or let less come into it.',
    values: { step, surplus_kWh },
  });
}
