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

/** Tasks of the main thread of 50 ms and more between two times, longest first [ms]. */
export async function longTasks({ page }: LaunchedApp, from: number, to: number): Promise<readonly number[]> {
  const tasks = await page.evaluate(() => window.longTasks);
  return tasks
    .filter(({ start, duration }) => start + duration > from && start < to)
    .map(({ duration }) => duration)
    .sort((a, b) => b - a);
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
        .waitForFunction(() => [...document.querySelectorAll('h3')].some((heading) => heading.textContent === 'Properties'), null, {
          polling: 20,
          timeout: 400,
        })
        .then(
          () => true,
          () => false,
        );
      if (opened) return at;
    }
  }
  throw new Error('No click on the view hit a building.');
}
