/** One building and all of them: found by name, its hours, the table that stands for the map, a selection of several. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { launch, openTask, yearShown } from './driver/start.ts';

/** A building of the sample, by its name; its roof carries panels in the scenario that is shown first. */
const NAME = '2 Halyard Street';

/** Opens the list of actions and types into it. */
async function typeInPalette({ page }: LaunchedApp, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const search = page.getByRole('dialog').getByRole('searchbox');
  await search.waitFor();
  await search.fill(text);
}

describe('buildings by name, hour and table', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch();
    await yearShown(app);
    await app.page.getByRole('button', { name: 'Skip the tour' }).click();
  });
  afterAll(async () => {
    await app?.close();
  });

  it('finds a building by a part of its name and opens it', async () => {
    const { page } = app;
    await typeInPalette(app, '2 halyard street');
    await page.getByRole('menuitem', { name: new RegExp(`^${NAME}`) }).waitFor();
    await shoot(app, 'building-search');
    await expectAccessible(app, 'the search for a building');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: NAME }).waitFor();
  });

  it('shows its hours; the day follows the timeline and sets it', async () => {
    const { page } = app;
    const inspector = page.locator('.panel-inspector');
    const chart = inspector.getByRole('img', { name: /^Temperature/ });
    await chart.waitFor();
    const date = inspector.locator('.hours-date');
    expect(await date.innerText()).toBe(await page.locator('.time-date').innerText());
    await inspector.getByRole('button', { name: 'Next day' }).click();
    expect(await date.innerText()).toBe(await page.locator('.time-date').innerText());
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    if (!box) throw new Error('The chart has no box.');
    await page.mouse.click(box.x + box.width * 0.9, box.y + box.height * 0.5);
    const hour = Number((await page.locator('.time-date').innerText()).match(/(\d\d):00$/)?.[1]);
    expect(hour, 'hour of a click near the right end of the day').toBeGreaterThanOrEqual(19);
    expect(await date.innerText()).toMatch(new RegExp(`${hour}:00$`));
    await shoot(app, 'building-day');
    await inspector.getByRole('tab', { name: 'Year' }).click();
    await inspector.getByRole('img', { name: /every hour of the year/ }).waitFor();
    await page.waitForTimeout(300);
    await shoot(app, 'building-year');
    await expectAccessible(app, 'the hours of a building');
  });

  it('opens a result into its formula and tells the difference to the baseline', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'How Greenhouse gas is calculated' }).click();
    await page.getByText('Emission factor of the grid').waitFor();
    await shoot(app, 'building-formula');
    await page.keyboard.press('Escape');
    await openTask(app, 'Scenario');
    await yearShown(app);
    await page.getByText(/Changes are against Baseline/).waitFor();
    await page.locator('.report-change').first().waitFor();
    await shoot(app, 'building-changes');
  });

  it('lists all buildings: filter, sort, several together', async () => {
    const { page } = app;
    await page.keyboard.press('Escape');
    await openTask(app, 'District');
    await page.getByRole('button', { name: 'All buildings' }).click();
    const table = page.getByRole('grid', { name: 'All buildings' });
    await table.waitFor();
    const status = page.locator('.sheet-count');
    expect(await status.innerText()).toContain('250 buildings');
    await shoot(app, 'table');
    await expectAccessible(app, 'the table of buildings');
    const first = (): Promise<string> => table.getByRole('row').nth(1).innerText();
    const largest = await first();
    await table.getByRole('columnheader', { name: /Heat demand/ }).click();
    await expect.poll(first).not.toBe(largest);
    await table.getByRole('columnheader', { name: /Building/ }).click();
    await expect.poll(first).toContain('1 Estuary Street');
    await page.getByRole('searchbox', { name: 'Find buildings' }).fill('oar street');
    await page.waitForFunction(() => / of 250 buildings/.test(document.querySelector('.sheet-count')?.textContent ?? ''));
    await expect.poll(first).toContain('1 Oar Street');
    await table.getByRole('columnheader').first().locator('.check').click();
    await page.getByRole('heading', { name: /^7\d buildings$/ }).waitFor();
    await table.getByRole('row').nth(1).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => status.innerText()).toContain('3 selected');
    await page.getByRole('heading', { name: '3 buildings' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(1500);
    await shoot(app, 'table-selection');
    await expectAccessible(app, 'the table with a selection');
  });

  it('saves the table as it is filtered and sorted', async () => {
    const { page } = app;
    const waiting = page.waitForEvent('download', { timeout: 30_000 });
    await page.getByRole('region', { name: 'All buildings' }).getByRole('button', { name: 'Save table (CSV)' }).click();
    const lines = (await readFile(await (await waiting).path(), 'utf8')).trim().split('\r\n');
    expect(lines[0]).toMatch(/^id,Building,Use,Built,/);
    expect(lines.length).toBeLessThan(250);
    expect(lines.slice(1).every((line) => line.includes('Oar Street'))).toBe(true);
  });

  it('adds a measure for the selected buildings', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Close the table' }).click();
    await page.getByRole('button', { name: 'Add a measure for these buildings' }).click();
    await page.getByRole('menuitem', { name: /Heat pumps/ }).click();
    await page.getByText('3 buildings').first().waitFor();
    await yearShown(app);
    await shoot(app, 'selection-measure');
    await expectAccessible(app, 'a measure for a selection');
  });

  it('works in dark colours and in a narrow window', async () => {
    const { page } = app;
    await typeInPalette(app, 'Appearance: Dark');
    await page.keyboard.press('Enter');
    await openTask(app, 'District');
    await page.getByRole('button', { name: 'All buildings' }).click();
    await page.getByRole('grid', { name: 'All buildings' }).waitFor();
    await shoot(app, 'table-dark');
    await expectAccessible(app, 'the table in dark colours');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(500);
    await shoot(app, 'table-narrow');
    await expectAccessible(app, 'the table in a narrow window');
    await page.getByRole('button', { name: 'Close the table' }).click();
    await page.setViewportSize({ width: 1280, height: 720 });
    await typeInPalette(app, '2 halyard street');
    await page.getByRole('menuitem', { name: new RegExp(`^${NAME}`) }).waitFor();
    await page.keyboard.press('Enter');
    const inspector = page.locator('.panel-inspector');
    const chart = inspector.getByRole('img', { name: /^Electricity\./ }).first();
    await chart.waitFor();
    await chart.scrollIntoViewIfNeeded();
    await page.waitForTimeout(500);
    await shoot(app, 'building-dark');
    await expectAccessible(app, 'a building in dark colours');
  });

  it('stayed offline and within the content policy, without an error in the console', async () => {
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});
