/**
 * Area vectors: for a ring p with any reference point c, n = 1/2 sum (p_i - c) x (p_i+1 - c).
 * Its length is the area, its direction the normal (Newell). Signed, so right for non-convex rings.
 */

/** A ring as flat x, y, z triples; not closed (the first point is not repeated). */
export type Ring = ArrayLike<number>;

/**
 * Adds the area vector [m2] of one ring to `out`.
 * @param start index of the first point of the ring in `points`
 * @param end index after its last point
 */
export function addRingVector(points: Ring, start: number, end: number, out: Float64Array): void {
  const cx = points[start * 3]!;
  const cy = points[start * 3 + 1]!;
  const cz = points[start * 3 + 2]!;
  let nx = 0;
  let ny = 0;
  let nz = 0;
  let ax = points[start * 3 + 3]! - cx;
  let ay = points[start * 3 + 4]! - cy;
  let az = points[start * 3 + 5]! - cz;
  for (let i = start + 2; i < end; i++) {
    const bx = points[i * 3]! - cx;
    const by = points[i * 3 + 1]! - cy;
    const bz = points[i * 3 + 2]! - cz;
    nx += ay * bz - az * by;
    ny += az * bx - ax * bz;
    nz += ax * by - ay * bx;
    ax = bx;
    ay = by;
    az = bz;
  }
  out[0]! += nx / 2;
  out[1]! += ny / 2;
  out[2]! += nz / 2;
}

/**
 * Six times the signed volume [m3] of the cone from a reference point over one ring, by the fan of its
 * first point. Summed over an outward oriented closed shell this is six times its volume.
 */
export function ringVolume6(points: Ring, start: number, end: number, ox: number, oy: number, oz: number): number {
  const px = points[start * 3]! - ox;
  const py = points[start * 3 + 1]! - oy;
  const pz = points[start * 3 + 2]! - oz;
  let volume = 0;
  for (let i = start + 1; i + 1 < end; i++) {
    const ax = points[i * 3]! - ox;
    const ay = points[i * 3 + 1]! - oy;
    const az = points[i * 3 + 2]! - oz;
    const bx = points[i * 3 + 3]! - ox;
    const by = points[i * 3 + 4]! - oy;
    const bz = points[i * 3 + 5]! - oz;
    volume += px * (ay * bz - az * by) + py * (az * bx - ax * bz) + pz * (ax * by - ay * bx);
  }
  return volume;
}

/**
 * Six times the integral of height over the upward area of one ring [m3], heights counted from `level`.
 * Over a shell whose upward and downward faces are complete this is six times its volume, whether or not
 * vertical walls are missing (many city models leave out party walls).
 */
export function ringHeightIntegral6(points: Ring, start: number, end: number, level: number): number {
  const px = points[start * 3]!;
  const py = points[start * 3 + 1]!;
  const pz = points[start * 3 + 2]! - level;
  let integral = 0;
  for (let i = start + 1; i + 1 < end; i++) {
    const ax = points[i * 3]! - px;
    const ay = points[i * 3 + 1]! - py;
    const bx = points[i * 3 + 3]! - px;
    const by = points[i * 3 + 4]! - py;
    integral += (ax * by - ay * bx) * (pz + points[i * 3 + 2]! + points[i * 3 + 5]! - 2 * level);
  }
  return integral;
}

/**
 * Adds area-weighted fan centroids to `sum` (x, y, z, weight), each triangle weighted by its signed area
 * along the unit normal (nx, ny, nz): right for non-convex rings and, through the sign, for holes.
 */
export function addRingMoment(points: Ring, start: number, end: number, nx: number, ny: number, nz: number, sum: Float64Array): void {
  const px = points[start * 3]!;
  const py = points[start * 3 + 1]!;
  const pz = points[start * 3 + 2]!;
  for (let i = start + 1; i + 1 < end; i++) {
    const ax = points[i * 3]!;
    const ay = points[i * 3 + 1]!;
    const az = points[i * 3 + 2]!;
    const bx = points[i * 3 + 3]!;
    const by = points[i * 3 + 4]!;
    const bz = points[i * 3 + 5]!;
    const ux = ax - px;
    const uy = ay - py;
    const uz = az - pz;
    const vx = bx - px;
    const vy = by - py;
    const vz = bz - pz;
    const weight = nx * (uy * vz - uz * vy) + ny * (uz * vx - ux * vz) + nz * (ux * vy - uy * vx);
    sum[0]! += weight * (px + ax + bx);
    sum[1]! += weight * (py + ay + by);
    sum[2]! += weight * (pz + az + bz);
    sum[3]! += 3 * weight;
  }
}

/** Tilt of a normal: 0 = faces up, 90 = vertical, 180 = faces down [deg]. */
export function tilt_deg(nx: number, ny: number, nz: number): number {
  return (Math.atan2(Math.hypot(nx, ny), nz) * 180) / Math.PI;
}

/** Azimuth of a normal, clockwise from the y axis, 0 <= a < 360 [deg]; NaN below 3 deg tilt. */
export function azimuth_deg(nx: number, ny: number, nz: number): number {
  if (tilt_deg(nx, ny, nz) < 3) return Number.NaN;
  const angle = (Math.atan2(nx, ny) * 180) / Math.PI;
  return angle < 0 ? angle + 360 : angle;
}
