/** How long a market year takes: the first column of the lab, all designs and rules by one click, a fee edit to all bills. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { monthBills } from '#models/market/bills/monthBills.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import { MATRIX_DESIGNS, MATRIX_RULES, MATRIX_SHARINGS, marketMatrix } from '#models/market/run/marketMatrix.ts';
import { MarketRuns } from '#models/market/run/marketRuns.ts';
import { withFee } from '#models/market/run/withFee.ts';
import type { BenchRow } from '#solver/bench/benchKernels.ts';
import { startNodeMarket } from '../market/nodePorts.ts';
import { benchCommunity, benchConfig } from './benchCommunity.ts';

const rowsSchema = z.array(
  z.object({ name: z.string(), size: z.string(), value: z.number(), unit: z.string(), ratioAgainstTypeScript: z.number().nullable() }),
);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Bills of every member, all months. */
async function allBills(runs: MarketRuns, config: MarketConfig, like: MarketConfig = config): Promise<number> {
  const { shared, reference } = await runs.year(config, { like });
  let lines = 0;
  for (let row = 0; row < shared.settled.participantCount; row++) {
    for (const bill of monthBills(shared.settled, reference, row)) lines += bill.lines.length;
  }
  return lines;
}

/** Measures in this process. @param quick the matrix once, three fee edits of each kind */
export async function measureMarketYear(quick: boolean): Promise<BenchRow[]> {
  const community = benchCommunity();
  const base = benchConfig();
  const { ports, dispose } = await startNodeMarket();
  const size = `${community.participants.length} participants x ${community.axis.steps} h`;
  const rows: BenchRow[] = [];
  const row = (name: string, value: number, unit: string) => rows.push({ name, size, value, unit, ratioAgainstTypeScript: null });
  try {
    const runs = new MarketRuns(community, ports);
    row('First column: dispatch, clearing, settlement, figures', (await timed(() => runs.outcome(base))) / 1000, 's');
    const cells = MATRIX_DESIGNS.length * MATRIX_RULES.length * MATRIX_SHARINGS.length;
    const matrices: number[] = [];
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      const fresh = new MarketRuns(community, ports);
      await fresh.reference(base);
      await fresh.prepared(base);
      matrices.push(await timed(() => marketMatrix(fresh, base)));
    }
    row(
      `${MATRIX_DESIGNS.length} designs x ${MATRIX_RULES.length} price rules x ${MATRIX_SHARINGS.length} sharings (${cells} cells), dispatched before`,
      median(matrices) / 1000,
      's',
    );
    await allBills(runs, base);
    for (const fee of ['platform_EURPerMonth', 'community_EURPerKWh', 'platformShare', 'import_EURPerKWh', 'networkLocalShare'] as const) {
      const times: number[] = [];
      for (let edit = 0; edit < (quick ? 3 : 7); edit++) {
        const changed = withFee(base, fee, fee === 'platform_EURPerMonth' ? 1 + edit : 0.001 * (1 + edit));
        times.push(await timed(() => allBills(runs, changed, base)));
      }
      row(`Changed fee to all bills, dispatch kept: ${fee}`, median(times), 'ms');
    }
    row('Peak memory of the process', process.resourceUsage().maxRSS / 1000, 'MB');
    return rows;
  } finally {
    await dispose();
  }
}

/** Measures in a process of its own, so that its memory is its own. */
export async function benchMarketYear(quick: boolean): Promise<BenchRow[]> {
  const script = fileURLToPath(new URL('./marketYearProcess.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(quick)], { maxBuffer: 1024 * 1024 });
  return rowsSchema.parse(JSON.parse(stdout));
}
