/** Well-known binary (ISO 13249-3, and PostGIS' extended form) to shapes. */
import { emptyShape, type Positions, type Shape } from './feature.ts';

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const TRIANGLE = 17;
const CURVE_POLYGON = 10;
/** Containers of geometries: multi-points to collections, multi-surface, polyhedral surface, TIN. */
const COLLECTIONS: ReadonlySet<number> = new Set([4, 5, 6, 7, 12, 15, 16]);
const BODIES: ReadonlySet<number> = new Set([15, 16]);
const DEEPEST = 8;
const EXTENDED_Z = 0x80000000;
const EXTENDED_M = 0x40000000;
const EXTENDED_SRID = 0x20000000;

/**
 * Reads one geometry.
 * @returns the shape; null where part of it is of a kind that is not known (circular arcs)
 * @throws RangeError where the bytes end before the geometry does
 */
export function shapeOfWkb(bytes: Uint8Array, offset: number): Shape | null {
  const shape = emptyShape();
  const reader = new Reader(bytes, offset);
  return addGeometry(reader, shape, 0) ? shape : null;
}

class Reader {
  readonly view: DataView;
  at: number;
  littleEndian = true;

  constructor(bytes: Uint8Array, offset: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = offset;
  }

  uint32(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, this.littleEndian);
  }

  /** A number of items that the rest of the bytes can hold. */
  count(leastBytes: number): number {
    const count = this.uint32();
    if (count * leastBytes > this.view.byteLength - this.at) throw new RangeError('The geometry ends too early.');
    return count;
  }

  positions(count: number, hasZ: boolean, hasM: boolean): Positions {
    const triples: number[] = [];
    for (let i = 0; i < count; i++) {
      const x = this.float64();
      const y = this.float64();
      triples.push(x, y, hasZ ? this.float64() : Number.NaN);
      if (hasM) this.at += 8;
    }
    return triples;
  }

  float64(): number {
    this.at += 8;
    return this.view.getFloat64(this.at - 8, this.littleEndian);
  }
}

function addGeometry(reader: Reader, shape: Shape, depth: number): boolean {
  reader.littleEndian = reader.view.getUint8(reader.at++) === 1;
  const given = reader.uint32();
  if (given & EXTENDED_SRID) reader.at += 4;
  const iso = given & 0xffff;
  const type = iso % 1000;
  const dimensions = Math.floor(iso / 1000);
  const hasZ = (given & EXTENDED_Z) !== 0 || dimensions === 1 || dimensions === 3;
  const hasM = (given & EXTENDED_M) !== 0 || dimensions === 2 || dimensions === 3;
  const size = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0);
  if (type === POINT) {
    const point = reader.positions(1, hasZ, hasM);
    // An empty point is written as NaN.
    if (Number.isFinite(point[0]! + point[1]!)) shape.points.push(point);
    return true;
  }
  if (type === LINE) {
    const line = reader.positions(reader.count(size), hasZ, hasM);
    if (line.length > 0) shape.lines.push(line);
    return true;
  }
  if (type === POLYGON || type === TRIANGLE) {
    const rings: Positions[] = [];
    const count = reader.count(4);
    for (let ring = 0; ring < count; ring++) rings.push(reader.positions(reader.count(size), hasZ, hasM));
    if (rings.length > 0) shape.polygons.push(rings);
    return true;
  }
  if (type === CURVE_POLYGON) return addCurvePolygon(reader, shape, depth);
  if (!COLLECTIONS.has(type) || depth > DEEPEST) return false;
  if (BODIES.has(type)) shape.isBody = true;
  const count = reader.count(5);
  for (let part = 0; part < count; part++) if (!addGeometry(reader, shape, depth + 1)) return false;
  return true;
}

/** A polygon whose rings are geometries; only straight ones can be read. */
function addCurvePolygon(reader: Reader, shape: Shape, depth: number): boolean {
  const rings = emptyShape();
  const count = reader.count(5);
  for (let ring = 0; ring < count; ring++) if (depth > DEEPEST || !addGeometry(reader, rings, depth + 1)) return false;
  if (rings.lines.length !== count) return false;
  if (count > 0) shape.polygons.push(rings.lines);
  return true;
}
