/** Mode `grid-support` where local energy is charged: the cheapest schedules at the lowest peak. */
import type { CancelSignal } from '../../core/errors.ts';
import { newStorageWorkspace } from '../../energy/storage/storageYear.ts';
import type { MarketCommunity } from '../community.ts';
import type { CertifiedGap } from '../outcome.ts';
import { type ChargedLinks, chargedLinks, type DispatchCharges } from './chargedLinks.ts';
import { bestBound, type ChargedProblem, gapOf, PRICE_STEPS, SWEEPS, startPrices, sweepAll, trueCost } from './chargedMarket.ts';
import type { FlexibleMembers, Prices } from './members.ts';

/** A limit of what the community draws. */
export interface ChargedCap {
  readonly cap_kW: number;
  /** Price of a kWh above it. */
  readonly dear_EURPerKWh: number;
  /** Prices that coordinated the members: at the connection, and of the limit [2 * steps]. */
  readonly link_EURPerKWh: Float64Array;
}

/**
 * Lowers what the present schedules cost under a cap on what the community draws, which they keep: a kWh above it is as dear
 * as said. Generation is not turned down here.
 *
 * @param members with the present schedules
 * @param idle the same where nothing moves: the benefit counts from there
 */
export function cheapenUnderCap(
  community: MarketCommunity,
  prices: Prices,
  charges: DispatchCharges,
  members: FlexibleMembers,
  isIn: readonly boolean[],
  cap: ChargedCap,
  idle: FlexibleMembers,
  signal: CancelSignal | undefined,
): CertifiedGap {
  const { steps } = community.axis;
  const links = underCap(chargedLinks(community, prices, charges), steps, cap.cap_kW, cap.dear_EURPerKWh);
  const problem: ChargedProblem = { community, members, isIn, links, relaxed: links, export_EURPerKWh: new Float64Array(steps) };
  const work = newStorageWorkspace();
  const idle_EUR = trueCost({ ...problem, members: idle }).cost_EUR;
  sweepAll(problem, work, idle_EUR, SWEEPS, signal);
  const { cost_EUR } = trueCost(problem);
  const price = new Float64Array(links.links * steps);
  price.set(cap.link_EURPerKWh.subarray(0, steps));
  price.set(cap.link_EURPerKWh.subarray(steps, 2 * steps), (links.links - 1) * steps);
  const bound = bestBound(problem, startPrices(links, price), cost_EUR, PRICE_STEPS, work, signal);
  return gapOf(cost_EUR, bound.lower_EUR, idle_EUR, bound.evaluations);
}

/** One more link, that of all energy above a cap. */
function underCap(links: ChargedLinks, steps: number, cap_kW: number, dear_EURPerKWh: number): ChargedLinks {
  const count = links.links + 1;
  const longer = (series: Float64Array, last: number): Float64Array => {
    const all = new Float64Array(count * steps).fill(last);
    all.set(series);
    return all;
  };
  return {
    ...links,
    links: count,
    low: longer(links.low, 0),
    high: longer(links.high, dear_EURPerKWh),
    offset_kW: longer(new Float64Array(links.links * steps), -cap_kW),
    pathOfMember: links.pathOfMember.map((path) => [...path, links.links]),
  };
}
