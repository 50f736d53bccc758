import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { nodeReaderAssets } from '../../../tests/support/nodeAssets.ts';
import { readModel } from '../readModel.ts';

const RD_WKT = 'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,299.1528128]]]]';

type Ring = readonly (readonly number[])[];

function square(x: number, y: number, side: number, z?: number): number[][] {
  const corners = [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
  return z === undefined ? corners : corners.map((corner) => [...corner, z]);
}

class Bytes {
  readonly #parts: number[] = [];
  readonly #little: boolean;

  constructor(little = true) {
    this.#little = little;
  }

  byte(...values: number[]): this {
    this.#parts.push(...values);
    return this;
  }

  uint32(value: number): this {
    return this.#number(4, (view) => view.setUint32(0, value, this.#little));
  }

  float64(...values: readonly number[]): this {
    for (const value of values) this.#number(8, (view) => view.setFloat64(0, value, this.#little));
    return this;
  }

  #number(size: number, set: (view: DataView) => void): this {
    const view = new DataView(new ArrayBuffer(size));
    set(view);
    return this.byte(...new Uint8Array(view.buffer));
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#parts);
  }
}

/** A polygon as a GeoPackage stores it, in either byte order, with an envelope of a kind. */
function polygonBlob(rings: readonly Ring[], little: boolean, envelope: 0 | 1 | 2 = 0): Uint8Array {
  const hasZ = rings[0]?.[0]?.length === 3;
  const bytes = new Bytes(little).byte(0x47, 0x50, 0, (little ? 1 : 0) | (envelope << 1)).uint32(0);
  bytes.float64(...Array.from({ length: [0, 4, 6][envelope] ?? 0 }, () => 0));
  bytes
    .byte(little ? 1 : 0)
    .uint32(hasZ ? 1003 : 3)
    .uint32(rings.length);
  for (const ring of rings) {
    bytes.uint32(ring.length);
    for (const point of ring) bytes.float64(...point);
  }
  return bytes.done();
}

function lineBlob(line: Ring): Uint8Array {
  const bytes = new Bytes().byte(0x47, 0x50, 0, 1).uint32(0).byte(1).uint32(2).uint32(line.length);
  for (const point of line) bytes.float64(...point);
  return bytes.done();
}

interface TestTable {
  readonly name: string;
  readonly type: string;
  readonly srs: number;
  /** Column and type pairs behind the geometry. */
  readonly columns: string;
  readonly rows: readonly (readonly (number | string | Uint8Array | null)[])[];
}

async function geoPackage(tables: readonly TestTable[], more = ''): Promise<Uint8Array> {
  const sql = await initSqlJs();
  const database = new sql.Database();
  database.exec(`PRAGMA application_id = ${0x47504b47};
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('RD', 28992, 'EPSG', 28992, '', ''), ('own', 100001, 'NONE', 100001, '${RD_WKT}', ''),
      ('unknown', 100002, 'NONE', 1, 'LOCAL_CS["Site"]', ''), ('undefined', -1, 'NONE', -1, 'undefined', '');
    CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);${more}`);
  for (const { name, type, srs, columns, rows } of tables) {
    database.exec(`CREATE TABLE "${name}" (fid INTEGER PRIMARY KEY, geom BLOB${columns ? `, ${columns}` : ''})`);
    database.run('INSERT INTO gpkg_contents VALUES (?, ?, ?)', [name, 'features', srs]);
    database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [name, 'geom', type, srs]);
    for (const row of rows) database.run(`INSERT INTO "${name}" VALUES (NULL${', ?'.repeat(row.length)})`, [...row]);
  }
  const bytes = database.export();
  database.close();
  return bytes;
}

async function read(bytes: Uint8Array) {
  return await readModel({ name: 'map.gpkg', bytes }, { assets: nodeReaderAssets });
}

const building = (x: number, extra: readonly (number | string | null)[] = []) => [polygonBlob([square(x, 435_000, 10)], true), ...extra];

describe('GeoPackages', () => {
  it('hold geometries in either byte order, with envelopes, heights and holes', async () => {
    const hole = square(92_102, 435_002, 2).toReversed();
    const rows = [
      [polygonBlob([square(92_000, 435_000, 10)], false, 1), 5],
      [polygonBlob([square(92_100, 435_000, 10), hole], true, 1), 5],
      [polygonBlob([square(92_200, 435_000, 10, 4)], true, 2), 5],
      [Uint8Array.of(0x47, 0x50, 0, 0x11, 0, 0, 0, 0), 5],
      [Uint8Array.of(1, 2, 3), 5],
      [null, 5],
    ];
    const { district } = await read(await geoPackage([{ name: 'pand', type: 'POLYGON', srs: 28992, columns: 'hoogte REAL', rows }]));
    const areas = district.buildings.map((one) => Math.round(one.footprintArea_m2));
    expect(areas).toEqual([100, 96, 100]);
    expect(district.buildings[0]).toMatchObject({ id: '1', height_m: { value: 5, provenance: 'file', note: 'hoogte' } });
    expect(district.issues.find((issue) => issue.code === 'vector.feature')?.values).toMatchObject({ what: 'record', number: 5 });
  });

  it('have layers: buildings by name or columns, streets, and others that are counted', async () => {
    const street = {
      name: 'streets',
      type: 'LINESTRING',
      columns: '',
      rows: [
        [
          lineBlob([
            [92_000, 435_020],
            [92_100, 435_020],
          ]),
        ],
      ],
    };
    const many = (count: number) => Array.from({ length: count }, (_, i) => building(92_000 + i * 20));
    const bytes = await geoPackage([
      { name: 'plots', type: 'POLYGON', srs: 28992, columns: '', rows: many(5) },
      { name: 'shapes', type: 'MULTIPOLYGON', srs: 28992, columns: 'levels INTEGER', rows: [building(92_000, [2]), building(92_100, [3])] },
      { ...street, srs: 28992 },
      { ...street, name: 'old roads', srs: 100_002 },
    ]);
    const { district, facts } = await read(bytes);
    expect(district.buildings.map((one) => one.storeys.value)).toEqual([2, 3]);
    expect(district.elements?.lines).toHaveLength(1);
    expect(facts?.layers).toMatchObject({ plots: { readAs: 'not read' }, shapes: { readAs: 'buildings' }, streets: { readAs: 'streets' } });
    expect(district.issues.map((issue) => issue.code)).toEqual(
      expect.arrayContaining(['vector.layers', 'vector.crsDiffers', 'cityjson.ignored']),
    );
  });

  it('have reference systems by code or by their definition; others are asked for', async () => {
    const code = async (srs: number) =>
      (await read(await geoPackage([{ name: 'pand', type: 'POLYGON', srs, columns: '', rows: [building(92_000)] }]))).district.reference
        .code;
    expect([await code(28992), await code(100_001), await code(100_002), await code(-1)]).toEqual(['EPSG:28992', 'EPSG:28992', null, null]);
  });

  it('with a view that never ends, without layers or damaged end in a named fault', async () => {
    const endless = `CREATE VIEW pand AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom FROM n;
      INSERT INTO gpkg_contents VALUES ('pand', 'features', 28992);
      INSERT INTO gpkg_geometry_columns VALUES ('pand', 'geom', 'POLYGON', 28992, 0, 0);`;
    const whole = await geoPackage([{ name: 'pand', type: 'POLYGON', srs: 28992, columns: '', rows: [building(92_000)] }]);
    const errorOf = async (bytes: Uint8Array) => {
      try {
        await read(bytes);
        return 'read';
      } catch (error) {
        return error instanceof InputError ? `${error.detail.code} ${error.detail.values?.what}` : String(error);
      }
    };
    expect(await errorOf(await geoPackage([], endless))).toBe('geopackage.structure none');
    expect(await errorOf(await geoPackage([]))).toBe('geopackage.structure none');
    expect(await errorOf(whole.slice(0, 5000))).toMatch(/^geopackage\.structure/);
    for (let i = 0; i < 60; i++) {
      const copy = whole.slice();
      for (let n = 0; n < 4; n++) copy[((i * 4 + n) * 7919 + 100) % copy.length] = (i * 2_654_435_761) >>> 24;
      expect(await errorOf(copy), `mutation ${i}`).toMatch(/^(read|geopackage\.structure)/);
    }
  });
});
