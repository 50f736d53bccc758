import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { constantWeather } from '../../../tests/support/constantWeather.ts';
import { hasReferenceData, referenceText, referenceWeather } from '../../../tests/support/weatherFile.ts';
import type { WeatherYear } from '../weather.ts';
import { bestestCase, bestestThermalComparison } from './bestest.ts';
import { runThermalCase } from './runThermalCase.ts';
import type { ThermalCase } from './thermalCase.ts';

const box: ThermalCase = {
  zone: { floorArea_m2: 100, volume_m3: 250, massClass: 'medium' },
  opaque: [{ area_m2: 300, uValue_W_m2K: 0.5, tilt_deg: 90, boundary: 'shaded' }],
  windows: [{ area_m2: 20, uValue_W_m2K: 1.5, gValue: 0.6, azimuth_deg: 180 }],
  airChange_1_h: 0.5,
  airDensity_kg_m3: 1.2,
  heating: { setpoint_C: 20 },
};

describe('one zone in constant weather', () => {
  it('needs what the resistances let through', () => {
    const dark = constantWeather({ dryBulb_C: 0 });
    const { annual_kWh, residual } = runThermalCase({ ...box, windows: [] }, dark);
    // Air to surface node, then film to the mass and on through the wall: Hop is the U-value seen from the surface node.
    const his = 3.45 * 450;
    const hve = (250 * 1.2 * 1006 * 0.5) / 3600;
    const expected_W = 20 * (hve + 1 / (1 / his + 1 / 150));
    expect(annual_kWh.heating).toBeCloseTo((expected_W * 8760) / 1000, 6);
    expect(residual).toBeLessThan(1e-12);
  });

  it('names the field of a bad case', () => {
    expect(() => runThermalCase({ ...box, zone: { floorArea_m2: -1, volume_m3: 1 } }, constantWeather({}))).toThrow(/zone\.floorArea_m2/);
  });

  it('refuses a zone whose walls lose more than its mass can pass on', () => {
    const leaky = { ...box, opaque: [{ area_m2: 3000, uValue_W_m2K: 1, tilt_deg: 90 }] };
    expect(() => runThermalCase(leaky, constantWeather({}))).toThrow(/massClass/);
  });
});

describe.skipIf(!hasReferenceData())('one zone in Denver', () => {
  let denver: WeatherYear;
  beforeAll(() => {
    denver = referenceWeather('USA_Denver_725650TYCST_bestest2020.epw');
  });

  it('closes its heat balance, and a warmer setpoint or a leakier wall never needs less heat', () => {
    const need = (setpoint: number, uValue: number, airChange: number) => {
      const result = runThermalCase(
        {
          ...box,
          opaque: [{ area_m2: 300, uValue_W_m2K: uValue, tilt_deg: 90, azimuth_deg: 0 }],
          airChange_1_h: airChange,
          heating: { setpoint_C: setpoint },
          cooling: { setpoint_C: setpoint + 6 },
          warmUp_h: 720,
        },
        denver,
      );
      expect(result.residual).toBeLessThan(1e-11);
      return result.annual_kWh.heating;
    };
    const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(positive(15, 24), positive(0.1, 2), positive(0, 2), positive(0.05, 1), (setpoint, uValue, airChange, more) => {
        const base = need(setpoint, uValue, airChange);
        expect(need(setpoint + more, uValue, airChange)).toBeGreaterThanOrEqual(base);
        expect(need(setpoint, uValue + more, airChange)).toBeGreaterThanOrEqual(base);
        expect(need(setpoint, uValue, airChange + more)).toBeGreaterThanOrEqual(base);
      }),
      { numRuns: 15 },
    );
  });

  it('comes near the published 5R1C loads of the BESTEST cases', () => {
    const published = new Map(
      referenceText('bestest_140_limits.csv')
        .split('\n')
        .map((line) => line.split(','))
        .map((row) => [row[0], { heating: Number(row[3]), cooling: Number(row[6]) }] as const),
    );
    for (const name of ['600', '640', '900', '940'] as const) {
      const { annual_kWh, residual } = runThermalCase(bestestCase(name), denver);
      const expected = published.get(name)!;
      const heating = annual_kWh.heating / 1000 / expected.heating - 1;
      const cooling = annual_kWh.cooling / 1000 / expected.cooling - 1;
      console.info(
        `BESTEST ${name}: heating ${(100 * heating).toFixed(1)} %, cooling ${(100 * cooling).toFixed(1)} % against the published 5R1C`,
      );
      expect(residual).toBeLessThan(1e-11);
      expect(Math.abs(heating)).toBeLessThan(0.25);
      expect(Math.abs(cooling)).toBeLessThan(0.25);
    }
  });

  it('lies within 15 % of every BESTEST load range', () => {
    const rows = bestestThermalComparison(denver);
    expect(rows).toHaveLength(22);
    console.info(`BESTEST: ${rows.filter((row) => row.pass).length} of 22 inside the ranges of six programs`);
    const far = rows.filter((row) => row.unit !== 'degC' && Math.abs(row.deviation_pct) > 15);
    expect(far).toEqual([]);
  });

  it('lets heavy walls damp the free-floating temperature', () => {
    const light = runThermalCase(bestestCase('600FF'), denver);
    const heavy = runThermalCase(bestestCase('900FF'), denver);
    console.info(
      [light, heavy]
        .map(
          ({ name, indoor_C }) =>
            `${name}: ${indoor_C.min.value.toFixed(1)} .. ${indoor_C.max.value.toFixed(1)}, mean ${indoor_C.mean.toFixed(1)} degC`,
        )
        .join('; '),
    );
    expect(light.annual_kWh.heating + light.annual_kWh.cooling).toBe(0);
    expect(light.indoor_C.max.value - light.indoor_C.min.value).toBeGreaterThan(
      1.4 * (heavy.indoor_C.max.value - heavy.indoor_C.min.value),
    );
    expect(light.indoor_C.mean).toBeCloseTo(heavy.indoor_C.mean, 0);
  });
});
