/** Lengths, areas and heights of what a person points at, in local metres. */
import type { Vector } from './cameraRig.ts';

export type MeasureKind = 'distance' | 'area' | 'height';

export interface Measured {
  readonly kind: MeasureKind;
  readonly points_m: readonly Vector[];
  /** The person ended it; before, the last point follows the pointer. */
  readonly finished: boolean;
  /** Of each segment, and of all [m]. For an area, around it. */
  readonly segments_m: readonly number[];
  readonly length_m: number;
  /** As seen from above [m2]; 0 unless an area. */
  readonly area_m2: number;
  /** From the first point to the last, upwards [m]. */
  readonly rise_m: number;
}

/** In space. */
export function distance_m(a: Vector, b: Vector): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
}

/** Area of a polygon as seen from above [m2]; the part that a crossing outline winds round twice counts as signed. */
export function planArea_m2(ring: readonly Vector[]): number {
  let twice = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const next = ring[(i + 1) % ring.length]!;
    twice += x * next[1] - next[0] * y;
  }
  return Math.abs(twice) / 2;
}

export function measure(kind: MeasureKind, points_m: readonly Vector[], finished: boolean): Measured {
  const ring = kind === 'area' && points_m.length > 2 ? [...points_m, points_m[0]!] : points_m;
  const segments_m = ring.slice(1).map((point, i) => distance_m(ring[i]!, point));
  return {
    kind,
    points_m,
    finished,
    segments_m,
    length_m: segments_m.reduce((sum, length) => sum + length, 0),
    area_m2: kind === 'area' ? planArea_m2(points_m) : 0,
    rise_m: points_m.length > 1 ? points_m.at(-1)![2] - points_m[0]![2] : 0,
  };
}
