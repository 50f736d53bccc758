/**
 * EnergyPlus weather files (EPW) into the program's hours. Rows carry the hour 1..24 that they end:
 * radiation is the sum over that hour, all else the value at its end.
 */
import { InputError } from '#models/core/errors.ts';
import { DAYS_PER_MONTH } from '#models/core/timeAxis.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { EPW_COLUMN_NAMES, EPW_COLUMNS, type EpwColumnName, LEAST_COLUMNS } from './epwColumns.ts';
import {
  countMissing,
  dewPointOf,
  fillFromNeighbourDays,
  fillLinear,
  infraredOf,
  relativeHumidityOf,
  standardPressure_Pa,
} from './gaps.ts';
import { WeatherNotes } from './weatherNotes.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DEFAULT_ALBEDO = 0.2;
/** Tenths of sky cover where a file has neither infrared radiation nor cloud. */
const ASSUMED_COVER = 5;

const ASSUMED_WIND_m_s = 3;
/** How a missing value was found, in English; the keys are for the message catalogue. */
const FILLED = {
  interpolated: 'interpolated',
  neighbourDays: 'taken from the same hour of the neighbouring days',
  dewPoint: 'from the dew point',
  relativeHumidity: 'from the relative humidity',
  totalSkyCover: 'from the total sky cover',
  skyCover: 'from dry bulb, dew point, and sky cover',
  halfClouded: `from dry bulb, dew point, half-clouded sky assumed (${ASSUMED_COVER} tenths)`,
  standardAtmosphere: 'standard atmosphere at the elevation of the place',
  north: 'north assumed',
  usualWind: `${ASSUMED_WIND_m_s} m/s assumed`,
  usualAlbedo: `${DEFAULT_ALBEDO} assumed`,
} as const;

type ErrorValues = Readonly<Record<string, string | number>>;
type Columns = Record<EpwColumnName, Float64Array>;

interface Header {
  readonly name: string;
  readonly lat_deg: number;
  readonly lon_deg: number;
  readonly timeZone_h: number;
  readonly elevation_m: number;
  readonly firstWeekday: number;
  /** Hours to add to the hour field to get UTC of the irradiance; null for sums over the hour. */
  readonly irradianceOffset_h: number | null;
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
  fillGaps(columns, header, fileName, notes);
  const shift_h = rowShift(header, notes);
  return toYear(columns, header, shift_h, notes);
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

function readRows(lines: readonly string[], header: Header, fileName: string, notes: WeatherNotes): Columns {
  const rows: number[] = [];
  for (let i = header.dataLine; i < lines.length; i++) if (lines[i]?.trim()) rows.push(i);
  const kept = withoutLeapDay(lines, rows, notes);
  checkSequence(lines, kept, fileName);
  const columns = Object.fromEntries(EPW_COLUMN_NAMES.map((name) => [name, new Float64Array(HOURS_PER_YEAR)])) as Columns;
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

function readRow(lines: readonly string[], line: number, row: number, columns: Columns, fileName: string): void {
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

function fillGaps(columns: Columns, header: Header, fileName: string, notes: WeatherNotes): void {
  const hours = (count: number) => `${count} ${count === 1 ? 'hour' : 'hours'}`;
  const mustHave = (name: EpwColumnName) => {
    if (countMissing(columns[name]) < HOURS_PER_YEAR) return;
    throw new InputError({
      code: 'epw.columnMissing',
      message: `The whole column ${EPW_COLUMNS[name].name} is missing.`,
      where: `${fileName}, column ${EPW_COLUMNS[name].index + 1}`,
      mend: 'Use a weather file that has this quantity.',
      values: { quantity: name, file: fileName },
    });
  };
  const fill = (name: EpwColumnName, fillIn: (values: Float64Array) => void, how: keyof typeof FILLED) => {
    const missing = countMissing(columns[name]);
    if (missing === 0) return;
    fillIn(columns[name]);
    const filled = missing - countMissing(columns[name]);
    if (filled === 0) return;
    const text = `${EPW_COLUMNS[name].name}: ${hours(filled)} missing or out of range, ${FILLED[how]}.`;
    notes.add('epw.filled', text, { quantity: name, hours: filled, how });
  };
  const derive = (name: EpwColumnName, value: (hour: number) => number, how: keyof typeof FILLED) =>
    fill(
      name,
      (values) => {
        for (let hour = 0; hour < values.length; hour++) if (Number.isNaN(values[hour]!)) values[hour] = value(hour);
      },
      how,
    );

  for (const name of ['dryBulb', 'ghi', 'dni', 'dhi'] as const) mustHave(name);
  fill('dryBulb', fillLinear, 'interpolated');
  for (const name of ['ghi', 'dni', 'dhi'] as const) {
    fill(name, fillFromNeighbourDays, 'neighbourDays');
    columns[name].forEach((value, hour) => {
      columns[name][hour] = Math.max(0, value);
    });
  }
  if (countMissing(columns.dewPoint) === HOURS_PER_YEAR) mustHave('relativeHumidity');
  const { dryBulb } = columns;
  const humidity = columns.relativeHumidity.slice();
  derive('relativeHumidity', (hour) => relativeHumidityOf(dryBulb[hour]!, columns.dewPoint[hour]!), 'dewPoint');
  derive('dewPoint', (hour) => dewPointOf(dryBulb[hour]!, humidity[hour]!), 'relativeHumidity');
  fill('dewPoint', fillLinear, 'interpolated');
  fill('relativeHumidity', fillLinear, 'interpolated');
  derive('opaqueSkyCover', (hour) => columns.totalSkyCover[hour]!, 'totalSkyCover');
  const cover = columns.opaqueSkyCover;
  fillLinear(cover);
  const coverAt = (hour: number) => (Number.isNaN(cover[hour]!) ? ASSUMED_COVER : cover[hour]!);
  const from = countMissing(cover) > 0 ? 'halfClouded' : 'skyCover';
  derive('infrared', (hour) => infraredOf(dryBulb[hour]!, columns.dewPoint[hour]!, coverAt(hour)), from);
  fill('pressure', fillLinear, 'interpolated');
  derive('pressure', () => standardPressure_Pa(header.elevation_m), 'standardAtmosphere');
  fill('windDirection', fillLinear, 'interpolated');
  derive('windDirection', () => 0, 'north');
  fill('windSpeed', fillLinear, 'interpolated');
  derive('windSpeed', () => ASSUMED_WIND_m_s, 'usualWind');
  derive('albedo', () => DEFAULT_ALBEDO, 'usualAlbedo');
}

/**
 * Hours by which the rows lie behind local standard time. Files with an irradiance time offset (PVGIS)
 * number their rows by UTC from 1: the row of hour field h holds the values at h - 1 UTC.
 */
function rowShift(header: Header, notes: WeatherNotes): number {
  if (header.irradianceOffset_h === null) return 0;
  const shift = Math.round(header.timeZone_h) - 1;
  if (shift !== 0) notes.add('epw.utc', `Rows are in UTC: moved by ${shift} h to local standard time.`, { shift_h: shift });
  return shift;
}

function toYear(columns: Columns, header: Header, shift_h: number, notes: WeatherNotes): WeatherYear {
  const ends = (name: EpwColumnName) => meanOfEnds(columns[name], shift_h);
  let irradianceInstant_h: number | null = null;
  let irradianceShift = 0;
  if (header.irradianceOffset_h !== null) {
    // Row r has hour field r + 1; its irradiance is that of UTC r + 1 + offset.
    const firstInstant = 1 + header.irradianceOffset_h + header.timeZone_h;
    irradianceShift = Math.floor(firstInstant + 1e-9);
    irradianceInstant_h = firstInstant - irradianceShift;
    notes.add(
      'epw.instant',
      `Irradiance is that of an instant, ${irradianceInstant_h.toFixed(4)} h after the start of the hour (time offset in the header).`,
      { offset_h: Number(irradianceInstant_h.toFixed(4)) },
    );
  }
  const sums = (name: EpwColumnName) => rotated(columns[name], irradianceShift);
  return {
    name: header.name,
    lat_deg: header.lat_deg,
    lon_deg: header.lon_deg,
    timeZone_h: header.timeZone_h,
    elevation_m: header.elevation_m,
    origin: 'epw',
    firstWeekday: header.firstWeekday,
    irradianceInstant_h,
    dryBulb_C: ends('dryBulb'),
    dewPoint_C: ends('dewPoint'),
    relativeHumidity_pct: ends('relativeHumidity'),
    pressure_Pa: ends('pressure'),
    infrared_W_m2: header.irradianceOffset_h === null ? sums('infrared') : ends('infrared'),
    ghi_W_m2: sums('ghi'),
    dni_W_m2: sums('dni'),
    dhi_W_m2: sums('dhi'),
    windDirection_deg: meanDirection(columns.windDirection, shift_h),
    windSpeed_m_s: ends('windSpeed'),
    albedo: rotated(columns.albedo, shift_h),
    notes: notes.texts,
    noteDetails: notes.details,
  };
}

/** Value of hour i is that of row i - shift. */
function rotated(values: Float64Array, shift: number): Float64Array {
  const count = values.length;
  return values.map((_, hour) => values[(((hour - shift) % count) + count) % count]!);
}

/** Row r holds the value at r + 1 + shift hours: the hour's mean is that of its two ends. */
function meanOfEnds(values: Float64Array, shift: number): Float64Array {
  const atEnd = rotated(values, shift);
  return atEnd.map((value, hour) => (value + atEnd[(hour + HOURS_PER_YEAR - 1) % HOURS_PER_YEAR]!) / 2);
}

/** Mean direction of both ends by their unit vectors [deg]; that of the end where they cancel. */
function meanDirection(values: Float64Array, shift: number): Float64Array {
  const atEnd = rotated(values, shift);
  const radian = Math.PI / 180;
  return atEnd.map((end, hour) => {
    const start = atEnd[(hour + HOURS_PER_YEAR - 1) % HOURS_PER_YEAR]!;
    const x = Math.sin(start * radian) + Math.sin(end * radian);
    const y = Math.cos(start * radian) + Math.cos(end * radian);
    if (Math.hypot(x, y) < 1e-9) return end;
    const angle = Math.atan2(x, y) / radian;
    return (angle + 360) % 360;
  });
}
