/** The dispatch with charges on local energy against HiGHS, on weeks: a linear program with every member's meter. */
import { expect, it } from 'vitest';
import { dispatchCommunity } from '#models/market/dispatch/dispatch.ts';
import { type DispatchCase, seededDispatchCase } from '#models/market/dispatch/dispatchCase.ts';
import { caseCommunity } from '#models/market/flexibility/testCommunity.ts';
import type { LinearProgram } from '#models/market/ports.ts';
import { createNodeLinearSolver } from '../host/linearSolver.node.ts';

const DAYS = 5;
const MEMBERS = 10;

/**
 * By step: bought from and sold to the supplier, traded. By member and step: drawn, fed in, charged, discharged, level.
 * Rows: drawn = bought + traded, fed in = sold + traded, the meter of each member, its level.
 */
function programOf(of: DispatchCase, charge_EURPerKWh: number): LinearProgram {
  const { steps, units, net_kW } = of;
  const count = units.length;
  const columns = steps * (3 + 5 * count);
  const rows = steps * (2 + 2 * count);
  const cost = new Float64Array(columns);
  const lower = new Float64Array(columns);
  const upper = new Float64Array(columns).fill(Infinity);
  const right = new Float64Array(rows);
  const start: number[] = [0];
  const index: number[] = [];
  const value: number[] = [];
  let column = 0;
  const add = (price: number, entries: readonly (readonly [number, number])[], most = Infinity, least = 0) => {
    cost[column] = price;
    lower[column] = least;
    upper[column++] = most;
    for (const [row, entry] of entries) {
      index.push(row);
      value.push(entry);
    }
    start.push(index.length);
  };
  for (let t = 0; t < steps; t++) {
    add(of.import_EURPerKWh[t]!, [[t, 1]]);
    add(-of.export_EURPerKWh[t]!, [[steps + t, 1]]);
    add(charge_EURPerKWh, [
      [t, 1],
      [steps + t, 1],
    ]);
  }
  units.forEach((unit, u) => {
    for (let t = 0; t < steps; t++) {
      const meter = steps * (2 + u) + t;
      const level = steps * (2 + count + u) + t;
      const isLast = t === steps - 1;
      right[meter] = net_kW[u * steps + t]!;
      right[level] = t === 0 ? unit.initial_kWh : 0;
      add(0, [
        [t, -1],
        [meter, 1],
      ]);
      add(0, [
        [steps + t, -1],
        [meter, -1],
      ]);
      const [charge, discharge] = [Number(unit.charge_kW), Number(unit.discharge_kW)];
      add(
        0,
        [
          [meter, -1],
          [level, -Number(unit.chargeEfficiency)],
        ],
        charge,
      );
      add(
        0,
        [
          [meter, 1],
          [level, 1 / unit.dischargeEfficiency],
        ],
        discharge,
      );
      const entries: [number, number][] = [[level, 1]];
      if (!isLast) entries.push([level + 1, -1]);
      const end = unit.end.kind === 'fixed' ? unit.end.level_kWh : 0;
      add(0, entries, isLast ? end : unit.capacity_kWh, isLast ? end : 0);
    }
  });
  const matrix = { start: Int32Array.from(start), index: Int32Array.from(index), value: Float64Array.from(value) };
  return { columns, rows, cost, lower, upper, rowLower: right, rowUpper: right, ...matrix };
}

it.each([
  ['flat', 0.03, 130],
  ['flat', 0.16, 90],
  ['time-of-use', 0.06, 20],
  ['dynamic', 0.08, 260],
] as const)('has the optimum of HiGHS between its bounds: %s, %d EUR/kWh on local energy', async (tariff, charge, day) => {
  const of = seededDispatchCase(MEMBERS, DAYS, 31, tariff, day);
  const highs = await createNodeLinearSolver();
  const best = highs.solve(programOf(of, charge));
  const prices = { import_EURPerKWh: of.import_EURPerKWh, export_EURPerKWh: of.export_EURPerKWh };
  // Who of both sides pays does not matter.
  const byLevel = [
    {
      buyer_EURPerKWh: 0.75 * charge,
      seller_EURPerKWh: 0.25 * charge,
      buyerShare: 0,
      savedImport_EURPerKWh: 0,
      savedExport_EURPerKWh: 0,
    },
  ];
  const { gap } = await dispatchCommunity(caseCommunity(of), 'market', prices, { charges: { pools: 'root', byLevel } });
  const rounding = 1e-7 * Math.abs(best.objective);
  expect(gap!.lower_EUR).toBeLessThanOrEqual(best.objective + rounding);
  expect(gap!.upper_EUR).toBeGreaterThanOrEqual(best.objective - rounding);
  expect(gap!.ofBenefit).toBeLessThan(0.05);
});
