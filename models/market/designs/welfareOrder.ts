/** Random cases for the order of the designs: welfare of full P2P >= hybrid >= community, under its condition and not without it. */
import { RandomStream } from '../../core/random.ts';
import type { QuadraticMember } from './communityOptimum.ts';
import { communityGraph, type DesignGraph, type DesignResult, hasAllPaths, nestedGraph, peerGraph, solveDesign } from './designGraphs.ts';
import type { Link } from './nested.ts';

export interface WelfareOrder {
  /** Every trade path of the smaller design exists in the larger one at no higher fee; only then the order is claimed. */
  readonly meetsCondition: boolean;
  readonly peer_EUR: number;
  readonly hybrid_EUR: number;
  readonly community_EUR: number;
  /** Proven gaps of the three solutions, together [EUR]. */
  readonly gap_EUR: number;
  /** In order up to the proven gaps. */
  readonly isOrdered: boolean;
}

/**
 * One random case: 3 to 9 members, a hybrid of three levels and more, fees of all kinds.
 * @param byDesign false: fees are drawn without regard to each other, so that the condition mostly fails
 */
export function welfareOrder(seed: number, byDesign = true): WelfareOrder {
  const random = new RandomStream(seed);
  const count = random.integer(3, 9);
  const members = randomMembers(random, count);
  const grid = { import_EURPerKWh: random.between(0.22, 0.4), export_EURPerKWh: random.between(0, 0.15) };
  const fee = () => (random.next() < 0.2 ? 0 : random.between(0, 0.02));
  const links: Link[] = Array.from({ length: random.integer(3, 6) }, (_, row) => ({
    id: `${row}`,
    parent: row === 0 ? null : `${row < 3 ? row - 1 : random.integer(0, row - 1)}`,
    importFee_EURPerKWh: fee(),
    exportFee_EURPerKWh: fee(),
    capacity_kW: null,
    owners: [],
  }));
  const rows = Array.from({ length: count }, () => random.integer(0, links.length - 1));
  const up = rows.map((row) => wayUp(links, row));
  const sum = (way: readonly Link[], key: 'importFee_EURPerKWh' | 'exportFee_EURPerKWh') =>
    way.reduce((total, link) => total + link[key], 0);
  const between = (seller: number, buyer: number) => {
    const meeting = (up[buyer] as Link[]).find((link) => up[seller]?.includes(link)) as Link;
    const out = (up[seller] as Link[]).slice(0, up[seller]?.indexOf(meeting));
    const into = (up[buyer] as Link[]).slice(0, up[buyer]?.indexOf(meeting));
    return sum(out, 'exportFee_EURPerKWh') + sum(into, 'importFee_EURPerKWh');
  };
  const longest = Math.max(...rows.flatMap((_, s) => rows.map((__, b) => between(s, b))));
  const dearestImport = Math.max(...up.map((way) => sum(way, 'importFee_EURPerKWh')));
  const dearestExport = Math.max(...up.map((way) => sum(way, 'exportFee_EURPerKWh')));
  const part = () => (random.next() < 0.2 ? 1 : random.next());
  const free = () => random.between(0, 0.06);
  const terms = {
    grid,
    community_EURPerKWh: byDesign ? longest / 2 + fee() : free(),
    import_EURPerKWh: byDesign ? dearestImport + fee() : free(),
    export_EURPerKWh: byDesign ? dearestExport + fee() : free(),
  };
  const peer = peerGraph(
    count,
    {
      pair_EURPerKWh: Float64Array.from({ length: count * count }, (_, at) =>
        byDesign ? part() * between(Math.floor(at / count), at % count) : free(),
      ),
      import_EURPerKWh: Float64Array.from(up, (way) => (byDesign ? part() * sum(way, 'importFee_EURPerKWh') : free())),
      export_EURPerKWh: Float64Array.from(up, (way) => (byDesign ? part() * sum(way, 'exportFee_EURPerKWh') : free())),
    },
    grid,
  );
  const hybrid = nestedGraph(rows, links, grid);
  const community = communityGraph(count, terms);
  const [p, h, c] = [peer, hybrid, community].map((graph) => solveDesign(members, graph)) as [DesignResult, DesignResult, DesignResult];
  const gap_EUR = [p, h, c].reduce((total, { welfareBound_EUR, welfare_EUR }) => total + Math.abs(welfareBound_EUR - welfare_EUR), 0);
  return {
    meetsCondition: hasAllPaths(peer, hybrid, count) && hasAllPaths(hybrid, community, count),
    peer_EUR: p.welfare_EUR,
    hybrid_EUR: h.welfare_EUR,
    community_EUR: c.welfare_EUR,
    gap_EUR,
    isOrdered: p.welfare_EUR >= h.welfare_EUR - gap_EUR && h.welfare_EUR >= c.welfare_EUR - gap_EUR,
  };
}

/** Sums of a series of steps under one design. */
export interface DesignTotals {
  readonly welfare_EUR: number;
  readonly importCost_EUR: number;
  readonly load_kWh: number;
  readonly import_kWh: number;
  readonly export_kWh: number;
  readonly betweenCommunities_kWh: number;
}

/**
 * The comparison of Sousa et al. 2019, tables 4 and 5, on drawn weather: 19 peers in three communities that trade only inside
 * themselves (community), with each other through their managers (hybrid), or peer with peer (P2P); fees as printed there
 * (0.001 inside; 0.002, 0.001, 0.0015 between; supplier's tariff 0.01, all per kWh). Loads, wind and prices are drawn, so only
 * the order of the figures can be compared, not their size.
 */
export function publishedComparison(seed: number, steps: number): Readonly<Record<'peer' | 'community' | 'hybrid', DesignTotals>> {
  const random = new RandomStream(seed);
  const count = 19;
  const communityOf = Array.from({ length: count }, (_, n) => n % 3);
  // Production is some 3.6 times the load, as in the tables (401 GWh used, 1,041 GWh exported).
  const sizes = Array.from({ length: count }, () => ({
    load: random.between(5, 20),
    wind: random.next() < 0.5 ? random.between(90, 270) : 0,
    worth: random.between(0.06, 0.12),
  }));
  const totals = { peer: noTotals(), community: noTotals(), hybrid: noTotals() };
  for (let t = 0; t < steps; t++) {
    const spot = random.between(0.02, 0.05);
    const grid = { import_EURPerKWh: spot + 0.01, export_EURPerKWh: spot - 0.01 };
    // One weather for all, that differs from place to place: one community has some to give when another lacks it.
    const weather = random.next();
    const wind = [0, 1, 2].map(() => Math.max(0, weather + random.between(-0.3, 0.3)));
    const members = sizes.map(({ load, wind: size, worth }, n): QuadraticMember => {
      const most = load * random.between(0.6, 1.4);
      const made = size * (wind[communityOf[n]!] as number);
      // Use of u = made - p is worth `worth` at first and nothing more at twice `most`; wind itself costs nothing.
      const a = worth / (2 * most);
      return { a, b: worth - a * made, min_kWh: made - most, max_kWh: made };
    });
    const graphs = comparisonGraphs(communityOf, grid);
    for (const key of ['peer', 'community', 'hybrid'] as const) {
      const result = solveDesign(members, graphs[key]);
      const sum = totals[key];
      // Of what is used, not of net positions: made less delivered.
      members.forEach((member, n) => {
        sum.load_kWh += member.max_kWh - result.solution.p[n]!;
      });
      sum.welfare_EUR += result.welfare_EUR;
      sum.importCost_EUR += result.importCost_EUR;
      sum.import_kWh += result.import_kWh;
      sum.export_kWh += result.export_kWh;
      sum.betweenCommunities_kWh += crossing(graphs[key], communityOf, result);
    }
  }
  return totals;
}

function comparisonGraphs(
  communityOf: readonly number[],
  grid: { import_EURPerKWh: number; export_EURPerKWh: number },
): Record<'peer' | 'community' | 'hybrid', DesignGraph> {
  const count = communityOf.length;
  const pools = communityOf.flatMap((community, n) => [
    { from: n, to: count + community, fee_EURPerKWh: 0.001 },
    { from: count + community, to: n, fee_EURPerKWh: 0.001 },
    { from: -1, to: n, fee_EURPerKWh: grid.import_EURPerKWh },
    { from: n, to: -1, fee_EURPerKWh: -grid.export_EURPerKWh },
  ]);
  const between = [
    [0, 1, 0.002],
    [0, 2, 0.001],
    [1, 2, 0.0015],
  ] as const;
  const managers = between.flatMap(([a, b, fee]) => [
    { from: count + a, to: count + b, fee_EURPerKWh: fee },
    { from: count + b, to: count + a, fee_EURPerKWh: fee },
  ]);
  const none = new Float64Array(count);
  const peer = peerGraph(count, { pair_EURPerKWh: new Float64Array(count * count), import_EURPerKWh: none, export_EURPerKWh: none }, grid);
  return { peer, community: { hubs: 3, arcs: pools }, hybrid: { hubs: 3, arcs: [...pools, ...managers] } };
}

/** Energy between communities: over links of managers, or between peers of different ones. */
function crossing({ arcs }: DesignGraph, communityOf: readonly number[], { solution }: DesignResult): number {
  const count = communityOf.length;
  const home = (node: number) => communityOf[node] ?? node - count;
  const net = new Map<string, number>();
  arcs.forEach(({ from, to }, e) => {
    if (from < 0 || to < 0 || home(from) === home(to)) return;
    const [a, b] = [home(from), home(to)];
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    net.set(key, (net.get(key) ?? 0) + (a < b ? 1 : -1) * solution.flow[e]!);
  });
  return [...net.values()].reduce((sum, flow) => sum + Math.abs(flow), 0);
}

function noTotals() {
  return { welfare_EUR: 0, importCost_EUR: 0, load_kWh: 0, import_kWh: 0, export_kWh: 0, betweenCommunities_kWh: 0 };
}

function wayUp(links: readonly Link[], row: number): Link[] {
  const way: Link[] = [];
  for (let at: Link | undefined = links[row]; at; at = links.find(({ id }) => id === at?.parent)) way.push(at);
  return way;
}

function randomMembers(random: RandomStream, count: number): QuadraticMember[] {
  return Array.from({ length: count }, () => {
    const min_kWh = -random.between(0, 5);
    const max_kWh = random.next() < 0.4 ? 0 : random.between(0, 6);
    return { a: random.between(0.005, 0.1), b: random.between(0.05, 0.45), min_kWh, max_kWh };
  });
}
