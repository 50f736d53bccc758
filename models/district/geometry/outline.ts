/**
 * Outlines on the plan as flat x, y pairs, not closed: area, direction, and whether they bound one piece of ground.
 * Exteriors run counter-clockwise, holes clockwise, so that the inside is always on the left.
 */
import { SNAP_m } from './faceFaults.ts';

export type PlanRing = readonly number[];

/** Area of a ring [m2], positive where it runs counter-clockwise. */
export function signedArea(ring: PlanRing): number {
  const count = ring.length / 2;
  let twice = 0;
  for (let i = 0; i < count; i++) {
    const j = (i + 1) % count;
    twice += (ring[i * 2]! - ring[0]!) * (ring[j * 2 + 1]! - ring[1]!) - (ring[j * 2]! - ring[0]!) * (ring[i * 2 + 1]! - ring[1]!);
  }
  return twice / 2;
}

/** The ring in the other direction, from the same point. */
export function reversed(ring: PlanRing): number[] {
  const turned: number[] = [ring[0]!, ring[1]!];
  for (let i = ring.length - 2; i >= 2; i -= 2) turned.push(ring[i]!, ring[i + 1]!);
  return turned;
}

/** Exterior counter-clockwise, holes clockwise; points closer than a millimetre to the one before are left out. */
export function orientedRings(rings: readonly PlanRing[]): number[][] {
  return rings.map((ring, index) => {
    const kept = withoutNearPoints(ring);
    const forward = signedArea(kept) > 0;
    return forward === (index === 0) ? kept : reversed(kept);
  });
}

function withoutNearPoints(ring: PlanRing): number[] {
  const kept: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const n = kept.length;
    if (n > 0 && Math.hypot(ring[i]! - kept[n - 2]!, ring[i + 1]! - kept[n - 1]!) < SNAP_m) continue;
    kept.push(ring[i]!, ring[i + 1]!);
  }
  while (kept.length > 2 && Math.hypot(kept[0]! - kept[kept.length - 2]!, kept[1]! - kept[kept.length - 1]!) < SNAP_m) {
    kept.length -= 2;
  }
  return kept;
}

/** Area between the exterior and the holes [m2]. */
export function outlineArea(rings: readonly PlanRing[]): number {
  return rings.reduce((area, ring, index) => area + (index === 0 ? 1 : -1) * Math.abs(signedArea(ring)), 0);
}

/** Whether a point lies inside a ring; undefined on its border. */
export function isInside(ring: PlanRing, x: number, y: number): boolean {
  let inside = false;
  const count = ring.length / 2;
  for (let i = 0, j = count - 1; i < count; j = i++) {
    const yi = ring[i * 2 + 1]!;
    const yj = ring[j * 2 + 1]!;
    if (yi > y !== yj > y && x < ((ring[j * 2]! - ring[i * 2]!) * (y - yi)) / (yj - yi) + ring[i * 2]!) inside = !inside;
  }
  return inside;
}

/** No district reaches further from its origin [m]. */
export const FARTHEST_m = 1e6;

export type OutlineFault = 'fewPoints' | 'notFinite' | 'tooFar' | 'crossesItself' | 'noArea' | 'holeOutside';

/** What keeps rings from being the outline of one building; null for a good one. */
export function outlineFault(rings: readonly PlanRing[]): OutlineFault | null {
  if (rings.length === 0) return 'fewPoints';
  for (const ring of rings) {
    if (ring.length % 2 !== 0 || !ring.every(Number.isFinite)) return 'notFinite';
    if (ring.some((value) => Math.abs(value) > FARTHEST_m)) return 'tooFar';
  }
  const clean = rings.map(withoutNearPoints);
  if (clean.some((ring) => ring.length < 6)) return 'fewPoints';
  if (edgesMeet(clean)) return 'crossesItself';
  if (clean.some((ring) => Math.abs(signedArea(ring)) < LEAST_AREA_m2)) return 'noArea';
  const exterior = clean[0]!;
  const holes = clean.slice(1);
  const outside = holes.some(
    (hole, i) => !isInside(exterior, hole[0]!, hole[1]!) || holes.some((other, j) => i !== j && isInside(other, hole[0]!, hole[1]!)),
  );
  return outside ? 'holeOutside' : null;
}

/** A smaller outline is a slip of the hand [m2]. */
const LEAST_AREA_m2 = 0.01;

interface Edge {
  readonly ring: number;
  readonly index: number;
  readonly count: number;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/** Whether any two edges of the rings cross or touch, neighbours apart from their common point. */
function edgesMeet(rings: readonly PlanRing[]): boolean {
  const edges: Edge[] = rings.flatMap((ring, r) => {
    const count = ring.length / 2;
    return Array.from({ length: count }, (_, i) => {
      const j = (i + 1) % count;
      return { ring: r, index: i, count, ax: ring[i * 2]!, ay: ring[i * 2 + 1]!, bx: ring[j * 2]!, by: ring[j * 2 + 1]! };
    });
  });
  for (let i = 0; i < edges.length; i++) {
    for (let j = i + 1; j < edges.length; j++) {
      if (pairMeets(edges[i]!, edges[j]!)) return true;
    }
  }
  return false;
}

function pairMeets(first: Edge, second: Edge): boolean {
  if (Math.min(first.ax, first.bx) > Math.max(second.ax, second.bx) + SNAP_m) return false;
  if (Math.min(second.ax, second.bx) > Math.max(first.ax, first.bx) + SNAP_m) return false;
  if (first.ring === second.ring) {
    if ((first.index + 1) % first.count === second.index) return turnsBack(first, second);
    if ((second.index + 1) % first.count === first.index) return turnsBack(second, first);
  }
  return edgeDistance(first, second) < SNAP_m;
}

/** A spike: the edge after a corner runs back over the edge before. */
function turnsBack(before: Edge, after: Edge): boolean {
  return pointDistance(after, before.ax, before.ay) < SNAP_m || pointDistance(before, after.bx, after.by) < SNAP_m;
}

function edgeDistance(first: Edge, second: Edge): number {
  const c = side(first, second.ax, second.ay);
  const d = side(first, second.bx, second.by);
  const a = side(second, first.ax, first.ay);
  const b = side(second, first.bx, first.by);
  if (c > 0 !== d > 0 && a > 0 !== b > 0) return 0;
  return Math.min(
    pointDistance(first, second.ax, second.ay),
    pointDistance(first, second.bx, second.by),
    pointDistance(second, first.ax, first.ay),
    pointDistance(second, first.bx, first.by),
  );
}

function side(edge: Edge, x: number, y: number): number {
  return (edge.bx - edge.ax) * (y - edge.ay) - (edge.by - edge.ay) * (x - edge.ax);
}

function pointDistance(edge: Edge, x: number, y: number): number {
  const dx = edge.bx - edge.ax;
  const dy = edge.by - edge.ay;
  const t = Math.min(1, Math.max(0, ((x - edge.ax) * dx + (y - edge.ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(edge.ax + t * dx - x, edge.ay + t * dy - y);
}
