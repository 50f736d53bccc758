/** What the measures of a scenario make of every building, in their order; columns, one value per building. */
import type { Issue } from '../core/issue.ts';
import type { MaterialLayer } from '../district/buildingModel.ts';
import { type District, HEAT_SOURCES, SURFACE_KINDS } from '../district/district.ts';
import { chargingEnergy_kWh } from '../energy/mobility/charging.ts';
import { type BuildingPlaceMeasure, type Place, placeOf } from './placeMeasures.ts';
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

/** PV that a measure puts on one face. */
export interface PlacedPv {
  /** Row of `district.surfaces`. */
  readonly face: number;
  readonly coverage: number;
  readonly power_kW_m2: number;
}
/** A construction set by hand. */
export interface PlacedPart {
  readonly uValue_W_m2K: number;
  /** For people; the engine takes the U value alone. */
  readonly layers: readonly MaterialLayer[];
}
/** Constructions of whole parts, and of faces (rows of `district.surfaces`), which win over them. */
export interface PlacedEnvelope {
  wall: PlacedPart | null;
  roof: PlacedPart | null;
  ground: PlacedPart | null;
  window: PlacedPart | null;
  readonly faces: Map<number, PlacedPart>;
}
/** What stands at one building beyond the columns. */
export interface BuildingPlaces {
  readonly pv: PlacedPv[];
  readonly envelope: PlacedEnvelope;
  /** Batteries of stated size, summed. */
  battery_kWh: number;
  battery_kW: number;
  /** Energy of a year from the charging points [kWh], and their power together [W]. */
  charging_kWh: number;
  chargingLimit_W: number;
}

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
  /** What measures at single buildings set, by row; later ones are last. */
  readonly places: ReadonlyMap<number, BuildingPlaces>;
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

function ignore(): void {}

/**
 * Applies the enabled measures in order; a later one wins over an earlier one on the same building. PV fields,
 * batteries of stated size and charging points add up.
 * @param note takes what could not be applied
 */
export function applyMeasures(prepared: PreparedDistrict, scenario: Scenario, note: (issue: Issue) => void = ignore): MeasuredState {
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
  const places = new Map<number, BuildingPlaces>();
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
    // Edits are in the district already (districtOfScenario).
    if (measure.kind === 'edit') continue;
    if (!('target' in measure)) {
      const place = placeOf(prepared.district, measure, note);
      if (place) applyPlace(placesAt(places, place.building), measure, place, prepared.district);
      continue;
    }
    const rows = targetBuildings(buildings, measure.target, measure.id, columns.idHash);
    const put = (column: Uint8Array | Int8Array | Int16Array | Float64Array, value: number | undefined) => {
      if (value === undefined) return;
      for (const row of rows) column[row] = value;
    };
    switch (measure.kind) {
      case 'retrofit':
        put(envelope, RETROFIT_STANDARDS.indexOf(measure.standard) + 1);
        for (const row of rows) forgetOpaque(places.get(row));
        break;
      case 'windows':
        put(windows, WINDOW_STANDARDS.indexOf(measure.standard));
        for (const row of rows) forgetWindows(places.get(row));
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
    places,
    pvMeasures,
    batteryMeasures,
    tariff,
    emissions,
  };
}

function placesAt(places: Map<number, BuildingPlaces>, building: number): BuildingPlaces {
  const known = places.get(building);
  if (known) return known;
  const fresh: BuildingPlaces = {
    pv: [],
    envelope: { wall: null, roof: null, ground: null, window: null, faces: new Map() },
    battery_kWh: 0,
    battery_kW: 0,
    charging_kWh: 0,
    chargingLimit_W: 0,
  };
  places.set(building, fresh);
  return fresh;
}

function applyPlace(at: BuildingPlaces, measure: BuildingPlaceMeasure, { faces }: Place, { surfaces }: District): void {
  switch (measure.kind) {
    case 'pv-field':
      for (const face of faces ?? []) at.pv.push({ face, coverage: measure.coverage, power_kW_m2: measure.power_kW_m2 });
      break;
    case 'envelope':
      if (faces) for (const face of faces) at.envelope.faces.set(face, measure);
      else {
        at.envelope[measure.part] = measure;
        // The whole part is newer than what its faces had.
        for (const face of at.envelope.faces.keys()) {
          if (partOfKind(surfaces.kind[face]!) === measure.part) at.envelope.faces.delete(face);
        }
      }
      break;
    case 'site-battery':
      at.battery_kWh += measure.capacity_kWh;
      at.battery_kW += measure.power_kW;
      break;
    case 'charging':
      at.charging_kWh += chargingEnergy_kWh(measure.points * measure.distance_km);
      at.chargingLimit_W += measure.points * measure.power_kW * 1000;
      break;
  }
}

function forgetOpaque(places: BuildingPlaces | undefined): void {
  if (!places) return;
  Object.assign(places.envelope, { wall: null, roof: null, ground: null });
  places.envelope.faces.clear();
}

function forgetWindows(places: BuildingPlaces | undefined): void {
  if (places) places.envelope.window = null;
}

const PART_OF_KIND = {
  wall: 'wall',
  roof: 'roof',
  'outer-floor': 'roof',
  ground: 'ground',
  'outer-ceiling': 'ground',
  closure: null,
} as const;

/** Part of the envelope that a face of a kind belongs to; null where no heat flows. */
export function partOfKind(kind: number): 'wall' | 'roof' | 'ground' | null {
  const name = SURFACE_KINDS[kind];
  return name === undefined ? null : PART_OF_KIND[name];
}
