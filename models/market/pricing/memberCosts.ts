/** From prices per kWh to money per member, and to the form all clearings share. */
import type { ClearedYear, SlotNeeds } from '../cleared.ts';
import type { PoolYear } from './poolYear.ts';
import type { GrossEnergy, PoolPrices } from './priceRules.ts';

/** Year's cost of energy per participant [EUR], the supplier's part included; below zero the member earns. */
export function memberCosts(prices: PoolPrices, pool: PoolYear, needs: SlotNeeds, gross: GrossEnergy): Float64Array {
  const { participantCount, steps } = pool;
  const costs = new Float64Array(participantCount);
  if (prices.basis === 'net' && (pool.amounts === null || prices.local_EURPerKWh === null)) {
    const { buy_EURPerKWh: buy, sell_EURPerKWh: sell } = prices;
    const net = needs.net_kWh;
    for (let n = 0; n < participantCount; n++) {
      const from = n * steps;
      let sum = 0;
      for (let t = 0; t < steps; t++) {
        const value = net[from + t]!;
        sum += value * (value > 0 ? buy[t]! : sell[t]!);
      }
      costs[n] = sum;
    }
    return costs;
  }
  const costAt = stepCost(prices, pool, needs, gross);
  for (let n = 0; n < participantCount; n++) {
    let sum = 0;
    for (let t = 0; t < steps; t++) sum += costAt(n * steps + t, t);
    costs[n] = sum;
  }
  return costs;
}

/** What each would pay as the supplier's customer alone [EUR]. */
export function referenceCosts({ participantCount, steps, net_kWh, import_EURPerKWh, export_EURPerKWh }: SlotNeeds): Float64Array {
  const costs = new Float64Array(participantCount);
  for (let n = 0; n < participantCount; n++) {
    let sum = 0;
    for (let t = 0; t < steps; t++) {
      const net = net_kWh[n * steps + t]!;
      sum += net * (net > 0 ? import_EURPerKWh[t]! : export_EURPerKWh[t]!);
    }
    costs[n] = sum;
  }
  return costs;
}

/** Cost of one participant in one step [EUR]. */
function stepCost(prices: PoolPrices, pool: PoolYear, needs: SlotNeeds, gross: GrossEnergy): (at: number, t: number) => number {
  const { buy_EURPerKWh: buy, sell_EURPerKWh: sell, local_EURPerKWh: local } = prices;
  const net = needs.net_kWh;
  if (prices.basis === 'gross') {
    const { load_kWh: load, generation_kWh: generation } = gross;
    return (at, t) => {
      const moved = net[at]! - load[at]! + generation[at]!;
      const used = load[at]! + Math.max(moved, 0);
      const made = generation[at]! - Math.min(moved, 0);
      return used * buy[t]! - made * sell[t]!;
    };
  }
  const { amounts } = pool;
  if (amounts === null || local === null) return (at, t) => net[at]! * (net[at]! > 0 ? buy[t]! : sell[t]!);
  const { bought_kWh, sold_kWh } = amounts;
  return (at, t) => {
    const inside = bought_kWh[at]! - sold_kWh[at]!;
    const outside = net[at]! - inside;
    return inside * local[t]! + outside * (net[at]! > 0 ? needs.import_EURPerKWh[t]! : needs.export_EURPerKWh[t]!);
  };
}

/**
 * The rule's result as local energy and money: for every member and step, paid - earned + the rest at the supplier's prices
 * is what the rule charges. In every step the sum of `paid` is the sum of `earned`, with one exception: bill sharing, whose
 * sums agree over a billing period only (the pool's account carries the difference in between), and which may put an amount
 * into steps without local energy. Under `retail` nothing is traded inside.
 *
 * Members' own use is priced by `mid-market` too; its cost stands in `paid` of members that need energy in the step, and in
 * `earned` (less) of those that have some over.
 */
export function toCleared(prices: PoolPrices, pool: PoolYear, needs: SlotNeeds, gross: GrossEnergy): ClearedYear {
  const { participantCount, steps } = pool;
  const size = participantCount * steps;
  const bought = new Float64Array(size);
  const sold = new Float64Array(size);
  const paid = new Float64Array(size);
  const earned = new Float64Array(size);
  const price = new Float64Array(steps).fill(Number.NaN);
  const year: ClearedYear = {
    participantCount,
    steps,
    bought_kWh: bought,
    sold_kWh: sold,
    paid_EUR: paid,
    earned_EUR: earned,
    price_EURPerKWh: price,
    trades: null,
  };
  if (prices.rule === 'retail') return year;
  const { supply_kWh: supply, demand_kWh: demand, shared_kWh: shared } = pool;
  const net = needs.net_kWh;
  const { amounts } = pool;
  const buyPart = sharedPart(shared, demand);
  const sellPart = sharedPart(shared, supply);
  // Under one local price per step the amounts follow from it; the difference of two large sums would round instead.
  const local = prices.basis === 'net' ? prices.local_EURPerKWh : null;
  const costAt = local ? null : stepCost(prices, pool, needs, gross);
  for (let n = 0; n < participantCount; n++) {
    const from = n * steps;
    for (let t = 0; t < steps; t++) {
      const at = from + t;
      const value = net[at]!;
      if (value >= 0) {
        const inside = amounts ? amounts.bought_kWh[at]! : value * buyPart[t]!;
        bought[at] = inside;
        paid[at] = costAt ? costAt(at, t) - (value - inside) * needs.import_EURPerKWh[t]! : inside * local![t]!;
      } else {
        const inside = amounts ? amounts.sold_kWh[at]! : -value * sellPart[t]!;
        sold[at] = inside;
        earned[at] = costAt ? -costAt(at, t) - (-value - inside) * needs.export_EURPerKWh[t]! : inside * local![t]!;
      }
    }
  }
  const localPrice = prices.local_EURPerKWh;
  if (localPrice) for (let t = 0; t < steps; t++) if (shared[t]! > 0) price[t] = localPrice[t]!;
  return year;
}

function sharedPart(shared: Float64Array, all: Float64Array): Float64Array {
  return shared.map((inside, t) => (inside > 0 ? inside / all[t]! : 0));
}
