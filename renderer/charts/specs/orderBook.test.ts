import { expect, it } from 'vitest';
import { bookCorners } from './orderBook.ts';

const ORDERS = [
  { price: 10, energy: 2 },
  { price: 30, energy: 1 },
];

it('draws bids from high to low and offers from low to high, each as wide as its energy', () => {
  expect(bookCorners(ORDERS, 'falling')).toEqual([
    [0, 30],
    [1, 30],
    [1, 10],
    [3, 10],
  ]);
  expect(bookCorners(ORDERS, 'rising')).toEqual([
    [0, 10],
    [2, 10],
    [2, 30],
    [3, 30],
  ]);
});
