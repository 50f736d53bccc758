import { expect, it } from 'vitest';
import type { BillLine } from '#models/market/outcome.ts';
import { BILL_GROUPS, billGroups } from './billGroups.ts';

function line(item: string, amount_microEUR: number, energy_mWh: number | null = null): BillLine {
  return { item, energy_mWh, price_EURPerKWh: null, amount_microEUR, why: { key: item, values: {} } };
}

it('keeps every amount of a bill, whatever its item, and drops lines of nothing', () => {
  const lines = [line('vat', 3), line('localBought', 5, 10), line('newItem', 7), line('feedIn', 0, 0), line('ownUse', 0, 9)];
  const groups = billGroups(lines);
  const kept = BILL_GROUPS.flatMap((group) => groups[group]);
  expect(kept.map(({ item }) => item)).toEqual(['localBought', 'ownUse', 'vat', 'newItem']);
  expect(kept.reduce((sum, { amount_microEUR }) => sum + amount_microEUR, 0)).toBe(15);
});
