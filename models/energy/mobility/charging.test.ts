import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { BUILDING_USES, type BuildingUse } from '../../district/district.ts';
import { chargingEnergy_kWh, chargingPatterns, chargingScale, SESSION_h, sessionShares } from './charging.ts';

/** 1 January is a Monday. */
const patterns = chargingPatterns(0);
const yearOf = (use: BuildingUse) => {
  const first = BUILDING_USES.indexOf(use) * HOURS_PER_YEAR;
  return patterns.subarray(first, first + HOURS_PER_YEAR);
};
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('the shares of a session', () => {
  it('give all of its energy, whatever its length', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 12, noNaN: true }), (hours) => {
        const shares = sessionShares(hours);
        expect(sum(shares)).toBeCloseTo(1, 9);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  it('are those of a car that comes at any moment of an hour', () => {
    // One hour at constant power, begun at a random moment: half of it in the hour of arrival.
    expect(sessionShares(1)).toEqual([0.5, 0.5]);
    expect(sessionShares(SESSION_h)[0]).toBeCloseTo(0.5 / SESSION_h, 12);
  });
});

describe('charging patterns', () => {
  it('have a mean of one in every class and repeat week by week', () => {
    for (const use of BUILDING_USES) {
      const year = yearOf(use);
      expect(sum(year) / HOURS_PER_YEAR, use).toBeCloseTo(1, 9);
      expect(Math.min(...year), use).toBeGreaterThanOrEqual(0);
      for (const hour of [170, 2000, 5003]) expect(year[hour], use).toBeCloseTo(year[hour + 168]!, 12);
    }
  });

  it('are highest at home in the evening, at work in the morning and there nothing on Sunday', () => {
    const busiest = (use: BuildingUse, day: number) => {
      const hours = [...yearOf(use).subarray(day * 24, day * 24 + 24)];
      return hours.indexOf(Math.max(...hours));
    };
    expect(busiest('multi-family', 8)).toBeGreaterThanOrEqual(17);
    expect(busiest('multi-family', 8)).toBeLessThanOrEqual(19);
    expect(busiest('office', 8)).toBeGreaterThanOrEqual(7);
    expect(busiest('office', 8)).toBeLessThanOrEqual(9);
    expect(sum(yearOf('office').subarray(13 * 24, 14 * 24))).toBe(0);
    // Nobody who works in the daytime arrives home in the night.
    expect(sum(yearOf('terraced').subarray(8 * 24, 8 * 24 + 7))).toBeLessThan(0.1 * sum(yearOf('terraced').subarray(8 * 24, 9 * 24)));
  });
});

describe('the scale of a pattern', () => {
  const yearSum_kWh = (useClass: number, scale_W: number, limit_W: number) => {
    let total = 0;
    for (let hour = 0; hour < HOURS_PER_YEAR; hour++) total += Math.min(limit_W, scale_W * patterns[useClass * HOURS_PER_YEAR + hour]!);
    return total / 1000;
  };

  it('gives the energy of the year exactly, also where the points are at their limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: BUILDING_USES.length - 1 }),
        fc.double({ min: 1, max: 400_000, noNaN: true }),
        fc.double({ min: 1000, max: 50_000, noNaN: true }),
        (useClass, energy_kWh, limit_W) => {
          const { scale_W, missing_kWh } = chargingScale(patterns, useClass, energy_kWh, limit_W);
          expect(missing_kWh).toBeGreaterThanOrEqual(0);
          expect(yearSum_kWh(useClass, scale_W, limit_W) + missing_kWh).toBeCloseTo(energy_kWh, 4);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the mean power where the limit is far, and zero without points', () => {
    const { scale_W, missing_kWh } = chargingScale(patterns, 0, 8760, 1e6);
    expect([scale_W, missing_kWh]).toEqual([expect.closeTo(1000, 9), 0]);
    expect(chargingScale(patterns, 0, 0, 1e4)).toEqual({ scale_W: 0, missing_kWh: 0 });
    expect(chargingScale(patterns, 0, 100, 0)).toEqual({ scale_W: 0, missing_kWh: 100 });
  });
});

it('takes 0.2 kWh per kilometre from the socket', () => {
  expect(chargingEnergy_kWh(13_000)).toBeCloseTo(2600, 9);
});
