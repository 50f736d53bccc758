import { describe, expect, it } from 'vitest';
import { randomAt } from '../../core/random.ts';
import { POOL, type SlotNeeds } from '../cleared.ts';
import { AGENTS } from '../marketConfig.ts';
import { NO_PREFERENCES, type Participant, type Preferences } from '../participant.ts';
import { type AuctionOptions, type AuctionYear, auctionStep, clearAuctionYear } from './auctionYear.ts';
import { AUCTIONS, type AuctionMechanism } from './clearing.ts';
import { verifyReveals } from './commitReveal.ts';
import { reservationPrices } from './reservations.ts';

const PEOPLE = 12;
const STEPS = 24 * 14;

const needs: SlotNeeds = {
  participantCount: PEOPLE,
  steps: STEPS,
  step_h: 1,
  net_kWh: Float64Array.from({ length: PEOPLE * STEPS }, (_, i) => {
    const sun = Math.max(0, Math.sin((((i % STEPS) % 24) - 6) * (Math.PI / 12)));
    const hasPv = Math.floor(i / STEPS) % 3 === 0;
    return randomAt(1, i) - (hasPv ? 3 * sun * randomAt(2, i) : 0);
  }),
  import_EURPerKWh: Float64Array.from({ length: STEPS }, (_, step) => (step % 24 < 8 ? 0.25 : 0.35)),
  export_EURPerKWh: new Float64Array(STEPS).fill(0.08),
};

function person(index: number, preferences: Partial<Preferences> = {}): Participant {
  return {
    id: `p${index}`,
    name: `Home ${index}`,
    kind: 'household',
    meter: `${index}`,
    building: null,
    collective: 'all',
    at_m: null,
    socialWeight: 1,
    optedOutFrom: null,
    trader: { kind: 'self' },
    preferences: { ...NO_PREFERENCES, ...preferences },
    assets: [],
  };
}

function reservations(participants: readonly Participant[], isRenewable = new Uint8Array(PEOPLE).fill(1)) {
  return reservationPrices({ participants, needs, isRenewable, buyerCharges_EURPerKWh: 0.01, sellerCharges_EURPerKWh: 0.01 });
}
const people = Array.from({ length: PEOPLE }, (_, index) => person(index, index === 4 ? { buyLimit_EURPerKWh: 0.2 } : {}));

function options(mechanism: AuctionMechanism, more: Partial<AuctionOptions> = {}): AuctionOptions {
  const priceRule = mechanism === 'cda' ? 'maker' : 'k-price';
  const rules = { mechanism, priceRule, k: 0.5, agents: 'truthful', seed: 5, sealed: false, keepTrades: true } as const;
  return { ...rules, ...reservations(people), ...more };
}

function column(values: Float64Array, step: number): number {
  let sum = 0;
  for (let row = 0; row < PEOPLE; row++) sum += values[row * STEPS + step]!;
  return sum;
}

const cases = AUCTIONS.flatMap((mechanism) => AGENTS.map((agents) => [mechanism, agents] as const));

describe('a year of auctions', () => {
  it.each(cases)('closes in energy and money in every step: %s, %s', (mechanism, agents) => {
    const year = clearAuctionYear(needs, options(mechanism, { agents }));
    let traded = 0;
    for (let step = 0; step < STEPS; step++) {
      expect(column(year.bought_kWh, step)).toBeCloseTo(column(year.sold_kWh, step), 12);
      expect(column(year.paid_EUR, step)).toBeCloseTo(column(year.earned_EUR, step) + year.surplus_EUR[step]!, 12);
      expect(year.surplus_EUR[step]).toBeGreaterThanOrEqual(0);
      traded += column(year.bought_kWh, step);
      expect(Number.isNaN(year.price_EURPerKWh[step]!)).toBe(column(year.bought_kWh, step) === 0);
    }
    expect(traded).toBeGreaterThan(10);
    expect(year.welfare_EUR).toBeLessThanOrEqual(year.optimum_EUR + 1e-9);
    expect(year.welfare_EUR).toBeGreaterThan(0);
    expectWithinLimits(year, options(mechanism));
    expectTradesAddUp(year);
  });

  it.each(cases)('is found again step by step: %s, %s', (mechanism, agents) => {
    const asked = options(mechanism, { agents });
    const year = clearAuctionYear(needs, asked);
    for (const step of [0, 12, 37, STEPS - 12]) {
      const { bids, offers, price_EURPerKWh, surplus_EUR, trades } = auctionStep(needs, asked, step);
      const bought = new Float64Array(PEOPLE);
      const sold = new Float64Array(PEOPLE);
      for (const { participant, traded_kWh } of bids) bought[participant] = bought[participant]! + traded_kWh;
      for (const { participant, traded_kWh } of offers) sold[participant] = sold[participant]! + traded_kWh;
      for (let row = 0; row < PEOPLE; row++) {
        expect(bought[row]).toBeCloseTo(year.bought_kWh[row * STEPS + step]!, 14);
        expect(sold[row]).toBeCloseTo(year.sold_kWh[row * STEPS + step]!, 14);
      }
      expect(price_EURPerKWh ?? Number.NaN).toBe(year.price_EURPerKWh[step]);
      expect(surplus_EUR).toBe(year.surplus_EUR[step]);
      expect(trades.reduce((sum, { energy_kWh }) => sum + energy_kWh, 0)).toBeCloseTo(column(year.bought_kWh, step), 12);
    }
  });

  it('does not depend on whether trades are kept', () => {
    for (const mechanism of AUCTIONS) {
      const { trades, ...kept } = clearAuctionYear(needs, options(mechanism));
      const { trades: none, ...bare } = clearAuctionYear(needs, options(mechanism, { keepTrades: false }));
      expect(trades?.count).toBeGreaterThan(0);
      expect(none).toBeNull();
      expect(bare).toEqual(kept);
    }
  });

  it('is the optimum for the call with honest members and less for others', () => {
    const call = clearAuctionYear(needs, options('call'));
    expect(call.welfare_EUR).toBe(call.optimum_EUR);
    for (const mechanism of AUCTIONS) {
      const { optimum_EUR } = clearAuctionYear(needs, options(mechanism, { agents: 'zero-intelligence' }));
      expect(optimum_EUR).toBeCloseTo(call.optimum_EUR, 9);
    }
    const random = clearAuctionYear(needs, options('call', { agents: 'zero-intelligence' }));
    const learning = clearAuctionYear(needs, options('call', { agents: 'adaptive' }));
    expect(random.welfare_EUR).toBeLessThan(0.95 * call.welfare_EUR);
    expect(learning.welfare_EUR).toBeGreaterThan(random.welfare_EUR);
  });

  it('lets those who learn move prices towards the scarce side', () => {
    const scarce = { ...needs, net_kWh: needs.net_kWh.map((net) => (net > 0 ? 5 * net : net)) };
    const plenty = { ...needs, net_kWh: needs.net_kWh.map((net) => (net < 0 ? 20 * net : net)) };
    const lastNoon = STEPS - 12;
    const [dear, cheap] = [scarce, plenty].map(
      (of) => clearAuctionYear(of, options('call', { agents: 'adaptive' })).price_EURPerKWh[lastNoon]!,
    ) as [number, number];
    expect(dear).toBeGreaterThan(0.25);
    expect(cheap).toBeLessThan(0.15);
  });

  it('shows seals that fit the orders where the market is sealed', () => {
    const step = auctionStep(needs, options('call', { sealed: true }), 12);
    const reveals = step.seals?.map(({ order, nonce }) => ({ step: 12, order, nonce })) ?? [];
    expect(reveals).toHaveLength(step.bids.length + step.offers.length);
    expect(verifyReveals(step.seals ?? [], reveals)).toMatchObject({ orders: { length: reveals.length }, findings: [] });
  });

  it('refuses needs that are not numbers', () => {
    const net_kWh = needs.net_kWh.with(STEPS + 3, Number.NaN);
    expect(() => clearAuctionYear({ ...needs, net_kWh }, options('call'))).toThrow('participant 2, step 4');
  });
});

function expectWithinLimits(year: AuctionYear, { buyLimit_EURPerKWh, sellLimit_EURPerKWh }: AuctionOptions): void {
  for (let row = 0; row < PEOPLE; row++) {
    for (let step = 0; step < STEPS; step++) {
      const at = row * STEPS + step;
      const need = needs.net_kWh[at]!;
      expect(year.bought_kWh[at]!).toBeLessThanOrEqual(Math.max(need, 0) + 1e-12);
      expect(year.sold_kWh[at]!).toBeLessThanOrEqual(Math.max(-need, 0) + 1e-12);
      expect(year.paid_EUR[at]!).toBeLessThanOrEqual(year.bought_kWh[at]! * buyLimit_EURPerKWh(row, step) + 1e-12);
      expect(year.earned_EUR[at]!).toBeGreaterThanOrEqual(year.sold_kWh[at]! * sellLimit_EURPerKWh(row, step) - 1e-12);
    }
  }
}

function expectTradesAddUp({ trades, paid_EUR, earned_EUR }: AuctionYear): void {
  const paid = new Float64Array(paid_EUR.length);
  const earned = new Float64Array(paid_EUR.length);
  const { count, step, seller, buyer, energy_kWh, price_EURPerKWh } = trades!;
  for (let i = 0; i < count; i++) {
    const money = energy_kWh[i]! * price_EURPerKWh[i]!;
    if (buyer[i] !== POOL) paid[buyer[i]! * STEPS + step[i]!]! += money;
    if (seller[i] !== POOL) earned[seller[i]! * STEPS + step[i]!]! += money;
    if (i > 0) expect(step[i]).toBeGreaterThanOrEqual(step[i - 1]!);
  }
  for (let at = 0; at < paid.length; at++) {
    expect(paid[at]).toBeCloseTo(paid_EUR[at]!, 12);
    expect(earned[at]).toBeCloseTo(earned_EUR[at]!, 12);
  }
}

describe('reservation prices', () => {
  it('are the retail and feed-in price less charges, inside the own limits', () => {
    const { buyLimit_EURPerKWh, sellLimit_EURPerKWh } = reservations(people);
    expect(buyLimit_EURPerKWh(0, 12)).toBeCloseTo(0.34, 12);
    expect(buyLimit_EURPerKWh(4, 12)).toBe(0.2);
    expect(sellLimit_EURPerKWh(0, 12)).toBeCloseTo(0.09, 12);
  });

  it('count a premium only where every partner has the property', () => {
    const fond = people.map((one) => ({ ...one, preferences: { ...NO_PREFERENCES, local_EURPerKWh: 0.02, green_EURPerKWh: 0.03 } }));
    expect(reservations(fond).buyLimit_EURPerKWh(0, 12)).toBeCloseTo(0.39, 12);
    expect(reservations(fond).sellLimit_EURPerKWh(0, 12)).toBeCloseTo(0.07, 12);
    expect(reservations(fond, new Uint8Array(PEOPLE)).buyLimit_EURPerKWh(0, 12)).toBeCloseTo(0.36, 12);
    const apart = fond.map((one, row) => ({ ...one, collective: row === 0 ? 'east' : 'west' }));
    expect(reservations(apart).buyLimit_EURPerKWh(0, 12)).toBeCloseTo(0.37, 12);
  });
});
