/** The year's energy from source to use. Every node between the ends closes: what comes in goes out. */
import { type DistrictBalance, fuelByCarrier_kWh, perBuilding_kWh, yearSum_kWh } from './districtBalance.ts';
import type { SankeyLink } from './kpis.ts';
import type { DistrictPlan } from './plan.ts';
import type { YearResult } from './yearResult.ts';

/** Links below this share of the largest are rounding, not energy. */
const NEGLIGIBLE = 1e-9;

/**
 * Links in MWh/a; node names are keys of {@link MODEL_LABELS}.
 * Electricity: grid + PV = uses + feed-in + what batteries lose or hold at the end of the year.
 * Heat: fuels + electricity for heat + ambient heat = rooms + hot water + losses of conversion.
 */
export function sankeyLinks(plan: DistrictPlan, result: YearResult, balance: DistrictBalance): SankeyLink[] {
  const fuel = fuelByCarrier_kWh(plan, result);
  const ambient = heatPumpGain_kWh(result);
  const heatElectricity = yearSum_kWh(result, 'heatElectricity');
  const battery = yearSum_kWh(result, 'batteryCharge') - yearSum_kWh(result, 'batteryDischarge');
  const links: SankeyLink[] = [];
  const link = (from: string, to: string, energy_kWh: number) => {
    // A store that ends the year emptier than it began gives energy instead of taking it.
    if (energy_kWh < 0) links.push({ from: to, to: from, value: -energy_kWh / 1000 });
    else links.push({ from, to, value: energy_kWh / 1000 });
  };
  link('sankey.gridImport', 'sankey.electricity', balance.import_kWh);
  link('sankey.pv', 'sankey.electricity', yearSum_kWh(result, 'pv'));
  link('sankey.electricity', 'sankey.appliances', yearSum_kWh(result, 'appliances'));
  link('sankey.electricity', 'sankey.cooling', yearSum_kWh(result, 'coolingElectricity'));
  link('sankey.electricity', 'sankey.auxiliary', yearSum_kWh(result, 'auxiliary'));
  link('sankey.electricity', 'sankey.charging', yearSum_kWh(result, 'charging'));
  link('sankey.electricity', 'sankey.heat', heatElectricity);
  link('sankey.electricity', 'sankey.gridExport', balance.export_kWh);
  link('sankey.electricity', 'sankey.battery', battery);
  link('sankey.gas', 'sankey.heat', fuel.gas);
  link('sankey.oil', 'sankey.heat', fuel.oil);
  link('sankey.biomass', 'sankey.heat', fuel.biomass);
  link('sankey.districtHeat', 'sankey.heat', fuel['district-heat']);
  link('sankey.ambient', 'sankey.heat', ambient.gained);
  link('sankey.heat', 'sankey.heating', yearSum_kWh(result, 'heating'));
  link('sankey.heat', 'sankey.hotWater', yearSum_kWh(result, 'hotWater'));
  link('sankey.heat', 'sankey.losses', ambient.lost);
  const largest = links.reduce((most, { value }) => Math.max(most, value), 0);
  return links.filter(({ value }) => value > NEGLIGIBLE * largest);
}

/** Heat delivered beyond the energy drawn (ambient heat of heat pumps), and energy drawn beyond the heat delivered. */
function heatPumpGain_kWh(result: YearResult): { readonly gained: number; readonly lost: number } {
  const heating = perBuilding_kWh(result, 'heating');
  const hotWater = perBuilding_kWh(result, 'hotWater');
  const fuel = perBuilding_kWh(result, 'fuel');
  const electricity = perBuilding_kWh(result, 'heatElectricity');
  let gained = 0;
  let lost = 0;
  for (let b = 0; b < heating.length; b++) {
    const difference = heating[b]! + hotWater[b]! - fuel[b]! - electricity[b]!;
    if (difference > 0) gained += difference;
    else lost -= difference;
  }
  return { gained, lost };
}
