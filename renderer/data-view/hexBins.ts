/** Sums over hexagons. The bins are laid out in local metres, so they stay where they are when the camera moves. */
import { sequentialDomain, type ValueDomain } from '../state/valueDomain.ts';

export interface HexBin {
  /** Middle: east, north [m]. */
  readonly at_m: readonly [number, number];
  readonly sum: number;
  /** Buildings that have a value. */
  readonly count: number;
}

/** Hexagons across the wider side of a district. */
const ACROSS = 18;
const ROUND_m = [10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1000] as const;

/** Middle to corner [m]: a round number with about {@link ACROSS} hexagons across the district. */
export function hexRadius(centres_m: ArrayLike<number>): number {
  let reach = 0;
  for (const axis of [0, 1]) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = axis; i < centres_m.length; i += 2) {
      const value = centres_m[i]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    reach = Math.max(reach, high - low);
  }
  const wanted = reach / ACROSS / Math.sqrt(3);
  return ROUND_m.find((radius) => radius >= wanted) ?? ROUND_m[ROUND_m.length - 1]!;
}

/**
 * Sums of values over hexagons with a corner to the north.
 * @param centres_m east, north per value [m]
 * @param values below zero and NaN count as nothing
 * @param radius_m middle to corner [m]
 */
export function hexBins(centres_m: ArrayLike<number>, values: ArrayLike<number>, radius_m: number): HexBin[] {
  const width = Math.sqrt(3) * radius_m;
  const rise = 1.5 * radius_m;
  const bins = new Map<string, { at_m: [number, number]; sum: number; count: number }>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const east = centres_m[2 * row]!;
    const north = centres_m[2 * row + 1]!;
    if (!(value > 0) || !Number.isFinite(east + north)) continue;
    // The nearest middle lies in the row of hexagons below or above.
    const below = Math.floor(north / rise);
    let best: { line: number; column: number; at_m: [number, number]; square: number } | null = null;
    for (const line of [below, below + 1]) {
      const shift = (line & 1) * (width / 2);
      const column = Math.round((east - shift) / width);
      const at_m: [number, number] = [column * width + shift, line * rise];
      const square = (at_m[0] - east) ** 2 + (at_m[1] - north) ** 2;
      if (!best || square < best.square) best = { line, column, at_m, square };
    }
    if (!best) continue;
    const key = `${best.line},${best.column}`;
    const bin = bins.get(key);
    if (bin) {
      bin.sum += value;
      bin.count++;
    } else bins.set(key, { at_m: best.at_m, sum: value, count: 1 });
  }
  return [...bins.values()];
}

export interface Hexagons {
  readonly bins: readonly HexBin[];
  readonly radius_m: number;
  readonly domain: ValueDomain;
}

/**
 * Hexagons over a district and their colour scale, by the rule of the district view: round ends, and single outliers do
 * not stretch it.
 * @param domain to keep the scale the same over hours
 */
export function hexagonsOf(centres_m: ArrayLike<number>, values: ArrayLike<number>, domain?: ValueDomain): Hexagons {
  const radius_m = hexRadius(centres_m);
  const bins = hexBins(centres_m, values, radius_m);
  const found = domain ?? sequentialDomain(Float64Array.from(bins, ({ sum }) => sum));
  return { bins, radius_m, domain: found ?? { low: 0, high: 1, clippedLow: false, clippedHigh: false } };
}
