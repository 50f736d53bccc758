/** Hourly irradiance from monthly irradiation: daily clearness, hourly profile, split into beam and diffuse. */
import { RandomStream } from '#models/core/random.ts';
import { DAYS_PER_MONTH, MONTH_START_HOUR } from '#models/core/timeAxis.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import { autoregressive } from './randomWalks.ts';
import type { SunYear } from './sunOfHour.ts';

/** Least daily clearness index that occurs (Bendt, Collares-Pereira and Rabl 1981). */
const MIN_CLEARNESS = 0.05;
/** Lag-one correlation of the daily clearness index in normal scores (Graham, Hollands and Unny 1988). */
const DAY_TO_DAY = 0.29;
/** Hourly clearness cannot exceed what a clear atmosphere lets through. */
const MAX_HOURLY_CLEARNESS = 0.8;
/** Share of the extraterrestrial beam that a clear sky leaves at most. */
const MAX_BEAM_TRANSMITTANCE = 0.78;

export interface SolarYear {
  readonly ghi_W_m2: Float64Array;
  readonly dni_W_m2: Float64Array;
  readonly dhi_W_m2: Float64Array;
  /** Clearness index of each day, 0..1. */
  readonly dailyClearness: Float64Array;
  /** Normal scores of it, for noise that goes with the sky. */
  readonly clearnessScore: Float64Array;
}

/** Largest daily clearness for a monthly mean (Hollands and Huget 1983). */
function maxClearness(mean: number): number {
  return 0.6313 + 0.267 * mean - 11.9 * (mean - 0.75) ** 8;
}

/** Exponent of the exponential distribution between two bounds that has the given mean. */
function exponentForMean(mean: number, low: number, high: number): number {
  const meanOf = (gamma: number): number => {
    if (Math.abs(gamma) < 1e-6) return (low + high) / 2;
    const e = Math.exp(-gamma * (high - low));
    return (high - low * e) / (1 - e) - 1 / gamma;
  };
  let [a, b] = [-200, 200];
  for (let i = 0; i < 80; i++) {
    const middle = (a + b) / 2;
    if (meanOf(middle) < mean) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/** Ratio of hourly to daily irradiation (Collares-Pereira and Rabl 1979), not yet normalised. */
function hourlyShare(hourAngle: number, sunset: number): number {
  const a = 0.409 + 0.5016 * Math.sin(sunset - Math.PI / 3);
  const b = 0.6609 - 0.4767 * Math.sin(sunset - Math.PI / 3);
  return Math.max(0, (a + b * Math.cos(hourAngle)) * (Math.cos(hourAngle) - Math.cos(sunset)));
}

/** Diffuse share of global irradiance from the hourly clearness index (Erbs, Klein and Duffie 1982). */
export function diffuseShare(clearness: number): number {
  const k = clearness;
  if (k <= 0.22) return 1 - 0.09 * k;
  if (k > 0.8) return 0.165;
  return 0.9511 - 0.1604 * k + 4.388 * k ** 2 - 16.638 * k ** 3 + 12.336 * k ** 4;
}

function dailyClearness(scores: Float64Array, sun: SunYear, monthly_kWh_m2: readonly number[]): Float64Array {
  const clearness = new Float64Array(365);
  let first = 0;
  DAYS_PER_MONTH.forEach((days, month) => {
    let extraterrestrial = 0;
    for (let d = first; d < first + days; d++) extraterrestrial += sun.days[d]!.extraterrestrialDay_Wh_m2;
    const mean = extraterrestrial > 0 ? (monthly_kWh_m2[month]! * 1000) / extraterrestrial : 0;
    const high = maxClearness(mean);
    const gamma = exponentForMean(mean, MIN_CLEARNESS, high);
    // Ranks instead of raw scores give every month exactly the published distribution.
    const order = Array.from({ length: days }, (_, i) => first + i).sort((p, q) => scores[p]! - scores[q]!);
    order.forEach((day, rank) => {
      const f = (rank + 0.5) / days;
      clearness[day] = MIN_CLEARNESS + Math.log(1 + f * Math.expm1(gamma * (high - MIN_CLEARNESS))) / gamma;
    });
    first += days;
  });
  return clearness;
}

function fillDay(ghi: Float64Array, day: number, clearness: number, sun: SunYear, noise: Float64Array): void {
  const { sunsetAngle_rad, extraterrestrialDay_Wh_m2 } = sun.days[day]!;
  const wanted = clearness * extraterrestrialDay_Wh_m2;
  // Broken skies vary most; wholly clear and wholly overcast days are smooth.
  const spread = 0.45 * Math.max(0, 1 - ((clearness - 0.42) / 0.36) ** 2);
  for (let h = day * 24; h < day * 24 + 24; h++) {
    const share = sun.sunlit[h]! * hourlyShare(sun.hourAngle_rad[h]!, sunsetAngle_rad);
    ghi[h] = share * Math.exp(spread * noise[h]!);
  }
  for (let round = 0; round < 12; round++) {
    let sum = 0;
    for (let h = day * 24; h < day * 24 + 24; h++) sum += ghi[h]!;
    if (sum === 0) return;
    let capped = false;
    for (let h = day * 24; h < day * 24 + 24; h++) {
      const limit = MAX_HOURLY_CLEARNESS * sun.extraterrestrialHorizontal_W_m2[h]!;
      const scaled = (ghi[h]! * wanted) / sum;
      capped ||= scaled > limit;
      ghi[h] = Math.min(scaled, limit);
    }
    if (!capped) return;
  }
}

/** Splits global irradiance so that DNI cos z + DHI = GHI holds in every hour with the sun at the middle of its sunlit part. */
function split(ghi: number, h: number, sun: SunYear): { dni: number; dhi: number } {
  const horizontal = sun.extraterrestrialHorizontal_W_m2[h]!;
  const cosZenith = sun.cosZenith[h]!;
  if (ghi <= 0 || horizontal <= 0 || cosZenith <= 0) return { dni: 0, dhi: Math.max(0, ghi) };
  const beamLimit = MAX_BEAM_TRANSMITTANCE * sun.days[Math.floor(h / 24)]!.extraterrestrial_W_m2;
  // The sun of a partly lit hour shines for part of it only: the hourly mean of the beam has that bound.
  const dni = Math.min(((1 - diffuseShare(ghi / horizontal)) * ghi) / cosZenith, beamLimit * sun.sunlit[h]!);
  return { dni, dhi: ghi - dni * cosZenith };
}

/**
 * Irradiance of the year. The sum of each month is the given one.
 * @param monthly_kWh_m2 irradiation on the horizontal per month
 */
export function solarYear(sun: SunYear, monthly_kWh_m2: readonly number[], seed: number): SolarYear {
  const clearnessScore = autoregressive(new RandomStream(seed), 365, DAY_TO_DAY);
  const clearness = dailyClearness(clearnessScore, sun, monthly_kWh_m2);
  const noise = autoregressive(new RandomStream(seed ^ 0x51ed270b), HOURS_PER_YEAR, 0.55);
  const ghi = new Float64Array(HOURS_PER_YEAR);
  for (let day = 0; day < 365; day++) fillDay(ghi, day, clearness[day]!, sun, noise);

  const dni = new Float64Array(HOURS_PER_YEAR);
  const dhi = new Float64Array(HOURS_PER_YEAR);
  for (let month = 0; month < 12; month++) {
    const [from, to] = [MONTH_START_HOUR[month]!, MONTH_START_HOUR[month + 1]!];
    let sum = 0;
    for (let h = from; h < to; h++) sum += ghi[h]!;
    const scale = sum > 0 ? (monthly_kWh_m2[month]! * 1000) / sum : 0;
    for (let h = from; h < to; h++) {
      ghi[h]! *= scale;
      const parts = split(ghi[h]!, h, sun);
      dni[h] = parts.dni;
      dhi[h] = parts.dhi;
    }
  }
  return { ghi_W_m2: ghi, dni_W_m2: dni, dhi_W_m2: dhi, dailyClearness: clearness, clearnessScore };
}
