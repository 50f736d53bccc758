/** Invented communities for the systems in which a platform brings producers and consumers together. */
import type { CommunitySpec, MemberSpec } from './communitySpec.ts';

const INVENTED = 'Figures of members are our assumption; weather is made up.';

/** @param price what the producer asks at least [EUR/kWh]; nothing beyond what feeding in brings where absent */
function plant(
  id: string,
  name: string,
  collective: string,
  generator: MemberSpec['generator'],
  pv?: MemberSpec['pv'],
  price?: number,
): MemberSpec {
  return {
    id,
    name,
    kind: 'plant',
    collective,
    load_kWh: 0,
    shape: 'flat',
    ...(generator ? { generator } : {}),
    ...(pv ? { pv } : {}),
    ...(price === undefined ? {} : { preferences: { sellLimit_EURPerKWh: price } }),
  };
}
const wind = (power_kW: number, capacityFactor: number) => ({ kind: 'wind', power_kW, capacityFactor, isRenewable: true }) as const;
const steady = (power_kW: number, capacityFactor: number) => ({ kind: 'steady', power_kW, capacityFactor, isRenewable: true }) as const;

export const LUMENAZA: CommunitySpec = {
  id: 'lumenaza',
  name: 'Customers of a regional utility',
  source: `A balance group of producers and consumers of one region: D3.1. ${INVENTED}`,
  climate: 'rhineland',
  seed: 31,
  gridEmissions_gPerKWh: 350,
  collectives: [
    { id: 'region', name: 'Region', parent: null },
    { id: 'town', name: 'Town', parent: 'region', at_m: [0, 0] },
    { id: 'country', name: 'Countryside', parent: 'region', at_m: [3_000, 2_000] },
  ],
  members: [
    plant('solar-park', 'Solar park', 'country', undefined, { power_kWp: 120, yield_kWhPerKWp: 1_000 }),
    plant('wind', 'Wind turbine share', 'country', wind(60, 0.25)),
    {
      id: 'solar-home',
      name: 'Solar home',
      count: 12,
      kind: 'household',
      collective: 'town',
      load_kWh: { min: 2_200, max: 7_000, mean: 3_800 },
      shape: 'single-family',
      pv: { power_kWp: 7, yield_kWhPerKWp: 950 },
      flexible: [{ kind: 'battery', capacity_kWh: 7, power_kW: 3.5 }],
    },
    {
      id: 'home',
      name: 'Home',
      count: 28,
      kind: 'household',
      collective: 'town',
      load_kWh: { min: 1_500, max: 5_000, mean: 2_900 },
      shape: 'multi-family',
    },
    {
      id: 'quarter-battery',
      name: 'Quarter battery',
      kind: 'plant',
      collective: 'town',
      load_kWh: 0,
      shape: 'flat',
      flexible: [{ kind: 'battery', capacity_kWh: 150, power_kW: 75 }],
    },
  ],
};

const PICLO_GENERATORS = ['wind-sw', 'solar-1', 'hydro', 'wind-wales', 'solar-2', 'biogas'] as const;
const PICLO_CHOICE = { chooses: PICLO_GENERATORS, preferences: { partner_EURPerKWh: 0.005, local_EURPerKWh: 0.005 } } as const;

export const PICLO: CommunitySpec = {
  id: 'piclo',
  name: 'Companies and generators in Britain',
  source: `37 commercial consumers and generators, half-hourly: D3.1. ${INVENTED}`,
  climate: 'cornwall',
  seed: 32,
  gridEmissions_gPerKWh: 210,
  collectives: [
    { id: 'britain', name: 'Britain', parent: null },
    { id: 'south-west', name: 'South West', parent: 'britain', at_m: [0, 0] },
    { id: 'wales', name: 'Wales', parent: 'britain', at_m: [60_000, 90_000] },
  ],
  members: [
    plant('wind-sw', 'Wind farm, South West', 'south-west', wind(500, 0.3), undefined, 0.056),
    plant('wind-wales', 'Wind farm, Wales', 'wales', wind(400, 0.3), undefined, 0.055),
    plant('solar-1', 'Solar park 1', 'south-west', undefined, { power_kWp: 800, yield_kWhPerKWp: 1_000 }, 0.054),
    plant('solar-2', 'Solar park 2', 'wales', undefined, { power_kWp: 500, yield_kWhPerKWp: 950 }, 0.055),
    plant('hydro', 'Stream', 'wales', steady(60, 0.5), undefined, 0.057),
    plant('biogas', 'Biogas farm', 'south-west', steady(80, 0.8), undefined, 0.06),
    {
      id: 'office',
      name: 'Office',
      count: 14,
      kind: 'business',
      ...PICLO_CHOICE,
      collective: 'south-west',
      load_kWh: { min: 40_000, max: 300_000, mean: 120_000 },
      shape: 'office',
    },
    {
      id: 'shop',
      name: 'Shop',
      count: 10,
      kind: 'business',
      ...PICLO_CHOICE,
      collective: 'wales',
      load_kWh: { min: 30_000, max: 250_000, mean: 90_000 },
      shape: 'retail',
    },
    {
      id: 'works',
      name: 'Works',
      count: 7,
      kind: 'business',
      ...PICLO_CHOICE,
      collective: 'wales',
      load_kWh: { min: 80_000, max: 600_000, mean: 220_000 },
      shape: 'industry',
    },
  ],
};

const VANDEBRON_PRODUCERS = ['wind-farmer', 'solar-barn', 'wind-village', 'biogas-dairy', 'solar-school'] as const;

export const VANDEBRON: CommunitySpec = {
  id: 'vandebron',
  name: 'Customers of Dutch producers',
  source: `Consumers pick a producer by name: D3.1. ${INVENTED}`,
  climate: 'netherlands',
  seed: 33,
  gridEmissions_gPerKWh: 280,
  collectives: [{ id: 'platform', name: 'Platform', parent: null }],
  members: [
    plant('wind-farmer', 'Wind farmer', 'platform', wind(25, 0.28), undefined, 0.055),
    plant('wind-village', 'Village turbine', 'platform', wind(15, 0.28), undefined, 0.058),
    plant('solar-barn', 'Solar barn', 'platform', undefined, { power_kWp: 35, yield_kWhPerKWp: 900 }, 0.057),
    plant('solar-school', 'School roof', 'platform', undefined, { power_kWp: 20, yield_kWhPerKWp: 900 }, 0.06),
    plant('biogas-dairy', 'Dairy with biogas', 'platform', steady(5, 0.85), undefined, 0.064),
    {
      id: 'home',
      name: 'Home',
      count: 40,
      kind: 'household',
      chooses: VANDEBRON_PRODUCERS,
      preferences: { partner_EURPerKWh: 0.01 },
      collective: 'platform',
      load_kWh: { min: 1_400, max: 6_000, mean: 2_900 },
      shape: 'terraced',
    },
  ],
};

export const PEERENERGYCLOUD: CommunitySpec = {
  id: 'peerenergycloud',
  name: 'Homes in Saarlouis',
  source: `A sample of 60 of about 500 homes: number of homes D3.1. ${INVENTED}`,
  climate: 'rhineland',
  seed: 34,
  gridEmissions_gPerKWh: 350,
  collectives: [
    { id: 'saarlouis', name: 'Saarlouis', parent: null },
    { id: 'street-1', name: 'Street 1', parent: 'saarlouis', at_m: [-400, 0] },
    { id: 'street-2', name: 'Street 2', parent: 'saarlouis', at_m: [400, 0] },
  ],
  members: [
    {
      id: 'solar-home-1',
      name: 'Solar home, street 1',
      count: 12,
      kind: 'household',
      collective: 'street-1',
      load_kWh: { min: 2_000, max: 6_500, mean: 3_600 },
      shape: 'terraced',
      pv: { power_kWp: 6, yield_kWhPerKWp: 950 },
    },
    {
      id: 'home-1',
      name: 'Home, street 1',
      count: 18,
      kind: 'household',
      collective: 'street-1',
      load_kWh: { min: 1_600, max: 5_500, mean: 3_200 },
      shape: 'terraced',
    },
    {
      id: 'solar-home-2',
      name: 'Solar home, street 2',
      count: 12,
      kind: 'household',
      collective: 'street-2',
      load_kWh: { min: 2_000, max: 6_500, mean: 3_600 },
      shape: 'terraced',
      pv: { power_kWp: 6, yield_kWhPerKWp: 950 },
    },
    {
      id: 'home-2',
      name: 'Home, street 2',
      count: 18,
      kind: 'household',
      collective: 'street-2',
      load_kWh: { min: 1_600, max: 5_500, mean: 3_200 },
      shape: 'terraced',
    },
  ],
};

export const SMART_WATTS: CommunitySpec = {
  id: 'smart-watts',
  name: 'Virtual power plant near Aachen',
  source: `Units of a virtual power plant: D3.1. ${INVENTED}`,
  climate: 'rhineland',
  seed: 35,
  gridEmissions_gPerKWh: 350,
  collectives: [{ id: 'portfolio', name: 'Portfolio', parent: null }],
  members: [
    plant('wind', 'Wind turbine', 'portfolio', wind(100, 0.25)),
    plant('solar', 'Solar park', 'portfolio', undefined, { power_kWp: 150, yield_kWhPerKWp: 950 }),
    {
      id: 'battery',
      name: 'Battery of the utility',
      kind: 'plant',
      collective: 'portfolio',
      load_kWh: 0,
      shape: 'flat',
      flexible: [{ kind: 'battery', capacity_kWh: 200, power_kW: 100 }],
    },
    {
      id: 'home',
      name: 'Home with heat pump',
      count: 15,
      kind: 'household',
      collective: 'portfolio',
      load_kWh: { min: 5_000, max: 9_000, mean: 6_500 },
      shape: 'single-family',
      flexible: [{ kind: 'thermal', power_kW: 3, electricity_kWh: 3_000, cop: 3.2, storage_h: 3, lossPerHour: 0.02, demand: 'heating' }],
    },
    { id: 'works', name: 'Works', count: 2, kind: 'business', collective: 'portfolio', load_kWh: 120_000, shape: 'industry' },
  ],
};
