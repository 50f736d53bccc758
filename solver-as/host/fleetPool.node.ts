/** The fleet over Node worker threads, for the command line, the server and benchmarks. */
import { readFile } from 'node:fs/promises';
import { createFleetPool, type FleetPool } from './fleetPool.ts';
import { spawnThread } from './nodeSolver.ts';

/** Where the parts lie; by default in this source tree, other places after bundling. */
export interface NodeFleetOptions {
  readonly wasmFile?: URL | string;
  readonly workerFile?: URL;
}

/** Throws where solver.wasm is missing (`npm run build:solver`). */
export async function createNodeFleetPool(workers: number, options: NodeFleetOptions = {}): Promise<FleetPool> {
  const { wasmFile = new URL('../build/solver.wasm', import.meta.url), workerFile = new URL('./fleetWorker.node.ts', import.meta.url) } =
    options;
  const module = await WebAssembly.compile(await readFile(wasmFile));
  return createFleetPool(workers, () => spawnThread(workerFile), module);
}
