/**
 * EnergyPlus weather files (EPW) into the program's hours. Rows carry the hour 1..24 that they end:
 * radiation is the sum over that hour, all else the value at its end.
 */
import { InputError } from '#models/core/errors.ts';
import { DAYS_PER_MONTH } from '#models/core/timeAxis.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { EPW_COLUMN_NAMES, EPW_COLUMNS, type EpwColumnName, LEAST_COLUMNS } from './epwColumns.ts';
import { fillGaps, toYear, type WeatherColumns, type WeatherHeader } from './weatherColumns.ts';
import { WeatherNotes } from './weatherNotes.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

type ErrorValues = Readonly<Record<string, string | number>>;

interface Header extends WeatherHeader {
  /** Index of the first data line. */
  readonly dataLine: number;
}

/** True for text that begins like an EPW file. */
export function isEpw(text: string): boolean {
  return /^﻿?\s*LOCATION\s*,/i.test(text.slice(0, 200));
}

/**
 * Reads an EPW file.
 * @param text the whole file
 * @param fileName for messages, and as the name where the file has none
 * @returns 8,760 hours in local standard time; what was filled or assumed stands in `notes`
 * @throws InputError `epw.header`, `epw.interval`, `epw.columns`, `epw.number`, `epw.rows`, `epw.sequence`,
 *   `epw.columnMissing`, each with line and column
 */
export function readEpw(text: string, fileName: string): WeatherYear {
  const lines = text.replace(/^﻿/, '').split(/\r\n|\n|\r/);
  const notes = new WeatherNotes();
  const header = readHeader(lines, fileName, notes);
  const columns = readRows(lines, header, fileName, notes);
  fillGaps(columns, header, notes, (name) => missingColumn(name, fileName));
  return toYear(columns, header, notes);
}

function headerError(fileName: string, message: string, line: number, mend: string, values: ErrorValues): InputError {
  return new InputError({
    code: 'epw.header',
    message,
    where: `${fileName}, line ${line}`,
    mend,
    values: { ...values, file: fileName, line },
  });
}

function readHeader(lines: readonly string[], fileName: string, notes: WeatherNotes): Header {
  if (!isEpw(lines[0] ?? '')) {
    throw headerError(
      fileName,
      'This is not an EPW file: its first line does not start with LOCATION.',
      1,
      'Choose an EnergyPlus weather file (.epw).',
      { what: 'location' },
    );
  }
  const location = (lines[0] ?? '').split(',').map((field) => field.trim());
  const number = (index: number, name: string, least: number, most: number): number => {
    const value = Number(location[index]);
    if ((location[index] ?? '') === '' || !(value >= least && value <= most)) {
      throw headerError(
        fileName,
        `The ${name} of LOCATION is '${location[index] ?? ''}'.`,
        1,
        `Give a ${name} between ${least} and ${most}.`,
        { what: 'field', field: name, found: location[index] ?? '', least, most },
      );
    }
    return value;
  };
  const periods = lines.findIndex((line, index) => index < 20 && /^\s*DATA PERIODS\s*,/i.test(line));
  if (periods < 0) {
    throw headerError(
      fileName,
      'The header has no line DATA PERIODS.',
      Math.min(8, lines.length),
      'Restore the eight header lines of the file.',
      { what: 'periods' },
    );
  }
  const period = (lines[periods] ?? '').split(',').map((field) => field.trim());
  if (Number(period[2]) !== 1) {
    throw new InputError({
      code: 'epw.interval',
      message: `The file has '${period[2] ?? ''}' records per hour; one is supported.`,
      where: `${fileName}, line ${periods + 1}`,
      mend: 'Use a file with hourly records.',
      values: { found: period[2] ?? '', file: fileName, line: periods + 1 },
    });
  }
  let firstWeekday = WEEKDAYS.indexOf((period[4] ?? '').toLowerCase());
  if (firstWeekday < 0) {
    firstWeekday = 0;
    notes.add('epw.weekday', `The header names no weekday of 1 January ('${period[4] ?? ''}'): Monday assumed.`, {
      found: period[4] ?? '',
    });
  }
  const offset = lines
    .slice(1, periods)
    .map((line) => /Irradiance Time Offset \(h\)\s*:\s*(-?[\d.]+)/i.exec(line)?.[1])
    .find((match) => match !== undefined);
  const place = [location[1], location[3]].filter((word) => word && !/^(unknown|-)$/i.test(word)).join(', ');
  return {
    name: place || fileName.replace(/\.epw$/i, ''),
    lat_deg: number(6, 'latitude', -90, 90),
    lon_deg: number(7, 'longitude', -180, 180),
    timeZone_h: number(8, 'time zone', -12, 14),
    elevation_m: number(9, 'elevation', -1000, 9999.9),
    firstWeekday,
    irradianceOffset_h: offset === undefined ? null : Number(offset),
    dataLine: periods + 1,
  };
}

function readRows(lines: readonly string[], header: Header, fileName: string, notes: WeatherNotes): WeatherColumns {
  const rows: number[] = [];
  for (let i = header.dataLine; i < lines.length; i++) if (lines[i]?.trim()) rows.push(i);
  const kept = withoutLeapDay(lines, rows, notes);
  checkSequence(lines, kept, fileName);
  const columns = Object.fromEntries(EPW_COLUMN_NAMES.map((name) => [name, new Float64Array(HOURS_PER_YEAR)])) as WeatherColumns;
  for (let row = 0; row < kept.length; row++) readRow(lines, kept[row]!, row, columns, fileName);
  return columns;
}

function withoutLeapDay(lines: readonly string[], rows: readonly number[], notes: WeatherNotes): readonly number[] {
  const kept = rows.filter((line) => !/^[^,]*,\s*0?2\s*,\s*29\s*,/.test(lines[line] ?? ''));
  const left = rows.length - kept.length;
  if (left > 0) notes.add('epw.leapDay', `29 February (${left} rows) was left out: the year has 8,760 hours.`, { rows: left });
  return kept;
}

/** Names the first hour that is missing, double or out of order. */
function checkSequence(lines: readonly string[], rows: readonly number[], fileName: string): void {
  let row = 0;
  for (let month = 1; month <= 12; month++) {
    for (let day = 1; day <= DAYS_PER_MONTH[month - 1]!; day++) {
      for (let hour = 1; hour <= 24; hour++, row++) {
        const line = rows[row];
        const fields = line === undefined ? [] : (lines[line] ?? '').split(',', 4);
        if (Number(fields[1]) === month && Number(fields[2]) === day && Number(fields[3]) === hour) continue;
        const found = line === undefined ? 'the file ends' : `found month ${fields[1]}, day ${fields[2]}, hour ${fields[3]}`;
        throw sequenceError(rows.length, `Expected month ${month}, day ${day}, hour ${hour}; ${found}.`, line, fileName, {
          what: line === undefined ? 'end' : 'hour',
          month,
          day,
          hour,
          found: fields.slice(1).join('/'),
        });
      }
    }
  }
  if (rows.length !== HOURS_PER_YEAR)
    throw sequenceError(rows.length, 'There are rows after the last hour of the year.', rows[HOURS_PER_YEAR], fileName, { what: 'after' });
}

function sequenceError(count: number, message: string, line: number | undefined, fileName: string, values: ErrorValues): InputError {
  const wrongCount = count !== HOURS_PER_YEAR;
  return new InputError({
    code: wrongCount ? 'epw.rows' : 'epw.sequence',
    message: wrongCount ? `The file has ${count} hourly rows instead of ${HOURS_PER_YEAR}. ${message}` : message,
    where: line === undefined ? `${fileName}, at its end` : `${fileName}, line ${line + 1}`,
    mend: 'Give one row for every hour of the year, in order.',
    // Every text finds its values, whatever was wrong.
    values: { month: 0, day: 0, hour: 0, found: '', ...values, rows: count, file: fileName, line: line === undefined ? 0 : line + 1 },
  });
}

function readRow(lines: readonly string[], line: number, row: number, columns: WeatherColumns, fileName: string): void {
  const fields = (lines[line] ?? '').split(',');
  if (fields.length < LEAST_COLUMNS) {
    throw new InputError({
      code: 'epw.columns',
      message: `The row has ${fields.length} columns; an EPW row has 35 (at least ${LEAST_COLUMNS}).`,
      where: `${fileName}, line ${line + 1}`,
      mend: 'Restore the row; commas separate the columns.',
      values: { columns: fields.length, file: fileName, line: line + 1 },
    });
  }
  for (const name of EPW_COLUMN_NAMES) {
    const column = EPW_COLUMNS[name];
    const field = fields[column.index];
    if (field === undefined) {
      columns[name][row] = Number.NaN;
      continue;
    }
    const value = field.trim() === '' ? Number.NaN : Number(field);
    if (Number.isNaN(value) && field.trim() !== '') {
      throw new InputError({
        code: 'epw.number',
        message: `The ${column.name} is '${field.trim()}', not a number.`,
        where: `${fileName}, line ${line + 1}, column ${column.index + 1} (${column.name})`,
        mend: 'Put a number there, or the code for a missing value.',
        values: {
          quantity: name,
          text: field.trim().slice(0, 40),
          file: fileName,
          line: line + 1,
          column: column.index + 1,
        },
      });
    }
    columns[name][row] = value >= column.missingFrom || value < column.least || value > column.most ? Number.NaN : value;
  }
}

function missingColumn(name: EpwColumnName, fileName: string): InputError {
  return new InputError({
    code: 'epw.columnMissing',
    message: `The whole column ${EPW_COLUMNS[name].name} is missing.`,
    where: `${fileName}, column ${EPW_COLUMNS[name].index + 1}`,
    mend: 'Use a weather file that has this quantity.',
    values: { quantity: name, file: fileName },
  });
}
