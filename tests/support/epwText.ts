/** A small valid EPW file, line by line, for tests that spoil one line. */
import { DAYS_PER_MONTH } from '#models/core/timeAxis.ts';

const HEADER = [
  'LOCATION,Testville,-,XXX,unknown,0,52.0,4.5,1,3',
  'DESIGN CONDITIONS,0',
  'TYPICAL/EXTREME PERIODS,0',
  'GROUND TEMPERATURES,0',
  'HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0',
  'COMMENTS 1,made for a test',
  'COMMENTS 2,',
  'DATA PERIODS,1,1,Data,Wednesday, 1/ 1,12/31',
];

/** Lines before the first hour. */
export const EPW_HEADER_LINES = HEADER.length;

export function epwLines(): string[] {
  const rows: string[] = [];
  for (const [month, days] of DAYS_PER_MONTH.entries()) {
    for (let day = 1; day <= days; day++) {
      for (let hour = 1; hour <= 24; hour++) {
        const sun = Math.max(0, Math.round(400 * Math.sin(((hour - 6) / 12) * Math.PI)));
        const air = (10 - 8 * Math.cos((month / 12) * 2 * Math.PI) + sun / 100).toFixed(1);
        const fields = [2019, month + 1, day, hour, 0, '?', air, 2, 80, 101_000, 0, 0, 300, sun, sun / 2, sun / 2, 0, 0, 0, 0];
        rows.push([...fields, 180, 4, 5, 5, 9999, 99_999, 9, 0, 10, 0.1, 0, 88, 0.25, 0, 0].join(','));
      }
    }
  }
  return [...HEADER, ...rows];
}
