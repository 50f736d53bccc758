/** Invented communities for the systems that live from flexibility and from limits of the network. */
import type { CommunitySpec, MemberSpec } from './communitySpec.ts';

const INVENTED = 'Figures of members are our assumption; weather is made up.';
const CURTAILABLE = { kind: 'curtailable-pv' } as const;

export const CORNWALL: CommunitySpec = {
  id: 'cornwall',
  name: 'Homes and sites in Cornwall',
  source: `A sample of 60 of 200 customers: number of customers D3.1. ${INVENTED}`,
  climate: 'cornwall',
  seed: 41,
  gridEmissions_gPerKWh: 210,
  collectives: [
    { id: 'cornwall', name: 'Cornwall', parent: null },
    { id: 'feeder-1', name: 'Feeder 1', parent: 'cornwall', at_m: [-800, 0], capacity_kW: 120 },
    { id: 'feeder-2', name: 'Feeder 2', parent: 'cornwall', at_m: [800, 0], capacity_kW: 120 },
  ],
  members: [
    ...(['1', '2'] as const).flatMap((feeder): readonly MemberSpec[] => [
      {
        id: `battery-home-${feeder}`,
        name: `Battery home, feeder ${feeder}`,
        count: 20,
        kind: 'household',
        collective: `feeder-${feeder}`,
        load_kWh: { min: 2_200, max: 7_000, mean: 3_900 },
        shape: 'single-family',
        pv: { power_kWp: 4, yield_kWhPerKWp: 1_000 },
        flexible: [{ kind: 'battery', capacity_kWh: 5, power_kW: 2.5 }],
      },
      {
        id: `site-${feeder}`,
        name: `Site, feeder ${feeder}`,
        count: 10,
        kind: 'business',
        collective: `feeder-${feeder}`,
        load_kWh: { min: 20_000, max: 120_000, mean: 50_000 },
        shape: 'retail',
        flexible: [
          { kind: 'thermal', power_kW: 12, electricity_kWh: 9_000, cop: 2.5, storage_h: 2, lossPerHour: 0.03, demand: 'constant' },
        ],
      },
    ]),
  ],
};

export const TRADER: CommunitySpec = {
  id: 'trader',
  name: 'An island with more wind than its cable takes',
  source: `Orkney with an export limit: D3.1. ${INVENTED}`,
  climate: 'orkney',
  seed: 42,
  gridEmissions_gPerKWh: 210,
  collectives: [
    { id: 'island', name: 'Island', parent: null, capacity_kW: 700 },
    { id: 'village', name: 'Village', parent: 'island', at_m: [0, 0] },
    { id: 'hill', name: 'Wind hill', parent: 'island', at_m: [2_500, 1_000] },
  ],
  members: [
    {
      id: 'turbine-1',
      name: 'Community turbine',
      kind: 'plant',
      collective: 'hill',
      load_kWh: 0,
      shape: 'flat',
      generator: { kind: 'wind', power_kW: 900, capacityFactor: 0.42, isRenewable: true },
      flexible: [CURTAILABLE],
    },
    {
      id: 'turbine-2',
      name: 'Farm turbine',
      kind: 'plant',
      collective: 'hill',
      load_kWh: 0,
      shape: 'flat',
      generator: { kind: 'wind', power_kW: 900, capacityFactor: 0.42, isRenewable: true },
      flexible: [CURTAILABLE],
    },
    {
      id: 'home',
      name: 'Home with storage heater',
      count: 40,
      kind: 'household',
      collective: 'village',
      load_kWh: { min: 6_000, max: 14_000, mean: 9_000 },
      shape: 'single-family',
      flexible: [{ kind: 'thermal', power_kW: 6, electricity_kWh: 4_500, cop: 1, storage_h: 5, lossPerHour: 0.02, demand: 'heating' }],
    },
    {
      id: 'distillery',
      name: 'Distillery',
      kind: 'business',
      collective: 'village',
      load_kWh: 400_000,
      shape: 'process',
      flexible: [{ kind: 'thermal', power_kW: 150, electricity_kWh: 150_000, cop: 1, storage_h: 4, lossPerHour: 0.02, demand: 'constant' }],
    },
    {
      id: 'battery',
      name: 'Harbour battery',
      kind: 'plant',
      collective: 'village',
      load_kWh: 0,
      shape: 'flat',
      flexible: [{ kind: 'battery', capacity_kWh: 800, power_kW: 300 }],
    },
  ],
};

export const EMPOWER: CommunitySpec = {
  id: 'empower',
  name: 'Homes on the Oslofjord',
  source: `A local market run by its service provider: D3.1. ${INVENTED}`,
  climate: 'oslofjord',
  seed: 43,
  gridEmissions_gPerKWh: 30,
  collectives: [
    { id: 'fjord', name: 'Local market', parent: null },
    { id: 'hamlet', name: 'Hamlet', parent: 'fjord', at_m: [0, 0] },
  ],
  members: [
    {
      id: 'solar-home',
      name: 'Solar home with battery',
      count: 12,
      kind: 'household',
      collective: 'hamlet',
      load_kWh: { min: 9_000, max: 22_000, mean: 14_000 },
      shape: 'single-family',
      pv: { power_kWp: 6, yield_kWhPerKWp: 900 },
      flexible: [{ kind: 'battery', capacity_kWh: 8, power_kW: 4 }],
    },
    {
      id: 'home',
      name: 'Home with water heater',
      count: 16,
      kind: 'household',
      collective: 'hamlet',
      load_kWh: { min: 8_000, max: 20_000, mean: 13_000 },
      shape: 'single-family',
      flexible: [{ kind: 'thermal', power_kW: 2, electricity_kWh: 3_000, cop: 1, storage_h: 4, lossPerHour: 0.01, demand: 'hot-water' }],
    },
    {
      id: 'car',
      name: 'Shared car',
      count: 6,
      kind: 'vehicle',
      collective: 'hamlet',
      load_kWh: 0,
      shape: 'flat',
      flexible: [{ kind: 'vehicle', distance_km: 13_000, capacity_kWh: 60, charge_kW: 7.4, discharge_kW: 7.4, stands: 'home' }],
    },
    { id: 'shop', name: 'Shop', count: 2, kind: 'business', collective: 'hamlet', load_kWh: 60_000, shape: 'retail' },
  ],
};

export const P2P_SMARTTEST: CommunitySpec = {
  id: 'p2p-smarttest',
  name: 'Two microgrids on one substation',
  source: INVENTED,
  climate: 'rhineland',
  seed: 44,
  gridEmissions_gPerKWh: 250,
  collectives: [
    { id: 'substation', name: 'Substation', parent: null },
    { id: 'sunny', name: 'Sunny feeder', parent: 'substation', at_m: [-500, 0], capacity_kW: 45 },
    { id: 'busy', name: 'Busy feeder', parent: 'substation', at_m: [500, 0], capacity_kW: 45 },
  ],
  members: [
    {
      id: 'sunny-home',
      name: 'Home on the sunny feeder',
      count: 18,
      kind: 'household',
      collective: 'sunny',
      load_kWh: { min: 2_000, max: 6_000, mean: 3_400 },
      shape: 'terraced',
      pv: { power_kWp: 7, yield_kWhPerKWp: 950 },
      flexible: [CURTAILABLE],
    },
    {
      id: 'busy-home',
      name: 'Home on the busy feeder',
      count: 18,
      kind: 'household',
      collective: 'busy',
      load_kWh: { min: 2_500, max: 8_000, mean: 4_400 },
      shape: 'terraced',
      flexible: [{ kind: 'battery', capacity_kWh: 5, power_kW: 2.5 }],
    },
    { id: 'workshop', name: 'Workshop', count: 2, kind: 'business', collective: 'busy', load_kWh: 50_000, shape: 'industry' },
  ],
};
