/** Amounts of a bill to the cent that add up to its total: a reader who adds the lines must not find a cent too few. */

const MICRO_PER_CENT = 10_000;

/**
 * Cents of each line, in their order, with a sum of the rounded total. Each line is rounded down first; what is missing
 * goes to the lines with the largest rest (largest remainder).
 */
export function shownCents(amounts_microEUR: readonly number[], total_microEUR: number): readonly number[] {
  const cents = amounts_microEUR.map((amount) => Math.floor(amount / MICRO_PER_CENT));
  const wanted = Math.sign(total_microEUR) * Math.round(Math.abs(total_microEUR) / MICRO_PER_CENT);
  const missing = wanted - cents.reduce((sum, value) => sum + value, 0);
  const byRest = amounts_microEUR
    .map((amount, line) => ({ line, rest: amount / MICRO_PER_CENT - Math.floor(amount / MICRO_PER_CENT) }))
    .filter(({ rest }) => rest > 0)
    .sort((one, other) => other.rest - one.rest || one.line - other.line);
  // Lines that do not add up to the total are shown as they are: nothing may be hidden in a rounding.
  if (missing < 0 || missing > byRest.length) return amounts_microEUR.map((amount) => Math.round(amount / MICRO_PER_CENT));
  for (const { line } of byRest.slice(0, missing)) cents[line] = (cents[line] ?? 0) + 1;
  return cents;
}
