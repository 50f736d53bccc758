/** The geometry of a Shapefile (ESRI white paper, July 1998), record by record: a damaged one does not stop the others. */
import { emptyShape, type Positions, type Shape } from '../vector/feature.ts';

const FILE_CODE = 9994;
const HEADER_LENGTH = 100;
const RECORD_HEADER = 8;

/** Shape types without their variants: 10 more with z, 20 more with a measure. */
const POINT = 1;
const LINE = 3;
const POLYGON = 5;
const MULTI_POINT = 8;
const MULTI_PATCH = 31;

/** Kinds of parts of a multi-patch. */
const STRIP = 0;
const FAN = 1;
const OUTER_RING = 2;
const INNER_RING = 3;
const FIRST_RING = 4;

export interface ShapeRecords {
  /** In the order of the records; null where one cannot be read. */
  readonly shapes: readonly (Shape | null)[];
  readonly form: 'polygon' | 'line' | 'point' | 'unknown';
  /** True where the file ends in the middle of a record. */
  readonly isCutOff: boolean;
}

/**
 * Reads all records.
 * @throws RangeError where the file is no Shapefile
 */
export function readShp(bytes: Uint8Array): ShapeRecords {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getInt32(0) !== FILE_CODE) throw new RangeError('Not a Shapefile.');
  const fileType = view.getInt32(32, true);
  const shapes: (Shape | null)[] = [];
  let at = HEADER_LENGTH;
  let isCutOff = false;
  while (at + RECORD_HEADER <= bytes.length) {
    const length = view.getInt32(at + 4) * 2;
    const start = at + RECORD_HEADER;
    if (length < 4 || start + length > bytes.length) {
      isCutOff = true;
      break;
    }
    shapes.push(shapeOf(new DataView(bytes.buffer, bytes.byteOffset + start, length)));
    at = start + length;
  }
  return { shapes, form: formOf(fileType), isCutOff };
}

function formOf(type: number): ShapeRecords['form'] {
  const base = type % 10;
  if (type === MULTI_PATCH || base === POLYGON) return 'polygon';
  if (base === LINE) return 'line';
  return base === POINT || base === MULTI_POINT ? 'point' : 'unknown';
}

function shapeOf(record: DataView): Shape | null {
  try {
    const type = record.getInt32(0, true);
    if (type === 0) return emptyShape();
    if (type === MULTI_PATCH) return patches(record);
    const base = type % 10;
    const hasZ = type > 10 && type < 20;
    if (base === POINT) return points(record, 1, 4, hasZ ? 20 : null);
    if (base === MULTI_POINT) {
      const count = record.getInt32(36, true);
      return points(record, count, 40, hasZ ? 40 + count * 16 + 16 : null);
    }
    return base === LINE || base === POLYGON ? parts(record, base === POLYGON, hasZ) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function points(record: DataView, count: number, at: number, zAt: number | null): Shape {
  const shape = emptyShape();
  checkCount(record, count, 16);
  for (let i = 0; i < count; i++) shape.points.push(positions(record, at, zAt, i, i + 1));
  return shape;
}

function checkCount(record: DataView, count: number, size: number): void {
  if (!(count >= 0 && count * size <= record.byteLength)) throw new RangeError('The record is damaged.');
}

function positions(record: DataView, at: number, zAt: number | null, from: number, to: number): Positions {
  if (!(from >= 0 && from <= to)) throw new RangeError('The parts of the record are not in order.');
  const triples: number[] = [];
  for (let i = from; i < to; i++) {
    const z = zAt === null ? Number.NaN : record.getFloat64(zAt + i * 8, true);
    triples.push(record.getFloat64(at + i * 16, true), record.getFloat64(at + i * 16 + 8, true), z);
  }
  return triples;
}

/** Lines, or rings: those of one polygon and those of several come in one list. */
function parts(record: DataView, arePolygons: boolean, hasZ: boolean): Shape {
  const partCount = record.getInt32(36, true);
  const pointCount = record.getInt32(40, true);
  checkCount(record, partCount, 4);
  checkCount(record, pointCount, 16);
  const at = 44 + partCount * 4;
  const zAt = hasZ ? at + pointCount * 16 + 16 : null;
  const rings = partStarts(record, partCount, pointCount).map(([from, to]) => positions(record, at, zAt, from, to));
  const shape = emptyShape();
  const used = rings.filter((ring) => ring.length > 0);
  if (arePolygons) shape.polygons.push(...polygonsOf(used));
  else for (const line of used) shape.lines.push(line);
  return shape;
}

function partStarts(record: DataView, partCount: number, pointCount: number): readonly (readonly [number, number])[] {
  return Array.from({ length: partCount }, (_, part) => {
    const next = part + 1 < partCount ? record.getInt32(44 + (part + 1) * 4, true) : pointCount;
    if (next > pointCount) throw new RangeError('The parts of the record are not in order.');
    return [record.getInt32(44 + part * 4, true), next] as const;
  });
}

/** Clockwise rings are exteriors; a hole belongs to the smallest exterior around it. */
function polygonsOf(rings: readonly Positions[]): readonly (readonly Positions[])[] {
  if (rings.length === 1) return [[rings[0]!]];
  const measured = rings.map((ring) => ({ ring, area: signedArea(ring) }));
  const exteriors = measured.filter(({ area }) => area < 0).map(({ ring, area }) => ({ rings: [ring], size: -area }));
  // Files with all rings the other way round: the first is the exterior.
  if (exteriors.length === 0) return [rings];
  for (const { ring } of measured.filter(({ area }) => area >= 0)) {
    const around = exteriors.filter(({ rings: [exterior] }) => exterior && contains(exterior, ring[0]!, ring[1]!));
    around.sort((a, b) => a.size - b.size);
    (around[0] ?? exteriors[0]!).rings.push(ring);
  }
  return exteriors.map(({ rings: own }) => own);
}

function signedArea(ring: Positions): number {
  let twice = 0;
  for (let i = 0; i + 3 < ring.length; i += 3) {
    twice += (ring[i]! - ring[0]!) * (ring[i + 4]! - ring[1]!) - (ring[i + 3]! - ring[0]!) * (ring[i + 1]! - ring[1]!);
  }
  return twice / 2;
}

function contains(ring: Positions, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 3; i < ring.length; j = i, i += 3) {
    const [yi, yj] = [ring[i + 1]!, ring[j + 1]!];
    if (yi > y !== yj > y && x < ring[i]! + ((y - yi) / (yj - yi)) * (ring[j]! - ring[i]!)) inside = !inside;
  }
  return inside;
}

/** Faces of a body: triangles of strips and fans, and rings. */
function patches(record: DataView): Shape {
  const partCount = record.getInt32(36, true);
  const pointCount = record.getInt32(40, true);
  checkCount(record, partCount, 8);
  checkCount(record, pointCount, 24);
  const at = 44 + partCount * 8;
  const zAt = at + pointCount * 16 + 16;
  const shape = emptyShape();
  shape.isBody = true;
  for (const [part, [from, to]] of partStarts(record, partCount, pointCount).entries()) {
    const kind = record.getInt32(44 + (partCount + part) * 4, true);
    const ring = positions(record, at, zAt, from, to);
    if (kind === STRIP || kind === FAN) shape.polygons.push(...triangles(ring, kind === STRIP));
    else if (kind === INNER_RING && shape.polygons.length > 0)
      shape.polygons[shape.polygons.length - 1] = [...shape.polygons.at(-1)!, ring];
    else if (kind >= OUTER_RING && kind <= FIRST_RING + 1) shape.polygons.push([ring]);
    else throw new RangeError('The record has a part of an unknown kind.');
  }
  return shape;
}

function triangles(ring: Positions, isStrip: boolean): readonly (readonly Positions[])[] {
  const point = (i: number) => ring.slice(i * 3, i * 3 + 3);
  return Array.from({ length: Math.max(0, ring.length / 3 - 2) }, (_, i) => {
    const first = isStrip ? i : 0;
    // Every other triangle of a strip runs the other way.
    const [second, third] = isStrip && i % 2 === 1 ? [i + 2, i + 1] : [i + 1, i + 2];
    return [[...point(first), ...point(second), ...point(third), ...point(first)]];
  });
}
