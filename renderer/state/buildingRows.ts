/** Finds buildings by their id. */
import type { Building } from '#models/district/district.ts';

/** One table for all who ask about the same buildings, made when the first one asks: it takes long for a large city. */
const TABLES = new WeakMap<readonly Building[], ReadonlyMap<string, number>>();

/** Row of the building, undefined where none has the id; of equal ids the last one counts. */
export function rowOfBuilding(buildings: readonly Building[], id: string): number | undefined {
  let table = TABLES.get(buildings);
  if (!table) {
    table = new Map(buildings.map((building, row) => [building.id, row]));
    TABLES.set(buildings, table);
  }
  return table.get(id);
}
