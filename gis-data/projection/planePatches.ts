/**
 * Local positions of a plane without transforming every point: a map projection bends so little that a biquadratic patch
 * over half a kilometre follows it within a ten-millionth of a metre. Exact positions are computed at nine nodes of each
 * patch; neighbours share those on their common side, so that no gap opens between them.
 */

/** Side of a patch [m]. */
const PATCH_m = 500;
/** Farther from the zero of the plane, patches are not counted any more. */
const MOST_PATCHES = 1 << 24;
/** A patch that misses its test point by more is not used [m]. */
const TOLERANCE_m = 1e-5;
/** The test point lies where such a patch is worst: a quarter from a corner. */
const TEST_AT = 0.25;
const VALUES = 6;

/** Writes east, north, up [m] at height 0 and what they change by per km of height, for a position in the plane [m]. */
export type ExactPosition = (x_m: number, y_m: number, out: Float64Array) => void;

/** Positions by patches, with exact ones where a patch would be wrong (e.g. beyond the area of a projection). */
export class PlanePatches {
  readonly #exact: ExactPosition;
  /** Nine nodes of six values; null where the patch cannot be used. */
  readonly #patches = new Map<number, Float64Array | null>();
  #column = Number.NaN;
  #row = Number.NaN;
  #patch: Float64Array | null = null;

  constructor(exact: ExactPosition) {
    this.#exact = exact;
  }

  /** Writes the six values of {@link ExactPosition}. */
  at(x_m: number, y_m: number, out: Float64Array): void {
    const column = Math.floor(x_m / PATCH_m);
    const row = Math.floor(y_m / PATCH_m);
    if (column !== this.#column || row !== this.#row) {
      this.#column = column;
      this.#row = row;
      this.#patch = this.#patchOf(column, row);
    }
    if (this.#patch) blend(this.#patch, x_m / PATCH_m - column, y_m / PATCH_m - row, out);
    else this.#exact(x_m, y_m, out);
  }

  #patchOf(column: number, row: number): Float64Array | null {
    if (!(Math.abs(column) < MOST_PATCHES && Math.abs(row) < MOST_PATCHES)) return null;
    const key = column * MOST_PATCHES * 2 + row;
    const known = this.#patches.get(key);
    if (known !== undefined) return known;
    const made = this.#made(column, row);
    this.#patches.set(key, made);
    return made;
  }

  #made(column: number, row: number): Float64Array | null {
    const nodes = new Float64Array(9 * VALUES);
    for (let node = 0; node < 9; node++) {
      const x_m = (column + (node % 3) / 2) * PATCH_m;
      const y_m = (row + Math.floor(node / 3) / 2) * PATCH_m;
      this.#exact(x_m, y_m, nodes.subarray(node * VALUES, (node + 1) * VALUES));
    }
    const exact = new Float64Array(VALUES);
    const blended = new Float64Array(VALUES);
    this.#exact((column + TEST_AT) * PATCH_m, (row + TEST_AT) * PATCH_m, exact);
    blend(nodes, TEST_AT, TEST_AT, blended);
    // A value that is no number misses too.
    return exact.every((value, index) => Math.abs(value - blended[index]!) <= TOLERANCE_m) ? nodes : null;
  }
}

/** @param u, v position in the patch, 0..1 */
function blend(nodes: Float64Array, u: number, v: number, out: Float64Array): void {
  const u0 = (1 - u) * (1 - 2 * u);
  const u1 = 4 * u * (1 - u);
  const u2 = u * (2 * u - 1);
  const v0 = (1 - v) * (1 - 2 * v);
  const v1 = 4 * v * (1 - v);
  const v2 = v * (2 * v - 1);
  for (let k = 0; k < VALUES; k++) {
    out[k] =
      v0 * (u0 * nodes[k]! + u1 * nodes[6 + k]! + u2 * nodes[12 + k]!) +
      v1 * (u0 * nodes[18 + k]! + u1 * nodes[24 + k]! + u2 * nodes[30 + k]!) +
      v2 * (u0 * nodes[36 + k]! + u1 * nodes[42 + k]! + u2 * nodes[48 + k]!);
  }
}
