/** Faults of a single face: repeated points, rings that cross themselves, faces that are not planar. */
import type { Ring } from './faceVector.ts';

/** Points closer than this are the same point [m] (val3dity's default). */
export const SNAP_m = 0.001;
/** Largest distance of a vertex from the face's plane [m] (val3dity's default). */
export const PLANARITY_m = 0.01;

/**
 * Copies a ring without consecutive equal points (exactly equal in every coordinate) and without the
 * closing point.
 * @returns the same ring where nothing is repeated
 */
export function withoutRepeatedPoints(ring: Ring): Ring {
  const count = ring.length / 3;
  let repeated = false;
  for (let i = 0; i < count && !repeated; i++) repeated = samePoint(ring, i, (i + 1) % count);
  if (!repeated) return ring;
  const kept: number[] = [];
  for (let i = 0; i < count; i++) {
    if (count > 1 && samePoint(ring, i, (i + 1) % count)) continue;
    kept.push(ring[i * 3]!, ring[i * 3 + 1]!, ring[i * 3 + 2]!);
  }
  return kept;
}

function samePoint(ring: Ring, i: number, j: number): boolean {
  return ring[i * 3] === ring[j * 3] && ring[i * 3 + 1] === ring[j * 3 + 1] && ring[i * 3 + 2] === ring[j * 3 + 2];
}

/** Largest distance of the ring's points from the plane with unit normal n through (cx, cy, cz) [m]. */
export function distanceFromPlane(
  points: Ring,
  start: number,
  end: number,
  nx: number,
  ny: number,
  nz: number,
  cx: number,
  cy: number,
  cz: number,
): number {
  let largest = 0;
  for (let i = start; i < end; i++) {
    const d = nx * (points[i * 3]! - cx) + ny * (points[i * 3 + 1]! - cy) + nz * (points[i * 3 + 2]! - cz);
    if (d > largest) largest = d;
    else if (-d > largest) largest = -d;
  }
  return largest;
}

/** Up to here comparing every edge with every other is fastest. */
const FEW_EDGES = 12;

export type SelfContact = 'none' | 'touches' | 'crosses';

/**
 * Whether a ring crosses or touches itself, looked at along the axis nearest to its normal.
 * Sorted by the lower end of each edge, so long rings cost about n log n.
 */
export function selfContact(points: Ring, start: number, end: number, nx: number, ny: number, nz: number): SelfContact {
  const count = end - start;
  if (count < 4) return 'none';
  const [u, v] = projectionAxes(points, start, end, nx, ny, nz);
  let contact: SelfContact = 'none';
  if (count <= FEW_EDGES) {
    for (let i = 0; i < count; i++) {
      for (let j = i + 2; j < count; j++) {
        if (i === 0 && j === count - 1) continue;
        const found = edgeContact(points, start, count, i, j, u, v);
        if (found === 'crosses') return 'crosses';
        if (found === 'touches') contact = 'touches';
      }
    }
    return contact;
  }
  const order = edgesByLowerEnd(points, start, end, u);
  for (let a = 0; a < count; a++) {
    const i = order[a]!;
    const upper = Math.max(points[(start + i) * 3 + u]!, points[(start + ((i + 1) % count)) * 3 + u]!);
    for (let b = a + 1; b < count; b++) {
      const j = order[b]!;
      if (Math.min(points[(start + j) * 3 + u]!, points[(start + ((j + 1) % count)) * 3 + u]!) > upper) break;
      if ((i + 1) % count === j || (j + 1) % count === i) continue;
      const found = edgeContact(points, start, count, i, j, u, v);
      if (found === 'crosses') return 'crosses';
      if (found === 'touches') contact = 'touches';
    }
  }
  return contact;
}

/** The two coordinates to look at: those across the largest part of the normal, or the widest two without one. */
function projectionAxes(points: Ring, start: number, end: number, nx: number, ny: number, nz: number): readonly [number, number] {
  let weights = [Math.abs(nx), Math.abs(ny), Math.abs(nz)];
  if (nx * nx + ny * ny + nz * nz < 1e-12) {
    weights = [0, 1, 2].map((axis) => {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (let i = start; i < end; i++) {
        low = Math.min(low, points[i * 3 + axis]!);
        high = Math.max(high, points[i * 3 + axis]!);
      }
      return low - high;
    });
  }
  const dropped = weights.indexOf(Math.max(...weights));
  if (dropped === 0) return [1, 2];
  return dropped === 1 ? [0, 2] : [0, 1];
}

function edgesByLowerEnd(points: Ring, start: number, end: number, u: number): Uint32Array {
  const count = end - start;
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = Math.min(points[(start + i) * 3 + u]!, points[(start + ((i + 1) % count)) * 3 + u]!);
  return Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]!);
}

function edgeContact(points: Ring, start: number, count: number, i: number, j: number, u: number, v: number): SelfContact {
  const i0 = (start + i) * 3;
  const i1 = (start + ((i + 1) % count)) * 3;
  const j0 = (start + j) * 3;
  const j1 = (start + ((j + 1) % count)) * 3;
  const ax = points[i0 + u]!;
  const ay = points[i0 + v]!;
  const bx = points[i1 + u]!;
  const by = points[i1 + v]!;
  const cx = points[j0 + u]!;
  const cy = points[j0 + v]!;
  const dx = points[j1 + u]!;
  const dy = points[j1 + v]!;
  if (Math.min(ay, by) > Math.max(cy, dy) || Math.min(cy, dy) > Math.max(ay, by)) return 'none';
  if (Math.min(ax, bx) > Math.max(cx, dx) || Math.min(cx, dx) > Math.max(ax, bx)) return 'none';
  if ((ax === cx && ay === cy) || (ax === dx && ay === dy) || (bx === cx && by === cy) || (bx === dx && by === dy)) {
    const depth = (i: number, j: number) => points[i + 3 - u - v] === points[j + 3 - u - v];
    return depth(i0, j0) || depth(i0, j1) || depth(i1, j0) || depth(i1, j1) ? 'touches' : 'none';
  }
  const first = Math.hypot(bx - ax, by - ay);
  const second = Math.hypot(dx - cx, dy - cy);
  const c = ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / first;
  const d = ((bx - ax) * (dy - ay) - (by - ay) * (dx - ax)) / first;
  const a = ((dx - cx) * (ay - cy) - (dy - cy) * (ax - cx)) / second;
  const b = ((dx - cx) * (by - cy) - (dy - cy) * (bx - cx)) / second;
  const apart = (one: number, other: number) => (one > SNAP_m && other < -SNAP_m) || (one < -SNAP_m && other > SNAP_m);
  return apart(c, d) && apart(a, b) ? 'crosses' : 'none';
}
