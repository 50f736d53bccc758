/** Whether outlines stand in each other. */
import { isInside } from '#models/district/geometry/outline.ts';
import { segmentsCross } from './pathSketch.ts';
import { type PlanPoint, pointsOf } from './plan.ts';

/** Outlines that share a wall do not overlap: points are looked at so far inside [share of the way to the middle]. */
const INWARD = 0.01;

function inward(points: readonly PlanPoint[]): PlanPoint[] {
  const count = Math.max(1, points.length);
  const [x, y] = [points.reduce((sum, point) => sum + point[0], 0) / count, points.reduce((sum, point) => sum + point[1], 0) / count];
  return points.map((point) => [point[0] + (x - point[0]) * INWARD, point[1] + (y - point[1]) * INWARD]);
}

function isWithin(rings: readonly (readonly number[])[], [x, y]: PlanPoint): boolean {
  return rings.filter((ring) => isInside(ring, x, y)).length % 2 === 1;
}

/**
 * @param outline corners of what is drawn
 * @param rings outlines of a building with its courtyards, flat
 */
export function overlaps(outline: readonly PlanPoint[], rings: readonly (readonly number[])[]): boolean {
  const inner = inward(outline);
  if (inner.some((point) => isWithin(rings, point))) return true;
  const own = [inner.flat()];
  for (const ring of rings) {
    const points = pointsOf(ring);
    if (inward(points).some((point) => isWithin(own, point) && isWithin(rings, point))) return true;
    const crossing = points.some((a, i) =>
      inner.some((c, k) => segmentsCross(a, points[(i + 1) % points.length]!, c, inner[(k + 1) % inner.length]!)),
    );
    if (crossing) return true;
  }
  return false;
}
