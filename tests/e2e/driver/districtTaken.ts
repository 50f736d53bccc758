/** Waits for a district that was dropped. */
import type { LaunchedApp } from './launcher.ts';

const READ_ms = 60_000;

/**
 * Waits for the news of a district. Where one of the same place is shown, the question is answered: the new one takes its
 * place.
 */
export async function districtTaken({ page }: LaunchedApp, news: RegExp): Promise<void> {
  const told = page.locator('.notice').getByText(news);
  const question = page.getByRole('heading', { name: 'Two sources of one place' });
  await told.or(question).first().waitFor({ timeout: READ_ms });
  if (!(await question.isVisible())) return;
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await told.first().waitFor({ timeout: READ_ms });
}
