/** Outlines of elements and storeys in plan, from meshes. */
import { difference, intersection, union } from 'polyclip-ts';
import type { IfcMesh } from './kernel.ts';
import { eachTriangle } from './measure.ts';

export type Point = [number, number];
/** Closed or open rings of one polygon: the first is the exterior. */
export type Polygon = Point[][];

/** Corners are brought to this grid before polygons are united [m]. */
const GRID_m = 0.001;
/** Corners closer than this to the line between their neighbours are left out [m]. */
const STRAIGHT_m = 0.015;
/** More triangles than this in plan are taken as their hull. */
const MOST_TRIANGLES = 400;

const snap = (value: number) => Math.round(value / GRID_m) * GRID_m;

/** Doubled signed area of a ring. */
export function ringArea2(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x, y] = ring[i]!;
    const [u, v] = ring[(i + 1) % ring.length]!;
    sum += x * v - u * y;
  }
  return sum;
}

export function polygonArea(polygon: Polygon): number {
  return polygon.reduce((sum, ring, index) => sum + ((index === 0 ? 1 : -1) * Math.abs(ringArea2(ring))) / 2, 0);
}

export function polygonsArea(polygons: readonly Polygon[]): number {
  return polygons.reduce((sum, polygon) => sum + polygonArea(polygon), 0);
}

/** Convex hull, counter-clockwise (monotone chain). */
export function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of list) {
      while (chain.length >= 2) {
        const [a, b] = [chain[chain.length - 2]!, chain[chain.length - 1]!];
        if ((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  const hull = [...half(sorted), ...half(sorted.reverse())];
  return hull.length >= 3 ? hull : [];
}

/** The ground that an element covers: its hull, or its triangles united where it is not convex. */
export function planOf(mesh: IfcMesh): Polygon[] {
  const points: Point[] = [];
  const seen = new Set<string>();
  for (const vertex of mesh.triangles) {
    const point: Point = [snap(mesh.positions[vertex * 3]!), snap(mesh.positions[vertex * 3 + 1]!)];
    const key = point.join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    points.push(point);
  }
  const hull = hullOf(points);
  if (hull.length < 3) return [];
  const flat: Polygon[] = [];
  let covered = 0;
  eachTriangle(mesh, (_x, _y, z, area, triangle) => {
    // Top faces in one winding are enough; both are taken because windings are mixed.
    if (Math.abs(z) / area < 0.02) return;
    covered += Math.abs(z) / 2;
    flat.push([triangleInPlan(mesh, triangle)]);
  });
  const hullArea = Math.abs(ringArea2(hull)) / 2;
  if (hullArea <= covered * 1.03 || flat.length > MOST_TRIANGLES || flat.length === 0) return [[hull]];
  return unite(flat.filter(([ring]) => ring !== undefined && Math.abs(ringArea2(ring)) > 1e-5));
}

function triangleInPlan(mesh: IfcMesh, triangle: number): Point[] {
  return [0, 1, 2].map((corner) => {
    const vertex = mesh.triangles[triangle * 3 + corner]! * 3;
    return [snap(mesh.positions[vertex]!), snap(mesh.positions[vertex + 1]!)];
  });
}

export function trianglesInPlan(mesh: IfcMesh, triangles: readonly number[]): Polygon[] {
  return triangles.map((triangle) => [triangleInPlan(mesh, triangle)]).filter(([ring]) => Math.abs(ringArea2(ring!)) > 1e-5);
}

type Clip = (first: Polygon[], ...more: Polygon[][]) => Polygon[];

/** A library that stops on a degenerate case must not stop the file. */
function guarded(clip: Clip, first: Polygon[], more: Polygon[][]): Polygon[] | null {
  try {
    return clip(first, ...more);
  } catch {
    return null;
  }
}

/** Union; where the library fails, polygons are added one by one and those that cannot be added are left out. */
export function unite(polygons: readonly Polygon[]): Polygon[] {
  const [first, ...rest] = polygons;
  if (!first) return [];
  const whole = guarded(
    union,
    [first],
    rest.map((polygon) => [polygon]),
  );
  if (whole) return opened(whole);
  let sum: Polygon[] = [first];
  for (const polygon of rest) sum = guarded(union, sum, [[polygon]]) ?? sum;
  return opened(sum);
}

export function without(first: readonly Polygon[], second: readonly Polygon[]): Polygon[] {
  if (first.length === 0) return [];
  return opened(guarded(difference, [...first], [[...second]]) ?? []);
}

export function common(first: readonly Polygon[], second: readonly Polygon[]): Polygon[] {
  if (first.length === 0 || second.length === 0) return [];
  return opened(guarded(intersection, [...first], [[...second]]) ?? []);
}

/** Rings without their repeated last point, corners on straight lines and slivers. */
function opened(polygons: readonly Polygon[]): Polygon[] {
  return polygons
    .map((polygon) => polygon.map(openRing).filter((ring) => ring.length >= 3 && Math.abs(ringArea2(ring)) > 2e-4))
    .filter((polygon) => polygon.length > 0);
}

function openRing(ring: readonly Point[]): Point[] {
  const first = ring[0];
  const last = ring[ring.length - 1];
  const closed = first && last && first[0] === last[0] && first[1] === last[1];
  return (closed ? ring.slice(0, -1) : ring).map(([x, y]) => [snap(x), snap(y)]);
}

/** Exterior rings without courtyards smaller than a room and without corners on straight lines. */
export function filled(polygons: readonly Polygon[], leastHole_m2: number): Polygon[] {
  return polygons
    .map((polygon) =>
      polygon.filter((ring, index) => index === 0 || Math.abs(ringArea2(ring)) / 2 >= leastHole_m2).map((ring) => straightened(ring)),
    )
    .filter((polygon) => polygon[0] !== undefined && polygon[0].length >= 3);
}

function straightened(ring: readonly Point[]): Point[] {
  let points = [...ring];
  for (let pass = 0; pass < 4; pass++) {
    const kept = points.filter((point, i) => {
      const before = points[(i + points.length - 1) % points.length]!;
      const after = points[(i + 1) % points.length]!;
      const length = Math.hypot(after[0] - before[0], after[1] - before[1]);
      if (length < 1e-9) return false;
      const off = Math.abs((after[0] - before[0]) * (point[1] - before[1]) - (after[1] - before[1]) * (point[0] - before[0])) / length;
      // Every second one at a time: neighbours rest on each other.
      return off > STRAIGHT_m || i % 2 === pass % 2;
    });
    if (kept.length < 3) break;
    points = kept;
  }
  return points;
}

export function isInside(polygons: readonly Polygon[], x: number, y: number): boolean {
  let inside = false;
  for (const polygon of polygons) {
    for (const ring of polygon) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [ax, ay] = ring[i]!;
        const [bx, by] = ring[j]!;
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
    }
  }
  return inside;
}
