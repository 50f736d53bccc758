/** What is characteristic of the systems with a platform or a utility in the middle, each on its own community. */
import { describe, expect, it } from 'vitest';
import { sampleCommunity } from '#gis-data/samples/communities/index.ts';
import { clearBilateralYear } from '#models/market/designs/bilateral.ts';
import { pairCosts } from '#models/market/designs/pairCosts.ts';
import { forecastYear } from '#models/market/participants/forecast.ts';
import { balanceGroupYear } from '#models/market/presets/behaviour/balanceGroup.ts';
import { settleForecasts } from '#models/market/presets/behaviour/imbalance.ts';
import { subscribe } from '#models/market/presets/behaviour/producerContracts.ts';
import { meanValuePlan, planScenarios } from '#models/market/presets/behaviour/stochasticPlan.ts';
import { NO_FEES } from '#models/market/tariff.ts';
import { createNodeLinearSolver } from '#solver/host/linearSolver.node.ts';
import { loadOf, needsOf, presetOf, rowSum, rowsOf, sum, summerWeek, tariffOf, weekOf } from './support.ts';

describe('piclo', () => {
  const community = weekOf('piclo', 100);
  const needs = needsOf(community, tariffOf('piclo'));
  const { participantCount: count, steps } = needs;
  const matched = (turned: boolean, only?: string) => {
    const participants = community.participants.map((participant) => ({
      ...participant,
      preferences: {
        ...participant.preferences,
        partners: turned ? participant.preferences.partners.toReversed() : participant.preferences.partners,
      },
    }));
    const net_kWh = needs.net_kWh.map((net, at) => {
      const { id, kind } = participants[Math.floor(at / steps)]!;
      return kind === 'plant' && only !== undefined && !id.startsWith(only) ? 0 : net;
    });
    const costs = pairCosts({ ...community, participants }, { tariff: null, fees: NO_FEES });
    return clearBilateralYear({ ...needs, net_kWh }, costs, { method: 'ranked', k: 0 });
  };
  const year = matched(false);

  it('matches and tops up to the consumption of every half hour', () => {
    for (let p = 0; p < count; p++) {
      for (let t = 0; t < steps; t++) {
        const at = p * steps + t;
        const topUp = Math.max(0, needs.net_kWh[at]!) - year.bought_kWh[at]!;
        expect(topUp).toBeGreaterThanOrEqual(-1e-9);
      }
    }
    expect(sum(year.bought_kWh)).toBeCloseTo(sum(year.sold_kWh), 6);
  });

  it('changes who is matched with another ranking, not how much', () => {
    const other = matched(true);
    for (let t = 0; t < steps; t += 7) {
      const of = (values: Float64Array) => sum(Array.from({ length: count }, (_, p) => values[p * steps + t]!));
      expect(of(other.bought_kWh)).toBeCloseTo(of(year.bought_kWh), 6);
    }
    const pairsOf = ({ trades }: typeof year) => {
      const pairs = new Map<string, number>();
      for (let i = 0; i < (trades?.count ?? 0); i++) {
        const key = `${trades!.seller[i]} ${trades!.buyer[i]}`;
        pairs.set(key, (pairs.get(key) ?? 0) + trades!.energy_kWh[i]!);
      }
      return pairs;
    };
    const first = pairsOf(year);
    const moved = [...pairsOf(other)].filter(([pair, energy]) => Math.abs(energy - (first.get(pair) ?? 0)) > 1);
    expect(moved.length).toBeGreaterThan(0);
  });

  it('matches more with wind and sun together than with either alone at equal energy, with a swing over the seasons', () => {
    const whole = sampleCommunity('piclo', 60);
    const load = loadOf(whole);
    const hours = whole.axis.steps;
    const shapeOf = (beginning: string) => {
      const shape = new Float64Array(hours);
      for (const row of rowsOf(whole, beginning)) for (let t = 0; t < hours; t++) shape[t]! += whole.generation_kW[row * hours + t]!;
      const total = sum(shape);
      return shape.map((value) => value / total);
    };
    const demand = Float64Array.from({ length: hours }, (_, t) => sum(whole.participants.map((_, p) => load[p * hours + t]!)));
    const energy = 0.6 * sum(demand);
    const wind = shapeOf('wind');
    const solar = shapeOf('solar');
    const matchedWith = (windShare: number, from = 0, to = hours) => {
      let matchedEnergy = 0;
      for (let t = from; t < to; t++) matchedEnergy += Math.min(demand[t]!, energy * (windShare * wind[t]! + (1 - windShare) * solar[t]!));
      return matchedEnergy;
    };
    expect(matchedWith(0.5)).toBeGreaterThan(matchedWith(1));
    expect(matchedWith(0.5)).toBeGreaterThan(matchedWith(0));
    // Sun in June against December.
    expect(matchedWith(0, 3624, 4344)).toBeGreaterThan(2 * matchedWith(0, 8016, 8736));
  });
});

describe('lumenaza', () => {
  const community = weekOf('lumenaza', 120);
  const { steps, step_min } = community.axis;
  const step_h = step_min / 60;
  const total = (load: Float64Array, generation: Float64Array) =>
    Float64Array.from({ length: steps }, (_, t) =>
      sum(community.participants.map((_, p) => load[p * steps + t]! - generation[p * steps + t]!)),
    );
  const net = total(community.load_kW, community.generation_kW);
  const forecast = forecastYear(community, { error: 0.15, autocorrelationPerHour: 0.8, seed: 3 });
  const announced = total(forecast.load_kW, forecast.generation_kW);
  const [battery] = community.participants.find(({ id }) => id === 'quarter-battery')!.assets;
  if (battery?.kind !== 'battery') throw new Error('no battery');
  const without = balanceGroupYear(net, announced, null, step_h);
  const withControl = balanceGroupYear(net, announced, battery, step_h);
  const absolute = (values: Float64Array) => sum(values.map(Math.abs));

  it('exchanges less with the networks above, pays less for them and deviates less with controlled storage', () => {
    expect(absolute(withControl.exchange_kWh)).toBeLessThan(absolute(without.exchange_kWh));
    const drawn = (values: Float64Array) => sum(values.map((value) => Math.max(0, value)));
    const charge = tariffOf('lumenaza').network.energy_EURPerKWh;
    expect(charge * drawn(withControl.exchange_kWh)).toBeLessThan(0.97 * charge * drawn(without.exchange_kWh));
    expect(absolute(withControl.deviation_kWh)).toBeLessThan(0.8 * absolute(without.deviation_kWh));
  });

  it('keeps the battery within its power and level', () => {
    let level = battery.initialShare * battery.capacity_kWh;
    for (const power of withControl.battery_kW) {
      expect(power).toBeLessThanOrEqual(battery.charge_kW + 1e-9);
      expect(-power).toBeLessThanOrEqual(battery.discharge_kW + 1e-9);
      level += (power > 0 ? power * battery.chargeEfficiency : power / battery.dischargeEfficiency) * step_h;
      expect(level).toBeGreaterThanOrEqual(-1e-9);
      expect(level).toBeLessThanOrEqual(battery.capacity_kWh + 1e-9);
    }
  });
});

describe('vandebron', () => {
  const community = sampleCommunity('vandebron', 60);
  const { steps } = community.axis;
  const producers = rowsOf(community, 'wind', 'solar', 'biogas').map((row, i) => ({
    id: community.participants[row]!.id,
    generation_kWh: rowSum(community.generation_kW, row, steps),
    price_EURPerKWh: 0.055 + 0.003 * i,
  }));
  const consumers = rowsOf(community, 'home').map((row, i) => ({
    id: community.participants[row]!.id,
    use_kWh: rowSum(community.load_kW, row, steps),
    ranking: community.participants[row]!.preferences.partners,
    years: i % 3 === 0 ? (1 as const) : (3 as const),
  }));
  const terms = { consumer_EURPerMonth: 6, producer_EURPerMonth: 6, retail_EURPerKWh: 0.08, feedIn_EURPerKWh: 0.045 };
  const year = subscribe(producers, consumers, terms);

  it('passes customers of a sold-out producer on to their next choice', () => {
    const later = year.contracts.filter(({ choice }) => choice !== null && choice > 1);
    expect(later.length).toBeGreaterThan(0);
    for (const { id, generation_kWh } of producers) {
      expect(sum(year.contracts.filter(({ producer }) => producer === id).map(({ energy_kWh }) => energy_kWh))).toBeLessThanOrEqual(
        generation_kWh,
      );
    }
    for (const contract of later) {
      const consumer = consumers.find(({ id }) => id === contract.consumer)!;
      expect(contract.producer).toBe(consumer.ranking[contract.choice! - 1]);
    }
  });

  it('earns the platform the same with twice the energy, and leaves both sides better off', () => {
    const twice = subscribe(
      producers.map((producer) => ({ ...producer, generation_kWh: 2 * producer.generation_kWh })),
      consumers.map((consumer) => ({ ...consumer, use_kWh: 2 * consumer.use_kWh })),
      terms,
    );
    expect(twice.platform_EUR).toBe(year.platform_EUR);
    expect(year.platform_EUR).toBe(12 * 6 * (producers.length + consumers.length));
    for (const { producer, price_EURPerKWh } of year.contracts) {
      if (producer === null) continue;
      expect(price_EURPerKWh).toBeGreaterThan(terms.feedIn_EURPerKWh);
      expect(price_EURPerKWh).toBeLessThan(terms.retail_EURPerKWh);
    }
  });
});

describe('peerenergycloud', () => {
  const community = summerWeek('peerenergycloud');
  const needs = needsOf(community, tariffOf('peerenergycloud'));
  const { imbalance_EURPerKWh } = presetOf('peerenergycloud').config;
  const at = (error: number, seed: number) => {
    const forecast = forecastYear(community, { error, autocorrelationPerHour: 0.8, seed });
    const forecast_kWh = forecast.load_kW.map((load, i) => (load - forecast.generation_kW[i]!) * needs.step_h);
    return settleForecasts(needs, forecast_kWh, { imbalance_EURPerKWh });
  };

  it('has no imbalance and the cost of perfect foresight without error', () => {
    const exact = at(0, 1);
    expect(exact.imbalance_kWh).toBeCloseTo(0, 9);
    expect(exact.cost_EUR).toBeCloseTo(exact.perfect_EUR, 9);
  });

  it('costs more on average the larger the error', () => {
    const means = [0, 0.1, 0.2, 0.4].map((error) => sum([1, 2, 3, 4].map((seed) => at(error, seed).cost_EUR)) / 4);
    for (let i = 1; i < means.length; i++) expect(means[i]!).toBeGreaterThan(means[i - 1]!);
  });
});

describe('smart-watts', () => {
  it('plans for many days never worse than for the mean day, with equal decisions until they can be told apart', async () => {
    const solver = await createNodeLinearSolver();
    const community = summerWeek('smart-watts');
    const needs = needsOf(community, tariffOf('smart-watts'));
    // The seven days of the week are seven possible days.
    const net_kWh = Array.from({ length: 7 }, (_, day) =>
      Float64Array.from({ length: 24 }, (_, hour) =>
        sum(community.participants.map((_, p) => needs.net_kWh[p * needs.steps + day * 24 + hour]!)),
      ),
    );
    const [battery] = community.participants.find(({ id }) => id === 'battery')!.assets;
    if (battery?.kind !== 'battery') throw new Error('no battery');
    for (const splitStep of [6, 10, 16]) {
      const problem = {
        step_h: 1,
        import_EURPerKWh: needs.import_EURPerKWh.slice(0, 24),
        export_EURPerKWh: needs.export_EURPerKWh.slice(0, 24),
        net_kWh,
        probability: net_kWh.map(() => 1 / 7),
        splitStep,
        battery,
      };
      const stochastic = planScenarios(problem, solver);
      const mean = meanValuePlan(problem, solver);
      expect(stochastic.cost_EUR).toBeLessThanOrEqual(mean.cost_EUR + 1e-7);
      for (let t = 0; t < splitStep; t++) {
        for (const plan of stochastic.power_kWh) expect(plan[t]!).toBeCloseTo(stochastic.power_kWh[0]![t]!, 7);
      }
      const apart = stochastic.power_kWh.some((plan) =>
        plan.some((power, t) => t >= splitStep && Math.abs(power - stochastic.power_kWh[0]![t]!) > 1e-6),
      );
      expect(apart).toBe(true);
      // Knowing all from the start is the bound from below.
      expect(planScenarios({ ...problem, splitStep: 0 }, solver).cost_EUR).toBeLessThanOrEqual(stochastic.cost_EUR + 1e-7);
    }
  });
});
