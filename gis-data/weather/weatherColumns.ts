/** Hourly columns of a weather file, whatever its format, made into a year: gaps, time axis, moments of the sun. */
import type { InputError } from '#models/core/errors.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { EPW_COLUMNS, type EpwColumnName } from './epwColumns.ts';
import {
  countMissing,
  dewPointOf,
  fillFromNeighbourDays,
  fillLinear,
  infraredOf,
  relativeHumidityOf,
  standardPressure_Pa,
} from './gaps.ts';
import type { WeatherNotes } from './weatherNotes.ts';

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

/** One value per row of the file; NaN where it has none. */
export type WeatherColumns = Record<EpwColumnName, Float64Array>;

/** Where the columns are from. */
export interface WeatherHeader {
  readonly name: string;
  readonly lat_deg: number;
  readonly lon_deg: number;
  readonly timeZone_h: number;
  readonly elevation_m: number;
  readonly firstWeekday: number;
  /** Hours to add to the hour field (1..24) to get UTC of the irradiance; null for sums over the hour. */
  readonly irradianceOffset_h: number | null;
}

/**
 * Fills what is missing, in place, and notes how.
 * @param missing the error for a quantity that a file has to have
 */
export function fillGaps(
  columns: WeatherColumns,
  header: WeatherHeader,
  notes: WeatherNotes,
  missing: (name: EpwColumnName) => InputError,
): void {
  const hours = (count: number) => `${count} ${count === 1 ? 'hour' : 'hours'}`;
  const mustHave = (name: EpwColumnName) => {
    if (countMissing(columns[name]) < HOURS_PER_YEAR) return;
    throw missing(name);
  };
  const fill = (name: EpwColumnName, fillIn: (values: Float64Array) => void, how: keyof typeof FILLED) => {
    const absent = countMissing(columns[name]);
    if (absent === 0) return;
    fillIn(columns[name]);
    const filled = absent - countMissing(columns[name]);
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
function rowShift(header: WeatherHeader, notes: WeatherNotes): number {
  if (header.irradianceOffset_h === null) return 0;
  const shift = Math.round(header.timeZone_h) - 1;
  if (shift !== 0) notes.add('epw.utc', `Rows are in UTC: moved by ${shift} h to local standard time.`, { shift_h: shift });
  return shift;
}

/** The columns of a file on the program's time axis. */
export function toYear(columns: WeatherColumns, header: WeatherHeader, notes: WeatherNotes): WeatherYear {
  const shift_h = rowShift(header, notes);
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
