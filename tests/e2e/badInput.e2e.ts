/**
 * Input that cannot be used: each time the message says what, where and how to mend, and what was on the
 * screen before is still there, figure by figure.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EPW_HEADER_LINES, epwLines } from '../support/epwText.ts';
import { BOX_FACES, BOX_KINDS, tinyCity } from '../support/tinyCity.ts';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import { districtTaken } from './driver/districtTaken.ts';
import { dropBytes, dropFile } from './driver/dropFile.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { dismissNotices, expectRefused, shown } from './driver/shown.ts';
import { launch, yearShown } from './driver/start.ts';

const messy = join(import.meta.dirname, '../../../shared/data/gis/messy_8_faults.city.json');
const hasMessy = existsSync(messy);
if (!hasMessy) console.warn('Skipped: the city model with eight faults (reference data are not here).');

const PIXEL_PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** Finding in the district panel, opened: its words and the objects it names. */
async function finding({ page }: LaunchedApp, code: string): Promise<string> {
  const entry = page
    .locator('.issue', { has: page.locator('.issue-code', { hasText: new RegExp(`^${code.replace('.', '\\.')}$`) }) })
    .first();
  await entry.locator('.disclosure-button').click();
  return entry.innerText();
}

/** Drops a city model that can be read, and waits for the news of it. */
async function dropCity(app: LaunchedApp, name: string, text: string, count: number): Promise<void> {
  await dismissNotices(app);
  await dropBytes(app.page, `${name}.city.json`, new TextEncoder().encode(text));
  await districtTaken(app, new RegExp(`^${name}: ${count} buildings? read`));
}

describe('input that cannot be used', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch();
    app.page.setDefaultTimeout(25_000);
    await yearShown(app);
    await app.page.getByRole('button', { name: 'Skip the tour' }).click();
  });
  afterAll(async () => {
    await app?.close();
  });

  describe('is refused, and all stays as it was', () => {
    it('a JSON file that ends too early', async () => {
      const text = tinyCity();
      await expectRefused(app, 'cut.city.json', text.slice(0, text.length - 40), [/was cut off/, /cut\.city\.json, line 1/]);
    });

    it('a picture with the name of a city model, and a text', async () => {
      await expectRefused(app, 'photo.city.json', PIXEL_PNG, [/of no kind known here/, /photo\.city\.json/, /CityJSON/], '20-refused');
      await expectRefused(app, 'letter.city.json', 'Dear colleague,\nthe model follows.', [/of no kind known here/, /letter\.city\.json/]);
    });

    it('a map without a feature', async () => {
      await expectRefused(app, 'list.json', '{"type":"FeatureCollection","features":[]}', [/holds no building/, /list\.json/]);
    });

    it('a city model without a single building', async () => {
      await expectRefused(app, 'trees.city.json', tinyCity({ buildings: 0 }), [/no building/, /trees\.city\.json/]);
    });

    it('a weather file with 8,759 rows', async () => {
      const lines = epwLines();
      lines.splice(EPW_HEADER_LINES + 100, 1);
      await expectRefused(app, 'short.epw', lines.join('\r\n'), [/8,759 hours instead of 8,760/, /short\.epw, line 109/]);
    });

    it('a weather file with a word for a number', async () => {
      const lines = epwLines();
      const at = EPW_HEADER_LINES + 4;
      lines[at] = (lines[at] ?? '').replace(/^((?:[^,]*,){6})[^,]*/, '$1mild');
      await expectRefused(app, 'word.epw', lines.join('\r\n'), [/mild/, /word\.epw, line 13, column 7/]);
    });
  });

  describe('is read as far as it is sound, and the rest is named', () => {
    it('a self-intersecting face and a face without area', async () => {
      const faces = [...BOX_FACES, [[0, 1, 2, 3]], [[4, 5, 4]], [[0, 1, 1]]];
      const kinds = [...BOX_KINDS, 'WallSurface', 'RoofSurface', 'WallSurface'];
      await dropCity(app, 'faces', tinyCity({ faces: { building: 1, faces, kinds } }), 3);
      expect((await shown(app)).buildings).toBe('3');
      expect(await finding(app, '104')).toMatch(/crosses itself[\s\S]*house-2/);
      expect(await finding(app, 'face.zeroArea')).toMatch(/no area[\s\S]*house-2/);
      await shoot(app, '21-findings');
      await expectAccessible(app, 'the list of findings');
    });

    it('a building without a ground', async () => {
      const faces = BOX_FACES.slice(1);
      await dropCity(app, 'ground', tinyCity({ faces: { building: 2, faces, kinds: BOX_KINDS.slice(1) } }), 3);
      expect((await shown(app)).buildings).toBe('3');
      expect(await finding(app, 'building.noGround')).toMatch(/no ground face[\s\S]*house-3/);
    });

    it('coordinates off the planet: kept in local metres, and asked where they belong', async () => {
      const { page } = app;
      await dropCity(app, 'away', tinyCity({ at: [9e9, -4e9] }), 3);
      await page.getByText('None of the known systems fits these numbers.').waitFor();
      await shoot(app, '22-off-the-planet');
      await page.getByRole('button', { name: 'Leave it without a place' }).click();
      const { buildings, system } = await shown(app);
      expect(buildings).toBe('3');
      expect(system).toContain('Position unknown');
      expect(await finding(app, 'crs.outOfRange')).toMatch(/outside the area of EPSG:28992[\s\S]*coordinate system/);
    });

    it('an unknown coordinate system: without an answer the district keeps local metres, with one it has a place', async () => {
      const { page } = app;
      await dropCity(app, 'nowhere', tinyCity({ reference: 'EPSG:99999' }), 3);
      await page.getByRole('radio', { name: /Amersfoort/ }).waitFor();
      await shoot(app, '23-reference');
      await expectAccessible(app, 'the question for the coordinate system');
      await page.getByRole('button', { name: 'Leave it without a place' }).click();
      const local = await shown(app);
      expect(local.system).toContain('Position unknown');

      await page.locator('.panel').getByRole('button', { name: 'Choose the coordinate system' }).click();
      await page.getByText('Amersfoort / RD New', { exact: true }).click();
      await page.getByRole('button', { name: 'Place it there' }).click();
      await expect.poll(async () => (await shown(app)).system, { timeout: 20_000 }).toMatch(/EPSG:28992[\s\S]*about 1 m/);
      const placed = await shown(app);
      expect(placed.buildings).toBe(local.buildings);
      expect(placed.figures.every((figure) => /\d/.test(figure))).toBe(true);
    });

    it.skipIf(!hasMessy)('a city model with eight faults: the rest stands in its place', async () => {
      const { page } = app;
      await dropFile(page, messy);
      await page.getByText('Amersfoort / RD New', { exact: true }).click();
      await page.getByRole('button', { name: 'Place it there' }).click();
      await expect.poll(async () => (await shown(app)).system, { timeout: 20_000 }).toContain('EPSG:28992');
      expect((await shown(app)).buildings).toBe('8');
      expect(await page.locator('.issue-code').count()).toBeGreaterThanOrEqual(7);
      await dismissNotices(app);
      await shoot(app, '24-eight-faults');
    });
  });

  it('stayed offline and without an error in the console', async () => {
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});
