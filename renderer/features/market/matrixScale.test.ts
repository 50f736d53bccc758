import { expect, it } from 'vitest';
import { HEAT_STEPS, heatStep } from './matrixScale.ts';

it('spreads values over all steps, ends included, and gives none to a value that does not exist', () => {
  expect([0, 0.5, 1].map((value) => heatStep(value, 0, 1))).toEqual([0, 4, HEAT_STEPS - 1]);
  expect(heatStep(3, 3, 3)).toBe(4);
  expect(heatStep(Number.NaN, 0, 1)).toBeNull();
});
