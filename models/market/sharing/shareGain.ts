/** Handing out the gain of a community: one entry for all ways of sharing. */
import { type CancelSignal, InputError } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { Sharing } from '../marketConfig.ts';
import type { LinearSolver } from '../ports.ts';
import { type CoalitionGame, MOST_ENUMERATED } from './coalitionGame.ts';
import { leastCore, nucleolus } from './leastCore.ts';
import { shapley } from './shapley.ts';

export type GainSharing = Exclude<Sharing, 'none'>;
export type SharingMix = Partial<Record<Exclude<GainSharing, 'mix'>, number>>;

export interface ShareInputs {
  /** R: what all together save [EUR]. */
  readonly gain_EUR: number;
  /** What each brought into the common use: energy sold inside and flexibility delivered [kWh]. */
  readonly delivered_kWh: Float64Array;
  readonly socialWeight: Float64Array;
  /** Renewable energy of each that others used [kWh]. */
  readonly renewable_kWh: Float64Array;
  /** What coalitions are worth ({@link poolGame}); asked for only by rules that look at coalitions. */
  readonly game: () => CoalitionGame;
  /** For `least-core` and `nucleolus`. */
  readonly solver: LinearSolver | null;
  /** Weights of `mix`; at least 0, summing to 1. */
  readonly mix: SharingMix;
  readonly seed: number;
  /** Wanted 95 % interval of sampled shares to either side, as a share of the gain; 0.001 where absent. */
  readonly relativeHalfWidth?: number;
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

export interface GainShares {
  /** Per participant; the sum in this order is `gain_EUR`, to one unit in its last place. */
  readonly share_EUR: Float64Array;
  /** 95 % interval of the widest share to either side [EUR]; 0 where nothing was sampled. */
  readonly interval_EUR: number;
  readonly findings: readonly Issue[];
}

/**
 * Shares of the gain under a rule. `equal` R/N; `contribution`, `social`, `renewable` in proportion to their measure;
 * `shapley`, `least-core` and `nucleolus` by what coalitions are worth, scaled from v(all) to R; `mix` a weighted sum.
 * A rule without anything to measure by shares equally and says so. A loss (R < 0) is handed out by the same formulas.
 * @throws InputError `market.mix`, `market.sharing.weight`, `market.sharing.solver`
 * @throws CancelledError where the signal is raised while sampling
 */
export function shareGain(rule: GainSharing, inputs: ShareInputs): GainShares {
  const findings: Issue[] = [];
  const parts = rule === 'mix' ? checkedMix(inputs.mix) : ([[rule, 1]] as const);
  const count = inputs.socialWeight.length;
  const share = new Float64Array(count);
  let interval_EUR = 0;
  for (const [part, weight] of parts) {
    const shares = partShares(part, inputs, findings);
    interval_EUR += weight * shares.interval_EUR;
    for (let n = 0; n < count; n++) share[n] = share[n]! + weight * shares.share_EUR[n]!;
  }
  if (inputs.gain_EUR < 0) findings.push(note('market.sharing.loss', {}));
  closeTo(share, inputs.gain_EUR);
  return { share_EUR: share, interval_EUR, findings };
}

interface Part {
  readonly share_EUR: Float64Array;
  readonly interval_EUR: number;
}

function partShares(rule: Exclude<GainSharing, 'mix'>, inputs: ShareInputs, findings: Issue[]): Part {
  const { gain_EUR } = inputs;
  const count = inputs.socialWeight.length;
  switch (rule) {
    case 'equal':
      return { share_EUR: new Float64Array(count).fill(gain_EUR / count), interval_EUR: 0 };
    case 'contribution':
      return inProportion(rule, inputs.delivered_kWh, gain_EUR, findings);
    case 'social':
      return inProportion(rule, inputs.socialWeight, gain_EUR, findings);
    case 'renewable':
      return inProportion(rule, inputs.renewable_kWh, gain_EUR, findings);
    default:
      return byCoalitions(rule, inputs, findings);
  }
}

function inProportion(rule: string, weight: Float64Array, gain_EUR: number, findings: Issue[]): Part {
  let sum = 0;
  weight.forEach((value, row) => {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new InputError({
        code: 'market.sharing.weight',
        message: 'What the gain is shared by is negative or not a number for a participant.',
        where: `participant ${row}`,
        mend: 'Give it a value of at least 0.',
        values: { row, rule },
      });
    }
    sum += value;
  });
  if (sum > 0) return { share_EUR: weight.map((value) => (gain_EUR * value) / sum), interval_EUR: 0 };
  if (gain_EUR !== 0) findings.push(note('market.sharing.noBasis', { what: rule }));
  return { share_EUR: new Float64Array(weight.length).fill(gain_EUR / weight.length), interval_EUR: 0 };
}

function byCoalitions(rule: 'shapley' | 'least-core' | 'nucleolus', inputs: ShareInputs, findings: Issue[]): Part {
  const game = inputs.game();
  const { gain_EUR } = inputs;
  if (!(game.grand > 0)) {
    if (gain_EUR !== 0) findings.push(note('market.sharing.noBasis', { what: rule }));
    return { share_EUR: new Float64Array(game.players).fill(gain_EUR / game.players), interval_EUR: 0 };
  }
  const scale = gain_EUR / game.grand;
  const scaled = (values: Float64Array) => values.map((value) => value * scale);
  if (rule !== 'shapley') {
    if (inputs.solver !== null && game.players <= MOST_ENUMERATED) {
      return { share_EUR: scaled((rule === 'nucleolus' ? nucleolus : leastCore)(game, inputs.solver).shares), interval_EUR: 0 };
    }
    const what = inputs.solver === null ? 'solver' : 'size';
    findings.push(note('market.sharing.tooMany', { what, rule, most: MOST_ENUMERATED, members: game.players }));
  }
  const result = shapley(game, inputs);
  const widest = result.halfWidth.reduce((most, value) => Math.max(most, value), 0);
  if (!result.hasConverged)
    findings.push(note('market.sharing.interval', { interval_EUR: widest * Math.abs(scale), orders: result.orders }));
  return { share_EUR: scaled(result.shares), interval_EUR: widest * Math.abs(scale) };
}

function checkedMix(mix: SharingMix): [Exclude<GainSharing, 'mix'>, number][] {
  const parts = Object.entries(mix) as [Exclude<GainSharing, 'mix'>, number][];
  const sum = parts.reduce((total, [, weight]) => total + weight, 0);
  if (parts.some(([, weight]) => !(weight >= 0)) || !(Math.abs(sum - 1) < 1e-6)) {
    throw new InputError({
      code: 'market.mix',
      message: 'The weights of the mix must be at least 0 and add up to 1.',
      mend: 'Change the weights so that they add up to 1 (100 %).',
      values: { sum: Number.isFinite(sum) ? sum : String(sum) },
    });
  }
  return parts.filter(([, weight]) => weight > 0).map(([part, weight]) => [part, weight / sum]);
}

/** Puts what rounding left over on one share, the largest that takes it, so that adding the shares in order gives the gain. */
function closeTo(share: Float64Array, gain: number): void {
  const bySize = Array.from(share.keys()).sort((a, b) => Math.abs(share[b]!) - Math.abs(share[a]!));
  for (const row of bySize) {
    const before = share[row]!;
    for (let round = 0; round < 4; round++) {
      let sum = 0;
      for (const value of share) sum += value;
      if (sum === gain) return;
      share[row] = share[row]! + (gain - sum);
    }
    share[row] = before;
  }
}

const NOTES = {
  'market.sharing.loss': [
    'warning',
    'Under these rules the community pays more than its members would alone.',
    'The loss is shared by the same rule.',
  ],
  'market.sharing.noBasis': ['warning', 'There is nothing to share the gain by under this rule.', 'It is shared equally.'],
  'market.sharing.tooMany': [
    'warning',
    'This way of sharing looks at every possible group and is made for small communities.',
    'The Shapley value takes its place.',
  ],
  'market.sharing.interval': ['info', 'The sampled shares did not reach the wanted accuracy.', 'The interval is shown with the result.'],
} as const;

function note(code: keyof typeof NOTES, values: Record<string, string | number>): Issue {
  const [severity, message, action] = NOTES[code];
  return { code, severity, sourceId: 'market', objectId: null, message, action, values };
}
