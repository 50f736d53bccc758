/** Adds a building with what its neighbours and the tool's options say. */
import type { Building } from '#models/district/district.ts';
import { newBuildingProperties } from '../sketch/neighbourUse.ts';
import type { PlanPoint } from '../sketch/plan.ts';
import type { Desk } from './desk.ts';
import { shapeOf } from './HeightTool.ts';

/** Neighbours tell the use within this distance [m]. */
const NEIGHBOURS_WITHIN_m = 150;

export function addBuilding(desk: Desk, ring: readonly PlanPoint[], eaves_m: number): void {
  const standing = desk.standing();
  const district = desk.district();
  const first = ring[0];
  if (!standing || !district || !first) return;
  const neighbours = standing.nearest(first, NEIGHBOURS_WITHIN_m).flatMap((row) => district.buildings[row] ?? []);
  const id = desk.newId('building');
  const shape = shapeOf(desk, ring, eaves_m, standing.groundAround(first));
  desk.awaitBuilding(id);
  const properties = { name: freeName(desk, district.buildings), ...newBuildingProperties(desk.options(), eaves_m, neighbours) };
  desk.edit([{ kind: 'add-building', id, shape, properties }]);
}

function freeName({ words }: Desk, buildings: readonly Building[]): string {
  const taken = new Set(buildings.map(({ name }) => name));
  let number = 1;
  while (taken.has(words.newName(number))) number++;
  return words.newName(number);
}
