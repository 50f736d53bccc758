/** Measures of triangle meshes that do not rest on their winding: kernels turn faces either way. */
import type { IfcMesh } from './kernel.ts';

export interface Bounds {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

export interface Facing {
  /** One side of the element [m2]. */
  readonly area_m2: number;
  /** Unit normal; for walls horizontal with an arbitrary sign, else pointing up. */
  readonly normal: readonly [number, number, number];
}

/** Steeper than this is a side face, flatter a floor or roof [cosine of the tilt]. */
const COS_80 = Math.cos((80 * Math.PI) / 180);
const BIN_deg = 5;

export function boundsOf(mesh: IfcMesh): Bounds | null {
  if (mesh.positions.length === 0) return null;
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < mesh.positions.length; i++) {
    const axis = i % 3;
    min[axis as 0 | 1 | 2] = Math.min(min[axis as 0 | 1 | 2], mesh.positions[i]!);
    max[axis as 0 | 1 | 2] = Math.max(max[axis as 0 | 1 | 2], mesh.positions[i]!);
  }
  return { min, max };
}

/** Calls with the area vector (half the cross product) of each triangle. */
export function eachTriangle(mesh: IfcMesh, visit: (x: number, y: number, z: number, area: number, triangle: number) => void): void {
  const p = mesh.positions;
  for (let t = 0; t < mesh.triangles.length; t += 3) {
    const a = mesh.triangles[t]! * 3;
    const b = mesh.triangles[t + 1]! * 3;
    const c = mesh.triangles[t + 2]! * 3;
    const ux = p[b]! - p[a]!;
    const uy = p[b + 1]! - p[a + 1]!;
    const uz = p[b + 2]! - p[a + 2]!;
    const vx = p[c]! - p[a]!;
    const vy = p[c + 1]! - p[a + 1]!;
    const vz = p[c + 2]! - p[a + 2]!;
    const x = (uy * vz - uz * vy) / 2;
    const y = (uz * vx - ux * vz) / 2;
    const z = (ux * vy - uy * vx) / 2;
    const area = Math.hypot(x, y, z);
    if (area > 1e-10) visit(x, y, z, area, t / 3);
  }
}

/** Side of an upright element: half the faces along its main direction, or half of all upright faces where it is curved. */
export function sideOf(mesh: IfcMesh): Facing {
  const bins = new Float64Array(180 / BIN_deg);
  let upright = 0;
  eachTriangle(mesh, (x, y, z, area) => {
    if (Math.abs(z) / area > 0.5) return;
    const angle = ((Math.atan2(y, x) * 180) / Math.PI + 360) % 180;
    bins[Math.floor(angle / BIN_deg) % bins.length]! += area;
    upright += area;
  });
  let best = 0;
  let bestArea = -1;
  for (let i = 0; i < bins.length; i++) {
    const area = bins[i]! + bins[(i + 1) % bins.length]!;
    if (area > bestArea) {
      bestArea = area;
      best = i;
    }
  }
  const near = ((best + 1) * BIN_deg * Math.PI) / 180;
  let along = 0;
  let sx = 0;
  let sy = 0;
  eachTriangle(mesh, (x, y, z, area) => {
    if (Math.abs(z) / area > 0.5) return;
    const cosine = (x * Math.cos(near) + y * Math.sin(near)) / Math.hypot(x, y);
    if (Math.abs(cosine) < 0.9) return;
    along += area;
    sx += Math.sign(cosine) * x;
    sy += Math.sign(cosine) * y;
  });
  const length = Math.hypot(sx, sy);
  const normal = length > 0 ? ([sx / length, sy / length, 0] as const) : ([1, 0, 0] as const);
  return { area_m2: (along < upright * 0.5 ? upright : along) / 2, normal };
}

/** Upper side of a lying element: half of all faces flatter than 80 degrees, which count twice (above and below). */
export function topOf(mesh: IfcMesh): Facing {
  let sum = 0;
  let nx = 0;
  let ny = 0;
  let nz = 0;
  eachTriangle(mesh, (x, y, z, area) => {
    if (Math.abs(z) / area < COS_80) return;
    const sign = Math.sign(z);
    sum += area;
    nx += sign * x;
    ny += sign * y;
    nz += sign * z;
  });
  const length = Math.hypot(nx, ny, nz);
  return { area_m2: sum / 2, normal: length > 0 ? [nx / length, ny / length, nz / length] : [0, 0, 1] };
}

/** Signed volume where the mesh is closed, by its own winding; NaN where it is not closed. */
export function closedVolume_m3(mesh: IfcMesh): number {
  let sx = 0;
  let sy = 0;
  let sz = 0;
  let whole = 0;
  let volume6 = 0;
  const p = mesh.positions;
  const [ox = 0, oy = 0, oz = 0] = p;
  eachTriangle(mesh, (x, y, z, area, triangle) => {
    sx += x;
    sy += y;
    sz += z;
    whole += area;
    const a = mesh.triangles[triangle * 3]! * 3;
    volume6 += 2 * ((p[a]! - ox) * x + (p[a + 1]! - oy) * y + (p[a + 2]! - oz) * z);
  });
  if (whole === 0 || Math.hypot(sx, sy, sz) / whole > 1e-4) return Number.NaN;
  return Math.abs(volume6) / 6;
}
