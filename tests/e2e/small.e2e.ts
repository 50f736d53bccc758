/** The window on a phone, dark and by touch, and on a large screen: nothing is cut off, nothing scrolls sideways. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectDrawnView, expectOffline, shoot } from './driver/checks.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { figure, launch, openTask, yearShown } from './driver/start.ts';
import { districtDrawn } from './driver/timing.ts';

/** Controls that reach beyond the window's sides, and how far the page itself can be moved sideways. */
async function expectInside({ page }: LaunchedApp, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    const beyond = [...document.querySelectorAll('button, h2, h3, td, th, dt, dd')].filter((element) => {
      const box = element.getBoundingClientRect();
      const scrolls = element.closest('.kpi-strip, .kpi-grid, table, [class*="table"], [class*="tabs"], [class*="tab-list"]') !== null;
      const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 1 && box.height > 1;
      return isShown && !scrolls && (box.left < -1 || box.right > innerWidth + 1);
    });
    return {
      sideways: document.documentElement.scrollWidth - innerWidth,
      beyond: beyond.map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`),
    };
  });
  expect(found, `what reaches beyond the window (${where})`).toEqual({ sideways: 0, beyond: [] });
}

describe('on a phone, dark, by touch', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch({ width: 390, height: 844, theme: 'dark', touch: true });
    await yearShown(app);
  });
  afterAll(async () => {
    await app?.close();
  });

  it('shows the tour and the district', async () => {
    const { page } = app;
    await districtDrawn(app, 0);
    await page.getByText('Step 1 of 3').waitFor();
    await page.waitForTimeout(500);
    await shoot(app, '30-phone-tour');
    await expectInside(app, 'tour');
    await expectAccessible(app, 'the tour on a phone');
    await page.getByRole('button', { name: 'Skip the tour' }).tap();
    await page.getByText('Step 1 of 3').waitFor({ state: 'detached' });
    await expectDrawnView(app);
    await shoot(app, '31-phone-district');
    await expectInside(app, 'district');
    await expectAccessible(app, 'the district task on a phone');
  });

  it('moves a slider and sees the figures follow', async () => {
    const { page } = app;
    await openTask(app, 'Scenario');
    const before = await figure(app, 'Solar electricity');
    const slider = page.getByRole('slider', { name: /Share of roofs with PV/ });
    await slider.scrollIntoViewIfNeeded();
    await slider.focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('PageUp');
    await expect
      .poll(
        async () => {
          await yearShown(app);
          return figure(app, 'Solar electricity');
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(before * 1.1);
    await shoot(app, '32-phone-scenario');
    await expectInside(app, 'scenario');
    await expectAccessible(app, 'the scenario task on a phone');
  });

  it('shows results and the comparison', async () => {
    const { page } = app;
    await openTask(app, 'Results');
    await page.locator('.kpi-grid').waitFor();
    await shoot(app, '33-phone-results');
    await expectInside(app, 'results');
    await expectAccessible(app, 'the results task on a phone');
    await openTask(app, 'Compare');
    await page.locator('.compare-table').waitFor();
    await page.waitForTimeout(500);
    await shoot(app, '34-phone-compare');
    await expectInside(app, 'compare');
    await expectAccessible(app, 'the compare task on a phone');
  });

  it('speaks German after one choice', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Language and appearance' }).tap();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).tap();
    await page.keyboard.press('Escape');
    await page.getByRole('navigation').getByText('Vergleich', { exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await page.getByRole('navigation').getByText('Quartier', { exact: true }).tap();
    await shoot(app, '35-phone-german');
    await expectInside(app, 'German');
    await expectAccessible(app, 'the window in German');
  });

  it('stayed offline and without an error in the console', async () => {
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});

it('is generous on a large screen', async () => {
  const app = await launch({ width: 1920, height: 1080 });
  try {
    await districtDrawn(app, 0);
    await yearShown(app);
    await app.page.getByRole('button', { name: 'Skip the tour' }).click();
    await expectDrawnView(app);
    await expectInside(app, 'large screen');
    await shoot(app, '36-large');
  } finally {
    await app.close();
  }
});
