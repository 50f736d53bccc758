/** Which building and surface a ray meets first: exact, and without asking the graphics card. */
import type { DistrictMesh } from './districtMesh.ts';

/** Local metres: origin and direction as east, north, up. */
export interface LocalRay {
  readonly origin: readonly [number, number, number];
  readonly direction: readonly [number, number, number];
}

export interface Hit {
  /** Row of the buildings. */
  readonly building: number;
  /** Row of the surface table. */
  readonly surface: number;
  /** Along the ray, in lengths of its direction. */
  readonly distance: number;
}

/** Distance at which the ray enters a box, or Infinity. */
function enterBox(boxes: Float32Array, at: number, ray: LocalRay): number {
  let near = 0;
  let far = Infinity;
  for (let axis = 0; axis < 3; axis++) {
    const origin = ray.origin[axis]!;
    const inverse = 1 / ray.direction[axis]!;
    const low = (boxes[at + axis]! - origin) * inverse;
    const high = (boxes[at + 3 + axis]! - origin) * inverse;
    const enter = Math.min(low, high);
    const leave = Math.max(low, high);
    if (enter > near) near = enter;
    if (leave < far) far = leave;
    if (!(near <= far)) return Infinity;
  }
  return near;
}

/** Moeller and Trumbore (1997), both sides; Infinity where the ray misses. */
function meetTriangle(mesh: DistrictMesh, triangle: number, ray: LocalRay): number {
  const { positions, triangles } = mesh;
  const a = triangles[triangle * 3]! * 3;
  const b = triangles[triangle * 3 + 1]! * 3;
  const c = triangles[triangle * 3 + 2]! * 3;
  const [ox, on, oz] = ray.origin;
  const [dx, dn, dz] = ray.direction;
  const dy = dz;
  const dw = -dn;
  const e1x = positions[b]! - positions[a]!;
  const e1y = positions[b + 1]! - positions[a + 1]!;
  const e1z = positions[b + 2]! - positions[a + 2]!;
  const e2x = positions[c]! - positions[a]!;
  const e2y = positions[c + 1]! - positions[a + 1]!;
  const e2z = positions[c + 2]! - positions[a + 2]!;
  const px = dy * e2z - dw * e2y;
  const py = dw * e2x - dx * e2z;
  const pz = dx * e2y - dy * e2x;
  const determinant = e1x * px + e1y * py + e1z * pz;
  if (Math.abs(determinant) < 1e-12) return Infinity;
  const inverse = 1 / determinant;
  const tx = ox - positions[a]!;
  const ty = oz - positions[a + 1]!;
  const tz = -on - positions[a + 2]!;
  const u = (tx * px + ty * py + tz * pz) * inverse;
  if (u < 0 || u > 1) return Infinity;
  const qx = ty * e1z - tz * e1y;
  const qy = tz * e1x - tx * e1z;
  const qz = tx * e1y - ty * e1x;
  const v = (dx * qx + dy * qy + dw * qz) * inverse;
  if (v < 0 || u + v > 1) return Infinity;
  const distance = (e2x * qx + e2y * qy + e2z * qz) * inverse;
  return distance > 0 ? distance : Infinity;
}

/**
 * The first surface a ray meets, or null.
 * @param isCutAway whether a point (east, north, up) is left out by a cut
 */
export function pickRay(
  mesh: DistrictMesh,
  ray: LocalRay,
  isCutAway: ((east: number, north: number, up: number) => boolean) | null = null,
): Hit | null {
  const { origin: o, direction: d } = ray;
  let best = Infinity;
  let bestTriangle = -1;
  let bestBuilding = -1;
  for (let building = 0; building < mesh.buildingCount; building++) {
    if (enterBox(mesh.boxes, building * 6, ray) >= best) continue;
    const last = mesh.firstTriangle[building + 1]!;
    for (let triangle = mesh.firstTriangle[building]!; triangle < last; triangle++) {
      const distance = meetTriangle(mesh, triangle, ray);
      if (distance >= best) continue;
      if (isCutAway?.(o[0] + d[0] * distance, o[1] + d[1] * distance, o[2] + d[2] * distance)) continue;
      best = distance;
      bestTriangle = triangle;
      bestBuilding = building;
    }
  }
  if (bestTriangle < 0) return null;
  return { building: bestBuilding, surface: mesh.surfaceOfVertex[mesh.triangles[bestTriangle * 3]!]!, distance: best };
}
