/** The import assistant: a messy file is told about, mended, taken back, and given likely types; a large one as well. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import { dropFile } from './driver/dropFile.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { figure, launch, yearShown } from './driver/start.ts';

const DATA = join(import.meta.dirname, '../../../shared/data/gis');
const hasData = existsSync(join(DATA, 'messy_8_faults.city.json'));
if (!hasData) console.warn('Skipped: the import assistant (reference data are not here).');

const summaryOf = ({ page }: LaunchedApp) => page.locator('.assistant-summary');
const stepOf = ({ page }: LaunchedApp, title: string) =>
  page.locator('.assistant-step').filter({ has: page.locator('h4', { hasText: title }) });

/** Opens a part of the assistant and brings it to the top of the panel. */
async function openStep(app: LaunchedApp, title: string): Promise<void> {
  const trigger = stepOf(app, title).locator('h4 button').first();
  if ((await trigger.getAttribute('aria-expanded')) === 'false') await trigger.click();
  await trigger.evaluate((element) => {
    const body = element.closest('.panel-body');
    if (body) body.scrollTop += element.getBoundingClientRect().top - body.getBoundingClientRect().top - 8;
  });
}

async function savedBytes(app: LaunchedApp, button: string): Promise<Buffer> {
  const [download] = await Promise.all([app.page.waitForEvent('download'), app.page.getByRole('button', { name: button }).click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function loaded(app: LaunchedApp): Promise<void> {
  await yearShown(app);
  await app.page.getByRole('button', { name: 'Skip the tour' }).click();
}

describe.skipIf(!hasData)('the import assistant', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch();
    await loaded(app);
  });
  afterAll(async () => {
    await app?.close();
  });

  it('is not in the way of the sample, and opens on demand', async () => {
    const { page } = app;
    expect(await page.locator('.assistant').count()).toBe(0);
    await page.getByRole('button', { name: 'Check what was read' }).click();
    await expect.poll(() => summaryOf(app).textContent(), { timeout: 20_000 }).toMatch(/buildings found/);
    await page.getByRole('button', { name: 'Close the check' }).click();
    expect(await page.locator('.assistant').count()).toBe(0);
  });

  it('opens with a file that was read, and says what it holds and lacks', async () => {
    const { page } = app;
    await dropFile(page, join(DATA, 'messy_8_faults.city.json'));
    await page.getByRole('textbox', { name: /EPSG/ }).fill('28992');
    await page.getByRole('button', { name: 'Place it there' }).click();
    await expect
      .poll(() => summaryOf(app).textContent(), { timeout: 20_000 })
      .toBe('7 buildings found. 1 object has a type that is not known. 29 faults can be mended. Use or age of 6 are assumptions.');
    const question = page.locator('.issue', { hasText: 'calls this “Bulding”' });
    await question.getByRole('button').first().click();
    await question.getByRole('button', { name: 'Treat as building' }).click();
    await expect
      .poll(() => summaryOf(app).textContent(), { timeout: 20_000 })
      .toBe('8 buildings found. 29 faults can be mended. Use or age of 7 are assumptions.');
    await yearShown(app);
    await openStep(app, 'Found');
    const found = await stepOf(app, 'Found').textContent();
    expect(found).toContain('7 Building, 1 Bulding');
    expect(found).toContain('EPSG:28992');
    await expectAccessible(app, 'the import assistant');
    await shoot(app, 'assistant-messy');
  });

  it('tells how values came about, selects their buildings and colours the map by their source', async () => {
    const { page } = app;
    await openStep(app, 'Missing and assumed');
    await page.getByRole('button', { name: 'Colour the map: where Year of construction comes from' }).click();
    await page.locator('.legend', { hasText: 'Source of the year' }).waitFor();
    await page.getByRole('button', { name: /^Select 7 buildings: no year in the file: 1970 assumed/ }).click();
    await page.getByRole('heading', { name: '7 buildings', exact: true }).waitFor();
    await expectAccessible(app, 'what was assumed');
    await shoot(app, 'assistant-assumed');
  });

  it('hands the findings on as a table and as an issue list', async () => {
    await openStep(app, 'Findings');
    const csv = (await savedBytes(app, 'Save as table (CSV)')).toString('utf8');
    expect(csv).toMatch(/^Severity,Code,Object,Count,Finding,/);
    expect(csv).toContain('{78816C97-E934-4719-94F3-A10E832C0EDD}');
    const bcf = unzipSync(await savedBytes(app, 'Save as issue list (BCF)'));
    expect(Object.keys(bcf)).toContain('bcf.version');
    expect(Object.keys(bcf).filter((name) => name.endsWith('markup.bcf')).length).toBe(csv.trim().split('\r\n').length - 1);
  });

  it('mends all in one step, says what that did, and undo brings the faults back', async () => {
    const { page } = app;
    await openStep(app, 'Repairs');
    await page.getByRole('button', { name: 'Repair all' }).click();
    await expect.poll(() => summaryOf(app).textContent(), { timeout: 20_000 }).toContain('No fault that can be mended.');
    const line = page.locator('.assistant-offer', { hasText: 'Openings closed: 7 buildings' });
    expect(await line.textContent()).toMatch(/Volume [\d\s\u202f\u00a0]+m³ before, .*4 are closed now\./s);
    expect(await page.locator('.notice-warning').count()).toBe(0);
    await yearShown(app);
    await expectAccessible(app, 'mended faults');
    await shoot(app, 'assistant-mended');
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await expect.poll(() => summaryOf(app).textContent(), { timeout: 20_000 }).toContain('29 faults can be mended.');
    expect(await line.count()).toBe(0);
    await page.getByRole('button', { name: 'Repair: Close openings', exact: true }).click();
    await line.waitFor();
    await page.getByRole('button', { name: 'Take back' }).click();
    await expect.poll(() => line.count(), { timeout: 20_000 }).toBe(0);
  });

  it('proposes types with reasons; taken ones count as said by the person', async () => {
    const { page } = app;
    await yearShown(app);
    const before = await figure(app, 'Heat demand');
    await openStep(app, 'Types');
    const types = stepOf(app, 'Types');
    expect(await types.textContent()).toContain('Nothing says when it was built; 1970 is assumed.');
    await types.getByRole('button', { name: 'Take all' }).click();
    await types.getByText('Use and year of every building are stated.').waitFor({ timeout: 20_000 });
    await openStep(app, 'Missing and assumed');
    expect(await stepOf(app, 'Missing and assumed').textContent()).toContain('said by you');
    // What was assumed before is now said: the same values, the same result.
    await yearShown(app);
    expect(await figure(app, 'Heat demand')).toBe(before);
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await types.getByRole('button', { name: 'Take all' }).waitFor({ timeout: 20_000 });
  });

  it('draws data quality as a map and as a histogram', async () => {
    const { page } = app;
    await openStep(app, 'Data quality');
    await page.getByRole('button', { name: 'Colour the map by data quality' }).click();
    await page.locator('.legend', { hasText: 'Data quality in percent' }).waitFor();
    await page.getByRole('img', { name: /^Buildings by data quality\. \d+\s?% on average over 7 buildings/ }).waitFor();
    await expectAccessible(app, 'data quality');
    await shoot(app, 'assistant-quality');
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});

describe.skipIf(!hasData)('the import assistant with a whole quarter', () => {
  for (const [theme, width, height] of [
    ['dark', 1280, 720],
    ['light', 390, 844],
  ] as const) {
    it(`is readable in ${theme} at ${width} x ${height}`, async () => {
      const app = await launch({ theme, width, height });
      try {
        await loaded(app);
        await dropFile(app.page, join(DATA, 'delfshaven_lod2.city.json'));
        await expect
          .poll(() => summaryOf(app).textContent(), { timeout: 60_000 })
          .toBe('853 buildings found. 2,962 faults can be mended. Use or age of 853 are assumptions.');
        await openStep(app, 'Repairs');
        await expectAccessible(app, `the assistant, ${theme}`);
        await shoot(app, `assistant-${theme}-${width}`);
        await openStep(app, 'Types');
        await shoot(app, `assistant-types-${theme}-${width}`);
        expect(app.pageErrors).toEqual([]);
      } finally {
        await app.close();
      }
    });
  }
});
