/** How the results of one building follow from others: formula, inputs and source, as they stand beside the value. */
import { CAR_CONSUMPTION_kWh_km, CHARGING_EFFICIENCY } from '../energy/mobility/charging.ts';
import { ELECTRICITY_USES, fuelFactor_gPerKWh, fuelPrice_ctPerKWh } from './districtBalance.ts';
import type { Derivation, KpiInput } from './kpis.ts';
import { CARRIERS, type DistrictPlan } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import { DEFAULT_TARIFF, FUEL_FACTOR_SOURCE, TARIFF_SOURCE } from './priceDefaults.ts';
import type { MonthlyField, YearResult } from './yearResult.ts';

export const THERMAL_SOURCE = 'ISO 13790:2008, simple hourly method (5R1C)';
export const ELECTRICITY_FORMULA = 'E = E_appliances + E_heat + E_cooling + E_auxiliary + E_charging';
export const ELECTRICITY_SOURCE =
  'Use profiles of the archetypes and the simulated systems (docs/models/schedules.md, docs/models/mobility.md)';
const CHARGING_SOURCE =
  'Consumption: Weiss, Winbush, Newman, Helmers 2024, Sustainability 16:7529 (rounded); arrivals assumed (docs/models/mobility.md)';
export const PV_SOURCE = 'PVWatts 5 (NREL/TP-6A20-62641), cell temperature after Faiman 2008';

/** Where the emission factors come from. */
export function emissionSource(plan: DistrictPlan, prepared: PreparedDistrict): string {
  const { factors, country } = prepared.emissionDefaults;
  const grid =
    plan.emissions.electricity_gPerKWh === factors.electricity_gPerKWh
      ? `grid: ${country} (nearest country), 2023, Ember through Our World in Data, life cycle`
      : 'grid: set in the scenario';
  return `Location based; ${grid}; ${FUEL_FACTOR_SOURCE}`;
}

/** Where the prices come from. */
export function priceSource({ tariff }: DistrictPlan): string {
  const isDefault = Object.entries(DEFAULT_TARIFF).every(([name, value]) => tariff[name as keyof typeof tariff] === value);
  return isDefault ? `Prices: ${TARIFF_SOURCE}` : 'Prices set in the scenario';
}

/**
 * Derivations by label of the report's row.
 * @param b row of `district.buildings`
 */
export function buildingDerivations(
  prepared: PreparedDistrict,
  plan: DistrictPlan,
  result: YearResult,
  b: number,
): Readonly<Record<string, Derivation>> {
  const year = (field: MonthlyField): number => {
    let sum = 0;
    for (let month = 0; month < 12; month++) sum += result.monthly[field][month * result.buildingCount + b]!;
    return sum;
  };
  const energy = (label: string, value: number): KpiInput => ({ label, value, unit: 'kWh/a' });
  const ofField = (field: MonthlyField): KpiInput => energy(`kpi.input.${field}`, year(field));
  const area = prepared.district.buildings[b]!.floorArea_m2.value;
  const carrier = CARRIERS[plan.carrier[b]!]!;
  const fuel = year('fuel');
  const burnt = (label: string, value: number, unit: string): readonly KpiInput[] =>
    fuel > 0 ? [energy(`kpi.input.fuel.${carrier}`, fuel), { label: `kpi.input.${label}.${carrier}`, value, unit }] : [];
  return {
    'report.heating': {
      formula: 'sum over hours of Q_H',
      inputs: (['transmissionLoss', 'ventilationLoss', 'solarGain', 'internalGain'] as const).map(ofField),
      source: THERMAL_SOURCE,
    },
    ...(area > 0
      ? {
          'report.heatingPerArea': {
            formula: 'Q_H / A',
            inputs: [energy('report.heating', year('heating')), { label: 'kpi.input.floorArea', value: area, unit: 'm2' }],
            source: THERMAL_SOURCE,
          },
        }
      : {}),
    'report.electricity': {
      formula: ELECTRICITY_FORMULA,
      inputs: ELECTRICITY_USES.map(ofField),
      source: ELECTRICITY_SOURCE,
    },
    ...chargingDerivation(plan, b, year('charging')),
    ...pvDerivation(plan, b, year('pv')),
    'report.co2': {
      formula: '(import x f_grid - feed-in x f_credit + fuel x f_fuel) / 1000',
      inputs: [
        energy('report.gridImport', year('gridImport')),
        { label: 'kpi.input.gridFactor', value: plan.emissions.electricity_gPerKWh, unit: 'g CO2e/kWh' },
        energy('report.gridExport', year('gridExport')),
        { label: 'kpi.input.feedInCredit', value: plan.emissions.feedInCredit_gPerKWh, unit: 'g CO2e/kWh' },
        ...burnt('factor', fuelFactor_gPerKWh(plan, carrier), 'g CO2e/kWh'),
      ],
      source: emissionSource(plan, prepared),
    },
    'report.cost': {
      formula: '(peak import x p_peak + other import x p_offPeak - feed-in x p_feedIn + fuel x p_fuel) / 100',
      inputs: [
        energy('kpi.input.importPeak', year('gridImportPeak')),
        { label: 'kpi.input.pricePeak', value: plan.tariff.importPeak_ctPerKWh, unit: 'ct/kWh' },
        energy('kpi.input.importOffPeak', year('gridImport') - year('gridImportPeak')),
        { label: 'kpi.input.priceOffPeak', value: plan.tariff.importOffPeak_ctPerKWh, unit: 'ct/kWh' },
        energy('report.gridExport', year('gridExport')),
        { label: 'kpi.input.priceFeedIn', value: plan.tariff.feedIn_ctPerKWh, unit: 'ct/kWh' },
        ...burnt('price', fuelPrice_ctPerKWh(plan, carrier), 'ct/kWh'),
      ],
      source: priceSource(plan),
    },
  };
}

function pvDerivation(plan: DistrictPlan, b: number, pv_kWh: number): Readonly<Record<string, Derivation>> {
  let rated_kW = 0;
  for (let i = plan.pv.firstOfBuilding[b]!; i < plan.pv.firstOfBuilding[b + 1]!; i++) rated_kW += plan.pv.power_W[i]! / 1000;
  if (rated_kW === 0) return {};
  return {
    'report.pv': {
      formula: 'sum over PV fields and hours of P_ac',
      inputs: [
        { label: 'kpi.input.ratedPower', value: rated_kW, unit: 'kWp' },
        { label: 'kpi.input.specificYield', value: pv_kWh / rated_kW, unit: 'kWh/kWp' },
        { label: 'kpi.input.systemLosses', value: 100 * plan.pvSystem.losses, unit: '%' },
      ],
      source: PV_SOURCE,
    },
  };
}

function chargingDerivation(plan: DistrictPlan, b: number, charging_kWh: number): Readonly<Record<string, Derivation>> {
  if (!(plan.buildings.charging_W[b]! > 0)) return {};
  return {
    'report.charging': {
      formula: 'distance x consumption / efficiency of charging',
      inputs: [
        { label: 'kpi.input.distance', value: (charging_kWh * CHARGING_EFFICIENCY) / CAR_CONSUMPTION_kWh_km, unit: 'km/a' },
        { label: 'kpi.input.carConsumption', value: CAR_CONSUMPTION_kWh_km, unit: 'kWh/km' },
        { label: 'kpi.input.chargingEfficiency', value: 100 * CHARGING_EFFICIENCY, unit: '%' },
      ],
      source: CHARGING_SOURCE,
    },
  };
}
