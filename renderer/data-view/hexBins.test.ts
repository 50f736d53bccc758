import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexBins, hexRadius } from './hexBins.ts';

test('every value is in the hexagon whose middle is nearest, and the sums close', () => {
  const point = fc.record({
    x: fc.double({ min: -900, max: 900, noNaN: true }),
    y: fc.double({ min: -900, max: 900, noNaN: true }),
    value: fc.integer({ min: -5, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), fc.integer({ min: 5, max: 200 }), (points, radius) => {
      const bins = hexBins(
        points.flatMap(({ x, y }) => [x, y]),
        points.map(({ value }) => value),
        radius,
      );
      const positive = points.filter(({ value }) => value > 0);
      expect(bins.reduce((sum, bin) => sum + bin.sum, 0)).toBe(positive.reduce((sum, { value }) => sum + value, 0));
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(positive.length);
      for (const { x, y } of positive) {
        expect(Math.min(...bins.map(({ at_m }) => Math.hypot(at_m[0] - x, at_m[1] - y)))).toBeLessThanOrEqual(radius * (1 + 1e-9));
      }
    }),
  );
});

test('neighbouring middles are apart by the width of a hexagon', () => {
  const bins = hexBins([0, 0, 17.4, 0, 8.7, 15], [1, 1, 1], 10);
  expect(bins.map(({ at_m }) => at_m.map((v) => Math.round(v)))).toEqual([
    [0, 0],
    [17, 0],
    [9, 15],
  ]);
});

test('a larger district has larger hexagons', () => {
  expect(hexRadius([0, 0, 500, 300])).toBe(20);
  expect(hexRadius([0, 0, 5000, 300])).toBe(200);
});
