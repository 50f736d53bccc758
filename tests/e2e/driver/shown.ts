/** What must not change when something fails: the figures and the district on the screen. */
import { expect } from 'vitest';
import { expectAccessible, shoot } from './checks.ts';
import { dropBytes } from './dropFile.ts';
import type { LaunchedApp } from './launcher.ts';
import { openTask, yearShown } from './start.ts';

export interface Shown {
  /** Values of the strip, as written. */
  readonly figures: readonly string[];
  readonly buildings: string;
  /** File name or origin of the district. */
  readonly source: string;
  /** Coordinate system and how well the place is known. */
  readonly system: string;
}

export async function shown(app: LaunchedApp): Promise<Shown> {
  await yearShown(app);
  // A second click on the open task would close its panel.
  if ((await app.page.getByRole('heading', { name: 'District', level: 2 }).count()) === 0) await openTask(app, 'District');
  const fact = (name: string): Promise<string> =>
    app.page
      .getByRole('region', { name: 'What is loaded' })
      .locator('dt', { hasText: new RegExp(`^${name}`) })
      .first()
      .locator('xpath=following-sibling::dd[1]')
      .innerText();
  const figures = await app.page.locator('.kpi-strip .kpi-value').allInnerTexts();
  expect(figures.length, 'figures in the strip').toBeGreaterThan(4);
  return { figures, buildings: await fact('Buildings'), source: await fact('From'), system: await fact('Coordinate system') };
}

/** Clears the corner of messages, so that the next one is the only one. */
export async function dismissNotices({ page }: LaunchedApp): Promise<void> {
  const buttons = page.getByRole('button', { name: 'Dismiss' });
  await buttons.evaluateAll((all) => {
    for (const button of all) if (button instanceof HTMLElement) button.click();
  });
  await expect.poll(() => buttons.count()).toBe(0);
}

/** Waits for the one message of a failure and gives its text; it must say what is safe and what to do. */
export async function failureTold(app: LaunchedApp): Promise<string> {
  const alert = app.page.locator('.notice-error').last();
  await alert.waitFor({ timeout: 30_000 });
  const text = await alert.innerText();
  expect(text).toContain('What to do:');
  return text;
}

/**
 * Drops a file that cannot be read: the message says all of `words`, and nothing on the screen has changed.
 * @param picture name of a picture of the message, which is then checked for accessibility too
 */
export async function expectRefused(
  app: LaunchedApp,
  name: string,
  bytes: Uint8Array | string,
  words: readonly RegExp[],
  picture?: string,
): Promise<void> {
  const before = await shown(app);
  await dropBytes(app.page, name, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
  const text = await failureTold(app);
  for (const word of words) expect(text).toMatch(word);
  expect(text).toContain('What was loaded before is unchanged.');
  if (picture !== undefined) {
    await shoot(app, picture);
    await expectAccessible(app, `the message about ${name}`);
  }
  expect(await shown(app), `after ${name}`).toEqual(before);
  await dismissNotices(app);
}
