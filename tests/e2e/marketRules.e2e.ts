/** All rules at once in a small community: the matrix, a cell as a market, and a system that exists with its own members. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { figuresOf, marketsRun, numberIn, openMarkets, openView } from './driver/market.ts';
import { launch } from './driver/start.ts';

describe('systems that exist and all rules', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch({ theme: 'dark' });
    await openMarkets(app);
  });
  afterAll(async () => {
    await app?.close();
  });

  it('tells of a system what is known and what is assumed, and opens its community', async () => {
    const { page } = app;
    await openView(app, 'Examples');
    await page.getByRole('button', { name: /^Facts and assumptions.*SOLshare/ }).click();
    await page.getByRole('heading', { name: 'What is known' }).waitFor();
    await page.getByRole('heading', { name: 'What is assumed here' }).waitFor();
    await shoot(app, '86-market-examples');
    await expectAccessible(app, 'the examples');
    await page.getByRole('button', { name: /^Open its community: .*SOLshare/ }).click();
    await page.getByText('This community has no connection to a supplier.').waitFor();
    await marketsRun(app);
    await openView(app, 'Compare');
    expect(numberIn((await figuresOf(app, 'Gain for all')).at(-1) ?? '')).toBeGreaterThan(0);
    await shoot(app, '86-market-own-community');
  });

  it('computes all rules, and a cell becomes a market', async () => {
    const { page } = app;
    await openView(app, 'All rules');
    await page.getByRole('button', { name: 'Compute all rules' }).click();
    await page.getByText(/combinations in/).waitFor({ timeout: 120_000 });
    await shoot(app, '87-market-matrix');
    await expectAccessible(app, 'all rules');
    const list = page.getByRole('radiogroup', { name: 'Markets to compare' });
    const before = await list.getByRole('radio').count();
    await page
      .getByRole('button', { name: /Add as a market$/ })
      .first()
      .click();
    await marketsRun(app);
    expect(await list.getByRole('radio').count()).toBe(before + 1);
  });

  it('explains every way of trading with a drawing', async () => {
    const { page } = app;
    await openView(app, 'Explained');
    await page.getByRole('heading', { name: /^Groups within groups/ }).waitFor();
    await shoot(app, '87-market-explained');
    await expectAccessible(app, 'the explanations');
  });

  it('stayed offline and without an error in the console', async () => {
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});
