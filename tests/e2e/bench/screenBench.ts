/** How fast the screen is: first start, a dropped city, and a district of 10,000 buildings, in a real browser. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { machineLine } from '#electron/cli/report/machine.ts';
import { markdownTable } from '#electron/cli/report/markdown.ts';
import { writeCityJson } from '#gis-data/export/cityjson/writeCityJson.ts';
import { generateDistrict } from '#gis-data/synth/district/generateDistrict.ts';
import { launchInBrowser } from '../driver/browserLauncher.ts';
import { carryIn, dropCarried } from '../driver/dropFile.ts';
import type { LaunchedApp } from '../driver/launcher.ts';
import { openTask } from '../driver/start.ts';
import { clickOpensBuilding, districtDrawn, type MainThreadTask, mainThreadTasks, pageTime, yearCurrent } from '../driver/timing.ts';
import { largeFiles } from './largeFiles.ts';

const DELFSHAVEN = join(import.meta.dirname, '../../../../shared/data/gis/delfshaven_lod2.city.json');
const DOCUMENT = join(import.meta.dirname, '../../../docs/benchmarks-screen.md');
const RUNS = 3;
const LARGE = 10_000;
/** Shaders are compiled and the sample has settled after this long [ms]. */
const SETTLED_ms = 5000;
/** Long enough for an autosave to come by [ms]. */
const PAST_AN_AUTOSAVE_ms = 35_000;

type Figure = readonly [what: string, value: string, bar: string];

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function seconds(value_ms: number): string {
  return `${(value_ms / 1000).toFixed(1)} s`;
}

/** A started app that stands still, and when it had drawn the sample [ms]. */
async function started(): Promise<{ readonly app: LaunchedApp; readonly firstPicture_ms: number; readonly firstYear_ms: number }> {
  const app = await launchInBrowser();
  const firstYear_ms = await yearCurrent(app);
  const firstPicture_ms = await districtDrawn(app, 0);
  await app.page.getByRole('button', { name: 'Skip the tour' }).click();
  await app.page.waitForTimeout(SETTLED_ms);
  return { app, firstPicture_ms, firstYear_ms };
}

interface Drop {
  readonly drawn_ms: number;
  readonly year_ms: number;
  /** Drawn, with current figures, and a click opened a building. */
  readonly usable_ms: number;
}

interface Loaded {
  /** On the page's clock [ms]. */
  readonly droppedAt: number;
  readonly drawn_ms: number;
  readonly year_ms: number;
}

async function loaded(app: LaunchedApp): Promise<Loaded> {
  const droppedAt = await dropCarried(app.page);
  const drawn = await districtDrawn(app, droppedAt);
  const year = await yearCurrent(app);
  return { droppedAt, drawn_ms: drawn - droppedAt, year_ms: year - droppedAt };
}

async function usable(app: LaunchedApp): Promise<Drop> {
  const { droppedAt, drawn_ms, year_ms } = await loaded(app);
  await clickOpensBuilding(app);
  return { drawn_ms, year_ms, usable_ms: (await pageTime(app)) - droppedAt };
}

async function startAndDelfshaven(note: (text: string) => void): Promise<readonly Figure[]> {
  const bytes = existsSync(DELFSHAVEN) ? await readFile(DELFSHAVEN) : null;
  if (!bytes) note('Skipped: Delfshaven (reference data are not here).');
  const starts: number[] = [];
  const years: number[] = [];
  const drops: Drop[] = [];
  for (let run = 1; run <= RUNS; run++) {
    note(`Start and Delfshaven, ${run} of ${RUNS} ...`);
    const { app, firstPicture_ms, firstYear_ms } = await started();
    try {
      starts.push(firstPicture_ms);
      years.push(firstYear_ms);
      if (!bytes) continue;
      await carryIn(app.page, 'delfshaven.city.json', bytes);
      drops.push(await usable(app));
    } finally {
      await app.close();
    }
  }
  const figures: Figure[] = [
    ['First start to the picture of the sample district', seconds(median(starts)), ''],
    ['First start to its simulated year', seconds(median(years)), ''],
  ];
  if (drops.length === 0) return figures;
  return [
    ...figures,
    ['Delfshaven (853 buildings), drop to picture', seconds(median(drops.map((drop) => drop.drawn_ms))), ''],
    ['Delfshaven, drop to simulated year', seconds(median(drops.map((drop) => drop.year_ms))), ''],
    [
      'Delfshaven, drop to drawn, simulated, coloured and picked by a click',
      seconds(median(drops.map((drop) => drop.usable_ms))),
      'at most 8 s',
    ],
  ];
}

async function recolour({ page }: LaunchedApp): Promise<void> {
  for (const name of ['Use', 'Year of construction', 'Height', 'Electricity use', 'Heat demand']) {
    await page.locator('.panel .select-button, .panel button[aria-haspopup="listbox"]').first().click();
    await page.getByRole('option', { name, exact: true }).first().click();
    await page.waitForTimeout(1000);
  }
}

async function moveSlider(app: LaunchedApp): Promise<void> {
  await openTask(app, 'Scenario');
  await app.page.getByRole('slider', { name: /Share of roofs with PV/ }).focus();
  await app.page.keyboard.press('PageUp');
  await app.page.waitForTimeout(800);
  await yearCurrent(app);
  await app.page.waitForTimeout(1000);
}

function taskRow(what: string, tasks: readonly MainThreadTask[]): Figure {
  const longest = tasks[0] ?? { wall_ms: 0, cpu_ms: 0 };
  const busiest = Math.max(...tasks.map((task) => task.cpu_ms));
  return [what, `${longest.wall_ms.toFixed(0)} ms (${busiest.toFixed(0)} ms of processor time)`, 'at most 200 ms'];
}

async function largeDistrict(note: (text: string) => void): Promise<readonly Figure[]> {
  note(`Generating ${LARGE} buildings ...`);
  const bytes = new TextEncoder().encode(writeCityJson(generateDistrict({ seed: 1, buildings: LARGE })));
  const { app } = await started();
  try {
    await carryIn(app.page, `${LARGE}.city.json`, bytes);
    await app.page.waitForTimeout(1000);
    note('Loading them ...');
    const times: Loaded[] = [];
    const loading = await mainThreadTasks(app, async () => {
      times.push(await loaded(app));
      await app.page.waitForTimeout(3000);
    });
    const [drawn_ms, year_ms] = [times[0]?.drawn_ms ?? Number.NaN, times[0]?.year_ms ?? Number.NaN];
    note('Colouring them ...');
    const colouring = await mainThreadTasks(app, () => recolour(app));
    note('Moving a slider ...');
    const moving = await mainThreadTasks(app, () => moveSlider(app));
    note('Waiting for an autosave ...');
    const saving = await mainThreadTasks(app, async () => {
      const sent = app.page.waitForResponse((response) => response.url().endsWith('/autosave'), { timeout: PAST_AN_AUTOSAVE_ms });
      await sent;
      await app.page.waitForTimeout(1000);
    });
    const size = `${LARGE.toLocaleString('en')} generated buildings (${(bytes.length / 1e6).toFixed(1)} MB)`;
    return [
      [`${size}, drop to picture`, seconds(drawn_ms), ''],
      ['The same, drop to simulated year', seconds(year_ms), ''],
      taskRow('Longest task of the main thread while they load and are simulated', loading),
      taskRow('... while they are coloured by five other values', colouring),
      taskRow('... while a slider moves and the year is simulated again', moving),
      taskRow('... while an autosave is written', saving),
    ];
  } finally {
    await app.close();
  }
}

/** Measures, prints and, where asked, writes docs/benchmarks-screen.md. */
export async function benchScreen(options: { readonly write: boolean; readonly only?: 'large-files' }): Promise<void> {
  const note = (text: string): void => console.error(text);
  const small = options.only ? [] : [...(await startAndDelfshaven(note)), ...(await largeDistrict(note))];
  const figures = [...small, ...(await largeFiles(async () => (await started()).app, note))];
  const table = markdownTable(['What', 'Measured', 'Bar'], figures);
  const machine = machineLine();
  console.log(`${machine}\n\n${table}`);
  if (!options.write || options.only) return;
  const document = [
    '# Benchmarks of the screen',
    'Written by `node scripts/benchScreen.mjs --write`; do not edit by hand.',
    `Machine: ${machine}. Headless Chromium, 1280 x 720, drawn by the processor (SwiftShader), which also simulates.`,
    `Times of start and Delfshaven are medians of ${RUNS} cold starts; the file is already in the page when it is dropped. A task is a stretch in which the main thread answers nothing: by the clock, and in brackets the most that one took of the processor. Sequences are dropped from disk, each twice in a browser of its own: once for times and memory, once traced for tasks. Memory is the largest sum of all processes of the browser, shared pages counted once; the process that draws is listed apart, because without a graphics card it keeps textures and buffers in main memory.`,
    table,
    '',
  ].join('\n\n');
  await writeFile(DOCUMENT, document);
  note(`Wrote ${DOCUMENT}.`);
}
