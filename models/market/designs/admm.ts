/**
 * The community's optimum found by negotiation: exchange ADMM (Boyd et al. 2011, section 7.3.2, doi:10.1561/2200000016).
 * Each member keeps its cost to itself, answers a price and a proposal with what it would exchange with the pool, and the
 * manager moves the price by what does not add up. A demonstration: `communityOptimum` is exact and faster.
 */
import { type CommunityTerms, memberCurve, type QuadraticMember, quadraticCost } from './communityOptimum.ts';
import { designError } from './designError.ts';
import { highest, lowest } from './supplyCurve.ts';

export interface AdmmOptions {
  /** Stops where both residuals, per root of the number of members, are below this times the size of what is exchanged (prices). */
  readonly tolerance?: number;
  readonly maxIterations?: number;
  /** Weight of disagreement at the start [EUR/kWh^2]; the mean of the members' curvatures where not given. */
  readonly rho?: number;
}

export interface AdmmIterate {
  readonly price_EURPerKWh: number;
  /** What does not add up, and by how much proposals still move, as the stopping rule sees them. */
  readonly primalResidual: number;
  readonly dualResidual: number;
  readonly objective_EUR: number;
  readonly rho: number;
}

export interface AdmmSolution {
  readonly converged: boolean;
  readonly iterations: readonly AdmmIterate[];
  /** Per member [kWh]: produced, received from the pool, imported, exported, as in `communityOptimum`. */
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  readonly lambda_EURPerKWh: number;
  readonly qImp_kWh: number;
  readonly qExp_kWh: number;
  readonly objective_EUR: number;
}

/**
 * @throws InputError as `communityOptimum`; an island that cannot balance does not converge
 */
export function communityAdmm(members: readonly QuadraticMember[], terms: CommunityTerms, options: AdmmOptions = {}): AdmmSolution {
  const count = members.length;
  const tolerance = options.tolerance ?? 1e-4;
  const fee = terms.community_EURPerKWh;
  const buy = terms.grid ? terms.grid.import_EURPerKWh + terms.import_EURPerKWh : Number.POSITIVE_INFINITY;
  const sell = terms.grid ? terms.grid.export_EURPerKWh - terms.export_EURPerKWh : Number.NEGATIVE_INFINITY;
  if (!(sell <= buy)) throw designError('arbitrage', 'grid prices', 'Energy could be imported and exported with a gain without end.');
  const size = members.reduce((largest, member, n) => {
    const curve = memberCurve(member, `member ${n}`);
    return Math.max(largest, Math.abs(lowest(curve)), Math.abs(highest(curve)));
  }, 0);
  const curvatures = members.filter((member) => member.max_kWh > member.min_kWh && member.a > 0).map((member) => member.a);
  let rho = options.rho ?? (curvatures.length > 0 ? curvatures.reduce((sum, a) => sum + a, 0) / curvatures.length : 1);
  // Where the price of the pool starts: inside the supplier's band.
  let price = terms.grid ? (buy + sell) / 2 : 0;
  const priceSize = terms.grid
    ? Math.max(Math.abs(buy), Math.abs(sell))
    : members.reduce((largest, { b }) => Math.max(largest, Math.abs(b)), 1e-9);
  // Supply to the pool per member.
  const s = new Float64Array(count);
  const iterations: AdmmIterate[] = [];
  let mean = 0;
  let converged = count === 0;
  const limit = options.maxIterations ?? 1000;
  while (!converged && iterations.length < limit) {
    let moved = 0;
    let sum = 0;
    const before = mean;
    for (let n = 0; n < count; n++) {
      const proposal = s[n]! - before + price / rho;
      const answer = bestAnswer(members[n] as QuadraticMember, proposal, rho, fee, buy, sell);
      moved += (answer - s[n]!) ** 2;
      s[n] = answer;
      sum += answer;
    }
    mean = sum / count;
    price -= rho * mean;
    const primal = (Math.abs(mean) * Math.sqrt(count)) / Math.max(size, 1e-12);
    const dual = (rho * Math.sqrt(moved / count + (mean - before) ** 2)) / priceSize;
    iterations.push({ price_EURPerKWh: price, primalResidual: primal, dualResidual: dual, objective_EUR: settled().objective_EUR, rho });
    converged = primal < tolerance && dual < tolerance;
    // He, Yang, Wang 2000: keep both residuals alike; less and less often, so that the method still converges.
    if (iterations.length % 10 === 0 && iterations.length <= limit / 2) {
      if (primal > 5 * dual) rho *= 2;
      else if (dual > 5 * primal) rho /= 2;
    }
  }
  return { converged, iterations, lambda_EURPerKWh: price, ...settled() };

  function settled() {
    const p = new Float64Array(count);
    const q = new Float64Array(count);
    const alpha = new Float64Array(count);
    const beta = new Float64Array(count);
    let objective_EUR = 0;
    members.forEach((member, n) => {
      const pooled = s[n]!;
      // Beside the pool the member takes from the supplier, produces itself, or feeds in, whichever costs least.
      const cheapest =
        member.a > 0 ? (at: number) => (at - member.b) / member.a : (at: number) => (at > member.b ? member.max_kWh : member.min_kWh);
      const from = Math.min(Math.max(cheapest(sell), member.min_kWh), member.max_kWh);
      const to = Math.min(Math.max(cheapest(buy), member.min_kWh), member.max_kWh);
      const own = Math.min(Math.max(pooled, terms.grid ? from : member.min_kWh), terms.grid ? to : member.max_kWh);
      p[n] = own;
      q[n] = 0 - pooled;
      alpha[n] = Math.max(pooled - own, 0);
      beta[n] = Math.max(own - pooled, 0);
      objective_EUR += quadraticCost(member, own) + fee * Math.abs(pooled);
      if (terms.grid) objective_EUR += buy * alpha[n]! - sell * beta[n]!;
    });
    return {
      p,
      q,
      alpha,
      beta,
      qImp_kWh: alpha.reduce((total, value) => total + value, 0),
      qExp_kWh: beta.reduce((total, value) => total + value, 0),
      objective_EUR,
    };
  }
}

/** min K(s) + fee |s| + rho / 2 (s - proposal)^2; K is the cost of supplying s with own production and the supplier. Closed form. */
function bestAnswer(member: QuadraticMember, proposal: number, rho: number, fee: number, buy: number, sell: number): number {
  const supplying = answerWith(member, proposal - fee / rho, rho, buy, sell);
  if (supplying > 0) return supplying;
  const receiving = answerWith(member, proposal + fee / rho, rho, buy, sell);
  return Math.min(receiving, 0);
}

/** Marginal costs are the member's own, held between the supplier's prices; so is the answer between those at these prices. */
function answerWith({ a, b, min_kWh, max_kWh }: QuadraticMember, proposal: number, rho: number, buy: number, sell: number): number {
  const own = Math.min(Math.max((rho * proposal - b) / (a + rho), min_kWh), max_kWh);
  return Math.min(Math.max(own, proposal - buy / rho), proposal - sell / rho);
}
