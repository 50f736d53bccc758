// `node scripts/guidePictures.mjs`: takes the pictures of README and user guide from the program. Needs Chromium or Chrome.
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled, ensureNode } from './setup.mjs';

ensureInstalled();
await ensureNode(fileURLToPath(import.meta.url));
if (!process.env.COMMONWATT_RENDERER_DIR) await ensureBuilt();
const { takePictures } = await import('../tests/e2e/guidePictures.ts');
await takePictures();
