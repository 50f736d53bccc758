import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { nodeReaderAssets } from '../../tests/support/nodeAssets.ts';
import { inspectFile } from '../inspect.ts';
import { writeTiff } from './geotiff/testing/writeTiff.ts';
import { groupFiles } from './groupFiles.ts';
import { readAny } from './readAny.ts';
import type { InputFile } from './readDistrict.ts';
import { tilesetContents, tilesetZip } from './tileset/testing/writeTileset.ts';

const PRAGUE = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'gis', 'bubenec_prague.gpkg');
const RD_WKT = 'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,299.1528128]]]]';

const named = (name: string, bytes: Uint8Array | string = ''): InputFile => ({
  name,
  bytes: typeof bytes === 'string' ? strToU8(bytes) : bytes,
});
const tiff = (place: { x: number; y: number; side: number } | null) =>
  writeTiff({ columns: 8, rows: 8, values: Array.from({ length: 64 }, (_, i) => i), place });

const outline = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { height: 6 },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [4.45, 51.907],
            [4.4502, 51.907],
            [4.4502, 51.9071],
            [4.45, 51.907],
          ],
        ],
      },
    },
  ],
};

/** One square of 10 m as the geometry part of a Shapefile. */
function shp(): Uint8Array {
  const ring = [
    [92_000, 435_000],
    [92_000, 435_010],
    [92_010, 435_010],
    [92_010, 435_000],
    [92_000, 435_000],
  ];
  const content = 44 + 4 + ring.length * 16;
  const bytes = new Uint8Array(100 + 8 + content);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 9994);
  view.setInt32(24, bytes.length / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, 5, true);
  const box = [92_000, 435_000, 92_010, 435_010];
  for (const [i, value] of box.entries()) view.setFloat64(36 + i * 8, value, true);
  view.setInt32(100, 1);
  view.setInt32(104, content / 2);
  view.setInt32(108, 5, true);
  for (const [i, value] of box.entries()) view.setFloat64(112 + i * 8, value, true);
  view.setInt32(144, 1, true);
  view.setInt32(148, ring.length, true);
  for (const [i, [x, y]] of ring.entries()) {
    view.setFloat64(156 + i * 16, x!, true);
    view.setFloat64(164 + i * 16, y!, true);
  }
  return bytes;
}

async function faultOf(files: readonly InputFile[]): Promise<string> {
  try {
    return (await readAny(files, { assets: nodeReaderAssets })).kind;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.detail.code;
  }
}

describe('groupFiles', () => {
  it('puts parts to their main file and keeps the rest apart', () => {
    const names = [
      'b/dem.TIF',
      'a.shp',
      'A.dbf',
      'a.prj',
      'b/dem.tfw',
      'b/dem.prj',
      'other.prj',
      '__MACOSX/a.shp',
      'map.tab',
      'map.dat',
      'x.csv',
    ];
    const groups = groupFiles(names.map((name) => named(name)));
    expect(groups.map(({ kind, main, parts }) => [kind, main.name, parts.map((part) => part.name)])).toEqual([
      ['raster', 'b/dem.TIF', ['b/dem.tfw', 'b/dem.prj']],
      ['shapefile', 'a.shp', ['A.dbf', 'a.prj']],
      ['file', 'other.prj', []],
      ['map', 'map.tab', ['map.dat']],
      ['file', 'x.csv', []],
    ]);
  });

  it('takes the folder of a tileset as one', () => {
    const files = Object.entries(tilesetContents()).map(([path, bytes]) => named(`city/${path}`, bytes));
    const groups = groupFiles([...files, named('readme.txt')]);
    expect(groups.map(({ kind, main, parts }) => [kind, main.name, parts.length])).toEqual([
      ['tileset', 'city/tileset.json', 3],
      ['file', 'readme.txt', 0],
    ]);
  });
});

describe('readAny', () => {
  it('reads loose parts of a Shapefile, and a raster with its place beside it', async () => {
    const map = await readAny([named('a.shp', shp()), named('a.prj', RD_WKT)]);
    expect(map.kind === 'district' && map.result.district.buildings[0]?.footprintArea_m2).toBeCloseTo(100, 6);
    expect(map.kind === 'district' && map.result.district.reference.code).toBe('EPSG:28992');
    const dem = await readAny([named('dem.tif', tiff(null)), named('dem.tfw', '5\n0\n0\n-5\n92000\n435000'), named('dem.prj', RD_WKT)]);
    expect(dem.kind === 'terrain' && [dem.grid.reference.code, dem.grid.place.x0]).toEqual(['EPSG:28992', 92_000]);
  });

  it('tells weather, tables, tiles and districts apart, packed or not', async () => {
    const zip = (content: Record<string, Uint8Array>) => [named('any.zip', zipSync(content))];
    expect(await faultOf([named('t.csv', 'id,year\n1,1990\n2,1991\n')])).toBe('table');
    expect(await faultOf([named('tiles.zip', tilesetZip())])).toBe('tileset');
    expect(await faultOf(Object.entries(tilesetContents()).map(([path, bytes]) => named(path, bytes)))).toBe('tileset');
    const geojson = strToU8(JSON.stringify(outline));
    expect(await faultOf(zip({ 'data/a.geojson': geojson, 'readme.txt': strToU8('words') }))).toBe('district');
    expect(await faultOf(zip({ 'dem.tif': tiff({ x: 0, y: 0, side: 1 }), 'dem.tfw': strToU8('1 0 0 -1 0 0') }))).toBe('terrain');
    expect(await faultOf(zip({ 'a.geojson': geojson, 'b.geojson': geojson }))).toBe('files.several');
    expect(await faultOf([named('a.geojson', geojson), named('b.geojson', geojson)])).toBe('files.several');
    expect(await faultOf([])).toBe('files.several');
    expect(await faultOf(zip({ 'readme.txt': strToU8('words') }))).toBe('format.unsupported');
    expect(await faultOf([named('a.bin', Uint8Array.of(1, 2, 3, 4))])).toBe('format.unsupported');
  });
});

describe('inspectFile', () => {
  it('reports terrain and tilesets', async () => {
    const terrain = await inspectFile(
      named(
        'dem.tif',
        writeTiff({
          columns: 8,
          rows: 6,
          values: Array.from({ length: 48 }, (_, i) => i),
          epsg: 28992,
          place: { x: 92_000, y: 435_000, side: 2 },
        }),
      ),
    );
    expect(terrain).toMatchObject({
      kind: 'terrain',
      columns: 8,
      rows: 6,
      cell_m: 2,
      min_m: 0,
      max_m: 47,
      reference: { code: 'EPSG:28992' },
    });
    expect(await inspectFile(named('tiles.zip', tilesetZip()))).toMatchObject({ kind: 'tileset', tiles: 4, features: 7, simulated: false });
  });

  it.skipIf(!existsSync(PRAGUE))('tells buildings and elevation of a GeoPackage that has both', async () => {
    const report = await inspectFile(named('bubenec_prague.gpkg', readFileSync(PRAGUE)), { assets: nodeReaderAssets });
    expect(report).toMatchObject({ kind: 'district', buildings: 144, facts: { elevation: { columns: 592, rows: 647, cell_m: 1 } } });
    const elevation = report.kind === 'district' ? (report.facts.elevation as { min_m: number; max_m: number }) : null;
    expect(Math.abs((elevation?.min_m ?? 0) - 188.41)).toBeLessThan(0.001);
    expect(Math.abs((elevation?.max_m ?? 0) - 222.139)).toBeLessThan(0.001);
  });
});
