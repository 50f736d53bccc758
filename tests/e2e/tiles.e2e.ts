/** 3D tiles and maps of rarer formats in a browser, under the program's own content policy. */
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LaunchedApp } from './driver/launcher.ts';

const KML = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>Buildings</name>
<Placemark><name>A</name><Polygon><outerBoundaryIs><LinearRing>
<coordinates>4.45,51.907,0 4.4502,51.907,0 4.4502,51.9071,0 4.45,51.9071,0 4.45,51.907,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
</Folder></Document></kml>`;

let folder: string;
let app: LaunchedApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonwatt-tiles-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'pages/tiles'),
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', minify: false, chunkSizeWarningLimit: 10_000 },
  });
  // What Cesium asks for as soon as a scene is drawn.
  const cesium = join(import.meta.dirname, '../../node_modules/cesium/Build/Cesium/Assets');
  for (const path of ['IAU2006_XYS', 'approximateTerrainHeights.json']) {
    cpSync(join(cesium, path), join(folder, 'cesium/Assets', path), { recursive: true });
  }
  process.env.COMMONWATT_RENDERER_DIR = folder;
  const { launchInBrowser } = await import('./driver/browserLauncher.ts');
  app = await launchInBrowser({ width: 640, height: 480 });
  await app.page.waitForFunction(() => window.testPage !== undefined);
});
afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('3D tiles in the district view', () => {
  it('are drawn from memory, hidden, shown again and taken away', async () => {
    const { page } = app;
    const red = () => page.evaluate(() => window.testPage.redPixels());
    expect(await page.evaluate(() => document.querySelector('canvas')?.getContext('webgl2') !== null)).toBe(true);
    expect(await red()).toBe(0);
    await page.evaluate(() => window.testPage.show());
    const shown = await red();
    if (process.env.COMMONWATT_SHOTS) await page.screenshot({ path: join(process.env.COMMONWATT_SHOTS, 'tiles.png') });
    expect(shown).toBeGreaterThan(1000);
    await page.evaluate(() => window.testPage.setVisible(false));
    expect(await red()).toBe(0);
    await page.evaluate(() => window.testPage.setVisible(true));
    expect(await red()).toBeGreaterThan(1000);
    await page.evaluate(() => window.testPage.clear());
    expect(await red()).toBe(0);
    expect(await page.evaluate(() => window.testPage.faults)).toEqual([]);
  });
});

describe('rarer maps', () => {
  it('are read by GDAL in a worker', async () => {
    const read = await app.page.evaluate((text) => window.testPage.readMap('a.kml', text), KML);
    expect(read).toMatchObject({ kind: 'district', buildings: 1 });
    console.info(`GDAL in a worker, start included: ${Math.round((read as { duration_ms: number }).duration_ms)} ms`);
  });
});

describe('both', () => {
  it('ask nobody else and keep to the content policy', async () => {
    expect(app.externalRequests).toEqual([]);
    expect(await app.page.evaluate(() => window.policyViolations)).toEqual([]);
    expect(app.pageErrors.filter((text) => !text.includes('404'))).toEqual([]);
  });
});
