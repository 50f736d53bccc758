/**
 * Known answers for sun and PV as rows of a table; a command writes them to docs/validation.md.
 * References: pvlib with the solar position algorithm and Perez (albedo 0.2); example results of
 * ANSI/ASHRAE Standard 140-2020, annex B8; an hourly run of NREL's PVWatts.
 */
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { acPower_W, DEFAULT_PV_SYSTEM } from '../pv/pvWatts.ts';
import type { WeatherYear } from '../weather.ts';
import { runPvCase } from './pvCase.ts';
import type { PvWattsRun } from './pvWattsCsv.ts';
import { runSolarCase } from './solarCase.ts';
import { bandRow, type ValidationRow, valueRow } from './validationRow.ts';

export type { ValidationRow } from './validationRow.ts';

const PLANES = [
  { name: 'south', tilt_deg: 90, azimuth_deg: 180 },
  { name: 'west', tilt_deg: 90, azimuth_deg: 270 },
  { name: 'north', tilt_deg: 90, azimuth_deg: 0 },
  { name: 'east', tilt_deg: 90, azimuth_deg: 90 },
  { name: 'south 30 deg', tilt_deg: 30, azimuth_deg: 180 },
  { name: 'horizontal', tilt_deg: 0, azimuth_deg: 180 },
] as const;
type PlaneName = (typeof PLANES)[number]['name'];

/** Annual irradiation by pvlib, and sum of the file's global horizontal column [kWh/m2]. */
const PVLIB = {
  denver: [1369.6, 968.1, 433.1, 1060.3, 1991.1, 1670.2],
  drycold: [1546.6, 1039.1, 426.5, 1178.3, 2236.3, 1831.9],
  pvgis: [1251.9, 913.2, 401.3, 869.7, 1736.2, 1435.9],
} as const;
export type SolarReference = keyof typeof PVLIB;

/**
 * Bands of six programs for Denver's 2020 weather [kWh/m2], whole numbers as the widest of them print,
 * so half a unit at either end still agrees.
 */
const BESTEST_BANDS: Partial<Record<PlaneName, readonly [number, number]>> = {
  horizontal: [1663, 1670],
  south: [1291, 1387],
  east: [1017, 1068],
  west: [903, 997],
  north: [399, 477],
};
const BAND_ROUNDING = 0.5;

/** Annual irradiation of six planes against pvlib, for each of the weather years given. */
export function solarValidation(weathers: Partial<Record<SolarReference, WeatherYear>>): ValidationRow[] {
  const rows: ValidationRow[] = [];
  for (const name of Object.keys(PVLIB) as SolarReference[]) {
    const weather = weathers[name];
    if (!weather) continue;
    const { planes } = runSolarCase({ planes: PLANES, albedo: 0.2 }, weather);
    planes.forEach((plane, index) => {
      rows.push(valueRow(`solar ${name}`, plane.name, 'kWh/m2', plane.annual_kWh_m2, PVLIB[name][index]!, 0.5));
    });
  }
  return rows;
}

/** Incident irradiation against the example results of Standard 140-2020 (Denver's 2020 weather). */
export function bestestSolarValidation(denver: WeatherYear): ValidationRow[] {
  const { planes } = runSolarCase({ planes: PLANES, albedo: 0.2 }, denver);
  return planes.flatMap((plane) => {
    const band = BESTEST_BANDS[plane.name as PlaneName];
    return band ? [bandRow('BESTEST incident', plane.name, 'kWh/m2', plane.annual_kWh_m2, band, BAND_ROUNDING)] : [];
  });
}

/** The PV chain against PVWatts: annual sums, hourly deviation with both cell models, and the inverter alone. */
export function pvValidation(run: PvWattsRun): ValidationRow[] {
  const rows: ValidationRow[] = [];
  for (const cellModel of ['faiman', 'fuentes'] as const) {
    const result = runPvCase({ ...inputOf(run), cellModel, hourly: true }, run.weather);
    const name = `PVWatts, ${cellModel}`;
    rows.push(valueRow(name, 'plane of array', 'kWh/m2', result.plane_kWh_m2, total(run.plane_W_m2), 1));
    rows.push(valueRow(name, 'dc', 'kWh', result.dc_kWh, total(run.dc_W), 1));
    rows.push(valueRow(name, 'ac', 'kWh', result.ac_kWh, total(run.ac_W), 1));
    const deviation = nRmse_pct(result.hourly!.ac_W, run.ac_W);
    rows.push({
      case: name,
      quantity: 'ac, hourly deviation (RMSE over daylight mean)',
      unit: '%',
      ours: deviation,
      reference: 0,
      deviation_pct: deviation,
      tolerance_pct: 2,
      pass: deviation <= 2,
    });
  }
  const system = { ...DEFAULT_PV_SYSTEM, inverterEfficiency: run.inverterEfficiency, dcAcRatio: run.dcAcRatio };
  const ac = run.dc_W.map((dc) => acPower_W(system, run.power_kW * 1000, dc));
  rows.push(valueRow("PVWatts, inverter from the file's dc", 'ac', 'kWh', total(ac), total(run.ac_W), 0.001));
  return rows;
}

/** The PV case that repeats a PVWatts run. */
export function inputOf(run: PvWattsRun) {
  const { power_kW, tilt_deg, azimuth_deg, losses, inverterEfficiency, dcAcRatio } = run;
  return { power_kW, tilt_deg, azimuth_deg, losses, inverterEfficiency, dcAcRatio, mount: 'roof' as const, albedo: 0.2 };
}

/** Root mean square deviation of all hours over the mean of the reference's hours above zero [%]. */
export function nRmse_pct(ours: Float64Array, reference: Float64Array): number {
  let squares = 0;
  let sum = 0;
  let lit = 0;
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const expected = reference[hour]!;
    if (expected > 0) {
      sum += expected;
      lit++;
    }
    if (expected > 0 || ours[hour]! > 0) squares += (ours[hour]! - expected) ** 2;
  }
  return (100 * Math.sqrt(squares / lit)) / (sum / lit);
}

/** [W] over the year to [kWh]. */
function total(series: Float64Array): number {
  return series.reduce((sum, value) => sum + value, 0) / 1000;
}
