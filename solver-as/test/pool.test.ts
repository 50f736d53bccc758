import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CancelledError, InputError } from '#models/core/errors.ts';
import type { Progress } from '#models/core/progress.ts';
import type { SolverPort } from '#models/scenario/solverPort.ts';
import { createNodeSolver } from '../host/nodeSolver.ts';
import { SolverWorkerError, type SpawnedWorker } from '../host/pool.ts';
import { createWasmSolver } from '../host/wasmSolver.ts';
import { differingSeries } from './compare.ts';
import { solverModule } from './solverModule.ts';
import { changedPlan, syntheticPlan } from './syntheticPlan.ts';

let module: WebAssembly.Module;
const open: SolverPort[] = [];
beforeAll(async () => {
  module = await solverModule();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((solver) => solver.dispose()));
});

async function solver(workers: number, options = {}): Promise<SolverPort> {
  const created = await createNodeSolver(workers, options);
  open.push(created);
  return created;
}

const plan = syntheticPlan({ buildings: 130, seed: 4, surfacesPerBuilding: 5 });

it('gives the same bytes for 1, 2 and 3 workers, from cold and from caches', async () => {
  const one = await (await solver(1)).simulate(plan);
  for (const workers of [2, 3]) {
    const many = await solver(workers);
    await many.simulate(changedPlan(plan, 0.5, { transmissionOpaque_W_K: 0.5, batteryCapacity_Wh: 2 }));
    expect(differingSeries(one, await many.simulate(plan)), `${workers} workers`).toEqual([]);
    expect(differingSeries(one, await many.simulate(plan)), `${workers} workers, again`).toEqual([]);
  }
});

it('gives the same bytes with little memory for caches', async () => {
  const one = await (await solver(1)).simulate(plan);
  const small = await solver(2, { seriesBudget_bytes: 12e6, resultBudget_bytes: 2e6 });
  await small.simulate(changedPlan(plan, 1, { batteryPower_W: 0.5 }));
  expect(differingSeries(one, await small.simulate(plan))).toEqual([]);
});

it('tells apart plans that differ in one value of each stage', async () => {
  const cached = await solver(1);
  await cached.simulate(plan);
  const changes = [
    changedPlan(plan, 0.02, { heatingSetpoint_C: 1.01 }),
    changedPlan(plan, 0.02, { copBase: 1.01 }),
    { ...plan, pv: { ...plan.pv, power_W: plan.pv.power_W.map((power, field) => (field === 3 ? power * 1.01 : power)) } },
    { ...plan, weather: { ...plan.weather, dryBulb_C: plan.weather.dryBulb_C.map((t, hour) => (hour === 4000 ? t + 1 : t)) } },
    { ...plan, options: { ...plan.options, warmUp_h: 48 } },
  ];
  for (const changed of changes) {
    const fresh = await (await solver(1)).simulate(changed);
    expect(differingSeries(fresh, await cached.simulate(changed))).toEqual([]);
  }
});

it('keeps runs apart that go on at the same time with different weather', async () => {
  const pool = await solver(2);
  const mild = { ...plan, weather: { ...plan.weather, dryBulb_C: plan.weather.dryBulb_C.map((air) => air + 3) } };
  const [first, second, hours] = await Promise.all([pool.simulate(plan), pool.simulate(mild), pool.buildingYear(mild, 5)]);
  const alone = await solver(1);
  expect(differingSeries(await alone.simulate(plan), first)).toEqual([]);
  expect(differingSeries(await alone.simulate(mild), second)).toEqual([]);
  expect(Math.max(...hours.heating)).toBe(second.yearly.peakHeating_W[5]);
});

it('gives one building the hours it has in the district', async () => {
  const single = syntheticPlan({ buildings: 1, seed: 6 });
  const pool = await solver(2);
  const alone = await pool.simulate(single);
  const hours = await pool.buildingYear(single, 0);
  for (const [field, values] of Object.entries(alone.hourly)) expect(hours[field as keyof typeof hours], field).toEqual(values);

  const year = await pool.simulate(plan);
  const building = 77;
  const own = await pool.buildingYear(plan, building);
  for (const field of ['heating', 'cooling', 'pv', 'fuel', 'solarGain', 'batteryCharge'] as const) {
    let months = 0;
    for (let month = 0; month < 12; month++) months += year.monthly[field][month * plan.buildingCount + building]!;
    const sum = own[field].reduce((total, value) => total + value, 0) / 1000;
    expect(Math.abs(sum - months), field).toBeLessThanOrEqual(1e-9 * Math.max(1, months));
  }
  expect(Math.max(...own.heating)).toBe(year.yearly.peakHeating_W[building]);
  expect(Math.max(...own.buildingExport)).toBe(year.yearly.peakExport_W[building]);
  expect(Math.max(...own.indoor_C)).toBe(year.yearly.maxIndoor_C[building]);
});

it('refuses a building that the plan does not have', async () => {
  await expect((await solver(1)).buildingYear(plan, plan.buildingCount)).rejects.toBeInstanceOf(InputError);
});

it('reports progress that rises to 1', async () => {
  const seen: Progress[] = [];
  await (await solver(2)).simulate(plan, { onProgress: (progress) => seen.push(progress) });
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b));
  expect(seen.at(-1)).toEqual({ done: 1, stage: 'progress.simulating' });
});

describe('cancelling', () => {
  it('ends a run early and leaves the solver usable', async () => {
    const pool = await solver(2);
    const controller = new AbortController();
    const run = pool.simulate(plan, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(run).rejects.toBeInstanceOf(CancelledError);
    const fresh = await (await solver(1)).simulate(plan);
    expect(differingSeries(fresh, await pool.simulate(plan))).toEqual([]);
  });

  it('does not start with a signal that has fired', async () => {
    const seen: Progress[] = [];
    const signal = AbortSignal.abort();
    const run = (await solver(1)).simulate(plan, { signal, onProgress: (progress) => seen.push(progress) });
    await expect(run).rejects.toBeInstanceOf(CancelledError);
    expect(seen).toEqual([]);
  });
});

it('says that a worker stopped, and replaces it at the next run', async () => {
  const pool = await createNodeSolver(1);
  await pool.dispose();

  const { Worker } = await import('node:worker_threads');
  const { default: nodeEndpoint } = await import('comlink/dist/esm/node-adapter.mjs');
  let started = 0;
  const spawn = (): SpawnedWorker => {
    const worker = new Worker(new URL('../host/worker.node.ts', import.meta.url));
    const isDoomed = ++started === 1;
    return {
      endpoint: nodeEndpoint(worker),
      onFailure: (listener) => {
        if (isDoomed) setTimeout(() => worker.terminate().then(() => listener('killed by the test')), 0);
      },
      terminate: async () => {
        await worker.terminate();
      },
    };
  };
  const crashing = createWasmSolver({ workers: 1, module, spawn });
  open.push(crashing);
  await expect(crashing.simulate(plan)).rejects.toBeInstanceOf(SolverWorkerError);
  const result = await crashing.simulate(plan);
  expect(started).toBe(2);
  expect(result.residual).toBeLessThan(1e-9);
});

it('leaves no thread behind after dispose', async () => {
  const threads = () => process.getActiveResourcesInfo().filter((name) => /worker|messageport/i.test(name)).length;
  const before = threads();
  const pool = await createNodeSolver(3);
  await pool.simulate(syntheticPlan({ buildings: 70, surfacesPerBuilding: 2 }));
  await pool.dispose();
  expect(threads()).toBe(before);
  await expect(pool.simulate(plan)).rejects.toThrow('disposed');
});
