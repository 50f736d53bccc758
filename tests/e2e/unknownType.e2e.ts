/** A messy city model: an object of unknown type is drawn but not simulated until it is said to be a building. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import { dropFile } from './driver/dropFile.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { figure, launch, yearShown } from './driver/start.ts';

const messy = join(import.meta.dirname, '../../../shared/data/gis/messy_8_faults.city.json');
const hasData = existsSync(messy);
if (!hasData) console.warn('Skipped: an object of unknown type (reference data are not here).');

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function holds({ x, y, width, height }: Box, [px, py]: readonly [number, number]): boolean {
  return px >= x && px <= x + width && py >= y && py <= y + height;
}

describe.skipIf(!hasData)('a city model with an object of unknown type', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launch();
    await yearShown(app);
    await app.page.getByRole('button', { name: 'Skip the tour' }).click();
  });
  afterAll(async () => {
    await app?.close();
  });

  const question = () => app.page.locator('.issue', { hasText: 'calls this “Bulding”' });

  it('tells of it in a corner that leaves the middle of the map and the panels free', async () => {
    const { page } = app;
    await dropFile(page, messy);
    await page.getByRole('button', { name: 'Leave it without a place' }).click();
    await dropFile(page, join(import.meta.dirname, '../../package.json'));
    const error = page.locator('.notice-error');
    await error.waitFor();
    const box = await error.boundingBox();
    const panel = await page.locator('.panel').first().boundingBox();
    if (!box || !panel) throw new Error('The message or the panel has no box.');
    expect(box.x).toBeGreaterThan(panel.x + panel.width);
    expect(holds(box, [(panel.x + panel.width + 1280) / 2, 360])).toBe(false);
    await shoot(app, 'messages');
    await expectAccessible(app, 'messages above the legend');
    await error.getByRole('button', { name: 'Dismiss' }).click();
  });

  it('reads it as a building where that is said, and as an unknown object again', async () => {
    const { page } = app;
    await yearShown(app);
    const before = await figure(app, 'Heat demand');
    await question().getByRole('button').first().click();
    await question().getByRole('button', { name: 'Treat as building' }).click();
    await expect.poll(() => figure(app, 'Heat demand'), { timeout: 20_000 }).toBeGreaterThan(before * 1.01);
    await question().getByRole('button').first().click();
    await shoot(app, 'treated-as-building');
    await question().getByRole('button', { name: 'Read as unknown object again' }).click();
    await expect.poll(() => figure(app, 'Heat demand'), { timeout: 20_000 }).toBe(before);
    await question().getByRole('button').first().click();
    await question().getByRole('button', { name: 'Show on the map' }).click();
    await page.getByText('It is drawn, but not simulated', { exact: false }).waitFor();
    await expectAccessible(app, 'an object of unknown type');
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});
