/** What the engine and the thread of the geometry kernel tell each other. */
import type { KernelEnd, KernelJob } from '#gis-data/formats/ifc/kernel.ts';
import type { ErrorDetail } from '#models/core/errors.ts';

export type ToKernel = KernelJob;

export type FromKernel =
  | { readonly kind: 'start'; readonly index: number }
  | { readonly kind: 'mesh'; readonly index: number; readonly positions: Float64Array; readonly triangles: Uint32Array }
  | { readonly kind: 'failed'; readonly index: number }
  | { readonly kind: 'end'; readonly end: KernelEnd }
  | { readonly kind: 'fault'; readonly error: ErrorDetail };
