import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContinuousAuction, type ContinuousOrders, type ContinuousRules, newContinuousTrades } from './cda.ts';
import { runAuction } from './clearing.ts';
import { OrderBook } from './orderBook.ts';
import type { Order, OrderSide } from './orders.ts';

const MAKER: ContinuousRules = { priceRule: 'maker', k: 0.5 };

function order(side: OrderSide, energy_kWh: number, price_EURPerKWh: number, participant = 0): Order {
  return { side, participant, price_EURPerKWh, energy_kWh };
}

const sequences = fc.array(
  fc.record({
    side: fc.constantFrom<OrderSide>('bid', 'offer'),
    participant: fc.nat(9),
    price_EURPerKWh: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.double({ min: -2, max: 8, noNaN: true })),
    energy_kWh: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0.01, max: 5, noNaN: true })),
    /** Arrivals it stands for. */
    stays: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 8 })),
  }),
  { maxLength: 60 },
);
const rules = fc.record({
  priceRule: fc.constantFrom<ContinuousRules['priceRule']>('maker', 'k-double', 'pay-as-bid'),
  k: fc.double({ min: 0, max: 1, noNaN: true }),
});

function columns(orders: readonly (Order & { readonly stays: number })[]): ContinuousOrders {
  return {
    count: orders.length,
    isOffer: Uint8Array.from(orders, ({ side }) => (side === 'offer' ? 1 : 0)),
    price_EURPerKWh: Float64Array.from(orders, ({ price_EURPerKWh }) => price_EURPerKWh),
    energy_kWh: Float64Array.from(orders, ({ energy_kWh }) => energy_kWh),
    leavesAt: Int32Array.from(orders, ({ stays }, arrival) => arrival + stays),
  };
}

describe('continuous double auction', () => {
  it('M5: trades at the price of the order that was there first', () => {
    const asks = new OrderBook(MAKER);
    asks.submit(order('offer', 1, 15));
    expect(asks.submit(order('bid', 1, 17)).trades).toMatchObject([{ price_EURPerKWh: 15, energy_kWh: 1 }]);
    const bids = new OrderBook(MAKER);
    bids.submit(order('bid', 1, 17));
    expect(bids.submit(order('offer', 1, 15)).trades).toMatchObject([{ price_EURPerKWh: 17, energy_kWh: 1 }]);
  });

  it('M5: walks up the book', () => {
    const book = new OrderBook(MAKER);
    book.submit(order('offer', 0.5, 15));
    book.submit(order('offer', 0.5, 16));
    const { trades, rest_kWh } = book.submit(order('bid', 0.7, 17));
    expect(trades.map(({ price_EURPerKWh }) => price_EURPerKWh)).toEqual([15, 16]);
    expect(trades[0]?.energy_kWh).toBe(0.5);
    expect(trades[1]?.energy_kWh).toBeCloseTo(0.2, 12);
    expect(rest_kWh).toBe(0);
    const { bids, offers } = book.depth();
    expect(bids).toEqual([]);
    expect(offers).toMatchObject([{ price_EURPerKWh: 16, orders: 1 }]);
    expect(offers[0]?.energy_kWh).toBeCloseTo(0.3, 12);
  });

  it('sums what stands at a price, and lets orders be cancelled and run out', () => {
    const book = new OrderBook({ priceRule: 'k-double', k: 0.25 });
    const first = book.submit(order('bid', 1, 3, 1));
    book.submit(order('bid', 2, 3, 2), 10);
    book.submit(order('bid', 4, 2, 3));
    expect(book.depth().bids).toEqual([
      { price_EURPerKWh: 3, energy_kWh: 3, orders: 2, cumulative_kWh: 3 },
      { price_EURPerKWh: 2, energy_kWh: 4, orders: 1, cumulative_kWh: 7 },
    ]);
    expect(book.depth(1).bids).toHaveLength(1);
    expect(book.cancel(first.id)).toBe(true);
    expect(book.cancel(first.id)).toBe(false);
    expect(book.advance(10)).toEqual([1]);
    const { trades } = book.submit(order('offer', 1, 1, 4));
    expect(trades).toMatchObject([{ buyer: 3, seller: 4, price_EURPerKWh: 1.25 }]);
    expect(book.orders('bid')).toMatchObject([{ participant: 3, energy_kWh: 4, rest_kWh: 3 }]);
  });

  it('is the same order by order and all at once', () => {
    const auction = new ContinuousAuction();
    fc.assert(
      fc.property(sequences, rules, (orders, rule) => {
        const book = new OrderBook(rule);
        const watched = orders.flatMap((one, arrival) => {
          book.advance(arrival);
          return book.submit(one, arrival + one.stays).trades;
        });
        const all = newContinuousTrades(orders.length);
        auction.run(columns(orders), rule, all);
        expect(watched.map(({ bidId, offerId, energy_kWh, price_EURPerKWh }) => [bidId, offerId, energy_kWh, price_EURPerKWh])).toEqual(
          Array.from({ length: all.count }, (_, i) => [all.bid[i], all.offer[i], all.energy_kWh[i], all.price_EURPerKWh[i]]),
        );
        book.advance(orders.length);
        for (const { id, rest_kWh } of [...book.orders('bid'), ...book.orders('offer')]) expect(rest_kWh).toBe(all.rest_kWh[id]);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps price-time priority and never trades a cross at a worse price', () => {
    fc.assert(
      fc.property(sequences, (orders) => {
        const book = new OrderBook(MAKER);
        orders.forEach((taker) => {
          const before = book.orders(taker.side === 'bid' ? 'offer' : 'bid');
          const { trades, rest_kWh } = book.submit(taker);
          const makers = trades.map((trade) => (taker.side === 'bid' ? trade.offerId : trade.bidId));
          // The makers are the first in the queue, none left out, at their own prices, on the good side of the taker's limit.
          expect(makers).toEqual(before.slice(0, makers.length).map(({ id }) => id));
          trades.forEach(({ price_EURPerKWh }, i) => {
            expect(price_EURPerKWh).toBe(before[i]?.price_EURPerKWh);
            if (taker.side === 'bid') expect(price_EURPerKWh).toBeLessThanOrEqual(taker.price_EURPerKWh);
            else expect(price_EURPerKWh).toBeGreaterThanOrEqual(taker.price_EURPerKWh);
          });
          const [bid] = book.orders('bid');
          const [offer] = book.orders('offer');
          if (bid && offer) expect(bid.price_EURPerKWh).toBeLessThan(offer.price_EURPerKWh);
          expect(rest_kWh).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('never brings more welfare than the call', () => {
    fc.assert(
      fc.property(sequences, (orders) => {
        const { welfare_EUR, optimum_EUR, bids, energy_kWh } = runAuction(orders, { mechanism: 'cda', priceRule: 'maker', k: 0.5 });
        expect(welfare_EUR).toBeLessThanOrEqual(optimum_EUR + 1e-9);
        expect(bids.reduce((sum, { traded_kWh }) => sum + traded_kWh, 0)).toBeCloseTo(energy_kWh, 9);
      }),
    );
  });
});
