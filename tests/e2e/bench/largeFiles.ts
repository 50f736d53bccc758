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
import { childMemory_MB, peakMemory_MB } from '../driver/processMemory.ts';
import { districtDrawn, type MainThreadTask, mainThreadTasks, pageTime } from '../driver/timing.ts';

type Figure = readonly [what: string, value: string, bar: string];

/** Generated buildings take about 0.86 kB each: the second file has 200 MB. */
export const LARGE_FILES = [50_000, 235_000] as const;
/** The whole is drawn within this time, or not at all [ms]. */
const PATIENCE_ms = 400_000;
const HOURS = 12;

declare global {
  interface Window {
    /** Draw calls since the page counts them. */
    drawCalls?: number;
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
async function wholeDrawn(app: LaunchedApp, since: number, count: number): Promise<number> {
  // The card that offers to simulate them comes with the last building.
  await app.page.waitForFunction(
    (digits) => document.querySelector('section.large-district')?.textContent?.replaceAll(/\s|,/g, '').includes(digits),
    String(count),
    { polling: 100, timeout: PATIENCE_ms },
  );
  const known = await pageTime(app);
  const before = await app.page.evaluate(
    (from) => performance.getEntriesByName('district-drawn').filter((entry) => entry.startTime >= from).length,
    since,
  );
  await app.page.waitForFunction(
    ([from, marks]) => performance.getEntriesByName('district-drawn').filter((entry) => entry.startTime >= from).length > marks,
    [since, before] as const,
    { polling: 100, timeout: PATIENCE_ms },
  );
  return Math.max(known, await districtDrawn(app, known - 100));
}

/** Most draw calls between two frames while the camera turns. */
async function drawCallsPerFrame({ page }: LaunchedApp): Promise<number> {
  await page.evaluate(() => {
    const prototype = WebGL2RenderingContext.prototype;
    for (const name of ['drawElements', 'drawArrays'] as const) {
      const draw = prototype[name];
      Object.assign(prototype, {
        [name](this: WebGL2RenderingContext, ...given: number[]) {
          window.drawCalls = (window.drawCalls ?? 0) + 1;
          return Reflect.apply(draw, this, given);
        },
      });
    }
  });
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

/** Another hour of the sun on all surfaces, again and again. */
async function hours(app: LaunchedApp): Promise<readonly MainThreadTask[]> {
  const { page } = app;
  await page.locator('.panel .select-button, .panel button[aria-haspopup="listbox"]').first().click();
  await page.getByRole('option', { name: 'Sun on surfaces', exact: true }).first().click();
  const slider = page.locator('.time-slider input').first();
  await slider.focus();
  // The shading of all surfaces is computed once.
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(60_000);
  return mainThreadTasks(app, async () => {
    for (let hour = 0; hour < HOURS; hour++) {
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(1500);
    }
  });
}

async function oneFile(
  app: LaunchedApp,
  path: string,
  buildings: number,
  size_bytes: number,
  note: (text: string) => void,
): Promise<readonly Figure[]> {
  const what = `${buildings.toLocaleString('en')} generated buildings as a sequence (${(size_bytes / 1e6).toFixed(0)} MB)`;
  const isSmaller = buildings === LARGE_FILES[0];
  await carryFromDisk(app.page, path);
  const before_MB = childMemory_MB();
  let first_ms = Number.NaN;
  let whole_ms = Number.NaN;
  let tasks: readonly MainThreadTask[] = [];
  const peak = await peakMemory_MB(async () => {
    tasks = await mainThreadTasks(app, async () => {
      const droppedAt = await dropCarried(app.page);
      first_ms = (await districtDrawn(app, droppedAt)) - droppedAt;
      note(`First buildings after ${(first_ms / 1000).toFixed(1)} s ...`);
      whole_ms = (await wholeDrawn(app, droppedAt, buildings)) - droppedAt;
      note(`All of them after ${(whole_ms / 1000).toFixed(1)} s ...`);
      await app.page.waitForTimeout(3000);
    });
  });
  const figures: Figure[] = [
    [`${what}, drop to its first buildings on the screen`, `${(first_ms / 1000).toFixed(1)} s`, 'at most 2 s'],
    ['... to all of them', `${(whole_ms / 1000).toFixed(1)} s`, isSmaller ? 'at most 12 s' : ''],
    ['... longest task of the main thread', taskText(tasks), 'at most 100 ms'],
    [
      '... peak memory of all processes of the browser',
      peak === null ? 'not known on this system' : `${peak.toFixed(0)} MB (${(before_MB ?? 0).toFixed(0)} MB before the drop)`,
      'at most 1,500 MB',
    ],
  ];
  if (!isSmaller) return figures;
  note('Counting draw calls ...');
  figures.push(['... draw calls of a frame', String(await drawCallsPerFrame(app)), '']);
  note('Moving through the hours ...');
  figures.push(['... longest task while another hour of sun colours all surfaces', taskText(await hours(app)), 'at most 50 ms of script']);
  return figures;
}

/** @param start an app that stands still */
export async function largeFiles(start: () => Promise<LaunchedApp>, note: (text: string) => void): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'commonwatt-bench-'));
  const figures: Figure[] = [];
  try {
    for (const buildings of LARGE_FILES) {
      const path = join(folder, `${buildings}.city.jsonl`);
      note(`Writing ${buildings} buildings ...`);
      const size_bytes = await writeSequence(path, buildings);
      const app = await start();
      try {
        figures.push(...(await oneFile(app, path, buildings, size_bytes, note)));
      } catch (error) {
        // A city that the browser cannot hold is a result too.
        const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
        figures.push([`${buildings.toLocaleString('en')} generated buildings as a sequence`, `failed: ${reason}`, '']);
      } finally {
        await app.close();
      }
      await rm(path);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}
