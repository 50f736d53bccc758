/** Times of the running app: from an action of the person to a state of the screen, and what held the main thread up. */
import type { LaunchedApp } from './launcher.ts';

/** Milliseconds on the page's own clock. */
export function pageTime({ page }: LaunchedApp): Promise<number> {
  return page.evaluate(() => performance.now());
}

/** When the view had drawn a district for the first time after `since` [ms of the page's clock]. */
export async function districtDrawn({ page }: LaunchedApp, since: number): Promise<number> {
  const mark = await page.waitForFunction(
    (from) => performance.getEntriesByName('district-drawn').find((entry) => entry.startTime >= from)?.startTime ?? null,
    since,
    { polling: 50, timeout: 180_000 },
  );
  return (await mark.jsonValue()) ?? Number.NaN;
}

/** When the figures of the district on the screen were there and current. */
export async function yearCurrent({ page }: LaunchedApp): Promise<number> {
  const at = await page.waitForFunction(
    () => (document.querySelector('.kpi-card') && !document.querySelector('.kpi-card.is-stale') ? performance.now() : null),
    null,
    { polling: 50, timeout: 180_000 },
  );
  return (await at.jsonValue()) ?? Number.NaN;
}

/** One task of the main thread [ms]. */
export interface MainThreadTask {
  /** By the clock; other programs that use the processor lengthen it. */
  readonly wall_ms: number;
  /** Of the processor. */
  readonly cpu_ms: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Every task that the main thread of the page began while `work` ran, the longest by the clock first. */
export async function mainThreadTasks({ page }: LaunchedApp, work: () => Promise<void>): Promise<readonly MainThreadTask[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('Tasks can only be traced in a browser.');
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await work();
  const trace: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  const mainThreads = new Set(
    trace.traceEvents
      .filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return trace.traceEvents
    .filter((event) => event.ph === 'X' && event.name === 'RunTask' && mainThreads.has(`${event.pid} ${event.tid}`))
    .map((event) => ({ wall_ms: (event.dur ?? 0) / 1000, cpu_ms: (event.tdur ?? 0) / 1000 }))
    .sort((a, b) => b.wall_ms - a.wall_ms);
}

/** Clicks over the view until a building opens; resolves to the time of the click that hit. */
export async function clickOpensBuilding(app: LaunchedApp): Promise<number> {
  const { page } = app;
  const box = await page.locator('.district-view canvas').first().boundingBox();
  if (!box) throw new Error('The view has no box.');
  for (const row of [0.5, 0.55, 0.45, 0.6, 0.4, 0.65, 0.7]) {
    for (const column of [0.6, 0.55, 0.65, 0.5, 0.7, 0.45]) {
      const at = await pageTime(app);
      await page.mouse.click(box.x + box.width * column, box.y + box.height * row);
      const opened = await page
        .waitForFunction(() => document.querySelector('.panel-inspector:not(.panel-idle)') !== null, null, { polling: 20, timeout: 400 })
        .then(
          () => true,
          () => false,
        );
      if (opened) return at;
    }
  }
  throw new Error('No click on the view hit a building.');
}
