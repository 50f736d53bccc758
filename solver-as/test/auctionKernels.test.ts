import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AuctionBook } from '#models/market/mechanisms/auctionBook.ts';
import { matchCall } from '#models/market/mechanisms/callAuction.ts';
import { ContinuousAuction, type ContinuousOrders, type ContinuousPriceRule, newContinuousTrades } from '#models/market/mechanisms/cda.ts';
import { AuctionKernels, type CallSide } from '../host/auctionKernels.ts';
import { solverModule } from './solverModule.ts';

const kernels = new AuctionKernels(await solverModule());

/** Prices with ties, both zeros, negative ones and ones that differ in the last bit. */
const price = fc.oneof(
  fc.integer({ min: -3, max: 6 }),
  fc.constantFrom(0, -0, 0.1 + 0.2, 0.3, 1e-320, -1e-320),
  fc.double({ min: -5, max: 9, noNaN: true }),
);
const energy = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(0.1, 0.2, 0.3), fc.double({ min: 1e-6, max: 9, noNaN: true }));
const orders = fc.array(fc.tuple(price, energy), { maxLength: 300 });

function columns(list: readonly (readonly [number, number])[]): CallSide {
  return { price_EURPerKWh: Float64Array.from(list, ([p]) => p), energy_kWh: Float64Array.from(list, ([, e]) => e) };
}

function expectSameCall(bids: readonly (readonly [number, number])[], offers: readonly (readonly [number, number])[]): void {
  const book = new AuctionBook();
  bids.forEach(([p, e], i) => {
    book.bids.add(i, p, e);
  });
  offers.forEach(([p, e], i) => {
    book.offers.add(i, p, e);
  });
  matchCall(book);
  const { bidRank, offerRank, bidTraded, offerTraded, pairBid, pairOffer, pairEnergy, ...rest } = kernels.call(
    columns(bids),
    columns(offers),
  );
  expect(rest).toEqual({ energy_kWh: book.energy, low: book.low, high: book.high, pairCount: book.pairCount });
  expect(bidRank).toEqual(book.bids.rank.slice(0, bids.length));
  expect(offerRank).toEqual(book.offers.rank.slice(0, offers.length));
  expect(bidTraded).toEqual(book.bids.traded.slice(0, bids.length));
  expect(offerTraded).toEqual(book.offers.traded.slice(0, offers.length));
  expect(pairBid).toEqual(book.pairBid.slice(0, book.pairCount));
  expect(pairOffer).toEqual(book.pairOffer.slice(0, book.pairCount));
  expect(pairEnergy).toEqual(book.pairEnergy.slice(0, book.pairCount));
}

it('clears the call exactly as TypeScript does', () => {
  fc.assert(
    fc.property(orders, orders, (bids, offers) => expectSameCall(bids, offers)),
    { numRuns: 300 },
  );
});

it('meets orders one after the other exactly as TypeScript does', () => {
  const auction = new ContinuousAuction();
  const sequence = fc.array(fc.tuple(fc.boolean(), price, energy, fc.oneof(fc.constant(1e6), fc.integer({ min: 1, max: 30 }))), {
    maxLength: 500,
  });
  const rule = fc.constantFrom<ContinuousPriceRule>('maker', 'k-double', 'pay-as-bid');
  fc.assert(
    fc.property(sequence, rule, fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), (list, priceRule, canLeave, k) => {
      const asked: ContinuousOrders = {
        count: list.length,
        isOffer: Uint8Array.from(list, ([isOffer]) => (isOffer ? 1 : 0)),
        price_EURPerKWh: Float64Array.from(list, ([, p]) => p),
        energy_kWh: Float64Array.from(list, ([, , e]) => e),
        leavesAt: canLeave ? Int32Array.from(list, ([, , , stays], i) => i + stays) : undefined,
      };
      const expected = newContinuousTrades(list.length);
      auction.run(asked, { priceRule, k }, expected);
      const trades = kernels.continuous(asked, { priceRule, k });
      expect(trades.count).toBe(expected.count);
      for (const field of ['bid', 'offer', 'energy_kWh', 'price_EURPerKWh'] as const) {
        expect(trades[field]).toEqual(expected[field].slice(0, expected.count));
      }
      expect(trades.rest_kWh).toEqual(expected.rest_kWh);
    }),
    { numRuns: 300 },
  );
});
