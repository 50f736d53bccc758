/** How far bought energy came: by levels up to the common collective, and times kilometres. */
import { POOL, type TradeTable } from '../cleared.ts';
import type { Paths } from './paths.ts';
import type { SettledEnergy } from './settleEnergy.ts';

/**
 * Splits what each member bought in a step. Trades between members know their partner. Energy from the pool is taken to stay
 * as near as it can: in every collective, from the innermost to the root, what members still need is met from what its
 * members still have, in proportion; distances are then the mean over the sellers of the whole pool.
 */
export function levelSplitter(
  paths: Paths,
  energy: Pick<
    SettledEnergy,
    'participantCount' | 'localRow' | 'bought_mWh' | 'sold_mWh' | 'boughtAtLevel_mWh' | 'boughtDistance_mWhKm' | 'trades'
  >,
  table: TradeTable | null,
): (step: number, from: number, to: number) => void {
  const count = energy.participantCount;
  const { depth } = paths;
  const needs = new Float64Array(count);
  const has = new Float64Array(count);
  const supply = new Float64Array(depth);
  const atLevel = energy.boughtAtLevel_mWh;
  const distance = energy.boughtDistance_mWhKm;
  const levels = depth > 1 ? pairs(count, (a, b) => paths.levelBetween(a, b)) : null;
  const kilometres = distance ? pairs(count, (a, b) => paths.distance_km(a, b)) : null;

  return (step, from, to) => {
    const base = energy.localRow[step]! * count;
    for (let p = 0; p < count; p++) {
      needs[p] = energy.bought_mWh[base + p]!;
      has[p] = energy.sold_mWh[base + p]!;
    }
    if (table && energy.trades) {
      for (let k = from; k < to; k++) {
        const buyer = table.buyer[k]!;
        const seller = table.seller[k]!;
        if (buyer === POOL || seller === POOL) continue;
        const traded = energy.trades.energy_mWh[k]!;
        if (levels) atLevel[levels(buyer, seller)]![base + buyer]! += traded;
        if (distance && kilometres) distance[base + buyer]! += traded * kilometres(buyer, seller);
        needs[buyer]! -= traded;
        has[seller]! -= traded;
      }
    }
    if (distance && kilometres) poolDistance(base);
    if (levels) poolLevels(base);
  };

  function poolDistance(base: number): void {
    let total = 0;
    for (let p = 0; p < count; p++) total += has[p]!;
    if (total <= 0) return;
    for (let buyer = 0; buyer < count; buyer++) {
      if (needs[buyer] === 0) continue;
      let sum = 0;
      for (let seller = 0; seller < count; seller++) if (has[seller] !== 0) sum += has[seller]! * kilometres!(buyer, seller);
      distance![base + buyer]! += (needs[buyer]! * sum) / total;
    }
  }

  function poolLevels(base: number): void {
    for (const { members, up } of paths.pools) {
      let demand = 0;
      supply.fill(0);
      for (let i = 0; i < members.length; i++) {
        demand += needs[members[i]!]!;
        supply[up[i]!]! += has[members[i]!]!;
      }
      const offered = supply.reduce((sum, value) => sum + value, 0);
      const matched = Math.min(demand, offered);
      if (!(matched > 0)) continue;
      for (let i = 0; i < members.length; i++) {
        const member = members[i]!;
        const taken = (needs[member]! * matched) / demand;
        if (taken > 0) for (let v = 0; v < depth; v++) atLevel[Math.max(v, up[i]!)]![base + member]! += (taken * supply[v]!) / offered;
        needs[member] = needs[member]! - taken;
        has[member] = has[member]! * (1 - matched / offered);
      }
    }
    // What no collective joins (members of two roots) counts as the farthest.
    for (let p = 0; p < count; p++) if (needs[p]! > 0.5) atLevel[depth - 1]![base + p]! += needs[p]!;
  }
}

/** A table of all pairs where it is small, else worked out each time. */
function pairs(count: number, of: (a: number, b: number) => number): (a: number, b: number) => number {
  if (count > 2000) return of;
  const table = new Float64Array(count * count).fill(Number.NaN);
  return (a, b) => {
    const known = table[a * count + b]!;
    if (!Number.isNaN(known)) return known;
    const value = of(a, b);
    table[a * count + b] = value;
    return value;
  };
}
