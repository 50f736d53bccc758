/**
 * A battery planned for many possible days at once: a two-stage programme whose decisions are the same in all scenarios until
 * they can be told apart, beside the plan that is made for the mean day alone.
 */
import { InputError } from '../../../core/errors.ts';
import type { BatteryAsset } from '../../participant.ts';
import type { LinearProgram, LinearSolver } from '../../ports.ts';

export interface StochasticCase {
  readonly step_h: number;
  /** Import and export prices per step [EUR/kWh]; export at most import. */
  readonly import_EURPerKWh: Float64Array;
  readonly export_EURPerKWh: Float64Array;
  /** Need of the portfolio per scenario and step [kWh]. */
  readonly net_kWh: readonly Float64Array[];
  readonly probability: readonly number[];
  /** From this step on the scenario is known. */
  readonly splitStep: number;
  readonly battery: Pick<
    BatteryAsset,
    'capacity_kWh' | 'charge_kW' | 'discharge_kW' | 'chargeEfficiency' | 'dischargeEfficiency' | 'initialShare'
  >;
}

export interface StochasticPlan {
  /** Expected cost of the day [EUR]. */
  readonly cost_EUR: number;
  /** Charging less discharging at the meter, per scenario [kWh]. */
  readonly power_kWh: readonly Float64Array[];
}

const VARIABLES = 5; // charge, discharge, level after, import, export

/**
 * Least expected cost over the scenarios.
 * @param fixed decisions before the split that are given [kWh]; free where absent
 * @throws InputError `market.plan` where it cannot be solved
 */
export function planScenarios(problem: StochasticCase, solver: LinearSolver, fixed?: Float64Array): StochasticPlan {
  const { net_kWh, probability, battery, step_h, splitStep } = problem;
  const scenarios = net_kWh.length;
  const steps = problem.import_EURPerKWh.length;
  const columns = scenarios * steps * VARIABLES;
  const at = (scenario: number, step: number, variable: number) => (scenario * steps + step) * VARIABLES + variable;
  const cost = new Float64Array(columns);
  const upper = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const rows: { readonly entries: readonly (readonly [number, number])[]; readonly value: number }[] = [];
  for (let s = 0; s < scenarios; s++) {
    for (let t = 0; t < steps; t++) {
      upper[at(s, t, 0)] = battery.charge_kW * step_h;
      upper[at(s, t, 1)] = battery.discharge_kW * step_h;
      upper[at(s, t, 2)] = battery.capacity_kWh;
      cost[at(s, t, 3)] = probability[s]! * problem.import_EURPerKWh[t]!;
      cost[at(s, t, 4)] = -probability[s]! * problem.export_EURPerKWh[t]!;
      const level: [number, number][] = [
        [at(s, t, 2), 1],
        [at(s, t, 0), -battery.chargeEfficiency],
        [at(s, t, 1), 1 / battery.dischargeEfficiency],
      ];
      const start = battery.initialShare * battery.capacity_kWh;
      if (t > 0) level.push([at(s, t - 1, 2), -1]);
      rows.push({ entries: level, value: t === 0 ? start : 0 });
      rows.push({
        entries: [
          [at(s, t, 3), 1],
          [at(s, t, 4), -1],
          [at(s, t, 0), -1],
          [at(s, t, 1), 1],
        ],
        value: net_kWh[s]![t]!,
      });
      if (t >= splitStep) continue;
      const power: [number, number][] = [
        [at(s, t, 0), 1],
        [at(s, t, 1), -1],
      ];
      if (fixed) rows.push({ entries: power, value: fixed[t]! });
      else if (s > 0) rows.push({ entries: [...power, [at(0, t, 0), -1], [at(0, t, 1), 1]], value: 0 });
    }
    // The day ends as it began.
    rows.push({ entries: [[at(s, steps - 1, 2), 1]], value: battery.initialShare * battery.capacity_kWh });
  }
  const answer = solver.solve(byColumns(columns, cost, upper, rows));
  if (answer.status !== 'optimal') {
    throw new InputError({
      code: 'market.plan',
      message: `The plan for ${scenarios} scenarios has no solution (${answer.status}).`,
      mend: 'Check battery and prices: export above import, or decisions the battery cannot follow.',
      values: { scenarios, status: answer.status },
    });
  }
  const power_kWh = net_kWh.map((_, s) => Float64Array.from({ length: steps }, (_, t) => answer.x[at(s, t, 0)]! - answer.x[at(s, t, 1)]!));
  return { cost_EUR: answer.objective, power_kWh };
}

/** Plan for the mean of the scenarios, followed until the split and mended after it, on the same scenarios. */
export function meanValuePlan(problem: StochasticCase, solver: LinearSolver): StochasticPlan {
  const { net_kWh, probability } = problem;
  const steps = problem.import_EURPerKWh.length;
  const mean = Float64Array.from({ length: steps }, (_, t) => net_kWh.reduce((sum, net, s) => sum + probability[s]! * net[t]!, 0));
  const plan = planScenarios({ ...problem, net_kWh: [mean], probability: [1] }, solver);
  return planScenarios(problem, solver, plan.power_kWh[0]!);
}

function byColumns(
  columns: number,
  cost: Float64Array,
  upper: Float64Array,
  rows: readonly { readonly entries: readonly (readonly [number, number])[]; readonly value: number }[],
): LinearProgram {
  const start = new Int32Array(columns + 1);
  for (const { entries } of rows) for (const [column] of entries) start[column + 1]! += 1;
  for (let c = 0; c < columns; c++) start[c + 1]! += start[c]!;
  const next = start.slice(0, columns);
  const index = new Int32Array(start[columns]!);
  const value = new Float64Array(start[columns]!);
  rows.forEach(({ entries }, row) => {
    for (const [column, coefficient] of entries) {
      index[next[column]!] = row;
      value[next[column]!] = coefficient;
      next[column]! += 1;
    }
  });
  const bounds = Float64Array.from(rows, (row) => row.value);
  return {
    columns,
    rows: rows.length,
    cost,
    lower: new Float64Array(columns),
    upper,
    rowLower: bounds,
    rowUpper: bounds,
    start,
    index,
    value,
  };
}
