/** What is characteristic of the systems that sell flexibility or keep the network's limits, each on its own community. */
import { describe, expect, it } from 'vitest';
import { auctionFlexibility, payForDelivery } from '#models/market/presets/behaviour/flexibilityAuction.ts';
import { controlStep, type Feeder, feederVoltages } from '#models/market/presets/behaviour/networkControl.ts';
import { PROVIDERS, runProvider } from '#models/market/presets/behaviour/serviceProvider.ts';
import { turnUpYear } from '#models/market/presets/behaviour/windTurnUp.ts';
import { needsOf, presetOf, rowsOf, sum, summerWeek, tariffOf, weekOf } from './support.ts';

describe('cornwall', () => {
  const community = weekOf('cornwall', 14);
  const feederOf = (id: string) => community.participants.find((participant) => participant.id === id)!.collective;
  const steps = [34, 35, 36];
  const offers = community.participants.flatMap(({ id, assets }, i) =>
    assets.flatMap((asset) => {
      const power_kW = asset.kind === 'battery' ? asset.discharge_kW : asset.kind === 'heat' ? 0.5 * asset.power_kW : 0;
      if (power_kW === 0) return [];
      return steps.map((step) => ({ asset: id, feeder: feederOf(id), step, power_kW, reserve_EURPerKWh: 0.1 + 0.002 * ((i * 7) % 40) }));
    }),
  );
  const calls = steps.flatMap((step) => [
    { buyer: 'network', step, power_kW: 60, limit_EURPerKWh: 0.3 },
    { buyer: 'system', step, power_kW: 80, limit_EURPerKWh: 0.17 },
  ]);
  const limits = {
    feeder_kW: { 'feeder-1': 50, 'feeder-2': 70 },
    asset_kW: Object.fromEntries(offers.map(({ asset, power_kW }) => [asset, power_kW])),
  };
  const awards = auctionFlexibility(offers, calls, limits);

  it('never sells a kilowatt twice and keeps the limits of feeders', () => {
    for (const step of steps) {
      const ofStep = awards.filter((award) => award.step === step);
      for (const { asset, power_kW } of offers.filter((offer) => offer.step === step)) {
        expect(sum(ofStep.filter((award) => award.asset === asset).map((award) => award.power_kW))).toBeLessThanOrEqual(power_kW + 1e-9);
      }
      for (const [feeder, limit] of Object.entries(limits.feeder_kW)) {
        const used = sum(ofStep.filter(({ asset }) => feederOf(asset) === feeder).map(({ power_kW }) => power_kW));
        expect(used).toBeLessThanOrEqual(limit + 1e-9);
      }
    }
    expect(sum(awards.filter(({ buyer }) => buyer === 'network').map(({ power_kW }) => power_kW))).toBeCloseTo(3 * 60, 9);
  });

  it('takes the cheapest offers that fit', () => {
    const price = new Map(offers.map(({ asset, reserve_EURPerKWh }) => [asset, reserve_EURPerKWh]));
    const network = awards.filter(({ buyer, step }) => buyer === 'network' && step === 34);
    const dearest = Math.max(...network.map(({ asset }) => price.get(asset)!));
    expect(network.every(({ price_EURPerKWh }) => price_EURPerKWh === dearest)).toBe(true);
    const usedOf = (asset: string) => sum(network.filter((award) => award.asset === asset).map(({ power_kW }) => power_kW));
    for (const { asset, feeder, power_kW, reserve_EURPerKWh } of offers.filter(({ step }) => step === 34)) {
      if (reserve_EURPerKWh >= dearest || usedOf(asset) >= power_kW - 1e-9) continue;
      const onFeeder = sum(network.filter((award) => feederOf(award.asset) === feeder).map((award) => award.power_kW));
      expect(onFeeder, `cheaper ${asset} was left out`).toBeCloseTo(limits.feeder_kW[feeder as 'feeder-1' | 'feeder-2'], 9);
    }
  });

  it('pays what was delivered against the baseline, not what was sold', () => {
    const [first] = awards;
    const pay = payForDelivery([first!, first!, first!], [first!.power_kW, first!.power_kW / 2, -1], 0.5);
    expect(pay[0]).toBeCloseTo(first!.power_kW * 0.5 * first!.price_EURPerKWh, 12);
    expect(pay[1]).toBeCloseTo(pay[0]! / 2, 12);
    expect(pay[2]).toBe(0);
  });
});

describe('trader', () => {
  const community = weekOf('trader', 14);
  const needs = needsOf(community, tariffOf('trader'));
  const { steps, step_h } = needs;
  const surplus_kW = Float64Array.from(
    { length: steps },
    (_, t) => -sum(community.participants.map((_, p) => needs.net_kWh[p * steps + t]!)) / step_h,
  );
  const assets = community.participants.flatMap(({ id, assets: own }, i) =>
    own.flatMap((asset) => {
      if (asset.kind === 'battery') {
        const release_kWh = new Float64Array(steps).fill(0.2 * asset.discharge_kW * step_h);
        return [{ id, power_kW: asset.charge_kW, storage_kWh: asset.capacity_kWh, release_kWh, acceptance_EURPerKWh: 0.02 }];
      }
      if (asset.kind !== 'heat') return [];
      // Heat that is needed later anyway makes room in the store.
      const release_kWh = asset.demand_kWh.map((heat, t) => heat / asset.cop[t]!);
      return [
        { id, power_kW: asset.power_kW, storage_kWh: asset.capacity_kWh, release_kWh, acceptance_EURPerKWh: 0.01 + 0.001 * (i % 60) },
      ];
    }),
  );
  const value_EURPerKWh = 0.045;
  const input = { step_h, surplus_kW, exportLimit_kW: community.collectives[0]!.capacity_kW!, value_EURPerKWh, assets };

  it('sells nothing while no limit binds', () => {
    const free = turnUpYear({ ...input, exportLimit_kW: 10_000 });
    expect([sum(free.accepted_kWh), sum(free.curtailedBefore_kWh)]).toEqual([0, 0]);
  });

  it('lowers curtailment by exactly what is accepted, at no more than its worth', () => {
    const year = turnUpYear(input);
    expect(sum(year.accepted_kWh)).toBeGreaterThan(0);
    for (let t = 0; t < steps; t++) {
      expect(year.curtailedBefore_kWh[t]! - year.curtailed_kWh[t]!).toBeCloseTo(year.accepted_kWh[t]!, 9);
      if (year.accepted_kWh[t]! > 0) expect(year.price_EURPerKWh[t]!).toBeLessThanOrEqual(value_EURPerKWh);
      if (year.curtailedBefore_kWh[t] === 0) expect(year.accepted_kWh[t]).toBe(0);
    }
    const dear = assets.filter(({ acceptance_EURPerKWh }) => acceptance_EURPerKWh > value_EURPerKWh);
    expect(dear.length).toBeGreaterThan(0);
    for (const { id } of dear) expect(year.paid_EUR.get(id)).toBe(0);
  });
});

describe('empower', () => {
  const needs = needsOf(summerWeek('empower', 60), tariffOf('empower'));
  const fee = presetOf('empower').config.fees.community_EURPerKWh;
  const books = PROVIDERS.map((provider) => runProvider(provider, needs, fee));

  it('flows the same whoever the provider is', () => {
    expect(books[0]!.traded_kWh).toBeGreaterThan(0);
    for (const { pool_kWh } of books) expect(pool_kWh).toEqual(books[0]!.pool_kWh);
  });

  it('closes the provider’s books to its fee', () => {
    for (const { kept_EUR, traded_kWh } of books) expect(kept_EUR).toBeCloseTo(2 * fee * traded_kWh, 9);
  });
});

describe('p2p-smarttest', () => {
  const community = summerWeek('p2p-smarttest');
  const needs = needsOf(community, tariffOf('p2p-smarttest'));
  const { steps, step_h, participantCount } = needs;
  const feeder = (id: string, limit_kW: number, ...members: readonly string[]): Feeder => {
    const rows = rowsOf(community, ...members);
    return { id, members: rows, limit_kW, resistance_ohm: rows.map(() => 0.006), nominal_V: 400, band: 0.05 };
  };
  const feeders = [feeder('sunny', 45, 'sunny'), feeder('busy', 45, 'busy', 'workshop')];
  const stepAt = (t: number) => Float64Array.from({ length: participantCount }, (_, p) => needs.net_kWh[p * steps + t]! / step_h);

  it('has no violation of current or voltage after control', () => {
    let before = 0;
    for (let t = 0; t < steps; t++) {
      const controlled = controlStep(feeders, stepAt(t));
      before += controlled.before;
      expect(controlled.after).toBe(0);
      for (const one of feeders) {
        for (const voltage of feederVoltages(one, controlled.net_kW)) expect(Math.abs(voltage - 1)).toBeLessThanOrEqual(one.band + 1e-6);
      }
    }
    expect(before).toBeGreaterThan(0);
  });

  it('never gains from limits, and loses nothing where none binds', () => {
    const retail = needs.import_EURPerKWh[0]!;
    const feedIn = needs.export_EURPerKWh[0]!;
    const lost = 1;
    // Value of use at a price above retail, less what the community pays.
    const welfare = (net: Float64Array, shed: number) => {
      const total = sum(net);
      return -(total > 0 ? total * retail : total * feedIn) - shed * (lost + retail);
    };
    for (let t = 0; t < steps; t++) {
      const traded = stepAt(t);
      const controlled = controlStep(feeders, traded);
      expect(welfare(controlled.net_kW, controlled.shed_kW)).toBeLessThanOrEqual(welfare(traded, 0) + 1e-9);
      if (controlled.before === 0) expect(controlled.net_kW).toEqual(traded);
    }
  });
});
