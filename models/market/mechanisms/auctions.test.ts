import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuctionRules, runAuction } from './clearing.ts';
import { checkOrders, mergeEqualOrders, type Order, type OrderSide } from './orders.ts';

const CALL: AuctionRules = { mechanism: 'call', priceRule: 'k-price', k: 0.5, tie: 'earlier' };
const HUANG: AuctionRules = { mechanism: 'huang', priceRule: 'k-price', k: 0.5 };
const MUDA: AuctionRules = { mechanism: 'muda', priceRule: 'k-price', k: 0.5 };

/** `quantity@price` of one side; participants count from `first`. */
function side(of: OrderSide, book: string, first: number): Order[] {
  return book.split(' ').map((entry, index) => {
    const [energy, price] = entry.split('@').map(Number) as [number, number];
    return { side: of, participant: first + index, price_EURPerKWh: price, energy_kWh: energy };
  });
}

/** Books with ties and participants that come back. */
const books = fc.array(
  fc.record({
    side: fc.constantFrom<OrderSide>('bid', 'offer'),
    participant: fc.nat(5),
    price_EURPerKWh: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.double({ min: -1, max: 7, noNaN: true })),
    energy_kWh: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0.01, max: 5, noNaN: true })),
  }),
  { maxLength: 24 },
);

/** One order per participant. */
const singles = books.map((orders) => orders.map((order, participant) => ({ ...order, participant })));

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('call auction', () => {
  it('M2: unit quantities of gsy-e', () => {
    const units = (from: number) => Array.from({ length: 7 }, (_, i) => `1@${from + i}`).join(' ');
    for (const [from, price] of [
      [1, 4],
      [8, 11],
    ] as const) {
      const result = runAuction([...side('offer', units(from), 0), ...side('bid', units(from), 7)], CALL);
      expect(result).toMatchObject({ energy_kWh: 4, price_EURPerKWh: price, priceBounds_EURPerKWh: [price, price] });
    }
  });

  it('M3: small book of pymarket', () => {
    const result = runAuction([...side('bid', '1@3 2@4 5@1', 0), ...side('offer', '4@2 1@1 5@6', 3)], CALL);
    expect(result).toMatchObject({ energy_kWh: 3, price_EURPerKWh: 2, welfare_EUR: 6, surplus_EUR: 0 });
    expect(result.bids.map(({ participant, traded_kWh }) => [participant, traded_kWh])).toEqual([
      [1, 2],
      [0, 1],
      [2, 0],
    ]);
  });

  it('M4: two bids of one participant add up, merged or not', () => {
    const orders: Order[] = [...side('bid', '5@20 7@20', 0).map((bid) => ({ ...bid, participant: 0 })), ...side('offer', '12@10', 1)];
    expect(runAuction(orders, CALL).energy_kWh).toBe(12);
    const merged = mergeEqualOrders(orders);
    expect(merged).toHaveLength(2);
    expect(runAuction(merged, CALL).energy_kWh).toBe(12);
  });

  it('lets a partly filled order be its own first rejected one', () => {
    const result = runAuction([...side('bid', '3@5', 0), ...side('offer', '2@1', 1)], { ...CALL, k: 0.25 });
    expect(result).toMatchObject({ priceBounds_EURPerKWh: [5, 5], price_EURPerKWh: 5 });
    const even = runAuction([...side('bid', '2@5', 0), ...side('offer', '2@1', 1)], { ...CALL, k: 0.25 });
    expect(even).toMatchObject({ priceBounds_EURPerKWh: [1, 5], price_EURPerKWh: 2 });
  });

  it('does not take the dust of decimal fractions for an order', () => {
    const result = runAuction([...side('bid', '0.1@20 0.2@20', 0), ...side('offer', '0.3@10', 2)], CALL);
    expect(result.priceBounds_EURPerKWh).toEqual([10, 20]);
    expect(result.trades).toHaveLength(2);
  });

  it('clears at a price that every order can live with, whatever the tie rule', () => {
    fc.assert(
      fc.property(books, fc.double({ min: 0, max: 1, noNaN: true }), (orders, k) => {
        const early = runAuction(orders, { ...CALL, k });
        const shared = runAuction(orders, { ...CALL, k, tie: 'pro-rata' });
        expect(shared.energy_kWh).toBe(early.energy_kWh);
        expect(shared.priceBounds_EURPerKWh).toEqual(early.priceBounds_EURPerKWh);
        expect(shared.welfare_EUR).toBeCloseTo(early.welfare_EUR, 9);
        if (early.price_EURPerKWh === null || !early.priceBounds_EURPerKWh) return;
        const [low, high] = early.priceBounds_EURPerKWh;
        expect(low).toBeLessThanOrEqual(high);
        for (const price of [low, high]) {
          // Better orders are filled, worse ones stay, at both ends of the bounds.
          for (const { price_EURPerKWh: bid, energy_kWh, traded_kWh } of early.bids) {
            if (bid > price) expect(traded_kWh).toBeCloseTo(energy_kWh, 9);
            if (bid < price) expect(traded_kWh).toBe(0);
          }
          for (const { price_EURPerKWh: offer, energy_kWh, traded_kWh } of early.offers) {
            if (offer < price) expect(traded_kWh).toBeCloseTo(energy_kWh, 9);
            if (offer > price) expect(traded_kWh).toBe(0);
          }
        }
        for (const { bids, offers, trades } of [early, shared]) {
          expect(sum(bids.map(({ traded_kWh }) => traded_kWh))).toBeCloseTo(early.energy_kWh, 9);
          expect(sum(offers.map(({ traded_kWh }) => traded_kWh))).toBeCloseTo(early.energy_kWh, 9);
          expect(sum(trades.map(({ energy_kWh }) => energy_kWh))).toBeCloseTo(early.energy_kWh, 9);
        }
      }),
    );
  });

  it('shares a rationed price in proportion to energy', () => {
    const orders = [...side('bid', '4@3', 0), ...side('offer', '2@1 6@1 1@0', 1)];
    const { offers } = runAuction(orders, { ...CALL, tie: 'pro-rata' });
    expect(offers.map(({ participant, traded_kWh }) => [participant, traded_kWh])).toEqual([
      [3, 1],
      [1, 0.75],
      [2, 2.25],
    ]);
  });

  it('pays each pair its bid, or the point k between offer and bid', () => {
    const orders = [...side('bid', '1@5 1@4', 0), ...side('offer', '2@2', 2)];
    const prices = (rules: Partial<AuctionRules>) =>
      runAuction(orders, { ...CALL, ...rules }).trades.map(({ price_EURPerKWh }) => price_EURPerKWh);
    expect(prices({ priceRule: 'pay-as-bid' })).toEqual([5, 4]);
    expect(prices({ priceRule: 'k-double', k: 0.5 })).toEqual([3.5, 3]);
  });

  it('refuses rules that do not fit', () => {
    expect(() => runAuction([], { mechanism: 'call', priceRule: 'maker', k: 0.5 })).toThrow('maker');
    expect(() => runAuction([], { ...CALL, k: Number.NaN })).toThrow('from 0 to 1');
  });
});

describe('Huang', () => {
  it('M3: leaves the last pair out and keeps the difference', () => {
    const result = runAuction([...side('bid', '1@3 2@4 5@1', 0), ...side('offer', '4@2 1@1 5@6', 3)], HUANG);
    expect(result.trades).toEqual([
      { seller: 4, buyer: 1, energy_kWh: 1, price_EURPerKWh: 2.5, buyerPrice_EURPerKWh: 3, sellerPrice_EURPerKWh: 2 },
    ]);
    expect(result.surplus_EUR).toBe(1);
  });

  it('takes the excess off the long side in equal parts', () => {
    const result = runAuction([...side('bid', '1@9 3@8 5@7 4@6', 0), ...side('offer', '6@1 5@2', 4)], HUANG);
    // Buyers above want 9, the seller below has 6: each gives up 1, and the first has no more than that.
    expect(result.bids.map(({ traded_kWh }) => traded_kWh)).toEqual([0, 2, 4, 0]);
    expect(result.offers.map(({ traded_kWh }) => traded_kWh)).toEqual([6, 0]);
  });

  it('never runs a deficit and never gives anybody a loss', () => {
    fc.assert(
      fc.property(books, (orders) => {
        const { surplus_EUR, trades, bids, offers, energy_kWh } = runAuction(orders, HUANG);
        expect(surplus_EUR).toBeGreaterThanOrEqual(0);
        const paid = sum(trades.map((trade) => trade.energy_kWh * (trade.buyerPrice_EURPerKWh - trade.sellerPrice_EURPerKWh)));
        expect(paid).toBeCloseTo(surplus_EUR, 9);
        const buy = trades[0]?.buyerPrice_EURPerKWh ?? 0;
        const sell = trades[0]?.sellerPrice_EURPerKWh ?? 0;
        for (const order of bids) if (order.traded_kWh > 0) expect(order.price_EURPerKWh).toBeGreaterThanOrEqual(buy);
        for (const order of offers) if (order.traded_kWh > 0) expect(order.price_EURPerKWh).toBeLessThanOrEqual(sell);
        expect(sum(bids.map(({ traded_kWh }) => traded_kWh))).toBeCloseTo(energy_kWh, 9);
        expect(sum(offers.map(({ traded_kWh }) => traded_kWh))).toBeCloseTo(energy_kWh, 9);
      }),
    );
  });
});

/** Gain of one participant at its true price. */
function gain(orders: readonly Order[], truth: Order, rules: AuctionRules, seed: number): number {
  const { trades } = runAuction(orders, rules, seed);
  return sum(
    trades.map(({ buyer, seller, energy_kWh, buyerPrice_EURPerKWh, sellerPrice_EURPerKWh }) => {
      if (truth.side === 'bid') return buyer === truth.participant ? energy_kWh * (truth.price_EURPerKWh - buyerPrice_EURPerKWh) : 0;
      return seller === truth.participant ? energy_kWh * (sellerPrice_EURPerKWh - truth.price_EURPerKWh) : 0;
    }),
  );
}

describe('truth pays', () => {
  for (const rules of [HUANG, MUDA]) {
    it(`no other price gains more under ${rules.mechanism}`, () => {
      fc.assert(
        fc.property(
          singles.filter((orders) => orders.length > 0),
          fc.nat(),
          fc.double({ min: -2, max: 9, noNaN: true }),
          fc.nat(1000),
          (orders, pick, lie, seed) => {
            const at = pick % orders.length;
            const truth = orders[at] as Order;
            const lied = orders.with(at, { ...truth, price_EURPerKWh: lie });
            expect(gain(lied, truth, rules, seed)).toBeLessThanOrEqual(gain(orders, truth, rules, seed) + 1e-9);
          },
        ),
        { numRuns: 500 },
      );
    });
  }
});

describe('MUDA', () => {
  it('balances the budget, gives nobody a loss and repeats itself', () => {
    fc.assert(
      fc.property(books, fc.nat(), (orders, seed) => {
        const result = runAuction(orders, MUDA, seed);
        expect(result).toEqual(runAuction(orders, MUDA, seed));
        expect(result.surplus_EUR).toBe(0);
        expect(result.welfare_EUR).toBeLessThanOrEqual(result.optimum_EUR + 1e-9);
        expect(sum(result.bids.map(({ traded_kWh }) => traded_kWh))).toBeCloseTo(result.energy_kWh, 9);
        expect(sum(result.offers.map(({ traded_kWh }) => traded_kWh))).toBeCloseTo(result.energy_kWh, 9);
        for (const { bids, offers } of [result]) {
          const cheapest = Math.min(...result.trades.map(({ price_EURPerKWh }) => price_EURPerKWh));
          const dearest = Math.max(...result.trades.map(({ price_EURPerKWh }) => price_EURPerKWh));
          for (const bid of bids) if (bid.traded_kWh > 0) expect(bid.price_EURPerKWh).toBeGreaterThanOrEqual(cheapest);
          for (const offer of offers) if (offer.traded_kWh > 0) expect(offer.price_EURPerKWh).toBeLessThanOrEqual(dearest);
        }
      }),
    );
  });

  it('comes near the best welfare in a large market', () => {
    const orders: Order[] = Array.from({ length: 20_000 }, (_, participant) => ({
      side: participant % 2 ? 'bid' : 'offer',
      participant,
      price_EURPerKWh: ((participant * 7919) % 20_000) / 20_000,
      energy_kWh: 1,
    }));
    const { welfare_EUR, optimum_EUR } = runAuction(orders, MUDA, 3);
    expect(welfare_EUR / optimum_EUR).toBeGreaterThan(0.97);
  });
});

describe('orders', () => {
  it('names what is wrong with each that nobody can trade', () => {
    const good: Order = { side: 'bid', participant: 0, price_EURPerKWh: -0.01, energy_kWh: 1 };
    const { orders, findings } = checkOrders(
      [
        { ...good, energy_kWh: 0 },
        { ...good, energy_kWh: -1 },
        { ...good, energy_kWh: Number.NaN },
        { ...good, energy_kWh: Number.POSITIVE_INFINITY },
        good,
        { ...good, price_EURPerKWh: Number.NaN },
        { ...good, price_EURPerKWh: Number.NEGATIVE_INFINITY },
        { ...good, participant: 2 },
        { ...good, participant: 0.5 },
      ],
      2,
    );
    expect(orders).toEqual([good]);
    expect(findings.map(({ values }) => `${values?.order} ${values?.what}`)).toEqual([
      '1 zero',
      '2 negative',
      '3 notFinite',
      '4 notFinite',
      '6 price',
      '7 price',
      '8 participant',
      '9 participant',
    ]);
  });
});
