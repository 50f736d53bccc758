/**
 * Who sends electricity to whom in one hour, for the eye. Buildings that feed in fill a pool, buildings that draw empty
 * it, and what is left comes from or goes to the public grid. These are flows of energy, not trades: who buys from whom
 * is settled by a market, and nothing here knows prices, contracts or losses.
 *
 * Amounts: every feeding building gives the same share of its feed-in to the pool, every drawing building takes the same
 * share of its draw from it, so nobody is preferred. Pairs: the nearest giver and taker are joined first, which gives
 * short arcs and at most givers + takers - 1 of them.
 */
import { ShrinkingPoints } from './nearestPoint.ts';

/** In place of a building: the public grid. */
export const PUBLIC_GRID = -1;

export const FLOW_KINDS = ['shared', 'from-grid', 'to-grid'] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];

export interface FlowArc {
  readonly kind: FlowKind;
  /** Row of the building it leaves, or {@link PUBLIC_GRID}. */
  readonly from: number;
  /** Row of the building it enters, or {@link PUBLIC_GRID}. */
  readonly to: number;
  /** Mean power of the hour [W]. */
  readonly power_W: number;
}

/** Flows that are not among the arcs, because they are smaller than those that are. */
export interface FlowRest {
  readonly count: number;
  readonly power_W: number;
}

export interface FlowTotals {
  /** Sum of what buildings feed in [W]. */
  readonly export_W: number;
  /** Sum of what buildings draw [W]. */
  readonly import_W: number;
  /** Part of both that stays in the district [W]. */
  readonly shared_W: number;
  readonly fromGrid_W: number;
  readonly toGrid_W: number;
  /** Buildings that feed in. */
  readonly exporters: number;
  /** Buildings that draw. */
  readonly importers: number;
}

export interface EnergyFlows {
  /** Shared flows first, then those of the public grid, each from the largest down. */
  readonly arcs: readonly FlowArc[];
  /** What the arcs leave out, per kind; arcs and rest together close to the totals. */
  readonly rest: Readonly<Record<FlowKind, FlowRest>>;
  readonly totals: FlowTotals;
}

export interface FlowOptions {
  /** Most arcs per kind; the smaller ones are summed up in `rest`. 200 unless told; `Infinity` for all. */
  readonly maximumArcs?: number;
}

interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly square: number;
}

/** Binary heap of pairs, nearest first; ties by place, so that the order of the buildings does not matter. */
class NearestFirst {
  readonly #items: Candidate[] = [];
  readonly #before: (a: Candidate, b: Candidate) => boolean;

  constructor(before: (a: Candidate, b: Candidate) => boolean) {
    this.#before = before;
  }

  push(item: Candidate): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(item, items[parent]!)) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  pop(): Candidate | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (!last || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#before(items[child + 1]!, items[child]!)) child++;
      if (!this.#before(items[child]!, last)) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return first;
  }
}

/** Joins givers and takers, the nearest pair first; both sums are equal but for rounding. */
function pairNearestFirst(
  gives_W: Float64Array,
  takes_W: Float64Array,
  givers: number[],
  drawing: number[],
  xy_m: ArrayLike<number>,
): FlowArc[] {
  const x = (row: number): number => xy_m[2 * row]!;
  const y = (row: number): number => xy_m[2 * row + 1]!;
  // A share of next to nothing may round to zero; such a taker would never be served and never leave.
  const takers = drawing.filter((row) => takes_W[row]! > 0);
  const open = new ShrinkingPoints(takers.map(x), takers.map(y));
  const compare = (a: number, b: number): number => x(a) - x(b) || y(a) - y(b);
  const heap = new NearestFirst((a, b) => {
    const order = a.square - b.square || compare(a.from, b.from) || compare(takers[a.to]!, takers[b.to]!);
    return order < 0;
  });
  const offer = (from: number): void => {
    const to = open.nearest(x(from), y(from));
    if (to >= 0) heap.push({ from, to, square: (x(takers[to]!) - x(from)) ** 2 + (y(takers[to]!) - y(from)) ** 2 });
  };
  const giving = Float64Array.from(gives_W);
  const taking = Float64Array.from(takes_W);
  for (const giver of givers) if (giving[giver]! > 0) offer(giver);
  const arcs: FlowArc[] = [];
  for (let next = heap.pop(); next; next = heap.pop()) {
    const { from } = next;
    const to = takers[next.to]!;
    if (taking[to]! > 0) {
      const power_W = Math.min(giving[from]!, taking[to]!);
      arcs.push({ kind: 'shared', from, to, power_W });
      giving[from]! -= power_W;
      taking[to]! -= power_W;
      if (taking[to]! <= 0) open.remove(next.to);
    }
    if (giving[from]! > 0) offer(from);
  }
  return arcs;
}

function largest(arcs: FlowArc[], most: number): { readonly kept: readonly FlowArc[]; readonly rest: FlowRest } {
  const sorted = arcs.sort((a, b) => b.power_W - a.power_W || a.from - b.from || a.to - b.to);
  const cut = sorted.slice(most);
  return { kept: sorted.slice(0, most), rest: { count: cut.length, power_W: cut.reduce((sum, arc) => sum + arc.power_W, 0) } };
}

/**
 * Flows of one hour between buildings and with the public grid.
 * @param net_W mean power at each building's connection [W]: above zero it draws, below zero it feeds in; NaN counts as zero
 * @param xy_m east, north of each building [m], two per building; only the pairing depends on it, never an amount
 * @throws RangeError where there are not two coordinates per building
 */
export function energyFlows(net_W: ArrayLike<number>, xy_m: ArrayLike<number>, options: FlowOptions = {}): EnergyFlows {
  if (xy_m.length !== 2 * net_W.length)
    throw new RangeError(`${net_W.length} buildings need two coordinates each, not ${xy_m.length} in all`);
  const most = Math.max(0, options.maximumArcs ?? 200);
  const givers: number[] = [];
  const takers: number[] = [];
  let export_W = 0;
  let import_W = 0;
  for (let row = 0; row < net_W.length; row++) {
    const net = net_W[row]!;
    if (net < 0) {
      givers.push(row);
      export_W -= net;
    } else if (net > 0) {
      takers.push(row);
      import_W += net;
    }
  }
  const shared_W = Math.min(export_W, import_W);
  const gives_W = new Float64Array(net_W.length);
  const takes_W = new Float64Array(net_W.length);
  // A sum with itself is one, so that a pool that is emptied leaves no crumbs to the grid.
  const givenShare = export_W > 0 ? shared_W / export_W : 0;
  const takenShare = import_W > 0 ? shared_W / import_W : 0;
  const toGrid: FlowArc[] = [];
  const fromGrid: FlowArc[] = [];
  for (const from of givers) {
    gives_W[from] = -net_W[from]! * givenShare;
    const power_W = -net_W[from]! - gives_W[from]!;
    if (power_W > 0) toGrid.push({ kind: 'to-grid', from, to: PUBLIC_GRID, power_W });
  }
  for (const to of takers) {
    takes_W[to] = net_W[to]! * takenShare;
    const power_W = net_W[to]! - takes_W[to]!;
    if (power_W > 0) fromGrid.push({ kind: 'from-grid', from: PUBLIC_GRID, to, power_W });
  }
  const shared = largest(shared_W > 0 ? pairNearestFirst(gives_W, takes_W, givers, takers, xy_m) : [], most);
  const drawn = largest(fromGrid, most);
  const fed = largest(toGrid, most);
  return {
    arcs: [...shared.kept, ...drawn.kept, ...fed.kept],
    rest: { shared: shared.rest, 'from-grid': drawn.rest, 'to-grid': fed.rest },
    totals: {
      export_W,
      import_W,
      shared_W,
      fromGrid_W: import_W - shared_W,
      toGrid_W: export_W - shared_W,
      exporters: givers.length,
      importers: takers.length,
    },
  };
}
