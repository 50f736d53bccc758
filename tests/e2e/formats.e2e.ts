/**
 * Drop each format: city models, maps, building models, terrain, tables, weather, 3D tiles and a second source, through
 * the window. Every file is made here by our own writers; the real files are dropped too where they are.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { coverageSeeds } from '../fuzz/seeds/elevation.ts';
import { flatGeobufSeeds, geoJsonSeeds, geoJsonSeqSeeds, geoPackageSeeds, shapefileSeeds } from '../fuzz/seeds/maps.ts';
import { osmXmlSeeds, overpassSeeds } from '../fuzz/seeds/openStreetMap.ts';
import { pvgisSeeds } from '../fuzz/seeds/otherSeeds.ts';
import { epwLines } from '../support/epwText.ts';
import { expectAccessible, expectDrawnView, expectOffline, shoot } from './driver/checks.ts';
import { districtTaken } from './driver/districtTaken.ts';
import { dropFile, dropFromDisk, dropSeveral } from './driver/dropFile.ts';
import {
  cityGmlFile,
  cityJsonFile,
  cityJsonSeqFile,
  csvFile,
  groundFile,
  hillFile,
  ifcFile,
  kmlFile,
  type MadeFile,
  STREETS,
  sameStreetsAsGeoJson,
  tileFiles,
  xlsxFile,
} from './driver/formatFiles.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { dismissNotices, shown } from './driver/shown.ts';
import { launch, yearShown } from './driver/start.ts';
import { districtDrawn, pageTime } from './driver/timing.ts';

const gis = join(import.meta.dirname, '../../../shared/data/gis');
const READ_ms = 60_000;

/** A district as it must be shown. */
interface Expected {
  /** Name in the message. */
  readonly name: string;
  readonly buildings: number;
  readonly system: RegExp;
}

const RD = /Amersfoort \/ RD New \(EPSG:28992\)/;
const DEGREES = /WGS 84/;

describe('a file of each format, dropped on the window', () => {
  let app: LaunchedApp;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'commonwatt-formats-'));
    app = await launch();
    app.page.setDefaultTimeout(30_000);
    await yearShown(app);
    await app.page.getByRole('button', { name: 'Skip the tour' }).click();
  });
  afterAll(async () => {
    await app?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    expect(app.pageErrors).toEqual([]);
  });

  const notice = (text: RegExp | string) => app.page.locator('.notice').getByText(text);
  const question = () => app.page.getByRole('heading', { name: 'Two sources of one place' });

  /** Waits for a district that was dropped; where one of the same place is shown, it is replaced. */
  async function taken({ name, buildings, system }: Expected): Promise<void> {
    await districtTaken(app, new RegExp(`^${name}: ${buildings} buildings? read`));
    const now = await shown(app);
    expect(now.buildings).toBe(String(buildings));
    expect(now.system).toMatch(system);
  }

  async function dropDistrict(files: readonly MadeFile[], expected: Expected): Promise<void> {
    await dismissNotices(app);
    await dropSeveral(app.page, files);
    await taken(expected);
  }

  async function dropReal(name: string, expected: Expected): Promise<void> {
    await dismissNotices(app);
    await dropFile(app.page, join(gis, name));
    await taken(expected);
  }

  /** Runs an action of the list. */
  async function command(text: string): Promise<void> {
    await app.page.keyboard.press('Control+k');
    const search = app.page.getByRole('dialog').getByRole('searchbox');
    await search.waitFor();
    await search.fill(text);
    await app.page.getByRole('menuitem').getByText(text).first().waitFor();
    await app.page.keyboard.press('Enter');
  }

  const first = (seeds: readonly MadeFile[], at = 0): MadeFile => {
    const seed = seeds[at];
    if (!seed) throw new Error('There is no such seed.');
    return seed;
  };

  describe('city models', () => {
    it('CityJSON and CityJSONSeq', async () => {
      await dropDistrict([cityJsonFile()], { name: 'Streets \\(synthetic\\)', buildings: STREETS, system: RD });
      await dropDistrict([cityJsonSeqFile()], { name: 'Streets \\(synthetic\\)', buildings: STREETS, system: RD });
    });

    it('CityGML 2 and 3', async () => {
      for (const version of ['2.0', '3.0'] as const) {
        await dropDistrict([cityGmlFile(version)], { name: `streets-${version}`, buildings: STREETS, system: RD });
      }
    });
  });

  describe('maps', () => {
    it('GeoJSON and GeoJSON line by line', async () => {
      await dropDistrict([first(await geoJsonSeeds())], { name: 'map', buildings: 2, system: DEGREES });
      await dropDistrict([first(geoJsonSeqSeeds())], { name: 'map', buildings: 2, system: DEGREES });
    });

    it('a Shapefile, packed, as loose parts, and as a folder with other things in it', async () => {
      const packed = first(shapefileSeeds());
      await dropDistrict([packed], { name: 'map', buildings: 2, system: RD });
      const parts = Object.entries(unzipSync(packed.bytes)).map(([name, bytes]) => ({ name: name.replace('map', 'loose'), bytes }));
      await dropDistrict(parts, { name: 'loose', buildings: 2, system: RD });
      const inFolder = join(folder, 'town');
      for (const { name, bytes } of [...parts, { name: 'read me.docx', bytes: new Uint8Array(8) }]) {
        await mkdir(join(inFolder, 'maps'), { recursive: true });
        await writeFile(join(inFolder, 'maps', name), bytes);
      }
      await dismissNotices(app);
      await dropFromDisk(app.page, [inFolder]);
      await taken({ name: 'town/maps/loose', buildings: 2, system: RD });
    });

    it('FlatGeobuf, OpenStreetMap as XML, and as an Overpass answer', async () => {
      await dropDistrict([first(flatGeobufSeeds())], { name: 'map', buildings: 2, system: RD });
      await dropDistrict([first(await osmXmlSeeds())], { name: 'map', buildings: 2, system: DEGREES });
      await dropDistrict([first(overpassSeeds())], { name: 'map', buildings: 2, system: DEGREES });
    });

    it('KML, which GDAL reads', async () => {
      await dropDistrict([kmlFile()], { name: 'houses', buildings: 6, system: DEGREES });
    });

    it('a GeoPackage with buildings, and one with the ground below them', async () => {
      await dropDistrict([first(await geoPackageSeeds())], { name: 'map', buildings: 4, system: RD });
      await dropSeveral(app.page, [await groundFile()]);
      await notice('The terrain of only-ground.gpkg lies under the district.').waitFor({ timeout: READ_ms });
      expect((await shown(app)).buildings).toBe('4');
      await app.page.getByRole('region', { name: 'Layers' }).getByText('Terrain', { exact: true }).waitFor();
    });

    it('a GeoPackage with both', async () => {
      await dropDistrict(await coverageSeeds(), { name: 'ground', buildings: 4, system: RD });
      await app.page.getByRole('region', { name: 'Layers' }).getByText('Terrain', { exact: true }).waitFor();
    });
  });

  describe('a building model', () => {
    it('IFC4 stands on its grid, shows its walls from inside, and takes the results along', async () => {
      const { page } = app;
      await dropDistrict([ifcFile()], { name: '.*', buildings: 1, system: RD });
      await page.locator('.panel').getByRole('button', { name: 'All buildings' }).click();
      await page.getByRole('grid', { name: 'All buildings' }).getByRole('row').nth(1).click();
      await page.getByRole('button', { name: 'Close the table' }).click();
      await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: 'Building', exact: true }).click();
      const parts = page.getByRole('treegrid', { name: 'Parts' });
      await parts.waitFor();
      await page.getByRole('searchbox', { name: 'Find parts and rooms' }).fill('wall');
      await expect.poll(() => parts.getByRole('row', { name: /wall/i }).count()).toBeGreaterThanOrEqual(8);
      await page.waitForTimeout(3000);
      await shoot(app, 'formats-ifc-building');
      await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: 'District', exact: true }).click();
      const waiting = page.waitForEvent('download');
      await command('(IFC)');
      const text = await readFile(await (await waiting).path(), 'utf8');
      expect(text).toMatch(/^ISO-10303-21/);
      expect(text).toContain('Commonwatt');
    });
  });

  describe('what belongs to a district', () => {
    it('3D tiles are shown around it, switched, taken away, and come back as a folder', async () => {
      const { page } = app;
      await dropDistrict([cityJsonFile()], { name: 'Streets \\(synthetic\\)', buildings: STREETS, system: RD });
      const files = tileFiles();
      const before = await red();
      await dropSeveral(page, [{ name: 'tiles.zip', bytes: zipSync({ ...files }) }]);
      await notice(/^tiles.zip is shown around the district/).waitFor();
      await expect.poll(red, { timeout: 30_000 }).toBeGreaterThan(before + 500);
      await shoot(app, 'formats-tiles');
      const layers = page.getByRole('region', { name: 'Layers' });
      await layers.getByText('3D tiles', { exact: true }).click();
      await expect.poll(red, { timeout: 20_000 }).toBeLessThan(before + 100);
      await layers.getByText('3D tiles', { exact: true }).click();
      await expect.poll(red, { timeout: 20_000 }).toBeGreaterThan(before + 500);
      await layers.getByRole('button', { name: 'Remove the 3D tiles' }).click();
      await expect.poll(red, { timeout: 20_000 }).toBeLessThan(before + 100);
      expect(await layers.getByText('3D tiles', { exact: true }).count()).toBe(0);

      for (const [path, bytes] of Object.entries(files)) {
        const at = join(folder, 'tiles', path);
        await mkdir(dirname(at), { recursive: true });
        await writeFile(at, bytes);
      }
      await dropFromDisk(page, [join(folder, 'tiles')]);
      await notice(/tileset.json is shown around the district/).waitFor();
      await expect.poll(red, { timeout: 30_000 }).toBeGreaterThan(before + 500);
      await layers.getByRole('button', { name: 'Remove the 3D tiles' }).click();
    });

    /** Pixels of the view in the pure red of the test's tiles. */
    async function red(): Promise<number> {
      const png = (await app.page.locator('canvas').first().screenshot()).toString('base64');
      return app.page.evaluate(async (picture) => {
        const image = new Image();
        image.src = `data:image/png;base64,${picture}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        if (!context) return Number.NaN;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        let count = 0;
        for (let i = 0; i < data.length; i += 4) {
          if ((data[i] ?? 0) > 150 && (data[i + 1] ?? 255) < 110 && (data[i + 2] ?? 255) < 110) count++;
        }
        return count;
      }, png);
    }

    it('a GeoTIFF of heights lies under it, and is switched', async () => {
      const { page } = app;
      await dropDistrict([cityJsonFile()], { name: 'Streets \\(synthetic\\)', buildings: STREETS, system: RD });
      const switches = page.getByRole('region', { name: 'Layers' });
      expect(await switches.getByText('Terrain', { exact: true }).count()).toBe(0);
      const before = await pageTime(app);
      await dropSeveral(page, [hillFile()]);
      await notice('The terrain of hill.tif lies under the district.').waitFor({ timeout: READ_ms });
      expect((await shown(app)).buildings).toBe(String(STREETS));
      await districtDrawn(app, before);
      await page.waitForTimeout(1500);
      await expectDrawnView(app);
      await shoot(app, 'formats-terrain');
      const withTerrain = await page.locator('canvas').first().screenshot();
      await switches.getByText('Terrain', { exact: true }).click();
      await expect
        .poll(async () => (await page.locator('canvas').first().screenshot()).equals(withTerrain), { timeout: 20_000 })
        .toBe(false);
      await switches.getByText('Terrain', { exact: true }).click();
      await expectAccessible(app, 'the layers of a district with terrain');
    });

    it('terrain of elsewhere is left out, and says so', async () => {
      await dismissNotices(app);
      await dropSeveral(app.page, [await groundFile()]);
      await notice(/^The terrain of only-ground.gpkg does not lie under the district/).waitFor();
      expect((await shown(app)).buildings).toBe(String(STREETS));
      await dismissNotices(app);
    });

    it('a table as CSV is joined by id, undone, and one as a workbook is looked at', async () => {
      const { page } = app;
      await dropSeveral(page, [csvFile(1911, 2)]);
      const dialog = page.getByRole('dialog', { name: 'Add values from a table' });
      await dialog.getByText(`${STREETS} / ${STREETS + 2}`, { exact: true }).waitFor();
      await dialog.getByText(`${STREETS} of ${STREETS} buildings get values. 2 rows belong to none.`).waitFor();
      await shoot(app, 'formats-join');
      await expectAccessible(app, 'joining a table');
      await dialog.getByRole('button', { name: `Add to ${STREETS} buildings` }).click();
      await notice(`years.csv is joined: ${STREETS} buildings have more values.`).waitFor();
      await yearShown(app);
      const years = async (): Promise<number> => {
        await page.locator('.panel').getByRole('button', { name: 'All buildings' }).click();
        const sheet = page.getByRole('grid', { name: 'All buildings' });
        await sheet.getByRole('row').nth(2).waitFor();
        const count = await sheet.getByText('1911', { exact: true }).count();
        await page.getByRole('button', { name: 'Close the table' }).click();
        return count;
      };
      await expect.poll(years, { timeout: 20_000 }).toBeGreaterThan(3);
      await page.getByRole('button', { name: /^Undo/ }).first().click();
      await yearShown(app);
      await expect.poll(years, { timeout: 20_000 }).toBe(0);

      await dropSeveral(page, [xlsxFile(1911, 0)]);
      await dialog.getByText(`${STREETS} / ${STREETS}`, { exact: true }).waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
    });

    it('a second source of the same place is merged', async () => {
      const { page } = app;
      await dismissNotices(app);
      await dropSeveral(page, [sameStreetsAsGeoJson(1923)]);
      await question().waitFor();
      await page.getByText(/outlines.geojson holds 24 buildings where streets.city.json is/).waitFor();
      await shoot(app, 'formats-second');
      await expectAccessible(app, 'the question of a second source');
      await page.getByRole('button', { name: 'Merge', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Merge a second source' });
      const inBoth = dialog.locator('.join-fact', { hasText: 'In both' }).locator('dd');
      await expect.poll(() => inBoth.innerText(), { timeout: 20_000 }).toBe(String(STREETS));
      await shoot(app, 'formats-merge');
      await expectAccessible(app, 'merging a second source');
      await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
      await notice(`outlines.geojson is merged: ${STREETS} buildings are in both.`).waitFor();
      expect((await shown(app)).buildings).toBe(String(STREETS));
    });

    it('weather as EPW and as a table of PVGIS', async () => {
      const { page } = app;
      for (const file of [{ name: 'weather.epw', bytes: new TextEncoder().encode(epwLines().join('\r\n')) }, first(pvgisSeeds())]) {
        await dismissNotices(app);
        await dropSeveral(page, [file]);
        await notice(/^Weather year .* read\. The year is simulated again\.$/).waitFor({ timeout: READ_ms });
        expect((await shown(app)).buildings).toBe(String(STREETS));
      }
      await dismissNotices(app);
    });

    it('is the same in dark colours', async () => {
      const { page } = app;
      await command('Appearance: Dark');
      await dropSeveral(page, [csvFile(1911, 2)]);
      const dialog = page.getByRole('dialog', { name: 'Add values from a table' });
      await dialog.getByText(`${STREETS} / ${STREETS + 2}`, { exact: true }).waitFor();
      await shoot(app, 'formats-join-dark');
      await expectAccessible(app, 'joining a table in dark colours');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await page.waitForTimeout(1500);
      await shoot(app, 'formats-terrain-dark');
    });
  });

  describe('files as people have them', () => {
    const real = [
      ['3dbag_delft_10bld.city.jsonl', { name: '.*', buildings: 10, system: /EPSG:28992|EPSG:7415/ }],
      ['delfshaven_footprints.geojson', { name: '.*', buildings: 853, system: DEGREES }],
      ['osm_kirchdorf_extract.osm', { name: '.*', buildings: 33, system: DEGREES }],
      ['bubenec_prague.gpkg', { name: '.*', buildings: 144, system: /EPSG:3857/ }],
      ['duplex_A_20110907.ifc', { name: '.*', buildings: 1, system: /./ }],
    ] as const;
    for (const [name, expected] of real) {
      const isHere = existsSync(join(gis, name));
      if (!isHere) console.warn(`Skipped: ${name} (reference data are not here).`);
      it.skipIf(!isHere)(name, () => dropReal(name, expected));
    }
  });

  it('stayed offline and within the content policy', async () => {
    await expectOffline(app);
  });
});
