/** A weather year that never changes, without sun: the tests' analytic cases. */
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { WeatherYear } from '#models/energy/weather.ts';

export function constantWeather({ dryBulb_C = 10, infrared_W_m2 = 300, windSpeed_m_s = 2 }): WeatherYear {
  const constant = (value: number) => new Float64Array(HOURS_PER_YEAR).fill(value);
  return {
    name: 'constant',
    lat_deg: 45,
    lon_deg: 15,
    timeZone_h: 1,
    elevation_m: 0,
    origin: 'synthetic',
    firstWeekday: 0,
    irradianceInstant_h: null,
    dryBulb_C: constant(dryBulb_C),
    dewPoint_C: constant(dryBulb_C - 5),
    relativeHumidity_pct: constant(70),
    pressure_Pa: constant(101325),
    infrared_W_m2: constant(infrared_W_m2),
    ghi_W_m2: constant(0),
    dni_W_m2: constant(0),
    dhi_W_m2: constant(0),
    windDirection_deg: constant(0),
    windSpeed_m_s: constant(windSpeed_m_s),
    albedo: constant(0.2),
    notes: [],
  };
}
