/** An invented town of a hundred prosumers for benchmarks: homes, shops, a school, plants; three levels of collectives. */
import type { CommunitySpec } from '#gis-data/samples/communities/communitySpec.ts';
import { generateCommunity } from '#gis-data/samples/communities/index.ts';
import type { MarketCommunity } from '#models/market/community.ts';
import type { MarketConfig } from '#models/market/marketConfig.ts';
import { presetById } from '#models/market/presets/index.ts';

const homes = (id: string, collective: string, count: number, mean: number) =>
  ({ id, name: id, count, kind: 'household', collective, load_kWh: { min: 1200, max: 8000, mean }, shape: 'single-family' }) as const;

/** Half of the members have photovoltaics, a third of those a battery. */
const SPEC: CommunitySpec = {
  id: 'bench',
  name: 'Benchmark town',
  source: 'Invented for benchmarks.',
  climate: 'rhineland',
  seed: 4,
  gridEmissions_gPerKWh: 350,
  collectives: [
    { id: 'town', name: 'Town', parent: null },
    { id: 'north', name: 'North', parent: 'town', fee_EURPerKWh: 0.005 },
    { id: 'south', name: 'South', parent: 'town', at_m: [1500, 0], fee_EURPerKWh: 0.005 },
    { id: 'street', name: 'Street', parent: 'north', at_m: [200, 300], fee_EURPerKWh: 0.002 },
  ],
  members: [
    {
      ...homes('battery-home', 'street', 17, 3800),
      pv: { power_kWp: 7, yield_kWhPerKWp: 950 },
      flexible: [{ kind: 'battery', capacity_kWh: 8, power_kW: 4 }],
    },
    { ...homes('solar-home', 'north', 30, 3500), pv: { power_kWp: 5, yield_kWhPerKWp: 930 } },
    homes('home', 'south', 40, 2900),
    {
      id: 'shop',
      name: 'Shop',
      count: 8,
      kind: 'business',
      collective: 'south',
      load_kWh: { min: 8000, max: 40_000, mean: 18_000 },
      shape: 'process',
    },
    {
      id: 'hall',
      name: 'Town hall',
      count: 3,
      kind: 'public',
      collective: 'north',
      load_kWh: { min: 20_000, max: 45_000, mean: 30_000 },
      shape: 'process',
      pv: { power_kWp: 30, yield_kWhPerKWp: 940 },
      socialWeight: 2,
    },
    {
      id: 'wind',
      name: 'Wind turbine',
      count: 2,
      kind: 'plant',
      collective: 'south',
      load_kWh: 0,
      shape: 'flat',
      generator: { kind: 'wind', power_kW: 40, capacityFactor: 0.25, isRenewable: true },
    },
  ],
};

/** 100 participants, a year of hours. */
export function benchCommunity(): MarketCommunity {
  return generateCommunity(SPEC, 60);
}

/** A community with a manager; batteries run for the community. */
export function benchConfig(): MarketConfig {
  const { config } = presetById('lumenaza')!;
  const { default: tariff } = config.tariffs;
  return {
    ...config,
    id: 'bench',
    name: 'Benchmark',
    preset: null,
    design: 'community',
    clearing: 'pool',
    priceRule: 'supply-demand',
    sharing: 'none',
    dispatch: 'market',
    step_min: 60,
    fixedPrice_EURPerKWh: 0.18,
    compensation_EURPerKWh: 0.02,
    tariffs: { default: tariff! },
  };
}
