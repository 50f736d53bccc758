/** Which buildings stand near one: by the middle of their faces, in a grid. */
import type { Building, District } from './district.ts';

const CELL_m = 50;

export class Neighbours {
  readonly #district: District;
  readonly #places: Float64Array;
  readonly #cells = new Map<string, number[]>();

  constructor(district: District) {
    this.#district = district;
    this.#places = new Float64Array(district.buildings.length * 2).fill(Number.NaN);
    district.buildings.forEach((building, row) => {
      if (building.surfaceCount === 0) return;
      const [x, y] = middleOf(district, building);
      this.#places.set([x, y], row * 2);
      const key = cellOf(x, y);
      const cell = this.#cells.get(key);
      if (cell) cell.push(row);
      else this.#cells.set(key, [row]);
    });
  }

  /** Rows of other buildings with faces whose middle lies within a distance, nearest first. */
  within(row: number, distance_m: number): number[] {
    const [x, y] = [this.#places[row * 2]!, this.#places[row * 2 + 1]!];
    if (Number.isNaN(x)) return [];
    const reach = Math.ceil(distance_m / CELL_m);
    const found: { readonly row: number; readonly distance: number }[] = [];
    for (let i = -reach; i <= reach; i++) {
      for (let j = -reach; j <= reach; j++) {
        for (const other of this.#cells.get(cellOf(x + i * CELL_m, y + j * CELL_m)) ?? []) {
          const distance = Math.hypot(this.#places[other * 2]! - x, this.#places[other * 2 + 1]! - y);
          if (other !== row && distance <= distance_m) found.push({ row: other, distance });
        }
      }
    }
    return found.sort((a, b) => a.distance - b.distance || a.row - b.row).map((near) => near.row);
  }

  /** The records of {@link within}. */
  buildingsWithin(row: number, distance_m: number): Building[] {
    return this.within(row, distance_m).map((other) => this.#district.buildings[other]!);
  }
}

function cellOf(x: number, y: number): string {
  return `${Math.floor(x / CELL_m)},${Math.floor(y / CELL_m)}`;
}

/** Mean of the centroids of its faces by area [m]. */
function middleOf({ surfaces }: District, { firstSurface, surfaceCount }: Building): readonly [number, number] {
  let [x, y, sum] = [0, 0, 0];
  for (let row = firstSurface; row < firstSurface + surfaceCount; row++) {
    const area = surfaces.area_m2[row]!;
    x += area * surfaces.centroid_m[row * 3]!;
    y += area * surfaces.centroid_m[row * 3 + 1]!;
    sum += area;
  }
  return [x / sum, y / sum];
}

/** Middle value; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
