/** Columns of one variant of a district in the rows of another: buildings are found by their id, faces by their building. */
import {
  BUILDING_COLUMNS,
  type BuildingColumn,
  type LoadedDistrict,
  type ScenarioOutcome,
  SURFACE_COLUMNS,
  type SurfaceColumn,
} from '../workers/engineApi.ts';

type Rows = Pick<LoadedDistrict, 'buildings' | 'baseCount' | 'key'> & { readonly surfaces: Pick<LoadedDistrict['surfaces'], 'count'> };

/** Row in `from` of every building of `to`; -1 where it is not there. */
function rowsIn(from: Rows, to: Rows): Int32Array {
  const shared = Math.min(from.baseCount, to.baseCount);
  const added = new Map(from.buildings.slice(shared).map((building, index) => [building.id, shared + index]));
  return Int32Array.from(to.buildings, (building, row) => (row < shared ? row : (added.get(building.id) ?? -1)));
}

/**
 * The outcome with one value per building and face of another variant; NaN where there is no counterpart (a building
 * that was added, or whose faces are others).
 */
export function alignOutcome(outcome: ScenarioOutcome, from: Rows, to: Rows): ScenarioOutcome {
  if (from.key === to.key) return outcome;
  const rows = rowsIn(from, to);
  const building = (column: BuildingColumn): Float32Array =>
    Float32Array.from(rows, (row) => (row < 0 ? Number.NaN : outcome.buildings[column][row]!));
  const surface = (column: SurfaceColumn): Float32Array => {
    const values = new Float32Array(to.surfaces.count).fill(Number.NaN);
    for (const [index, target] of to.buildings.entries()) {
      const source = rows[index]! < 0 ? undefined : from.buildings[rows[index]!];
      if (!source || source.surfaceCount !== target.surfaceCount) continue;
      const first = source.firstSurface;
      values.set(outcome.surfaces[column].subarray(first, first + source.surfaceCount), target.firstSurface);
    }
    return values;
  };
  return {
    ...outcome,
    buildings: Object.fromEntries(BUILDING_COLUMNS.map((column) => [column, building(column)])) as Record<BuildingColumn, Float32Array>,
    surfaces: Object.fromEntries(SURFACE_COLUMNS.map((column) => [column, surface(column)])) as Record<SurfaceColumn, Float32Array>,
  };
}
