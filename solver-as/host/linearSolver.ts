/** HiGHS (linear and mixed-integer programs, in WebAssembly) behind the models' port. Calls block; long ones belong into a worker. */
import type { Highs, InitOptions, Model } from 'highs';
import type { LinearAnswer, LinearProgram, LinearSolver } from '#models/market/ports.ts';

/** Feasibility and optimality in the units of the program; the tightest HiGHS takes. */
const TOLERANCE = 1e-10;
const OPTIONS = {
  output_flag: false,
  primal_feasibility_tolerance: TOLERANCE,
  dual_feasibility_tolerance: TOLERANCE,
  mip_feasibility_tolerance: TOLERANCE,
  mip_rel_gap: 0,
  mip_abs_gap: 1e-9,
  // Smaller entries would be left out of the matrix.
  small_matrix_value: 1e-12,
} as const;

const EMPTY = new Float64Array(0);

/**
 * A solver of its own; its memory goes with it, that of each program with the answer.
 * @param load the package's loader
 * @param options where its WebAssembly lies
 */
export async function createLinearSolver(
  load: (options?: InitOptions) => Promise<Highs>,
  options: InitOptions = {},
): Promise<LinearSolver> {
  const highs = await load(options);
  return {
    description: `HiGHS ${highs.version.string}`,
    solve: (program, { timeLimit_s } = {}) => {
      if (program.columns === 0) return answerWithoutColumns(program);
      const model = highs.createModel(modelData(program));
      try {
        model.options.set({ ...OPTIONS, ...(timeLimit_s === undefined ? {} : { time_limit: timeLimit_s }) });
        return run(highs, model, program);
      } finally {
        model.dispose();
      }
    },
  };
}

function modelData({ columns, rows, cost, lower, upper, rowLower, rowUpper, start, index, value, isInteger }: LinearProgram) {
  return {
    numCols: columns,
    numRows: rows,
    colCost: cost,
    colLower: lower,
    colUpper: upper,
    rowLower,
    rowUpper,
    matrix: { format: 'csc', numRows: rows, numCols: columns, starts: start, indices: index, values: value },
    ...(isInteger === undefined ? {} : { integrality: Int32Array.from(isInteger) }),
  } as const;
}

function run(highs: Highs, model: Model, program: LinearProgram): LinearAnswer {
  const { modelStatus } = highs.constants;
  let status = model.run().modelStatus;
  if (status === modelStatus.unboundedOrInfeasible) {
    // Presolve alone cannot tell which.
    model.options.set({ presolve: 'off' });
    status = model.run().modelStatus;
  }
  if (status === modelStatus.optimal) {
    const { colValue, rowDual } = model.getSolution();
    const isLinear = program.isInteger === undefined || !program.isInteger.includes(1);
    return { status: 'optimal', objective: model.getObjectiveValue(), x: colValue, rowDual: isLinear ? rowDual : EMPTY };
  }
  const word = status === modelStatus.infeasible ? 'infeasible' : status === modelStatus.unbounded ? 'unbounded' : 'stopped';
  return { status: word, objective: Number.NaN, x: EMPTY, rowDual: EMPTY };
}

/** Without columns only the empty sum is left to fit the rows. */
function answerWithoutColumns({ rows, rowLower, rowUpper }: LinearProgram): LinearAnswer {
  const fits = rowLower.every((bound) => bound <= 0) && rowUpper.every((bound) => bound >= 0);
  if (!fits) return { status: 'infeasible', objective: Number.NaN, x: EMPTY, rowDual: EMPTY };
  return { status: 'optimal', objective: 0, x: EMPTY, rowDual: new Float64Array(rows) };
}
