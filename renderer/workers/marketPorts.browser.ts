/** Engines of the market in the engine's worker. */
import type { MarketPorts } from '#models/market/run/marketRuns.ts';
import { createBrowserLinearSolver } from '#solver/host/linearSolver.browser.ts';

/** Started with the first market. Without the general solver all but sizing and the least core goes on. */
export async function startBrowserMarket(): Promise<MarketPorts> {
  return { solver: await createBrowserLinearSolver().catch(() => null) };
}
