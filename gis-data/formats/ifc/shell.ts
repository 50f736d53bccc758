/** The outer shell of a building for the district: stacked prisms, with pitched roof faces where the file has them. */
import type { FaceInput } from '#models/district/geometry/assemble.ts';
import type { IfcElement } from './elements.ts';
import { eachTriangle } from './measure.ts';
import { common, type Point, type Polygon, polygonsArea, ringArea2, trianglesInPlan, unite, without } from './outline.ts';
import type { Prism } from './storeys.ts';

export interface Shell {
  readonly faces: readonly FaceInput[];
  readonly roof: 'pitched' | 'flat';
}

interface RoofPlane {
  readonly polygons: Polygon[];
  /** z = c + a x + b y. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly tilted: boolean;
}

const COS_80 = Math.cos((80 * Math.PI) / 180);
const TILTED = Math.cos((5 * Math.PI) / 180);
/** Roof planes must cover this much of the outline [-]. */
const COVERED = 0.95;
const ON_EDGE_m = 0.01;

export function shellOf(prisms: readonly Prism[], roofs: readonly IfcElement[]): Shell {
  const faces: FaceInput[] = [];
  const top = prisms[prisms.length - 1];
  const bottom = prisms[0];
  if (!top || !bottom) return { faces, roof: 'flat' };
  const pitched = prisms.length >= 1 ? roofPlanes(roofs, top) : null;
  const upper = pitched ? pitchedFaces(top, pitched) : null;
  for (const prism of prisms) {
    if (prism === top && upper) continue;
    for (const polygon of prism.outline) for (const ring of polygon) walls(ring, polygon[0] === ring, prism.bottom_m, prism.top_m, faces);
  }
  // With one prism the ground carries the corners that the roof brings to the walls, so that edges meet.
  lying(prisms.length === 1 && upper ? upper.base : bottom.outline, bottom.bottom_m, 'ground', faces);
  for (let i = 1; i < prisms.length; i++) {
    const below = prisms[i - 1]!;
    const above = prisms[i]!;
    lying(without(below.outline, above.outline), below.top_m, 'roof', faces);
    lying(without(above.outline, below.outline), above.bottom_m, 'outer-ceiling', faces);
  }
  if (upper) faces.push(...upper.faces);
  else lying(top.outline, top.top_m, 'roof', faces);
  return { faces, roof: upper ? 'pitched' : 'flat' };
}

function directed(ring: readonly Point[], counterClockwise: boolean): readonly Point[] {
  return ringArea2(ring) > 0 === counterClockwise ? ring : [...ring].reverse();
}

function walls(ring: readonly Point[], exterior: boolean, bottom: number, top: number, faces: FaceInput[]): void {
  const points = directed(ring, exterior);
  for (let i = 0; i < points.length; i++) {
    const [ax, ay] = points[i]!;
    const [bx, by] = points[(i + 1) % points.length]!;
    faces.push({ rings: [[ax, ay, bottom, bx, by, bottom, bx, by, top, ax, ay, top]], kind: 'wall' });
  }
}

function lying(polygons: readonly Polygon[], z: number, kind: 'ground' | 'roof' | 'outer-ceiling', faces: FaceInput[]): void {
  const up = kind === 'roof';
  for (const polygon of polygons) {
    const rings = polygon.map((ring, index) => directed(ring, (index === 0) === up).flatMap(([x, y]) => [x, y, z]));
    faces.push({ rings, kind });
  }
}

/** Planes of the roof's upper side in plan; null where they do not cover the outline once. */
function roofPlanes(roofs: readonly IfcElement[], top: Prism): readonly RoofPlane[] | null {
  const groups: { n: [number, number, number]; d: number; area: number; parts: Polygon[] }[] = [];
  for (const roof of roofs) {
    const p = roof.mesh.positions;
    eachTriangle(roof.mesh, (x, y, z, area, triangle) => {
      if (Math.abs(z) / area < COS_80) return;
      const sign = Math.sign(z);
      const n: [number, number, number] = [(sign * x) / area, (sign * y) / area, (sign * z) / area];
      const v = roof.mesh.triangles[triangle * 3]! * 3;
      const d = n[0] * p[v]! + n[1] * p[v + 1]! + n[2] * p[v + 2]!;
      const same = groups.find((g) => g.n[0] * n[0] + g.n[1] * n[1] + g.n[2] * n[2] > 0.9998 && Math.abs(g.d - d) < 0.02);
      const plan = trianglesInPlan(roof.mesh, [triangle]);
      if (same) {
        same.area += area;
        same.parts.push(...plan);
      } else groups.push({ n, d, area, parts: plan });
    });
  }
  if (groups.length === 0 || groups.length > 200) return null;
  const planes: RoofPlane[] = groups
    .filter((group) => group.area > 0.5)
    .map(({ n, d, parts }) => ({ polygons: unite(parts), a: -n[0] / n[2], b: -n[1] / n[2], c: d / n[2], tilted: n[2] < TILTED }));
  const upper = planes.filter((plane) => !planes.some((other) => other !== plane && liesAbove(other, plane)));
  if (!upper.some((plane) => plane.tilted)) return null;
  const clipped = upper
    .map((plane) => ({ ...plane, polygons: common(plane.polygons, top.outline) }))
    .filter(({ polygons }) => polygons.length > 0);
  const outline = polygonsArea(top.outline);
  const sum = clipped.reduce((area, { polygons }) => area + polygonsArea(polygons), 0);
  const covered = polygonsArea(unite(clipped.flatMap(({ polygons }) => polygons)));
  return covered >= COVERED * outline && sum <= covered * (2 - COVERED) ? clipped : null;
}

/** The under side of a roof lies below its upper side with the same direction. */
function liesAbove(other: RoofPlane, plane: RoofPlane): boolean {
  if (Math.abs(other.a - plane.a) > 0.03 || Math.abs(other.b - plane.b) > 0.03) return false;
  const shared = common(plane.polygons, other.polygons);
  if (polygonsArea(shared) < 0.5 * polygonsArea(plane.polygons)) return false;
  const [x, y] = shared[0]![0]![0]!;
  return heightOn(other, x, y) > heightOn(plane, x, y) + 1e-6;
}

function heightOn(plane: RoofPlane, x: number, y: number): number {
  return plane.c + plane.a * x + plane.b * y;
}

function pitchedFaces(top: Prism, planes: readonly RoofPlane[]): { faces: FaceInput[]; base: Polygon[] } | null {
  const faces: FaceInput[] = [];
  const edges = top.outline.flatMap((polygon) => polygon.map((ring, index) => directed(ring, index === 0)));
  const onEdge: { plane: RoofPlane; from: Point; to: Point }[] = [];
  for (const plane of planes) {
    for (const polygon of plane.polygons) {
      const rings = polygon.map((ring, index) => directed(ring, index === 0));
      faces.push({ rings: rings.map((ring) => ring.flatMap(([x, y]) => [x, y, heightOn(plane, x, y)])), kind: 'roof' });
      for (const ring of rings) {
        for (let i = 0; i < ring.length; i++) {
          const from = ring[i]!;
          const to = ring[(i + 1) % ring.length]!;
          if (edges.some((edge) => isOn(edge, from, to))) onEdge.push({ plane, from, to });
        }
      }
    }
  }
  for (const { plane, from, to } of onEdge) {
    const [za, zb] = [heightOn(plane, ...from), heightOn(plane, ...to)];
    if (za < top.bottom_m || zb < top.bottom_m) return null;
    const z = top.bottom_m;
    faces.push({ rings: [[...from, z, ...to, z, ...to, zb, ...from, za]], kind: 'wall' });
  }
  // Corners that ridges bring to the outline.
  const corners = onEdge.map(({ from }) => from);
  const base = top.outline.map((polygon) => polygon.map((ring) => withCorners(ring, corners)));
  return { faces, base };
}

/** Whether the segment runs along the ring. */
function isOn(ring: readonly Point[], from: Point, to: Point): boolean {
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    if (distance(a, b, from) < ON_EDGE_m && distance(a, b, to) < ON_EDGE_m) return true;
  }
  return false;
}

function distance(a: Point, b: Point, point: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length2 = dx * dx + dy * dy;
  const t = length2 > 0 ? Math.max(0, Math.min(1, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length2)) : 0;
  return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy);
}

function withCorners(ring: readonly Point[], corners: readonly Point[]): Point[] {
  return ring.flatMap((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const between = corners
      .filter(
        (corner) =>
          distance(a, b, corner) < ON_EDGE_m &&
          Math.hypot(corner[0] - a[0], corner[1] - a[1]) > ON_EDGE_m &&
          Math.hypot(corner[0] - b[0], corner[1] - b[1]) > ON_EDGE_m,
      )
      .sort((p, q) => Math.hypot(p[0] - a[0], p[1] - a[1]) - Math.hypot(q[0] - a[0], q[1] - a[1]));
    return [a, ...between];
  });
}
