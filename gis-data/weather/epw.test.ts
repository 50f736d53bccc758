import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { RandomStream } from '#models/core/random.ts';
import { sunOfHour } from '#models/energy/solar/sunPosition.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { isEpw, readEpw } from './epw.ts';
import { infraredOf } from './gaps.ts';

const DATA = new URL('../../../shared/data/building-energy/', import.meta.url);
const hasData = existsSync(DATA);
if (!hasData) console.warn('SKIPPED: reference weather files are not beside the repository.');

const HEADER = [
  'LOCATION,Testville,-,XXX,unknown,0,52.0,4.5,1,3',
  'DESIGN CONDITIONS,0',
  'TYPICAL/EXTREME PERIODS,0',
  'GROUND TEMPERATURES,0',
  'HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0',
  'COMMENTS 1,made for a test',
  'COMMENTS 2,',
  'DATA PERIODS,1,1,Data,Wednesday, 1/ 1,12/31',
];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A small valid file: dry bulb counts the rows of the year, GHI the hour of the day. */
function lines(leap = false): string[] {
  const rows: string[] = [];
  DAYS.forEach((days, month) => {
    for (let day = 1; day <= (leap && month === 1 ? 29 : days); day++) {
      for (let hour = 1; hour <= 24; hour++) {
        const row = [2019, month + 1, day, hour, 0, '?', (rows.length % 30) + 0.5, 1, 80, 101_000, 0, 0, 300, hour * 10, 5, hour * 9];
        rows.push(
          [...row, 0, 0, 0, 0, 350 + (hour % 2) * 20 - (hour % 2) * 360, 4, 5, 5, 9999, 99_999, 9, 0, 10, 0.1, 0, 88, 0.25, 0, 0].join(','),
        );
      }
    }
  });
  return [...HEADER, ...rows];
}

function failure(text: string): InputError['detail'] {
  try {
    readEpw(text, 'test.epw');
  } catch (error) {
    if (error instanceof InputError) return error.detail;
    throw error;
  }
  throw new Error('The file was accepted.');
}

function edited(row: number, column: number, value: string): string {
  const all = lines();
  const fields = all[8 + row]!.split(',');
  fields[column] = value;
  all[8 + row] = fields.join(',');
  return all.join('\r\n');
}

describe('readEpw', () => {
  it('puts sums into their hour and end values into the mean of both ends', () => {
    const weather = readEpw(lines().join('\n'), 'test.epw');
    expect(weather).toMatchObject({
      name: 'Testville, XXX',
      timeZone_h: 1,
      elevation_m: 3,
      firstWeekday: 2,
      irradianceInstant_h: null,
      notes: [],
    });
    expect(weather.ghi_W_m2.slice(0, 3)).toEqual(Float64Array.of(10, 20, 30));
    expect(weather.dryBulb_C[1]).toBe((0.5 + 1.5) / 2);
    expect(weather.dryBulb_C[0]).toBe(((8759 % 30) + 0.5 + 0.5) / 2);
    expect(Math.sin((weather.windDirection_deg[5]! * Math.PI) / 180)).toBeCloseTo(0, 9);
    expect(Math.cos((weather.windDirection_deg[5]! * Math.PI) / 180)).toBeCloseTo(1, 9);
    expect(weather.albedo[100]).toBe(0.25);
  });

  it('drops 29 February and says so', () => {
    const leap = readEpw(lines(true).join('\n'), 'leap.epw');
    expect(leap.ghi_W_m2).toHaveLength(8760);
    expect(leap.notes).toEqual(['29 February (24 rows) was left out: the year has 8,760 hours.']);
    // 1 March 01:00 follows 28 February.
    expect(leap.dryBulb_C[59 * 24 + 1]).toBe((((60 * 24) % 30) + 0.5 + ((60 * 24 + 1) % 30) + 0.5) / 2);
  });

  it('fills every missing code, each with a note', () => {
    const all = lines();
    for (let row = 100; row < 103; row++) {
      const fields = all[8 + row]!.split(',');
      for (const [column, code] of Object.entries({
        6: 99.9,
        7: 99.9,
        8: 999,
        9: 999_999,
        12: 9999,
        13: 9999,
        20: 999,
        21: 999,
        32: 999,
      })) {
        fields[Number(column)] = String(code);
      }
      all[8 + row] = fields.join(',');
    }
    const weather = readEpw(all.join('\n'), 'test.epw');
    // Row 101 interpolates between rows 99 (9.5) and 103 (13.5).
    expect(weather.dryBulb_C[101]).toBeCloseTo((10.5 + 11.5) / 2, 12);
    expect(weather.ghi_W_m2[100]).toBe(weather.ghi_W_m2[76]);
    expect(weather.infrared_W_m2[101]).toBeCloseTo(infraredOf(11.5, weather.dewPoint_C[101]!, 5), 6);
    expect(weather.albedo[101]).toBe(0.2);
    expect(weather.notes).toHaveLength(9);
    expect(weather.notes.every((note) => note.includes('3 hours missing'))).toBe(true);
    for (const values of Object.values(weather)) {
      if (values instanceof Float64Array) expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses bad files, naming row and column', () => {
    const short = lines();
    short.splice(8 + 1000, 1);
    const cut = lines().slice(0, 5000);
    const few = lines();
    few[20] = few[20]!.split(',').slice(0, 10).join(',');
    const swapped = lines();
    [swapped[50], swapped[51]] = [swapped[51]!, swapped[50]!];
    const cases: Record<string, InputError['detail']> = {
      short: failure(short.join('\n')),
      cut: failure(cut.join('\n')),
      text: failure(edited(1234, 14, 'n/a')),
      few: failure(few.join('\n')),
      swapped: failure(swapped.join('\n')),
      header: failure('{"type":"CityJSON"}'),
      noPeriods: failure(
        lines()
          .filter((line) => !line.startsWith('DATA'))
          .join('\n'),
      ),
      noDryBulb: failure(
        lines()
          .map((line, i) => (i < 8 ? line : line.split(',').with(6, '99.9').join(',')))
          .join('\n'),
      ),
      halfHours: failure(lines().join('\n').replace('PERIODS,1,1', 'PERIODS,1,2')),
      latitude: failure(lines().join('\n').replace('52.0', '152.0')),
    };
    expect(Object.fromEntries(Object.entries(cases).map(([name, detail]) => [name, `${detail.code} @ ${detail.where}`]))).toEqual({
      short: 'epw.rows @ test.epw, line 1009',
      cut: 'epw.rows @ test.epw, at its end',
      text: 'epw.number @ test.epw, line 1243, column 15 (direct normal radiation)',
      few: 'epw.columns @ test.epw, line 21',
      swapped: 'epw.sequence @ test.epw, line 51',
      header: 'epw.header @ test.epw, line 1',
      noPeriods: 'epw.header @ test.epw, line 8',
      noDryBulb: 'epw.columnMissing @ test.epw, column 7',
      halfHours: 'epw.interval @ test.epw, line 8',
      latitude: 'epw.header @ test.epw, line 1',
    });
    expect(cases.short?.message).toContain('8759 hourly rows');
    expect(isEpw('type,LOCATION')).toBe(false);
  });
});

describe('a fuzz of a small file', () => {
  it('never crashes: 8,760 finite hours, or an InputError', () => {
    const random = new RandomStream(7);
    const original = lines();
    const junk = ['', 'x', '99.9', '9999', '-1e9', '1e400', 'NaN', 'Infinity', '0x10', '  5 ', ','];
    for (let round = 0; round < 60; round++) {
      const all = original.slice();
      for (let i = random.integer(1, 3); i > 0; i--) {
        const at = random.next() < 0.3 ? random.integer(0, 8) : random.integer(8, all.length - 1);
        const fields = all[at]!.split(',');
        fields[random.integer(0, fields.length - 1)] = random.pick(junk);
        if (random.next() < 0.1) all.splice(at, 1);
        else all[at] = fields.join(',');
      }
      try {
        const weather = readEpw(all.join('\n'), 'fuzz.epw');
        for (const values of Object.values(weather)) {
          if (values instanceof Float64Array) expect(values.length === 8760 && values.every(Number.isFinite)).toBe(true);
        }
      } catch (error) {
        if (!(error instanceof InputError)) throw new Error(`round ${round}: ${String(error)}`, { cause: error });
      }
    }
  });
});

/** Root mean square of DNI cos z + DHI - GHI over hours with a sun well above the horizon [W/m2]. */
function closure(weather: WeatherYear, instant_h: number | null): number {
  let sum = 0;
  let hours = 0;
  for (let hour = 0; hour < 8760; hour++) {
    const up = Math.max(0, sunOfHour(hour, weather, instant_h).vector[2]);
    if (weather.ghi_W_m2[hour]! <= 0) continue;
    sum += (weather.dni_W_m2[hour]! * up + weather.dhi_W_m2[hour]! - weather.ghi_W_m2[hour]!) ** 2;
    hours++;
  }
  return Math.sqrt(sum / hours);
}

describe.skipIf(!hasData)('reference weather files', () => {
  const read = (name: string) => readEpw(readFileSync(new URL(name, DATA), 'utf8'), name);

  it('places PVGIS irradiance at its instant: direct and diffuse add up to global', () => {
    const weather = read('PVGIS_TMY_45.000N_8.000E_2005-2023_NW-Italy.epw');
    expect(weather.irradianceInstant_h).toBeCloseTo(0.1761, 4);
    expect(closure(weather, weather.irradianceInstant_h)).toBeLessThan(2);
    expect(closure(weather, -0.5)).toBeGreaterThan(30);
    expect(weather.notes.filter((note) => note.startsWith('albedo'))).toHaveLength(1);
    // The first row (hour field 1, LST 1.1761) belongs to the second hour of the year.
    expect(weather.dryBulb_C[1]).toBeGreaterThan(0);
  });

  it('reads both Denver files with their own albedo, weekday and sums', () => {
    const denver = read('USA_Denver_725650TYCST_bestest2020.epw');
    const legacy = read('DRYCOLDTMY_bestest_legacy.epw');
    expect(denver).toMatchObject({ lat_deg: 39.83, timeZone_h: -7, elevation_m: 1650, firstWeekday: 6, irradianceInstant_h: null });
    expect(denver.albedo[0]).toBe(0.22);
    expect(legacy.albedo[0]).toBe(0.2);
    expect(closure(denver, null)).toBeLessThan(25);
    expect(closure(legacy, null)).toBeLessThan(40);
  });
});
