/** Shapefiles for tests: polygons with a table, in the bytes of the ESRI white paper and of dBASE III. */
import { zipSync } from 'fflate';

export interface ShapefileColumn {
  readonly name: string;
  readonly type: 'C' | 'N';
  readonly length: number;
  readonly decimals?: number;
}

/** Rings of one record: x, y pairs (or x, y, z triples), closed, exteriors clockwise. */
export type RecordRings = readonly (readonly (readonly number[])[])[];

function header(type: number, bytes: number): DataView {
  const view = new DataView(new ArrayBuffer(100));
  view.setInt32(0, 9994);
  view.setInt32(24, bytes / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, type, true);
  return view;
}

/** A `.shp` with one polygon record per item; with z where the first point has three numbers. */
export function shpOf(records: readonly RecordRings[]): Uint8Array {
  const hasZ = records[0]?.[0]?.[0]?.length === 3;
  const type = hasZ ? 15 : 5;
  const bodies = records.map((rings) => polygonRecord(rings, type, hasZ));
  const length = bodies.reduce((sum, body) => sum + 8 + body.length, 100);
  const file = new Uint8Array(length);
  file.set(new Uint8Array(header(type, length).buffer));
  let at = 100;
  for (const [index, body] of bodies.entries()) {
    const view = new DataView(file.buffer, at);
    view.setInt32(0, index + 1);
    view.setInt32(4, body.length / 2);
    file.set(body, at + 8);
    at += 8 + body.length;
  }
  return file;
}

function polygonRecord(rings: RecordRings, type: number, hasZ: boolean): Uint8Array {
  const points = rings.flat();
  const zBytes = hasZ ? 16 + points.length * 8 : 0;
  const view = new DataView(new ArrayBuffer(44 + rings.length * 4 + points.length * 16 + zBytes));
  view.setInt32(0, type, true);
  view.setInt32(36, rings.length, true);
  view.setInt32(40, points.length, true);
  let start = 0;
  for (const [part, ring] of rings.entries()) {
    view.setInt32(44 + part * 4, start, true);
    start += ring.length;
  }
  const at = 44 + rings.length * 4;
  for (const [i, [x, y, z]] of points.entries()) {
    view.setFloat64(at + i * 16, x ?? 0, true);
    view.setFloat64(at + i * 16 + 8, y ?? 0, true);
    if (hasZ) view.setFloat64(at + points.length * 16 + 16 + i * 8, z ?? 0, true);
  }
  return new Uint8Array(view.buffer);
}

/**
 * A `.dbf` of texts that are already in its encoding, one character per byte.
 * @param driver number of the language driver in the header; 0 says nothing
 */
export function dbfOf(columns: readonly ShapefileColumn[], rows: readonly (readonly string[])[], driver = 0): Uint8Array {
  const headerLength = 32 + columns.length * 32 + 1;
  const rowLength = columns.reduce((sum, column) => sum + column.length, 1);
  const file = new Uint8Array(headerLength + rows.length * rowLength + 1).fill(0x20, headerLength);
  const view = new DataView(file.buffer);
  view.setUint8(0, 3);
  view.setUint32(4, rows.length, true);
  view.setUint16(8, headerLength, true);
  view.setUint16(10, rowLength, true);
  view.setUint8(29, driver);
  for (const [index, column] of columns.entries()) {
    const at = 32 + index * 32;
    writeText(file, at, column.name);
    view.setUint8(at + 11, column.type.charCodeAt(0));
    view.setUint8(at + 16, column.length);
    view.setUint8(at + 17, column.decimals ?? 0);
  }
  file[headerLength - 1] = 0x0d;
  for (const [row, cells] of rows.entries()) {
    let at = headerLength + row * rowLength + 1;
    for (const [index, column] of columns.entries()) {
      const cell = (cells[index] ?? '').slice(0, column.length);
      writeText(file, at, column.type === 'N' ? cell.padStart(column.length) : cell.padEnd(column.length));
      at += column.length;
    }
  }
  file[file.length - 1] = 0x1a;
  return file;
}

function writeText(file: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) file[at + i] = text.charCodeAt(i) & 0xff;
}

/** Files in a ZIP archive. */
export function zipOf(files: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? new TextEncoder().encode(content) : content]),
    ),
  );
}
