/** The solver of WASM kernels on a pool of workers, as the port that the models define. */
import { transfer } from 'comlink';
import { CancelledError, type CancelSignal, InputError, throwIfAborted } from '#models/core/errors.ts';
import { checkHours, type HourBlockField, METER_TERMS } from '#models/scenario/hourBlock.ts';
import { type DistrictPlan, EMPTY_LANE } from '#models/scenario/plan.ts';
import type { SolveOptions, SolverPort } from '#models/scenario/solverPort.ts';
import {
  BUILDING_HOURLY_FIELDS,
  type BuildingHourlyField,
  type BuildingYearSeries,
  type HourlyField,
  type YearResult,
} from '#models/scenario/yearResult.ts';
import type { BlockWish, ChunkJob, ChunkResult } from './chunkJob.ts';
import { HOURLY_LAYOUT, HOURS } from './layout.generated.ts';
import { ResultMerger, scatter } from './mergeChunks.ts';
import { chunkCount } from './packChunk.ts';
import { packShared } from './packShared.ts';
import { type PackedChunk, PlanPacker } from './planPacker.ts';
import { type Spawn, WorkerPool, type WorkerSlot } from './pool.ts';
import { ResultCache } from './resultCache.ts';

export interface WasmSolverOptions {
  /** At least 1. */
  readonly workers: number;
  /** Compiled kernels, shared by all workers. */
  readonly module: WebAssembly.Module;
  readonly spawn: Spawn;
  /** Kept hourly series of all workers together; 600 MB by default. */
  readonly seriesBudget_bytes?: number;
  /** Kept results of chunks; 128 MB by default. */
  readonly resultBudget_bytes?: number;
}

/** A solver on a pool of workers. {@link SolverPort.dispose} ends them. */
export function createWasmSolver(options: WasmSolverOptions): SolverPort {
  return new WasmSolver(options);
}

class WasmSolver implements SolverPort {
  readonly description: string;
  readonly #pool: WorkerPool;
  readonly #results: ResultCache;
  #run = 0;

  constructor({ workers, module, spawn, seriesBudget_bytes = 600e6, resultBudget_bytes = 128e6 }: WasmSolverOptions) {
    this.#pool = new WorkerPool(Math.max(1, Math.floor(workers)), spawn, module, seriesBudget_bytes);
    this.#results = new ResultCache(resultBudget_bytes);
    this.description = `WASM SIMD kernels, f64x2 (f32x4 on demand), ${this.#pool.size} worker${this.#pool.size === 1 ? '' : 's'}`;
  }

  async simulate(plan: DistrictPlan, { signal, onProgress }: SolveOptions = {}): Promise<YearResult> {
    const run = ++this.#run;
    const packer = new PlanPacker(plan);
    const merger = new ResultMerger(plan);
    const count = chunkCount(plan);
    let done = 0;
    await this.#eachChunk(count, signal, async (chunk, isWanted) => {
      const packed = packer.chunk(chunk, run);
      let result = this.#results.find(packed.resultKey, run);
      if (!result) {
        result = await this.#solve(packer, packed, chunk, isWanted);
        if (!isWanted()) return;
        this.#results.keep(packed.resultKey, result, run);
      }
      merger.add(chunk, result, packer.places(packed));
      onProgress?.({ done: ++done / count, stage: 'progress.simulating' });
    });
    return merger.finish();
  }

  async irradiate(plan: DistrictPlan, { signal, onProgress }: SolveOptions = {}): Promise<Float64Array> {
    const run = ++this.#run;
    const packer = new PlanPacker(plan);
    const irradiation = new Float64Array(plan.surfaces.count);
    const count = chunkCount(plan);
    let done = 0;
    await this.#eachChunk(count, signal, async (chunk, isWanted) => {
      const packed = packer.irradiationJob(chunk, run);
      const result = await this.#solve(packer, packed, chunk, isWanted);
      scatter(result.irradiation, packer.places(packed).surfaceRows, irradiation);
      onProgress?.({ done: ++done / count, stage: 'progress.irradiating' });
    });
    return irradiation;
  }

  async buildingYear(plan: DistrictPlan, building: number): Promise<BuildingYearSeries> {
    if (!Number.isInteger(building) || building < 0 || building >= plan.buildingCount) {
      throw new InputError({
        code: 'solver.building',
        message: 'The plan has no such building.',
        where: `building ${building}`,
        mend: `Ask for a building from 0 to ${plan.buildingCount - 1}.`,
        values: { building, last: plan.buildingCount - 1 },
      });
    }
    const packer = new PlanPacker(plan);
    const packed = packer.single(building, ++this.#run);
    const result = await this.#solve(packer, packed, building, () => true);
    const windowGain = plan.buildings.windowGainPerWallIrradiance[building]!;
    const series = { indoor_C: result.indoor, solarGain: result.wallIrradiance.map((irradiance) => irradiance * windowGain) };
    const hourly = HOURLY_LAYOUT.map((field, index) => [field, result.hourly.slice(index * HOURS, (index + 1) * HOURS)] as const);
    const all = { ...series, ...Object.fromEntries(hourly) } as Record<BuildingHourlyField, Float64Array>;
    return Object.fromEntries(BUILDING_HOURLY_FIELDS.map((field) => [field, all[field]])) as Record<BuildingHourlyField, Float64Array>;
  }

  async hourBlock(
    plan: DistrictPlan,
    field: HourBlockField,
    firstHour: number,
    hours: number,
    { signal, onProgress }: SolveOptions = {},
  ): Promise<Float32Array> {
    checkHours(firstHour, hours);
    const run = ++this.#run;
    const packer = new PlanPacker(plan);
    const wish = blockWish(field, firstHour, hours);
    const block = new Float32Array(plan.buildingCount * hours);
    const count = chunkCount(plan);
    let done = 0;
    await this.#eachChunk(count, signal, async (chunk, isWanted) => {
      const packed = packer.block(chunk, run, wish);
      const result = await this.#solve(packer, packed, chunk, isWanted);
      packed.lanes.lanes.forEach((building, lane) => {
        if (building !== EMPTY_LANE) block.set(result.block.subarray(lane * hours, (lane + 1) * hours), building * hours);
      });
      onProgress?.({ done: ++done / count, stage: 'progress.simulating' });
    });
    return block;
  }

  async dispose(): Promise<void> {
    await this.#pool.terminate();
  }

  /** Runs work for every chunk; rejects at once when the signal fires, while workers finish the chunk they are at. */
  async #eachChunk(
    count: number,
    signal: CancelSignal | undefined,
    work: (chunk: number, isWanted: () => boolean) => Promise<void>,
  ): Promise<void> {
    throwIfAborted(signal);
    let isOver = false;
    let cancel = () => {};
    const cancelled = new Promise<never>((_, reject) => {
      cancel = () => reject(new CancelledError());
    });
    const isWanted = () => !isOver && signal?.aborted !== true;
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const all = Promise.all(Array.from({ length: count }, (_, chunk) => work(chunk, isWanted)));
      await (signal ? Promise.race([all, cancelled]) : all);
      throwIfAborted(signal);
    } finally {
      isOver = true;
      signal?.removeEventListener('abort', cancel);
    }
  }

  #solve(packer: PlanPacker, packed: PackedChunk, chunk: number, isWanted: () => boolean): Promise<ChunkResult> {
    return this.#pool.run(chunk, isWanted, (worker) => solveOn(worker, packer, packed));
  }
}

/** Where a field's hours are found. */
function blockWish(field: HourBlockField, first_h: number, hours: number): BlockWish {
  if (field !== 'netGrid' && field !== 'electricity') {
    return { first_h, hours, from: field === 'indoor_C' ? 'indoor' : field, plus: 0, minus: 0 };
  }
  const mask = (fields: readonly HourlyField[]) => fields.reduce((bits, name) => bits | (1 << HOURLY_LAYOUT.indexOf(name)), 0);
  const { plus, minus } = METER_TERMS[field];
  return { first_h, hours, from: 'systems', plus: mask(plus), minus: mask(minus) };
}

/** Sends a job with what its worker has not seen yet, and again where the worker has forgotten. */
async function solveOn(worker: WorkerSlot, packer: PlanPacker, packed: PackedChunk): Promise<ChunkResult> {
  const { api, sent } = worker;
  const { job, lanes } = packed;
  for (;;) {
    // Sent in one go: a worker takes messages in order, so no other run's weather can come in between.
    const sharing = sent.shared === packer.sharedKey ? null : api.setShared(packShared(packer.plan, packer.sharedKey));
    if (sharing) {
      sent.shared = packer.sharedKey;
      sent.surfaces.clear();
    }
    const sends = !job.cached || !sent.surfaces.has(job.solarKey);
    sent.surfaces.add(job.solarKey);
    const [answer] = await Promise.all([api.run(sends ? withSurfaces(job, packer, lanes) : job), sharing]);
    if (answer.needs === null) return answer.result;
    if (answer.needs === 'shared') sent.shared = '';
    else sent.surfaces.delete(job.solarKey);
  }
}

function withSurfaces(job: ChunkJob, packer: PlanPacker, lanes: PackedChunk['lanes']): ChunkJob {
  const surfaces = packer.surfaces(lanes);
  const buffers = [surfaces.values.buffer, surfaces.horizon.buffer];
  return transfer({ ...job, surfaces }, buffers as ArrayBuffer[]);
}
