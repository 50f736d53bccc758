import { describe, expect, it } from 'vitest';
import type { MarketCommunity } from '#models/market/community.ts';
import type { HeatAsset } from '#models/market/participant.ts';
import { CORBY } from './corby.ts';
import { generateCommunity, spreadValues } from './generateCommunity.ts';
import { COMMUNITY_SPECS, sampleCommunity } from './index.ts';

const rowEnergy = (community: MarketCommunity, values: Float64Array, row: number) => {
  const { steps, step_min } = community.axis;
  let sum = 0;
  for (let t = 0; t < steps; t++) sum += values[row * steps + t]!;
  return (sum * step_min) / 60;
};
const heatElectricity = (asset: HeatAsset) => asset.demand_kWh.reduce((sum, heat, t) => sum + heat / asset.cop[t]!, 0);
/** Fixed load and flexible heat and cold; cars apart. */
const electricity = (community: MarketCommunity, row: number) =>
  rowEnergy(community, community.load_kW, row) +
  community.participants[row]!.assets.reduce((sum, asset) => sum + (asset.kind === 'heat' ? heatElectricity(asset) : 0), 0);
const total = (community: MarketCommunity, of: (row: number) => number) => community.participants.reduce((sum, _, row) => sum + of(row), 0);

describe('corby', () => {
  const corby = generateCommunity(CORBY);
  const row = (id: string) => corby.participants.findIndex((participant) => participant.id === id);

  it('has the members and the electricity of the table', () => {
    expect(corby.participants.length).toBe(1 + 1 + 1 + 1 + 20 + 10 + 4);
    const stated = { 'food-plant': 4_000_000, manufacturer: 45_000, 'business-centre': 300_000, depot: 65_000 };
    for (const [id, energy] of Object.entries(stated)) expect(electricity(corby, row(id)) / energy, id).toBeCloseTo(1, 9);
    const homes = corby.participants.map((_, p) => p).filter((p) => corby.participants[p]!.id.startsWith('solar-home'));
    const ofHomes = homes.map((p) => electricity(corby, p));
    expect(Math.min(...ofHomes)).toBeCloseTo(1_100, 3);
    expect(Math.max(...ofHomes)).toBeGreaterThan(8_000);
    expect(ofHomes.reduce((sum, value) => sum + value, 0) / 20).toBeCloseTo(2_500, 3);
    expect(total(corby, (p) => electricity(corby, p))).toBeCloseTo(4_485_000, 0);
    expect(total(corby, (p) => rowEnergy(corby, corby.generation_kW, p)) / 1000).toBeCloseTo(175.7, 6);
  });

  it('never has more sun than the plant alone needs, whatever flexible loads do', () => {
    const { steps } = corby.axis;
    const plant = row('food-plant');
    let least = Number.POSITIVE_INFINITY;
    let peak = 0;
    for (let t = 0; t < steps; t++) {
      let generation = 0;
      for (let p = 0; p < corby.participants.length; p++) generation += corby.generation_kW[p * steps + t]!;
      least = Math.min(least, corby.load_kW[plant * steps + t]! - generation);
      peak = Math.max(peak, generation);
    }
    expect(least).toBeGreaterThan(0);
    expect(peak).toBeLessThan(195);
  });

  it('can turn up 0.1 MW but not 1 MW', () => {
    // Most that all flexible loads can draw beyond what they draw on average.
    let headroom = 0;
    for (const { assets } of corby.participants) {
      for (const asset of assets) {
        if (asset.kind === 'heat') headroom += asset.power_kW - heatElectricity(asset) / 8760;
        if (asset.kind === 'vehicle') headroom += asset.charge_kW;
      }
    }
    expect(headroom).toBeGreaterThan(100);
    expect(headroom).toBeLessThan(1000);
  });
});

describe('iberia', () => {
  const iberia = sampleCommunity('iberia', 60);

  it('has the members of the table in two zones, and the four known sites add up', () => {
    expect(iberia.participants.length).toBe(20 + 10 + 1 + 1 + 2 + 3 + 2 + 4);
    const known = iberia.participants.map((_, p) => p).filter((p) => /es-(municipal|water|office)/.test(iberia.participants[p]!.id));
    expect(known.reduce((sum, p) => sum + electricity(iberia, p), 0)).toBeCloseTo(275_000, 3);
    const zoneOf = (id: string): string | null => {
      const collective = iberia.collectives.find((candidate) => candidate.id === id);
      return collective ? (collective.zone ?? (collective.parent ? zoneOf(collective.parent) : null)) : null;
    };
    for (const { id, collective } of iberia.participants) expect(zoneOf(collective), id).toBe(id.slice(0, 2));
  });
});

describe('every sample community', () => {
  it.each(COMMUNITY_SPECS.map((spec) => spec.id))('%s is sound and always the same', (id) => {
    const community = sampleCommunity(id, 60);
    const { participants, collectives, axis } = community;
    expect(new Set(participants.map((participant) => participant.id)).size).toBe(participants.length);
    expect(participants.every(({ meter }) => meter.length > 0)).toBe(true);
    const ids = collectives.map((collective) => collective.id);
    collectives.forEach(({ parent }, i) => {
      expect(parent === null ? i === 0 : ids.slice(0, i).includes(parent)).toBe(true);
    });
    for (const { collective } of participants) expect(ids).toContain(collective);
    expect(axis.steps).toBe(8760);
    for (const values of [community.load_kW, community.generation_kW]) {
      expect(values.length).toBe(participants.length * axis.steps);
      expect(values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    }
    const again = sampleCommunity(id, 60).load_kW;
    expect(again.every((value, i) => value === community.load_kW[i])).toBe(true);
  });

  it('has the same energy at every step', () => {
    const energies = ([60, 30, 15, 5] as const).map((step) => {
      const community = sampleCommunity('medellin', step);
      return total(community, (p) => rowEnergy(community, community.load_kW, p));
    });
    for (const energy of energies) expect(energy / energies[0]!).toBeCloseTo(1, 12);
  });

  it('generates a year of 100 members well within a second', () => {
    const from = performance.now();
    for (const id of ['trader', 'cornwall']) sampleCommunity(id);
    console.log(`104 members with flexible loads, half-hourly: ${Math.round(performance.now() - from)} ms`);
  });
});

it('spreads values between two ends around a stated mean', () => {
  const values = spreadValues({ min: 1_100, max: 8_100, mean: 2_500 }, 20);
  expect([values[0], values.at(-1)]).toEqual([1_100, 8_100]);
  expect(values.reduce((sum, value) => sum + value, 0) / 20).toBeCloseTo(2_500, 6);
});
