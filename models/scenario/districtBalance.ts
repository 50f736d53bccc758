/** The district's year at its connection to the grid and by carrier; sums that key figures and charts share. */
import { MONTH_OF_HOUR } from '../core/timeAxis.ts';
import { CARRIERS, type Carrier, type DistrictPlan } from './plan.ts';
import type { MonthlyField, YearResult } from './yearResult.ts';

/**
 * Exchange of the whole district with the public grid: in every hour what some buildings feed in serves
 * others first. import(h) = max(0, sum of buildings' import - sum of buildings' export), export(h) the reverse.
 */
export interface DistrictBalance {
  readonly import_kWh: number;
  readonly export_kWh: number;
  readonly importMonths_kWh: Float64Array;
  readonly exportMonths_kWh: Float64Array;
  /** Largest hourly mean power. */
  readonly peakImport_kW: number;
  readonly peakExport_kW: number;
}

export function districtBalance(result: YearResult): DistrictBalance {
  const { buildingImport, buildingExport } = result.hourly;
  const importMonths_kWh = new Float64Array(12);
  const exportMonths_kWh = new Float64Array(12);
  let peakImport = 0;
  let peakExport = 0;
  for (let hour = 0; hour < buildingImport.length; hour++) {
    const net_kW = (buildingImport[hour]! - buildingExport[hour]!) / 1000;
    const month = MONTH_OF_HOUR[hour]!;
    if (net_kW > 0) importMonths_kWh[month]! += net_kW;
    else exportMonths_kWh[month]! -= net_kW;
    peakImport = Math.max(peakImport, net_kW);
    peakExport = Math.max(peakExport, -net_kW);
  }
  return {
    import_kWh: total(importMonths_kWh),
    export_kWh: total(exportMonths_kWh),
    importMonths_kWh,
    exportMonths_kWh,
    peakImport_kW: peakImport,
    peakExport_kW: peakExport,
  };
}

export function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Sum of a monthly field over buildings and months [kWh]. */
export function yearSum_kWh(result: YearResult, field: MonthlyField): number {
  return total(result.monthly[field]);
}

/** Sum of a monthly field over buildings, per month [kWh]. */
export function monthSums_kWh(result: YearResult, fields: readonly MonthlyField[]): number[] {
  const sums = new Array<number>(12).fill(0);
  for (const field of fields) {
    const values = result.monthly[field];
    for (let i = 0; i < values.length; i++) sums[Math.floor(i / result.buildingCount)]! += values[i]!;
  }
  return sums;
}

/** Yearly sum of a field per building [kWh]. */
export function perBuilding_kWh(result: YearResult, field: MonthlyField): Float64Array {
  const { buildingCount } = result;
  const values = result.monthly[field];
  const sums = new Float64Array(buildingCount);
  for (let month = 0; month < 12; month++) {
    for (let b = 0; b < buildingCount; b++) sums[b]! += values[month * buildingCount + b]!;
  }
  return sums;
}

/** All electricity that buildings use, whatever for. */
export const ELECTRICITY_USES = [
  'appliances',
  'heatElectricity',
  'coolingElectricity',
  'auxiliary',
  'charging',
] as const satisfies readonly MonthlyField[];

/** Fuel and district heat drawn, by carrier [kWh]; electricity stays 0. */
export function fuelByCarrier_kWh(plan: DistrictPlan, result: YearResult): Record<Carrier, number> {
  const fuel = perBuilding_kWh(result, 'fuel');
  const sums = Object.fromEntries(CARRIERS.map((carrier) => [carrier, 0])) as Record<Carrier, number>;
  for (let b = 0; b < fuel.length; b++) {
    const carrier = CARRIERS[plan.carrier[b]!]!;
    sums[carrier] += fuel[b]!;
  }
  return sums;
}

/** Price of a carrier for heat [ct/kWh]; electricity is billed by its own tariff. */
export function fuelPrice_ctPerKWh(plan: DistrictPlan, carrier: Carrier): number {
  const { tariff } = plan;
  switch (carrier) {
    case 'gas':
      return tariff.gas_ctPerKWh;
    case 'oil':
      return tariff.oil_ctPerKWh;
    case 'biomass':
      return tariff.biomass_ctPerKWh;
    case 'district-heat':
      return tariff.districtHeat_ctPerKWh;
    case 'electricity':
      return 0;
  }
}

/** Emission factor of a carrier for heat [g/kWh]; electricity is counted at the grid. */
export function fuelFactor_gPerKWh(plan: DistrictPlan, carrier: Carrier): number {
  const { emissions } = plan;
  switch (carrier) {
    case 'gas':
      return emissions.gas_gPerKWh;
    case 'oil':
      return emissions.oil_gPerKWh;
    case 'biomass':
      return emissions.biomass_gPerKWh;
    case 'district-heat':
      return emissions.districtHeat_gPerKWh;
    case 'electricity':
      return 0;
  }
}
