/** Words on buildings: of the selected and the largest, as many as there is room for. */
import type { DistrictMesh } from './districtMesh.ts';
import { drawPlate, type InkLook, plateBox } from './inkLook.ts';
import type { Projection } from './projection.ts';

/** Words of a building, by its row; null for none. */
export type BuildingLabel = (building: number) => string | null;

/** Largest buildings that get a label, where there is room. */
const LARGEST = 120;
/** Selected ones, at most. */
const MOST_SELECTED = 200;
/** Kept free between labels [px]. */
const GAP_PX = 4;
/** A label stands so high above the roof [px]. */
const ABOVE_PX = 6;

/** Rows of the largest buildings by the volume of their boxes, largest first. */
export function largestBuildings({ boxes, buildingCount }: Pick<DistrictMesh, 'boxes' | 'buildingCount'>, count = LARGEST): number[] {
  const size = (building: number): number => {
    const at = building * 6;
    return (boxes[at + 3]! - boxes[at]!) * (boxes[at + 4]! - boxes[at + 1]!) * (boxes[at + 5]! - boxes[at + 2]!);
  };
  const rows: number[] = [];
  const sizes = new Float64Array(buildingCount);
  for (let building = 0; building < buildingCount; building++) {
    sizes[building] = size(building);
    if (boxes[building * 6 + 3]! >= boxes[building * 6]!) rows.push(building);
  }
  return rows.sort((a, b) => sizes[b]! - sizes[a]!).slice(0, count);
}

type Box = readonly [x: number, y: number, width: number, height: number];

/** Whether a box keeps clear of all others. */
export function hasRoom([x, y, width, height]: Box, taken: readonly Box[]): boolean {
  return taken.every(
    ([x1, y1, w1, h1]) => x + width + GAP_PX <= x1 || x1 + w1 + GAP_PX <= x || y + height + GAP_PX <= y1 || y1 + h1 + GAP_PX <= y,
  );
}

/** Draws labels: selected buildings first, each only where no earlier one stands. */
export function drawBuildingLabels(
  context: CanvasRenderingContext2D,
  projection: Projection,
  look: InkLook,
  mesh: DistrictMesh,
  rows: { readonly selected: readonly number[]; readonly largest: readonly number[] },
  label: BuildingLabel,
  isCutAway: ((east: number, north: number, up: number) => boolean) | null,
): void {
  const taken: Box[] = [];
  const chosen = new Set(rows.selected);
  for (const building of [...rows.selected.slice(0, MOST_SELECTED), ...rows.largest.filter((row) => !chosen.has(row))]) {
    const at = building * 6;
    const { boxes } = mesh;
    const top = [(boxes[at]! + boxes[at + 3]!) / 2, (boxes[at + 1]! + boxes[at + 4]!) / 2, boxes[at + 5]!] as const;
    if (isCutAway?.(...top)) continue;
    const screen = projection.toScreen(top);
    if (!screen || screen[0] < 0 || screen[1] < 0 || screen[0] > projection.width || screen[1] > projection.height) continue;
    const text = label(building);
    if (!text) continue;
    const isChosen = chosen.has(building);
    context.font = isChosen ? look.strongFont : look.font;
    const box = plateBox(context, text, screen[0], screen[1] - ABOVE_PX);
    if (!hasRoom(box, taken)) continue;
    taken.push(box);
    drawPlate(context, text, box, look, isChosen ? look.accent : look.plateBorder);
  }
}
