import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SlotNeeds } from '../cleared.ts';
import { memberCosts, referenceCosts, toCleared } from './memberCosts.ts';
import { clearPoolYear, coefficientsYear } from './poolYear.ts';
import { type GrossEnergy, POOL_PRICE_RULES, type PoolPriceRule, type PriceParams, priceYear } from './priceRules.ts';

const PARAMS: PriceParams = { compensation: 0.05, fixedPrice: 0.2, k: 0.5 };

/** Rows per participant; one price per step or one for all. */
function needsOf(net: readonly (readonly number[])[], buy: number | readonly number[], sell: number | readonly number[]): SlotNeeds {
  const steps = net[0]?.length ?? 0;
  const perStep = (value: number | readonly number[]) =>
    Float64Array.from({ length: steps }, (_, t) => (typeof value === 'number' ? value : value[t]!));
  return {
    participantCount: net.length,
    steps,
    step_h: 1,
    net_kWh: Float64Array.from(net.flat()),
    import_EURPerKWh: perStep(buy),
    export_EURPerKWh: perStep(sell),
  };
}

/** Everybody either uses or makes: gross is net. */
function grossOf({ net_kWh }: SlotNeeds): GrossEnergy {
  return { load_kWh: net_kWh.map((net) => Math.max(net, 0)), generation_kWh: net_kWh.map((net) => Math.max(-net, 0)) };
}

function pricesOf(rule: PoolPriceRule, needs: SlotNeeds, params: Partial<PriceParams> = {}, gross = grossOf(needs)) {
  const pool = clearPoolYear(needs);
  const prices = priceYear(rule, pool, needs, gross, { ...PARAMS, ...params });
  return {
    pool,
    prices,
    gross,
    costs: memberCosts(prices, pool, needs, gross),
    first: [prices.sell_EURPerKWh[0], prices.buy_EURPerKWh[0]],
  };
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('known prices (M10)', () => {
  const scarce = needsOf([[-4], [10]], 0.3, 0.1);
  const plenty = needsOf([[-10], [4]], 0.3, 0.1);
  test.each([
    ['supply-demand', scarce, 1 / 6, 0.246666666667],
    ['mid-market', scarce, 0.2, 0.26],
    ['supply-demand-compensated', scarce, 0.214285714286, 0.265714285714],
    ['supply-demand', plenty, 0.1, 0.1],
    ['supply-demand-compensated', plenty, 0.12, 0.15],
    ['mid-market', plenty, 0.14, 0.2],
    ['dual', scarce, 0.3, 0.3],
    ['dual', plenty, 0.1, 0.1],
    ['retail', scarce, 0.1, 0.3],
  ] as const)('%s', (rule, needs, sell, buy) => {
    const { first } = pricesOf(rule, needs);
    expect(first[0]).toBeCloseTo(sell, 12);
    expect(first[1]).toBeCloseTo(buy, 12);
  });

  test('bill sharing over two steps, its bills, and the month as its period', () => {
    const { first, costs } = pricesOf(
      'bill-sharing',
      needsOf(
        [
          [2, -1],
          [-3, 2],
        ],
        0.3,
        0.1,
      ),
    );
    expect(first.map((price) => price!.toFixed(12))).toEqual(['0.025000000000', '0.075000000000']);
    expect([...costs].map((cost) => cost.toFixed(12))).toEqual(['0.125000000000', '0.075000000000']);
    // January without sharing costs the full price, February (hours 744 on) is netted out whole.
    const net = [new Array<number>(800).fill(1), [...new Array<number>(744).fill(0), ...new Array<number>(56).fill(-1)]];
    const monthly = pricesOf('bill-sharing', needsOf(net, 0.3, 0.1), { billing: 'month' }).prices.buy_EURPerKWh;
    expect([monthly[743], monthly[744]]).toEqual([0.3, 0]);
  });
});

/** Random pools: members with load, generation and something stored; prices as they come, in order or not. */
const anyPool = fc
  .record({ members: fc.integer({ min: 1, max: 6 }), steps: fc.integer({ min: 1, max: 12 }) })
  .chain(({ members, steps }) => {
    const energy = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 50, noNaN: true }));
    const price = fc.oneof(fc.constant(0), fc.double({ min: -0.3, max: 0.6, noNaN: true }));
    const many = (of: fc.Arbitrary<number>, length: number) => fc.array(of, { minLength: length, maxLength: length });
    return fc.record({
      members: fc.constant(members),
      steps: fc.constant(steps),
      load: many(energy, members * steps),
      generation: many(energy, members * steps),
      moved: many(fc.oneof(fc.constant(0), fc.double({ min: -5, max: 5, noNaN: true })), members * steps),
      buy: many(price, steps),
      sell: many(price, steps),
      areOrdered: fc.boolean(),
      compensation: fc.double({ min: 0, max: 0.3, noNaN: true }),
      fixedPrice: fc.double({ min: -0.1, max: 0.5, noNaN: true }),
    });
  })
  .map(({ members, steps, load, generation, moved, buy, sell, areOrdered, compensation, fixedPrice }) => {
    const most = areOrdered ? buy.map((price, t) => Math.max(Math.abs(price), Math.abs(sell[t]!))) : buy;
    const least = areOrdered ? buy.map((price, t) => Math.min(Math.abs(price), Math.abs(sell[t]!))) : sell;
    const needs: SlotNeeds = {
      participantCount: members,
      steps,
      step_h: 1,
      net_kWh: Float64Array.from(load, (use, at) => use - generation[at]! + moved[at]!),
      import_EURPerKWh: Float64Array.from(most),
      export_EURPerKWh: Float64Array.from(least),
    };
    const gross = { load_kWh: Float64Array.from(load), generation_kWh: Float64Array.from(generation) };
    return { needs, gross, params: { ...PARAMS, compensation, fixedPrice } };
  });

/** The community's bill at its common meter, less what is not shared. */
function communityBill(needs: SlotNeeds, pool: ReturnType<typeof clearPoolYear>, t: number): number {
  const { demand_kWh: demand, supply_kWh: supply, shared_kWh: shared } = pool;
  return (demand[t]! - shared[t]!) * needs.import_EURPerKWh[t]! - (supply[t]! - shared[t]!) * needs.export_EURPerKWh[t]!;
}

describe('identities', () => {
  test('members together pay the community bill: per step, and per period under bill sharing', () => {
    fc.assert(
      fc.property(anyPool, ({ needs, gross, params }) => {
        for (const rule of POOL_PRICE_RULES) {
          if (rule === 'retail') continue;
          const { pool, prices, costs } = pricesOf(rule, needs, params, gross);
          const bills = Array.from({ length: needs.steps }, (_, t) => communityBill(needs, pool, t));
          const size = 1 + sum(needs.net_kWh.map(Math.abs)) + sum(gross.load_kWh) + sum(gross.generation_kWh);
          expect(Math.abs(sum(costs) - sum(bills)) / size, rule).toBeLessThan(1e-12);
          if (rule === 'bill-sharing' || prices.basis === 'gross') continue;
          for (let t = 0; t < needs.steps; t++) {
            const charged = pool.demand_kWh[t]! * prices.buy_EURPerKWh[t]! - pool.supply_kWh[t]! * prices.sell_EURPerKWh[t]!;
            expect(Math.abs(charged - bills[t]!) / size, `${rule}, step ${t}`).toBeLessThan(1e-12);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('local money closes in every step, and with the supplier it is what the rule charges', () => {
    fc.assert(
      fc.property(anyPool, ({ needs, gross, params }) => {
        for (const rule of POOL_PRICE_RULES) {
          const { pool, prices, costs } = pricesOf(rule, needs, params, gross);
          const year = toCleared(prices, pool, needs, gross);
          const size = 1 + sum(needs.net_kWh.map(Math.abs)) + sum(gross.load_kWh) + sum(gross.generation_kWh);
          let period = 0;
          for (let t = 0; t < needs.steps; t++) {
            let money = 0;
            let energy = 0;
            for (let n = 0; n < needs.participantCount; n++) {
              const at = n * needs.steps + t;
              money += year.paid_EUR[at]! - year.earned_EUR[at]!;
              energy += year.bought_kWh[at]! - year.sold_kWh[at]!;
            }
            period += money;
            expect(Math.abs(energy) / size).toBeLessThan(1e-12);
            if (rule !== 'bill-sharing') expect(Math.abs(money) / size, `${rule}, step ${t}`).toBeLessThan(1e-12);
          }
          expect(Math.abs(period) / size, rule).toBeLessThan(1e-12);
          for (let n = 0; n < needs.participantCount; n++) {
            let cost = 0;
            for (let at = n * needs.steps; at < (n + 1) * needs.steps; at++) {
              const t = at % needs.steps;
              const rest = needs.net_kWh[at]! - year.bought_kWh[at]! + year.sold_kWh[at]!;
              const price = needs.net_kWh[at]! > 0 ? needs.import_EURPerKWh[t]! : needs.export_EURPerKWh[t]!;
              cost += year.paid_EUR[at]! - year.earned_EUR[at]! + rest * price;
            }
            expect(Math.abs(cost - costs[n]!) / size, rule).toBeLessThan(1e-12);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test('no member of a pool with net prices pays more than alone while feed-in stays below retail', () => {
    fc.assert(
      fc.property(anyPool, ({ needs, gross, params }) => {
        fc.pre(needs.import_EURPerKWh.every((price, t) => price >= needs.export_EURPerKWh[t]!));
        const alone = referenceCosts(needs);
        for (const rule of ['dual', 'supply-demand', 'supply-demand-compensated'] as const) {
          const { costs } = pricesOf(rule, needs, params, gross);
          costs.forEach((cost, n) => {
            expect(cost - alone[n]!, rule).toBeLessThan(1e-9);
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('unusual prices and ratios', () => {
  test('nobody sells, nobody buys, nobody does either: prices stay finite', () => {
    const needs = needsOf([[1, -1, 0]], 0.3, 0);
    for (const rule of POOL_PRICE_RULES) {
      const { prices } = pricesOf(rule, needs);
      expect([...prices.buy_EURPerKWh, ...prices.sell_EURPerKWh].every(Number.isFinite), rule).toBe(true);
    }
    expect([...pricesOf('supply-demand', needs).prices.buy_EURPerKWh]).toEqual([0.3, 0, 0]);
  });

  test('feed-in above retail: nothing is shared, everybody has the supplier’s prices, and it is said', () => {
    const { pool, prices, costs } = pricesOf('supply-demand', needsOf([[-4], [3]], 0.1, 0.25));
    expect([pool.shared_kWh[0], costs[0], costs[1]]).toEqual([0, -1, 0.30000000000000004]);
    expect(prices.findings.map(({ code, values }) => [code, values?.count])).toEqual([['market.price.unsuited', 1]]);
  });

  test('a negative feed-in price: the supply-demand price lies between the two and it is said', () => {
    const { prices } = pricesOf('supply-demand', needsOf([[-4], [10]], 0.3, -0.1));
    expect(prices.local_EURPerKWh![0]).toBeCloseTo(0.14, 12);
    expect(prices.findings.map(({ code }) => code)).toEqual(['market.price.linear']);
  });

  test('a fixed price below feed-in: no volume once it is agreed on, a loss where it is forced', () => {
    const needs = needsOf([[-4], [3]], 0.3, 0.1);
    expect(clearPoolYear(needs, { price_EURPerKWh: 0.08 }).shared_kWh[0]).toBe(0);
    expect(clearPoolYear(needs, { price_EURPerKWh: 0.12 }).shared_kWh[0]).toBe(3);
    expect(pricesOf('fixed', needs, { fixedPrice: 0.08 }).prices.findings.map(({ code }) => code)).toEqual(['market.price.fixedOutside']);
  });

  test('under bill sharing a seller can get less than feed-in', () => {
    const { prices } = pricesOf('bill-sharing', needsOf([[-4], [4]], 0.3, 0.1));
    expect(prices.sell_EURPerKWh[0]).toBe(0);
  });

  test('the mid-market rate prices own use: a member that needs nobody pays for what it makes itself', () => {
    const needs = needsOf([[0], [6]], 0.3, 0.1);
    const gross = { load_kWh: Float64Array.of(4, 6), generation_kWh: Float64Array.of(4, 0) };
    // G = 4, D = 10: sell 0.20, buy 0.26.
    const { costs } = pricesOf('mid-market', needs, {}, gross);
    expect([...costs].map((cost) => cost.toFixed(9))).toEqual(['0.240000000', '1.560000000']);
  });

  test('a missing price is refused with its step', () => {
    expect(() => clearPoolYear(needsOf([[1, 2]], [0.3, Number.NaN], 0.1))).toThrow(/price.*step 1/s);
    expect(() => clearPoolYear(needsOf([[1, Number.POSITIVE_INFINITY]], 0.3, 0.1))).toThrow(/energy.*step 1/s);
  });
});

describe('fixed sharing coefficients', () => {
  const needs = needsOf([[-10], [2], [9]], 0.3, 0.1);
  test('unused parts go to the supplier, or to others that still need some', () => {
    const share = Float64Array.of(0, 0.5, 0.5);
    const kept = coefficientsYear(needs, { plants: [0], share, unused: 'supplier' });
    expect([...kept.amounts!.bought_kWh, kept.shared_kWh[0]]).toEqual([0, 2, 5, 7]);
    const passed = coefficientsYear(needs, { plants: [0], share, unused: 'others' });
    expect([...passed.amounts!.bought_kWh, passed.shared_kWh[0]]).toEqual([0, 2, 8, 10]);
  });
  test('costs follow the amounts, and dynamic coefficients in proportion to need are the pool', () => {
    const steps = 3;
    const year = needsOf(
      [
        [-6, -1, -8],
        [2, 3, 1],
        [1, 3, 2],
      ],
      0.3,
      0.1,
    );
    const share = new Float64Array(3 * steps);
    for (let t = 0; t < steps; t++) {
      const demand = year.net_kWh[steps + t]! + year.net_kWh[2 * steps + t]!;
      for (const n of [1, 2]) share[n * steps + t] = year.net_kWh[n * steps + t]! / demand;
    }
    const byCoefficients = coefficientsYear(year, { plants: [0], share, unused: 'supplier' });
    const prices = priceYear('fixed', byCoefficients, year, grossOf(year), PARAMS);
    const pooled = pricesOf('fixed', year);
    memberCosts(prices, byCoefficients, year, grossOf(year)).forEach((cost, n) => {
      expect(cost).toBeCloseTo(pooled.costs[n]!, 12);
    });
  });
  test('coefficients above 1 together are refused', () => {
    expect(() => coefficientsYear(needs, { plants: [0], share: Float64Array.of(0, 0.7, 0.7), unused: 'supplier' })).toThrow(/more than 1/);
  });
});
