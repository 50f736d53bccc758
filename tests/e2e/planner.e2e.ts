/**
 * A planner's first ten minutes: start, tour, sample, select, measure, compare, save, reopen, drop a city
 * model and a weather file, export. Offline, content policy and accessibility are asserted on the way.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectDrawnView, expectOffline, shoot } from './driver/checks.ts';
import { dropFile } from './driver/dropFile.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { figure, launch, openTask, yearShown } from './driver/start.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const delfshaven = join(data, 'gis/delfshaven_lod2.city.json');
const italy = join(data, 'building-energy/PVGIS_TMY_45.000N_8.000E_2005-2023_NW-Italy.epw');
const hasData = existsSync(delfshaven) && existsSync(italy);
if (!hasData) console.warn('Skipped: dropping Delfshaven and an EPW file (reference data are not here).');

describe('a planner’s first ten minutes', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(async () => {
    await app?.close();
  });

  it('starts with the sample district, simulated, and a tour of three steps that never comes back', async () => {
    const { page } = app;
    await yearShown(app);
    await page.getByText('Step 1 of 3').waitFor();
    await expectDrawnView(app);
    await shoot(app, '01-start');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Step 2 of 3').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Step 3 of 3').waitFor();
    const settingsWritten = page.waitForResponse((response) => response.url().includes('/api/host/writeSettings'));
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await settingsWritten;
    await page.reload();
    await yearShown(app);
    expect(await page.getByText('Step 1 of 3').count()).toBe(0);
    await expectAccessible(app, 'the district task');
  });

  it('selects a building by a click and opens it', async () => {
    const { page } = app;
    const canvas = page.locator('canvas').first();
    const box = await canvas.boundingBox();
    if (!box) throw new Error('The view has no box.');
    const found = async (): Promise<boolean> => {
      for (let row = 0.35; row < 0.8; row += 0.06) {
        for (let column = 0.4; column < 0.75; column += 0.05) {
          await page.mouse.click(box.x + box.width * column, box.y + box.height * row);
          await page.waitForTimeout(250);
          if ((await page.getByRole('heading', { name: 'Properties' }).count()) > 0) return true;
        }
      }
      return false;
    };
    expect(await found(), 'a click on the view hits a building').toBe(true);
    await shoot(app, '02-building');
    await expectAccessible(app, 'the building inspector');
  });

  it('moves the share of solar roofs by keyboard and sees the figures follow', async () => {
    const { page } = app;
    await page.keyboard.press('Escape');
    await openTask(app, 'Scenario');
    const slider = page.getByRole('slider', { name: /Share of roofs with PV/ });
    const before = await figure(app, 'Solar electricity');
    await slider.focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('PageUp');
    await page.waitForTimeout(300);
    await yearShown(app);
    const after = await figure(app, 'Solar electricity');
    expect(after).toBeGreaterThan(before * 1.1);
    await shoot(app, '03-scenario');
    await expectAccessible(app, 'the scenario task');
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(300);
    await yearShown(app);
    expect(await figure(app, 'Solar electricity')).toBeLessThan(after);
    await page.keyboard.press('Control+Shift+z');
    await page.waitForTimeout(300);
    await yearShown(app);
    expect(await figure(app, 'Solar electricity')).toBeCloseTo(after, 6);
  });

  it('shows every key figure with formula, inputs and definition, and five charts', async () => {
    const { page } = app;
    await openTask(app, 'Results');
    await page.locator('.kpi-grid').waitFor();
    await page.locator('.kpi-grid .kpi-card').first().click();
    await page.getByText('Formula').waitFor();
    await shoot(app, '04-figure-opened');
    await page.keyboard.press('Escape');
    for (const tab of ['Year', 'Duration', 'Day', 'Flows', 'Months']) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await page.locator('.chart-box canvas').first().waitFor();
      await page.waitForTimeout(300);
      await shoot(app, `05-chart-${tab.toLowerCase()}`);
    }
    await expectAccessible(app, 'the results task');
  });

  it('compares the scenarios side by side', async () => {
    const { page } = app;
    await openTask(app, 'Compare');
    await page.locator('.compare-table').waitFor();
    expect(await page.locator('.compare-table thead th').count()).toBeGreaterThanOrEqual(3);
    await shoot(app, '06-compare');
    await expectAccessible(app, 'the compare task');
  });

  it('saves the project, and a later start opens it with the same figures', async () => {
    const { page } = app;
    await openTask(app, 'Scenario');
    const before = await figure(app, 'Solar electricity');
    await page.keyboard.press('Control+s');
    await page.getByRole('textbox', { name: 'Name' }).fill('Docklands');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Docklands').first().waitFor();
    await page
      .getByText(/is saved/)
      .first()
      .waitFor();
    await shoot(app, '07-saved');
    await page.reload();
    await yearShown(app);
    await page.keyboard.press('Control+o');
    await page
      .getByText(/Docklands/)
      .last()
      .click();
    await page.waitForTimeout(500);
    await openTask(app, 'Scenario');
    await yearShown(app);
    expect(await figure(app, 'Solar electricity')).toBeCloseTo(before, 6);
  });

  it('exports results as CSV and GeoJSON and the view as PNG', async () => {
    const { page } = app;
    const heads: Record<string, RegExp> = { 'table (CSV)': /^buildingId/, 'map (GeoJSON)': /^\{\s*"type"/, 'picture (PNG)': /^.PNG/s };
    for (const [name, head] of Object.entries(heads)) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(name);
      const waiting = page.waitForEvent('download', { timeout: 30_000 });
      await page.keyboard.press('Enter');
      const path = await (await waiting).path();
      expect((await readFile(path, 'latin1')).slice(0, 200), name).toMatch(head);
    }
  });

  it.skipIf(!hasData)('drops Delfshaven: 853 buildings in the right place, coloured', async () => {
    const { page } = app;
    await dropFile(page, delfshaven);
    await page
      .getByText(/853 buildings/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.waitForTimeout(500);
    await yearShown(app);
    await openTask(app, 'District');
    await page.waitForTimeout(1500);
    await expectDrawnView(app);
    await shoot(app, '08-delfshaven');
    await expectAccessible(app, 'the district task with Delfshaven');
  });

  it.skipIf(!hasData)('drops a weather file and simulates again', async () => {
    const { page } = app;
    const before = await figure(app, 'Heat demand');
    await dropFile(page, italy);
    await page
      .getByText(/Weather year .* read/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.waitForTimeout(500);
    await yearShown(app);
    expect(await figure(app, 'Heat demand')).not.toBe(before);
    await shoot(app, '09-weather');
  });

  it('stayed offline and within the content policy, without an error in the console', async () => {
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});
