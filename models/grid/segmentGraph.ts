/** Lines as a graph: joints where ends meet, points put onto the nearest line, and the tree that feeds from given nodes. */

interface Segment {
  readonly a: number;
  readonly b: number;
  readonly line: number;
  /** Nodes put onto it, with their place 0..1 between a and b. */
  readonly on: { readonly at: number; readonly node: number }[];
}

export interface FeedingTree {
  /** -1 for roots and nodes that are not reached. */
  readonly parent: Int32Array;
  /** Line of the piece to the parent; -1 where there is none. */
  readonly line: Int32Array;
  /** Reached nodes, parents before children. */
  readonly order: Uint32Array;
  readonly reached: Uint8Array;
  readonly roots: readonly number[];
  /** Pieces between reached nodes that the tree does not use. */
  readonly openPieces: number;
}

interface NearPoint {
  readonly segment: number;
  readonly at: number;
  readonly distance: number;
}

export class SegmentGraph {
  readonly #snap_m: number;
  readonly #xy: number[] = [];
  readonly #joints = new Map<string, number[]>();
  readonly #segments: Segment[] = [];
  readonly #ends: { readonly node: number; readonly line: number }[] = [];
  #cells: { readonly size_m: number; readonly of: ReadonlyMap<string, readonly number[]>; readonly reach: number } | null = null;

  /** @param snap_m ends nearer than this are one joint [m] */
  constructor(snap_m: number) {
    this.#snap_m = snap_m;
  }

  nodes_m(): Float64Array {
    return Float64Array.from(this.#xy);
  }

  /** @param path_m east, north pairs [m]; at least two */
  addPath(path_m: readonly number[], line: number): void {
    this.#cells = null;
    let before = -1;
    for (let i = 0; i + 1 < path_m.length; i += 2) {
      const node = this.#joint(path_m[i]!, path_m[i + 1]!);
      if (before >= 0 && node !== before) this.#segments.push({ a: before, b: node, line, on: [] });
      if (i === 0 || i + 3 >= path_m.length) this.#ends.push({ node, line });
      before = node;
    }
  }

  #joint(x: number, y: number): number {
    const cellX = Math.floor(x / this.#snap_m);
    const cellY = Math.floor(y / this.#snap_m);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const node of this.#joints.get(`${cellX + dx},${cellY + dy}`) ?? []) {
          if (Math.hypot(this.#xy[2 * node]! - x, this.#xy[2 * node + 1]! - y) <= this.#snap_m) return node;
        }
      }
    }
    const node = this.#node(x, y);
    const key = `${cellX},${cellY}`;
    const cell = this.#joints.get(key);
    if (cell) cell.push(node);
    else this.#joints.set(key, [node]);
    return node;
  }

  #node(x: number, y: number): number {
    return this.#xy.push(x, y) / 2 - 1;
  }

  /** Makes a joint wherever two lines cross; for streets, which meet where they cross, not for cables. Before {@link attach}. */
  joinCrossings(): void {
    const met = new Set<number>();
    const count = this.#segments.length;
    for (const together of this.#cellsOfSegments().of.values()) {
      for (const [place, one] of together.entries()) {
        for (const two of together.slice(place + 1)) {
          const pair = Math.min(one, two) * count + Math.max(one, two);
          if (met.has(pair)) continue;
          met.add(pair);
          this.#cross(this.#segments[one]!, this.#segments[two]!);
        }
      }
    }
  }

  #cross(one: Segment, two: Segment): void {
    if (one.line === two.line || one.a === two.a || one.a === two.b || one.b === two.a || one.b === two.b) return;
    const x = (node: number): number => this.#xy[2 * node]!;
    const y = (node: number): number => this.#xy[2 * node + 1]!;
    const [dx, dy] = [x(one.b) - x(one.a), y(one.b) - y(one.a)];
    const [ex, ey] = [x(two.b) - x(two.a), y(two.b) - y(two.a)];
    const turn = dx * ey - dy * ex;
    if (turn === 0) return;
    const [fx, fy] = [x(two.a) - x(one.a), y(two.a) - y(one.a)];
    const at = (fx * ey - fy * ex) / turn;
    const over = (fx * dy - fy * dx) / turn;
    if (!(at > 0 && at < 1 && over > 0 && over < 1)) return;
    const node = this.#node(x(one.a) + at * dx, y(one.a) + at * dy);
    one.on.push({ at, node });
    two.on.push({ at: over, node });
  }

  /** Puts points onto the nearest line, and gives the node of each. Lines that end on the side of another are joined first. */
  attach(points: readonly (readonly [number, number])[]): number[] {
    for (const { node } of this.#ends) {
      const near = this.#nearest(this.#xy[2 * node]!, this.#xy[2 * node + 1]!, this.#snap_m, node);
      if (near) this.#segments[near.segment]!.on.push({ at: near.at, node });
    }
    return points.map(([x, y]) => {
      const near = this.#nearest(x, y, Number.POSITIVE_INFINITY, -1);
      if (!near) throw new RangeError('There is no line to connect to');
      const { a, b, on } = this.#segments[near.segment]!;
      if (near.at === 0) return a;
      if (near.at === 1) return b;
      const known = on.find(({ at }) => at === near.at);
      if (known) return known.node;
      const node = this.#node(
        this.#xy[2 * a]! + near.at * (this.#xy[2 * b]! - this.#xy[2 * a]!),
        this.#xy[2 * a + 1]! + near.at * (this.#xy[2 * b + 1]! - this.#xy[2 * a + 1]!),
      );
      on.push({ at: near.at, node });
      return node;
    });
  }

  #nearest(x: number, y: number, within_m: number, notAt: number): NearPoint | null {
    const cells = this.#cellsOfSegments();
    const cellX = Math.floor(x / cells.size_m);
    const cellY = Math.floor(y / cells.size_m);
    const rings = Number.isFinite(within_m) ? 1 : cells.reach + Math.max(Math.abs(cellX), Math.abs(cellY));
    let best: NearPoint | null = null;
    for (let ring = 0; ring <= rings; ring++) {
      // All within this ring's inner edge was seen.
      if (best && best.distance <= (ring - 1) * cells.size_m) break;
      for (const key of ringOf(cellX, cellY, ring)) {
        for (const segment of cells.of.get(key) ?? []) {
          const { a, b } = this.#segments[segment]!;
          if (a === notAt || b === notAt) continue;
          const { at, distance } = this.#onto(segment, x, y);
          if (distance > within_m) continue;
          if (!best || distance < best.distance || (distance === best.distance && segment < best.segment)) best = { segment, at, distance };
        }
      }
    }
    return best;
  }

  #onto(segment: number, x: number, y: number): { readonly at: number; readonly distance: number } {
    const { a, b } = this.#segments[segment]!;
    const ax = this.#xy[2 * a]!;
    const ay = this.#xy[2 * a + 1]!;
    const dx = this.#xy[2 * b]! - ax;
    const dy = this.#xy[2 * b + 1]! - ay;
    const at = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return { at, distance: Math.hypot(ax + at * dx - x, ay + at * dy - y) };
  }

  /** Segments by the cells of a coarse raster they pass. */
  #cellsOfSegments() {
    if (this.#cells) return this.#cells;
    const of = new Map<string, number[]>();
    const size_m = 50;
    let reach = 0;
    this.#segments.forEach(({ a, b }, segment) => {
      const length = Math.hypot(this.#xy[2 * a]! - this.#xy[2 * b]!, this.#xy[2 * a + 1]! - this.#xy[2 * b + 1]!);
      const steps = Math.max(1, Math.ceil(length / (size_m / 2)));
      const seen = new Set<string>();
      for (let step = 0; step <= steps; step++) {
        const t = step / steps;
        const cellX = Math.floor((this.#xy[2 * a]! * (1 - t) + this.#xy[2 * b]! * t) / size_m);
        const cellY = Math.floor((this.#xy[2 * a + 1]! * (1 - t) + this.#xy[2 * b + 1]! * t) / size_m);
        reach = Math.max(reach, Math.abs(cellX) + 1, Math.abs(cellY) + 1);
        // A step may cut a corner between two samples, so the neighbours are entered as well.
        for (const key of [`${cellX},${cellY}`, ...ringOf(cellX, cellY, 1)]) seen.add(key);
      }
      for (const key of seen) {
        const cell = of.get(key);
        if (cell) cell.push(segment);
        else of.set(key, [segment]);
      }
    });
    this.#cells = { size_m, of, reach };
    return this.#cells;
  }

  /** Shortest ways from the roots along the lines (Dijkstra 1959); each node hangs on the root nearest to it. */
  tree(roots: readonly number[]): FeedingTree {
    const count = this.#xy.length / 2;
    const pieces = this.#pieces();
    const at = new Uint32Array(count + 1);
    for (const { a, b } of pieces) {
      at[a + 1]!++;
      at[b + 1]!++;
    }
    for (let i = 0; i < count; i++) at[i + 1]! += at[i]!;
    const fill = at.slice();
    const neighbour = new Uint32Array(2 * pieces.length);
    pieces.forEach(({ a, b }, piece) => {
      neighbour[fill[a]!++] = piece;
      neighbour[fill[b]!++] = piece;
    });
    const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    const parent = new Int32Array(count).fill(-1);
    const line = new Int32Array(count).fill(-1);
    const reached = new Uint8Array(count);
    const order: number[] = [];
    const queue = new DistanceQueue();
    for (const root of roots) {
      distance[root] = 0;
      queue.push(root, 0);
    }
    for (let node = queue.pop(); node >= 0; node = queue.pop()) {
      if (reached[node] === 1) continue;
      reached[node] = 1;
      order.push(node);
      for (let k = at[node]!; k < at[node + 1]!; k++) {
        const piece = pieces[neighbour[k]!]!;
        const other = piece.a === node ? piece.b : piece.a;
        const through = distance[node]! + piece.length_m;
        if (through >= distance[other]!) continue;
        distance[other] = through;
        parent[other] = node;
        line[other] = piece.line;
        queue.push(other, through);
      }
    }
    const between = pieces.filter(({ a }) => reached[a] === 1).length;
    return { parent, line, order: Uint32Array.from(order), reached, roots, openPieces: between - (order.length - roots.length) };
  }

  #pieces(): { readonly a: number; readonly b: number; readonly line: number; readonly length_m: number }[] {
    const pieces = [];
    for (const { a, b, line, on } of this.#segments) {
      const stops = [a, ...on.toSorted((p, q) => p.at - q.at).map(({ node }) => node), b];
      for (let i = 1; i < stops.length; i++) {
        const from = stops[i - 1]!;
        const to = stops[i]!;
        if (from === to) continue;
        const length_m = Math.hypot(this.#xy[2 * from]! - this.#xy[2 * to]!, this.#xy[2 * from + 1]! - this.#xy[2 * to + 1]!);
        pieces.push({ a: from, b: to, line, length_m });
      }
    }
    return pieces;
  }
}

function* ringOf(x: number, y: number, ring: number): Generator<string> {
  if (ring === 0) {
    yield `${x},${y}`;
    return;
  }
  for (let d = -ring; d <= ring; d++) {
    yield `${x + d},${y - ring}`;
    yield `${x + d},${y + ring}`;
    if (Math.abs(d) === ring) continue;
    yield `${x - ring},${y + d}`;
    yield `${x + ring},${y + d}`;
  }
}

/** Nodes by distance, nearest first. */
class DistanceQueue {
  readonly #nodes: number[] = [];
  readonly #distances: number[] = [];

  push(node: number, distance: number): void {
    let at = this.#nodes.push(node) - 1;
    this.#distances.push(distance);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.#distances[up]! <= distance) break;
      this.#nodes[at] = this.#nodes[up]!;
      this.#distances[at] = this.#distances[up]!;
      at = up;
    }
    this.#nodes[at] = node;
    this.#distances[at] = distance;
  }

  /** -1 where it is empty. */
  pop(): number {
    const first = this.#nodes[0];
    if (first === undefined) return -1;
    const node = this.#nodes.pop()!;
    const distance = this.#distances.pop()!;
    const count = this.#nodes.length;
    if (count === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      if (child + 1 < count && this.#distances[child + 1]! < this.#distances[child]!) child++;
      if (this.#distances[child]! >= distance) break;
      this.#nodes[at] = this.#nodes[child]!;
      this.#distances[at] = this.#distances[child]!;
      at = child;
    }
    this.#nodes[at] = node;
    this.#distances[at] = distance;
    return first;
  }
}
