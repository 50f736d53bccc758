/** Offers of the sample communities that live from flexibility. */
import { describe, expect, it } from 'vitest';
import { sampleCommunity } from '#gis-data/samples/communities/index.ts';
import { flexibilityYear } from '#models/market/flexibility/flexibilityYear.ts';
import type { FlexibilityProduct, MarketConfig } from '#models/market/marketConfig.ts';
import { partOfYear } from '#models/market/participants/resample.ts';
import { presetById } from '#models/market/presets/index.ts';
import { MarketRuns } from '#models/market/run/marketRuns.ts';
import { prepareMarket } from '#models/market/run/prepareMarket.ts';

function weekOf(id: string, firstDay: number) {
  const preset = presetById(id)!;
  const { config } = preset;
  const product = config.flexibility!;
  const community = partOfYear(sampleCommunity(preset.community, config.step_min), firstDay, 7);
  const days = product.days.map((day) => day - firstDay).filter((day) => day >= 0 && day < 7);
  const sell = (changed: Partial<FlexibilityProduct> = {}): MarketConfig => ({ ...config, flexibility: { ...product, days, ...changed } });
  return { community, sell };
}

describe('corby', () => {
  const { community, sell } = weekOf('corby', 160);

  it('can turn up 0.1 MW, and not 1 MW by itself', async () => {
    const prepared = await prepareMarket(community, sell(), {});
    const small = (await flexibilityYear(prepared, sell({ minimum_kW: 100, maximum_kW: 100 })))!.summary;
    expect(small.events.length).toBeGreaterThan(0);
    for (const event of small.events) {
      expect(event.offered_kW).toBeGreaterThanOrEqual(100 * (1 - 1e-6));
      expect(event.delivered_kWh).toBeCloseTo(event.offered_kWh, 9);
    }
    const large = (await flexibilityYear(prepared, sell({ minimum_kW: 1000, maximum_kW: 5000, use_EURPerKWh: 10 })))!;
    expect(large.summary.events.map(({ offered_kW }) => offered_kW)).toEqual(small.events.map(() => 0));
    expect(large.findings.map(({ code }) => code)).toEqual(['market.flexibility.none']);
    expect(large.net_kWh).toEqual(prepared.net_kWh);
  });

  it('pays members by what each delivered, the food plant most', async () => {
    const { flexibility, cashFlow, balance } = await new MarketRuns(community).outcome(sell());
    const { member_EUR, memberDelivered_kWh, members_EUR, aggregator_EUR, use_EUR, availability_EUR, cost_EUR } = flexibility!;
    const plant = community.participants.findIndex(({ id }) => id.startsWith('food-plant'));
    expect(Math.max(...memberDelivered_kWh)).toBe(memberDelivered_kWh[plant]);
    expect(Math.max(...member_EUR)).toBe(member_EUR[plant]);
    expect(members_EUR + aggregator_EUR).toBeCloseTo(use_EUR + availability_EUR, 9);
    expect(members_EUR).toBeGreaterThan(cost_EUR);
    expect(cashFlow.flexibility_EUR).toBeCloseTo(-members_EUR, 4);
    expect(balance.money_microEUR).toBe(0);
  });
});

describe('iberia', () => {
  it('only simulates what the closed market would pay', async () => {
    const { community, sell } = weekOf('iberia', 160);
    const runs = new MarketRuns(community);
    // High enough that members would rather sell than keep their evening’s energy, which local use would need.
    const config: MarketConfig = { ...sell({ use_EURPerKWh: 0.4 }), priority: 'best-price' };
    const sold = await runs.outcome(config);
    const without = await runs.outcome({ ...config, flexibility: null });
    expect(sold.flexibility!.isSimulated).toBe(true);
    expect(sold.flexibility!.members_EUR).toBeGreaterThan(0);
    expect(sold.cashFlow.flexibility_EUR).toBe(0);
    expect(sold.participants.cost_EUR).toEqual(without.participants.cost_EUR);
    expect(sold.findings.map(({ code }) => code)).toContain('market.flexibility.closed');
  });
});

describe('cornwall', () => {
  it('relieves the evening and leaves feeders’ members no worse off together', async () => {
    const { community, sell } = weekOf('cornwall', 14);
    const runs = new MarketRuns(community);
    const sold = await runs.outcome(sell());
    const without = await runs.outcome({ ...sell(), flexibility: null });
    const total = (costs: Float64Array) => costs.reduce((sum, cost) => sum + cost, 0);
    expect(sold.flexibility!.events).toHaveLength(5);
    expect(sold.flexibility!.events.every(({ offered_kW }) => offered_kW >= 10)).toBe(true);
    expect(sold.flexibility!.readyDays).toBe(2);
    expect(total(sold.participants.cost_EUR)).toBeLessThan(total(without.participants.cost_EUR));
  });
});
