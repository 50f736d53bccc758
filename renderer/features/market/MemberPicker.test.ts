import { expect, it } from 'vitest';
import { namesMatch } from './MemberPicker.tsx';

it('finds members by the beginnings of words, in any order', () => {
  expect(namesMatch('6 Halyard Street', '6 hal')).toBe(true);
  expect(namesMatch('16 Halyard Street', '6 hal')).toBe(false);
  expect(namesMatch('6 Halyard Street', 'halyard 6')).toBe(true);
  expect(namesMatch('6 Halyard Street', ' ')).toBe(true);
  expect(namesMatch('6 Halyard Street', 'yard')).toBe(false);
});
