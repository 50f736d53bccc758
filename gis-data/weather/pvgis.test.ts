import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { sunOfHour } from '#models/energy/solar/sunPosition.ts';
import { hasReferenceData, referenceText } from '../../tests/support/weatherFile.ts';
import { readEpw } from './epw.ts';
import { readPvgis } from './pvgis.ts';
import { readWeather } from './readWeather.ts';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const NAMES = ['time(UTC)', 'T2m', 'RH', 'G(h)', 'Gb(n)', 'Gd(h)', 'IR(h)', 'WS10m', 'WD10m', 'SP'];
const LEGEND = '\r\nT2m: 2-m air temperature (degree Celsius)\r\nRH: relative humidity (%)\r\n\r\nPVGIS (c) European Union, 2001-2026\r\n';

type Row = readonly [time: string, ...values: number[]];

/** A year whose temperature counts the hours of the day in UTC, and months from different years. */
function rows(): Row[] {
  return DAYS.flatMap((days, month) =>
    Array.from({ length: days * 24 }, (_, i): Row => {
      const stamp = `${2005 + month}${String(month + 1).padStart(2, '0')}${String(Math.floor(i / 24) + 1).padStart(2, '0')}:${String(i % 24).padStart(2, '0')}00`;
      return [stamp, i % 24, 50, 100, 60, 50, 300, 2, 90, 99_000];
    }),
  );
}

function csv(
  content: readonly Row[],
  { offset, lon = 8, names = NAMES }: { offset?: number; lon?: number; names?: readonly string[] } = {},
): string {
  const head = ['Latitude (decimal degrees): 45.000', `Longitude (decimal degrees): ${lon}`, 'Elevation (m): 250.0'];
  if (offset !== undefined) head.push(`Irradiance Time Offset (h): ${offset}`);
  const body = content.map((row) => row.slice(0, names.length).join(','));
  return [...head, 'month,year', ...DAYS.map((_, month) => `${month + 1},${2005 + month}`), names.join(','), ...body].join('\r\n') + LEGEND;
}

function json(content: readonly Row[], offset?: number): string {
  return JSON.stringify({
    inputs: {
      location: { latitude: 45, longitude: 8, elevation: 250, ...(offset === undefined ? {} : { irradiance_time_offset: offset }) },
      meteo_data: { radiation_db: 'PVGIS-SARAH3', meteo_db: 'ERA5' },
    },
    outputs: { months_selected: [], tmy_hourly: content.map((row) => Object.fromEntries(NAMES.map((name, i) => [name, row[i]]))) },
  });
}

function faultOf(text: string): string {
  try {
    readPvgis(text, 'tmy.csv');
    return 'read';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${error.detail.code} ${error.detail.values?.what ?? error.detail.values?.quantity} | ${error.detail.where}`;
  }
}

describe('PVGIS typical years', () => {
  it('give the same year as CSV and as JSON, in local standard time', () => {
    const year = readPvgis(csv(rows(), { offset: 0.2 }), 'tmy.csv');
    const same = readPvgis(json(rows(), 0.2), 'tmy.csv');
    expect(same.dryBulb_C).toEqual(year.dryBulb_C);
    expect(same.ghi_W_m2).toEqual(year.ghi_W_m2);
    expect([year.timeZone_h, year.irradianceInstant_h, year.lat_deg, year.elevation_m]).toEqual([1, expect.closeTo(0.2, 9), 45, 250]);
    // 10:00 to 11:00 local is 9:00 to 10:00 UTC: the mean of both ends.
    expect(year.dryBulb_C[24 + 10]).toBe(9.5);
    expect(year.firstWeekday).toBe(5);
    expect(year.notes.join(' ')).toContain('2005 to 2016');
    expect(readPvgis(csv(rows(), { offset: 0.2, lon: -8.5 }), 'cork.csv').timeZone_h).toBe(-1);
    expect(readPvgis(csv(rows(), { offset: 0.2, lon: -8.5 }), 'cork.csv', { timeZone_h: 0 }).timeZone_h).toBe(0);
  });

  it('are told by their content', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(readWeather({ name: 'a.txt', bytes: bytes(csv(rows(), { offset: 0.2 })) }).elevation_m).toBe(250);
    expect(readWeather({ name: 'a', bytes: bytes(json(rows(), 0.2)) }).elevation_m).toBe(250);
  });

  it('without wind, pressure and infrared have them derived, and say so', () => {
    const year = readPvgis(csv(rows(), { offset: 0.2, names: NAMES.slice(0, 6) }), 'tmy.csv');
    expect(year.noteDetails?.map((note) => note.values.quantity)).toEqual(
      expect.arrayContaining(['infrared', 'windSpeed', 'pressure', 'dewPoint']),
    );
    expect(year.pressure_Pa[0]).toBeCloseTo(98_358, -1);
  });

  it('that are cut, have gaps, lack quantities or hold words are refused with the place', () => {
    const all = rows();
    const whole = csv(all);
    expect(faultOf(whole.slice(0, whole.length / 2))).toBe('pvgis.rows end | tmy.csv, at its end');
    expect(faultOf(csv(all.filter((_, i) => i !== 50)))).toBe('pvgis.rows hour | tmy.csv, line 68');
    expect(faultOf(csv([...all, all[0]!]))).toBe('pvgis.rows after | tmy.csv, line 8778');
    expect(faultOf(csv(all, { names: NAMES.slice(0, 4) }))).toBe('pvgis.structure columns | tmy.csv');
    expect(faultOf(csv(all, { names: ['time(UTC)', 'G(i)', 'H_sun', 'T2m'] }))).toBe('pvgis.structure series | tmy.csv');
    expect(faultOf(whole.replace('20050101:0300,3', '20050101:0300,warm'))).toBe('pvgis.number dryBulb | tmy.csv, line 21, T2m');
    expect(faultOf(whole.replace('45.000', 'north'))).toMatch('pvgis.structure');
    expect(faultOf(json(all).slice(0, 5000))).toBe('pvgis.structure json | tmy.csv');
  });
});

describe.skipIf(!hasReferenceData())('a typical year of PVGIS beside its EPW', () => {
  const text = referenceText('PVGIS_TMY_45.000N_8.000E_2005-2023_NW-Italy.epw');
  const epw = readEpw(text, 'italy.epw');
  /** The same rows as PVGIS writes them: the hour field counts from 1 at midnight UTC. */
  const same = text
    .split(/\r?\n/)
    .filter((line) => /^\d{4},/.test(line))
    .map((line): Row => {
      const field = line.split(',');
      const [year, month, day, hour] = field as [string, string, string, string];
      const stamp = `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}:${String(Number(hour) - 1).padStart(2, '0')}00`;
      return [stamp, ...[6, 8, 13, 14, 15, 12, 21, 20, 9].map((index) => Number(field[index]))];
    });

  it('has the same hours in both forms', () => {
    const year = readPvgis(csv(same, { offset: 0.1761 }), 'italy.csv');
    expect(year.irradianceInstant_h).toBeCloseTo(epw.irradianceInstant_h!, 6);
    for (const name of ['dryBulb_C', 'ghi_W_m2', 'dni_W_m2', 'dhi_W_m2', 'infrared_W_m2', 'windSpeed_m_s', 'pressure_Pa'] as const) {
      expect(year[name], name).toEqual(epw[name]);
    }
    const difference = year.dewPoint_C.reduce((sum, value, hour) => sum + Math.abs(value - epw.dewPoint_C[hour]!), 0) / 8760;
    expect(difference).toBeLessThan(0.5);
  });

  it('tells the moment of its irradiance where the file does not', () => {
    const year = readPvgis(csv(same), 'italy.csv');
    expect(year.irradianceInstant_h).toBeCloseTo(0.1761, 1);
    expect(Math.abs(year.irradianceInstant_h! - 0.1761)).toBeLessThan(1 / 60 + 1e-9);
    expect(year.noteDetails?.map((note) => note.code)).toContain('pvgis.momentFound');
    let [rest, count] = [0, 0];
    for (let hour = 0; hour < 8760; hour++) {
      const up = sunOfHour(hour, year, year.irradianceInstant_h).vector[2];
      if (up < 0.1) continue;
      rest += (year.ghi_W_m2[hour]! - year.dni_W_m2[hour]! * up - year.dhi_W_m2[hour]!) ** 2;
      count++;
    }
    expect(Math.sqrt(rest / count)).toBeLessThan(10);
  });
});
