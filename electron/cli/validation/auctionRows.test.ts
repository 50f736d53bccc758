import { expect, it } from 'vitest';
import { auctionRows } from './auctionRows.ts';

it('holds for published books and for random ones', async () => {
  const rows = await auctionRows(50);
  expect(rows.filter(({ pass }) => !pass)).toEqual([]);
  expect(rows).toHaveLength(15);
});
