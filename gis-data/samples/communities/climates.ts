/**
 * Climates of the sample communities: rounded monthly means that we chose to be typical of each place, for weather that is
 * made up (`synthesiseWeather`). Good for shapes of the day and the year, not for yields: those are stated per community.
 */
import type { WeatherYear } from '#models/energy/weather.ts';
import { synthesiseWeather } from '../../synth/weather/synthesiseWeather.ts';

export const CLIMATE_IDS = [
  'corby',
  'extremadura',
  'new-york',
  'riverland',
  'texas',
  'allgaeu',
  'shariatpur',
  'medellin',
  'rhineland',
  'netherlands',
  'orkney',
  'cornwall',
  'oslofjord',
] as const;
export type ClimateId = (typeof CLIMATE_IDS)[number];

interface Climate {
  readonly name: string;
  readonly lat_deg: number;
  readonly lon_deg: number;
  readonly timeZone_h: number;
  readonly elevation_m: number;
  readonly temperature_C: readonly number[];
  readonly dailyRange_K: number;
  readonly globalHorizontal_kWh_m2: readonly number[];
  readonly humidity_pct: number;
  /** Mean of the year [m/s]; winter (of the hemisphere) by `windSwing` above it, summer below. */
  readonly wind_m_s: number;
  readonly windSwing: number;
  /** Electricity of homes over the year: swing and its day, heating or cooling season. */
  readonly homes: { readonly swing: number; readonly peakDay: number };
}

const WINTER = { swing: 0.16, peakDay: 15 };
const SUMMER = { swing: 0.2, peakDay: 205 };

const CLIMATES: Readonly<Record<ClimateId, Climate>> = {
  corby: {
    name: 'Corby',
    lat_deg: 52.49,
    lon_deg: -0.69,
    timeZone_h: 0,
    elevation_m: 110,
    temperature_C: [4.3, 4.5, 6.6, 8.9, 12, 15, 17.3, 17.1, 14.4, 10.8, 7.1, 4.6],
    dailyRange_K: 7.5,
    globalHorizontal_kWh_m2: [21, 38, 77, 117, 152, 158, 156, 132, 91, 53, 26, 17],
    humidity_pct: 80,
    wind_m_s: 4.6,
    windSwing: 0.15,
    homes: WINTER,
  },
  extremadura: {
    name: 'Extremadura',
    lat_deg: 38.9,
    lon_deg: -6.6,
    timeZone_h: 0,
    elevation_m: 200,
    temperature_C: [8.6, 10, 13, 15, 19, 24, 27, 26.6, 23, 18, 12.4, 9.4],
    dailyRange_K: 12,
    globalHorizontal_kWh_m2: [75, 93, 142, 173, 210, 227, 241, 213, 160, 113, 79, 65],
    humidity_pct: 62,
    wind_m_s: 3.2,
    windSwing: 0.05,
    homes: { swing: 0.1, peakDay: 205 },
  },
  'new-york': {
    name: 'New York',
    lat_deg: 40.68,
    lon_deg: -73.98,
    timeZone_h: -5,
    elevation_m: 15,
    temperature_C: [0.5, 1.8, 5.8, 11.7, 17, 22.2, 25.2, 24.4, 20.5, 14.4, 8.7, 3.4],
    dailyRange_K: 8,
    globalHorizontal_kWh_m2: [55, 75, 115, 143, 171, 180, 182, 161, 126, 93, 58, 47],
    humidity_pct: 65,
    wind_m_s: 4.5,
    windSwing: 0.15,
    homes: SUMMER,
  },
  riverland: {
    name: 'Riverland, South Australia',
    lat_deg: -34.2,
    lon_deg: 140.6,
    timeZone_h: 9.5,
    elevation_m: 40,
    temperature_C: [24, 23.5, 20.5, 16.5, 12.8, 10, 9.5, 11, 13.8, 17, 20.3, 22.3],
    dailyRange_K: 14,
    globalHorizontal_kWh_m2: [225, 183, 168, 119, 88, 72, 80, 105, 138, 179, 206, 223],
    humidity_pct: 55,
    wind_m_s: 3.6,
    windSwing: 0.05,
    homes: { swing: 0.2, peakDay: 20 },
  },
  texas: {
    name: 'Central Texas',
    lat_deg: 31,
    lon_deg: -97.4,
    timeZone_h: -6,
    elevation_m: 180,
    temperature_C: [8.5, 10.7, 15, 19.2, 23.7, 27.6, 29.4, 29.4, 25.7, 20.1, 14, 9.4],
    dailyRange_K: 12,
    globalHorizontal_kWh_m2: [95, 105, 145, 160, 180, 195, 200, 185, 150, 130, 100, 88],
    humidity_pct: 65,
    wind_m_s: 4.6,
    windSwing: 0.1,
    homes: { swing: 0.3, peakDay: 205 },
  },
  allgaeu: {
    name: 'Allgäu',
    lat_deg: 47.7,
    lon_deg: 10.3,
    timeZone_h: 1,
    elevation_m: 700,
    temperature_C: [-1, -0.3, 3.7, 7.8, 12.5, 15.8, 17.7, 17.2, 13, 8.8, 3.3, 0.2],
    dailyRange_K: 10,
    globalHorizontal_kWh_m2: [40, 60, 100, 128, 152, 160, 165, 142, 103, 68, 41, 32],
    humidity_pct: 78,
    wind_m_s: 2.6,
    windSwing: 0.1,
    homes: WINTER,
  },
  shariatpur: {
    name: 'Shariatpur, Bangladesh',
    lat_deg: 23.2,
    lon_deg: 90.35,
    timeZone_h: 6,
    elevation_m: 5,
    temperature_C: [18.5, 21.5, 26, 28.3, 28.8, 29, 28.8, 28.8, 28.6, 27.2, 23.5, 19.8],
    dailyRange_K: 9,
    globalHorizontal_kWh_m2: [125, 135, 170, 175, 170, 140, 135, 138, 125, 133, 125, 120],
    humidity_pct: 80,
    wind_m_s: 2.2,
    windSwing: -0.2,
    homes: { swing: 0.1, peakDay: 190 },
  },
  medellin: {
    name: 'Medellín',
    lat_deg: 6.25,
    lon_deg: -75.57,
    timeZone_h: -5,
    elevation_m: 1500,
    temperature_C: [22, 22.3, 22.5, 22.2, 22.2, 22.3, 22.5, 22.5, 22, 21.5, 21.4, 21.7],
    dailyRange_K: 10,
    globalHorizontal_kWh_m2: [148, 140, 150, 138, 142, 147, 160, 155, 142, 138, 133, 138],
    humidity_pct: 68,
    wind_m_s: 1.8,
    windSwing: 0,
    homes: { swing: 0.02, peakDay: 15 },
  },
  rhineland: {
    name: 'Rhineland',
    lat_deg: 50.2,
    lon_deg: 6.9,
    timeZone_h: 1,
    elevation_m: 150,
    temperature_C: [2, 3, 6.3, 10, 14, 17.2, 19.2, 18.8, 14.8, 10.5, 6, 3],
    dailyRange_K: 9,
    globalHorizontal_kWh_m2: [24, 42, 82, 122, 152, 160, 158, 136, 95, 57, 28, 19],
    humidity_pct: 77,
    wind_m_s: 3.6,
    windSwing: 0.15,
    homes: WINTER,
  },
  netherlands: {
    name: 'Netherlands',
    lat_deg: 52.2,
    lon_deg: 5.3,
    timeZone_h: 1,
    elevation_m: 3,
    temperature_C: [3.5, 4, 6.5, 9.8, 13.5, 16.3, 18.3, 18, 15, 11.2, 7.2, 4.3],
    dailyRange_K: 8,
    globalHorizontal_kWh_m2: [20, 37, 78, 123, 158, 160, 158, 136, 90, 53, 25, 16],
    humidity_pct: 81,
    wind_m_s: 5.4,
    windSwing: 0.15,
    homes: WINTER,
  },
  orkney: {
    name: 'Orkney',
    lat_deg: 58.98,
    lon_deg: -2.96,
    timeZone_h: 0,
    elevation_m: 30,
    temperature_C: [4.3, 4.2, 5.1, 6.8, 9.1, 11.4, 13.2, 13.4, 11.8, 9.3, 6.8, 4.9],
    dailyRange_K: 4.5,
    globalHorizontal_kWh_m2: [9, 26, 64, 108, 148, 146, 138, 112, 70, 34, 13, 6],
    humidity_pct: 83,
    wind_m_s: 7.8,
    windSwing: 0.2,
    homes: { swing: 0.3, peakDay: 15 },
  },
  cornwall: {
    name: 'Cornwall',
    lat_deg: 50.35,
    lon_deg: -4.8,
    timeZone_h: 0,
    elevation_m: 60,
    temperature_C: [7, 7, 8.2, 9.7, 12.2, 14.7, 16.5, 16.7, 15, 12.3, 9.5, 7.6],
    dailyRange_K: 6,
    globalHorizontal_kWh_m2: [28, 46, 88, 133, 165, 172, 168, 142, 103, 62, 33, 22],
    humidity_pct: 82,
    wind_m_s: 6.3,
    windSwing: 0.2,
    homes: WINTER,
  },
  oslofjord: {
    name: 'Outer Oslofjord',
    lat_deg: 59.1,
    lon_deg: 10.9,
    timeZone_h: 1,
    elevation_m: 20,
    temperature_C: [-1, -1, 1.5, 5.5, 10.8, 14.8, 17, 16.3, 12.5, 8, 3.5, 0.3],
    dailyRange_K: 7,
    globalHorizontal_kWh_m2: [12, 30, 75, 118, 165, 172, 165, 130, 82, 40, 15, 8],
    humidity_pct: 79,
    wind_m_s: 5,
    windSwing: 0.15,
    homes: { swing: 0.4, peakDay: 15 },
  },
};

const years = new Map<ClimateId, WeatherYear>();

/** Weather year of a climate, always the same; kept after the first call. */
export function climateYear(id: ClimateId): WeatherYear {
  const known = years.get(id);
  if (known) return known;
  const climate = CLIMATES[id];
  const windPeak = climate.lat_deg < 0 ? 6 : 0;
  const place = { ...climate };
  const year = synthesiseWeather({
    place,
    monthlyNormals: {
      station: climate.name,
      source: 'Rounded means, our assumption',
      elevation_m: climate.elevation_m,
      temperature_C: climate.temperature_C,
      dailyRange_K: climate.temperature_C.map(() => climate.dailyRange_K),
      globalHorizontal_kWh_m2: climate.globalHorizontal_kWh_m2,
      relativeHumidity_pct: climate.temperature_C.map(() => climate.humidity_pct),
      windSpeed_m_s: climate.temperature_C.map(
        (_, month) => climate.wind_m_s * (1 + climate.windSwing * Math.cos((Math.PI * (month - windPeak)) / 6)),
      ),
      prevailingWind_deg: 240,
    },
    seed: 1 + CLIMATE_IDS.indexOf(id),
  });
  years.set(id, year);
  return year;
}

export function climateHomes(id: ClimateId): Climate['homes'] {
  return CLIMATES[id].homes;
}
