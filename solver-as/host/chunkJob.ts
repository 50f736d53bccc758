/** The messages between the pool and its workers. */
import type { DistrictPlan } from '#models/scenario/plan.ts';

/** What all chunks of a plan share: weather, sun and sky of the lit hours, patterns. Sent to a worker once per key. */
export interface SharedData {
  readonly key: string;
  readonly classCount: number;
  /** Hours in which any part of the sky shines. */
  readonly litCount: number;
  /** Row of the lit series per hour; `litCount`, a row of zeros, in dark hours. */
  readonly litIndex: Uint16Array;
  /** [lit][SKY_LAYOUT] */
  readonly litSky: Float64Array;
  readonly dryBulb: Float64Array;
  /** Air temperature less sky temperature [K]. */
  readonly skyDrop: Float64Array;
  /** Per pattern [class][hour]. */
  readonly people: Float64Array;
  readonly appliances: Float64Array;
  readonly setback: Float64Array;
  readonly hotWater: Float64Array;
  readonly charging: Float64Array;
  /** 1 in hours of use. */
  readonly use: Float64Array;
  /** Index of the hour's ventilation value among the distinct ones of its class, [class][hour]. */
  readonly ventilationIndex: Uint16Array;
  /** Where the values of a class start, classCount + 1 entries. */
  readonly ventilationFirst: Uint32Array;
  readonly ventilationValues: Float64Array;
  /** Sums by month: [12], and per class [class][12]. */
  readonly dryBulbMonths: Float64Array;
  readonly skyDropMonths: Float64Array;
  readonly peopleMonths: Float64Array;
  readonly appliancesMonths: Float64Array;
  readonly hotWaterMonths: Float64Array;
  /** 1 in hours of the peak tariff. */
  readonly peakTariff: Float64Array;
  /** [lit][air temperature, kelvin per irradiance] */
  readonly pvWeather: Float64Array;
  /** PV_SYSTEM_LAYOUT */
  readonly pvSystem: Float64Array;
}

/** Surfaces of a chunk in pairs of one building and one kind (wall, roof); odd ones are paired with a surface of no area. */
export interface SurfacePairs {
  readonly count: number;
  /** First pair per lane, CHUNK_LANES + 1 entries. */
  readonly laneWallFirst: Uint32Array;
  readonly laneRoofFirst: Uint32Array;
  /** [pair][SURFACE_LAYOUT][2] */
  readonly values: Float64Array;
  /** [pair][sector][2] */
  readonly horizon: Float32Array;
}

/** PV arrays of a chunk in pairs, in the order of the plan. */
export interface PvPairs {
  readonly count: number;
  /** Lane in chunk, [pair][2] */
  readonly lane: Uint32Array;
  /** [pair][PV_LAYOUT][2] */
  readonly values: Float64Array;
  /** [pair][sector][2] */
  readonly horizon: Float32Array;
}

/** Hours of all lanes of a chunk. */
export interface BlockWish {
  readonly first_h: number;
  readonly hours: number;
  /** Where the hours are: in the series of a stage, or made of the hourly fields of the systems stage. */
  readonly from: 'indoor' | 'heating' | 'pv' | 'systems';
  /** Sets of hourly fields, bit = index in HOURLY_LAYOUT, that are added and taken off; for `systems`. */
  readonly plus: number;
  readonly minus: number;
}

export interface ChunkJob {
  /** Number of the run: what a run has used is not evicted before its end. */
  readonly run: number;
  readonly sharedKey: string;
  /** Keys of the stages' inputs; null = do not cache. */
  readonly solarKey: string;
  readonly thermalKey: string;
  readonly pvKey: string;
  readonly cached: boolean;
  readonly groupCount: number;
  readonly groupClass: Uint8Array;
  /** [BUILDING_LAYOUT][lane] */
  readonly buildings: Float64Array;
  /** Left out where the worker has them. */
  readonly surfaces: SurfacePairs | null;
  readonly pv: PvPairs;
  readonly warmUp_h: number;
  readonly precision: DistrictPlan['options']['precision'];
  /** `series`: also what a single building's year needs; `block`: nothing but the hours that {@link BlockWish} names. */
  readonly wanted: 'irradiation' | 'results' | 'series' | 'block';
  /** Exactly where a block is wanted. */
  readonly block: BlockWish | null;
}

export interface ChunkResult {
  /** Yearly irradiation [pair][2], kWh/m2. */
  readonly irradiation: Float64Array;
  /** Yearly yield [pair][2], kWh. */
  readonly pvYield: Float64Array;
  /** [MONTHLY_LAYOUT][month][lane], kWh */
  readonly monthly: Float64Array;
  /** [YEARLY_LAYOUT][lane] */
  readonly yearly: Float64Array;
  /** [HOURLY_LAYOUT][hour], W */
  readonly hourly: Float64Array;
  /** Lane 0 only, where series were asked for: [hour] degC and [hour] W. */
  readonly indoor: Float64Array;
  readonly wallIrradiance: Float64Array;
  /** [lane][hour of the block], where one was asked for. */
  readonly block: Float32Array;
}

/** `needs`: send the job again with what is missing. */
export type ChunkAnswer = { readonly needs: 'shared' | 'surfaces' } | { readonly needs: null; readonly result: ChunkResult };

/** What a worker exposes through comlink. */
export interface ChunkWorkerApi {
  start(module: WebAssembly.Module, budget_bytes: number): Promise<void>;
  setShared(data: SharedData): Promise<void>;
  run(job: ChunkJob): Promise<ChunkAnswer>;
}
