/** What the measures of a scenario make of every building, in their order; columns, one value per building. */
import { HEAT_SOURCES } from '../district/district.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import { DEFAULT_TARIFF } from './priceDefaults.ts';
import {
  type BatteryMeasure,
  type EmissionFactors,
  type PvMeasure,
  RETROFIT_STANDARDS,
  type Scenario,
  type Tariff,
  WINDOW_STANDARDS,
} from './scenario.ts';
import { targetBuildings } from './selection.ts';
import { existingHeatPumpFlow_C } from './systemDefaults.ts';

/** No measure of the kind on this building. */
export const NONE = -1;

export interface MeasuredState {
  /** 0 as built, 1 usual, 2 advanced: index into ENVELOPE_STATES. */
  readonly envelope: Uint8Array;
  /** Index into WINDOW_STANDARDS or NONE. */
  readonly windows: Int8Array;
  /** Index into HEAT_SOURCES. */
  readonly heatSource: Uint8Array;
  /** Flow temperature of heat pumps at design conditions [degC]. */
  readonly designFlow_C: Float64Array;
  /** NaN: as the use has it. */
  readonly heating_C: Float64Array;
  readonly setback_K: Float64Array;
  readonly cooling_C: Float64Array;
  /** 0, 1, or NONE: as the use has it. */
  readonly cooled: Int8Array;
  /** Index into pvMeasures or NONE. */
  readonly pv: Int16Array;
  readonly battery: Int16Array;
  readonly pvMeasures: readonly PvMeasure[];
  readonly batteryMeasures: readonly BatteryMeasure[];
  readonly tariff: Tariff;
  readonly emissions: EmissionFactors;
}

const AIR_HEAT_PUMP = HEAT_SOURCES.indexOf('air-heat-pump');

/** Whether any enabled measure puts PV on roofs, which needs yearly irradiation first. */
export function needsIrradiation(scenario: Scenario): boolean {
  return scenario.measures.some((measure) => measure.enabled && measure.kind === 'pv');
}

/** Applies the enabled measures in order; a later one wins over an earlier one on the same building. */
export function applyMeasures(prepared: PreparedDistrict, scenario: Scenario): MeasuredState {
  const { columns } = prepared;
  const { buildings } = prepared.district;
  const count = buildings.length;
  const unset = () => new Float64Array(count).fill(Number.NaN);
  const envelope = new Uint8Array(count);
  const windows = new Int8Array(count).fill(NONE);
  const heatSource = columns.heatSource.slice();
  const designFlow_C = columns.constructionYear.map(existingHeatPumpFlow_C);
  const heating_C = unset();
  const setback_K = unset();
  const cooling_C = unset();
  const cooled = new Int8Array(count).fill(NONE);
  const pv = new Int16Array(count).fill(NONE);
  const battery = new Int16Array(count).fill(NONE);
  const pvMeasures: PvMeasure[] = [];
  const batteryMeasures: BatteryMeasure[] = [];
  let tariff = DEFAULT_TARIFF;
  let emissions = prepared.emissionDefaults.factors;

  for (const measure of scenario.measures) {
    if (!measure.enabled) continue;
    if (measure.kind === 'tariff') {
      tariff = { ...tariff, ...measure.tariff };
      continue;
    }
    if (measure.kind === 'emissions') {
      emissions = { ...emissions, ...measure.factors };
      continue;
    }
    if (!('target' in measure)) continue;
    const rows = targetBuildings(buildings, measure.target, measure.id, columns.idHash);
    const put = (column: Uint8Array | Int8Array | Int16Array | Float64Array, value: number | undefined) => {
      if (value === undefined) return;
      for (const row of rows) column[row] = value;
    };
    switch (measure.kind) {
      case 'retrofit':
        put(envelope, RETROFIT_STANDARDS.indexOf(measure.standard) + 1);
        break;
      case 'windows':
        put(windows, WINDOW_STANDARDS.indexOf(measure.standard));
        break;
      case 'pv':
        put(pv, pvMeasures.push(measure) - 1);
        break;
      case 'battery':
        put(battery, batteryMeasures.push(measure) - 1);
        break;
      case 'heat-pump':
        put(heatSource, AIR_HEAT_PUMP);
        put(designFlow_C, measure.designFlow_C);
        break;
      case 'setpoints':
        put(heating_C, measure.heating_C);
        put(setback_K, measure.setback_K);
        put(cooling_C, measure.cooling_C);
        put(cooled, measure.cooled === undefined ? undefined : Number(measure.cooled));
        break;
    }
  }
  return {
    envelope,
    windows,
    heatSource,
    designFlow_C,
    heating_C,
    setback_K,
    cooling_C,
    cooled,
    pv,
    battery,
    pvMeasures,
    batteryMeasures,
    tariff,
    emissions,
  };
}
