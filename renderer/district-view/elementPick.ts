/** Which tree, line or point lies under the pointer. */
import type { SiteElements } from '#models/district/elements.ts';
import type { Vector } from './cameraRig.ts';
import { footOf, lineOnGround } from './elementMeshes.ts';
import type { Ground } from './ground.ts';
import type { Projection } from './projection.ts';

/** How near the pointer must come [px]. */
const LINE_REACH_PX = 7;
const POINT_REACH_PX = 12;

export interface ElementHit {
  readonly id: string;
  /** From the eye [m]. */
  readonly distance_m: number;
}

/** Elements as they stand on the ground. */
export interface StandingElements {
  readonly trees: readonly { readonly id: string; readonly middle: Vector; readonly radius_m: number; readonly half_m: number }[];
  readonly lines: readonly { readonly id: string; readonly points: readonly number[] }[];
  readonly points: readonly { readonly id: string; readonly foot: Vector }[];
}

export function standingElements({ trees, lines, points }: SiteElements, ground: Ground): StandingElements {
  return {
    trees: trees.map(({ id, at_m, height_m, crown_m }) => {
      const [east, north, up] = footOf(at_m, ground);
      return { id, middle: [east, north, up + height_m * 0.6], radius_m: Math.max(0.3, crown_m / 2), half_m: height_m * 0.42 };
    }),
    lines: lines.map(({ id, path_m }) => ({ id, points: lineOnGround(path_m, ground) })),
    points: points.map(({ id, at_m }) => ({ id, foot: footOf(at_m, ground) })),
  };
}

/** Where a ray enters an upright ellipsoid [m along it]; Infinity where it misses. */
function meetCrown(origin: Vector, ray: Vector, middle: Vector, radius: number, half: number): number {
  const scale = [1 / radius, 1 / radius, 1 / half] as const;
  let [a, b, c] = [0, 0, -1];
  for (const axis of [0, 1, 2] as const) {
    const d = ray[axis] * scale[axis];
    const o = (origin[axis] - middle[axis]) * scale[axis];
    a += d * d;
    b += d * o;
    c += o * o;
  }
  const root = b * b - a * c;
  const at = root < 0 ? Infinity : (-b - Math.sqrt(root)) / a;
  return at > 0 ? at : Infinity;
}

/** The element that is nearest to the eye among those at a pixel. */
export function pickElement(
  { trees, lines, points }: StandingElements,
  projection: Projection,
  ray: { readonly origin: Vector; readonly unit: Vector },
  x: number,
  y: number,
): ElementHit | null {
  let best: ElementHit | null = null;
  const take = (id: string, distance_m: number): void => {
    if (distance_m < (best?.distance_m ?? Infinity)) best = { id, distance_m };
  };
  const fromEye = (p: Vector): number => Math.hypot(p[0] - ray.origin[0], p[1] - ray.origin[1], p[2] - ray.origin[2]);
  for (const { id, middle, radius_m, half_m } of trees) take(id, meetCrown(ray.origin, ray.unit, middle, radius_m, half_m));
  for (const { id, foot } of points) {
    const at = projection.toScreen(foot);
    // The diamond stands above its foot.
    if (at && Math.hypot(at[0] - x, at[1] - 8 - y) < POINT_REACH_PX) take(id, fromEye(foot) * 0.98);
  }
  for (const { id, points: path } of lines) {
    for (let i = 0; i + 5 < path.length; i += 3) {
      const from: Vector = [path[i]!, path[i + 1]!, path[i + 2]!];
      const to: Vector = [path[i + 3]!, path[i + 4]!, path[i + 5]!];
      const segment = projection.segment(from, to);
      if (!segment) continue;
      const [x0, y0, x1, y1] = segment;
      const length2 = (x1 - x0) ** 2 + (y1 - y0) ** 2;
      const part = length2 > 0 ? Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length2)) : 0;
      if (Math.hypot(x0 + part * (x1 - x0) - x, y0 + part * (y1 - y0) - y) > LINE_REACH_PX) continue;
      take(id, fromEye([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1]), from[2] + part * (to[2] - from[2])]));
    }
  }
  return best;
}
