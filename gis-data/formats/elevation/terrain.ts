/** Heights of a file laid under a district: from the file's reference system to local east, north, up. */
import type { Issue } from '#models/core/issue.ts';
import type { District, GeoOrigin } from '#models/district/district.ts';
import { SURFACE_KINDS } from '#models/district/district.ts';
import type { TerrainGrid } from '#models/district/elements.ts';
import { LocalFrame, toEcef } from '../../projection/ellipsoid.ts';
import { transformation } from '../../projection/project.ts';
import type { KnownReference } from '../../projection/reference.ts';
import { IssueLog } from '../issueLog.ts';
import { cellCentre, cellSides_m, type ElevationGrid, MOST_CELLS } from './elevationGrid.ts';

/** A rectangle in the local frame [m]. */
export interface LocalBounds {
  readonly west_m: number;
  readonly south_m: number;
  readonly east_m: number;
  readonly north_m: number;
}

export interface TerrainOptions {
  /** What the terrain has to cover; all of the grid where absent. */
  readonly within?: LocalBounds;
  /** Height of the file that becomes zero [m]. */
  readonly zero_m?: number;
}

/** Ground around the buildings that is kept: as far as one sees it as theirs [m]. */
const MARGIN_m = 1000;
/** Places are transformed at every so many cells, no further apart than this, and between them in straight lines (below 0.01 m). */
const MOST_LATTICE_CELLS = 16;
const MOST_LATTICE_m = 500;
/** Buildings whose ground lies this far from the terrain do not fit it [m]. */
const FITS_m = 2;

/**
 * Resamples a grid to local metres, bilinearly; cells with an unknown neighbour take the known ones.
 * @param origin of the district
 * @returns heights relative to `zero_m`; null where the grid's place is not known or nothing of it lies within the bounds
 */
export function terrainFor(origin: GeoOrigin, grid: ElevationGrid, options: TerrainOptions = {}): TerrainGrid | null {
  if (!grid.known) return null;
  const bounds = overlap(gridBounds(origin, grid, grid.known), options.within);
  if (!bounds) return null;
  const wide = bounds.east_m - bounds.west_m;
  const high = bounds.north_m - bounds.south_m;
  const cell_m = Math.max(Math.min(...cellSides_m(grid)), Math.sqrt((wide * high) / MOST_CELLS));
  const columns = Math.floor(wide / cell_m) + 1;
  const rows = Math.floor(high / cell_m) + 1;
  if (!(columns >= 2 && rows >= 2)) return null;
  const zero_m = options.zero_m ?? 0;
  const frame = { east_m: bounds.west_m, north_m: bounds.south_m, cell_m, columns, rows };
  const height_m = resampled(origin, grid, grid.known, frame, zero_m);
  if (height_m.every(Number.isNaN)) return null;
  return { ...frame, height_m, zero_m, source: grid.fileName };
}

/** Height of the ground at a local place [m], as the file gives it; NaN outside and where it is unknown. */
export class GroundSampler {
  readonly #frame: LocalFrame;
  readonly #grid: ElevationGrid;
  readonly #fromLonLat: (lon_deg: number, lat_deg: number) => readonly [number, number];

  constructor(origin: GeoOrigin, grid: ElevationGrid, known: KnownReference) {
    this.#frame = new LocalFrame(origin);
    this.#grid = grid;
    this.#fromLonLat = transformation(known.row).fromLonLat;
  }

  heightAt(east_m: number, north_m: number): number {
    const [lon, lat] = this.#frame.toGeodetic(east_m, north_m, 0);
    const [column, row] = cellOf(this.#grid, ...this.#fromLonLat(lon, lat));
    return bilinear(this.#grid, column, row);
  }
}

/**
 * Lays an elevation grid under a district. The zero level is the median height of the terrain below the buildings;
 * buildings that have heights above a datum are compared with it.
 * @returns the district with its terrain; unchanged, with an issue, where the two do not meet
 */
export function attachTerrain(district: District, grid: ElevationGrid): { readonly district: District; readonly issues: readonly Issue[] } {
  const log = new IssueLog(grid.fileName);
  const fail = (what: 'unplaced' | 'unknown' | 'apart') => {
    const why = {
      unplaced: 'The district has no place on the globe.',
      unknown: 'The reference system of the elevation file is not known.',
      apart: 'The elevation file does not cover the buildings.',
    };
    log.add({
      code: 'terrain.notUsed',
      severity: 'error',
      objectId: null,
      message: why[what],
      action: 'The terrain was not used.',
      values: { what },
    });
    return { district, issues: log.list() };
  };
  if (!district.origin) return fail('unplaced');
  if (!grid.known) return fail('unknown');
  const feet = feetOf(district);
  const sampler = new GroundSampler(district.origin, grid, grid.known);
  const known = feet
    .map((foot) => ({ ...foot, ground_m: sampler.heightAt(foot.east_m, foot.north_m) }))
    .filter((foot) => Number.isFinite(foot.ground_m));
  if (feet.length > 0 && known.length === 0) return fail('apart');
  const zero_m = feet.length > 0 ? median(known.map((foot) => foot.ground_m)) : (grid.min_m + grid.max_m) / 2;
  const within = feet.length > 0 ? around(feet) : undefined;
  const terrain = terrainFor(district.origin, grid, { zero_m, ...(within ? { within } : {}) });
  if (!terrain) return fail('apart');
  if (known.length < feet.length) {
    log.add({
      code: 'terrain.partly',
      severity: 'warning',
      objectId: null,
      message: `The elevation file has no height below ${feet.length - known.length} of ${feet.length} buildings.`,
      action: 'They stand on the heights next to them.',
      values: { count: feet.length - known.length, buildings: feet.length },
    });
  }
  compareLevels(district, known, zero_m, log);
  return { district: { ...district, terrain }, issues: log.list() };
}

interface Foot {
  readonly east_m: number;
  readonly north_m: number;
  readonly up_m: number;
}

/** What the ground of the buildings says about the terrain. */
function compareLevels(district: District, feet: readonly (Foot & { readonly ground_m: number })[], zero_m: number, log: IssueLog): void {
  if (feet.length === 0) return;
  const ups = feet.map((foot) => foot.up_m);
  const spread = Math.max(...ups) - Math.min(...ups);
  const level_m = district.zeroLevel_m ?? 0;
  // All at zero: the file has heights above each building's own ground only.
  if (spread < 0.01 && Math.abs(level_m) < 0.01) {
    log.add({
      code: 'terrain.flatBuildings',
      severity: 'info',
      objectId: null,
      message: 'The buildings have no height above sea level.',
      action: 'Each stands on the terrain below it.',
    });
    return;
  }
  const offsets = feet.map((foot) => foot.up_m + level_m - foot.ground_m);
  const offset = median(offsets);
  const deviation = median(offsets.map((value) => Math.abs(value - offset)));
  const fits = Math.abs(offset) <= FITS_m;
  log.add({
    code: 'terrain.offset',
    severity: fits ? 'info' : 'warning',
    objectId: null,
    message: `The ground of the buildings lies ${offset.toFixed(2)} m above the terrain (median; half of them within ${deviation.toFixed(2)} m of it).`,
    action: fits
      ? 'They are drawn standing on the terrain.'
      : 'They are drawn standing on the terrain. Check whether both count heights from the same level.',
    values: {
      what: fits ? 'fits' : 'differs',
      offset_m: Number(offset.toFixed(2)),
      deviation_m: Number(deviation.toFixed(2)),
      zero_m: Number(zero_m.toFixed(2)),
    },
  });
}

/** Middle and level of the ground of each building. */
function feetOf({ buildings, surfaces }: District): readonly Foot[] {
  const ground = SURFACE_KINDS.indexOf('ground');
  const feet: Foot[] = [];
  for (const building of buildings) {
    let [area, east, north, up] = [0, 0, 0, 0];
    for (let row = building.firstSurface; row < building.firstSurface + building.surfaceCount; row++) {
      if (surfaces.kind[row] !== ground) continue;
      const weight = surfaces.area_m2[row]!;
      area += weight;
      east += weight * surfaces.centroid_m[row * 3]!;
      north += weight * surfaces.centroid_m[row * 3 + 1]!;
      up += weight * surfaces.centroid_m[row * 3 + 2]!;
    }
    if (area > 0) feet.push({ east_m: east / area, north_m: north / area, up_m: up / area });
  }
  return feet;
}

function around(feet: readonly Foot[]): LocalBounds {
  const bounds = { west_m: Infinity, south_m: Infinity, east_m: -Infinity, north_m: -Infinity };
  for (const { east_m, north_m } of feet) {
    bounds.west_m = Math.min(bounds.west_m, east_m - MARGIN_m);
    bounds.east_m = Math.max(bounds.east_m, east_m + MARGIN_m);
    bounds.south_m = Math.min(bounds.south_m, north_m - MARGIN_m);
    bounds.north_m = Math.max(bounds.north_m, north_m + MARGIN_m);
  }
  return bounds;
}

/** Where the centres of the grid's cells lie in the local frame: their bounding rectangle. */
function gridBounds(origin: GeoOrigin, grid: ElevationGrid, known: KnownReference): LocalBounds {
  const { toLonLat } = transformation(known.row);
  const frame = new LocalFrame(origin);
  const ecef = new Float64Array(3);
  const local = new Float64Array(3);
  const bounds = { west_m: Infinity, south_m: Infinity, east_m: -Infinity, north_m: -Infinity };
  for (let i = 0; i <= 8; i++) {
    for (let j = 0; j <= 8; j++) {
      const [lon, lat] = toLonLat(...cellCentre(grid.place, ((grid.columns - 1) * i) / 8, ((grid.rows - 1) * j) / 8));
      toEcef(lon, lat, 0, ecef, 0);
      frame.fromEcef(ecef, 0, local, 0);
      bounds.west_m = Math.min(bounds.west_m, local[0]!);
      bounds.east_m = Math.max(bounds.east_m, local[0]!);
      bounds.south_m = Math.min(bounds.south_m, local[1]!);
      bounds.north_m = Math.max(bounds.north_m, local[1]!);
    }
  }
  return bounds;
}

function overlap(bounds: LocalBounds, within: LocalBounds | undefined): LocalBounds | null {
  const both = {
    west_m: Math.max(bounds.west_m, within?.west_m ?? -Infinity),
    south_m: Math.max(bounds.south_m, within?.south_m ?? -Infinity),
    east_m: Math.min(bounds.east_m, within?.east_m ?? Infinity),
    north_m: Math.min(bounds.north_m, within?.north_m ?? Infinity),
  };
  return both.east_m > both.west_m && both.north_m > both.south_m ? both : null;
}

function resampled(
  origin: GeoOrigin,
  grid: ElevationGrid,
  known: KnownReference,
  { east_m, north_m, cell_m, columns, rows }: Pick<TerrainGrid, 'east_m' | 'north_m' | 'cell_m' | 'columns' | 'rows'>,
  zero_m: number,
): Float32Array {
  const { fromLonLat } = transformation(known.row);
  const frame = new LocalFrame(origin);
  const step = Math.max(1, Math.min(MOST_LATTICE_CELLS, Math.floor(MOST_LATTICE_m / cell_m)));
  const acrossCount = Math.ceil((columns - 1) / step) + 1;
  const upCount = Math.ceil((rows - 1) / step) + 1;
  // Column, row of the grid, and how far the plane of the local frame lies above the ellipsoid.
  const lattice = new Float64Array(acrossCount * upCount * 3);
  for (let j = 0; j < upCount; j++) {
    for (let i = 0; i < acrossCount; i++) {
      const [lon, lat, above_m] = frame.toGeodetic(east_m + i * step * cell_m, north_m + j * step * cell_m, 0);
      const [column, row] = cellOf(grid, ...fromLonLat(lon, lat));
      lattice.set([column, row, above_m], (j * acrossCount + i) * 3);
    }
  }
  const heights = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const j = Math.min(Math.floor(row / step), Math.max(0, upCount - 2));
    const v = upCount > 1 ? row / step - j : 0;
    for (let column = 0; column < columns; column++) {
      const i = Math.min(Math.floor(column / step), Math.max(0, acrossCount - 2));
      const u = acrossCount > 1 ? column / step - i : 0;
      const a = (j * acrossCount + i) * 3;
      const b = acrossCount > 1 ? a + 3 : a;
      const c = upCount > 1 ? a + acrossCount * 3 : a;
      const d = c + (b - a);
      const at = (k: number) =>
        (1 - v) * ((1 - u) * lattice[a + k]! + u * lattice[b + k]!) + v * ((1 - u) * lattice[c + k]! + u * lattice[d + k]!);
      heights[row * columns + column] = bilinear(grid, at(0), at(1)) - zero_m - at(2);
    }
  }
  return heights;
}

/** Column and row, between cells, of coordinates in the file's reference system. */
function cellOf({ place }: ElevationGrid, x: number, y: number): readonly [column: number, row: number] {
  const determinant = place.xColumn * place.yRow - place.xRow * place.yColumn;
  const [dx, dy] = [x - place.x0, y - place.y0];
  return [(place.yRow * dx - place.xRow * dy) / determinant, (place.xColumn * dy - place.yColumn * dx) / determinant];
}

/** NaN outside the centres of the outermost cells by more than half a cell. */
function bilinear(grid: ElevationGrid, column: number, row: number): number {
  const { columns, rows, height_m } = grid;
  if (!(column >= -0.5 && row >= -0.5 && column <= columns - 0.5 && row <= rows - 0.5)) return Number.NaN;
  const x = Math.min(Math.max(column, 0), columns - 1);
  const y = Math.min(Math.max(row, 0), rows - 1);
  const left = Math.min(Math.floor(x), columns - 2);
  const top = Math.min(Math.floor(y), rows - 2);
  const [u, v] = [x - left, y - top];
  let [sum, weight] = [0, 0];
  for (let k = 0; k < 4; k++) {
    const share = (k & 1 ? u : 1 - u) * (k & 2 ? v : 1 - v);
    const value = height_m[(top + (k >> 1)) * columns + left + (k & 1)]!;
    if (share === 0 || Number.isNaN(value)) continue;
    sum += share * value;
    weight += share;
  }
  return weight > 0.25 ? sum / weight : Number.NaN;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
