/**
 * Straight skeleton of an outline with holes: what the edges sweep when all move inwards at one speed. The plan of a
 * roof whose faces have one pitch. Wavefront by events (Aichholzer, Aurenhammer, Alberts, Gaertner: A novel type of
 * skeleton for polygons, J.UCS 1(12), 1995, doi:10.3217/jucs-001-12-0752), every event searched over the whole front:
 * about n^3 steps for n corners, right for building outlines. The result is checked; where it is not a partition of
 * the outline the caller gets null and takes another roof.
 */
import { outlineArea, type PlanRing, signedArea } from './outline.ts';

export interface SkeletonNode {
  readonly x: number;
  readonly y: number;
  /** Distance from the edges that meet here [m]; zero on the outline. */
  readonly inset_m: number;
}

export interface Skeleton {
  readonly nodes: readonly SkeletonNode[];
  /** Per edge of the outline, ring by ring: node numbers, first the edge's own two, counter-clockwise. */
  readonly faces: readonly (readonly number[])[];
}

/** More corners than any drawn outline has. */
const MOST_CORNERS = 300;
/** Nodes closer than this are one [m]. */
const SAME_m = 1e-6;

interface FrontEdge {
  readonly index: number;
  /** Along the edge. */
  readonly dx: number;
  readonly dy: number;
  /** Distance of the line from zero along the inward normal (-dy, dx). */
  readonly offset: number;
  readonly from: number;
  readonly to: number;
}

interface FrontVertex {
  node: number;
  /** Position at time zero of its motion, p(t) = (x, y) + t (vx, vy). */
  x: number;
  y: number;
  vx: number;
  vy: number;
  left: FrontEdge;
  right: FrontEdge;
  reflex: boolean;
  prev: FrontVertex;
  next: FrontVertex;
}

interface Event {
  time: number;
  vertex: FrontVertex;
  /** Start of the edge that is hit; absent where the edge after `vertex` shrinks to nothing. */
  hit: FrontVertex | null;
}

/**
 * The skeleton of an outline.
 * @param rings exterior counter-clockwise, holes clockwise (`orientedRings`)
 * @returns null where none was found (too many corners, or rounding spoilt it)
 */
export function straightSkeleton(rings: readonly PlanRing[]): Skeleton | null {
  if (rings.reduce((sum, ring) => sum + ring.length / 2, 0) > MOST_CORNERS) return null;
  const area_m2 = outlineArea(rings);
  for (const shift_m of SHIFTS_m) {
    const front = new Wavefront(shift_m === 0 ? rings : shifted(rings, shift_m));
    const found = front.run() ? front.result(area_m2) : null;
    if (found) return shift_m === 0 ? found : onOutline(found, rings, shift_m);
  }
  return null;
}

/** Where many events fall together the corners are shifted by these distances, far below any tolerance [m]. */
const SHIFTS_m = [0, 2e-6, 5e-6, 1e-5];

function shifted(rings: readonly PlanRing[], by_m: number): number[][] {
  let count = 0;
  // Multiples of the golden section never repeat: no two corners move alike.
  return rings.map((ring) => ring.map((value) => value + by_m * (((++count * 0.618_033_988_75) % 1) - 0.5)));
}

/** The skeleton over the outline itself, with the nodes merged that the shift had pulled apart. */
function onOutline(found: Skeleton, rings: readonly PlanRing[], shift_m: number): Skeleton {
  const corners = rings.flatMap((ring) => Array.from({ length: ring.length / 2 }, (_, i) => [ring[i * 2]!, ring[i * 2 + 1]!] as const));
  const nodes = found.nodes.map((node, i) => {
    const corner = corners[i];
    return corner ? { x: corner[0], y: corner[1], inset_m: 0 } : node;
  });
  const merged = nodes.map((node, i) => {
    const same = nodes.findIndex((other) => Math.hypot(other.x - node.x, other.y - node.y, other.inset_m - node.inset_m) < 50 * shift_m);
    return same >= 0 ? same : i;
  });
  const faces = found.faces.map((face) => {
    const ring = face.map((node) => merged[node]!);
    return ring.filter((node, i) => node !== ring[(i + 1) % ring.length]);
  });
  return { nodes, faces };
}

class Wavefront {
  readonly #nodes: SkeletonNode[] = [];
  readonly #edges: FrontEdge[] = [];
  readonly #arcs: (readonly [number, number])[][] = [];
  readonly #active = new Set<FrontVertex>();
  readonly #size: number;

  constructor(rings: readonly PlanRing[]) {
    let size = 1;
    for (const ring of rings) {
      const first = this.#nodes.length;
      const count = ring.length / 2;
      for (let i = 0; i < count; i++) {
        this.#nodes.push({ x: ring[i * 2]!, y: ring[i * 2 + 1]!, inset_m: 0 });
        size = Math.max(size, Math.abs(ring[i * 2]! - ring[0]!), Math.abs(ring[i * 2 + 1]! - ring[1]!));
      }
      const edges = Array.from({ length: count }, (_, i) => this.#edge(first + i, first + ((i + 1) % count)));
      const vertices = edges.map((edge, i) => this.#vertex(first + i, edges[(i + count - 1) % count]!, edge));
      vertices.forEach((vertex, i) => {
        vertex.prev = vertices[(i + count - 1) % count]!;
        vertex.next = vertices[(i + 1) % count]!;
        this.#active.add(vertex);
      });
    }
    this.#size = size;
  }

  #edge(from: number, to: number): FrontEdge {
    const a = this.#nodes[from]!;
    const b = this.#nodes[to]!;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const dx = (b.x - a.x) / length;
    const dy = (b.y - a.y) / length;
    const edge = { index: this.#edges.length, dx, dy, offset: -dy * a.x + dx * a.y, from, to };
    this.#edges.push(edge);
    this.#arcs.push([]);
    return edge;
  }

  /** A vertex between two edges of the front, from a node on. */
  #vertex(node: number, left: FrontEdge, right: FrontEdge): FrontVertex {
    const { x, y, inset_m } = this.#nodes[node]!;
    const cross = left.dx * right.dy - left.dy * right.dx;
    const dot = left.dx * right.dx + left.dy * right.dy;
    let vx = -left.dy;
    let vy = left.dx;
    if (Math.abs(cross) > 1e-9) {
      // Both lines move by one along their normals: (-l.dy, l.dx) . v = 1 and (-r.dy, r.dx) . v = 1.
      vx = (right.dx - left.dx) / cross;
      vy = (right.dy - left.dy) / cross;
    } else if (dot < 0) {
      vx = 0;
      vy = 0;
    }
    const motion = { node, x: x - vx * inset_m, y: y - vy * inset_m, vx, vy, left, right, reflex: cross < -1e-9 };
    const vertex: Partial<FrontVertex> & typeof motion = motion;
    vertex.prev = vertex.next = vertex as FrontVertex;
    return vertex as FrontVertex;
  }

  /** @returns whether the front came to an end */
  run(): boolean {
    let now = 0;
    let steps = 8 * this.#edges.length + 16;
    while (this.#active.size > 0) {
      if (steps-- < 0) return false;
      if (this.#closeLoops()) continue;
      const event = this.#next(now);
      if (!event) return false;
      now = Math.max(now, event.time);
      if (event.hit) this.#split(event.vertex, event.hit, now);
      else this.#collapse(event.vertex, now);
    }
    return true;
  }

  /** Loops of two vertices have no area: the ridge between them is the last arc. */
  #closeLoops(): boolean {
    for (const vertex of this.#active) {
      const other = vertex.next;
      if (other.next !== vertex) continue;
      this.#arc(vertex.node, other.node, vertex.left, vertex.right);
      this.#active.delete(vertex);
      this.#active.delete(other);
      return true;
    }
    return false;
  }

  #next(now: number): Event | null {
    const early = now - 1e-9 * this.#size;
    let best: Event | null = null;
    for (const vertex of this.#active) {
      const time = this.#collapseTime(vertex, now);
      if (time >= early && (best === null || time < best.time)) best = { time, vertex, hit: null };
    }
    for (const vertex of this.#active) {
      if (!vertex.reflex) continue;
      for (const start of this.#active) {
        const time = this.#splitTime(vertex, start);
        if (time < early || (best !== null && time >= best.time - SAME_m * 1e-3)) continue;
        if (this.#hits(vertex, start, time)) best = { time, vertex, hit: start };
      }
    }
    return best;
  }

  /** When the edge after a vertex has no length. */
  #collapseTime(vertex: FrontVertex, now: number): number {
    const { right: edge, next } = vertex;
    const gap = edge.dx * (next.x - vertex.x) + edge.dy * (next.y - vertex.y);
    const speed = edge.dx * (next.vx - vertex.vx) + edge.dy * (next.vy - vertex.vy);
    const length = gap + speed * now;
    if (length <= SAME_m) return now;
    return speed < 0 ? -gap / speed : Number.POSITIVE_INFINITY;
  }

  #splitTime(vertex: FrontVertex, start: FrontVertex): number {
    const edge = start.right;
    if (edge === vertex.left || edge === vertex.right || start === vertex || start.next === vertex) return Number.POSITIVE_INFINITY;
    const distance = -edge.dy * vertex.x + edge.dx * vertex.y - edge.offset;
    const speed = -edge.dy * vertex.vx + edge.dx * vertex.vy;
    return 1 - speed > 1e-12 ? distance / (1 - speed) : Number.POSITIVE_INFINITY;
  }

  #hits(vertex: FrontVertex, start: FrontVertex, time: number): boolean {
    const { right: edge, next: end } = start;
    const along = (v: FrontVertex) => edge.dx * (v.x + v.vx * time) + edge.dy * (v.y + v.vy * time);
    const at = along(vertex);
    return at >= along(start) - SAME_m && at <= along(end) + SAME_m;
  }

  #collapse(vertex: FrontVertex, time: number): void {
    const other = vertex.next;
    const still = (v: FrontVertex) => v.vx === 0 && v.vy === 0;
    const mover = still(vertex) ? other : vertex;
    const node = this.#node(mover.x + mover.vx * time, mover.y + mover.vy * time, time);
    this.#arc(vertex.node, node, vertex.left, vertex.right);
    this.#arc(other.node, node, other.left, other.right);
    this.#replace(this.#vertex(node, vertex.left, other.right), vertex.prev, other.next);
    this.#active.delete(vertex);
    this.#active.delete(other);
  }

  #split(vertex: FrontVertex, start: FrontVertex, time: number): void {
    const end = start.next;
    const node = this.#node(vertex.x + vertex.vx * time, vertex.y + vertex.vy * time, time);
    this.#arc(vertex.node, node, vertex.left, vertex.right);
    const { prev, next, left, right } = vertex;
    this.#active.delete(vertex);
    this.#replace(this.#vertex(node, left, start.right), prev, end);
    this.#replace(this.#vertex(node, start.right, right), start, next);
  }

  #replace(vertex: FrontVertex, prev: FrontVertex, next: FrontVertex): void {
    vertex.prev = prev;
    vertex.next = next;
    prev.next = vertex;
    next.prev = vertex;
    this.#active.add(vertex);
  }

  #node(x: number, y: number, inset_m: number): number {
    const known = this.#nodes.findIndex((node) => Math.hypot(node.x - x, node.y - y, node.inset_m - inset_m) < 10 * SAME_m);
    return known >= 0 ? known : this.#nodes.push({ x, y, inset_m }) - 1;
  }

  #arc(a: number, b: number, left: FrontEdge, right: FrontEdge): void {
    if (a === b) return;
    this.#arcs[left.index]!.push([a, b]);
    this.#arcs[right.index]!.push([a, b]);
  }

  /** Faces stitched from the arcs; null where they do not tile the outline. */
  result(area_m2: number): Skeleton | null {
    const faces: number[][] = [];
    let sum = 0;
    for (const edge of this.#edges) {
      const face = stitch(edge, this.#arcs[edge.index]!);
      if (!face) return null;
      const area = signedArea(face.flatMap((node) => [this.#nodes[node]!.x, this.#nodes[node]!.y]));
      if (!(area > 0)) return null;
      if (face.some((node) => !this.#onPlane(edge, node))) return null;
      sum += area;
      faces.push(face);
    }
    if (Math.abs(sum - area_m2) > 1e-5 * area_m2 + 1e-4) return null;
    return { nodes: this.#nodes, faces };
  }

  #onPlane(edge: FrontEdge, node: number): boolean {
    const { x, y, inset_m } = this.#nodes[node]!;
    return Math.abs(-edge.dy * x + edge.dx * y - edge.offset - inset_m) < 1e-4;
  }
}

/** The ring of an edge and its arcs; null where they do not form one ring. */
function stitch(edge: FrontEdge, arcs: readonly (readonly [number, number])[]): number[] | null {
  const open = [...arcs];
  const face = [edge.from, edge.to];
  while (open.length > 0) {
    const at = face[face.length - 1]!;
    const index = open.findIndex(([a, b]) => a === at || b === at);
    if (index < 0) return null;
    const [a, b] = open.splice(index, 1)[0]!;
    const next = a === at ? b : a;
    if (next === edge.from) return open.length === 0 ? face : null;
    if (face.includes(next)) return null;
    face.push(next);
  }
  return null;
}
