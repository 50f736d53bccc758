import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { District } from '../../district/district.ts';
import type { Tree } from '../../district/elements.ts';
import { type BoxBuilding, boxDistrict } from '../../scenario/testing/boxDistrict.ts';
import { solarSurfaces } from './horizon.ts';

const box = (index: number, east: number, north: number, height: number): BoxBuilding => ({
  id: `b${index}`,
  use: 'office',
  constructionYear: 1980,
  at: [east, north],
  size_m: [11.3, 8.7, height],
});
const tree = (east: number, north: number, height_m: number): Tree => ({
  id: `t${east}${north}`,
  at_m: [east, north, 0],
  height_m,
  crown_m: 0.6 * height_m,
});
const town = (boxes: readonly BoxBuilding[], trees: readonly Tree[] = []): District => ({
  ...boxDistrict(boxes),
  elements: { trees, lines: [], points: [] },
});

const place = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: 3, max: 45, noNaN: true }),
);

describe('horizons taken over from an earlier form of the district', () => {
  it('are those of a full run to the last bit, whatever was added, moved, raised or removed', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 2, maxLength: 14 }),
        fc.array(place, { maxLength: 3 }),
        fc.array(place, { maxLength: 3 }),
        fc.nat(),
        (places, moved, trees, pick) => {
          const boxes = places.map(([east, north, height], index) => box(index, east, north, height));
          const before = town(
            boxes,
            trees.slice(1).map((at) => tree(...at)),
          );
          const changed = boxes.filter((_, index) => index !== boxes.length - 1 || pick % 2 === 0);
          moved.forEach(([east, north, height], index) => {
            // One moves and is raised, others are new; the district grows at any side.
            changed[index === 0 ? pick % changed.length : changed.length] = box(100 + index, 2 * east, 2 * north, height);
          });
          const after = town(
            changed,
            trees.map((at) => tree(...at)),
          );
          const known = { district: before, surfaces: solarSurfaces(before) };
          expect(solarSurfaces(after, {}, known)).toEqual(solarSurfaces(after));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are all marched anew where the cells of the raster are others', () => {
    const before = town([box(0, 0, 0, 9), box(1, 30, 0, 20)]);
    // 100 km2: cells of 3 m.
    const after = town([box(0, 0, 0, 9), box(1, 30, 0, 20), box(2, 10_000, 10_000, 9)]);
    const known = { district: before, surfaces: solarSurfaces(before) };
    expect(solarSurfaces(after, {}, known)).toEqual(solarSurfaces(after));
  });

  it('give buildings that see the same the same key, and others another', () => {
    const far = town([box(0, 0, 0, 9), box(1, 25, 0, 9)]);
    const near = town([box(0, 0, 0, 9), box(1, 25, 0, 9), box(2, 0, 25, 30), box(3, 2_000, 2_000, 9)]);
    const [a, b] = [solarSurfaces(far).contentKeys!, solarSurfaces(near).contentKeys!];
    expect(b).toHaveLength(8);
    expect(a.subarray(0, 2)).not.toEqual(b.subarray(0, 2));
    const further = solarSurfaces(town([box(0, 0, 0, 9), box(1, 25, 0, 9), box(3, 2_000, 2_000, 9)])).contentKeys!;
    expect(a).toEqual(further.subarray(0, 4));
  });
});

describe('trees', () => {
  it('take sky from what they stand before, the more the nearer, and none from higher up', () => {
    const south = (trees: readonly Tree[]) => {
      const surfaces = solarSurfaces(town([box(0, 0, 0, 9), box(1, 60, 0, 30)], trees));
      const row = [...surfaces.normalNorth].indexOf(-1);
      return [surfaces.skyView[row]!, surfaces.skyView[surfaces.firstOfBuilding[1]!]!];
    };
    const [free, high] = south([]);
    const [far] = south([tree(5, -30, 12)]);
    const [near, highBehind] = south([tree(5, -8, 12)]);
    expect(near!).toBeLessThan(far!);
    expect(far!).toBeLessThan(free!);
    // The roof at 30 m looks over a tree of 12 m.
    expect(highBehind).toBe(high);
  });
});
