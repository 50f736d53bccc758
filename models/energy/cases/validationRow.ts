/** One line of a validation table. */
export interface ValidationRow {
  readonly case: string;
  readonly quantity: string;
  readonly unit: string;
  readonly ours: number;
  /** Value of the reference, or the ends of its band. */
  readonly reference: number | readonly [from: number, to: number];
  /** Ours against the reference [%]; 0 inside a band, else against its nearer end. */
  readonly deviation_pct: number;
  readonly tolerance_pct: number;
  readonly pass: boolean;
}

/** Ours against a value, with a relative tolerance. */
export function valueRow(
  name: string,
  quantity: string,
  unit: string,
  ours: number,
  reference: number,
  tolerance_pct: number,
): ValidationRow {
  const deviation_pct = (ours / reference - 1) * 100;
  return { case: name, quantity, unit, ours, reference, deviation_pct, tolerance_pct, pass: Math.abs(deviation_pct) <= tolerance_pct };
}

/** Ours against a band. @param rounding half the last digit that the band is printed with */
export function bandRow(
  name: string,
  quantity: string,
  unit: string,
  ours: number,
  band: readonly [from: number, to: number],
  rounding = 0,
): ValidationRow {
  const nearest = Math.min(Math.max(ours, band[0] - rounding), band[1] + rounding);
  const deviation_pct = (100 * (ours - nearest)) / Math.abs(nearest);
  return { case: name, quantity, unit, ours, reference: band, deviation_pct, tolerance_pct: 0, pass: nearest === ours };
}
