import { describe, expect, it } from 'vitest';
import { measure } from './measure.ts';

describe('measure', () => {
  it('adds up the segments of a line in space', () => {
    const { segments_m, length_m, rise_m, area_m2 } = measure(
      'distance',
      [
        [0, 0, 0],
        [3, 4, 0],
        [3, 4, 12],
      ],
      true,
    );
    expect({ segments_m, length_m, rise_m, area_m2 }).toEqual({ segments_m: [5, 12], length_m: 17, rise_m: 12, area_m2: 0 });
  });

  it('gives an area as seen from above, whichever way round, and the length around it', () => {
    const corners = [
      [0, 0, 1],
      [10, 0, 3],
      [10, 10, 1],
      [0, 10, 2],
    ] as const;
    expect(measure('area', corners, true).area_m2).toBe(100);
    expect(measure('area', [...corners].reverse(), true).area_m2).toBe(100);
    expect(
      measure(
        'area',
        [
          [0, 0, 0],
          [3, 0, 0],
          [3, 4, 0],
        ],
        true,
      ).length_m,
    ).toBe(12);
  });

  it('is nothing before a second point', () => {
    expect(measure('height', [[1, 2, 3]], false)).toMatchObject({ length_m: 0, rise_m: 0, segments_m: [] });
  });
});
