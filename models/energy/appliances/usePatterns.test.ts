import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dayType, MONTH_OF_HOUR } from '../../core/timeAxis.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { BUILDING_USES } from '../../district/district.ts';
import { DAY_SHAPES } from './dayShapes.ts';
import { patternYear } from './usePatterns.ts';

const H25 = fileURLToPath(new URL('../../../../shared/data/building-energy/bdew_h25_2025.csv', import.meta.url));
if (!existsSync(H25)) console.warn('Household pattern is not compared with BDEW H25: ../shared/data is absent.');

const COOL = new Float64Array(HOURS_PER_YEAR).fill(8);

describe('use patterns', () => {
  const patterns = patternYear({ firstWeekday: 3, dryBulb_C: COOL });

  it('has 24 hours in every day shape, shares in [0, 1]', () => {
    for (const use of BUILDING_USES) {
      for (const shape of Object.values(DAY_SHAPES[use])) {
        for (const [name, values] of Object.entries(shape)) expect(values, `${use} ${name}`).toHaveLength(24);
        for (const value of [...shape.people, ...shape.freshAir, ...shape.setback]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('has mean one of electricity and hot water in every class', () => {
    BUILDING_USES.forEach((use, useClass) => {
      for (const field of ['appliances', 'hotWater'] as const) {
        const own = patterns[field].subarray(useClass * HOURS_PER_YEAR, (useClass + 1) * HOURS_PER_YEAR);
        expect(own.reduce((sum, value) => sum + value, 0) / HOURS_PER_YEAR, `${use} ${field}`).toBeCloseTo(1, 12);
        expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('moves the weekend with the first weekday', () => {
    const office = BUILDING_USES.indexOf('office') * HOURS_PER_YEAR;
    const noon = (firstWeekday: number, day: number) => patternYear({ firstWeekday, dryBulb_C: COOL }).people[office + day * 24 + 10];
    expect([noon(0, 4), noon(0, 5), noon(0, 6), noon(5, 0), noon(5, 2)]).toEqual([0.8, 0, 0, 0, 0.8]);
  });

  it('opens windows in warm weather only, never with hot air', () => {
    const air = (value: number) =>
      patternYear({ firstWeekday: 0, dryBulb_C: new Float64Array(HOURS_PER_YEAR).fill(value) }).ventilation[12]!;
    expect([8, 14, 16.5, 19, 23, 25].map(air)).toEqual([1, 1, 2.5, 4, 4, 1]);
  });

  it.skipIf(!existsSync(H25))('follows the shape of the household profile H25', () => {
    const rows = readFileSync(H25, 'utf8').trim().split('\n').slice(2);
    const table = rows.map((row) => row.split(',').slice(1).map(Number));
    const column = { saturday: 0, sunday: 1, workday: 2 } as const;
    const own = patterns.appliances.subarray(0, HOURS_PER_YEAR);
    const reference = Float64Array.from({ length: HOURS_PER_YEAR }, (_, hour) => {
      const day = Math.floor(hour / 24);
      const index = MONTH_OF_HOUR[hour]! * 3 + column[dayType(day, 3)];
      const t = day + 1;
      const dynamic = -3.92e-10 * t ** 4 + 3.2e-7 * t ** 3 - 7.02e-5 * t ** 2 + 2.1e-3 * t + 1.24;
      const quarter = (hour % 24) * 4;
      return [0, 1, 2, 3].reduce((sum, q) => sum + table[quarter + q]![index]!, 0) * dynamic;
    });
    const mean = reference.reduce((sum, value) => sum + value, 0) / HOURS_PER_YEAR;
    let xy = 0;
    let xx = 0;
    let yy = 0;
    for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
      const x = own[hour]! - 1;
      const y = reference[hour]! / mean - 1;
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
    const correlation = xy / Math.sqrt(xx * yy);
    expect(correlation, `correlation ${correlation}, swing own ${Math.sqrt(xx)}, H25 ${Math.sqrt(yy)}`).toBeGreaterThan(0.9);
  });
});
