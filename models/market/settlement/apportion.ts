/** Rounding to whole units so that a sum holds (method of the largest remainder, Hamilton). */

/**
 * Rounds `exact[0..count)` to whole numbers that add up to `total`: each is rounded down, and what is missing goes one by
 * one to the largest fractions; among equal ones the first comes first. Zeros stay zero. `total` must lie within the sum of
 * what rounding down and rounding up give.
 */
export function apportion(exact: Float64Array, count: number, total: number, rounded: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const near = Math.round(exact[i]!);
    rounded[i] = near;
    sum += near;
  }
  // Rounding to the nearest is the answer but for a few; those at the border of the half are corrected.
  for (let missing = total - sum; missing > 0; missing--) {
    let best = -1;
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const rest = exact[i]! - rounded[i]!;
      if (exact[i] === 0 || rest <= largest) continue;
      largest = rest;
      best = i;
    }
    if (best < 0) return;
    rounded[best]!++;
  }
  for (let over = sum - total; over > 0; over--) {
    let best = -1;
    let smallest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const rest = exact[i]! - rounded[i]!;
      // Of equal remainders the last loses it, so that the first keep theirs.
      if (exact[i] === 0 || rest > smallest) continue;
      smallest = rest;
      best = i;
    }
    if (best < 0) return;
    rounded[best]!--;
  }
}
