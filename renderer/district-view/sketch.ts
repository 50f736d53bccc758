/** What tools draw over the view while a person works: in local metres, with a look by meaning. */
import type { Vector } from './cameraRig.ts';

/** `draft`: being drawn; `snap`: what it will snap to; `ghost`: what would come to be; `measure`: measured; `fault`: cannot be. */
export type SketchStyle = 'draft' | 'snap' | 'ghost' | 'measure' | 'fault';

export type SketchPrimitive =
  /** Corners, not closed; filled lightly. */
  | { readonly kind: 'polygon'; readonly ring_m: readonly Vector[]; readonly style: SketchStyle }
  | { readonly kind: 'polyline'; readonly points_m: readonly Vector[]; readonly style: SketchStyle }
  | { readonly kind: 'point'; readonly at_m: Vector; readonly style: SketchStyle }
  /** Words on a plate, above a place. */
  | { readonly kind: 'label'; readonly at_m: Vector; readonly text: string; readonly style: SketchStyle }
  /** A body in the scene, hidden by what stands before it: nine numbers per triangle, outward counter-clockwise. */
  | { readonly kind: 'solid'; readonly triangles_m: Float32Array; readonly style: SketchStyle };
