import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import type { MarketCommunity } from '../community.ts';
import { NO_PREFERENCES, type Participant } from '../participant.ts';
import { forecastErrors, forecastYear } from './forecast.ts';
import { fillGaps } from './gaps.ts';
import { LARGEST_BLOCK, neighbourhoods } from './neighbourhoods.ts';
import { partOfYear, resampleCommunity, resamplePower, toCoarser, toFiner } from './resample.ts';

const STEP_PAIRS = [
  [60, 30],
  [60, 15],
  [60, 5],
  [30, 15],
  [15, 5],
] as const;
const powers = fc
  .array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 2, maxLength: 60 })
  .map((values) => Float64Array.from(values));

describe('another step', () => {
  it('keeps energy, stays above zero and comes back, held or sloped', () => {
    fc.assert(
      fc.property(
        powers,
        fc.constantFrom(...STEP_PAIRS),
        fc.constantFrom('held' as const, 'sloped' as const),
        (values, [from, to], shape) => {
          const finer = resamplePower(values, from, to, shape);
          expect(finer.length).toBe((values.length * from) / to);
          expect(Math.min(...finer)).toBeGreaterThanOrEqual(-1e-12);
          expect(Math.max(...finer)).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
          resamplePower(finer, to, from).forEach((value, i) => {
            expect(value).toBeCloseTo(values[i]!, 10);
          });
        },
      ),
    );
  });

  it('slopes towards the nearer neighbour and holds extremes', () => {
    expect(Array.from(toFiner(Float64Array.of(0, 4, 6, 6), 2, 'sloped'))).toEqual([0, 0, 3.5, 4.5, 6, 6, 6, 6]);
    expect(Array.from(toCoarser(Float64Array.of(1, 3, 5, 7), 2))).toEqual([2, 6]);
  });

  it('refuses a part that does not fill whole steps', () => {
    expect(() => resamplePower(new Float64Array(3), 30, 60)).toThrow(InputError);
  });
});

function member(id: string, assets: Participant['assets'] = []): Participant {
  return {
    id,
    name: id,
    kind: 'household',
    meter: id,
    building: null,
    collective: 'all',
    at_m: null,
    socialWeight: 1,
    optedOutFrom: null,
    trader: { kind: 'self' },
    preferences: NO_PREFERENCES,
    assets,
  };
}

function community(days: number, assets: Participant['assets'] = []): MarketCommunity {
  const steps = days * 24;
  return {
    id: 'c',
    name: 'c',
    source: 'test',
    axis: { step_min: 60, steps, firstWeekday: 5 },
    participants: [member('a', assets), member('b')],
    collectives: [
      { id: 'all', name: 'All', parent: null, importFee_EURPerKWh: 0, exportFee_EURPerKWh: 0, capacity_kW: null, owners: [], zone: null },
    ],
    load_kW: Float64Array.from({ length: 2 * steps }, (_, i) => 1 + Math.sin(i) ** 2),
    generation_kW: Float64Array.from({ length: 2 * steps }, (_, i) => Math.max(0, Math.sin(i / 4))),
    isRenewable: Uint8Array.of(1, 1),
    gridEmissions_gPerKWh: 300,
    feedInCredit_gPerKWh: 0,
    isOnGrid: true,
  };
}

describe('a community at another step', () => {
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  const heat = {
    kind: 'heat',
    capacity_kWh: 5,
    power_kW: 3,
    cop: Float64Array.from({ length: 48 }, (_, i) => 2 + (i % 3)),
    demand_kWh: Float64Array.from({ length: 48 }, (_, i) => i % 4),
    lossPerHour: 0,
    initialShare: 0.5,
  } as const;
  const car = {
    kind: 'vehicle',
    capacity_kWh: 40,
    charge_kW: 7,
    discharge_kW: 0,
    chargeEfficiency: 0.9,
    dischargeEfficiency: 1,
    pluggedIn: Uint8Array.from({ length: 48 }, (_, i) => (i % 24 < 7 ? 1 : 0)),
    driven_kWh: Float64Array.from({ length: 48 }, (_, i) => (i % 24 === 18 ? 6 : 0)),
    initialShare: 1,
  } as const;
  const washing = { kind: 'shiftable', name: 'washing', profile_kW: [1, 0.5, 0.2], windows: [[8, 20]] } as const;

  it('keeps the energy of loads, heat, driving and runs at finer and coarser steps', () => {
    const hourly = community(2, [heat, car, washing]);
    const quarter = resampleCommunity(hourly, 15);
    const back = resampleCommunity(quarter, 60);
    expect(sum(quarter.load_kW) / 4).toBeCloseTo(sum(hourly.load_kW), 9);
    const [heat15, car15, wash15] = quarter.participants[0]!.assets;
    if (heat15?.kind !== 'heat' || car15?.kind !== 'vehicle' || wash15?.kind !== 'shiftable') throw new Error('assets changed kind');
    expect(sum(heat15.demand_kWh)).toBeCloseTo(sum(heat.demand_kWh), 9);
    expect(sum(car15.driven_kWh)).toBeCloseTo(12, 9);
    expect([sum(wash15.profile_kW) / 4, wash15.windows]).toEqual([expect.closeTo(1.7, 12), [[32, 80]]]);
    const [heatBack, carBack] = back.participants[0]!.assets;
    if (heatBack?.kind !== 'heat' || carBack?.kind !== 'vehicle') throw new Error('assets changed kind');
    expect(Array.from(heatBack.cop)).toEqual(Array.from(heat.cop, (value) => expect.closeTo(value, 9)));
    expect(carBack.pluggedIn).toEqual(car.pluggedIn);
  });

  it('is cut to whole days that begin on the right weekday', () => {
    const week = partOfYear(community(20, [washing]), 3, 7);
    expect(week.axis).toEqual({ step_min: 60, steps: 168, firstWeekday: 1 });
    expect(week.load_kW[168]).toBe(community(20).load_kW[20 * 24 + 72]);
    expect(() => partOfYear(community(20), 15, 7)).toThrow(InputError);
  });
});

describe('forecasts', () => {
  it('err with the stated deviation and persistence at any step', () => {
    for (const step_min of [60, 15] as const) {
      const errors = forecastErrors(60_000, step_min, 'a', { error: 0.2, autocorrelationPerHour: 0.8, seed: 1 });
      const mean = errors.reduce((sum, value) => sum + value, 0) / errors.length;
      const variance = errors.reduce((sum, value) => sum + (value - mean) ** 2, 0) / errors.length;
      const lag = 60 / step_min;
      let product = 0;
      for (let t = lag; t < errors.length; t++) product += errors[t]! * errors[t - lag]!;
      expect(mean).toBeCloseTo(0, 1);
      expect(Math.sqrt(variance)).toBeCloseTo(0.2, 2);
      expect(product / (errors.length - lag) / variance).toBeCloseTo(0.8, 1);
    }
  });

  it('equal the meter without error, depend on the seed, and never fall below zero', () => {
    const metered = community(7);
    expect(forecastYear(metered, { error: 0, autocorrelationPerHour: 0.8, seed: 1 }).load_kW).toEqual(metered.load_kW);
    const options = { error: 0.9, autocorrelationPerHour: 0.8, seed: 1 };
    const one = forecastYear(metered, options);
    expect(Math.min(...one.load_kW)).toBeGreaterThanOrEqual(0);
    expect(forecastYear(metered, options)).toEqual(one);
    expect(forecastYear(metered, { ...options, seed: 2 }).load_kW).not.toEqual(one.load_kW);
  });
});

describe('gaps', () => {
  it('are bridged by a line when short and filled from other days when long', () => {
    const series = Float64Array.from({ length: 4 * 96 }, (_, i) => i % 96);
    series[10] = Number.NaN;
    for (let i = 96 + 20; i < 96 + 60; i++) series[i] = Number.NaN;
    const filled = fillGaps(series, 15);
    expect(filled).toMatchObject({ missing: 41, fromOtherDays: 40 });
    expect(filled?.values[10]).toBe(10);
    expect(filled?.values[96 + 33]).toBe(33);
  });

  it('cannot be filled where a time of day is never known', () => {
    expect(fillGaps(new Float64Array(96).fill(Number.NaN), 15)).toBeNull();
  });
});

describe('neighbourhoods', () => {
  it('have three levels, and blocks that are neither too large nor empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 700 }), fc.integer({ min: 0, max: 1000 }), (count, seed) => {
        const places = Array.from({ length: count }, (_, i) => [Math.sin(seed + i * 7.1) * 500, Math.cos(seed + i * 3.3) * 400] as const);
        const { collectives, blockOf } = neighbourhoods(places);
        const parentOf = new Map(collectives.map(({ id, parent }) => [id, parent]));
        const sizes = new Map<string, number>();
        for (const block of blockOf) {
          expect(parentOf.get(parentOf.get(block)!)).toBe('community');
          sizes.set(block, (sizes.get(block) ?? 0) + 1);
        }
        expect(Math.max(...sizes.values())).toBeLessThanOrEqual(LARGEST_BLOCK);
        expect(new Set(collectives.map(({ name }) => name)).size).toBe(collectives.length);
        expect(sizes.size).toBe(collectives.filter(({ id }) => id.includes('block')).length);
      }),
      { numRuns: 40 },
    );
  });

  it('keep neighbours together and survive buildings without a place', () => {
    const places = [
      ...Array.from({ length: 4 }, (_, i) => [i, 0] as const),
      ...Array.from({ length: 4 }, (_, i) => [1000 + i, 0] as const),
    ];
    const { blockOf } = neighbourhoods(places);
    expect(new Set(blockOf.slice(0, 4).map((id) => id.slice(0, 9))).size).toBe(1);
    expect(neighbourhoods([[Number.NaN, Number.NaN]]).blockOf).toEqual(['quarter-1-block-1']);
  });
});
