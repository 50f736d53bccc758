/**
 * Community with a manager: the optimum of Sousa et al. 2019, equation 2 (FleXunity D3.1, equations 3a-3g), exact.
 *
 * Signs. p > 0 is production. The balance of a member is p + q + alpha - beta = 0: q > 0 is *received* from the pool, alpha
 * imported, beta exported through the manager. D3.1 prints + beta in 3b, with which a lone producer could not export.
 *
 * T. Sousa et al., Peer-to-peer and community-based markets, RSER 104 (2019), doi:10.1016/j.rser.2019.01.036.
 */
import { designError } from './designError.ts';
import { highest, lowest, pricesAt, quadraticCurve, quantityAt, type SupplyCurve, sumCurves, throughLink } from './supplyCurve.ts';

/** Cost a p^2 / 2 + b p of producing p within bounds [kWh] (consumption: p < 0, its cost is the utility lost). */
export interface QuadraticMember {
  readonly a: number;
  readonly b: number;
  readonly min_kWh: number;
  readonly max_kWh: number;
}

/** What the manager weighs. D3.1 calls the fees phi_com, delta_imp, delta_exp [EUR/kWh]. */
export interface CommunityTerms {
  /** Null for an island. */
  readonly grid: { readonly import_EURPerKWh: number; readonly export_EURPerKWh: number } | null;
  /** gamma_com: on |q|, so one traded kWh costs it twice. */
  readonly community_EURPerKWh: number;
  readonly import_EURPerKWh: number;
  readonly export_EURPerKWh: number;
}

export interface CommunitySolution {
  readonly status: 'optimal';
  /** Per member [kWh]: produced, received from the pool, imported, exported. */
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  /** Price of the pool, the dual of sum q = 0; buyers pay gamma_com more, sellers get so much less. */
  readonly lambda_EURPerKWh: number;
  readonly qImp_kWh: number;
  readonly qExp_kWh: number;
  /** Least cost: production, fees and the grid [EUR]. */
  readonly objective_EUR: number;
}

/** An island that cannot balance: load to shed or generation to curtail [kWh]. */
export interface CommunityInfeasible {
  readonly status: 'infeasible';
  readonly shed_kWh: number;
  readonly curtail_kWh: number;
}

/**
 * Least cost of a community in one step. Exact: the pool's supply is piecewise linear in its price, and its root is read off
 * between sorted corners, O(N log N).
 * @throws InputError where bounds are not bounds, or energy could be bought and sold back with a gain
 */
export function communityOptimum(members: readonly QuadraticMember[], terms: CommunityTerms): CommunitySolution | CommunityInfeasible {
  const fee = terms.community_EURPerKWh;
  const curves = members.map((member, n) => memberCurve(member, `member ${n}`));
  if (!(fee >= 0)) throw designError('fees', 'community fee', 'The fee of the community is below zero.');
  if (!terms.grid) return islandOptimum(members, curves, fee);

  const buy = terms.grid.import_EURPerKWh + terms.import_EURPerKWh;
  const sell = terms.grid.export_EURPerKWh - terms.export_EURPerKWh;
  if (!(sell <= buy)) throw designError('arbitrage', 'grid prices', 'Energy could be imported and exported with a gain without end.');
  const pooled = curves.map((curve) => throughLink(curve, fee, fee, Number.POSITIVE_INFINITY));
  const lowestPool = sell + fee;
  const highestPool = buy - fee;
  const solution = emptySolution(members.length);

  if (lowestPool >= highestPool) {
    // Two fees cost more than the grid's margin: everybody is better off with the grid alone.
    for (let n = 0; n < members.length; n++) tradeWithGrid(solution, n, curves[n] as SupplyCurve, buy, sell);
    return closed(members, terms, solution, (lowestPool + highestPool) / 2);
  }

  const pool = sumCurves(pooled);
  const scarcity = quantityAt(pool, highestPool)[1];
  const plenty = quantityAt(pool, lowestPool)[0];
  let lambda: number;
  if (scarcity < 0) lambda = highestPool;
  else if (plenty > 0) lambda = lowestPool;
  else lambda = middle(pricesAt(pool, 0), lowestPool, highestPool);
  // What a member exchanges at the pool's price. Only the long side's remainder goes to the grid, in proportion.
  const exchanged = pooled.map((curve) => quantityAt(curve, lambda)[scarcity < 0 ? 1 : 0]);
  const settled = scarcity < 0 || plenty > 0 ? exchanged : shared(pooled, lambda, 0);
  const supply = settled.reduce((sum, s) => sum + Math.max(s, 0), 0);
  const demand = settled.reduce((sum, s) => sum + Math.max(-s, 0), 0);
  const served = scarcity < 0 ? supply / demand : 1;
  const placed = plenty > 0 ? demand / supply : 1;
  settled.forEach((s, n) => {
    const local = s < 0 ? served : placed;
    solution.p[n] = s;
    solution.q[n] = 0 - s * local;
    solution.alpha[n] = Math.max(-s, 0) * (1 - local);
    solution.beta[n] = Math.max(s, 0) * (1 - local);
  });
  return closed(members, terms, solution, lambda);
}

function islandOptimum(
  members: readonly QuadraticMember[],
  curves: readonly SupplyCurve[],
  fee: number,
): CommunitySolution | CommunityInfeasible {
  const pooled = curves.map((curve) => throughLink(curve, fee, fee, Number.POSITIVE_INFINITY));
  const pool = sumCurves(pooled);
  if (highest(pool) < 0) return { status: 'infeasible', shed_kWh: -highest(pool), curtail_kWh: 0 };
  if (lowest(pool) > 0) return { status: 'infeasible', shed_kWh: 0, curtail_kWh: lowest(pool) };
  const lambda = middle(pricesAt(pool, 0), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const solution = emptySolution(members.length);
  shared(pooled, lambda, 0).forEach((s, n) => {
    solution.p[n] = s;
    solution.q[n] = 0 - s;
  });
  return closed(members, { grid: null, community_EURPerKWh: fee, import_EURPerKWh: 0, export_EURPerKWh: 0 }, solution, lambda);
}

/** @throws InputError */
export function memberCurve(member: QuadraticMember, where: string): SupplyCurve {
  const { a, b, min_kWh, max_kWh } = member;
  const isSound =
    a >= 0 &&
    Number.isFinite(a) &&
    Number.isFinite(b) &&
    Number.isFinite(min_kWh) &&
    min_kWh <= max_kWh &&
    max_kWh < Number.POSITIVE_INFINITY;
  if (!isSound) throw designError('bounds', where, 'The bounds or the cost of a member are not usable.');
  return quadraticCurve(a, b, min_kWh, max_kWh);
}

/** Cost of producing p [EUR]. */
export function quadraticCost(member: QuadraticMember, p_kWh: number): number {
  return 0.5 * member.a * p_kWh * p_kWh + member.b * p_kWh;
}

interface Drafted {
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
}

function emptySolution(count: number): Drafted {
  return { p: new Float64Array(count), q: new Float64Array(count), alpha: new Float64Array(count), beta: new Float64Array(count) };
}

function tradeWithGrid(solution: Drafted, n: number, curve: SupplyCurve, buy: number, sell: number): void {
  const imports = quantityAt(curve, buy)[1];
  const exports = quantityAt(curve, sell)[0];
  solution.p[n] = Math.min(imports, 0) + Math.max(exports, 0);
  solution.alpha[n] = Math.max(-imports, 0);
  solution.beta[n] = Math.max(exports, 0);
}

/** Quantities of all at one price that sum to a target: what is free at a jump is taken in proportion. */
export function shared(curves: readonly SupplyCurve[], price: number, target: number): number[] {
  const ranges = curves.map((curve) => quantityAt(curve, price));
  const low = ranges.reduce((sum, range) => sum + range[0], 0);
  const high = ranges.reduce((sum, range) => sum + range[1], 0);
  const part = high > low ? Math.min(1, Math.max(0, (target - low) / (high - low))) : 0;
  return ranges.map(([from, to]) => from + (to - from) * part);
}

/** Middle of an interval of prices that are all right, within bounds; its finite end where the other is infinite. */
export function middle(range: readonly [number, number], from: number, to: number): number {
  const low = Math.min(Math.max(range[0], from), to);
  const high = Math.max(Math.min(range[1], to), from);
  if (Number.isFinite(low) && Number.isFinite(high)) return (low + high) / 2;
  if (Number.isFinite(low)) return low;
  return Number.isFinite(high) ? high : Number.NaN;
}

function closed(members: readonly QuadraticMember[], terms: CommunityTerms, solution: Drafted, lambda: number): CommunitySolution {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const qImp_kWh = sum(solution.alpha);
  const qExp_kWh = sum(solution.beta);
  const exchanged = solution.q.reduce((total, q) => total + Math.abs(q), 0);
  const production = members.reduce((total, member, n) => total + quadraticCost(member, solution.p[n]!), 0);
  const grid = terms.grid ? terms.grid.import_EURPerKWh * qImp_kWh - terms.grid.export_EURPerKWh * qExp_kWh : 0;
  const fees = terms.community_EURPerKWh * exchanged + terms.import_EURPerKWh * qImp_kWh + terms.export_EURPerKWh * qExp_kWh;
  return { status: 'optimal', ...solution, lambda_EURPerKWh: lambda, qImp_kWh, qExp_kWh, objective_EUR: production + grid + fees };
}
