/** A citizen and the bill: on a phone, in plain words; who leaves the market pays what the supplier asks; a representative takes a commission. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { marketsRun, numberIn, openMarkets, openView, showMember } from './driver/market.ts';
import { launch } from './driver/start.ts';

const NAME = '6 Halyard Street';

describe('a member’s bill on a phone', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch({ width: 390, height: 844, touch: true });
    await openMarkets(app);
  });
  afterAll(async () => {
    await app?.close();
  });

  /** "… pays X in this year: Y less than …" */
  const sentence = async (): Promise<string> => app.page.getByText(new RegExp(`^${NAME} pays`)).innerText();

  it('is found by name and explains every amount', async () => {
    const { page } = app;
    await openView(app, 'Member');
    await showMember(app, NAME);
    expect(await sentence()).toMatch(/less than with the supplier only/);
    const bill = page.getByRole('article', { name: /^Electricity bill/ });
    await bill.getByRole('button', { name: 'Why this amount: Electricity from your community' }).tap();
    await page.getByText('What other members had over and you used.').waitFor();
    await bill.scrollIntoViewIfNeeded();
    await shoot(app, '88-phone-bill');
    await expectAccessible(app, 'the bill on a phone');
    const words = await bill.innerText();
    expect(words, 'abbreviations nobody explained').not.toMatch(/\b(?:kWh|VAT|SDR|MMR|P2P|PV|ct)\b/);
    const rows = await bill.getByRole('row').allInnerTexts();
    const amounts = rows.map((row) => row.split(/[\t\n]/).at(-1) ?? '').filter((text) => text.includes('€'));
    const cents = amounts.map((text) => Math.round(100 * numberIn(text)));
    const total = cents.at(-1) ?? Number.NaN;
    expect(cents.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(total);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(beyond, 'how far the page can be moved sideways').toBe(0);
  });

  it('is that of the supplier for whoever leaves the market', async () => {
    const { page } = app;
    const before = await sentence();
    const takesPart = page.getByRole('switch', { name: 'Takes part in the market' });
    await takesPart.focus();
    await page.keyboard.press('Space');
    await expect.poll(sentence, { timeout: 60_000 }).toMatch(/as much as with the supplier only/);
    await shoot(app, '88-phone-left');
    await page.keyboard.press('Space');
    await expect.poll(sentence, { timeout: 60_000 }).toBe(before);
  });

  it('has a line for the commission of a representative', async () => {
    const { page } = app;
    await page.getByRole('button', { name: /Who bids/ }).tap();
    await page.getByRole('option', { name: 'A representative or broker' }).tap();
    await page.getByRole('button', { name: 'Why this amount: Commission of your representative' }).waitFor({ timeout: 60_000 });
    await shoot(app, '88-phone-representative');
    await expectAccessible(app, 'the preferences on a phone');
  });

  it('stayed offline and without an error in the console', async () => {
    await app.page.getByRole('button', { name: 'Close', exact: true }).tap();
    await marketsRun(app);
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});
