import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { nodeReaderAssets } from '../../../tests/support/nodeAssets.ts';
import { type TiffInput, writeTiff } from '../geotiff/testing/writeTiff.ts';
import { cellSides_m, gridExtent_deg } from './elevationGrid.ts';
import type { ElevationOptions } from './elevationOptions.ts';
import { readElevation } from './readElevation.ts';

const DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'gis');
const PRAGUE = join(DATA, 'bubenec_prague.gpkg');

async function read(bytes: Uint8Array, options: ElevationOptions = {}, name = 'dem.tif') {
  return readElevation({ name, bytes }, options);
}

async function faultOf(bytes: Uint8Array, options: ElevationOptions = {}): Promise<string> {
  try {
    await read(bytes, options);
    return 'read';
  } catch (error) {
    return error instanceof InputError ? `${error.detail.code} ${error.detail.values?.what}` : `crash: ${error}`;
  }
}

/** A plane that rises by 0.5 m per column and 0.25 m per row. */
const COLUMNS = 40;
const ROWS = 30;
const plane = Array.from({ length: COLUMNS * ROWS }, (_, i) => 10 + 0.5 * (i % COLUMNS) + 0.25 * Math.floor(i / COLUMNS));
const RD = { columns: COLUMNS, rows: ROWS, values: plane, epsg: 28992, place: { x: 92_000, y: 435_000, side: 5 } } satisfies TiffInput;

describe('GeoTIFFs', () => {
  it('give the same heights in strips, tiles, packed, in either byte order and as BigTIFF', async () => {
    const forms: Partial<TiffInput>[] = [
      {},
      { rowsPerStrip: 7 },
      { tile: 16 },
      { tile: 16, deflate: true },
      { deflate: true, rowsPerStrip: 8, bigEndian: true },
      { big: true, kind: 'float64' },
    ];
    for (const form of forms) {
      const grid = await read(writeTiff({ ...RD, ...form }));
      expect([grid.columns, grid.rows, grid.thinning], JSON.stringify(form)).toEqual([COLUMNS, ROWS, 1]);
      expect(Array.from(grid.height_m), JSON.stringify(form)).toEqual(plane);
    }
  });

  it('know integers with scale and offset, predictors, and cells without a height', async () => {
    const metadata =
      '<GDALMetadata><Item name="SCALE" sample="0" role="scale">0.25</Item><Item name="OFFSET" sample="0" role="offset">-10</Item></GDALMetadata>';
    const values = plane.map((height, i) => (i === 5 ? -32_768 : (height + 10) * 4));
    const grid = await read(
      writeTiff({ ...RD, kind: 'int16', values, metadata, noData: '-32768', deflate: true, horizontalPredictor: true }),
    );
    expect(grid.emptyCells).toBe(1);
    expect(grid.height_m[5]).toBeNaN();
    expect([grid.min_m, grid.max_m, grid.height_m[6]]).toEqual([10, plane.at(-1), plane[6]]);
  });

  it('stand at the middle of cells, whether the file gives corners, middles or a matrix', async () => {
    const place = async (form: Partial<TiffInput>, options: ElevationOptions = {}) => {
      const grid = await read(writeTiff({ ...RD, ...form }), options);
      return [grid.place.x0, grid.place.y0, grid.place.xColumn, grid.place.yRow];
    };
    expect(await place({})).toEqual([92_002.5, 434_997.5, 5, -5]);
    expect(await place({ pixelIsPoint: true })).toEqual([92_000, 435_000, 5, -5]);
    expect(await place({ transformation: [5, 0, 0, 92_000, 0, -5, 0, 435_000, 0, 0, 0, 0, 0, 0, 0, 1] })).toEqual([
      92_002.5, 434_997.5, 5, -5,
    ]);
    expect(await place({ place: null }, { worldFile: '5\n0\n0\n-5\n92002.5\n434997.5\n' })).toEqual([92_002.5, 434_997.5, 5, -5]);
  });

  it('have reference systems by code, by name or by what the person says; others are asked for', async () => {
    const code = async (form: Partial<TiffInput>, options: ElevationOptions = {}) => {
      const { epsg: _, ...rest } = RD;
      const grid = await read(writeTiff({ ...rest, ...form }), options);
      return grid.reference.code ?? grid.issues.find((issue) => issue.code.startsWith('crs'))?.code;
    };
    expect(await code({ epsg: 28992 })).toBe('EPSG:28992');
    expect(await code({ citation: 'Amersfoort / RD New' })).toBe('EPSG:28992');
    expect(await code({ citation: 'Local site grid' })).toBe('crs.unknown');
    expect(await code({})).toBe('crs.unknown');
    expect(await code({}, { reference: 'EPSG:28992' })).toBe('EPSG:28992');
    expect(await code({ epsg: 2056 })).toBe('crs.outOfRange');
  });

  it('may count heights in feet', async () => {
    const grid = await read(writeTiff({ ...RD, heightUnit: 9002 }));
    expect(grid.min_m).toBeCloseTo(3.048, 6);
  });

  it('are thinned out to the mean of their cells where they have too many', async () => {
    const grid = await read(writeTiff(RD), { mostCells: 100 });
    expect([grid.thinning, grid.columns, grid.rows]).toEqual([4, 10, 7]);
    expect(grid.height_m[0]).toBeCloseTo(10 + 0.5 * 1.5 + 0.25 * 1.5, 6);
    expect([grid.place.x0, grid.place.y0]).toEqual([92_010, 434_990]);
    expect(grid.issues.map((issue) => issue.code)).toContain('elevation.thinned');
    expect(grid.min_m).toBe(10);
  });

  it('in degrees have cells in metres', async () => {
    const side = 1 / 3600;
    const grid = await read(writeTiff({ ...RD, epsg: 4326, place: { x: 4.4, y: 51.9, side } }));
    const [across, along] = cellSides_m(grid);
    expect(across).toBeCloseTo(30.887 * Math.cos((51.9 * Math.PI) / 180), 1);
    expect(along).toBeCloseTo(30.887, 1);
    expect(gridExtent_deg(grid)?.[0]).toBeCloseTo(4.4, 9);
  });

  it('that are pictures, without a place, too large or packed in another way are refused by name', async () => {
    expect(await faultOf(writeTiff({ ...RD, kind: 'uint8', extra: [[262, 3, [2]]] }))).toBe('elevation.structure picture');
    expect(await faultOf(writeTiff({ ...RD, place: null }))).toBe('elevation.structure place');
    expect(
      await faultOf(
        writeTiff({
          ...RD,
          extra: [
            [256, 4, [4_000_000]],
            [257, 4, [4_000_000]],
          ],
        }),
      ),
    ).toBe('elevation.structure size');
    expect(await faultOf(writeTiff({ ...RD, extra: [[259, 3, [50_000]]] }))).toBe('elevation.structure packing');
    expect(await faultOf(writeTiff({ ...RD, values: plane.map(() => -9999) }))).toBe('elevation.structure empty');
    expect(await faultOf(writeTiff(RD).subarray(0, 300))).toBe('elevation.structure damaged');
  });

  it('with wrong bytes end in a named fault, and soon', async () => {
    const whole = writeTiff({ ...RD, tile: 16, deflate: true });
    const start = performance.now();
    for (let i = 0; i < 400; i++) {
      const copy = whole.slice();
      for (let n = 0; n < 3; n++) copy[((i * 3 + n) * 7919 + (i % 2) * 11) % copy.length] = (i * 2_654_435_761 + n * 97) >>> 24;
      expect(await faultOf(copy), `mutation ${i}`).toMatch(/^(read|elevation\.structure|format\.unsupported)/);
    }
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

describe('ASCII grids', () => {
  const text = 'ncols 3\nnrows 2\nxllcorner 92000\nyllcorner 435000\ncellsize 5\nNODATA_value -9999\n1 2 3\n4 -9999 6\n';
  const bytesOf = (content: string) => new TextEncoder().encode(content);

  it('are read from the north, with middles of cells', async () => {
    const grid = await read(bytesOf(text), { reference: 'EPSG:28992' }, 'dem.asc');
    expect(Array.from(grid.height_m)).toEqual([1, 2, 3, 4, Number.NaN, 6]);
    expect([grid.place.x0, grid.place.y0, grid.place.yRow]).toEqual([92_002.5, 435_007.5, -5]);
  });

  it('that are cut, too long or absurd are refused', async () => {
    expect(await faultOf(bytesOf(text.slice(0, -8)))).toBe('elevation.structure damaged');
    expect(await faultOf(bytesOf(`${text}7 8 9\n`))).toBe('elevation.structure damaged');
    expect(await faultOf(bytesOf(text.replace('ncols 3', 'ncols 300000')))).toBe('elevation.structure damaged');
  });
});

describe.skipIf(!existsSync(PRAGUE))('the elevation layer of the Prague GeoPackage', () => {
  it('has the published cells, range and reference system', async () => {
    const grid = await read(readFileSync(PRAGUE), { assets: nodeReaderAssets }, 'bubenec_prague.gpkg');
    expect([grid.columns, grid.rows, grid.reference.code]).toEqual([592, 647, 'EPSG:5514']);
    expect(cellSides_m(grid)).toEqual([1, 1]);
    expect(Math.abs(grid.min_m - 188.41)).toBeLessThan(0.001);
    expect(Math.abs(grid.max_m - 222.139)).toBeLessThan(0.001);
  });
});
