/** GeoJSON geometries to shapes. Nothing is trusted: coordinates may be texts, missing, or of any depth. */
import { isObject, items, type Json, type JsonObject } from '../cityjson/structure.ts';
import { emptyShape, type Positions, type Shape } from '../vector/feature.ts';

/** What was met in the geometries of one feature. */
export interface ShapeFaults {
  /** Coordinates that are text, but show numbers. */
  texts: number;
  /** Positions without two numbers. */
  invalid: number;
  /** Geometry types that are not known. */
  readonly unknown: string[];
}

/** Geometry collections in geometry collections end here. */
const DEEPEST = 8;

/** Parts of a geometry; what cannot be read is counted in `faults`. */
export function shapeOf(geometry: Json | undefined, faults: ShapeFaults): Shape {
  const shape = emptyShape();
  addGeometry(geometry, shape, faults, 0);
  return shape;
}

function addGeometry(geometry: Json | undefined, shape: Shape, faults: ShapeFaults, depth: number): void {
  if (!isObject(geometry) || depth > DEEPEST) return;
  const { coordinates } = geometry;
  switch (geometry.type) {
    case 'Point':
      addAll(shape.points, [positions([coordinates ?? null], faults)]);
      break;
    case 'MultiPoint':
      for (const point of items(coordinates)) addAll(shape.points, [positions([point], faults)]);
      break;
    case 'LineString':
      addAll(shape.lines, [positions(items(coordinates), faults)]);
      break;
    case 'MultiLineString':
      for (const line of items(coordinates)) addAll(shape.lines, [positions(items(line), faults)]);
      break;
    case 'Polygon':
      addPolygon(shape, coordinates, faults);
      break;
    case 'MultiPolygon':
      for (const polygon of items(coordinates)) addPolygon(shape, polygon, faults);
      break;
    case 'GeometryCollection':
      for (const part of items(geometry.geometries)) addGeometry(part, shape, faults, depth + 1);
      break;
    default:
      faults.unknown.push(typeof geometry.type === 'string' ? geometry.type.slice(0, 40) : '?');
  }
}

function addPolygon(shape: Shape, coordinates: Json | undefined, faults: ShapeFaults): void {
  const rings = items(coordinates).map((ring) => positions(items(ring), faults));
  if (rings.length > 0) shape.polygons.push(rings);
}

function addAll(to: Positions[], found: readonly Positions[]): void {
  for (const positions of found) if (positions.length > 0) to.push(positions);
}

function positions(list: readonly Json[], faults: ShapeFaults): Positions {
  const triples: number[] = [];
  for (const position of list) {
    const [x, y, z] = items(position);
    const east = coordinate(x, faults);
    const north = coordinate(y, faults);
    if (Number.isNaN(east) || Number.isNaN(north)) faults.invalid++;
    else triples.push(east, north, z === undefined || z === null ? Number.NaN : coordinate(z, faults));
  }
  return triples;
}

function coordinate(value: Json | undefined, faults: ShapeFaults): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value !== 'string' || value.trim() === '') return Number.NaN;
  const number = Number(value);
  if (!Number.isFinite(number)) return Number.NaN;
  faults.texts++;
  return number;
}

const GEOMETRY_TYPES: ReadonlySet<Json | undefined> = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

export function isGeometry(value: JsonObject): boolean {
  return GEOMETRY_TYPES.has(value.type);
}
