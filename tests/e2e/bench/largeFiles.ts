/** Large sequences of buildings, dropped from disk: first picture, whole city, main thread, memory, hours as colours. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cityJsonSeqOfParts } from '#gis-data/export/cityjson/writeCityJson.ts';
import { generateDistrictParts } from '#gis-data/synth/district/generateDistrict.ts';
import { carryFromDisk, dropCarried } from '../driver/dropFile.ts';
import type { LaunchedApp } from '../driver/launcher.ts';
import { type BrowserMemory, browserMemory_MB, peakMemory_MB } from '../driver/processMemory.ts';
import { districtDrawn, type MainThreadTask, mainThreadTasks, pageTime, yearCurrent } from '../driver/timing.ts';

type Figure = readonly [what: string, value: string, bar: string];

/** Generated buildings take about 0.86 kB each: the second file has 200 MB. */
export const LARGE_FILES = [50_000, 235_000] as const;
/** The whole is drawn within this time, or not at all [ms]. */
const PATIENCE_ms = 400_000;
const HOURS = 12;
/** Edges have come and frames have been drawn after this long [ms]. */
const SETTLED_ms = 8000;

declare global {
  interface Window {
    /** Draw calls since the page counts them. */
    drawCalls?: number;
    /** Textures given to the graphics card since the page counts them: each change of colours is one. */
    textures?: number;
  }
}

function taskText(tasks: readonly MainThreadTask[]): string {
  const wall = Math.max(0, ...tasks.map((task) => task.wall_ms));
  const cpu = Math.max(0, ...tasks.map((task) => task.cpu_ms));
  return `${wall.toFixed(0)} ms (${cpu.toFixed(0)} ms of processor time)`;
}

async function writeSequence(path: string, buildings: number): Promise<number> {
  function* lines(): Generator<string> {
    for (const line of cityJsonSeqOfParts(generateDistrictParts({ seed: 1, buildings }))) yield `${line}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return (await stat(path)).size;
}

/** When the whole city had been read and drawn [ms of the page's clock]. */
async function wholeDrawn(app: LaunchedApp, count: number): Promise<number> {
  // The card that offers to simulate them comes with the last building.
  const known = await app.page.waitForFunction(
    (digits) =>
      document.querySelector('section.large-district')?.textContent?.replaceAll(/\s|,/g, '').includes(digits) ? performance.now() : null,
    String(count),
    { polling: 100, timeout: PATIENCE_ms },
  );
  return districtDrawn(app, (await known.jsonValue()) ?? Number.NaN);
}

/** Makes the page count what it asks of the graphics card. */
async function countGraphics({ page }: LaunchedApp): Promise<void> {
  await page.evaluate(() => {
    const prototype = WebGL2RenderingContext.prototype;
    const counted = [
      ['drawElements', 'drawCalls'],
      ['drawArrays', 'drawCalls'],
      ['texImage2D', 'textures'],
      ['texSubImage2D', 'textures'],
    ] as const;
    for (const [name, count] of counted) {
      const call = prototype[name];
      Object.assign(prototype, {
        [name](this: WebGL2RenderingContext, ...given: unknown[]) {
          window[count] = (window[count] ?? 0) + 1;
          return Reflect.apply(call, this, given);
        },
      });
    }
  });
}

/** Most draw calls between two frames while the camera turns. */
async function drawCallsPerFrame(app: LaunchedApp): Promise<number> {
  const { page } = app;
  await countGraphics(app);
  await page.locator('.district-view canvas').first().focus();
  let most = 0;
  for (let turn = 0; turn < 4; turn++) {
    await page.evaluate(() => {
      window.drawCalls = 0;
    });
    await page.keyboard.press('ArrowLeft');
    const drawn = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let largest = 0;
          let before = window.drawCalls ?? 0;
          let frames = 0;
          const look = (): void => {
            const now = window.drawCalls ?? 0;
            largest = Math.max(largest, now - before);
            before = now;
            if (++frames < 20) requestAnimationFrame(look);
            else resolve(largest);
          };
          requestAnimationFrame(look);
        }),
    );
    most = Math.max(most, drawn);
  }
  return most;
}

async function colourBy({ page }: LaunchedApp, name: string): Promise<void> {
  await page.locator('.panel .select-button, .panel button[aria-haspopup="listbox"]').first().click();
  await page.getByRole('option', { name, exact: true }).first().click();
}

/** One hour after the other, in the colours that are shown. */
async function moveHours({ page }: LaunchedApp): Promise<void> {
  const slider = page.locator('.time-slider input').last();
  await slider.focus();
  for (let hour = 0; hour < HOURS; hour++) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(1000);
  }
}

/** Tasks while the hour moves, and how many hours were shown. */
async function hours(app: LaunchedApp, name: string): Promise<string> {
  await colourBy(app, name);
  // The week is fetched, or the shading computed, once.
  await moveHours(app);
  await app.page.waitForTimeout(SETTLED_ms);
  const textures = (): Promise<number> => app.page.evaluate(() => window.textures ?? 0);
  const before = await textures();
  const moving = await mainThreadTasks(app, () => moveHours(app));
  const shown = (await textures()) - before;
  return `${taskText(moving)}; ${shown} changes of colours for ${HOURS} hours`;
}

/** Simulates the city, which is not done unasked. */
async function simulated(app: LaunchedApp): Promise<number> {
  const from = await pageTime(app);
  // By the keyboard: a slow machine may still be laying out what the pointer would have to hit.
  await app.page.locator('section.large-district button').press('Enter');
  return (await yearCurrent(app, PATIENCE_ms)) - from;
}

interface Load {
  readonly first_ms: number;
  readonly whole_ms: number;
}

/** Drops what was carried in, and waits until all of it has been drawn and stands still. */
async function load(app: LaunchedApp, buildings: number): Promise<Load> {
  const droppedAt = await dropCarried(app.page);
  const first_ms = (await districtDrawn(app, droppedAt)) - droppedAt;
  const whole_ms = (await wholeDrawn(app, buildings)) - droppedAt;
  await app.page.waitForTimeout(SETTLED_ms);
  return { first_ms, whole_ms };
}

interface LargeFile {
  readonly path: string;
  readonly buildings: number;
  readonly size_bytes: number;
}

type Start = () => Promise<LaunchedApp>;
type Note = (text: string) => void;

/** Times and memory, undisturbed by tracing, which takes a gigabyte itself. */
async function timesAndMemory(start: Start, { path, buildings, size_bytes }: LargeFile): Promise<readonly Figure[]> {
  const app = await start();
  try {
    await carryFromDisk(app.page, path);
    const before = browserMemory_MB();
    const loads: Load[] = [];
    const peak = await peakMemory_MB(async () => {
      loads.push(await load(app, buildings));
    });
    const { first_ms, whole_ms } = loads[0] ?? { first_ms: Number.NaN, whole_ms: Number.NaN };
    const what = `${buildings.toLocaleString('en')} generated buildings as a sequence (${(size_bytes / 1e6).toFixed(0)} MB)`;
    return [
      [`${what}, drop to its first buildings on the screen`, `${(first_ms / 1000).toFixed(1)} s`, 'at most 2 s'],
      ['... to all of them', `${(whole_ms / 1000).toFixed(1)} s`, buildings === LARGE_FILES[0] ? 'at most 12 s' : ''],
      ['... peak memory of page and browser', memoryText(peak), 'at most 1,500 MB'],
      ['... the same before the drop', memoryText(before), ''],
    ];
  } finally {
    await app.close();
  }
}

function memoryText(memory: BrowserMemory | null): string {
  if (!memory) return 'not known on this system';
  const { page, graphics, others } = memory;
  return `${(page + others).toFixed(0)} MB, of these the page ${page.toFixed(0)} MB (beside them the graphics process: ${graphics.toFixed(0)} MB)`;
}

/** Tasks of the main thread while it loads and, for the smaller city, while hours change. */
async function tasks(start: Start, { path, buildings }: LargeFile, note: Note): Promise<readonly Figure[]> {
  const app = await start();
  const figures: Figure[] = [];
  try {
    await carryFromDisk(app.page, path);
    const loading = await mainThreadTasks(app, async () => {
      await load(app, buildings);
    });
    figures.push(['... longest task of the main thread meanwhile', taskText(loading), 'at most 100 ms']);
    note('Counting draw calls ...');
    figures.push(['... draw calls of a frame', String(await drawCallsPerFrame(app)), '']);
    if (buildings !== LARGE_FILES[0]) return figures;
    note('Simulating ...');
    figures.push(['... their simulated year, when asked for', `${((await simulated(app)) / 1000).toFixed(0)} s`, '']);
    for (const name of ['Room heating', 'Sun on surfaces']) {
      note(`Moving through the hours: ${name} ...`);
      figures.push([`... longest task while the hour changes, coloured by ${name}`, await hours(app, name), 'at most 50 ms of script']);
    }
    return figures;
  } catch (error) {
    return [...figures, ['... what comes next', failure(error), '']];
  } finally {
    await app.close();
  }
}

/** A city that the browser cannot hold is a result too. */
function failure(error: unknown): string {
  return `failed: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
}

/** @param start an app that stands still */
export async function largeFiles(start: Start, note: Note): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'commonwatt-bench-'));
  const figures: Figure[] = [];
  try {
    for (const buildings of LARGE_FILES) {
      const path = join(folder, `${buildings}.city.jsonl`);
      note(`Writing ${buildings} buildings ...`);
      const file = { path, buildings, size_bytes: await writeSequence(path, buildings) };
      note('Loading them: times and memory ...');
      try {
        figures.push(...(await timesAndMemory(start, file)));
      } catch (error) {
        figures.push([`${buildings.toLocaleString('en')} generated buildings as a sequence`, failure(error), '']);
      }
      note('Loading them: tasks ...');
      figures.push(...(await tasks(start, file, note)));
      await rm(path);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}
