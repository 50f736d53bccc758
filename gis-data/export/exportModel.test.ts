import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { BUILDING_USES, type District } from '#models/district/district.ts';
import { buildPlan } from '#models/scenario/buildPlan.ts';
import { prepareDistrict } from '#models/scenario/prepareDistrict.ts';
import { BASELINE } from '#models/scenario/scenario.ts';
import { nodeReaderAssets } from '../../tests/support/nodeAssets.ts';
import { shapeOfBlob } from '../formats/geopackage/geometryBlob.ts';
import { readGlbTable } from '../formats/glb/readGlbTable.ts';
import { readDistrict } from '../formats/readDistrict.ts';
import { readModel } from '../formats/readModel.ts';
import { REFERENCES } from '../projection/referenceTable.ts';
import { referenceOfWkt } from '../projection/wkt.ts';
import { wktOf } from '../projection/wktOf.ts';
import { sampleDistrict, sampleWeather } from '../samples/index.ts';
import { EXPORT_FORMATS, type ExportFormat, exportModel } from './exportModel.ts';
import { BUILDING_TYPES } from './urbanopt/writeUrbanopt.ts';

const DELFSHAVEN = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'gis', 'delfshaven_lod2.city.json');
const sample = sampleDistrict();
const elements = {
  trees: [{ id: 'tree', at_m: [5, 6, 0], height_m: 9, crown_m: 5 }],
  lines: [
    { id: 'quay', kind: 'street', path_m: [0, 0, 100, 0, 150, 20], attributes: {} },
    { id: 'pipe', kind: 'heat-pipe', path_m: [0, 5, 40, 5], rated_kW: 250, attributes: {} },
  ],
  points: [{ id: 'station', kind: 'substation', at_m: [10, 10, 0], attributes: {} }],
} as const;
const furnished: District = {
  ...sample,
  elements,
  buildings: sample.buildings.map((one, index) => (index === 4 ? { ...one, removed: true, surfaceCount: 0 } : one)),
};
const columns = { heatDemand_kWh_m2: Float32Array.from(sample.buildings, (_, i) => (i === 7 ? Number.NaN : i / 4)) };
const common = { scenario: BASELINE, columns, simulationHash: 'abc', assets: nodeReaderAssets } as const;
const write = (format: ExportFormat, district: District = furnished) => exportModel(format, { ...common, district });
const left = furnished.buildings.filter((one) => !one.removed);

/** The same buildings, with what the file states, and footprints within a relative tolerance. */
function expectSameBuildings(after: District, before: readonly District['buildings'][number][], tolerance: number): void {
  expect(after.buildings.map((one) => one.id)).toEqual(before.map((one) => one.id));
  for (const [index, building] of after.buildings.entries()) {
    const source = before[index]!;
    expect(Math.abs(building.footprintArea_m2 / source.footprintArea_m2 - 1), building.id).toBeLessThan(tolerance);
    expect([building.use.value, building.constructionYear.value, building.storeys.value, building.heatSource.value]).toEqual([
      source.use.value,
      source.constructionYear.value,
      source.storeys.value,
      source.heatSource.value,
    ]);
    expect(building.height_m.value).toBeCloseTo(source.height_m.value, 4);
    expect(building.floorArea_m2.value / source.floorArea_m2.value).toBeCloseTo(1, 5);
  }
}

describe('exportModel', () => {
  it('names files by district, scenario and format', async () => {
    for (const format of ['csv', 'geojson', 'gpkg', 'parquet', 'cityjson', 'glb', 'urbanopt'] as const) {
      const { name, mediaType, bytes } = await write(format);
      expect(name.endsWith(`.${EXPORT_FORMATS[format][0]}`)).toBe(true);
      expect(name).not.toMatch(/[\\/:*?"<>|]/);
      expect(mediaType).toMatch(/^(text|application|model)\//);
      expect(bytes.length).toBeGreaterThan(1000);
    }
  });

  it('writes a building’s EnergyPlus file with the plan, and says what is missing without', async () => {
    const prepared = prepareDistrict(sample, sampleWeather());
    const plan = buildPlan(prepared, BASELINE, null);
    const building = sample.buildings[25]!.id;
    const { name, bytes } = await exportModel('idf', { ...common, district: sample, prepared, plan, building });
    expect(name).toContain(building);
    expect(new TextDecoder().decode(bytes)).toContain('Version,');
    await expect(exportModel('idf', { ...common, district: sample, building })).rejects.toThrowError(/none/);
    await expect(exportModel('idf', { ...common, district: sample, prepared, plan, building: 'x' })).rejects.toThrowError(InputError);
  });
});

describe('a district as GeoJSON', () => {
  it('is read back equal', async () => {
    const { district } = await readModel(await write('geojson'), { assets: nodeReaderAssets });
    expectSameBuildings(district, left, 1e-4);
  });
});

describe('a district as a GeoPackage', () => {
  it('is read back equal: buildings, results, streets', async () => {
    const { district } = await readModel(await write('gpkg'), { assets: nodeReaderAssets });
    // The local plane and the equal-area plane differ by the height above the ellipsoid alone.
    expectSameBuildings(district, left, 1e-4);
    expect(district.buildings[8]!.attributes.heatDemand_kWh_m2).toBe(9 / 4);
    expect(district.buildings[6]!.attributes.heatDemand_kWh_m2).toBeNull();
    expect(district.elements?.lines.map(({ kind, path_m }) => [kind, path_m.length])).toEqual([['street', 6]]);
  });

  it('says what it is: application, version, contents with bounds, envelopes of shapes', async () => {
    const { bytes } = await write('gpkg');
    expect(new TextDecoder().decode(bytes.subarray(0, 15))).toBe('SQLite format 3');
    expect(new TextDecoder().decode(bytes.subarray(68, 72))).toBe('GPKG');
    const sql = await initSqlJs({ wasmBinary: (await nodeReaderAssets('sql-wasm.wasm')).slice().buffer });
    const database = new sql.Database(bytes);
    const rows = (query: string) => database.exec(query)[0]?.values ?? [];
    expect(rows('PRAGMA user_version')).toEqual([[10300]]);
    expect(rows('PRAGMA integrity_check')).toEqual([['ok']]);
    expect(rows('PRAGMA foreign_key_check')).toEqual([]);
    expect(rows('SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id')).toEqual([[-1], [0], [4326]]);
    expect(rows('SELECT table_name, geometry_type_name FROM gpkg_geometry_columns ORDER BY 1')).toEqual([
      ['buildings', 'MULTIPOLYGON'],
      ['lines', 'LINESTRING'],
      ['points', 'POINT'],
      ['streets', 'LINESTRING'],
      ['trees', 'POINT'],
    ]);
    const [[minX, minY, maxX, maxY]] = rows("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'buildings'") as [
      number[],
    ];
    const { lon_deg, lat_deg } = sample.origin!;
    expect(minX! < lon_deg && lon_deg < maxX! && minY! < lat_deg && lat_deg < maxY!).toBe(true);
    for (const [blob] of rows('SELECT geom FROM buildings') as [Uint8Array][]) {
      const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
      const xs = shapeOfBlob(blob)!
        .polygons.flat(2)
        .filter((_, i) => i % 3 === 0);
      expect(view.getInt32(4, true)).toBe(4326);
      expect([view.getFloat64(8, true), view.getFloat64(16, true)]).toEqual([Math.min(...xs), Math.max(...xs)]);
    }
    expect(rows('SELECT buildingId FROM buildings WHERE fid = 5')).toEqual([[left[4]!.id]]);
    database.close();
  });

  it('stands in the grid of its file: Delfshaven’s outlines within 1e-6', async (context) => {
    if (!existsSync(DELFSHAVEN)) {
      console.log('Skipped: the reference file delfshaven_lod2.city.json is not there.');
      context.skip();
    }
    const before = readDistrict({ name: 'delfshaven_lod2.city.json', bytes: readFileSync(DELFSHAVEN) });
    const file = await exportModel('gpkg', { ...common, columns: {}, district: before });
    const { district } = await readModel(file, { assets: nodeReaderAssets });
    expect(district.reference.code).toBe('EPSG:28992');
    expect(district.buildings.map((one) => one.id)).toEqual(before.buildings.map((one) => one.id));
    const worst = Math.max(
      ...district.buildings.map((one, i) => Math.abs(one.footprintArea_m2 / before.buildings[i]!.footprintArea_m2 - 1)),
    );
    expect(worst).toBeLessThan(1e-6);
  });
});

describe('definitions of grids', () => {
  it('are recognised by our own reader, for every projection that is written', () => {
    const written = REFERENCES.flatMap((row) => {
      const wkt = row.kind === 'projected' ? wktOf(row) : null;
      return wkt === null
        ? []
        : [[row.epsg, referenceOfWkt(wkt).named, referenceOfWkt(wkt.replace(/,AUTHORITY\["EPSG","\d+"\]\]$/, ']')).by]];
    });
    expect(written.length).toBeGreaterThan(100);
    expect(written.filter(([epsg, named]) => named !== `EPSG:${epsg}`)).toEqual([]);
    expect(written.filter(([, , by]) => by === null)).toEqual([]);
  });
});

describe('a district as Parquet', () => {
  it('holds the table, and outlines as GeoParquet says', async () => {
    const { bytes } = await write('parquet');
    const file = bytes.slice().buffer;
    const rows = await parquetReadObjects({ file, utf8: false });
    expect(rows.map((row) => row.buildingId)).toEqual(left.map((one) => one.id));
    expect(rows[8]).toMatchObject({ use: left[8]!.use.value, heatDemand_kWh_m2: 9 / 4, storeys: left[8]!.storeys.value });
    expect(rows[6]!.heatDemand_kWh_m2 ?? null).toBeNull();
    const metadata = parquetMetadata(file).key_value_metadata!;
    const geo = JSON.parse(metadata.find(({ key }) => key === 'geo')!.value!) as {
      version: string;
      columns: { geometry: { encoding: string; geometry_types: string[]; bbox: number[] } };
    };
    expect(geo).toMatchObject({
      version: '1.1.0',
      primary_column: 'geometry',
      columns: { geometry: { encoding: 'WKB', geometry_types: ['Polygon'] } },
    });
    // The reader follows the metadata and gives GeoJSON.
    const shape = rows[0]!.geometry as { type: string; coordinates: number[][][] };
    expect(shape.type).toBe('Polygon');
    const [minX, minY, maxX, maxY] = geo.columns.geometry.bbox;
    expect(shape.coordinates[0]!.every(([x, y]) => x! >= minX! && x! <= maxX! && y! >= minY! && y! <= maxY!)).toBe(true);
  });

  it('is the table alone for a district without a place', async () => {
    const { bytes } = await write('parquet', { ...furnished, origin: null });
    const [row] = await parquetReadObjects({ file: bytes.slice().buffer });
    expect(row).not.toHaveProperty('geometry');
  });
});

describe('a district as glTF', () => {
  it('gives the ids, results and triangles of its buildings back', async () => {
    const { bytes } = await write('glb', sample);
    const table = readGlbTable('district.glb', bytes);
    expect(table.buildingIds).toEqual(sample.buildings.map((one) => one.id));
    expect(table.columns.heatDemand_kWh_m2).toEqual(columns.heatDemand_kWh_m2);
    expect([...table.triangles].every((count) => count >= 10)).toBe(true);
    expect(() => readGlbTable('district.glb', bytes.subarray(0, 3000))).toThrowError(InputError);
    expect(() => readGlbTable('district.glb', new Uint8Array(64))).toThrowError(InputError);
  });
});

describe('a district as a feature file of URBANopt', () => {
  it('has a site and buildings with the fields that are required, in feet', async () => {
    const { bytes } = await write('urbanopt');
    const document = JSON.parse(new TextDecoder().decode(bytes)) as {
      type: string;
      project: { id: string; name: string };
      features: { type: string; properties: Record<string, unknown>; geometry: { type: string; coordinates: number[][][] } }[];
    };
    expect(document.type).toBe('FeatureCollection');
    expect(document.project.name).toBe(sample.name);
    const [site, ...buildings] = document.features;
    expect(site).toMatchObject({ properties: { type: 'Site Origin', id: 'site-origin' }, geometry: { type: 'Point' } });
    expect(site!.properties.latitude).toBeCloseTo(sample.origin!.lat_deg, 6);
    expect(buildings).toHaveLength(left.length);
    const required = ['id', 'name', 'type', 'building_type', 'floor_area', 'footprint_area', 'number_of_stories'];
    for (const { properties, geometry } of buildings) {
      for (const field of required) expect(properties[field], field).toBeDefined();
      expect(properties.type).toBe('Building');
      expect(Number.isInteger(properties.number_of_stories)).toBe(true);
      expect(geometry.coordinates[0]![0]).toEqual(geometry.coordinates[0]!.at(-1));
    }
    expect(Number(buildings[0]!.properties.floor_area) * 0.09290304).toBeCloseTo(sample.buildings[0]!.floorArea_m2.value, 2);
    expect(Object.keys(BUILDING_TYPES)).toEqual([...BUILDING_USES]);
  });
});
