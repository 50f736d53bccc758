/** In which order who may trade with whom: pools from the inside out. */
import type { Design } from '../marketConfig.ts';
import { ancestorAt } from './memberships.ts';
import type { PreparedMarket } from './prepareMarket.ts';

/** Members that trade with each other in one round. */
export interface MarketGroup {
  readonly rows: Int32Array;
  readonly zone: number;
  /** Most levels between two of its members. */
  readonly level: number;
  /** Level of the first round of these members: what they use of their own counts there alone. */
  readonly lowestLevel: number;
  /** Largest fees on the way of a buyer and of a seller [EUR/kWh]. */
  readonly linkFees_EURPerKWh: readonly [number, number];
  /** Links on the way of each member: place in `rows`, and the collective whose link it is. */
  readonly links: readonly { readonly member: number; readonly collective: number }[];
}

/**
 * Rounds of a design. Members of different tariff zones do not meet here.
 * `p2p` and `community`: everybody at once. `hybrid`: innermost collectives, then their parents with what is left, up to the
 * root. `districts`: collectives of the first level, then all with what is left.
 */
export function marketRounds(prepared: PreparedMarket, design: Design): readonly (readonly MarketGroup[])[] {
  const { memberships, community } = prepared;
  const { innermost, depth, zoneOf } = memberships;
  const deepest = Math.max(0, ...[...innermost].map((at) => depth[at]!));
  const depths =
    design === 'hybrid' ? Array.from({ length: deepest + 1 }, (_, i) => deepest - i) : design === 'districts' && deepest > 0 ? [1, 0] : [0];
  const hasLinks = design === 'hybrid' || design === 'districts';
  return depths.map((wanted, round) => {
    const groups = new Map<string, number[]>();
    for (const [row, at] of innermost.entries()) {
      const key = `${ancestorAt(memberships, at, wanted)} ${zoneOf[row]}`;
      const rows = groups.get(key);
      if (rows) rows.push(row);
      else groups.set(key, [row]);
    }
    return [...groups.entries()].map(([key, rows]) => {
      const [collective = 0, zone = 0] = key.split(' ').map(Number);
      const links: { member: number; collective: number }[] = [];
      let buyerFees = 0;
      let sellerFees = 0;
      let level = 0;
      for (const [member, row] of rows.entries()) {
        let inwards = 0;
        let outwards = 0;
        let up = 0;
        // In the design `districts` deeper collectives have no links of their own.
        for (let at = innermost[row]!; at !== collective && at >= 0; at = memberships.parent[at]!, up++) {
          if (!hasLinks || (design === 'districts' && depth[at]! > 1)) continue;
          links.push({ member, collective: at });
          inwards += community.collectives[at]!.importFee_EURPerKWh;
          outwards += community.collectives[at]!.exportFee_EURPerKWh;
        }
        level = Math.max(level, up);
        buyerFees = Math.max(buyerFees, inwards);
        sellerFees = Math.max(sellerFees, outwards);
      }
      return {
        rows: Int32Array.from(rows),
        zone,
        level,
        lowestLevel: round === 0 ? level : -1,
        linkFees_EURPerKWh: [buyerFees, sellerFees] as const,
        links,
      };
    });
  });
}
