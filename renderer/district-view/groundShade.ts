/** Soft shade on the ground around buildings: their outlines, rasterised and blurred. */
import type { DistrictMesh } from './districtMesh.ts';

export interface GroundShade {
  /** 0..255, rows from south to north. */
  readonly values: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly west_m: number;
  readonly south_m: number;
  /** East-west and south-north extent [m]. */
  readonly size_m: readonly [number, number];
}

const MAX_PIXELS = 1024;
const MIN_PIXEL_M = 0.75;
const MARGIN_M = 40;
/** Reach of the shade [m]. */
const BLUR_M = 5;

/** Fills one triangle, given in pixels, by its bounding box and edge signs. */
function fillTriangle(grid: Float32Array, width: number, height: number, p: readonly number[]): void {
  const [ax, ay, bx, by, cx, cy] = p as [number, number, number, number, number, number];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (Math.abs(area) < 1e-9) return;
  const sign = area > 0 ? 1 : -1;
  const y1 = Math.min(height - 1, Math.floor(Math.max(ay, by, cy)));
  const x0 = Math.max(0, Math.floor(Math.min(ax, bx, cx)));
  const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx)));
  for (let y = Math.max(0, Math.floor(Math.min(ay, by, cy))); y <= y1; y++) {
    const py = y + 0.5;
    for (let x = x0; x <= x1; x++) {
      const px = x + 0.5;
      if (((bx - ax) * (py - ay) - (by - ay) * (px - ax)) * sign < 0) continue;
      if (((cx - bx) * (py - by) - (cy - by) * (px - bx)) * sign < 0) continue;
      if (((ax - cx) * (py - cy) - (ay - cy) * (px - cx)) * sign < 0) continue;
      grid[y * width + x] = 1;
    }
  }
}

/** Mean over a sliding window along one axis. */
function boxBlur(
  from: Float32Array,
  to: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  radius: number,
): void {
  const weight = 1 / (2 * radius + 1);
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let sum = 0;
    for (let i = 0; i < Math.min(radius, length); i++) sum += from[start + i * step]!;
    for (let i = 0; i < length; i++) {
      if (i + radius < length) sum += from[start + (i + radius) * step]!;
      if (i - radius - 1 >= 0) sum -= from[start + (i - radius - 1) * step]!;
      to[start + i * step] = sum * weight;
    }
  }
}

/** Shade of all buildings; runs in a worker. Two passes of a box blur come close to a Gaussian. */
export function groundShade(mesh: DistrictMesh): GroundShade | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let b = 0; b < mesh.buildingCount; b++) {
    west = Math.min(west, mesh.boxes[b * 6]!);
    south = Math.min(south, mesh.boxes[b * 6 + 1]!);
    east = Math.max(east, mesh.boxes[b * 6 + 3]!);
    north = Math.max(north, mesh.boxes[b * 6 + 4]!);
  }
  if (!(east >= west)) return null;
  west -= MARGIN_M;
  south -= MARGIN_M;
  const size_m = [east + MARGIN_M - west, north + MARGIN_M - south] as const;
  const pixel = Math.max(MIN_PIXEL_M, Math.max(...size_m) / MAX_PIXELS);
  // Rows of four bytes: graphics cards read single-byte textures so.
  const width = Math.ceil(size_m[0] / pixel / 4) * 4;
  const height = Math.ceil(size_m[1] / pixel / 4) * 4;

  const grid = new Float32Array(width * height);
  const corners = [0, 0, 0, 0, 0, 0];
  for (let t = 0; t < mesh.triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const vertex = mesh.triangles[t + k]! * 3;
      corners[k * 2] = (mesh.positions[vertex]! - west) / pixel;
      corners[k * 2 + 1] = (-mesh.positions[vertex + 2]! - south) / pixel;
    }
    fillTriangle(grid, width, height, corners);
  }
  const radius = Math.max(1, Math.round(BLUR_M / pixel));
  const other = new Float32Array(grid.length);
  for (let pass = 0; pass < 2; pass++) {
    boxBlur(grid, other, height, width, width, 1, radius);
    boxBlur(other, grid, width, height, 1, width, radius);
  }
  const values = new Uint8Array(grid.length);
  for (let i = 0; i < grid.length; i++) values[i] = Math.round(grid[i]! * 255);
  return { values, width, height, west_m: west, south_m: south, size_m: [width * pixel, height * pixel] };
}
