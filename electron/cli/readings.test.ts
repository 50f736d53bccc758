import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTiff } from '#gis-data/formats/geotiff/testing/writeTiff.ts';
import { tilesetContents } from '#gis-data/formats/tileset/testing/writeTileset.ts';
import { sampleWeather } from '#gis-data/samples/index.ts';
import { buildSolver } from '../../solver-as/build.mjs';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
beforeAll(async () => {
  await buildSolver();
  folder = mkdtempSync(join(tmpdir(), 'commonwatt-readings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function commonwatt(words: readonly string[]): {
  readonly code: number | null;
  readonly json: Record<string, unknown>;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { cwd: folder, encoding: 'utf8' });
  return { code: status, json: status === 0 && stdout.startsWith('{') ? JSON.parse(stdout) : {}, stderr };
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A year as PVGIS writes it: UTC, from any weather. */
function pvgis(): string {
  const weather = sampleWeather();
  const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const stamps = days.flatMap((count, month) =>
    Array.from({ length: count * 24 }, (_, i) => {
      const two = (value: number) => String(value).padStart(2, '0');
      return `${2010 + month}${two(month + 1)}${two(Math.floor(i / 24) + 1)}:${two(i % 24)}00`;
    }),
  );
  const rows = stamps.map((stamp, hour) =>
    [
      stamp,
      ...[weather.dryBulb_C, weather.relativeHumidity_pct, weather.ghi_W_m2, weather.dni_W_m2, weather.dhi_W_m2].map((column) =>
        column[hour]!.toFixed(2),
      ),
    ].join(','),
  );
  return [
    `Latitude (decimal degrees): ${weather.lat_deg}`,
    `Longitude (decimal degrees): ${weather.lon_deg}`,
    'Elevation (m): 10',
    'Irradiance Time Offset (h): 0.5',
    'time(UTC),T2m,RH,G(h),Gb(n),Gd(h)',
    ...rows,
    '',
    'PVGIS (c) European Union',
  ].join('\n');
}

describe('inspect', { timeout: 60_000 }, () => {
  it('reads a raster with the place beside it', () => {
    const path = write('dem.tif', writeTiff({ columns: 5, rows: 4, values: Array.from({ length: 20 }, (_, i) => 10 + i), place: null }));
    expect(commonwatt(['inspect', path]).stderr).toMatch(/does not say where its heights lie[\s\S]*Mend:/);
    write('dem.tfw', '2\n0\n0\n-2\n92001\n434999\n');
    expect(commonwatt(['inspect', path, '--crs', 'EPSG:28992']).json).toMatchObject({
      ...{ kind: 'terrain', columns: 5, rows: 4, cell_m: 2, min_m: 10, max_m: 29 },
      reference: { code: 'EPSG:28992' },
    });
  });

  it('reads the folder of a tileset', () => {
    for (const [path, bytes] of Object.entries(tilesetContents())) write(`city/${path}`, bytes);
    const { json, stderr } = commonwatt(['inspect', join(folder, 'city')]);
    expect(json).toMatchObject({ kind: 'tileset', version: '1.1', tiles: 4, features: 7, simulated: false });
    expect(stderr).toContain('tileset.contextOnly');
  });
});

describe('weather of PVGIS', { timeout: 240_000 }, () => {
  it('is inspected, simulated with, and refused where it is cut', () => {
    const text = pvgis();
    const path = write('tmy.csv', text);
    expect(commonwatt(['inspect', path]).json).toMatchObject({ kind: 'weather', format: 'pvgis-csv', elevation_m: 10 });
    const cut = commonwatt(['inspect', write('cut.csv', text.slice(0, 200_000))]);
    expect([cut.code, cut.stderr]).toEqual([2, expect.stringMatching(/hourly rows; a year has 8760[\s\S]*Mend:/)]);
    const simulated = commonwatt(['simulate', 'sample', '--weather', path, '--out', 'out']);
    expect([simulated.code, simulated.stderr]).toEqual([0, expect.any(String)]);
  });
});
