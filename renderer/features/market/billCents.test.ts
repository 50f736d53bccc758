import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownCents } from './billCents.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

it('adds up to the rounded total, and moves no line by a cent or more', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 24 }), (amounts) => {
      const total = sum(amounts);
      const cents = shownCents(amounts, total);
      expect(sum(cents)).toBe(Math.sign(total) * Math.round(Math.abs(total) / 1e4));
      const moved = cents.map((cent, line) => Math.abs(cent - (amounts[line] ?? 0) / 1e4));
      expect(Math.max(...moved)).toBeLessThan(1);
    }),
  );
});

it('gives the cent to the line with the largest rest, and hides no real difference', () => {
  expect(shownCents([3_300, 3_300, 3_400], 10_000)).toEqual([0, 0, 1]);
  expect(shownCents([10_000, 20_000], 90_000)).toEqual([1, 2]);
});
