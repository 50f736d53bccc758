/** A small complete plan over a box district: every system, several use classes, neighbours that shade. */
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import { airSourceCop, GENERIC_HEAT_PUMPS } from '#models/energy/heatpump/heatPump.ts';
import { DEFAULT_PV_SYSTEM } from '#models/energy/pv/pvWatts.ts';
import { solarSurfaces } from '#models/energy/solar/horizon.ts';
import { skyYear } from '#models/energy/solar/skyYear.ts';
import { skyTemperatureYear_C } from '#models/energy/thermal/skyTemperature.ts';
import type { WeatherYear } from '#models/energy/weather.ts';
import {
  BUILDING_FIELDS,
  type BuildingField,
  CARRIERS,
  type DistrictPlan,
  EMPTY_LANE,
  LANE_GROUP,
  PATTERN_FIELDS,
  type PatternField,
} from '#models/scenario/plan.ts';
import { boxDistrict } from './boxDistrict.ts';

const CLASSES = 2;

/** Values of building `index`: each third one with a heat pump, PV and battery; each third one direct electric. */
function fieldsOf(index: number): Record<BuildingField, number> {
  const isHeatPump = index % 3 === 0;
  return {
    massArea_m2: 250 + 10 * index,
    internalArea_m2: 450 + 18 * index,
    heatCapacity_J_K: 165e5 + 5e5 * index,
    transmissionOpaque_W_K: 180 - 5 * (index % 7),
    transmissionWindow_W_K: 40,
    infiltration_W_K: 25,
    ventilation_W_K: 30,
    windowGainPerWallIrradiance: 0.08,
    wallGainPerWallIrradiance: 0.01,
    roofGainPerRoofIrradiance: 0.008,
    skyLoss_W_K: 8,
    peopleGain_W: 250,
    appliances_W: 450,
    applianceHeatShare: 0.8,
    heatingSetpoint_C: 20.5,
    heatingSetback_K: 3,
    coolingSetpoint_C: 26,
    maxHeating_W: index === 1 ? 4000 : 15_000,
    maxCooling_W: index % 2 === 0 ? 6000 : 0,
    hotWater_W: 350,
    isHeatPump: isHeatPump ? 1 : 0,
    ...airSourceCop(GENERIC_HEAT_PUMPS['air-regulated']),
    heatPumpCapacity_W: 5000,
    heatPumpCapacityPerK_W_K: 100,
    flowAt0_C: 42,
    flowSlope: 0.7,
    flowMin_C: 28,
    flowMax_C: 55,
    hotWaterFlow_C: 55,
    heatEfficiency: index % 3 === 2 ? 1 : 0.92,
    isDirectElectric: index % 3 === 2 ? 1 : 0,
    eerBase: 6.5,
    eerPerK_1_K: -0.1,
    auxiliaryPerHeat: 0.015,
    batteryCapacity_Wh: isHeatPump ? 8000 : 0,
    batteryPower_W: isHeatPump ? 4000 : 0,
    batteryChargeEfficiency: isHeatPump ? 0.95 : 0,
    batteryDischargeEfficiency: isHeatPump ? 0.95 : 0,
    charging_W: index % 2 === 0 ? 400 : 0,
    chargingLimit_W: index % 2 === 0 ? 2200 : 0,
  };
}

/** Day shapes per class: homes and offices. */
function patternValue(field: PatternField, useClass: number, hour: number): number {
  const time = hour % 24;
  const working = time >= 8 && time < 18 ? 1 : 0;
  const present = useClass === 0 ? 1 - 0.7 * working : working;
  if (field === 'setback') return useClass === 0 ? (time < 6 ? 1 : 0) : 1 - working;
  if (field === 'charging') return time >= 17 && time < 22 ? 6 : 0;
  if (field === 'hotWater') return time === 7 || time === 19 ? 4 : 0.5;
  return field === 'appliances' ? 0.4 + 0.6 * present : present;
}

export function samplePlan(weather: WeatherYear, buildingCount = 10, overrides: Partial<Record<BuildingField, number>> = {}): DistrictPlan {
  const boxes = Array.from({ length: buildingCount }, (_, i) => ({
    west_m: 22 * (i % 4),
    south_m: 20 * Math.floor(i / 4),
    width_m: 11,
    depth_m: 9,
    height_m: 6 + 3 * (i % 3),
  }));
  const surfaces = solarSurfaces(boxDistrict(boxes));
  const rows = boxes.map((_, index) => ({ ...fieldsOf(index), ...overrides }));
  const buildings = {} as Record<BuildingField, Float64Array>;
  for (const field of BUILDING_FIELDS) buildings[field] = Float64Array.from(rows, (row) => row[field]);
  const patterns = {} as Record<PatternField, Float64Array>;
  for (const field of PATTERN_FIELDS) {
    patterns[field] = Float64Array.from({ length: CLASSES * HOURS_PER_YEAR }, (_, i) =>
      patternValue(field, Math.floor(i / HOURS_PER_YEAR), i % HOURS_PER_YEAR),
    );
  }
  const { lanes, laneGroupClass } = lanesOf(buildingCount);
  const pvBuildings = boxes.map((_, index) => index).filter((index) => index % 3 === 0);
  return {
    buildingCount,
    lanes,
    laneGroupClass,
    weather: {
      dryBulb_C: weather.dryBulb_C,
      skyTemperature_C: skyTemperatureYear_C(weather.infrared_W_m2),
      windSpeed_m_s: weather.windSpeed_m_s,
    },
    sky: skyYear(weather),
    surfaces,
    buildings,
    patterns,
    classCount: CLASSES,
    pv: {
      count: 2 * pvBuildings.length,
      firstOfBuilding: Uint32Array.from({ length: buildingCount + 1 }, (_, b) => 2 * pvBuildings.filter((index) => index < b).length),
      // The roof is the first row of a building, its south wall the second.
      surface: Uint32Array.from(pvBuildings.flatMap((b) => [surfaces.firstOfBuilding[b]!, surfaces.firstOfBuilding[b]! + 1])),
      power_W: Float64Array.from(pvBuildings.flatMap(() => [5000, 1200])),
    },
    pvSystem: DEFAULT_PV_SYSTEM,
    peakTariff: Uint8Array.from({ length: HOURS_PER_YEAR }, (_, hour) => (hour % 24 >= 7 && hour % 24 < 20 ? 1 : 0)),
    carrier: Uint8Array.from(rows, (row) => CARRIERS.indexOf(row.isHeatPump || row.isDirectElectric ? 'electricity' : 'gas')),
    tariff: {
      importPeak_ctPerKWh: 35,
      importOffPeak_ctPerKWh: 25,
      peakFrom_h: 7,
      peakTo_h: 20,
      feedIn_ctPerKWh: 8,
      gas_ctPerKWh: 11,
      oil_ctPerKWh: 11,
      biomass_ctPerKWh: 8,
      districtHeat_ctPerKWh: 12,
    },
    emissions: {
      electricity_gPerKWh: 300,
      feedInCredit_gPerKWh: 0,
      gas_gPerKWh: 240,
      oil_gPerKWh: 310,
      biomass_gPerKWh: 30,
      districtHeat_gPerKWh: 150,
    },
    options: { warmUp_h: 240, precision: 'f64' },
    solarKey: 'sample',
  };
}

/** Even buildings are homes, odd ones offices; each class padded to whole groups. */
function lanesOf(buildingCount: number) {
  const lanes: number[] = [];
  const classes: number[] = [];
  for (let useClass = 0; useClass < CLASSES; useClass++) {
    const members = Array.from({ length: buildingCount }, (_, b) => b).filter((b) => b % CLASSES === useClass);
    while (members.length % LANE_GROUP !== 0) members.push(EMPTY_LANE);
    lanes.push(...members);
    classes.push(...new Array<number>(members.length / LANE_GROUP).fill(useClass));
  }
  return { lanes: Uint32Array.from(lanes), laneGroupClass: Uint8Array.from(classes) };
}
