/** Outlines of a district's buildings in its local plane, found by place. */
import type { District } from '#models/district/district.ts';
import { isInside } from '#models/district/geometry/outline.ts';
import { overlapArea, type PlanePolygon } from '#models/district/geometry/overlap.ts';
import { outlineRows } from '../footprints.ts';

export interface BuildingOutline {
  readonly polygons: readonly PlanePolygon[];
  /** [m2] */
  readonly area_m2: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Mean height of the faces that make the outline [m]. */
  readonly up_m: number;
}

/** Moves east, north, up [m] of the district to those of the frame that is wanted. */
export type MovePoint = (from: Float64Array, at: number, to: Float64Array) => void;

/** Side of a cell [m]; buildings are about as large. */
const CELL_m = 25;
/** A building that covers more cells is looked at everywhere. */
const MOST_CELLS = 10_000;

export class OutlineIndex {
  /** Per building; null where it has no outline. */
  readonly outlines: readonly (BuildingOutline | null)[];
  readonly #cells = new Map<number, number[]>();
  readonly #everywhere: number[] = [];

  constructor(district: Pick<District, 'buildings' | 'surfaces'>, move?: MovePoint) {
    this.outlines = district.buildings.map((_, row) => outlineOf(district, row, move));
    this.outlines.forEach((outline, row) => {
      if (!outline) return;
      const cells = cellsOf(outline);
      if (!cells) this.#everywhere.push(row);
      for (const cell of cells ?? []) {
        const there = this.#cells.get(cell);
        if (there) there.push(row);
        else this.#cells.set(cell, [row]);
      }
    });
  }

  /** Row of the building that stands at a place; -1 where none does. The smaller one where two outlines overlap. */
  at(x: number, y: number): number {
    let found = -1;
    let area = Number.POSITIVE_INFINITY;
    const candidates = this.#cells.get(cellKey(Math.floor(x / CELL_m), Math.floor(y / CELL_m))) ?? [];
    for (const row of [...candidates, ...this.#everywhere]) {
      const outline = this.outlines[row]!;
      if (outline.area_m2 < area && contains(outline, x, y)) {
        found = row;
        area = outline.area_m2;
      }
    }
    return found;
  }

  /** Rows whose boxes overlap a box. */
  near(box: Pick<BuildingOutline, 'minX' | 'minY' | 'maxX' | 'maxY'>): number[] {
    const rows = new Set<number>(this.#everywhere);
    const cells = cellsOf(box);
    if (cells) for (const cell of cells) for (const row of this.#cells.get(cell) ?? []) rows.add(row);
    else for (let row = 0; row < this.outlines.length; row++) rows.add(row);
    return [...rows].filter((row) => {
      const outline = this.outlines[row];
      return outline && outline.minX < box.maxX && outline.maxX > box.minX && outline.minY < box.maxY && outline.maxY > box.minY;
    });
  }
}

function cellKey(column: number, row: number): number {
  return column * 4_194_304 + row;
}

function cellsOf({ minX, minY, maxX, maxY }: Pick<BuildingOutline, 'minX' | 'minY' | 'maxX' | 'maxY'>): number[] | null {
  const [x0, x1] = [Math.floor(minX / CELL_m), Math.floor(maxX / CELL_m)];
  const [y0, y1] = [Math.floor(minY / CELL_m), Math.floor(maxY / CELL_m)];
  if (!((x1 - x0 + 1) * (y1 - y0 + 1) <= MOST_CELLS)) return null;
  const cells: number[] = [];
  for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) cells.push(cellKey(x, y));
  return cells;
}

function outlineOf(district: Pick<District, 'buildings' | 'surfaces'>, row: number, move: MovePoint | undefined): BuildingOutline | null {
  const { buildings, surfaces } = district;
  const { firstSurface, surfaceCount } = buildings[row]!;
  const faces = surfaceCount > 0 ? outlineRows(district, firstSurface, surfaceCount) : [];
  if (faces.length === 0) return null;
  const place = new Float64Array(3);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  let [up, points, area] = [0, 0, 0];
  const polygons = faces.map((face): PlanePolygon => {
    const [firstRing, lastRing] = [surfaces.ringStart[face]!, surfaces.ringStart[face + 1]!];
    const start = surfaces.vertexStart[firstRing]!;
    const xy = new Float64Array((surfaces.vertexStart[lastRing]! - start) * 2);
    const ringStart = new Int32Array(lastRing - firstRing + 1);
    for (let ring = firstRing; ring <= lastRing; ring++) ringStart[ring - firstRing] = surfaces.vertexStart[ring]! - start;
    for (let i = 0; i < xy.length / 2; i++) {
      if (move) move(surfaces.vertices_m, (start + i) * 3, place);
      else place.set(surfaces.vertices_m.subarray((start + i) * 3, (start + i) * 3 + 3));
      const [x, y, z] = [place[0]!, place[1]!, place[2]!];
      xy[i * 2] = x;
      xy[i * 2 + 1] = y;
      up += z;
      points++;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    const polygon = { xy, ringStart, ringCount: lastRing - firstRing };
    area += planeArea(polygon);
    return polygon;
  });
  return area > 0 ? { polygons, area_m2: area, minX, minY, maxX, maxY, up_m: up / points } : null;
}

function planeArea({ xy, ringStart, ringCount }: PlanePolygon): number {
  let twice = 0;
  for (let ring = 0; ring < ringCount; ring++) {
    const [first, last] = [ringStart[ring]!, ringStart[ring + 1]!];
    for (let i = first; i < last; i++) {
      const j = i + 1 < last ? i + 1 : first;
      twice += (xy[i * 2]! - xy[0]!) * (xy[j * 2 + 1]! - xy[1]!) - (xy[j * 2]! - xy[0]!) * (xy[i * 2 + 1]! - xy[1]!);
    }
  }
  return Math.abs(twice) / 2;
}

function contains({ polygons, minX, minY, maxX, maxY }: BuildingOutline, x: number, y: number): boolean {
  if (!(x >= minX && x <= maxX && y >= minY && y <= maxY)) return false;
  return polygons.some(({ xy, ringStart, ringCount }) => {
    let rings = 0;
    for (let ring = 0; ring < ringCount; ring++) {
      if (isInside(Array.from(xy.subarray(ringStart[ring]! * 2, ringStart[ring + 1]! * 2)), x, y)) rings++;
    }
    return rings % 2 === 1;
  });
}

/** Area that two outlines share [m2]. */
export function sharedOutline_m2(first: BuildingOutline, second: BuildingOutline): number {
  let area = 0;
  for (const one of first.polygons) for (const other of second.polygons) area += overlapArea(one, other);
  return area;
}
