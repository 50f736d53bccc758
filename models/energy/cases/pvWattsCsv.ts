/** Reader of PVWatts' hourly CSV (versions 1 to 6), which carries its own weather: the known answer for the PV chain. */
import { InputError } from '../../core/errors.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { sunOfHour } from '../solar/sunPosition.ts';
import type { WeatherYear } from '../weather.ts';

export interface PvWattsRun {
  readonly weather: WeatherYear;
  readonly power_kW: number;
  readonly tilt_deg: number;
  readonly azimuth_deg: number;
  readonly losses: number;
  readonly inverterEfficiency: number;
  readonly dcAcRatio: number;
  readonly plane_W_m2: Float64Array;
  readonly cell_C: Float64Array;
  readonly dc_W: Float64Array;
  readonly ac_W: Float64Array;
}

/**
 * Reads a PVWatts hourly file. Its header has no time zone: the nearest whole hour of the longitude is taken.
 * Global horizontal irradiance is put together from beam and diffuse.
 * @throws InputError where header values or hours are missing
 */
export function readPvWattsCsv(text: string, fileName: string): PvWattsRun {
  const lines = text.split(/\r?\n/);
  const head = (label: string): number => {
    const line = lines.find((candidate) => candidate.startsWith(label));
    const value = Number.parseFloat(line?.slice(line.indexOf(',') + 1) ?? '');
    if (Number.isFinite(value)) return value;
    throw fault(fileName, `The header has no "${label}".`);
  };
  const first = lines.findIndex((line) => line.startsWith('Month,Day,Hour')) + 1;
  const rows = lines.slice(first, first + HOURS_PER_YEAR).map((line) => line.split(',').map(Number));
  if (first === 0 || rows.length !== HOURS_PER_YEAR || rows.some((row) => row.length < 11 || row.some(Number.isNaN))) {
    throw fault(fileName, 'The file does not hold 8,760 hours of numbers below its "Month,Day,Hour" line.');
  }
  const column = (index: number) => Float64Array.from(rows, (row) => row[index]!);
  const place = { lat_deg: head('Lat (deg N)'), lon_deg: -head('Long (deg W)'), timeZone_h: 0 };
  place.timeZone_h = Math.round(place.lon_deg / 15);
  const dni = column(3);
  const dhi = column(4);
  const constant = (value: number) => new Float64Array(HOURS_PER_YEAR).fill(value);
  return {
    weather: {
      name: fileName,
      ...place,
      elevation_m: head('Elev (m)'),
      origin: 'epw',
      firstWeekday: 0,
      irradianceInstant_h: null,
      dryBulb_C: column(5),
      dewPoint_C: column(5),
      relativeHumidity_pct: constant(Number.NaN),
      pressure_Pa: constant(Number.NaN),
      infrared_W_m2: constant(Number.NaN),
      ghi_W_m2: dni.map((beam, hour) => beam * Math.max(0, sunOfHour(hour, place, null).vector[2]) + dhi[hour]!),
      dni_W_m2: dni,
      dhi_W_m2: dhi,
      windDirection_deg: constant(Number.NaN),
      windSpeed_m_s: column(6),
      albedo: constant(0.2),
      notes: ['PVWatts file: only irradiance, air temperature and wind speed.'],
    },
    power_kW: head('DC System Size (kW)'),
    tilt_deg: head('Array Tilt (deg)'),
    azimuth_deg: head('Array Azimuth (deg)'),
    losses: head('System Losses') / 100,
    inverterEfficiency: head('Invert Efficiency') / 100,
    dcAcRatio: head('DC to AC Size Ratio'),
    plane_W_m2: column(7),
    cell_C: column(8),
    dc_W: column(9),
    ac_W: column(10),
  };
}

function fault(fileName: string, message: string): InputError {
  return new InputError({ code: 'pvwatts.format', message, where: fileName, mend: 'Export the hourly results of PVWatts again.' });
}
