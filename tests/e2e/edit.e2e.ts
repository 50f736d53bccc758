/**
 * Drawing in the district view: a building by clicks, solar modules on it, the figures that follow, everything taken back;
 * the same by numbers alone; height, cut and removal; what was drawn comes back with the project.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectOffline, shoot } from './driver/checks.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { figure, launch, openTask, yearShown } from './driver/start.ts';

type Pixel = readonly [number, number];

/** A free block of the sample district, on a window of 1280 by 720. */
const CORNERS: readonly Pixel[] = [
  [522, 318],
  [580, 338],
  [560, 368],
  [502, 344],
];
const ROOF: Pixel = [541, 318];
/** A tower, a hall and a block of flats that stand there. */
const TOWER: Pixel = [880, 220];
const HALL: Pixel = [970, 436];
const BLOCK: Pixel = [662, 188];

async function start(theme: 'light' | 'dark' = 'light'): Promise<LaunchedApp> {
  const app = await launch({ theme });
  await yearShown(app);
  await app.page.getByText('Step 1 of 3').waitFor();
  await app.page.keyboard.press('Escape');
  await app.page.waitForTimeout(2500);
  await openTask(app, 'Draw');
  return app;
}

async function to({ page }: LaunchedApp, [x, y]: Pixel): Promise<void> {
  await page.mouse.move(x - 6, y - 2);
  await page.mouse.move(x, y);
  await page.waitForTimeout(120);
}

async function click(app: LaunchedApp, at: Pixel): Promise<void> {
  await to(app, at);
  await app.page.mouse.click(...at);
  await app.page.waitForTimeout(120);
}

function hint({ page }: LaunchedApp): Promise<string> {
  return page
    .locator('.edit-hint')
    .textContent()
    .then((text) => text ?? '');
}

function changes({ page }: LaunchedApp) {
  return page.locator('.edit-changes > li');
}

async function tool({ page }: LaunchedApp, name: string): Promise<void> {
  await page.getByRole('toolbar', { name: 'Drawing tools' }).getByRole('button', { name, exact: true }).click();
}

/** After a change: the new year is there. */
async function followed(app: LaunchedApp): Promise<void> {
  await app.page.waitForTimeout(600);
  await yearShown(app);
}

describe('drawing in the view', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await start();
  });
  afterAll(async () => {
    await app?.close();
  });

  it('draws a building corner by corner, with a height by numbers, and the figures move', async () => {
    const { page } = app;
    await expectAccessible(app, 'the drawing panel');
    const before = await figure(app, 'Electricity use');
    await page.keyboard.press('o');
    for (const corner of CORNERS.slice(0, 3)) await click(app, corner);
    // A side that crosses another is told at once, and nothing is lost.
    await to(app, [560, 300]);
    expect(await hint(app)).toContain('crosses itself');
    await shoot(app, 'edit-1-crosses');
    await click(app, CORNERS[3]!);
    expect(await hint(app)).toMatch(/^4 corners set/);
    await page.keyboard.press('Backspace');
    expect(await hint(app)).toMatch(/^3 corners set/);
    await click(app, CORNERS[3]!);
    await shoot(app, 'edit-2-outline');
    await page.keyboard.press('Enter');
    expect(await hint(app)).toContain('Move up or down for the height');
    await page.keyboard.type('18');
    await expect.poll(() => page.locator('.edit-typed').textContent()).toContain('18');
    await shoot(app, 'edit-3-height');
    await page.keyboard.press('Enter');
    await page.locator('.edit-changes').getByText('New building: ').waitFor();
    await followed(app);
    expect(await figure(app, 'Electricity use')).toBeGreaterThan(before * 1.005);
    await shoot(app, 'edit-4-added');
  });

  it('places solar modules on its roof and sees what they will yield', async () => {
    const { page } = app;
    const before = await figure(app, 'Solar electricity');
    await page.keyboard.press('v');
    await click(app, ROOF);
    await page.getByText('Yield of a year').waitFor({ timeout: 20_000 });
    await page.waitForTimeout(800);
    await shoot(app, 'edit-5-solar');
    await page.keyboard.press('Enter');
    await expect.poll(() => changes(app).count()).toBeGreaterThan(1);
    await followed(app);
    expect(await figure(app, 'Solar electricity')).toBeGreaterThan(before * 1.005);
    await expectAccessible(app, 'the drawing panel with solar modules');
  });

  it('takes everything back, step by step', async () => {
    const { page } = app;
    await page.keyboard.press('Escape');
    const count = await changes(app).count();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => changes(app).count()).toBe(count - 1);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => page.locator('.edit-changes').getByText('New building: ').count()).toBe(0);
    await page.getByRole('button', { name: /^Redo/ }).click();
    await page.locator('.edit-changes').getByText('New building: ').waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => changes(app).count()).toBe(count - 2);
  });

  it('raises, moves and removes buildings by the pointer', async () => {
    const { page } = app;
    const drag = async (from: Pixel, by: Pixel): Promise<void> => {
      await to(app, from);
      await page.mouse.down();
      for (const part of [0.3, 0.6, 1]) await page.mouse.move(from[0] + by[0] * part, from[1] + by[1] * part);
      await page.waitForTimeout(250);
    };
    await page.keyboard.press('u');
    await drag(TOWER, [0, -24]);
    await shoot(app, 'edit-8-raise');
    await page.mouse.up();
    await page.locator('.edit-changes').getByText('Other height').waitFor();
    await followed(app);
    await page.keyboard.press('m');
    await drag(TOWER, [-36, 44]);
    await shoot(app, 'edit-9-move');
    await page.mouse.up();
    await page.locator('.edit-changes').getByText('Moved building').waitFor();
    await followed(app);
    await page.keyboard.press('x');
    await click(app, HALL);
    await page.locator('.edit-changes').getByText('Removed building').waitFor();
    await followed(app);
  });

  it('plants trees, draws a line and a station, and puts a battery and chargers at a building', async () => {
    const { page } = app;
    await page.keyboard.press('e');
    await click(app, [520, 395]);
    await page.locator('.edit-changes').getByText('New tree').waitFor();
    await page.keyboard.press('l');
    await click(app, [500, 420]);
    await click(app, [560, 440]);
    await page.keyboard.press('Control+z');
    expect(await hint(app)).toContain('Click along the line');
    await click(app, [590, 430]);
    await page.keyboard.press('Enter');
    await page.locator('.edit-changes').getByText('New line').waitFor();
    await page.keyboard.press('g');
    await click(app, [600, 440]);
    await page.locator('.edit-changes').getByText('New site element').waitFor();
    for (const [key, name] of [
      ['y', 'Battery at a building'],
      ['c', 'Charging points'],
    ] as const) {
      await page.keyboard.press(key);
      await click(app, BLOCK);
      await page.locator('.edit-changes').getByText(name).waitFor();
    }
    await followed(app);
    await shoot(app, 'edit-10-site');
  });

  it('corrects the district itself where the person asks for it', async () => {
    const { page } = app;
    const before = await changes(app).count();
    await page.getByText('The district itself', { exact: true }).click();
    await tool(app, 'Remove');
    await click(app, BLOCK);
    await page.getByText('Of the district itself').waitFor();
    expect(await changes(app).count()).toBe(before + 1);
    await followed(app);
    await page
      .getByRole('button', { name: /^Take back: Removed building/ })
      .last()
      .click();
    await expect.poll(() => changes(app).count()).toBe(before);
    await followed(app);
    await expectAccessible(app, 'the list of changes');
    await expectOffline(app);
    expect(app.pageErrors).toEqual([]);
  });
});

describe('drawing by numbers', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await start('dark');
  });
  afterAll(async () => {
    await app?.close();
  });

  it('adds a building, makes it higher, cuts it and removes one half without a pointer in the view', async () => {
    const { page } = app;
    const fill = async (name: string, value: string): Promise<void> => {
      const field = page.getByRole('textbox', { name, exact: true });
      await field.fill(value);
      await field.press('Tab');
    };
    await tool(app, 'Rectangle');
    await page.getByRole('button', { name: 'By numbers' }).click();
    await fill('East', '-150');
    await fill('North', '-60');
    await fill('Width', '20');
    await fill('Depth', '12');
    await shoot(app, 'edit-6-numbers');
    await expectAccessible(app, 'drawing by numbers');
    await page.getByRole('button', { name: 'Add building' }).click();
    await page.locator('.edit-changes').getByText('New building: ').waitFor();
    await followed(app);

    await tool(app, 'Height');
    await page.getByText('Selected: New building 1').waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: 'By numbers' }).click();
    await fill('Higher by', '6');
    await page.getByRole('button', { name: 'Change height' }).click();
    await page.locator('.edit-changes').getByText('Other height').waitFor();
    await followed(app);
    await expect.poll(() => page.getByRole('textbox', { name: 'Height to the eaves' }).inputValue()).toBe('15');

    await tool(app, 'Split');
    await page.getByRole('button', { name: 'By numbers' }).click();
    await page.getByRole('button', { name: 'Split building' }).click();
    await page.locator('.edit-changes').getByText('Split building').waitFor();
    await followed(app);

    await tool(app, 'Remove');
    await page.getByRole('button', { name: 'By numbers' }).click();
    await page.getByRole('button', { name: 'Remove selected' }).click();
    await page.locator('.edit-changes').getByText('Removed building').waitFor();
    await followed(app);
    await shoot(app, 'edit-7-changes');
  });

  it('comes back with the project', async () => {
    const { page } = app;
    const names = await changes(app).allInnerTexts();
    expect(names.length).toBeGreaterThanOrEqual(4);
    await page.keyboard.press('Control+s');
    await page.getByRole('textbox', { name: 'Name' }).fill('Drawn');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .getByText(/is saved/)
      .first()
      .waitFor();
    await page.reload();
    await yearShown(app);
    await page.keyboard.press('Control+o');
    await page
      .getByText(/^Drawn/)
      .last()
      .click();
    await page.waitForTimeout(500);
    await yearShown(app);
    // The project opens in the task it was saved in.
    await expect.poll(() => changes(app).allInnerTexts(), { timeout: 20_000 }).toEqual(names);
  });
});
