/** Borders of the market to engines that live above the models. */

/** min c x, subject to rowLower <= A x <= rowUpper, lower <= x <= upper; A by columns (compressed). Infinite bounds are allowed. */
export interface LinearProgram {
  readonly columns: number;
  readonly rows: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Entries of column j: [start[j], start[j + 1]). */
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float64Array;
  /** 1 for columns that must be whole numbers; absent where none must. */
  readonly isInteger?: Uint8Array;
}

export interface LinearAnswer {
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'stopped';
  readonly objective: number;
  readonly x: Float64Array;
  /** Per row; empty for programs with integers. */
  readonly rowDual: Float64Array;
}

/** A general solver (HiGHS): for sizing, for weekly problems, for the least core, and as oracle in tests. */
export interface LinearSolver {
  readonly description: string;
  solve(program: LinearProgram, options?: { readonly timeLimit_s?: number }): LinearAnswer;
}
