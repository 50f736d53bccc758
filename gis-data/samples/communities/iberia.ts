/** FleXunity's community over two countries after the participants' table of deliverable D3.1 (table 5). */
import type { CommunitySpec } from './communitySpec.ts';

const YIELD_kWhPerKWp = 1550;

/**
 * What the table does not give. All of it is assumed, and meant to be changed.
 */
export const IBERIA_ASSUMPTIONS = {
  home_kWh: { min: 1_800, max: 6_000, mean: 3_300 },
  controlHome_kWh: 3_000,
  portugueseHome_kWh: 3_000,
  portugueseOffice_kWh: 10_000,
  homePv_kWp: 3,
  homeBattery: { kind: 'battery', capacity_kWh: 5, power_kW: 2.5 },
  municipalPv_kWp: 15,
  municipalBattery: { kind: 'battery', capacity_kWh: 20, power_kW: 10 },
  waterWorksPv_kWp: 90,
  waterWorksBattery: { kind: 'battery', capacity_kWh: 100, power_kW: 50 },
  officePv_kWp: 6,
  officeBattery: { kind: 'battery', capacity_kWh: 8, power_kW: 4 },
} as const;
const A = IBERIA_ASSUMPTIONS;

/** Room cooling of an office or hall: a fifth of its electricity. Assumption. */
function cooling(load_kWh: number, power_kW: number) {
  return {
    kind: 'thermal',
    power_kW,
    electricity_kWh: load_kWh / 5,
    cop: 3,
    storage_h: 1.5,
    lossPerHour: 0.08,
    demand: 'cooling',
  } as const;
}

function pv(power_kWp: number) {
  return { power_kWp, yield_kWhPerKWp: YIELD_kWhPerKWp };
}

export const IBERIA: CommunitySpec = {
  id: 'iberia',
  name: 'Spain and Portugal',
  source:
    'Members and the electricity of four Spanish sites (275,000 kWh in all): FleXunity D3.1, table 5. Assumed: all other electricity, every size of solar power and storage, 1,550 kWh per kWp, hours of use, cars. Weather is made up, one for both countries.',
  climate: 'extremadura',
  seed: 5,
  gridEmissions_gPerKWh: 150,
  collectives: [
    { id: 'iberia', name: 'Iberian virtual community', parent: null },
    { id: 'es', name: 'Spain', parent: 'iberia', zone: 'es', at_m: [0, 0] },
    { id: 'pt', name: 'Portugal', parent: 'iberia', zone: 'pt', at_m: [-150_000, 0] },
    { id: 'es-homes', name: 'Homes in Spain', parent: 'es', at_m: [0, -600] },
    { id: 'es-sites', name: 'Sites in Spain', parent: 'es', at_m: [800, 400] },
    { id: 'pt-members', name: 'Members in Portugal', parent: 'pt', at_m: [-150_000, 0] },
  ],
  members: [
    {
      id: 'es-prosumer',
      name: 'Spanish solar home',
      count: 20,
      kind: 'household',
      collective: 'es-homes',
      load_kWh: A.home_kWh,
      shape: 'terraced',
      pv: pv(A.homePv_kWp),
      flexible: [A.homeBattery, { kind: 'curtailable-pv' }],
    },
    {
      id: 'es-home',
      name: 'Spanish control home',
      count: 10,
      kind: 'household',
      collective: 'es-homes',
      load_kWh: A.controlHome_kWh,
      shape: 'terraced',
      flexible: [{ kind: 'thermal', power_kW: 1.5, electricity_kWh: 500, cop: 1, storage_h: 2, lossPerHour: 0.01, demand: 'hot-water' }],
    },
    {
      id: 'es-municipal',
      name: 'Municipal building',
      kind: 'public',
      collective: 'es-sites',
      load_kWh: 25_000,
      shape: 'office',
      pv: pv(A.municipalPv_kWp),
      flexible: [A.municipalBattery, cooling(25_000, 15)],
    },
    {
      id: 'es-water',
      name: 'Hydraulic works company',
      kind: 'business',
      collective: 'es-sites',
      load_kWh: 230_000,
      shape: 'industry',
      pv: pv(A.waterWorksPv_kWp),
      flexible: [A.waterWorksBattery, cooling(230_000, 80)],
    },
    {
      id: 'es-office',
      name: 'Spanish office building',
      count: 2,
      kind: 'business',
      collective: 'es-sites',
      load_kWh: 10_000,
      shape: 'office',
      pv: pv(A.officePv_kWp),
      flexible: [A.officeBattery, cooling(10_000, 6)],
    },
    {
      id: 'pt-home',
      name: 'Portuguese home',
      count: 3,
      kind: 'household',
      collective: 'pt-members',
      load_kWh: A.portugueseHome_kWh,
      shape: 'terraced',
      flexible: [{ kind: 'thermal', power_kW: 1.5, electricity_kWh: 300, cop: 3, storage_h: 1, lossPerHour: 0.1, demand: 'cooling' }],
    },
    {
      id: 'pt-office',
      name: 'Portuguese office building',
      count: 2,
      kind: 'business',
      collective: 'pt-members',
      load_kWh: A.portugueseOffice_kWh,
      shape: 'office',
      flexible: [cooling(A.portugueseOffice_kWh, 6)],
    },
    {
      id: 'es-charging',
      name: 'Spanish charging station',
      count: 2,
      kind: 'vehicle',
      collective: 'es-sites',
      load_kWh: 0,
      shape: 'flat',
      flexible: [{ kind: 'vehicle', distance_km: 11_000, capacity_kWh: 50, charge_kW: 7.4, discharge_kW: 0, stands: 'work' }],
    },
    {
      id: 'pt-charging',
      name: 'Portuguese charging station',
      count: 2,
      kind: 'vehicle',
      collective: 'pt-members',
      load_kWh: 0,
      shape: 'flat',
      flexible: [{ kind: 'vehicle', distance_km: 11_000, capacity_kWh: 50, charge_kW: 7.4, discharge_kW: 0, stands: 'work' }],
    },
  ],
};
