/**
 * What a group of members saves in a year by netting among themselves instead of each alone at its own meter:
 *
 *     v(J) = sum over t of w_t min(S_J, D_J),   w_t = max(p_i,t - p_e,t, 0)
 *
 * Since min(S, D) = (S + D - |D - S|) / 2, with x_n,t = w_t net_n,t:
 *
 *     v(J) = 1/2 [ sum over n in J, t of |x_n,t| - sum over t of |sum over n in J of x_n,t| ]
 *
 * so one player more costs one addition and one absolute value per step. Valid without storage that reacts to who takes
 * part: flexible members count with the net they have.
 */
import type { SlotNeeds } from '../cleared.ts';
import type { CoalitionGame, CoalitionWalk } from './coalitionGame.ts';

/** Most parts of a game, and fewest steps in one. */
const PARTS = 32;
const FEWEST_STEPS = 64;

export function poolGame(needs: SlotNeeds): CoalitionGame {
  const { weighted, steps } = activeSteps(needs);
  const players = needs.participantCount;
  const part = (from: number, to: number) => {
    const turnover = turnovers(weighted, steps, players, from, to);
    return { players, walk: () => poolWalk(weighted, steps, turnover, from, to) };
  };
  // Steps do not depend on each other, so stretches of the year are games of their own.
  const count = Math.min(PARTS, Math.floor(steps / FEWEST_STEPS));
  const parts = Array.from({ length: count }, (_, i) => part(Math.floor((steps * i) / count), Math.floor((steps * (i + 1)) / count)));
  const game = { ...part(0, steps), alone: new Float64Array(players), ...(parts.length > 1 ? { parts } : {}) };
  const walk = game.walk();
  let grand = 0;
  for (let player = 0; player < players; player++) grand = walk.add(player);
  return { ...game, grand };
}

/** Weighted nets of the steps in which there is both need and surplus; all others are worth nothing to any coalition. */
function activeSteps({ participantCount, steps, net_kWh, import_EURPerKWh, export_EURPerKWh }: SlotNeeds) {
  const seen = new Uint8Array(steps);
  for (let n = 0; n < participantCount; n++) {
    const from = n * steps;
    for (let t = 0; t < steps; t++) {
      const net = net_kWh[from + t]!;
      if (net > 0) seen[t] = seen[t]! | 1;
      else if (net < 0) seen[t] = seen[t]! | 2;
    }
  }
  const active: number[] = [];
  for (let t = 0; t < steps; t++) if (seen[t] === 3 && import_EURPerKWh[t]! > export_EURPerKWh[t]!) active.push(t);
  const count = active.length;
  const weighted = new Float64Array(participantCount * count);
  for (let n = 0; n < participantCount; n++) {
    for (let i = 0; i < count; i++) {
      const t = active[i]!;
      weighted[n * count + i] = net_kWh[n * steps + t]! * (import_EURPerKWh[t]! - export_EURPerKWh[t]!);
    }
  }
  return { weighted, steps: count };
}

/** Sum of absolute values per player over the steps [from, to). */
function turnovers(weighted: Float64Array, steps: number, players: number, from: number, to: number): Float64Array {
  return Float64Array.from({ length: players }, (_, player) => {
    let sum = 0;
    for (let at = player * steps + from; at < player * steps + to; at++) sum += Math.abs(weighted[at]!);
    return sum;
  });
}

function poolWalk(weighted: Float64Array, steps: number, turnover: Float64Array, from: number, to: number): CoalitionWalk {
  const together = new Float64Array(to - from);
  let alone = 0;
  let count = 0;
  return {
    clear() {
      together.fill(0);
      alone = 0;
      count = 0;
    },
    add(player) {
      alone += turnover[player]!;
      count++;
      return halfDifference(alone, addRow(together, weighted, player * steps + from, 1), count);
    },
    remove(player) {
      alone -= turnover[player]!;
      count--;
      return halfDifference(alone, addRow(together, weighted, player * steps + from, -1), count);
    },
    valueIfChanged(player, isIn) {
      if (player < 0 || player >= turnover.length) throw new RangeError(`There is no player ${player}.`);
      const sign = isIn ? -1 : 1;
      return halfDifference(alone + sign * turnover[player]!, absoluteSum(together, weighted, player * steps + from, sign), count + sign);
    },
  };
}

/** Nobody and one alone are worth exactly nothing; rounding of long sums must not say otherwise. */
function halfDifference(alone: number, together: number, count: number): number {
  return count < 2 ? 0 : 0.5 * (alone - together);
}

/** Adds a row to the sums and returns the sum of their absolute values. Four sums at a time, for the processor's sake. */
function addRow(together: Float64Array, rows: Float64Array, from: number, sign: number): number {
  const steps = together.length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let t = 0;
  for (; t + 3 < steps; t += 4) {
    const p = together[t]! + sign * rows[from + t]!;
    const q = together[t + 1]! + sign * rows[from + t + 1]!;
    const r = together[t + 2]! + sign * rows[from + t + 2]!;
    const s = together[t + 3]! + sign * rows[from + t + 3]!;
    together[t] = p;
    together[t + 1] = q;
    together[t + 2] = r;
    together[t + 3] = s;
    a += Math.abs(p);
    b += Math.abs(q);
    c += Math.abs(r);
    d += Math.abs(s);
  }
  for (; t < steps; t++) {
    const p = together[t]! + sign * rows[from + t]!;
    together[t] = p;
    a += Math.abs(p);
  }
  return a + b + (c + d);
}

function absoluteSum(together: Float64Array, rows: Float64Array, from: number, sign: number): number {
  const steps = together.length;
  let a = 0;
  let b = 0;
  let t = 0;
  for (; t + 1 < steps; t += 2) {
    a += Math.abs(together[t]! + sign * rows[from + t]!);
    b += Math.abs(together[t + 1]! + sign * rows[from + t + 1]!);
  }
  if (t < steps) a += Math.abs(together[t]! + sign * rows[from + t]!);
  return a + b;
}
