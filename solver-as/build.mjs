/**
 * Compiles the kernels to solver-as/build/solver.wasm (`npm run build:solver`). Does nothing when the sources are those
 * of the last build, so every entry point may call {@link buildSolver} first.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLayout } from './layout.mjs';

const ROOM = fileURLToPath(new URL('.', import.meta.url));
const OPTIONS = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--use', 'abort='];

function sourceKey() {
  const hash = createHash('sha256').update(OPTIONS.join(' '));
  const files = readdirSync(join(ROOM, 'assembly'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(ROOM, 'assembly', file)));
  return hash.digest('hex');
}

function read(/** @type {string} */ file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Path of an up-to-date solver.wasm. Throws with the compiler's messages. */
export async function buildSolver() {
  writeLayout();
  const wasm = join(ROOM, 'build', 'solver.wasm');
  const keyFile = join(ROOM, 'build', 'solver.key');
  const key = sourceKey();
  if (read(keyFile) === key && read(wasm) !== '') return wasm;

  mkdirSync(join(ROOM, 'build'), { recursive: true });
  const asc = await import('assemblyscript/asc');
  // Written aside and renamed, so that a second build at the same time never sees half a file.
  const fresh = `build/solver.${process.pid}.wasm`;
  const args = ['assembly/index.ts', '--baseDir', ROOM, '--outFile', fresh, ...OPTIONS];
  const { error, stderr } = await asc.main(args);
  if (error) throw new Error(`The solver kernels do not compile.\n${stderr.toString()}\n${error.message}`);
  renameSync(join(ROOM, fresh), wasm);
  writeFileSync(keyFile, key);
  return wasm;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildSolver();
}
