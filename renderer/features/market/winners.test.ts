import { expect, it } from 'vitest';
import { outcomeOf } from '../../../tests/support/marketColumn.ts';
import { median, memberChanges, winnersAndLosers } from './winners.ts';

it('sorts members by their change, names losers first by the size of their loss, and ignores what is no cent', () => {
  const outcome = outcomeOf([90, 105, 100.004, 80, 130], [100, 100, 100, 100, 100]);
  expect(memberChanges(outcome).map(({ member }) => member)).toEqual([3, 0, 2, 1, 4]);
  const { winners, losers, unchanged } = winnersAndLosers(outcome);
  expect([winners.map(({ member }) => member), losers.map(({ member }) => member), unchanged]).toEqual([[3, 0], [4, 1], 1]);
  expect(losers[0]?.change_EUR).toBe(30);
});

it('takes the middle of an odd and of an even number of values, and none of none', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN]);
});
