/**
 * Uncontrolled charging of electric cars: every car is plugged in when it arrives and draws until it is full.
 * What a building draws is the expected value over many days and cars, so it is smooth where one car is not.
 * Assumptions and sources: docs/models/mobility.md.
 */
import { dayType } from '../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { BUILDING_USES, type BuildingUse } from '../../district/district.ts';
import { arrivalShapeOf } from './arrivals.ts';

/** From the battery of the car, driving [kWh/km]; with the charger 0.20 kWh/km, between certified 0.19 and real 0.21 (doi:10.3390/su16177529). */
export const CAR_CONSUMPTION_kWh_km = 0.18;
/** Energy into the car's battery over energy from the socket; assumption [-]. */
export const CHARGING_EFFICIENCY = 0.9;
/** Length of a typical session: 35 km a day at 3.7 kW (one phase, 16 A); decides how far the evening is spread [h]. */
export const SESSION_h = 1.9;

/** Energy that a distance takes from the socket [kWh]. */
export function chargingEnergy_kWh(distance_km: number): number {
  return (distance_km * CAR_CONSUMPTION_kWh_km) / CHARGING_EFFICIENCY;
}

/**
 * Shares of a session's energy in the hour of arrival and the hours after it: a car arrives at any moment of the hour
 * and draws constant power for `session_h`.
 */
export function sessionShares(session_h: number): readonly number[] {
  // Energy up to t of arrivals spread over [0, 1] that draw 1 for session_h: second integral of two ramps.
  const half = (x: number) => (x > 0 ? (x * x) / 2 : 0);
  const drawn = (t: number) => half(t) - half(t - 1) - half(t - session_h) + half(t - 1 - session_h);
  const hours = Math.ceil(1 + session_h);
  return Array.from({ length: hours }, (_, lag) => (drawn(lag + 1) - drawn(lag)) / session_h);
}

/** Charging power relative to its yearly mean, per use class [class * 8760 + hour]. */
export function chargingPatterns(firstWeekday: number): Float64Array {
  const pattern = new Float64Array(BUILDING_USES.length * HOURS_PER_YEAR);
  const shares = sessionShares(SESSION_h);
  BUILDING_USES.forEach((use, useClass) => {
    const year = pattern.subarray(useClass * HOURS_PER_YEAR, (useClass + 1) * HOURS_PER_YEAR);
    addSessions(year, use, firstWeekday, shares);
    let sum = 0;
    for (const value of year) sum += value;
    const factor = HOURS_PER_YEAR / sum;
    for (let hour = 0; hour < HOURS_PER_YEAR; hour++) year[hour]! *= factor;
  });
  return pattern;
}

function addSessions(year: Float64Array, use: BuildingUse, firstWeekday: number, shares: readonly number[]): void {
  for (let day = 0; day < 365; day++) {
    const arrivals = arrivalShapeOf(use, dayType(day, firstWeekday));
    for (let hour = 0; hour < 24; hour++) {
      const arriving = arrivals[hour]!;
      if (arriving === 0) continue;
      // Who arrives late on 31 December charges into 1 January.
      shares.forEach((share, lag) => {
        year[(day * 24 + hour + lag) % HOURS_PER_YEAR]! += arriving * share;
      });
    }
  }
}

export interface ChargingScale {
  /** Power at pattern value 1 [W]; the hour's power is min(limit, scale x pattern). */
  readonly scale_W: number;
  /** Energy of the year that finds no hour below the limit [kWh]. */
  readonly missing_kWh: number;
}

/** Sorted patterns (descending) with running sums, made once per pattern. */
interface Sorted {
  readonly values: Float64Array;
  /** Sum of values from an index to the end. */
  readonly rest: Float64Array;
}
const sortedPatterns = new WeakMap<Float64Array, Map<number, Sorted>>();

function sortedPattern(patterns: Float64Array, useClass: number): Sorted {
  const known = sortedPatterns.get(patterns) ?? new Map<number, Sorted>();
  sortedPatterns.set(patterns, known);
  const found = known.get(useClass);
  if (found) return found;
  const values = patterns
    .slice(useClass * HOURS_PER_YEAR, (useClass + 1) * HOURS_PER_YEAR)
    .sort()
    .reverse();
  const rest = new Float64Array(values.length + 1);
  for (let i = values.length - 1; i >= 0; i--) rest[i] = rest[i + 1]! + values[i]!;
  const sorted = { values, rest };
  known.set(useClass, sorted);
  return sorted;
}

/**
 * Scale of a class's pattern at which the year's sum of min(limit, scale x pattern) is the energy asked for. What the
 * charging points cannot give at once is drawn in the other hours in which cars stand there.
 * @param patterns from {@link chargingPatterns}
 */
export function chargingScale(patterns: Float64Array, useClass: number, energy_kWh: number, limit_W: number): ChargingScale {
  const energy_Wh = energy_kWh * 1000;
  if (!(energy_Wh > 0) || !(limit_W > 0)) return { scale_W: 0, missing_kWh: Math.max(0, energy_kWh) };
  const { values, rest } = sortedPattern(patterns, useClass);
  // With the k busiest hours at the limit: scale = (energy - k limit) / sum of the other hours' values.
  for (let k = 0; k < values.length && values[k]! > 0; k++) {
    const scale_W = (energy_Wh - k * limit_W) / rest[k]!;
    if (scale_W * values[k]! <= limit_W) return { scale_W: Math.max(0, scale_W), missing_kWh: 0 };
  }
  const hours = values.findIndex((value) => value <= 0);
  const possible = hours < 0 ? values.length : hours;
  const least = values[possible - 1]!;
  return { scale_W: limit_W / least, missing_kWh: (energy_Wh - possible * limit_W) / 1000 };
}
