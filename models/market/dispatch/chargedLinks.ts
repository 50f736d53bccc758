/**
 * A community whose local energy is charged, as links with price limits: the meter of every member, the links of nested
 * collectives, and the connection to the supplier.
 *
 * With charges B of the buyer and S of the seller on a local kWh, the price in a pool lies between p_e + S and p_i - B; a
 * member draws at that price plus B and feeds in at that price less S. What it draws from the supplier then costs p_i, what
 * the supplier takes earns p_e, and a kWh between two members costs both together B + S. Charges of farther levels and fees
 * of links come on the way up.
 */
import type { MarketCommunity } from '../community.ts';
import type { LocalCharges } from '../localCharges.ts';
import type { Prices } from './members.ts';

/** Depths at which members pool: `all` collectives from the inside out, the `first` level and then the root, or the `root` alone. */
export type PoolDepths = 'all' | 'first' | 'root';

/** Charges on local energy, and who pools with whom. */
export interface DispatchCharges {
  /** By levels up to the nearest collective both sides have in common; the last holds for all beyond. */
  readonly byLevel: readonly LocalCharges[];
  readonly pools: PoolDepths;
}

/** All series [row * steps + step], in EUR/kWh. */
export interface ChargedLinks {
  /** Links of pools; 0 is the connection to the supplier. */
  readonly links: number;
  readonly pathOfMember: readonly (readonly number[])[];
  /** What a kWh out costs less (`low`) and one in costs more (`high`). */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Flow over each link beside that of its members [kW]; null for none. */
  readonly offset_kW: Float64Array | null;
  /** Limits at the meter; row of each member in `meterOf`. */
  readonly meterOf: Int32Array;
  readonly meterLow: Float64Array;
  readonly meterHigh: Float64Array;
}

/** Whether local energy costs nothing beside its price, and what passes the supplier neither. */
export function isFree({ byLevel }: DispatchCharges): boolean {
  return byLevel.every(
    (level) =>
      level.buyer_EURPerKWh === 0 &&
      level.seller_EURPerKWh === 0 &&
      level.buyerShare === 0 &&
      level.savedImport_EURPerKWh === 0 &&
      level.savedExport_EURPerKWh === 0,
  );
}

/** A collective with what a kWh is charged between its members. */
interface Pool {
  readonly parent: number;
  readonly depth: number;
  /** Levels from its innermost members. */
  level: number;
  /** Fees of links between its members' own collectives and it, the dearest. */
  linkIn: number;
  linkOut: number;
  readonly feeIn: number;
  readonly feeOut: number;
  /** Pool whose margin decides whether there is trade: itself, or the one its members really meet in. */
  decides: number;
}

/** @param prices at the meter as the supplier's customer; an export price already counts what may be turned down */
export function chargedLinks(community: MarketCommunity, prices: Prices, charges: DispatchCharges): ChargedLinks {
  const { steps } = community.axis;
  const index = new Map(community.collectives.map(({ id }, i) => [id, i]));
  const pools = poolsOf(community, index, charges.pools);
  const chargeOf = pools.map(({ level }) => charges.byLevel[Math.min(level, charges.byLevel.length - 1)]!);
  const count = pools.length;
  const poolOf = community.participants.map(({ collective }) => index.get(collective) ?? 0);
  const top = commonPool(poolOf, pools);
  const isUsed = usedPools(poolOf, pools);
  // A collective that costs no more to leave has no link of its own, nor has one around all members.
  const hasLink = pools.map(
    (pool, q) =>
      isUsed[q]! && pool.depth > pools[top]!.depth && !costsNoMore(pool, pools[pool.parent]!, chargeOf[q]!, chargeOf[pool.parent]!),
  );
  const linkOf = new Int32Array(count);
  const rows = [top];
  for (let q = 1; q < count; q++) linkOf[q] = hasLink[q] ? rows.push(q) - 1 : linkOf[pools[q]!.parent]!;
  const links = rows.length;
  const low = new Float64Array(links * steps);
  const high = new Float64Array(links * steps);
  const meterLow = new Float64Array(links * steps);
  const meterHigh = new Float64Array(links * steps);
  const buyer = new Float64Array(count);
  const seller = new Float64Array(count);
  for (let t = 0; t < steps; t++) {
    const { savedImport_EURPerKWh, savedExport_EURPerKWh } = chargeOf[0]!;
    const buy = prices.import_EURPerKWh[t]! + savedImport_EURPerKWh;
    const sell = prices.export_EURPerKWh[t]! - savedExport_EURPerKWh;
    const margin = Math.max(0, buy - sell);
    for (let q = count - 1; q >= 0; q--) {
      const pool = pools[q]!;
      const charge = chargeOf[q]!;
      const own = charge.buyer_EURPerKWh + pool.linkIn;
      // A share of the price counts at the highest price at which the buyer gains.
      buyer[q] = own + (charge.buyerShare * Math.max(0, buy - own)) / (1 + charge.buyerShare);
      seller[q] = charge.seller_EURPerKWh + pool.linkOut;
    }
    // Charges never fall on the way up; parents come before their children, so the way up is from the back.
    for (let q = count - 1; q > 0; q--) {
      const { parent } = pools[q]!;
      buyer[parent] = Math.max(buyer[parent]!, buyer[q]!);
      seller[parent] = Math.max(seller[parent]!, seller[q]!);
    }
    for (let q = count - 1; q >= 0; q--) {
      const decides = pools[q]!.decides;
      // Where charges eat the margin nothing is traded: as if a local kWh cost what the supplier's does.
      const isOpen = buyer[decides]! + seller[decides]! < margin;
      if (!isOpen) buyer[q] = margin;
      buyer[q] = Math.min(buyer[q]!, margin);
      seller[q] = Math.min(seller[q]!, margin - buyer[q]!);
    }
    const isHollow = buy < sell;
    for (let link = 0; link < links; link++) {
      const at = link * steps + t;
      const q = rows[link]!;
      if (isHollow) {
        meterLow[at] = sell;
        meterHigh[at] = buy;
        continue;
      }
      meterLow[at] = -seller[q]!;
      meterHigh[at] = buyer[q]!;
      if (link === 0) {
        low[at] = sell + seller[q]!;
        high[at] = Math.max(low[at]!, buy - buyer[q]!);
      } else {
        const above = rows[linkOf[pools[q]!.parent]!]!;
        high[at] = buyer[above]! - buyer[q]!;
        low[at] = Math.min(high[at]!, seller[q]! - seller[above]!);
      }
    }
  }
  const paths = pools.map((_, q): readonly number[] => {
    const path: number[] = [];
    for (let at = q; at > 0; at = pools[at]!.parent) if (hasLink[at]) path.unshift(linkOf[at]!);
    return [0, ...path];
  });
  return {
    links,
    pathOfMember: poolOf.map((q) => paths[q]!),
    low,
    high,
    offset_kW: null,
    meterOf: Int32Array.from(poolOf, (q) => linkOf[q]!),
    meterLow,
    meterHigh,
  };
}

/** The innermost pool that all members belong to. */
function commonPool(poolOf: readonly number[], pools: readonly Pool[]): number {
  let top = poolOf[0] ?? 0;
  for (let pool of poolOf) {
    while (pool !== top) {
      if (pools[pool]!.depth > pools[top]!.depth) pool = pools[pool]!.parent;
      else top = pools[top]!.parent;
    }
  }
  return top;
}

/** Pools with members in them or below. */
function usedPools(poolOf: readonly number[], pools: readonly Pool[]): boolean[] {
  const used = pools.map(() => false);
  for (const pool of poolOf) for (let at = pool; at >= 0 && !used[at]; at = pools[at]!.parent) used[at] = true;
  return used;
}

/** Whether leaving a pool for the one above changes nothing. */
function costsNoMore(pool: Pool, above: Pool, charge: LocalCharges, chargeAbove: LocalCharges): boolean {
  return (
    pool.feeIn === 0 &&
    pool.feeOut === 0 &&
    pool.linkIn === above.linkIn &&
    pool.linkOut === above.linkOut &&
    charge.buyer_EURPerKWh === chargeAbove.buyer_EURPerKWh &&
    charge.seller_EURPerKWh === chargeAbove.seller_EURPerKWh &&
    charge.buyerShare === chargeAbove.buyerShare
  );
}

function poolsOf({ collectives, participants }: MarketCommunity, index: ReadonlyMap<string, number>, depths: PoolDepths): readonly Pool[] {
  const pools: Pool[] = [];
  const deepest = depths === 'all' ? Number.POSITIVE_INFINITY : depths === 'first' ? 1 : 0;
  for (const { parent, importFee_EURPerKWh, exportFee_EURPerKWh } of collectives) {
    const above = parent === null ? -1 : (index.get(parent) ?? 0);
    const depth = above < 0 ? 0 : pools[above]!.depth + 1;
    const hasLink = depth > 0 && depth <= deepest;
    pools.push({
      parent: above,
      depth,
      level: 0,
      linkIn: 0,
      linkOut: 0,
      feeIn: hasLink ? importFee_EURPerKWh : 0,
      feeOut: hasLink ? exportFee_EURPerKWh : 0,
      decides: depth <= deepest ? pools.length : pools[above]!.decides,
    });
  }
  for (const { collective } of participants) {
    let level = 0;
    let linkIn = 0;
    let linkOut = 0;
    for (let at = index.get(collective) ?? 0; at >= 0; at = pools[at]!.parent) {
      const pool = pools[at]!;
      pool.level = Math.max(pool.level, level);
      pool.linkIn = Math.max(pool.linkIn, linkIn);
      pool.linkOut = Math.max(pool.linkOut, linkOut);
      level++;
      linkIn += pool.feeIn;
      linkOut += pool.feeOut;
    }
  }
  return pools;
}
