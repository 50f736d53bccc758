import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeTone, isUnchanged } from './change.ts';

it('follows the better direction, and names the way back the opposite', () => {
  expect(changeTone(90, 100, 'lower')).toBe('better');
  expect(changeTone(90, 100, 'higher')).toBe('worse');
  expect(changeTone(90, 100, null)).toBe('neutral');
  expect(changeTone(5, 0, 'higher')).toBe('better');
  const opposite = { better: 'worse', worse: 'better', neutral: 'neutral' } as const;
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(value, value, fc.constantFrom('higher' as const, 'lower' as const), (a, b, better) => {
      expect(changeTone(b, a, better)).toBe(opposite[changeTone(a, b, better)]);
    }),
  );
});

it('takes what three figures cannot show for no change', () => {
  expect(isUnchanged(2000, 2000.03)).toBe(true);
  expect(changeTone(2000, 2000.03, 'lower')).toBe('neutral');
  expect(isUnchanged(2000, 2010)).toBe(false);
  expect(isUnchanged(0, 0)).toBe(true);
  expect(isUnchanged(Number.NaN, 3)).toBe(true);
});
