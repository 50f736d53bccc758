import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random.ts';
import type { Collective, MarketCommunity } from '../community.ts';
import type { Design, MarketConfig } from '../marketConfig.ts';
import { marketConfigSchema } from '../marketSchema.ts';
import { NO_PREFERENCES, type Participant } from '../participant.ts';
import { allCombinations } from '../validCombinations.ts';
import { MATRIX_DESIGNS, MATRIX_RULES, MATRIX_SHARINGS, marketMatrix } from './marketMatrix.ts';
import { MarketRuns } from './marketRuns.ts';
import { participantYear } from './participantYear.ts';
import { withFee } from './withFee.ts';

const DAYS = 14;
const STEPS = DAYS * 24;

function collective(id: string, parent: string | null, fee = 0): Collective {
  return { id, name: id, parent, importFee_EURPerKWh: fee, exportFee_EURPerKWh: fee, capacity_kW: null, owners: [], zone: null };
}

/** Twelve members in three levels; half with photovoltaics, three with a battery, one that leaves on the eighth day. */
function community(linkFee = 0.01, isPlain = false): MarketCommunity {
  const random = new RandomStream(21);
  const ids = ['street', 'street', 'street', 'street', 'north', 'north', 'north', 'south', 'south', 'south', 'south', 'town'];
  const participants = ids.map(
    (where, i): Participant => ({
      id: `m${i}`,
      name: `Member ${i}`,
      kind: 'household',
      meter: `meter-${i}`,
      building: null,
      collective: where,
      at_m: [i * 50, where === 'south' ? 800 : 0],
      socialWeight: i % 4 === 0 ? 2 : 1,
      optedOutFrom: !isPlain && i === 9 ? 7 * 24 : null,
      trader: !isPlain && i === 3 ? { kind: 'broker', id: 'b', name: 'Broker', commission_EURPerKWh: 0.001 } : { kind: 'self' },
      preferences: !isPlain && i === 5 ? { ...NO_PREFERENCES, local_EURPerKWh: 0.01 } : NO_PREFERENCES,
      assets:
        i % 4 === 0
          ? [
              {
                kind: 'battery',
                capacity_kWh: 5,
                charge_kW: 2.5,
                discharge_kW: 2.5,
                chargeEfficiency: 0.95,
                dischargeEfficiency: 0.95,
                initialShare: 0.5,
                selfDischargePerHour: 0,
                throughputCost_EURPerKWh: 0,
              },
            ]
          : [],
    }),
  );
  const load_kW = Float64Array.from({ length: ids.length * STEPS }, (_, at) => {
    const hour = at % 24;
    return random.between(0.1, 0.6) + (hour >= 17 && hour < 22 ? random.between(0.2, 1.5) : 0);
  });
  const generation_kW = Float64Array.from({ length: ids.length * STEPS }, (_, at) => {
    const member = Math.floor(at / STEPS);
    const sun = Math.max(0, Math.sin((((at % 24) - 6) / 12) * Math.PI));
    return member % 2 === 0 ? 4 * sun * random.between(0.2, 1) : 0;
  });
  return {
    id: 'seeded',
    name: 'Seeded',
    source: 'random numbers',
    axis: { step_min: 60, steps: STEPS, firstWeekday: 0 },
    participants,
    collectives: [
      collective('town', null),
      collective('north', 'town', linkFee),
      collective('south', 'town', linkFee),
      collective('street', 'north', linkFee),
    ],
    load_kW,
    generation_kW,
    isRenewable: new Uint8Array(ids.length).fill(1),
    gridEmissions_gPerKWh: 300,
    feedInCredit_gPerKWh: 0,
    isOnGrid: true,
  };
}

const BASE = marketConfigSchema.parse({
  id: 'base',
  name: 'Base',
  design: 'community',
  clearing: 'pool',
  priceRule: 'supply-demand',
  fixedPrice_EURPerKWh: 0.18,
  compensation_EURPerKWh: 0.03,
  tariffs: {
    default: {
      id: 't',
      name: 'Tariff',
      energy: { kind: 'time-of-use', windows: [{ from_h: 17, to_h: 21, days: 'all', price_EURPerKWh: 0.2 }], otherwise_EURPerKWh: 0.14 },
      feedIn: { kind: 'flat', price_EURPerKWh: 0.08 },
      supplierFixed_EURPerMonth: 8,
      network: { energy_EURPerKWh: 0.06, capacity_EURPerKWYear: 12, fixed_EURPerMonth: 3, localShareByLevel: [0, 0.3, 0.6] },
      levies_EURPerKWh: 0.03,
      localLevyShare: 0.5,
      vat: 0.19,
    },
  },
  fees: { community_EURPerKWh: 0.002, platform_EURPerKWh: 0.001, platform_EURPerMonth: 1 },
});

/** The same without any charge on local energy. */
const FREE: MarketConfig = {
  ...BASE,
  fees: { ...BASE.fees, community_EURPerKWh: 0, platform_EURPerKWh: 0, platform_EURPerMonth: 0 },
  tariffs: {
    default: {
      ...BASE.tariffs.default!,
      localLevyShare: 0,
      network: { ...BASE.tariffs.default!.network, localShareByLevel: [0] },
    },
  },
};

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
const total = (values: Float64Array, other: Float64Array) =>
  values.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);

describe('the years of one community', () => {
  const runs = new MarketRuns(community());

  it.each(allCombinations().map((rules) => [`${rules.design} ${rules.clearing} ${rules.priceRule}`, rules] as const))(
    '%s closes in every slot and leaves nobody out',
    async (_name, rules) => {
      const config = { ...BASE, ...rules };
      const outcome = await runs.outcome(config);
      expect(outcome.balance).toEqual({ money_microEUR: 0, energy_mWh: 0, slots: STEPS + 1 });
      const { cost_EUR, reference_EUR, bought_kWh, sold_kWh, import_kWh, export_kWh, load_kWh, generation_kWh } = outcome.participants;
      // Members' money is what the accounts received; members' energy is what their meters say.
      expect(sum(cost_EUR)).toBeCloseTo(
        Object.values(outcome.cashFlow).reduce((a, b) => a + b, 0),
        6,
      );
      expect(sum(bought_kWh)).toBeCloseTo(sum(sold_kWh), 6);
      expect(sum(import_kWh) + sum(generation_kWh)).toBeCloseTo(sum(export_kWh) + sum(load_kWh), 3);
      expect(outcome.gain_EUR).toBeCloseTo(sum(reference_EUR) - sum(cost_EUR), 9);
      expect(outcome.gain_EUR).toBeLessThanOrEqual(outcome.largestGain_EUR + 1e-3);
      expect([...cost_EUR].every(Number.isFinite)).toBe(true);
      if (rules.design === 'supplier' || rules.priceRule === 'retail') {
        if (rules.design === 'supplier') expect({ gain: outcome.gain_EUR, cost_EUR }).toEqual({ gain: 0, cost_EUR: reference_EUR });
        expect(outcome.local_kWh).toBe(0);
      } else {
        expect(outcome.local_kWh).toBeGreaterThan(20);
      }
    },
  );

  it('hands out the gain and nothing else', async () => {
    const plain = await runs.outcome(BASE);
    for (const sharing of ['equal', 'contribution', 'social', 'renewable', 'shapley'] as const) {
      const { participants, gain_EUR, balance } = await runs.outcome({ ...BASE, sharing });
      const members = [...participants.cost_EUR.keys()].filter((row) => row !== 9);
      const saved = members.reduce((all, row) => all + participants.reference_EUR[row]! - participants.cost_EUR[row]!, 0);
      const before = members.reduce((all, row) => all + plain.participants.reference_EUR[row]! - plain.participants.cost_EUR[row]!, 0);
      expect(saved, sharing).toBeCloseTo(before, 4);
      expect(gain_EUR, sharing).toBeCloseTo(plain.gain_EUR, 4);
      expect(sum(participants.shared_EUR), sharing).toBeCloseTo(0, 4);
      // Who left keeps its own bill.
      expect(participants.cost_EUR[9]).toBeCloseTo(plain.participants.cost_EUR[9]!, 6);
      expect(balance.money_microEUR).toBe(0);
    }
    const { participants } = await runs.outcome({ ...BASE, sharing: 'equal' });
    const savings = [...participants.cost_EUR.keys()]
      .filter((row) => row !== 9)
      .map((row) => participants.reference_EUR[row]! - participants.cost_EUR[row]!);
    expect(Math.max(...savings) - Math.min(...savings)).toBeLessThan(1e-4);
  });

  it('does not touch who was never in', async () => {
    const given = community();
    const outside = new MarketRuns({
      ...given,
      participants: given.participants.map((participant, i) => (i === 2 ? { ...participant, optedOutFrom: 0 } : participant)),
    });
    for (const { design, clearing, priceRule } of allCombinations()) {
      const { participants } = await outside.outcome({ ...BASE, design, clearing, priceRule });
      const name = `${design} ${clearing} ${priceRule}`;
      expect(participants.cost_EUR[2], name).toBe(participants.reference_EUR[2]);
      expect([participants.bought_kWh[2], participants.sold_kWh[2]], name).toEqual([0, 0]);
    }
  });

  it('changes fees alone where only a subscription changes', async () => {
    const before = await runs.outcome(BASE);
    const after = await runs.outcome(withFee(BASE, 'platform_EURPerMonth', 3));
    const { cost_EUR, fees_EUR, ...others } = after.participants;
    expect({ ...others }).toEqual({ ...others, ...pick(before.participants, Object.keys(others)) });
    const share = DAYS / 31;
    expect(cost_EUR[0]! - before.participants.cost_EUR[0]!).toBeCloseTo(2 * share, 6);
    expect(fees_EUR[0]! - before.participants.fees_EUR[0]!).toBeCloseTo(2 * share, 6);
    expect(after.local_kWh).toBe(before.local_kWh);
  });

  it('settles the same from a store as anew', async () => {
    for (const fee of ['community_EURPerKWh', 'platformShare', 'import_EURPerKWh', 'networkLocalShare'] as const) {
      const config = withFee(BASE, fee, 0.004);
      const warm = await runs.outcome(config);
      const cold = await new MarketRuns(runs.community).outcome(config);
      expect(warm.participants.cost_EUR, fee).toEqual(cold.participants.cost_EUR);
      expect(warm.cashFlow, fee).toEqual(cold.cashFlow);
    }
  });

  it('has bills that add up to the year', async () => {
    const year = await runs.year({ ...BASE, sharing: 'equal' });
    const { participants } = await runs.outcome({ ...BASE, sharing: 'equal' });
    for (const row of [0, 5, 9, 11]) {
      const { bills } = participantYear(year, row);
      expect(bills.map(({ month }) => month)).toEqual([0]);
      expect(bills.reduce((all, bill) => all + bill.total_microEUR, 0) / 1e6).toBeCloseTo(participants.cost_EUR[row]!, 9);
      expect(bills.reduce((all, bill) => all + bill.reference_microEUR, 0) / 1e6).toBeCloseTo(participants.reference_EUR[row]!, 9);
    }
  });

  it('shows in the matrix what the columns show', async () => {
    const cells = await marketMatrix(runs, BASE);
    expect(cells).toHaveLength(MATRIX_DESIGNS.length * MATRIX_RULES.length * MATRIX_SHARINGS.length);
    for (const rule of ['supply-demand', 'mid-market'] as const) {
      const { gain_EUR } = await runs.outcome({ ...BASE, priceRule: rule });
      const cell = cells.find(({ design, priceRule, sharing }) => design === 'community' && priceRule === rule && sharing === 'none');
      expect(cell?.gain_EUR).toBeCloseTo(gain_EUR, 9);
    }
  });
});

function pick<T extends object>(from: T, keys: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key))) as Partial<T>;
}

describe('without charges', () => {
  it('nested collectives, peers and the pool gain the same', async () => {
    const runs = new MarketRuns(community(0, true));
    const gain = async (rules: Pick<MarketConfig, 'clearing' | 'priceRule'> & { design: Design }) =>
      (await runs.outcome({ ...FREE, ...rules })).gain_EUR;
    const pool = await gain({ design: 'community', clearing: 'pool', priceRule: 'supply-demand' });
    const others = {
      nested: await gain({ design: 'hybrid', clearing: 'optimum', priceRule: 'dual' }),
      rounds: await gain({ design: 'hybrid', clearing: 'pool', priceRule: 'mid-market' }),
      districts: await gain({ design: 'districts', clearing: 'optimum', priceRule: 'dual' }),
      peers: await gain({ design: 'p2p', clearing: 'bilateral', priceRule: 'k-double' }),
      call: await gain({ design: 'p2p', clearing: 'call', priceRule: 'k-price' }),
    };
    expect(pool).toBeGreaterThan(10);
    for (const [name, other] of Object.entries(others)) expect(other, name).toBeCloseTo(pool, 4);
  });

  it('a forecast without error leaves nothing to balance, and one with an error does', async () => {
    const runs = new MarketRuns(community(0, true));
    const config = { ...FREE, imbalance_EURPerKWh: 0.1 };
    const plain = await runs.year(config);
    expect(plain.shared.settled.amounts.imbalance).toBeNull();
    const erring = await runs.year({ ...config, forecastError: 0.2 });
    expect(sum(erring.shared.settled.amounts.imbalance!)).toBeGreaterThan(0);
    expect(total(erring.prepared.net_kWh, plain.prepared.net_kWh)).toBe(0);
  });
});
