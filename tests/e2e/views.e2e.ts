/** The three views of one district: a wall changed from inside, a day played over the map, and nothing lost on the way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { figure, launch, yearShown } from './driver/start.ts';

const NAME = '2 Halyard Street';

async function showView({ page }: LaunchedApp, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name, exact: true }).click();
}

/** A number out of a cell of the table of heat paths [kWh]. */
async function loss({ page }: LaunchedApp, path: string): Promise<number> {
  const row = page.getByRole('row', { name: new RegExp(`^${path}`) });
  await row.waitFor({ timeout: 30_000 });
  const text = await row.getByRole('cell').last().innerText();
  return Number.parseFloat(text.replaceAll(/[\u202f\u00a0\s]/g, '').replace('\u2212', '-'));
}

/** How many different colours the middle of a canvas shows. */
async function colours({ page }: LaunchedApp, selector: string): Promise<number> {
  const picture = await page.locator(selector).first().screenshot();
  return new Set(picture).size;
}

describe('three views of one district', () => {
  let app: LaunchedApp;
  let heatBefore = 0;
  beforeAll(async () => {
    app = await launch();
    await yearShown(app);
    await app.page.getByRole('button', { name: 'Skip the tour' }).click();
    heatBefore = await figure(app, 'Heat demand');
    const { page } = app;
    await page.keyboard.press('Control+k');
    const search = page.getByRole('dialog').getByRole('searchbox');
    await search.waitFor();
    await search.fill(NAME.toLowerCase());
    await page.getByRole('menuitem', { name: new RegExp(`^${NAME}`) }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: NAME }).waitFor();
  });
  afterAll(async () => {
    await app?.close();
  });

  it('opens the selected building from inside', async () => {
    const { page } = app;
    await showView(app, 'Building');
    await page.getByRole('application', { name: new RegExp(NAME) }).waitFor({ timeout: 30_000 });
    expect(await loss(app, 'Walls')).toBeGreaterThan(0);
    await page.waitForTimeout(1500);
    expect(await colours(app, '.bview-main canvas'), 'different bytes in the picture of the building').toBeGreaterThan(200);
    await shoot(app, 'views-building');
    await expectAccessible(app, 'the building view');
  });

  it('colours it by heat loss, takes its storeys apart and shows the sun of the hour', async () => {
    const { page } = app;
    await page.getByRole('button', { name: /^Building parts/ }).click();
    await page.getByRole('option', { name: 'Heat loss' }).click();
    await page.getByRole('slider', { name: 'Lift storeys apart' }).focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press('PageUp');
    await page.waitForTimeout(800);
    await shoot(app, 'views-building-loss');
    await page.getByRole('slider', { name: 'Lift storeys apart' }).focus();
    await page.keyboard.press('Home');
  });

  it('changes a wall, and the loss moves', async () => {
    const { page } = app;
    const before = await loss(app, 'Walls');
    await page.getByRole('searchbox', { name: 'Find parts and rooms' }).fill('wall');
    await page.getByRole('treegrid', { name: 'Parts' }).getByRole('row', { name: /^Wall/ }).first().click();
    await page.getByRole('button', { name: /Start from usual layers/ }).click();
    const insulation = page.getByRole('textbox', { name: /^Thickness of/ });
    await insulation.first().waitFor();
    await page.getByRole('button', { name: 'Add a layer' }).click();
    await page.getByRole('menuitem', { name: /Mineral wool/ }).click();
    await shoot(app, 'views-building-layers');
    await page.getByRole('button', { name: 'Use for all walls' }).click();
    await expect.poll(() => loss(app, 'Walls'), { timeout: 30_000 }).toBeLessThan(before * 0.8);
    await shoot(app, 'views-building-changed');
    await showView(app, 'District');
    await yearShown(app);
    expect(await figure(app, 'Heat demand')).toBeLessThanOrEqual(heatBefore);
    await page.getByRole('heading', { name: NAME }).waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await showView(app, 'Building');
    await expect.poll(() => loss(app, 'Walls'), { timeout: 30_000 }).toBe(before);
  });

  it('plays a day over the map: flows and words follow the hour', async () => {
    const { page } = app;
    await showView(app, 'Data');
    const summary = page.getByText(/At \d\d:00 on/).first();
    await summary.waitFor({ timeout: 30_000 });
    const noon = await summary.innerText();
    await page.waitForTimeout(1500);
    expect(await colours(app, '.data-stage canvas'), 'different bytes in the picture of the map').toBeGreaterThan(200);
    await shoot(app, 'views-data-flows');
    await expectAccessible(app, 'the data view');
    const date = page.locator('.time-date');
    const start = await date.innerText();
    await page.locator('.data-tools').getByRole('button', { name: /Play/ }).click();
    await expect.poll(() => date.innerText(), { timeout: 20_000 }).not.toBe(start);
    await page
      .locator('.data-tools')
      .getByRole('button', { name: /Pause|Stop/ })
      .click();
    await expect.poll(() => summary.innerText(), { timeout: 20_000 }).not.toBe(noon);
    for (const [mode, name] of [
      ['Load of lines', 'views-data-loading'],
      ['Heat map', 'views-data-heat'],
      ['Hexagons', 'views-data-hexagons'],
    ] as const) {
      await page
        .locator('.data-tools')
        .getByRole('button', { name: / Show$/ })
        .click();
      await page.getByRole('option', { name: mode }).click();
      await page.waitForTimeout(1800);
      await shoot(app, name);
    }
  });

  it('comes back to the district with the same building selected', async () => {
    const { page } = app;
    await showView(app, 'District');
    await page.getByRole('heading', { name: NAME }).waitFor();
    await shoot(app, 'views-district-again');
  });

  it('stayed offline and kept its policy', async () => {
    await expectOffline(app);
  });
});
