/**
 * One store at one meter: a battery, a vehicle, a hot-water tank or a building's mass, and the problem of running it
 * for as little money as possible. Stored energy is counted from the lowest level that may be used.
 */
import { InputError } from '../../core/errors.ts';

/** What the level is worth, or has to be, after the last step. */
export type StorageEnd =
  /** Any level; each kWh left counts as so much money. */
  | { readonly kind: 'free'; readonly value_EURPerKWh: number }
  | { readonly kind: 'fixed'; readonly level_kWh: number }
  /** As at the start, which is chosen too: `initial_kWh` is not read. */
  | { readonly kind: 'cyclic' };

/** A store; one number for all steps or one per step. */
export interface StorageUnit {
  /** Usable [kWh of what is stored]; 0 = none. */
  readonly capacity_kWh: number;
  /** Largest power drawn from the meter [kW]; 0 in steps in which a vehicle is away. */
  readonly charge_kW: number | Float64Array;
  /** Largest power given back to the meter [kW]; 0 for tanks and for chargers that cannot. */
  readonly discharge_kW: number | Float64Array;
  /** kWh stored per kWh drawn, above 0; above 1 for heat pumps (their coefficient of performance). */
  readonly chargeEfficiency: number | Float64Array;
  /** kWh given back per kWh taken from the store, 0..1. */
  readonly dischargeEfficiency: number;
  /** Share of the level lost in each step, 0 <= loss < 1. */
  readonly lossPerStep: number;
  /** Taken from the store beside the meter, per step [kWh]: heat that is used, driving; null for none. */
  readonly drain_kWh: Float64Array | null;
  /** Wear per kWh through the meter, either way [EUR/kWh]. */
  readonly throughputCost_EURPerKWh: number;
  readonly initial_kWh: number;
  readonly end: StorageEnd;
  /** Most the meter may draw in all [kW]; null for no limit. */
  readonly importCap_kW: number | null;
  /** Whether surplus generation may be turned down where feeding it in costs money. */
  readonly canCurtail: boolean;
}

export interface StorageProblem {
  readonly steps: number;
  /** Length of a step [h]. */
  readonly step_h: number;
  /** Load less generation at the meter without the store [kW]; above zero it draws. */
  readonly net_kW: Float64Array;
  readonly import_EURPerKWh: Float64Array;
  readonly export_EURPerKWh: Float64Array;
  readonly unit: StorageUnit;
}

export interface StorageSchedule {
  /** Mean power of the store at the meter, per step [kW]; above zero it charges. */
  readonly power_kW: Float64Array;
  /** Level before each step and after the last one [kWh]; one longer than the steps. */
  readonly level_kWh: Float64Array;
  /** Energy and wear, less what is left at a free end [EUR]. */
  readonly cost_EUR: number;
  /** The same without wear and without what is left: what passes the meter [EUR]. */
  readonly energy_EUR: number;
  /** Generation turned down [kWh]. */
  readonly curtailed_kWh: number;
  /** `exact`: no schedule costs less. `bound`: none costs less than `bound_EUR`, this one may cost more. `rule`: follows a rule. */
  readonly exactness: 'exact' | 'bound' | 'rule';
  /** No schedule costs less [EUR]; NaN where nothing was proven. */
  readonly bound_EUR: number;
  /** Why the schedule is not proven to be the best; null where it is. */
  readonly reason: string | null;
}

/** The value of a step. */
export function inStep(value: number | Float64Array, step: number): number {
  return typeof value === 'number' ? value : value[step]!;
}

interface Range {
  readonly least: number;
  readonly most: number;
  /** The least itself is not allowed. */
  readonly isOpen?: boolean;
}

function checkValue(name: string, value: number, { least, most, isOpen = false }: Range, step?: number): void {
  if (value >= least && value <= most && !(isOpen && value === least)) return;
  throw new InputError({
    code: 'storage.value',
    message: `"${name}" of a store is ${value}${step === undefined ? '' : ` in step ${step}`}.`,
    where: step === undefined ? name : `${name}, step ${step}`,
    mend: `Give a number from ${least}${isOpen ? ' (not itself)' : ''} to ${most}.`,
    values: { name, value, step: step ?? -1, least, most },
  });
}

function checkSeries(name: string, series: number | Float64Array, steps: number, range: Range): void {
  if (typeof series === 'number') {
    checkValue(name, series, range);
    return;
  }
  if (series.length !== steps) {
    throw new InputError({
      code: 'storage.series',
      message: `"${name}" has ${series.length} values for ${steps} steps.`,
      where: name,
      mend: 'Give one value per step.',
      values: { name, length: series.length, steps },
    });
  }
  const { least, most, isOpen = false } = range;
  for (let step = 0; step < steps; step++) {
    const value = series[step]!;
    if (!(value >= least && value <= most) || (isOpen && value === least)) checkValue(name, value, range, step);
  }
}

const FINITE: Range = { least: -Number.MAX_VALUE, most: Number.MAX_VALUE };
const POSITIVE: Range = { least: 0, most: Number.MAX_VALUE };

/** @throws InputError `storage.value`, `storage.series` */
export function checkStorageUnit(unit: StorageUnit, steps: number): void {
  checkValue('capacity_kWh', unit.capacity_kWh, POSITIVE);
  checkSeries('charge_kW', unit.charge_kW, steps, POSITIVE);
  checkSeries('discharge_kW', unit.discharge_kW, steps, POSITIVE);
  checkSeries('chargeEfficiency', unit.chargeEfficiency, steps, { ...POSITIVE, isOpen: true });
  checkValue('dischargeEfficiency', unit.dischargeEfficiency, { least: 0, most: 1, isOpen: true });
  checkValue('lossPerStep', unit.lossPerStep, { least: 0, most: 1 - Number.EPSILON });
  if (unit.drain_kWh !== null) checkSeries('drain_kWh', unit.drain_kWh, steps, FINITE);
  checkValue('throughputCost_EURPerKWh', unit.throughputCost_EURPerKWh, POSITIVE);
  if (unit.end.kind !== 'cyclic') checkValue('initial_kWh', unit.initial_kWh, { least: 0, most: unit.capacity_kWh });
  if (unit.end.kind === 'fixed') checkValue('end.level_kWh', unit.end.level_kWh, { least: 0, most: unit.capacity_kWh });
  if (unit.end.kind === 'free') checkValue('end.value_EURPerKWh', unit.end.value_EURPerKWh, FINITE);
  if (unit.importCap_kW !== null) checkValue('importCap_kW', unit.importCap_kW, POSITIVE);
}

/** @throws InputError `storage.value`, `storage.series` */
export function checkStorageProblem(problem: StorageProblem): void {
  const { steps } = problem;
  checkValue('steps', steps, { least: 1, most: 2 ** 31 - 2 });
  checkValue('step_h', problem.step_h, { ...POSITIVE, isOpen: true });
  checkSeries('net_kW', problem.net_kW, steps, FINITE);
  checkSeries('import_EURPerKWh', problem.import_EURPerKWh, steps, FINITE);
  checkSeries('export_EURPerKWh', problem.export_EURPerKWh, steps, FINITE);
  checkStorageUnit(problem.unit, steps);
}
