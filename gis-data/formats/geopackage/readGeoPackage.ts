/** Vector layers of a GeoPackage to a district. */
import { throwIfAborted } from '#models/core/errors.ts';
import type { AttributeValue } from '#models/district/district.ts';
import { referenceOfWkt } from '../../projection/wkt.ts';
import type { ContentOptions, ModelContent } from '../content.ts';
import type { IssueLog } from '../issueLog.ts';
import { type Feature, type Shape, setAttribute } from '../vector/feature.ts';
import { type Layer, readLayers, reportDefinition } from '../vector/layers.ts';
import { vectorContent } from '../vector/vectorContent.ts';
import { type Database, damagedDatabase, quoted, type SqlValue, withDatabase } from './database.ts';
import { shapeOfBlob } from './geometryBlob.ts';

/**
 * Reads the buildings and streets of a GeoPackage; other layers are counted.
 * @throws InputError `geopackage.structure`, `asset.missing`
 */
export async function readGeoPackage(name: string, bytes: Uint8Array, options: ContentOptions, log: IssueLog): Promise<ModelContent> {
  const read = await withDatabase(name, bytes, options, (database) => {
    const layers = layersOf(database, name, options, log);
    const found = readLayers(layers, log);
    if (!found) throw damagedDatabase(name, 'none');
    return { ...found, facts: { ...found.facts, ...otherContents(database) } };
  });
  throwIfAborted(options.signal);
  return vectorContent(read, options, log);
}

interface TableRow {
  readonly table: string;
  readonly column: string;
  readonly geometryType: string;
  readonly reference: string | undefined;
}

function layersOf(database: Database, name: string, options: ContentOptions, log: IssueLog): readonly Layer[] {
  const tables: TableRow[] = [];
  try {
    const references = referencesOf(database, log);
    const real = realTables(database);
    const sql = `SELECT c.table_name, g.column_name, g.geometry_type_name, g.srs_id FROM gpkg_contents c
      JOIN gpkg_geometry_columns g ON g.table_name = c.table_name WHERE c.data_type = 'features' ORDER BY c.table_name`;
    database.rows(sql, ([table, column, type, srs]) => {
      if (typeof table !== 'string' || typeof column !== 'string' || !real.has(table.toLowerCase())) return;
      tables.push({ table, column, geometryType: String(type).toUpperCase(), reference: references.get(Number(srs)) });
    });
  } catch {
    throw damagedDatabase(name, 'tables');
  }
  return tables.map((table) => layerOf(database, table, options, log));
}

/** Plain tables: a view can be a query without an end. */
export function realTables(database: Database): ReadonlySet<string> {
  const names = new Set<string>();
  database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'", ([name, sql]) => {
    if (typeof name === 'string' && !/^\s*create\s+virtual/i.test(String(sql))) names.add(name.toLowerCase());
  });
  return names;
}

/** What each spatial reference system of the file is, by its number in the file. */
export function referencesOf(database: Database, log: IssueLog | null): ReadonlyMap<number, string> {
  const references = new Map<number, string>();
  const sql = 'SELECT srs_id, organization, organization_coordsys_id, definition, srs_name FROM gpkg_spatial_ref_sys';
  database.rows(sql, ([id, organization, code, definition, name]) => {
    const number = Number(id);
    // 0 and -1 say that nothing is known.
    if (number <= 0) return;
    if (String(organization).toUpperCase() === 'EPSG') {
      references.set(number, `EPSG:${code}`);
      return;
    }
    const described = referenceOfWkt(String(definition));
    references.set(number, described.by === null ? String(name) : described.named);
    if (log && described.by === 'definition') reportDefinition(described.name, described.named, log);
  });
  return references;
}

function layerOf(database: Database, table: TableRow, options: ContentOptions, log: IssueLog): Layer {
  const from = `FROM ${quoted(table.table)}`;
  let count = 0;
  database.rows(`SELECT COUNT(*) ${from}`, ([rows]) => {
    count = Number(rows);
  });
  const columns: string[] = [];
  database.rows(`PRAGMA table_info(${quoted(table.table)})`, ([, name]) => {
    if (typeof name === 'string' && name.toLowerCase() !== table.column.toLowerCase()) columns.push(name);
  });
  return {
    name: table.table,
    form: formOf(table.geometryType),
    count,
    reference: table.reference,
    columns,
    read: () => {
      const features: Feature[] = [];
      database.rows(`SELECT * ${from}`, (row, names) => {
        if (features.length % 500 === 0) throwIfAborted(options.signal);
        features.push(featureOf(row, names, table.column, features.length + 1, log));
      });
      return features;
    },
  };
}

function formOf(geometryType: string): Layer['form'] {
  if (/POINT/.test(geometryType)) return 'point';
  if (/LINE|CURVE$/.test(geometryType)) return 'line';
  return /POLYGON|SURFACE|TIN/.test(geometryType) ? 'polygon' : 'unknown';
}

function featureOf(row: readonly SqlValue[], names: readonly string[], geometryColumn: string, number: number, log: IssueLog): Feature {
  const attributes: Record<string, AttributeValue> = {};
  let shape: Shape = { polygons: [], lines: [], points: [], isBody: false };
  for (const [index, name] of names.entries()) {
    const value = row[index];
    if (name.toLowerCase() !== geometryColumn.toLowerCase()) {
      if (!(value instanceof Uint8Array)) setAttribute(attributes, name, value);
      continue;
    }
    shape = value instanceof Uint8Array ? blobShape(value, number, log) : shape;
  }
  return { id: null, shape, attributes };
}

function blobShape(blob: Uint8Array, number: number, log: IssueLog): Shape {
  const report = (what: string, message: string) =>
    log.add({
      code: 'vector.feature',
      severity: 'warning',
      objectId: null,
      message,
      action: 'Left out; the rest was read.',
      values: { what, number, type: '' },
    });
  try {
    const shape = shapeOfBlob(blob);
    if (shape) return shape;
    report('shape', 'A geometry has curves or another unknown form.');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report('record', 'A geometry cannot be read.');
  }
  return { polygons: [], lines: [], points: [], isBody: false };
}

/** Tables of the file that are no vector layers: names and kinds. */
function otherContents(database: Database): Readonly<Record<string, unknown>> {
  const other: Record<string, string> = {};
  database.rows("SELECT table_name, data_type FROM gpkg_contents WHERE data_type <> 'features'", ([name, kind]) => {
    if (typeof name === 'string') other[name] = String(kind);
  });
  return Object.keys(other).length > 0 ? { otherContents: other } : {};
}
