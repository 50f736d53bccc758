/** The table of a Shapefile (dBASE III): one row per shape, text in an encoding that is stated beside it or guessed. */
import type { AttributeValue } from '#models/district/district.ts';
import { textIn, textOf } from '../text.ts';
import { setAttribute } from '../vector/feature.ts';

export interface Table {
  readonly rows: readonly Readonly<Record<string, AttributeValue>>[];
  readonly columns: readonly string[];
  readonly encoding: string;
  /** True where nothing says what the encoding is. */
  readonly isEncodingAssumed: boolean;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly at: number;
  readonly length: number;
}

const HEADER_LENGTH = 32;
const COLUMN_LENGTH = 32;
const NAME_LENGTH = 11;
const HEADER_END = 0x0d;
/** Place of the language driver's number in the header. */
const DRIVER_AT = 29;

/** Encodings by language driver number, the common ones. */
const DRIVERS: ReadonlyMap<number, string> = new Map([
  [0x02, 'windows-1252'],
  [0x03, 'windows-1252'],
  [0x57, 'windows-1252'],
  [0x58, 'windows-1252'],
  [0x59, 'windows-1252'],
  [0x64, 'windows-1250'],
  [0xc8, 'windows-1250'],
  [0xc9, 'windows-1251'],
  [0xca, 'windows-1254'],
  [0xcb, 'windows-1253'],
  [0x13, 'shift_jis'],
  [0x4d, 'gbk'],
  [0x4e, 'euc-kr'],
  [0x4f, 'big5'],
]);

/**
 * Reads a table; rows that are cut off are left out.
 * @param codePage content of the `.cpg` file, where there is one
 * @throws RangeError where the header is damaged
 */
export function readDbf(bytes: Uint8Array, codePage: string | undefined): Table {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint16(8, true);
  const rowLength = view.getUint16(10, true);
  const stated = statedEncoding(codePage) ?? DRIVERS.get(view.getUint8(DRIVER_AT)) ?? null;
  const encoding = stated ?? (textIn(bytes.subarray(headerLength), 'utf-8') === null ? 'windows-1252' : 'utf-8');
  const text = (part: Uint8Array) => (textIn(part, encoding) ?? textOf(part)).replaceAll('\0', '').trim();
  const columns = columnsOf(bytes, headerLength, text);
  const least = columns.reduce((end, column) => Math.max(end, column.at + column.length), 1);
  if (rowLength < least) throw new RangeError('The rows are shorter than their columns.');
  const count = Math.min(view.getUint32(4, true), Math.floor(Math.max(0, bytes.length - headerLength) / rowLength));
  const rows: Record<string, AttributeValue>[] = [];
  for (let row = 0; row < count; row++) {
    const start = headerLength + row * rowLength;
    const values: Record<string, AttributeValue> = {};
    for (const { name, type, at, length } of columns) {
      setAttribute(values, name, cellValue(text(bytes.subarray(start + at, start + at + length)), type));
    }
    rows.push(values);
  }
  const isAscii = bytes.subarray(headerLength).every((byte) => byte < 0x80);
  return { rows, columns: columns.map(({ name }) => name), encoding, isEncodingAssumed: stated === null && !isAscii };
}

function columnsOf(bytes: Uint8Array, headerLength: number, text: (part: Uint8Array) => string): readonly Column[] {
  const columns: Column[] = [];
  // The first byte of a row says whether it was deleted.
  let at = 1;
  for (let offset = HEADER_LENGTH; offset + COLUMN_LENGTH <= headerLength && bytes[offset] !== HEADER_END; offset += COLUMN_LENGTH) {
    const end = bytes.indexOf(0, offset);
    const name = text(bytes.subarray(offset, end < 0 ? offset + NAME_LENGTH : Math.min(end, offset + NAME_LENGTH)));
    const length = bytes[offset + 16] ?? 0;
    columns.push({ name, type: String.fromCharCode(bytes[offset + 11] ?? 0), at, length });
    at += length;
  }
  return columns;
}

/** `UTF-8`, `1252`, `ANSI 1252`, `ISO 88591`, `LATIN1`. */
function statedEncoding(codePage: string | undefined): string | null {
  const named = codePage?.trim().toLowerCase();
  if (!named) return null;
  const page = /^(?:ansi\s*|cp\s*|windows-?)?(125\d|874)$/.exec(named)?.[1];
  const iso = /^iso[\s_-]*8859[\s_-]*(\d{1,2})$/.exec(named)?.[1];
  const label = page ? `windows-${page}` : iso ? `iso-8859-${iso}` : named === '65001' ? 'utf-8' : named;
  return textIn(new Uint8Array(), label) === null ? null : label;
}

function cellValue(text: string, type: string): AttributeValue {
  if (text === '') return null;
  switch (type) {
    case 'N':
    case 'F': {
      // Overflowing numbers are written as stars.
      const number = Number(text.replace(',', '.'));
      return Number.isFinite(number) ? number : null;
    }
    case 'L':
      return /^[yt]/i.test(text) ? true : /^[nf]/i.test(text) ? false : null;
    case 'D':
      return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : null;
    default:
      return text;
  }
}
