/**
 * The year of the simulation: 8,760 hours in local standard time, no leap day, no daylight saving.
 * Hour `h` (0..8759) covers the interval from h to h + 1 hours after 1 January 00:00.
 */
import { HOURS_PER_YEAR } from './units.ts';

export const DAYS_PER_MONTH: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** First hour of each month, with 8760 as the thirteenth entry. */
export const MONTH_START_HOUR: readonly number[] = (() => {
  const starts = [0];
  for (const days of DAYS_PER_MONTH) starts.push((starts.at(-1) ?? 0) + days * 24);
  return starts;
})();

/** Month index 0..11 of every hour of the year. */
export const MONTH_OF_HOUR: Uint8Array = (() => {
  const months = new Uint8Array(HOURS_PER_YEAR);
  for (let month = 0; month < 12; month++) {
    months.fill(month, MONTH_START_HOUR[month], MONTH_START_HOUR[month + 1]);
  }
  return months;
})();

export type DayType = 'workday' | 'saturday' | 'sunday';

/**
 * Day type of a day of the year.
 * @param dayOfYear 0..364
 * @param firstWeekday weekday of 1 January, 0 = Monday .. 6 = Sunday
 */
export function dayType(dayOfYear: number, firstWeekday: number): DayType {
  const weekday = (dayOfYear + firstWeekday) % 7;
  if (weekday === 5) return 'saturday';
  return weekday === 6 ? 'sunday' : 'workday';
}
