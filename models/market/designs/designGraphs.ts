/** The three designs as graphs of members, hubs and the supplier, so that they can be compared on equal terms. */
import type { CommunityTerms, QuadraticMember } from './communityOptimum.ts';
import { type Arc, type FlowSolution, solveConvexFlow } from './convexFlow.ts';
import { designError } from './designError.ts';
import type { Link } from './nested.ts';

export interface DesignGraph {
  readonly hubs: number;
  readonly arcs: readonly Arc[];
}

export interface GridPrices {
  readonly import_EURPerKWh: number;
  readonly export_EURPerKWh: number;
}

/** A fee per pair [seller * members + buyer] and on what each member buys from and sells to the supplier by itself [EUR/kWh]. */
export interface PeerFees {
  readonly pair_EURPerKWh: Float64Array;
  readonly import_EURPerKWh: Float64Array;
  readonly export_EURPerKWh: Float64Array;
}

export function peerGraph(count: number, fees: PeerFees, grid: GridPrices | null): DesignGraph {
  const arcs: Arc[] = [];
  for (let from = 0; from < count; from++) {
    for (let to = 0; to < count; to++) {
      if (from !== to) arcs.push({ from, to, fee_EURPerKWh: fees.pair_EURPerKWh[from * count + to]! });
    }
    if (grid) pushGrid(arcs, from, grid, fees.import_EURPerKWh[from]!, fees.export_EURPerKWh[from]!);
  }
  return { hubs: 0, arcs };
}

/** Equation 3: one pool with a fee on both sides; the supplier through the manager. */
export function communityGraph(count: number, terms: CommunityTerms): DesignGraph {
  const arcs: Arc[] = [];
  for (let n = 0; n < count; n++) {
    arcs.push(
      { from: n, to: count, fee_EURPerKWh: terms.community_EURPerKWh },
      { from: count, to: n, fee_EURPerKWh: terms.community_EURPerKWh },
    );
    if (terms.grid) pushGrid(arcs, n, terms.grid, terms.import_EURPerKWh, terms.export_EURPerKWh);
  }
  return { hubs: 1, arcs };
}

/** Pools nested in pools; the root trades with the supplier. @param collectiveOf row of the innermost collective per member */
export function nestedGraph(collectiveOf: readonly number[], links: readonly Link[], grid: GridPrices | null): DesignGraph {
  const count = collectiveOf.length;
  const rows = new Map(links.map((link, row) => [link.id, row]));
  const arcs: Arc[] = collectiveOf.flatMap((row, n) => [
    { from: n, to: count + row, fee_EURPerKWh: 0 },
    { from: count + row, to: n, fee_EURPerKWh: 0 },
  ]);
  links.forEach((link, row) => {
    if (link.capacity_kW !== null) throw designError('fees', link.id, 'Graphs of designs have no capacities.');
    if (link.parent === null) {
      if (grid) pushGrid(arcs, count + row, grid, link.importFee_EURPerKWh, link.exportFee_EURPerKWh);
      return;
    }
    const parent = count + (rows.get(link.parent) ?? Number.NaN);
    arcs.push({ from: parent, to: count + row, fee_EURPerKWh: link.importFee_EURPerKWh });
    arcs.push({ from: count + row, to: parent, fee_EURPerKWh: link.exportFee_EURPerKWh });
  });
  return { hubs: links.length, arcs };
}

function pushGrid(arcs: Arc[], node: number, grid: GridPrices, importFee: number, exportFee: number): void {
  arcs.push({ from: -1, to: node, fee_EURPerKWh: grid.import_EURPerKWh + importFee });
  arcs.push({ from: node, to: -1, fee_EURPerKWh: exportFee - grid.export_EURPerKWh });
}

/**
 * Whether every trade of the smaller design (member to member, from and to the supplier) can be made in the larger one at no
 * higher fee: the condition under which its welfare cannot be lower.
 */
export function hasAllPaths(larger: DesignGraph, smaller: DesignGraph, memberCount: number): boolean {
  const above = cheapestPaths(larger, memberCount);
  const below = cheapestPaths(smaller, memberCount);
  // Members and the two sides of the supplier: 0..count-1, source, sink.
  const ends = memberCount + 2;
  for (let i = 0; i < ends; i++) {
    for (let j = 0; j < ends; j++) {
      // From the supplier to the supplier is nobody's trade.
      if (i < memberCount || j < memberCount) {
        if (above[i * ends + j]! > below[i * ends + j]! + 1e-12) return false;
      }
    }
  }
  return true;
}

function cheapestPaths({ hubs, arcs }: DesignGraph, memberCount: number): Float64Array {
  const n = memberCount + hubs + 2;
  const [source, sink] = [n - 2, n - 1];
  const cost = new Float64Array(n * n).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) cost[i * n + i] = 0;
  for (const { from, to, fee_EURPerKWh } of arcs) {
    const at = (from < 0 ? source : from) * n + (to < 0 ? sink : to);
    cost[at] = Math.min(cost[at]!, fee_EURPerKWh);
  }
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) cost[i * n + j] = Math.min(cost[i * n + j]!, cost[i * n + k]! + cost[k * n + j]!);
    }
  }
  const keep = [...Array.from({ length: memberCount }, (_, i) => i), source, sink];
  return Float64Array.from(keep.flatMap((i) => keep.map((j) => cost[i * n + j]!)));
}

/** What a design does in one step. */
export interface DesignResult {
  readonly welfare_EUR: number;
  /** Certified: no solution of the design has more. */
  readonly welfareBound_EUR: number;
  readonly import_kWh: number;
  readonly export_kWh: number;
  readonly importCost_EUR: number;
  readonly load_kWh: number;
  readonly solution: FlowSolution;
}

/** Best welfare of quadratic members in a design. */
export function solveDesign(members: readonly QuadraticMember[], graph: DesignGraph): DesignResult {
  const solution = solveConvexFlow({ members, ...graph });
  let import_kWh = 0;
  let export_kWh = 0;
  let importCost_EUR = 0;
  graph.arcs.forEach((arc, e) => {
    const flow = solution.flow[e]!;
    if (arc.from < 0) {
      import_kWh += flow;
      importCost_EUR += flow * arc.fee_EURPerKWh;
    } else if (arc.to < 0) {
      export_kWh += flow;
    }
  });
  return {
    welfare_EUR: -solution.objective_EUR,
    welfareBound_EUR: -solution.lowerBound_EUR,
    import_kWh,
    export_kWh,
    importCost_EUR,
    load_kWh: solution.p.reduce((sum, p) => sum + Math.max(-p, 0), 0),
    solution,
  };
}
