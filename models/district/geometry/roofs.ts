/**
 * Faces of a building that is drawn by its outline, height and roof form: always a closed shell, seen from outside
 * counter-clockwise. Roofs are heights over the plan, so walls end where the roof begins. See docs/models/editing.md.
 */
import type { DrawnShape, RoofForm } from '../edits.ts';
import type { FaceInput } from './assemble.ts';
import { type CutLine, cutFace, cutPoint, isLeft, type Point } from './cutFaces.ts';
import { SNAP_m } from './faceFaults.ts';
import { FARTHEST_m, type OutlineFault, orientedRings, outlineFault, type PlanRing, signedArea } from './outline.ts';
import { type Skeleton, straightSkeleton } from './straightSkeleton.ts';

export type ShapeFault = OutlineFault | 'badHeight' | 'badPitch';

/** Eaves lower than this are no building [m]. */
const LEAST_EAVES_m = 0.1;
const GREATEST_HEIGHT_m = 1000;
const GREATEST_PITCH_deg = 85;
const LEAST_PITCH_deg = 0.5;

/** What keeps a drawn shape from being built; null for a good one. */
export function shapeFault(shape: DrawnShape): ShapeFault | null {
  const { eaves_m, ground_m, pitch_deg, ridge_deg } = shape;
  if (![eaves_m, ground_m, pitch_deg, ridge_deg ?? 0].every(Number.isFinite)) return 'notFinite';
  if (Math.abs(ground_m) > FARTHEST_m) return 'tooFar';
  if (eaves_m < LEAST_EAVES_m || eaves_m > GREATEST_HEIGHT_m) return 'badHeight';
  if (shape.roof !== 'flat' && !(pitch_deg >= LEAST_PITCH_deg && pitch_deg <= GREATEST_PITCH_deg)) return 'badPitch';
  return outlineFault(shape.rings_m);
}

/** A roof over the plan: its faces, and what walls must reach up to between the corners of the outline. */
interface Roof {
  readonly faces: readonly (readonly (readonly Point[])[])[];
  /** Points on the top of the wall over an edge, from its start, by ring and edge; heights above the eaves. */
  readonly tops: (ring: number, edge: number) => readonly Point[];
  /** Height above the eaves at a corner [m]. */
  readonly corner: (x: number, y: number) => number;
}

export interface DrawnBuilding {
  readonly faces: readonly FaceInput[];
  /** The form that was built; another than asked for where the outline does not allow that. */
  readonly roof: RoofForm;
}

/**
 * Faces of a drawn building.
 * @param shape without a {@link shapeFault}
 */
export function drawnFaces(shape: DrawnShape): readonly FaceInput[] {
  return drawnBuilding(shape).faces;
}

/** Faces of a drawn building with the roof form that was possible: pyramid falls back to hip, hip, mansard and gable to flat. */
export function drawnBuilding(shape: DrawnShape): DrawnBuilding {
  const rings = orientedRings(shape.rings_m);
  for (const roof of formsFor(shape.roof)) {
    const built = roofOver(rings, shape, roof);
    if (built) return { faces: shellOf(rings, shape, built), roof };
  }
  return { faces: shellOf(rings, shape, flatRoof(rings)), roof: 'flat' };
}

function formsFor(roof: RoofForm): readonly RoofForm[] {
  return roof === 'pyramid' ? ['pyramid', 'hip'] : [roof];
}

function roofOver(rings: readonly PlanRing[], shape: DrawnShape, form: RoofForm): Roof | null {
  const rise = Math.tan((shape.pitch_deg * Math.PI) / 180);
  switch (form) {
    case 'flat':
      return flatRoof(rings);
    case 'shed':
      return shedRoof(rings, rise, shape.ridge_deg);
    case 'pyramid':
      return pyramidRoof(rings, rise);
    case 'gable': {
      const quad = rings.length === 1 && rings[0]!.length === 8;
      if (quad || shape.ridge_deg !== undefined) return foldedRoof(rings, rise, shape.ridge_deg);
      return skeletonRoof(rings, (inset) => inset * rise, { gables: true });
    }
    case 'hip':
      return skeletonRoof(rings, (inset) => inset * rise, {});
    case 'mansard':
      return mansardRoof(rings, shape.pitch_deg);
  }
}

function pointsOf(ring: PlanRing): Point[] {
  return Array.from({ length: ring.length / 2 }, (_, i): Point => [ring[i * 2]!, ring[i * 2 + 1]!, 0]);
}

const NO_TOPS = (): readonly Point[] => [];

function flatRoof(rings: readonly PlanRing[]): Roof {
  return { faces: [rings.map(pointsOf)], tops: NO_TOPS, corner: () => 0 };
}

/** Unit direction clockwise from north; along the longest side of the exterior where none is asked for. */
function ridgeDirection(rings: readonly PlanRing[], ridge_deg: number | undefined): readonly [number, number] {
  if (ridge_deg !== undefined) return [Math.sin((ridge_deg * Math.PI) / 180), Math.cos((ridge_deg * Math.PI) / 180)];
  const ring = rings[0]!;
  let best: readonly [number, number] = [1, 0];
  let longest = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const dx = ring[j]! - ring[i]!;
    const dy = ring[j + 1]! - ring[i + 1]!;
    const length = Math.hypot(dx, dy);
    if (length <= longest * (1 + 1e-9)) continue;
    longest = length;
    best = [dx / length, dy / length];
  }
  return best;
}

/** Least and greatest distance of the exterior along a direction. */
function extent(ring: PlanRing, ux: number, uy: number): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < ring.length; i += 2) {
    const s = ring[i]! * ux + ring[i + 1]! * uy;
    low = Math.min(low, s);
    high = Math.max(high, s);
  }
  return [low, high];
}

/** One plane that falls in a direction, across the longest side where none is asked for; eaves at its low end. */
function shedRoof(rings: readonly PlanRing[], rise: number, ridge_deg: number | undefined): Roof {
  const [dx, dy] = ridgeDirection(rings, ridge_deg);
  const [fx, fy] = ridge_deg === undefined ? [dy, -dx] : [dx, dy];
  const [, low] = extent(rings[0]!, fx, fy);
  const corner = (x: number, y: number) => rise * (low - (x * fx + y * fy));
  return { faces: [rings.map((ring) => pointsOf(ring).map(([x, y]): Point => [x, y, corner(x, y)]))], tops: NO_TOPS, corner };
}

/** Two planes that meet in a ridge over the middle of the outline. */
function foldedRoof(rings: readonly PlanRing[], rise: number, ridge_deg: number | undefined): Roof {
  const [dx, dy] = ridgeDirection(rings, ridge_deg);
  const [low, high] = extent(rings[0]!, -dy, dx);
  const middle = (low + high) / 2;
  const half = (high - low) / 2;
  const line: CutLine = { x: -dy * middle, y: dx * middle, dx, dy };
  const corner = (x: number, y: number) => rise * (half - Math.abs(-dy * x + dx * y - middle));
  const lifted = (ring: readonly Point[]) => ring.map(([x, y]): Point => [x, y, corner(x, y)]);
  const { left, right } = cutFace(rings.map(pointsOf), line);
  const faces = [...left, ...right].map((face) => face.map(lifted));
  const tops = (ring: number, edge: number): readonly Point[] => {
    const points = rings[ring]!;
    const j = (edge * 2 + 2) % points.length;
    const a: Point = [points[edge * 2]!, points[edge * 2 + 1]!, 0];
    const b: Point = [points[j]!, points[j + 1]!, 0];
    if (isLeft(line, a) === isLeft(line, b)) return [];
    const cut = isLeft(line, a) ? cutPoint(line, a, b) : cutPoint(line, b, a);
    return cut === a || cut === b ? [] : lifted([cut]);
  };
  return { faces, tops, corner };
}

/** Triangles from every edge to the middle; the steepest has the pitch. Null where the middle does not see every edge. */
function pyramidRoof(rings: readonly PlanRing[], rise: number): Roof | null {
  if (rings.length > 1) return null;
  const ring = rings[0]!;
  const [x, y] = centroid(ring);
  const corners = pointsOf(ring);
  let least = Number.POSITIVE_INFINITY;
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length]!;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    least = Math.min(least, ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / length);
  });
  if (least < 0.01) return null;
  const apex: Point = [x, y, rise * least];
  return { faces: corners.map((a, i) => [[a, corners[(i + 1) % corners.length]!, apex]]), tops: NO_TOPS, corner: () => 0 };
}

function centroid(ring: PlanRing): readonly [number, number] {
  const [x0, y0] = [ring[0]!, ring[1]!];
  let sx = 0;
  let sy = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const [ax, ay, bx, by] = [ring[i]! - x0, ring[i + 1]! - y0, ring[j]! - x0, ring[j + 1]! - y0];
    const cross = ax * by - bx * ay;
    sx += cross * (ax + bx);
    sy += cross * (ay + by);
  }
  const area6 = 6 * signedArea(ring);
  return [x0 + sx / area6, y0 + sy / area6];
}

interface SkeletonOptions {
  /** Hip ends become upright gables. */
  readonly gables?: boolean;
  /** Distance from the edges at which the pitch changes [m]. */
  readonly break_m?: number;
}

function skeletonRoof(rings: readonly PlanRing[], height: (inset_m: number) => number, options: SkeletonOptions): Roof | null {
  const skeleton = straightSkeleton(rings);
  if (!skeleton) return null;
  const gables = options.gables ? gableEnds(skeleton) : NO_GABLES;
  const place = (node: number): Point => {
    const moved = gables.moved.get(node);
    const { x, y, inset_m } = skeleton.nodes[node]!;
    return moved ? [moved[0], moved[1], height(inset_m)] : [x, y, height(inset_m)];
  };
  const firstEdge: number[] = [];
  rings.reduce((first, ring) => {
    firstEdge.push(first);
    return first + ring.length / 2;
  }, 0);
  const faces = skeleton.faces.flatMap((face, edge) => {
    if (gables.ends.has(edge)) return [];
    if (options.break_m === undefined) return [[face.map(place)]];
    return brokenFace(skeleton, face, height, options.break_m).map((ring) => [ring]);
  });
  const tops = (ring: number, edge: number): readonly Point[] => {
    const apex = gables.ends.get(firstEdge[ring]! + edge);
    return apex === undefined ? [] : [place(apex)];
  };
  return { faces, tops, corner: () => 0 };
}

interface Gables {
  /** Edge -> node that stands over it. */
  readonly ends: ReadonlyMap<number, number>;
  /** New place of nodes on the plan. */
  readonly moved: ReadonlyMap<number, readonly [number, number]>;
}
const NO_GABLES: Gables = { ends: new Map(), moved: new Map() };

/** Triangles at the ends of a ridge: the ridge is drawn out to the edge, where it ends in an upright gable. */
function gableEnds({ nodes, faces }: Skeleton): Gables {
  const ends = new Map<number, number>();
  const moved = new Map<number, readonly [number, number]>();
  const neighbours = new Map<number, Set<number>>();
  for (const face of faces) {
    face.forEach((node, i) => {
      const next = face[(i + 1) % face.length]!;
      neighbours.set(node, (neighbours.get(node) ?? new Set()).add(next));
      neighbours.set(next, (neighbours.get(next) ?? new Set()).add(node));
    });
  }
  faces.forEach((face, edge) => {
    if (face.length !== 3) return;
    const [a, b, apex] = face as [number, number, number];
    const others = [...neighbours.get(apex)!].filter((node) => node !== a && node !== b);
    const ridge = others[0];
    if (others.length !== 1 || ridge === undefined || nodes[ridge]!.inset_m < nodes[apex]!.inset_m - 1e-6 || moved.has(ridge)) return;
    const point = meet(nodes[ridge]!, nodes[apex]!, nodes[a]!, nodes[b]!);
    if (!point || Math.abs(nodes[ridge]!.inset_m - nodes[apex]!.inset_m) > 1e-6) return;
    ends.set(edge, apex);
    moved.set(apex, point);
  });
  return { ends, moved };
}

interface PlanPoint {
  readonly x: number;
  readonly y: number;
}

/** Where the ray from p over q meets the inside of the edge a-b; null elsewhere. */
function meet(p: PlanPoint, q: PlanPoint, a: PlanPoint, b: PlanPoint): readonly [number, number] | null {
  const [rx, ry] = [q.x - p.x, q.y - p.y];
  const [ex, ey] = [b.x - a.x, b.y - a.y];
  const cross = rx * ey - ry * ex;
  if (Math.abs(cross) < 1e-9) return null;
  const t = ((a.x - p.x) * ey - (a.y - p.y) * ex) / cross;
  const s = ((a.x - p.x) * ry - (a.y - p.y) * rx) / cross;
  return t > 1 && s > 0.01 && s < 0.99 ? [p.x + t * rx, p.y + t * ry] : null;
}

/** Share of the depth of the roof at which a mansard roof breaks, unless a storey height is reached before. */
const BREAK_SHARE = 0.5;
/** The steep part of a mansard roof holds one storey [m]. */
const STEEP_RISE_m = 2.5;

/** A steep lower part, one storey high at most, and above it half the pitch. */
function mansardRoof(rings: readonly PlanRing[], pitch_deg: number): Roof | null {
  const skeleton = straightSkeleton(rings);
  if (!skeleton) return null;
  const depth = Math.max(...skeleton.nodes.map((node) => node.inset_m));
  const steep = Math.tan((pitch_deg * Math.PI) / 180);
  const shallow = Math.tan((pitch_deg * Math.PI) / 360);
  const break_m = clearOfNodes(skeleton, Math.min(depth * BREAK_SHARE, STEEP_RISE_m / steep));
  if (break_m < SNAP_m) return null;
  const height = (inset: number) => (inset <= break_m ? inset * steep : break_m * steep + (inset - break_m) * shallow);
  return skeletonRoof(rings, height, { break_m });
}

/** A little less where the break would run through a node, so that every face is cut or not cut. */
function clearOfNodes({ nodes }: Skeleton, break_m: number): number {
  let clear = break_m;
  while (nodes.some(({ inset_m }) => inset_m > 0 && Math.abs(inset_m - clear) < 2 * SNAP_m)) clear -= 3 * SNAP_m;
  return clear;
}

/** A skeleton face in its parts below and above a break of the pitch that no node lies on. */
function brokenFace({ nodes }: Skeleton, face: readonly number[], height: (inset: number) => number, break_m: number): Point[][] {
  const below: Point[] = [];
  const uppers: Point[][] = [];
  let upper: Point[] = [];
  const isAbove = (node: number) => nodes[node]!.inset_m > break_m;
  // A face begins at the eaves: every stay above the break is one upper face.
  face.forEach((node, i) => {
    const next = face[(i + 1) % face.length]!;
    const { x, y, inset_m } = nodes[node]!;
    (isAbove(node) ? upper : below).push([x, y, height(inset_m)]);
    if (isAbove(node) === isAbove(next)) return;
    const point = breakPoint(nodes[node]!, nodes[next]!, break_m, height(break_m));
    below.push(point);
    upper.push(point);
    if (!isAbove(node)) return;
    uppers.push(upper);
    upper = [];
  });
  return [below, ...uppers];
}

type Node = Skeleton['nodes'][number];

/** Where the pitch breaks on an arc; from its lower end, so that both faces of the arc find the same point. */
function breakPoint(a: Node, b: Node, break_m: number, z: number): Point {
  const [low, high] = a.inset_m < b.inset_m ? [a, b] : [b, a];
  const t = (break_m - low.inset_m) / (high.inset_m - low.inset_m);
  return [low.x + t * (high.x - low.x), low.y + t * (high.y - low.y), z];
}

/** Ground, walls up to the roof, and the roof. */
function shellOf(rings: readonly PlanRing[], shape: DrawnShape, roof: Roof): readonly FaceInput[] {
  const { ground_m } = shape;
  const eaves = ground_m + shape.eaves_m;
  const up = ([x, y, z]: Point): number[] => [x, y, eaves + z];
  const ground = rings.map((ring) =>
    pointsOf(ring)
      .reverse()
      .flatMap(([x, y]) => [x, y, ground_m]),
  );
  const faces: FaceInput[] = [{ kind: 'ground', rings: [ground].flat() }];
  for (const face of roof.faces) faces.push({ kind: 'roof', rings: face.map((ring) => ring.flatMap(up)) });
  rings.forEach((ring, r) => {
    const corners = pointsOf(ring);
    corners.forEach((a, edge) => {
      const b = corners[(edge + 1) % corners.length]!;
      const top = [b, ...[...roof.tops(r, edge)].reverse(), a];
      const heights = top.map((p): Point => (p === a || p === b ? [p[0], p[1], roof.corner(p[0], p[1])] : p));
      faces.push({ kind: 'wall', rings: [[a[0], a[1], ground_m, b[0], b[1], ground_m, ...heights.flatMap(up)]] });
    });
  });
  return faces;
}
