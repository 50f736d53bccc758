/**
 * Cases of ANSI/ASHRAE Standard 140-2020, section 5.2, as far as a zone of the simple hourly method can hold
 * them, and the example results of six programs (annex B8), which the standard calls no acceptance criteria.
 *
 * Inputs as a handbook gives them, none fitted: U-values with Rsi 0.13 (roof 0.10, floor 0.17) and Rse 0.04;
 * heat capacities of the layers inside the insulation up to 10 cm (effective thickness of ISO 13786, annex A:
 * the films are resistances of the model already); default incidence factor of the glass.
 */
import type { WeatherYear } from '../weather.ts';
import { runThermalCase } from './runThermalCase.ts';
import type { ThermalCase } from './thermalCase.ts';
import { bandRow, type ValidationRow } from './validationRow.ts';

export const BESTEST_CASES = ['600', '640', '900', '940', '600FF', '900FF'] as const;
export type BestestCase = (typeof BESTEST_CASES)[number];

type Band = readonly [from: number, to: number];
/** Annual loads [MWh] and peaks [kW]. */
const LOADS: Partial<Record<BestestCase, Readonly<Record<'heating' | 'cooling' | 'peak heating' | 'peak cooling', Band>>>> = {
  '600': { heating: [3.993, 4.504], cooling: [5.432, 6.162], 'peak heating': [3.02, 3.359], 'peak cooling': [5.422, 6.481] },
  '640': { heating: [2.403, 2.682], cooling: [5.237, 5.893], 'peak heating': [4.039, 4.658], 'peak cooling': [5.365, 6.429] },
  '900': { heating: [1.379, 1.814], cooling: [2.267, 2.714], 'peak heating': [2.443, 2.778], 'peak cooling': [2.556, 3.376] },
  '940': { heating: [0.863, 1.389], cooling: [2.203, 2.613], 'peak heating': [3.052, 3.882], 'peak cooling': [2.556, 3.376] },
};
/** Temperatures of the free-floating cases [degC]. */
const TEMPERATURES: Partial<Record<BestestCase, Readonly<Record<'max' | 'min' | 'mean', Band>>>> = {
  '600FF': { max: [62.4, 68.4], min: [-13.8, -9.9], mean: [24.3, 26.1] },
  '900FF': { max: [43.3, 46.0], min: [0.6, 2.2], mean: [24.5, 25.7] },
};

/** The zone of a case. */
export function bestestCase(name: BestestCase): ThermalCase {
  const heavy = name.startsWith('9');
  const wall = { uValue_W_m2K: heavy ? 0.5082 : 0.5104, heatCapacity_kJ_m2K: heavy ? 140 : 9.58, tilt_deg: 90 };
  // Ramp from 10 to 20 degC between 7 and 8 o'clock: its mean.
  const setback = Array.from({ length: 24 }, (_, hour) => (hour === 7 ? 15 : hour < 7 || hour === 23 ? 10 : 20));
  const control = { heating: { setpoint_C: name.endsWith('40') ? setback : 20 }, cooling: { setpoint_C: 27 } };
  return {
    name,
    zone: { floorArea_m2: 48, volume_m3: 129.6, internalArea_m2: 171.6 },
    opaque: [
      { ...wall, area_m2: 21.6, azimuth_deg: 0 },
      { ...wall, area_m2: 9.6, azimuth_deg: 180 },
      { ...wall, area_m2: 16.2, azimuth_deg: 90 },
      { ...wall, area_m2: 16.2, azimuth_deg: 270 },
      { area_m2: 48, uValue_W_m2K: 0.3192, heatCapacity_kJ_m2K: 7.98, tilt_deg: 0 },
      { area_m2: 48, uValue_W_m2K: 0.0393, heatCapacity_kJ_m2K: heavy ? 112 : 19.5, tilt_deg: 180, boundary: 'shaded' },
    ],
    windows: [{ area_m2: 12, uValue_W_m2K: 2.717, gValue: 0.769, azimuth_deg: 180 }],
    airChange_1_h: 0.5,
    gains: { power_W: 200, convectiveShare: 0.4 },
    albedo: 0.2,
    ...(name.endsWith('FF') ? {} : control),
  };
}

/** All cases beside the programs' ranges (Denver's 2020 weather); `pass` says inside the range, not right or wrong. */
export function bestestThermalComparison(denver: WeatherYear): ValidationRow[] {
  return BESTEST_CASES.flatMap((name) => {
    const { annual_kWh, peakHeating_W, peakCooling_W, indoor_C } = runThermalCase(bestestCase(name), denver);
    const loads = LOADS[name];
    const temperatures = TEMPERATURES[name];
    const at = `BESTEST ${name}, 5R1C`;
    const rows: ValidationRow[] = [];
    if (loads) {
      rows.push(bandRow(at, 'heating', 'MWh', annual_kWh.heating / 1000, loads.heating));
      rows.push(bandRow(at, 'cooling', 'MWh', annual_kWh.cooling / 1000, loads.cooling));
      rows.push(bandRow(at, 'peak heating', 'kW', peakHeating_W.value / 1000, loads['peak heating']));
      rows.push(bandRow(at, 'peak cooling', 'kW', peakCooling_W.value / 1000, loads['peak cooling']));
    }
    if (temperatures) {
      rows.push(bandRow(at, 'highest air temperature', 'degC', indoor_C.max.value, temperatures.max));
      rows.push(bandRow(at, 'lowest air temperature', 'degC', indoor_C.min.value, temperatures.min));
      rows.push(bandRow(at, 'mean air temperature', 'degC', indoor_C.mean, temperatures.mean));
    }
    return rows;
  });
}
