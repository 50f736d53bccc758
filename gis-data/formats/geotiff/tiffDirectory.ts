/**
 * The first directory of a TIFF file (TIFF 6.0, section 2; BigTIFF), with every length checked against the file before
 * anything is read: a library that trusts them can be made to reserve more memory than there is.
 */
import { textOf } from '../text.ts';

const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};
const MOST_ENTRIES = 4096;

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where the values begin. */
  readonly at: number;
}

export class TiffDirectory {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  readonly #little: boolean;
  readonly #entries: ReadonlyMap<number, Entry>;

  private constructor(bytes: Uint8Array, view: DataView, little: boolean, entries: ReadonlyMap<number, Entry>) {
    this.#bytes = bytes;
    this.#view = view;
    this.#little = little;
    this.#entries = entries;
  }

  /** Null where the bytes are no TIFF, or where a value of the directory lies outside them. */
  static read(bytes: Uint8Array): TiffDirectory | null {
    if (bytes.length < 16) return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const order = view.getUint16(0);
    if (order !== 0x4949 && order !== 0x4d4d) return null;
    const little = order === 0x4949;
    const magic = view.getUint16(2, little);
    if (magic !== 42 && magic !== 43) return null;
    const big = magic === 43;
    const number = (at: number) => (big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
    const start = number(big ? 8 : 4);
    const [countBytes, entryBytes, valueBytes] = big ? [8, 20, 8] : [2, 12, 4];
    if (start + countBytes > bytes.length) return null;
    const count = big ? number(start) : view.getUint16(start, little);
    if (count > MOST_ENTRIES || start + countBytes + count * entryBytes > bytes.length) return null;
    const entries = new Map<number, Entry>();
    for (let i = 0; i < count; i++) {
      const at = start + countBytes + i * entryBytes;
      const type = view.getUint16(at + 2, little);
      const values = number(at + 4);
      const size = values * (TYPE_BYTES[type] ?? 1);
      const offset = size <= valueBytes ? at + entryBytes - valueBytes : number(at + entryBytes - valueBytes);
      if (!(offset + size <= bytes.length)) return null;
      entries.set(view.getUint16(at, little), { type, count: values, at: offset });
    }
    return new TiffDirectory(bytes, view, little, entries);
  }

  has(tag: number): boolean {
    return this.#entries.has(tag);
  }

  /** Numbers of a tag; none where it is absent or holds something else. */
  numbers(tag: number, most = 1 << 22): readonly number[] {
    const entry = this.#entries.get(tag);
    if (!entry || entry.count > most) return [];
    const read = this.#reader(entry.type);
    if (!read) return [];
    const step = TYPE_BYTES[entry.type]!;
    return Array.from({ length: entry.count }, (_, i) => read(entry.at + i * step));
  }

  number(tag: number): number | undefined {
    return this.numbers(tag)[0];
  }

  text(tag: number): string | undefined {
    const entry = this.#entries.get(tag);
    if (entry?.type !== 2) return undefined;
    return textOf(this.#bytes.subarray(entry.at, entry.at + entry.count)).replace(/\0+$/, '');
  }

  #reader(type: number): ((at: number) => number) | null {
    const view = this.#view;
    const little = this.#little;
    switch (type) {
      case 1:
        return (at) => view.getUint8(at);
      case 3:
        return (at) => view.getUint16(at, little);
      case 4:
        return (at) => view.getUint32(at, little);
      case 8:
        return (at) => view.getInt16(at, little);
      case 9:
        return (at) => view.getInt32(at, little);
      case 11:
        return (at) => view.getFloat32(at, little);
      case 12:
        return (at) => view.getFloat64(at, little);
      case 16:
        return (at) => Number(view.getBigUint64(at, little));
      default:
        return null;
    }
  }
}

/** Tags that are looked at. */
export const TAG = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planar: 284,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  sampleFormat: 339,
  pixelScale: 33550,
  tiePoints: 33922,
  transformation: 34264,
  geoKeys: 34735,
  geoDoubles: 34736,
  geoTexts: 34737,
  gdalMetadata: 42112,
  gdalNoData: 42113,
} as const;
