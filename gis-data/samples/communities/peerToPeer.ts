/** Invented communities for the systems in which members trade with each other. Only counts that are named in `source` are facts. */
import type { CommunitySpec, MemberSpec } from './communitySpec.ts';

const INVENTED = 'Figures of members are our assumption; weather is made up.';
const CURTAILABLE = { kind: 'curtailable-pv' } as const;

/** What homes and shops would pay at most when power is short, all above the usual price; assumption [EUR/kWh]. */
const BROOKLYN_LIMITS = { a: [0.26, 0.3], b: [0.32, 0.36], c: [0.4, 0.45], shop: 0.5 } as const;

function brooklynFeeder(feeder: 'a' | 'b' | 'c'): readonly MemberSpec[] {
  const collective = `feeder-${feeder}`;
  const [ofSolar, ofOthers] = BROOKLYN_LIMITS[feeder];
  const homes = {
    kind: 'household',
    collective,
    load_kWh: { min: 2_500, max: 9_000, mean: 4_800 },
    shape: 'terraced',
  } as const;
  return [
    {
      ...homes,
      id: `solar-house-${feeder}`,
      name: `Solar house ${feeder.toUpperCase()}`,
      count: 8,
      pv: { power_kWp: 6, yield_kWhPerKWp: 1_200 },
      preferences: { green_EURPerKWh: 0.01, buyLimit_EURPerKWh: ofSolar },
    },
    {
      ...homes,
      id: `house-${feeder}`,
      name: `House ${feeder.toUpperCase()}`,
      count: 8,
      preferences: { green_EURPerKWh: 0.01, buyLimit_EURPerKWh: ofOthers },
    },
    {
      id: `shop-${feeder}`,
      name: `Shop ${feeder.toUpperCase()}`,
      count: 2,
      kind: 'business',
      collective,
      load_kWh: 45_000,
      shape: 'retail',
      preferences: { buyLimit_EURPerKWh: BROOKLYN_LIMITS.shop },
    },
  ];
}

export const BROOKLYN: CommunitySpec = {
  id: 'brooklyn',
  name: 'Three feeders in Brooklyn',
  source: `Three distribution networks: D3.1. ${INVENTED}`,
  climate: 'new-york',
  seed: 21,
  gridEmissions_gPerKWh: 290,
  collectives: [
    { id: 'brooklyn', name: 'Neighbourhood', parent: null },
    { id: 'feeder-a', name: 'Feeder A', parent: 'brooklyn', at_m: [0, 500] },
    { id: 'feeder-b', name: 'Feeder B', parent: 'brooklyn', at_m: [500, -300] },
    { id: 'feeder-c', name: 'Feeder C', parent: 'brooklyn', at_m: [-500, -300] },
  ],
  members: [
    ...brooklynFeeder('a'),
    ...brooklynFeeder('b'),
    ...brooklynFeeder('c'),
    { id: 'clinic', name: 'Clinic', kind: 'public', collective: 'feeder-a', load_kWh: 60_000, shape: 'health' },
    { id: 'shelter', name: 'School and shelter', kind: 'public', collective: 'feeder-b', load_kWh: 30_000, shape: 'school' },
    { id: 'fire-station', name: 'Fire station', kind: 'public', collective: 'feeder-c', load_kWh: 25_000, shape: 'flat' },
  ],
};
/** Members of `brooklyn` that are served first and at a fixed rate when the neighbourhood is an island. */
export const BROOKLYN_CRITICAL = ['clinic', 'shelter', 'fire-station'] as const;
/** Generator that runs only when the neighbourhood is an island; assumption [kW]. */
export const BROOKLYN_STANDBY_kW = 40;

export const ENEXA: CommunitySpec = {
  id: 'enexa',
  name: 'Riverland growers and homes',
  source: `Commercial members first, homes later: D3.1. ${INVENTED}`,
  climate: 'riverland',
  seed: 22,
  gridEmissions_gPerKWh: 250,
  collectives: [
    { id: 'riverland', name: 'Riverland', parent: null },
    { id: 'growers', name: 'Growers and packers', parent: 'riverland', at_m: [600, 0] },
    { id: 'homes', name: 'Homes', parent: 'riverland', at_m: [-600, 0] },
  ],
  members: [
    {
      id: 'packer',
      name: 'Packing shed',
      count: 8,
      kind: 'business',
      collective: 'growers',
      load_kWh: { min: 40_000, max: 240_000, mean: 100_000 },
      shape: 'industry',
      pv: { power_kWp: 80, yield_kWhPerKWp: 1_650 },
    },
    {
      id: 'grower',
      name: 'Grower',
      count: 10,
      kind: 'business',
      collective: 'growers',
      load_kWh: { min: 20_000, max: 150_000, mean: 70_000 },
      shape: 'process',
    },
    {
      id: 'home',
      name: 'Home',
      count: 10,
      kind: 'household',
      collective: 'homes',
      load_kWh: { min: 2_500, max: 9_000, mean: 5_000 },
      shape: 'terraced',
    },
  ],
};

export const EXERGY_TEXAS: CommunitySpec = {
  id: 'exergy-texas',
  name: 'Companies in Texas',
  source: `Commercial and industrial customers: D3.1. ${INVENTED}`,
  climate: 'texas',
  seed: 23,
  gridEmissions_gPerKWh: 380,
  collectives: [{ id: 'texas', name: 'Customers of the retailer', parent: null }],
  members: [
    {
      id: 'office',
      name: 'Office',
      count: 5,
      kind: 'business',
      collective: 'texas',
      load_kWh: { min: 150_000, max: 900_000, mean: 400_000 },
      shape: 'office',
    },
    {
      id: 'store',
      name: 'Store',
      count: 4,
      kind: 'business',
      collective: 'texas',
      load_kWh: { min: 200_000, max: 1_200_000, mean: 600_000 },
      shape: 'retail',
    },
    {
      id: 'works',
      name: 'Works',
      count: 3,
      kind: 'business',
      collective: 'texas',
      load_kWh: { min: 800_000, max: 4_000_000, mean: 2_000_000 },
      shape: 'process',
    },
    {
      id: 'wind',
      name: 'Wind farm',
      kind: 'plant',
      collective: 'texas',
      load_kWh: 0,
      shape: 'flat',
      generator: { kind: 'wind', power_kW: 1_500, capacityFactor: 0.38, isRenewable: true },
    },
    {
      id: 'solar',
      name: 'Solar park',
      kind: 'plant',
      collective: 'texas',
      load_kWh: 0,
      shape: 'flat',
      pv: { power_kWp: 1_000, yield_kWhPerKWp: 1_600 },
    },
  ],
};

export const ALLGAEU: CommunitySpec = {
  id: 'allgaeu',
  name: 'Homes in the Allgäu',
  source: `Homes whose feed-in tariff ends: D3.1. ${INVENTED}`,
  climate: 'allgaeu',
  seed: 24,
  gridEmissions_gPerKWh: 350,
  collectives: [
    { id: 'allgaeu', name: 'Supply area', parent: null },
    { id: 'village', name: 'Village', parent: 'allgaeu', at_m: [0, 0] },
  ],
  members: [
    {
      id: 'solar-home',
      name: 'Solar home',
      count: 20,
      kind: 'household',
      collective: 'village',
      load_kWh: { min: 2_000, max: 7_000, mean: 3_800 },
      shape: 'single-family',
      pv: { power_kWp: 6, yield_kWhPerKWp: 1_000 },
    },
    {
      id: 'home',
      name: 'Home',
      count: 20,
      kind: 'household',
      collective: 'village',
      load_kWh: { min: 1_800, max: 6_000, mean: 3_200 },
      shape: 'single-family',
    },
  ],
};

export const SOLSHARE: CommunitySpec = {
  id: 'solshare',
  name: 'Village grid in Shariatpur',
  source: `Homes with and without a solar home system on a direct-current grid of their own: D3.1. ${INVENTED}`,
  climate: 'shariatpur',
  seed: 25,
  gridEmissions_gPerKWh: 0,
  isOnGrid: false,
  collectives: [
    { id: 'village', name: 'Village grid', parent: null, at_m: [0, 0] },
    { id: 'line-1', name: 'Line 1', parent: 'village', at_m: [-120, 0], capacity_kW: 0.4 },
    { id: 'line-2', name: 'Line 2', parent: 'village', at_m: [120, 0], capacity_kW: 0.4 },
  ],
  members: [
    {
      id: 'solar-1',
      name: 'Solar home on line 1',
      count: 6,
      kind: 'household',
      collective: 'line-1',
      load_kWh: { min: 60, max: 130, mean: 90 },
      shape: 'evening',
      pv: { power_kWp: 0.13, yield_kWhPerKWp: 1_350, tilt_deg: 20 },
      flexible: [{ kind: 'battery', capacity_kWh: 0.6, power_kW: 0.1 }, CURTAILABLE],
    },
    {
      id: 'solar-2',
      name: 'Solar home on line 2',
      count: 6,
      kind: 'household',
      collective: 'line-2',
      load_kWh: { min: 60, max: 130, mean: 90 },
      shape: 'evening',
      pv: { power_kWp: 0.13, yield_kWhPerKWp: 1_350, tilt_deg: 20 },
      flexible: [{ kind: 'battery', capacity_kWh: 0.6, power_kW: 0.1 }, CURTAILABLE],
    },
    { id: 'home-1', name: 'Home on line 1', count: 6, kind: 'household', collective: 'line-1', load_kWh: 35, shape: 'evening' },
    { id: 'home-2', name: 'Home on line 2', count: 6, kind: 'household', collective: 'line-2', load_kWh: 35, shape: 'evening' },
    { id: 'shop', name: 'Shop', count: 2, kind: 'business', collective: 'line-1', load_kWh: 110, shape: 'retail' },
  ],
};

/** What it is worth to members to buy from a family with low income; assumption. */
const SOCIAL = { social_EURPerKWh: 0.01 } as const;

export const MEDELLIN: CommunitySpec = {
  id: 'medellin',
  name: 'Homes in Medellín',
  source: `Fourteen homes and a community centre with solar power and storage: D3.1. ${INVENTED}`,
  climate: 'medellin',
  seed: 26,
  gridEmissions_gPerKWh: 160,
  collectives: [
    { id: 'medellin', name: 'Members', parent: null },
    { id: 'el-salvador', name: 'Hillside', parent: 'medellin', at_m: [1_500, 800] },
    { id: 'valley', name: 'Valley', parent: 'medellin', at_m: [-1_500, -800] },
  ],
  members: [
    {
      id: 'hill-solar',
      name: 'Solar home on the hillside',
      count: 4,
      kind: 'household',
      preferences: SOCIAL,
      collective: 'el-salvador',
      load_kWh: { min: 900, max: 1_800, mean: 1_300 },
      shape: 'multi-family',
      pv: { power_kWp: 1.5, yield_kWhPerKWp: 1_350, tilt_deg: 10 },
      socialWeight: 2,
    },
    {
      id: 'hill-home',
      name: 'Home on the hillside',
      count: 3,
      kind: 'household',
      preferences: SOCIAL,
      collective: 'el-salvador',
      load_kWh: 1_400,
      shape: 'multi-family',
      socialWeight: 2,
    },
    {
      id: 'valley-solar',
      name: 'Solar home in the valley',
      count: 3,
      kind: 'household',
      preferences: SOCIAL,
      collective: 'valley',
      load_kWh: { min: 2_000, max: 3_500, mean: 2_700 },
      shape: 'multi-family',
      pv: { power_kWp: 3, yield_kWhPerKWp: 1_350, tilt_deg: 10 },
    },
    {
      id: 'valley-home',
      name: 'Home in the valley',
      count: 4,
      kind: 'household',
      preferences: SOCIAL,
      collective: 'valley',
      load_kWh: { min: 2_000, max: 4_000, mean: 3_000 },
      shape: 'multi-family',
    },
    {
      id: 'centre',
      name: 'Community centre',
      kind: 'public',
      preferences: SOCIAL,
      collective: 'el-salvador',
      load_kWh: 6_000,
      shape: 'school',
      pv: { power_kWp: 6, yield_kWhPerKWp: 1_350, tilt_deg: 10 },
      flexible: [{ kind: 'battery', capacity_kWh: 10, power_kW: 5 }],
    },
  ],
};

export const ELECBAY: CommunitySpec = {
  id: 'elecbay',
  name: 'Microgrid of twenty homes',
  source: INVENTED,
  climate: 'corby',
  seed: 27,
  gridEmissions_gPerKWh: 210,
  collectives: [
    { id: 'elecbay', name: 'Microgrid', parent: null },
    { id: 'north-line', name: 'North line', parent: 'elecbay', at_m: [0, 300], capacity_kW: 3 },
    { id: 'south-line', name: 'South line', parent: 'elecbay', at_m: [0, -300], capacity_kW: 3 },
  ],
  members: [
    {
      id: 'north-solar',
      name: 'Northern solar home',
      count: 6,
      kind: 'household',
      collective: 'north-line',
      load_kWh: 3_200,
      shape: 'terraced',
      pv: { power_kWp: 5, yield_kWhPerKWp: 950 },
    },
    { id: 'north-home', name: 'Northern home', count: 4, kind: 'household', collective: 'north-line', load_kWh: 3_200, shape: 'terraced' },
    {
      id: 'south-solar',
      name: 'Southern solar home',
      count: 2,
      kind: 'household',
      collective: 'south-line',
      load_kWh: 3_200,
      shape: 'terraced',
      pv: { power_kWp: 3, yield_kWhPerKWp: 950 },
    },
    { id: 'south-home', name: 'Southern home', count: 8, kind: 'household', collective: 'south-line', load_kWh: 3_200, shape: 'terraced' },
  ],
};
