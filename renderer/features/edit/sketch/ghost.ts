/** Triangles of what would come to be. */
import earcut from 'earcut';
import type { DrawnShape } from '#models/district/edits.ts';
import { drawnFaces, shapeFault } from '#models/district/geometry/roofs.ts';

/** Nine numbers per triangle [m]; empty where the shape cannot be built. */
export function shapeTriangles(shape: DrawnShape): Float32Array {
  if (shapeFault(shape)) return new Float32Array(0);
  const corners: number[] = [];
  for (const { rings } of drawnFaces(shape)) {
    const points: number[] = [];
    const holes: number[] = [];
    for (const ring of rings) {
      if (points.length > 0) holes.push(points.length / 3);
      for (let i = 0; i < ring.length; i++) points.push(ring[i]!);
    }
    const [first, second] = planeOf(rings[0]!);
    const onPlane: number[] = [];
    for (let i = 0; i < points.length; i += 3) onPlane.push(points[i + first]!, points[i + second]!);
    const triangles = earcut(onPlane, holes);
    const [nx, ny, nz] = ringNormal(rings[0]!);
    for (let t = 0; t < triangles.length; t += 3) {
      const [a, b, c] = [triangles[t]! * 3, triangles[t + 1]! * 3, triangles[t + 2]! * 3];
      const facing = triangleFacing(points, a, b, c, nx, ny, nz) >= 0;
      for (const at of facing ? [a, b, c] : [a, c, b]) corners.push(points[at]!, points[at + 1]!, points[at + 2]!);
    }
  }
  return Float32Array.from(corners);
}

function ringNormal(ring: ArrayLike<number>): readonly [number, number, number] {
  let [x, y, z] = [0, 0, 0];
  for (let i = 0; i < ring.length; i += 3) {
    const j = (i + 3) % ring.length;
    x += (ring[i + 1]! - ring[j + 1]!) * (ring[i + 2]! + ring[j + 2]!);
    y += (ring[i + 2]! - ring[j + 2]!) * (ring[i]! + ring[j]!);
    z += (ring[i]! - ring[j]!) * (ring[i + 1]! + ring[j + 1]!);
  }
  return [x, y, z];
}

/** The two axes on which a face is seen largest. */
function planeOf(ring: ArrayLike<number>): readonly [number, number] {
  const [x, y, z] = ringNormal(ring).map(Math.abs) as [number, number, number];
  if (z >= x && z >= y) return [0, 1];
  return x >= y ? [1, 2] : [0, 2];
}

function triangleFacing(p: readonly number[], a: number, b: number, c: number, nx: number, ny: number, nz: number): number {
  const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
  const [vx, vy, vz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
  return (uy * vz - uz * vy) * nx + (uz * vx - ux * vz) * ny + (ux * vy - uy * vx) * nz;
}

/** A body turned clockwise about a vertical axis, seen from above, and moved. */
export function movedTriangles(
  triangles: Float32Array,
  about: readonly [number, number],
  turn_deg: number,
  by_m: readonly [number, number, number],
): Float32Array {
  const angle = (-turn_deg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const moved = new Float32Array(triangles.length);
  for (let i = 0; i < triangles.length; i += 3) {
    const [x, y] = [triangles[i]! - about[0], triangles[i + 1]! - about[1]];
    moved[i] = about[0] + x * cos - y * sin + by_m[0];
    moved[i + 1] = about[1] + x * sin + y * cos + by_m[1];
    moved[i + 2] = triangles[i + 2]! + by_m[2];
  }
  return moved;
}

/** A body whose corners above its floor are lifted. */
export function raisedTriangles(triangles: Float32Array, floor_m: number, by_m: number): Float32Array {
  const raised = Float32Array.from(triangles);
  for (let i = 2; i < raised.length; i += 3) if (raised[i]! > floor_m + 0.05) raised[i] = Math.max(floor_m + 0.1, raised[i]! + by_m);
  return raised;
}
