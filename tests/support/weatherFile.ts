/** Reads the reference weather files; the folder lies beside the repository and may be absent. */
import { existsSync, readFileSync } from 'node:fs';
import type { WeatherYear } from '#models/energy/weather.ts';

const FOLDER = new URL('../../../shared/data/building-energy/', import.meta.url);

/** Whether the reference data are there; says so on the console when not. */
export function hasReferenceData(): boolean {
  const present = existsSync(FOLDER);
  if (!present) console.warn('Skipped: ../shared/data/building-energy is absent, its reference data were not checked.');
  return present;
}

export function referenceText(fileName: string): string {
  return readFileSync(new URL(fileName, FOLDER), 'utf8');
}

/** Weather year of a reference file, temperatures as hourly means of both ends. */
export function referenceWeather(fileName: string): WeatherYear {
  const lines = referenceText(fileName).split(/\r?\n/);
  const location = lines[0]?.split(',') ?? [];
  const rows = lines
    .slice(8)
    .filter((line) => line.length > 20)
    .map((line) => line.split(','));
  const column = (index: number) => Float64Array.from(rows, (row) => Number(row[index]));
  const meanOfEnds = (index: number) => {
    const ends = column(index);
    return ends.map((value, hour) => (value + (ends[(hour + 8759) % 8760] ?? value)) / 2);
  };
  const offset = lines
    .slice(0, 8)
    .join(' ')
    .match(/Irradiance Time Offset \(h\):\s*(-?[\d.]+)/)?.[1];
  const timeZone_h = Number(location[8]);
  return {
    name: fileName,
    lat_deg: Number(location[6]),
    lon_deg: Number(location[7]),
    timeZone_h,
    elevation_m: Number(location[9]),
    origin: 'epw',
    firstWeekday: 0,
    // PVGIS counts its rows in UTC.
    irradianceInstant_h: offset === undefined ? null : 1 + Number(offset) + timeZone_h,
    dryBulb_C: meanOfEnds(6),
    dewPoint_C: meanOfEnds(7),
    relativeHumidity_pct: meanOfEnds(8),
    pressure_Pa: column(9),
    infrared_W_m2: column(12),
    ghi_W_m2: column(13),
    dni_W_m2: column(14),
    dhi_W_m2: column(15),
    windDirection_deg: column(20),
    windSpeed_m_s: column(21),
    albedo: new Float64Array(8760).fill(0.2),
    notes: [],
  };
}
