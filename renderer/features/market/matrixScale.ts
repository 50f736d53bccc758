/** Which step of the colour scale a value of the matrix gets. */

/** Steps of the scale: classes `heat-0` to `heat-8` of sheetViews.css. */
export const HEAT_STEPS = 9;

/** Step 0..8 of a value between the lowest and the highest; the middle where all are alike; null where there is no value. */
export function heatStep(value: number, low: number, high: number): number | null {
  if (!Number.isFinite(value)) return null;
  if (!(high > low)) return (HEAT_STEPS - 1) / 2;
  const share = (value - low) / (high - low);
  return Math.min(HEAT_STEPS - 1, Math.max(0, Math.floor(share * HEAT_STEPS)));
}
