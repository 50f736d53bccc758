/**
 * Typical years of PVGIS (European Commission, Joint Research Centre) as CSV or JSON. Rows are stamped in UTC and hold the
 * values at that moment; irradiance is that of a moment later in the hour, which newer files state.
 */
import { InputError } from '#models/core/errors.ts';
import { DAYS_PER_MONTH } from '#models/core/timeAxis.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { EPW_COLUMN_NAMES, EPW_COLUMNS, type EpwColumnName } from './epwColumns.ts';
import { pvgisError } from './pvgisError.ts';
import { isPvgisCsv } from './pvgisForm.ts';
import { momentOfSun } from './pvgisMoment.ts';
import { type PvgisTable, readPvgisCsvTable, readPvgisJsonTable } from './pvgisTable.ts';
import { fillGaps, toYear, type WeatherColumns, type WeatherHeader } from './weatherColumns.ts';
import { WeatherNotes } from './weatherNotes.ts';

/** PVGIS's names for the quantities. */
const QUANTITIES: Readonly<Partial<Record<EpwColumnName, string>>> = {
  dryBulb: 'T2m',
  relativeHumidity: 'RH',
  ghi: 'G(h)',
  dni: 'Gb(n)',
  dhi: 'Gd(h)',
  infrared: 'IR(h)',
  windSpeed: 'WS10m',
  windDirection: 'WD10m',
  pressure: 'SP',
};
const REQUIRED = ['T2m', 'RH', 'G(h)', 'Gb(n)', 'Gd(h)'];

export interface PvgisOptions {
  /** Hours that local standard time is ahead of UTC; that of the meridian where absent, since the file names none. */
  readonly timeZone_h?: number;
}

/**
 * Reads a typical meteorological year of PVGIS.
 * @param text the whole file, CSV or JSON
 * @returns 8,760 hours in local standard time; what was derived or assumed stands in `notes`
 * @throws InputError `pvgis.structure`, `pvgis.rows`, `pvgis.number`, each with the place in the file
 */
export function readPvgis(text: string, fileName: string, options: PvgisOptions = {}): WeatherYear {
  const content = text.replace(/^\uFEFF/, '');
  const table = isPvgisCsv(content) ? readPvgisCsvTable(content, fileName) : readPvgisJsonTable(content, fileName);
  const absent = REQUIRED.filter((name) => !table.names.includes(name));
  if (absent.length > 0) {
    const isSeries = table.names.some((name) => /\(i\)$/.test(name));
    throw pvgisError(isSeries ? 'series' : 'columns', fileName, absent.join(', '));
  }
  const notes = new WeatherNotes();
  const rows = rowsOfYear(table, fileName, notes);
  const columns = columnsOf(table, rows, fileName);
  const timeZone_h = options.timeZone_h ?? Math.round(table.lon_deg / 15);
  if (options.timeZone_h === undefined) {
    notes.add(
      'pvgis.timeZone',
      `The file names no time zone: that of its meridian was taken, UTC${timeZone_h < 0 ? '' : '+'}${timeZone_h}.`,
      { zone_h: timeZone_h },
    );
  }
  const years = [...new Set(rows.map((row) => row.year))];
  if (years.length > 1) {
    const [first, last] = [Math.min(...years), Math.max(...years)];
    notes.add('pvgis.months', `A typical year: its months come from the years ${first} to ${last}.`, {
      first: String(first),
      last: String(last),
    });
  }
  const minute_h = (rows[0]?.minute ?? 0) / 60;
  const offset_h = table.irradianceOffset_h ?? (minute_h > 0 ? minute_h : momentOfSun(columns, table, notes));
  const header: WeatherHeader = {
    name: fileName.replace(/\.(csv|json)$/i, ''),
    lat_deg: table.lat_deg,
    lon_deg: table.lon_deg,
    timeZone_h,
    elevation_m: table.elevation_m,
    // That of the year that January is from; no other month follows on it.
    firstWeekday: (new Date(Date.UTC(rows[0]!.year, 0, 1)).getUTCDay() + 6) % 7,
    // Rows are numbered from 0 at midnight UTC, the hour field from 1.
    irradianceOffset_h: offset_h - 1,
  };
  fillGaps(columns, header, notes, (name) => pvgisError('columns', fileName, QUANTITIES[name] ?? name));
  return toYear(columns, header, notes);
}

interface TimedRow {
  readonly index: number;
  readonly year: number;
  readonly minute: number;
}

/** The rows of the year in order; names the first hour that is missing, double or out of order. */
function rowsOfYear(table: PvgisTable, fileName: string, notes: WeatherNotes): readonly TimedRow[] {
  const times = table.times.map((time, index) => ({ index, match: /^(\d{4})(\d\d)(\d\d):(\d\d)(\d\d)$/.exec(time.trim()) }));
  const kept = times.filter(({ match }) => !(match?.[2] === '02' && match[3] === '29'));
  const left = times.length - kept.length;
  if (left > 0) notes.add('epw.leapDay', `29 February (${left} rows) was left out: the year has 8,760 hours.`, { rows: left });
  const rows: TimedRow[] = [];
  for (let month = 1; month <= 12; month++) {
    let year: string | undefined;
    for (let hour = 0; hour < DAYS_PER_MONTH[month - 1]! * 24; hour++) {
      const day = Math.floor(hour / 24) + 1;
      const row = kept[rows.length];
      const found = row?.match;
      const isNext = found && Number(found[2]) === month && Number(found[3]) === day && Number(found[4]) === hour % 24;
      if (!row || !isNext || (year !== undefined && found[1] !== year)) {
        throw rowsError(table, row?.index, kept.length, { month, day, hour: hour % 24 }, fileName);
      }
      year = found[1];
      rows.push({ index: row.index, year: Number(year), minute: Number(found[5]) });
    }
  }
  if (kept.length > rows.length) throw rowsError(table, kept[rows.length]?.index, kept.length, null, fileName);
  return rows;
}

function rowsError(
  table: PvgisTable,
  index: number | undefined,
  count: number,
  expected: { readonly month: number; readonly day: number; readonly hour: number } | null,
  fileName: string,
): InputError {
  const found = index === undefined ? '' : (table.times[index] ?? '').slice(0, 40);
  const what = expected === null ? 'after' : index === undefined ? 'end' : 'hour';
  const wanted = expected
    ? `Expected month ${expected.month}, day ${expected.day}, hour ${expected.hour} (UTC)`
    : 'There are rows after the last hour';
  return new InputError({
    code: 'pvgis.rows',
    message: `The file has ${count} hourly rows; a year has ${HOURS_PER_YEAR}. ${wanted}; ${what === 'end' ? 'the file ends' : `found '${found}'`}.`,
    where: index === undefined ? `${fileName}, at its end` : `${fileName}, ${table.placeOf(index)}`,
    mend: 'Download the typical year again, and leave its rows as they are.',
    values: { what, rows: count, month: expected?.month ?? 0, day: expected?.day ?? 0, hour: expected?.hour ?? 0, found, file: fileName },
  });
}

function columnsOf(table: PvgisTable, rows: readonly TimedRow[], fileName: string): WeatherColumns {
  const empty = (): Float64Array => new Float64Array(HOURS_PER_YEAR).fill(Number.NaN);
  const columns = Object.fromEntries(EPW_COLUMN_NAMES.map((name) => [name, empty()])) as WeatherColumns;
  for (const name of EPW_COLUMN_NAMES) {
    const column = table.names.indexOf(QUANTITIES[name] ?? '');
    if (column < 0) continue;
    const { least, most } = EPW_COLUMNS[name];
    for (const [row, { index }] of rows.entries()) {
      const cell = table.cell(index, column);
      const value = typeof cell === 'number' ? cell : cell.trim() === '' ? Number.NaN : Number(cell);
      if (Number.isNaN(value) && String(cell).trim() !== '') throw numberError(table, index, name, String(cell), fileName);
      // Values out of range are filled, as in other weather files.
      if (value >= least && value <= most) columns[name][row] = value;
    }
  }
  return columns;
}

function numberError(table: PvgisTable, index: number, name: EpwColumnName, text: string, fileName: string): InputError {
  return new InputError({
    code: 'pvgis.number',
    message: `The ${EPW_COLUMNS[name].name} is '${text.slice(0, 40)}', not a number.`,
    where: `${fileName}, ${table.placeOf(index)}, ${QUANTITIES[name]}`,
    mend: 'Download the file again.',
    values: { quantity: name, text: text.slice(0, 40), file: fileName },
  });
}
