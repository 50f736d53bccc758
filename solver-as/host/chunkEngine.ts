/** Runs the stages of chunks in one instance of the kernels and keeps their series: the inside of a worker. */

import { MONTH_OF_HOUR } from '#models/core/timeAxis.ts';
import type { BlockWish, ChunkAnswer, ChunkJob, ChunkResult, SharedData, SurfacePairs } from './chunkJob.ts';
import { type ChunkWord, type KernelKind, KernelMemory, type KernelName } from './kernels.ts';
import { CHUNK_LANES, HOURLY_LAYOUT, HOURS, LANE_GROUP, MONTHLY_LAYOUT, MONTHS, YEARLY_LAYOUT } from './layout.generated.ts';
import { SeriesStore } from './seriesStore.ts';

const BYTES = 8;
const MONTHLY_LENGTH = MONTHLY_LAYOUT.length * MONTHS * CHUNK_LANES;
const YEARLY_LENGTH = YEARLY_LAYOUT.length * CHUNK_LANES;
const HOURLY_LENGTH = HOURLY_LAYOUT.length * HOURS;
/** Thermal results lie behind the heating series of their entry. */
const TAIL_BYTES = (MONTHLY_LENGTH + YEARLY_LENGTH) * BYTES;
/** Coefficients of the thermal kernel per distinct ventilation value (thermal.ts). */
const COEFFICIENT_BYTES = 14 * LANE_GROUP * BYTES;
/** States, thrown-away warm-up results and day sums of the kernels. */
const SCRATCH_BYTES = 2 * TAIL_BYTES;
/** Packed surfaces that a worker holds before it forgets all of them. */
const SURFACES_LIMIT_BYTES = 128e6;

const NONE = new Float64Array(0);
const NOTHING: ChunkResult = {
  irradiation: NONE,
  pvYield: NONE,
  monthly: NONE,
  yearly: NONE,
  hourly: NONE,
  indoor: NONE,
  wallIrradiance: NONE,
  block: new Float32Array(0),
};

interface Stage {
  readonly blocks: readonly number[];
  /** False where the blocks hold the stage's series already. */
  readonly fresh: boolean;
}

/** One kernel instance with its caches. Not safe for two jobs at once; a worker runs one after the other. */
export class ChunkEngine {
  readonly #memory: KernelMemory;
  readonly #kind: KernelKind;
  readonly #budget_bytes: number;
  readonly #base: number;
  readonly #regions = new Map<ChunkWord, { address: number; bytes: number }>();
  readonly #surfaces = new Map<string, SurfacePairs>();
  readonly #irradiation = new Map<string, Float64Array>();
  readonly #pvYield = new Map<string, Float64Array>();
  #surfaces_bytes = 0;
  #shared: SharedData | null = null;
  #store: SeriesStore | null = null;
  #single: Partial<Record<ChunkWord, number>> | null = null;
  #double: Partial<Record<ChunkWord, number>> = {};

  constructor(module: WebAssembly.Module, budget_bytes: number, kind: KernelKind = 'vector') {
    this.#memory = new KernelMemory(module);
    this.#kind = kind;
    this.#budget_bytes = budget_bytes;
    this.#base = this.#memory.top;
  }

  /** Replaces weather, sun and patterns; everything cached falls away. */
  setShared(data: SharedData): void {
    const memory = this.#memory;
    memory.release(this.#base);
    this.#regions.clear();
    this.#surfaces.clear();
    this.#irradiation.clear();
    this.#pvYield.clear();
    this.#surfaces_bytes = 0;
    this.#single = null;
    this.#shared = data;
    memory.point('litCount', data.litCount);
    memory.point('litIndex', memory.place(data.litIndex));
    memory.point('litSky', memory.place(data.litSky));
    memory.point('monthOfHour', memory.place(MONTH_OF_HOUR));
    memory.point('ventilationIndex', memory.place(data.ventilationIndex));
    memory.point('ventilationFirst', memory.place(data.ventilationFirst));
    memory.point('ventilationValues', memory.place(data.ventilationValues));
    memory.point('dryBulbMonths', memory.place(data.dryBulbMonths));
    memory.point('skyDropMonths', memory.place(data.skyDropMonths));
    memory.point('peopleMonths', memory.place(data.peopleMonths));
    memory.point('appliancesMonths', memory.place(data.appliancesMonths));
    memory.point('hotWaterMonths', memory.place(data.hotWaterMonths));
    memory.point('hotWater', memory.place(data.hotWater));
    memory.point('charging', memory.place(data.charging));
    memory.point('peakTariff', memory.place(data.peakTariff));
    memory.point('pvWeather', memory.place(data.pvWeather));
    memory.point('pvSystem', memory.place(data.pvSystem));
    this.#double = {
      thermalDryBulb: memory.place(data.dryBulb),
      thermalSkyDrop: memory.place(data.skyDrop),
      thermalPeople: memory.place(data.people),
      thermalAppliances: memory.place(data.appliances),
      thermalSetback: memory.place(data.setback),
      thermalUse: memory.place(data.use),
    };
    memory.point('dryBulb', this.#double.thermalDryBulb ?? 0);
    memory.point('appliances', this.#double.thermalAppliances ?? 0);
    let most = 0;
    for (let c = 0; c < data.classCount; c++) most = Math.max(most, data.ventilationFirst[c + 1]! - data.ventilationFirst[c]!);
    const copies_bytes = 2 * (data.litCount + 1) * LANE_GROUP * Float32Array.BYTES_PER_ELEMENT;
    this.#region('scratch', SCRATCH_BYTES + copies_bytes + most * COEFFICIENT_BYTES);
    this.#region('monthly', MONTHLY_LENGTH * BYTES);
    this.#region('yearly', YEARLY_LENGTH * BYTES);
    this.#region('hourly', HOURLY_LENGTH * BYTES);
    const rows = Math.max(2 * (data.litCount + 1), HOURS);
    this.#store = new SeriesStore(memory, rows * CHUNK_LANES * BYTES + TAIL_BYTES, this.#budget_bytes);
  }

  run(job: ChunkJob): ChunkAnswer {
    const store = this.#store;
    if (this.#shared?.key !== job.sharedKey || !store) return { needs: 'shared' };
    if (job.surfaces) this.#rememberSurfaces(job.solarKey, job.surfaces);
    const surfaces = this.#surfaces.get(job.solarKey);
    const knowsThermal = store.find(job.thermalKey, job.run) !== null;
    const knowsIrradiation = this.#irradiation.has(job.solarKey);
    const needsSolar = job.block
      ? job.block.from === 'indoor' || (job.block.from !== 'pv' && !knowsThermal)
      : job.wanted === 'series' || !knowsIrradiation || (job.wanted === 'results' && !knowsThermal);
    const knowsSolar = knowsIrradiation && store.find(job.solarKey, job.run) !== null;
    if (needsSolar && !surfaces && !knowsSolar) return { needs: 'surfaces' };

    const memory = this.#memory;
    memory.point('groupCount', job.groupCount);
    this.#put('groupClass', job.groupClass);
    this.#put('buildings', job.buildings);
    const unkept: (readonly number[])[] = [];
    try {
      if (needsSolar) this.#solar(job, surfaces, store, unkept);
      if (job.wanted === 'irradiation') return { needs: null, result: this.#result(job) };
      if (job.block) return { needs: null, result: this.#block(job, job.block, store, unkept) };
      this.#thermal(job, store, unkept);
      this.#pv(job, store, unkept);
      const systems = this.#kind === 'vector' ? 'systemsYear_f64x2' : 'systemsYear_f64';
      memory.exports[job.precision === 'f32' ? (`${systems}_single` as const) : systems](memory.descriptor);
      return { needs: null, result: this.#result(job) };
    } finally {
      for (const blocks of unkept) store.drop(blocks);
      store.endJob();
    }
  }

  /** Runs one kernel again on the chunk of the last job, for benchmarks. */
  runKernel(name: KernelName): void {
    this.#memory.exports[name](this.#memory.descriptor);
  }

  #solar(job: ChunkJob, surfaces: SurfacePairs | undefined, store: SeriesStore, unkept: (readonly number[])[]): void {
    const memory = this.#memory;
    const lit_bytes = (this.#litCount + 1) * CHUNK_LANES * BYTES;
    const stage = this.#stage(job, 'sun', job.solarKey, 1, store, unkept, ([block]) => {
      memory.point('walls', block!);
      memory.point('roofs', block! + lit_bytes);
    });
    if (!surfaces || (!stage.fresh && this.#irradiation.has(job.solarKey))) return;
    const [block] = stage.blocks;
    this.#put('laneWallFirst', surfaces.laneWallFirst);
    this.#put('laneRoofFirst', surfaces.laneRoofFirst);
    this.#put('surfaceValues', surfaces.values);
    this.#put('surfaceHorizon', surfaces.horizon);
    const sums = this.#region('surfaceIrradiation', surfaces.count * 2 * BYTES);
    memory.f64(sums, surfaces.count * 2).fill(0);
    // The row of dark hours, and lanes without surfaces, read as zeros.
    memory.f64(block!, (2 * lit_bytes) / BYTES).fill(0);
    memory.exports[this.#kind === 'vector' ? 'solarYear_f64x2' : 'solarYear_f64'](memory.descriptor);
    this.#irradiation.set(
      job.solarKey,
      memory.f64(sums, surfaces.count * 2).map((energy) => energy * 0.001),
    );
  }

  #thermal(job: ChunkJob, store: SeriesStore, unkept: (readonly number[])[]): void {
    const memory = this.#memory;
    const indoor = job.wanted === 'series' || job.block?.from === 'indoor';
    memory.point('indoor', indoor ? this.#region('indoor', job.groupCount * LANE_GROUP * HOURS * BYTES) : 0);
    const series_bytes = HOURS * CHUNK_LANES * BYTES;
    const stage = this.#stage(job, 'heat', job.thermalKey, 2, store, unkept, ([heating, cooling]) => {
      memory.point('heating', heating!);
      memory.point('cooling', cooling!);
      memory.point('thermalMonthly', heating! + series_bytes);
      memory.point('thermalYearly', heating! + series_bytes + MONTHLY_LENGTH * BYTES);
    });
    if (!stage.fresh && !indoor) return;
    memory.point('warmUp_h', Math.min(Math.max(0, Math.round(job.warmUp_h)), HOURS));
    const single = job.precision === 'f32';
    const inputs = single ? this.#singlePrecision() : this.#double;
    for (const [field, address] of Object.entries(inputs)) memory.point(field as ChunkWord, address);
    const vector = single ? 'thermalYear_f32x4' : 'thermalYear_f64x2';
    const scalar = single ? 'thermalYear_f32' : 'thermalYear_f64';
    memory.exports[this.#kind === 'vector' ? vector : scalar](memory.descriptor);
  }

  #pv(job: ChunkJob, store: SeriesStore, unkept: (readonly number[])[]): void {
    const memory = this.#memory;
    const stage = this.#stage(job, 'pv', job.pvKey, 1, store, unkept, ([block]) => memory.point('pv', block!));
    if (!stage.fresh && this.#pvYield.has(job.pvKey)) return;
    this.#put('pvLane', job.pv.lane);
    this.#put('pvValues', job.pv.values);
    this.#put('pvHorizon', job.pv.horizon);
    memory.point('pvPairCount', job.pv.count);
    const yields = this.#region('pvYield', job.pv.count * 2 * BYTES);
    memory.exports[this.#kind === 'vector' ? 'pvYear_f64x2' : 'pvYear_f64'](memory.descriptor);
    // The last row stands for dark hours.
    this.#pvYield.set(job.pvKey, memory.f64(yields, job.pv.count * 2).slice());
    this.#limit(this.#pvYield);
  }

  /** Points at a stage's series: those known, else blocks to fill. */
  #stage(
    job: ChunkJob,
    name: string,
    key: string,
    blockCount: number,
    store: SeriesStore,
    unkept: (readonly number[])[],
    point: (blocks: readonly number[]) => void,
  ): Stage {
    const known = job.cached ? store.find(key, job.run) : null;
    if (known) {
      point(known);
      return { blocks: known, fresh: false };
    }
    const family = `${name}:${job.solarKey}`;
    const { blocks, keepable } = store.take(family, blockCount, job.run);
    if (keepable && job.cached) store.keep(key, family, blocks, job.run);
    else if (keepable) unkept.push(blocks);
    point(blocks);
    return { blocks, fresh: true };
  }

  #result(job: ChunkJob): ChunkResult {
    const memory = this.#memory;
    const irradiation = (this.#irradiation.get(job.solarKey) ?? NONE).slice();
    this.#limit(this.#irradiation);
    if (job.wanted === 'irradiation') {
      return { ...NOTHING, irradiation };
    }
    const series = job.wanted === 'series';
    return {
      irradiation,
      block: new Float32Array(0),
      pvYield: (this.#pvYield.get(job.pvKey) ?? NONE).slice(),
      monthly: memory.f64(this.#region('monthly', MONTHLY_LENGTH * BYTES), MONTHLY_LENGTH).slice(),
      yearly: memory.f64(this.#region('yearly', YEARLY_LENGTH * BYTES), YEARLY_LENGTH).slice(),
      hourly: memory.f64(this.#region('hourly', HOURLY_LENGTH * BYTES), HOURLY_LENGTH).slice(),
      indoor: series ? this.#firstLane(this.#region('indoor', 0)) : NONE,
      wallIrradiance: series ? this.#firstLaneOfLit(memory.pointed('walls')) : NONE,
    };
  }

  /** Hours of all lanes, from the last stage that they need. */
  #block(job: ChunkJob, wish: BlockWish, store: SeriesStore, unkept: (readonly number[])[]): ChunkResult {
    if (wish.from !== 'pv') this.#thermal(job, store, unkept);
    if (wish.from === 'pv' || wish.from === 'systems') this.#pv(job, store, unkept);
    const block = wish.from === 'systems' ? this.#systemsBlock(job, wish) : this.#seriesBlock(job, wish, wish.from);
    return { ...NOTHING, block };
  }

  #systemsBlock(job: ChunkJob, wish: BlockWish): Float32Array {
    const memory = this.#memory;
    const length = job.groupCount * LANE_GROUP * wish.hours;
    const target = this.#region('block', length * Float32Array.BYTES_PER_ELEMENT);
    memory.point('blockFirst_h', wish.first_h);
    memory.point('blockHours', wish.hours);
    memory.point('blockPlus', wish.plus);
    memory.point('blockMinus', wish.minus);
    const kernel = this.#kind === 'vector' ? 'systemsBlock_f64x2' : 'systemsBlock_f64';
    memory.exports[job.precision === 'f32' ? (`${kernel}_single` as const) : kernel](memory.descriptor);
    return memory.f32(target, length).slice();
  }

  #seriesBlock(job: ChunkJob, wish: BlockWish, from: 'indoor' | 'heating' | 'pv'): Float32Array {
    const memory = this.#memory;
    const groups = job.groupCount;
    const address = from === 'indoor' ? this.#region('indoor', 0) : memory.pointed(from);
    const rows = from === 'pv' ? this.#litCount + 1 : HOURS;
    const length = groups * rows * LANE_GROUP;
    const values = from === 'heating' && job.precision === 'f32' ? memory.f32(address, length) : memory.f64(address, length);
    const litIndex = this.#shared!.litIndex;
    const block = new Float32Array(groups * LANE_GROUP * wish.hours);
    for (let at = 0; at < wish.hours; at++) {
      const hour = wish.first_h + at;
      const ofDay = hour % 24;
      for (let group = 0; group < groups; group++) {
        // Heating lies day by day ([day][group][hour of day]), the others group by group.
        const row =
          from === 'heating' ? (hour - ofDay) * groups + group * 24 + ofDay : group * rows + (from === 'pv' ? litIndex[hour]! : hour);
        for (let lane = 0; lane < LANE_GROUP; lane++) {
          block[(group * LANE_GROUP + lane) * wish.hours + at] = values[row * LANE_GROUP + lane]!;
        }
      }
    }
    return block;
  }

  #firstLane(series: number): Float64Array {
    const values = this.#memory.f64(series, HOURS * LANE_GROUP);
    return Float64Array.from({ length: HOURS }, (_, hour) => values[hour * LANE_GROUP]!);
  }

  #firstLaneOfLit(series: number): Float64Array {
    const index = this.#shared!.litIndex;
    const values = this.#memory.f64(series, (this.#litCount + 1) * LANE_GROUP);
    return Float64Array.from({ length: HOURS }, (_, hour) => values[index[hour]! * LANE_GROUP]!);
  }

  get #litCount(): number {
    return this.#shared?.litCount ?? 0;
  }

  #rememberSurfaces(key: string, surfaces: SurfacePairs): void {
    const bytes = surfaces.values.byteLength + surfaces.horizon.byteLength;
    if (this.#surfaces_bytes + bytes > SURFACES_LIMIT_BYTES) {
      this.#surfaces.clear();
      this.#surfaces_bytes = 0;
    }
    this.#surfaces.set(key, surfaces);
    this.#surfaces_bytes += bytes;
  }

  #singlePrecision(): Partial<Record<ChunkWord, number>> {
    const data = this.#shared!;
    this.#single ??= {
      thermalDryBulb: this.#memory.place(Float32Array.from(data.dryBulb)),
      thermalSkyDrop: this.#memory.place(Float32Array.from(data.skyDrop)),
      thermalPeople: this.#memory.place(Float32Array.from(data.people)),
      thermalAppliances: this.#memory.place(Float32Array.from(data.appliances)),
      thermalSetback: this.#memory.place(Float32Array.from(data.setback)),
      thermalUse: this.#memory.place(Float32Array.from(data.use)),
    };
    return this.#single;
  }

  /** Memory of a descriptor field, at least so large; grows by half so that chunks of any size settle. */
  #region(field: ChunkWord, bytes: number): number {
    let region = this.#regions.get(field);
    if (!region || region.bytes < bytes) {
      const size = Math.ceil(bytes * (region ? 1.5 : 1));
      region = { address: this.#memory.allocate(size), bytes: size };
      this.#regions.set(field, region);
    }
    this.#memory.point(field, region.address);
    return region.address;
  }

  #put(field: ChunkWord, array: ArrayBufferView): void {
    this.#memory.write(this.#region(field, array.byteLength), array);
  }

  /** Small results live as long as there are not too many of them. */
  #limit(map: Map<string, Float64Array>): void {
    if (map.size <= 8192) return;
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
}
