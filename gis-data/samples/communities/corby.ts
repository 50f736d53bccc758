/** FleXunity's English pilot after the participants' table of deliverable D3.1 (table 4). */
import type { CommunitySpec } from './communitySpec.ts';

/** England's usual yield; the note's assumption for all members but the food plant, whose energy is stated. */
const YIELD_kWhPerKWp = 900;

export const CORBY: CommunitySpec = {
  id: 'corby',
  name: 'Corby, England',
  source:
    'Members, their yearly electricity and solar power: FleXunity D3.1, table 4. Assumed: hours of use, 900 kWh per kWp, 42.5 MWh as the middle of the food plant’s 40 to 45 MWh, electricity of the control homes, power and stores of flexible loads but for the 600 kW chiller, cars. Weather is made up.',
  climate: 'corby',
  seed: 4,
  gridEmissions_gPerKWh: 210,
  collectives: [
    { id: 'corby', name: 'Corby community', parent: null },
    { id: 'corby-business', name: 'Businesses', parent: 'corby', at_m: [700, 300] },
    { id: 'corby-homes', name: 'Homes', parent: 'corby', at_m: [-600, -200] },
    { id: 'corby-homes-solar', name: 'Homes with solar power', parent: 'corby-homes', at_m: [-500, -200] },
    { id: 'corby-homes-control', name: 'Homes without', parent: 'corby-homes', at_m: [-900, 100] },
  ],
  members: [
    {
      id: 'food-plant',
      name: 'Food plant',
      kind: 'business',
      collective: 'corby-business',
      load_kWh: 4_000_000,
      shape: 'process',
      // 40 to 45 MWh/a are stated, the rated power is not.
      pv: { power_kWp: 42_500 / YIELD_kWhPerKWp, yield_kWhPerKWp: YIELD_kWhPerKWp },
      flexible: [
        {
          kind: 'thermal',
          power_kW: 600,
          electricity_kWh: 1_300_000,
          cop: 3,
          storage_h: 2,
          lossPerHour: 0.01,
          demand: 'constant',
        },
      ],
    },
    {
      id: 'manufacturer',
      name: 'Manufacturer',
      kind: 'business',
      collective: 'corby-business',
      load_kWh: 45_000,
      shape: 'industry',
      pv: { power_kWp: 8, yield_kWhPerKWp: YIELD_kWhPerKWp },
      flexible: [{ kind: 'thermal', power_kW: 15, electricity_kWh: 10_000, cop: 3, storage_h: 2, lossPerHour: 0.05, demand: 'heating' }],
    },
    {
      id: 'business-centre',
      name: 'Business centre',
      kind: 'business',
      collective: 'corby-business',
      load_kWh: 300_000,
      shape: 'office',
      pv: { power_kWp: 50, yield_kWhPerKWp: YIELD_kWhPerKWp },
      flexible: [{ kind: 'thermal', power_kW: 80, electricity_kWh: 80_000, cop: 1, storage_h: 2, lossPerHour: 0.05, demand: 'heating' }],
    },
    {
      id: 'depot',
      name: 'Council depot',
      kind: 'public',
      collective: 'corby-business',
      load_kWh: 65_000,
      shape: 'storage',
      pv: { power_kWp: 30, yield_kWhPerKWp: YIELD_kWhPerKWp },
      flexible: [{ kind: 'thermal', power_kW: 15, electricity_kWh: 3_000, cop: 3, storage_h: 1, lossPerHour: 0.1, demand: 'cooling' }],
    },
    {
      id: 'solar-home',
      name: 'Solar home',
      count: 20,
      kind: 'household',
      collective: 'corby-homes-solar',
      load_kWh: { min: 1_100, max: 8_100, mean: 2_500 },
      shape: 'terraced',
      pv: { power_kWp: 3, yield_kWhPerKWp: YIELD_kWhPerKWp },
      flexible: [
        { kind: 'thermal', power_kW: 0.15, electricity_kWh: 250, cop: 1.5, storage_h: 3, lossPerHour: 0.05, demand: 'constant' },
        { kind: 'thermal', power_kW: 2, electricity_kWh: 350, cop: 1, storage_h: 2, lossPerHour: 0.01, demand: 'hot-water' },
      ],
    },
    {
      id: 'control-home',
      name: 'Control home',
      count: 10,
      kind: 'household',
      collective: 'corby-homes-control',
      load_kWh: 2_500,
      shape: 'terraced',
    },
    {
      id: 'charging-point',
      name: 'Charging point',
      count: 4,
      kind: 'vehicle',
      collective: 'corby-business',
      load_kWh: 0,
      shape: 'flat',
      flexible: [{ kind: 'vehicle', distance_km: 11_000, capacity_kWh: 50, charge_kW: 7.4, discharge_kW: 0, stands: 'work' }],
    },
  ],
};
