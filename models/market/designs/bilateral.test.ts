import highsLoader from 'highs';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import type { SlotNeeds } from '../cleared.ts';
import type { Collective } from '../community.ts';
import { NO_PREFERENCES, type Participant, type Preferences } from '../participant.ts';
import { NO_FEES } from '../tariff.ts';
import { type BilateralYear, clearBilateralYear } from './bilateral.ts';
import { clearNestedYear } from './nestedYear.ts';
import { noPairCosts, type PairCosts, pairCosts, pairCostsOf } from './pairCosts.ts';
import { link, solarNeeds } from './testing/testCases.ts';

const highs = await highsLoader();

/** Largest gain of a step as a linear program over all pairs. */
function bestGain(needs: SlotNeeds, costs: PairCosts, t: number): number {
  const buyers: number[] = [];
  const sellers: number[] = [];
  for (let n = 0; n < needs.participantCount; n++) {
    const net = needs.net_kWh[n * needs.steps + t]!;
    if (net > 0) buyers.push(n);
    else if (net < 0) sellers.push(n);
  }
  if (buyers.length === 0 || sellers.length === 0) return 0;
  const gain = (b: number, s: number) => {
    const [kb, ks] = [costs.classOf[b]!, costs.classOf[s]!];
    const at = kb * costs.count + ks;
    const bid = Math.min((needs.import_EURPerKWh[t]! - costs.buyer_EURPerKWh[at]!) / (1 + costs.buyerShare), costs.buyLimit_EURPerKWh[kb]!);
    return bid - Math.max(needs.export_EURPerKWh[t]! + costs.seller_EURPerKWh[at]!, costs.sellLimit_EURPerKWh[ks]!);
  };
  const cost = buyers.flatMap((b) => sellers.map((s) => `${-gain(b, s)} x${b}_${s}`));
  const rows = [
    ...buyers.map((b) => `${sellers.map((s) => `x${b}_${s}`).join(' + ')} <= ${needs.net_kWh[b * needs.steps + t]}`),
    ...sellers.map((s) => `${buyers.map((b) => `x${b}_${s}`).join(' + ')} <= ${-needs.net_kWh[s * needs.steps + t]!}`),
  ];
  const text = `min\n ${cost.join(' + ').replaceAll('+ -', '- ')}\nst\n ${rows.map((row, i) => `r${i}: ${row}`).join('\n ')}\nend`;
  return -highs.solve(text).ObjectiveValue;
}

function expectSound(needs: SlotNeeds, year: BilateralYear): void {
  const { steps } = needs;
  for (let t = 0; t < steps; t++) {
    let energy = 0;
    let money = 0;
    for (let n = 0; n < needs.participantCount; n++) {
      const at = n * steps + t;
      energy += year.bought_kWh[at]! - year.sold_kWh[at]!;
      money += year.paid_EUR[at]! - year.earned_EUR[at]!;
      expect(year.bought_kWh[at]!).toBeLessThanOrEqual(Math.max(needs.net_kWh[at]!, 0) + 1e-9);
      expect(year.sold_kWh[at]!).toBeLessThanOrEqual(Math.max(-needs.net_kWh[at]!, 0) + 1e-9);
    }
    expect(Math.abs(energy)).toBeLessThan(1e-9);
    expect(Math.abs(money)).toBeLessThan(1e-9);
  }
}

function one(needs: SlotNeeds, t: number): SlotNeeds {
  return {
    ...needs,
    steps: 1,
    net_kWh: Float64Array.from({ length: needs.participantCount }, (_, n) => needs.net_kWh[n * needs.steps + t]!),
    import_EURPerKWh: needs.import_EURPerKWh.slice(t, t + 1),
    export_EURPerKWh: needs.export_EURPerKWh.slice(t, t + 1),
  };
}

function person(id: string, collective: string, preferences: Partial<Preferences> = {}, socialWeight = 1): Participant {
  return {
    id,
    name: id,
    kind: 'household',
    meter: id,
    building: null,
    collective,
    at_m: null,
    socialWeight,
    optedOutFrom: null,
    trader: { kind: 'self' },
    preferences: { ...NO_PREFERENCES, ...preferences },
    assets: [],
  };
}

const COLLECTIVES: readonly Collective[] = [link('root', null, 0), link('north', 'root', 0.01), link('south', 'root', 0.02)].map((l) => ({
  ...l,
  name: l.id,
  zone: null,
}));

/** Two buyers, two sellers, 1 kWh each. */
const FOUR: SlotNeeds = {
  participantCount: 4,
  steps: 1,
  step_h: 1,
  net_kWh: Float64Array.of(1, 1, -1, -1),
  import_EURPerKWh: Float64Array.of(0.3),
  export_EURPerKWh: Float64Array.of(0.1),
};

describe('bilateral trading', () => {
  it('finds the largest gain of every step (oracle: HiGHS)', () => {
    const random = new RandomStream(21);
    for (let round = 0; round < 12; round++) {
      const count = random.integer(4, 14);
      const needs = solarNeeds(count, 24, round + 50);
      const whole = random.next() < 0.5;
      const costs = pairCostsOf(
        Float64Array.from({ length: count * count }, () => (whole ? random.integer(-5, 25) / 100 : random.between(-0.05, 0.3))),
        count,
      );
      expectSound(needs, clearBilateralYear(needs, costs, { price: 'dual' }));
      for (let t = 6; t < 19; t++) {
        const step = one(needs, t);
        expect(Math.abs(clearBilateralYear(step, costs).gain_EUR - bestGain(needs, costs, t)), `round ${round}, step ${t}`).toBeLessThan(
          1e-8,
        );
      }
    }
  });

  it('is the pool where no pair differs', () => {
    const needs = solarNeeds(30, 96, 4);
    const year = clearBilateralYear(needs, noPairCosts(30));
    const pool = clearNestedYear(needs, new Int32Array(30), [link('all', null, 0)]);
    year.bought_kWh.forEach((energy, at) => {
      expect(Math.abs(energy - pool.bought_kWh[at]!)).toBeLessThan(1e-9);
    });
    const distinct = clearBilateralYear(needs, pairCostsOf(new Float64Array(900), 30));
    expect(Math.abs(distinct.gain_EUR - year.gain_EUR)).toBeLessThan(1e-9);
  });

  it('merges equal members into classes without losing gain', () => {
    const people = Array.from({ length: 12 }, (_, n) =>
      person(`p${n}`, n % 2 ? 'north' : 'south', n % 3 ? { green_EURPerKWh: 0.02 } : { local_EURPerKWh: 0.03 }),
    );
    const community = {
      participants: people,
      collectives: COLLECTIVES,
      isRenewable: Uint8Array.from(people, (_, n) => (n % 4 > 0 ? 1 : 0)),
    };
    const costs = pairCosts(community, { tariff: null, fees: { ...NO_FEES, community_EURPerKWh: 0.005, platformShare: 0.02 } });
    expect(costs.count).toBeLessThan(12);
    const needs = solarNeeds(12, 24, 8);
    expectSound(needs, clearBilateralYear(needs, costs));
    for (let t = 6; t < 19; t++)
      expect(Math.abs(clearBilateralYear(one(needs, t), costs).gain_EUR - bestGain(needs, costs, t))).toBeLessThan(1e-8);
  });

  it('keeps prices between the limits of both, and dual prices support the trades', () => {
    const needs = solarNeeds(10, 48, 13);
    const random = new RandomStream(2);
    const costs = pairCostsOf(
      Float64Array.from({ length: 100 }, () => random.between(0, 0.15)),
      10,
    );
    for (const price of ['split', 'dual'] as const) {
      const { trades } = clearBilateralYear(needs, costs, { price });
      for (let i = 0; i < (trades?.count ?? 0); i++) {
        const t = trades?.step[i] as number;
        const cost = costs.buyer_EURPerKWh[(trades?.buyer[i] as number) * 10 + (trades?.seller[i] as number)]!;
        expect(trades?.price_EURPerKWh[i]).toBeGreaterThanOrEqual(needs.export_EURPerKWh[t]! - 1e-12);
        expect(trades?.price_EURPerKWh[i]).toBeLessThanOrEqual(needs.import_EURPerKWh[t]! - cost + 1e-12);
      }
    }
    const { trades } = clearBilateralYear(needs, costs, { price: 'dual' });
    const prices = new Map<string, number>();
    for (let i = 0; i < (trades?.count ?? 0); i++) {
      const key = `${trades?.step[i]} ${trades?.seller[i]}`;
      const at = trades?.price_EURPerKWh[i] as number;
      expect(Math.abs((prices.get(key) ?? at) - at)).toBeLessThan(1e-9);
      prices.set(key, at);
    }
  });

  it('follows preferences: chosen partners first, low-income sellers gain with the social weight', () => {
    const buyer = { partners: ['s2'], partner_EURPerKWh: 0.02 };
    const participants = [person('b1', 'north', buyer), person('b2', 'north'), person('s1', 'north', {}, 2), person('s2', 'north')];
    const community = { participants, collectives: COLLECTIVES, isRenewable: new Uint8Array(4) };
    const withPartner = clearBilateralYear(FOUR, pairCosts(community, { tariff: null, fees: NO_FEES }));
    const pairs = [...(withPartner.trades?.buyer ?? [])].map(
      (b, i) => `${participants[b]?.id}-${participants[withPartner.trades?.seller[i] as number]?.id}`,
    );
    expect(pairs.sort()).toEqual(['b1-s2', 'b2-s1']);

    const scarce = { ...FOUR, net_kWh: Float64Array.of(1, 0.5, -1, -1) };
    const social = (weight: number) =>
      clearBilateralYear(
        scarce,
        pairCosts(
          { ...community, participants: participants.map((p, n) => (n < 2 ? person(p.id, 'north', { social_EURPerKWh: weight }) : p)) },
          { tariff: null, fees: NO_FEES },
        ),
      );
    const earned = [0, 0.01, 0.05].map((weight) => social(weight).earned_EUR[2]!);
    expect(earned[1]).toBeGreaterThan(earned[0] as number);
    expect(earned[2]).toBeGreaterThanOrEqual(earned[1] as number);
    expect(social(0.05).sold_kWh[2]).toBeCloseTo(1, 12);
    expect(social(0.05).bought_kWh.reduce((sum, e) => sum + e, 0)).toBeCloseTo(
      social(0).bought_kWh.reduce((sum, e) => sum + e, 0),
      12,
    );
  });

  it('charges distance, levels and links, and stays inside own limits', () => {
    const tariff = {
      network: {
        energy_EURPerKWh: 0.08,
        capacity_EURPerKWYear: 0,
        fixed_EURPerMonth: 0,
        localShareByLevel: [0.25, 0.5],
        distance_EURPerKWhKm: 0.01,
      },
      levies_EURPerKWh: 0.02,
      localLevyShare: 0.5,
      vat: 0.2,
    };
    const participants = [
      { ...person('b', 'north'), at_m: [0, 0] as const },
      { ...person('near', 'north'), at_m: [3000, 4000] as const },
      { ...person('far', 'south', { sellLimit_EURPerKWh: 0.15 }), at_m: [0, 0] as const },
    ];
    const costs = pairCosts({ participants, collectives: COLLECTIVES, isRenewable: new Uint8Array(3) }, { tariff, fees: NO_FEES });
    const charge = (b: number, s: number) => costs.charges_EURPerKWh[costs.classOf[b]! * costs.count + costs.classOf[s]!]!;
    expect(charge(0, 1)).toBeCloseTo((0.08 * 0.25 + 0.02 * 0.5 + 0.01 * 5) * 1.2, 12);
    expect(charge(0, 2)).toBeCloseTo((0.08 * 0.5 + 0.02 * 0.5) * 1.2 + 0.01 + 0.02, 12);
    const needs = { ...FOUR, participantCount: 3, net_kWh: Float64Array.of(2, 0, -1) };
    expect(clearBilateralYear(needs, costs, { k: 0 }).trades?.price_EURPerKWh[0]).toBeCloseTo(0.15, 12);
  });

  it('serves lists in rounds: a new ranking changes who, not how much', () => {
    const needs = solarNeeds(16, 48, 6);
    const random = new RandomStream(9);
    const ranking = () =>
      pairCostsOf(
        Float64Array.from({ length: 256 }, () => random.between(0, 0.05)),
        16,
      );
    const [a, b] = [ranking(), ranking()].map((costs) => clearBilateralYear(needs, costs, { method: 'ranked' }));
    const total = (year: BilateralYear | undefined) => year?.bought_kWh.reduce((sum, e) => sum + e, 0) as number;
    expectSound(needs, a as BilateralYear);
    expect(total(a)).toBeCloseTo(total(b), 9);
    expect(a?.trades?.seller).not.toEqual(b?.trades?.seller);
  });

  it('stops when it is told to', () => {
    const signal = { aborted: true, addEventListener: () => undefined, removeEventListener: () => undefined };
    expect(() => clearBilateralYear(FOUR, noPairCosts(4), { signal })).toThrow(/cancelled/);
  });
});
