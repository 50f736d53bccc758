import { expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { RandomStream } from '#models/core/random.ts';
import { scheduleCost } from '#models/energy/storage/scheduleCost.ts';
import { inStep } from '#models/energy/storage/storageUnit.ts';
import { optimalStorageYear, type StorageProblem, type StorageSchedule, storageResponse } from '#models/energy/storage/storageYear.ts';
import { createNodeLinearSolver } from '../host/linearSolver.node.ts';
import { randomStorage, storageProgram } from './storageProgram.ts';

const solver = await createNodeLinearSolver();

/** Scale of the errors of a sum of payments [EUR]. */
function turnover(problem: StorageProblem): number {
  let sum = 0;
  for (let step = 0; step < problem.steps; step++) {
    sum +=
      (Math.abs(problem.net_kW[step]!) + inStep(problem.unit.charge_kW, step)) * problem.step_h * Math.abs(problem.import_EURPerKWh[step]!);
  }
  return sum;
}

/** Largest violation of balances and limits [kWh]. */
function violation({ unit, steps, step_h, net_kW }: StorageProblem, { power_kW, level_kWh }: StorageSchedule): number {
  let worst = 0;
  for (let step = 0; step < steps; step++) {
    const power = power_kW[step]!;
    const change = (power > 0 ? power * inStep(unit.chargeEfficiency, step) : power / unit.dischargeEfficiency) * step_h;
    const next = level_kWh[step]! * (1 - unit.lossPerStep) + change - (unit.drain_kWh?.[step] ?? 0);
    worst = Math.max(
      worst,
      Math.abs(level_kWh[step + 1]! - next),
      -level_kWh[step + 1]!,
      level_kWh[step + 1]! - unit.capacity_kWh,
      power - inStep(unit.charge_kW, step),
      -power - inStep(unit.discharge_kW, step),
      net_kW[step]! + power - (unit.importCap_kW ?? Infinity),
    );
  }
  const { end } = unit;
  if (end.kind === 'fixed') worst = Math.max(worst, Math.abs(level_kWh[steps]! - end.level_kWh));
  const first = end.kind === 'cyclic' ? level_kWh[steps]! : unit.initial_kWh;
  return Math.max(worst, Math.abs(level_kWh[0]! - first));
}

function attempt(problem: StorageProblem): StorageSchedule | string {
  try {
    return optimalStorageYear(problem);
  } catch (error) {
    if (error instanceof InputError) return error.detail.code;
    throw error;
  }
}

it('costs what HiGHS finds on random stores of every kind, to 1e-9, and has a solution where it has one', () => {
  const random = new RandomStream(2026);
  const faults: unknown[] = [];
  const seen = { free: 0, fixed: 0, cyclic: 0, infeasible: 0 };
  for (let instance = 0; instance < 400; instance++) {
    const problem = randomStorage(random, 2 + Math.floor(random.between(0, 60)));
    const truth = solver.solve(storageProgram(problem));
    const found = attempt(problem);
    if (typeof found === 'string') {
      seen.infeasible++;
      if (truth.status !== 'infeasible') faults.push({ instance, found, truth: truth.status });
      continue;
    }
    seen[problem.unit.end.kind]++;
    const error = Math.abs(found.cost_EUR - truth.objective) / Math.max(turnover(problem), 1e-3);
    const broken = violation(problem, found);
    if (!(error < 1e-9 && broken < 1e-9 && found.exactness === 'exact')) {
      faults.push({
        instance,
        end: problem.unit.end.kind,
        error,
        broken,
        found: found.cost_EUR,
        truth: truth.objective,
        status: truth.status,
      });
    }
  }
  expect(faults).toEqual([]);
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(20);
});

it('responds to a price alone as HiGHS does', () => {
  const random = new RandomStream(7);
  for (let instance = 0; instance < 60; instance++) {
    const drawn = randomStorage(random, 48);
    const problem = {
      ...drawn,
      net_kW: new Float64Array(48),
      export_EURPerKWh: drawn.import_EURPerKWh,
      unit: { ...drawn.unit, importCap_kW: null },
    };
    const truth = solver.solve(storageProgram(problem));
    if (truth.status !== 'optimal') continue;
    const response = storageResponse(drawn.unit, drawn.import_EURPerKWh, drawn.step_h);
    expect(Math.abs(response.cost_EUR - truth.objective), `instance ${instance}`).toBeLessThan(1e-9 * Math.max(1, turnover(problem)));
    expect(violation(problem, response)).toBeLessThan(1e-9);
  }
});

it('brackets the best schedule where prices make the costs hollow', () => {
  const random = new RandomStream(99);
  const gaps: number[] = [];
  for (let instance = 0; instance < 200; instance++) {
    const drawn = randomStorage(random, 10);
    const isNegative = instance % 2 === 0;
    const import_EURPerKWh = drawn.import_EURPerKWh.map((price) => (isNegative && random.next() < 0.3 ? -price : price));
    const export_EURPerKWh = import_EURPerKWh.map((price) => (isNegative ? Math.min(price, 0.05) : price * random.between(0.5, 1.6)));
    const problem = {
      ...drawn,
      import_EURPerKWh,
      export_EURPerKWh,
      unit: { ...drawn.unit, importCap_kW: null, canCurtail: instance % 4 === 0 },
    };
    const truth = solver.solve(storageProgram(problem, true));
    const found = attempt(problem);
    if (typeof found === 'string') continue;
    const rounding = 1e-9 * turnover(problem);
    expect(violation(problem, found), `instance ${instance}`).toBeLessThan(1e-9);
    expect(found.cost_EUR).toBeCloseTo(scheduleCost(problem, found.power_kW, found.level_kWh).cost_EUR, 12);
    expect(found.bound_EUR, `instance ${instance}`).toBeLessThanOrEqual(truth.objective + rounding);
    expect(found.cost_EUR, `instance ${instance}`).toBeGreaterThanOrEqual(truth.objective - rounding);
    if (found.exactness === 'exact') expect(found.cost_EUR - truth.objective).toBeLessThan(rounding);
    else {
      expect(found.reason).toContain('step');
      gaps.push((found.cost_EUR - truth.objective) / turnover(problem));
    }
  }
  expect(gaps.length).toBeGreaterThan(10);
  // The grid is no proof, but it should come close.
  expect(Math.max(...gaps)).toBeLessThan(0.01);
});
