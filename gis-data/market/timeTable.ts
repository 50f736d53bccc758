/// <reference path="../formats/tables/papaparse.d.ts" />
/** Tables with a row per moment: their delimiter, header, moments and steps. */
import Papa from 'papaparse/papaparse.js';
import { InputError } from '#models/core/errors.ts';
import { textIn, textOf } from '../formats/text.ts';
import { type ClockChoice, type Instants, readInstants } from './localClock.ts';

export interface TimeTable {
  /** Rows above the data, joined column by column: names and units. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Line of the first data row in the file, from 1. */
  readonly firstLine: number;
  /** Columns that tell the time; the values are in the others. */
  readonly timeColumns: readonly number[];
  readonly instants: Instants;
}

/** Rows above the data that are looked at. */
const MOST_HEADER_ROWS = 30;
const MOST_ROWS = 110_000 * 2;

const DATE = /^\s*(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})/;
const TIME_ONLY = /^\s*\d{1,2}:\d{2}(?::\d{2})?\s*(?:-\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*$/;

/**
 * Reads separated text whose rows begin with a moment.
 * @throws InputError `series.table` (no table with moments), `series.time` (a moment cannot be read)
 */
export function readTimeTable(name: string, bytes: Uint8Array, clock: ClockChoice): TimeTable {
  const text = (textIn(bytes, 'utf-8') ?? textIn(bytes, 'windows-1252') ?? textOf(bytes))
    .replace(/^\ufeff/, '')
    .replace(/^sep=.\r?\n/i, '');
  const delimiter = DELIMITERS.find((mark) => hasMoments(text, mark)) ?? ',';
  const { data } = Papa.parse(text, { delimiter, quoteChar: '"', skipEmptyLines: true, preview: MOST_ROWS });
  const first = data.slice(0, MOST_HEADER_ROWS).findIndex((row) => row.some((cell) => DATE.test(cell)) && row.length > 1);
  if (first < 0) {
    throw new InputError({
      code: 'series.table',
      message: 'The file is no table with a date and time in each row.',
      where: name,
      mend: 'Give a row per step with its date and time (2025-01-31 13:15) and a column of values.',
      values: { file: name },
    });
  }
  const width = Math.max(...data.slice(first, first + 10).map((row) => row.length));
  const header = Array.from({ length: width }, (_, column) =>
    data
      .slice(0, first)
      .map((row) => row[column]?.trim() ?? '')
      .filter(Boolean)
      .join(' '),
  );
  const rows = data.slice(first);
  const timeColumns = columnsOfTime(rows[0]!);
  const instants = readInstants(name, rows, timeColumns, header, first + 1, clock);
  return { header, rows, firstLine: first + 1, timeColumns, instants };
}

/** A comma is also a decimal mark, and a bar stands in names of zones: they come last. */
const DELIMITERS = ['\t', ';', ',', '|'] as const;

/** Whether most rows of the beginning have a moment and something else. */
function hasMoments(text: string, delimiter: string): boolean {
  const { data } = Papa.parse(text.slice(0, 1 << 16), { delimiter, quoteChar: '"', skipEmptyLines: true, preview: 100 });
  const rows = data.slice(1);
  const fitting = rows.filter((row) => row.length > 1 && row.some((cell) => DATE.test(cell) && cell.length <= LONGEST_MOMENT));
  return fitting.length > 0 && fitting.length >= rows.length / 2;
}

/** `01.01.2025 00:00:00 (CET) - 01.01.2025 01:00:00 (CET)` */
const LONGEST_MOMENT = 64;

/** Begin, and where there are any the end of the step, or date and time apart. */
function columnsOfTime(row: readonly string[]): number[] {
  const columns: number[] = [];
  for (let column = 0; column < row.length; column++) {
    if (DATE.test(row[column]!) || (columns.length > 0 && TIME_ONLY.test(row[column]!))) columns.push(column);
  }
  return columns;
}
