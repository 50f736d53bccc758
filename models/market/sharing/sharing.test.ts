import fc from 'fast-check';
import loadHighs from 'highs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createLinearSolver } from '#solver/host/linearSolver.ts';
import { CancelledError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import type { SlotNeeds } from '../cleared.ts';
import type { LinearSolver } from '../ports.ts';
import { type CoalitionGame, coalitionTable, membersOf, valueFunctionGame } from './coalitionGame.ts';
import { coreCheck } from './coreCheck.ts';
import { leastCore, nucleolus } from './leastCore.ts';
import { poolGame } from './poolGame.ts';
import { shapley, shapleyExact, shapleySampled } from './shapley.ts';
import { type ShareInputs, shareGain } from './shareGain.ts';

/** M8: players are the manager (bit 0) and users 1 to 3. */
const COOPERATIVE: Readonly<Record<number, number>> = { 7: 9122.5316, 11: 9404.772, 13: 6152.254, 15: 16248.7043 };
const cooperative = valueFunctionGame(4, (coalition) => COOPERATIVE[coalition] ?? 0);
const SHAPLEY_M8 = [6118.8059, 4068.0545, 2983.8819, 3077.962];

let solver: LinearSolver;
beforeAll(async () => {
  solver = await createLinearSolver(loadHighs);
});

const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

function randomNeeds(seed: number, members: number, steps: number): SlotNeeds {
  const random = new RandomStream(seed);
  const isMaker = Array.from({ length: members }, () => random.next() < 0.5);
  return {
    participantCount: members,
    steps,
    step_h: 1,
    net_kWh: Float64Array.from({ length: members * steps }, (_, at) => random.between(isMaker[Math.floor(at / steps)] ? -4 : 0, 2)),
    import_EURPerKWh: Float64Array.from({ length: steps }, () => random.between(0.1, 0.4)),
    export_EURPerKWh: Float64Array.from({ length: steps }, () => random.between(-0.05, 0.15)),
  };
}

/** v(J) as it is defined, step by step. */
function savingOf(needs: SlotNeeds, members: readonly number[]): number {
  let saving = 0;
  for (let t = 0; t < needs.steps; t++) {
    let supply = 0;
    let demand = 0;
    for (const n of members) {
      const net = needs.net_kWh[n * needs.steps + t]!;
      if (net > 0) demand += net;
      else supply -= net;
    }
    saving += Math.max(needs.import_EURPerKWh[t]! - needs.export_EURPerKWh[t]!, 0) * Math.min(supply, demand);
  }
  return saving;
}

describe('coalitions of a pool', () => {
  test('values of all coalitions are what netting together saves', () => {
    const needs = randomNeeds(5, 8, 60);
    coalitionTable(poolGame(needs)).forEach((value, coalition) => {
      expect(value).toBeCloseTo(savingOf(needs, membersOf(coalition)), 9);
    });
  });
});

describe('Shapley value', () => {
  test('M8', () => {
    shapleyExact(cooperative).shares.forEach((share, player) => {
      expect(Math.abs(share - SHAPLEY_M8[player]!)).toBeLessThan(1e-3);
    });
  });
  test('gives out everything, the same to equals, nothing to who adds nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 40, maxLength: 40 }), (net) => {
        const twin = net.slice(0, 10);
        const rows = [...net, ...twin, ...new Array<number>(10).fill(0)];
        const needs = { ...randomNeeds(1, 6, 10), net_kWh: Float64Array.from(rows) };
        const game = poolGame(needs);
        const { shares } = shapleyExact(game);
        expect(total(shares)).toBeCloseTo(game.grand, 9);
        expect(shares[4]).toBeCloseTo(shares[0]!, 9);
        expect(shares[5]).toBeCloseTo(0, 9);
      }),
      { numRuns: 50 },
    );
  });
  test('sampled: repeats, sums exactly, and its intervals hold the exact shares', () => {
    const game = poolGame(randomNeeds(8, 11, 200));
    const exact = shapleyExact(game).shares;
    const sampled = shapleySampled(game, { seed: 4, relativeHalfWidth: 0.002 });
    expect(sampled.hasConverged).toBe(true);
    expect(shapleySampled(game, { seed: 4, relativeHalfWidth: 0.002 }).shares).toEqual(sampled.shares);
    expect(total(sampled.shares)).toBeCloseTo(game.grand, 8);
    const inside = exact.filter((share, player) => Math.abs(share - sampled.shares[player]!) <= sampled.halfWidth[player]!).length;
    expect(inside).toBeGreaterThanOrEqual(9);
  });
  test('95 % intervals hold in 95 % of draws', () => {
    const game = poolGame(randomNeeds(12, 6, 40));
    const exact = shapleyExact(game).shares;
    let inside = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { shares, halfWidth } = shapleySampled(game, { seed, relativeHalfWidth: 0, mostOrders: 200 });
      shares.forEach((share, player) => {
        if (Math.abs(share - exact[player]!) <= halfWidth[player]! + 1e-12) inside++;
      });
    }
    expect(inside / (200 * 6)).toBeGreaterThan(0.92);
    expect(inside / (200 * 6)).toBeLessThan(0.98);
  });
  test('sampling stops when asked to', () => {
    const signal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} };
    const stopSoon = () => {
      signal.aborted = true;
    };
    expect(() => shapley(poolGame(randomNeeds(2, 20, 50)), { seed: 1, signal, onProgress: stopSoon })).toThrow(CancelledError);
  });
});

/** Estate and claims of the Talmud (Aumann, Maschler 1985): what a coalition surely gets is what the others leave. */
function bankruptcy(estate: number, claims: readonly number[]): CoalitionGame {
  const claimed = (coalition: number) => total(membersOf(coalition).map((player) => claims[player]!));
  const all = 2 ** claims.length - 1;
  return valueFunctionGame(claims.length, (coalition) => Math.max(0, estate - claimed(all ^ coalition)));
}

/** Largest excesses first: what the nucleolus makes as small as can be, in this order. */
function excesses(game: CoalitionGame, shares: Float64Array): number[] {
  const table = coalitionTable(game);
  const all = [...table].map((value, coalition) => value - total(membersOf(coalition).map((player) => shares[player]!)));
  return all.slice(1, -1).sort((a, b) => b - a);
}

describe('least core and nucleolus', () => {
  test.each([
    [100, [100 / 3, 100 / 3, 100 / 3]],
    [200, [50, 75, 75]],
    [300, [50, 100, 150]],
  ])('nucleolus of the Talmud’s estate of %i', (estate, wanted) => {
    nucleolus(bankruptcy(estate, [100, 200, 300]), solver).shares.forEach((share, player) => {
      expect(share).toBeCloseTo(wanted[player]!, 8);
    });
  });
  test('an empty core: three players of which any two get all; each a third, a third short', () => {
    const { shares, excess } = leastCore(
      valueFunctionGame(3, (coalition) => (membersOf(coalition).length >= 2 ? 1 : 0)),
      solver,
    );
    expect([...shares, excess].map((value) => value.toFixed(9))).toEqual(new Array(4).fill('0.333333333'));
  });
  test('random pools: the least core is as good as every sampled division, the nucleolus lies in it and its excesses come first in order', () => {
    for (let seed = 0; seed < 12; seed++) {
      const game = poolGame(randomNeeds(seed, 3 + (seed % 6), 20));
      const core = leastCore(game, solver);
      const fair = nucleolus(game, solver);
      const best = excesses(game, fair.shares);
      expect(total(fair.shares)).toBeCloseTo(game.grand, 8);
      expect(best[0]).toBeCloseTo(core.excess, 8);
      expect(excesses(game, core.shares)[0]).toBeCloseTo(core.excess, 8);
      // Small moves between two players never give a list of excesses that is smaller in order.
      for (let from = 0; from < game.players; from++) {
        for (let to = 0; to < game.players; to++) {
          if (from === to) continue;
          const moved = fair.shares.slice();
          moved[from] = moved[from]! - 1e-3;
          moved[to] = moved[to]! + 1e-3;
          const other = excesses(game, moved);
          const first = other.findIndex((value, i) => Math.abs(value - best[i]!) > 1e-7);
          expect(first >= 0 && other[first]! > best[first]!, `seed ${seed}, ${from} to ${to}`).toBe(true);
        }
      }
    }
  });
  test('the core of M8 holds its nucleolus', () => {
    const { shares, excess } = nucleolus(cooperative, solver);
    expect(excess).toBeLessThan(0);
    expect(coreCheck(cooperative, shares, { seed: 1 }).members).toEqual([]);
  });
});

describe('core check', () => {
  test('M8: the Shapley value lies in the core; half to users 1 and 2 does not', () => {
    expect(coreCheck(cooperative, shapleyExact(cooperative).shares, { seed: 1 })).toMatchObject({ members: [], isProven: true });
    const half = cooperative.grand / 2;
    const check = coreCheck(cooperative, Float64Array.of(0, half, half, 0), { seed: 1 });
    expect(check.members).toEqual([0, 1, 3]);
    expect(Math.abs(check.slack + 1280.4199)).toBeLessThan(0.01);
  });
  test('the search finds the worst group on most pools just small enough to prove it, and one nearly as bad on all', () => {
    let exact = 0;
    for (let seed = 0; seed < 8; seed++) {
      const needs = randomNeeds(30 + seed, 15, 40);
      const game = poolGame(needs);
      const equal = new Float64Array(15).fill(game.grand / 15);
      const proven = coreCheck(game, equal, { seed });
      // Two more members that neither use nor make anything: too many to enumerate, and worth nothing.
      const net_kWh = new Float64Array(17 * needs.steps);
      net_kWh.set(needs.net_kWh);
      const larger = poolGame({ ...needs, participantCount: 17, net_kWh });
      const found = coreCheck(larger, Float64Array.from([...equal, 1, 1]), { seed });
      expect(found.isProven).toBe(false);
      expect(found.slack / proven.slack).toBeGreaterThan(0.98);
      if (Math.abs(found.slack - proven.slack) < 1e-8) exact++;
    }
    expect(exact).toBeGreaterThanOrEqual(7);
  });
});

describe('sharing the gain', () => {
  const needs = randomNeeds(3, 5, 50);
  const inputs: ShareInputs = {
    gain_EUR: 1234.56,
    delivered_kWh: Float64Array.of(0, 1, 2, 3, 4),
    socialWeight: Float64Array.of(1, 1, 2, 1, 3),
    renewable_kWh: Float64Array.of(7, 0, 0, 0.1, 0.3),
    game: () => poolGame(needs),
    get solver() {
      return solver;
    },
    mix: { equal: 0.5, social: 0.3, shapley: 0.2 },
    seed: 1,
  };
  test('every rule hands out the gain, to one unit in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.boolean(), (size, isLoss) => {
        const gain_EUR = isLoss ? -size : size;
        for (const rule of ['equal', 'contribution', 'social', 'renewable', 'shapley', 'least-core', 'nucleolus', 'mix'] as const) {
          const { share_EUR } = shareGain(rule, { ...inputs, solver, gain_EUR });
          expect(Math.abs(total(share_EUR) - gain_EUR), rule).toBeLessThanOrEqual(Number.EPSILON * size);
        }
      }),
      { numRuns: 25 },
    );
  });
  test('equal shares are equal, shares follow their measure, and who has none of it gets nothing', () => {
    expect(new Set([...shareGain('equal', { ...inputs, gain_EUR: 10 }).share_EUR])).toEqual(new Set([2]));
    expect([...shareGain('contribution', { ...inputs, gain_EUR: 10 }).share_EUR]).toEqual([0, 1, 2, 3, 4]);
    expect([...shareGain('social', { ...inputs, gain_EUR: 8 }).share_EUR]).toEqual([1, 1, 2, 1, 3]);
    expect([...shareGain('renewable', inputs).share_EUR].slice(1, 3)).toEqual([0, 0]);
  });
  test('nothing to share by: equally, and it is said', () => {
    const { share_EUR, findings } = shareGain('renewable', { ...inputs, gain_EUR: 10, renewable_kWh: new Float64Array(5) });
    expect([[...share_EUR], findings.map(({ code }) => code)]).toEqual([[2, 2, 2, 2, 2], ['market.sharing.noBasis']]);
  });
  test('too many members for the nucleolus: the Shapley value, and it is said', () => {
    const many = randomNeeds(9, 20, 30);
    const large = { ...inputs, game: () => poolGame(many), socialWeight: new Float64Array(20).fill(1), solver };
    expect(shareGain('nucleolus', large).findings.map(({ code }) => code)).toContain('market.sharing.tooMany');
    expect(shareGain('nucleolus', large).interval_EUR).toBeGreaterThan(0);
  });
  test('a mix whose weights do not add up to 1 is refused', () => {
    expect(() => shareGain('mix', { ...inputs, mix: { equal: 0.5, social: 0.4 } })).toThrow(/add up to 1/);
  });
});
