/**
 * A district as a GeoPackage (OGC 12-128r18): buildings with their outlines, properties and results, and layers of
 * trees, streets, other lines and points, in the grid of the file it came from, or in degrees.
 */
import initSqlJs, { type Database } from 'sql.js';
import type { District } from '#models/district/district.ts';
import { NO_ELEMENTS } from '#models/district/elements.ts';
import type { AssetLoader } from '../../formats/assets.ts';
import { WGS84_WKT } from '../../projection/wktOf.ts';
import { planPositions } from '../planPositions.ts';
import { placedFootprint } from '../results/footprint.ts';
import { checkColumns, type ResultsInput, rowOf, writtenRows } from '../results/resultsTable.ts';
import { type Envelope, envelopeOf, type Geometry2, joined, type Point2, wkbOf } from '../wkb.ts';

export interface GeoPackageInput extends ResultsInput {
  readonly district: ResultsInput['district'] & Pick<District, 'elements'>;
  /** Gives `sql-wasm.wasm`. */
  readonly assets: AssetLoader;
  /** When the file is written, `2026-11-20T12:00:00.000Z`; the clock's time where absent. */
  readonly writtenAt?: string;
}

type Value = string | number | null;
interface Row {
  readonly geometry: Geometry2 | null;
  readonly values: Readonly<Record<string, Value>>;
}
interface Layer {
  readonly name: string;
  readonly type: 'MULTIPOLYGON' | 'LINESTRING' | 'POINT';
  readonly rows: readonly Row[];
}

/** `GPKG` in ASCII; version 1.3 of the specification. */
const APPLICATION_ID = 0x47504b47;
const USER_VERSION = 10300;
const WGS84 = 4326;

const TABLES = `
  CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
  CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
  CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));`;

/**
 * The bytes of the file.
 * @throws InputError `export.noPlace`, `export.columns`, `asset.missing`
 */
export async function writeGeoPackage(input: GeoPackageInput): Promise<Uint8Array> {
  checkColumns(input);
  const { grid } = planPositions(input.district);
  const layers = layersOf(input);
  const sql = await initSqlJs({ wasmBinary: (await input.assets('sql-wasm.wasm')).slice().buffer });
  const database = new sql.Database();
  try {
    database.run(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${USER_VERSION};`);
    database.run(TABLES);
    const insert = 'INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)';
    database.run(insert, ['Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system']);
    database.run(insert, ['Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system']);
    database.run(insert, ['WGS 84 geodetic', WGS84, 'EPSG', WGS84, WGS84_WKT, 'longitude and latitude on the WGS 84 spheroid']);
    if (grid) database.run(insert, [grid.row.name, grid.row.epsg, 'EPSG', grid.row.epsg, grid.wkt, null]);
    for (const layer of layers) writeLayer(database, layer, grid?.row.epsg ?? WGS84, input.writtenAt);
    return database.export();
  } finally {
    database.close();
  }
}

function layersOf(input: GeoPackageInput): readonly Layer[] {
  const { district } = input;
  const { of } = planPositions(district);
  const { trees, lines, points } = district.elements ?? NO_ELEMENTS;
  const line = (path_m: readonly number[]): Geometry2 => ({
    type: 'LineString',
    line: Array.from({ length: path_m.length / 2 }, (_, i): Point2 => of(path_m[i * 2]!, path_m[i * 2 + 1]!, 0)),
  });
  const point = (at_m: readonly [number, number, number]): Geometry2 => ({ type: 'Point', point: of(...at_m) });
  const buildings = writtenRows(input).map((index): Row => {
    const footprint = placedFootprint(district, index, of);
    return {
      geometry: footprint && { type: 'MultiPolygon', polygons: footprint.polygons },
      values: { ...Object.fromEntries(rowOf(input, index)), footprintFrom: footprint?.from ?? null },
    };
  });
  const lineRows = (isStreet: boolean) =>
    lines
      .filter((one) => (one.kind === 'street') === isStreet)
      .map(({ id, kind, name, rated_kW, path_m }) => ({
        geometry: line(path_m),
        values: { id, kind, name: name ?? null, rated_kW: rated_kW ?? null },
      }));
  const layers: Layer[] = [
    { name: 'buildings', type: 'MULTIPOLYGON', rows: buildings },
    {
      name: 'trees',
      type: 'POINT',
      rows: trees.map(({ id, at_m, height_m, crown_m }) => ({ geometry: point(at_m), values: { id, height_m, crown_m } })),
    },
    { name: 'streets', type: 'LINESTRING', rows: lineRows(true) },
    { name: 'lines', type: 'LINESTRING', rows: lineRows(false) },
    {
      name: 'points',
      type: 'POINT',
      rows: points.map(({ id, kind, name, rated_kW, at_m }) => ({
        geometry: point(at_m),
        values: { id, kind, name: name ?? null, rated_kW: rated_kW ?? null },
      })),
    },
  ];
  return layers.filter(({ name, rows }) => name === 'buildings' || rows.length > 0);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function writeLayer(database: Database, { name, type, rows }: Layer, srs: number, writtenAt: string | undefined): void {
  const columns = Object.keys(rows[0]?.values ?? { buildingId: null });
  const isText = (column: string) => rows.some(({ values }) => typeof values[column] === 'string');
  const typed = columns.map((column) => `${quoted(column)} ${isText(column) ? 'TEXT' : 'DOUBLE'}`);
  database.run(`CREATE TABLE ${quoted(name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom ${type}, ${typed.join(', ')})`);
  let bounds: Envelope | null = null;
  database.run('BEGIN');
  const statement = database.prepare(`INSERT INTO ${quoted(name)} VALUES (NULL, ${['?', ...columns.map(() => '?')].join(', ')})`);
  for (const { geometry, values } of rows) {
    if (geometry) bounds = joined(bounds, envelopeOf(geometry));
    statement.run([geometry && geometryBlob(geometry, srs), ...columns.map((column) => values[column] ?? null)]);
  }
  statement.free();
  database.run('COMMIT');
  const [minX, maxX, minY, maxY] = bounds ?? [null, null, null, null];
  database.run(
    'INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [name, 'features', name, minX, minY, maxX, maxY, srs],
  );
  if (writtenAt !== undefined) database.run('UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?', [writtenAt, name]);
  database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [name, 'geom', type, srs]);
}

/** Header with the system and, but for points, the envelope; then well-known binary (clause 2.1.3). */
function geometryBlob(geometry: Geometry2, srs: number): Uint8Array {
  const hasEnvelope = geometry.type !== 'Point';
  const blob = wkbOf(geometry, hasEnvelope ? 40 : 8, true);
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  blob.set([0x47, 0x50, 0, hasEnvelope ? 0b011 : 0b001]);
  view.setInt32(4, srs, true);
  if (hasEnvelope) for (const [i, value] of envelopeOf(geometry).entries()) view.setFloat64(8 + i * 8, value, true);
  return blob;
}
