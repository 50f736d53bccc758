/** Closes the openings of a shell with planar faces: walls that a model leaves out, a missing floor or roof. */
import type { FaceInput } from '../../geometry/assemble.ts';
import type { Point } from '../../geometry/cutFaces.ts';
import { distanceFromPlane, PLANARITY_m } from '../../geometry/faceFaults.ts';
import { addRingVector } from '../../geometry/faceVector.ts';
import { ZERO_AREA_m2 } from '../../geometry/measures.ts';
import { byPart, CornerTable, faceEdges } from './shellEdges.ts';

/** Steps of the search for one planar opening; beyond, the opening is left. */
const MOST_STEPS = 2000;
/** Openings around corners need few more edges than a building has walls. */
const MOST_CHORDS = 50;

/** An edge that a closed shell would have: the opposite of one that is there. */
interface OpenEdge {
  readonly from: number;
  readonly to: number;
  /** Face and ring it borders, as one number; negative for an edge that a cap left open. */
  readonly owner: number;
}

/** The faces with their openings closed; null where nothing could be closed. */
export function closeVolume(faces: readonly FaceInput[]): readonly FaceInput[] | null {
  const caps = byPart(faces).flatMap(capsOf);
  return caps.length > 0 ? [...faces, ...caps] : null;
}

/** How many edges of the shells lack their opposite. */
export function openEdgeCount(faces: readonly FaceInput[]): number {
  return byPart(faces).reduce((sum, part) => sum + missingEdges(part, new CornerTable()).length, 0);
}

/** Faces of a model have fewer rings than this. */
const RINGS = 4096;

/** Edges that are needed to use every edge as often in one direction as in the other. */
function missingEdges(faces: readonly FaceInput[], corners: CornerTable): OpenEdge[] {
  const users = new Map<string, OpenEdge[]>();
  faces.forEach((face, index) => {
    for (const [from, to, ring] of faceEdges(face, corners)) {
      const key = from < to ? `${from},${to}` : `${to},${from}`;
      const known = users.get(key);
      const opposite = known?.findIndex((edge) => edge.from === from) ?? -1;
      if (known && opposite >= 0) known.splice(opposite, 1);
      else {
        const edge = { from: to, to: from, owner: index * RINGS + ring };
        if (known) known.push(edge);
        else users.set(key, [edge]);
      }
    }
  });
  return [...users.values()].flat();
}

function capsOf(faces: readonly FaceInput[]): FaceInput[] {
  const corners = new CornerTable();
  const { points } = corners;
  const open = missingEdges(faces, corners);
  const flat = planarCaps(open, points);
  // Openings around a corner are closed too, where that closes the whole shell.
  const around = flat.left.length > 0 ? capsAround(flat.left, points) : [];
  const part = faces[0]?.part;
  return [...flat.rings, ...(around ?? [])].map((ring) => ({
    kind: null,
    rings: [ring.flatMap((corner) => [...points[corner]!])],
    ...(part === undefined ? {} : { part }),
  }));
}

interface Caps {
  readonly rings: readonly (readonly number[])[];
  /** Edges that are still open. */
  readonly left: readonly OpenEdge[];
}

function planarCaps(given: readonly OpenEdge[], points: readonly Point[]): Caps {
  const open = [...given];
  const rings: number[][] = [];
  for (let first = 0; first < open.length; ) {
    const loop = planarLoop(open, first, points);
    if (!loop) {
      first++;
      continue;
    }
    rings.push(loop.map((edge) => open[edge]!.from));
    for (const edge of [...loop].sort((a, b) => b - a)) open.splice(edge, 1);
  }
  return { rings, left: open };
}

/** Caps over paths of open edges in one plane, closed by a chord, until nothing is open; null where that fails. */
function capsAround(given: readonly OpenEdge[], points: readonly Point[]): readonly (readonly number[])[] | null {
  let open = given;
  const rings: (readonly number[])[] = [];
  for (let chord = 1; chord <= MOST_CHORDS && open.length > 0; chord++) {
    const path = longestPlanarPath(open, points);
    if (!path) return null;
    const ring = [...path.map((edge) => edge.from), path[path.length - 1]!.to];
    rings.push(ring);
    const rest = open.filter((edge) => !path.includes(edge));
    const caps = planarCaps([...rest, { from: ring[0]!, to: ring[ring.length - 1]!, owner: -chord }], points);
    rings.push(...caps.rings);
    open = caps.left;
  }
  return open.length === 0 ? rings : null;
}

function longestPlanarPath(open: readonly OpenEdge[], points: readonly Point[]): OpenEdge[] | null {
  let best: OpenEdge[] = [];
  for (const first of open) {
    const path = [first];
    for (;;) {
      const next = open.filter(({ from }) => from === path[path.length - 1]!.to);
      if (next.length !== 1 || path.some(({ from }) => from === next[0]!.to)) break;
      const ring = [...path, next[0]!].map(({ from }) => points[from]!);
      if (!isPlanar([...ring, points[next[0]!.to]!])) break;
      path.push(next[0]!);
    }
    const ring = [...path.map(({ from }) => points[from]!), points[path[path.length - 1]!.to]!];
    if (path.length > Math.max(2, best.length) && !isSheet(path) && areaOf(ring) >= ZERO_AREA_m2) best = path;
  }
  return best.length > 0 ? best : null;
}

/** The border of a single face: a cap there would be its other side. Holes of a face may be closed. */
function isSheet(path: readonly OpenEdge[]): boolean {
  const { owner } = path[0]!;
  return owner >= 0 && owner % RINGS === 0 && path.every((edge) => edge.owner === owner);
}

/** The shortest ring of open edges in one plane that begins with an edge; by depth, so that small openings come first. */
function planarLoop(open: readonly OpenEdge[], first: number, points: readonly Point[]): number[] | null {
  const byStart = new Map<number, number[]>();
  open.forEach(({ from }, edge) => {
    const known = byStart.get(from);
    if (known) known.push(edge);
    else byStart.set(from, [edge]);
  });
  const start = open[first]!.from;
  let queue: number[][] = [[first]];
  let steps = 0;
  while (queue.length > 0) {
    const next: number[][] = [];
    for (const path of queue) {
      for (const edge of byStart.get(open[path[path.length - 1]!]!.to) ?? []) {
        if (++steps > MOST_STEPS) return null;
        if (path.includes(edge)) continue;
        const { to } = open[edge]!;
        if (to !== start && path.some((known) => open[known]!.from === to)) continue;
        const longer = [...path, edge];
        const ring = longer.map((known) => points[open[known]!.from]!);
        if (to !== start) ring.push(points[to]!);
        if (!isPlanar(ring)) continue;
        if (to !== start) next.push(longer);
        else if (longer.length >= 3 && areaOf(ring) >= ZERO_AREA_m2 && !isSheet(longer.map((known) => open[known]!))) return longer;
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
  return Math.hypot(...vectorOf(ring));
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
