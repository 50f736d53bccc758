/**
 * The plain-TypeScript solver: slow, single-threaded and easy to read. It is the oracle that the WASM kernels
 * are tested against and the baseline of the benchmark.
 *
 * Order of sums: buildings in lane order within chunks of CHUNK_LANES, chunks in order.
 */
import { InputError, throwIfAborted } from '../../core/errors.ts';
import { checkHours, type HourBlockField, METER_TERMS } from '../../scenario/hourBlock.ts';
import { CHUNK_LANES, type DistrictPlan, EMPTY_LANE, LANE_GROUP } from '../../scenario/plan.ts';
import type { SolveOptions, SolverPort } from '../../scenario/solverPort.ts';
import { BUILDING_HOURLY_FIELDS, type BuildingHourlyField, type BuildingYearSeries, type YearResult } from '../../scenario/yearResult.ts';
import { addHours, addMonths, addYear, newHourly, newTables, resultResidual } from './aggregates.ts';
import { electricStage } from './electricStage.ts';
import { newHourBuffers } from './hourBuffers.ts';
import { solarStage, surfaceYear } from './solarStage.ts';
import { thermalStage } from './thermalStage.ts';

export interface ReferenceSolverOptions {
  /** Called between buildings so that the host can take events (a timer, `setImmediate`); none by default. */
  readonly pause?: () => Promise<void>;
}

/** A solver that runs in the caller's thread. */
export function createReferenceSolver(options: ReferenceSolverOptions = {}): SolverPort {
  const pause = options.pause ?? (() => Promise.resolve());
  return {
    description: 'TypeScript reference, f64, 1 thread',
    simulate: (plan, solve) => simulate(plan, solve ?? {}, pause),
    irradiate: (plan, solve) => irradiate(plan, solve ?? {}, pause),
    buildingYear: async (plan, building) => buildingYear(plan, building),
    hourBlock: (plan, field, firstHour, hours, solve) => hourBlock(plan, field, firstHour, hours, solve ?? {}, pause),
    dispose: async () => {},
  };
}

async function simulate(plan: DistrictPlan, { signal, onProgress }: SolveOptions, pause: () => Promise<void>): Promise<YearResult> {
  const buffers = newHourBuffers();
  const { monthly, yearly } = newTables(plan.buildingCount);
  const hourly = newHourly();
  const chunkSums = newHourly();
  const surfaceIrradiation_kWh_m2 = new Float64Array(plan.surfaces.count);
  const pvYield_kWh = new Float64Array(plan.pv.count);
  let done = 0;
  for (let chunk = 0; chunk < plan.lanes.length; chunk += CHUNK_LANES) {
    for (const series of Object.values(chunkSums)) series.fill(0);
    const end = Math.min(chunk + CHUNK_LANES, plan.lanes.length);
    for (let lane = chunk; lane < end; lane++) {
      const building = plan.lanes[lane]!;
      if (building === EMPTY_LANE) continue;
      throwIfAborted(signal);
      const useClass = plan.laneGroupClass[Math.floor(lane / LANE_GROUP)]!;
      solarStage(plan, building, buffers, surfaceIrradiation_kWh_m2, pvYield_kWh);
      const thermal = thermalStage(plan, building, useClass, buffers);
      const electric = electricStage(plan, building, useClass, buffers);
      addMonths(monthly, plan, building, buffers);
      addYear(yearly, plan, building, useClass, buffers, { thermal, electric });
      addHours(chunkSums, buffers);
      onProgress?.({ done: ++done / plan.buildingCount, stage: 'progress.simulating' });
      await pause();
    }
    addHours(hourly, chunkSums);
  }
  throwIfAborted(signal);
  return {
    buildingCount: plan.buildingCount,
    monthly,
    yearly,
    hourly,
    surfaceIrradiation_kWh_m2,
    pvYield_kWh,
    residual: resultResidual(monthly, yearly, hourly),
  };
}

async function irradiate(plan: DistrictPlan, { signal, onProgress }: SolveOptions, pause: () => Promise<void>): Promise<Float64Array> {
  const buffers = newHourBuffers();
  const irradiation = new Float64Array(plan.surfaces.count);
  for (let building = 0; building < plan.buildingCount; building++) {
    throwIfAborted(signal);
    const last = plan.surfaces.firstOfBuilding[building + 1]!;
    for (let row = plan.surfaces.firstOfBuilding[building]!; row < last; row++) {
      irradiation[row] = surfaceYear(plan.sky, plan.surfaces, row, buffers);
    }
    onProgress?.({ done: (building + 1) / plan.buildingCount, stage: 'progress.irradiating' });
    await pause();
  }
  throwIfAborted(signal);
  return irradiation;
}

function buildingYear(plan: DistrictPlan, building: number): BuildingYearSeries {
  const lane = plan.lanes.indexOf(building);
  if (lane < 0 || building === EMPTY_LANE) {
    throw new InputError({
      code: 'solver.building',
      message: 'The plan has no such building.',
      where: `building ${building}`,
      mend: `Ask for a building from 0 to ${plan.buildingCount - 1}.`,
      values: { building, last: plan.buildingCount - 1 },
    });
  }
  const buffers = newHourBuffers();
  const useClass = plan.laneGroupClass[Math.floor(lane / LANE_GROUP)]!;
  solarStage(plan, building, buffers, new Float64Array(plan.surfaces.count), new Float64Array(plan.pv.count));
  thermalStage(plan, building, useClass, buffers);
  electricStage(plan, building, useClass, buffers);
  const series = {} as Record<BuildingHourlyField, Float64Array>;
  for (const field of BUILDING_HOURLY_FIELDS) series[field] = buffers[field];
  return series;
}

async function hourBlock(
  plan: DistrictPlan,
  field: HourBlockField,
  firstHour: number,
  hours: number,
  { signal, onProgress }: SolveOptions,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  checkHours(firstHour, hours);
  const block = new Float32Array(plan.buildingCount * hours);
  const terms = field === 'netGrid' || field === 'electricity' ? METER_TERMS[field] : { plus: [field], minus: [] };
  for (let building = 0; building < plan.buildingCount; building++) {
    throwIfAborted(signal);
    const year = buildingYear(plan, building);
    for (let at = 0; at < hours; at++) {
      let value = 0;
      for (const name of terms.plus) value += year[name][firstHour + at]!;
      for (const name of terms.minus) value -= year[name][firstHour + at]!;
      block[building * hours + at] = value;
    }
    onProgress?.({ done: (building + 1) / plan.buildingCount, stage: 'progress.simulating' });
    await pause();
  }
  throwIfAborted(signal);
  return block;
}
