/** Closes the openings of a shell with planar faces: walls that a model leaves out, a missing floor or roof. */
import type { FaceInput } from '../../geometry/assemble.ts';
import type { Point } from '../../geometry/cutFaces.ts';
import { distanceFromPlane, PLANARITY_m } from '../../geometry/faceFaults.ts';
import { addRingVector } from '../../geometry/faceVector.ts';
import { ZERO_AREA_m2 } from '../../geometry/measures.ts';
import { byPart, CornerTable, faceEdges } from './shellEdges.ts';

/** Steps of the search for one planar opening; beyond, the opening is left. */
const MOST_STEPS = 20_000;

/** The faces with their openings closed; null where nothing could be closed. */
export function closeVolume(faces: readonly FaceInput[]): readonly FaceInput[] | null {
  const caps = byPart(faces).flatMap(capsOf);
  return caps.length > 0 ? [...faces, ...caps] : null;
}

/** How many edges of the shells lack their opposite. */
export function openEdgeCount(faces: readonly FaceInput[]): number {
  return byPart(faces).reduce((sum, part) => sum + missingEdges(part, new CornerTable()).length, 0);
}

/** Edges that are needed to use every edge as often in one direction as in the other. */
function missingEdges(faces: readonly FaceInput[], corners: CornerTable): (readonly [number, number])[] {
  const surplus = new Map<string, number>();
  for (const face of faces) {
    for (const [from, to] of faceEdges(face, corners)) {
      const key = from < to ? `${from},${to}` : `${to},${from}`;
      surplus.set(key, (surplus.get(key) ?? 0) + (from < to ? 1 : -1));
    }
  }
  const missing: (readonly [number, number])[] = [];
  for (const [key, count] of surplus) {
    const [low, high] = key.split(',').map(Number) as [number, number];
    for (let i = 0; i < Math.abs(count); i++) missing.push(count > 0 ? [high, low] : [low, high]);
  }
  return missing;
}

function capsOf(faces: readonly FaceInput[]): FaceInput[] {
  const corners = new CornerTable();
  const open = missingEdges(faces, corners);
  const part = faces[0]?.part;
  const caps: FaceInput[] = [];
  for (let first = 0; first < open.length; ) {
    const loop = planarLoop(open, first, corners.points);
    if (!loop) {
      first++;
      continue;
    }
    const ring = loop.map((edge) => open[edge]![0]);
    for (const edge of [...loop].sort((a, b) => b - a)) open.splice(edge, 1);
    caps.push({ kind: null, rings: [ring.flatMap((corner) => [...corners.points[corner]!])], ...(part === undefined ? {} : { part }) });
  }
  return caps;
}

/** The shortest ring of open edges in one plane that begins with an edge; by depth, so that small openings come first. */
function planarLoop(open: readonly (readonly [number, number])[], first: number, points: readonly Point[]): number[] | null {
  const byStart = new Map<number, number[]>();
  open.forEach(([from], edge) => {
    const known = byStart.get(from);
    if (known) known.push(edge);
    else byStart.set(from, [edge]);
  });
  const [start] = open[first]!;
  let queue: number[][] = [[first]];
  let steps = 0;
  while (queue.length > 0) {
    const next: number[][] = [];
    for (const path of queue) {
      const at = open[path[path.length - 1]!]![1];
      for (const edge of byStart.get(at) ?? []) {
        if (++steps > MOST_STEPS) return null;
        if (path.includes(edge)) continue;
        const to = open[edge]![1];
        if (to !== start && path.some((known) => open[known]![0] === to)) continue;
        const longer = [...path, edge];
        const ring = longer.map((known) => points[open[known]![0]]!);
        if (to !== start) ring.push(points[to]!);
        if (!isPlanar(ring)) continue;
        if (to === start && longer.length >= 3 && areaOf(ring) >= ZERO_AREA_m2) return longer;
        if (to !== start) next.push(longer);
      }
    }
    queue = next;
  }
  return null;
}

function vectorOf(ring: readonly Point[]): Point {
  const vector = new Float64Array(3);
  if (ring.length >= 3) addRingVector(ring.flat(), 0, ring.length, vector);
  return [vector[0]!, vector[1]!, vector[2]!];
}

function areaOf(ring: readonly Point[]): number {
  const [x, y, z] = vectorOf(ring);
  return Math.hypot(x, y, z);
}

function isPlanar(ring: readonly Point[]): boolean {
  if (ring.length < 4) return true;
  const [x, y, z] = vectorOf(ring);
  const area = Math.hypot(x, y, z);
  // A path that has no area yet can still become any plane.
  if (area < ZERO_AREA_m2) return true;
  const [cx, cy, cz] = ring[0]!;
  return distanceFromPlane(ring.flat(), 0, ring.length, x / area, y / area, z / area, cx, cy, cz) <= PLANARITY_m;
}
