/**
 * Takes the pictures of the user guide from the running program: `node scripts/guidePictures.mjs`. They are of the sample
 * and of a damaged city made here, so that nobody's data is in them.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dropBytes } from './driver/dropFile.ts';
import type { LaunchedApp } from './driver/launcher.ts';
import { openMarkets, openView, showMarket, showMember } from './driver/market.ts';
import { launch, openTask, yearShown } from './driver/start.ts';

const IMAGES = join(import.meta.dirname, '../../docs/images');
const BUILDING = '2 Halyard Street';
/** Corners of a building on a free block, in a window of 1280 by 720 [px]. */
const OUTLINE = [
  [522, 318],
  [580, 338],
  [560, 368],
  [502, 344],
] as const;
/** Time for the software renderer to draw what was asked for [ms]. */
const DRAWN_ms = 4000;

async function shoot({ page }: LaunchedApp, name: string): Promise<void> {
  await page.waitForTimeout(DRAWN_ms);
  await page.screenshot({ path: join(IMAGES, `guide-${name}.jpg`), type: 'jpeg', quality: 82 });
}

async function showView({ page }: LaunchedApp, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name, exact: true }).click();
}

async function colourBy({ page }: LaunchedApp, quantity: string): Promise<void> {
  await page
    .getByRole('button', { name: /Colour by/ })
    .first()
    .click();
  await page.getByRole('option', { name: quantity }).first().click();
}

async function select({ page }: LaunchedApp, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const search = page.getByRole('dialog').getByRole('searchbox');
  await search.waitFor();
  await search.fill(name.toLowerCase());
  await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name }).waitFor();
}

/** A city with a shed whose wall is missing and a house without height, in Rotterdam's grid. */
function damagedCity(): Uint8Array {
  const vertices: number[][] = [];
  const objects: Record<string, unknown> = {};
  const box = (id: string, east: number, north: number, height: number, faces: readonly number[], attributes: object): void => {
    const first = vertices.length;
    for (const up of [0, height])
      for (const [x, y] of [
        [0, 0],
        [12, 0],
        [12, 9],
        [0, 9],
      ] as const)
        vertices.push([(east + x) * 1000, (north + y) * 1000, up * 1000]);
    const rings = [
      [0, 3, 2, 1],
      [4, 5, 6, 7],
      [0, 1, 5, 4],
      [1, 2, 6, 5],
      [2, 3, 7, 6],
      [3, 0, 4, 7],
    ].map((ring) => [ring.map((vertex) => vertex + first)]);
    const geometry = [{ type: 'MultiSurface', lod: '2', boundaries: faces.map((face) => rings[face]) }];
    objects[id] = { type: 'Building', attributes, geometry };
  };
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 6; column++) {
      const faces = (row + column) % 5 === 0 ? [0, 1, 2, 3, 4] : [0, 1, 2, 3, 4, 5];
      const known = (row * column) % 3 === 0 ? { yearOfConstruction: 1900 + 15 * column } : {};
      box(`house ${row + 1}-${column + 1}`, column * 18, row * 16, 6 + ((row + column) % 3) * 3, faces, known);
    }
  }
  const metadata = { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/28992' };
  const transform = { scale: [0.001, 0.001, 0.001], translate: [90500, 435800, 0] };
  return new TextEncoder().encode(
    JSON.stringify({ type: 'CityJSON', version: '2.0', metadata, transform, CityObjects: objects, vertices }),
  );
}

/** The market lab: the table enlarged, a bill with one of its reasons, and the trades of an hour on the map. */
export async function takeMarketPictures(app: LaunchedApp): Promise<void> {
  const { page } = app;
  await openMarkets(app);
  await openView(app, 'Compare');
  await page.getByRole('button', { name: 'Enlarge' }).click();
  await shoot(app, 'market');
  await openView(app, 'Member');
  await showMember(app, BUILDING);
  const bill = page.getByRole('article', { name: /^Electricity bill/ });
  await bill.getByRole('button', { name: 'Why this amount: Electricity from your community' }).click();
  await bill.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await shoot(app, 'bill');
  await page.getByRole('button', { name: 'Shrink' }).click();
  await openView(app, 'Hour');
  await showMarket(app, 'Auction among members');
  await page.getByRole('button', { name: 'Show on the map' }).click();
  await page.getByText(/Trades of this hour in the market/).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show the whole district' }).click();
  await shoot(app, 'trades');
  await showView(app, 'District');
}

export async function takePictures(): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  const app = await launch();
  const { page } = app;
  try {
    await yearShown(app);
    await page.getByRole('button', { name: 'Skip the tour' }).click();
    await page.waitForTimeout(10_000);
    await page.screenshot({ path: join(IMAGES, 'window.png') });
    await colourBy(app, 'Sun on surfaces');
    await shoot(app, 'district');
    await colourBy(app, 'Heat demand');
    await showView(app, 'Data');
    await page
      .getByText(/At \d\d:00 on/)
      .first()
      .waitFor({ timeout: 60_000 });
    await shoot(app, 'data');
    await showView(app, 'District');
    await select(app, BUILDING);
    await showView(app, 'Building');
    await page.getByRole('application', { name: new RegExp(BUILDING) }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: /^Building parts/ }).click();
    await page.getByRole('option', { name: 'Heat loss' }).click();
    await page.getByRole('slider', { name: 'Lift storeys apart' }).focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press('PageUp');
    await shoot(app, 'building');
    await showView(app, 'District');
    await page.keyboard.press('Escape');
    await page.keyboard.press('h');
    await openTask(app, 'Draw');
    await page.waitForTimeout(DRAWN_ms);
    await page.keyboard.press('o');
    for (const [x, y] of OUTLINE) {
      await page.mouse.move(x - 6, y - 2);
      await page.mouse.move(x, y);
      await page.waitForTimeout(150);
      await page.mouse.click(x, y);
    }
    await page.keyboard.press('Enter');
    await page.keyboard.type('18');
    await shoot(app, 'draw');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await takeMarketPictures(app);
    await openTask(app, 'District');
    await dropBytes(page, 'old-harbour.city.json', damagedCity());
    await page
      .locator('.notice')
      .getByText(/buildings? read/)
      .waitFor({ timeout: 60_000 });
    await yearShown(app);
    await shoot(app, 'assistant');
  } finally {
    await app.close();
  }
}
