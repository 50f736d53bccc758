import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeeMarket, pathTrade } from './pathFees.ts';

const MARKETS: readonly FeeMarket[] = [
  { id: 'grid', parent: null, fee: 0.02 },
  { id: 'N1', parent: 'grid', fee: 0.01 },
  { id: 'N2', parent: 'grid', fee: 0.01, isTransformer: true },
  { id: 'buyer', parent: 'N1', fee: 0 },
  { id: 'seller', parent: 'N2', fee: 0 },
  { id: 'neighbour', parent: 'N2', fee: 0 },
];
const SELLER = { market: 'seller', offer_EURPerKWh: 0.1 };
const BUYER = { market: 'buyer', bid_EURPerKWh: 0.3 };

function rateIn(trade: ReturnType<typeof pathTrade>, market: string): number {
  return trade.rates.find((entry) => entry.market === market)?.rate_EURPerKWh ?? Number.NaN;
}

describe('fees on the path of a trade', () => {
  it('two-sided, the buyer pays its bid (M6)', () => {
    const trade = pathTrade(MARKETS, SELLER, BUYER, { kind: 'constant', price: 'bid' });
    expect(trade.supplyFee_EURPerKWh).toBeCloseTo(0.03, 12);
    expect(trade.demandFee_EURPerKWh).toBeCloseTo(0.01, 12);
    expect(trade.revenue_EURPerKWh).toBeCloseTo(0.26, 12);
    const expected = { seller: 0.26, N2: 0.27, grid: 0.29, N1: 0.3, buyer: 0.3 };
    for (const [market, rate] of Object.entries(expected)) expect(rateIn(trade, market), market).toBeCloseTo(rate, 12);
    expect(trade.rates.map(({ market }) => market)).toEqual(['seller', 'N2', 'grid', 'N1', 'buyer']);
  });

  it('one-sided, the seller gets its offer (M6)', () => {
    const trade = pathTrade(MARKETS, SELLER, BUYER, { kind: 'constant', price: 'offer' });
    expect(trade.paid_EURPerKWh).toBeCloseTo(0.14, 12);
    expect(trade.revenue_EURPerKWh).toBeCloseTo(0.1, 12);
    expect(rateIn(trade, 'grid')).toBeCloseTo(0.13, 12);
    expect(rateIn(trade, 'N2')).toBeCloseTo(0.11, 12);
  });

  it('charges less below one transformer', () => {
    const near = pathTrade(
      MARKETS,
      SELLER,
      { market: 'neighbour', bid_EURPerKWh: 0.3 },
      { kind: 'constant', price: 'bid', belowTransformerShare: 0.4 },
    );
    expect(near.market).toBe('N2');
    expect(near.supplyFee_EURPerKWh).toBeCloseTo(0.004, 12);
    const far = pathTrade(MARKETS, SELLER, BUYER, { kind: 'constant', price: 'bid', belowTransformerShare: 0.4 });
    expect(far.supplyFee_EURPerKWh).toBeCloseTo(0.03, 12);
  });

  it('closes: what the buyer pays is revenue and the fees shown on the way; nobody trades beyond its limit', () => {
    const price = fc.constantFrom<'bid' | 'offer' | number>('bid', 'offer', 0, 0.5, 1);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        fc.constantFrom('constant', 'percentage'),
        price,
        (offer, bid, kind, at) => {
          const trade = pathTrade(MARKETS, { ...SELLER, offer_EURPerKWh: offer }, { ...BUYER, bid_EURPerKWh: bid }, { kind, price: at });
          const fees = trade.rates.reduce((sum, { fee_EURPerKWh }) => sum + fee_EURPerKWh, 0);
          expect(Math.abs(trade.paid_EURPerKWh - trade.revenue_EURPerKWh - fees)).toBeLessThan(1e-12);
          if (!trade.isMatched) return;
          expect(trade.revenue_EURPerKWh).toBeGreaterThanOrEqual(offer - 1e-9);
          expect(trade.paid_EURPerKWh).toBeLessThanOrEqual(bid + 1e-9);
        },
      ),
    );
  });
});
