/** The solver on browser workers; it may itself run in a worker. */
import type { Endpoint } from 'comlink';
import type { SolverPort } from '#models/scenario/solverPort.ts';
import wasmUrl from '../build/solver.wasm?url';
import type { SpawnedWorker } from './pool.ts';
import { createWasmSolver } from './wasmSolver.ts';

/** A solver with so many workers; by default one per logical core, at most 8. */
export async function createBrowserSolver(workers = Math.min(8, navigator.hardwareConcurrency || 2)): Promise<SolverPort> {
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(`The solver kernels could not be loaded: ${response.status} ${response.statusText}.`);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  return createWasmSolver({ workers, module, spawn: spawnWorker });
}

function spawnWorker(): SpawnedWorker {
  const worker = new Worker(new URL('./worker.browser.ts', import.meta.url), { type: 'module', name: 'solver' });
  return {
    endpoint: worker as Endpoint,
    onFailure: (listener) => {
      worker.addEventListener('error', (event) => listener(event.message || 'its script failed'), { once: true });
    },
    terminate: async () => worker.terminate(),
  };
}
