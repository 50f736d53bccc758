/** Minimum of a convex piecewise linear function of one variable. */

interface Point {
  readonly at: number;
  readonly value: number;
}

/** Slopes of chords prove how low the function can be between points; closer than this share of its values is proof enough. */
const PROOF = 1e-13;
const MOST_POINTS = 200;

function crossing(a: Point, b: Point, c: Point, d: Point): Point | null {
  const left = (b.value - a.value) / (b.at - a.at);
  const right = (d.value - c.value) / (d.at - c.at);
  if (!(right > left)) return null;
  const at = (c.value - b.value + left * b.at - right * c.at) / (left - right);
  return { at, value: b.value + left * (at - b.at) };
}

/**
 * Where a convex piecewise linear function is lowest. Chords on either side, made longer, cross below the function, and
 * meet it where they are its own segments; so the search ends on the exact corner after a few values.
 */
export function lowestOfConvex(valueAt: (at: number) => number, from: number, to: number): number {
  if (!(to > from)) return from;
  const points: Point[] = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = share === 1 ? to : from + share * (to - from);
    return { at, value: valueAt(at) };
  });
  while (points.length < MOST_POINTS) {
    let lowest = 0;
    points.forEach((point, index) => {
      if (point.value < points[lowest]!.value) lowest = index;
    });
    const best = points[lowest]!;
    const scale = Math.max(...points.map((point) => Math.abs(point.value)));
    const candidates = [lowest - 1, lowest]
      .filter((gap) => gap >= 0 && gap + 1 < points.length)
      .map((gap) => lowestInGap(points, gap))
      .filter((point) => best.value - point.value > PROOF * scale && isInside(points, point.at));
    const next = candidates.sort((a, b) => a.value - b.value)[0];
    if (next === undefined) return best.at;
    points.push({ at: next.at, value: valueAt(next.at) });
    points.sort((a, b) => a.at - b.at);
  }
  return points.reduce((best, point) => (point.value < best.value ? point : best)).at;
}

function isInside(points: readonly Point[], at: number): boolean {
  const width = points.at(-1)!.at - points[0]!.at;
  return points.every((point) => Math.abs(point.at - at) > 1e-14 * width);
}

/** The lowest the function can be between a point and the next, and where. */
function lowestInGap(points: readonly Point[], gap: number): Point {
  const b = points[gap]!;
  const c = points[gap + 1]!;
  const a = points[gap - 1];
  const d = points[gap + 2];
  const middle = (b.at + c.at) / 2;
  if (a !== undefined && d !== undefined) {
    const point = crossing(a, b, c, d);
    if (point !== null) return point.at > b.at && point.at < c.at ? point : { at: middle, value: Math.min(b.value, c.value) };
    return { at: middle, value: Math.min(b.value, c.value) };
  }
  // At a border one chord alone bounds the function: no higher than the best in a part of the gap, whose middle is tried.
  if (d !== undefined) return nearBorder(b, c, (d.value - c.value) / (d.at - c.at));
  if (a !== undefined) return nearBorder(c, b, (b.value - a.value) / (b.at - a.at));
  return { at: middle, value: -Infinity };
}

function nearBorder(border: Point, inner: Point, slope: number): Point {
  const value = inner.value + slope * (border.at - inner.at);
  const best = Math.min(border.value, inner.value);
  const share = value < best ? Math.min(1, (best - value) / (inner.value - value)) : 0;
  return { at: border.at + (share / 2) * (inner.at - border.at), value };
}
