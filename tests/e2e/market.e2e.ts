/**
 * A planner in the market lab: compare four markets, see who wins and loses, add and change a market, vary a fee, all rules,
 * the trades of an hour on the map, a system that exists with its own community, undo, save and reopen.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { figuresOf, marketsRun, numberIn, openMarkets, openView, showMarket } from './driver/market.ts';
import { launch, openTask, yearShown } from './driver/start.ts';

/** A year of hourly prices as a table, without the hours from `from` to `to`. */
function priceTable(header: string, from = 0, to = 0): Buffer {
  const rows = Array.from({ length: 8760 }, (_, hour) => {
    const moment = new Date(Date.UTC(2023, 0, 1, hour)).toISOString();
    return hour >= from && hour < to ? null : `${moment},${(60 + 40 * Math.sin(hour / 24)).toFixed(2)}`;
  });
  return Buffer.from([`time,${header}`, ...rows.filter((row) => row !== null)].join('\n'));
}

describe('the market lab', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch();
    await openMarkets(app);
  });
  afterAll(async () => {
    await app?.close();
  });

  it('runs four markets by itself and compares them in numbers, with the best marked', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Compare results' }).click();
    const gains = await figuresOf(app, 'Gain for all');
    expect(gains).toHaveLength(4);
    expect(numberIn(gains[0] ?? '')).toBe(0);
    expect(gains.slice(1).every((text) => numberIn(text) > 0)).toBe(true);
    expect(gains.some((text) => text.includes('best'))).toBe(true);
    expect(gains[0]).not.toContain('best');
    await shoot(app, '80-market-compare');
    await expectAccessible(app, 'the comparison of markets');
    await page.getByRole('button', { name: /^Gain for all of Shared pool/ }).click();
    await page.getByText('Formula').waitFor();
    await shoot(app, '80-market-figure');
    await page.keyboard.press('Escape');
  });

  it('lists who wins and who loses by name, and a name opens the bill', async () => {
    const { page } = app;
    await openView(app, 'Winners and losers');
    await showMarket(app, 'Shared pool');
    await page.getByText(/members pay less/).waitFor();
    const winners = page.getByRole('region', { name: 'Who pays less' });
    expect(await winners.getByRole('listitem').first().innerText()).toMatch(/saves .*€/);
    await shoot(app, '81-market-winners');
    await expectAccessible(app, 'winners and losers');
    await winners.getByRole('button').first().click();
    await page.getByRole('article', { name: /^Electricity bill/ }).waitFor();
    await shoot(app, '81-market-bill');
  });

  it('adds a market, changes its price rule, and runs only what is new', async () => {
    const { page } = app;
    await openView(app, 'Compare');
    await page.getByRole('button', { name: 'Add market' }).click();
    await page.getByRole('menuitem', { name: /^Fixed shares/ }).click();
    await marketsRun(app);
    const price = async (): Promise<string | undefined> => (await figuresOf(app, 'Mean price of local energy')).at(-1);
    const before = await price();
    expect(await figuresOf(app, 'Gain for all')).toHaveLength(5);
    await page.getByRole('button', { name: /Price of local energy/ }).click();
    await page.getByRole('option', { name: /^Middle of both prices/ }).click();
    await marketsRun(app);
    expect(await price()).not.toBe(before);
    await shoot(app, '82-market-added');
  });

  it('takes the change back and brings it again, in words', async () => {
    const { page } = app;
    const price = async (): Promise<string | undefined> => (await figuresOf(app, 'Mean price of local energy')).at(-1);
    const changed = await price();
    await page.keyboard.press('Control+k');
    await page.getByRole('searchbox').fill('undo');
    await page.getByRole('menuitem', { name: /Undo: Change the market/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await marketsRun(app);
    expect(await price()).not.toBe(changed);
    await page.keyboard.press('Control+Shift+z');
    await marketsRun(app);
    expect(await price()).toBe(changed);
  });

  it('bills everybody again along a fee', async () => {
    const { page } = app;
    await openView(app, 'Fee');
    await showMarket(app, 'Shared pool');
    const chart = page.getByRole('img', { name: /^Gain for all by fee/ });
    await chart.waitFor({ timeout: 60_000 });
    await shoot(app, '83-market-fee');
    await expectAccessible(app, 'the fee');
    const first = await chart.getAttribute('aria-label');
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('3');
    await page.keyboard.press('Tab');
    await expect.poll(() => chart.getAttribute('aria-label'), { timeout: 60_000 }).not.toBe(first);
  });

  it('shows bids and offers of an hour, and draws its trades on the map', async () => {
    const { page } = app;
    await openView(app, 'Hour');
    await showMarket(app, 'Auction among members');
    await page.getByRole('heading', { name: 'Bids' }).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('region', { name: 'Offers' }).getByRole('row').count()).toBeGreaterThan(2);
    await shoot(app, '84-market-hour');
    await expectAccessible(app, 'the hour of a market');
    await page.getByRole('button', { name: 'One step forward' }).click();
    await page.getByText('June 21, 13:00').first().waitFor();
    await page.getByRole('button', { name: 'Show on the map' }).click();
    await page.getByText(/Trades of this hour in the market “Auction among members”/).waitFor({ timeout: 60_000 });
    await page.waitForTimeout(1500);
    await shoot(app, '84-market-map');
    await expectAccessible(app, 'trades on the map');
    await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: 'District', exact: true }).click();
  });

  it('refuses prices with a day missing or without a unit, fills an hour, and says so', async () => {
    const { page } = app;
    await showMarket(app, 'Shared pool');
    await page.getByRole('button', { name: 'Tariff of the supplier' }).click();
    const give = async (name: string, buffer: Buffer): Promise<void> => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: /Price over the day: Energy price/ }).click();
      await page.getByRole('option', { name: /^From a file/ }).click();
      await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer });
    };
    await give('no-unit.csv', priceTable('price'));
    await page.getByText(/does not say in which unit/).waitFor();
    await give('day-missing.csv', priceTable('price [EUR/MWh]', 2000, 2024));
    await page
      .getByText(/day-missing/)
      .first()
      .waitFor();
    await shoot(app, '85-market-prices');
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await give('hour-missing.csv', priceTable('price [EUR/MWh]', 2000, 2001));
    await page.getByText(/hour-missing.csv.*8.760 values/).waitFor();
    await marketsRun(app);
    await page.keyboard.press('Control+z');
    await marketsRun(app);
  });

  it('saves the lab in the project and opens it again', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    const names = await page.getByRole('radiogroup', { name: 'Markets to compare' }).getByRole('radio').count();
    await page.keyboard.press('Control+s');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Markets of the docklands');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .getByText(/is saved/)
      .first()
      .waitFor();
    await page.reload();
    await yearShown(app);
    await page.keyboard.press('Control+o');
    await page
      .getByText(/Markets of the docklands/)
      .last()
      .click();
    const heading = page.getByRole('heading', { name: 'Market', level: 2 });
    await heading.waitFor({ timeout: 10_000 }).catch(() => openTask(app, 'Market'));
    await marketsRun(app);
    expect(await page.getByRole('radiogroup', { name: 'Markets to compare' }).getByRole('radio').count()).toBe(names);
  });

  it('stayed offline and within the content policy, without an error in the console', async () => {
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});
