/** Polygons in space as EnergyPlus takes them: one ring without holes, counter-clockwise from outside. */
import type { SurfaceTable } from '#models/district/district.ts';
import { triangulate } from '../../formats/glb/triangulate.ts';

export type Vector = readonly [number, number, number];
/** Not closed. */
export type Ring = readonly Vector[];

/** Polygons smaller than this are left out [m2]. */
export const LEAST_AREA_m2 = 1e-3;
const BISECTIONS = 60;
/** A corner this flat is none [m2]. */
const COLLINEAR_m2 = 1e-4;

/** Polygons of a face: its ring where it is convex, else triangles; EnergyPlus' shadows want convex ones. */
export function polygonsOf(surfaces: SurfaceTable, row: number): readonly Ring[] {
  const rings: Ring[] = [];
  for (let ring = surfaces.ringStart[row]!; ring < surfaces.ringStart[row + 1]!; ring++) {
    const points: Vector[] = [];
    for (let v = surfaces.vertexStart[ring]!; v < surfaces.vertexStart[ring + 1]!; v++) {
      points.push([surfaces.vertices_m[v * 3]!, surfaces.vertices_m[v * 3 + 1]!, surfaces.vertices_m[v * 3 + 2]!]);
    }
    rings.push(points);
  }
  const normal = normalOf(surfaces, row);
  const isPlain = rings.length === 1 && isConvex(rings[0]!, normal);
  const polygons = isPlain ? rings : trianglesOf(rings, normal);
  return polygons.filter((ring) => areaOf(ring) >= LEAST_AREA_m2);
}

export function normalOf({ normal }: SurfaceTable, row: number): Vector {
  return [normal[row * 3]!, normal[row * 3 + 1]!, normal[row * 3 + 2]!];
}

/** Triangles of a face with any rings, looking the way of its normal. */
export function trianglesOf(rings: readonly Ring[], normal: Vector): readonly Ring[] {
  const points = rings.flat();
  const vertexStart = [0];
  for (const ring of rings) vertexStart.push(vertexStart.at(-1)! + ring.length);
  const { indices } = triangulate({
    count: 1,
    normal: Float64Array.from(normal),
    ringStart: Uint32Array.of(0, rings.length),
    vertexStart: Uint32Array.from(vertexStart),
    vertices_m: Float64Array.from(points.flat()),
  });
  const triangles: Ring[] = [];
  for (let i = 0; i < indices.length; i += 3) triangles.push([points[indices[i]!]!, points[indices[i + 1]!]!, points[indices[i + 2]!]!]);
  return triangles;
}

/** Vector area of a ring (Newell). */
function vectorArea(ring: Ring): Vector {
  const sum: [number, number, number] = [0, 0, 0];
  const [ox, oy, oz] = ring[0] ?? [0, 0, 0];
  ring.forEach(([ax, ay, az], i) => {
    const [bx, by, bz] = ring[(i + 1) % ring.length]!;
    const [ux, uy, uz, vx, vy, vz] = [ax - ox, ay - oy, az - oz, bx - ox, by - oy, bz - oz];
    sum[0] += (uy * vz - uz * vy) / 2;
    sum[1] += (uz * vx - ux * vz) / 2;
    sum[2] += (ux * vy - uy * vx) / 2;
  });
  return sum;
}

export function areaOf(ring: Ring): number {
  return Math.hypot(...vectorArea(ring));
}

function dot([ax, ay, az]: Vector, [bx, by, bz]: Vector): number {
  return ax * bx + ay * by + az * bz;
}

/** Level direction in the plane of a face, to the right for who looks at it from outside; east for level faces. */
function rightOf([nx, ny]: Vector): Vector {
  const length = Math.hypot(nx, ny);
  return length < 1e-6 ? [1, 0, 0] : [-ny / length, nx / length, 0];
}

/** The part of a ring on one side of a plane. */
function clipped(ring: Ring, along: Vector, limit: number, side: 1 | -1): Ring {
  const kept: Vector[] = [];
  ring.forEach((point, i) => {
    const next = ring[(i + 1) % ring.length]!;
    const [a, b] = [(limit - dot(point, along)) * side, (limit - dot(next, along)) * side];
    if (a >= 0) kept.push(point);
    if ((a > 0 && b < 0) || (a < 0 && b > 0)) {
      const t = a / (a - b);
      kept.push([point[0] + t * (next[0] - point[0]), point[1] + t * (next[1] - point[1]), point[2] + t * (next[2] - point[2])]);
    }
  });
  return kept;
}

/**
 * Cuts a polygon upright into two.
 * @param share of the area that the first part gets, 0..1
 * @returns the parts; either may be null where it is as good as nothing
 */
export function cutUpright(ring: Ring, normal: Vector, share: number): readonly [Ring | null, Ring | null] {
  const along = rightOf(normal);
  const positions = ring.map((point) => dot(point, along));
  let [low, high] = [Math.min(...positions), Math.max(...positions)];
  const wanted = share * areaOf(ring);
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (areaOf(clipped(ring, along, middle, 1)) < wanted) low = middle;
    else high = middle;
  }
  const parts = ([1, -1] as const).map((side) => clipped(ring, along, high, side));
  const usable = (part: Ring | undefined) => (part && part.length >= 3 && areaOf(part) >= LEAST_AREA_m2 ? part : null);
  return [usable(parts[0]), usable(parts[1])];
}

/** Openings of a share of a wall's area: the wall itself where it is a triangle or a convex quadrilateral, else its triangles, made smaller. */
export function openingsIn(ring: Ring, normal: Vector, share: number): readonly Ring[] {
  const pieces = ring.length === 3 || (ring.length === 4 && isConvex(ring, normal)) ? [ring] : trianglesOf([ring], normal);
  const scale = Math.sqrt(share);
  return pieces
    .filter((piece) => areaOf(piece) * share >= LEAST_AREA_m2)
    .map((piece) => {
      const centre = [0, 1, 2].map((axis) => piece.reduce((sum, point) => sum + point[axis]!, 0) / piece.length) as [
        number,
        number,
        number,
      ];
      return piece.map(([x, y, z]): Vector => {
        const [cx, cy, cz] = centre;
        return [cx + scale * (x - cx), cy + scale * (y - cy), cz + scale * (z - cz)];
      });
    });
}

function isConvex(ring: Ring, normal: Vector): boolean {
  return ring.every((point, i) => {
    const [a, b] = [ring[(i + 1) % ring.length]!, ring[(i + 2) % ring.length]!];
    return dot(vectorArea([point, a, b]), normal) > -COLLINEAR_m2;
  });
}

/** The ring from its upper left corner on, as seen from outside. */
export function fromUpperLeft(ring: Ring, normal: Vector): Ring {
  const along = rightOf(normal);
  const top = Math.max(...ring.map((point) => point[2]));
  let first = -1;
  ring.forEach((point, i) => {
    if (point[2] < top - 0.01) return;
    if (first < 0 || dot(point, along) < dot(ring[first]!, along)) first = i;
  });
  return [...ring.slice(first), ...ring.slice(0, first)];
}
