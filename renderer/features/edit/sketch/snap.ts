/**
 * Finds the place that a person means: corners and edges of what stands there, right angles, parallels and extensions of
 * what is being drawn, whole metres. Corners win over crossings, crossings over edges and guides, those over the grid.
 */
import { distance_m, nearestOnEdge, type PlanEdge, type PlanPoint } from './plan.ts';

export type SnapKind = 'close' | 'corner' | 'crossing' | 'edge' | 'right-angle' | 'parallel' | 'extension' | 'grid' | 'free';

/** What there is to snap to around the pointer. */
export interface SnapSurroundings {
  readonly corners: readonly PlanPoint[];
  readonly edges: readonly PlanEdge[];
}

export const NOTHING_AROUND: SnapSurroundings = { corners: [], edges: [] };

export interface SnapSketch {
  /** Points set so far. */
  readonly points: readonly PlanPoint[];
  /** Coming back to the first point closes the outline. */
  readonly closes: boolean;
}

export interface Snapped {
  readonly at: PlanPoint;
  readonly kind: SnapKind;
  /** Lines that led there, to be shown. */
  readonly guides: readonly PlanEdge[];
}

interface Guide {
  readonly origin: PlanPoint;
  /** Unit vector. */
  readonly along: PlanPoint;
  readonly kind: 'right-angle' | 'parallel' | 'extension';
}

/** Whole metres. */
const GRID_m = 1;
/** Parallels to so many edges around are offered. */
const MOST_PARALLELS = 6;
/** Two lines this near in direction are one [rad]. */
const SAME_DIRECTION = 1e-3;

export function snap(pointer: PlanPoint, around: SnapSurroundings, sketch: SnapSketch, reach_m: number): Snapped {
  const first = sketch.points[0];
  if (sketch.closes && first && sketch.points.length >= 3 && distance_m(first, pointer) <= reach_m) {
    return { at: first, kind: 'close', guides: [] };
  }
  const corner = nearest([...around.corners, ...sketch.points.slice(0, -1)], pointer, reach_m);
  if (corner) return { at: corner, kind: 'corner', guides: [] };
  const guides = guidesOf(around, sketch)
    .map((guide) => ({ guide, off: offGuide(guide, pointer) }))
    .filter(({ off }) => off <= reach_m)
    .sort((a, b) => a.off - b.off)
    .map(({ guide }) => guide);
  const edge = nearestEdge(around.edges, pointer, reach_m);
  const crossing = crossingNear(guides, edge, pointer, reach_m * 1.5);
  if (crossing) return crossing;
  if (edge) return { at: nearestOnEdge(edge, pointer), kind: 'edge', guides: [edge] };
  const guide = guides[0];
  if (guide) {
    const at = onGuide(guide, pointer, sketch.points.at(-1));
    return { at, kind: guide.kind, guides: [{ from: guide.origin, to: at }] };
  }
  return { at: [Math.round(pointer[0] / GRID_m) * GRID_m, Math.round(pointer[1] / GRID_m) * GRID_m], kind: 'grid', guides: [] };
}

function nearest(points: readonly PlanPoint[], pointer: PlanPoint, reach_m: number): PlanPoint | null {
  let [best, least]: [PlanPoint | null, number] = [null, reach_m];
  for (const point of points) {
    const off = distance_m(point, pointer);
    if (off <= least) [best, least] = [point, off];
  }
  return best;
}

function nearestEdge(edges: readonly PlanEdge[], pointer: PlanPoint, reach_m: number): PlanEdge | null {
  let [best, least]: [PlanEdge | null, number] = [null, reach_m];
  for (const edge of edges) {
    const off = distance_m(nearestOnEdge(edge, pointer), pointer);
    if (off <= least) [best, least] = [edge, off];
  }
  return best;
}

/** Lines on which the next point may lie: across and along the last side, along and across sides around, square to the first side. */
function guidesOf({ edges }: SnapSurroundings, { points, closes }: SnapSketch): Guide[] {
  const last = points.at(-1);
  if (!last) return [];
  const guides: Guide[] = [];
  const add = (origin: PlanPoint, along: PlanPoint | null, kind: Guide['kind']): void => {
    if (along && !guides.some((other) => isSameLine(other, origin, along))) guides.push({ origin, along, kind });
  };
  const before = points.at(-2);
  const side = before ? unit(before, last) : null;
  add(last, side && across(side), 'right-angle');
  add(last, side, 'extension');
  const [first, second] = points;
  if (closes && points.length >= 3 && first && second) {
    const base = unit(first, second);
    add(first, base && across(base), 'right-angle');
  }
  for (const edge of edges.slice(0, MOST_PARALLELS)) {
    const along = unit(edge.from, edge.to);
    add(last, along, 'parallel');
    add(last, along && across(along), 'right-angle');
    add(edge.to, along, 'extension');
  }
  return guides;
}

function unit(from: PlanPoint, to: PlanPoint): PlanPoint | null {
  const length = distance_m(from, to);
  return length > 1e-6 ? [(to[0] - from[0]) / length, (to[1] - from[1]) / length] : null;
}

function across([x, y]: PlanPoint): PlanPoint {
  return [-y, x];
}

function cross(a: PlanPoint, b: PlanPoint): number {
  return a[0] * b[1] - a[1] * b[0];
}

function isSameLine(guide: Guide, origin: PlanPoint, along: PlanPoint): boolean {
  return Math.abs(cross(guide.along, along)) < SAME_DIRECTION && offGuide(guide, origin) < 1e-3;
}

function offGuide({ origin, along }: Guide, [x, y]: PlanPoint): number {
  return Math.abs(cross(along, [x - origin[0], y - origin[1]]));
}

/** On a guide from the last point lengths are whole metres. */
function onGuide({ origin, along }: Guide, [x, y]: PlanPoint, last: PlanPoint | undefined): PlanPoint {
  const length = (x - origin[0]) * along[0] + (y - origin[1]) * along[1];
  const whole = last !== undefined && distance_m(last, origin) < 1e-9 ? Math.round(length / GRID_m) * GRID_m : length;
  return [origin[0] + along[0] * whole, origin[1] + along[1] * whole];
}

/** Where two lines that are both near meet near the pointer. */
function crossingNear(guides: readonly Guide[], edge: PlanEdge | null, pointer: PlanPoint, reach_m: number): Snapped | null {
  const edgeAlong = edge && unit(edge.from, edge.to);
  const lines: Guide[] = edge && edgeAlong ? [{ origin: edge.from, along: edgeAlong, kind: 'extension' }, ...guides] : [...guides];
  for (let i = 0; i < lines.length; i++) {
    for (let j = i + 1; j < lines.length; j++) {
      const [a, b] = [lines[i]!, lines[j]!];
      const sine = cross(a.along, b.along);
      if (Math.abs(sine) < 0.05) continue;
      const t = cross([b.origin[0] - a.origin[0], b.origin[1] - a.origin[1]], b.along) / sine;
      const at: PlanPoint = [a.origin[0] + a.along[0] * t, a.origin[1] + a.along[1] * t];
      if (distance_m(at, pointer) > reach_m) continue;
      return { at, kind: 'crossing', guides: [a, b].map(({ origin }) => ({ from: origin, to: at })) };
    }
  }
  return null;
}
