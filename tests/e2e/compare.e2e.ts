/**
 * Two scenarios compared: the difference on one map, both side by side with one camera and one scale, and the
 * legend as the place to change what the colours show.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { launch, openTask, yearShown } from './driver/start.ts';

describe('comparing two scenarios', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch();
    await yearShown(app);
    await app.page.getByRole('button', { name: 'Skip the tour' }).click();
    await openTask(app, 'Compare');
  });
  afterAll(async () => {
    await app?.close();
  });

  const legend = () => app.page.locator('.legend');

  async function chooseColour(name: string): Promise<void> {
    await legend()
      .getByRole('button', { name: /Colour by/ })
      .click();
    await app.page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  }

  /** Fingerprint of the middle of a map, where neither its name nor the legend lies. */
  async function pictureOf(map: string): Promise<string> {
    const box = await app.page.getByRole('region', { name: map, exact: true }).boundingBox();
    if (!box) throw new Error(`The map “${map}” has no box.`);
    const clip = { x: box.x + 4, y: box.y + 60, width: Math.floor(box.width) - 8, height: box.height - 240 };
    return createHash('sha256')
      .update(await app.page.screenshot({ clip }))
      .digest('hex');
  }

  it('says where nothing differs in a quantity and offers one that does', async () => {
    await legend().getByText('No building differs in this quantity.').waitFor();
    await shoot(app, '20-compare-same');
    await legend().getByRole('button', { name: 'Show Solar electricity' }).click();
    await legend().getByText('Change to Baseline').waitFor();
    expect(await legend().locator('.legend-ticks li').count()).toBeGreaterThan(2);
    await shoot(app, '21-compare-difference');
    await expectAccessible(app, 'the difference on the map');
  });

  it('shows two maps with their names, one legend and one scale', async () => {
    const { page } = app;
    await page.getByRole('radio', { name: 'Side by side' }).click({ force: true });
    await page.getByRole('region', { name: 'Baseline', exact: true }).getByRole('application').waitFor();
    expect(await page.locator('.view-name').allInnerTexts()).toEqual(['Baseline', 'Solar roofs']);
    expect(await legend().count()).toBe(1);
    await legend().getByText('Same scale on both maps').waitFor();
    await page.waitForTimeout(2500);
    await shoot(app, '22-compare-side-by-side');
    await expectAccessible(app, 'two maps');
  });

  it('turns both maps together, whichever is turned', async () => {
    const { page } = app;
    // A property has the same colours in both scenarios: linked maps then show the same picture.
    await chooseColour('Storeys');
    const alike = async (): Promise<boolean> => (await pictureOf('Baseline')) === (await pictureOf('Solar roofs'));
    // Slow machines draw edges and streets of the second map some seconds later.
    const patience = { timeout: 30_000, interval: 500 };
    await expect.poll(alike, patience).toBe(true);
    for (const map of ['Baseline', 'Solar roofs']) {
      const before = await pictureOf('Baseline');
      await page.getByRole('region', { name: map, exact: true }).getByRole('application').focus();
      for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowRight');
      // The outline of the focused map is no part of the comparison.
      await page.getByRole('radio', { name: 'Side by side' }).focus();
      const turned = async (): Promise<boolean> => (await pictureOf('Baseline')) !== before;
      await expect.poll(turned, { ...patience, message: `the first map turned with “${map}”` }).toBe(true);
      await expect.poll(alike, { ...patience, message: `both maps show the same after “${map}” was turned` }).toBe(true);
    }
    await shoot(app, '23-compare-turned');
    await chooseColour('Solar electricity');
    await expect.poll(alike, { ...patience, message: 'a result has other colours in the baseline' }).toBe(false);
  });

  it('keeps what is picked in sight when the inspector opens', async () => {
    const { page } = app;
    const map = page.getByRole('region', { name: 'Solar roofs', exact: true });
    const box = await map.boundingBox();
    if (!box) throw new Error('The map has no box.');
    for (let row = 0.3; row < 0.7 && (await page.getByRole('heading', { name: 'Properties' }).count()) === 0; row += 0.04) {
      for (const column of [0.75, 0.6, 0.5]) {
        await page.mouse.click(box.x + box.width * column, box.y + box.height * row);
        await page.waitForTimeout(200);
        if ((await page.getByRole('heading', { name: 'Properties' }).count()) > 0) break;
      }
    }
    await page.getByRole('heading', { name: 'Properties' }).waitFor();
    await page.waitForTimeout(800);
    await shoot(app, '24-compare-picked');
    await expectAccessible(app, 'two maps and the inspector');
    const inspector = await page.locator('.panel-inspector').boundingBox();
    const second = await map.boundingBox();
    expect((second?.x ?? 0) + (second?.width ?? 0), 'the maps end where the inspector begins').toBeLessThanOrEqual(inspector?.x ?? 0);
    await map.getByRole('application').press('Escape');
  });

  it('gives the second map back when it is not needed', async () => {
    const { page } = app;
    const canvas = await page.getByRole('region', { name: 'Baseline', exact: true }).getByRole('application').elementHandle();
    await page.getByRole('radio', { name: 'Values' }).click({ force: true });
    await page.locator('.view-name').first().waitFor({ state: 'detached' });
    const lost = await canvas?.evaluate((element) => element instanceof HTMLCanvasElement && element.getContext('webgl2')?.isContextLost());
    expect(lost, 'its graphics context is released').toBe(true);
    await page.getByRole('radio', { name: 'Side by side' }).click({ force: true });
    await page.getByRole('region', { name: 'Baseline', exact: true }).getByRole('application').waitFor();
    await openTask(app, 'District');
    expect(await page.locator('.view-half').count(), 'one map in other tasks').toBe(1);
  });

  it('changes the colours from the legend in every task', async () => {
    await chooseColour('Year of construction');
    await legend()
      .getByRole('button', { name: /Year of construction/ })
      .waitFor();
    expect(await app.page.locator('.select-button').first().textContent()).toContain('Year of construction');
    await shoot(app, '25-legend-chosen');
  });

  it('stacks the maps on a small screen', async () => {
    const { page } = app;
    await openTask(app, 'Compare');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(1200);
    const [first, second] = await Promise.all(
      ['Baseline', 'Solar roofs'].map((name) => page.getByRole('region', { name, exact: true }).boundingBox()),
    );
    await shoot(app, '26-compare-small');
    expect(second?.x).toBe(first?.x);
    expect(second?.y).toBeGreaterThanOrEqual((first?.y ?? 0) + (first?.height ?? 0) - 1);
    await expectAccessible(app, 'two maps on a small screen');
  });

  it('stayed offline and within the content policy, without an error in the console', async () => {
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});
