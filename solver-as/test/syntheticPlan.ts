/**
 * A random but seeded plan that satisfies the contract of plan.ts: made-up buildings under a made-up sky, for tests and
 * benchmarks of the kernels alone. It is no model of any place.
 */
import { RandomStream } from '#models/core/random.ts';
import { HOURS_PER_YEAR } from '#models/core/units.ts';
import { freeSkyView } from '#models/energy/solar/irradiance.ts';
import {
  BUILDING_FIELDS,
  type BuildingField,
  CARRIERS,
  DEFAULT_OPTIONS,
  type DistrictPlan,
  EMPTY_LANE,
  HORIZON_SECTORS,
  LANE_GROUP,
  PATTERN_FIELDS,
  type PatternField,
  type PvFields,
  type SimulationOptions,
  type SkyYear,
  type SolarSurfaces,
} from '#models/scenario/plan.ts';

export interface SyntheticOptions {
  readonly buildings: number;
  readonly seed?: number;
  /** Mean number of sunlit surfaces per building. */
  readonly surfacesPerBuilding?: number;
  readonly classes?: number;
  readonly options?: Partial<SimulationOptions>;
}

/** A plan of so many buildings. */
export function syntheticPlan({
  buildings,
  seed = 1,
  surfacesPerBuilding = 10,
  classes = 5,
  options = {},
}: SyntheticOptions): DistrictPlan {
  const random = new RandomStream(seed);
  const sky = syntheticSky();
  const weather = syntheticWeather(sky);
  const surfaces = syntheticSurfaces(random, buildings, surfacesPerBuilding);
  const useClass = Array.from({ length: buildings }, () => random.integer(0, classes - 1));
  const plan: DistrictPlan = {
    buildingCount: buildings,
    ...laneGroups(useClass, classes),
    weather,
    sky,
    surfaces,
    buildings: syntheticBuildings(random, surfaces, buildings),
    patterns: syntheticPatterns(classes, weather.dryBulb_C),
    classCount: classes,
    pv: syntheticPv(random, surfaces, buildings),
    pvSystem: { gamma_1_K: -0.0047, u0: 20, u1: 5, losses: 0.14, inverterEfficiency: 0.96, dcAcRatio: 1.2, glassIndex: 1.526 },
    peakTariff: Uint8Array.from({ length: HOURS_PER_YEAR }, (_, hour) => (hour % 24 >= 7 && hour % 24 < 22 ? 1 : 0)),
    carrier: Uint8Array.from({ length: buildings }, () => random.integer(0, CARRIERS.length - 1)),
    tariff: {
      importPeak_ctPerKWh: 30,
      importOffPeak_ctPerKWh: 25,
      peakFrom_h: 7,
      peakTo_h: 22,
      feedIn_ctPerKWh: 8,
      gas_ctPerKWh: 10,
      oil_ctPerKWh: 10,
      biomass_ctPerKWh: 8,
      districtHeat_ctPerKWh: 12,
    },
    emissions: {
      electricity_gPerKWh: 400,
      feedInCredit_gPerKWh: 0,
      gas_gPerKWh: 240,
      oil_gPerKWh: 310,
      biomass_gPerKWh: 20,
      districtHeat_gPerKWh: 180,
    },
    options: { ...DEFAULT_OPTIONS, ...options },
    solarKey: `synthetic-${seed}-${buildings}-${surfacesPerBuilding}`,
  };
  return plan;
}

/** The same plan with other parameters for a share of the buildings; arrays that do not change are shared. */
export function changedPlan(plan: DistrictPlan, share: number, factors: Partial<Record<BuildingField, number>>): DistrictPlan {
  const buildings = { ...plan.buildings };
  for (const [field, factor] of Object.entries(factors) as [BuildingField, number][]) {
    buildings[field] = plan.buildings[field].map((value, b) => ((b * 0.618034) % 1 < share ? value * factor : value));
  }
  return { ...plan, buildings };
}

function laneGroups(useClass: readonly number[], classes: number): Pick<DistrictPlan, 'lanes' | 'laneGroupClass'> {
  const lanes: number[] = [];
  const laneGroupClass: number[] = [];
  for (let c = 0; c < classes; c++) {
    useClass.forEach((own, building) => {
      if (own === c) lanes.push(building);
    });
    while (lanes.length % LANE_GROUP !== 0) lanes.push(EMPTY_LANE);
    while (laneGroupClass.length < lanes.length / LANE_GROUP) laneGroupClass.push(c);
  }
  return { lanes: Uint32Array.from(lanes), laneGroupClass: Uint8Array.from(laneGroupClass) };
}

function series(value: (hour: number) => number): Float64Array {
  return Float64Array.from({ length: HOURS_PER_YEAR }, (_, hour) => value(hour));
}

function syntheticSky(): SkyYear {
  const lat = 0.82;
  const declination = (hour: number) => 0.409 * Math.sin((2 * Math.PI * (hour / 24 - 81)) / 365);
  const angle = (hour: number) => ((hour % 24) - 11.5) * (Math.PI / 12);
  const up = (h: number) => Math.sin(lat) * Math.sin(declination(h)) + Math.cos(lat) * Math.cos(declination(h)) * Math.cos(angle(h));
  const east = (h: number) => -Math.cos(declination(h)) * Math.sin(angle(h));
  const north = (h: number) => Math.cos(lat) * Math.sin(declination(h)) - Math.sin(lat) * Math.cos(declination(h)) * Math.cos(angle(h));
  const clear = (h: number) => 0.55 + 0.45 * Math.sin(h * 0.137) * Math.cos(h * 0.0113);
  const lit = (h: number) => Math.max(0, up(h));
  return {
    sunEast: series(east),
    sunNorth: series(north),
    sunUp: series(up),
    sunSector: Uint8Array.from({ length: HOURS_PER_YEAR }, (_, h) => {
      const turn = Math.round(Math.atan2(east(h), north(h)) / (Math.PI / 18));
      return ((turn % HORIZON_SECTORS) + HORIZON_SECTORS) % HORIZON_SECTORS;
    }),
    beamNormal_W_m2: series((h) => (lit(h) > 0 ? 900 * clear(h) * Math.exp(-0.13 / (lit(h) + 0.05)) : 0)),
    circumsolarNormal_W_m2: series((h) => 60 * lit(h) * clear(h)),
    isotropic_W_m2: series((h) => 160 * lit(h) * (1.4 - clear(h))),
    horizonBand_W_m2: series((h) => 25 * lit(h) * Math.sin(h * 0.05)),
    groundReflected_W_m2: series((h) => 0.2 * 800 * lit(h) * clear(h)),
  };
}

function syntheticWeather(sky: SkyYear): DistrictPlan['weather'] {
  const day = (h: number) => h / 24;
  const dryBulb_C = series((h) => 10 - 11 * Math.cos((2 * Math.PI * (day(h) - 20)) / 365) + 6 * sky.sunUp[h]! + 4 * Math.sin(day(h) * 1.7));
  return {
    dryBulb_C,
    skyTemperature_C: dryBulb_C.map((t, h) => t - 9 - 5 * Math.sin(h * 0.029)),
    windSpeed_m_s: series((h) => 3 + 2.5 * Math.sin(h * 0.041) * Math.cos(h * 0.0031)),
  };
}

function syntheticSurfaces(random: RandomStream, buildings: number, perBuilding: number): SolarSurfaces {
  const rows: { building: number; isRoof: boolean; area: number; tilt: number; azimuth: number; open: number }[] = [];
  const firstOfBuilding = new Uint32Array(buildings + 1);
  for (let building = 0; building < buildings; building++) {
    const count = Math.max(1, Math.round(perBuilding * random.between(0.6, 1.4)));
    for (let i = 0; i < count; i++) {
      const isRoof = i % 3 === 2;
      rows.push({
        building,
        isRoof,
        area: random.between(4, 60),
        tilt: isRoof ? random.between(0, 0.9) : Math.PI / 2,
        azimuth: random.between(0, 2 * Math.PI),
        open: random.between(0.6, 1),
      });
    }
    firstOfBuilding[building + 1] = rows.length;
  }
  const column = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
  const normalUp = column((row) => Math.cos(row.tilt));
  return {
    count: rows.length,
    source: Uint32Array.from(rows, (_, i) => i),
    building: Uint32Array.from(rows, (row) => row.building),
    firstOfBuilding,
    isRoof: Uint8Array.from(rows, (row) => (row.isRoof ? 1 : 0)),
    area_m2: column((row) => row.area),
    normalEast: column((row) => Math.sin(row.tilt) * Math.sin(row.azimuth)),
    normalNorth: column((row) => Math.sin(row.tilt) * Math.cos(row.azimuth)),
    normalUp,
    skyView: Float64Array.from(rows, (row, i) => freeSkyView(normalUp[i]!) * row.open),
    sinHorizon: Float32Array.from({ length: HORIZON_SECTORS * rows.length }, () => Math.max(0, random.between(-0.3, 0.5))),
  };
}

function syntheticBuildings(random: RandomStream, surfaces: SolarSurfaces, count: number): DistrictPlan['buildings'] {
  const columns = {} as Record<BuildingField, Float64Array>;
  for (const field of BUILDING_FIELDS) columns[field] = new Float64Array(count);
  for (let b = 0; b < count; b++) {
    let wall = 0;
    let roof = 0;
    for (let row = surfaces.firstOfBuilding[b]!; row < surfaces.firstOfBuilding[b + 1]!; row++) {
      if (surfaces.isRoof[row]!) roof += surfaces.area_m2[row]!;
      else wall += surfaces.area_m2[row]!;
    }
    const floor = random.between(80, 900);
    const uOpaque = random.between(0.15, 1.4);
    const ratio = random.between(0.1, 0.4);
    const isHeatPump = random.next() < 0.4 ? 1 : 0;
    const battery = random.next() < 0.5 ? random.between(4000, 30000) : 0;
    const values: Record<BuildingField, number> = {
      massArea_m2: 2.5 * floor,
      internalArea_m2: 4.5 * floor,
      heatCapacity_J_K: random.between(80e3, 370e3) * floor,
      transmissionOpaque_W_K: uOpaque * (wall * (1 - ratio) + roof) + 0.2 * floor,
      transmissionWindow_W_K: random.between(0.8, 2.8) * wall * ratio,
      infiltration_W_K: random.between(0.05, 0.25) * floor,
      ventilation_W_K: random.between(0.1, 0.4) * floor,
      windowGainPerWallIrradiance: ratio * random.between(0.3, 0.5),
      wallGainPerWallIrradiance: (1 - ratio) * 0.04 * uOpaque * 0.6,
      roofGainPerRoofIrradiance: 0.04 * uOpaque * 0.6,
      skyLoss_W_K: 0.04 * 5 * uOpaque * (0.5 * wall + roof),
      peopleGain_W: 3 * floor,
      appliances_W: random.between(2, 6) * floor,
      applianceHeatShare: random.between(0.6, 1),
      heatingSetpoint_C: random.between(19, 22),
      heatingSetback_K: random.between(0, 5),
      coolingSetpoint_C: random.between(24, 27),
      maxHeating_W: random.between(25, 120) * floor,
      maxCooling_W: random.next() < 0.5 ? 40 * floor : 0,
      hotWater_W: random.between(0.5, 3) * floor,
      isHeatPump,
      copBase: 6,
      copPerSource_1_K: 0.15,
      copPerFlow_1_K: -0.08,
      heatPumpCapacity_W: random.between(10, 60) * floor,
      heatPumpCapacityPerK_W_K: random.between(0, 0.8) * floor,
      flowAt0_C: random.between(35, 52),
      flowSlope: random.between(0.4, 1.2),
      flowMin_C: 25,
      flowMax_C: 60,
      hotWaterFlow_C: 55,
      heatEfficiency: isHeatPump ? 1 : random.between(0.7, 0.98),
      isDirectElectric: !isHeatPump && random.next() < 0.2 ? 1 : 0,
      eerBase: random.between(4, 6),
      eerPerK_1_K: -0.07,
      auxiliaryPerHeat: random.between(0.005, 0.02),
      batteryCapacity_Wh: battery,
      batteryPower_W: battery * 0.5,
      batteryChargeEfficiency: 0.96,
      batteryDischargeEfficiency: 0.95,
      ...syntheticCharging(b),
    };
    for (const field of BUILDING_FIELDS) columns[field][b] = values[field];
  }
  return columns;
}

/** Every third building, so that pairs of lanes with and without charging meet; the limit cuts some evenings. */
function syntheticCharging(building: number): Pick<Record<BuildingField, number>, 'charging_W' | 'chargingLimit_W'> {
  return building % 3 === 1 ? { charging_W: 300 + 10 * building, chargingLimit_W: 3700 } : { charging_W: 0, chargingLimit_W: 0 };
}

function syntheticPatterns(classes: number, dryBulb_C: Float64Array): DistrictPlan['patterns'] {
  const patterns = {} as Record<PatternField, Float64Array>;
  for (const field of PATTERN_FIELDS) patterns[field] = new Float64Array(classes * HOURS_PER_YEAR);
  for (let c = 0; c < classes; c++) {
    for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
      const at = c * HOURS_PER_YEAR + hour;
      const ofDay = hour % 24;
      const isWorkday = Math.floor(hour / 24) % 7 < 5;
      const isUse = ofDay >= 6 + c && ofDay < 18 + (c % 3) && (isWorkday || c < 2);
      patterns.people[at] = isUse ? 0.5 + 0.05 * ((ofDay * 7 + c) % 10) : 0.05 * c;
      patterns.appliances[at] = 0.4 + (isUse ? 1.1 : 0.1) + 0.1 * Math.cos(hour / 1400);
      patterns.setback[at] = ofDay < 6 || ofDay > 21 ? 1 : 0;
      // Windows are opened against warmth, so many hours have a value of their own.
      const airing = c % 2 === 0 ? 1 + 3 * Math.min(1, Math.max(0, (dryBulb_C[hour]! - 16) / 5)) : 1;
      patterns.ventilation[at] = airing * (isUse ? 0.4 + 0.1 * ((ofDay + c) % 6) : 0.1);
      patterns.hotWater[at] = ofDay === 7 || ofDay === 19 ? 6 : 0.5;
      patterns.charging[at] = ofDay >= 17 + (c % 3) ? 5 + 0.1 * ofDay : 0.05 * (c % 2);
    }
  }
  return patterns;
}

function syntheticPv(random: RandomStream, surfaces: SolarSurfaces, buildings: number): PvFields {
  const surface: number[] = [];
  const firstOfBuilding = new Uint32Array(buildings + 1);
  for (let b = 0; b < buildings; b++) {
    const takesPart = random.next() < 0.6;
    for (let row = surfaces.firstOfBuilding[b]!; row < surfaces.firstOfBuilding[b + 1]!; row++) {
      if (takesPart && surfaces.isRoof[row]! === 1 && random.next() < 0.7) surface.push(row);
    }
    firstOfBuilding[b + 1] = surface.length;
  }
  return {
    count: surface.length,
    firstOfBuilding,
    surface: Uint32Array.from(surface),
    power_W: Float64Array.from(surface, (row) => surfaces.area_m2[row]! * 180),
  };
}
