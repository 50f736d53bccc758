/** A line or outline while it is drawn: points set one by one, by the pointer or by numbers. Pure: every step gives a new sketch. */
import { type OutlineFault, outlineFault } from '#models/district/geometry/outline.ts';
import { enteredNumbers, isEmptyEntry, NO_ENTRY, type NumericEntry } from './numericEntry.ts';
import { bearing_deg, distance_m, flat, type PlanPoint, pointAt, rounded } from './plan.ts';

export interface PathSketch {
  readonly points: readonly PlanPoint[];
  readonly entry: NumericEntry;
}

export const NO_PATH: PathSketch = { points: [], entry: NO_ENTRY };

/** Two points nearer than this are one [m]. */
const SAME_PLACE_m = 0.01;

/** Sets a point; one on top of the last changes nothing. */
export function addPoint(sketch: PathSketch, point: PlanPoint): PathSketch {
  const last = sketch.points.at(-1);
  if (last && distance_m(last, point) < SAME_PLACE_m) return { ...sketch, entry: NO_ENTRY };
  return { points: [...sketch.points, rounded(point)], entry: NO_ENTRY };
}

/** Takes back what was typed, else the last point. */
export function stepBack(sketch: PathSketch): PathSketch {
  if (!isEmptyEntry(sketch.entry)) return { ...sketch, entry: NO_ENTRY };
  return { ...sketch, points: sketch.points.slice(0, -1) };
}

/**
 * The next point by what was typed: length and direction from the last point; what is missing comes from the pointer. For
 * the first point the numbers are east and north. Null where too little is known.
 */
export function enteredPoint({ points, entry }: PathSketch, pointer: PlanPoint | null): PlanPoint | null {
  const [first, second] = enteredNumbers(entry);
  const last = points.at(-1);
  if (!last) return first !== null && second !== null ? [first, second] : null;
  if (first === null && second === null) return null;
  const length = first ?? (pointer && second !== null ? projected(last, pointer, second) : null);
  const angle = second ?? (pointer && distance_m(last, pointer) > 0 ? bearing_deg(last, pointer) : null);
  if (length === null || angle === null || Math.abs(length) < SAME_PLACE_m) return null;
  return pointAt(last, length, angle);
}

function projected(from: PlanPoint, to: PlanPoint, angle_deg: number): number {
  const turn = ((bearing_deg(from, to) - angle_deg) * Math.PI) / 180;
  return distance_m(from, to) * Math.cos(turn);
}

/** What keeps the points from being an outline; too few points are no fault while one draws. */
export function pathFault(points: readonly PlanPoint[]): Exclude<OutlineFault, 'fewPoints'> | null {
  if (points.length < 3) return null;
  const fault = outlineFault([flat(points)]);
  return fault === 'fewPoints' ? null : fault;
}

/** Whether sides of an open line cross each other. */
export function sidesCross(points: readonly PlanPoint[]): boolean {
  for (let i = 0; i + 3 < points.length; i++) {
    for (let k = i + 2; k + 1 < points.length; k++) {
      if (segmentsCross(points[i]!, points[i + 1]!, points[k]!, points[k + 1]!)) return true;
    }
  }
  return false;
}

function side(a: PlanPoint, b: PlanPoint, p: PlanPoint): number {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}

/** Whether two segments cross inside both. */
export function segmentsCross(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
