/** The app in headless Chromium, served by the Node web host on loopback. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startWebHost } from '#electron/web/startWebHost.ts';
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts';
import type { LaunchedApp, LaunchOptions } from './launcher.ts';
import { watchPage } from './watchPage.ts';

const rendererDir = process.env.COMMONWATT_RENDERER_DIR ?? join(import.meta.dirname, '../../../dist/renderer');

export async function launchInBrowser(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const ownDir = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'commonwatt-e2e-')));
  const host = await startWebHost({
    port: 0,
    dataDir,
    rendererDir,
    ...(options.fileSystem ? { fileSystem: options.fileSystem } : {}),
  });
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS, ...(root ? ['--no-sandbox'] : [])],
  });
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 720 },
    colorScheme: options.theme ?? 'light',
    hasTouch: options.touch ?? false,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const watched = await watchPage(page, new URL(host.url).origin);
  await page.goto(host.url);
  return {
    page,
    kind: 'browser',
    dataDir,
    ...watched,
    async close() {
      await browser.close();
      await host.close();
      if (ownDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
