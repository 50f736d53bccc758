/** Every design with every price rule and every way of sharing, under one tariff and with one dispatch. */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { OnProgress } from '../../core/progress.ts';
import { soldOutside } from '../flexibility/flexibilityYear.ts';
import { gini, losersOf, valueTapping } from '../indices.ts';
import type { Design, MarketConfig, PriceRule, Sharing } from '../marketConfig.ts';
import { settleMoney } from '../settlement/settleYear.ts';
import { clearingForPriceRule } from '../validCombinations.ts';
import { leastCost } from './leastCost.ts';
import { type MarketRuns, moneyOf } from './marketRuns.ts';
import { gainShares, memberRows, yearCosts } from './settleMarket.ts';

export const MATRIX_DESIGNS = ['p2p', 'community', 'hybrid', 'districts'] as const satisfies readonly Design[];
export const MATRIX_RULES = [
  'dual',
  'mid-market',
  'supply-demand',
  'supply-demand-compensated',
  'bill-sharing',
  'k-price',
  'pay-as-bid',
  'fixed',
] as const satisfies readonly PriceRule[];
export const MATRIX_SHARINGS = ['none', 'equal', 'contribution', 'shapley'] as const satisfies readonly Sharing[];

export interface MatrixCell {
  readonly design: Design;
  readonly priceRule: PriceRule;
  readonly sharing: Sharing;
  readonly gain_EUR: number;
  readonly valueTapping: number;
  readonly participation: number;
  readonly equality: number;
  /** Members whose bill rises, and by how much the one that loses most. */
  readonly losers: number;
  readonly largestLoss_EUR: number;
  /** Row of the member with the largest loss, or -1. */
  readonly worst: number;
}

export interface MatrixOptions {
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Lets messages in between two cells. */
  readonly breathe?: () => Promise<void>;
}

/** All cells, the sharings of one rule one after the other. */
export async function marketMatrix(runs: MarketRuns, base: MarketConfig, options: MatrixOptions = {}): Promise<readonly MatrixCell[]> {
  const { signal, onProgress, breathe } = options;
  const reference = await runs.reference(base, { signal, onProgress });
  const reference_EUR = yearCosts(reference);
  const cells: MatrixCell[] = [];
  const columns = MATRIX_DESIGNS.flatMap((design) => MATRIX_RULES.map((priceRule) => ({ design, priceRule })));
  for (const [i, { design, priceRule }] of columns.entries()) {
    const config: MarketConfig = { ...base, design, priceRule, clearing: clearingForPriceRule(design, priceRule) ?? 'pool' };
    const { prepared, market, energy, flexibility } = await runs.cleared(withoutPairs(config), { signal, onProgress, like: base });
    const settled = settleMoney(energy, moneyOf(prepared, config, market, flexibility));
    const cost_EUR = yearCosts(settled);
    const rows = memberRows(prepared);
    const largest = reference_EUR.reduce((sum, cost) => sum + cost, 0) - leastCost(prepared, settled) + soldOutside(flexibility);
    for (const sharing of MATRIX_SHARINGS) {
      const shared = cost_EUR.slice();
      if (sharing !== 'none') {
        const { share_EUR } = gainShares(prepared, { ...config, sharing }, rows, reference_EUR, settled, { solver: null, signal });
        for (const [at, row] of rows.entries()) shared[row] = reference_EUR[row]! - share_EUR[at]!;
      }
      cells.push({ design, priceRule, sharing, ...figures(shared, reference_EUR, largest) });
    }
    onProgress?.({ done: (i + 1) / columns.length, stage: 'progress.market' });
    await breathe?.();
    throwIfAborted(signal);
  }
  return cells;
}

/** Peers who all meet in one auction or pool do what a community does there; who trades with whom is not shown in a cell. */
function withoutPairs(config: MarketConfig): MarketConfig {
  const isMeeting = config.clearing === 'pool' || config.clearing === 'call';
  return config.design === 'p2p' && isMeeting ? { ...config, design: 'community' } : config;
}

/** A cent is the least a person sees on a bill. */
const CENT_EUR = 0.01;

function figures(
  cost_EUR: Float64Array,
  reference_EUR: Float64Array,
  largestGain_EUR: number,
): Omit<MatrixCell, 'design' | 'priceRule' | 'sharing'> {
  const losers = losersOf(cost_EUR, reference_EUR).filter(({ loss_EUR }) => loss_EUR >= CENT_EUR);
  const gain_EUR = cost_EUR.reduce((sum, cost, row) => sum + reference_EUR[row]! - cost, 0);
  return {
    gain_EUR,
    valueTapping: valueTapping(gain_EUR, largestGain_EUR),
    participation: 1 - losers.length / cost_EUR.length,
    equality: 1 - gini(cost_EUR.map((cost) => -cost)),
    losers: losers.length,
    largestLoss_EUR: losers[0]?.loss_EUR ?? 0,
    worst: losers[0]?.participant ?? -1,
  };
}
