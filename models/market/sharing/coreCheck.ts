/** Would a group do better alone? Looks for the coalition that gets least against what it is worth by itself. */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { type CoalitionGame, type CoalitionWalk, coalitionTable, MOST_ENUMERATED, membersOf } from './coalitionGame.ts';

export interface CoreCheck {
  /** The worst coalition found; empty where nobody is better off outside. */
  readonly members: readonly number[];
  /** Smallest (sum of shares) - v(J) of all coalitions but nobody and all; below zero it would leave, by so much. */
  readonly slack: number;
  /** True where every coalition was looked at; false where they were searched: looked for, not proven. */
  readonly isProven: boolean;
}

export interface CoreSearch {
  readonly seed: number;
  /** Starting points of the search; 24 where absent. Each best group found is shaken four times as often. */
  readonly starts?: number;
  readonly signal?: CancelSignal | undefined;
}

/** All coalitions up to 16 players, a search above. */
export function coreCheck(game: CoalitionGame, shares: Float64Array, search: CoreSearch): CoreCheck {
  return game.players <= MOST_ENUMERATED ? enumerated(game, shares) : searched(game, shares, search);
}

function enumerated(game: CoalitionGame, shares: Float64Array): CoreCheck {
  const table = coalitionTable(game);
  const sums = new Float64Array(table.length);
  let worst = 0;
  let slack = Number.POSITIVE_INFINITY;
  for (let coalition = 1; coalition < table.length - 1; coalition++) {
    sums[coalition] = sums[coalition & (coalition - 1)]! + shares[31 - Math.clz32(coalition & -coalition)]!;
    const left = sums[coalition]! - table[coalition]!;
    if (left < slack) {
      slack = left;
      worst = coalition;
    }
  }
  if (game.players < 2) return { members: [], slack: 0, isProven: true };
  return { members: slack < -rounding(game) ? membersOf(worst) : [], slack, isProven: true };
}

/** Sums of many values round; what is smaller is no reason to leave. */
function rounding(game: CoalitionGame): number {
  return 1e-9 * Math.max(1, Math.abs(game.grand));
}

/**
 * From each start, players change sides one at a time while that lowers the slack; each start takes another part of the
 * players in, by chance, the first ones nobody (greedy) and all. Then the best group is shaken: a few players change sides
 * by chance, and the search goes on from there. Last, members and others change places in pairs.
 */
function searched(game: CoalitionGame, shares: Float64Array, { seed, starts = 24, signal }: CoreSearch): CoreCheck {
  const random = new RandomStream(seed);
  const walk = game.walk();
  let best: Group = { members: [], slack: Number.POSITIVE_INFINITY };
  for (let start = 0; start < starts; start++) {
    throwIfAborted(signal);
    const share = start === 0 ? 0 : start === 1 ? 1 : random.next();
    const isIn = Uint8Array.from({ length: game.players }, () => (random.next() < share ? 1 : 0));
    const found = descend(game, walk, shares, isIn, signal);
    if (found.slack < best.slack) best = found;
  }
  for (let shake = 0; shake < 4 * starts; shake++) {
    throwIfAborted(signal);
    const isIn = flags(game, best.members);
    for (let change = random.integer(2, 5); change > 0; change--) {
      const player = random.integer(0, game.players - 1);
      isIn[player] = 1 - isIn[player]!;
    }
    const found = descend(game, walk, shares, isIn, signal);
    if (found.slack < best.slack) best = found;
  }
  best = swapped(game, walk, shares, best, signal);
  return { members: best.slack < -rounding(game) ? best.members : [], slack: best.slack, isProven: false };
}

type Group = { readonly members: number[]; readonly slack: number };

/** Exchanges one member for one other as long as that lowers the slack, with single changes after each exchange. */
function swapped(game: CoalitionGame, walk: CoalitionWalk, shares: Float64Array, from: Group, signal: CancelSignal | undefined): Group {
  let best = from;
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    const isIn = flags(game, best.members);
    walk.clear();
    for (const player of best.members) walk.add(player);
    const sum = best.members.reduce((total, player) => total + shares[player]!, 0);
    for (const out of best.members) {
      throwIfAborted(signal);
      walk.remove(out);
      for (let player = 0; player < game.players && !hasChanged; player++) {
        if (isIn[player] === 1) continue;
        const slack = sum - shares[out]! + shares[player]! - walk.valueIfChanged(player, false);
        if (slack >= best.slack - rounding(game)) continue;
        isIn[out] = 0;
        isIn[player] = 1;
        hasChanged = true;
      }
      if (hasChanged) break;
      walk.add(out);
    }
    if (hasChanged) {
      const next = descend(game, walk, shares, isIn, signal);
      if (next.slack >= best.slack) break;
      best = next;
    }
  }
  return best;
}

function flags(game: CoalitionGame, members: readonly number[]): Uint8Array {
  const isIn = new Uint8Array(game.players);
  for (const player of members) isIn[player] = 1;
  return isIn;
}

function descend(
  game: CoalitionGame,
  walk: CoalitionWalk,
  shares: Float64Array,
  isIn: Uint8Array,
  signal: CancelSignal | undefined,
): Group {
  walk.clear();
  let value = 0;
  let sum = 0;
  let size = 0;
  for (let player = 0; player < game.players; player++) {
    if (isIn[player] === 0) continue;
    value = walk.add(player);
    sum += shares[player]!;
    size++;
  }
  let best = { members: rows(isIn), slack: size > 0 && size < game.players ? sum - value : Number.POSITIVE_INFINITY };
  // A pass changes whatever helps at once; it ends when a whole pass changed nothing. From nobody, pairs must form first.
  for (let pass = 0; pass < 4 * game.players; pass++) {
    throwIfAborted(signal);
    let hasChanged = false;
    for (let player = 0; player < game.players; player++) {
      const wasIn = isIn[player] === 1;
      const nextSize = size + (wasIn ? -1 : 1);
      if (nextSize < 1 || nextSize > game.players - 1) continue;
      const nextSum = sum + (wasIn ? -shares[player]! : shares[player]!);
      const next = nextSum - walk.valueIfChanged(player, wasIn);
      const isForced = size === 0 || size === game.players;
      if (!isForced && next >= sum - value - rounding(game)) continue;
      value = wasIn ? walk.remove(player) : walk.add(player);
      sum = nextSum;
      size = nextSize;
      isIn[player] = wasIn ? 0 : 1;
      hasChanged = true;
    }
    if (size > 0 && size < game.players && sum - value < best.slack) best = { members: rows(isIn), slack: sum - value };
    if (!hasChanged) break;
  }
  return best;
}

function rows(isIn: Uint8Array): number[] {
  const members: number[] = [];
  isIn.forEach((value, player) => {
    if (value === 1) members.push(player);
  });
  return members;
}
