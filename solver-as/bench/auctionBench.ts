/** Speed of the auctions on one core: kernels beside TypeScript in the same process. */
import { RandomStream } from '#models/core/random.ts';
import { AuctionBook } from '#models/market/mechanisms/auctionBook.ts';
import { clearAuctionYear } from '#models/market/mechanisms/auctionYear.ts';
import { matchCall } from '#models/market/mechanisms/callAuction.ts';
import { ContinuousAuction, type ContinuousOrders, newContinuousTrades } from '#models/market/mechanisms/cda.ts';
import { AuctionKernels } from '../host/auctionKernels.ts';
import { solverModule } from '../test/solverModule.ts';
import type { BenchRow } from './benchKernels.ts';

const SIDE = 1000;
const HOMES = 1000;
const SLOTS = 96;
const TICKS = 60;
const RULES = { priceRule: 'maker', k: 0.5 } as const;

/** Fastest run [s]: what the code takes when nothing else has the core. */
function fastest(work: () => void, rounds: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

/** Rows of calls, continuous auctions and years of both. @param quick fewer rounds and slots */
export async function benchAuctions(quick: boolean): Promise<BenchRow[]> {
  const kernels = new AuctionKernels(await solverModule());
  return [...callRows(kernels, quick), ...continuousRows(kernels, quick), ...yearRows(quick)];
}

function callRows(kernels: AuctionKernels, quick: boolean): BenchRow[] {
  const random = new RandomStream(11);
  const column = (from: number, to: number) => Float64Array.from({ length: SIDE }, () => random.between(from, to));
  const bids = { price_EURPerKWh: column(0.08, 0.35), energy_kWh: column(0.1, 4) };
  const offers = { price_EURPerKWh: column(0.05, 0.3), energy_kWh: column(0.1, 4) };
  const book = new AuctionBook(SIDE);
  const typescript = () => {
    book.reset();
    for (let row = 0; row < SIDE; row++) book.bids.add(row, bids.price_EURPerKWh[row]!, bids.energy_kWh[row]!);
    for (let row = 0; row < SIDE; row++) book.offers.add(row, offers.price_EURPerKWh[row]!, offers.energy_kWh[row]!);
    matchCall(book);
  };
  const rounds = quick ? 200 : 1000;
  const slow = fastest(typescript, rounds);
  const fast = fastest(() => kernels.call(bids, offers), rounds);
  const size = `${SIDE} bids, ${SIDE} offers`;
  return [
    { name: 'Call auction TypeScript', size, value: slow * 1000, unit: 'ms', ratioAgainstTypeScript: null },
    { name: 'Call auction kernel', size, value: fast * 1000, unit: 'ms', ratioAgainstTypeScript: slow / fast },
  ];
}

/** One order per home and tick: a buyer or a seller for the slot, quoting anew around its own price. */
function slotOrders(random: RandomStream, homes: number, ticks: number, staysForTick: boolean): ContinuousOrders {
  const count = homes * ticks;
  const isSeller = Array.from({ length: homes }, () => random.next() < 0.5);
  return {
    count,
    isOffer: Uint8Array.from({ length: count }, (_, i) => (isSeller[i % homes] ? 1 : 0)),
    price_EURPerKWh: Float64Array.from({ length: count }, () => Math.round(random.between(50, 350)) / 1000),
    energy_kWh: Float64Array.from({ length: count }, () => random.between(0.001, 0.1)),
    leavesAt: staysForTick ? Int32Array.from({ length: count }, (_, i) => i + homes) : undefined,
  };
}

function continuousRows(kernels: AuctionKernels, quick: boolean): BenchRow[] {
  const random = new RandomStream(12);
  const auction = new ContinuousAuction();
  const slots = quick ? 8 : SLOTS;
  const kinds = [
    { name: 'Continuous auction', staysForTick: false },
    { name: 'Continuous auction, quotes renewed every tick', staysForTick: true },
  ];
  return kinds.flatMap(({ name, staysForTick }) => {
    const books = Array.from({ length: slots }, () => slotOrders(random, HOMES, TICKS, staysForTick));
    const trades = newContinuousTrades(HOMES * TICKS);
    const orders = slots * HOMES * TICKS;
    const typescript = () => {
      for (const book of books) auction.run(book, RULES, trades);
    };
    const kernel = () => {
      for (const book of books) kernels.continuous(book, RULES);
    };
    const rounds = quick ? 3 : 5;
    const slow = fastest(typescript, rounds);
    const fast = fastest(kernel, rounds);
    const size = `${HOMES} homes x ${slots} slots x ${TICKS} ticks`;
    return [
      { name: `${name} TypeScript`, size, value: orders / slow / 1e6, unit: 'M orders/s', ratioAgainstTypeScript: null },
      { name: `${name} kernel`, size, value: orders / fast / 1e6, unit: 'M orders/s', ratioAgainstTypeScript: slow / fast },
      { name: `${name} kernel, all of it`, size, value: fast, unit: 's', ratioAgainstTypeScript: slow / fast },
    ];
  });
}

function yearRows(quick: boolean): BenchRow[] {
  const random = new RandomStream(13);
  const participantCount = 100;
  const steps = 8760;
  const net_kWh = Float64Array.from({ length: participantCount * steps }, () => random.between(-1, 1));
  const import_EURPerKWh = new Float64Array(steps).fill(0.3);
  const export_EURPerKWh = new Float64Array(steps).fill(0.08);
  const needs = { participantCount, steps, step_h: 1, net_kWh, import_EURPerKWh, export_EURPerKWh };
  const limits = {
    buyLimit_EURPerKWh: (_: number, step: number) => import_EURPerKWh[step]!,
    sellLimit_EURPerKWh: (_: number, step: number) => export_EURPerKWh[step]!,
  };
  return (['call', 'huang', 'muda', 'cda'] as const).map((mechanism) => {
    const priceRule = mechanism === 'cda' ? 'maker' : 'k-price';
    const options = { mechanism, priceRule, k: 0.5, agents: 'truthful', seed: 1, sealed: false, keepTrades: false, ...limits } as const;
    const value = fastest(() => clearAuctionYear(needs, options), quick ? 2 : 5) * 1000;
    return { name: `Year of auctions: ${mechanism}`, size: '100 homes x 8,760 h', value, unit: 'ms', ratioAgainstTypeScript: null };
  });
}
