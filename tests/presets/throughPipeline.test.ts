/** What is characteristic of each system, as its own rules show it in the whole pipeline: the same as in the program. */
import { describe, expect, it } from 'vitest';
import type { MarketCommunity } from '#models/market/community.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import type { MarketOutcome, StoryLine } from '#models/market/outcome.ts';
import type { Preferences } from '#models/market/participant.ts';
import type { StoryKey } from '#models/market/presets/stories/story.ts';
import { MarketRuns } from '#models/market/run/marketRuns.ts';
import { subCommunity } from '#models/market/run/subCommunity.ts';
import type { Tariff } from '#models/market/tariff.ts';
import { createNodeLinearSolver } from '#solver/host/linearSolver.node.ts';
import { presetOf, rowSum, rowsOf, rowsTurned, sum, summerWeek, tariffOf, weekOf } from './support.ts';

const run = (community: MarketCommunity, config: MarketConfig) => new MarketRuns(community).outcome(config);

function told(outcome: MarketOutcome, key: StoryKey): StoryLine['values'] {
  const line = outcome.story?.find((one) => one.key === key);
  if (!line) throw new Error(`${outcome.config.preset} does not tell ${key}`);
  return line.values;
}

const withTariff = (config: MarketConfig, changes: Partial<Tariff>): MarketConfig => ({
  ...config,
  tariffs: Object.fromEntries(Object.entries(config.tariffs).map(([zone, tariff]) => [zone, { ...tariff, ...changes }])),
});
const flat = (price_EURPerKWh: number) => ({ kind: 'flat', price_EURPerKWh }) as const;

function withPreferences(community: MarketCommunity, changes: (own: Preferences, row: number) => Partial<Preferences>): MarketCommunity {
  const participants = community.participants.map((participant, row) => ({
    ...participant,
    preferences: { ...participant.preferences, ...changes(participant.preferences, row) },
  }));
  return { ...community, participants };
}

/** Sum of all members in a step. */
const inStep = (table: Float64Array, steps: number, t: number): number => {
  let total = 0;
  for (let at = t; at < table.length; at += steps) total += table[at]!;
  return total;
};

describe('brooklyn', () => {
  it('as an island serves critical members in full while others compete up to the highest bid', async () => {
    const outcome = await run(weekOf('brooklyn', 14), presetOf('brooklyn').config);
    expect(told(outcome, 'brooklyn.critical').served_pct).toBe(100);
    expect(told(outcome, 'brooklyn.others').unserved_kWh).toBeGreaterThan(0);
    // The shops' limit: when nearly nothing is left, they alone are served.
    expect(told(outcome, 'brooklyn.others').highest_ct).toBe(50);
    expect(told(outcome, 'brooklyn.others').lowest_ct).toBeLessThan(26);
  });
});

describe('enexa', () => {
  it('never trades less and saves more per kWh when the supplier is dearer', async () => {
    const runs = new MarketRuns(weekOf('enexa', 14));
    const { config } = presetOf('enexa');
    const outcomes: MarketOutcome[] = [];
    for (const energy of [0.06, 0.12, 0.2, 0.3]) outcomes.push(await runs.outcome(withTariff(config, { energy: flat(energy) })));
    for (let i = 1; i < outcomes.length; i++) {
      const [before, after] = [outcomes[i - 1]!, outcomes[i]!];
      expect(after.local_kWh).toBeGreaterThanOrEqual(before.local_kWh);
      expect(after.gain_EUR / after.local_kWh).toBeGreaterThan(before.gain_EUR / before.local_kWh);
      // What the story says is what the bills say.
      expect(told(after, 'enexa.saving').saving_ct).toBeCloseTo((100 * after.gain_EUR) / after.local_kWh, 1);
    }
  });
});

describe('exergy-texas', () => {
  it('hedges move money between members and nothing else', async () => {
    const runs = new MarketRuns(summerWeek('exergy-texas'));
    const { config } = presetOf('exergy-texas');
    const hedged = await runs.outcome(config);
    const plain = await runs.outcome({ ...config, preset: null });
    for (const column of ['bought_kWh', 'sold_kWh', 'import_kWh', 'export_kWh'] as const) {
      expect(hedged.participants[column]).toEqual(plain.participants[column]);
    }
    const change = hedged.participants.cost_EUR.map((cost, row) => cost - plain.participants.cost_EUR[row]!);
    expect(Math.max(...change.map(Math.abs))).toBeGreaterThan(10);
    expect(sum(change)).toBeCloseTo(0, 4);
    expect(told(hedged, 'exergy.money').sum_EUR).toBe(0);
    expect(told(hedged, 'exergy.variance').fall_pct).toBeGreaterThan(10);
  });
});

describe('allgaeu', () => {
  const { config } = presetOf('allgaeu');
  const community = summerWeek('allgaeu');

  it('trades nothing while feeding in pays more than neighbours can, and begins after', async () => {
    const runs = new MarketRuns(community);
    const ended = await runs.outcome(config);
    const limit = told(ended, 'allgaeu.limit').most_ct! / 100;
    expect((await runs.outcome(withTariff(config, { feedIn: flat(limit + 0.001) }))).local_kWh).toBe(0);
    expect((await runs.outcome(withTariff(config, { feedIn: flat(limit - 0.001) }))).local_kWh).toBeGreaterThan(0);
    expect(ended.local_kWh).toBeGreaterThan(0);
  });

  it('trades more the more neighbours pay extra for local power', async () => {
    const volumes: number[] = [];
    for (const premium of [0, 0.02, 0.05, 0.1]) {
      const members = withPreferences(community, (_, row) => ({ local_EURPerKWh: (premium * (1 + (row % 5))) / 5 }));
      volumes.push((await run(members, withTariff(config, { feedIn: flat(0.12) }))).local_kWh);
    }
    for (let i = 1; i < volumes.length; i++) expect(volumes[i]!).toBeGreaterThanOrEqual(volumes[i - 1]!);
    expect(volumes[0]).toBe(0);
    expect(volumes[3]).toBeGreaterThan(0);
  });
});

describe('solshare', () => {
  it('has no import or export in any step', async () => {
    const runs = new MarketRuns(summerWeek('solshare'));
    const { config } = presetOf('solshare');
    const outcome = await runs.outcome(config);
    expect([outcome.import_kWh, outcome.export_kWh, outcome.peakImport_kW, outcome.peakExport_kW]).toEqual([0, 0, 0, 0]);
    const { prepared } = await runs.cleared(config);
    const { steps } = prepared.community.axis;
    for (let t = 0; t < steps; t++) expect(inStep(prepared.net_kWh, steps, t)).toBeGreaterThanOrEqual(-1e-12);
    expect(outcome.curtailed_kWh).toBeGreaterThan(0);
    expect(outcome.findings.map(({ code }) => code)).toEqual(['market.island.spilled', 'market.island.missing']);
    expect(told(outcome, 'solshare.waste').after_pct).toBeLessThan(0.7 * told(outcome, 'solshare.waste').before_pct!);
    expect(told(outcome, 'solshare.homes').served_pct).toBeGreaterThan(50);
    expect(told(outcome, 'solshare.lines').most_pct).toBeLessThanOrEqual(100);
  });
});

describe('medellin', () => {
  it('buys more from sellers in need with more social weight, at the same total', async () => {
    // With the rows turned round, equal trades do not go to sellers in need by chance.
    const community = rowsTurned(weekOf('medellin', 30));
    const { config } = presetOf('medellin');
    const poor = rowsOf(community, 'hill-solar');
    const results: { total: number; sold: number; cost: number }[] = [];
    for (const social_EURPerKWh of [0, 0.005, 0.02, 0.05]) {
      const { participants, local_kWh } = await run(
        withPreferences(community, () => ({ social_EURPerKWh })),
        config,
      );
      results.push({
        total: local_kWh,
        sold: sum(poor.map((row) => participants.sold_kWh[row]!)),
        cost: sum(poor.map((row) => participants.cost_EUR[row]!)),
      });
    }
    for (let i = 1; i < results.length; i++) {
      expect(results[i]!.total).toBeCloseTo(results[0]!.total, 2);
      expect(results[i]!.sold).toBeGreaterThanOrEqual(results[i - 1]!.sold - 1e-3);
      expect(results[i]!.cost).toBeLessThanOrEqual(results[i - 1]!.cost + 1e-4);
    }
    expect(results[3]!.sold).toBeGreaterThan(1.05 * results[0]!.sold);
  });
});

describe('elecbay', () => {
  it('turns down what a line cannot carry; no money moves for it, and deviations cost who caused them', async () => {
    const runs = new MarketRuns(summerWeek('elecbay'));
    const { config } = presetOf('elecbay');
    const outcome = await runs.outcome(config);
    const free = await runs.outcome({ ...config, preset: null });
    const { rejected, rejected_kWh } = told(outcome, 'elecbay.orders');
    expect(rejected).toBeGreaterThan(0);
    expect(outcome.findings.find(({ code }) => code === 'market.order.rejected')?.values?.line).toBe('North line');
    expect(free.local_kWh - outcome.local_kWh).toBeCloseTo(rejected_kWh!, 0);
    const { prepared, market } = await runs.cleared(config);
    const { steps } = prepared.community.axis;
    for (const line of ['north', 'south']) {
      const rows = rowsOf(prepared.community, line);
      for (let t = 0; t < steps; t++) {
        const flow = sum(rows.map((row) => market.cleared.sold_kWh[row * steps + t]! - market.cleared.bought_kWh[row * steps + t]!));
        expect(Math.abs(flow)).toBeLessThanOrEqual(3 * 0.5 + 1e-9);
      }
    }
    expect(told(outcome, 'elecbay.imbalance').imbalance_EUR).toBeGreaterThan(0);
    expect(told(await runs.outcome({ ...config, forecastError: 0 }), 'elecbay.imbalance').imbalance_EUR).toBe(0);
  });
});

describe('lumenaza', () => {
  it('exchanges less with the networks above and pays them less with storage under control', async () => {
    const runs = new MarketRuns(weekOf('lumenaza', 120));
    const { config } = presetOf('lumenaza');
    const controlled = await runs.outcome(config);
    const without = await runs.outcome({ ...config, dispatch: 'none' });
    expect(controlled.import_kWh + controlled.export_kWh).toBeLessThan(without.import_kWh + without.export_kWh);
    expect(controlled.import_kWh).toBeLessThan(without.import_kWh);
    const { before_kWh, after_kWh } = told(controlled, 'lumenaza.deviation');
    expect(after_kWh).toBeLessThan(0.8 * before_kWh!);
  });
});

describe('piclo', () => {
  const community = weekOf('piclo', 100);
  const { config } = presetOf('piclo');

  it('matches and tops up to the consumption of every half hour', async () => {
    const runs = new MarketRuns(community);
    const { prepared, market } = await runs.cleared(config);
    prepared.net_kWh.forEach((net, at) => {
      expect(market.cleared.bought_kWh[at]!).toBeLessThanOrEqual(Math.max(0, net) + 1e-9);
    });
    const { bought_kWh, import_kWh } = (await runs.outcome(config)).participants;
    for (const row of community.participants.keys()) {
      const used = sum(
        prepared.net_kWh.subarray(row * community.axis.steps, (row + 1) * community.axis.steps).map((net) => Math.max(0, net)),
      );
      expect(bought_kWh[row]! + import_kWh[row]!).toBeCloseTo(used, 3);
    }
  });

  it('changes who is matched with another ranking, not how much', async () => {
    const turned = withPreferences(community, ({ partners }) => ({ partners: partners.toReversed() }));
    const first = await run(community, config);
    const other = await run(turned, config);
    expect(other.local_kWh).toBeCloseTo(first.local_kWh, 1);
    const moved = other.participants.sold_kWh.map((sold, row) => Math.abs(sold - first.participants.sold_kWh[row]!));
    expect(Math.max(...moved)).toBeGreaterThan(100);
  });
});

describe('vandebron', () => {
  const community = summerWeek('vandebron');
  const { config } = presetOf('vandebron');

  it('earns its platform subscriptions alone, however much energy flows', async () => {
    const twice = {
      ...community,
      load_kW: community.load_kW.map((power) => 2 * power),
      generation_kW: community.generation_kW.map((power) => 2 * power),
    };
    const once = await run(community, config);
    const double = await run(twice, config);
    expect(double.local_kWh).toBeCloseTo(2 * once.local_kWh, 1);
    expect(once.cashFlow.platform_EUR).toBeGreaterThan(0);
    expect(double.cashFlow.platform_EUR).toBe(once.cashFlow.platform_EUR);
    expect(told(double, 'vandebron.contracts')).toEqual(told(once, 'vandebron.contracts'));
    expect(told(once, 'vandebron.contracts').later).toBeGreaterThan(0);
  });

  it('pays producers more than feeding in, and consumers pay less than at the supplier', async () => {
    const { prepared, market } = await new MarketRuns(community).cleared(config);
    const { steps } = community.axis;
    const { import_EURPerKWh, export_EURPerKWh, tariff } = prepared.tariffs[0]!;
    const levies = tariff.levies_EURPerKWh * (1 + tariff.vat);
    for (const [at, bought] of market.cleared.bought_kWh.entries()) {
      if (bought > 1e-9) expect(market.cleared.paid_EUR[at]! / bought + levies).toBeLessThan(import_EURPerKWh[at % steps]!);
      const sold = market.cleared.sold_kWh[at]!;
      if (sold > 1e-9) expect(market.cleared.earned_EUR[at]! / sold).toBeGreaterThan(export_EURPerKWh[at % steps]!);
    }
  });
});

describe('peerenergycloud', () => {
  it('has no imbalance and the cost of perfect foresight without error; the mean cost rises with it', async () => {
    const runs = new MarketRuns(summerWeek('peerenergycloud'));
    const { config } = presetOf('peerenergycloud');
    const exact = await runs.outcome({ ...config, forecastError: 0 });
    const perfect = await runs.outcome({ ...config, forecastError: 0, imbalance_EURPerKWh: 0 });
    expect(told(exact, 'peerenergycloud.imbalance').cost_EUR).toBe(0);
    expect(exact.participants.cost_EUR).toEqual(perfect.participants.cost_EUR);
    const means: number[] = [sum(exact.participants.cost_EUR)];
    for (const forecastError of [0.1, 0.2, 0.4]) {
      let total = 0;
      for (const seed of [1, 2]) total += sum((await runs.outcome({ ...config, forecastError, seed })).participants.cost_EUR) / 2;
      means.push(total);
    }
    for (let i = 1; i < means.length; i++) expect(means[i]!).toBeGreaterThan(means[i - 1]!);
  });
});

describe('smart-watts', () => {
  it('plans for many days never worse than for the mean day', async () => {
    const runs = new MarketRuns(summerWeek('smart-watts'), { solver: await createNodeLinearSolver() });
    const { many_EUR, one_EUR } = told(await runs.outcome(presetOf('smart-watts').config), 'smart-watts.plan');
    expect(many_EUR).toBeLessThanOrEqual(one_EUR!);
  });

  it('says so where the solver is missing', async () => {
    expect(told(await run(summerWeek('smart-watts'), presetOf('smart-watts').config), 'smart-watts.none')).toEqual({});
  });
});

describe('cornwall', () => {
  it('pays what was delivered', async () => {
    const { config } = presetOf('cornwall');
    const { flexibility } = await run(weekOf('cornwall', 14), config);
    if (!flexibility || !config.flexibility) throw new Error('nothing sold');
    const { use_EURPerKWh } = config.flexibility;
    expect(flexibility.delivered_kWh).toBeGreaterThan(0);
    for (const { offered_kW, offered_kWh, delivered_kWh, from, to } of flexibility.events) {
      expect(offered_kWh).toBeCloseTo((offered_kW * (to - from)) / 2, 6);
      expect(delivered_kWh).toBeLessThanOrEqual(offered_kWh);
    }
    expect(flexibility.use_EUR).toBeCloseTo(use_EURPerKWh * flexibility.delivered_kWh, 6);
    expect(sum(flexibility.member_EUR)).toBeCloseTo(flexibility.members_EUR, 6);
  });

  it('awards no more than was wanted or lines carry', async () => {
    const { awarded_kW, wanted_kW, highest_ct } = told(await run(weekOf('cornwall', 14), presetOf('cornwall').config), 'cornwall.auction');
    expect(awarded_kW).toBeGreaterThan(0);
    expect(awarded_kW).toBeLessThanOrEqual(Math.min(wanted_kW!, 2 * 120));
    expect(highest_ct).toBeLessThanOrEqual(25);
  });
});

describe('trader', () => {
  const { config } = presetOf('trader');
  const community = weekOf('trader', 14);

  it('sells nothing while no limit binds', async () => {
    const free = { ...community, collectives: community.collectives.map((collective) => ({ ...collective, capacity_kW: null })) };
    const outcome = await run(free, config);
    expect([outcome.flexibility?.delivered_kWh, outcome.flexibility?.events.length, outcome.curtailed_kWh]).toEqual([0, 0, 0]);
    expect(told(outcome, 'trader.noLimit')).toEqual({});
  });

  it('lowers curtailment kWh for kWh with accepted turn-up while the cable is full, at no more than its worth', async () => {
    const runs = new MarketRuns(community);
    const { steps } = community.axis;
    const without = (await runs.cleared({ ...config, flexibility: null })).prepared;
    const { prepared, flexibility } = await runs.cleared(config);
    const made = (year: typeof prepared, t: number) => inStep(year.gross.generation_kWh, steps, t);
    const limit_kWh = community.collectives[0]!.capacity_kW! * 0.5;
    let full = 0;
    for (const { from, to, offered_kW } of flexibility!.summary.events) {
      for (let t = from; t < to; t++) {
        // Only while the cable is still full is all that is taken up wind that would have stood still.
        if (offered_kW === 0 || inStep(prepared.net_kWh, steps, t) > -limit_kWh + 1e-6) continue;
        full++;
        const moved = inStep(prepared.flexible_kW, steps, t) - inStep(without.flexible_kW, steps, t);
        expect(made(prepared, t) - made(without, t)).toBeCloseTo(0.5 * moved, 6);
        expect(moved).toBeGreaterThan(0.99 * offered_kW);
      }
    }
    expect(full).toBeGreaterThan(5);
    expect(prepared.curtailed_kWh).toBeLessThan(without.curtailed_kWh);
    expect(config.flexibility!.use_EURPerKWh).toBeLessThanOrEqual(prepared.tariffs[0]!.export_EURPerKWh[0]!);
  });
});

describe('empower', () => {
  const { config } = presetOf('empower');

  it('lowers what is drawn in the hours of a call by what was sold, and keeps its fee alone', async () => {
    const runs = new MarketRuns(weekOf('empower', 14));
    const { prepared, flexibility } = await runs.cleared(config);
    const { steps, step_min } = prepared.community.axis;
    let calls = 0;
    for (const { from, to, offered_kW } of flexibility!.summary.events) {
      if (offered_kW === 0) continue;
      calls++;
      for (let t = from; t < to; t++) {
        const now_kW = inStep(prepared.net_kWh, steps, t) / (step_min / 60);
        expect(flexibility!.baseline_kW[t]! - now_kW).toBeGreaterThan(0.98 * offered_kW);
      }
    }
    expect(calls).toBeGreaterThan(2);
    const outcome = await runs.outcome(config);
    expect(told(outcome, 'empower.peak').after_kW).toBeLessThan(told(outcome, 'empower.peak').before_kW!);
  });

  it('closes its books to its fee, in summer when there is something to trade', async () => {
    const outcome = await run(summerWeek('empower'), config);
    expect(outcome.local_kWh).toBeGreaterThan(0);
    expect(outcome.cashFlow.community_EUR).toBeCloseTo(2 * config.fees.community_EURPerKWh * outcome.local_kWh, 2);
  });
});

describe('p2p-smarttest', () => {
  it('breaks no limit after control', async () => {
    const { before, after } = told(await run(summerWeek('p2p-smarttest'), presetOf('p2p-smarttest').config), 'p2p-smarttest.control');
    expect(before).toBeGreaterThan(0);
    expect(after).toBe(0);
  });
});

describe('corby', () => {
  const { config } = presetOf('corby');
  const community = summerWeek('corby');
  const bare = withTariff(config, { network: { ...tariffOf('corby').network, localShareByLevel: [0] }, localLevyShare: 0 });

  it('exports in no slot; without charges the dual price is the supplier’s: sellers gain, buyers nothing', async () => {
    const runs = new MarketRuns(community);
    // Owners run what can move as they would alone: all that changes is the trade.
    const rules = { ...bare, flexibility: null, dispatch: 'tariff' } as const;
    const outcome = await runs.outcome(rules);
    expect(outcome.export_kWh).toBe(0);
    expect(told(outcome, 'corby.exports').exports).toBe(0);
    const { market, prepared } = await runs.cleared(rules);
    const retail = prepared.tariffs[0]!.import_EURPerKWh;
    const traded = [...market.cleared.price_EURPerKWh].flatMap((price, t) => (Number.isFinite(price) ? [price - retail[t]!] : []));
    expect(traded.length).toBeGreaterThan(50);
    for (const difference of traded) expect(difference).toBeCloseTo(0, 9);
    const { sold_kWh } = outcome.participants;
    const spread = retail[0]! - prepared.tariffs[0]!.export_EURPerKWh[0]!;
    expect(outcome.gain_EUR).toBeCloseTo(spread * sum(sold_kWh), 2);
    for (const row of rowsOf(community, 'control')) {
      expect(outcome.participants.cost_EUR[row]!).toBeCloseTo(outcome.participants.reference_EUR[row]!, 3);
    }
    expect((await runs.outcome(config)).export_kWh).toBe(0);
  });

  it('lets buyers gain under other price rules', async () => {
    for (const priceRule of ['supply-demand', 'mid-market'] as const) {
      const rules = { ...bare, flexibility: null, clearing: 'pool', priceRule } as const;
      const { participants } = await run(community, rules);
      const buyers = rowsOf(community, 'control').filter((row) => participants.bought_kWh[row]! > 0);
      expect(buyers.length).toBeGreaterThan(0);
      for (const row of buyers) expect(participants.cost_EUR[row]!).toBeLessThan(participants.reference_EUR[row]!);
    }
  });

  it('can offer 0.1 MW to draw more, and not 1 MW', async () => {
    const runs = new MarketRuns(community);
    const days = [0, 1, 2, 3, 4, 5, 6];
    const offered = async (minimum_kW: number) => {
      const product = { ...config.flexibility!, days, minimum_kW, maximum_kW: Math.max(minimum_kW, 500) };
      return (await runs.outcome({ ...config, flexibility: product })).flexibility!;
    };
    const small = await offered(100);
    expect(small.largestOffered_kW).toBeGreaterThanOrEqual(100);
    expect(small.delivered_kWh).toBeGreaterThan(300);
    const large = await offered(1000);
    expect([large.largestOffered_kW, large.delivered_kWh]).toEqual([0, 0]);
  });
});

describe('iberia', () => {
  const { config } = presetOf('iberia');
  const community = summerWeek('iberia');
  const withFee = (fee: number): MarketCommunity => ({
    ...community,
    collectives: community.collectives.map((collective) =>
      collective.id === 'es' || collective.id === 'pt' ? { ...collective, importFee_EURPerKWh: fee, exportFee_EURPerKWh: fee } : collective,
    ),
  });

  it('trades over the border only where the gap is larger than the fees', async () => {
    const crossed: number[] = [];
    for (const fee of [0, 0.01, 0.05, 0.2]) crossed.push(told(await run(withFee(fee), config), 'iberia.border').crossed_kWh!);
    for (let i = 1; i < crossed.length; i++) expect(crossed[i]!).toBeLessThanOrEqual(crossed[i - 1]!);
    expect(crossed[0]).toBeGreaterThan(0);
    expect(crossed.at(-1)).toBe(0);
  });

  it('is two separate communities with endless fees', async () => {
    const together = await run(withFee(1e6), config);
    for (const country of ['es', 'pt']) {
      const rows = rowsOf(community, country);
      const alone = await run(subCommunity(community, Int32Array.from(rows)), config);
      rows.forEach((row, i) => {
        expect(together.participants.cost_EUR[row]!).toBeCloseTo(alone.participants.cost_EUR[i]!, 2);
      });
    }
  });

  it('simulates outside income and credits no relief: bills are those without it', async () => {
    const product = { ...config.flexibility!, minimum_kW: 0.5, days: [0, 1, 2, 3, 4, 5, 6] };
    const runs = new MarketRuns(community);
    const simulated = await runs.outcome({ ...config, flexibility: product });
    const without = await runs.outcome({ ...config, flexibility: null });
    expect(simulated.flexibility?.isSimulated).toBe(true);
    expect(simulated.participants.cost_EUR).toEqual(without.participants.cost_EUR);
    expect(simulated.cashFlow.flexibility_EUR).toBe(0);
    expect(rowSum(simulated.participants.fees_EUR, 0, community.participants.length)).toBeGreaterThan(0);
  });
});
