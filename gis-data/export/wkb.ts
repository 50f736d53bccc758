/** Well-known binary (ISO 13249-3), two-dimensional, little-endian: points, lines, polygons. */

export type Point2 = readonly [x: number, y: number];
/** Exterior, then holes; closed. */
export type Polygon2 = readonly (readonly Point2[])[];

export type Geometry2 =
  | { readonly type: 'Point'; readonly point: Point2 }
  | { readonly type: 'LineString'; readonly line: readonly Point2[] }
  | { readonly type: 'MultiPolygon'; readonly polygons: readonly Polygon2[] };

const TYPE = { Point: 1, LineString: 2, Polygon: 3, MultiPolygon: 6 } as const;

export type Envelope = readonly [minX: number, maxX: number, minY: number, maxY: number];

function pointsOf(geometry: Geometry2): readonly Point2[] {
  if (geometry.type === 'Point') return [geometry.point];
  return geometry.type === 'LineString' ? geometry.line : geometry.polygons.flat(2);
}

/** Bounds of a geometry. */
export function envelopeOf(geometry: Geometry2): Envelope {
  let [minX, maxX, minY, maxY] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [x, y] of pointsOf(geometry)) {
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  return [minX, maxX, minY, maxY];
}

export function joined(a: Envelope | null, b: Envelope): Envelope {
  return a ? [Math.min(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.max(a[3], b[3])] : b;
}

class Writer {
  readonly view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  head(type: number): void {
    this.view.setUint8(this.at, 1);
    this.view.setUint32(this.at + 1, type, true);
    this.at += 5;
  }

  count(value: number): void {
    this.view.setUint32(this.at, value, true);
    this.at += 4;
  }

  points(points: readonly Point2[]): void {
    for (const [x, y] of points) {
      this.view.setFloat64(this.at, x, true);
      this.view.setFloat64(this.at + 8, y, true);
      this.at += 16;
    }
  }

  polygon(rings: Polygon2): void {
    this.head(TYPE.Polygon);
    this.count(rings.length);
    for (const ring of rings) {
      this.count(ring.length);
      this.points(ring);
    }
  }
}

function polygonBytes(rings: Polygon2): number {
  return 9 + rings.reduce((sum, ring) => sum + 4 + 16 * ring.length, 0);
}

/**
 * The bytes of a geometry; several polygons as a multi-polygon.
 * @param head bytes that are left free in front of it
 * @param always whether a single polygon is a multi-polygon too, where a column holds both
 */
export function wkbOf(geometry: Geometry2, head = 0, always = false): Uint8Array {
  if (geometry.type === 'MultiPolygon') {
    const single = geometry.polygons.length === 1 && !always;
    const size = geometry.polygons.reduce((sum, rings) => sum + polygonBytes(rings), single ? 0 : 9);
    const bytes = new Uint8Array(head + size);
    const writer = new Writer(bytes, head);
    if (!single) {
      writer.head(TYPE.MultiPolygon);
      writer.count(geometry.polygons.length);
    }
    for (const rings of geometry.polygons) writer.polygon(rings);
    return bytes;
  }
  const points = pointsOf(geometry);
  const isLine = geometry.type === 'LineString';
  const bytes = new Uint8Array(head + 5 + (isLine ? 4 : 0) + 16 * points.length);
  const writer = new Writer(bytes, head);
  writer.head(TYPE[geometry.type]);
  if (isLine) writer.count(points.length);
  writer.points(points);
  return bytes;
}
