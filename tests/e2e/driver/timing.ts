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
export async function yearCurrent({ page }: LaunchedApp, timeout_ms = 180_000): Promise<number> {
  const at = await page.waitForFunction(
    () => (document.querySelector('.kpi-card') && !document.querySelector('.kpi-card.is-stale') ? performance.now() : null),
    null,
    { polling: 50, timeout: timeout_ms },
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

const WANTED = ['"RunTask"', '"thread_name"'] as const;

/**
 * Tasks and names of threads in a trace. A trace of a minute is longer than any text can be; each of its events stands on a
 * line of its own.
 */
function eventsOf(trace: Buffer): readonly TraceEvent[] {
  const events: TraceEvent[] = [];
  for (let start = 0; start < trace.length; ) {
    const found = trace.indexOf(10, start);
    const end = found < 0 ? trace.length : found;
    const line = trace.subarray(start, end);
    start = end + 1;
    if (!WANTED.some((name) => line.includes(name))) continue;
    const text = line.toString();
    events.push(JSON.parse(text.slice(text.indexOf('{"args"'), text.lastIndexOf('}') + 1)));
  }
  if (events.length === 0) throw new Error('The trace has another form than expected.');
  return events;
}

/** Every task that the main thread of the page began while `work` ran, the longest by the clock first. */
export async function mainThreadTasks({ page }: LaunchedApp, work: () => Promise<void>): Promise<readonly MainThreadTask[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('Tasks can only be traced in a browser.');
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await work();
  const events = eventsOf(await browser.stopTracing());
  const mainThreads = new Set(
    events.filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return events
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
