/** Readings and prices that are missing: a stated treatment or a clear error in the whole pipeline, never a silent zero. */
import { describe, expect, it } from 'vitest';
import { InputError } from '#models/core/errors.ts';
import { MarketRuns } from '#models/market/run/marketRuns.ts';
import { presetOf, rowSum, summerWeek, tariffOf } from './support.ts';

const { config } = presetOf('peerenergycloud');
const whole = summerWeek('peerenergycloud');
const { steps } = whole.axis;

/** The community without readings in some quarters of an hour of one member. */
function without(row: number, from: number, to: number, part: 'load_kW' | 'generation_kW' = 'load_kW') {
  const table = whole[part].slice();
  table.fill(Number.NaN, row * steps + from, row * steps + to);
  return { ...whole, [part]: table };
}

describe('quarters of an hour without readings', () => {
  it.each([
    ['an hour', 'load_kW', 100, 104, 1, 0],
    ['a day', 'load_kW', 192, 288, 24, 24],
    ['a morning of sun', 'generation_kW', 120, 140, 5, 5],
  ] as const)('are filled and said so: %s', async (_, part, from, to, hours, days_h) => {
    const outcome = await new MarketRuns(without(0, from, to, part)).outcome(config);
    const complete = await new MarketRuns(whole).outcome(config);
    const { name, id } = whole.participants[0]!;
    expect(outcome.findings).toContainEqual(
      expect.objectContaining({ code: 'market.readings.filled', severity: 'warning', objectId: id, values: { name, hours, days_h } }),
    );
    const column = part === 'load_kW' ? 'load_kWh' : 'generation_kWh';
    // Near the true week, and far from a zero in the gap.
    const gap_kWh = rowSum(whole[part].slice(from, to), 0, to - from) / 4;
    expect(Math.abs(outcome.participants[column][0]! - complete.participants[column][0]!)).toBeLessThan(0.6 * gap_kWh);
    expect(outcome.participants.cost_EUR.every(Number.isFinite)).toBe(true);
    expect([outcome.balance.money_microEUR, outcome.balance.energy_mWh]).toEqual([0, 0]);
  });

  it('are refused by name where they cannot be filled', () => {
    const refusal = (from: number, to: number) => {
      try {
        new MarketRuns(without(3, from, to));
        return null;
      } catch (error) {
        return error instanceof InputError ? [error.detail.code, error.detail.where, error.detail.values?.hours] : error;
      }
    };
    const { id } = whole.participants[3]!;
    expect(refusal(0, steps)).toEqual(['market.readings', id, 168]);
    expect(refusal(0, 0.6 * steps)).toEqual(['market.readings', id, 100.75]);
    expect(refusal(0, 96)).toBeNull();
  });
});

describe('hours without prices', () => {
  const withPrices = (missing: readonly number[]) => {
    const values_EURPerKWh = Float64Array.from({ length: 168 }, (_, hour) =>
      missing.includes(hour) ? Number.NaN : 0.08 + 0.02 * Math.sin(hour),
    );
    return {
      ...config,
      tariffs: { default: { ...tariffOf('peerenergycloud'), energy: { kind: 'series', name: 'spot', step_min: 60, values_EURPerKWh } } },
    } as const;
  };

  it('are filled and said so when few, and refused when many', async () => {
    const runs = new MarketRuns(whole);
    const outcome = await runs.outcome(withPrices([50]));
    expect(outcome.findings).toContainEqual(
      expect.objectContaining({ code: 'tariff.filled', values: expect.objectContaining({ hours: 1 }) }),
    );
    expect(outcome.gain_EUR).toBeGreaterThan(0);
    await expect(runs.outcome(withPrices([50, 51, 52, 53]))).rejects.toMatchObject({ detail: { code: 'tariff.gap' } });
  });
});
