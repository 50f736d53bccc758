/** Temperature, humidity, pressure and wind of a synthetic year, in step with its sky. */
import { RandomStream } from '#models/core/random.ts';
import { MONTH_OF_HOUR } from '#models/core/timeAxis.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import type { Monthly } from './monthlyNormals.ts';
import { autoregressive, monthlyMeans, normalProbability, shiftToMonthlyMeans, throughMonthMiddles } from './randomWalks.ts';
import type { SolarYear } from './solarYear.ts';

/** Saturation vapour pressure over water [Pa] (Magnus form, coefficients of Alduchov and Eskridge 1996). */
export function saturationPressure_Pa(temperature_C: number): number {
  return 610.94 * Math.exp((17.625 * temperature_C) / (243.04 + temperature_C));
}

/** Daily course of temperature, zero mean and about unit range (Erbs, Klein and Beckman 1983). */
function dailyCourse(hourOfDay: number): number {
  const t = (2 * Math.PI * (hourOfDay - 1)) / 24;
  return (
    0.4632 * Math.cos(t - 3.805) + 0.0984 * Math.cos(2 * t - 0.36) + 0.0168 * Math.cos(3 * t - 0.822) + 0.0138 * Math.cos(4 * t - 3.513)
  );
}

/** Standard deviation of daily means about the normal [K] and how they go with a clear sky, by season. */
const DAILY_SPREAD_WINTER_K = 2.7;
const DAILY_SPREAD_SUMMER_K = 1.9;
const CLEAR_SKY_WARMTH_K = 1.1;
/** Lag-one correlation of daily mean temperature. */
const DAY_TO_DAY = 0.72;

/** Noise per day, as a smooth hourly line through the noons. */
function throughNoons(daily: Float64Array): Float64Array {
  const line = new Float64Array(HOURS_PER_YEAR);
  for (let h = 0; h < HOURS_PER_YEAR; h++) {
    const position = (h + 0.5 - 12) / 24;
    const day = Math.floor(position);
    const weight = position - day;
    line[h] = daily[(day + 365) % 365]! * (1 - weight) + daily[(day + 1) % 365]! * weight;
  }
  return line;
}

/** Dry bulb temperature [degC] with the wanted monthly means. */
export function temperatureYear(mean_C: readonly number[], range_K: Monthly, sky: SolarYear, seed: number): Float64Array {
  const noise = autoregressive(new RandomStream(seed ^ 0x2545f491), 365, DAY_TO_DAY);
  const daily = new Float64Array(365);
  for (let day = 0; day < 365; day++) {
    // 1 in mid-July, 0 in mid-January.
    const summer = 0.5 - 0.5 * Math.cos((2 * Math.PI * (day - 14)) / 365);
    const spread = DAILY_SPREAD_WINTER_K + (DAILY_SPREAD_SUMMER_K - DAILY_SPREAD_WINTER_K) * summer;
    // Clear days are warm in summer and cold in winter.
    daily[day] = spread * noise[day]! + CLEAR_SKY_WARMTH_K * (2 * summer - 1) * sky.clearnessScore[day]!;
  }
  const temperature = throughNoons(daily);
  const base = throughMonthMiddles(mean_C);
  const monthClearness = new Float64Array(12);
  const monthDays = new Float64Array(12);
  for (let day = 0; day < 365; day++) {
    monthClearness[MONTH_OF_HOUR[day * 24]!]! += sky.dailyClearness[day]!;
    monthDays[MONTH_OF_HOUR[day * 24]!]! += 1;
  }
  for (let h = 0; h < HOURS_PER_YEAR; h++) {
    const month = MONTH_OF_HOUR[h]!;
    const relative = sky.dailyClearness[Math.floor(h / 24)]! / (monthClearness[month]! / monthDays[month]!);
    temperature[h]! += base[h]! + range_K[month]! * (0.4 + 0.6 * relative) * dailyCourse((h % 24) + 0.5);
  }
  shiftToMonthlyMeans(temperature, mean_C);
  return temperature;
}

export interface Humidity {
  readonly relativeHumidity_pct: Float64Array;
  readonly dewPoint_C: Float64Array;
}

/** Dew point at which air holds the vapour pressure [degC]. */
function dewPointOf(vapour_Pa: number): number {
  const x = Math.log(vapour_Pa / 610.94);
  return (243.04 * x) / (17.625 - x);
}

/**
 * Humidity with the wanted monthly means of relative humidity: vapour pressure follows the day's mean
 * temperature, so that relative humidity falls towards the afternoon, and never passes saturation.
 */
export function humidityYear(temperature_C: Float64Array, mean_pct: Monthly, seed: number): Humidity {
  const noise = autoregressive(new RandomStream(seed ^ 0x6c078965), HOURS_PER_YEAR, 0.97);
  const carrier = new Float64Array(HOURS_PER_YEAR);
  for (let h = 0; h < HOURS_PER_YEAR; h++) {
    let sum = 0;
    for (let k = -12; k < 12; k++) sum += temperature_C[(h + k + HOURS_PER_YEAR) % HOURS_PER_YEAR]!;
    carrier[h] = sum / 24;
  }
  const relativeHumidity_pct = new Float64Array(HOURS_PER_YEAR);
  const level = mean_pct.slice();
  for (let round = 0; round < 60; round++) {
    for (let h = 0; h < HOURS_PER_YEAR; h++) {
      const wanted = level[MONTH_OF_HOUR[h]!]! + 6 * noise[h]!;
      const vapour = (wanted / 100) * saturationPressure_Pa(carrier[h]!);
      relativeHumidity_pct[h] = Math.min(100, Math.max(15, (100 * vapour) / saturationPressure_Pa(temperature_C[h]!)));
    }
    const gaps = monthlyMeans(relativeHumidity_pct).map((mean, month) => mean_pct[month]! - mean);
    if (gaps.every((gap) => Math.abs(gap) < 1e-6)) break;
    gaps.forEach((gap, month) => {
      level[month]! += gap;
    });
  }
  const dewPoint_C = relativeHumidity_pct.map((rh, h) => dewPointOf((rh / 100) * saturationPressure_Pa(temperature_C[h]!)));
  return { relativeHumidity_pct, dewPoint_C };
}

/** Wind speed [m/s] with the wanted monthly means: Rayleigh distributed, hours after hours alike, stronger by day. */
export function windSpeedYear(mean_m_s: Monthly, seed: number): Float64Array {
  const noise = autoregressive(new RandomStream(seed ^ 0x1b873593), HOURS_PER_YEAR, 0.94);
  const speed = noise.map((score, h) => {
    const rayleigh = Math.sqrt(-2 * Math.log(1 - Math.min(0.99999, normalProbability(score))));
    return rayleigh * (1 + 0.15 * Math.cos((2 * Math.PI * ((h % 24) - 13.5)) / 24));
  });
  const means = monthlyMeans(speed);
  return speed.map((value, h) => (value * mean_m_s[MONTH_OF_HOUR[h]!]!) / means[MONTH_OF_HOUR[h]!]!);
}

/** Direction the wind comes from [deg, 0..360), wandering about the prevailing one. */
export function windDirectionYear(prevailing_deg: number, seed: number): Float64Array {
  const noise = autoregressive(new RandomStream(seed ^ 0x7f4a7c15), HOURS_PER_YEAR, 0.975);
  return noise.map((score) => (((prevailing_deg + 65 * score) % 360) + 360) % 360);
}

/** Air pressure [Pa]: standard atmosphere at the elevation with the swing of passing weather, high under clear skies. */
export function pressureYear(elevation_m: number, sky: SolarYear, seed: number): Float64Array {
  const noise = autoregressive(new RandomStream(seed ^ 0x3c6ef372), 365, 0.75);
  const daily = noise.map((score, day) => 900 * score + 350 * sky.clearnessScore[day]!);
  const standard = 101325 * (1 - 2.25577e-5 * elevation_m) ** 5.25588;
  return throughNoons(daily).map((swing) => standard + swing);
}
