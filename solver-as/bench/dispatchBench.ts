/** Speed and certified gap of the community dispatch: 100 different prosumers over a year. */
import { availableParallelism } from 'node:os';
import { type CoordinationProblem, coordinate, flowCost } from '#models/market/dispatch/coordinate.ts';
import { seededDispatchCase } from '#models/market/dispatch/dispatchCase.ts';
import { createLocalFleet, type FleetFactory } from '#models/market/dispatch/fleet.ts';
import { buildSolver } from '../build.mjs';
import { createNodeFleetPool } from '../host/fleetPool.node.ts';
import type { BenchRow } from './benchKernels.ts';

const MEMBERS = 100;
const TARIFFS = ['flat', 'time-of-use'] as const;

function problemOf(days: number, tariff: (typeof TARIFFS)[number]): CoordinationProblem {
  const {
    steps,
    step_h,
    units,
    net_kW: each_kW,
    import_EURPerKWh: high,
    export_EURPerKWh: low,
  } = seededDispatchCase(MEMBERS, days, 1, tariff);
  const net_kW = new Float64Array(steps);
  for (let i = 0; i < each_kW.length; i++) net_kW[i % steps]! += each_kW[i]!;
  const idle_EUR = flowCost({ low, high, step_h }, net_kW);
  return { steps, step_h, links: 1, net_kW, low, high, units, pathOf: units.map(() => [0]), idle_EUR };
}

/** Plain subgradient steps on the prices, schedules averaged: the gap they reach in the given time. */
async function subgradient(problem: CoordinationProblem, factory: FleetFactory, seconds: number): Promise<number> {
  const { steps, step_h, net_kW, low, high } = problem;
  const fleet = await factory({ steps, step_h, links: 1, units: problem.units, pathOf: problem.pathOf });
  const prices = Float64Array.from(net_kW, (y, t) => (y > 0 ? high[t]! : low[t]!));
  const mean_kW = new Float64Array(steps);
  let lower = Number.NEGATIVE_INFINITY;
  let upper = Number.POSITIVE_INFINITY;
  const start = performance.now();
  for (let k = 0; performance.now() - start < 1000 * seconds; k++) {
    const { sum_kW, value_EUR } = await fleet.respond(prices);
    const weight = 2 / (k + 2);
    let value = value_EUR;
    let square = 0;
    for (let t = 0; t < steps; t++) {
      value += prices[t]! * net_kW[t]! * step_h;
      mean_kW[t]! += weight * (sum_kW[t]! - mean_kW[t]!);
      square += (net_kW[t]! + sum_kW[t]!) ** 2;
    }
    lower = Math.max(lower, value);
    upper = Math.min(
      upper,
      flowCost(
        problem,
        net_kW.map((y, t) => y + mean_kW[t]!),
      ),
    );
    const size = (0.5 * (upper - value)) / (square * step_h);
    for (let t = 0; t < steps; t++) prices[t] = Math.min(high[t]!, Math.max(low[t]!, prices[t]! + size * (net_kW[t]! + sum_kW[t]!)));
  }
  await fleet.dispose();
  return (upper - lower) / Math.abs(upper);
}

async function timed(problem: CoordinationProblem, fleet: FleetFactory): Promise<{ seconds: number; gap: number }> {
  const start = performance.now();
  const { gap } = await coordinate(problem, { fleet });
  return { seconds: (performance.now() - start) / 1000, gap: gap.relative };
}

/** @param quick eight weeks in place of the year */
export async function benchDispatch(quick: boolean): Promise<BenchRow[]> {
  await buildSolver();
  const days = quick ? 56 : 365;
  const workers = Math.min(2, availableParallelism());
  const pool = await createNodeFleetPool(workers);
  const rows: BenchRow[] = [];
  const add = (name: string, size: string, value: number, unit: string, ratio: number | null = null) => {
    rows.push({ name, size, value, unit, ratioAgainstTypeScript: ratio });
  };
  try {
    // The first run compiles.
    await coordinate(problemOf(14, 'flat'), { fleet: pool.factory });
    for (const tariff of TARIFFS) {
      const problem = problemOf(days, tariff);
      const size = `${MEMBERS} different prosumers, ${days} days, ${tariff} tariff, ${workers} workers`;
      const fast = await timed(problem, pool.factory);
      const plain = await timed(problem, createLocalFleet);
      add('Community dispatch', size, fast.seconds, 's', plain.seconds / fast.seconds);
      add('Community dispatch, certified gap', size, 100 * fast.gap, '%');
      add('Community dispatch TypeScript, one thread', size, plain.seconds, 's');
      add('Plain subgradient in the same time, gap', size, 100 * (await subgradient(problem, pool.factory, fast.seconds)), '%');
    }
  } finally {
    await pool.dispose();
  }
  return rows;
}
