/** Hours of one building as charts show them, derived from its simulated year. */
import type { BuildingYearSeries } from '#models/scenario/yearResult.ts';

/** Quantities of the yearly carpet, all powers. */
export const HOURLY_QUANTITIES = ['heating', 'hotWater', 'cooling', 'electricity', 'pv', 'net'] as const;
export type HourlyQuantity = (typeof HOURLY_QUANTITIES)[number];

type Powers = Omit<BuildingYearSeries, 'indoor_C' | 'solarGain'>;

/** 8,760 powers of a quantity [W]; `net` is what is bought (positive) or sold (negative) at the building's meter. */
export function hoursOf(year: Powers, quantity: HourlyQuantity): Float32Array {
  switch (quantity) {
    case 'electricity': {
      const { appliances, heatElectricity, coolingElectricity, auxiliary, charging } = year;
      return Float32Array.from(
        appliances,
        (value, hour) => value + heatElectricity[hour]! + coolingElectricity[hour]! + auxiliary[hour]! + charging[hour]!,
      );
    }
    case 'net':
      return Float32Array.from(year.buildingImport, (value, hour) => value - year.buildingExport[hour]!);
    default:
      return Float32Array.from(year[quantity]);
  }
}

/** The 24 values of a day 0..364. */
export function dayOf<T extends Float32Array | Float64Array>(hours: T, day: number): Float32Array {
  return Float32Array.from(hours.subarray(day * 24, day * 24 + 24));
}

/** The same hour so many days later, within the year. */
export function hourDaysLater(hour: number, days: number): number {
  const hours = 365 * 24;
  return (((hour + days * 24) % hours) + hours) % hours;
}
