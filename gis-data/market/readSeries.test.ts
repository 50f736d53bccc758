import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { IssueLog } from '../formats/issueLog.ts';
import { readMeterCsv } from './readMeterCsv.ts';
import { type PriceCsvOptions, readPriceCsv } from './readPriceCsv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const VIENNA = { standardOffset_min: 60 } as const;
const pad = (value: number) => String(value).padStart(2, '0');

/** Rows of a year by a way to write its moments; the value is the hour of the standard year, so that shifts show. */
function rowsOf(year: number, step_min: number, write: (utc: Date, standardMinute: number) => string): string[] {
  const start = Date.UTC(year, 0, 1) - 60 * 60_000;
  const days = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1 ? 366 : 365;
  return Array.from({ length: (days * 1440) / step_min }, (_, i) => write(new Date(start + i * step_min * 60_000), i * step_min));
}

const parts = (date: Date) =>
  `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
/** As a clock in Vienna shows it, by the platform's own time zone data. */
const WALL = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna', dateStyle: 'short', timeStyle: 'short' });

function read(text: string, options: Partial<PriceCsvOptions> = {}) {
  const log = new IssueLog('prices.csv');
  return { ...readPriceCsv('prices.csv', bytes(text), { ...VIENNA, ...options }, log), findings: log.list() };
}

function detailOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return `${error.detail.code} | ${error.detail.message}`;
    throw error;
  }
  return 'read';
}

describe('readPriceCsv', () => {
  const hours = Array.from({ length: 8760 }, (_, i) => i);
  const expected = hours.map((hour) => hour / 1000);

  it('brings world time, offsets, standard time and the clock on the wall to the same steps', () => {
    const offset = rowsOf(
      2023,
      60,
      (utc, minute) => `${new Date(utc.getTime() + 3600_000).toISOString().slice(0, 19)}+01:00,${minute / 60}`,
    );
    const world = rowsOf(2023, 60, (utc, minute) => `${utc.toISOString()},${minute / 60}`);
    const standard = rowsOf(2023, 60, (utc, minute) => `${parts(new Date(utc.getTime() + 3600_000))},${minute / 60}`);
    const wall = rowsOf(2023, 60, (utc, minute) => `${WALL.format(utc)},${minute / 60}`);
    expect(wall.filter((row) => row.startsWith('2023-10-29 02')).length).toBe(2);
    const answers = [offset, world, standard, wall].map((rows) => read(`time,price EUR/MWh\n${rows.join('\n')}`));
    expect(answers.map(({ curve }) => [...curve.values_EURPerKWh])).toEqual([expected, expected, expected, expected]);
    expect(answers.map(({ findings }) => findings.map(({ values }) => values?.what))).toEqual([
      ['offset'],
      ['offset'],
      ['standard'],
      ['summer-time'],
    ]);
    expect(answers[0]).toMatchObject({ year: 2023, firstWeekday: 6 });
  });

  it('reads the form of ENTSO-E: both ends in one cell, by the clock', () => {
    const rows = rowsOf(2022, 60, (utc, minute) => {
      const end = new Date(utc.getTime() + 3600_000);
      const point = (text: string) => text.replace(/(\d+)-(\d+)-(\d+) /, '$3.$2.$1 ');
      return `"${point(WALL.format(utc))} - ${point(WALL.format(end))}","${(minute / 60).toFixed(2)}","EUR","BZN|AT"`;
    });
    const answer = read(`"MTU (CET/CEST)","Day-ahead Price [EUR/MWh]","Currency","BZN|AT"\n${rows.join('\n')}`);
    expect([...answer.curve.values_EURPerKWh]).toEqual(expected);
  });

  it('reads the form of SMARD: two time columns, semicolons, decimal comma, quarters', () => {
    const rows = rowsOf(2025, 15, (utc, minute) => {
      const point = (date: Date) => WALL.format(date).replace(/(\d+)-(\d+)-(\d+) /, '$3.$2.$1 ');
      return `${point(utc)};${point(new Date(utc.getTime() + 900_000))};${String((minute / 15 + 0.25).toFixed(2)).replace('.', ',')};-`;
    });
    const answer = read(
      `\ufeffDatum von;Datum bis;Deutschland/Luxemburg [\u20ac/MWh] Originalaufl\u00f6sungen;Norwegen\n${rows.join('\n')}`,
    );
    expect(answer.curve.step_min).toBe(15);
    expect(answer.curve.values_EURPerKWh[35_039]).toBeCloseTo(35.03925, 12);
    expect(answer.curve.values_EURPerKWh[8000]).toBeCloseTo(8.00025, 12);
  });

  it('leaves out 29 February and keeps prices below zero', () => {
    const rows = rowsOf(2024, 60, (utc) => `${parts(new Date(utc.getTime() + 3600_000))};${utc.getUTCMonth() === 1 ? '-1,5' : '2,5'}`);
    const { curve, findings } = read(`Zeit;Preis in ct/kWh\n${rows.join('\n')}`);
    expect(curve.values_EURPerKWh.length).toBe(8760);
    expect(curve.values_EURPerKWh[40 * 24]).toBe(-0.015);
    expect(findings.find(({ code }) => code === 'series.rows')?.values).toEqual({ what: 'leap', rows: 24 });
  });

  it('fills an hour that is missing and says where; refuses four hours with both ends', () => {
    const rows = rowsOf(2023, 60, (utc, minute) => `${parts(new Date(utc.getTime() + 3600_000))},${minute / 60}`);
    const one = rows.filter((_, i) => i !== 1000);
    const { curve, findings } = read(`time,EUR/MWh\n${one.join('\n')}`);
    expect(curve.values_EURPerKWh[1000]).toBeCloseTo(1, 12);
    expect(findings[0]).toMatchObject({ code: 'prices.filled', values: { hours: 1, places: 1, first: '2023-02-11 16:00' } });
    const four = rows.filter((_, i) => i < 1000 || i >= 1004);
    expect(detailOf(() => read(`time,EUR/MWh\n${four.join('\n')}`))).toBe(
      'prices.gap | Prices are missing from 2023-02-11 16:00 to 2023-02-11 20:00.',
    );
  });

  it('treats doubled rows, words and blanks as said, never as zero', () => {
    const rows = rowsOf(
      2023,
      60,
      (utc, minute) => `${parts(new Date(utc.getTime() + 3600_000))},${minute === 600 ? 'n/e' : minute === 1200 ? '' : minute / 60}`,
    );
    const { curve, findings } = read(`time,EUR/MWh\n${[...rows, rows[5], `${rows[6]!.split(',')[0]},99`].join('\n')}`);
    expect([10, 20, 6].map((hour) => Number(curve.values_EURPerKWh[hour]!.toFixed(12)))).toEqual([0.01, 0.02, 0.006]);
    expect(findings.map(({ code, values }) => `${code} ${values?.what ?? values?.text ?? values?.hours}`)).toEqual([
      'series.number n/e',
      'series.rows repeated',
      'series.rows differing',
      'prices.filled 2',
      'series.clock standard',
    ]);
  });

  it('fills the hour that a file by the clock has once instead of twice', () => {
    const wall = rowsOf(2023, 60, (utc, minute) => `${WALL.format(utc)},${minute / 60}`);
    const once = wall.filter((row, i) => row.slice(0, 16) !== wall[i - 1]?.slice(0, 16));
    expect(once.length).toBe(8759);
    const { curve, findings } = read(`time,EUR/MWh\n${once.join('\n')}`, { clock: 'summer-time' });
    expect(findings[0]).toMatchObject({ code: 'prices.filled', values: { hours: 1, first: '2023-10-29 02:00' } });
    expect(curve.values_EURPerKWh[5000]).toBe(5);
  });

  it('says what it cannot read', () => {
    const rows = rowsOf(2023, 60, (utc, minute) => `${parts(new Date(utc.getTime() + 3600_000))},${minute / 60}`).slice(0, 100);
    expect([
      detailOf(() => read('name,age\nAnna,5')),
      detailOf(() => read(`time,price\n${rows.join('\n')}`)),
      detailOf(() => read(`time,EUR/MWh\n${rows.filter((_, i) => i % 7 === 0).join('\n')}`)),
      detailOf(() => read(`time,EUR/MWh\n${rows.slice(0, 9).join('\n')}\n2023-13-40 00:00,3`)),
      detailOf(() => read(`time,EUR/MWh\n${rows.join('\n')}`)),
    ]).toMatchInlineSnapshot(`
      [
        "series.table | The file is no table with a date and time in each row.",
        "prices.unit | The table does not say in which unit its prices are.",
        "series.step | The rows are 420 minutes apart.",
        "series.time | "2023-13-40 00:00" is no date and time.",
        "prices.gap | Prices are missing from 2023-01-05 04:00 to 2024-01-01 00:00.",
      ]
    `);
  });
});

describe('readMeterCsv', () => {
  const members = [
    { id: 'a', name: 'Anna', meter: 'AT001' },
    { id: 'b', name: 'School', meter: 'AT002' },
  ];
  const year = (change: (i: number) => string | null = () => null) =>
    `time;AT001 load [kWh];AT002 Verbrauch [kWh];AT002 Einspeisung [kWh]\n${rowsOf(2023, 15, (utc, minute) => {
      const i = minute / 15;
      return `${WALL.format(utc)};${change(i) ?? '0,25'};${((i % 96) / 10).toFixed(1).replace('.', ',')};1`;
    }).join('\n')}`;
  const meter = (text: string, who = members) => {
    const log = new IssueLog('meters.csv');
    return { ...readMeterCsv('meters.csv', bytes(text), { ...VIENNA, members: who }, log), findings: log.list() };
  };

  it('reads quarters of an hour by the clock as power', () => {
    const answer = meter(year());
    expect(answer.step_min).toBe(15);
    expect([answer.load_kW[0], answer.load_kW[35_040 + 95], answer.generation_kW[35_040 + 5], answer.generation_kW[7]]).toEqual([
      1, 38, 4, 0,
    ]);
    // In July the clock is an hour ahead: a year that was not brought to standard time would be shifted here.
    expect(answer.load_kW[35_040 + 200 * 96 + 40]).toBeCloseTo(16, 9);
  });

  it('fills short gaps in a line, longer ones by the days around, and names whose they are', () => {
    const answer = meter(year((i) => (i === 50 ? '' : i >= 960 && i < 1056 ? '' : i === 959 ? '9' : null)));
    expect(answer.load_kW[50]).toBe(1);
    expect(answer.load_kW[1000]).toBe(1);
    expect(answer.findings.find(({ code }) => code === 'meters.filled')).toMatchObject({
      objectId: 'a',
      values: { name: 'Anna', hours: 24.25, places: 2 },
    });
  });

  it('refuses a gap of a week, a member without meter, and readings without a unit', () => {
    expect([
      detailOf(() => meter(year((i) => (i >= 960 && i < 1700 ? '' : null)))),
      detailOf(() => meter(year(), [...members, { id: 'c', name: 'Carl', meter: 'AT003' }])),
      detailOf(() => meter(year().replaceAll(' [kWh]', ''))),
    ]).toMatchInlineSnapshot(`
      [
        "meters.gap | Readings of Anna are missing from 2023-01-11 00:00 to 2023-01-18 17:00.",
        "meters.missing | The table has no column for Carl.",
        "meters.unit | The table does not say whether its readings are power or energy.",
      ]
    `);
  });

  it('counts a reading below zero as generation and says so', () => {
    const answer = meter(year((i) => (i === 10 ? '-0,5' : null)));
    expect([answer.load_kW[10], answer.generation_kW[10]]).toEqual([0, 2]);
    expect(answer.findings.some(({ code }) => code === 'meters.negative')).toBe(true);
  });
});
