/**
 * A scenario is an ordered list of measures over a district. Measures never change the base data;
 * later ones win over earlier ones on the same building.
 */

import type { MaterialLayer } from '../district/buildingModel.ts';
import type { BuildingUse } from '../district/district.ts';
import type { DistrictEdit } from '../district/edits.ts';

/** Comparison on one attribute or property of a building. */
export interface AttributeQuery {
  /** A file attribute, or one of `height_m`, `storeys`, `floorArea_m2`, `footprintArea_m2`, `constructionYear`. */
  readonly attribute: string;
  readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';
  readonly value: string | number;
}

/** Which buildings a measure may touch. All given conditions must hold; an empty selector is everybody. */
export interface Selector {
  readonly ids?: readonly string[];
  readonly uses?: readonly BuildingUse[];
  readonly builtFrom?: number;
  readonly builtTo?: number;
  readonly queries?: readonly AttributeQuery[];
}

/**
 * A share of the selected buildings. Buildings are ranked by a hash of (building id, measure id), so a
 * larger share always contains the smaller one and the slider never swaps buildings.
 */
export interface Target {
  readonly selector: Selector;
  /** 0..1 */
  readonly share: number;
}

export const RETROFIT_STANDARDS = ['usual', 'advanced'] as const;
/** `usual`: refurbishment as commonly done; `advanced`: near passive-house level (TABULA's two levels). */
export type RetrofitStandard = (typeof RETROFIT_STANDARDS)[number];

export const WINDOW_STANDARDS = ['double-low-e', 'triple'] as const;
export type WindowStandard = (typeof WINDOW_STANDARDS)[number];

interface MeasureBase {
  readonly id: string;
  /** Measures switched off stay in the list. */
  readonly enabled: boolean;
}
interface TargetedMeasure extends MeasureBase {
  readonly target: Target;
}

/** Opaque envelope (walls, roof, ground) to a standard; airtightness follows. */
export interface RetrofitMeasure extends TargetedMeasure {
  readonly kind: 'retrofit';
  readonly standard: RetrofitStandard;
}
export interface WindowsMeasure extends TargetedMeasure {
  readonly kind: 'windows';
  readonly standard: WindowStandard;
}
/** PV on roof surfaces that are good enough. */
export interface PvMeasure extends TargetedMeasure {
  readonly kind: 'pv';
  /** Least yearly irradiation of a roof surface that is used [kWh/(m2 a)]. */
  readonly minIrradiation_kWh_m2: number;
  /** Share of each suitable surface that modules cover, 0..1. */
  readonly coverage: number;
  /** Rated power per module area [kW/m2]. */
  readonly power_kW_m2: number;
}
export interface BatteryMeasure extends TargetedMeasure {
  readonly kind: 'battery';
  /** Usable capacity per rated PV power [kWh/kW]; buildings without PV get none. */
  readonly capacity_kWh_per_kWp: number;
  /** Charging and discharging power per capacity [kW/kWh]. */
  readonly power_kW_per_kWh: number;
}
/** Air-to-water heat pump for heating and hot water, with electric backup. */
export interface HeatPumpMeasure extends TargetedMeasure {
  readonly kind: 'heat-pump';
  /** Flow temperature at the design outdoor temperature [degC]. */
  readonly designFlow_C: number;
}
export interface SetpointMeasure extends TargetedMeasure {
  readonly kind: 'setpoints';
  readonly heating_C?: number;
  /** Lowering outside hours of use [K]. */
  readonly setback_K?: number;
  readonly cooling_C?: number;
  /** Whether the building is cooled at all. */
  readonly cooled?: boolean;
}
/** A change of the district itself: buildings drawn, moved, removed; trees, lines, points. */
export interface EditMeasure extends MeasureBase {
  readonly kind: 'edit';
  readonly edit: DistrictEdit;
}
/** PV on chosen faces of one building, roofs or facades. Adds to what PV measures put there. */
export interface PvFieldMeasure extends MeasureBase {
  readonly kind: 'pv-field';
  readonly buildingId: string;
  /** Faces counted from the building's first surface. */
  readonly faces: readonly number[];
  /** Share of each face that modules cover, 0..1. */
  readonly coverage: number;
  /** Rated power per module area [kW/m2]. */
  readonly power_kW_m2: number;
}
/** Another construction of a building's envelope, or of one of its faces. */
export interface EnvelopeMeasure extends MeasureBase {
  readonly kind: 'envelope';
  readonly buildingId: string;
  readonly part: 'wall' | 'roof' | 'ground' | 'window';
  /** Faces counted from the building's first surface; all of the part where absent. Not for windows. */
  readonly faces?: readonly number[];
  /** Whole construction [W/(m2 K)]. */
  readonly uValue_W_m2K: number;
  /** Layers that give the U-value, outside first, for people; empty where only the value was set. */
  readonly layers: readonly MaterialLayer[];
}
/** A battery of stated size at one building; it works with or without PV. */
export interface SiteBatteryMeasure extends MeasureBase {
  readonly kind: 'site-battery';
  readonly buildingId: string;
  readonly capacity_kWh: number;
  readonly power_kW: number;
}
/** Charging points at one building, charged when the cars arrive (uncontrolled). */
export interface ChargingMeasure extends MeasureBase {
  readonly kind: 'charging';
  readonly buildingId: string;
  readonly points: number;
  /** Power per point [kW]. */
  readonly power_kW: number;
  /** Distance driven per point and year [km]. */
  readonly distance_km: number;
}
export interface TariffMeasure extends MeasureBase {
  readonly kind: 'tariff';
  readonly tariff: Partial<Tariff>;
}
export interface EmissionMeasure extends MeasureBase {
  readonly kind: 'emissions';
  readonly factors: Partial<EmissionFactors>;
}
export type Measure =
  | RetrofitMeasure
  | WindowsMeasure
  | PvMeasure
  | BatteryMeasure
  | HeatPumpMeasure
  | SetpointMeasure
  | EditMeasure
  | PvFieldMeasure
  | EnvelopeMeasure
  | SiteBatteryMeasure
  | ChargingMeasure
  | TariffMeasure
  | EmissionMeasure;
export type MeasureKind = Measure['kind'];
/** Measures at one place, made by tools in the views, not chosen from the list of measures. */
export type PlaceMeasure = EditMeasure | PvFieldMeasure | EnvelopeMeasure | SiteBatteryMeasure | ChargingMeasure;
/** Measures over many buildings, or over prices. */
export type GeneralMeasure = Exclude<Measure, PlaceMeasure>;
export type GeneralMeasureKind = GeneralMeasure['kind'];

/** Energy prices to the end user, taxes included [ct/kWh]. */
export interface Tariff {
  readonly importPeak_ctPerKWh: number;
  readonly importOffPeak_ctPerKWh: number;
  /** Peak window, local standard time, hour of the day [0, 24). */
  readonly peakFrom_h: number;
  readonly peakTo_h: number;
  readonly feedIn_ctPerKWh: number;
  readonly gas_ctPerKWh: number;
  readonly oil_ctPerKWh: number;
  readonly biomass_ctPerKWh: number;
  readonly districtHeat_ctPerKWh: number;
}

/** Greenhouse gas per final energy [g CO2e/kWh]. */
export interface EmissionFactors {
  readonly electricity_gPerKWh: number;
  /** Credit for electricity fed into the public grid; 0 by default. */
  readonly feedInCredit_gPerKWh: number;
  readonly gas_gPerKWh: number;
  readonly oil_gPerKWh: number;
  readonly biomass_gPerKWh: number;
  readonly districtHeat_gPerKWh: number;
}

export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly measures: readonly Measure[];
}

/** The district as it is. */
export const BASELINE: Scenario = { id: 'baseline', name: 'Baseline', measures: [] };
