/**
 * Hourly patterns of the year for every use class (class = index into BUILDING_USES), from day types,
 * seasons and the weekday of 1 January. See docs/models/schedules.md.
 */
import { dayType } from '../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { BUILDING_USES, type BuildingUse } from '../../district/district.ts';
import { chargingPatterns } from '../mobility/charging.ts';
import type { WeatherYear } from '../weather.ts';
import { DAY_SHAPES, type DayShape } from './dayShapes.ts';

/** Per pattern [class * 8760 + hour], structurally the patterns of a plan. */
export interface UsePatterns {
  /** Share of full occupancy, 0..1. */
  readonly people: Float64Array;
  /** Electricity relative to its yearly mean. */
  readonly appliances: Float64Array;
  /** 1 where the heating setpoint is lowered. */
  readonly setback: Float64Array;
  /** Fresh air relative to the design rate; above 1 where windows are opened against warmth. */
  readonly ventilation: Float64Array;
  /** Heat for hot water relative to its yearly mean. */
  readonly hotWater: Float64Array;
  /** Charging of cars relative to its yearly mean. */
  readonly charging: Float64Array;
}

/** Swing of dwellings' electricity over the year (light, time indoors): largest in mid January. Assumption, checked against BDEW H25. */
const ELECTRICITY_SEASON: Partial<Record<BuildingUse, number>> = {
  'single-family': 0.16,
  terraced: 0.16,
  'multi-family': 0.16,
  'apartment-block': 0.16,
  office: 0.06,
  school: 0.12,
};
/** Swing of hot water (cold mains water, longer showers), largest in mid February; order of IEA SHC Task 26. */
const HOT_WATER_SEASON = 0.1;

/** School holidays by day of the year: about the turn of the year and six weeks of summer. Assumption. */
function isSchoolHoliday(day: number): boolean {
  return day < 5 || day >= 356 || (day >= 193 && day < 235);
}

function shapeOf(use: BuildingUse, day: number, firstWeekday: number): DayShape {
  if (use === 'school' && isSchoolHoliday(day)) return DAY_SHAPES.school.sunday;
  return DAY_SHAPES[use][dayType(day, firstWeekday)];
}

/** Uses that are aired by opening windows; the others keep the rate of their mechanical ventilation. */
const AIRED: ReadonlySet<BuildingUse> = new Set([
  'single-family',
  'terraced',
  'multi-family',
  'apartment-block',
  'school',
  'industry',
  'storage',
]);
/** Mean of the last 24 hours at which airing against warmth begins and is full [degC]; assumption. */
const AIRING_FROM_C = 14;
const AIRING_FULL_C = 19;
/** Fresh air at full airing over the ordinary rate; assumption. */
const AIRING_FACTOR = 4;
/** Nobody airs with air warmer than this [degC]. */
const AIRING_MOST_C = 24;

/**
 * How much more fresh air open windows let in, per hour: without it well-insulated dwellings would overheat all
 * summer. Follows the mean outdoor temperature of the last 24 hours, as people do.
 */
function airing(dryBulb_C: Float64Array): Float64Array {
  const factors = new Float64Array(HOURS_PER_YEAR);
  let sum = 0;
  for (let hour = HOURS_PER_YEAR - 24; hour < HOURS_PER_YEAR; hour++) sum += dryBulb_C[hour]!;
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    sum += dryBulb_C[hour]! - dryBulb_C[(hour + HOURS_PER_YEAR - 24) % HOURS_PER_YEAR]!;
    const part = Math.min(1, Math.max(0, (sum / 24 - AIRING_FROM_C) / (AIRING_FULL_C - AIRING_FROM_C)));
    factors[hour] = dryBulb_C[hour]! > AIRING_MOST_C ? 1 : 1 + (AIRING_FACTOR - 1) * part;
  }
  return factors;
}

function season(day: number, peakDay: number, swing: number): number {
  return 1 + swing * Math.cos((2 * Math.PI * (day - peakDay)) / 365);
}

function scaleToMeanOne(values: Float64Array): void {
  let sum = 0;
  for (const value of values) sum += value;
  const factor = values.length / sum;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! * factor;
}

/** Patterns of all use classes: day types from the weather year's first weekday, airing from its temperatures. */
export function patternYear({ firstWeekday, dryBulb_C }: Pick<WeatherYear, 'firstWeekday' | 'dryBulb_C'>): UsePatterns {
  const windowAiring = airing(dryBulb_C);
  const length = BUILDING_USES.length * HOURS_PER_YEAR;
  const patterns = {
    people: new Float64Array(length),
    appliances: new Float64Array(length),
    setback: new Float64Array(length),
    ventilation: new Float64Array(length),
    hotWater: new Float64Array(length),
    charging: chargingPatterns(firstWeekday),
  };
  BUILDING_USES.forEach((use, useClass) => {
    const start = useClass * HOURS_PER_YEAR;
    for (let day = 0; day < 365; day++) {
      const shape = shapeOf(use, day, firstWeekday);
      const electricity = season(day, 15, ELECTRICITY_SEASON[use] ?? 0);
      const hotWater = season(day, 45, HOT_WATER_SEASON);
      const at = start + day * 24;
      for (let hour = 0; hour < 24; hour++) {
        patterns.people[at + hour] = shape.people[hour]!;
        patterns.appliances[at + hour] = shape.electricity[hour]! * electricity;
        patterns.setback[at + hour] = shape.setback[hour]!;
        patterns.ventilation[at + hour] = shape.freshAir[hour]! * (AIRED.has(use) ? windowAiring[day * 24 + hour]! : 1);
        patterns.hotWater[at + hour] = shape.hotWater[hour]! * hotWater;
      }
    }
    scaleToMeanOne(patterns.appliances.subarray(start, start + HOURS_PER_YEAR));
    scaleToMeanOne(patterns.hotWater.subarray(start, start + HOURS_PER_YEAR));
  });
  return patterns;
}
