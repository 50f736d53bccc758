/** Runs a thermal case: hourly heat balance over a year, with its balance and extremes. */
import { MONTH_OF_HOUR } from '../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { newThermalHour, thermalCoefficients, thermalStep } from '../thermal/fiveR1C.ts';
import type { WeatherYear } from '../weather.ts';
import { parseCase, scheduleYear } from './caseInput.ts';
import { type ParsedThermalCase, thermalCaseSchema } from './thermalCase.ts';
import { airChangeLoss_W_K, envelopeSun, thermalZone } from './thermalEnvelope.ts';

/** A value and the hour of the year (0..8759) it belongs to. */
export interface Extreme {
  readonly value: number;
  readonly hour: number;
}

export interface ThermalHours {
  readonly heating_W: Float64Array;
  readonly cooling_W: Float64Array;
  readonly indoor_C: Float64Array;
  readonly solarGain_W: Float64Array;
}

export interface ThermalCaseResult {
  readonly name: string;
  readonly weather: string;
  readonly engine: string;
  readonly annual_kWh: {
    readonly heating: number;
    readonly cooling: number;
    readonly solarGain: number;
    readonly internalGain: number;
    readonly transmissionLoss: number;
    readonly ventilationLoss: number;
    /** Heat the mass holds more at the end than at the start. */
    readonly stored: number;
    readonly unmetHeating: number;
  };
  readonly monthly_kWh: { readonly heating: readonly number[]; readonly cooling: readonly number[] };
  readonly peakHeating_W: Extreme;
  readonly peakCooling_W: Extreme;
  readonly indoor_C: { readonly min: Extreme; readonly max: Extreme; readonly mean: number };
  /** |gains - losses - stored| over the throughput [-]. */
  readonly residual: number;
  readonly hourly?: ThermalHours;
}

/**
 * Heating, cooling and temperatures of one zone.
 * @throws InputError where the case does not fit {@link thermalCaseSchema} or the parts make no zone
 */
export function runThermalCase(input: unknown, weather: WeatherYear): ThermalCaseResult {
  const thermal = parseCase(thermalCaseSchema, input, 'thermal');
  const coefficients = thermalCoefficients(thermalZone(thermal));
  const sun = envelopeSun(thermal, weather);
  const airLoss = airChangeLoss_W_K(thermal, weather);
  const airChange = scheduleYear(thermal.airChange_1_h);
  const gains = scheduleYear(thermal.gains?.power_W ?? 0);
  const convectiveShare = thermal.gains?.convectiveShare ?? 0.5;
  const control = controlOf(thermal);
  const hours: ThermalHours = {
    heating_W: new Float64Array(HOURS_PER_YEAR),
    cooling_W: new Float64Array(HOURS_PER_YEAR),
    indoor_C: new Float64Array(HOURS_PER_YEAR),
    solarGain_W: sun.solarGain_W,
  };
  const sums = { internalGain: 0, transmission: 0, ventilation: 0, unmet: 0, throughput: 0 };
  const x = newThermalHour();
  x.maxHeating_W = control.maxHeating_W;
  x.maxCooling_W = control.maxCooling_W;
  let massAtStart = x.mass_C;
  for (let step = -thermal.warmUp_h; step < HOURS_PER_YEAR; step++) {
    const hour = step < 0 ? step + HOURS_PER_YEAR : step;
    if (step === 0) massAtStart = x.mass_C;
    x.outdoor_C = weather.dryBulb_C[hour]!;
    x.supply_C = x.outdoor_C;
    x.opaqueGain_W = sun.opaqueGain_W[hour]!;
    x.ventilation_W_K = airLoss * airChange[hour]!;
    x.airGain_W = convectiveShare * gains[hour]!;
    x.radiantGain_W = (1 - convectiveShare) * gains[hour]! + sun.solarGain_W[hour]!;
    x.heatingSetpoint_C = control.heatingSetpoint_C[hour]!;
    x.coolingSetpoint_C = control.coolingSetpoint_C[hour]!;
    thermalStep(coefficients, x);
    if (step < 0) continue;
    hours.heating_W[hour] = x.heating_W;
    hours.cooling_W[hour] = x.cooling_W;
    hours.indoor_C[hour] = x.air_C;
    sums.internalGain += gains[hour]!;
    sums.transmission += x.transmissionLoss_W;
    sums.ventilation += x.ventilationLoss_W;
    sums.unmet += x.unmetHeating_W;
    sums.throughput += x.heating_W + x.cooling_W + gains[hour]! + sun.solarGain_W[hour]!;
    sums.throughput += Math.abs(x.transmissionLoss_W) + Math.abs(x.ventilationLoss_W);
  }
  const heating = total(hours.heating_W);
  const cooling = total(hours.cooling_W);
  const solarGain = total(sun.solarGain_W);
  const stored = coefficients.cm * (x.mass_C - massAtStart);
  const net = heating - cooling + solarGain + sums.internalGain - sums.transmission - sums.ventilation - stored;
  return {
    name: thermal.name ?? 'zone',
    weather: weather.name,
    engine: 'ISO 13790 simple hourly (5R1C), 1 h',
    annual_kWh: {
      heating: heating / 1000,
      cooling: cooling / 1000,
      solarGain: solarGain / 1000,
      internalGain: sums.internalGain / 1000,
      transmissionLoss: sums.transmission / 1000,
      ventilationLoss: sums.ventilation / 1000,
      stored: stored / 1000,
      unmetHeating: thermal.heating ? sums.unmet / 1000 : 0,
    },
    monthly_kWh: { heating: months(hours.heating_W), cooling: months(hours.cooling_W) },
    peakHeating_W: extreme(hours.heating_W, 1),
    peakCooling_W: extreme(hours.cooling_W, 1),
    indoor_C: { min: extreme(hours.indoor_C, -1), max: extreme(hours.indoor_C, 1), mean: total(hours.indoor_C) / HOURS_PER_YEAR },
    residual: sums.throughput > 0 ? Math.abs(net) / sums.throughput : 0,
    ...(thermal.hourly ? { hourly: hours } : {}),
  };
}

/** Setpoints and powers; what is absent has no power. */
function controlOf({ heating, cooling }: ParsedThermalCase) {
  return {
    heatingSetpoint_C: scheduleYear(heating?.setpoint_C ?? -1000),
    coolingSetpoint_C: scheduleYear(cooling?.setpoint_C ?? 1000),
    maxHeating_W: heating ? (heating.maxPower_W ?? Number.POSITIVE_INFINITY) : 0,
    maxCooling_W: cooling ? (cooling.maxPower_W ?? Number.POSITIVE_INFINITY) : 0,
  };
}

function total(series: Float64Array): number {
  return series.reduce((sum, value) => sum + value, 0);
}

function months(series: Float64Array): number[] {
  const sums = new Array<number>(12).fill(0);
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) sums[MONTH_OF_HOUR[hour]!]! += series[hour]! / 1000;
  return sums;
}

function extreme(series: Float64Array, sign: 1 | -1): Extreme {
  let hour = 0;
  for (let candidate = 1; candidate < series.length; candidate++) {
    if (sign * series[candidate]! > sign * series[hour]!) hour = candidate;
  }
  return { value: series[hour]!, hour };
}
