/** Key figures of a simulated year. Definitions and their sources: docs/models/kpis.md. */
import { ELECTRICITY_FORMULA, ELECTRICITY_SOURCE, emissionSource, PV_SOURCE, priceSource, THERMAL_SOURCE } from './derivations.ts';
import {
  districtBalance,
  ELECTRICITY_USES,
  fuelByCarrier_kWh,
  fuelFactor_gPerKWh,
  fuelPrice_ctPerKWh,
  monthSums_kWh,
  yearSum_kWh,
} from './districtBalance.ts';
import type { DistrictKpis, Kpi, KpiId, KpiInput } from './kpis.ts';
import { isSimulated } from './participation.ts';
import { CARRIERS, type DistrictPlan } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import { sankeyLinks } from './sankey.ts';
import type { YearResult } from './yearResult.ts';

const BALANCE_SOURCE = 'Load match indices of IEA SHC Task 40 / EBC Annex 52 (Salom et al. 2013), hourly, at the district connection';

function inMWh(label: string, energy_kWh: number): KpiInput {
  return { label, value: energy_kWh / 1000, unit: 'MWh/a' };
}

/** Percent of a whole, 0 where there is no whole; a part below zero can only be rounding. */
function percent(part: number, whole: number): number {
  // Sums of rounded hours leave a residue that is none of the district's energy.
  return whole > 0 && part > 1e-9 * whole ? (100 * part) / whole : 0;
}

/**
 * All key figures of a scenario's year.
 * Electricity is balanced at the district's connection (neighbours use each other's surplus first); bills are those of
 * every building at its own meter.
 */
export function computeKpis(plan: DistrictPlan, result: YearResult, prepared: PreparedDistrict): DistrictKpis {
  const balance = districtBalance(result);
  const heating = yearSum_kWh(result, 'heating');
  const hotWater = yearSum_kWh(result, 'hotWater');
  const cooling = yearSum_kWh(result, 'cooling');
  const pv = yearSum_kWh(result, 'pv');
  const uses = ELECTRICITY_USES.map((field) => ({ label: `kpi.input.${field}`, energy: yearSum_kWh(result, field) }));
  const electricity = uses.reduce((sum, { energy }) => sum + energy, 0);
  const fuel = fuelByCarrier_kWh(plan, result);
  const fuels = CARRIERS.filter((carrier) => fuel[carrier] > 0);
  const fuelTotal = fuels.reduce((sum, carrier) => sum + fuel[carrier], 0);
  const floor = prepared.district.buildings.reduce((sum, building) => sum + (isSimulated(building) ? building.floorArea_m2.value : 0), 0);
  const floorInputs = (energy_kWh: number): readonly KpiInput[] => [
    { label: 'kpi.input.floorArea', value: floor, unit: 'm2' },
    { label: 'kpi.input.perFloorArea', value: floor > 0 ? energy_kWh / floor : 0, unit: 'kWh/(m2 a)' },
  ];

  const demand = (id: KpiId, energy_kWh: number, formula: string, inputs: readonly KpiInput[], source: string): Kpi => ({
    id,
    value: energy_kWh / 1000,
    unit: 'MWh/a',
    better: 'lower',
    formula,
    inputs,
    source,
  });

  const kpis: Record<KpiId, Kpi> = {
    heating: demand(
      'heating',
      heating,
      'sum over buildings and hours of Q_H',
      [
        inMWh('kpi.input.transmissionLoss', yearSum_kWh(result, 'transmissionLoss')),
        inMWh('kpi.input.ventilationLoss', yearSum_kWh(result, 'ventilationLoss')),
        inMWh('kpi.input.solarGain', yearSum_kWh(result, 'solarGain')),
        inMWh('kpi.input.internalGain', yearSum_kWh(result, 'internalGain')),
        ...floorInputs(heating),
      ],
      THERMAL_SOURCE,
    ),
    hotWater: demand(
      'hotWater',
      hotWater,
      'sum over buildings of net floor area x (useful heat + storage and pipe losses)',
      floorInputs(hotWater),
      'TABULA calculation method (IWU 2013) for dwellings; other uses assumed',
    ),
    cooling: demand(
      'cooling',
      cooling,
      'sum over cooled buildings and hours of Q_C',
      [inMWh('kpi.input.coolingElectricity', yearSum_kWh(result, 'coolingElectricity')), ...floorInputs(cooling)],
      THERMAL_SOURCE,
    ),
    electricity: demand(
      'electricity',
      electricity,
      ELECTRICITY_FORMULA,
      uses.map(({ label, energy }) => inMWh(label, energy)),
      ELECTRICITY_SOURCE,
    ),
    pv: {
      id: 'pv',
      value: pv / 1000,
      unit: 'MWh/a',
      better: 'higher',
      formula: 'sum over PV fields and hours of P_ac',
      inputs: pvInputs(plan, pv),
      source: PV_SOURCE,
    },
    selfConsumption: {
      id: 'selfConsumption',
      value: percent(pv - balance.export_kWh, pv),
      unit: '%',
      better: 'higher',
      formula: '(PV - export) / PV',
      inputs: [inMWh('kpi.input.pv', pv), inMWh('kpi.input.districtExport', balance.export_kWh)],
      source: BALANCE_SOURCE,
    },
    selfSufficiency: {
      id: 'selfSufficiency',
      value: percent(electricity - balance.import_kWh, electricity),
      unit: '%',
      better: 'higher',
      formula: '(E - import) / E',
      inputs: [inMWh('kpi.input.electricity', electricity), inMWh('kpi.input.districtImport', balance.import_kWh)],
      source: BALANCE_SOURCE,
    },
    onSiteEnergyRatio: {
      id: 'onSiteEnergyRatio',
      value: percent(pv, electricity + fuelTotal),
      unit: '%',
      better: 'higher',
      formula: 'OER = PV / (E + fuels + district heat)',
      inputs: [
        inMWh('kpi.input.pv', pv),
        inMWh('kpi.input.electricity', electricity),
        ...fuels.map((carrier) => inMWh(`kpi.input.fuel.${carrier}`, fuel[carrier])),
      ],
      source: 'Ala-Juusela, Crosbie, Hukkalainen 2016, Energy Conversion and Management 125; both as final energy, ambient heat in neither',
    },
    peakImport: {
      id: 'peakImport',
      value: balance.peakImport_kW,
      unit: 'kW',
      better: 'lower',
      formula: 'max over hours of (sum of buildings: import - export)',
      inputs: [
        inMWh('kpi.input.districtImport', balance.import_kWh),
        { label: 'kpi.input.sumOfBuildingPeaks', value: sumOf(result.yearly.peakImport_W) / 1000, unit: 'kW' },
      ],
      source: 'Hourly mean power at the district connection',
    },
    peakExport: {
      id: 'peakExport',
      value: balance.peakExport_kW,
      unit: 'kW',
      better: 'lower',
      formula: 'max over hours of (sum of buildings: export - import)',
      inputs: [
        inMWh('kpi.input.districtExport', balance.export_kWh),
        { label: 'kpi.input.sumOfBuildingPeaks', value: sumOf(result.yearly.peakExport_W) / 1000, unit: 'kW' },
      ],
      source: 'Hourly mean power at the district connection',
    },
    co2: co2Kpi(plan, prepared, balance.import_kWh, balance.export_kWh, fuel, fuels),
    cost: costKpi(plan, result, fuel, fuels),
  };

  const months = (fields: Parameters<typeof monthSums_kWh>[1]) => monthSums_kWh(result, fields).map((energy) => energy / 1000);
  return {
    kpis,
    months: {
      heating: months(['heating']),
      hotWater: months(['hotWater']),
      cooling: months(['cooling']),
      electricity: months(ELECTRICITY_USES),
      pv: months(['pv']),
      gridImport: Array.from(balance.importMonths_kWh, (energy) => energy / 1000),
      gridExport: Array.from(balance.exportMonths_kWh, (energy) => energy / 1000),
    },
    sankey: sankeyLinks(plan, result, balance),
  };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function pvInputs(plan: DistrictPlan, pv_kWh: number): readonly KpiInput[] {
  const rated_kW = sumOf(plan.pv.power_W) / 1000;
  return [
    { label: 'kpi.input.ratedPower', value: rated_kW, unit: 'kWp' },
    { label: 'kpi.input.specificYield', value: rated_kW > 0 ? pv_kWh / rated_kW : 0, unit: 'kWh/kWp' },
    { label: 'kpi.input.systemLosses', value: 100 * plan.pvSystem.losses, unit: '%' },
  ];
}

type Fuel = ReturnType<typeof fuelByCarrier_kWh>;
type Fuels = readonly (keyof Fuel)[];

function co2Kpi(plan: DistrictPlan, prepared: PreparedDistrict, import_kWh: number, export_kWh: number, fuel: Fuel, fuels: Fuels): Kpi {
  const { emissions } = plan;
  const grams =
    import_kWh * emissions.electricity_gPerKWh -
    export_kWh * emissions.feedInCredit_gPerKWh +
    fuels.reduce((sum, carrier) => sum + fuel[carrier] * fuelFactor_gPerKWh(plan, carrier), 0);
  return {
    id: 'co2',
    value: grams / 1e6,
    unit: 't CO2e/a',
    better: 'lower',
    formula: 'import x f_grid - export x f_credit + sum of fuel x f_fuel',
    inputs: [
      inMWh('kpi.input.districtImport', import_kWh),
      { label: 'kpi.input.gridFactor', value: emissions.electricity_gPerKWh, unit: 'g CO2e/kWh' },
      inMWh('kpi.input.districtExport', export_kWh),
      { label: 'kpi.input.feedInCredit', value: emissions.feedInCredit_gPerKWh, unit: 'g CO2e/kWh' },
      ...fuels.flatMap((carrier) => [
        inMWh(`kpi.input.fuel.${carrier}`, fuel[carrier]),
        { label: `kpi.input.factor.${carrier}`, value: fuelFactor_gPerKWh(plan, carrier), unit: 'g CO2e/kWh' },
      ]),
    ],
    source: emissionSource(plan, prepared),
  };
}

function costKpi(plan: DistrictPlan, result: YearResult, fuel: Fuel, fuels: Fuels): Kpi {
  const { tariff } = plan;
  const peak = yearSum_kWh(result, 'gridImportPeak');
  const offPeak = yearSum_kWh(result, 'gridImport') - peak;
  const fedIn = yearSum_kWh(result, 'gridExport');
  const cents =
    peak * tariff.importPeak_ctPerKWh +
    offPeak * tariff.importOffPeak_ctPerKWh -
    fedIn * tariff.feedIn_ctPerKWh +
    fuels.reduce((sum, carrier) => sum + fuel[carrier] * fuelPrice_ctPerKWh(plan, carrier), 0);
  return {
    id: 'cost',
    value: cents / 100,
    unit: 'EUR/a',
    better: 'lower',
    formula: 'sum of buildings: peak import x p_peak + other import x p_offPeak - feed-in x p_feedIn + sum of fuel x p_fuel',
    inputs: [
      inMWh('kpi.input.importPeak', peak),
      { label: 'kpi.input.pricePeak', value: tariff.importPeak_ctPerKWh, unit: 'ct/kWh' },
      inMWh('kpi.input.importOffPeak', offPeak),
      { label: 'kpi.input.priceOffPeak', value: tariff.importOffPeak_ctPerKWh, unit: 'ct/kWh' },
      inMWh('kpi.input.fedIn', fedIn),
      { label: 'kpi.input.priceFeedIn', value: tariff.feedIn_ctPerKWh, unit: 'ct/kWh' },
      ...fuels.flatMap((carrier) => [
        inMWh(`kpi.input.fuel.${carrier}`, fuel[carrier]),
        { label: `kpi.input.price.${carrier}`, value: fuelPrice_ctPerKWh(plan, carrier), unit: 'ct/kWh' },
      ]),
    ],
    source: priceSource(plan),
  };
}
