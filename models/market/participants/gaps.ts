/** Gaps of metered series: a missing value is never read as zero. */

/** Longest gap that is bridged by a straight line [h]. */
export const LINE_GAP_h = 2;

export interface FilledSeries {
  readonly values: Float64Array;
  /** Steps that were missing, and how many of them were filled from other days. */
  readonly missing: number;
  readonly fromOtherDays: number;
}

/**
 * Fills values that are not finite. Gaps of up to two hours: a straight line between their ends; longer ones: mean of the same
 * time on the nearest days before and after that have it. Null where no value is there at all, or a time of day has none.
 */
export function fillGaps(series: Float64Array, step_min: number): FilledSeries | null {
  const values = Float64Array.from(series);
  const perDay = 1440 / step_min;
  let missing = 0;
  let fromOtherDays = 0;
  for (let i = 0; i < series.length; i++) {
    if (Number.isFinite(series[i]!)) continue;
    let end = i;
    while (end < series.length && !Number.isFinite(series[end]!)) end++;
    missing += end - i;
    const isShort = (end - i) * step_min <= LINE_GAP_h * 60 && i > 0 && end < series.length;
    for (let j = i; j < end; j++) {
      if (isShort) {
        const share = (j - i + 1) / (end - i + 1);
        values[j] = series[i - 1]! * (1 - share) + series[end]! * share;
        continue;
      }
      const filled = sameTime(series, j, perDay);
      if (filled === null) return null;
      values[j] = filled;
      fromOtherDays++;
    }
    i = end;
  }
  return { values, missing, fromOtherDays };
}

function sameTime(series: Float64Array, at: number, perDay: number): number | null {
  let before = at - perDay;
  while (before >= 0 && !Number.isFinite(series[before]!)) before -= perDay;
  let after = at + perDay;
  while (after < series.length && !Number.isFinite(series[after]!)) after += perDay;
  const found = [before, after].filter((step) => step >= 0 && step < series.length);
  if (found.length === 0) return null;
  return found.reduce((sum, step) => sum + series[step]!, 0) / found.length;
}
