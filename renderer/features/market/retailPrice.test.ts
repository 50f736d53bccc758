import { expect, it } from 'vitest';
import { EXAMPLE_TARIFF } from './defaultColumns.ts';
import { meanPrice, priceRange, retailRange } from './retailPrice.ts';

it('adds network, levies and tax to the energy price', () => {
  const [low, high] = retailRange(EXAMPLE_TARIFF);
  expect(low).toBeCloseTo(0.3213, 10);
  expect(high).toBe(low);
});

it('knows the range and the mean of windows over midnight and of a file with a gap', () => {
  const nights = {
    kind: 'time-of-use',
    windows: [{ from_h: 22, to_h: 6, days: 'all', price_EURPerKWh: 0.1 }],
    otherwise_EURPerKWh: 0.25,
  } as const;
  expect(priceRange(nights)).toEqual([0.1, 0.25]);
  expect(meanPrice(nights)).toBeCloseTo((8 * 0.1 + 16 * 0.25) / 24, 12);
  const series = { kind: 'series', name: 'p.csv', step_min: 60, values_EURPerKWh: Float64Array.of(-0.1, Number.NaN, 0.3) } as const;
  expect(priceRange(series)).toEqual([-0.1, 0.3]);
  expect(meanPrice(series)).toBeCloseTo(0.1, 12);
});
