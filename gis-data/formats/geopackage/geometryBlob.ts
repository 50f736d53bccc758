/** The geometry of a GeoPackage: a header with envelope, then well-known binary (OGC 12-128r18, clause 2.1.3). */
import { emptyShape, type Shape } from '../vector/feature.ts';
import { shapeOfWkb } from '../vector/wkb.ts';

/** Bytes of the envelope by its kind: none, xy, xyz, xym, xyzm. */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64] as const;
const HEADER_BYTES = 8;

/**
 * Reads one geometry.
 * @returns null where it is of a kind that is not known
 * @throws RangeError where the bytes are no geometry or end too early
 */
export function shapeOfBlob(blob: Uint8Array): Shape | null {
  if (blob[0] !== 0x47 || blob[1] !== 0x50 || blob.length < HEADER_BYTES) throw new RangeError('Not a geometry.');
  const flags = blob[3] ?? 0;
  if (flags & 0x20) return null;
  if (flags & 0x10) return emptyShape();
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 0x07];
  if (envelope === undefined) throw new RangeError('Not an envelope.');
  return shapeOfWkb(blob, HEADER_BYTES + envelope);
}
