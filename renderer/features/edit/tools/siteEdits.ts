/** Edits and measures at one place, with what the tool's options say. */
import type { DistrictEdit } from '#models/district/edits.ts';
import type { Measure } from '#models/scenario/scenario.ts';
import type { EditOptions } from '../../../state/editActions.ts';
import { flat, type PlanPoint, rounded } from '../sketch/plan.ts';

type NewId = (prefix: string) => string;

function rated({ rated_kW }: EditOptions): { readonly rated_kW?: number } {
  return rated_kW === null ? {} : { rated_kW };
}

export function treeEdits(
  options: EditOptions,
  places: readonly PlanPoint[],
  groundAt: (at: PlanPoint) => number,
  newId: NewId,
): DistrictEdit[] {
  return places.map((place) => {
    const [east, north] = rounded(place);
    const tree = {
      id: newId('tree'),
      at_m: [east, north, groundAt(place)] as const,
      height_m: options.treeHeight_m,
      crown_m: options.crown_m,
    };
    return { kind: 'add-tree', tree };
  });
}

export function lineEdit(options: EditOptions, path: readonly PlanPoint[], newId: NewId): DistrictEdit {
  return { kind: 'add-line', line: { id: newId('line'), kind: options.line, path_m: flat(path), ...rated(options), attributes: {} } };
}

export function pointEdit(options: EditOptions, place: PlanPoint, ground_m: number, newId: NewId): DistrictEdit {
  const [east, north] = rounded(place);
  return {
    kind: 'add-point',
    point: { id: newId('point'), kind: options.point, at_m: [east, north, ground_m], ...rated(options), attributes: {} },
  };
}

export function batteryMeasure(options: EditOptions, buildingId: string, newId: NewId): Measure {
  const { battery_kWh: capacity_kWh, battery_kW: power_kW } = options;
  return { kind: 'site-battery', id: newId('measure'), enabled: true, buildingId, capacity_kWh, power_kW };
}

export function chargingMeasure(options: EditOptions, buildingId: string, newId: NewId): Measure {
  const { chargingPoints: points, charging_kW: power_kW, distance_km } = options;
  return { kind: 'charging', id: newId('measure'), enabled: true, buildingId, points, power_kW, distance_km };
}
