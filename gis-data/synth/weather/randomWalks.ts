/** Autocorrelated noise and the corrections that give a series back its monthly means. */
import type { RandomStream } from '#models/core/random.ts';
import { MONTH_OF_HOUR, MONTH_START_HOUR } from '#models/core/timeAxis.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';

/** First-order autoregressive series with zero mean, unit variance and lag-one correlation `phi`. */
export function autoregressive(random: RandomStream, length: number, phi: number): Float64Array {
  const series = new Float64Array(length);
  const innovation = Math.sqrt(1 - phi * phi);
  let state = random.normal();
  for (let i = 0; i < length; i++) {
    state = phi * state + innovation * random.normal();
    series[i] = state;
  }
  return series;
}

/** Means of an hourly series over the twelve months. */
export function monthlyMeans(hourly: Float64Array): number[] {
  return Array.from({ length: 12 }, (_, month) => {
    const [from, to] = [MONTH_START_HOUR[month] ?? 0, MONTH_START_HOUR[month + 1] ?? HOURS_PER_YEAR];
    let sum = 0;
    for (let h = from; h < to; h++) sum += hourly[h]!;
    return sum / (to - from);
  });
}

/** Hourly line through twelve values that stand at the middles of the months, closed over the year's end. */
export function throughMonthMiddles(values: readonly number[]): Float64Array {
  const line = new Float64Array(HOURS_PER_YEAR);
  const middles = values.map((_, month) => ((MONTH_START_HOUR[month] ?? 0) + (MONTH_START_HOUR[month + 1] ?? HOURS_PER_YEAR)) / 2);
  for (let h = 0; h < HOURS_PER_YEAR; h++) {
    const month = MONTH_OF_HOUR[h]!;
    const after = h + 0.5 >= middles[month]!;
    const a = after ? month : (month + 11) % 12;
    const b = (a + 1) % 12;
    const from = middles[a]!;
    const span = b === 0 ? middles[0]! + HOURS_PER_YEAR - from : middles[b]! - from;
    const along = (h + 0.5 - from + HOURS_PER_YEAR) % HOURS_PER_YEAR;
    line[h] = values[a]! + ((values[b]! - values[a]!) * along) / span;
  }
  return line;
}

/**
 * Adds a smooth yearly line so that the monthly means become the wanted ones, without steps between months.
 * Changes the series in place.
 */
export function shiftToMonthlyMeans(hourly: Float64Array, wanted: readonly number[]): void {
  for (let round = 0; round < 60; round++) {
    const missing = monthlyMeans(hourly).map((mean, month) => wanted[month]! - mean);
    if (missing.every((gap) => Math.abs(gap) < 1e-9)) return;
    const line = throughMonthMiddles(missing);
    for (let h = 0; h < HOURS_PER_YEAR; h++) hourly[h]! += line[h]!;
  }
}

/** Standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
export function normalProbability(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z >= 0 ? 1 - tail : tail;
}
