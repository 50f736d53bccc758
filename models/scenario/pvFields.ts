/** Where PV stands and how large it is. */
import type { MeasuredState } from './measuredState.ts';
import { NONE } from './measuredState.ts';
import type { PvFields } from './plan.ts';
import type { PreparedDistrict } from './prepareDistrict.ts';

/** Steeper roof faces count as walls for mounting: cos 75 deg. */
const LEAST_UP = Math.cos((75 * Math.PI) / 180);
/** Module power and coverage of systems that a file states only by their rated power. */
const EXISTING_POWER_kW_m2 = 0.2;
const EXISTING_COVERAGE = 0.9;

/** File attributes that state existing plant. */
export const PV_ATTRIBUTES = ['pv_kWp', 'pv_kwp', 'pvPower_kW'] as const;
export const BATTERY_ATTRIBUTES = ['battery_kWh', 'battery_kwh', 'batteryCapacity_kWh'] as const;

/** First attribute of the list that holds a positive number, else 0. */
export function statedNumber(attributes: Readonly<Record<string, unknown>>, names: readonly string[]): number {
  for (const name of names) {
    const value = Number(attributes[name]);
    if (attributes[name] !== null && Number.isFinite(value) && value > 0) return value;
  }
  return 0;
}

class FieldList {
  readonly surface: number[] = [];
  readonly power_W: number[] = [];
  add(surface: number, power_W: number): void {
    this.surface.push(surface);
    this.power_W.push(power_W);
  }
}

/** The stated power on the building's roof faces that look most to the equator and up, until it is used up. */
function placeStatedPower(prepared: PreparedDistrict, building: number, rated_kW: number, fields: FieldList): void {
  const { surfaces } = prepared;
  const towardsEquator = prepared.weather.lat_deg >= 0 ? -1 : 1;
  const rows: number[] = [];
  for (let row = surfaces.firstOfBuilding[building]!; row < surfaces.firstOfBuilding[building + 1]!; row++) {
    if (surfaces.isRoof[row] && surfaces.normalUp[row]! > LEAST_UP) rows.push(row);
  }
  const rank = (row: number) => surfaces.normalUp[row]! + 0.6 * towardsEquator * surfaces.normalNorth[row]!;
  const ordered = rows.sort((a, b) => rank(b) - rank(a) || a - b);
  let left_kW = rated_kW;
  for (const row of ordered) {
    if (left_kW <= 0) return;
    const room_kW = surfaces.area_m2[row]! * EXISTING_COVERAGE * EXISTING_POWER_kW_m2;
    const power_kW = Math.min(left_kW, room_kW);
    if (power_kW > 0) fields.add(row, power_kW * 1000);
    left_kW -= power_kW;
  }
}

/** Arrays on chosen faces, roofs or walls. */
function addPlaced(prepared: PreparedDistrict, state: MeasuredState, building: number, fields: FieldList): void {
  const places = state.places.get(building);
  if (!places || places.pv.length === 0) return;
  const { surfaces } = prepared;
  const rowOfFace = new Map<number, number>();
  for (let row = surfaces.firstOfBuilding[building]!; row < surfaces.firstOfBuilding[building + 1]!; row++) {
    rowOfFace.set(surfaces.source[row]!, row);
  }
  for (const { face, coverage, power_kW_m2 } of places.pv) {
    const row = rowOfFace.get(face);
    if (row === undefined) continue;
    const power_W = coverage * power_kW_m2 * 1000 * surfaces.area_m2[row]!;
    if (power_W > 0) fields.add(row, power_W);
  }
}

/**
 * PV arrays of all buildings. A PV measure replaces what the file states on its buildings; chosen faces come on top.
 * @param irradiation_kWh_m2 yearly irradiation per row of the solar surfaces; needed where a measure puts PV
 */
export function pvFields(prepared: PreparedDistrict, state: MeasuredState, irradiation_kWh_m2: Float64Array | null): PvFields {
  const { surfaces } = prepared;
  const { buildings } = prepared.district;
  if (state.pvMeasures.length > 0 && irradiation_kWh_m2?.length !== surfaces.count) {
    throw new RangeError('A PV measure needs the yearly irradiation of every solar surface.');
  }
  const fields = new FieldList();
  const firstOfBuilding = new Uint32Array(buildings.length + 1);
  for (let building = 0; building < buildings.length; building++) {
    firstOfBuilding[building] = fields.surface.length;
    if (!prepared.columns.isBuilding[building]) continue;
    addPlaced(prepared, state, building, fields);
    const index = state.pv[building]!;
    if (index === NONE) {
      const stated_kW = statedNumber(buildings[building]!.attributes, PV_ATTRIBUTES);
      if (stated_kW > 0) placeStatedPower(prepared, building, stated_kW, fields);
      continue;
    }
    const measure = state.pvMeasures[index]!;
    const power_W_m2 = measure.coverage * measure.power_kW_m2 * 1000;
    for (let row = surfaces.firstOfBuilding[building]!; row < surfaces.firstOfBuilding[building + 1]!; row++) {
      if (!surfaces.isRoof[row] || surfaces.normalUp[row]! <= LEAST_UP) continue;
      if (irradiation_kWh_m2![row]! < measure.minIrradiation_kWh_m2) continue;
      const power_W = power_W_m2 * surfaces.area_m2[row]!;
      if (power_W > 0) fields.add(row, power_W);
    }
  }
  firstOfBuilding[buildings.length] = fields.surface.length;
  return {
    count: fields.surface.length,
    firstOfBuilding,
    surface: Uint32Array.from(fields.surface),
    power_W: Float64Array.from(fields.power_W),
  };
}
