import { expect, it } from 'vitest';
import { newColumn } from './defaultColumns.ts';
import { FEE_KEYS, feeNow, firstRange, SWEEP_POINTS, sweepValues } from './feeRange.ts';

it('spreads values over the range with both ends, and starts with the value in force inside the first range', () => {
  const values = sweepValues(0, 0.1);
  expect([values[0], values.at(-1), values.length]).toEqual([0, 0.1, SWEEP_POINTS]);
  const column = newColumn('sharing', 'a', 'A');
  for (const fee of FEE_KEYS) {
    const [from, to] = firstRange(fee);
    const now = feeNow(column, fee);
    expect(now >= from && now <= to, fee).toBe(true);
  }
});
