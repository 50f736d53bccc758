/** What is characteristic of the systems in which members trade with each other, each on its own community. */
import { describe, expect, it } from 'vitest';
import { BROOKLYN_CRITICAL, BROOKLYN_STANDBY_kW } from '#gis-data/samples/communities/peerToPeer.ts';
import type { SlotNeeds } from '#models/market/cleared.ts';
import type { MarketCommunity } from '#models/market/community.ts';
import { clearBilateralYear } from '#models/market/designs/bilateral.ts';
import { pairCosts } from '#models/market/designs/pairCosts.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import { clearAuctionYear } from '#models/market/mechanisms/auctionYear.ts';
import { reservationPrices } from '#models/market/mechanisms/reservations.ts';
import { type HedgeRule, hedgeYear } from '#models/market/presets/behaviour/hedging.ts';
import { operateIsland } from '#models/market/presets/behaviour/islandOperation.ts';
import { settleOrders, takeOrders } from '#models/market/presets/behaviour/orderPlatform.ts';
import { operateVillage } from '#models/market/presets/behaviour/villageGrid.ts';
import { clearPoolYear } from '#models/market/pricing/poolYear.ts';
import { NO_FEES } from '#models/market/tariff.ts';
import { loadOf, needsOf, presetOf, rowSum, rowsOf, rowsTurned, sum, summerWeek, tariffOf, weekOf } from './support.ts';

function auction(community: MarketCommunity, needs: SlotNeeds, { clearing, priceRule, k }: MarketConfig, buyerCharges = 0) {
  if (clearing !== 'call' || (priceRule !== 'k-price' && priceRule !== 'k-double')) throw new Error('not a call');
  const reservations = reservationPrices({
    participants: community.participants,
    needs,
    isRenewable: community.isRenewable,
    buyerCharges_EURPerKWh: buyerCharges,
    sellerCharges_EURPerKWh: 0,
  });
  return clearAuctionYear(needs, {
    mechanism: clearing,
    priceRule,
    k,
    ...reservations,
    agents: 'truthful',
    seed: 1,
    sealed: false,
    keepTrades: false,
  });
}

describe('brooklyn', () => {
  const community = weekOf('brooklyn', 14, 60);
  const { participants, axis } = community;
  const isCritical = Uint8Array.from(participants, ({ id }) => ((BROOKLYN_CRITICAL as readonly string[]).includes(id) ? 1 : 0));
  const load_kWh = loadOf(community);
  const supply_kWh = Float64Array.from({ length: axis.steps }, (_, t) => {
    return BROOKLYN_STANDBY_kW + sum(participants.map((_, p) => community.generation_kW[p * axis.steps + t]!));
  });
  // Homes bid between 0.15 and 0.45, businesses 0.4.
  const bid_EURPerKWh = Float64Array.from(participants, ({ kind }, p) => (kind === 'business' ? 0.4 : 0.15 + 0.3 * ((p * 0.618) % 1)));
  const island = operateIsland({
    participantCount: participants.length,
    steps: axis.steps,
    load_kWh,
    supply_kWh,
    isCritical,
    fixedRate_EURPerKWh: 0.2,
    bid_EURPerKWh,
    offer_EURPerKWh: 0.1,
  });

  it('serves critical members in full at the fixed rate, and all that is missing is missing elsewhere', () => {
    expect(island.unservedCritical_kWh).toBe(0);
    expect(island.unserved_kWh).toBeGreaterThan(0);
    for (const row of rowsOf(community, ...BROOKLYN_CRITICAL)) {
      expect(rowSum(island.served_kWh, row, axis.steps)).toBeCloseTo(rowSum(load_kWh, row, axis.steps), 9);
      expect(rowSum(island.paid_EUR, row, axis.steps)).toBeCloseTo(0.2 * rowSum(load_kWh, row, axis.steps), 9);
    }
    expect(sum(island.served_kWh) + island.spilled_kWh).toBeCloseTo(sum(supply_kWh), 6);
    expect(sum(island.served_kWh) + island.unserved_kWh).toBeCloseTo(sum(load_kWh), 6);
  });

  it('raises the price to the marginal bid when energy is short, and to what generation asks when it is not', () => {
    let short = 0;
    for (let t = 0; t < axis.steps; t++) {
      const wanted = participants.flatMap((_, p) => (isCritical[p] === 1 || load_kWh[p * axis.steps + t]! <= 0 ? [] : [p]));
      const unserved = wanted.filter((p) => island.served_kWh[p * axis.steps + t]! < load_kWh[p * axis.steps + t]! - 1e-9);
      const price = island.price_EURPerKWh[t]!;
      if (unserved.length === 0) {
        expect(price).toBeCloseTo(0.1, 12);
        continue;
      }
      short++;
      const served = wanted.filter((p) => island.served_kWh[p * axis.steps + t]! > 1e-9);
      expect(price).toBeCloseTo(Math.min(...served.map((p) => bid_EURPerKWh[p]!)), 12);
      for (const p of unserved) expect(bid_EURPerKWh[p]!).toBeLessThanOrEqual(price + 1e-12);
    }
    expect(short).toBeGreaterThan(10);
  });
});

describe('enexa', () => {
  it('never trades less when the supplier is dearer, and saves more per kWh', () => {
    const community = weekOf('enexa', 14, 30);
    const { config } = presetOf('enexa');
    const tariff = tariffOf('enexa');
    const results = [0.04, 0.08, 0.12, 0.2, 0.3].map((energy) => {
      const needs = needsOf(community, { ...tariff, energy: { kind: 'flat', price_EURPerKWh: energy } });
      // Part of the network charge falls on local trades too.
      const year = auction(community, needs, config, 0.09);
      const traded = sum(year.bought_kWh);
      const saved =
        sum(Array.from(year.bought_kWh, (bought, at) => bought * needs.import_EURPerKWh[at % needs.steps]!)) -
        sum(year.paid_EUR) -
        0.09 * traded;
      return { traded, perKWh: traded > 0 ? saved / traded : 0 };
    });
    for (let i = 1; i < results.length; i++) {
      expect(results[i]!.traded).toBeGreaterThanOrEqual(results[i - 1]!.traded - 1e-9);
      expect(results[i]!.perKWh).toBeGreaterThan(results[i - 1]!.perKWh - 1e-12);
    }
    expect(results.at(-1)!.traded).toBeGreaterThan(0);
    expect(results.at(-1)!.perKWh).toBeGreaterThan(results[1]!.perKWh);
  });
});

describe('exergy-texas', () => {
  const community = summerWeek('exergy-texas');
  const { axis, participants } = community;
  const needs = needsOf(community, tariffOf('exergy-texas'));
  // A spot price that jumps; its mean is that of the hedges.
  const spot = Float64Array.from({ length: axis.steps }, (_, t) => 0.05 + 0.045 * Math.sin(t * 2.4) + 0.03 * Math.sin(t * 0.9));
  const consumers = rowsOf(community, 'office', 'store', 'works');
  const producers = rowsOf(community, 'wind', 'solar');
  const hedged = (share: number) => {
    const least = (row: number) => Math.min(...needs.net_kWh.subarray(row * axis.steps, (row + 1) * axis.steps));
    const rules: HedgeRule[] = [
      ...consumers.map((row) => ({
        participant: row,
        side: 'fixed' as const,
        price_EURPerKWh: 0.06,
        block_kWh: new Float64Array(axis.steps).fill(share * least(row)),
      })),
      ...producers.map((row) => ({
        participant: row,
        side: 'floating' as const,
        price_EURPerKWh: 0.05,
        block_kWh: new Float64Array(axis.steps).fill(1e4),
      })),
    ];
    return hedgeYear(needs.net_kWh, spot, participants.length, rules);
  };
  const variance = (values: Float64Array) => {
    const mean = sum(values) / values.length;
    return sum(values.map((value) => (value - mean) ** 2)) / values.length;
  };

  it('moves money only: bills are spot x load and the differences, payments sum to zero in every hour', () => {
    const year = hedged(0.8);
    expect(year.hedges.length).toBeGreaterThan(0);
    for (let t = 0; t < axis.steps; t++) expect(sum(participants.map((_, p) => year.payment_EUR[p * axis.steps + t]!))).toBeCloseTo(0, 9);
    const row = consumers[0]!;
    const blocks = year.hedges.filter(({ buyer }) => buyer === row);
    const differences = sum(blocks.map(({ step, energy_kWh, price_EURPerKWh }) => (price_EURPerKWh - spot[step]!) * energy_kWh));
    const atSpot = sum(Array.from({ length: axis.steps }, (_, t) => needs.net_kWh[row * axis.steps + t]! * spot[t]!));
    expect(rowSum(year.bill_EUR, row, axis.steps)).toBeCloseTo(atSpot + differences, 9);
  });

  it('steadies bills the more is hedged, as long as the hedge is below the load', () => {
    for (const row of consumers) {
      const of = (share: number) => variance(hedged(share).bill_EUR.subarray(row * axis.steps, (row + 1) * axis.steps));
      expect(of(0.5)).toBeLessThan(of(0));
      expect(of(1)).toBeLessThan(of(0.5));
    }
  });
});

describe('allgaeu', () => {
  const community = summerWeek('allgaeu', 30);
  const needs = needsOf(community, tariffOf('allgaeu'));
  const { config } = presetOf('allgaeu');
  /** Local energy pays the whole network charge and all levies: a neighbour gains the supplier's part alone. */
  const charges = (0.07 + 0.06) * 1.19;
  const traded = (guaranteed: number | null, premium: number) => {
    const participants = community.participants.map((participant, i) => ({
      ...participant,
      preferences: {
        ...participant.preferences,
        // Buyers differ in what known local power is worth to them.
        local_EURPerKWh: participant.id.startsWith('home') ? (premium * (1 + (i % 5))) / 5 : 0,
        sellLimit_EURPerKWh: participant.id.startsWith('solar') ? guaranteed : null,
      },
    }));
    return sum(auction({ ...community, participants }, needs, config, charges).bought_kWh);
  };

  it('trades nothing while the guaranteed price is higher than what neighbours can pay, and begins after its end', () => {
    expect(traded(0.4, 0)).toBe(0);
    expect(traded(null, 0)).toBeGreaterThan(0);
  });

  it('trades more with a larger premium for local power', () => {
    const volumes = [0, 0.02, 0.05, 0.1].map((premium) => traded(0.12, premium));
    for (let i = 1; i < volumes.length; i++) expect(volumes[i]!).toBeGreaterThanOrEqual(volumes[i - 1]!);
    expect(volumes[3]).toBeGreaterThan(volumes[0]!);
  });
});

describe('solshare', () => {
  const community = summerWeek('solshare');
  const options = { reserveShare: 0.3, serviceFee_EURPerKWh: 0.05, price_EURPerKWh: 0.35 };
  const alone = operateVillage(community, { ...options, isShared: false });
  const shared = operateVillage(community, { ...options, isShared: true });

  it('has no import or export: what is made is used, stored, lost or wasted', () => {
    for (const year of [alone, shared]) {
      const made = sum(community.generation_kW) * (community.axis.step_min / 60);
      const used = sum(year.own_kWh) + sum(year.bought_kWh);
      expect(used + year.wasted_kWh + year.batteryLoss_kWh + year.storedChange_kWh).toBeCloseTo(made, 9);
      expect(used + sum(year.unserved_kWh)).toBeCloseTo(sum(community.load_kW) * (community.axis.step_min / 60), 9);
    }
  });

  it('wastes less solar power and serves homes without panels, within the limits of the lines', () => {
    const made = sum(community.generation_kW) * (community.axis.step_min / 60);
    expect(alone.wasted_kWh / made).toBeGreaterThan(0.1);
    expect(alone.wasted_kWh / made).toBeLessThan(0.45);
    expect(shared.wasted_kWh).toBeLessThan(0.7 * alone.wasted_kWh);
    const without = rowsOf(community, 'home');
    expect(sum(without.map((row) => alone.own_kWh[row]!))).toBe(0);
    for (const row of without) expect(shared.bought_kWh[row]!).toBeGreaterThan(0);
    community.collectives.forEach(({ capacity_kW }, line) => {
      if (capacity_kW !== null) expect(shared.linePeak_kW[line]!).toBeLessThanOrEqual(capacity_kW + 1e-9);
    });
  });

  it('pays sellers the price less the service fee', () => {
    expect(sum(shared.bought_kWh)).toBeCloseTo(sum(shared.sold_kWh), 9);
    expect(sum(shared.paid_EUR)).toBeCloseTo(sum(shared.earned_EUR) + shared.serviceFee_EUR, 9);
  });
});

describe('medellin', () => {
  const given = weekOf('medellin', 30, 60);
  // Equal trades go to the first rows; with the rows turned round, sellers of low income do not come first by chance.
  const community = rowsTurned(given);
  const needs = needsOf(community, tariffOf('medellin'));
  const poor = rowsOf(community, 'hill-solar');
  const at = (social: number) => {
    const participants = community.participants.map((participant) => ({
      ...participant,
      preferences: { ...participant.preferences, social_EURPerKWh: social },
    }));
    const costs = pairCosts({ ...community, participants }, { tariff: null, fees: NO_FEES });
    const year = clearBilateralYear(needs, costs, { price: 'split', k: 0.5 });
    return {
      total: sum(year.bought_kWh),
      toPoor: sum(poor.map((row) => rowSum(year.sold_kWh, row, needs.steps))),
      income: sum(poor.map((row) => rowSum(year.earned_EUR, row, needs.steps))),
    };
  };

  it('is the pool without weights', () => {
    const pool = clearPoolYear(needs);
    expect(at(0).total).toBeCloseTo(sum(pool.shared_kWh), 9);
  });

  it('moves purchases to sellers with low income, whose income never falls, and keeps the total', () => {
    const results = [0, 0.005, 0.02, 0.05].map(at);
    for (let i = 1; i < results.length; i++) {
      expect(results[i]!.total).toBeCloseTo(results[0]!.total, 9);
      expect(results[i]!.toPoor).toBeGreaterThanOrEqual(results[i - 1]!.toPoor - 1e-9);
      expect(results[i]!.income).toBeGreaterThanOrEqual(results[i - 1]!.income - 1e-9);
    }
    expect(results.at(-1)!.toPoor).toBeGreaterThan(1.05 * results[0]!.toPoor);
  });
});

describe('elecbay', () => {
  const community = summerWeek('elecbay');
  const { collectives, participants, axis } = community;
  const lines = { collectives, collectiveOf: participants.map(({ collective }) => collective), step_h: axis.step_min / 60 };
  const sellers = rowsOf(community, 'north-solar');
  const buyers = rowsOf(community, 'south-home');
  // Each northern solar home sells 0.375 kWh in half an hour to the south; the line carries 1.5 kWh.
  const orders = sellers.map((seller, i) => ({ step: 0, seller, buyer: buyers[i]!, energy_kWh: 0.375, price_EURPerKWh: 0.12 }));
  const answers = takeOrders(orders, lines);
  const none = () => new Float64Array(participants.length);
  const prices = { import_EURPerKWh: 0.2, export_EURPerKWh: 0.05, imbalance_EURPerKWh: 0.02 };

  it('rejects what a line cannot carry, says which, and moves no money for it', () => {
    expect(answers.map(({ rejected }) => rejected)).toEqual([null, null, null, null, 'line-limit', 'line-limit']);
    expect(answers.at(-1)?.line).toBe('north-line');
    const delivered = { sold: none(), used: none() };
    for (const { order, rejected } of answers) {
      if (rejected !== null) continue;
      delivered.sold[order.seller] = order.energy_kWh;
      delivered.used[order.buyer] = order.energy_kWh;
    }
    const settled = settleOrders(answers, delivered, prices);
    expect(settled.orders_EUR[orders[5]!.buyer]).toBe(0);
    expect(settled.orders_EUR[orders[0]!.buyer]).toBeCloseTo(0.045, 12);
    expect([sum(settled.orders_EUR), sum(settled.imbalance_EUR)]).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
  });

  it('settles what is delivered otherwise as an imbalance of who caused it', () => {
    const accepted = answers.slice(0, 1);
    const delivered = { sold: none(), used: none() };
    delivered.sold[orders[0]!.seller] = 0.25;
    delivered.used[orders[0]!.buyer] = 0.375;
    const settled = settleOrders(accepted, delivered, prices);
    expect(settled.imbalance_EUR[orders[0]!.seller]).toBeCloseTo(0.125 * 0.22, 12);
    expect(settled.imbalance_EUR[orders[0]!.buyer]).toBe(0);
  });

  it('names what is wrong with an order', () => {
    const wrong = [
      { step: 0, seller: 999, buyer: 0, energy_kWh: 1, price_EURPerKWh: 0.1 },
      { step: 0, seller: 0, buyer: 0, energy_kWh: 1, price_EURPerKWh: 0.1 },
      { step: 0, seller: 0, buyer: 1, energy_kWh: Number.POSITIVE_INFINITY, price_EURPerKWh: 0.1 },
    ];
    expect(takeOrders(wrong, lines).map(({ rejected }) => rejected)).toEqual(['unknown-member', 'same-member', 'energy']);
  });
});
