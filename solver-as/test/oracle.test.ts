import { afterAll, beforeAll, expect, it } from 'vitest';
import { createReferenceSolver } from '#models/energy/reference/referenceSolver.ts';
import { HOUR_BLOCK_FIELDS } from '#models/scenario/hourBlock.ts';
import type { SolverPort } from '#models/scenario/solverPort.ts';
import { samplePlan } from '../../tests/support/samplePlan.ts';
import { sunnyWeather } from '../../tests/support/sunnyWeather.ts';
import { createNodeSolver } from '../host/nodeSolver.ts';
import { largestDifference, seriesOf } from './compare.ts';
import { solverModule } from './solverModule.ts';
import { syntheticPlan } from './syntheticPlan.ts';

const reference = createReferenceSolver();
let solver: SolverPort;
beforeAll(async () => {
  await solverModule();
  solver = await createNodeSolver(1);
});
afterAll(() => solver.dispose());

it.each([
  ['synthetic', syntheticPlan({ buildings: 40, seed: 3 })],
  ['box district', samplePlan(sunnyWeather())],
])('agrees with the TypeScript reference on every series of a year: %s', async (_, plan) => {
  const expected = new Map(seriesOf(await reference.simulate(plan)));
  const actual = await solver.simulate(plan);
  const differing: string[] = [];
  for (const [name, values] of seriesOf(actual)) {
    // Residuals are rounding noise of either.
    if (name.endsWith('Residual')) expect(Math.max(...values), name).toBeLessThan(1e-9);
    else if (!(largestDifference(expected.get(name)!, values) < 1e-9)) differing.push(name);
  }
  expect(differing).toEqual([]);
  expect(actual.residual).toBeLessThan(1e-9);
});

it('agrees with the reference on the hours of one building and on the irradiation', async () => {
  const plan = syntheticPlan({ buildings: 9, seed: 8 });
  const expected = await reference.buildingYear(plan, 4);
  const actual = await solver.buildingYear(plan, 4);
  for (const [field, values] of Object.entries(expected)) {
    expect(largestDifference(values, actual[field as keyof typeof actual]), field).toBeLessThan(1e-9);
  }
  expect(largestDifference(await reference.irradiate(plan), await solver.irradiate(plan))).toBeLessThan(1e-12);
});

it('agrees with the reference on a week of all buildings, for every field', async () => {
  const plan = syntheticPlan({ buildings: 37, seed: 14 });
  for (const field of HOUR_BLOCK_FIELDS) {
    // Begins and ends within a day.
    const expected = await reference.hourBlock(plan, field, 2_905, 168);
    const actual = await solver.hourBlock(plan, field, 2_905, 168);
    expect(actual).toHaveLength(37 * 168);
    expect(largestDifference(Float64Array.from(expected), Float64Array.from(actual)), field).toBeLessThan(2e-4);
    expect(actual.some((value) => value !== 0)).toBe(true);
  }
  const year = await solver.buildingYear(plan, 20);
  const net = await solver.hourBlock(plan, 'netGrid', 8_000, 760);
  expect(net.subarray(20 * 760, 21 * 760)).toEqual(
    Float32Array.from({ length: 760 }, (_, at) => year.buildingImport[8_000 + at]! - year.buildingExport[8_000 + at]!),
  );
  await expect(solver.hourBlock(plan, 'pv', 8_700, 61)).rejects.toThrow(/not in the year/);
});

it('agrees without warm-up, without ventilation and with setpoints that cross', async () => {
  const plan = syntheticPlan({ buildings: 8, seed: 21, options: { warmUp_h: 0 } });
  const buildings = {
    ...plan.buildings,
    infiltration_W_K: plan.buildings.infiltration_W_K.map(() => 0),
    ventilation_W_K: plan.buildings.ventilation_W_K.map(() => 0),
    coolingSetpoint_C: plan.buildings.heatingSetpoint_C.map((setpoint) => setpoint - 1),
  };
  const edge = { ...plan, buildings };
  const expected = new Map(seriesOf(await reference.simulate(edge)));
  for (const [name, values] of seriesOf(await solver.simulate(edge))) {
    if (!name.endsWith('Residual')) expect(largestDifference(expected.get(name)!, values), name).toBeLessThan(1e-9);
  }
});
