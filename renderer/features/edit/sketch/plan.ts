/** Points and directions on the plan: east, north [m]; directions clockwise from north [deg]. */
export type PlanPoint = readonly [east: number, north: number];

export interface PlanEdge {
  readonly from: PlanPoint;
  readonly to: PlanPoint;
}

export function distance_m(a: PlanPoint, b: PlanPoint): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** Direction from one point to another, clockwise from north, 0..360 [deg]. */
export function bearing_deg(from: PlanPoint, to: PlanPoint): number {
  const angle = (Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI;
  return (angle + 360) % 360;
}

/** Unit vector of a direction. */
export function direction(angle_deg: number): PlanPoint {
  const angle = (angle_deg * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}

/** A point so far off in a direction. */
export function pointAt(from: PlanPoint, length_m: number, angle_deg: number): PlanPoint {
  const [x, y] = direction(angle_deg);
  return [from[0] + x * length_m, from[1] + y * length_m];
}

export function midpoint(a: PlanPoint, b: PlanPoint): PlanPoint {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Coordinates to the millimetre: finer digits are noise of the pointer. */
export function rounded([x, y]: PlanPoint): PlanPoint {
  return [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];
}

/** Flat east, north pairs, as outlines are stored. */
export function flat(points: readonly PlanPoint[]): number[] {
  return points.flatMap((point) => [...rounded(point)]);
}

/** Points of a flat ring. */
export function pointsOf(ring: readonly number[]): PlanPoint[] {
  return Array.from({ length: Math.floor(ring.length / 2) }, (_, i): PlanPoint => [ring[i * 2]!, ring[i * 2 + 1]!]);
}

/** Nearest point of an edge. */
export function nearestOnEdge({ from, to }: PlanEdge, [x, y]: PlanPoint): PlanPoint {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  const t = square > 0 ? Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / square)) : 0;
  return [from[0] + t * dx, from[1] + t * dy];
}

/**
 * A rectangle by its middle, counter-clockwise from the corner at left behind.
 * @param width_m across the direction it faces
 * @param depth_m along it
 * @param angle_deg where its depth points, clockwise from north
 */
export function rectangleAt(centre: PlanPoint, width_m: number, depth_m: number, angle_deg: number): PlanPoint[] {
  const [fx, fy] = direction(angle_deg);
  const [rx, ry] = [fy, -fx];
  const corner = (right: number, forward: number): PlanPoint => [
    centre[0] + (rx * right * width_m + fx * forward * depth_m) / 2,
    centre[1] + (ry * right * width_m + fy * forward * depth_m) / 2,
  ];
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** A rectangle between two opposite corners, its sides along and across a direction; with the sizes along both. */
export function rectangleBetween(
  a: PlanPoint,
  b: PlanPoint,
  angle_deg: number,
): { readonly ring: PlanPoint[]; readonly width_m: number; readonly depth_m: number } {
  const [fx, fy] = direction(angle_deg);
  const [rx, ry] = [fy, -fx];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const right = dx * rx + dy * ry;
  const forward = dx * fx + dy * fy;
  const along: PlanPoint = [a[0] + rx * right, a[1] + ry * right];
  const up: PlanPoint = [a[0] + fx * forward, a[1] + fy * forward];
  return { ring: [a, along, b, up], width_m: Math.abs(right), depth_m: Math.abs(forward) };
}

/** Points in equal steps along a line, its first and last point among them. */
export function alongPath(path: readonly PlanPoint[], spacing_m: number): PlanPoint[] {
  const lengths = path.slice(1).map((point, i) => distance_m(path[i]!, point));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const first = path[0];
  if (!first) return [];
  if (!(spacing_m > 0) || total < spacing_m / 2) return [first];
  const steps = Math.max(1, Math.round(total / spacing_m));
  return Array.from({ length: steps + 1 }, (_, k) => {
    let left = (total * k) / steps;
    let segment = 0;
    while (segment < lengths.length - 1 && left > lengths[segment]!) left -= lengths[segment++]!;
    const [a, b] = [path[segment]!, path[segment + 1]!];
    const t = lengths[segment]! > 0 ? left / lengths[segment]! : 0;
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
  });
}
