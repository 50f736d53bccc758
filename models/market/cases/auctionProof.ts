/** The call auction against linear programs: on random books both find the same welfare, and the program's price lies within the call's bounds. */
import { RandomStream } from '../../core/random.ts';
import { runAuction } from '../mechanisms/clearing.ts';
import type { Order } from '../mechanisms/orders.ts';
import type { LinearProgram, LinearSolver } from '../ports.ts';

export interface AuctionProof {
  readonly books: number;
  /** Of them, those in which something is traded, with an order filled in part, with equal prices, with a participant twice. */
  readonly trading: number;
  readonly partial: number;
  readonly tied: number;
  readonly repeated: number;
  /** Largest difference of the welfare, relative to the larger of the optimum and one. */
  readonly worstWelfare: number;
  /** Largest distance of the program's dual price from the bounds [EUR/kWh]. */
  readonly worstPrice: number;
}

const LARGEST_SIDE = 30;

/** A book with ties (prices on a grid), partial fills and participants that come back. */
export function randomBook(random: RandomStream): readonly Order[] {
  const onGrid = random.next() < 0.6;
  const whole = random.next() < 0.5;
  const people = random.integer(1, LARGEST_SIDE);
  return (['bid', 'offer'] as const).flatMap((side) =>
    Array.from({ length: random.integer(0, LARGEST_SIDE) }, () => {
      const price = random.between(-0.1, 0.5);
      const energy = random.between(0.001, 5);
      return {
        side,
        participant: random.integer(0, people),
        price_EURPerKWh: onGrid ? Math.round(price * 20) / 20 : price,
        energy_kWh: whole ? Math.ceil(energy) : energy,
      };
    }),
  );
}

/** min sum(offer price x offered) - sum(bid price x bid), bought = sold, nobody more than its order. */
export function auctionProgram(orders: readonly Order[]): LinearProgram {
  const columns = orders.length;
  const sign = orders.map(({ side }) => (side === 'bid' ? 1 : -1));
  return {
    columns,
    rows: 1,
    cost: Float64Array.from(orders, ({ price_EURPerKWh }, i) => -sign[i]! * price_EURPerKWh),
    lower: new Float64Array(columns),
    upper: Float64Array.from(orders, ({ energy_kWh }) => energy_kWh),
    rowLower: new Float64Array(1),
    rowUpper: new Float64Array(1),
    start: Int32Array.from({ length: columns + 1 }, (_, i) => i),
    index: new Int32Array(columns),
    value: Float64Array.from(sign),
  };
}

function hasTwins(values: readonly (string | number)[]): boolean {
  return new Set(values).size < values.length;
}

/** Clears so many random books both ways. Throws where the solver does not solve one. */
export function auctionProof(solver: LinearSolver, count: number, seed = 1): AuctionProof {
  const random = new RandomStream(seed);
  const found = { trading: 0, partial: 0, tied: 0, repeated: 0, worstWelfare: 0, worstPrice: 0 };
  for (let book = 0; book < count; book++) {
    const orders = randomBook(random);
    const tie = random.next() < 0.5 ? 'earlier' : 'pro-rata';
    const ours = runAuction(orders, { mechanism: 'call', priceRule: 'k-price', k: random.next(), tie });
    const { status, objective, rowDual } = solver.solve(auctionProgram(orders));
    if (status !== 'optimal') throw new Error(`${solver.description} does not solve book ${book}: ${status}.`);
    found.worstWelfare = Math.max(found.worstWelfare, Math.abs(ours.welfare_EUR + objective) / Math.max(1, Math.abs(objective)));
    if (hasTwins(orders.map(({ side, price_EURPerKWh }) => `${side} ${price_EURPerKWh}`))) found.tied++;
    if (hasTwins(orders.map(({ side, participant }) => `${side} ${participant}`))) found.repeated++;
    if ([...ours.bids, ...ours.offers].some(({ traded_kWh, energy_kWh }) => traded_kWh > 0 && traded_kWh < energy_kWh)) found.partial++;
    if (!ours.priceBounds_EURPerKWh) continue;
    found.trading++;
    const [low, high] = ours.priceBounds_EURPerKWh;
    const price = -rowDual[0]!;
    found.worstPrice = Math.max(found.worstPrice, low - price, price - high);
  }
  return { books: count, ...found };
}
