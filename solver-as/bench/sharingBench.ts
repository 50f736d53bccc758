/** Speed of price rules and ways of sharing on one core. They have no kernel: the rows are TypeScript. */
import { RandomStream } from '#models/core/random.ts';
import type { SlotNeeds } from '#models/market/cleared.ts';
import { memberCosts } from '#models/market/pricing/memberCosts.ts';
import { clearPoolYear } from '#models/market/pricing/poolYear.ts';
import { POOL_PRICE_RULES, priceYear } from '#models/market/pricing/priceRules.ts';
import type { CoalitionGame } from '#models/market/sharing/coalitionGame.ts';
import { coreCheck } from '#models/market/sharing/coreCheck.ts';
import { poolGame } from '#models/market/sharing/poolGame.ts';
import { shapleyExact, shapleySampled } from '#models/market/sharing/shapley.ts';
import type { BenchRow } from './benchKernels.ts';

const STEPS = 8760;
const PARAMS = { compensation: 0.05, fixedPrice: 0.2, k: 0.5 };

/** An invented year of homes, half of them with photovoltaics. */
function inventedYear(
  members: number,
  seed: number,
): { needs: SlotNeeds; gross: { load_kWh: Float64Array; generation_kWh: Float64Array } } {
  const random = new RandomStream(seed);
  const load_kWh = new Float64Array(members * STEPS);
  const generation_kWh = new Float64Array(members * STEPS);
  for (let n = 0; n < members; n++) {
    const use = random.between(0.2, 0.8);
    const peak = n % 2 === 0 ? random.between(2, 8) : 0;
    for (let t = 0; t < STEPS; t++) {
      const height = Math.sin((((t % 24) - 6) / 12) * Math.PI) * (0.3 + 0.7 * Math.sin((t / STEPS) * Math.PI));
      load_kWh[n * STEPS + t] = use * random.between(0.5, 1.5);
      generation_kWh[n * STEPS + t] = peak * Math.max(height, 0);
    }
  }
  const needs: SlotNeeds = {
    participantCount: members,
    steps: STEPS,
    step_h: 1,
    net_kWh: load_kWh.map((load, at) => load - generation_kWh[at]!),
    import_EURPerKWh: new Float64Array(STEPS).fill(0.3),
    export_EURPerKWh: new Float64Array(STEPS).fill(0.1),
  };
  return { needs, gross: { load_kWh, generation_kWh } };
}

/** Median of a few runs after one to warm up [ms]. */
function median_ms(work: () => void, rounds: number): number {
  work();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

/** A few seconds; fewer rounds and no 200 members where `quick`. */
export function benchSharing(quick = false): BenchRow[] {
  const rounds = quick ? 3 : 7;
  const row = (name: string, size: string, value: number, unit = 'ms'): BenchRow => ({
    name,
    size,
    value,
    unit,
    ratioAgainstTypeScript: null,
  });
  const { needs, gross } = inventedYear(100, 7);
  const size = '100 members, 8,760 h';
  const rows = [
    row(
      'Pool of a year',
      size,
      median_ms(() => clearPoolYear(needs), rounds),
    ),
  ];
  const pool = clearPoolYear(needs);
  for (const rule of POOL_PRICE_RULES) {
    const bills = () => memberCosts(priceYear(rule, pool, needs, gross, PARAMS), pool, needs, gross);
    rows.push(row(`Prices and bills, ${rule}`, size, median_ms(bills, rounds)));
  }
  const game = poolGame(needs);
  rows.push(
    row(
      'Values of coalitions made ready',
      size,
      median_ms(() => poolGame(needs), rounds),
    ),
  );
  const few = poolGame(inventedYear(12, 3).needs);
  rows.push(
    row(
      'Shapley value, exact',
      '12 members, 8,760 h',
      median_ms(() => shapleyExact(few), quick ? 1 : 3),
    ),
  );
  rows.push(...samplingRows(game, '100 members, 8,760 h', row, [0.01, 0.001]));
  if (!quick) rows.push(...samplingRows(poolGame(inventedYear(200, 9).needs), '200 members, 8,760 h', row, [0.01, 0.001, 0.0005]));
  const equal = new Float64Array(100).fill(game.grand / 100);
  rows.push(
    row(
      'Search for a coalition that would leave',
      size,
      median_ms(() => coreCheck(game, equal, { seed: 1 }), quick ? 1 : 3),
    ),
  );
  return rows;
}

function samplingRows(
  game: CoalitionGame,
  size: string,
  row: (name: string, size: string, value: number, unit?: string) => BenchRow,
  widths: readonly number[],
): BenchRow[] {
  return widths.flatMap((relativeHalfWidth) => {
    const start = performance.now();
    const { orders } = shapleySampled(game, { seed: 1, relativeHalfWidth });
    const duration = performance.now() - start;
    const name = `Shapley value, 95 % within ${relativeHalfWidth * 100} % of the gain`;
    return [row(name, size, duration), row(`${name}: orders drawn`, size, orders, '-')];
  });
}
