/** What is characteristic of FleXunity's two pilots, with the members of the note's tables. */
import { describe, expect, it } from 'vitest';
import { sampleCommunity } from '#gis-data/samples/communities/index.ts';
import type { ClearedYear } from '#models/market/cleared.ts';
import type { MarketCommunity } from '#models/market/community.ts';
import { communityOptimum } from '#models/market/designs/communityOptimum.ts';
import type { HeatAsset } from '#models/market/participant.ts';
import { clearPoolYear } from '#models/market/pricing/poolYear.ts';
import { priceYear } from '#models/market/pricing/priceRules.ts';
import { clearMarket } from '#models/market/run/clearMarket.ts';
import { membershipsOf } from '#models/market/run/memberships.ts';
import type { PreparedMarket } from '#models/market/run/prepareMarket.ts';
import { tariffYear } from '#models/market/tariffs/tariffYear.ts';
import { loadOf, needsOf, presetOf, rowsOf, sum, summerWeek, tariffOf } from './support.ts';

describe('corby', () => {
  const community = sampleCommunity('corby', 30);
  const needs = needsOf(community, tariffOf('corby'));
  const { participantCount: count, steps, step_h } = needs;
  const pool = clearPoolYear(needs);
  const gross = { load_kWh: loadOf(community), generation_kWh: community.generation_kW.map((power) => power * step_h) };
  const params = { compensation: 0, fixedPrice: 0, k: 0.5 };

  it('exports in no slot of the year and uses all surplus inside', () => {
    for (let t = 0; t < steps; t++) expect(pool.demand_kWh[t]!).toBeGreaterThan(pool.supply_kWh[t]!);
    expect(sum(pool.shared_kWh)).toBeCloseTo(sum(pool.supply_kWh), 6);
    expect(sum(pool.supply_kWh)).toBeGreaterThan(10_000);
  });

  it('has the supplier’s price as dual in every slot: sellers gain all, buyers nothing', () => {
    const prices = priceYear('dual', pool, needs, gross, params);
    for (let t = 0; t < steps; t++) {
      expect(prices.sell_EURPerKWh[t]!).toBeCloseTo(needs.import_EURPerKWh[t]!, 12);
      expect(prices.buy_EURPerKWh[t]!).toBeCloseTo(needs.import_EURPerKWh[t]!, 12);
    }
    // Equation 3 says the same, slot by slot.
    for (let t = 24; t < steps; t += 1601) {
      const members = Array.from({ length: count }, (_, p) => {
        const produced = -needs.net_kWh[p * steps + t]!;
        return { a: 1, b: 0, min_kWh: produced, max_kWh: produced };
      });
      const grid = { import_EURPerKWh: needs.import_EURPerKWh[t]!, export_EURPerKWh: needs.export_EURPerKWh[t]! };
      const solution = communityOptimum(members, { grid, community_EURPerKWh: 0, import_EURPerKWh: 0, export_EURPerKWh: 0 });
      if (solution.status !== 'optimal') throw new Error('infeasible');
      expect(solution.lambda_EURPerKWh).toBeCloseTo(grid.import_EURPerKWh, 9);
      expect(solution.qExp_kWh).toBeCloseTo(0, 9);
    }
  });

  it.each(['supply-demand', 'mid-market'] as const)('lets buyers gain too under the rule %s', (rule) => {
    const prices = priceYear(rule, pool, needs, gross, params);
    let cheaper = 0;
    for (let t = 0; t < steps; t++) {
      expect(prices.buy_EURPerKWh[t]!).toBeLessThanOrEqual(needs.import_EURPerKWh[t]! + 1e-12);
      expect(prices.sell_EURPerKWh[t]!).toBeGreaterThanOrEqual(needs.export_EURPerKWh[t]! - 1e-12);
      if (prices.buy_EURPerKWh[t]! < needs.import_EURPerKWh[t]! - 1e-9) cheaper++;
    }
    expect(cheaper).toBeGreaterThan(1000);
  });

  it('can hold a turn-up of 0.1 MW over the window of the product, but not of 1 MW', () => {
    const { flexibility } = presetOf('corby').config;
    if (!flexibility) throw new Error('no product');
    const window_h = flexibility.to_h - flexibility.from_h;
    let most_kW = 0;
    for (const { assets } of community.participants) {
      for (const asset of assets) if (asset.kind === 'heat') most_kW += heldTurnUp(asset, window_h, flexibility.from_h, steps);
    }
    expect(flexibility.minimum_kW).toBe(100);
    expect(most_kW).toBeGreaterThan(100);
    // Cars at four points add 30 kW at most.
    expect(most_kW + 4 * 7.4).toBeLessThan(1000);
  });

  /** Extra power of a store that begins half full and takes up heat beyond the demand, on the least favourable day [kW]. */
  function heldTurnUp(asset: HeatAsset, window_h: number, from_h: number, all: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let day = 0; day < 365; day++) {
      const first = (day * 24 + from_h) / step_h;
      for (let t = first; t < Math.min(all, first + window_h / step_h); t++) {
        const cop = asset.cop[t]!;
        least = Math.min(least, asset.power_kW - asset.demand_kWh[t]! / cop / step_h, (0.5 * asset.capacity_kWh) / cop / window_h);
      }
    }
    return least;
  }
});

describe('iberia', () => {
  const community = summerWeek('iberia');
  const preset = presetOf('iberia');
  const spain = rowsOf(community, 'es-');
  const portugal = rowsOf(community, 'pt-');
  const none = new Float64Array(community.load_kW.length);

  function prepared(fee_EURPerKWh: number): PreparedMarket {
    const withFees: MarketCommunity = {
      ...community,
      collectives: community.collectives.map((collective) =>
        collective.id === 'es' || collective.id === 'pt'
          ? { ...collective, importFee_EURPerKWh: fee_EURPerKWh, exportFee_EURPerKWh: fee_EURPerKWh }
          : collective,
      ),
    };
    const memberships = membershipsOf(withFees);
    const needs = needsOf(withFees, tariffOf('iberia'));
    return {
      community: withFees,
      memberships,
      tariffs: memberships.zones.map((zone) =>
        tariffYear(tariffOf('iberia', zone in preset.config.tariffs ? zone : 'default'), withFees.axis),
      ),
      net_kWh: needs.net_kWh,
      gross: { load_kWh: loadOf(withFees), generation_kWh: withFees.generation_kW },
      flexible_kW: none,
      stores: [],
      curtailed_kWh: 0,
      gap: null,
      findings: [],
    };
  }
  const balance = (year: ClearedYear, rows: readonly number[]) => {
    let sold = 0;
    for (const row of rows) {
      for (let t = 0; t < year.steps; t++) sold += year.sold_kWh[row * year.steps + t]! - year.bought_kWh[row * year.steps + t]!;
    }
    return sold;
  };
  const cleared = (fee: number) => clearMarket(prepared(fee), preset.config, { keepTrades: false });

  it('trades over the border only where the price gap is larger than the fees', () => {
    const flows = [0, 0.005, 0.01, 0.02, 0.05, 0.2].map((fee) => Math.abs(balance(cleared(fee).cleared, spain)));
    for (let i = 1; i < flows.length; i++) expect(flows[i]!).toBeLessThanOrEqual(flows[i - 1]! + 1e-9);
    expect(flows[0]).toBeGreaterThan(0);
    expect(flows.at(-1)).toBeCloseTo(0, 9);
    expect(balance(cleared(0).cleared, spain)).toBeCloseTo(-balance(cleared(0).cleared, portugal), 9);
  });

  it('splits into two communities when fees are endless', () => {
    const split = cleared(1e6).cleared;
    for (let t = 0; t < split.steps; t++) {
      for (const rows of [spain, portugal]) {
        const sold = sum(rows.map((row) => split.sold_kWh[row * split.steps + t]!));
        const bought = sum(rows.map((row) => split.bought_kWh[row * split.steps + t]!));
        expect(sold).toBeCloseTo(bought, 9);
      }
    }
    expect(sum(split.bought_kWh)).toBeGreaterThan(0);
  });

  it('credits no relief of a shared line, and calls outside income simulated', () => {
    for (const tariff of Object.values(preset.config.tariffs)) expect(tariff.network.localShareByLevel).toEqual([1]);
    expect(community.collectives.every(({ owners, capacity_kW }) => owners.length === 0 && capacity_kW === null)).toBe(true);
    expect(preset.config.flexibility?.isOpen).toBe(false);
  });
});
