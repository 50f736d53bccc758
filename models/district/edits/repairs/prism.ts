/** Buildings that are an outline lifted to one height: footprints without a roof shape. */
import type { FaceInput } from '../../geometry/assemble.ts';
import { SNAP_m } from '../../geometry/faceFaults.ts';

export interface Prism {
  /** Outlines of the ground faces: east, north pairs [m], exterior first. */
  readonly outlines: readonly (readonly (readonly number[])[])[];
  readonly ground_m: number;
  readonly top_m: number;
}

/** The prism that faces form; null where they have more than two levels or no ground. */
export function prismOf(faces: readonly FaceInput[]): Prism | null {
  let ground_m = Number.POSITIVE_INFINITY;
  let top_m = Number.NEGATIVE_INFINITY;
  for (const { rings } of faces) {
    for (const ring of rings) {
      for (let i = 2; i < ring.length; i += 3) {
        ground_m = Math.min(ground_m, ring[i]!);
        top_m = Math.max(top_m, ring[i]!);
      }
    }
  }
  const outlines: number[][][] = [];
  for (const face of faces) {
    let low = true;
    for (const ring of face.rings) {
      for (let i = 2; i < ring.length; i += 3) {
        const z = ring[i]!;
        const isLow = z - ground_m < SNAP_m;
        if (!isLow && top_m - z >= SNAP_m) return null;
        low &&= isLow;
      }
    }
    if (!low || face.kind === 'wall' || face.kind === 'roof') continue;
    outlines.push(face.rings.map((ring) => Array.from({ length: ring.length / 3 }, (_, i) => [ring[i * 3]!, ring[i * 3 + 1]!]).flat()));
  }
  return outlines.length > 0 ? { outlines, ground_m, top_m } : null;
}
