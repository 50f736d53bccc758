/** Dynamic prices from a table: the forms of ENTSO-E, SMARD and suppliers. */
import { InputError } from '#models/core/errors.ts';
import type { PriceCurve } from '#models/market/tariff.ts';
import type { IssueLog } from '../formats/issueLog.ts';
import type { ClockChoice } from './localClock.ts';
import { readTimeTable, type TimeTable } from './timeTable.ts';
import { fillLine, gapsOf, LONGEST_LINE_min, momentText, numbersOf, onYear, stepOf } from './yearSeries.ts';

/** How many of a unit make one EUR/kWh. */
export const PRICE_UNITS = { 'EUR/MWh': 1000, 'ct/kWh': 100, 'EUR/kWh': 1 } as const;
export type PriceUnit = keyof typeof PRICE_UNITS;

export interface PriceCsvOptions extends ClockChoice {
  /** Where the header does not say it. */
  readonly unit?: PriceUnit;
  /** Header of the column to take; the first with prices where not given. */
  readonly column?: string;
}

export interface PriceSeries {
  readonly curve: Extract<PriceCurve, { kind: 'series' }>;
  /** Year of the prices, and weekday of its 1 January (0 = Monday). */
  readonly year: number;
  readonly firstWeekday: number;
}

/** Gaps of this share of the year in all are too many, however short each. */
const MOST_MISSING = 0.02;

/**
 * Reads prices of a year. Moments with an offset, in world time, in standard time or by the clock become steps of local
 * standard time; 29 February is left out. Gaps of at most three hours are filled in a straight line and reported.
 * @throws InputError `series.table`, `series.time`, `series.step`, `prices.column`, `prices.unit`, `prices.gap`
 */
export function readPriceCsv(name: string, bytes: Uint8Array, options: PriceCsvOptions, log: IssueLog): PriceSeries {
  const table = readTimeTable(name, bytes, options);
  const step_min = stepOf(name, table);
  const column = priceColumn(name, table, options.column);
  const unit = unitOf(table, column) ?? options.unit;
  if (unit === undefined) {
    throw new InputError({
      code: 'prices.unit',
      message: 'The table does not say in which unit its prices are.',
      where: `${name}, column "${table.header[column]}"`,
      mend: 'Write EUR/MWh, ct/kWh or EUR/kWh into the header, or choose the unit.',
      values: { file: name, column: table.header[column] ?? '' },
    });
  }
  const numbers = numbersOf(table, column, log).map((value) => value / PRICE_UNITS[unit]);
  const values = onYear(table, numbers, step_min, log);
  closeGaps(name, table.instants.year, step_min, values, log);
  const { year, read } = table.instants;
  log.add({
    code: 'series.clock',
    severity: 'info',
    objectId: null,
    message: `Moments were read as ${read}.`,
    action: 'Steps are in local standard time.',
    values: { what: read, year },
  });
  return {
    curve: { kind: 'series', name: `${name} (${year})`, step_min, values_EURPerKWh: values },
    year,
    firstWeekday: (new Date(Date.UTC(year, 0, 1)).getUTCDay() + 6) % 7,
  };
}

const PRICE = /price|preis|prijs|prix|precio|prezzo|pre\u00e7o|spot|eur|\u20ac|ct\b|cent/i;

function priceColumn(name: string, table: TimeTable, wanted: string | undefined): number {
  const others = table.header.map((text, column) => ({ text, column })).filter(({ column }) => !table.timeColumns.includes(column));
  const isFilled = (column: number) => table.rows.slice(0, 200).some((row) => /^[+-]?\d/.test((row[column] ?? '').trim()));
  const found =
    wanted === undefined
      ? (others.find(({ text, column }) => PRICE.test(text) && isFilled(column)) ?? others.find(({ column }) => isFilled(column)))
      : others.find(({ text }) => text.toLowerCase().includes(wanted.toLowerCase()));
  if (found) return found.column;
  throw new InputError({
    code: 'prices.column',
    message: 'The table has no column with prices.',
    where: name,
    mend: 'Give a column with a number per row, or name the one to take.',
    values: { file: name, columns: table.header.filter(Boolean).join(', ') },
  });
}

function unitOf(table: TimeTable, column: number): PriceUnit | null {
  for (const text of [table.header[column] ?? '', table.header.join(' ')]) {
    if (/(?:\u20ac|eur|euro)\s*(?:\/|per)?\s*mwh/i.test(text)) return 'EUR/MWh';
    if (/(?:ct|cent|cents|c\u20ac)\s*(?:\/|per|je)?\s*kwh/i.test(text)) return 'ct/kWh';
    if (/(?:\u20ac|eur|euro)\s*(?:\/|per|je)?\s*kwh/i.test(text)) return 'EUR/kWh';
  }
  return null;
}

function closeGaps(name: string, year: number, step_min: number, values: Float64Array, log: IssueLog): void {
  const gaps = gapsOf(values);
  const missing = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  const long = gaps.find(({ from, to }) => (to - from) * step_min > LONGEST_LINE_min);
  const worst = long ?? (missing > MOST_MISSING * values.length ? gaps[0] : undefined);
  if (worst) {
    const from = momentText(year, worst.from, step_min);
    const to = momentText(year, worst.to, step_min);
    throw new InputError({
      code: 'prices.gap',
      message: long
        ? `Prices are missing from ${from} to ${to}.`
        : `Prices of ${(missing * step_min) / 60} hours are missing, the first at ${from}.`,
      where: `${name}, ${from} to ${to}`,
      mend: 'Fill the gap in the file or take another file. Gaps of up to 3 h are filled, if they are few.',
      values: { file: name, from, to, hours: (missing * step_min) / 60, what: long ? 'one' : 'many' },
    });
  }
  for (const gap of gaps) fillLine(values, gap);
  if (missing === 0) return;
  log.add({
    code: 'prices.filled',
    severity: 'warning',
    objectId: null,
    message: `Prices were missing for ${(missing * step_min) / 60} h in ${gaps.length} places, the first at ${momentText(year, gaps[0]!.from, step_min)}.`,
    action: 'Filled in a straight line.',
    values: { hours: (missing * step_min) / 60, places: gaps.length, first: momentText(year, gaps[0]!.from, step_min) },
  });
}
