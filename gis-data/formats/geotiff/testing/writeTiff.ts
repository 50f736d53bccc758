/** Small TIFF files for tests: strips or tiles, packed or not, with a place on the map. */
import { zlibSync } from 'fflate';

export interface TiffInput {
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
  readonly kind?: 'float32' | 'float64' | 'int16' | 'uint16' | 'uint8';
  readonly big?: boolean;
  /** Big-endian numbers. */
  readonly bigEndian?: boolean;
  readonly tile?: number;
  readonly rowsPerStrip?: number;
  readonly deflate?: boolean;
  readonly horizontalPredictor?: boolean;
  /** Side of a cell and the place of the upper left corner (or of the first middle). */
  readonly place?: { readonly x: number; readonly y: number; readonly side: number } | null;
  readonly transformation?: readonly number[];
  readonly pixelIsPoint?: boolean;
  readonly epsg?: number;
  readonly citation?: string;
  readonly heightUnit?: number;
  readonly noData?: string;
  readonly metadata?: string;
  readonly extra?: readonly (readonly [tag: number, type: number, values: readonly number[]])[];
}

const KINDS = {
  float32: { bytes: 4, format: 3 },
  float64: { bytes: 8, format: 3 },
  int16: { bytes: 2, format: 2 },
  uint16: { bytes: 2, format: 1 },
  uint8: { bytes: 1, format: 1 },
} as const;

type Field = readonly [tag: number, type: number, values: readonly number[] | string];

export function writeTiff(input: TiffInput): Uint8Array {
  const { kind = 'float32', tile, columns, rows } = input;
  const little = !input.bigEndian;
  const blockColumns = tile ?? columns;
  const blockRows = tile ?? input.rowsPerStrip ?? rows;
  const blocks: Uint8Array[] = [];
  for (let top = 0; top < rows; top += blockRows) {
    const height = tile ?? Math.min(blockRows, rows - top);
    for (let left = 0; left < columns; left += blockColumns) blocks.push(block(input, left, top, blockColumns, height, little));
  }
  const fields = fieldsOf(input, KINDS[kind], blockColumns, blockRows);
  const sizes = blocks.map((one) => one.length);
  const offsetTag = tile ? 324 : 273;
  const headerBytes = input.big ? 16 : 8;
  let at = headerBytes;
  const offsets = sizes.map((size) => {
    const start = at;
    at += size;
    return start;
  });
  fields.push([offsetTag, 4, offsets], [offsetTag + (tile ? 1 : 6), 4, sizes]);
  return assemble(input, fields, blocks, at, little);
}

function block(input: TiffInput, left: number, top: number, width: number, height: number, little: boolean): Uint8Array {
  const kind = KINDS[input.kind ?? 'float32'];
  const bytes = new Uint8Array(width * height * kind.bytes);
  const view = new DataView(bytes.buffer);
  for (let y = 0; y < height; y++) {
    let before = 0;
    for (let x = 0; x < width; x++) {
      const inside = left + x < input.columns && top + y < input.rows;
      const value = inside ? (input.values[(top + y) * input.columns + left + x] ?? 0) : 0;
      const stored = input.horizontalPredictor ? value - before : value;
      before = value;
      const to = (y * width + x) * kind.bytes;
      if (input.kind === 'float64') view.setFloat64(to, stored, little);
      else if (input.kind === 'int16' || input.kind === 'uint16') view.setUint16(to, stored & 0xffff, little);
      else if (input.kind === 'uint8') view.setUint8(to, stored & 0xff);
      else view.setFloat32(to, stored, little);
    }
  }
  return input.deflate ? zlibSync(bytes) : bytes;
}

function fieldsOf(
  input: TiffInput,
  kind: { readonly bytes: number; readonly format: number },
  blockColumns: number,
  blockRows: number,
): Field[] {
  const fields: Field[] = [
    [256, 4, [input.columns]],
    [257, 4, [input.rows]],
    [258, 3, [kind.bytes * 8]],
    [259, 3, [input.deflate ? 8 : 1]],
    [262, 3, [1]],
    [277, 3, [1]],
    [284, 3, [1]],
    [339, 3, [kind.format]],
  ];
  if (input.tile) fields.push([322, 4, [blockColumns]], [323, 4, [blockRows]]);
  else fields.push([278, 4, [blockRows]]);
  if (input.horizontalPredictor) fields.push([317, 3, [2]]);
  if (input.transformation) fields.push([34264, 12, input.transformation]);
  else if (input.place !== null) {
    const { x, y, side } = input.place ?? { x: 0, y: 0, side: 1 };
    fields.push([33550, 12, [side, side, 0]], [33922, 12, [0, 0, 0, x, y, 0]]);
  }
  const keys: number[][] = [[1025, 0, 1, input.pixelIsPoint ? 2 : 1]];
  if (input.epsg !== undefined) keys.push([1024, 0, 1, input.epsg === 4326 ? 2 : 1], [input.epsg === 4326 ? 2048 : 3072, 0, 1, input.epsg]);
  if (input.citation !== undefined) {
    keys.push([1024, 0, 1, 1], [3072, 0, 1, 32_767], [3073, 34_737, input.citation.length + 1, 0]);
    fields.push([34737, 2, `${input.citation}|`]);
  }
  if (input.heightUnit !== undefined) keys.push([4099, 0, 1, input.heightUnit]);
  fields.push([34735, 3, [1, 1, 0, keys.length, ...keys.sort((a, b) => a[0]! - b[0]!).flat()]]);
  if (input.metadata !== undefined) fields.push([42112, 2, input.metadata]);
  if (input.noData !== undefined) fields.push([42113, 2, input.noData]);
  return [...fields.filter(([tag]) => !input.extra?.some(([other]) => other === tag)), ...(input.extra ?? [])];
}

const TYPE_BYTES: Readonly<Record<number, number>> = { 2: 1, 3: 2, 4: 4, 12: 8 };

function assemble(input: TiffInput, fields: Field[], blocks: readonly Uint8Array[], dataEnd: number, little: boolean): Uint8Array {
  const big = input.big === true;
  fields.sort((a, b) => a[0] - b[0]);
  const directory = dataEnd + (dataEnd % 2);
  const [countBytes, entryBytes, valueBytes] = big ? [8, 20, 8] : [2, 12, 4];
  let extra = directory + countBytes + fields.length * entryBytes + valueBytes;
  const length = (values: readonly number[] | string) => (typeof values === 'string' ? values.length + 1 : values.length);
  const total = fields.reduce((sum, [, type, values]) => sum + length(values) * TYPE_BYTES[type]! + 8, extra);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  const word = (at: number, value: number) => (big ? view.setBigUint64(at, BigInt(value), little) : view.setUint32(at, value, little));
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, big ? 43 : 42, little);
  if (big) view.setUint16(4, 8, little);
  word(big ? 8 : 4, directory);
  let at = big ? 16 : 8;
  for (const one of blocks) {
    bytes.set(one, at);
    at += one.length;
  }
  if (big) view.setBigUint64(directory, BigInt(fields.length), little);
  else view.setUint16(directory, fields.length, little);
  for (const [index, [tag, type, values]] of fields.entries()) {
    const entry = directory + countBytes + index * entryBytes;
    const count = length(values);
    view.setUint16(entry, tag, little);
    view.setUint16(entry + 2, type, little);
    word(entry + 4, count);
    const inline = count * TYPE_BYTES[type]! <= valueBytes;
    const to = inline ? entry + entryBytes - valueBytes : extra;
    if (!inline) {
      word(entry + entryBytes - valueBytes, extra);
      extra += count * TYPE_BYTES[type]! + 8 - ((count * TYPE_BYTES[type]!) % 8);
    }
    for (let i = 0; i < count; i++) {
      if (typeof values === 'string') view.setUint8(to + i, values.charCodeAt(i) || 0);
      else if (type === 3) view.setUint16(to + i * 2, values[i]!, little);
      else if (type === 4) view.setUint32(to + i * 4, values[i]!, little);
      else view.setFloat64(to + i * 8, values[i]!, little);
    }
  }
  return bytes;
}
