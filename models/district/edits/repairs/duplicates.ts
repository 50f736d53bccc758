/** Buildings that stand twice in the data: same outline on the same ground. */

import type { District } from '../../district.ts';
import { SURFACE_KINDS } from '../../district.ts';
import { overlapArea, type PlanePolygon } from '../../geometry/overlap.ts';
import type { DistrictDraft, DraftBuilding } from '../draft.ts';

/** Share of the union that both outlines cover. */
const LEAST_IOU = 0.99;
const GROUND = SURFACE_KINDS.indexOf('ground');
const ROOF = SURFACE_KINDS.indexOf('roof');

interface Outline {
  readonly row: number;
  readonly polygon: PlanePolygon;
  readonly area_m2: number;
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

/** Groups of buildings with the same outline; the first of each is the one with most faces, then attributes. */
export function duplicateGroups(district: District): readonly (readonly string[])[] {
  const groups: string[][] = [];
  const cells = new Map<string, { readonly outline: Outline; readonly group: string[] }[]>();
  const { buildings } = district;
  const rows = buildings.map((_, row) => row).sort((a, b) => detail(district, b) - detail(district, a) || a - b);
  for (const row of rows) {
    const outline = outlineOf(district, row);
    if (!outline) continue;
    const { id } = buildings[row]!;
    const twin = around(outline)
      .flatMap((cell) => cells.get(cell) ?? [])
      .find((other) => isSame(outline, other.outline));
    if (twin) {
      twin.group.push(id);
      continue;
    }
    const group = [id];
    groups.push(group);
    const cell = cellOf(outline.x, outline.y);
    cells.set(cell, [...(cells.get(cell) ?? []), { outline, group }]);
  }
  return groups.filter((group) => group.length > 1);
}

function detail({ buildings }: District, row: number): number {
  const { surfaceCount, attributes } = buildings[row]!;
  return surfaceCount * 1000 + Math.min(999, Object.keys(attributes).length);
}

const CELL_m = 2;

function cellOf(x: number, y: number): string {
  return `${Math.floor(x / CELL_m)},${Math.floor(y / CELL_m)}`;
}

function around({ x, y }: Outline): string[] {
  return [-1, 0, 1].flatMap((i) => [-1, 0, 1].map((j) => cellOf(x + i * CELL_m, y + j * CELL_m)));
}

function isSame(a: Outline, b: Outline): boolean {
  if (Math.hypot(a.x - b.x, a.y - b.y) > CELL_m / 2) return false;
  if (Math.min(a.area_m2, b.area_m2) < LEAST_IOU * Math.max(a.area_m2, b.area_m2)) return false;
  if (a.low > b.high + 0.5 || b.low > a.high + 0.5) return false;
  const both = overlapArea(a.polygon, b.polygon);
  return both > LEAST_IOU * (a.area_m2 + b.area_m2 - both);
}

/** Outline of the ground faces, of the roofs where there are none; null for a building without either. */
function outlineOf({ surfaces, buildings }: District, row: number): Outline | null {
  const { firstSurface, surfaceCount, removed } = buildings[row]!;
  if (removed || surfaceCount === 0) return null;
  const { kind, ringStart, vertexStart, vertices_m } = surfaces;
  const end = firstSurface + surfaceCount;
  const wanted = kind.subarray(firstSurface, end).includes(GROUND) ? GROUND : ROOF;
  const xy: number[] = [];
  const starts = [0];
  let [area, mx, my, low, high] = [0, 0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let face = firstSurface; face < end; face++) {
    for (let v = vertexStart[ringStart[face]!]!; v < vertexStart[ringStart[face + 1]!]!; v++) {
      low = Math.min(low, vertices_m[v * 3 + 2]!);
      high = Math.max(high, vertices_m[v * 3 + 2]!);
    }
    if (kind[face] !== wanted) continue;
    const weight = Math.abs(surfaces.normal[face * 3 + 2]!) * surfaces.area_m2[face]!;
    area += weight;
    mx += weight * surfaces.centroid_m[face * 3]!;
    my += weight * surfaces.centroid_m[face * 3 + 1]!;
    for (let ring = ringStart[face]!; ring < ringStart[face + 1]!; ring++) {
      for (let v = vertexStart[ring]!; v < vertexStart[ring + 1]!; v++) xy.push(vertices_m[v * 3]!, vertices_m[v * 3 + 1]!);
      starts.push(xy.length / 2);
    }
  }
  if (area <= 0) return null;
  const polygon = { xy: Float64Array.from(xy), ringStart: Int32Array.from(starts), ringCount: starts.length - 1 };
  return { row, polygon, area_m2: area, x: mx / area, y: my / area, low, high };
}

/** Another building of the base with the outline of this one that is still there; null without one. */
export function duplicateOf(draft: DistrictDraft, building: DraftBuilding): string | null {
  if (building.base < 0 || building.faces !== null) return null;
  const own = outlineOf(draft.base, building.base);
  if (!own) return null;
  for (let row = 0; row < draft.base.buildings.length; row++) {
    const { id } = draft.base.buildings[row]!;
    if (row === building.base || draft.changed.get(id)?.removed || draft.changed.get(id)?.faces) continue;
    const other = outlineOf(draft.base, row);
    if (other && isSame(own, other)) return id;
  }
  return null;
}
