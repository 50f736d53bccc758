/** Comparisons of results that say where they differ. */
import type { YearResult } from '#models/scenario/yearResult.ts';

/** Every series of a result by a readable name. */
export function seriesOf(result: YearResult): [string, Float64Array][] {
  return [
    ...Object.entries(result.monthly).map(([field, values]): [string, Float64Array] => [`monthly.${field}`, values]),
    ...Object.entries(result.yearly).map(([field, values]): [string, Float64Array] => [`yearly.${field}`, values]),
    ...Object.entries(result.hourly).map(([field, values]): [string, Float64Array] => [`hourly.${field}`, values]),
    ['surfaceIrradiation_kWh_m2', result.surfaceIrradiation_kWh_m2],
    ['pvYield_kWh', result.pvYield_kWh],
  ];
}

/** Largest difference relative to the larger of the value itself and a thousandth of the series' largest value. */
export function largestDifference(expected: Float64Array, actual: Float64Array): number {
  if (expected.length !== actual.length) return Number.POSITIVE_INFINITY;
  let scale = 0;
  for (const value of expected) scale = Math.max(scale, Math.abs(value));
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const size = Math.max(Math.abs(expected[i]!), 1e-3 * scale);
    const difference = Math.abs(expected[i]! - actual[i]!);
    if (difference > 0) largest = Math.max(largest, difference / size);
    if (Number.isNaN(actual[i]!)) return Number.NaN;
  }
  return largest;
}

/** Names of the series whose bytes differ. */
export function differingSeries(a: YearResult, b: YearResult): string[] {
  const other = new Map(seriesOf(b));
  return seriesOf(a)
    .filter(([name, values]) => Buffer.compare(bytes(values), bytes(other.get(name) ?? new Float64Array(0))) !== 0)
    .map(([name]) => name);
}

function bytes(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
