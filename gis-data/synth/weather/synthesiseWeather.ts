/**
 * An hourly weather year from monthly normals. It has the climate's means, plausible days and their order, and is
 * no record of any real year: everything it makes is labelled synthetic. Method: docs/models/synthetic.md.
 */
import { InputError } from '#models/core/errors.ts';
import { HOURS_PER_YEAR, KELVIN_OFFSET, STEFAN_BOLTZMANN_W_m2K4 } from '#models/core/units.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import { humidityYear, pressureYear, temperatureYear, windDirectionYear, windSpeedYear } from './airYear.ts';
import type { MonthlyNormals, WeatherPlace } from './monthlyNormals.ts';
import { solarYear } from './solarYear.ts';
import { sunYear } from './sunOfHour.ts';

/** Temperature falls with height in the standard atmosphere [K/m] (ISO 2533). */
const LAPSE_K_m = 0.0065;
/** Ground reflectance without snow [-]. */
const ALBEDO = 0.2;

export interface SynthesiseWeatherInput {
  readonly place: WeatherPlace;
  readonly monthlyNormals: MonthlyNormals;
  readonly seed: number;
}

/**
 * Sky radiation on the horizontal [W/m2] from dew point and cloud cover (Clark and Allen 1978; Walton 1983).
 * @param cloud tenths of the sky covered, 0..10
 */
function skyInfrared_W_m2(dryBulb_C: number, dewPoint_C: number, cloud: number): number {
  const clear = 0.787 + 0.764 * Math.log((dewPoint_C + KELVIN_OFFSET) / KELVIN_OFFSET);
  const emissivity = clear * (1 + 0.0224 * cloud - 0.0035 * cloud ** 2 + 0.00028 * cloud ** 3);
  return Math.min(1, emissivity) * STEFAN_BOLTZMANN_W_m2K4 * (dryBulb_C + KELVIN_OFFSET) ** 4;
}

/**
 * Makes a year of 8,760 hours whose monthly means of temperature, irradiation, humidity and wind are the normals.
 * Temperatures are carried from the station's height to the place's with the standard lapse rate.
 * @throws InputError where a normal is not a possible value.
 */
export function synthesiseWeather(input: SynthesiseWeatherInput): WeatherYear {
  const { place, monthlyNormals: normals, seed } = input;
  checkNormals(input);
  const sun = sunYear(place);
  const sky = solarYear(sun, normals.globalHorizontal_kWh_m2, seed);
  const atPlace = normals.temperature_C.map((value) => value + LAPSE_K_m * (normals.elevation_m - place.elevation_m));
  const dryBulb_C = temperatureYear(atPlace, normals.dailyRange_K, sky, seed);
  const { relativeHumidity_pct, dewPoint_C } = humidityYear(dryBulb_C, normals.relativeHumidity_pct, seed);
  const infrared_W_m2 = dryBulb_C.map((temperature, h) => {
    const clearness = sky.dailyClearness[Math.floor(h / 24)]!;
    const cloud = Math.min(10, Math.max(0, (10 * (0.72 - clearness)) / 0.52));
    return skyInfrared_W_m2(temperature, dewPoint_C[h]!, cloud);
  });
  return {
    name: `${place.name} (synthetic year)`,
    lat_deg: place.lat_deg,
    lon_deg: place.lon_deg,
    timeZone_h: place.timeZone_h,
    elevation_m: place.elevation_m,
    origin: 'synthetic',
    firstWeekday: 0,
    irradianceInstant_h: null,
    dryBulb_C,
    dewPoint_C,
    relativeHumidity_pct,
    pressure_Pa: pressureYear(place.elevation_m, sky, seed),
    infrared_W_m2,
    ghi_W_m2: sky.ghi_W_m2,
    dni_W_m2: sky.dni_W_m2,
    dhi_W_m2: sky.dhi_W_m2,
    windDirection_deg: windDirectionYear(normals.prevailingWind_deg, seed),
    windSpeed_m_s: windSpeedYear(normals.windSpeed_m_s, seed),
    albedo: new Float64Array(HOURS_PER_YEAR).fill(ALBEDO),
    notes: [
      'Synthetic weather: made by a random process from monthly means, not a record of any year.',
      `Monthly means: ${normals.station}. ${normals.source}`,
      `Temperatures carried from ${normals.elevation_m} m to ${place.elevation_m} m above sea level with ${LAPSE_K_m * 1000} K/km.`,
    ],
    noteDetails: [
      { code: 'synthetic.made', values: {} },
      { code: 'synthetic.normals', values: { station: normals.station, source: normals.source } },
      {
        code: 'synthetic.lapse',
        values: { from_m: normals.elevation_m, to_m: place.elevation_m, lapse_K_km: LAPSE_K_m * 1000 },
      },
    ],
  };
}

function checkNormals({ place, monthlyNormals: normals }: SynthesiseWeatherInput): void {
  const bounds = [
    ['temperature_C', -60, 50],
    ['dailyRange_K', 0, 40],
    ['globalHorizontal_kWh_m2', 0, 350],
    ['relativeHumidity_pct', 15, 97],
    ['windSpeed_m_s', 0.1, 30],
  ] as const;
  for (const [field, low, high] of bounds) {
    if (normals[field].length !== 12) {
      throw new InputError({
        code: 'normals.months',
        message: `Monthly normal ${field} has ${normals[field].length} values; a year has 12 months.`,
        where: normals.station,
        mend: 'Give one value per month, January first.',
        values: { field, count: normals[field].length },
      });
    }
    normals[field].forEach((value, month) => {
      if (value >= low && value <= high) return;
      throw new InputError({
        code: 'normals.range',
        message: `Monthly normal ${field} is ${value}; possible values are ${low} to ${high}.`,
        where: `${normals.station}, month ${month + 1}`,
        mend: 'Check the unit and the column the value came from.',
        values: { field, value, low, high, month: month + 1 },
      });
    });
  }
  if (Math.abs(place.lat_deg) <= 66) return;
  throw new InputError({
    code: 'normals.polar',
    message: `Synthetic weather is made for latitudes up to 66 degrees; this place lies at ${place.lat_deg}.`,
    where: place.name,
    mend: 'Load a weather file (EPW) for this place.',
    values: { latitude: place.lat_deg },
  });
}
