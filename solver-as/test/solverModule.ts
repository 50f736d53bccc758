/** The compiled kernels for tests and benchmarks, built first where the sources have changed. */
import { readFileSync } from 'node:fs';
import { buildSolver } from '../build.mjs';

export async function solverModule(): Promise<WebAssembly.Module> {
  return new WebAssembly.Module(readFileSync(await buildSolver()));
}
