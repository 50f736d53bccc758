import { describe, expect, test } from 'vitest';
import { DEGREE } from '#models/core/units.ts';
import { SURFACE_KINDS } from '#models/district/district.ts';
import { boxDistrict } from '../tests/support/boxDistrict.ts';
import { buildingCentres, footprintsOf } from './footprints.ts';
import { sampleDistrict } from './samples/index.ts';

const ORIGIN = { lon_deg: 8.4, lat_deg: 49, height_m: 0 };
const BOXES = [
  { west_m: -5, south_m: -5, width_m: 10, depth_m: 10, height_m: 6 },
  { west_m: 100, south_m: 0, width_m: 20, depth_m: 10, height_m: 6 },
];

describe('footprints', () => {
  test('one polygon of four corners per box, in the right place', () => {
    const footprints = footprintsOf({ ...boxDistrict(BOXES), origin: ORIGIN });
    expect(Array.from(footprints?.buildingStart ?? [])).toEqual([0, 1, 2]);
    expect(Array.from(footprints?.ringStart ?? [])).toEqual([0, 4, 8]);
    const [lon, lat] = footprints?.centres_deg ?? [];
    expect(lon).toBeCloseTo(8.4, 9);
    expect(lat).toBeCloseTo(49, 9);
    // 110 m east at 49 degrees: radius of the parallel 4,195.3 km on the ellipsoid.
    expect((footprints?.centres_deg[2] ?? 0) - 8.4).toBeCloseTo(110 / (6_390_702 * Math.cos(49 * DEGREE)) / DEGREE, 6);
  });

  test('a building without ground is outlined by its roof, one with neither by its lowest face', () => {
    const district = boxDistrict(BOXES);
    const kind = district.surfaces.kind.slice();
    for (const [row, now] of [
      [0, 'closure'],
      [6, 'closure'],
      [7, 'closure'],
    ] as const)
      kind[row] = SURFACE_KINDS.indexOf(now);
    const changed = { ...district, surfaces: { ...district.surfaces, kind } };
    expect(Array.from(buildingCentres(changed))).toEqual([0, 0, 110, 5]);
    expect(footprintsOf({ ...changed, origin: ORIGIN })?.buildingStart.at(-1)).toBe(2);
  });

  test('without a place on the globe there is no map', () => {
    expect(footprintsOf(boxDistrict(BOXES))).toBeNull();
  });

  test('every building of the sample has an outline around its middle', () => {
    const district = sampleDistrict();
    const footprints = footprintsOf(district);
    const empty = district.buildings.filter((_, i) => footprints?.buildingStart[i] === footprints?.buildingStart[i + 1]);
    expect(empty.map(({ id }) => id)).toEqual([]);
    expect(footprints?.centres_deg.every(Number.isFinite)).toBe(true);
  });
});
