/**
 * Shapley value: what a player adds to those who came before it, averaged over all orders in which they could come
 * (Shapley 1953). Exact up to 12 players, sampled above.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { OnProgress } from '../../core/progress.ts';
import { RandomStream } from '../../core/random.ts';
import { type CoalitionGame, type CoalitionWalk, coalitionTable } from './coalitionGame.ts';

/** Most players for which all 2^n coalitions are valued. */
export const MOST_EXACT = 12;

export interface ShapleyShares {
  /** Per player, in the unit of the game's values; they sum to the value of all together. */
  readonly shares: Float64Array;
  /** Half the width of each share's 95 % interval; all zero where exact. */
  readonly halfWidth: Float64Array;
  /** Orders drawn; 0 where exact. */
  readonly orders: number;
  /** The wanted width was reached (always where exact). */
  readonly hasConverged: boolean;
}

/** sum over J without j of |J|! (n - |J| - 1)! / n! (v(J with j) - v(J)). */
export function shapleyExact(game: CoalitionGame): ShapleyShares {
  const { players } = game;
  const table = coalitionTable(game);
  const weight = new Float64Array(players);
  // |J|! (n - |J| - 1)! / n! = 1 / (n * C(n - 1, |J|))
  let choose = 1;
  for (let size = 0; size < players; size++) {
    weight[size] = 1 / (players * choose);
    choose = (choose * (players - 1 - size)) / (size + 1);
  }
  const shares = new Float64Array(players);
  for (let coalition = 0; coalition < table.length; coalition++) {
    const each = weight[bitCount(coalition)];
    for (let player = 0; player < players; player++) {
      const bit = 1 << player;
      if ((coalition & bit) === 0) shares[player] = shares[player]! + each! * (table[coalition | bit]! - table[coalition]!);
    }
  }
  return { shares, halfWidth: new Float64Array(players), orders: 0, hasConverged: true };
}

export interface SamplingOptions {
  readonly seed: number;
  /** Stops once every share's 95 % interval is at most this share of the value of all to either side; 0.001 where absent. */
  readonly relativeHalfWidth?: number;
  /** Stops after so many orders in any case; 20,000 where absent. */
  readonly mostOrders?: number;
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** Fewest pairs before an interval means anything. */
const FEWEST_PAIRS = 30;
/** Two-sided 95 % of the normal distribution. */
const Z_95 = 1.959964;

/**
 * Samples orders; each is taken forwards and backwards and the pair counts as one draw (antithetic: who comes early in one
 * comes late in the other). Every order hands out the value of all exactly, so the shares do too. A game that is the sum of
 * others is drawn part by part, each with an order of its own: shares of sums are sums of shares, and errors that do not
 * depend on each other mostly cancel.
 */
export class ShapleySampler {
  readonly #game: CoalitionGame;
  readonly #random: RandomStream;
  readonly #mean: Float64Array;
  readonly #spread: Float64Array;
  readonly #draw: Float64Array;
  readonly #order: Uint32Array;
  readonly #walks: readonly CoalitionWalk[];
  #pairs = 0;

  constructor(game: CoalitionGame, seed: number) {
    this.#game = game;
    this.#random = new RandomStream(seed);
    this.#mean = new Float64Array(game.players);
    this.#spread = new Float64Array(game.players);
    this.#draw = new Float64Array(game.players);
    this.#order = Uint32Array.from({ length: game.players }, (_, player) => player);
    this.#walks = (game.parts ?? [game]).map((part) => part.walk());
  }

  /** Draws one more pair of orders. */
  step(): void {
    const { players } = this.#game;
    this.#draw.fill(0);
    for (const walk of this.#walks) {
      this.#shuffle();
      this.#takeOrder(walk, false);
      this.#takeOrder(walk, true);
    }
    this.#pairs++;
    for (let player = 0; player < players; player++) {
      const difference = this.#draw[player]! - this.#mean[player]!;
      const mean = this.#mean[player]! + difference / this.#pairs;
      this.#mean[player] = mean;
      this.#spread[player] = this.#spread[player]! + difference * (this.#draw[player]! - mean);
    }
  }

  #shuffle(): void {
    const order = this.#order;
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.#random.integer(0, i);
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
  }

  #takeOrder(walk: CoalitionWalk, isBackwards: boolean): void {
    const { players } = this.#game;
    walk.clear();
    let before = 0;
    for (let i = 0; i < players; i++) {
      const player = this.#order[isBackwards ? players - 1 - i : i]!;
      const value = walk.add(player);
      this.#draw[player] = this.#draw[player]! + 0.5 * (value - before);
      before = value;
    }
  }

  /** Widest 95 % interval of all shares, to either side; infinite before it means anything. */
  widest(): number {
    if (this.#pairs < FEWEST_PAIRS) return Number.POSITIVE_INFINITY;
    let most = 0;
    for (const sum of this.#spread) most = Math.max(most, sum);
    return this.#toHalfWidth(most);
  }

  #toHalfWidth(sumOfSquares: number): number {
    return Z_95 * Math.sqrt(Math.max(sumOfSquares, 0) / (this.#pairs - 1) / this.#pairs);
  }

  /** @param hasConverged as the caller's rule says */
  result(hasConverged: boolean): ShapleyShares {
    return {
      shares: this.#mean.slice(),
      halfWidth: this.#spread.map((sum) => this.#toHalfWidth(sum)),
      orders: 2 * this.#pairs,
      hasConverged,
    };
  }
}

/**
 * Sampled Shapley value. The same seed gives the same shares.
 * @throws CancelledError where the signal is raised between two draws
 */
export function shapleySampled(game: CoalitionGame, options: SamplingOptions): ShapleyShares {
  const sampler = new ShapleySampler(game, options.seed);
  const mostPairs = Math.max(Math.floor((options.mostOrders ?? 20_000) / 2), FEWEST_PAIRS);
  const wanted = (options.relativeHalfWidth ?? 0.001) * Math.abs(game.grand);
  for (let pair = 1; pair <= mostPairs; pair++) {
    throwIfAborted(options.signal);
    sampler.step();
    const width = sampler.widest();
    // The width falls with the root of the draws: (wanted / width)^2 is the part of the way that is done.
    options.onProgress?.({ done: Math.max(pair / mostPairs, Math.min(1, (wanted / width) ** 2 || 0)), stage: 'progress.shapley' });
    if (width <= wanted) return sampler.result(true);
  }
  return sampler.result(false);
}

/** Exact where it can be, sampled above. */
export function shapley(game: CoalitionGame, options: SamplingOptions): ShapleyShares {
  return game.players <= MOST_EXACT ? shapleyExact(game) : shapleySampled(game, options);
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
