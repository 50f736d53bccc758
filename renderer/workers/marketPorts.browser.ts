/** Engines of the market in the engine's worker. */
import type { MarketPorts } from '#models/market/run/marketRuns.ts';
import wasmUrl from '#solver/build/solver.wasm?url';
import { createBrowserFleetPool } from '#solver/host/fleetPool.browser.ts';
import { createBrowserLinearSolver } from '#solver/host/linearSolver.browser.ts';
import { createStorageKernel } from '#solver/host/storageKernel.ts';

/**
 * Started with the first market. Without the general solver all but sizing and the least core goes on; without the kernels
 * stores are planned in plain TypeScript, which gives the same and takes longer.
 */
export async function startBrowserMarket(): Promise<MarketPorts> {
  const [solver, pool, kernel] = await Promise.all([
    createBrowserLinearSolver().catch(() => null),
    createBrowserFleetPool().catch(() => null),
    browserStorageKernel().catch(() => null),
  ]);
  return {
    solver,
    ...(pool ? { fleet: pool.factory } : {}),
    ...(kernel ? { storageYear: (problem) => kernel.storageYear(problem) } : {}),
  };
}

async function browserStorageKernel(): Promise<ReturnType<typeof createStorageKernel>> {
  const response = await fetch(wasmUrl);
  return createStorageKernel(await WebAssembly.compile(await response.arrayBuffer()));
}
