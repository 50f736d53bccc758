// `npm start`: sets itself up, builds what is stale and starts the program: in its own window where Electron's
// binary and a display are there, else as a page on this machine. `npm start -- --web` always takes the page.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureElectronBuilt, ensureInstalled, ensureNode, root, runToEnd } from './setup.mjs';

const electronFolder = join(root, 'node_modules', 'electron');
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

function electronBinary() {
  const name = join(electronFolder, 'path.txt');
  if (!existsSync(name)) return null;
  const binary = join(electronFolder, 'dist', readFileSync(name, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** Electron's binary comes from GitHub, which many networks do not reach: a short knock first. */
async function isDownloadReachable() {
  try {
    await fetch('https://github.com/electron/electron/releases', { method: 'HEAD', signal: AbortSignal.timeout(3000) });
    return true;
  } catch {
    return false;
  }
}

async function findElectron() {
  const present = electronBinary();
  if (present !== null) return present;
  if (!(await isDownloadReachable())) {
    console.error('The desktop window (Electron) is not here and cannot be downloaded; starting in the browser instead.');
    return null;
  }
  console.error('Downloading Electron for the desktop window (once, about 120 MB) ...');
  spawnSync(process.execPath, [join(electronFolder, 'install.js')], { stdio: ['ignore', 2, 2], timeout: 180_000 });
  return electronBinary();
}

ensureInstalled();
await ensureNode(fileURLToPath(import.meta.url));
await ensureBuilt();

const parameters = process.argv.slice(2);
const wantsWeb = parameters.includes('--web');
const rest = parameters.filter((word) => word !== '--web');
const electron = wantsWeb || !hasDisplay ? null : await findElectron();
if (electron !== null) {
  await ensureElectronBuilt();
  process.exit(await runToEnd(electron, ['.', ...rest]));
}
const open = hasDisplay && !process.env.CI ? ['--open'] : [];
process.exit(await runToEnd(process.execPath, ['electron/cli/main.ts', 'serve', ...open, ...rest]));
