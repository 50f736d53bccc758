/** Grey PNG tiles of 8 or 16 bits, as elevation layers hold them (PNG, third edition, W3C 2025). */
import { inflated } from '../geotiff/readGeoTiff.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const LARGEST_SIDE = 8192;

export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly values: Uint16Array;
}

/**
 * Unpacks a grey image without interlacing.
 * @returns null where it is of another kind
 * @throws RangeError where it is damaged
 */
export function readGreyPng(bytes: Uint8Array): GreyImage | null {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: { readonly width: number; readonly height: number; readonly bytesPerValue: number } | null = null;
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    const from = at + 8;
    if (from + length + 4 > bytes.length) throw new RangeError('A part of the image is cut.');
    if (type === 0x49484452) {
      const [bits, colour, interlace] = [bytes[from + 8], bytes[from + 9], bytes[from + 12]];
      if ((bits !== 16 && bits !== 8) || colour !== 0 || interlace !== 0) return null;
      header = { width: view.getUint32(from), height: view.getUint32(from + 4), bytesPerValue: bits / 8 };
    }
    if (type === 0x49444154) parts.push(bytes.subarray(from, from + length));
    if (type === 0x49454e44) break;
    at = from + length + 4;
  }
  if (!header || header.width < 1 || header.height < 1 || header.width > LARGEST_SIDE || header.height > LARGEST_SIDE) return null;
  return unfiltered(header, joined(parts));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Takes back what each row's filter did (clause 9). */
function unfiltered(
  { width, height, bytesPerValue }: { readonly width: number; readonly height: number; readonly bytesPerValue: number },
  packed: Uint8Array,
): GreyImage {
  const stride = width * bytesPerValue;
  const raw = inflated(packed, (stride + 1) * height);
  if (raw.length < (stride + 1) * height) throw new RangeError('The image is too short.');
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!;
    if (filter > 4) throw new RangeError('The image has an unknown filter.');
    const from = y * (stride + 1) + 1;
    const to = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x >= bytesPerValue ? rows[to + x - bytesPerValue]! : 0;
      const above = y > 0 ? rows[to + x - stride]! : 0;
      const corner = x >= bytesPerValue && y > 0 ? rows[to + x - stride - bytesPerValue]! : 0;
      rows[to + x] = raw[from + x]! + predicted(filter, left, above, corner);
    }
  }
  const values = new Uint16Array(width * height);
  for (let i = 0; i < values.length; i++) values[i] = bytesPerValue === 2 ? rows[i * 2]! * 256 + rows[i * 2 + 1]! : rows[i]!;
  return { width, height, values };
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter === 0) return 0;
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - above), Math.abs(estimate - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
