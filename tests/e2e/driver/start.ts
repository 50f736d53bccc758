/** Starts the app with the launcher that was asked for: `COMMONWATT_E2E=electron` or, by default, the browser. */
import { launchInBrowser } from './browserLauncher.ts';
import { launchInElectron } from './electronLauncher.ts';
import type { LaunchedApp, LaunchOptions } from './launcher.ts';

export function launch(options: LaunchOptions = {}): Promise<LaunchedApp> {
  return process.env.COMMONWATT_E2E === 'electron' ? launchInElectron(options) : launchInBrowser(options);
}

/** Waits until the shown scenario's year is there and current. */
export async function yearShown({ page }: LaunchedApp): Promise<void> {
  await page.locator('.kpi-card').first().waitFor({ timeout: 60_000 });
  await page.waitForFunction(
    () => document.querySelectorAll('.kpi-card').length > 0 && !document.querySelector('.kpi-card.is-stale'),
    null,
    {
      timeout: 60_000,
    },
  );
}

/** Text of a key figure in the strip: number without groups. */
export async function figure({ page }: LaunchedApp, name: string): Promise<number> {
  const card = page.locator('.kpi-strip .kpi-card', { has: page.getByText(name, { exact: true }) });
  const text = await card.locator('.kpi-value').innerText();
  return Number.parseFloat(text.replaceAll(/[\u202f\u00a0\s]/g, '').replace('\u2212', '-'));
}

/** Opens a task through the rail. */
export async function openTask({ page }: LaunchedApp, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).click();
}
