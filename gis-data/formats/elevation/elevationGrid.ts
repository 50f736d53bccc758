/** Heights of the ground as a file gives them: a regular grid in the file's own reference system. */
import { InputError } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import { DEGREE } from '#models/core/units.ts';
import type { CoordinateReference } from '#models/district/district.ts';
import { transformation } from '../../projection/project.ts';
import type { KnownReference } from '../../projection/reference.ts';

/** Column and row of a cell's centre to coordinates: x = x0 + xColumn column + xRow row, and the same for y. */
export interface GridPlace {
  readonly x0: number;
  readonly xColumn: number;
  readonly xRow: number;
  readonly y0: number;
  readonly yColumn: number;
  readonly yRow: number;
}

export interface ElevationGrid {
  readonly fileName: string;
  /** `geotiff`, `geopackage`, `ascii-grid`. */
  readonly format: string;
  readonly columns: number;
  readonly rows: number;
  /** Cells of the file along a side of one cell here: 1, or more where the file was thinned out. */
  readonly thinning: number;
  readonly place: GridPlace;
  /** Row by row as in the file (from the north, as a rule) [m]; NaN where nothing is known. */
  readonly height_m: Float32Array;
  /** Least and greatest height of the file's own cells [m]. */
  readonly min_m: number;
  readonly max_m: number;
  /** Cells of the file without a height. */
  readonly emptyCells: number;
  readonly reference: CoordinateReference;
  /** Null while the reference system is not known: the grid cannot be laid under a district. */
  readonly known: KnownReference | null;
  readonly issues: readonly Issue[];
}

/** More cells are thinned out to their means: the view and the shading use no more. */
export const MOST_CELLS = 1_000_000;
/** A file with more cells is refused: its values alone take a gigabyte. */
export const MOST_SOURCE_CELLS = 250_000_000;
/** No ground lies lower or higher [m]; files without a stated sign for "unknown" use such numbers. */
const LOWEST_m = -500;
const HIGHEST_m = 9000;

export type ElevationFault = 'damaged' | 'picture' | 'packing' | 'size' | 'place' | 'empty' | 'none';

const FAULTS: Readonly<Record<ElevationFault, readonly [message: string, mend: string]>> = {
  damaged: ['The elevation file is damaged or incomplete.', 'Copy or download it again.'],
  picture: ['The image holds colours, not heights.', 'Choose an elevation model with one band of heights in metres.'],
  packing: ['The heights are packed in a way that is not known.', 'Save the file again with Deflate or LZW compression, or without.'],
  size: ['The grid is too large, or larger than the file can hold.', 'Cut out the part around the district first.'],
  place: ['The file does not say where its heights lie.', 'Save it as a GeoTIFF with its place, or with a world file beside it.'],
  empty: ['The file holds no height.', 'Choose an elevation model that covers the district.'],
  none: ['The GeoPackage holds no elevation layer.', 'Choose an elevation model.'],
};

/** What keeps a whole elevation file from being used. */
export function elevationError(what: ElevationFault, fileName: string): InputError {
  const [message, mend] = FAULTS[what];
  return new InputError({ code: 'elevation.structure', message, where: fileName, mend, values: { what } });
}

/** Takes blocks of a raster and keeps their means where the raster has too many cells. */
export class ElevationBuilder {
  readonly columns: number;
  readonly rows: number;
  readonly thinning: number;
  readonly #sums: Float64Array;
  readonly #counts: Uint32Array;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #empty = 0;
  #impossible = 0;

  /**
   * @param sourceColumns cells of the whole raster
   * @throws InputError `elevation.structure`
   */
  constructor(sourceColumns: number, sourceRows: number, fileName: string, mostCells = MOST_CELLS) {
    const cells = sourceColumns * sourceRows;
    if (!(sourceColumns >= 2 && sourceRows >= 2)) throw elevationError('empty', fileName);
    if (!(cells <= MOST_SOURCE_CELLS)) throw elevationError('size', fileName);
    let thinning = Math.max(1, Math.ceil(Math.sqrt(cells / mostCells)));
    // A long and narrow grid keeps two cells across.
    thinning = Math.min(thinning, Math.floor(Math.min(sourceColumns, sourceRows) / 2));
    this.thinning = thinning;
    // The last cells that make up no whole block are left out.
    this.columns = Math.floor(sourceColumns / thinning);
    this.rows = Math.floor(sourceRows / thinning);
    this.#sums = new Float64Array(this.columns * this.rows);
    this.#counts = new Uint32Array(this.columns * this.rows);
  }

  /**
   * Adds a block of the raster.
   * @param values row by row
   * @param heightOf height [m] of a value; NaN for none
   */
  add(column: number, row: number, width: number, height: number, values: ArrayLike<number>, heightOf: (value: number) => number): void {
    const { thinning, columns, rows } = this;
    for (let y = 0; y < height; y++) {
      const outRow = Math.floor((row + y) / thinning);
      if (outRow >= rows) break;
      for (let x = 0; x < width; x++) {
        const outColumn = Math.floor((column + x) / thinning);
        if (outColumn >= columns) break;
        const value = heightOf(values[y * width + x]!);
        if (!Number.isFinite(value)) {
          this.#empty++;
          continue;
        }
        if (value < LOWEST_m || value > HIGHEST_m) {
          this.#empty++;
          this.#impossible++;
          continue;
        }
        if (value < this.#min) this.#min = value;
        if (value > this.#max) this.#max = value;
        const at = outRow * columns + outColumn;
        this.#sums[at]! += value;
        this.#counts[at]!++;
      }
    }
  }

  /** Cells with heights that no ground has; they were left out. */
  get impossibleCells(): number {
    return this.#impossible;
  }

  /** @throws InputError `elevation.structure` where no cell has a height */
  finish(fileName: string): Pick<ElevationGrid, 'columns' | 'rows' | 'thinning' | 'height_m' | 'min_m' | 'max_m' | 'emptyCells'> {
    if (this.#min > this.#max) throw elevationError('empty', fileName);
    const height_m = new Float32Array(this.#sums.length);
    for (let i = 0; i < height_m.length; i++) {
      const count = this.#counts[i]!;
      height_m[i] = count > 0 ? this.#sums[i]! / count : Number.NaN;
    }
    const { columns, rows, thinning } = this;
    return { columns, rows, thinning, height_m, min_m: this.#min, max_m: this.#max, emptyCells: this.#empty };
  }
}

/** The place of the thinned grid: centres of blocks instead of centres of cells. */
export function thinnedPlace(place: GridPlace, thinning: number): GridPlace {
  const shift = (thinning - 1) / 2;
  return {
    x0: place.x0 + shift * (place.xColumn + place.xRow),
    xColumn: place.xColumn * thinning,
    xRow: place.xRow * thinning,
    y0: place.y0 + shift * (place.yColumn + place.yRow),
    yColumn: place.yColumn * thinning,
    yRow: place.yRow * thinning,
  };
}

/** Coordinates of a cell's centre in the file's reference system. */
export function cellCentre(place: GridPlace, column: number, row: number): readonly [x: number, y: number] {
  return [place.x0 + place.xColumn * column + place.xRow * row, place.y0 + place.yColumn * column + place.yRow * row];
}

/** Sides of a cell on the ground [m], along a row and along a column. */
export function cellSides_m(grid: Pick<ElevationGrid, 'place' | 'columns' | 'rows' | 'known'>): readonly [number, number] {
  const { place, known } = grid;
  const unit_m = known?.row.kind === 'projected' ? known.row.unit_m : 1;
  if (!known || known.row.kind === 'projected') {
    return [Math.hypot(place.xColumn, place.yColumn) * unit_m, Math.hypot(place.xRow, place.yRow) * unit_m];
  }
  // Degrees and web Mercator: what the middle cell is on the ground.
  const { toLonLat } = transformation(known.row);
  const [column, row] = [grid.columns / 2, grid.rows / 2];
  const at = (c: number, r: number) => toLonLat(...cellCentre(place, c, r));
  const here = at(column, row);
  const distance = ([lon, lat]: readonly [number, number]) =>
    Math.hypot((lon - here[0]) * Math.cos(here[1] * DEGREE), lat - here[1]) * DEGREE * EARTH_RADIUS_m;
  return [distance(at(column + 1, row)), distance(at(column, row + 1))];
}

const EARTH_RADIUS_m = 6_371_009;

/** West, south, east, north of the grid's outer edges [deg]; null while its place is not known. */
export function gridExtent_deg(
  grid: Pick<ElevationGrid, 'place' | 'columns' | 'rows' | 'known'>,
): readonly [number, number, number, number] | null {
  if (!grid.known) return null;
  const { toLonLat } = transformation(grid.known.row);
  const extent: [number, number, number, number] = [180, 90, -180, -90];
  const [last, bottom] = [grid.columns - 0.5, grid.rows - 0.5];
  for (let i = 0; i <= 4; i++) {
    for (let j = 0; j <= 4; j++) {
      const [lon, lat] = toLonLat(...cellCentre(grid.place, -0.5 + ((last + 0.5) * i) / 4, -0.5 + ((bottom + 0.5) * j) / 4));
      extent[0] = Math.min(extent[0], lon);
      extent[1] = Math.min(extent[1], lat);
      extent[2] = Math.max(extent[2], lon);
      extent[3] = Math.max(extent[3], lat);
    }
  }
  return extent;
}
