import { expect, test } from 'vitest';
import { priceResponse, RESPONSE_CASE } from './priceResponse.ts';
import { pricingRows } from './pricingCases.ts';

test('every known answer is met', () => {
  const rows = pricingRows();
  expect(rows.filter(({ pass }) => !pass)).toEqual([]);
  expect(rows.every(({ deviation_pct }) => Number.isFinite(deviation_pct))).toBe(true);
  expect(rows.length).toBeGreaterThan(30);
});

test.each([{ seed: 2 }, { seed: 3, pv_kW: 6 }, { inconvenience: 0.1 }, { pv_kW: 1.5, members: 12 }])(
  'the published order of value tapping does not hang on the invented district: %o',
  (change) => {
    const { valueTapping: tapped } = priceResponse({ ...RESPONSE_CASE, days: 4, rounds: 40, ...change });
    const order = [1, tapped['supply-demand'], tapped['mid-market'], tapped['bill-sharing'], tapped.retail];
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(new Set(order).size).toBe(5);
  },
);
