/**
 * Shares that leave the least unhappy coalition as happy as can be: the least core (Maschler, Peleg, Shapley 1979), and the
 * nucleolus (Schmeidler 1969), which goes on with the next unhappiest until one share is left per player.
 *
 * Linear programs over the shares x and the excess e: min e, x(J) + e >= v(J) for all J, x(all) = v(all). Coalitions enter
 * the program as they are found violated. A coalition with a dual value is tight in every solution; the nucleolus fixes its
 * excess and solves on (Kopelowitz 1967). What comes out is the prenucleolus; it is the nucleolus where a player adds at
 * least what it is worth alone to every coalition, as in every pool.
 */
import { InputError } from '../../core/errors.ts';
import type { LinearProgram, LinearSolver } from '../ports.ts';
import { type CoalitionGame, coalitionTable } from './coalitionGame.ts';

export interface CoreShares {
  readonly shares: Float64Array;
  /** Largest v(J) - x(J) of all coalitions, in the unit of the values; at most 0 where no coalition would leave. */
  readonly excess: number;
  /** Linear programs solved. */
  readonly programs: number;
}

/** The program is solved with values of this size, whatever their unit: its tolerances are absolute. */
const SCALE = 1000;
const VIOLATION = 1e-7;
const DUAL = 1e-7;

/** Some point of the least core; which one is the solver's choice. */
export function leastCore(game: CoalitionGame, solver: LinearSolver): CoreShares {
  if (game.players < 2) return alone(game);
  const state = newState(game);
  const { x, excess } = solveStage(state, solver);
  return { shares: scaledShares(x, state), excess: excess / state.scale, programs: state.programs };
}

/** The one point of the least core that is fair to coalitions in turn. */
export function nucleolus(game: CoalitionGame, solver: LinearSolver): CoreShares {
  if (game.players < 2) return alone(game);
  const state = newState(game);
  let first: number | null = null;
  let x: Float64Array = new Float64Array(game.players);
  while (state.span.rank < game.players || first === null) {
    const stage = solveStage(state, solver);
    x = stage.x;
    first ??= stage.excess;
    let hasFixed = false;
    for (const coalition of stage.tight) {
      if (!state.span.add(coalition)) continue;
      state.fixed.push({ coalition, sum: state.table[coalition]! - stage.excess });
      hasFixed = true;
    }
    if (!hasFixed) break;
  }
  return { shares: scaledShares(x, state), excess: (first ?? 0) / state.scale, programs: state.programs };
}

function alone(game: CoalitionGame): CoreShares {
  return { shares: new Float64Array(game.players).fill(game.grand), excess: 0, programs: 0 };
}

interface State {
  readonly players: number;
  readonly table: Float64Array;
  readonly scale: number;
  readonly span: Span;
  readonly fixed: { readonly coalition: number; readonly sum: number }[];
  readonly active: Set<number>;
  programs: number;
}

function newState(game: CoalitionGame): State {
  const table = coalitionTable(game);
  const all = table.length - 1;
  let most = 0;
  for (const value of table) most = Math.max(most, Math.abs(value));
  const scale = most > 0 ? SCALE / most : 1;
  const span = new Span(game.players);
  span.add(all);
  return { players: game.players, table: table.map((value) => value * scale), scale, span, fixed: [], active: new Set(), programs: 0 };
}

function scaledShares(x: Float64Array, state: State): Float64Array {
  return x.map((value) => value / state.scale);
}

function solveStage(state: State, solver: LinearSolver): { x: Float64Array; excess: number; tight: number[] } {
  const all = state.table.length - 1;
  for (const coalition of state.active) if (state.span.has(coalition)) state.active.delete(coalition);
  if (state.active.size === 0) {
    for (let player = 0; player < state.players; player++)
      if (!state.span.has(1 << player)) state.active.add(1 << player).add(all ^ (1 << player));
  }
  for (;;) {
    const rows = [...state.active];
    const answer = solver.solve(programOf(state, rows));
    state.programs++;
    if (answer.status !== 'optimal') {
      throw new InputError({
        code: 'market.sharing.solver',
        message: `The shares of the core were not found (${answer.status}).`,
        mend: 'Choose another way of sharing, such as the Shapley value.',
        values: { status: answer.status },
      });
    }
    const x = answer.x.slice(0, state.players);
    const excess = answer.x[state.players]!;
    const violated = mostViolated(state, x, excess);
    if (violated.length === 0) {
      return { x, excess, tight: rows.filter((_, row) => Math.abs(answer.rowDual[row]!) > DUAL) };
    }
    // With its complement: a pair bounds the excess from below.
    for (const coalition of violated) state.active.add(coalition).add(all ^ coalition);
  }
}

/** Up to 2n coalitions outside the span whose excess is above the stage's. */
function mostViolated(state: State, x: Float64Array, excess: number): number[] {
  const sums = new Float64Array(state.table.length);
  const found: { coalition: number; by: number }[] = [];
  for (let coalition = 1; coalition < sums.length - 1; coalition++) {
    const rest = coalition & (coalition - 1);
    const player = 31 - Math.clz32(coalition & -coalition);
    sums[coalition] = sums[rest]! + x[player]!;
    const by = state.table[coalition]! - sums[coalition]! - excess;
    if (by > VIOLATION && !state.active.has(coalition)) found.push({ coalition, by });
  }
  found.sort((a, b) => b.by - a.by || a.coalition - b.coalition);
  const chosen: number[] = [];
  for (const { coalition } of found) {
    if (chosen.length >= 2 * state.players) break;
    if (!state.span.has(coalition)) chosen.push(coalition);
  }
  return chosen;
}

/** Columns x_0..x_n-1 and the excess; rows: active coalitions, fixed coalitions, all together. */
function programOf(state: State, active: readonly number[]): LinearProgram {
  const { players, fixed, table } = state;
  const rowCount = active.length + fixed.length + 1;
  const coalitions = [...active, ...fixed.map(({ coalition }) => coalition), 2 ** players - 1];
  const rowLower = new Float64Array(rowCount);
  const rowUpper = new Float64Array(rowCount).fill(Number.POSITIVE_INFINITY);
  active.forEach((coalition, row) => {
    rowLower[row] = table[coalition]!;
  });
  [...fixed.map(({ sum }) => sum), table.at(-1)!].forEach((sum, i) => {
    rowLower[active.length + i] = sum;
    rowUpper[active.length + i] = sum;
  });
  const start = new Int32Array(players + 2);
  const index: number[] = [];
  for (let player = 0; player < players; player++) {
    coalitions.forEach((coalition, row) => {
      if ((coalition & (1 << player)) !== 0) index.push(row);
    });
    start[player + 1] = index.length;
  }
  for (let row = 0; row < active.length; row++) index.push(row);
  start[players + 1] = index.length;
  const cost = new Float64Array(players + 1);
  cost[players] = 1;
  return {
    columns: players + 1,
    rows: rowCount,
    cost,
    lower: new Float64Array(players + 1).fill(Number.NEGATIVE_INFINITY),
    upper: new Float64Array(players + 1).fill(Number.POSITIVE_INFINITY),
    rowLower,
    rowUpper,
    start,
    index: Int32Array.from(index),
    value: new Float64Array(index.length).fill(1),
  };
}

/** Linear span of coalitions as 0/1 vectors; kept in reduced form. */
class Span {
  readonly #players: number;
  readonly #rows: { readonly pivot: number; readonly row: Float64Array }[] = [];

  constructor(players: number) {
    this.#players = players;
  }

  get rank(): number {
    return this.#rows.length;
  }

  has(coalition: number): boolean {
    return this.#reduced(coalition).pivot < 0;
  }

  /** Returns false where it lay in the span already. */
  add(coalition: number): boolean {
    const { row, pivot } = this.#reduced(coalition);
    if (pivot < 0) return false;
    const by = row[pivot]!;
    this.#rows.push({ pivot, row: row.map((value) => value / by) });
    return true;
  }

  #reduced(coalition: number): { row: Float64Array; pivot: number } {
    const row = Float64Array.from({ length: this.#players }, (_, player) => (coalition >> player) & 1);
    for (const known of this.#rows) {
      const by = row[known.pivot]!;
      if (by === 0) continue;
      for (let i = 0; i < row.length; i++) row[i] = row[i]! - by * known.row[i]!;
      row[known.pivot] = 0;
    }
    let pivot = -1;
    for (let i = 0; i < row.length; i++)
      if (Math.abs(row[i]!) > 1e-9 && (pivot < 0 || Math.abs(row[i]!) > Math.abs(row[pivot]!))) pivot = i;
    return { row, pivot };
  }
}
