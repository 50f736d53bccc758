/**
 * Where a file stands: its reference system, the plane its quantities are measured in, and the local
 * frame it is drawn in. Plane coordinates are metres from a zero near the data: the grid of a projected
 * system (this is how published areas are defined), an equal-area plane for degrees and web Mercator, whose
 * areas are those on the ellipsoid, or the grid that the caller compares with.
 */
import { InputError } from '#models/core/errors.ts';
import type { CoordinateReference, GeoOrigin } from '#models/district/district.ts';
import type { BuildingInput } from '#models/district/geometry/assemble.ts';
import { equalAreaPlane, isInArea, projectToEnu, suggestReferences, transformation } from '../projection/project.ts';
import { describeReference, findReference, type KnownReference, UNKNOWN_REFERENCE } from '../projection/reference.ts';
import type { ReferenceRow } from '../projection/referenceTable.ts';
import type { IssueLog } from './issueLog.ts';

/** A building this far from the middle of the others has wrong coordinates [m]. */
const OUTLIER_m = 100_000;

/** Positions in the file's coordinates; x is the easting or longitude. */
export interface RawPositions {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** What areas mean: in the plane of a grid, or on the ellipsoid. */
export interface AreaDefinition {
  readonly definition: 'planar' | 'geodesic';
  /** The grid; null where areas are geodesic or the reference system is not known. */
  readonly reference: string | null;
}

/** The plane of the quantities, where it is not the file's own grid. */
interface MeasuringPlane {
  readonly row: Pick<ReferenceRow, 'proj4' | 'unit_m'>;
  readonly x0: number;
  readonly y0: number;
}

export class Placement {
  readonly reference: CoordinateReference;
  /** Null where the place on the globe is not known, or nothing stands there. */
  readonly known: KnownReference | null;
  /** Zero of the plane in the file's coordinates. */
  readonly x0: number;
  readonly y0: number;
  /** Metres per unit of the file's horizontal coordinates. */
  readonly unit_m: number;
  readonly areas: AreaDefinition;
  /** The grid that plane coordinates are in; null for the equal-area plane and where the place is not known. */
  readonly grid: ReferenceRow | null;
  /** Null where the plane is the file's own grid. */
  readonly #plane: MeasuringPlane | null;
  readonly #log: IssueLog;

  /**
   * @param named what the file (or the user) says the reference system is
   * @param sample some positions; their median is the zero of the plane
   * @param measuredIn reference system that areas are to be compared in, in place of the file's own definition
   * @throws InputError `crs.area` where that one is not known or not in use here
   */
  constructor(named: string | undefined, sample: RawPositions, log: IssueLog, measuredIn?: string) {
    this.#log = log;
    this.x0 = median(sample.x);
    this.y0 = median(sample.y);
    const found = named === undefined ? null : findReference(named);
    if (!found) this.#unknown(named, sample);
    const isEmpty = sample.x.length === 0;
    const fits = found !== null && (isEmpty || this.#fits(found));
    this.known = fits && !isEmpty ? found : null;
    this.reference = fits ? describeReference(found) : UNKNOWN_REFERENCE;
    this.unit_m = this.known?.row.kind === 'projected' ? this.known.row.unit_m : 1;
    if (this.known && this.unit_m !== 1) this.#notMetres(this.known);
    const measured = this.known ? this.#measuring(this.known, measuredIn) : { plane: null, grid: null, code: null };
    this.#plane = measured.plane;
    this.grid = measured.grid;
    this.areas = { definition: this.known && !measured.grid ? 'geodesic' : 'planar', reference: measured.code };
  }

  /** Moves x, y of raw triples into the plane, in place; positions off the planet become NaN. */
  toPlane(raw: Float64Array): void {
    if (!this.known || !this.#plane) {
      for (let i = 0; i < raw.length; i += 3) {
        raw[i] = (raw[i]! - this.x0) * this.unit_m;
        raw[i + 1] = (raw[i + 1]! - this.y0) * this.unit_m;
      }
      return;
    }
    const { toLonLat } = transformation(this.known.row);
    const { row, x0, y0 } = this.#plane;
    const { fromLonLat } = transformation(row);
    for (let i = 0; i < raw.length; i += 3) {
      const [lon, lat] = toLonLat(raw[i]!, raw[i + 1]!);
      if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
        raw[i] = Number.NaN;
        continue;
      }
      const [x, y] = fromLonLat(lon, lat);
      raw[i] = (x - x0) * row.unit_m;
      raw[i + 1] = (y - y0) * row.unit_m;
    }
  }

  /**
   * Origin and drawing frame for a district.
   * @param centre middle of the buildings in plane coordinates [m]
   * @param zeroHeight_m height in the file that is drawn as 0
   */
  frame(
    centre: readonly [number, number],
    zeroHeight_m: number,
  ): { origin: GeoOrigin | null; toLocal: (plane: Float64Array) => Float64Array } {
    const { known } = this;
    if (!known) return { origin: null, toLocal: (plane) => moved(plane, centre, zeroHeight_m) };
    const { row, x0, y0 } = this.#plane ?? { row: known.row, x0: this.x0, y0: this.y0 };
    const [lon_deg, lat_deg] = transformation(row).toLonLat(centre[0] / row.unit_m + x0, centre[1] / row.unit_m + y0);
    const frame = { row, x0, y0, lon_deg, lat_deg };
    return { origin: { lon_deg, lat_deg, height_m: 0 }, toLocal: (plane) => projectToEnu(frame, plane, zeroHeight_m) };
  }

  /** The plane of the quantities; none where it is the file's own grid. */
  #measuring(
    known: KnownReference,
    measuredIn: string | undefined,
  ): { readonly plane: MeasuringPlane | null; readonly grid: ReferenceRow | null; readonly code: string | null } {
    const wanted = measuredIn === undefined ? known : findReference(measuredIn);
    const [lon_deg, lat_deg] = transformation(known.row).toLonLat(this.x0, this.y0);
    if (!wanted || !isInArea(wanted.row, lon_deg, lat_deg)) throw areaError(measuredIn ?? known.code, wanted);
    if (wanted.row.kind !== 'projected') return { plane: { row: equalAreaPlane(lon_deg, lat_deg), x0: 0, y0: 0 }, grid: null, code: null };
    if (wanted.row.epsg === known.row.epsg) return { plane: null, grid: known.row, code: known.code };
    const [x0, y0] = transformation(wanted.row).fromLonLat(lon_deg, lat_deg);
    return { plane: { row: wanted.row, x0, y0 }, grid: wanted.row, code: wanted.code };
  }

  #fits(found: KnownReference): boolean {
    const { toLonLat } = transformation(found.row);
    const [lon, lat] = toLonLat(this.x0, this.y0);
    if (isInArea(found.row, lon, lat)) return true;
    const [swappedLon, swappedLat] = toLonLat(this.y0, this.x0);
    const swapped = isInArea(found.row, swappedLon, swappedLat);
    this.#log.add({
      code: 'crs.outOfRange',
      severity: 'error',
      objectId: null,
      message: `The coordinates (around ${this.x0.toFixed(2)}, ${this.y0.toFixed(2)}) lie outside the area of ${found.code}, ${found.row.name}.`,
      action: swapped
        ? 'Kept in local metres. The two axes look exchanged: write the easting (or longitude) first.'
        : 'Kept in local metres. Give the reference system that the coordinates are in.',
      values: {
        what: swapped ? 'swapped' : 'file',
        x: this.x0.toFixed(2),
        y: this.y0.toFixed(2),
        reference: `${found.code}, ${found.row.name}`,
      },
    });
    return false;
  }

  #unknown(named: string | undefined, sample: RawPositions): void {
    const candidates = suggestReferences({
      minX: least(sample.x),
      maxX: -least(sample.x.map((x) => -x)),
      minY: least(sample.y),
      maxY: -least(sample.y.map((y) => -y)),
    })
      .slice(0, 5)
      .map((candidate) => `${candidate.code} ${candidate.name}`);
    const what =
      named === undefined
        ? 'The file names no coordinate reference system.'
        : `The reference system '${named.slice(0, 120)}' is not known.`;
    const offer = candidates.length > 0 ? ` By their range they could be: ${candidates.join('; ')}.` : '';
    this.#log.add({
      code: 'crs.unknown',
      severity: 'error',
      objectId: null,
      message: what,
      action: `Kept in local metres until you say which it is.${offer}`,
      values: {
        what: named === undefined ? 'none' : 'named',
        named: (named ?? '').slice(0, 120),
        count: candidates.length,
        candidates: candidates.join('; '),
      },
    });
  }

  #notMetres(known: KnownReference): void {
    this.#log.add({
      code: 'crs.verticalUnit',
      severity: 'info',
      objectId: null,
      message: `${known.code} is in units of ${known.row.unit_m.toFixed(6)} m.`,
      action: 'Horizontal coordinates were converted; heights were read as metres.',
      values: { reference: known.code, unit_m: known.row.unit_m },
    });
  }
}

function areaError(named: string, found: KnownReference | null): InputError {
  const what = found ? 'outside' : 'unknown';
  return new InputError({
    code: 'crs.area',
    message: found
      ? `Areas cannot be compared in ${found.code}, ${found.row.name}: the buildings lie outside its area of use.`
      : `The reference system '${named.slice(0, 120)}' for areas is not known.`,
    mend: 'Name a projected reference system that is in use there, such as EPSG:28992, or EPSG:4326 for areas on the ellipsoid.',
    values: { what, named: named.slice(0, 120) },
  });
}

/** Middle of the buildings, and buildings without those that stand impossibly far from it. */
export function withoutOutliers(
  buildings: readonly BuildingInput[],
  log: IssueLog,
): { readonly centre: readonly [number, number]; readonly buildings: readonly BuildingInput[] } {
  const middle = new Middle();
  for (const building of buildings) middle.add(building);
  const centre = middle.centre();
  return { centre, buildings: buildings.map((building) => withoutFarFaces(building, centre, log)) };
}

/** Collects where buildings stand, to know the middle of them. */
export class Middle {
  readonly #x: number[] = [];
  readonly #y: number[] = [];

  /** Takes the first corner of a building. */
  add(building: BuildingInput): void {
    const ring = building.faces[0]?.rings[0];
    // Positions that are no numbers are found, and named, when the face is measured.
    if (!ring || !Number.isFinite(ring[0]) || !Number.isFinite(ring[1])) return;
    this.#x.push(ring[0]!);
    this.#y.push(ring[1]!);
  }

  /** Median of what was taken, in plane coordinates [m]. */
  centre(): readonly [number, number] {
    return [median(this.#x), median(this.#y)];
  }
}

/** The building without its faces that reach impossibly far from the middle of the others. */
export function withoutFarFaces(building: BuildingInput, centre: readonly [number, number], log: IssueLog): BuildingInput {
  const near = building.faces.filter((face) => !face.rings.some((ring) => isFar(ring, centre)));
  if (near.length === building.faces.length) return building;
  const all = near.length === 0;
  log.add({
    code: 'crs.outOfRange',
    severity: 'error',
    objectId: building.id,
    message: `${all ? 'The object lies' : `${building.faces.length - near.length} of its faces reach`} more than 100 km from the middle of the others.`,
    action: `${all ? 'Its geometry was' : 'They were'} left out; its attributes are kept. Correct the coordinates.`,
    values: { what: all ? 'object' : 'faces', count: building.faces.length - near.length },
  });
  return { ...building, faces: near };
}

/** Whether a ring reaches impossibly far from the middle of the buildings, or impossibly high. */
export function isFar(ring: ArrayLike<number>, centre: readonly [number, number]): boolean {
  for (let i = 0; i + 1 < ring.length; i += 3) {
    if (Math.abs(ring[i]! - centre[0]) + Math.abs(ring[i + 1]! - centre[1]) > OUTLIER_m) return true;
    if (Math.abs(ring[i + 2]!) > OUTLIER_m) return true;
  }
  return false;
}

function median(values: readonly number[]): number {
  // Numbers of a typed array are sorted without calling back, which counts for a large city.
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  return sorted[sorted.length >> 1] ?? 0;
}

/** Infinity where there is none; of any number of values, which arguments of a function are not. */
function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(value, low), Number.POSITIVE_INFINITY);
}

function moved(plane: Float64Array, centre: readonly [number, number], zeroHeight_m: number): Float64Array {
  const out = new Float64Array(plane.length);
  for (let i = 0; i < plane.length; i += 3) {
    out[i] = plane[i]! - centre[0];
    out[i + 1] = plane[i + 1]! - centre[1];
    out[i + 2] = plane[i + 2]! - zeroHeight_m;
  }
  return out;
}
