/** All benchmark rows of the markets, kernels and years. */
import { benchAuctions } from '#solver/bench/auctionBench.ts';
import type { BenchRow } from '#solver/bench/benchKernels.ts';
import { benchDispatch } from '#solver/bench/dispatchBench.ts';
import { benchSettlement } from '#solver/bench/settlementBench.ts';
import { benchSharing } from '#solver/bench/sharingBench.ts';
import { benchStorage } from '#solver/bench/storageBench.ts';
import { benchMarketYear } from './marketYear.ts';

/** @param note is told what is measured next */
export async function marketBench(quick: boolean, note: (line: string) => void): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  const parts: readonly (readonly [string, () => BenchRow[] | Promise<BenchRow[]>])[] = [
    ['Storage', () => benchStorage(quick)],
    ['Community dispatch', () => benchDispatch(quick)],
    ['Auctions', () => benchAuctions(quick)],
    ['Prices and sharing', () => benchSharing(quick)],
    ['Settlement', () => benchSettlement(quick)],
    ['Market year', () => benchMarketYear(quick)],
  ];
  for (const [name, measure] of parts) {
    note(`${name} ...`);
    rows.push(...(await measure()));
  }
  return rows;
}
