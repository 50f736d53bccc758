/** Who pays less and who pays more under a column's rules than as the supplier's customer alone. */
import type { MarketOutcome } from '#models/market/outcome.ts';

/** Smaller changes of a year's bill are none: they would not show as a cent [EUR/a]. */
export const LEAST_CHANGE_EUR = 0.005;

export interface MemberChange {
  /** Row of the member. */
  readonly member: number;
  /** Year's bill under these rules less the bill at the supplier alone [EUR/a]; below zero the member saves. */
  readonly change_EUR: number;
  readonly cost_EUR: number;
  readonly reference_EUR: number;
}

/** All members, the largest saving first; equal changes in the order of the community. */
export function memberChanges(outcome: MarketOutcome): readonly MemberChange[] {
  const { cost_EUR, reference_EUR } = outcome.participants;
  return Array.from(cost_EUR, (cost, member) => {
    const reference = reference_EUR[member] ?? Number.NaN;
    return { member, cost_EUR: cost, reference_EUR: reference, change_EUR: cost - reference };
  }).sort((one, other) => one.change_EUR - other.change_EUR || one.member - other.member);
}

export interface Sides {
  /** Largest saving first. */
  readonly winners: readonly MemberChange[];
  /** Largest loss first. */
  readonly losers: readonly MemberChange[];
  readonly unchanged: number;
}

export function winnersAndLosers(outcome: MarketOutcome): Sides {
  const changes = memberChanges(outcome);
  const winners = changes.filter(({ change_EUR }) => change_EUR < -LEAST_CHANGE_EUR);
  const losers = changes
    .filter(({ change_EUR }) => change_EUR > LEAST_CHANGE_EUR)
    .sort((one, other) => other.change_EUR - one.change_EUR || one.member - other.member);
  return { winners, losers, unchanged: changes.length - winners.length - losers.length };
}

/** Middle of the values; the mean of the two in the middle where their number is even; NaN of none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
