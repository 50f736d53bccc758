// `node scripts/benchScreen.mjs [--write | --large-files]`: how fast the screen is, in a real browser. Needs Chromium or Chrome.
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled, ensureNode } from './setup.mjs';

ensureInstalled();
await ensureNode(fileURLToPath(import.meta.url));
if (!process.env.COMMONWATT_RENDERER_DIR) await ensureBuilt();
const { benchScreen } = await import('../tests/e2e/bench/screenBench.ts');
await benchScreen({
  write: process.argv.includes('--write'),
  ...(process.argv.includes('--large-files') ? { only: 'large-files' } : {}),
});
