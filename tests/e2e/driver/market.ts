/** The market lab as a person uses it: its task, its views, and the years of its columns. */
import type { LaunchedApp } from './launcher.ts';
import { openTask, yearShown } from './start.ts';

/** Long enough for the four columns of a new project on a slow machine [ms]. */
const RUN_ms = 120_000;

/** Every market to compare has its year. */
export async function marketsRun({ page }: LaunchedApp): Promise<void> {
  const list = page.getByRole('radiogroup', { name: 'Markets to compare' });
  await list.waitFor();
  const from = Date.now();
  for (;;) {
    const all = await list.getByRole('radio').count();
    const done = await list.getByRole('radio', { name: /up to date$/ }).count();
    if (all > 0 && done === all) return;
    if (Date.now() - from > RUN_ms) throw new Error(`${done} of ${all} markets have their year after ${RUN_ms} ms`);
    await page.waitForTimeout(200);
  }
}

/** Opens the lab of the simulated district and waits for its first columns. */
export async function openMarkets(app: LaunchedApp): Promise<void> {
  await yearShown(app);
  const skip = app.page.getByRole('button', { name: 'Skip the tour' });
  if ((await skip.count()) > 0) await skip.click();
  await openTask(app, 'Market');
  await marketsRun(app);
}

/** Opens a view of the sheet, from the panel where the sheet is closed. */
export async function openView({ page }: LaunchedApp, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name, exact: true });
  if ((await tab.count()) > 0) await tab.click();
  else await page.getByRole('region', { name: 'Look at' }).getByRole('button', { name, exact: true }).click();
  await tab.and(page.getByRole('tab', { selected: true })).waitFor();
}

/** Chooses the market that a view shows. */
export async function showMarket({ page }: LaunchedApp, name: string): Promise<void> {
  await page.getByRole('button', { name: /Market shown/ }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

/** Texts of a figure in the table of markets, one per market. */
export async function figuresOf({ page }: LaunchedApp, figure: string): Promise<readonly string[]> {
  const table = page.getByRole('region', { name: 'Markets side by side' });
  return table
    .getByRole('row', { name: new RegExp(`^${figure}`) })
    .getByRole('cell')
    .allInnerTexts();
}

/** The first number in a text, without groups of digits. */
export function numberIn(text: string): number {
  const plain = text.replaceAll(/[\u202f\u00a0\u2009]/g, '').replace('\u2212', '-');
  return Number.parseFloat(/-?\d+(?:\.\d+)?/.exec(plain)?.[0] ?? 'NaN');
}

/** Opens a member's year by name. */
export async function showMember({ page }: LaunchedApp, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Member' }).fill(name);
  await page.getByRole('option', { name, exact: true }).click();
  await page.getByRole('article', { name: /^Electricity bill/ }).waitFor({ timeout: 60_000 });
}
