/**
 * Coordinates of a file -> WGS 84 -> local east-north-up metres. Taking grid
 * coordinates for east and north would turn the district by the meridian convergence.
 */
import proj4 from 'proj4';
import { DEGREE } from '#models/core/units.ts';
import { LocalFrame, toEcef } from './ellipsoid.ts';
import { PlanePatches } from './planePatches.ts';
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
 * Plane coordinates (metres from the frame's zero, height in the third) to local east-north-up, within a hundredth of a
 * millimetre of transforming every position by itself.
 * @param plane x, y, z triples; not changed
 * @param zeroHeight_m height that becomes up = 0
 */
export function projectToEnu(frame: PlaneFrame, plane: Float64Array, zeroHeight_m: number): Float64Array {
  const { row, x0, y0 } = frame;
  const { toLonLat } = transformation(row);
  const local = new LocalFrame(frame);
  const ecef = new Float64Array(3);
  const high = new Float64Array(3);
  const patches = new PlanePatches((x_m, y_m, out) => {
    const [lon, lat] = toLonLat(x_m / row.unit_m + x0, y_m / row.unit_m + y0);
    toEcef(lon, lat, 0, ecef, 0);
    local.fromEcef(ecef, 0, out, 0);
    toEcef(lon, lat, 1000, ecef, 0);
    local.fromEcef(ecef, 0, high, 0);
    for (let axis = 0; axis < 3; axis++) out[3 + axis] = high[axis]! - out[axis]!;
  });
  const position = new Float64Array(6);
  const out = new Float64Array(plane.length);
  for (let i = 0; i < plane.length; i += 3) {
    patches.at(plane[i]!, plane[i + 1]!, position);
    const km = (plane[i + 2]! - zeroHeight_m) / 1000;
    out[i] = position[0]! + km * position[3]!;
    out[i + 1] = position[1]! + km * position[4]!;
    out[i + 2] = position[2]! + km * position[5]!;
  }
  return out;
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
