/**
 * Measures at one place: what they name (a building, some of its faces) found in the district, once per district and
 * measure. What cannot be found is left out and said, so that the rest of a scenario still runs.
 */
import type { Issue } from '../core/issue.ts';
import { type Building, type District, SURFACE_KINDS, type SurfaceKind } from '../district/district.ts';
import { LEAST_AREA_m2 } from '../energy/solar/horizon.ts';
import { isSimulated } from './participation.ts';
import type { ChargingMeasure, EnvelopeMeasure, PvFieldMeasure, SiteBatteryMeasure } from './scenario.ts';

/** Measures that stand at one building and change its systems or envelope, not the district itself. */
export type BuildingPlaceMeasure = PvFieldMeasure | EnvelopeMeasure | SiteBatteryMeasure | ChargingMeasure;

/** What one measure means in a district. */
export interface Place {
  /** Row of `district.buildings`. */
  readonly building: number;
  /** Rows of `district.surfaces` that the measure names, ascending, without doubles; null for all of its part. */
  readonly faces: readonly number[] | null;
}

/** Kinds of faces that each part of an envelope measure may name; overhangs have the floor's construction. */
const KINDS_OF_PART: Readonly<Record<Exclude<EnvelopeMeasure['part'], 'window'>, readonly SurfaceKind[]>> = {
  wall: ['wall'],
  roof: ['roof', 'outer-floor'],
  ground: ['ground', 'outer-ceiling'],
};
const PV_KINDS: readonly SurfaceKind[] = ['wall', 'roof'];

const rowsById = new WeakMap<readonly Building[], Map<string, number>>();

/** Row of a building by its id, -1 where the district has none. */
export function buildingRow(district: District, id: string): number {
  let rows = rowsById.get(district.buildings);
  if (!rows) {
    rows = new Map(district.buildings.map((building, row) => [building.id, row]));
    rowsById.set(district.buildings, rows);
  }
  return rows.get(id) ?? -1;
}

function finding(measure: BuildingPlaceMeasure, code: string, message: string, action: string, values?: Issue['values']): Issue {
  return {
    code,
    severity: 'warning',
    sourceId: measure.id,
    objectId: measure.buildingId,
    message,
    action,
    values: { measure: measure.id, ...values },
  };
}

/**
 * Finds the place of a measure.
 * @param note takes what was left out
 * @returns null where nothing is left of the measure
 */
export function placeOf(district: District, measure: BuildingPlaceMeasure, note: (issue: Issue) => void): Place | null {
  const row = buildingRow(district, measure.buildingId);
  const building = district.buildings[row];
  if (!building) {
    note(finding(measure, 'scenario.unknownBuilding', 'The district has no building with this id.', 'The measure was left out.'));
    return null;
  }
  if (!isSimulated(building)) {
    note(
      finding(measure, 'scenario.noDemand', 'The object is removed, or of an unknown type: it has no demand.', 'The measure was left out.'),
    );
    return null;
  }
  if (measure.kind === 'pv-field') return placeFaces(district, building, row, measure, measure.faces, PV_KINDS, note);
  if (measure.kind === 'envelope' && measure.part !== 'window' && measure.faces) {
    return placeFaces(district, building, row, measure, measure.faces, KINDS_OF_PART[measure.part], note);
  }
  return { building: row, faces: null };
}

function placeFaces(
  { surfaces }: District,
  building: Building,
  row: number,
  measure: BuildingPlaceMeasure,
  wanted: readonly number[],
  kinds: readonly SurfaceKind[],
  note: (issue: Issue) => void,
): Place | null {
  const faces = new Set<number>();
  for (const face of wanted) {
    const surface = building.firstSurface + face;
    const isOwn = Number.isInteger(face) && face >= 0 && face < building.surfaceCount;
    const kind = isOwn ? SURFACE_KINDS[surfaces.kind[surface]!] : undefined;
    // The underside on the ground has no neighbour and no outdoor air.
    const outer = isOwn ? surfaces.area_m2[surface]! - (kind === 'ground' ? 0 : surfaces.sharedArea_m2[surface]!) : 0;
    if (kind === undefined) {
      const text = 'The building has no such face.';
      note(finding(measure, 'scenario.unknownFace', text, 'The face was left out.', { face, faces: building.surfaceCount }));
    } else if (!kinds.includes(kind)) {
      note(finding(measure, 'scenario.wrongFace', 'The face is of another kind.', 'The face was left out.', { face, kind }));
    } else if (!(outer >= LEAST_AREA_m2)) {
      note(finding(measure, 'scenario.noOuterFace', 'The face does not touch outdoor air.', 'The face was left out.', { face }));
    } else faces.add(surface);
  }
  return faces.size > 0 ? { building: row, faces: [...faces].sort((a, b) => a - b) } : null;
}
