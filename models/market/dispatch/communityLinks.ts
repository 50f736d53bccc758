/**
 * A community as links with price limits: the connection to the supplier, and one link for every nested collective that
 * charges a fee. Without a fee a link changes nothing, and is left out; so no fees at all is the flat community.
 */
import type { MarketCommunity } from '../community.ts';
import type { Prices } from './members.ts';

export interface CommunityLinks {
  readonly links: number;
  /** Links that a participant's energy passes, the root's first. */
  readonly pathOfMember: readonly (readonly number[])[];
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Steps in which feeding in pays more than drawing costs: there the cost is not convex. */
  readonly hollowSteps: readonly number[];
}

export function communityLinks(community: MarketCommunity, prices: Prices): CommunityLinks {
  const { steps } = community.axis;
  const linkOf = new Map<string, number>();
  const pathOf = new Map<string, readonly number[]>();
  let links = 1;
  const charging: (readonly [number, number])[] = [];
  let rootFees: readonly [number, number] = [0, 0];
  for (const { id, parent, importFee_EURPerKWh: into, exportFee_EURPerKWh: out } of community.collectives) {
    if (parent === null) {
      rootFees = [into, out];
      pathOf.set(id, [0]);
      continue;
    }
    const above = pathOf.get(parent) ?? [0];
    if (into === 0 && out === 0) {
      pathOf.set(id, above);
      continue;
    }
    linkOf.set(id, links);
    charging.push([into, out]);
    pathOf.set(id, [...above, links++]);
  }
  const low = new Float64Array(links * steps);
  const high = new Float64Array(links * steps);
  const hollowSteps: number[] = [];
  for (let t = 0; t < steps; t++) {
    low[t] = prices.export_EURPerKWh[t]! - rootFees[1];
    high[t] = prices.import_EURPerKWh[t]! + rootFees[0];
    if (low[t]! > high[t]! + 1e-12) hollowSteps.push(t);
  }
  charging.forEach(([into, out], i) => {
    high.fill(into, (i + 1) * steps, (i + 2) * steps);
    low.fill(-out, (i + 1) * steps, (i + 2) * steps);
  });
  const pathOfMember = community.participants.map(({ collective }) => pathOf.get(collective) ?? [0]);
  return { links, pathOfMember, low, high, hollowSteps };
}
