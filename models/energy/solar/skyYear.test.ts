import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constantWeather } from '../../../tests/support/constantWeather.ts';
import { freePlane, irradianceOnPlane } from './irradiance.ts';
import { perezBrightness, sectorOf, skyYear } from './skyYear.ts';

describe('Perez sky', () => {
  it('is dim around the sun when overcast and bright when clear', () => {
    const [overcast] = perezBrightness(200, 0, 0.7, 1366);
    const [clear] = perezBrightness(80, 900, 0.7, 1366);
    expect(overcast).toBeLessThan(0.15);
    expect(clear).toBeGreaterThan(0.3);
  });

  it('follows the table by hand for one hour', () => {
    // Zenith 45 deg, DHI 100, DNI 500: k = 1.041 (pi/4)^3 = 0.504, clearness (6 + k)/(1 + k) = 4.32.
    const zenith = Math.PI / 4;
    const [f1, f2] = perezBrightness(100, 500, Math.cos(zenith), 1366.1);
    const airMass = 1 / (Math.cos(zenith) + 0.50572 * (96.07995 - 45) ** -1.6364);
    const brightness = (100 * airMass) / 1366.1;
    expect(f1).toBeCloseTo(1.132 - 1.237 * brightness - 0.412 * zenith, 12);
    expect(f2).toBeCloseTo(0.288 - 0.823 * brightness + 0.056 * zenith, 12);
  });
});

it('puts north in sector 0 and counts clockwise', () => {
  expect([sectorOf(0, 1), sectorOf(1, 0), sectorOf(0, -1), sectorOf(-1, 0), sectorOf(-0.01, 1)]).toEqual([0, 9, 18, 27, 0]);
});

describe('sky year', () => {
  const lit = (dni: number, dhi: number) => {
    const weather = constantWeather({});
    weather.dni_W_m2.fill(dni);
    weather.dhi_W_m2.fill(dhi);
    weather.ghi_W_m2.fill(dhi + 0.5 * dni);
    return skyYear(weather);
  };

  it('drops beam without a sun and keeps its diffuse part', () => {
    const sky = lit(300, 50);
    expect(sky.sunUp[0]).toBeLessThan(0);
    expect([sky.beamNormal_W_m2[0], sky.circumsolarNormal_W_m2[0], sky.isotropic_W_m2[0], sky.horizonBand_W_m2[0]]).toEqual([0, 0, 50, 0]);
  });

  it('is beam only where nothing is diffuse', () => {
    const sky = lit(700, 0);
    expect([sky.circumsolarNormal_W_m2[4380], sky.isotropic_W_m2[4380], sky.horizonBand_W_m2[4380]]).toEqual([0, 0, 0]);
    expect(sky.beamNormal_W_m2[4380]).toBe(700);
  });

  it('returns the horizontal sum on a level plane with the sun above 5 degrees', () => {
    const sky = lit(400, 120);
    for (let hour = 0; hour < 8760; hour += 7) {
      const up = sky.sunUp[hour]!;
      if (up > 0.0872) expect(irradianceOnPlane(sky, hour, freePlane(0, 0))).toBeCloseTo(400 * up + 120, 8);
    }
  });

  it('never gives a plane negative or non-finite irradiance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1100, noNaN: true }),
        fc.double({ min: 0, max: 600, noNaN: true }),
        fc.double({ min: 0, max: 180, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        (dni, dhi, tilt, azimuth) => {
          const sky = lit(dni, dhi);
          for (let hour = 0; hour < 8760; hour += 97) {
            const value = irradianceOnPlane(sky, hour, freePlane(tilt, azimuth));
            expect(value >= 0 && Number.isFinite(value)).toBe(true);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
