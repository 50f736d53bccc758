/** Half-hourly generation per rated power from a climate's synthetic weather. */

import { acPower_W, DEFAULT_PV_SYSTEM, dcPower_W, faimanCell_C } from '#models/energy/pv/pvWatts.ts';
import { freePlane, irradianceOnPlane } from '#models/energy/solar/irradiance.ts';
import { skyYear } from '#models/energy/solar/skyYear.ts';
import { toFiner } from '#models/market/participants/resample.ts';
import type { SkyYear } from '#models/scenario/plan.ts';
import { type ClimateId, climateYear } from './climates.ts';
import type { GeneratorSpec, PvSpec } from './communitySpec.ts';
import { BASE_STEPS } from './loadYears.ts';

const skies = new Map<ClimateId, SkyYear>();
const units = new Map<string, Float64Array>();

function skyOf(climate: ClimateId): SkyYear {
  const known = skies.get(climate) ?? skyYear(climateYear(climate));
  skies.set(climate, known);
  return known;
}

function remembered(key: string, make: () => Float64Array): Float64Array {
  const known = units.get(key) ?? make();
  units.set(key, known);
  return known;
}

function scaledToSum(values: Float64Array, sum: number): Float64Array {
  let total = 0;
  for (const value of values) total += value;
  return values.map((value) => (value * sum) / total);
}

/** Mean power of each half hour [kW], with the stated energy of the year. */
export function pvYear(climate: ClimateId, pv: PvSpec): Float64Array {
  const tilt_deg = pv.tilt_deg ?? 30;
  const turned_deg = pv.turned_deg ?? 0;
  const unit = remembered(`pv ${climate} ${tilt_deg} ${turned_deg}`, () => {
    const weather = climateYear(climate);
    const sky = skyOf(climate);
    const plane = freePlane(tilt_deg, (weather.lat_deg < 0 ? 0 : 180) + turned_deg);
    const hourly = Float64Array.from({ length: 8760 }, (_, hour) => {
      const irradiance = irradianceOnPlane(sky, hour, plane);
      const { u0, u1 } = DEFAULT_PV_SYSTEM;
      const cell_C = faimanCell_C(irradiance, weather.dryBulb_C[hour]!, weather.windSpeed_m_s[hour]!, u0, u1);
      return acPower_W(DEFAULT_PV_SYSTEM, 1, dcPower_W(DEFAULT_PV_SYSTEM, 1, irradiance, cell_C));
    });
    return scaledToSum(toFiner(hourly, 2, 'sloped'), 2);
  });
  const energy_kWh = pv.power_kWp * pv.yield_kWhPerKWp;
  return unit.map((share) => share * energy_kWh);
}

/** Power of a turbine over its rated one: third power of the wind between 3 and 12 m/s, off above 25 m/s. */
function turbine(wind_m_s: number): number {
  if (wind_m_s < 3 || wind_m_s > 25) return 0;
  return wind_m_s >= 12 ? 1 : (wind_m_s ** 3 - 27) / (1728 - 27);
}

/** Mean power of each half hour [kW] with the stated capacity factor: the wind at hub height is a multiple of that at 10 m. */
export function generatorYear(climate: ClimateId, generator: GeneratorSpec): Float64Array {
  if (generator.kind === 'steady') return new Float64Array(BASE_STEPS).fill(generator.power_kW * generator.capacityFactor);
  const unit = remembered(`wind ${climate} ${generator.capacityFactor}`, () => {
    const { windSpeed_m_s } = climateYear(climate);
    const meanAt = (factor: number) => windSpeed_m_s.reduce((sum, wind) => sum + turbine(wind * factor), 0) / windSpeed_m_s.length;
    let low = 0.5;
    let high = 2.5;
    for (let i = 0; i < 30; i++) {
      const middle = (low + high) / 2;
      if (meanAt(middle) < generator.capacityFactor) low = middle;
      else high = middle;
    }
    return toFiner(
      windSpeed_m_s.map((wind) => turbine(wind * high)),
      2,
      'sloped',
    );
  });
  return unit.map((share) => share * generator.power_kW);
}
