/** The range of values a ramp covers: robust against outliers, with round ends. */

/** Values beyond this many are sampled at even steps; 2-98 % quantiles of 20,000 values are stable to well below one ramp step. */
const MAX_SORTED = 20_000;
const LOW_QUANTILE = 0.02;
const HIGH_QUANTILE = 0.98;
/** Relative range below which all values count as equal. */
const FLAT_RANGE = 1e-9;
/** Width of the scale of values that are all equal and near zero. */
const FLAT_SPAN = 1;
/** A lowest value below this share of the highest lets the ramp start at zero. */
const START_AT_ZERO_BELOW = 0.25;

export interface ValueDomain {
  readonly low: number;
  readonly high: number;
  /** Values lie below `low` or above `high`; they get the end colours. */
  readonly clippedLow: boolean;
  readonly clippedHigh: boolean;
}

/** Finite values in order, with the weight up to and including each. */
interface Ordered {
  readonly values: Float64Array;
  /** Running sums; null where all weigh the same. */
  readonly weightUpTo: Float64Array | null;
}

function ordered(values: ArrayLike<number>, weights?: ArrayLike<number>): Ordered {
  const step = Math.max(1, Math.ceil(values.length / MAX_SORTED));
  const sample = new Float64Array(Math.ceil(values.length / step));
  const weight = new Float64Array(weights ? sample.length : 0);
  let count = 0;
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (weights) weight[count] = Math.max(0, weights[i]!);
    sample[count++] = value;
  }
  const found = sample.subarray(0, count);
  if (!weights) return { values: found.sort(), weightUpTo: null };
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => found[a]! - found[b]!);
  const weightUpTo = new Float64Array(count);
  let sum = 0;
  for (const [place, row] of order.entries()) {
    sum += weight[row]!;
    weightUpTo[place] = sum;
  }
  const sorted = Float64Array.from(order, (row) => found[row]!);
  return { values: sorted, weightUpTo: sum > 0 ? weightUpTo : null };
}

function quantile({ values, weightUpTo }: Ordered, share: number): number {
  if (weightUpTo) {
    const wanted = share * weightUpTo[weightUpTo.length - 1]!;
    const place = weightUpTo.findIndex((sum) => sum >= wanted);
    return values[place < 0 ? values.length - 1 : place]!;
  }
  const position = share * (values.length - 1);
  const index = Math.floor(position);
  const low = values[index]!;
  const high = values[Math.min(index + 1, values.length - 1)]!;
  return low + (high - low) * (position - index);
}

/** The step of 1, 2 or 5 times a power of ten that divides a range into about `count` parts. */
export function roundStep(range: number, count: number): number {
  const raw = range / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = raw / power;
  if (factor >= 7.5) return 10 * power;
  if (factor >= 3.5) return 5 * power;
  return factor >= 1.5 ? 2 * power : power;
}

/** Round values inside a domain, ends included where they are round. */
export function domainTicks(low: number, high: number, count = 4): number[] {
  if (!(high > low)) return [low];
  const step = roundStep(high - low, count);
  const ticks: number[] = [];
  const last = Math.floor(high / step + 1e-6);
  for (let k = Math.ceil(low / step - 1e-6); k <= last; k++) ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}

function withClipping(values: ArrayLike<number>, low: number, high: number): ValueDomain {
  let clippedLow = false;
  let clippedHigh = false;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low) clippedLow = true;
    else if (value > high) clippedHigh = true;
  }
  return { low, high, clippedLow, clippedHigh };
}

/**
 * 2-98 % of the finite values with round ends; null where no value is finite.
 * @param weights how much each value counts; all the same where absent
 */
export function sequentialDomain(values: ArrayLike<number>, weights?: ArrayLike<number>): ValueDomain | null {
  const inOrder = ordered(values, weights);
  const sorted = inOrder.values;
  if (sorted.length === 0) return null;
  let low = quantile(inOrder, LOW_QUANTILE);
  let high = quantile(inOrder, HIGH_QUANTILE);
  // Most values equal (say no PV on 99 % of the houses): the few others still need a scale.
  if (high <= low) {
    low = sorted[0]!;
    high = sorted[sorted.length - 1]!;
  }
  if (high - low <= FLAT_RANGE * Math.max(1, Math.abs(low)))
    return withClipping(values, low, low + Math.max(Math.abs(low) * 0.1, FLAT_SPAN));
  if (low >= 0 && low < START_AT_ZERO_BELOW * high) low = 0;
  const step = roundStep(high - low, 10);
  return withClipping(values, Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step);
}

/** Symmetric around zero, by the larger of the 2 and 98 % quantiles; null where no value is finite. */
export function differenceDomain(values: ArrayLike<number>): ValueDomain | null {
  const inOrder = ordered(values);
  const sorted = inOrder.values;
  if (sorted.length === 0) return null;
  let reach = Math.max(Math.abs(quantile(inOrder, LOW_QUANTILE)), Math.abs(quantile(inOrder, HIGH_QUANTILE)));
  if (reach === 0) reach = Math.max(Math.abs(sorted[0]!), Math.abs(sorted[sorted.length - 1]!));
  if (reach <= FLAT_RANGE) return withClipping(values, -FLAT_SPAN, FLAT_SPAN);
  const step = roundStep(reach, 5);
  const end = Math.ceil(reach / step - 1e-9) * step;
  return withClipping(values, -end, end);
}
