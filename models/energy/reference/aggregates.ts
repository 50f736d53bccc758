/** From one building's hours to months, extremes and the district's sums. */
import { MONTH_START_HOUR } from '../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import type { DistrictPlan } from '../../scenario/plan.ts';
import {
  HOURLY_FIELDS,
  type HourlyField,
  MONTHLY_FIELDS,
  type MonthlyField,
  YEARLY_FIELDS,
  type YearlyField,
} from '../../scenario/yearResult.ts';
import type { BufferField, HourBuffers } from './hourBuffers.ts';

/** Hours of use are those with at least this share of the people present. */
export const HOURS_OF_USE_PEOPLE = 0.1;
/** Indoor air above this in hours of use counts as overheating [degC]. */
export const OVERHEATING_C = 26;

/** Monthly fields that are plain sums of a buffer. */
const SUMMED: Partial<Record<MonthlyField, BufferField>> = {
  heating: 'heating',
  cooling: 'cooling',
  hotWater: 'hotWater',
  appliances: 'appliances',
  heatElectricity: 'heatElectricity',
  coolingElectricity: 'coolingElectricity',
  auxiliary: 'auxiliary',
  charging: 'charging',
  fuel: 'fuel',
  pv: 'pv',
  batteryCharge: 'batteryCharge',
  batteryDischarge: 'batteryDischarge',
  gridImport: 'buildingImport',
  gridExport: 'buildingExport',
  solarGain: 'solarGain',
  internalGain: 'internalGain',
  transmissionLoss: 'transmissionLoss',
  ventilationLoss: 'ventilationLoss',
};

/** Writes the months of one building [kWh]. */
export function addMonths(
  monthly: Readonly<Record<MonthlyField, Float64Array>>,
  plan: DistrictPlan,
  building: number,
  buffers: HourBuffers,
): void {
  for (let month = 0; month < 12; month++) {
    const from = MONTH_START_HOUR[month]!;
    const to = MONTH_START_HOUR[month + 1]!;
    const at = month * plan.buildingCount + building;
    for (const field in SUMMED) {
      const series = buffers[SUMMED[field as MonthlyField]!];
      let sum = 0;
      for (let hour = from; hour < to; hour++) sum += series[hour]!;
      monthly[field as MonthlyField][at] = sum * 0.001;
    }
    let peakImport = 0;
    for (let hour = from; hour < to; hour++) peakImport += plan.peakTariff[hour]! * buffers.buildingImport[hour]!;
    monthly.gridImportPeak[at] = peakImport * 0.001;
    monthly.selfConsumed[at] = monthly.pv[at]! - monthly.gridExport[at]!;
  }
}

/** Writes the yearly extremes and residuals of one building. */
export function addYear(
  yearly: Readonly<Record<YearlyField, Float64Array>>,
  plan: DistrictPlan,
  building: number,
  useClass: number,
  buffers: HourBuffers,
  residuals: { readonly thermal: number; readonly electric: number },
): void {
  let peakHeating = 0;
  let peakCooling = 0;
  let peakImport = 0;
  let peakExport = 0;
  let overheating = 0;
  let minIndoor = Number.POSITIVE_INFINITY;
  let maxIndoor = Number.NEGATIVE_INFINITY;
  let unmet = 0;
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const indoor = buffers.indoor_C[hour]!;
    peakHeating = Math.max(peakHeating, buffers.heating[hour]!);
    peakCooling = Math.max(peakCooling, buffers.cooling[hour]!);
    peakImport = Math.max(peakImport, buffers.buildingImport[hour]!);
    peakExport = Math.max(peakExport, buffers.buildingExport[hour]!);
    minIndoor = Math.min(minIndoor, indoor);
    maxIndoor = Math.max(maxIndoor, indoor);
    unmet += buffers.unmetHeating[hour]!;
    const inUse = plan.patterns.people[useClass * HOURS_PER_YEAR + hour]! >= HOURS_OF_USE_PEOPLE;
    if (inUse && indoor > OVERHEATING_C) overheating++;
  }
  yearly.peakHeating_W[building] = peakHeating;
  yearly.peakCooling_W[building] = peakCooling;
  yearly.peakImport_W[building] = peakImport;
  yearly.peakExport_W[building] = peakExport;
  yearly.overheating_h[building] = overheating;
  yearly.minIndoor_C[building] = minIndoor;
  yearly.maxIndoor_C[building] = maxIndoor;
  yearly.unmetHeating_kWh[building] = unmet * 0.001;
  yearly.thermalResidual[building] = residuals.thermal;
  yearly.electricResidual[building] = residuals.electric;
}

/** Adds one building's hours, or one chunk's sums, to hourly sums. */
export function addHours(sums: Readonly<Record<HourlyField, Float64Array>>, part: Readonly<Record<HourlyField, Float64Array>>): void {
  for (const field of HOURLY_FIELDS) {
    const sum = sums[field];
    const series = part[field];
    for (let hour = 0; hour < HOURS_PER_YEAR; hour++) sum[hour]! += series[hour]!;
  }
}

/** Hourly fields that the district's months must repeat. */
const REPEATED: readonly (readonly [HourlyField, MonthlyField])[] = [
  ['heating', 'heating'],
  ['cooling', 'cooling'],
  ['hotWater', 'hotWater'],
  ['appliances', 'appliances'],
  ['heatElectricity', 'heatElectricity'],
  ['coolingElectricity', 'coolingElectricity'],
  ['auxiliary', 'auxiliary'],
  ['charging', 'charging'],
  ['fuel', 'fuel'],
  ['pv', 'pv'],
  ['batteryCharge', 'batteryCharge'],
  ['batteryDischarge', 'batteryDischarge'],
  ['buildingImport', 'gridImport'],
  ['buildingExport', 'gridExport'],
];

/**
 * Largest relative residual of a result: of any building, of hours against months, and of the district's
 * electricity balance over the year.
 */
export function resultResidual(
  monthly: Readonly<Record<MonthlyField, Float64Array>>,
  yearly: Readonly<Record<YearlyField, Float64Array>>,
  hourly: Readonly<Record<HourlyField, Float64Array>>,
): number {
  let largest = 0;
  for (const field of ['thermalResidual', 'electricResidual'] as const) {
    for (const value of yearly[field]) largest = Math.max(largest, value);
  }
  const year = {} as Record<HourlyField, number>;
  for (const [hourField, monthField] of REPEATED) {
    const fromHours = sum(hourly[hourField]) * 0.001;
    const fromMonths = sum(monthly[monthField]);
    year[hourField] = fromHours;
    if (fromMonths > 0) largest = Math.max(largest, Math.abs(fromHours - fromMonths) / fromMonths);
  }
  const supplied = year.pv + year.buildingImport + year.batteryDischarge;
  const uses = year.appliances + year.heatElectricity + year.coolingElectricity + year.auxiliary + year.charging;
  const used = uses + year.buildingExport + year.batteryCharge;
  return supplied > 0 ? Math.max(largest, Math.abs(supplied - used) / supplied) : largest;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Zeroed hourly sums. */
export function newHourly(): Record<HourlyField, Float64Array> {
  const hourly = {} as Record<HourlyField, Float64Array>;
  for (const field of HOURLY_FIELDS) hourly[field] = new Float64Array(HOURS_PER_YEAR);
  return hourly;
}

/** Zeroed tables per building. */
export function newTables(buildingCount: number): {
  readonly monthly: Record<MonthlyField, Float64Array>;
  readonly yearly: Record<YearlyField, Float64Array>;
} {
  const monthly = {} as Record<MonthlyField, Float64Array>;
  for (const field of MONTHLY_FIELDS) monthly[field] = new Float64Array(12 * buildingCount);
  const yearly = {} as Record<YearlyField, Float64Array>;
  for (const field of YEARLY_FIELDS) yearly[field] = new Float64Array(buildingCount);
  return { monthly, yearly };
}
