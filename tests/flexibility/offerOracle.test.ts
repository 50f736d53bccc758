/** Costs of offers against the exact linear program of the same stretch of hours (HiGHS). */
import { describe, expect, it } from 'vitest';
import { offerCurve } from '#models/market/flexibility/offers.ts';
import { type FlexiblePool, flexiblePool } from '#models/market/flexibility/pool.ts';
import { StretchSolver } from '#models/market/flexibility/redispatch.ts';
import { TEST_PRODUCT, testCommunity, testConfig } from '#models/market/flexibility/testCommunity.ts';
import { type ProductWindow, productWindows } from '#models/market/flexibility/windows.ts';
import type { LinearProgram } from '#models/market/ports.ts';
import { prepareMarket } from '#models/market/run/prepareMarket.ts';
import { createNodeLinearSolver } from '#solver/host/linearSolver.node.ts';

const solver = await createNodeLinearSolver();

/** Least cost of the stretch with the window held down by `power_kW`; null where that cannot be. */
function exactCost(pool: FlexiblePool, { first, last, from, to }: ProductWindow, power_kW: number): number | null {
  const steps = last - first;
  const { stores, net_kW, step_h } = pool;
  const n = stores.length;
  // Per store and step: charge, discharge, level after; then import and export of the pool.
  const columns = 3 * n * steps + 2 * steps;
  const rows: { readonly terms: Map<number, number>; readonly low: number; readonly high: number }[] = [];
  const cost = new Float64Array(columns);
  const lower = new Float64Array(columns);
  const upper = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const at = (store: number, t: number, what: number) => 3 * (store * steps + t) + what;
  const own = new Float64Array(steps);
  stores.forEach((store, i) => {
    for (let t = 0; t < steps; t++) {
      const { unit } = store;
      own[t]! += store.power_kW[first + t]!;
      upper[at(i, t, 0)] = Number(unit.charge_kW);
      upper[at(i, t, 1)] = Number(unit.discharge_kW);
      upper[at(i, t, 2)] = unit.capacity_kWh;
      if (t === steps - 1) lower[at(i, t, 2)] = upper[at(i, t, 2)] = store.level_kWh[last]!;
      const terms = new Map([
        [at(i, t, 0), Number(unit.chargeEfficiency) * step_h],
        [at(i, t, 1), -step_h / unit.dischargeEfficiency],
        [at(i, t, 2), -1],
      ]);
      if (t > 0) terms.set(at(i, t - 1, 2), 1);
      const start = t > 0 ? 0 : -store.level_kWh[first]!;
      rows.push({ terms, low: start, high: start });
    }
  });
  for (let t = 0; t < steps; t++) {
    const [bought, sold] = [3 * n * steps + 2 * t, 3 * n * steps + 2 * t + 1];
    cost[bought] = pool.import_EURPerKWh[first + t]! * step_h;
    cost[sold] = -pool.export_EURPerKWh[first + t]! * step_h;
    const terms = new Map([
      [bought, 1],
      [sold, -1],
    ]);
    stores.forEach((_, i) => {
      terms.set(at(i, t, 0), -1);
      terms.set(at(i, t, 1), 1);
    });
    const rest = net_kW[first + t]! - own[t]!;
    rows.push({ terms, low: rest, high: rest });
    if (first + t >= from && first + t < to) {
      const most = net_kW[first + t]! - power_kW;
      rows.push({
        terms: new Map([
          [bought, 1],
          [sold, -1],
        ]),
        low: Number.NEGATIVE_INFINITY,
        high: most,
      });
    }
  }
  const answer = solver.solve(byColumns(columns, rows, cost, lower, upper));
  return answer.status === 'optimal' ? answer.objective : null;
}

function byColumns(
  columns: number,
  rows: readonly { readonly terms: Map<number, number>; readonly low: number; readonly high: number }[],
  cost: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): LinearProgram {
  const entries: [number, number][][] = Array.from({ length: columns }, () => []);
  rows.forEach(({ terms }, row) => {
    for (const [column, value] of terms) entries[column]!.push([row, value]);
  });
  const start = new Int32Array(columns + 1);
  for (let j = 0; j < columns; j++) start[j + 1] = start[j]! + entries[j]!.length;
  const flat = entries.flat();
  return {
    columns,
    rows: rows.length,
    cost,
    lower,
    upper,
    rowLower: Float64Array.from(rows, ({ low }) => low),
    rowUpper: Float64Array.from(rows, ({ high }) => high),
    start,
    index: Int32Array.from(flat, ([row]) => row),
    value: Float64Array.from(flat, ([, value]) => value),
  };
}

describe('offers against the exact program', () => {
  it.each([1, 2, 3])('costs and largest power, seed %i', async (seed) => {
    const config = testConfig();
    const prepared = await prepareMarket(testCommunity(10, 6, seed), config, {});
    const pool = flexiblePool(prepared, 'community')!;
    const windows = productWindows(TEST_PRODUCT, prepared.community.axis).filter(({ isCalled }) => isCalled);
    expect(windows).toHaveLength(3);
    for (const window of windows) {
      const rules = { ...TEST_PRODUCT, minimum_kW: 0, priority: 'best-price' as const };
      const curve = offerCurve(new StretchSolver(pool, window), rules);
      const idle = exactCost(pool, window, 0)!;
      const top = curve.at(-1)!;
      // No more than this can be held, and nearly all of it is offered.
      expect(exactCost(pool, window, top.power_kW * 0.999)).not.toBeNull();
      expect(exactCost(pool, window, top.power_kW * 1.02)).toBeNull();
      for (const { power_kW, cost_EUR, plan } of curve.slice(1)) {
        const exact = exactCost(pool, window, power_kW * 0.999)!;
        expect(plan.cost_EUR).toBeGreaterThanOrEqual(exact - 1e-6);
        expect(cost_EUR / (exact - idle)).toBeLessThan(1.1);
        expect(Math.min(...plan.delivered_kW)).toBeGreaterThanOrEqual(power_kW - 1e-9);
      }
    }
  });
});
