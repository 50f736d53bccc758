/** Symmetric banded matrix over (step, link), positive semidefinite, with a solver for its free rows. */
export class BandMatrix {
  readonly #size: number;
  readonly #band: number;
  readonly #links: number;
  /** Entry (i, i - k) at i * band + k; i = step * links + link. */
  readonly #values: Float64Array;
  readonly #factor: Float64Array;
  readonly #solution: Float64Array;

  constructor(size: number, band: number, links: number) {
    this.#size = size;
    this.#band = band;
    this.#links = links;
    this.#values = new Float64Array(size * band);
    this.#factor = new Float64Array(size * band);
    this.#solution = new Float64Array(size);
  }

  clear(): void {
    this.#values.fill(0);
  }

  /** Adds diagonal I - tie w w' on the rows of one link at the given steps (ascending). */
  addStretch(at: Int32Array, w: Float64Array, count: number, diagonal: number, tie: number, links: number, link: number): void {
    const values = this.#values;
    const band = this.#band;
    for (let i = 0; i < count; i++) {
      const row = at[i]! * links + link;
      values[row * band]! += diagonal;
      if (tie === 0) continue;
      const wi = tie * w[i]!;
      const base = row * band + row - link;
      for (let j = 0; j <= i; j++) values[base - at[j]! * links]! -= wi * w[j]!;
    }
  }

  /** The same for stores that hang on several links: every pair of links gets the block. */
  addStretchOfMany(
    at: Int32Array,
    w: Float64Array,
    count: number,
    diagonal: number,
    tie: number,
    links: number,
    path: readonly number[],
  ): void {
    const values = this.#values;
    const band = this.#band;
    for (let i = 0; i < count; i++) {
      for (const a of path) {
        const row = at[i]! * links + a;
        for (const b of path) {
          const column = at[i]! * links + b;
          if (column <= row && row - column < band) values[row * band + row - column]! += diagonal;
        }
        if (tie === 0) continue;
        for (let j = 0; j <= i; j++) {
          for (const b of path) {
            const column = at[j]! * links + b;
            if (column <= row && row - column < band) values[row * band + row - column]! -= tie * w[i]! * w[j]!;
          }
        }
      }
    }
  }

  /**
   * Solves (M + damping I) d = right on the rows that are not pinned; d is zero on the others.
   * @param right and `direction` lie by link ([link * steps + step])
   */
  solveFree(right: Float64Array, pinned: Uint8Array, damping: number, direction: Float64Array): void {
    const size = this.#size;
    const band = this.#band;
    const links = this.#links;
    const steps = size / links;
    const values = this.#values;
    const factor = this.#factor;
    const d = this.#solution;
    const outer = (i: number): number => (links === 1 ? i : (i % links) * steps + Math.floor(i / links));
    for (let i = 0; i < size; i++) {
      const row = i * band;
      const first = Math.max(0, i - band + 1);
      if (pinned[outer(i)]) {
        for (let k = 1; k < band; k++) factor[row + k] = 0;
        factor[row] = 1;
        d[i] = 0;
        continue;
      }
      let b = right[outer(i)]!;
      let diagonal = values[row]! + damping;
      // Rows reach only as far back as their first entry: most are short.
      let start = first;
      while (start < i && values[row + i - start] === 0) {
        factor[row + i - start] = 0;
        start++;
      }
      for (let j = start; j < i; j++) {
        if (pinned[outer(j)]) {
          factor[row + i - j] = 0;
          continue;
        }
        let v = values[row + i - j]!;
        const other = j * band;
        const from = Math.max(start, j - band + 1);
        for (let q = from; q < j; q++) v -= factor[row + i - q]! * factor[other + j - q]!;
        v /= factor[other]!;
        factor[row + i - j] = v;
        diagonal -= v * v;
        b -= v * d[j]!;
      }
      const root = Math.sqrt(Math.max(diagonal, 0.1 * damping));
      factor[row] = root;
      d[i] = b / root;
    }
    for (let i = size - 1; i >= 0; i--) {
      const o = outer(i);
      if (pinned[o]) {
        direction[o] = 0;
        d[i] = 0;
        continue;
      }
      let v = d[i]!;
      const last = Math.min(size - 1, i + band - 1);
      for (let q = i + 1; q <= last; q++) v -= factor[q * band + q - i]! * d[q]!;
      v /= factor[i * band]!;
      d[i] = v;
      direction[o] = v;
    }
  }
}
