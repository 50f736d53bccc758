/** The fleet over browser workers; it may itself run in a worker. */
import type { Endpoint } from 'comlink';
import wasmUrl from '../build/solver.wasm?url';
import { createFleetPool, type FleetPool } from './fleetPool.ts';
import type { SpawnedWorker } from './pool.ts';

/** By default one worker per logical core, at most 8. They start with the first fleet. */
export async function createBrowserFleetPool(workers = Math.min(8, navigator.hardwareConcurrency || 2)): Promise<FleetPool> {
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(`The solver kernels could not be loaded: ${response.status} ${response.statusText}.`);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  return createFleetPool(workers, spawnWorker, module);
}

function spawnWorker(): SpawnedWorker {
  const worker = new Worker(new URL('./fleetWorker.browser.ts', import.meta.url), { type: 'module', name: 'fleet' });
  return {
    endpoint: worker as Endpoint,
    onFailure: (listener) => {
      worker.addEventListener('error', (event) => listener(event.message || 'its script failed'), { once: true });
    },
    terminate: async () => worker.terminate(),
  };
}
