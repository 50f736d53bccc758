/** From chunk results to the district's result. Chunks are added in their order, so sums do not depend on the number of workers. */
import { resultResidual } from '#models/energy/reference/aggregates.ts';
import { type DistrictPlan, EMPTY_LANE } from '#models/scenario/plan.ts';
import {
  HOURLY_FIELDS,
  type HourlyField,
  MONTHLY_FIELDS,
  type MonthlyField,
  YEARLY_FIELDS,
  type YearlyField,
  type YearResult,
} from '#models/scenario/yearResult.ts';
import type { ChunkResult } from './chunkJob.ts';
import { CHUNK_LANES, HOURS, MONTHS } from './layout.generated.ts';

/** Where the parts of a chunk's result belong in the plan. */
export interface ChunkPlaces {
  readonly lanes: Uint32Array;
  /** Row of the plan's surfaces per place of `irradiation`, EMPTY_LANE for fillers. */
  readonly surfaceRows: Uint32Array;
  /** PV field of the plan per place of `pvYield`, EMPTY_LANE for fillers. */
  readonly pvFields: Uint32Array;
}

function tables<F extends string>(fields: readonly F[], length: number): Record<F, Float64Array> {
  return Object.fromEntries(fields.map((field) => [field, new Float64Array(length)])) as Record<F, Float64Array>;
}

export function scatter(values: Float64Array, places: Uint32Array, target: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const place = places[i]!;
    if (place !== EMPTY_LANE) target[place] = values[i]!;
  }
}

export class ResultMerger {
  readonly #buildingCount: number;
  readonly #monthly: Record<MonthlyField, Float64Array>;
  readonly #yearly: Record<YearlyField, Float64Array>;
  readonly #hourly: Record<HourlyField, Float64Array>;
  readonly #irradiation: Float64Array;
  readonly #pvYield: Float64Array;
  readonly #waiting = new Map<number, Float64Array>();
  #next = 0;

  constructor(plan: DistrictPlan) {
    this.#buildingCount = plan.buildingCount;
    this.#monthly = tables(MONTHLY_FIELDS, MONTHS * plan.buildingCount);
    this.#yearly = tables(YEARLY_FIELDS, plan.buildingCount);
    this.#hourly = tables(HOURLY_FIELDS, HOURS);
    this.#irradiation = new Float64Array(plan.surfaces.count);
    this.#pvYield = new Float64Array(plan.pv.count);
  }

  /** Takes a chunk's result, in any order. */
  add(chunk: number, result: ChunkResult, places: ChunkPlaces): void {
    this.#scatterBuildings(result, places.lanes);
    scatter(result.irradiation, places.surfaceRows, this.#irradiation);
    scatter(result.pvYield, places.pvFields, this.#pvYield);
    this.#waiting.set(chunk, result.hourly);
    for (let hourly = this.#waiting.get(this.#next); hourly; hourly = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next++);
      this.#addHours(hourly);
    }
  }

  finish(): YearResult {
    return {
      buildingCount: this.#buildingCount,
      monthly: this.#monthly,
      yearly: this.#yearly,
      hourly: this.#hourly,
      surfaceIrradiation_kWh_m2: this.#irradiation,
      pvYield_kWh: this.#pvYield,
      residual: resultResidual(this.#monthly, this.#yearly, this.#hourly),
    };
  }

  #scatterBuildings(result: ChunkResult, lanes: Uint32Array): void {
    const count = this.#buildingCount;
    MONTHLY_FIELDS.forEach((field, index) => {
      const target = this.#monthly[field];
      for (let month = 0; month < MONTHS; month++) {
        const row = (index * MONTHS + month) * CHUNK_LANES;
        for (let lane = 0; lane < lanes.length; lane++) {
          const building = lanes[lane]!;
          if (building !== EMPTY_LANE) target[month * count + building] = result.monthly[row + lane]!;
        }
      }
    });
    YEARLY_FIELDS.forEach((field, index) => {
      const target = this.#yearly[field];
      for (let lane = 0; lane < lanes.length; lane++) {
        const building = lanes[lane]!;
        if (building !== EMPTY_LANE) target[building] = result.yearly[index * CHUNK_LANES + lane]!;
      }
    });
  }

  #addHours(hourly: Float64Array): void {
    HOURLY_FIELDS.forEach((field, index) => {
      const target = this.#hourly[field];
      const first = index * HOURS;
      for (let hour = 0; hour < HOURS; hour++) target[hour]! += hourly[first + hour]!;
    });
  }
}
