import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RandomStream, randomAt } from './random.ts';

it('depends on seed and counter alone, and spreads evenly', () => {
  const bins = new Array<number>(20).fill(0);
  for (let counter = 0; counter < 40_000; counter++) bins[Math.floor(randomAt(7, counter) * 20)]! += 1;
  // Chi-square with 19 degrees of freedom: 43.8 is passed by chance once in a thousand.
  const chiSquare = bins.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
  expect(chiSquare).toBeLessThan(43.8);
  expect(randomAt(7, 123)).toBe(randomAt(7, 123));
  expect(randomAt(7, 123)).not.toBe(randomAt(8, 123));
});

it('neighbouring seeds and counters do not run together', () => {
  let product = 0;
  const count = 20_000;
  for (let i = 0; i < count; i++)
    product += (randomAt(1, i) - 0.5) * (randomAt(2, i) - 0.5) + (randomAt(3, i) - 0.5) * (randomAt(3, i + 1) - 0.5);
  // Standard deviation of the sum of 2 n products of two uniforms is sqrt(2 n) / 12.
  expect(Math.abs(product)).toBeLessThan((4 * Math.sqrt(2 * count)) / 12);
});

it('draws within its bounds', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 50 }), (seed, from, span) => {
      const stream = new RandomStream(seed);
      const drawn = stream.integer(from, from + span);
      expect(drawn).toBeGreaterThanOrEqual(from);
      expect(drawn).toBeLessThanOrEqual(from + span);
      expect(['a', 'b']).toContain(stream.pick(['a', 'b', 'c'], [1, 1, 0]));
    }),
  );
});
