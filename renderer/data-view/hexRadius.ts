/** Size of hexagons that fits a district. */

/** Hexagons across the wider side of a district. */
const ACROSS = 18;
const ROUND_m = [10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1000] as const;

/** Radius [m] of hexagons: a round number with about {@link ACROSS} of them across the district. */
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
