/** What groups of members are worth together: the input of every way of sharing that looks at coalitions. */

/** A coalition that grows and shrinks by one player at a time. */
export interface CoalitionWalk {
  /** Back to nobody. */
  clear(): void;
  /** Takes a player in that is not in, and returns the value of the coalition then. */
  add(player: number): number;
  /** Lets a player go that is in, and returns the value then. */
  remove(player: number): number;
  /** Value if the player came in, or left where it is in (`isIn`); nothing changes. */
  valueIfChanged(player: number, isIn: boolean): number;
}

export interface CoalitionGame {
  readonly players: number;
  /** Value of all together; that of nobody is 0. */
  readonly grand: number;
  /** What a player is worth alone. */
  readonly alone: Float64Array;
  /** Games of the same players whose values add up to this one's, where it falls into such: sampling is then far shorter. */
  readonly parts?: readonly Pick<CoalitionGame, 'players' | 'walk'>[];
  walk(): CoalitionWalk;
}

/** Above this, 2^n values are neither kept nor looked through. */
export const MOST_ENUMERATED = 16;

/** A game given by any function of the coalition's bits (bit p is player p). At most 30 players. */
export function valueFunctionGame(players: number, value: (coalition: number) => number): CoalitionGame {
  return {
    players,
    grand: value(2 ** players - 1),
    alone: Float64Array.from({ length: players }, (_, player) => value(1 << player)),
    walk() {
      let coalition = 0;
      return {
        clear() {
          coalition = 0;
        },
        add(player) {
          coalition |= 1 << player;
          return value(coalition);
        },
        remove(player) {
          coalition &= ~(1 << player);
          return value(coalition);
        },
        valueIfChanged: (player) => value(coalition ^ (1 << player)),
      };
    },
  };
}

/** Values of all 2^n coalitions, by bits. Neighbours in the walk differ by one player (Gray code). */
export function coalitionTable(game: CoalitionGame): Float64Array {
  if (game.players > MOST_ENUMERATED) throw new RangeError(`At most ${MOST_ENUMERATED} players can be enumerated, not ${game.players}.`);
  const size = 2 ** game.players;
  const table = new Float64Array(size);
  const walk = game.walk();
  let coalition = 0;
  for (let step = 1; step < size; step++) {
    const player = 31 - Math.clz32(step & -step);
    coalition ^= 1 << player;
    const isIn = (coalition & (1 << player)) !== 0;
    table[coalition] = isIn ? walk.add(player) : walk.remove(player);
  }
  return table;
}

/** Rows of the players in a coalition given by bits. */
export function membersOf(coalition: number): number[] {
  const members: number[] = [];
  for (let rest = coalition; rest !== 0; rest &= rest - 1) members.push(31 - Math.clz32(rest & -rest));
  return members;
}
