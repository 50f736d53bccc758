import { expect, it } from 'vitest';
import { LINE_ITEMS } from '#models/market/settlement/items.ts';
import { hasMessage } from '../../app/messages/translate.ts';

it('has a line and a reason in plain words for everything a member can be charged for', () => {
  const missing = LINE_ITEMS.flatMap((item) => [`bill.line.${item}`, `bill.why.${item}`]).filter((key) => !hasMessage(key));
  expect(missing).toEqual([]);
});
