import { expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { RandomStream } from '#models/core/random.ts';
import { inStep } from '#models/energy/storage/storageUnit.ts';
import { optimalStorageYear, type StorageProblem, storageResponse } from '#models/energy/storage/storageYear.ts';
import { createStorageKernel } from '../host/storageKernel.ts';
import { solverModule } from './solverModule.ts';
import { randomStorage } from './storageProgram.ts';

const module = await solverModule();
const kernel = createStorageKernel(module);
const twin = createStorageKernel(module, 'scalar');

function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) return error.detail.code;
    throw error;
  }
}

function turnover({ net_kW, import_EURPerKWh, unit, step_h }: StorageProblem): number {
  return net_kW.reduce(
    (sum, net, step) => sum + (Math.abs(net) + inStep(unit.charge_kW, step)) * step_h * Math.abs(import_EURPerKWh[step]!),
    1e-3,
  );
}

/** Odd and even numbers of steps, longer and shorter ones in turn, so that memory used before holds other values. */
function* problems(seed: number, count: number): Generator<StorageProblem> {
  const random = new RandomStream(seed);
  for (let instance = 0; instance < count; instance++) yield randomStorage(random, 1 + Math.floor(random.between(0, 300)));
}

it('costs what the reference costs, and refuses what it refuses', () => {
  let schedules = 0;
  for (const problem of problems(11, 400)) {
    const expected = attempt(() => optimalStorageYear(problem));
    const actual = attempt(() => kernel.storageYear(problem));
    if (typeof expected === 'string' || typeof actual === 'string') {
      expect(actual).toBe(expected);
      continue;
    }
    schedules++;
    const error = Math.abs(actual.cost_EUR - expected.cost_EUR) / turnover(problem);
    expect(error, JSON.stringify(problem.unit)).toBeLessThan(1e-9);
    const { unit, step_h } = problem;
    for (let step = 0; step < problem.steps; step++) {
      const power = actual.power_kW[step]!;
      const change = (power > 0 ? power * inStep(unit.chargeEfficiency, step) : power / unit.dischargeEfficiency) * step_h;
      const next = actual.level_kWh[step]! * (1 - unit.lossPerStep) + change - (unit.drain_kWh?.[step] ?? 0);
      expect(Math.abs(next - actual.level_kWh[step + 1]!)).toBeLessThan(1e-9);
    }
  }
  expect(schedules).toBeGreaterThan(200);
});

it('gives the same schedules on vectors and on scalars', () => {
  for (const problem of problems(12, 100)) {
    const vector = attempt(() => kernel.storageYear(problem));
    const scalar = attempt(() => twin.storageYear(problem));
    if (typeof vector === 'string' || typeof scalar === 'string') expect(vector).toBe(scalar);
    else expect(vector.power_kW).toEqual(scalar.power_kW);
  }
});

it('responds to prices of any sign as the reference does, stores kept in memory', () => {
  const random = new RandomStream(5);
  const steps = 337;
  const stores = Array.from({ length: 30 }, () => randomStorage(random, steps)).filter(
    ({ unit, import_EURPerKWh, step_h }) => typeof attempt(() => storageResponse(unit, import_EURPerKWh, step_h)) !== 'string',
  );
  const kept = stores.map(({ unit, step_h }) => kernel.keep(unit, steps, step_h));
  const power = new Float64Array(steps);
  let bounds = 0;
  for (const isNegative of [false, true, false]) {
    const price = Float64Array.from({ length: steps }, () => random.between(isNegative ? -0.2 : 0.01, 0.4));
    stores.forEach((store, index) => {
      const expected = storageResponse(store.unit, price, store.step_h);
      const actual = kernel.respond(kept[index]!, price, power);
      const rounding = 1e-9 * turnover({ ...store, import_EURPerKWh: price });
      expect(Math.abs(actual.bound_EUR - expected.bound_EUR), `bound of store ${index}`).toBeLessThan(rounding);
      expect(Math.abs(actual.cost_EUR - expected.cost_EUR), `cost of store ${index}`).toBeLessThan(isNegative ? Infinity : rounding);
      expect(actual.cost_EUR).toBeGreaterThanOrEqual(actual.bound_EUR);
      if (actual.cost_EUR > actual.bound_EUR) bounds++;
    });
  }
  expect(bounds).toBeGreaterThan(0);
});

it('takes stores so large that their slopes need more memory', () => {
  const random = new RandomStream(8);
  const steps = 3000;
  const drawn = randomStorage(random, steps);
  const unit = {
    ...drawn.unit,
    capacity_kWh: 3000,
    charge_kW: 2,
    discharge_kW: 2,
    chargeEfficiency: 0.9,
    drain_kWh: null,
    importCap_kW: null,
    lossPerStep: 0.0001,
    initial_kWh: 100,
    end: { kind: 'fixed', level_kWh: 100 } as const,
  };
  const problem = { ...drawn, unit };
  const large = createStorageKernel(module).storageYear(problem);
  expect(Math.abs(large.cost_EUR - optimalStorageYear(problem).cost_EUR)).toBeLessThan(1e-9 * turnover(problem));
});
