// Checks every layer with its own tsconfig; stops at the first that fails after printing all.
import { spawnSync } from 'node:child_process';

const layers = ['models', 'gis-data', 'solver-as', 'electron', 'renderer', 'tests'];
let failed = 0;
for (const layer of layers) {
  const run = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', layer], { stdio: 'inherit' });
  if (run.status !== 0) failed++;
  console.log(`${run.status === 0 ? 'ok  ' : 'FAIL'} types ${layer}`);
}
process.exit(failed === 0 ? 0 : 1);
