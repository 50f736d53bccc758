import { expect, it } from 'vitest';
import { messagesFor } from '../../app/useMessages.ts';
import { billPrice, centText, priceText, roundedCents, stepOfHour, stepText } from './marketFormat.ts';

const en = messagesFor('en');
const de = messagesFor('de');

it('writes prices in cents and amounts to the cent, in both languages, with a real minus sign and never a negative zero', () => {
  expect(priceText(0.1237, en)).toBe('12.4\u00a0ct/kWh');
  expect(billPrice(0.12366, de)).toBe('12,37');
  expect(centText(-38_694_999, en)).toBe('\u221238.69\u00a0\u20ac');
  expect(centText(1_005_000, de, true)).toBe('+1,01\u00a0\u20ac');
  expect(centText(-4_999, en)).toBe('0.00\u00a0\u20ac');
  expect(Object.is(roundedCents(-100), 0)).toBe(true);
});

it('finds the step of an hour and says when it begins', () => {
  expect(stepOfHour(13, 15)).toBe(52);
  expect(stepText(52, 15, 'en')).toBe('January 1, 13:00');
  expect(stepText(24 * 4 + 1, 15, 'de')).toBe('2. Januar, 00:15');
});
