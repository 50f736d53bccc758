/** Heights of the ground in a few cells: TIFF in its forms, an ASCII grid, tiles in a GeoPackage. */
import { writeTiff } from '#gis-data/formats/geotiff/testing/writeTiff.ts';
import { geoPackageOf } from './maps.ts';
import { type Seed, textSeed } from './seed.ts';

const SIDE = 16;
const values = Array.from({ length: SIDE * SIDE }, (_, i) => 10 + (i % SIDE) / 4 + Math.floor(i / SIDE));
const place = { x: 92_000, y: 435_160, side: 10 };
const grid = { columns: SIDE, rows: SIDE, values, place, epsg: 28992 };

export function geoTiffSeeds(): readonly Seed[] {
  const files = [
    writeTiff({ ...grid, noData: '-9999' }),
    writeTiff({ ...grid, kind: 'int16', deflate: true, rowsPerStrip: 4, horizontalPredictor: true }),
    writeTiff({ ...grid, tile: 16, bigEndian: true, deflate: true }),
    writeTiff({ ...grid, big: true, kind: 'float64', pixelIsPoint: true }),
  ];
  return files.map((bytes, i) => ({ name: `heights${i}.tif`, kind: 'binary', bytes }));
}

export function asciiGridSeeds(): readonly Seed[] {
  const rows = Array.from({ length: SIDE }, (_, row) => values.slice(row * SIDE, row * SIDE + SIDE).join(' '));
  const head = `ncols ${SIDE}\nnrows ${SIDE}\nxllcorner 92000\nyllcorner 435000\ncellsize 10\nNODATA_value -9999\n`;
  return [textSeed('heights.asc', 'text', `${head}${rows.join('\n')}\n`)];
}

/** Two tiles of 16 by 16 heights. */
export async function coverageSeeds(): Promise<readonly Seed[]> {
  const tile = (kind: 'float32') =>
    `x'${[...writeTiff({ ...grid, kind, place: null })].map((byte) => byte.toString(16).padStart(2, '0')).join('')}'`;
  const bytes = await geoPackageOf(`
    ALTER TABLE gpkg_contents ADD COLUMN min_x REAL; ALTER TABLE gpkg_contents ADD COLUMN min_y REAL;
    ALTER TABLE gpkg_contents ADD COLUMN max_x REAL; ALTER TABLE gpkg_contents ADD COLUMN max_y REAL;
    INSERT INTO gpkg_contents VALUES ('ground', '2d-gridded-coverage', 28992, 92000, 435000, 92320, 435160);
    CREATE TABLE gpkg_tile_matrix_set (table_name TEXT, srs_id INTEGER, min_x REAL, min_y REAL, max_x REAL, max_y REAL);
    INSERT INTO gpkg_tile_matrix_set VALUES ('ground', 28992, 92000, 435000, 92320, 435160);
    CREATE TABLE gpkg_tile_matrix (table_name TEXT, zoom_level INTEGER, matrix_width INTEGER, matrix_height INTEGER, tile_width INTEGER, tile_height INTEGER, pixel_x_size REAL, pixel_y_size REAL);
    INSERT INTO gpkg_tile_matrix VALUES ('ground', 0, 2, 1, 16, 16, 10, 10);
    CREATE TABLE gpkg_2d_gridded_coverage_ancillary (tile_matrix_set_name TEXT, datatype TEXT, scale REAL, offset REAL, precision REAL, data_null REAL, grid_cell_encoding TEXT);
    INSERT INTO gpkg_2d_gridded_coverage_ancillary VALUES ('ground', 'float', 1, 0, 1, -9999, 'grid-value-is-center');
    CREATE TABLE gpkg_2d_gridded_tile_ancillary (tpudt_name TEXT, tpudt_id INTEGER, scale REAL, offset REAL);
    CREATE TABLE ground (id INTEGER PRIMARY KEY, zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
    INSERT INTO ground VALUES (1, 0, 0, 0, ${tile('float32')}), (2, 0, 1, 0, ${tile('float32')});`);
  return [{ name: 'ground.gpkg', kind: 'binary', bytes }];
}
