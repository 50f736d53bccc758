/** The community dispatch against HiGHS on weeks, and its fleet over workers against the one in this thread. */
import { expect, it } from 'vitest';
import { type CoordinationProblem, coordinate, flowCost } from '#models/market/dispatch/coordinate.ts';
import { type DispatchCase, seededDispatchCase } from '#models/market/dispatch/dispatchCase.ts';
import { createLocalFleet } from '#models/market/dispatch/fleet.ts';
import type { LinearProgram } from '#models/market/ports.ts';
import { buildSolver } from '../build.mjs';
import { createNodeFleetPool } from '../host/fleetPool.node.ts';
import { createNodeLinearSolver } from '../host/linearSolver.node.ts';

function flatProblem(of: DispatchCase): CoordinationProblem {
  const { steps, step_h, units } = of;
  const net_kW = new Float64Array(steps);
  for (let i = 0; i < of.net_kW.length; i++) net_kW[i % steps]! += of.net_kW[i]!;
  const low = of.export_EURPerKWh;
  const high = of.import_EURPerKWh;
  const idle_EUR = flowCost({ low, high, step_h }, net_kW);
  return { steps, step_h, links: 1, net_kW, low, high, units, pathOf: units.map(() => [0]), idle_EUR };
}

/** Per step import and export; per unit and step charge, discharge and the level after it. Rows: balance of the community, of each level. */
function programOf({ steps, net_kW, low, high, units }: CoordinationProblem): LinearProgram {
  const columns = 2 * steps + 3 * steps * units.length;
  const rows = steps + steps * units.length;
  const cost = new Float64Array(columns);
  const lower = new Float64Array(columns);
  const upper = new Float64Array(columns).fill(Infinity);
  const right = new Float64Array(rows);
  const start: number[] = [0];
  const index: number[] = [];
  const value: number[] = [];
  let column = 0;
  const add = (price: number, most: number, entries: readonly (readonly [number, number])[], least = 0) => {
    cost[column] = price;
    lower[column] = least;
    upper[column++] = most;
    for (const [row, entry] of entries) {
      index.push(row);
      value.push(entry);
    }
    start.push(index.length);
  };
  // import - export - charge + discharge = net
  for (let t = 0; t < steps; t++) {
    right[t] = net_kW[t]!;
    add(high[t]!, Infinity, [[t, 1]]);
    add(-low[t]!, Infinity, [[t, -1]]);
  }
  units.forEach((unit, u) => {
    for (let t = 0; t < steps; t++) {
      const row = steps + u * steps + t;
      const isLast = t === steps - 1;
      const end = unit.end.kind === 'fixed' ? unit.end.level_kWh : 0;
      // level - previous level - charge eta + discharge / eta = 0
      right[row] = t === 0 ? unit.initial_kWh : 0;
      add(0, Number(unit.charge_kW), [
        [t, -1],
        [row, -Number(unit.chargeEfficiency)],
      ]);
      add(0, Number(unit.discharge_kW), [
        [t, 1],
        [row, 1 / unit.dischargeEfficiency],
      ]);
      const entries: [number, number][] = [[row, 1]];
      if (!isLast) entries.push([row + 1, -1]);
      add(0, isLast ? end : unit.capacity_kWh, entries, isLast ? end : 0);
    }
  });
  const matrix = { start: Int32Array.from(start), index: Int32Array.from(index), value: Float64Array.from(value) };
  return { columns, rows, cost, lower, upper, rowLower: right, rowUpper: right, ...matrix };
}

it.each([
  ['flat', 130],
  ['time-of-use', 20],
  ['dynamic', 260],
] as const)('has the optimum of HiGHS between its bounds: a week, %s', async (tariff, day) => {
  const problem = flatProblem(seededDispatchCase(16, 7, 31, tariff, day));
  const highs = await createNodeLinearSolver();
  const best = highs.solve(programOf(problem));
  expect(best.status).toBe('optimal');
  const { gap } = await coordinate(problem, { fleet: createLocalFleet });
  const rounding = 1e-7 * Math.abs(best.objective);
  expect(gap.lower_EUR).toBeLessThanOrEqual(best.objective + rounding);
  expect(gap.upper_EUR).toBeGreaterThanOrEqual(best.objective - rounding);
  expect(gap.upper_EUR - gap.lower_EUR).toBeLessThan(0.005 * Math.abs(problem.idle_EUR));
});

it('has the same bytes for any number of workers, and the bounds of the plain fleet', async () => {
  await buildSolver();
  const problem = flatProblem(seededDispatchCase(20, 56, 7, 'flat', 90));
  const run = async (workers: number) => {
    const pool = await createNodeFleetPool(workers);
    try {
      return await coordinate(problem, { fleet: pool.factory });
    } finally {
      await pool.dispose();
    }
  };
  const one = await run(1);
  const three = await run(3);
  expect(three).toEqual(one);
  const plain = await coordinate(problem, { fleet: createLocalFleet });
  expect(plain.gap.upper_EUR).toBeCloseTo(one.gap.upper_EUR, 6);
  expect(plain.gap.lower_EUR).toBeCloseTo(one.gap.lower_EUR, 6);
});
