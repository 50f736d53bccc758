/** Collects the triangles of a building model. */
import type { BuildingMesh } from '../buildingModel.ts';
import { type PlaneRing, ringArea } from './facePlane.ts';

/**
 * Triangles of a polygon with holes.
 * @param points flat u, v pairs of all rings, exterior first
 * @param holes index of the first vertex of each hole
 * @returns vertex indices, three per triangle (the signature of `earcut`)
 */
export type Triangulate = (points: readonly number[], holes: readonly number[]) => ArrayLike<number>;

export type PointAt = (u: number, v: number) => readonly [number, number, number];

export class MeshBuilder {
  readonly #positions: number[] = [];
  readonly #triangles: number[] = [];
  readonly #triangulate: Triangulate;

  constructor(triangulate: Triangulate) {
    this.#triangulate = triangulate;
  }

  get triangleCount(): number {
    return this.#triangles.length / 3;
  }

  /** A polygon with holes, facing where u x v of the plane points; `reverse` turns it. */
  polygon(rings: readonly PlaneRing[], at: PointAt, reverse = false): void {
    const flat = rings.flat();
    const holes: number[] = [];
    let vertex = 0;
    for (const [index, ring] of rings.entries()) {
      if (index > 0) holes.push(vertex);
      vertex += ring.length / 2;
    }
    const first = this.#positions.length / 3;
    for (let i = 0; i < flat.length; i += 2) this.#positions.push(...at(flat[i]!, flat[i + 1]!));
    const indices = this.#triangulate(flat, holes);
    for (let i = 0; i < indices.length; i += 3) {
      const [a, b, c] = [indices[i]!, indices[i + 1]!, indices[i + 2]!];
      const area = ringArea([a, b, c].flatMap((corner) => [flat[2 * corner]!, flat[2 * corner + 1]!]));
      const forward = area >= 0 !== reverse;
      this.#triangles.push(first + a, first + (forward ? b : c), first + (forward ? c : b));
    }
  }

  /** The sides of a ring between two copies of it: a prism's walls, or the reveal of a window. */
  sides(ring: PlaneRing, from: PointAt, to: PointAt): void {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      const corner = this.#positions.length / 3;
      const [u0, v0, u1, v1] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
      this.#positions.push(...from(u0, v0), ...from(u1, v1), ...to(u1, v1), ...to(u0, v0));
      this.#triangles.push(corner, corner + 1, corner + 2, corner, corner + 2, corner + 3);
    }
  }

  finish(): BuildingMesh {
    return { positions_m: Float32Array.from(this.#positions), triangles: Uint32Array.from(this.#triangles) };
  }
}
