/** The solver on Node worker threads, for the command line and the server. */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { SolverPort } from '#models/scenario/solverPort.ts';
import type { SpawnedWorker } from './pool.ts';
import { createWasmSolver, type WasmSolverOptions } from './wasmSolver.ts';

/** Where the parts of the solver lie; by default in this source tree, other places after bundling. */
export interface NodeSolverOptions extends Partial<Pick<WasmSolverOptions, 'seriesBudget_bytes' | 'resultBudget_bytes'>> {
  readonly wasmFile?: URL | string;
  readonly workerFile?: URL;
}

/** A solver with so many worker threads. Throws where solver.wasm is missing (`npm run build:solver`). */
export async function createNodeSolver(workers: number, options: NodeSolverOptions = {}): Promise<SolverPort> {
  const { wasmFile = new URL('../build/solver.wasm', import.meta.url), workerFile = new URL('./worker.node.ts', import.meta.url) } =
    options;
  const module = await WebAssembly.compile(await readFile(wasmFile));
  return createWasmSolver({ ...options, workers, module, spawn: () => spawnThread(workerFile) });
}

/** A worker thread as the pools take it. */
export function spawnThread(file: URL): SpawnedWorker {
  const worker = new Worker(file);
  let isOver = false;
  return {
    endpoint: nodeEndpoint(worker),
    onFailure: (listener) => {
      const once = (reason: string) => {
        if (!isOver) listener(reason);
        isOver = true;
      };
      worker.once('error', (error) => once(error instanceof Error ? error.message : String(error)));
      worker.once('exit', (code) => once(`exit code ${code}`));
    },
    terminate: async () => {
      isOver = true;
      await worker.terminate();
    },
  };
}
