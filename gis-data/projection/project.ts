/**
 * Coordinates of a file -> WGS 84 -> local east-north-up metres, vertex by vertex. Taking grid
 * coordinates for east and north would turn the district by the meridian convergence.
 */
import proj4 from 'proj4';
import { DEGREE } from '#models/core/units.ts';
import { LocalFrame, toEcef } from './ellipsoid.ts';
import { REFERENCES, type ReferenceRow } from './referenceTable.ts';

export interface Transformation {
  /** Longitude and latitude [deg] of a position in the file's coordinates, easting (or longitude) first. */
  toLonLat(x: number, y: number): readonly [lon_deg: number, lat_deg: number];
  fromLonLat(lon_deg: number, lat_deg: number): readonly [x: number, y: number];
}

const cache = new Map<string, Transformation>();
/** Equal-area planes are made per file: the cache does not grow with the files that were read. */
const MOST_CACHED = 500;

export function transformation(row: Pick<ReferenceRow, 'proj4'>): Transformation {
  const known = cache.get(row.proj4);
  if (known) return known;
  const converter = proj4(row.proj4, '+proj=longlat +datum=WGS84 +no_defs');
  const made: Transformation = {
    toLonLat: (x, y) => {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return [Number.NaN, Number.NaN];
      const [lon, lat] = converter.forward([x, y]);
      return [lon ?? Number.NaN, lat ?? Number.NaN];
    },
    fromLonLat: (lon, lat) => {
      const [x, y] = converter.inverse([lon, lat]);
      return [x ?? Number.NaN, y ?? Number.NaN];
    },
  };
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(row.proj4, made);
  return made;
}

/**
 * The plane that geographic data are measured in: Lambert's azimuthal equal-area projection on the WGS 84
 * ellipsoid around a place. Planar areas in it are areas on the ellipsoid; lengths are true within (d / 2R)^2 / 2
 * at a distance d: 3e-7 at 10 km.
 */
export function equalAreaPlane(lon_deg: number, lat_deg: number): Pick<ReferenceRow, 'proj4' | 'unit_m'> {
  return { proj4: `+proj=laea +lat_0=${lat_deg} +lon_0=${lon_deg} +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs`, unit_m: 1 };
}

/**
 * True where a position lies on the planet and within the system's area of use.
 * @param margin_deg tolerated beyond the area
 */
export function isInArea(row: ReferenceRow, lon_deg: number, lat_deg: number, margin_deg = 1): boolean {
  const [west, south, east, north] = row.area;
  return (
    Math.abs(lat_deg) <= 90 &&
    Math.abs(lon_deg) <= 180 &&
    lon_deg >= west - margin_deg &&
    lon_deg <= east + margin_deg &&
    lat_deg >= south - margin_deg &&
    lat_deg <= north + margin_deg
  );
}

export interface PlaneFrame {
  readonly row: Pick<ReferenceRow, 'proj4' | 'unit_m'>;
  /** Position of the plane's zero in the coordinates of the row. */
  readonly x0: number;
  readonly y0: number;
  readonly lon_deg: number;
  readonly lat_deg: number;
}

/**
 * Plane coordinates (metres from the frame's zero, height in the third) to local east-north-up.
 * Each different position in the plane is transformed once: walls, roof and ground share theirs.
 * @param plane x, y, z triples; not changed
 * @param zeroHeight_m height that becomes up = 0
 */
export function projectToEnu(frame: PlaneFrame, plane: Float64Array, zeroHeight_m: number): Float64Array {
  const { row, x0, y0 } = frame;
  const { toLonLat } = transformation(row);
  const local = new LocalFrame(frame);
  const out = new Float64Array(plane.length);
  const points = new PointCache(plane.length / 3);
  const ecef = new Float64Array(3);
  const pair = new Float64Array(6);
  for (let i = 0; i < plane.length; i += 3) {
    const px = plane[i]!;
    const py = plane[i + 1]!;
    let at = points.find(px, py);
    if (at < 0) {
      const [lon, lat] = toLonLat(px / row.unit_m + x0, py / row.unit_m + y0);
      toEcef(lon, lat, 0, ecef, 0);
      local.fromEcef(ecef, 0, pair, 0);
      toEcef(lon, lat, 1000, ecef, 0);
      local.fromEcef(ecef, 0, pair, 3);
      at = points.add(px, py, pair);
    }
    const km = (plane[i + 2]! - zeroHeight_m) / 1000;
    const { values } = points;
    out[i] = values[at]! + km * (values[at + 3]! - values[at]!);
    out[i + 1] = values[at + 1]! + km * (values[at + 4]! - values[at + 1]!);
    out[i + 2] = values[at + 2]! + km * (values[at + 5]! - values[at + 2]!);
  }
  return out;
}

/** Local positions by plane position: open addressing on the exact coordinates. */
class PointCache {
  /** East, north, up at height 0 and at height 1000 m. */
  values = new Float64Array(6 * 1024);
  readonly #keys: Float64Array;
  readonly #slots: Int32Array;
  readonly #mask: number;
  #slot = 0;
  #count = 0;

  constructor(most: number) {
    let size = 1024;
    while (size < most * 2 && size < 1 << 24) size *= 2;
    this.#slots = new Int32Array(size).fill(-1);
    this.#keys = new Float64Array(Math.max(1, Math.min(most, size)) * 2);
    this.#mask = size - 1;
  }

  /** Offset into `values`, or -1. */
  find(x: number, y: number): number {
    let slot = (Math.imul(Math.round(x * 1000) | 0, 0x9e3779b1) ^ Math.imul(Math.round(y * 1000) | 0, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    for (;;) {
      const entry = this.#slots[slot]!;
      if (entry < 0) break;
      if (this.#keys[entry * 2] === x && this.#keys[entry * 2 + 1] === y) return entry * 6;
      slot = (slot + 1) & this.#mask;
    }
    this.#slot = slot;
    return -1;
  }

  /** Adds the position that was just sought in vain. */
  add(x: number, y: number, pair: Float64Array): number {
    const entry = this.#count++;
    if (entry * 6 + 6 > this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.#keys[entry * 2] = x;
    this.#keys[entry * 2 + 1] = y;
    this.values.set(pair, entry * 6);
    // The last free slots stay free, so that a search always ends.
    if (entry < this.#mask) this.#slots[this.#slot] = entry;
    return entry * 6;
  }
}

/**
 * Meridian convergence at a place [deg]: true azimuth = grid azimuth + convergence
 * (about -0.734 at Delfshaven in EPSG:28992).
 */
export function meridianConvergence_deg(row: ReferenceRow, lon_deg: number, lat_deg: number): number {
  if (row.kind !== 'projected') return 0;
  const { fromLonLat } = transformation(row);
  const [x1, y1] = fromLonLat(lon_deg, lat_deg - 5e-4);
  const [x2, y2] = fromLonLat(lon_deg, lat_deg + 5e-4);
  // Grid azimuth of true north; grid north lies that much the other way.
  return -Math.atan2(x2 - x1, y2 - y1) / DEGREE;
}

export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export interface SuggestedReference {
  readonly code: string;
  readonly name: string;
  /** Where the middle of the bounds would lie. */
  readonly lon_deg: number;
  readonly lat_deg: number;
}

/**
 * Systems in whose area of use the coordinates would lie, national ones first. A question to the user,
 * never an answer.
 */
export function suggestReferences(bounds: Bounds): readonly SuggestedReference[] {
  const x = (bounds.minX + bounds.maxX) / 2;
  const y = (bounds.minY + bounds.maxY) / 2;
  const found: SuggestedReference[] = [];
  for (const row of REFERENCES) {
    const degrees = row.kind === 'geographic';
    if (degrees && (Math.abs(bounds.minX) > 180 || Math.abs(bounds.maxX) > 180 || Math.abs(bounds.maxY) > 90)) continue;
    const [lon_deg, lat_deg] = transformation(row).toLonLat(x, y);
    if (!isInArea(row, lon_deg, lat_deg, 0)) continue;
    if (!returnsTo(row, x, y, lon_deg, lat_deg)) continue;
    found.push({ code: `EPSG:${row.epsg}`, name: row.name, lon_deg, lat_deg });
  }
  return found;
}

/** Projections far outside their area can give plausible nonsense: the way back must hit the start. */
function returnsTo(row: ReferenceRow, x: number, y: number, lon_deg: number, lat_deg: number): boolean {
  const [backX, backY] = transformation(row).fromLonLat(lon_deg, lat_deg);
  return Math.hypot(backX - x, backY - y) < (row.kind === 'geographic' ? 1e-6 : 1);
}
