/** How far energy goes between two members: levels up to what they have in common, and kilometres. */
import type { MarketCommunity } from '../community.ts';

export interface Paths {
  /** Deepest nesting: levels are 0..depth - 1. */
  readonly depth: number;
  /** Levels from the innermost collective up to the nearest common one, the greater of both sides. */
  levelBetween(a: number, b: number): number;
  /** Straight distance [km]; 0 where one side has no place on the map. */
  distance_km(a: number, b: number): number;
  /** Collectives from the leaves to the root, each with its members (those of its children too) and their levels up to it. */
  readonly pools: readonly { readonly members: Int32Array; readonly up: Uint8Array }[];
}

/** Paths in a community. Members of an unknown collective count as members of the root. */
export function communityPaths(community: MarketCommunity): Paths {
  const { collectives, participants } = community;
  const index = new Map(collectives.map((collective, i) => [collective.id, i]));
  const parent = collectives.map(({ parent: id }) => (id === null ? -1 : (index.get(id) ?? -1)));
  const chains = participants.map(({ collective }) => {
    const chain: number[] = [];
    for (let at = index.get(collective) ?? 0; at >= 0 && chain.length <= collectives.length; at = parent[at] ?? -1) chain.push(at);
    return chain;
  });
  const pools = collectives.map((_, c) => {
    const members: number[] = [];
    const up: number[] = [];
    chains.forEach((chain, participant) => {
      const level = chain.indexOf(c);
      if (level < 0) return;
      members.push(participant);
      up.push(level);
    });
    return { members: Int32Array.from(members), up: Uint8Array.from(up) };
  });
  return {
    depth: Math.max(1, ...chains.map((chain) => chain.length)),
    levelBetween(a, b) {
      const mine = chains[a] ?? [];
      const theirs = chains[b] ?? [];
      for (let i = 0; i < mine.length; i++) {
        const other = theirs.indexOf(mine[i]!);
        if (other >= 0) return Math.max(i, other);
      }
      return Math.max(mine.length, theirs.length) - 1;
    },
    distance_km(a, b) {
      const from = participants[a]?.at_m;
      const to = participants[b]?.at_m;
      return from && to ? Math.hypot(from[0] - to[0], from[1] - to[1]) / 1000 : 0;
    },
    // Parents stand before children, so the reverse goes from the leaves up.
    pools: pools.reverse(),
  };
}
