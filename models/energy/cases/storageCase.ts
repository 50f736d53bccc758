/** One store at one meter over any number of steps: `commonwatt storage`. */
import { z } from 'zod';
import { InputError } from '../../core/errors.ts';
import { scheduleCost, turnedDown } from '../storage/scheduleCost.ts';
import { peakShavingSchedule, selfConsumptionSchedule } from '../storage/storageRules.ts';
import { optimalStorageYear, type StorageProblem, type StorageSchedule } from '../storage/storageYear.ts';
import { parseCase } from './caseInput.ts';

const series = z.array(z.number()).min(1).max(600_000);
const perStep = (what: string) => z.union([z.number(), series]).describe(`${what}; one number, or one per step`);

const storeSchema = z.strictObject({
  capacity_kWh: z.number().min(0).describe('Usable capacity [kWh of what is stored]'),
  charge_kW: perStep('Largest power drawn from the meter [kW]; 0 where a vehicle is away'),
  discharge_kW: perStep('Largest power given back to the meter [kW]; 0 for tanks'),
  chargeEfficiency: perStep('kWh stored per kWh drawn; above 1 for heat pumps').default(1),
  dischargeEfficiency: z.number().gt(0).max(1).default(1).describe('kWh given back per kWh taken from the store'),
  lossPerStep: z.number().min(0).lt(1).default(0).describe('Share of the level lost in each step'),
  drain_kWh: z
    .union([series, z.null()])
    .default(null)
    .describe('Taken from the store beside the meter, per step [kWh]: heat that is used, driving'),
  throughputCost_EURPerKWh: z.number().min(0).default(0).describe('Wear per kWh through the meter, either way [EUR/kWh]'),
  initial_kWh: z.number().min(0).default(0).describe('Level at the start [kWh]'),
  end: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('free'), value_EURPerKWh: z.number().default(0) }),
      z.strictObject({ kind: z.literal('fixed'), level_kWh: z.number().min(0) }),
      z.strictObject({ kind: z.literal('cyclic') }),
    ])
    .default({ kind: 'free', value_EURPerKWh: 0 })
    .describe('Any level, each kWh left worth so much; a given level; or the level of the start, which is chosen too'),
  importCap_kW: z.number().min(0).nullable().default(null).describe('Most that the meter may draw [kW]'),
  canCurtail: z.boolean().default(false).describe('Surplus generation may be turned down where feeding it in costs money'),
});

export const storageCaseSchema = z
  .strictObject({
    step_h: z.number().gt(0).default(1).describe('Length of a step [h]'),
    net_kW: series.describe('Load less generation at the meter without the store, per step [kW]'),
    import_EURPerKWh: perStep('Price of what is drawn [EUR/kWh]'),
    export_EURPerKWh: perStep('Price of what is fed in [EUR/kWh]'),
    store: storeSchema,
    strategy: z
      .enum(['least-cost', 'self-consumption', 'peak-shaving'])
      .default('least-cost')
      .describe('Least cost is exact; the others follow a rule'),
    withSeries: z.boolean().default(true).describe('Also give power and level of every step'),
  })
  .describe('One battery, vehicle or heat store at one meter');

export interface StorageCaseResult {
  readonly strategy: 'least-cost' | 'self-consumption' | 'peak-shaving';
  readonly steps: number;
  /** Cost of the meter with the store idle; null where it cannot be idle (drain, loss, an end to be reached). */
  readonly costWithout_EUR: number | null;
  /** Energy and wear, less what is left at a free end. */
  readonly cost_EUR: number;
  readonly energy_EUR: number;
  /** Whether no schedule costs less (`exact`), how much less it could be (`bound`), or that a `rule` was followed. */
  readonly exactness: StorageSchedule['exactness'];
  readonly bound_EUR: number | null;
  readonly reason: string | null;
  readonly import_kWh: number;
  readonly export_kWh: number;
  readonly charged_kWh: number;
  readonly discharged_kWh: number;
  readonly curtailed_kWh: number;
  readonly peakImport_kW: number;
  readonly power_kW?: Float64Array;
  readonly level_kWh?: Float64Array;
}

/** @throws InputError where the case does not fit {@link storageCaseSchema} or the store cannot serve it */
export function runStorageCase(input: unknown): StorageCaseResult {
  const given = parseCase(storageCaseSchema, input, 'storage');
  const steps = given.net_kW.length;
  const perStepOf = (name: string, value: number | readonly number[]) => {
    if (typeof value === 'number') return new Float64Array(steps).fill(value);
    if (value.length === steps) return Float64Array.from(value);
    throw new InputError({
      code: 'storage.series',
      message: `"${name}" has ${value.length} values for ${steps} steps.`,
      where: name,
      mend: 'Give one value per step.',
      values: { name, length: value.length, steps },
    });
  };
  const numberOrSeries = (value: number | readonly number[]) => (typeof value === 'number' ? value : Float64Array.from(value));
  const { store } = given;
  const problem: StorageProblem = {
    steps,
    step_h: given.step_h,
    net_kW: Float64Array.from(given.net_kW),
    import_EURPerKWh: perStepOf('import_EURPerKWh', given.import_EURPerKWh),
    export_EURPerKWh: perStepOf('export_EURPerKWh', given.export_EURPerKWh),
    unit: {
      ...store,
      charge_kW: numberOrSeries(store.charge_kW),
      discharge_kW: numberOrSeries(store.discharge_kW),
      chargeEfficiency: numberOrSeries(store.chargeEfficiency),
      drain_kWh: store.drain_kWh === null ? null : Float64Array.from(store.drain_kWh),
    },
  };
  const schedule = scheduleOf(problem, given.strategy);
  const { power_kW, level_kWh } = schedule;
  return {
    strategy: given.strategy,
    steps,
    costWithout_EUR: costOfIdleness(problem),
    cost_EUR: schedule.cost_EUR,
    energy_EUR: schedule.energy_EUR,
    exactness: schedule.exactness,
    bound_EUR: Number.isNaN(schedule.bound_EUR) ? null : schedule.bound_EUR,
    reason: schedule.reason,
    ...flows(problem, schedule),
    curtailed_kWh: schedule.curtailed_kWh,
    ...(given.withSeries ? { power_kW, level_kWh } : {}),
  };
}

function scheduleOf(problem: StorageProblem, strategy: StorageCaseResult['strategy']): StorageSchedule {
  if (strategy === 'self-consumption') return selfConsumptionSchedule(problem);
  if (strategy === 'peak-shaving') return peakShavingSchedule(problem).schedule;
  return optimalStorageYear(problem);
}

function costOfIdleness(problem: StorageProblem): number | null {
  const { unit, steps } = problem;
  if (unit.drain_kWh?.some((drain) => drain !== 0) || unit.lossPerStep > 0) return null;
  if (unit.end.kind === 'fixed' && unit.end.level_kWh !== unit.initial_kWh) return null;
  const level = new Float64Array(steps + 1).fill(unit.initial_kWh);
  return scheduleCost(problem, new Float64Array(steps), level).cost_EUR;
}

function flows({ steps, step_h, net_kW, import_EURPerKWh, export_EURPerKWh, unit }: StorageProblem, { power_kW }: StorageSchedule) {
  const sums = { import_kWh: 0, export_kWh: 0, charged_kWh: 0, discharged_kWh: 0, peakImport_kW: 0 };
  for (let step = 0; step < steps; step++) {
    const power = power_kW[step]!;
    const down = turnedDown(net_kW[step]!, power, import_EURPerKWh[step]!, export_EURPerKWh[step]!, unit.canCurtail);
    const grid = net_kW[step]! + power + down;
    sums.import_kWh += Math.max(0, grid) * step_h;
    sums.export_kWh += Math.max(0, -grid) * step_h;
    sums.charged_kWh += Math.max(0, power) * step_h;
    sums.discharged_kWh += Math.max(0, -power) * step_h;
    sums.peakImport_kW = Math.max(sums.peakImport_kW, grid);
  }
  return sums;
}
