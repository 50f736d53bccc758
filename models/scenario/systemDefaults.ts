/** What supplies a building where no measure says otherwise. Sources and assumptions: docs/models/scenario.md. */
import { HEAT_SOURCES, type HeatSource } from '../district/district.ts';
import { CARRIERS, type Carrier } from './plan.ts';

interface HeatSupply {
  readonly carrier: Carrier;
  /** Useful heat over energy drawn, yearly [-]. */
  readonly efficiency: number;
}

/** Yearly efficiencies of existing plant (assumptions; biomass as in the Danish Energy Agency's catalogue). */
export const HEAT_SUPPLY: Readonly<Record<HeatSource, HeatSupply>> = {
  'gas-boiler': { carrier: 'gas', efficiency: 0.92 },
  'oil-boiler': { carrier: 'oil', efficiency: 0.88 },
  'biomass-boiler': { carrier: 'biomass', efficiency: 0.84 },
  'district-heat': { carrier: 'district-heat', efficiency: 0.98 },
  'air-heat-pump': { carrier: 'electricity', efficiency: 1 },
  'direct-electric': { carrier: 'electricity', efficiency: 1 },
};

/** The same as columns by index into HEAT_SOURCES. */
export const CARRIER_OF_SOURCE: Uint8Array = Uint8Array.from(HEAT_SOURCES, (source) => CARRIERS.indexOf(HEAT_SUPPLY[source].carrier));
export const EFFICIENCY_OF_SOURCE: Float64Array = Float64Array.from(HEAT_SOURCES, (source) => HEAT_SUPPLY[source].efficiency);

/** Flow temperature at design conditions of heat pumps that are already there [degC]: floor heating since about 2002, radiators before. */
export function existingHeatPumpFlow_C(constructionYear: number): number {
  return constructionYear >= 2002 ? 35 : 50;
}

export const SYSTEM = {
  /** Power beyond the steady design load to warm up after a setback, per net floor area [W/m2]; order of EN 12831:2003 annex D, assumption. */
  reheat_W_m2: 20,
  /** Change of a heat pump's heat output with outdoor temperature, per output at -7 degC [1/K]; assumption. */
  heatPumpCapacityPerK: 0.025,
  /** Heat pumps are sized for no colder than this; the electric backup does the rest [degC]. */
  coldestHeatPumpSizing_C: -10,
  /** Lowest flow temperature of the heating curve [degC]. */
  flowMin_C: 25,
  /** Outdoor temperature at which the heating curve ends at room temperature [degC]. */
  heatingLimit_C: 20,
  hotWaterFlow_C: 55,
  /** EER 3.2 at 35 degC outdoors and 4.3 at 25 degC (EN 14511 rating order of split units; assumption). */
  eerBase: 7.05,
  eerPerK_1_K: -0.11,
  /** Pumps and controls per heat delivered; assumption [-]. */
  auxiliaryPerHeat: 0.015,
  /** Inverter and cell, each way; about 0.90 round trip on the alternating-current side; assumption [-]. */
  batteryEfficiency: 0.95,
} as const;
