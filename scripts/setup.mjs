// What every script needs before its own work: dependencies, Node 24, a fresh build. Runs on Node 20 with
// nothing installed, so it uses Node's own modules only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';
const NODE_MAJOR = 24;
const STAMP = join(root, 'node_modules', '.commonwatt-lock');
const NODE_24 = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(root, file).split(sep).join('/')).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** npm as it was started, or the one on the path. */
function npm(parameters) {
  const own = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  if (own?.endsWith('.js') && existsSync(own)) return spawnSync(process.execPath, [own, ...parameters], options);
  return spawnSync(isWindows ? 'npm.cmd' : 'npm', parameters, { ...options, shell: isWindows });
}

function isInstalled(lockHash) {
  const written = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === lockHash;
  return statSync(written).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** Installs what package-lock.json names, where that has not been done yet. */
export function ensureInstalled() {
  const lockHash = hashOf([join(root, 'package-lock.json')]);
  if (!isInstalled(lockHash)) {
    console.error('Installing dependencies (npm ci) ...');
    if (npm(['ci', '--no-audit', '--no-fund']).status !== 0) {
      console.error('npm ci did not work; trying npm install ...');
      const { status } = npm(['install', '--no-save', '--no-audit', '--no-fund']);
      if (status !== 0) fail('The dependencies could not be installed. See the messages of npm above; is there a network?');
    }
  }
  // Some npm versions skip install scripts until they are approved; the one of "node" fetches Node's binary.
  if (!existsSync(NODE_24)) npm(['rebuild', 'node', '--foreground-scripts']);
  writeFileSync(STAMP, lockHash);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function majorOf(version) {
  return Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);
}

/** Environment in which `node` and the installed tools are the project's own. */
export function ownEnvironment() {
  const separator = isWindows ? ';' : ':';
  const path = [join(root, 'node_modules', 'node', 'bin'), join(root, 'node_modules', '.bin'), process.env.PATH ?? process.env.Path ?? ''];
  return { ...process.env, PATH: path.join(separator) };
}

/** Runs a program to its end with our input and output, hands signals on, and gives its exit code. */
export function runToEnd(command, parameters, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { cwd: root, stdio: 'inherit', env: ownEnvironment(), ...options });
    const hand = (signal) => child.kill(signal);
    process.on('SIGINT', hand);
    process.on('SIGTERM', hand);
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      process.off('SIGINT', hand);
      process.off('SIGTERM', hand);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** Continues the calling script on Node 24. Returns only where this already is Node 24. */
export async function ensureNode(script) {
  if (majorOf(process.version) >= NODE_MAJOR) return;
  if (!existsSync(NODE_24)) fail(`Node ${NODE_MAJOR} is needed and could not be fetched. Install it, or run: npm rebuild node`);
  process.exit(await runToEnd(NODE_24, [script, ...process.argv.slice(2)]));
}

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [full];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes(`${sep}build${sep}`) && !file.includes(`${sep}planted-`));
}

/**
 * Builds a part where its sources are not those of the last build.
 * @param {{name: string, sources: string[], output: string, script: string[]}} part
 */
async function ensurePart({ name, sources, output, script }) {
  const key = hashOf(sources.flatMap(filesUnder).sort());
  const stamp = join(root, 'dist', `.${name}.key`);
  if (existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  console.error(`Building the ${name} ...`);
  const status = await runToEnd(process.execPath, script, { stdio: ['ignore', 2, 2] });
  if (status !== 0) fail(`The ${name} could not be built; see the messages above.`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, key);
}

const SHARED = ['models', 'package-lock.json'];

/** Kernels and window. */
export async function ensureBuilt() {
  // The build of the kernels knows by itself whether there is something to do.
  if ((await runToEnd(process.execPath, ['solver-as/build.mjs'], { stdio: ['ignore', 2, 2] })) !== 0)
    fail('The kernels could not be built.');
  await ensurePart({
    name: 'window',
    sources: [...SHARED, 'renderer', 'gis-data', 'solver-as', 'electron/host-api', 'vite.config.ts'],
    output: 'dist/renderer/index.html',
    script: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
  });
}

/** Electron's main process and preload. */
export function ensureElectronBuilt() {
  return ensurePart({
    name: 'desktop',
    sources: [...SHARED, 'electron', 'scripts/buildElectron.mjs'],
    output: 'dist/electron/main.cjs',
    script: ['scripts/buildElectron.mjs'],
  });
}
