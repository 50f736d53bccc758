/**
 * What people do in a building, by use: densities, electricity, setpoints, air and cooling.
 * All per net conditioned floor area. Sources and assumptions: docs/models/schedules.md.
 */
import type { BuildingUse } from '../../district/district.ts';

export interface UseProfile {
  /** Net floor area per person at full occupancy [m2]. */
  readonly area_m2_person: number;
  /** Sensible heat per person [W] (ISO 7730 activity, at about 24 degC). */
  readonly sensibleHeat_W_person: number;
  /** Electricity of appliances, light and services, without heating and cooling [kWh/(m2 a)]. */
  readonly electricity_kWh_m2: number;
  /** Share of it that becomes heat indoors [-]. */
  readonly electricityHeatShare: number;
  readonly heatingSetpoint_C: number;
  readonly heatingSetback_K: number;
  readonly coolingSetpoint_C: number;
  /** Whether buildings of this use have cooling before any measure. */
  readonly cooled: boolean;
  /** Cooling that is installed where the building is cooled [W/m2]. */
  readonly coolingPower_W_m2: number;
  /** Fresh air at pattern value 1, per floor area [m3/(h m2)]. */
  readonly freshAir_m3_hm2: number;
  /** Mean storey height the net air volume is limited by [m]. */
  readonly roomHeight_m: number;
}

/** Net conditioned over heated gross floor area [-]; assumption, common in Europe between 0.75 and 0.88. */
export const NET_PER_GROSS_AREA = 0.8;

/** 0.4 1/h at 2.5 m room height: air change by use of TABULA's calculation method. */
const DWELLING_AIR = 1.0;
const DWELLING = {
  sensibleHeat_W_person: 75,
  electricityHeatShare: 0.8,
  heatingSetpoint_C: 20,
  heatingSetback_K: 3,
  coolingSetpoint_C: 26,
  cooled: false,
  coolingPower_W_m2: 50,
  freshAir_m3_hm2: DWELLING_AIR,
  roomHeight_m: 2.5,
} as const;

export const USE_PROFILES: Readonly<Record<BuildingUse, UseProfile>> = {
  'single-family': { ...DWELLING, area_m2_person: 42.5, electricity_kWh_m2: 25 },
  terraced: { ...DWELLING, area_m2_person: 38, electricity_kWh_m2: 27 },
  'multi-family': { ...DWELLING, area_m2_person: 30, electricity_kWh_m2: 30 },
  'apartment-block': { ...DWELLING, area_m2_person: 28.3, electricity_kWh_m2: 32 },
  office: {
    area_m2_person: 17,
    sensibleHeat_W_person: 75,
    electricity_kWh_m2: 50,
    electricityHeatShare: 0.9,
    heatingSetpoint_C: 20,
    heatingSetback_K: 4,
    coolingSetpoint_C: 25,
    cooled: true,
    coolingPower_W_m2: 80,
    freshAir_m3_hm2: 3.5,
    roomHeight_m: 2.8,
  },
  retail: {
    area_m2_person: 17,
    sensibleHeat_W_person: 80,
    electricity_kWh_m2: 100,
    electricityHeatShare: 0.85,
    heatingSetpoint_C: 19,
    heatingSetback_K: 4,
    coolingSetpoint_C: 25,
    cooled: true,
    coolingPower_W_m2: 100,
    freshAir_m3_hm2: 3.5,
    roomHeight_m: 3.5,
  },
  school: {
    area_m2_person: 8,
    sensibleHeat_W_person: 70,
    electricity_kWh_m2: 20,
    electricityHeatShare: 0.9,
    heatingSetpoint_C: 20,
    heatingSetback_K: 5,
    coolingSetpoint_C: 26,
    cooled: false,
    coolingPower_W_m2: 60,
    freshAir_m3_hm2: 4,
    roomHeight_m: 3.0,
  },
  hospitality: {
    area_m2_person: 20,
    sensibleHeat_W_person: 75,
    electricity_kWh_m2: 80,
    electricityHeatShare: 0.8,
    heatingSetpoint_C: 21,
    heatingSetback_K: 2,
    coolingSetpoint_C: 25,
    cooled: true,
    coolingPower_W_m2: 80,
    freshAir_m3_hm2: 2.5,
    roomHeight_m: 2.7,
  },
  health: {
    area_m2_person: 20,
    sensibleHeat_W_person: 70,
    electricity_kWh_m2: 80,
    electricityHeatShare: 0.85,
    heatingSetpoint_C: 22,
    heatingSetback_K: 1,
    coolingSetpoint_C: 25,
    cooled: true,
    coolingPower_W_m2: 80,
    freshAir_m3_hm2: 3.5,
    roomHeight_m: 2.8,
  },
  industry: {
    area_m2_person: 50,
    sensibleHeat_W_person: 110,
    electricity_kWh_m2: 80,
    electricityHeatShare: 0.8,
    heatingSetpoint_C: 18,
    heatingSetback_K: 4,
    coolingSetpoint_C: 28,
    cooled: false,
    coolingPower_W_m2: 60,
    freshAir_m3_hm2: 2,
    roomHeight_m: 5,
  },
  storage: {
    area_m2_person: 150,
    sensibleHeat_W_person: 110,
    electricity_kWh_m2: 20,
    electricityHeatShare: 0.9,
    heatingSetpoint_C: 15,
    heatingSetback_K: 3,
    coolingSetpoint_C: 30,
    cooled: false,
    coolingPower_W_m2: 40,
    freshAir_m3_hm2: 0.8,
    roomHeight_m: 5,
  },
};
