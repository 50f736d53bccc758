/** Elevation layers of a GeoPackage: tiles of heights (OGC 17-066r2, tiled gridded coverage data). */
import { throwIfAborted } from '#models/core/errors.ts';
import { ElevationBuilder, type ElevationGrid, elevationError, type GridPlace } from '../elevation/elevationGrid.ts';
import type { ElevationOptions } from '../elevation/elevationOptions.ts';
import { namedReference } from '../elevation/gridReference.ts';
import { elevationGrid, readTiffBand, reportGrid } from '../geotiff/readGeoTiff.ts';
import type { IssueLog } from '../issueLog.ts';
import { type Database, damagedDatabase, quoted, withDatabase } from './database.ts';
import { readGreyPng } from './png.ts';
import { realTables, referencesOf } from './readGeoPackage.ts';

const MOST_TILES = 100_000;
/** Bytes of all tiles that are taken at a time. */
const MOST_TILE_BYTES = 1 << 29;

interface Coverage {
  readonly table: string;
  readonly reference: string | undefined;
  readonly isInteger: boolean;
  readonly scale: number;
  readonly offset: number;
  readonly missing: number | null;
  /** Where the value of a cell belongs: its middle, or its upper left corner. */
  readonly isCorner: boolean;
  readonly zoom: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly cellX: number;
  readonly cellY: number;
  /** Upper left corner of the tile matrix. */
  readonly left: number;
  readonly top: number;
  /** The part of the matrix that the layer says it fills: first cell, and number of cells. */
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

interface Tile {
  readonly column: number;
  readonly row: number;
  readonly bytes: Uint8Array;
  readonly scale: number;
  readonly offset: number;
}

/** Names of the elevation layers; empty where the file has none. */
export function coverageNames(database: Database): readonly string[] {
  const names: string[] = [];
  database.rows("SELECT table_name FROM gpkg_contents WHERE data_type = '2d-gridded-coverage' ORDER BY table_name", ([name]) => {
    if (typeof name === 'string') names.push(name);
  });
  return names;
}

/** Whether a GeoPackage has an elevation layer, and whether it has layers of shapes. */
export async function geoPackageContents(
  name: string,
  bytes: Uint8Array,
  options: Pick<ElevationOptions, 'assets'>,
): Promise<{ readonly coverages: readonly string[]; readonly features: number }> {
  return withDatabase(name, bytes, options, (database) => {
    let features = 0;
    try {
      database.rows("SELECT COUNT(*) FROM gpkg_contents WHERE data_type = 'features'", ([count]) => {
        features = Number(count);
      });
      return { coverages: coverageNames(database), features };
    } catch {
      throw damagedDatabase(name, 'tables');
    }
  });
}

/**
 * Reads the finest tiles of the first elevation layer.
 * @throws InputError `elevation.structure`, `geopackage.structure`, `asset.missing`
 */
export async function readCoverage(name: string, bytes: Uint8Array, options: ElevationOptions, log: IssueLog): Promise<ElevationGrid> {
  const { coverage, tiles } = await withDatabase(name, bytes, options, (database) => {
    const found = coverageOf(database, name, options.reference === undefined ? log : null);
    return { coverage: found, tiles: tilesOf(database, found, name) };
  });
  const builder = new ElevationBuilder(coverage.columns, coverage.rows, name, options.mostCells);
  let damaged = 0;
  for (const [index, tile] of tiles.entries()) {
    throwIfAborted(options.signal);
    if (!(await addTile(builder, coverage, tile))) damaged++;
    options.onProgress?.({ done: (index + 1) / tiles.length, stage: 'progress.reading' });
  }
  if (damaged > 0) {
    log.add({
      code: 'elevation.tiles',
      severity: 'warning',
      objectId: coverage.table,
      message: `${damaged} of ${tiles.length} tiles cannot be read.`,
      action: 'Left out: heights are unknown there.',
      values: { count: damaged, tiles: tiles.length },
    });
  }
  const grid = builder.finish(name);
  reportGrid(builder, grid, log);
  // Heights at corners lie half a cell from the middle.
  const middle = coverage.isCorner ? 0 : 0.5;
  const place: GridPlace = {
    x0: coverage.left + (coverage.column + middle) * coverage.cellX,
    xColumn: coverage.cellX,
    xRow: 0,
    y0: coverage.top - (coverage.row + middle) * coverage.cellY,
    yColumn: 0,
    yRow: -coverage.cellY,
  };
  return elevationGrid(name, 'geopackage', grid, place, namedReference(options.reference ?? coverage.reference, log), log);
}

function coverageOf(database: Database, fileName: string, log: IssueLog | null): Coverage {
  let found: Coverage | null = null;
  try {
    const real = realTables(database);
    const table = coverageNames(database).find((name) => real.has(name.toLowerCase()));
    if (table !== undefined) found = describe(database, table, referencesOf(database, log));
  } catch {
    throw damagedDatabase(fileName, 'tables');
  }
  if (!found) throw elevationError('none', fileName);
  const { columns, rows, cellX, cellY, tileWidth, tileHeight } = found;
  const isGrid = cellX > 0 && cellY > 0 && tileWidth >= 1 && tileHeight >= 1 && tileWidth <= 8192 && tileHeight <= 8192;
  if (!isGrid || !(columns >= 2 && rows >= 2)) throw elevationError('damaged', fileName);
  return found;
}

function describe(database: Database, table: string, references: ReadonlyMap<number, string>): Coverage | null {
  const one = (sql: string): readonly unknown[] => {
    let first: readonly unknown[] = [];
    database.rows(sql, (row) => {
      if (first.length === 0) first = row;
    });
    return first;
  };
  const text = `'${table.replaceAll("'", "''")}'`;
  const [srs, minX, minY, maxX, maxY] = one(
    `SELECT s.srs_id, c.min_x, c.min_y, c.max_x, c.max_y FROM gpkg_tile_matrix_set s JOIN gpkg_contents c ON c.table_name = s.table_name WHERE s.table_name = ${text}`,
  );
  const [left, top] = one(`SELECT min_x, max_y FROM gpkg_tile_matrix_set WHERE table_name = ${text}`).map(Number);
  const [datatype, scale, offset, missing, encoding] = one(
    `SELECT datatype, scale, offset, data_null, grid_cell_encoding FROM gpkg_2d_gridded_coverage_ancillary WHERE tile_matrix_set_name = ${text}`,
  );
  const [zoom, matrixWidth, matrixHeight, tileWidth, tileHeight, cellX, cellY] = one(
    `SELECT zoom_level, matrix_width, matrix_height, tile_width, tile_height, pixel_x_size, pixel_y_size FROM gpkg_tile_matrix
     WHERE table_name = ${text} AND zoom_level IN (SELECT zoom_level FROM ${quoted(table)}) ORDER BY zoom_level DESC LIMIT 1`,
  ).map(Number);
  if (left === undefined || top === undefined || cellX === undefined || cellY === undefined || zoom === undefined) return null;
  const whole = { columns: matrixWidth! * tileWidth!, rows: matrixHeight! * tileHeight! };
  const part = partOf([minX, minY, maxX, maxY].map(Number), left, top, cellX, cellY, whole.columns, whole.rows);
  return {
    table,
    reference: references.get(Number(srs)),
    isInteger: String(datatype) !== 'float',
    scale: scale === null || scale === undefined ? 1 : Number(scale),
    offset: offset === null || offset === undefined ? 0 : Number(offset),
    missing: missing === null || missing === undefined ? null : Number(missing),
    isCorner: String(encoding) === 'grid-value-is-corner',
    zoom,
    tileWidth: tileWidth!,
    tileHeight: tileHeight!,
    cellX,
    cellY,
    left,
    top,
    ...part,
  };
}

/** Cells within the bounds that the layer states; all of the matrix where they make no sense. */
function partOf(
  bounds: readonly number[],
  left: number,
  top: number,
  cellX: number,
  cellY: number,
  columns: number,
  rows: number,
): Pick<Coverage, 'column' | 'row' | 'columns' | 'rows'> {
  const [minX = 0, minY = 0, maxX = 0, maxY = 0] = bounds;
  const column = Math.max(0, Math.round((minX - left) / cellX));
  const row = Math.max(0, Math.round((top - maxY) / cellY));
  const right = Math.min(columns, Math.round((maxX - left) / cellX));
  const bottom = Math.min(rows, Math.round((top - minY) / cellY));
  if (right - column < 2 || bottom - row < 2) return { column: 0, row: 0, columns, rows };
  return { column, row, columns: right - column, rows: bottom - row };
}

function tilesOf(database: Database, coverage: Coverage, fileName: string): readonly Tile[] {
  const tiles: Tile[] = [];
  let bytesTaken = 0;
  const scales = new Map<number, readonly [number, number]>();
  database.rows('SELECT tpudt_name, tpudt_id, scale, offset FROM gpkg_2d_gridded_tile_ancillary', ([name, id, scale, offset]) => {
    if (name === coverage.table) scales.set(Number(id), [scale === null ? 1 : Number(scale), offset === null ? 0 : Number(offset)]);
  });
  const sql = `SELECT id, tile_column, tile_row, tile_data FROM ${quoted(coverage.table)} WHERE zoom_level = ${coverage.zoom} LIMIT ${MOST_TILES}`;
  database.rows(sql, ([id, column, row, data]) => {
    if (!(data instanceof Uint8Array)) return;
    bytesTaken += data.length;
    if (bytesTaken > MOST_TILE_BYTES) throw elevationError('size', fileName);
    const [scale, offset] = scales.get(Number(id)) ?? [1, 0];
    tiles.push({ column: Number(column), row: Number(row), bytes: data, scale, offset });
  });
  return tiles;
}

/** Whether the tile could be read. */
async function addTile(builder: ElevationBuilder, coverage: Coverage, tile: Tile): Promise<boolean> {
  const { tileWidth, tileHeight, missing } = coverage;
  const values = await valuesOf(tile.bytes, tileWidth, tileHeight);
  if (!values) return false;
  // Floating-point tiles hold heights as they are.
  const height = (value: number) =>
    coverage.isInteger ? (value * tile.scale + tile.offset) * coverage.scale + coverage.offset : value * coverage.scale + coverage.offset;
  const rounded = missing === null ? Number.NaN : Math.fround(missing);
  const toHeight = (value: number) => (value === missing || value === rounded ? Number.NaN : height(value));
  // The part of the tile that lies within the layer.
  const [left, top] = [tile.column * tileWidth - coverage.column, tile.row * tileHeight - coverage.row];
  const [fromX, fromY] = [Math.max(0, -left), Math.max(0, -top)];
  const width = Math.min(tileWidth, coverage.columns - left) - fromX;
  const rows = Math.min(tileHeight, coverage.rows - top);
  if (width <= 0) return true;
  for (let y = fromY; y < rows; y++) {
    const at = y * tileWidth + fromX;
    builder.add(left + fromX, top + y, width, 1, values.subarray(at, at + width), toHeight);
  }
  return true;
}

async function valuesOf(bytes: Uint8Array, width: number, height: number): Promise<Uint16Array | Float64Array | null> {
  try {
    const png = readGreyPng(bytes);
    if (png) return png.width === width && png.height === height ? png.values : null;
    const band = await readTiffBand(bytes);
    return band && band.columns === width && band.rows === height ? band.values : null;
  } catch {
    return null;
  }
}
