/**
 * Leader and followers: the manager sets what members pay for local energy and what they get for it, members answer with the
 * quantities that are best for them (Stackelberg game; Maharjan et al. 2013, doi:10.1109/TSG.2012.2223766; quadratic utility
 * of Samadi et al. 2010, doi:10.1109/SMARTGRID.2010.5622077: U(x) = omega x - theta x^2 / 2).
 *
 * A follower with utility U, use x in [low, high] and generation g is a {@link QuadraticMember}: a = theta, b = omega - theta g,
 * p = g - x in [g - high, g - low].
 */
import { communityOptimum, memberCurve, type QuadraticMember } from './communityOptimum.ts';
import { designError } from './designError.ts';
import { pricesAt, quantityAt, type SupplyCurve, sumCurves, throughLink } from './supplyCurve.ts';

export interface LeaderTerms {
  readonly import_EURPerKWh: number;
  readonly export_EURPerKWh: number;
  /** `profit`: the leader's own. `welfare`: the members' and its own together, while it earns its budget. */
  readonly objective: 'profit' | 'welfare';
  /** What it must earn in this step, for `welfare` [EUR]; 0 where not given. */
  readonly budget_EUR?: number;
}

export interface LeaderPrices {
  /** Members pay for local energy, and get for it [EUR/kWh]. */
  readonly buy_EURPerKWh: number;
  readonly sell_EURPerKWh: number;
  /** What members need and what they have over at these prices [kWh]. */
  readonly demand_kWh: number;
  readonly supply_kWh: number;
  /** Income from members less what members get, less what the supplier gets [EUR]. */
  readonly profit_EUR: number;
  /** False where no margin earns the budget; prices are then those that earn most. */
  readonly earnsBudget: boolean;
}

/** Prices of the leader, both between feed-in and import price and the buying one not below the selling one. Exact for `profit`. */
export function leaderPrices(members: readonly QuadraticMember[], terms: LeaderTerms): LeaderPrices {
  const { import_EURPerKWh: high, export_EURPerKWh: low } = terms;
  if (!(low <= high)) throw designError('arbitrage', 'grid prices', 'The feed-in price is above the import price.');
  for (const [n, { a, min_kWh, max_kWh }] of members.entries()) {
    if (a === 0 && min_kWh < max_kWh) throw designError('bounds', `member ${n}`, 'A follower without curvature answers in jumps.');
  }
  const market = new Followers(members, low, high);
  if (terms.objective === 'profit') return mostProfit(market);
  return leastMargin(members, market, terms.budget_EUR ?? 0);
}

/** What followers need and have over at prices. */
class Followers {
  readonly low: number;
  readonly high: number;
  /** Negative and positive parts of the net supplies. */
  readonly needs: SupplyCurve;
  readonly surplus: SupplyCurve;

  constructor(members: readonly QuadraticMember[], low: number, high: number) {
    this.low = low;
    this.high = high;
    const curves = members.map((member, n) => memberCurve(member, `member ${n}`));
    this.needs = sumCurves(curves.map((curve) => part(curve, -1)));
    this.surplus = sumCurves(curves.map((curve) => part(curve, 1)));
  }

  demand(buy: number): number {
    return -quantityAt(this.needs, buy)[0];
  }

  supply(sell: number): number {
    return quantityAt(this.surplus, sell)[0];
  }

  at(buy: number, sell: number, earnsBudget = true): LeaderPrices {
    const demand_kWh = Math.max(0, this.demand(buy));
    const supply_kWh = Math.max(0, this.supply(sell));
    const grid = this.high * Math.max(demand_kWh - supply_kWh, 0) - this.low * Math.max(supply_kWh - demand_kWh, 0);
    const profit_EUR = buy * demand_kWh - sell * supply_kWh - grid;
    return { buy_EURPerKWh: buy, sell_EURPerKWh: sell, demand_kWh, supply_kWh, profit_EUR, earnsBudget };
  }
}

function part(curve: SupplyCurve, sign: 1 | -1): SupplyCurve {
  const clip = (q: number) => (sign > 0 ? Math.max(q, 0) : Math.min(q, 0));
  // The link puts a corner where the curve crosses zero; without it clipping would bend the straight piece.
  const cornered = throughLink(curve, 0, 0, Number.POSITIVE_INFINITY);
  return { price: cornered.price, low: cornered.low.map(clip), high: cornered.high.map(clip), base: clip(cornered.base) };
}

/**
 * The best pair of prices lies where neither can be improved alone (corner or vertex of a piece of a quadratic, for the long
 * and the short market) or where demand and supply just meet (vertex along that line): all such pairs are tried.
 */
function mostProfit(market: Followers): LeaderPrices {
  const { low, high, needs, surplus } = market;
  const buys = inBand([low, high, ...needs.price, ...vertices(needs, market)], low, high);
  const sells = inBand([low, high, ...surplus.price, ...vertices(surplus, market)], low, high);
  let best = market.at(high, low);
  const offer = (buy: number, sell: number) => {
    if (!(buy >= sell) || buy > high || sell < low) return;
    const prices = market.at(buy, sell);
    if (prices.profit_EUR > best.profit_EUR) best = prices;
  };
  for (const buy of buys) for (const sell of sells) offer(buy, sell);
  // Where both meet in quantity Q: the dearest price that sells Q, the lowest that buys it.
  const buyFor = (q: number) => Math.min(high, pricesAt(needs, -q)[1]);
  const sellFor = (q: number) => Math.max(low, pricesAt(surplus, q)[0]);
  const least = Math.max(market.demand(high), market.supply(low));
  const most = Math.min(market.demand(low), market.supply(high));
  const corners = [...needs.low, ...needs.high].map((q) => -q).concat(...surplus.low, ...surplus.high, least, most);
  const sorted = [...new Set(corners.filter((q) => q >= least && q <= most))].sort((a, b) => a - b);
  sorted.forEach((from, i) => {
    offer(buyFor(from), sellFor(from));
    const to = sorted[i + 1];
    if (to === undefined || to <= from) return;
    // (buy - sell) is linear in Q on the piece; its margin times Q has one vertex.
    const third = (to - from) / 3;
    const [q1, q2] = [from + third, to - third];
    const [m1, m2] = [buyFor(q1) - sellFor(q1), buyFor(q2) - sellFor(q2)];
    const slope = (m2 - m1) / (q2 - q1);
    if (slope >= 0) return;
    const vertex = (slope * q1 - m1) / (2 * slope);
    if (vertex > from && vertex < to) offer(buyFor(vertex), sellFor(vertex));
  });
  return best;
}

/** Prices at which (price - c) x quantity turns on a piece, for c the supplier's import and export price. */
function vertices(curve: SupplyCurve, { low, high }: Followers): number[] {
  const found: number[] = [];
  for (let i = 1; i < curve.price.length; i++) {
    const [p0, p1] = [curve.price[i - 1]!, curve.price[i]!];
    const slope = (curve.low[i]! - curve.high[i - 1]!) / (p1 - p0);
    if (!(slope > 0)) continue;
    const zero = p0 - curve.high[i - 1]! / slope;
    for (const c of [low, high]) {
      const vertex = (zero + c) / 2;
      if (vertex > p0 && vertex < p1) found.push(vertex);
    }
  }
  return found;
}

function inBand(prices: readonly number[], low: number, high: number): number[] {
  return [...new Set(prices.filter((price) => price >= low && price <= high))];
}

const MARGINS = 200;

/** The smallest margin between both prices that earns the budget; with it the optimum of the community, whose fee the margin is. */
function leastMargin(members: readonly QuadraticMember[], market: Followers, budget_EUR: number): LeaderPrices {
  const { low, high } = market;
  const at = (margin: number): LeaderPrices => {
    const solution = communityOptimum(members, {
      grid: { import_EURPerKWh: high, export_EURPerKWh: low },
      community_EURPerKWh: margin / 2,
      import_EURPerKWh: 0,
      export_EURPerKWh: 0,
    });
    const lambda = solution.status === 'optimal' ? solution.lambda_EURPerKWh : (low + high) / 2;
    return market.at(Math.min(high, lambda + margin / 2), Math.max(low, lambda - margin / 2));
  };
  let best = at(0);
  if (best.profit_EUR >= budget_EUR - 1e-12) return best;
  for (let i = 1; i <= MARGINS; i++) {
    const prices = at(((high - low) * i) / MARGINS);
    if (prices.profit_EUR > best.profit_EUR) best = prices;
    if (prices.profit_EUR < budget_EUR) continue;
    let [from, to] = [((high - low) * (i - 1)) / MARGINS, ((high - low) * i) / MARGINS];
    for (let halving = 0; halving < 60; halving++) {
      const middle = (from + to) / 2;
      if (at(middle).profit_EUR >= budget_EUR) to = middle;
      else from = middle;
    }
    return at(to);
  }
  return { ...best, earnsBudget: false };
}
