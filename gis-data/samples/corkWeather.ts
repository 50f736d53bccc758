/** Climate of the sample: monthly means of Cork Airport, carried to the docklands. */
import type { WeatherYear } from '#models/energy/weather.ts';
import type { MonthlyNormals, WeatherPlace } from '../synth/weather/monthlyNormals.ts';
import { irradiationFromSunshine } from '../synth/weather/sunshine.ts';
import { synthesiseWeather } from '../synth/weather/synthesiseWeather.ts';
import { CORK_DOCKLANDS } from './corkDocklands.ts';

const STATION: WeatherPlace = { name: 'Cork Airport', lat_deg: 51.847, lon_deg: -8.486, timeZone_h: 0, elevation_m: 155 };

/** Mean daily maximum and minimum [degC], 1981-2010. */
const MAXIMUM_C = [8.2, 8.3, 9.9, 11.8, 14.4, 17.0, 18.7, 18.5, 16.5, 13.2, 10.3, 8.5];
const MINIMUM_C = [3.0, 3.1, 4.0, 4.9, 7.4, 10.0, 11.8, 11.8, 10.2, 7.7, 5.2, 3.7];
/** Mean daily hours of bright sunshine, 1981-2010. */
const SUNSHINE_h_d = [1.8, 2.4, 3.3, 5.3, 6.2, 5.8, 5.4, 5.2, 4.3, 3.0, 2.3, 1.7];
/** Mean relative humidity at 09 and 15 UTC [%], 1981-2010. */
const HUMIDITY_09_pct = [90, 89, 88, 83, 80, 81, 83, 85, 88, 90, 91, 90];
const HUMIDITY_15_pct = [84, 79, 76, 72, 71, 72, 73, 73, 75, 80, 83, 86];
/** Mean wind speed [knots], 1981-2010. */
const WIND_kn = [12.1, 12.0, 11.5, 10.3, 10.2, 9.6, 9.3, 9.1, 9.4, 10.6, 10.8, 11.4];
const KNOT_m_s = 0.514444;

/** Monthly means the sample's weather is made from. */
export const CORK_NORMALS: MonthlyNormals = {
  station: 'Cork Airport, 1981-2010',
  source:
    'Temperature, sunshine, humidity and wind: Met Éireann, 30-year averages (rounded). Irradiation: computed from the hours of sunshine (Angstrom-Prescott, FAO-56).',
  elevation_m: STATION.elevation_m,
  temperature_C: MAXIMUM_C.map((maximum, month) => (maximum + MINIMUM_C[month]!) / 2),
  dailyRange_K: MAXIMUM_C.map((maximum, month) => maximum - MINIMUM_C[month]!),
  globalHorizontal_kWh_m2: irradiationFromSunshine(STATION, SUNSHINE_h_d),
  relativeHumidity_pct: HUMIDITY_09_pct.map((morning, month) => (morning + HUMIDITY_15_pct[month]!) / 2),
  windSpeed_m_s: WIND_kn.map((knots) => knots * KNOT_m_s),
  prevailingWind_deg: 225,
};

/** The sample's hourly year: synthetic, always the same. */
export function sampleWeather(): WeatherYear {
  return synthesiseWeather({ place: CORK_DOCKLANDS, monthlyNormals: CORK_NORMALS, seed: 1 });
}
