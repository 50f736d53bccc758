/**
 * The plan: everything a solver needs to run a district's year, as typed arrays and without any
 * notion of measures, archetypes or files. Two scenarios that lead to the same plan have the same result.
 */
import type { EmissionFactors, Tariff } from './scenario.ts';

/**
 * Hourly position of the sun and strength of the sky's parts, equal for every surface.
 * 8,760 values each. Irradiance on a plane with unit normal n (east, north, up) and tilt b:
 *
 *   I = (beamNormal + circumsolarNormal) max(0, n.s) visible
 *     + max(0, isotropic svf + horizonBand sin b svf / svfFree) + groundReflected (1 - cos b) / 2
 *
 * with svfFree = (1 + cos b) / 2 and svf the sky view factor below the horizon profile.
 */
export interface SkyYear {
  readonly sunEast: Float64Array;
  readonly sunNorth: Float64Array;
  readonly sunUp: Float64Array;
  /** Horizon sector 0..HORIZON_SECTORS-1 the sun stands in. */
  readonly sunSector: Uint8Array;
  readonly beamNormal_W_m2: Float64Array;
  readonly circumsolarNormal_W_m2: Float64Array;
  readonly isotropic_W_m2: Float64Array;
  readonly horizonBand_W_m2: Float64Array;
  /** Albedo times global horizontal [W/m2]. */
  readonly groundReflected_W_m2: Float64Array;
}

/** Sectors of a horizon profile, 10 degrees each, sector 0 centred on north, clockwise. */
export const HORIZON_SECTORS = 36;

/** Surfaces that the sun matters for (walls, roofs), sorted by building, structure of arrays. */
export interface SolarSurfaces {
  readonly count: number;
  /** Row of `District.surfaces` that this row stands for. */
  readonly source: Uint32Array;
  readonly building: Uint32Array;
  /** Rows of building b: [firstOfBuilding[b], firstOfBuilding[b + 1]). */
  readonly firstOfBuilding: Uint32Array;
  readonly isRoof: Uint8Array;
  /** Area towards outdoor air (party walls taken off) [m2]. */
  readonly area_m2: Float64Array;
  readonly normalEast: Float64Array;
  readonly normalNorth: Float64Array;
  readonly normalUp: Float64Array;
  /** Sky view factor with the horizon, 0..(1 + cos b)/2. */
  readonly skyView: Float64Array;
  /** Sine of the horizon's elevation, [sector * count + row]. */
  readonly sinHorizon: Float32Array;
  /**
   * Two words per building that stand for all of its rows: equal words, equal sun. Caches of chunks are found by them;
   * absent in plans that are made by hand, which then have {@link DistrictPlan.solarKey} alone.
   */
  readonly contentKeys?: Uint32Array;
}

/**
 * Parameters per building for the hourly kernels. Symbols of ISO 13790 where it has them.
 * The order is the layout: solver-as/assembly/layout/layout.json repeats it, and a test compares.
 */
export const BUILDING_FIELDS = [
  /** Effective mass area [m2]. */ 'massArea_m2',
  /** Total internal surface area [m2]. */ 'internalArea_m2',
  /** Internal heat capacity [J/K]. */ 'heatCapacity_J_K',
  /** Transmission through opaque elements, thermal bridges and ground [W/K]. */ 'transmissionOpaque_W_K',
  /** Transmission through windows and doors [W/K]. */ 'transmissionWindow_W_K',
  /** Infiltration, always on [W/K]. */ 'infiltration_W_K',
  /** Ventilation at pattern value 1 [W/K]. */ 'ventilation_W_K',
  /** Window gain per irradiance summed over outer walls: ratio x g x frame x dirt, 0..1 [-]. */ 'windowGainPerWallIrradiance',
  /** Sol-air gain per irradiance summed over outer walls: (1 - ratio) Rse U alpha [-]. */ 'wallGainPerWallIrradiance',
  /** Sol-air gain per irradiance summed over roofs: Rse U alpha [-]. */ 'roofGainPerRoofIrradiance',
  /** Long-wave loss to the sky per kelvin of (air - sky): sum F Rse hre U A [W/K]. */ 'skyLoss_W_K',
  /** Sensible heat of people at pattern value 1 [W]. */ 'peopleGain_W',
  /** Electricity for appliances, light and services at pattern value 1 [W]. */ 'appliances_W',
  /** Share of that electricity that becomes heat indoors [-]. */ 'applianceHeatShare',
  /** Heating setpoint in hours of use [degC]. */ 'heatingSetpoint_C',
  /** Lowering of it at setback pattern value 1 [K]. */ 'heatingSetback_K',
  /** Cooling setpoint; cooled only where maxCooling_W > 0 [degC]. */ 'coolingSetpoint_C',
  /** Limit of the heat emission [W]. */ 'maxHeating_W',
  /** Limit of the cooling, 0 = not cooled [W]. */ 'maxCooling_W',
  /** Hot water heat at pattern value 1, storage and pipe losses included [W]. */ 'hotWater_W',
  /** 1 if a heat pump covers heating and hot water, else 0. */ 'isHeatPump',
  /** Coefficient of performance = base + perSource Tsource + perFlow Tflow. */ 'copBase',
  'copPerSource_1_K',
  'copPerFlow_1_K',
  /** Heat output at -7 degC outdoors [W] and its change with outdoor temperature [W/K]. */ 'heatPumpCapacity_W',
  'heatPumpCapacityPerK_W_K',
  /** Flow temperature = clamp(flowAt0 - flowSlope Te, flowMin, flowMax) [degC]. */ 'flowAt0_C',
  'flowSlope',
  'flowMin_C',
  'flowMax_C',
  /** Flow temperature for hot water [degC]. */ 'hotWaterFlow_C',
  /** Yearly efficiency of the fuel boiler or the district heat station; 1 for direct electric [-]. */ 'heatEfficiency',
  /** 1 if heat comes from direct electricity. */ 'isDirectElectric',
  /** Cooling: energy efficiency ratio = eerBase + eerPerK Te, within [1.5, 8]. */ 'eerBase',
  'eerPerK_1_K',
  /** Electricity of pumps and controls per heat delivered [-]. */ 'auxiliaryPerHeat',
  /** Usable battery energy [Wh]; 0 = none. */ 'batteryCapacity_Wh',
  /** Charging and discharging limit on the alternating-current side [W]. */ 'batteryPower_W',
  /** One-way efficiencies [-]. */ 'batteryChargeEfficiency',
  'batteryDischargeEfficiency',
  /** Car charging at pattern value 1, and what the charging points can give together [W]. */ 'charging_W',
  'chargingLimit_W',
] as const;
export type BuildingField = (typeof BUILDING_FIELDS)[number];

/** Patterns per use class, hourly. */
export const PATTERN_FIELDS = ['people', 'appliances', 'setback', 'ventilation', 'hotWater', 'charging'] as const;
export type PatternField = (typeof PATTERN_FIELDS)[number];

/** PV arrays, sorted by building. Each stands on one row of {@link SolarSurfaces}. */
export interface PvFields {
  readonly count: number;
  readonly firstOfBuilding: Uint32Array;
  /** Row of SolarSurfaces. */
  readonly surface: Uint32Array;
  /** Rated direct-current power [W]. */
  readonly power_W: Float64Array;
}

/** What all PV arrays share (PVWatts 5 with a Faiman cell temperature). */
export interface PvSystem {
  /** Power change with cell temperature [1/K]. */
  readonly gamma_1_K: number;
  /** Faiman coefficients [W/(m2 K)], [W s/(m3 K)]. */
  readonly u0: number;
  readonly u1: number;
  /** Soiling, wiring, mismatch, ... [-]. */
  readonly losses: number;
  readonly inverterEfficiency: number;
  /** Direct-current over alternating-current rating [-]. */
  readonly dcAcRatio: number;
  /** Refractive index of the module glass [-]. */
  readonly glassIndex: number;
}

export interface DistrictPlan {
  readonly buildingCount: number;
  /**
   * Lanes of the SIMD kernels: building per lane, EMPTY_LANE where a group of LANE_GROUP is padded.
   * All buildings of a group share one use class.
   */
  readonly lanes: Uint32Array;
  /** Use class (index into patterns) per lane group. */
  readonly laneGroupClass: Uint8Array;
  readonly weather: {
    readonly dryBulb_C: Float64Array;
    readonly skyTemperature_C: Float64Array;
    readonly windSpeed_m_s: Float64Array;
  };
  readonly sky: SkyYear;
  readonly surfaces: SolarSurfaces;
  /** Per field one value per building. */
  readonly buildings: Readonly<Record<BuildingField, Float64Array>>;
  /** Per pattern [class * 8760 + hour]. */
  readonly patterns: Readonly<Record<PatternField, Float64Array>>;
  readonly classCount: number;
  readonly pv: PvFields;
  readonly pvSystem: PvSystem;
  /** 1 in hours of the peak tariff, 8,760 values. */
  readonly peakTariff: Uint8Array;
  /** For the yearly heat pump, boiler and so on: energy carrier per building, see CARRIERS. */
  readonly carrier: Uint8Array;
  readonly tariff: Tariff;
  readonly emissions: EmissionFactors;
  readonly options: SimulationOptions;
  /** Content hash of what the solar stage depends on (surfaces, sky): the key of the shading cache. */
  readonly solarKey: string;
}

export interface SimulationOptions {
  /** Hours simulated before 1 January to settle the building mass. */
  readonly warmUp_h: number;
  /** Lanes of the thermal kernel: f64 for results, f32 for fast previews (error stated in docs/validation.md). */
  readonly precision: 'f64' | 'f32';
}
export const DEFAULT_OPTIONS: SimulationOptions = { warmUp_h: 720, precision: 'f64' };

export const LANE_GROUP = 4;
export const EMPTY_LANE = 0xffffffff;
/** Lanes that travel to a worker together; sums are taken chunk by chunk, so they do not depend on the number of workers. */
export const CHUNK_LANES = 32;

/** Final energy carriers for heat. */
export const CARRIERS = ['gas', 'oil', 'biomass', 'district-heat', 'electricity'] as const;
export type Carrier = (typeof CARRIERS)[number];
