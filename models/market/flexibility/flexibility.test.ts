import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { levelsOf } from '../dispatch/fleet.ts';
import type { FlexibilityPriority, FlexibilityProduct, MarketConfig } from '../marketConfig.ts';
import { PRIORITIES } from '../marketConfig.ts';
import { MarketRuns } from '../run/marketRuns.ts';
import { type PreparedMarket, prepareMarket } from '../run/prepareMarket.ts';
import { residualBalancing } from './balancing.ts';
import { communityBaseline } from './baseline.ts';
import { settleCall, sharesByDelivery } from './events.ts';
import { type FlexibilityYear, flexibilityYear } from './flexibilityYear.ts';
import { chooseOffer, type OfferPoint, offerCurve } from './offers.ts';
import { flexiblePool } from './pool.ts';
import { StretchSolver } from './redispatch.ts';
import { TEST_PRODUCT, testCommunity, testConfig } from './testCommunity.ts';
import { productWindows } from './windows.ts';

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

/** What all members pay the supplier together [EUR]. */
function communityCost({ tariffs, community }: PreparedMarket, net_kW: Float64Array): number {
  const { import_EURPerKWh, export_EURPerKWh } = tariffs[0]!;
  const step_h = community.axis.step_min / 60;
  return net_kW.reduce((total, net, t) => total + step_h * net * (net > 0 ? import_EURPerKWh[t]! : export_EURPerKWh[t]!), 0);
}

let prepared: PreparedMarket;
beforeAll(async () => {
  prepared = await prepareMarket(testCommunity(10, 7, 5), testConfig(), {});
});

function sell(changed: Partial<FlexibilityProduct>, config: Partial<MarketConfig> = {}): Promise<FlexibilityYear> {
  const flexibility = { ...TEST_PRODUCT, ...changed };
  return flexibilityYear(prepared, testConfig({ flexibility, ...config })).then((year) => year!);
}

const delivered = (year: FlexibilityYear): Float64Array => communityBaseline({ ...prepared, net_kWh: year.net_kWh });

describe('windows of a product', () => {
  const axis = { step_min: 30, steps: 48 * 4, firstWeekday: 0 } as const;

  it('lie in the product’s hours, and stretches of two days never overlap', () => {
    const windows = productWindows({ from_h: 17, to_h: 19, days: [0, 1, 3] }, axis);
    expect(windows.map(({ from, to, isCalled }) => [from, to, isCalled])).toEqual([
      [34, 38, true],
      [82, 86, true],
      [130, 134, false],
      [178, 182, true],
    ]);
    for (const [i, window] of windows.entries()) {
      expect(window.first).toBeLessThanOrEqual(window.from);
      expect(window.last).toBeGreaterThanOrEqual(window.to);
      if (i > 0) expect(window.first).toBeGreaterThanOrEqual(windows[i - 1]!.last);
    }
    // Nobody can make ready for what is not announced.
    expect(windows[2]!.first).toBe(windows[2]!.from);
  });

  it('go over midnight, fill whole days, and hold whole steps only', () => {
    expect(productWindows({ from_h: 22, to_h: 2, days: [] }, axis).map(({ from, to }) => [from, to])).toEqual([
      [44, 52],
      [92, 100],
      [140, 148],
    ]);
    expect(productWindows({ from_h: 0, to_h: 24, days: [] }, axis).map(({ from, to }) => to - from)).toEqual([48, 48, 48, 48]);
    expect(productWindows({ from_h: 17.1, to_h: 17.4, days: [] }, axis)).toEqual([]);
    expect(productWindows({ from_h: 17.25, to_h: 18.75, days: [] }, axis)[0]).toMatchObject({ from: 35, to: 37 });
  });
});

describe('offers', () => {
  it('change nothing where nothing is paid', async () => {
    const year = await sell({ use_EURPerKWh: 0, availability_EURPerKWh: 0 });
    expect(year.net_kWh).toEqual(prepared.net_kWh);
    expect(year.flexible_kW).toEqual(prepared.flexible_kW);
    expect(year.summary.largestOffered_kW).toBe(0);
    expect(year.summary.events.map(({ offered_kW }) => offered_kW)).toEqual([0, 0, 0]);
    expect(sum(year.extras[0]!.amount_EUR)).toBe(0);
  });

  it.each(PRIORITIES)('never fall when the price rises (%s), and costs are convex', (priority) => {
    const pool = flexiblePool(prepared, 'community')!;
    const rules = { ...TEST_PRODUCT, priority };
    const curves = productWindows(TEST_PRODUCT, prepared.community.axis)
      .filter(({ isCalled }) => isCalled)
      .map((window) => offerCurve(new StretchSolver(pool, window), rules));
    for (const curve of curves) {
      for (let i = 2; i < curve.length; i++) {
        const [a, b, c] = [curve[i - 2]!, curve[i - 1]!, curve[i]!];
        const slope = (from: OfferPoint, to: OfferPoint) => (to.cost_EUR - from.cost_EUR) / (to.power_kW - from.power_kW);
        expect(slope(b, c)).toBeGreaterThanOrEqual(slope(a, b) - 1e-9);
      }
    }
    const price = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...curves), price, price, (curve, a, b) => {
        const low = chooseOffer(curve, rules, Math.min(a, b));
        const high = chooseOffer(curve, rules, Math.max(a, b));
        expect(high.power_kW).toBeGreaterThanOrEqual(low.power_kW);
        expect(high.power_kW === 0 || high.power_kW >= rules.minimum_kW * (1 - 1e-6)).toBe(true);
      }),
    );
  });

  it.each(PRIORITIES)('leave the community no worse off, payments included (%s)', async (priority) => {
    const before = communityCost(prepared, communityBaseline(prepared));
    for (const use_EURPerKWh of [0.1, 0.15, 0.25, 0.6]) {
      const year = await sell({ use_EURPerKWh }, { priority });
      const { members_EUR, use_EUR, aggregator_EUR, delivered_kWh } = year.summary;
      expect(communityCost(prepared, delivered(year)) - members_EUR).toBeLessThanOrEqual(before + 1e-9);
      expect(aggregator_EUR).toBeCloseTo(0.2 * use_EUR, 9);
      expect(use_EUR).toBeCloseTo(delivered_kWh * use_EURPerKWh, 9);
      expect(sum(year.summary.member_EUR)).toBeCloseTo(members_EUR, 9);
    }
  });

  it('hold the power through the whole window, and give back outside it what was taken', async () => {
    const year = await sell({ use_EURPerKWh: 0.6 });
    const n0 = communityBaseline(prepared);
    const n = delivered(year);
    expect(year.summary.delivered_kWh).toBeGreaterThan(0);
    for (const { from, to, offered_kW } of year.summary.events) {
      for (let t = from; t < to; t++) expect(n0[t]! - n[t]!).toBeGreaterThanOrEqual(offered_kW - 1e-9);
    }
    // Stores end every stretch as full as without a call, so losses are all that is drawn more.
    const more = sum(n) - sum(n0);
    expect(more).toBeGreaterThanOrEqual(-1e-6);
    expect(more).toBeLessThan(0.35 * year.summary.delivered_kWh);
    for (const [i, store] of prepared.stores.entries()) {
      const steps = prepared.community.axis.steps;
      const power = year.flexible_kW.subarray(i * steps, (i + 1) * steps);
      const level = levelsOf(store.unit, power, 1);
      expect(level.at(-1)).toBeCloseTo(levelsOf(store.unit, store.power_kW, 1).at(-1)!, 6);
      for (let t = 0; t < steps; t++) {
        const stored = power[t]! > 0 ? power[t]! * Number(store.unit.chargeEfficiency) : power[t]! / store.unit.dischargeEfficiency;
        expect(level[t + 1]).toBeCloseTo(level[t]! + stored, 6);
        expect(power[t]!).toBeLessThanOrEqual(Number(store.unit.charge_kW) + 1e-6);
      }
    }
  });

  it('can be turn-up', async () => {
    const year = await sell({ direction: 'up', from_h: 2, to_h: 5, use_EURPerKWh: 0.6 });
    const n0 = communityBaseline(prepared);
    const n = delivered(year);
    expect(year.summary.largestOffered_kW).toBeGreaterThan(5);
    for (const { from, to, offered_kW } of year.summary.events) {
      for (let t = from; t < to; t++) expect(n[t]! - n0[t]!).toBeGreaterThanOrEqual(offered_kW - 1e-9);
    }
  });

  it('say why there are none', async () => {
    const codes = async (changed: Partial<FlexibilityProduct>) => (await sell(changed)).findings.map(({ code }) => code);
    expect(await codes({ minimum_kW: 5000, maximum_kW: 9000 })).toEqual(['market.flexibility.none']);
    expect(await codes({ from_h: 17.2, to_h: 17.9 })).toEqual(['market.flexibility.window']);
    const idle = { ...prepared, stores: [] };
    const none = await flexibilityYear(idle, testConfig());
    expect(none!.findings.map(({ code }) => code)).toEqual(['market.flexibility.noStore']);
    expect(await flexibilityYear(prepared, testConfig({ flexibility: null }))).toBeNull();
  });
});

describe('where flexibility goes first', () => {
  const years = new Map<FlexibilityPriority, FlexibilityYear>();
  const gain = (year: FlexibilityYear) => year.summary.members_EUR - year.summary.cost_EUR;
  beforeAll(async () => {
    for (const priority of PRIORITIES) years.set(priority, await sell({ use_EURPerKWh: 0.22 }, { priority }));
  });

  it('local-first: nothing leaves for the sake of an offer', () => {
    const n0 = communityBaseline(prepared);
    const exported = (n: Float64Array) => n.map((net) => Math.max(0, -net));
    const excess = (year: FlexibilityYear) => Math.max(...exported(delivered(year)).map((kW, t) => kW - exported(n0)[t]!));
    expect(excess(years.get('local-first')!)).toBeLessThan(0.05);
    // Without that rule energy is sent out of the community, which its own members then miss.
    expect(excess(years.get('external-first')!)).toBeGreaterThan(1);
  });

  it('best-price gains most, external-first sells most and loses nothing', () => {
    const [local, outside, best] = PRIORITIES.map((priority) => years.get(priority)!);
    for (const [i, event] of best!.summary.events.entries()) {
      expect(outside!.summary.events[i]!.offered_kW).toBeGreaterThanOrEqual(event.offered_kW);
      expect(outside!.summary.events[i]!.offered_kW).toBeGreaterThan(local!.summary.events[i]!.offered_kW);
    }
    expect(gain(best!)).toBeGreaterThanOrEqual(gain(outside!));
    expect(gain(best!)).toBeGreaterThanOrEqual(gain(local!) - 0.02 * gain(best!));
    expect(gain(outside!)).toBeGreaterThanOrEqual(0);
    expect(sum(outside!.summary.events.map(({ offered_kW }) => offered_kW))).toBeGreaterThan(
      sum(best!.summary.events.map(({ offered_kW }) => offered_kW)),
    );
  });
});

describe('settlement of calls', () => {
  const terms = { availability_EURPerKWh: 0.01, use_EURPerKWh: 0.2, penalty_EURPerKWh: 0.3, aggregatorShare: 0.25, step_h: 0.5 };

  it('pays delivery up to the offer, step by step, and takes a penalty off for the rest', () => {
    const call = settleCall(10, 4, [10, 14, 4, -3], terms);
    expect(call).toMatchObject({ offered_kWh: 20, delivered_kWh: 12, shortfall_kWh: 8 });
    expect(call.availability_EUR).toBeCloseTo(0.2, 12);
    expect(call.use_EUR).toBeCloseTo(2.4, 12);
    expect(call.penalty_EUR).toBeCloseTo(2.4, 12);
    expect(call.aggregator_EUR).toBeCloseTo(0.05, 12);
    expect(call.members_EUR).toBeCloseTo(0.15, 12);
  });

  it('leaves a loss with the members, and pays power that stands ready for that alone', () => {
    const lost = settleCall(10, 4, [0, 0, 0, 0], terms);
    expect([lost.aggregator_EUR, lost.members_EUR]).toEqual([0, 0.2 - 6]);
    const ready = settleCall(10, 4, null, terms);
    expect([ready.delivered_kWh, ready.shortfall_kWh, ready.use_EUR]).toEqual([0, 0, 0]);
    expect(ready.members_EUR).toBeCloseTo(0.15, 12);
  });

  it('shares by what each delivered; shares sum to the whole', () => {
    expect([...sharesByDelivery(12, Float64Array.of(1, 0, 3))]).toEqual([3, 0, 9]);
    expect([...sharesByDelivery(-3, Float64Array.of(0, 0, 0))]).toEqual([-1, -1, -1]);
  });
});

describe('reserve', () => {
  it('is paid for standing ready on every day, and moves nothing', async () => {
    const year = await sell({ days: [], availability_EURPerKWh: 0.02, use_EURPerKWh: 0 });
    const { readyDays, availability_EUR, meanOffered_kW, events, members_EUR } = year.summary;
    expect(events).toEqual([]);
    expect(readyDays).toBeGreaterThan(0);
    expect(availability_EUR).toBeCloseTo(meanOffered_kW * 7 * 3 * 0.02, 9);
    expect(members_EUR).toBeCloseTo(0.8 * availability_EUR, 9);
    expect(year.net_kWh).toEqual(prepared.net_kWh);
    expect(sum(year.extras[0]!.amount_EUR)).toBeCloseTo(members_EUR, 9);
  });
});

describe('in the market’s year', () => {
  const community = testCommunity(8, 7, 9);

  it('pays into bills, and the flexibility account pays what members get', async () => {
    const runs = new MarketRuns(community);
    const config = testConfig({ flexibility: { ...TEST_PRODUCT, use_EURPerKWh: 0.6 } });
    const sold = await runs.outcome(config);
    const without = await runs.outcome({ ...config, flexibility: null });
    expect(without.flexibility).toBeUndefined();
    expect(sold.flexibility!.isSimulated).toBe(false);
    expect(sold.cashFlow.flexibility_EUR).toBeCloseTo(-sold.flexibility!.members_EUR, 4);
    expect(sold.balance.money_microEUR).toBe(0);
    expect(sum(sold.participants.cost_EUR)).toBeLessThan(sum(without.participants.cost_EUR));
  });

  it('is simulated where the market is closed: same meters, same bills', async () => {
    const runs = new MarketRuns(community);
    const config = testConfig({ flexibility: { ...TEST_PRODUCT, use_EURPerKWh: 0.6, isOpen: false } });
    const closed = await runs.outcome(config);
    const without = await runs.outcome({ ...config, flexibility: null });
    expect(closed.flexibility!.isSimulated).toBe(true);
    expect(closed.flexibility!.members_EUR).toBeGreaterThan(0);
    expect(closed.participants).toEqual(without.participants);
    expect(closed.cashFlow).toEqual(without.cashFlow);
    expect(closed.findings.map(({ code }) => code)).toContain('market.flexibility.closed');
  });

  it('delivers less where forecasts err, and the penalty is taken off', async () => {
    const config = testConfig({ forecastError: 0.4, imbalance_EURPerKWh: 0.05, flexibility: { ...TEST_PRODUCT, use_EURPerKWh: 0.6 } });
    const year = await new MarketRuns(community).year(config);
    const { summary, findings } = year.flexibility!;
    expect(summary.shortfall_kWh).toBeGreaterThan(0);
    expect(summary.penalty_EUR).toBeCloseTo(summary.shortfall_kWh * TEST_PRODUCT.penalty_EURPerKWh, 9);
    expect(findings.map(({ code }) => code)).toContain('market.flexibility.short');
    for (const event of summary.events) {
      expect(event.delivered_kWh + event.shortfall_kWh).toBeCloseTo(event.offered_kWh, 9);
      expect(event.delivered_kWh).toBeLessThanOrEqual(event.offered_kWh);
    }
  });
});

describe('residual balancing', () => {
  it('adds up to what the supplier is paid, and imbalance to what the settlement charges', async () => {
    const community = testCommunity(6, 40, 3);
    const config = testConfig({ flexibility: null, forecastError: 0.2, imbalance_EURPerKWh: 0.05 });
    const { prepared: year, market, shared } = await new MarketRuns(community).year(config);
    const deviation_kWh = shared.settled.rules.deviation_kWh!;
    const { slots, months } = residualBalancing(year, market.cleared, deviation_kWh, config.imbalance_EURPerKWh);
    const { amounts } = shared.settled;
    expect(sum(slots.imbalance_EUR)).toBeCloseTo(sum(amounts.imbalance!) / 1e6, 3);
    expect(sum(slots.announced_EUR) + sum(slots.deviation_EUR)).toBeCloseTo(
      (sum(amounts.supplierEnergy!) + sum(amounts.feedIn ?? [])) / 1e6,
      3,
    );
    expect(sum(months.map(({ imbalance_EUR }) => imbalance_EUR))).toBeCloseTo(sum(slots.imbalance_EUR), 9);
    expect(months[2]!.import_kWh).toBe(0);
    expect(months[1]!.absolute_kWh).toBeGreaterThan(Math.abs(months[1]!.deviation_kWh));
  });

  it('is nothing beside the announced position where forecasts are exact', () => {
    const { slots } = residualBalancing(prepared, null, null, 0.05);
    expect([sum(slots.imbalance_EUR), sum(slots.deviation_EUR), sum(slots.absolute_kWh)]).toEqual([0, 0, 0]);
    expect(sum(slots.import_kWh) - sum(slots.export_kWh)).toBeCloseTo(sum(prepared.net_kWh), 6);
  });
});
