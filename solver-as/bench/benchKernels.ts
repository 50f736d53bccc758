/** Speed of the kernels on one core against TypeScript in the same process: what `commonwatt bench` prints. */
import { newHourBuffers } from '#models/energy/reference/hourBuffers.ts';
import { createReferenceSolver } from '#models/energy/reference/referenceSolver.ts';
import { solarStage, surfaceYear } from '#models/energy/reference/solarStage.ts';
import { type DistrictPlan, EMPTY_LANE, LANE_GROUP } from '#models/scenario/plan.ts';
import { ChunkEngine } from '../host/chunkEngine.ts';
import type { KernelName } from '../host/kernels.ts';
import { CHUNK_LANES, MONTHS } from '../host/layout.generated.ts';
import { chunkCount } from '../host/packChunk.ts';
import { packShared } from '../host/packShared.ts';
import { PlanPacker } from '../host/planPacker.ts';
import { solverModule } from '../test/solverModule.ts';
import { syntheticPlan } from '../test/syntheticPlan.ts';
import { newThermalLoopResult, thermalLoop } from './thermalLoop.ts';

export interface BenchRow {
  readonly name: string;
  /** What it ran on, e.g. `32 buildings`. */
  readonly size: string;
  readonly value: number;
  readonly unit: string;
  /** Speed over the TypeScript baseline of the same run; null for baselines and errors. */
  readonly ratioAgainstTypeScript: number | null;
}

const ROUNDS = 11;

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/**
 * Seconds of each work: the median over rounds of the best of three. The works take turns, so that a busy machine
 * slows all alike, and the best of three leaves out slices that another process took.
 */
function interleaved(works: readonly (() => void)[], rounds: number): number[] {
  for (let round = 0; round < 3; round++) for (const work of works) work();
  const times: number[][] = works.map(() => []);
  for (let round = 0; round < rounds; round++) {
    works.forEach((work, index) => {
      times[index]!.push(Math.min(seconds(work), seconds(work), seconds(work)));
    });
  }
  return times.map(median);
}

/** Chunk 0 of a plan, run once, so that every kernel can be run alone on it. */
function preparedChunk(module: WebAssembly.Module, plan: DistrictPlan) {
  const packer = new PlanPacker(plan);
  const engine = new ChunkEngine(module, 200e6);
  engine.setShared(packShared(plan, packer.sharedKey));
  const { job, lanes } = packer.chunk(0, 1);
  const surfaces = packer.surfaces(lanes);
  const answer = engine.run({ ...job, surfaces });
  if (answer.needs !== null) throw new Error(`The engine asks for ${answer.needs}.`);
  const buildings = [...lanes.lanes].filter((building) => building !== EMPTY_LANE);
  return { engine, buildings, result: answer.result };
}

/** The rows of one benchmark run, a few seconds. Builds the kernels where needed. */
export async function benchKernels(): Promise<BenchRow[]> {
  const module = await solverModule();
  const plan = syntheticPlan({ buildings: 64, seed: 7, classes: 1 });
  const double = preparedChunk(module, plan);
  const single = preparedChunk(module, { ...plan, options: { ...plan.options, precision: 'f32' } });
  return [...thermalRows(plan, double, single), ...solarRows(plan, double), ...(await chainRows(module, plan))];
}

type Prepared = ReturnType<typeof preparedChunk>;

function kernel({ engine }: Prepared, name: KernelName): () => void {
  return () => engine.runKernel(name);
}

function thermalRows(plan: DistrictPlan, double: Prepared, single: Prepared): BenchRow[] {
  const { buildings } = double;
  const buffers = newHourBuffers();
  const irradiation = new Float64Array(plan.surfaces.count);
  const pvYield = new Float64Array(plan.pv.count);
  const sun = buildings.map((building) => {
    solarStage(plan, building, buffers, irradiation, pvYield);
    return { walls: buffers.wallIrradiance.slice(), roofs: buffers.roofIrradiance.slice() };
  });
  const useClass = buildings.map((building) => plan.laneGroupClass[Math.floor(plan.lanes.indexOf(building) / LANE_GROUP)]!);
  const result = newThermalLoopResult();
  const loop = () => {
    buildings.forEach((building, i) => {
      thermalLoop(plan, building, useClass[i]!, sun[i]!.walls, sun[i]!.roofs, result);
    });
  };
  const [typescript, pair, quad] = interleaved(
    [loop, kernel(double, 'thermalYear_f64x2'), kernel(single, 'thermalYear_f32x4')],
    ROUNDS,
  ) as [number, number, number];
  const size = `${buildings.length} buildings`;
  const unit = 'building-years/s per core';
  return [
    { name: '5R1C TypeScript', size, value: buildings.length / typescript, unit, ratioAgainstTypeScript: null },
    { name: '5R1C f64x2', size, value: buildings.length / pair, unit, ratioAgainstTypeScript: typescript / pair },
    { name: '5R1C f32x4', size, value: buildings.length / quad, unit, ratioAgainstTypeScript: typescript / quad },
    {
      name: '5R1C f32x4, largest error of a yearly heat demand',
      size,
      value: yearlyHeatError(double, single),
      unit: '-',
      ratioAgainstTypeScript: null,
    },
  ];
}

function yearlyHeatError(double: Prepared, single: Prepared): number {
  let worst = 0;
  for (let lane = 0; lane < double.buildings.length; lane++) {
    let exact = 0;
    let rounded = 0;
    for (let month = 0; month < MONTHS; month++) {
      exact += double.result.monthly[month * CHUNK_LANES + lane]!;
      rounded += single.result.monthly[month * CHUNK_LANES + lane]!;
    }
    worst = Math.max(worst, Math.abs(rounded - exact) / Math.max(exact, 1));
  }
  return worst;
}

function solarRows(plan: DistrictPlan, double: Prepared): BenchRow[] {
  const rows = double.buildings.flatMap((building) => {
    const from = plan.surfaces.firstOfBuilding[building]!;
    return Array.from({ length: plan.surfaces.firstOfBuilding[building + 1]! - from }, (_, i) => from + i);
  });
  const buffers = newHourBuffers();
  const loop = () => {
    for (const row of rows) surfaceYear(plan.sky, plan.surfaces, row, buffers);
  };
  const [typescript, kernels] = interleaved([loop, kernel(double, 'solarYear_f64x2')], 5) as [number, number];
  const size = `${rows.length} surfaces`;
  const unit = 'surface-years/s per core';
  return [
    { name: 'Irradiance TypeScript', size, value: rows.length / typescript, unit, ratioAgainstTypeScript: null },
    { name: 'Irradiance f64x2', size, value: rows.length / kernels, unit, ratioAgainstTypeScript: typescript / kernels },
  ];
}

/** Sun, heat, PV, systems and battery, everything from cold; the baseline is the reference solver. */
async function chainRows(module: WebAssembly.Module, plan: DistrictPlan): Promise<BenchRow[]> {
  const packer = new PlanPacker(plan);
  const chunks = Array.from({ length: chunkCount(plan) }, (_, chunk) => {
    const { job, lanes } = packer.chunk(chunk, 1);
    return { ...job, cached: false, surfaces: packer.surfaces(lanes) };
  });
  const engine = new ChunkEngine(module, 200e6);
  engine.setShared(packShared(plan, packer.sharedKey));
  const chain = () => {
    for (const job of chunks) engine.run(job);
  };
  const reference = createReferenceSolver();
  chain();
  await reference.simulate(plan);
  const wasm: number[] = [];
  const typescript: number[] = [];
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    await reference.simulate(plan);
    typescript.push((performance.now() - start) / 1000);
    wasm.push(seconds(chain));
  }
  const slow = median(typescript);
  const fast = median(wasm);
  const size = `${plan.buildingCount} buildings, ${plan.surfaces.count} surfaces`;
  const unit = 'building-years/s per core';
  return [
    { name: 'Whole chain TypeScript', size, value: plan.buildingCount / slow, unit, ratioAgainstTypeScript: null },
    { name: 'Whole chain kernels', size, value: plan.buildingCount / fast, unit, ratioAgainstTypeScript: slow / fast },
  ];
}
