/** Everything known about one building in a scenario, each value with where it came from. */

import { HOURS_PER_YEAR } from '../core/units.ts';
import { BUILDING_USES, type Building, HEAT_SOURCES } from '../district/district.ts';
import type { Provenance, Sourced } from '../district/provenance.ts';
import { USE_PROFILES } from '../energy/appliances/useProfile.ts';
import { buildingEnvelope } from './buildingEnvelope.ts';
import { buildingBills } from './columns.ts';
import { buildingDerivations } from './derivations.ts';
import { ELECTRICITY_USES } from './districtBalance.ts';
import type { BuildingReport, ReportRow } from './kpis.ts';
import { applyMeasures, type MeasuredState, NONE, partOfKind } from './measuredState.ts';
import { isSimulated } from './participation.ts';
import type { DistrictPlan } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';
import type { Scenario } from './scenario.ts';
import { ENVELOPE_ATTRIBUTES, statedEnvelope } from './statedEnvelope.ts';
import type { MonthlyField, YearlyField, YearResult } from './yearResult.ts';

/** Besides the provenances of data: set by a measure of the scenario, or a result of the simulation. */
export type ReportProvenance = Provenance | 'measure' | 'computed';

function row(label: string, value: number | string, unit: string, provenance: ReportProvenance, note?: string): ReportRow {
  return { label: `report.${label}`, value, unit, provenance, ...(note === undefined ? {} : { note }) };
}

function sourced(label: string, { value, provenance, note }: Sourced<number>, unit: string): ReportRow {
  return row(label, value, unit, provenance, note);
}

/**
 * A generic object has properties of its form only.
 * @param building row of `district.buildings`
 * @throws RangeError where the district has no such row
 */
export function buildingReport(
  prepared: PreparedDistrict,
  scenario: Scenario,
  plan: DistrictPlan,
  result: YearResult,
  building: number,
): BuildingReport {
  const source = prepared.district.buildings[building];
  if (!source) throw new RangeError(`The district has no building in row ${building}.`);
  const isBuilding = isSimulated(source);
  const state = applyMeasures(prepared, scenario);
  const months = (fields: readonly MonthlyField[]): number[] =>
    Array.from({ length: 12 }, (_, month) =>
      fields.reduce((sum, field) => sum + result.monthly[field][month * result.buildingCount + building]!, 0),
    );
  return {
    id: source.id,
    properties: isBuilding ? buildingRows(source) : source.removed ? [] : formRows(source),
    envelope: isBuilding ? envelopeRows(prepared, state, building) : [],
    systems: isBuilding ? systemRows(prepared, plan, state, building) : [],
    results: isBuilding ? resultRows(prepared, plan, result, building) : [],
    months: {
      heating: months(['heating']),
      hotWater: months(['hotWater']),
      cooling: months(['cooling']),
      electricity: months(ELECTRICITY_USES),
      pv: months(['pv']),
      gridImport: months(['gridImport']),
      gridExport: months(['gridExport']),
    },
  };
}

/** What is known of any object, a building or not. */
function formRows(source: Building): ReportRow[] {
  return [
    sourced('height', source.height_m, 'm'),
    row('footprint', source.footprintArea_m2, 'm2', 'geometry'),
    sourced('volume', source.volume_m3, 'm3'),
  ];
}

function buildingRows(source: Building): ReportRow[] {
  return [
    row('use', `use.${source.use.value}`, '', source.use.provenance, source.use.note),
    sourced('constructionYear', source.constructionYear, ''),
    sourced('height', source.height_m, 'm'),
    sourced('storeys', source.storeys, ''),
    row('footprint', source.footprintArea_m2, 'm2', 'geometry'),
    sourced('floorArea', source.floorArea_m2, 'm2'),
    sourced('volume', source.volume_m3, 'm3'),
    row('existingHeat', `heatSource.${source.heatSource.value}`, '', source.heatSource.provenance, source.heatSource.note),
  ];
}

function envelopeRows(prepared: PreparedDistrict, state: MeasuredState, b: number): ReportRow[] {
  const { columns } = prepared;
  const values = buildingEnvelope(prepared, state, b);
  const opaque = values.archetype;
  const set = state.places.get(b)?.envelope;
  const kind: ReportProvenance = opaque.source === 'tabula' ? 'archetype' : 'default';
  const age =
    `${opaque.source === 'tabula' ? 'TABULA' : 'docs/models/archetypes.md'}, ${opaque.ageFrom === 0 ? '' : `>= ${opaque.ageFrom}`}`.replace(
      /, $/,
      '',
    );
  const opaqueKind = state.envelope[b] === 0 ? kind : 'measure';
  const glassKind = state.windows[b] === NONE ? kind : 'measure';
  const { surfaces } = prepared.district;
  const wall = columns.outerWall_m2[b]!;
  const stated = statedEnvelope(prepared.district.buildings[b]!.attributes, wall);
  const fromFile = (label: string, name: keyof typeof ENVELOPE_ATTRIBUTES, value: number, unit: string) =>
    row(label, value, unit, 'file', ENVELOPE_ATTRIBUTES[name]);
  const facesOf = (part: string) => [...(set?.faces.keys() ?? [])].some((face) => partOfKind(surfaces.kind[face]!) === part);
  const uRow = (label: string, part: 'wall' | 'roof' | 'ground', value: number) => {
    const faces = facesOf(part);
    const isSet = faces || (set?.[part] ?? null) !== null;
    if (!isSet && stated?.[part] === value) return fromFile(label, part, value, 'W/(m2 K)');
    if (!isSet) return row(label, value, 'W/(m2 K)', opaqueKind, age);
    return row(label, value, 'W/(m2 K)', 'measure', faces ? 'mean over the area of the faces' : undefined);
  };
  const isGlassStated = stated?.window === values.window_W_m2K && (set?.window ?? null) === null;
  return [
    row('wallArea', wall * (1 - opaque.windowRatio), 'm2', 'geometry'),
    row('roofArea', columns.roof_m2[b]!, 'm2', 'geometry'),
    row('groundArea', columns.ground_m2[b]!, 'm2', 'geometry'),
    stated?.windowRatio === undefined
      ? row('windowArea', wall * opaque.windowRatio, 'm2', 'default')
      : fromFile('windowArea', 'windowArea', wall * opaque.windowRatio, 'm2'),
    uRow('uWall', 'wall', values.wall_W_m2K),
    uRow('uRoof', 'roof', values.roof_W_m2K),
    uRow('uGround', 'ground', values.ground_W_m2K),
    row('uGroundEffective', values.slab_W_m2K, 'W/(m2 K)', 'computed', 'EN ISO 13370'),
    isGlassStated
      ? fromFile('uWindow', 'window', values.window_W_m2K, 'W/(m2 K)')
      : (set?.window ?? null) === null
        ? row('uWindow', values.window_W_m2K, 'W/(m2 K)', glassKind, age)
        : row('uWindow', values.window_W_m2K, 'W/(m2 K)', 'measure'),
    stated?.windowG === values.windowG
      ? fromFile('gWindow', 'windowG', values.windowG, '-')
      : row('gWindow', values.windowG, '-', glassKind, age),
    row('infiltration', opaque.infiltration_1_h, '1/h', opaqueKind, 'TABULA'),
    row('thermalBridges', opaque.thermalBridge_W_m2K, 'W/(m2 K)', opaqueKind, 'TABULA'),
  ];
}

function systemRows(prepared: PreparedDistrict, plan: DistrictPlan, state: MeasuredState, b: number): ReportRow[] {
  const { columns } = prepared;
  const fields = plan.buildings;
  const profile = USE_PROFILES[BUILDING_USES[columns.useClass[b]!]!];
  const heatSource = HEAT_SOURCES[state.heatSource[b]!]!;
  const changed = heatSource !== prepared.district.buildings[b]!.heatSource.value;
  const set = (value: number): ReportProvenance => (Number.isNaN(value) ? 'default' : 'measure');
  const rows = [
    row('heatSource', `heatSource.${heatSource}`, '', changed ? 'measure' : prepared.district.buildings[b]!.heatSource.provenance),
    row('heatingPower', fields.maxHeating_W[b]! / 1000, 'kW', 'computed', 'EN 12831-1'),
    row('designOutdoor', prepared.designOutdoor_C, 'degC', 'computed'),
    row('heatingSetpoint', fields.heatingSetpoint_C[b]!, 'degC', set(state.heating_C[b]!)),
    row('heatingSetback', fields.heatingSetback_K[b]!, 'K', set(state.setback_K[b]!)),
  ];
  if (fields.isHeatPump[b]) {
    rows.push(
      row('designFlow', fields.flowMax_C[b]!, 'degC', changed ? 'measure' : 'default'),
      row('heatPumpPower', fields.heatPumpCapacity_W[b]! / 1000, 'kW', 'computed'),
    );
  } else rows.push(row('heatEfficiency', 100 * fields.heatEfficiency[b]!, '%', 'default'));
  if (fields.maxCooling_W[b]! > 0) {
    rows.push(
      row('coolingPower', fields.maxCooling_W[b]! / 1000, 'kW', state.cooled[b] === NONE ? 'default' : 'measure'),
      row('coolingSetpoint', fields.coolingSetpoint_C[b]!, 'degC', set(state.cooling_C[b]!)),
    );
  }
  rows.push(row('people', columns.netFloor_m2[b]! / profile.area_m2_person, '', 'default'));
  let rated_W = 0;
  for (let i = plan.pv.firstOfBuilding[b]!; i < plan.pv.firstOfBuilding[b + 1]!; i++) rated_W += plan.pv.power_W[i]!;
  const places = state.places.get(b);
  const pvFrom = state.pv[b] !== NONE || (places?.pv.length ?? 0) > 0 ? 'measure' : 'file';
  if (rated_W > 0) rows.push(row('pvPower', rated_W / 1000, 'kWp', pvFrom));
  const battery_kWh = fields.batteryCapacity_Wh[b]! / 1000;
  const site_kWh = places?.battery_kWh ?? 0;
  if (battery_kWh > 0) {
    rows.push(row('batteryCapacity', battery_kWh, 'kWh', state.battery[b] !== NONE || site_kWh > 0 ? 'measure' : 'file'));
  } else if (site_kWh > 0) rows.push(row('batteryCapacity', site_kWh, 'kWh', 'measure', 'without PV there is nothing to store'));
  if (fields.charging_W[b]! > 0) {
    rows.push(row('chargingPower', fields.chargingLimit_W[b]! / 1000, 'kW', 'measure'));
    rows.push(row('chargingBusiest', busiestCharging_W(plan, columns.useClass[b]!, b) / 1000, 'kW', 'computed'));
  }
  return rows;
}

/** Highest hourly mean power into cars; one car alone may draw more for a shorter time [W]. */
function busiestCharging_W({ patterns, buildings }: DistrictPlan, useClass: number, b: number): number {
  let most = 0;
  for (let at = useClass * HOURS_PER_YEAR; at < (useClass + 1) * HOURS_PER_YEAR; at++) most = Math.max(most, patterns.charging[at]!);
  return Math.min(buildings.chargingLimit_W[b]!, buildings.charging_W[b]! * most);
}

function resultRows(prepared: PreparedDistrict, plan: DistrictPlan, result: YearResult, b: number): ReportRow[] {
  const area = prepared.district.buildings[b]!.floorArea_m2.value;
  const year = (field: MonthlyField) => {
    let sum = 0;
    for (let month = 0; month < 12; month++) sum += result.monthly[field][month * result.buildingCount + b]!;
    return sum;
  };
  const extreme = (field: YearlyField) => result.yearly[field][b]!;
  const computed = (label: string, value: number, unit: string) => row(label, value, unit, 'computed');
  const bills = buildingBills(plan, result);
  const heating = year('heating');
  const electricity = ELECTRICITY_USES.reduce((sum, field) => sum + year(field), 0);
  const rows = [
    computed('heating', heating, 'kWh/a'),
    computed('heatingPerArea', area > 0 ? heating / area : 0, 'kWh/(m2 a)'),
    computed('hotWater', year('hotWater'), 'kWh/a'),
    computed('cooling', year('cooling'), 'kWh/a'),
    computed('electricity', electricity, 'kWh/a'),
    computed('heatElectricity', year('heatElectricity'), 'kWh/a'),
    ...(plan.buildings.charging_W[b]! > 0 ? [computed('charging', year('charging'), 'kWh/a')] : []),
    computed('fuel', year('fuel'), 'kWh/a'),
    computed('pv', year('pv'), 'kWh/a'),
    computed('gridImport', year('gridImport'), 'kWh/a'),
    computed('gridExport', year('gridExport'), 'kWh/a'),
    computed('peakHeating', extreme('peakHeating_W') / 1000, 'kW'),
    computed('peakImport', extreme('peakImport_W') / 1000, 'kW'),
    computed('overheating', extreme('overheating_h'), 'h/a'),
    computed('unmetHeating', extreme('unmetHeating_kWh'), 'kWh/a'),
    computed('co2', bills.co2_kg[b]!, 'kg CO2e/a'),
    computed('cost', bills.cost_EUR[b]!, 'EUR/a'),
  ];
  const derivations = buildingDerivations(prepared, plan, result, b);
  return rows.map((item) => {
    const derivation = derivations[item.label];
    return derivation ? { ...item, derivation } : item;
  });
}
