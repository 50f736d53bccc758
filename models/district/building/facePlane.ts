/** A planar face of the surface table in coordinates of its own plane: u to the right as seen from outside, v up. */
import type { SurfaceTable } from '../district.ts';

/** Flat u, v pairs [m], not closed. */
export type PlaneRing = readonly number[];

export interface FacePlane {
  /** Exterior first (counter-clockwise), then holes [m]. */
  readonly rings: readonly PlaneRing[];
  /** East, north, up of a point of the plane, moved outwards by `out_m`. */
  readonly at: (u: number, v: number, out_m?: number) => readonly [number, number, number];
  /** Height of v = 0 [m] and rise per metre of v [-]; the rise is 0 for level faces. */
  readonly zero_m: number;
  readonly rise: number;
}

/** Below this rise a face counts as level and is not cut by storeys. */
const LEVEL = 0.2;

/**
 * @param shift_m east, north, up taken off all coordinates
 */
export function facePlane(surfaces: SurfaceTable, row: number, shift_m: readonly [number, number, number]): FacePlane {
  const [nx, ny, nz] = [surfaces.normal[row * 3]!, surfaces.normal[row * 3 + 1]!, surfaces.normal[row * 3 + 2]!];
  const across = Math.hypot(nx, ny);
  const [ux, uy] = across > 1e-6 ? [-ny / across, nx / across] : [1, 0];
  // v = n x u, with u level.
  const [vx, vy, vz] = [-nz * uy, nz * ux, nx * uy - ny * ux];
  const first = surfaces.vertexStart[surfaces.ringStart[row]!]!;
  const corner = (vertex: number, axis: 0 | 1 | 2): number => surfaces.vertices_m[vertex * 3 + axis]! - shift_m[axis];
  const [ox, oy, oz] = [corner(first, 0), corner(first, 1), corner(first, 2)];
  const rings: number[][] = [];
  for (let ring = surfaces.ringStart[row]!; ring < surfaces.ringStart[row + 1]!; ring++) {
    const flat: number[] = [];
    for (let vertex = surfaces.vertexStart[ring]!; vertex < surfaces.vertexStart[ring + 1]!; vertex++) {
      const [x, y, z] = [corner(vertex, 0) - ox, corner(vertex, 1) - oy, corner(vertex, 2) - oz];
      flat.push(x * ux + y * uy, x * vx + y * vy + z * vz);
    }
    rings.push(flat);
  }
  return {
    rings,
    at: (u, v, out_m = 0) => [ox + u * ux + v * vx + out_m * nx, oy + u * uy + v * vy + out_m * ny, oz + v * vz + out_m * nz],
    zero_m: oz,
    rise: vz > LEVEL ? vz : 0,
  };
}

/** Signed area of a ring [m2], positive counter-clockwise. */
export function ringArea(ring: PlaneRing): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    twice += ring[i]! * ring[next + 1]! - ring[next]! * ring[i + 1]!;
  }
  return twice / 2;
}

/** Area inside the first ring and outside the others [m2]. */
export function ringsArea(rings: readonly PlaneRing[]): number {
  return rings.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * Math.abs(ringArea(ring)), 0);
}

/** One side of a line v = `level`: the part of a ring with sign * (v - level) >= 0 (Sutherland and Hodgman 1974, doi:10.1145/360767.360802). */
function clipSide(ring: PlaneRing, level: number, sign: 1 | -1): number[] {
  const kept: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const here = sign * (ring[i + 1]! - level);
    const there = sign * (ring[next + 1]! - level);
    if (here >= 0) kept.push(ring[i]!, ring[i + 1]!);
    if (here >= 0 !== there >= 0) {
      const part = here / (here - there);
      kept.push(ring[i]! + (ring[next]! - ring[i]!) * part, level);
    }
  }
  return kept;
}

/** Area of a piece below which it is left out [m2]. */
const LEAST_PIECE_m2 = 1e-4;

/**
 * The part of a face between two heights of its plane; empty where there is none. A ring that falls into several parts
 * stays one ring, joined along the cut.
 */
export function clipBetween(rings: readonly PlaneRing[], from: number, to: number): readonly PlaneRing[] {
  const cut = rings.map((ring) => clipSide(clipSide(ring, from, 1), to, -1));
  const [outer, ...holes] = cut;
  if (!outer || Math.abs(ringArea(outer)) < LEAST_PIECE_m2) return [];
  return [outer, ...holes.filter((hole) => Math.abs(ringArea(hole)) >= LEAST_PIECE_m2)];
}

/** Spans of u inside the rings on the line v = `level`. */
function spansAt(rings: readonly PlaneRing[], level: number): number[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      const [a, b] = [ring[i + 1]!, ring[next + 1]!];
      if (a >= level === b >= level) continue;
      crossings.push(ring[i]! + ((ring[next]! - ring[i]!) * (level - a)) / (b - a));
    }
  }
  return crossings.sort((a, b) => a - b);
}

/** Parts common to two lists of spans [a0, a1, b0, b1, ...]. */
function commonSpans(left: readonly number[], right: readonly number[]): number[] {
  const common: number[] = [];
  for (let i = 0; i + 1 < left.length; i += 2) {
    for (let j = 0; j + 1 < right.length; j += 2) {
      const from = Math.max(left[i]!, right[j]!);
      const to = Math.min(left[i + 1]!, right[j + 1]!);
      if (to > from) common.push(from, to);
    }
  }
  return common;
}

/**
 * Spans of u in which the whole strip between two heights lies inside the rings: between neighbouring corners the sides
 * are straight, so spans common to all corner heights are inside at every height between them.
 */
export function clearSpans(rings: readonly PlaneRing[], from: number, to: number): readonly number[] {
  const hair = (to - from) * 1e-6;
  const heights = [from + hair, to - hair];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 2) {
      const v = ring[i]!;
      if (v > from && v < to) heights.push(v - hair, v + hair);
    }
  }
  return heights.map((level) => spansAt(rings, level)).reduce(commonSpans);
}

export function isConvex(ring: PlaneRing): boolean {
  for (let i = 0; i < ring.length; i += 2) {
    const [b, c] = [(i + 2) % ring.length, (i + 4) % ring.length];
    const turn = (ring[b]! - ring[i]!) * (ring[c + 1]! - ring[b + 1]!) - (ring[b + 1]! - ring[i + 1]!) * (ring[c]! - ring[b]!);
    if (turn < -1e-9) return false;
  }
  return true;
}
