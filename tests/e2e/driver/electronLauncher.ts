/** The app in Electron itself, where its binary can be had. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron } from 'playwright-core';
import type { LaunchedApp, LaunchOptions } from './launcher.ts';
import { watchPage } from './watchPage.ts';

const root = join(import.meta.dirname, '../../..');

/** Path of Electron's binary, or null where only its npm package is there. */
export function findElectron(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const names: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const binary = join(folder, 'dist', names[process.platform] ?? 'electron');
  return existsSync(binary) ? binary : null;
}

export async function launchInElectron(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const executablePath = findElectron();
  if (!executablePath) throw new Error('Electron’s binary is not here.');
  const ownDir = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'commonwatt-e2e-')));
  const args = [join(root, 'dist/electron/main.cjs'), `--data=${dataDir}`];
  if (process.platform === 'linux') args.push('--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader');
  const app = await _electron.launch({ executablePath, args, cwd: root });
  const page = await app.firstWindow();
  const watched = await watchPage(page, 'app://');
  await page.reload();
  await page.setViewportSize({ width: options.width ?? 1280, height: options.height ?? 720 });
  return {
    page,
    kind: 'electron',
    dataDir,
    ...watched,
    async close() {
      await app.close();
      if (ownDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
