// `npm test`: sets itself up and runs every check; the last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureElectronBuilt, ensureInstalled, ensureNode, root, runToEnd } from './setup.mjs';

const APT = '/usr/bin/apt-get';

ensureInstalled();
await ensureNode(fileURLToPath(import.meta.url));

const artifacts = join(root, 'artifacts');
mkdirSync(artifacts, { recursive: true });
const total = { passed: 0, failed: 0 };
const lines = [];

function record(name, passed, failed, note = '') {
  total.passed += passed;
  total.failed += failed;
  lines.push(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed${note}`);
}

async function check(name, script) {
  console.log(`\n== ${name}`);
  const status = await runToEnd(process.execPath, script);
  record(name, status === 0 ? 1 : 0, status === 0 ? 0 : 1);
}

/** Counts of Vitest's own report; a run that wrote none counts as one failure. */
async function vitest(name, parameters) {
  console.log(`\n== ${name}`);
  const report = join(artifacts, `${name}.json`);
  rmSync(report, { force: true });
  const started = Date.now();
  const script = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...parameters,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const status = await runToEnd(process.execPath, script);
  if (!existsSync(report)) return record(name, 0, 1, ' (no report was written)');
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that cannot even be read fails the run without failing a test.
  const failed = status !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
  record(name, numPassedTests, failed, `, ${numPendingTests} skipped, ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

async function hasBrowser() {
  const { findChromium } = await import('../tests/e2e/driver/chromium.ts');
  try {
    console.log(`Browser for the end-to-end tests: ${findChromium()}`);
    return true;
  } catch {
    return false;
  }
}

/** On Debian, as root, the browser is a package away; elsewhere a person has to install it. */
async function ensureBrowser() {
  if (await hasBrowser()) return true;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync(APT)) {
    console.log('Installing Chromium (apt-get) ...');
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync(APT, ['update', '-q'], options);
    spawnSync(APT, ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
  }
  return hasBrowser();
}

await ensureBuilt();
await ensureElectronBuilt();
await check('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '.']);
await check('types', ['scripts/types.mjs']);
await check('dead code', ['node_modules/knip/bin/knip.js']);
await vitest('unit', []);
if (await ensureBrowser()) await vitest('e2e', ['--config', 'tests/e2e/vitest.config.ts']);
else record('e2e', 0, 1, ' (no Chromium or Chrome: install one, or name it in COMMONWATT_CHROMIUM)');

console.log(`\n${lines.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
