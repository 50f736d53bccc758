/** Files made to harm: each must end in the fault that is named here, or load without what it brought along. */
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { writeTiff } from '#gis-data/formats/geotiff/testing/writeTiff.ts';
import { writeIfcHouse } from '#gis-data/formats/ifc/testing/writeIfcHouse.ts';
import { randomAt } from '#models/core/random.ts';
import { dbfOf, shpOf } from '../../support/shapefileWriter.ts';
import { tinyCity } from '../../support/tinyCity.ts';
import { writeXlsx } from '../../support/xlsxWriter.ts';
import { geoPackageOf } from '../seeds/maps.ts';
import { type ZipMember, zipBytes } from './zipBytes.ts';

export interface Bomb {
  /** What it tries. */
  readonly title: string;
  readonly fileName: string;
  /** Code of the fault, or `loaded`. */
  readonly ends: string;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (title: string, fileName: string, ends: string, make: () => string): Bomb => ({
  title,
  fileName,
  ends,
  make: () => utf8(make()),
});

const SHP = shpOf([
  [
    [
      [0, 0],
      [0, 1],
      [1, 1],
      [0, 0],
    ],
  ],
]);
const DBF = dbfOf([{ name: 'id', type: 'C', length: 4 }], [['a']]);
const member = (name: string, content: Uint8Array = SHP, claims: Omit<ZipMember, 'name' | 'content'> = {}): ZipMember => ({
  name,
  content,
  ...claims,
});
const zip = (
  title: string,
  ends: string,
  members: () => readonly ZipMember[],
  options: Parameters<typeof zipBytes>[1] = {},
  fileName = 'map.zip',
): Bomb => ({
  title,
  fileName,
  ends,
  make: () => zipBytes(members(), options),
});

/** Bytes that cannot be packed. */
function noise(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => randomAt(1, i) * 256);
}

/** Archives in archives, each 16 times the one inside. */
function nested(levels: number): Uint8Array {
  let inner = new Uint8Array(1 << 20);
  for (let level = 0; level < levels; level++)
    inner = new Uint8Array(zipBytes(Array.from({ length: 16 }, (_, i) => member(`${level}-${i}.zip`, inner))));
  return inner;
}

const ARCHIVES: readonly Bomb[] = [
  zip('archives in archives are not opened', 'format.unsupported', () => [member('a.zip', nested(3))]),
  zip('beside a map, archives in archives stay packed', 'loaded', () => [
    member('map.shp'),
    member('map.dbf', DBF),
    member('a.zip', nested(3)),
  ]),
  zip('64 MB of nothing in a few kilobytes', 'archive.bomb', () => [member('map.shp', new Uint8Array(1 << 26))]),
  zip('a file that is larger than it says', 'archive.bomb', () => [member('map.shp', new Uint8Array(1 << 25), { claimedSize: 1000 })]),
  zip('a file that says it is 4 GB', 'archive.bomb', () => [member('map.shp', SHP, { claimedSize: 0xfffffff0 })]),
  zip('a file that says it is packed in 4 GB', 'archive.bomb', () => [member('map.shp', SHP, { claimedPacked: 0xfffffff0 })]),
  zip('the same bytes listed 5,000 times', 'archive.bomb', () => [member('map.shp', noise(100_000))], { times: 5000 }),
  zip('65,000 entries', 'archive.bomb', () => [member('map.shp')], { times: 65_000 }),
  zip('more entries claimed than there are', 'archive.damaged', () => [member('map.shp')], { claimedEntries: 1_000_000 }),
  ...['../map.shp', '/etc/map.shp', '..\\map.shp', 'a/../../map.shp', 'C:\\map.shp', 'c:map.shp', '\\\\host\\map.shp', 'a\0b/map.shp'].map(
    (name) => zip(`a name that leads out: ${JSON.stringify(name)}`, 'archive.path', () => [member(name), member('map.dbf', DBF)]),
  ),
  zip('a name that leads out beside a good map', 'archive.path', () => [member('map.shp'), member('../../evil.sh')]),
];

const CITYGML_ROOT = '<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0">';
const LAUGHS = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
const DOCTYPES: Readonly<Record<string, readonly [doctype: string, body: string, ends?: string]>> = {
  'a billion laughs': [`<!DOCTYPE x [<!ENTITY l0 "ha">${LAUGHS}]>`, '&l10;'],
  'a long entity many times': [`<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50_000)}">]>`, '&a;'.repeat(50_000)],
  'a file of the machine': ['<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', '&f;'],
  'a page of the network, which is not fetched': ['<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">', '', 'loaded'],
  'a parameter entity': ['<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', ''],
};

const MARKUP: readonly Bomb[] = Object.entries(DOCTYPES).flatMap(([title, [doctype, body, ends = 'xml.entities']]) => [
  text(`CityGML: ${title}`, 'map.gml', ends, () => `<?xml version="1.0"?>${doctype}${CITYGML_ROOT}${body}</core:CityModel>`),
  text(`OpenStreetMap: ${title}`, 'map.osm', ends, () => `<?xml version="1.0"?>${doctype}<osm version="0.6">${body}</osm>`),
]);

const LIMITS: readonly Bomb[] = [
  text('a million elements in each other', 'map.osm', 'xml.limit', () => `<osm>${'<a>'.repeat(1_000_000)}`),
  text('an attribute of 20 MB', 'map.osm', 'xml.limit', () => `<osm><node id="${'1'.repeat(20_000_000)}"/></osm>`),
  text(
    '100,000 attributes',
    'map.osm',
    'xml.limit',
    () => `<osm><node ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}/></osm>`,
  ),
  text('a comment without an end', 'map.osm', 'xml.limit', () => `<osm><!-- ${'x'.repeat(90_000_000)}`),
  text(
    'GeoJSON 100,000 deep',
    'map.geojson',
    'loaded',
    () => `{"type":"FeatureCollection","features":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  ),
  text('CityJSON 100,000 deep', 'a.city.json', 'loaded', () =>
    tinyCity().replace('"metadata":{', `"metadata":{"deep":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)},`),
  ),
  text('boundaries 100,000 deep', 'a.city.json', 'loaded', () =>
    tinyCity().replace('"boundaries":[[[', `"boundaries":[[[${'['.repeat(100_000)}${']'.repeat(100_000)},`),
  ),
  text(
    'Overpass 100,000 deep',
    'map.json',
    'loaded',
    () => `{"osm3s":{},"elements":[{"type":"node","id":1,"tags":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}]}`,
  ),
  text(
    'a sequence with a line 100,000 deep',
    'a.city.jsonl',
    'loaded',
    () => `${header()}\n{"type":"CityJSONFeature","id":"a","CityObjects":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`,
  ),
  text('keys of the prototype', 'a.city.json', 'loaded', () =>
    tinyCity().replaceAll('"house-1"', '"__proto__"').replaceAll('"yearOfConstruction"', '"__proto__"'),
  ),
  text('one line of 100 MB', 'table.csv', 'format.unsupported', () => `id,year\n${'a'.repeat(100_000_000)}`),
  text('a cell of 100 MB', 'table.csv', 'loaded', () => `id,year\na,1\nb,2\nc,${'a'.repeat(100_000_000)}\n`),
  text('100,000 columns', 'table.csv', 'loaded', () => `${'a,'.repeat(100_000)}\n`.repeat(4)),
  text('3,000,000 columns', 'table.csv', 'format.unsupported', () => `${'a,'.repeat(3_000_000)}\n1,2\n`),
  text('quotes without an end', 'table.csv', 'loaded', () => `id,year\na,1\nb,2\n${'"a,'.repeat(5_000_000)}`),
];

function header(): string {
  const { vertices: _vertices, CityObjects: _objects, ...rest } = JSON.parse(tinyCity()) as Record<string, unknown>;
  return JSON.stringify({ ...rest, CityObjects: {}, vertices: [] });
}

const house = () => writeIfcHouse({ roof: 'gable' });
const wide = (rows: string) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
const sheet = (xml: string, path = 'xl/worksheets/sheet1.xml') =>
  writeXlsx(
    [
      {
        name: 'a',
        rows: [
          ['id', 'year'],
          ['a', 1],
        ],
      },
    ],
    { [path]: xml },
  );

/** A FlatGeobuf file with its count of features or the size of a feature changed. */
function flatGeobuf(change: (bytes: Uint8Array, view: DataView) => void): Uint8Array {
  const ring = [
    [92_000, 435_000],
    [92_010, 435_000],
    [92_010, 435_010],
    [92_000, 435_000],
  ];
  const bytes = Uint8Array.from(
    serialize(
      {
        type: 'FeatureCollection',
        features: Array.from({ length: 77 }, () => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'Polygon', coordinates: [ring] },
        })),
      },
      28992,
    ),
  );
  change(bytes, new DataView(bytes.buffer));
  return bytes;
}

const BINARIES: readonly Bomb[] = [
  text('placements that rest on themselves', 'a.ifc', 'loaded', () =>
    house().replaceAll(/#(\d+)=IFCLOCALPLACEMENT\([^,]*,/g, '#$1=IFCLOCALPLACEMENT(#$1,'),
  ),
  text('parts that contain each other', 'a.ifc', 'loaded', () =>
    house().replace(/(#\d+=IFCRELAGGREGATES\([^;]*?)(#\d+),\((#\d+)\)\);/, '$1$3,($2));$&'),
  ),
  text('arguments 100,000 deep', 'a.ifc', 'loaded', () => house().replace('IFCDIRECTION((', `IFCDIRECTION((${'('.repeat(100_000)}`)),
  text('an outline of the same corners a thousand times', 'a.ifc', 'loaded', () =>
    house().replace(
      /IFCPOLYLINE\(\(([^)]*)\)\)/,
      (_, ids: string) => `IFCPOLYLINE((${Array.from({ length: 1000 }, () => ids).join(',')}))`,
    ),
  ),
  {
    title: 'a FlatGeobuf file that says it has 2^60 features',
    fileName: 'a.fgb',
    ends: 'loaded',
    make: () => flatGeobuf((bytes) => fillAfter(bytes, [77, 0, 0, 0, 0, 0, 0, 0])),
  },
  {
    title: 'a FlatGeobuf header of 4 GB',
    fileName: 'a.fgb',
    ends: 'flatgeobuf.structure',
    make: () => flatGeobuf((_, view) => view.setUint32(8, 0xfffffff0, true)),
  },
  {
    title: 'a TIFF of 10^9 by 10^9 cells',
    fileName: 'a.tif',
    ends: 'elevation.structure',
    make: () => tiffOfSize(1_000_000_000, 1_000_000_000),
  },
  { title: 'a TIFF of 60,000 by 60,000 cells', fileName: 'a.tif', ends: 'elevation.structure', make: () => tiffOfSize(60_000, 60_000) },
  text(
    'an ASCII grid of 10^9 by 10^9 cells',
    'a.asc',
    'elevation.structure',
    () => 'ncols 1000000000\nnrows 1000000000\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3\n',
  ),
  {
    title: 'a workbook with a cell in row 1,048,576 and column XFD',
    fileName: 'a.xlsx',
    ends: 'table.tooLarge',
    make: () => sheet(wide('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
  },
  {
    title: 'a workbook with a cell in row 10^9',
    fileName: 'a.xlsx',
    ends: 'table.workbook',
    make: () => sheet(wide('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>')),
  },
  {
    title: 'a workbook whose dimension is 10^9 rows',
    fileName: 'a.xlsx',
    ends: 'loaded',
    make: () =>
      sheet(
        wide(
          '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>',
        ).replace('<sheetData>', '<dimension ref="A1:XFD1000000000"/><sheetData>'),
      ),
  },
  {
    title: 'a workbook whose texts are entities',
    fileName: 'a.xlsx',
    ends: 'table.workbook',
    make: () =>
      sheet(
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${LAUGHS}]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&l10;</t></si></sst>`,
        'xl/sharedStrings.xml',
      ),
  },
];

/** Where the header stores the count of features as 64 bits, it grows beyond measure. */
function fillAfter(bytes: Uint8Array, pattern: readonly number[]): void {
  for (let at = 12; at + 8 < bytes.length; at++) {
    if (pattern.every((byte, i) => bytes[at + i] === byte)) {
      bytes[at + 7] = 0x10;
      return;
    }
  }
  throw new Error('The count is not where it was.');
}

/** A small TIFF that claims another size. */
function tiffOfSize(columns: number, rows: number): Uint8Array {
  const bytes = writeTiff({
    columns: 16,
    rows: 16,
    values: new Float32Array(256),
    place: { x: 92_000, y: 435_000, side: 1 },
    epsg: 28992,
  }).slice();
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(4, true);
  for (let i = 0; i < view.getUint16(directory, true); i++) {
    const at = directory + 2 + i * 12;
    const tag = view.getUint16(at, true);
    if (tag !== 256 && tag !== 257) continue;
    view.setUint16(at + 2, 4, true);
    view.setUint32(at + 8, tag === 256 ? columns : rows, true);
  }
  return bytes;
}

const ENDLESS = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)';
const asView = (table: string, columns: string) =>
  `ALTER TABLE ${table} RENAME TO kept_${table}; CREATE VIEW ${table} AS ${ENDLESS} SELECT ${columns} FROM c WHERE x < 0`;
const layer = (name: string) =>
  `INSERT INTO gpkg_contents VALUES ('${name}', 'features', 28992); INSERT INTO gpkg_geometry_columns VALUES ('${name}', 'geom', 'POLYGON', 28992, 0, 0);`;
const database = (title: string, ends: string, sql: string): Bomb => ({ title, fileName: 'map.gpkg', ends, make: () => geoPackageOf(sql) });

const DATABASES: readonly Bomb[] = [
  database(
    'a view without an end as a layer',
    'loaded',
    `CREATE VIEW bad AS ${ENDLESS} SELECT x AS fid, NULL AS geom FROM c; ${layer('bad')}`,
  ),
  database(
    'a view without an end as the list of layers',
    'geopackage.structure',
    asView('gpkg_contents', "'a' AS table_name, 'features' AS data_type, 1 AS srs_id"),
  ),
  database(
    'a view without an end as the list of reference systems',
    'geopackage.structure',
    asView('gpkg_spatial_ref_sys', "1 AS srs_id, 'EPSG' AS organization, 1 AS organization_coordsys_id, '' AS definition, '' AS srs_name"),
  ),
  database(
    'a view without an end as the list of geometries',
    'geopackage.structure',
    asView('gpkg_geometry_columns', "'a' AS table_name, 'geom' AS column_name, 'POLYGON' AS geometry_type_name, 1 AS srs_id"),
  ),
  database(
    'columns computed to a gigabyte each',
    'loaded',
    `CREATE TABLE bad (fid INTEGER PRIMARY KEY, geom BLOB AS (zeroblob(900000000)), more BLOB AS (zeroblob(900000000))); INSERT INTO bad (fid) VALUES (1), (2); ${layer('bad')}`,
  ),
  database(
    'a computed list of layers',
    'geopackage.structure',
    'ALTER TABLE gpkg_contents ADD COLUMN more BLOB AS (zeroblob(900000000)); DROP TABLE gpkg_geometry_columns',
  ),
  database(
    'triggers on all that is read',
    'loaded',
    'CREATE TRIGGER t AFTER UPDATE ON houses BEGIN DELETE FROM houses; END; CREATE TRIGGER u AFTER INSERT ON gpkg_contents BEGIN DELETE FROM houses; END;',
  ),
  database(
    'names that are statements',
    'loaded',
    `CREATE TABLE "a""; DROP TABLE houses; --" (fid INTEGER PRIMARY KEY, geom BLOB, "x""y" TEXT); INSERT INTO gpkg_contents VALUES ('a"; DROP TABLE houses; --', 'features', 28992); INSERT INTO gpkg_geometry_columns VALUES ('a"; DROP TABLE houses; --', 'geom', 'POLYGON', 28992, 0, 0);`,
  ),
];

export const BOMB_LIST: readonly Bomb[] = [...ARCHIVES, ...MARKUP, ...LIMITS, ...BINARIES, ...DATABASES];
