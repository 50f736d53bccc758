/**
 * Members with quadratic costs on a graph whose arcs cost a fee: least cost by an interior point method (Mehrotra 1992,
 * doi:10.1137/0802028), with a certified bound. Full P2P, hybrid and community are the same problem on different graphs.
 *
 * min sum (a p^2 / 2 + b p) + sum fee f,  p + inflow - outflow = 0 at every node,  bounds on p,  0 <= f.
 */
import { type QuadraticMember, quadraticCost } from './communityOptimum.ts';

/** Energy from a node to a node; -1 is the supplier, whose price is part of the fee. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly fee_EURPerKWh: number;
}

export interface FlowProblem {
  /** Members are the first nodes; further ones are hubs. */
  readonly members: readonly QuadraticMember[];
  readonly hubs: number;
  readonly arcs: readonly Arc[];
}

export interface FlowSolution {
  readonly p: Float64Array;
  readonly flow: Float64Array;
  readonly nodePrice_EURPerKWh: Float64Array;
  readonly objective_EUR: number;
  /** No solution costs less than this: the dual value of the node prices. */
  readonly lowerBound_EUR: number;
  readonly iterations: number;
  /** Largest imbalance of a node [kWh]. */
  readonly residual_kWh: number;
}

const MAX_ITERATIONS = 100;
/** Keeps loops without any fee from being weighed without bound; it damps steps and does not move the solution. */
const DAMPING = 1e-9;
/** Share of a Newton step below which the second-order correction is not trusted. */
const SHORT_STEP = 0.4;

/**
 * Solves to a relative gap of about 1e-10. Infeasible problems (an island that cannot balance) do not converge: `residual_kWh`
 * stays large.
 */
export function solveConvexFlow({ members, hubs, arcs }: FlowProblem): FlowSolution {
  const free = members.flatMap((member, n) => (member.max_kWh > member.min_kWh ? [n] : []));
  const nodes = members.length + hubs;
  const variables = free.length + arcs.length;
  // What nobody can move through the network; also an upper bound on every arc, so that free loops stay finite.
  const most = 1 + 2 * members.reduce((sum, member) => sum + Math.max(Math.abs(member.min_kWh), Math.abs(member.max_kWh)), 0);
  const q = new Float64Array(variables);
  const c = new Float64Array(variables);
  const low = new Float64Array(variables);
  const high = new Float64Array(variables);
  const into = new Int32Array(variables);
  const outOf = new Int32Array(variables).fill(-1);
  const need = new Float64Array(nodes);
  members.forEach((member, n) => {
    if (member.max_kWh === member.min_kWh) need[n] = -member.min_kWh;
  });
  free.forEach((n, v) => {
    const member = members[n] as QuadraticMember;
    q[v] = member.a;
    c[v] = member.b;
    low[v] = member.min_kWh;
    high[v] = member.max_kWh;
    into[v] = n;
  });
  arcs.forEach((arc, e) => {
    const v = free.length + e;
    c[v] = arc.fee_EURPerKWh;
    high[v] = most;
    into[v] = arc.to;
    outOf[v] = arc.from;
  });

  const scale = 1 + c.reduce((largest, cost) => Math.max(largest, Math.abs(cost)), 0);
  const x = Float64Array.from(low, (from, v) => from + Math.min((high[v]! - from) / 2, most / (4 * variables)));
  const z = new Float64Array(variables).fill(scale);
  const y = new Float64Array(variables).fill(scale);
  const price = new Float64Array(nodes);
  const dx = new Float64Array(variables);
  const dz = new Float64Array(variables);
  const dy = new Float64Array(variables);
  const weight = new Float64Array(variables);
  const g = new Float64Array(variables);
  const crossZ = new Float64Array(variables);
  const crossY = new Float64Array(variables);
  const imbalance = new Float64Array(nodes);
  const matrix = new Float64Array(nodes * nodes);
  const step = new Float64Array(nodes);
  let iterations = 0;
  for (; iterations < MAX_ITERATIONS; iterations++) {
    const mu = complementarity();
    measureImbalance();
    let dual = 0;
    for (let v = 0; v < variables; v++) dual = Math.max(dual, Math.abs(dualResidual(v)));
    const worst = imbalance.reduce((largest, r) => Math.max(largest, Math.abs(r)), 0);
    if (mu < 1e-13 * scale * most && worst < 1e-12 * most && dual < 1e-11 * scale) break;
    for (let v = 0; v < variables; v++) weight[v] = 1 / (DAMPING * scale + q[v]! + z[v]! / (x[v]! - low[v]!) + y[v]! / (high[v]! - x[v]!));
    assemble();
    if (!factorise(matrix, nodes)) break;
    crossZ.fill(0);
    crossY.fill(0);
    direction(0);
    const affine = complementarityAfter(longestStep());
    const sigma = (affine / mu) ** 3;
    for (let v = 0; v < variables; v++) {
      crossZ[v] = dx[v]! * dz[v]!;
      crossY[v] = -dx[v]! * dy[v]!;
    }
    direction(sigma * mu);
    let length = Math.min(1, 0.9995 * longestStep());
    if (length < SHORT_STEP) {
      // The corrector overshoots and may run in circles: a plain step towards the middle gets out.
      crossZ.fill(0);
      crossY.fill(0);
      direction(Math.max(sigma, 0.3) * mu);
      length = Math.min(1, 0.9995 * longestStep());
    }
    if (!(length > 0) || step.some(Number.isNaN)) break;
    for (let v = 0; v < variables; v++) {
      x[v]! += length * dx[v]!;
      z[v]! += length * dz[v]!;
      y[v]! += length * dy[v]!;
    }
    for (let n = 0; n < nodes; n++) price[n]! += length * step[n]!;
  }

  measureImbalance();
  const p = Float64Array.from(members, (member) => member.min_kWh);
  free.forEach((n, v) => {
    p[n] = x[v]!;
  });
  const flow = x.slice(free.length);
  const objective_EUR =
    members.reduce((sum, member, n) => sum + quadraticCost(member, p[n]!), 0) +
    arcs.reduce((sum, arc, e) => sum + arc.fee_EURPerKWh * flow[e]!, 0);
  return {
    p,
    flow,
    nodePrice_EURPerKWh: price,
    objective_EUR,
    lowerBound_EUR: lowerBound(),
    iterations,
    residual_kWh: imbalance.reduce((largest, r) => Math.max(largest, Math.abs(r)), 0),
  };

  function complementarity(): number {
    let sum = 0;
    for (let v = 0; v < variables; v++) sum += z[v]! * (x[v]! - low[v]!) + y[v]! * (high[v]! - x[v]!);
    return variables > 0 ? sum / (2 * variables) : 0;
  }

  function complementarityAfter(length: number): number {
    const t = Math.min(1, length);
    let sum = 0;
    for (let v = 0; v < variables; v++) {
      const at = x[v]! + t * dx[v]!;
      sum += (z[v]! + t * dz[v]!) * (at - low[v]!) + (y[v]! + t * dy[v]!) * (high[v]! - at);
    }
    return sum / (2 * variables);
  }

  function priceAt(node: number): number {
    return node < 0 ? 0 : price[node]!;
  }

  /** What a variable costs more than it is worth. */
  function dualResidual(v: number): number {
    return q[v]! * x[v]! + c[v]! - (priceAt(into[v]!) - priceAt(outOf[v]!)) - z[v]! + y[v]!;
  }

  function measureImbalance(): void {
    for (let n = 0; n < nodes; n++) imbalance[n] = need[n]!;
    for (let v = 0; v < variables; v++) {
      if (into[v]! >= 0) imbalance[into[v]!]! -= x[v]!;
      if (outOf[v]! >= 0) imbalance[outOf[v]!]! += x[v]!;
    }
  }

  function assemble(): void {
    matrix.fill(0);
    for (let v = 0; v < variables; v++) {
      const i = into[v]!;
      const j = outOf[v]!;
      if (i >= 0) matrix[i * nodes + i]! += weight[v]!;
      if (j >= 0) matrix[j * nodes + j]! += weight[v]!;
      if (i >= 0 && j >= 0) {
        matrix[i * nodes + j]! -= weight[v]!;
        matrix[j * nodes + i]! -= weight[v]!;
      }
    }
  }

  /** Newton step towards complementarity `target`. */
  function direction(target: number): void {
    for (let n = 0; n < nodes; n++) step[n] = imbalance[n]!;
    for (let v = 0; v < variables; v++) {
      const s = x[v]! - low[v]!;
      const w = high[v]! - x[v]!;
      g[v] = -dualResidual(v) + (target - s * z[v]! - crossZ[v]!) / s - (target - w * y[v]! - crossY[v]!) / w;
      const part = weight[v]! * g[v]!;
      if (into[v]! >= 0) step[into[v]!]! -= part;
      if (outOf[v]! >= 0) step[outOf[v]!]! += part;
    }
    substitute(matrix, nodes, step);
    for (let v = 0; v < variables; v++) {
      const s = x[v]! - low[v]!;
      const w = high[v]! - x[v]!;
      const rise = (into[v]! >= 0 ? step[into[v]!]! : 0) - (outOf[v]! >= 0 ? step[outOf[v]!]! : 0);
      dx[v] = weight[v]! * (g[v]! + rise);
      dz[v] = (target - s * z[v]! - crossZ[v]! - z[v]! * dx[v]!) / s;
      dy[v] = (target - w * y[v]! - crossY[v]! + y[v]! * dx[v]!) / w;
    }
  }

  function longestStep(): number {
    let length = 1e6;
    for (let v = 0; v < variables; v++) {
      if (dx[v]! < 0) length = Math.min(length, (low[v]! - x[v]!) / dx[v]!);
      else if (dx[v]! > 0) length = Math.min(length, (high[v]! - x[v]!) / dx[v]!);
      if (dz[v]! < 0) length = Math.min(length, -z[v]! / dz[v]!);
      if (dy[v]! < 0) length = Math.min(length, -y[v]! / dy[v]!);
    }
    return length;
  }

  /** Dual function of the node prices: every variable at its own best. */
  function lowerBound(): number {
    let value = 0;
    for (let n = 0; n < nodes; n++) value += price[n]! * need[n]!;
    members.forEach((member) => {
      if (member.max_kWh === member.min_kWh) value += quadraticCost(member, member.min_kWh);
    });
    for (let v = 0; v < variables; v++) {
      const slope = c[v]! - (priceAt(into[v]!) - priceAt(outOf[v]!));
      const best = q[v]! > 0 ? Math.min(Math.max(-slope / q[v]!, low[v]!), high[v]!) : slope > 0 ? low[v]! : high[v]!;
      value += 0.5 * q[v]! * best * best + slope * best;
    }
    return value;
  }
}

/** Cholesky in place, lower triangle; nodes without any variable get a unit pivot. False where it breaks down. */
function factorise(matrix: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    let pivot = matrix[j * n + j]!;
    const whole = pivot;
    for (let k = 0; k < j; k++) pivot -= matrix[j * n + k]! ** 2;
    if (Number.isNaN(pivot)) return false;
    // Groups of nodes without a member or the supplier are singular: one of their prices is free.
    pivot = pivot > 1e-15 * whole ? Math.sqrt(pivot) : Number.POSITIVE_INFINITY;
    if (whole === 0) pivot = 1;
    matrix[j * n + j] = pivot;
    for (let i = j + 1; i < n; i++) {
      let value = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) value -= matrix[i * n + k]! * matrix[j * n + k]!;
      matrix[i * n + j] = value / pivot;
    }
  }
  return true;
}

function substitute(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let value = b[i]!;
    for (let k = 0; k < i; k++) value -= factor[i * n + k]! * b[k]!;
    b[i] = value / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let value = b[i]!;
    for (let k = i + 1; k < n; k++) value -= factor[k * n + i]! * b[k]!;
    b[i] = value / factor[i * n + i]!;
  }
}
