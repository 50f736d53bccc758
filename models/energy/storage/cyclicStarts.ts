/** Levels from which a store can come back to where it began. */
import { InputError } from '../../core/errors.ts';
import type { StorePath } from './slopeMerge.ts';
import type { StepCosts } from './stepCosts.ts';

/** Least and largest change of the level in every step. */
type Changes = Pick<StepCosts, 'steps' | 'least_kWh' | 'most_kWh'>;

/**
 * Least and largest level that can be the first and the last one; null where there is none.
 *
 * The highest level that can be reached from a start grows no faster than the start itself, and so does the lowest; each
 * condition therefore holds on one side of one level, which halving finds.
 */
export function cyclicRange(costs: Changes, path: StorePath): readonly [from: number, to: number] | null {
  const { capacity_kWh: capacity } = path;
  const isHighEnough = (start: number) => {
    const { isNeverBelowEmpty } = highest(costs, path, start);
    return isNeverBelowEmpty && lowest(costs, path, start).end_kWh <= start + 1e-12 * capacity;
  };
  const isLowEnough = (start: number) => {
    const { isNeverAboveFull } = lowest(costs, path, start);
    return isNeverAboveFull && highest(costs, path, start).end_kWh >= start - 1e-12 * capacity;
  };
  const from = isHighEnough(0) ? 0 : border(0, capacity, isHighEnough);
  const to = isLowEnough(capacity) ? capacity : border(capacity, 0, isLowEnough);
  return from <= to && isHighEnough(from) && isLowEnough(to) ? [from, to] : null;
}

/** The same. @throws InputError `storage.cyclic` where there is none */
export function cyclicStarts(costs: Changes, path: StorePath): readonly [from: number, to: number] {
  const range = cyclicRange(costs, path);
  if (range !== null) return range;
  throw new InputError({
    code: 'storage.cyclic',
    message: 'There is no level from which the store can come back to where it began.',
    where: 'end',
    mend: 'Take a store with more power or capacity, or leave the end free.',
  });
}

/** The first level, coming from one where it does not hold, at which a condition holds. */
function border(without: number, having: number, holds: (level: number) => boolean): number {
  let no = without;
  let yes = having;
  for (let halving = 0; halving < 60; halving++) {
    const middle = (no + yes) / 2;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

function highest(costs: Changes, path: StorePath, start: number): { end_kWh: number; isNeverBelowEmpty: boolean } {
  let level = start;
  let isNeverBelowEmpty = true;
  for (let step = 0; step < costs.steps; step++) {
    level = level * (1 - path.lossPerStep) + costs.most_kWh[step]! - (path.drain_kWh?.[step] ?? 0);
    if (level < -1e-12 * path.capacity_kWh) isNeverBelowEmpty = false;
    level = Math.min(level, path.capacity_kWh);
  }
  return { end_kWh: level, isNeverBelowEmpty };
}

function lowest(costs: Changes, path: StorePath, start: number): { end_kWh: number; isNeverAboveFull: boolean } {
  let level = start;
  let isNeverAboveFull = true;
  for (let step = 0; step < costs.steps; step++) {
    level = level * (1 - path.lossPerStep) + costs.least_kWh[step]! - (path.drain_kWh?.[step] ?? 0);
    if (level > path.capacity_kWh * (1 + 1e-12)) isNeverAboveFull = false;
    level = Math.max(level, 0);
  }
  return { end_kWh: level, isNeverAboveFull };
}
