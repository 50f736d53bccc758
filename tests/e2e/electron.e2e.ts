/** The app in Electron itself: the same window, offline, without Node in the page. Says aloud where it cannot run. */
import { expect, it } from 'vitest';
import { expectDrawnView, expectOffline, shoot } from './driver/checks.ts';
import { findElectron, launchInElectron } from './driver/electronLauncher.ts';
import { figure, yearShown } from './driver/start.ts';

const hasElectron = findElectron() !== null;
if (!hasElectron)
  console.warn(
    'Skipped: Electron’s binary is not here, so the app was not run in Electron (node node_modules/electron/install.js fetches it).',
  );

it.skipIf(!hasElectron)('starts in Electron with the sample district, simulated', async () => {
  const app = await launchInElectron();
  try {
    await yearShown(app);
    expect(await figure(app, 'Heat demand')).toBeGreaterThan(0);
    await expectDrawnView(app);
    expect(await app.page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')])).toEqual([
      'undefined',
      'undefined',
    ]);
    await expectOffline(app);
    await shoot(app, '40-electron');
  } finally {
    await app.close();
  }
});
