import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxDistrict } from '../../../tests/support/boxDistrict.ts';
import { HORIZON_SECTORS } from '../../scenario/plan.ts';
import { solarSurfaces } from './horizon.ts';
import { freePlane } from './irradiance.ts';
import { skyViewFactor } from './skyView.ts';

const ROOF = 0;
const SOUTH = 1;

const profile = (sine: (azimuth_rad: number) => number) =>
  Float64Array.from({ length: HORIZON_SECTORS }, (_, sector) => sine((2 * Math.PI * sector) / HORIZON_SECTORS));

describe('sky view factor', () => {
  it('is (1 + cos b)/2 with a free horizon', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 180, noNaN: true }), fc.double({ min: 0, max: 360, noNaN: true }), (tilt, azimuth) => {
        const { normalEast, normalNorth, normalUp } = freePlane(tilt, azimuth);
        expect(
          skyViewFactor(
            normalEast,
            normalNorth,
            normalUp,
            profile(() => 0),
          ),
        ).toBeCloseTo((1 + normalUp) / 2, 12);
      }),
    );
  });

  it('is the squared cosine of an even horizon on a level plane', () => {
    expect(
      skyViewFactor(
        0,
        0,
        1,
        profile(() => 0.5),
      ),
    ).toBeCloseTo(0.75, 12);
  });

  it('is (1 - sin a)/2 before an endless wall opposite, (1 + cos a)/2 beside it', () => {
    for (const elevation of [10, 30, 50, 70]) {
      const tangent = Math.tan((elevation * Math.PI) / 180);
      const opposite = profile((azimuth) => {
        const rise = Math.max(0, tangent * -Math.cos(azimuth));
        return rise / Math.hypot(1, rise);
      });
      const sine = Math.sin((elevation * Math.PI) / 180);
      const cosine = Math.cos((elevation * Math.PI) / 180);
      expect(Math.abs(skyViewFactor(0, -1, 0, opposite) - (1 - sine) / 2)).toBeLessThan(0.003);
      expect(Math.abs(skyViewFactor(0, 0, 1, opposite) - (1 + cosine) / 2)).toBeLessThan(0.006);
    }
  });

  it('agrees with a fine quadrature of the same profile on any plane', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 170, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 0.95, noNaN: true }), { minLength: HORIZON_SECTORS, maxLength: HORIZON_SECTORS }),
        (tilt, azimuth, sines) => {
          const plane = freePlane(tilt, azimuth);
          const horizon = Float64Array.from(sines);
          const expected = quadrature(plane.normalEast, plane.normalNorth, plane.normalUp, horizon);
          expect(Math.abs(skyViewFactor(plane.normalEast, plane.normalNorth, plane.normalUp, horizon) - expected)).toBeLessThan(0.002);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('horizon of a district', () => {
  const house = { west_m: 0, south_m: 0, width_m: 10, depth_m: 10, height_m: 6 };

  it('is free around a lone house', () => {
    const surfaces = solarSurfaces(boxDistrict([house]));
    expect(surfaces.count).toBe(5);
    expect([...surfaces.isRoof]).toEqual([1, 0, 0, 0, 0]);
    expect(Math.max(...surfaces.sinHorizon)).toBe(0);
    expect(surfaces.skyView[ROOF]).toBeCloseTo(1, 12);
    expect(surfaces.skyView[SOUTH]).toBeCloseTo(0.5, 12);
  });

  it('sees the known view factor under a long block opposite', () => {
    // South wall seen from its middle at 3 m; a 600 m block of 13 m stands 20 m to the south.
    const block = { west_m: -295, south_m: -40, width_m: 600, depth_m: 20, height_m: 13 };
    const surfaces = solarSurfaces(boxDistrict([house, block]));
    const elevation = Math.atan2(13 - 3, 20);
    expect(Math.abs(surfaces.skyView[SOUTH]! - (1 - Math.sin(elevation)) / 2)).toBeLessThan(0.01);
    const south = HORIZON_SECTORS / 2;
    expect(Math.abs(surfaces.sinHorizon[south * surfaces.count + SOUTH]! - Math.sin(elevation))).toBeLessThan(0.02);
    expect(surfaces.skyView[2]).toBeCloseTo(0.5, 12);
  });

  it('sees less sky the higher the neighbour', () => {
    const views = [4, 8, 12, 20, 40].map((height_m) => {
      const surfaces = solarSurfaces(boxDistrict([house, { ...house, south_m: -22, height_m }]));
      return surfaces.skyView[SOUTH]!;
    });
    expect(views).toEqual([...views].sort((a, b) => b - a));
    expect(views[0]! - views[4]!).toBeGreaterThan(0.1);
  });

  it('sorts surfaces by building and drops what faces no outdoor air', () => {
    const district = boxDistrict([house, { ...house, west_m: 10 }]);
    district.surfaces.sharedArea_m2[5] = district.surfaces.area_m2[5]!;
    district.surfaces.sharedArea_m2[10] = district.surfaces.area_m2[10]! - 12;
    const surfaces = solarSurfaces(district);
    expect([...surfaces.firstOfBuilding]).toEqual([0, 4, 9]);
    expect([...surfaces.source]).toEqual([1, 2, 3, 4, 7, 8, 9, 10, 11]);
    expect(surfaces.area_m2[7]).toBeCloseTo(12, 12);
  });

  it('can be told to shade nothing', () => {
    const surfaces = solarSurfaces(boxDistrict([house, { ...house, south_m: -15, height_m: 30 }]), { shading: false });
    expect(Math.max(...surfaces.sinHorizon)).toBe(0);
  });
});

function quadrature(normalEast: number, normalNorth: number, normalUp: number, sinHorizon: Float64Array): number {
  const azimuths = 720;
  const elevations = 300;
  let sum = 0;
  for (let i = 0; i < azimuths; i++) {
    const azimuth = (2 * Math.PI * (i + 0.5)) / azimuths;
    const sector = Math.round((azimuth / (2 * Math.PI)) * HORIZON_SECTORS) % HORIZON_SECTORS;
    for (let j = 0; j < elevations; j++) {
      const elevation = (Math.PI / 2) * ((j + 0.5) / elevations);
      if (Math.sin(elevation) < sinHorizon[sector]!) continue;
      const level = Math.cos(elevation);
      const facing = level * (normalEast * Math.sin(azimuth) + normalNorth * Math.cos(azimuth)) + normalUp * Math.sin(elevation);
      if (facing > 0) sum += facing * level;
    }
  }
  return (sum * ((2 * Math.PI) / azimuths) * (Math.PI / 2 / elevations)) / Math.PI;
}
