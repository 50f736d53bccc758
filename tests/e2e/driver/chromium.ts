/** Finds the system's Chromium or Chrome. */
import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env['COMMONWATT_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export function findChromium(): string {
  const found = CANDIDATES.find((path) => path && existsSync(path));
  if (!found) throw new Error('No Chromium or Chrome was found. Install one, or name it in COMMONWATT_CHROMIUM.');
  return found;
}

/** Software rendering with WebGL, and no requests of the browser's own. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];
