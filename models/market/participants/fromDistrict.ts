/** Who trades in a district: its buildings after a simulated year, with their batteries and cars, in nested neighbourhoods. */
import { InputError } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import { HOURS_PER_YEAR } from '../../core/units.ts';
import { BUILDING_USES, type BuildingUse, type District } from '../../district/district.ts';
import { CHARGING_EFFICIENCY } from '../../energy/mobility/charging.ts';
import { INITIAL_LEVEL_SHARE } from '../../energy/storage/battery.ts';
import { isSimulated } from '../../scenario/participation.ts';
import type { DistrictPlan } from '../../scenario/plan.ts';
import type { MarketCommunity } from '../community.ts';
import { type BatteryAsset, type FlexibleAsset, NO_PREFERENCES, type Participant, type ParticipantKind } from '../participant.ts';
import { chargingOf, vehiclesOf } from './districtVehicles.ts';
import { type NeighbourhoodWords, neighbourhoods } from './neighbourhoods.ts';

export interface DistrictCommunityInput {
  readonly district: Pick<District, 'name' | 'buildings'>;
  readonly plan: Pick<DistrictPlan, 'buildings' | 'patterns' | 'emissions'>;
  /** From `SolverPort.hourBlock` over the year: solar generation and electricity of all uses, [building * 8760 + hour] [W]. */
  readonly pv_W: Float32Array;
  readonly electricity_W: Float32Array;
  /** East, north of each building's middle [m], two per building; NaN where not known. */
  readonly centres_m: ArrayLike<number>;
  /** Weekday of 1 January, 0 = Monday. */
  readonly firstWeekday: number;
  /** Buildings that take part; all where null. */
  readonly buildingIds?: readonly string[] | null;
  readonly words?: DistrictWords;
}

export interface DistrictWords {
  /** Name of a building without one: `{id}` is filled in. */
  readonly uses: Readonly<Record<BuildingUse, string>>;
  readonly neighbourhoods?: NeighbourhoodWords;
}

const ENGLISH: DistrictWords = {
  uses: {
    'single-family': 'House {id}',
    terraced: 'Terraced house {id}',
    'multi-family': 'Flats {id}',
    'apartment-block': 'Apartment block {id}',
    office: 'Office {id}',
    retail: 'Shop {id}',
    school: 'School {id}',
    hospitality: 'Hotel {id}',
    health: 'Health centre {id}',
    industry: 'Works {id}',
    storage: 'Warehouse {id}',
  },
};

const KIND_OF_USE: Readonly<Record<BuildingUse, ParticipantKind>> = {
  'single-family': 'household',
  terraced: 'household',
  'multi-family': 'household',
  'apartment-block': 'household',
  office: 'business',
  retail: 'business',
  school: 'public',
  hospitality: 'business',
  health: 'public',
  industry: 'business',
  storage: 'business',
};

export interface DistrictCommunity {
  readonly community: MarketCommunity;
  /** Buildings that were left out, and electricity that could not be told apart. */
  readonly findings: readonly Issue[];
}

const DISTRICT_SOURCE = 'district';

function info(code: string, objectId: string | null, message: string, action: string, values: Issue['values'] = {}): Issue {
  return { code, severity: 'info', sourceId: DISTRICT_SOURCE, objectId, message, action, values };
}

/**
 * A community of the district's buildings, hourly. A building is one meter.
 *
 * Flexible: batteries as they stand in the plan; cars at charging points (their electricity follows from the plan alone, so
 * it is taken out of the fixed load and becomes vehicles; assumptions at {@link vehiclesOf}); solar generation can be turned
 * down. Not flexible: heat pumps. The hourly blocks do not hold their electricity apart from that of other uses, so it stays
 * in the fixed load, with a finding.
 *
 * @throws InputError `market.noBuildings` where no building can take part
 */
export function communityFromDistrict(input: DistrictCommunityInput): DistrictCommunity {
  const { district, plan } = input;
  const words = input.words ?? ENGLISH;
  const findings: Issue[] = [];
  const rows = traders(input, findings);
  if (rows.length === 0) {
    throw new InputError({
      code: 'market.noBuildings',
      message: 'No building of the district can trade: none has electricity demand or solar power.',
      mend: 'Choose other buildings, or add demand or solar power to them.',
    });
  }
  const places = rows.map((row) => [input.centres_m[2 * row] ?? Number.NaN, input.centres_m[2 * row + 1] ?? Number.NaN] as const);
  const nested = neighbourhoods(places, words.neighbourhoods);
  const load_kW = new Float64Array(rows.length * HOURS_PER_YEAR);
  const generation_kW = new Float64Array(rows.length * HOURS_PER_YEAR);
  const isRenewable = new Uint8Array(rows.length);
  let heatPumps = 0;
  const participants = rows.map((row, p): Participant => {
    const building = district.buildings[row]!;
    const load = load_kW.subarray(p * HOURS_PER_YEAR, (p + 1) * HOURS_PER_YEAR);
    const generation = generation_kW.subarray(p * HOURS_PER_YEAR, (p + 1) * HOURS_PER_YEAR);
    let pv_kWh = 0;
    for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
      load[hour] = input.electricity_W[row * HOURS_PER_YEAR + hour]! / 1000;
      generation[hour] = input.pv_W[row * HOURS_PER_YEAR + hour]! / 1000;
      pv_kWh += generation[hour]!;
    }
    if (pv_kWh > 0) isRenewable[p] = 1;
    if (plan.buildings.isHeatPump[row] === 1) heatPumps++;
    const [east, north] = places[p]!;
    return {
      id: building.id,
      name: building.name ?? words.uses[building.use.value].replace('{id}', building.id),
      kind: KIND_OF_USE[building.use.value],
      meter: building.id,
      building: row,
      collective: nested.blockOf[p]!,
      at_m: Number.isFinite(east) && Number.isFinite(north) ? [east, north] : null,
      socialWeight: 1,
      optedOutFrom: null,
      trader: { kind: 'self' },
      preferences: NO_PREFERENCES,
      assets: [...batteryOf(plan, row), ...carsOf(plan, row, building.use.value, load), ...curtailable(pv_kWh)],
    };
  });
  if (heatPumps > 0) {
    findings.push(
      info(
        'market.heatPumpFixed',
        null,
        `The electricity of ${heatPumps} heat pumps is not known hour by hour apart from other uses.`,
        'It is part of the load that cannot be moved.',
        { count: heatPumps },
      ),
    );
  }
  return {
    findings,
    community: {
      id: 'district',
      name: district.name,
      source: 'Simulated year of the district. Batteries as planned; cars that stand at a charging point can choose when to charge.',
      axis: { step_min: 60, steps: HOURS_PER_YEAR, firstWeekday: input.firstWeekday },
      participants,
      collectives: nested.collectives,
      load_kW,
      generation_kW,
      isRenewable,
      gridEmissions_gPerKWh: plan.emissions.electricity_gPerKWh,
      feedInCredit_gPerKWh: plan.emissions.feedInCredit_gPerKWh,
      isOnGrid: true,
    },
  };
}

/** Rows of buildings that take part; findings for those chosen that cannot. */
function traders({ district, pv_W, electricity_W, buildingIds }: DistrictCommunityInput, findings: Issue[]): readonly number[] {
  const chosen = buildingIds ? new Set(buildingIds) : null;
  for (const id of chosen ?? []) {
    if (district.buildings.some((building) => building.id === id)) continue;
    findings.push(info('market.unknownBuilding', id, 'The district has no building with this id.', 'It is not part of the community.'));
  }
  const rows: number[] = [];
  district.buildings.forEach((building, row) => {
    if (chosen && !chosen.has(building.id)) return;
    if (!isSimulated(building)) {
      findings.push(
        info('market.noDemand', building.id, 'The building was removed, or its type is not known.', 'It is not part of the community.'),
      );
      return;
    }
    let used = 0;
    for (let at = row * HOURS_PER_YEAR; at < (row + 1) * HOURS_PER_YEAR; at++) used += electricity_W[at]! + pv_W[at]!;
    if (!Number.isFinite(used)) {
      findings.push(
        info('market.unknownYear', building.id, 'The year of the building has hours without a value.', 'It is not part of the community.'),
      );
      return;
    }
    if (used <= 0) {
      findings.push(
        info('market.zeroLoad', building.id, 'The building uses and makes no electricity.', 'It is not part of the community.'),
      );
      return;
    }
    rows.push(row);
  });
  return rows;
}

function batteryOf({ buildings }: DistrictCommunityInput['plan'], row: number): readonly BatteryAsset[] {
  const capacity_kWh = buildings.batteryCapacity_Wh[row]! / 1000;
  if (!(capacity_kWh > 0)) return [];
  const power_kW = buildings.batteryPower_W[row]! / 1000;
  return [
    {
      kind: 'battery',
      capacity_kWh,
      charge_kW: power_kW,
      discharge_kW: power_kW,
      chargeEfficiency: buildings.batteryChargeEfficiency[row]!,
      dischargeEfficiency: buildings.batteryDischargeEfficiency[row]!,
      initialShare: INITIAL_LEVEL_SHARE,
      selfDischargePerHour: 0,
      throughputCost_EURPerKWh: 0,
    },
  ];
}

/** Cars as vehicles; their uncontrolled charging is taken off the fixed load. */
function carsOf(plan: DistrictCommunityInput['plan'], row: number, use: BuildingUse, load_kW: Float64Array): readonly FlexibleAsset[] {
  if (!(plan.buildings.charging_W[row]! > 0)) return [];
  const charging_kW = chargingOf(plan, row, BUILDING_USES.indexOf(use));
  for (let hour = 0; hour < load_kW.length; hour++) {
    // The blocks are in single precision.
    load_kW[hour] = Math.max(0, load_kW[hour]! - charging_kW[hour]!);
  }
  return [vehiclesOf(charging_kW, plan.buildings.chargingLimit_W[row]! / 1000, CHARGING_EFFICIENCY)];
}

function curtailable(pv_kWh: number): readonly FlexibleAsset[] {
  return pv_kWh > 0 ? [{ kind: 'curtailable-pv', share: 1 }] : [];
}
