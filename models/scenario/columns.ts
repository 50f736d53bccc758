/** Yearly values per building and per surface that views colour by and exports write. */
import { ELECTRICITY_USES, fuelFactor_gPerKWh, fuelPrice_ctPerKWh, perBuilding_kWh } from './districtBalance.ts';
import { isSimulated } from './participation.ts';
import { CARRIERS, type DistrictPlan } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import type { YearResult } from './yearResult.ts';

/** Areas are heated gross floor area. CO2 and cost are those of the building at its own meter. */
export const BUILDING_RESULT_COLUMNS = [
  'heatDemand_kWh_m2',
  'coolingDemand_kWh_m2',
  'electricity_kWh_m2',
  'pvYield_kWh',
  'gridImport_kWh',
  'gridExport_kWh',
  'co2_kg_m2',
  'cost_EUR',
] as const;
export type BuildingResultColumn = (typeof BUILDING_RESULT_COLUMNS)[number];

/** Per row of the district's surface table, NaN where a surface has no such value. */
export const SURFACE_RESULT_COLUMNS = ['irradiation_kWh_m2', 'pvYield_kWh_m2'] as const;
export type SurfaceResultColumn = (typeof SURFACE_RESULT_COLUMNS)[number];

/** Yearly cost [EUR] and greenhouse gas [kg CO2e] of every building at its own meter. */
export function buildingBills(plan: DistrictPlan, result: YearResult): { readonly cost_EUR: Float64Array; readonly co2_kg: Float64Array } {
  const { tariff, emissions } = plan;
  const imported = perBuilding_kWh(result, 'gridImport');
  const peak = perBuilding_kWh(result, 'gridImportPeak');
  const fedIn = perBuilding_kWh(result, 'gridExport');
  const fuel = perBuilding_kWh(result, 'fuel');
  const cost_EUR = new Float64Array(imported.length);
  const co2_kg = new Float64Array(imported.length);
  for (let b = 0; b < imported.length; b++) {
    const carrier = CARRIERS[plan.carrier[b]!]!;
    cost_EUR[b] =
      (peak[b]! * tariff.importPeak_ctPerKWh +
        (imported[b]! - peak[b]!) * tariff.importOffPeak_ctPerKWh -
        fedIn[b]! * tariff.feedIn_ctPerKWh +
        fuel[b]! * fuelPrice_ctPerKWh(plan, carrier)) /
      100;
    co2_kg[b] =
      (imported[b]! * emissions.electricity_gPerKWh -
        fedIn[b]! * emissions.feedInCredit_gPerKWh +
        fuel[b]! * fuelFactor_gPerKWh(plan, carrier)) /
      1000;
  }
  return { cost_EUR, co2_kg };
}

export function buildingColumnsOf(
  plan: DistrictPlan,
  result: YearResult,
  prepared: PreparedDistrict,
): Record<BuildingResultColumn, Float32Array> {
  const { buildings } = prepared.district;
  const bills = buildingBills(plan, result);
  const electricity = new Float64Array(buildings.length);
  for (const field of ELECTRICITY_USES) {
    const values = perBuilding_kWh(result, field);
    for (let b = 0; b < values.length; b++) electricity[b]! += values[b]!;
  }
  const whole = (values: Float64Array) => Float32Array.from(values, (value, b) => (isSimulated(buildings[b]!) ? value : Number.NaN));
  const perArea = (values: Float64Array) =>
    Float32Array.from(values, (value, b) => {
      const area = isSimulated(buildings[b]!) ? buildings[b]!.floorArea_m2.value : 0;
      return area > 0 ? value / area : Number.NaN;
    });
  return {
    heatDemand_kWh_m2: perArea(perBuilding_kWh(result, 'heating')),
    coolingDemand_kWh_m2: perArea(perBuilding_kWh(result, 'cooling')),
    electricity_kWh_m2: perArea(electricity),
    pvYield_kWh: whole(perBuilding_kWh(result, 'pv')),
    gridImport_kWh: whole(perBuilding_kWh(result, 'gridImport')),
    gridExport_kWh: whole(perBuilding_kWh(result, 'gridExport')),
    co2_kg_m2: perArea(bills.co2_kg),
    cost_EUR: whole(bills.cost_EUR),
  };
}

export function surfaceColumnsOf(
  plan: DistrictPlan,
  result: YearResult,
  prepared: PreparedDistrict,
): Record<SurfaceResultColumn, Float32Array> {
  const { surfaces } = plan;
  const count = prepared.district.surfaces.count;
  const irradiation = new Float32Array(count).fill(Number.NaN);
  const yields = new Float32Array(count).fill(Number.NaN);
  for (let row = 0; row < surfaces.count; row++) {
    irradiation[surfaces.source[row]!] = result.surfaceIrradiation_kWh_m2[row]!;
  }
  for (let field = 0; field < plan.pv.count; field++) {
    const row = plan.pv.surface[field]!;
    const face = surfaces.source[row]!;
    // Several arrays may share a face.
    const before = Number.isNaN(yields[face]!) ? 0 : yields[face]!;
    yields[face] = before + result.pvYield_kWh[field]! / surfaces.area_m2[row]!;
  }
  return { irradiation_kWh_m2: irradiation, pvYield_kWh_m2: yields };
}
