/** How a building looks now, as a shape that can be changed: outline, height, and the roof form where it is known. */
import { SURFACE_KINDS } from '#models/district/district.ts';
import type { DistrictEdit, DrawnShape, RoofForm } from '#models/district/edits.ts';
import type { ShownSurfaces } from '../../../workers/engineApi.ts';
import type { Standing } from './standing.ts';

export interface PresentShape extends Omit<DrawnShape, 'roof'> {
  /** Null where the file gives faces and not a form. */
  readonly roof: RoofForm | null;
}

const ROOF = SURFACE_KINDS.indexOf('roof');
/** Flatter roofs count as flat [deg]. */
const FLAT_deg = 5;

/** The last shape drawn for a building, with what was raised, lowered and turned since; null for one from a file. */
export function drawnShapeOf(edits: readonly DistrictEdit[], id: string): DrawnShape | null {
  let shape: DrawnShape | null = null;
  for (let i = 0; i < edits.length; i++) shape = shapeAfter(shape, edits, i, id);
  return shape;
}

function shapeAfter(shape: DrawnShape | null, edits: readonly DistrictEdit[], index: number, id: string): DrawnShape | null {
  const edit = edits[index]!;
  if ((edit.kind === 'add-building' || edit.kind === 'reshape') && edit.id === id) return edit.shape;
  if (edit.kind === 'split' && edit.newId === id) return drawnShapeOf(edits.slice(0, index), edit.id);
  if (!shape) return null;
  if (edit.kind === 'raise' && edit.ids.includes(id)) return { ...shape, eaves_m: shape.eaves_m + edit.by_m };
  if (edit.kind === 'move' && edit.ids.includes(id) && shape.ridge_deg !== undefined)
    return { ...shape, ridge_deg: (((shape.ridge_deg + edit.turn_deg) % 360) + 360) % 360 };
  return shape;
}

/**
 * @param row of the building in what is drawn
 * @returns null where the outline is not one piece of ground
 */
export function presentShape(
  standing: Standing,
  surfaces: Pick<ShownSurfaces, 'kind' | 'tilt_deg' | 'area_m2'>,
  building: { readonly id: string; readonly firstSurface: number; readonly surfaceCount: number },
  row: number,
  edits: readonly DistrictEdit[],
): PresentShape | null {
  const outline = standing.outlineOf(row);
  if (!outline) return null;
  const rings_m = outline.map((ring) => ring.map((value) => Math.round(value * 1000) / 1000));
  const ground_m = standing.box(row)[2];
  const drawn = drawnShapeOf(edits, building.id);
  if (drawn) return { ...drawn, rings_m, ground_m };
  const roofRows: number[] = [];
  for (let s = building.firstSurface; s < building.firstSurface + building.surfaceCount; s++)
    if (surfaces.kind[s] === ROOF) roofRows.push(s);
  const area = roofRows.reduce((sum, s) => sum + surfaces.area_m2[s]!, 0);
  const tilt = area > 0 ? roofRows.reduce((sum, s) => sum + surfaces.tilt_deg[s]! * surfaces.area_m2[s]!, 0) / area : 0;
  const isFlat = tilt < FLAT_deg;
  const roofs = standing.trianglesOf(row, (s) => surfaces.kind[s] === ROOF);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 2; i < roofs.length; i += 3) {
    low = Math.min(low, roofs[i]!);
    high = Math.max(high, roofs[i]!);
  }
  const top = Number.isFinite(high) ? high : standing.box(row)[5];
  const eaves = isFlat || !Number.isFinite(low) ? top : low;
  return {
    rings_m,
    ground_m,
    eaves_m: Math.max(0.1, Math.round((eaves - ground_m) * 100) / 100),
    roof: isFlat ? 'flat' : null,
    pitch_deg: isFlat ? 35 : Math.round(tilt),
  };
}
