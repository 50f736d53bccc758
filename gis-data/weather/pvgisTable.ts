/** The rows of a PVGIS answer, whichever way it is written. */
import { pvgisError } from './pvgisError.ts';

export interface PvgisTable {
  readonly lat_deg: number;
  readonly lon_deg: number;
  readonly elevation_m: number;
  /** Hours after its time stamp that a row's irradiance belongs to; null where the file does not say. */
  readonly irradianceOffset_h: number | null;
  readonly names: readonly string[];
  /** Time stamps in UTC, `20180101:0000`. */
  readonly times: readonly string[];
  cell(row: number, column: number): string | number;
  /** Where a row is, for messages. */
  placeOf(row: number): string;
}

const TIME = 'time(UTC)';
const MOST_HEADER_LINES = 60;

function place(lat: unknown, lon: unknown, elevation: unknown, fileName: string): Pick<PvgisTable, 'lat_deg' | 'lon_deg' | 'elevation_m'> {
  const within = (value: unknown, least: number, most: number): number => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !(number >= least && number <= most)) throw pvgisError('header', fileName);
    return number;
  };
  return { lat_deg: within(lat, -90, 90), lon_deg: within(lon, -180, 180), elevation_m: within(elevation, -1000, 9999) };
}

/** @throws InputError `pvgis.structure` */
export function readPvgisCsvTable(text: string, fileName: string): PvgisTable {
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.findIndex((line, index) => index < MOST_HEADER_LINES && /^time(\(UTC\))?,/i.test(line));
  if (first < 0) throw pvgisError('columns', fileName, TIME);
  const header = lines.slice(0, first);
  const field = (name: RegExp) =>
    header
      .find((line) => name.test(line))
      ?.replace(/^[^:]*:/, '')
      .trim();
  const offset = field(/^Irradiance Time Offset/i);
  const names = (lines[first] ?? '').split(',').map((name) => name.trim());
  const rows: { readonly line: number; readonly cells: readonly string[] }[] = [];
  // A legend follows the rows.
  for (let line = first + 1; line < lines.length && /^\d/.test(lines[line] ?? ''); line++) {
    const cells = (lines[line] ?? '').split(',');
    rows.push({ line: line + 1, cells });
  }
  const last = rows.at(-1);
  const cut = rows.find((row) => row.cells.length !== names.length);
  // A row that is cut in its time stamp is told by the hour that is missing.
  if (cut && cut !== last) throw pvgisError('json', `${fileName}, line ${cut.line}`);
  if (cut) rows.pop();
  return {
    ...place(field(/^Latitude/i), field(/^Longitude/i), field(/^Elevation/i), fileName),
    irradianceOffset_h: offset === undefined || Number.isNaN(Number(offset)) || offset === '' ? null : Number(offset),
    names,
    times: rows.map((row) => row.cells[0] ?? ''),
    cell: (row, column) => rows[row]?.cells[column] ?? '',
    placeOf: (row) => `line ${rows[row]?.line ?? 0}`,
  };
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws InputError `pvgis.structure` */
export function readPvgisJsonTable(text: string, fileName: string): PvgisTable {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw pvgisError('json', fileName);
  }
  const inputs = isObject(document) ? document.inputs : undefined;
  const outputs = isObject(document) ? document.outputs : undefined;
  const location = isObject(inputs) ? inputs.location : undefined;
  if (!isObject(location) || !isObject(outputs)) throw pvgisError('json', fileName);
  const list = outputs.tmy_hourly ?? outputs.hourly;
  if (!Array.isArray(list) || list.length === 0) throw pvgisError('series', fileName, TIME);
  const rows = list.filter(isObject);
  if (rows.length !== list.length) throw pvgisError('json', fileName);
  const names = Object.keys(rows[0] ?? {});
  const time = names.find((name) => /^time/i.test(name));
  if (time === undefined) throw pvgisError('columns', fileName, TIME);
  const offset = location.irradiance_time_offset;
  return {
    ...place(location.latitude, location.longitude, location.elevation, fileName),
    irradianceOffset_h: typeof offset === 'number' ? offset : null,
    names,
    times: rows.map((row) => String(row[time] ?? '')),
    cell: (row, column) => {
      const value = rows[row]?.[names[column] ?? ''];
      return typeof value === 'number' ? value : String(value ?? '');
    },
    placeOf: (row) => `row ${row + 1}`,
  };
}
