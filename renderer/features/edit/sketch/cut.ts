/** Which building a drawn line is meant to cut. */
import { distance_m, type PlanPoint, pointsOf } from './plan.ts';

/** Length of a segment inside an outline [m]. */
export function lengthInside(rings: readonly (readonly number[])[], from: PlanPoint, to: PlanPoint): number {
  const total = distance_m(from, to);
  if (total === 0) return 0;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const crossings: number[] = [];
  let inside = false;
  for (const ring of rings) {
    const points = pointsOf(ring);
    points.forEach((a, i) => {
      const b = points[(i + 1) % points.length]!;
      const sa = dx * (a[1] - from[1]) - dy * (a[0] - from[0]);
      const sb = dx * (b[1] - from[1]) - dy * (b[0] - from[0]);
      if (sa > 0 === sb > 0) return;
      const k = sa / (sa - sb);
      const [x, y] = [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k];
      const t = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy);
      if (t < 0) inside = !inside;
      else if (t <= 1) crossings.push(t);
    });
  }
  crossings.sort((a, b) => a - b);
  let [sum, at] = [0, 0];
  for (const t of [...crossings, 1]) {
    if (inside) sum += t - at;
    at = t;
    inside = !inside;
  }
  return sum * total;
}
