/**
 * What stands around the buildings: streets, water, green and the ground itself, as one triangle mesh. It is drawn so
 * that a person knows the place, and takes no part in any simulation.
 */

/** Kinds of surroundings; where two lie on the same ground, the later one is seen. */
export const CONTEXT_KINDS = ['terrain', 'green', 'water', 'square', 'path', 'road'] as const;
export type ContextKind = (typeof CONTEXT_KINDS)[number];

/** Structure of arrays. */
export interface ContextSurfaces {
  /** East, north, up [m] per vertex, relative to `District.origin`. */
  readonly positions_m: Float32Array;
  /** Three vertices per triangle, counter-clockwise from above. */
  readonly triangles: Uint32Array;
  /** Index into {@link CONTEXT_KINDS} per triangle. */
  readonly kind: Uint8Array;
}

/** Takes surroundings piece by piece. */
export class ContextBuilder {
  readonly #positions: number[] = [];
  readonly #triangles: number[] = [];
  readonly #kind: number[] = [];

  /** Adds a vertex [m]; gives its index. */
  vertex(east: number, north: number, up: number): number {
    return this.#positions.push(east, north, up) / 3 - 1;
  }

  triangle(kind: ContextKind, a: number, b: number, c: number): void {
    this.#triangles.push(a, b, c);
    this.#kind.push(CONTEXT_KINDS.indexOf(kind));
  }

  /**
   * Adds a convex polygon at height zero.
   * @param outline counter-clockwise east, north pairs [m]
   */
  convex(kind: ContextKind, outline: readonly number[]): void {
    const first = this.#positions.length / 3;
    for (let i = 0; i < outline.length; i += 2) this.vertex(outline[i]!, outline[i + 1]!, 0);
    for (let i = 2; i < outline.length / 2; i++) this.triangle(kind, first, first + i - 1, first + i);
  }

  /** The surroundings so far; absent where there are none. */
  build(): ContextSurfaces | undefined {
    if (this.#kind.length === 0) return undefined;
    return {
      positions_m: Float32Array.from(this.#positions),
      triangles: Uint32Array.from(this.#triangles),
      kind: Uint8Array.from(this.#kind),
    };
  }
}
