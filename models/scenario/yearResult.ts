/** What a simulated year leaves behind: aggregates per building, hourly series of the district. */

/** Monthly energies per building [kWh], heat unless named electricity. */
export const MONTHLY_FIELDS = [
  /** Useful heat for rooms. */ 'heating',
  'cooling',
  'hotWater',
  /** Electricity of appliances, light and services. */ 'appliances',
  /** Electricity for heat: heat pump, direct electric, backup. */ 'heatElectricity',
  'coolingElectricity',
  /** Pumps and controls. */ 'auxiliary',
  /** Electricity into cars at the building. */ 'charging',
  /** Fuel or district heat drawn for heating and hot water. */ 'fuel',
  'pv',
  /** PV used in the building, directly or through its battery. */ 'selfConsumed',
  'batteryCharge',
  'batteryDischarge',
  'gridImport',
  /** Part of gridImport in the hours of the peak tariff. */ 'gridImportPeak',
  'gridExport',
  /** Solar gain through windows. */ 'solarGain',
  /** People and appliances. */ 'internalGain',
  /** Loss by transmission (opaque and windows, sol-air and sky included). */ 'transmissionLoss',
  'ventilationLoss',
] as const;
export type MonthlyField = (typeof MONTHLY_FIELDS)[number];

/** Yearly extremes and checks per building. */
export const YEARLY_FIELDS = [
  'peakHeating_W',
  'peakCooling_W',
  'peakImport_W',
  'peakExport_W',
  /** Hours of use with indoor air above 26 degC. */ 'overheating_h',
  'minIndoor_C',
  'maxIndoor_C',
  /** Heating asked for but beyond maxHeating_W [kWh]. */ 'unmetHeating_kWh',
  /** Relative residual of the zone's heat balance. */ 'thermalResidual',
  /** Relative residual of the electricity balance. */ 'electricResidual',
] as const;
export type YearlyField = (typeof YEARLY_FIELDS)[number];

/** Hourly sums over the district [W]; storage level in [Wh]. */
export const HOURLY_FIELDS = [
  'heating',
  'cooling',
  'hotWater',
  'appliances',
  'heatElectricity',
  'coolingElectricity',
  'auxiliary',
  'charging',
  'fuel',
  'pv',
  'batteryCharge',
  'batteryDischarge',
  'batteryLevel',
  /** Sum of what buildings draw from the grid before neighbours net out. */ 'buildingImport',
  /** Sum of what buildings feed in before neighbours net out. */ 'buildingExport',
] as const;
export type HourlyField = (typeof HOURLY_FIELDS)[number];

/** One building's hours, computed on demand [W], [Wh], [degC]. */
export const BUILDING_HOURLY_FIELDS = [...HOURLY_FIELDS, 'indoor_C', 'solarGain'] as const;
export type BuildingHourlyField = (typeof BUILDING_HOURLY_FIELDS)[number];
export type BuildingYearSeries = Readonly<Record<BuildingHourlyField, Float64Array>>;

export interface YearResult {
  readonly buildingCount: number;
  /** Per field [month * buildingCount + building], kWh. */
  readonly monthly: Readonly<Record<MonthlyField, Float64Array>>;
  readonly yearly: Readonly<Record<YearlyField, Float64Array>>;
  /** Per field 8,760 values. */
  readonly hourly: Readonly<Record<HourlyField, Float64Array>>;
  /** Yearly irradiation per row of SolarSurfaces [kWh/m2], shading included. */
  readonly surfaceIrradiation_kWh_m2: Float64Array;
  /** Yearly alternating-current yield per PV field [kWh]. */
  readonly pvYield_kWh: Float64Array;
  /** Largest relative energy residual of any building and of the district's sums. */
  readonly residual: number;
}
