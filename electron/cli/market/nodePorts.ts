/** Engines of the market in Node: HiGHS, stores on worker threads, single stores on the kernel. */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { MarketPorts } from '#models/market/run/marketRuns.ts';
import { createNodeFleetPool } from '#solver/host/fleetPool.node.ts';
import { createNodeLinearSolver } from '#solver/host/linearSolver.node.ts';
import { createStorageKernel } from '#solver/host/storageKernel.ts';

export interface NodeMarket {
  readonly ports: MarketPorts;
  dispose(): Promise<void>;
}

/** Throws where solver.wasm is missing (`npm run build:solver`). */
export async function startNodeMarket(): Promise<NodeMarket> {
  const pool = await createNodeFleetPool(availableParallelism());
  const wasm = await readFile(new URL('../../../solver-as/build/solver.wasm', import.meta.url));
  const kernel = createStorageKernel(await WebAssembly.compile(wasm));
  return {
    ports: {
      solver: await createNodeLinearSolver(),
      fleet: pool.factory,
      storageYear: (problem) => kernel.storageYear(problem),
      now: () => performance.now(),
    },
    dispose: () => pool.dispose(),
  };
}
