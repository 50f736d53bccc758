/** Maps of a few features in every vector format. */
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { Feature, Position } from 'geojson';
import initSqlJs from 'sql.js';
import { dbfOf, shpOf, zipOf } from '../../support/shapefileWriter.ts';
import { realFile } from './realFiles.ts';
import { type Seed, textSeed } from './seed.ts';

const RD_WKT = 'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,299.1528128]]]]';
const LON = 1.5e-5;
const LAT = 9e-6;

/** A closed square around a place [m]. */
function square(x: number, y: number, side: number): Position[] {
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
}

const inDegrees = (ring: readonly Position[]): Position[] => ring.map(([x = 0, y = 0]) => [4.45 + x * LON, 51.91 + y * LAT]);

function features(place: (ring: readonly Position[]) => Position[]): Feature[] {
  const hole = place(square(3, 3, 2).toReversed());
  const properties = { id: 'a', building: 'house', height: 7.5, levels: 2, year: 1964 };
  return [
    { type: 'Feature', id: 1, properties, geometry: { type: 'Polygon', coordinates: [place(square(0, 0, 10)), hole] } },
    {
      type: 'Feature',
      properties: { ...properties, id: 'b' },
      geometry: { type: 'MultiPolygon', coordinates: [[place(square(20, 0, 8))], [place(square(40, 0, 6))]] },
    },
    {
      type: 'Feature',
      properties: { highway: 'residential', name: 'Elm' },
      geometry: {
        type: 'LineString',
        coordinates: place([
          [-10, -5],
          [60, -5],
        ]),
      },
    },
    { type: 'Feature', properties: { natural: 'tree' }, geometry: { type: 'Point', coordinates: place([[15, 15]])[0] ?? [] } },
  ];
}

const onGlobe = () => features(inDegrees);
const onGrid = () => features((ring) => ring.map(([x = 0, y = 0]) => [92_000 + x, 435_000 + y]));

export async function geoJsonSeeds(): Promise<readonly Seed[]> {
  const collection = JSON.stringify({ type: 'FeatureCollection', features: onGlobe() });
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::28992' } };
  const old = JSON.stringify({ type: 'FeatureCollection', crs, features: onGrid() });
  const mixed = JSON.stringify({
    type: 'Feature',
    properties: { building: 'yes' },
    geometry: { type: 'GeometryCollection', geometries: onGlobe().map(({ geometry }) => geometry) },
  });
  const real = await realFile('delfshaven_footprints.geojson');
  const cut = real === null ? [] : [textSeed('cut.geojson', 'json', cutOf(real.toString('utf8')))];
  return [
    textSeed('map.geojson', 'json', collection, 2),
    textSeed('grid.geojson', 'json', old),
    textSeed('mixed.geojson', 'json', mixed),
    ...cut,
  ];
}

function cutOf(text: string): string {
  const document = JSON.parse(text) as { readonly features: readonly unknown[] };
  return JSON.stringify({ ...document, features: document.features.slice(0, 12) });
}

export function geoJsonSeqSeeds(): readonly Seed[] {
  const lines = onGlobe().map((feature) => JSON.stringify(feature));
  return [
    textSeed('map.geojsonl', 'json-lines', lines.join('\n')),
    textSeed('map.geojsons', 'json-lines', lines.map((line) => `\x1e${line}\n`).join('')),
  ];
}

export function shapefileSeeds(): readonly Seed[] {
  const columns = [
    { name: 'id', type: 'C', length: 12 },
    { name: 'height', type: 'N', length: 10, decimals: 2 },
    { name: 'use', type: 'C', length: 12 },
  ] as const;
  const rings = [[square(0, 0, 10).toReversed(), square(3, 3, 2)], [square(20, 0, 8).toReversed()]];
  const moved = rings.map((record) => record.map((ring) => ring.map(([x = 0, y = 0]) => [92_000 + x, 435_000 + y])));
  const withHeights = moved.map((record) => record.map((ring) => ring.map((point) => [...point, 4])));
  const dbf = dbfOf(
    columns,
    [
      ['a', '7.5', 'house'],
      ['b', '12', 'büro'],
    ],
    0x57,
  );
  const prj = `${RD_WKT}\n`;
  return [
    {
      name: 'map.zip',
      kind: 'zip',
      bytes: zipOf({ 'map.shp': shpOf(moved), 'map.dbf': dbf, 'map.prj': prj, 'map.cpg': 'UTF-8' }),
      weight: 2,
    },
    { name: 'map3d.zip', kind: 'zip', bytes: zipOf({ 'in/map.shp': shpOf(withHeights), 'in/map.dbf': dbf, 'in/map.prj': prj }) },
  ];
}

export function flatGeobufSeeds(): readonly Seed[] {
  const polygons = onGrid().slice(0, 2);
  return [
    { name: 'map.fgb', kind: 'binary', bytes: serialize({ type: 'FeatureCollection', features: onGrid() }, 28992) },
    { name: 'polygons.fgb', kind: 'binary', bytes: serialize({ type: 'FeatureCollection', features: polygons }, 28992) },
  ];
}

function polygonBlob(rings: readonly (readonly Position[])[]): Uint8Array {
  const points = rings.reduce((sum, ring) => sum + ring.length, 0);
  const view = new DataView(new ArrayBuffer(8 + 9 + rings.length * 4 + points * 16));
  view.setUint16(0, 0x4750);
  view.setUint8(3, 1);
  view.setInt32(4, 28992, true);
  view.setUint8(8, 1);
  view.setUint32(9, 3, true);
  view.setUint32(13, rings.length, true);
  let at = 17;
  for (const ring of rings) {
    view.setUint32(at, ring.length, true);
    at += 4;
    for (const [x = 0, y = 0] of ring) {
      view.setFloat64(at, 92_000 + x, true);
      view.setFloat64(at + 8, 435_000 + y, true);
      at += 16;
    }
  }
  return new Uint8Array(view.buffer);
}

/** Pages of 512 bytes: a small file in which damage meets what matters. */
export async function geoPackageOf(more = ''): Promise<Uint8Array> {
  const sql = await initSqlJs();
  const database = new sql.Database();
  database.exec(`PRAGMA page_size = 512; PRAGMA application_id = ${0x47504b47};
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('RD', 28992, 'EPSG', 28992, '', ''), ('own', 100001, 'NONE', 100001, '${RD_WKT}', '');
    CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
    INSERT INTO gpkg_contents VALUES ('houses', 'features', 28992);
    INSERT INTO gpkg_geometry_columns VALUES ('houses', 'geom', 'POLYGON', 28992, 0, 0);
    CREATE TABLE houses (fid INTEGER PRIMARY KEY, geom BLOB, height REAL, building TEXT);`);
  for (let i = 0; i < 4; i++) {
    const blob = polygonBlob([square(20 * i, 0, 10), ...(i === 0 ? [square(3, 3, 2).toReversed()] : [])]);
    database.run('INSERT INTO houses VALUES (NULL, ?, ?, ?)', [blob, 6 + i, 'house']);
  }
  if (more !== '') database.exec(more);
  const bytes = database.export();
  database.close();
  return bytes;
}

export async function geoPackageSeeds(): Promise<readonly Seed[]> {
  const view = `CREATE VIEW tall AS SELECT * FROM houses WHERE height > 7;
    INSERT INTO gpkg_contents VALUES ('tall', 'features', 100001);
    INSERT INTO gpkg_geometry_columns VALUES ('tall', 'geom', 'GEOMETRY', 100001, 2, 0);`;
  return [
    { name: 'map.gpkg', kind: 'binary', bytes: await geoPackageOf(), weight: 2 },
    { name: 'view.gpkg', kind: 'binary', bytes: await geoPackageOf(view) },
  ];
}
