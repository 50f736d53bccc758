import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airSourceCop, copOf, GENERIC_HEAT_PUMPS, relativePower } from './heatPump.ts';
import { flowTemperature_C, type HeatSystem, heatPumpElectricity_W, newSystemsHour, systemsStep } from './systems.ts';

describe('generic heat pumps', () => {
  const air = GENERIC_HEAT_PUMPS['air-regulated'];
  const brine = GENERIC_HEAT_PUMPS['brine-regulated'];
  const onOff = GENERIC_HEAT_PUMPS['air-on-off'];

  it('have the COP of the library at its rating points', () => {
    const cop = (source: number, flow: number) => copOf(air, source, flow, source);
    expect([cop(-7, 52), cop(-7, 35), cop(2, 35), cop(7, 35), cop(7, 55)].map((value) => value.toFixed(3))).toEqual([
      '1.423',
      '2.976',
      '4.348',
      '5.110',
      '3.283',
    ]);
    expect([copOf(brine, 0, 35, -7), copOf(brine, 0, 52, -7)].map((value) => value.toFixed(3))).toEqual(['4.751', '3.210']);
    expect([copOf(onOff, 2, 35, 2), copOf(onOff, 7, 35, 7)].map((value) => value.toFixed(3))).toEqual(['3.776', '4.252']);
  });

  it('become one line in source and flow', () => {
    const line = airSourceCop(air);
    expect(line.copPerSource_1_K).toBeCloseTo(0.152415, 6);
    expect(line.copBase + line.copPerSource_1_K * 2 + line.copPerFlow_1_K * 35).toBeCloseTo(4.348, 3);
  });

  it('never modulate below a quarter', () => {
    // The fit is not exact at its own reference point.
    expect(Math.abs(relativePower(air, -7, 52, -7) - 1)).toBeLessThan(0.03);
    expect(relativePower(air, 40, 35, 40)).toBe(0.25 * relativePower(air, -7, 35, -7));
  });
});

const heatPump: HeatSystem = {
  isHeatPump: 1,
  ...airSourceCop(GENERIC_HEAT_PUMPS['air-regulated']),
  heatPumpCapacity_W: 6000,
  heatPumpCapacityPerK_W_K: 120,
  flowAt0_C: 40,
  flowSlope: 0.8,
  flowMin_C: 28,
  flowMax_C: 55,
  hotWaterFlow_C: 55,
  heatEfficiency: 0.9,
  isDirectElectric: 0,
  eerBase: 6,
  eerPerK_1_K: -0.1,
  auxiliaryPerHeat: 0.02,
};

describe('systems', () => {
  const step = (system: HeatSystem, given: Partial<ReturnType<typeof newSystemsHour>>) => {
    const hour = { ...newSystemsHour(), ...given };
    systemsStep(system, hour);
    return hour;
  };

  it('follow the heating curve between its limits', () => {
    expect([-40, 0, 10, 30].map((outdoor) => flowTemperature_C(heatPump, outdoor))).toEqual([55, 40, 32, 28]);
  });

  it('heat water first and the rest directly', () => {
    const cop = (flow: number) => copOf(GENERIC_HEAT_PUMPS['air-regulated'], 0, flow, 0);
    const capacity = 6000 + 7 * 120;
    const electricity = heatPumpElectricity_W(heatPump, 0, 8000, 2000);
    expect(electricity).toBeCloseTo(2000 / cop(55) + (capacity - 2000) / cop(40) + (10000 - capacity), 9);
  });

  it('heat directly where the COP is 1 or less', () => {
    expect(heatPumpElectricity_W({ ...heatPump, copBase: -10 }, -15, 3000, 500)).toBe(3500);
  });

  it('never take more electricity than heat, nor deliver below the unit alone', () => {
    const watts = fc.double({ min: 0, max: 20000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -25, max: 35, noNaN: true }), watts, watts, (outdoor, heating, hotWater) => {
        const electricity = heatPumpElectricity_W(heatPump, outdoor, heating, hotWater);
        expect(electricity).toBeLessThanOrEqual(heating + hotWater + 1e-9);
        expect(electricity).toBeGreaterThanOrEqual((heating + hotWater) / 12);
      }),
    );
  });

  it('burn fuel in a boiler, take current where heat is electric, and cool within bounds', () => {
    const boiler = step({ ...heatPump, isHeatPump: 0 }, { heating_W: 900, hotWater_W: 90, cooling_W: 300, outdoor_C: 30 });
    expect([boiler.fuel_W, boiler.heatElectricity_W, boiler.coolingElectricity_W]).toEqual([1100, 0, 100]);
    expect(boiler.auxiliary_W).toBeCloseTo(19.8, 12);
    const direct = step({ ...heatPump, isHeatPump: 0, isDirectElectric: 1, heatEfficiency: 1 }, { heating_W: 900 });
    expect([direct.fuel_W, direct.heatElectricity_W]).toEqual([0, 900]);
    expect(step(heatPump, { cooling_W: 300, outdoor_C: 60 }).coolingElectricity_W).toBe(200);
  });
});
