import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { fullTariff } from '../settlement/testing/randomMarket.ts';
import type { PriceCurve, Tariff } from '../tariff.ts';
import { tariffYear } from './tariffYear.ts';

const YEAR = { step_min: 60, steps: 8760, firstWeekday: 0 } as const;
const series = (step_min: number, values: ArrayLike<number>): PriceCurve => ({
  kind: 'series',
  name: 'spot',
  step_min,
  values_EURPerKWh: Float64Array.from(values),
});
const withEnergy = (energy: PriceCurve): Tariff => ({ ...fullTariff(), energy });

describe('tariffYear', () => {
  it('adds up energy, network, levies and tax', () => {
    const year = tariffYear(withEnergy({ kind: 'flat', price_EURPerKWh: 0.1 }), YEAR);
    expect(year.import_EURPerKWh[5000]).toBeCloseTo((0.1 + 0.0871 + 0.0317) * 1.19, 15);
    expect(year.fixed_EURPerMonth).toBeCloseTo((7.311 + 3.333) * 1.19, 15);
    expect(year.findings).toEqual([]);
  });

  it('keeps windows over midnight with the day they begin on, and averages steps that a window cuts', () => {
    const energy: PriceCurve = {
      kind: 'time-of-use',
      windows: [
        { from_h: 22, to_h: 6, days: 'workdays', price_EURPerKWh: 1 },
        { from_h: 12, to_h: 12.25, days: 'weekends', price_EURPerKWh: 3 },
      ],
      otherwise_EURPerKWh: 2,
    };
    const { energy_EURPerKWh: price } = tariffYear(withEnergy(energy), YEAR);
    const at = (day: number, hour: number) => price[day * 24 + hour];
    // 1 January is a Monday here: the Sunday before it was no workday.
    expect([at(0, 3), at(0, 22), at(1, 5), at(4, 23), at(5, 5), at(5, 6), at(5, 23), at(6, 3)]).toEqual([2, 1, 1, 1, 1, 2, 2, 2]);
    expect([at(5, 12), at(0, 12)]).toEqual([2.25, 2]);
    const quarter = tariffYear(withEnergy(energy), { step_min: 15, steps: 35040, firstWeekday: 5 }).energy_EURPerKWh;
    expect([quarter[48], quarter[49]]).toEqual([3, 2]);
  });

  it('takes the mean of finer and holds coarser prices', () => {
    const quarters = Float64Array.from({ length: 35040 }, (_, i) => i % 4);
    expect(tariffYear(withEnergy(series(15, quarters)), YEAR).energy_EURPerKWh[7]).toBe(1.5);
    const hours = Float64Array.from({ length: 8760 }, (_, i) => i);
    const held = tariffYear(withEnergy(series(60, hours)), { step_min: 15, steps: 35040, firstWeekday: 0 }).energy_EURPerKWh;
    expect([held[3], held[4], held[35039]]).toEqual([0, 1, 8759]);
  });

  it('fills an hour without a price and says so, and refuses four', () => {
    const prices = new Float64Array(8760).fill(0.1);
    prices[10] = Number.NaN;
    prices[11] = 0.3;
    const year = tariffYear(withEnergy(series(60, prices)), YEAR);
    expect(year.energy_EURPerKWh[10]).toBeCloseTo(0.2, 12);
    expect(year.findings.map(({ code, values }) => [code, values?.['hours']])).toEqual([['tariff.filled', 1]]);
    prices.fill(Number.NaN, 100, 104);
    expect(() => tariffYear(withEnergy(series(60, prices)), YEAR)).toThrow(
      /none for 4 h\. Where: full: energy, hours 100 to 104 of the year/,
    );
  });

  it('keeps prices below zero and reports them, and feed-in above the retail price', () => {
    const prices = new Float64Array(8760).fill(0.1);
    prices.fill(-0.5, 0, 3);
    const findings = tariffYear({ ...withEnergy(series(60, prices)), feedIn: { kind: 'flat', price_EURPerKWh: -0.01 } }, YEAR).findings;
    expect(findings.map(({ code, values }) => [code, values?.['steps']])).toEqual([
      ['tariff.negativeImport', 3],
      ['tariff.negativeExport', 8760],
      ['tariff.exportAbove', 3],
    ]);
  });

  it('refuses what is no tariff', () => {
    const codes = [
      { ...fullTariff(), vat: Number.NaN },
      { ...fullTariff(), network: { ...fullTariff().network, localShareByLevel: [] } },
      withEnergy({ kind: 'flat', price_EURPerKWh: Number.POSITIVE_INFINITY }),
      withEnergy({ kind: 'time-of-use', windows: [{ from_h: 8, to_h: 8, days: 'all', price_EURPerKWh: 1 }], otherwise_EURPerKWh: 1 }),
      withEnergy(series(60, [1, 2])),
    ].map((tariff) => {
      try {
        tariffYear(tariff, YEAR);
      } catch (error) {
        return error instanceof InputError ? error.detail.code : 'other';
      }
      return 'taken';
    });
    expect(codes).toEqual(['tariff.value', 'tariff.value', 'tariff.value', 'tariff.window', 'tariff.series']);
  });
});
