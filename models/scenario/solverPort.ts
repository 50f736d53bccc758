/** The border to the engines. `models` defines it; `solver-as` and the TypeScript reference implement it. */
import type { CancelSignal } from '../core/errors.ts';
import type { OnProgress } from '../core/progress.ts';
import type { HourBlockField } from './hourBlock.ts';
import type { DistrictPlan } from './plan.ts';
import type { BuildingYearSeries, YearResult } from './yearResult.ts';

export interface SolveOptions {
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

export interface SolverPort {
  /** What to print beside a result: engine, version, lanes, workers. */
  readonly description: string;
  /**
   * Runs the year. Throws CancelledError when the signal fires.
   * The result is a function of the plan alone: the same bytes for any number of workers.
   */
  simulate(plan: DistrictPlan, options?: SolveOptions): Promise<YearResult>;
  /** Hourly irradiation only: yearly sums per surface [kWh/m2] (the first stage; results stay cached by `plan.solarKey`). */
  irradiate(plan: DistrictPlan, options?: SolveOptions): Promise<Float64Array>;
  /** Hours of one building, equal to its part in `simulate`. */
  buildingYear(plan: DistrictPlan, building: number): Promise<BuildingYearSeries>;
  /**
   * Hours of all buildings, [building][hour] from `firstHour` on (W, or degC for `indoor_C`), equal to those of
   * `buildingYear` but for single precision.
   */
  hourBlock(plan: DistrictPlan, field: HourBlockField, firstHour: number, hours: number, options?: SolveOptions): Promise<Float32Array>;
  dispose(): Promise<void>;
}
