/** From a prepared district and a scenario to the typed arrays that a solver runs. */
import { HOURS_PER_YEAR } from '../core/units.ts';
import { BUILDING_USES, HEAT_SOURCES } from '../district/district.ts';
import { USE_PROFILES } from '../energy/appliances/useProfile.ts';
import { MASS } from '../energy/archetypes/archetype.ts';
import { airSourceCop, GENERIC_HEAT_PUMPS } from '../energy/heatpump/heatPump.ts';
import { CAPACITY_REFERENCE_C } from '../energy/heatpump/systems.ts';
import { HOT_WATER_DEMAND } from '../energy/hotwater/hotWaterDemand.ts';
import { chargingScale } from '../energy/mobility/charging.ts';
import { DEFAULT_PV_SYSTEM } from '../energy/pv/pvWatts.ts';
import { buildingEnvelope } from './buildingEnvelope.ts';
import {
  AIR_Wh_m3K,
  FRAME_FACTOR,
  INCIDENCE_FACTOR,
  INTERNAL_AREA_RATIO,
  OUTER_RADIATION_W_m2K,
  OUTER_RESISTANCE_m2K_W,
  ROOF_ABSORPTANCE,
  SHADING_FACTOR,
  WALL_ABSORPTANCE,
} from './envelope.ts';
import { applyMeasures, type MeasuredState, NONE } from './measuredState.ts';
import { BUILDING_FIELDS, type BuildingField, DEFAULT_OPTIONS, type DistrictPlan, type PvFields, type SimulationOptions } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import { BATTERY_ATTRIBUTES, pvFields, statedNumber } from './pvFields.ts';
import type { Scenario, Tariff } from './scenario.ts';
import { CARRIER_OF_SOURCE, EFFICIENCY_OF_SOURCE, SYSTEM } from './systemDefaults.ts';

type Fields = Record<BuildingField, Float64Array>;

const HEAT_PUMP = HEAT_SOURCES.indexOf('air-heat-pump');
const DIRECT_ELECTRIC = HEAT_SOURCES.indexOf('direct-electric');
const HEAT_PUMP_UNIT = airSourceCop(GENERIC_HEAT_PUMPS['air-regulated']);
/** Power over capacity of a battery that a file states only by its capacity [1/h]. */
const EXISTING_BATTERY_POWER = 0.5;
/** What a zone exchanges with outdoors, people and plant. */
const EXCHANGES = [
  'transmissionOpaque_W_K',
  'transmissionWindow_W_K',
  'infiltration_W_K',
  'ventilation_W_K',
  'windowGainPerWallIrradiance',
  'wallGainPerWallIrradiance',
  'roofGainPerRoofIrradiance',
  'skyLoss_W_K',
  'peopleGain_W',
  'appliances_W',
  'hotWater_W',
  'maxHeating_W',
  'maxCooling_W',
  'auxiliaryPerHeat',
  'batteryCapacity_Wh',
  'batteryPower_W',
  'charging_W',
  'chargingLimit_W',
] as const satisfies readonly BuildingField[];
const MEAN_W_PER_kWh_a = 1000 / HOURS_PER_YEAR;

function newFields(count: number): Fields {
  return Object.fromEntries(BUILDING_FIELDS.map((field) => [field, new Float64Array(count)])) as Fields;
}

/** Heat transfer, capacity and solar gain of the zone. */
function fillEnvelope(f: Fields, b: number, prepared: PreparedDistrict, state: MeasuredState): void {
  const { columns } = prepared;
  const envelope = buildingEnvelope(prepared, state, b);
  const { archetype, slab_W_m2K } = envelope;
  const floor = columns.netFloor_m2[b]!;
  const wall = columns.outerWall_m2[b]!;
  const roof = columns.roof_m2[b]!;
  const ground = columns.ground_m2[b]!;
  const overhang = columns.overhang_m2[b]!;
  const window = wall * archetype.windowRatio;
  const mass = MASS[archetype.massClass];

  f.massArea_m2[b] = mass.area_m2_m2 * floor;
  f.internalArea_m2[b] = INTERNAL_AREA_RATIO * floor;
  f.heatCapacity_J_K[b] = mass.capacity_J_m2K * floor;
  f.transmissionOpaque_W_K[b] =
    (wall - window) * envelope.wall_W_m2K +
    roof * envelope.roof_W_m2K +
    overhang * envelope.overhang_W_m2K +
    ground * slab_W_m2K +
    (wall + roof + overhang + ground) * archetype.thermalBridge_W_m2K;
  f.transmissionWindow_W_K[b] = window * envelope.window_W_m2K;
  f.infiltration_W_K[b] = AIR_Wh_m3K * archetype.infiltration_1_h * columns.airVolume_m3[b]!;
  f.windowGainPerWallIrradiance[b] = archetype.windowRatio * envelope.windowG * FRAME_FACTOR * INCIDENCE_FACTOR * SHADING_FACTOR;
  f.wallGainPerWallIrradiance[b] = (1 - archetype.windowRatio) * OUTER_RESISTANCE_m2K_W * envelope.wall_W_m2K * WALL_ABSORPTANCE;
  f.roofGainPerRoofIrradiance[b] = OUTER_RESISTANCE_m2K_W * envelope.roof_W_m2K * ROOF_ABSORPTANCE;
  f.skyLoss_W_K[b] =
    OUTER_RESISTANCE_m2K_W *
    OUTER_RADIATION_W_m2K *
    ((1 - archetype.windowRatio) * envelope.wallSky_W_K +
      archetype.windowRatio * columns.wallSkyView_m2[b]! * envelope.window_W_m2K +
      envelope.roofSky_W_K);
}

/** People, electricity, setpoints, air, hot water. */
function fillUse(f: Fields, b: number, prepared: PreparedDistrict, state: MeasuredState): void {
  const { columns } = prepared;
  const use = BUILDING_USES[columns.useClass[b]!]!;
  const profile = USE_PROFILES[use];
  const hotWater = HOT_WATER_DEMAND[use];
  const floor = columns.netFloor_m2[b]!;
  f.ventilation_W_K[b] = AIR_Wh_m3K * profile.freshAir_m3_hm2 * floor;
  f.peopleGain_W[b] = (floor / profile.area_m2_person) * profile.sensibleHeat_W_person;
  f.appliances_W[b] = floor * profile.electricity_kWh_m2 * MEAN_W_PER_kWh_a;
  f.applianceHeatShare[b] = profile.electricityHeatShare;
  f.hotWater_W[b] = floor * (hotWater.useful_kWh_m2 + hotWater.losses_kWh_m2) * MEAN_W_PER_kWh_a;
  const heating = state.heating_C[b]!;
  const setback = state.setback_K[b]!;
  const cooling = state.cooling_C[b]!;
  f.heatingSetpoint_C[b] = Number.isNaN(heating) ? profile.heatingSetpoint_C : heating;
  f.heatingSetback_K[b] = Number.isNaN(setback) ? profile.heatingSetback_K : setback;
  // Heating and cooling must not fight over one temperature.
  f.coolingSetpoint_C[b] = Math.max(Number.isNaN(cooling) ? profile.coolingSetpoint_C : cooling, f.heatingSetpoint_C[b]! + 1);
  const cooled = state.cooled[b] === NONE ? profile.cooled : state.cooled[b] === 1;
  f.maxCooling_W[b] = cooled ? profile.coolingPower_W_m2 * floor : 0;
}

/** Steady heat load at the design outdoor temperature [W]: transmission, leaks and fresh air at the full rate. */
function designLoad_W(f: Fields, b: number, outdoor_C: number): number {
  const perKelvin = f.transmissionOpaque_W_K[b]! + f.transmissionWindow_W_K[b]! + f.infiltration_W_K[b]! + f.ventilation_W_K[b]!;
  return perKelvin * Math.max(1, f.heatingSetpoint_C[b]! - outdoor_C);
}

function fillSystems(f: Fields, b: number, prepared: PreparedDistrict, state: MeasuredState): void {
  const source = state.heatSource[b]!;
  const design_C = prepared.designOutdoor_C;
  f.maxHeating_W[b] = designLoad_W(f, b, design_C) + SYSTEM.reheat_W_m2 * prepared.columns.netFloor_m2[b]!;
  f.heatEfficiency[b] = EFFICIENCY_OF_SOURCE[source]!;
  f.isDirectElectric[b] = source === DIRECT_ELECTRIC ? 1 : 0;
  f.eerBase[b] = SYSTEM.eerBase;
  f.eerPerK_1_K[b] = SYSTEM.eerPerK_1_K;
  f.auxiliaryPerHeat[b] = SYSTEM.auxiliaryPerHeat;
  f.hotWaterFlow_C[b] = SYSTEM.hotWaterFlow_C;
  const designFlow = state.designFlow_C[b]!;
  const slope = (designFlow - SYSTEM.heatingLimit_C) / (SYSTEM.heatingLimit_C - Math.min(design_C, SYSTEM.heatingLimit_C - 5));
  f.flowSlope[b] = slope;
  f.flowAt0_C[b] = SYSTEM.heatingLimit_C * (1 + slope);
  f.flowMin_C[b] = SYSTEM.flowMin_C;
  f.flowMax_C[b] = designFlow;
  if (source !== HEAT_PUMP) return;
  const sizing_C = Math.max(design_C, SYSTEM.coldestHeatPumpSizing_C);
  const needed_W = designLoad_W(f, b, sizing_C) + f.hotWater_W[b]!;
  const capacity_W = needed_W / (1 + SYSTEM.heatPumpCapacityPerK * (sizing_C - CAPACITY_REFERENCE_C));
  f.isHeatPump[b] = 1;
  f.copBase[b] = HEAT_PUMP_UNIT.copBase;
  f.copPerSource_1_K[b] = HEAT_PUMP_UNIT.copPerSource_1_K;
  f.copPerFlow_1_K[b] = HEAT_PUMP_UNIT.copPerFlow_1_K;
  f.heatPumpCapacity_W[b] = capacity_W;
  f.heatPumpCapacityPerK_W_K[b] = capacity_W * SYSTEM.heatPumpCapacityPerK;
}

function fillBattery(f: Fields, b: number, prepared: PreparedDistrict, state: MeasuredState, pv: PvFields): void {
  f.batteryChargeEfficiency[b] = SYSTEM.batteryEfficiency;
  f.batteryDischargeEfficiency[b] = SYSTEM.batteryEfficiency;
  let rated_W = 0;
  for (let i = pv.firstOfBuilding[b]!; i < pv.firstOfBuilding[b + 1]!; i++) rated_W += pv.power_W[i]!;
  // Batteries take surplus of PV only: without it there is nothing to store, and none is simulated.
  if (rated_W === 0) return;
  const measure = state.batteryMeasures[state.battery[b]!];
  const capacity_Wh = measure
    ? measure.capacity_kWh_per_kWp * rated_W
    : statedNumber(prepared.district.buildings[b]!.attributes, BATTERY_ATTRIBUTES) * 1000;
  const places = state.places.get(b);
  f.batteryCapacity_Wh[b] = capacity_Wh + 1000 * (places?.battery_kWh ?? 0);
  f.batteryPower_W[b] = capacity_Wh * (measure?.power_kW_per_kWh ?? EXISTING_BATTERY_POWER) + 1000 * (places?.battery_kW ?? 0);
}

/** Charging points: the scale of the pattern that gives the year's energy within their power. */
function fillCharging(f: Fields, b: number, prepared: PreparedDistrict, state: MeasuredState): void {
  const places = state.places.get(b);
  if (!places) return;
  const { charging_kWh, chargingLimit_W } = places;
  f.charging_W[b] = chargingScale(prepared.patterns.charging, prepared.columns.useClass[b]!, charging_kWh, chargingLimit_W).scale_W;
  f.chargingLimit_W[b] = chargingLimit_W;
}

/**
 * A generic object has no demand: a closed box that nothing enters, leaves or heats. Mass and inner area
 * stay, because solvers divide by them.
 */
function fillGeneric(f: Fields, b: number): void {
  for (const field of EXCHANGES) f[field][b] = 0;
  // It starts at its setpoint and stays there, so that no hour counts as cold or hot.
  f.heatingSetpoint_C[b] = 20;
  f.heatingSetback_K[b] = 0;
  f.coolingSetpoint_C[b] = 26;
}

/** 1 in the hours of the peak tariff, every day; a window may pass midnight; equal ends mean none. */
export function peakTariffHours(tariff: Pick<Tariff, 'peakFrom_h' | 'peakTo_h'>): Uint8Array {
  const { peakFrom_h: from, peakTo_h: to } = tariff;
  const hours = new Uint8Array(HOURS_PER_YEAR);
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const middle = (hour % 24) + 0.5;
    const inside = from <= to ? middle >= from && middle < to : middle >= from || middle < to;
    hours[hour] = inside ? 1 : 0;
  }
  return hours;
}

/**
 * The plan of a scenario.
 * @param irradiation_kWh_m2 yearly irradiation per row of the solar surfaces (from `SolverPort.irradiate`), needed
 * only where an enabled measure puts PV on roofs
 * @throws RangeError where a PV measure lacks it
 */
export function buildPlan(
  prepared: PreparedDistrict,
  scenario: Scenario,
  irradiation_kWh_m2: Float64Array | null,
  options: SimulationOptions = DEFAULT_OPTIONS,
): DistrictPlan {
  const state = applyMeasures(prepared, scenario);
  const count = prepared.district.buildings.length;
  const pv = pvFields(prepared, state, irradiation_kWh_m2);
  const fields = newFields(count);
  const carrier = new Uint8Array(count);
  for (let b = 0; b < count; b++) {
    fillEnvelope(fields, b, prepared, state);
    fillUse(fields, b, prepared, state);
    fillSystems(fields, b, prepared, state);
    fillBattery(fields, b, prepared, state, pv);
    fillCharging(fields, b, prepared, state);
    if (!prepared.columns.isBuilding[b]) fillGeneric(fields, b);
    carrier[b] = CARRIER_OF_SOURCE[state.heatSource[b]!]!;
  }
  return {
    buildingCount: count,
    lanes: prepared.lanes,
    laneGroupClass: prepared.laneGroupClass,
    weather: {
      dryBulb_C: prepared.weather.dryBulb_C,
      skyTemperature_C: prepared.skyTemperature_C,
      windSpeed_m_s: prepared.weather.windSpeed_m_s,
    },
    sky: prepared.sky,
    surfaces: prepared.surfaces,
    buildings: fields,
    patterns: prepared.patterns,
    classCount: BUILDING_USES.length,
    pv,
    pvSystem: DEFAULT_PV_SYSTEM,
    peakTariff: peakTariffHours(state.tariff),
    carrier,
    tariff: state.tariff,
    emissions: state.emissions,
    options,
    solarKey: prepared.solarKey,
  };
}
