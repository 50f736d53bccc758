/**
 * Cuts planar faces by a vertical plane and closes what was cut. Corners within a millimetre of the plane count as
 * lying on it and belong to the right side, so every face decides alike and cut edges meet.
 */
import { SNAP_m } from './faceFaults.ts';
import { addRingVector } from './faceVector.ts';
import { isInside, signedArea } from './outline.ts';

export type Point = readonly [x: number, y: number, z: number];
/** Exterior first, then holes. */
export type FaceRings = readonly (readonly Point[])[];

/** A vertical plane over a line on the plan; left is seen along the direction. */
export interface CutLine {
  readonly x: number;
  readonly y: number;
  /** Unit direction. */
  readonly dx: number;
  readonly dy: number;
}

/** The line through two points; null where they are one. */
export function cutLine(x1: number, y1: number, x2: number, y2: number): CutLine | null {
  const length = Math.hypot(x2 - x1, y2 - y1);
  return length > SNAP_m ? { x: x1, y: y1, dx: (x2 - x1) / length, dy: (y2 - y1) / length } : null;
}

/** Distance from the plane [m], positive on the left. */
export function distanceLeft(line: CutLine, [x, y]: Point): number {
  return line.dx * (y - line.y) - line.dy * (x - line.x);
}

/** Where an edge between a point on the left and one on the right meets the plane; the right one where it lies on it. */
export function cutPoint(line: CutLine, left: Point, right: Point): Point {
  const d = distanceLeft(line, right);
  if (Math.abs(d) <= SNAP_m) return right;
  const t = distanceLeft(line, left) / (distanceLeft(line, left) - d);
  return [left[0] + t * (right[0] - left[0]), left[1] + t * (right[1] - left[1]), left[2] + t * (right[2] - left[2])];
}

export function isLeft(line: CutLine, point: Point): boolean {
  return distanceLeft(line, point) > SNAP_m;
}

export interface CutFace {
  readonly left: readonly FaceRings[];
  readonly right: readonly FaceRings[];
  /** New edges as the left pieces run along them. */
  readonly chords: readonly (readonly [Point, Point])[];
}

interface Chain {
  readonly points: Point[];
  readonly start: number;
  end: number;
}

interface Crossing {
  readonly point: Point;
  /** The boundary goes from left to right here. */
  readonly leaves: boolean;
  readonly along: number;
}

/** Cuts one face; holes that meet the plane open into the outlines of the pieces. */
export function cutFace(rings: FaceRings, line: CutLine): CutFace {
  const normal = normalOf(rings);
  const crossings: Crossing[] = [];
  const chains: { readonly left: Chain[]; readonly right: Chain[] } = { left: [], right: [] };
  const whole: { readonly left: (readonly Point[])[]; readonly right: (readonly Point[])[] } = { left: [], right: [] };
  // Left pieces run along the plane in this direction: their inside is on its left.
  const along = (p: Point) => p[0] * line.dx * normal[2] + p[1] * line.dy * normal[2] - p[2] * (line.dx * normal[0] + line.dy * normal[1]);
  rings.forEach((ring) => {
    const sides = ring.map((point) => isLeft(line, point));
    const first = sides.findIndex((side, i) => side !== sides[(i + 1) % ring.length]);
    if (first < 0) {
      whole[sides[0] ? 'left' : 'right'].push(ring);
      return;
    }
    addChains(ring, sides, first, line, along, crossings, chains);
  });
  if (crossings.length === 0) {
    // Only the exterior decides; its holes lie within it.
    const side = whole.left[0] === rings[0] ? 'left' : 'right';
    return { left: side === 'left' ? [rings] : [], right: side === 'right' ? [rings] : [], chords: [] };
  }
  const partner = pairCrossings(crossings);
  if (!partner) return bySide(rings, line);
  const left = linked(chains.left, partner);
  const right = linked(chains.right, partner);
  const chords = crossings.flatMap(({ point, leaves }, i): [Point, Point][] => {
    const other = crossings[partner[i]!]!.point;
    return leaves && !samePoint(point, other) ? [[point, other]] : [];
  });
  return { left: withHoles(left, whole.left, normal), right: withHoles(right, whole.right, normal), chords };
}

function addChains(
  ring: readonly Point[],
  sides: readonly boolean[],
  first: number,
  line: CutLine,
  along: (p: Point) => number,
  crossings: Crossing[],
  chains: { readonly left: Chain[]; readonly right: Chain[] },
): void {
  const count = ring.length;
  let open: Chain | null = null;
  const firstCrossing = crossings.length;
  for (let step = 0; step < count; step++) {
    const i = (first + step) % count;
    const j = (i + 1) % count;
    if (sides[i] !== sides[j]) {
      const leaves = sides[i]!;
      const point = leaves ? cutPoint(line, ring[i]!, ring[j]!) : cutPoint(line, ring[j]!, ring[i]!);
      const index = crossings.push({ point, leaves, along: along(point) }) - 1;
      if (open) {
        open.points.push(point);
        open.end = index;
      }
      open = { points: [point], start: index, end: -1 };
      chains[leaves ? 'right' : 'left'].push(open);
    }
    open!.points.push(ring[j]!);
  }
  open!.points.push(crossings[firstCrossing]!.point);
  open!.end = firstCrossing;
}

/** Crossings along the plane, leaving and entering in turn; null where rounding spoilt the order. */
function pairCrossings(crossings: readonly Crossing[]): number[] | null {
  const order = crossings.map((_, i) => i).sort((a, b) => crossings[a]!.along - crossings[b]!.along);
  const partner = new Array<number>(crossings.length).fill(-1);
  for (let k = 0; k < order.length; k++) {
    const leaves = k % 2 === 0;
    if (crossings[order[k]!]!.leaves === leaves) continue;
    let other = k + 1;
    while (other < order.length && crossings[order[other]!]!.leaves !== leaves) other++;
    if (other === order.length || crossings[order[other]!]!.along - crossings[order[k]!]!.along > 2 * SNAP_m) return null;
    const kept = order[k]!;
    order[k] = order[other]!;
    order[other] = kept;
  }
  for (let k = 0; k + 1 < order.length; k += 2) {
    partner[order[k]!] = order[k + 1]!;
    partner[order[k + 1]!] = order[k]!;
  }
  return partner;
}

/** Closed rings from chains: from the end of one along the plane to the start of the next. */
function linked(chains: readonly Chain[], partner: readonly number[]): (readonly Point[])[] {
  const byStart = new Map(chains.map((chain) => [chain.start, chain]));
  const rings: (readonly Point[])[] = [];
  while (byStart.size > 0) {
    const points: Point[] = [];
    let chain: Chain | undefined = byStart.values().next().value;
    while (chain) {
      byStart.delete(chain.start);
      points.push(...chain.points);
      chain = byStart.get(partner[chain.end]!);
    }
    const ring = points.filter((point, i) => !samePoint(point, points[(i + 1) % points.length]!));
    if (ring.length >= 3) rings.push(ring);
  }
  return rings;
}

function withHoles(outlines: readonly (readonly Point[])[], holes: readonly (readonly Point[])[], normal: Point): readonly FaceRings[] {
  if (holes.length === 0) return outlines.map((ring) => [ring]);
  const axis = largestAxis(normal);
  const flat = (ring: readonly Point[]) => ring.flatMap((p) => (axis === 0 ? [p[1], p[2]] : axis === 1 ? [p[0], p[2]] : [p[0], p[1]]));
  const faces: (readonly Point[])[][] = outlines.map((ring) => [ring]);
  const plans = outlines.map(flat);
  for (const hole of holes) {
    const [x, y] = flat(hole);
    const index = plans.findIndex((plan) => isInside(plan, x!, y!));
    faces[Math.max(0, index)]?.push(hole);
  }
  return faces;
}

/** A face that nearly lies in the plane goes to the side of its middle. */
function bySide(rings: FaceRings, line: CutLine): CutFace {
  const ring = rings[0]!;
  const mean = ring.reduce((sum, point) => sum + distanceLeft(line, point), 0) / ring.length;
  return { left: mean > 0 ? [rings] : [], right: mean > 0 ? [] : [rings], chords: [] };
}

/**
 * Faces that close the left part of a cut solid, outwards (to the right). Turned, they close the right part.
 * @returns null where the chords do not form closed rings: the solid was open
 */
export function capFaces(chords: readonly (readonly [Point, Point])[], line: CutLine): readonly FaceRings[] | null {
  const open = chords.map(([from, to]): readonly [Point, Point] => [to, from]);
  const loops: (readonly Point[])[] = [];
  while (open.length > 0) {
    const [start, first] = open.pop()!;
    const loop: Point[] = [start];
    let at = first;
    while (!near(at, start)) {
      const next = open.findIndex(([from]) => near(from, at));
      if (next < 0) return null;
      loop.push(at);
      at = open.splice(next, 1)[0]![1];
    }
    if (loop.length >= 3) loops.push(loop);
  }
  // Seen from the right the line runs to the left.
  const flat = (ring: readonly Point[]) => ring.flatMap((p) => [(p[0] - line.x) * line.dx + (p[1] - line.y) * line.dy, p[2]]);
  const outlines = loops.filter((loop) => signedArea(flat(loop)) > 0);
  const holes = loops.filter((loop) => signedArea(flat(loop)) < 0);
  return withHoles(outlines, holes, [-line.dy, line.dx, 0]);
}

/** The same face seen from the other side. */
export function turnedFace(rings: FaceRings): FaceRings {
  return rings.map((ring) => [...ring].reverse());
}

function near(a: Point, b: Point): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < 2 * SNAP_m;
}

function samePoint(a: Point, b: Point): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < 1e-9;
}

function largestAxis(normal: Point): 0 | 1 | 2 {
  const [x, y, z] = normal.map(Math.abs) as [number, number, number];
  if (x >= y && x >= z) return 0;
  return y >= z ? 1 : 2;
}

/** Area vector of the exterior [m2]. */
function normalOf(rings: FaceRings): Point {
  const vector = new Float64Array(3);
  const ring = rings[0]!.flat();
  addRingVector(ring, 0, ring.length / 3, vector);
  return [vector[0]!, vector[1]!, vector[2]!];
}

/** Flat x, y, z rings of a face. */
export function flatRings(rings: FaceRings): number[][] {
  return rings.map((ring) => ring.flat());
}

/** Points of flat x, y, z rings. */
export function pointRings(rings: readonly ArrayLike<number>[]): FaceRings {
  return rings.map((ring) => Array.from({ length: ring.length / 3 }, (_, i): Point => [ring[i * 3]!, ring[i * 3 + 1]!, ring[i * 3 + 2]!]));
}
