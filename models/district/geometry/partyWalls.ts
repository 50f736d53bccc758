/**
 * Party walls: the part of a wall that stands against a wall of another building (or of another part of
 * the same building) and therefore loses no heat. Found from geometry alone: near-vertical faces with
 * opposed normals whose planes nearly coincide; the shared area is their intersection in that plane.
 */
import type { SurfaceTable } from '../district.ts';
import { overlapArea, type PlanePolygon } from './overlap.ts';

/** Thresholds; the defaults are a choice of this project, compared with 3DBAG in docs/models/geometry.md. */
export interface PartyWallOptions {
  /** Largest deviation of the two normals from opposed [deg]. */
  readonly angle_deg?: number;
  /** Largest distance between the two planes [m]. */
  readonly distance_m?: number;
}

/** What the search needs of a surface table. */
export type WallTable = Pick<
  SurfaceTable,
  'count' | 'building' | 'area_m2' | 'normal' | 'centroid_m' | 'ringStart' | 'vertexStart' | 'vertices_m'
>;

const CELL_m = 12;
/** A longer face comes from a wrong coordinate, and would fill the search grid. */
const MAX_WALL_m = 3000;
/** Beyond, a coordinate is wrong [m]. */
const FARTHEST_CELL_m = 1e9;
/** Walls lean less than this from the vertical: sine of 10 degrees. */
const NEAR_VERTICAL = Math.sin((10 * Math.PI) / 180);

/**
 * Shared area [m2] of every surface (zero for those that are not walls).
 * @param part number of the building part of each row, unique over the district: faces of one part never pair
 */
export function sharedWallArea(table: WallTable, part: Uint32Array, options: PartyWallOptions = {}): Float64Array {
  const shared = new Float64Array(table.count);
  const walls = nearVerticalFaces(table);
  if (walls.length < 2) return shared;
  const boxes = wallBoxes(table, walls);
  const cosLimit = -Math.cos(((options.angle_deg ?? 5) * Math.PI) / 180);
  const distance = options.distance_m ?? 0.2;
  const grid = buildGrid(boxes, walls.length, distance);

  for (let cell = 0; cell < grid.cellCount; cell++) {
    const from = grid.cellStart[cell]!;
    const to = grid.cellStart[cell + 1]!;
    for (let a = from; a < to; a++) {
      const i = grid.members[a]!;
      const rowA = walls[i]!;
      for (let b = a + 1; b < to; b++) {
        const j = grid.members[b]!;
        const rowB = walls[j]!;
        if (part[rowA] === part[rowB]) continue;
        if (normalProduct(table, rowA, rowB) > cosLimit) continue;
        if (!boxesMeet(boxes, i, j, distance)) continue;
        if (!grid.owns(cell, i, j)) continue;
        const area = pairArea(table, rowA, rowB, distance);
        shared[rowA]! += area;
        shared[rowB]! += area;
      }
    }
  }
  for (let row = 0; row < table.count; row++) shared[row] = Math.min(shared[row]!, table.area_m2[row]!);
  return shared;
}

function nearVerticalFaces(table: WallTable): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < table.count; row++) {
    if (Math.abs(table.normal[row * 3 + 2]!) <= NEAR_VERTICAL) rows.push(row);
  }
  return Uint32Array.from(rows);
}

/** minX, minY, minZ, maxX, maxY, maxZ per wall. */
function wallBoxes(table: WallTable, walls: Uint32Array): Float64Array {
  const boxes = new Float64Array(walls.length * 6);
  for (let i = 0; i < walls.length; i++) {
    const ring = table.ringStart[walls[i]!]!;
    for (let axis = 0; axis < 3; axis++) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (let v = table.vertexStart[ring]!; v < table.vertexStart[ring + 1]!; v++) {
        const value = table.vertices_m[v * 3 + axis]!;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      boxes[i * 6 + axis] = low;
      boxes[i * 6 + 3 + axis] = high;
    }
  }
  return boxes;
}

function boxesMeet(boxes: Float64Array, i: number, j: number, margin: number): boolean {
  const a = i * 6;
  const b = j * 6;
  return (
    boxes[a]! <= boxes[b + 3]! + margin &&
    boxes[b]! <= boxes[a + 3]! + margin &&
    boxes[a + 1]! <= boxes[b + 4]! + margin &&
    boxes[b + 1]! <= boxes[a + 4]! + margin &&
    boxes[a + 2]! < boxes[b + 5]! &&
    boxes[b + 2]! < boxes[a + 5]!
  );
}

function normalProduct(table: WallTable, a: number, b: number): number {
  const { normal } = table;
  return normal[a * 3]! * normal[b * 3]! + normal[a * 3 + 1]! * normal[b * 3 + 1]! + normal[a * 3 + 2]! * normal[b * 3 + 2]!;
}

interface Grid {
  readonly cellCount: number;
  readonly cellStart: Uint32Array;
  readonly members: Uint32Array;
  /** True for the one cell that handles a pair that meets in several. */
  owns(cell: number, i: number, j: number): boolean;
}

/** Walls by grid cell (hashed, so that an outlier far away costs nothing). */
function buildGrid(boxes: Float64Array, count: number, margin: number): Grid {
  const cells = new Map<number, number>();
  const cellX = (value: number) => Math.floor(value / CELL_m);
  const key = (x: number, y: number) => x * 67_108_864 + y;
  const eachCell = (i: number, visit: (cellKey: number) => void) => {
    if (boxes[i * 6 + 3]! - boxes[i * 6]! > MAX_WALL_m || boxes[i * 6 + 4]! - boxes[i * 6 + 1]! > MAX_WALL_m) return;
    // Far out, the next cell is no other number: a wrong coordinate would never come to its end.
    if (Math.max(Math.abs(boxes[i * 6]!), Math.abs(boxes[i * 6 + 1]!)) > FARTHEST_CELL_m) return;
    const x1 = cellX(boxes[i * 6 + 3]! + margin);
    const y1 = cellX(boxes[i * 6 + 4]! + margin);
    for (let x = cellX(boxes[i * 6]! - margin); x <= x1; x++) {
      for (let y = cellX(boxes[i * 6 + 1]! - margin); y <= y1; y++) visit(key(x, y));
    }
  };
  const sizes: number[] = [];
  for (let i = 0; i < count; i++) {
    eachCell(i, (cellKey) => {
      const cell = cells.get(cellKey);
      if (cell === undefined) {
        cells.set(cellKey, sizes.length);
        sizes.push(1);
      } else sizes[cell]!++;
    });
  }
  const cellStart = new Uint32Array(sizes.length + 1);
  for (let cell = 0; cell < sizes.length; cell++) cellStart[cell + 1] = cellStart[cell]! + sizes[cell]!;
  const fill = cellStart.slice();
  const members = new Uint32Array(cellStart[sizes.length]!);
  for (let i = 0; i < count; i++) {
    eachCell(i, (cellKey) => {
      const cell = cells.get(cellKey)!;
      members[fill[cell]!++] = i;
    });
  }
  return {
    cellCount: sizes.length,
    cellStart,
    members,
    owns: (cell, i, j) => {
      const x = cellX(Math.max(boxes[i * 6]!, boxes[j * 6]!) - margin);
      const y = cellX(Math.max(boxes[i * 6 + 1]!, boxes[j * 6 + 1]!) - margin);
      return cells.get(key(x, y)) === cell;
    },
  };
}

interface Scratch extends PlanePolygon {
  xy: Float64Array;
  ringStart: Int32Array;
  ringCount: number;
}
const scratchA: Scratch = { xy: new Float64Array(256), ringStart: new Int32Array(16), ringCount: 0 };
const scratchB: Scratch = { xy: new Float64Array(256), ringStart: new Int32Array(16), ringCount: 0 };

/** Intersection of two faces in the plane of the first [m2]; zero where the planes are too far apart. */
function pairArea(table: WallTable, a: number, b: number, distance: number): number {
  const { normal, centroid_m } = table;
  const nx = normal[a * 3]!;
  const ny = normal[a * 3 + 1]!;
  const horizontal = Math.hypot(nx, ny);
  const ux = -ny / horizontal;
  const uy = nx / horizontal;
  const cx = centroid_m[a * 3]!;
  const cy = centroid_m[a * 3 + 1]!;
  const cz = centroid_m[a * 3 + 2]!;
  const lowA = project(table, a, scratchA, ux, uy, cx, cy, cz);
  const lowB = project(table, b, scratchB, ux, uy, cx, cy, cz);
  const left = Math.max(lowA.min, lowB.min);
  const right = Math.min(lowA.max, lowB.max);
  if (right - left <= 0) return 0;
  if (gapAt(table, a, b, ux, uy, (left + right) / 2, cx, cy, cz) > distance) return 0;
  const area = overlapArea(scratchA, scratchB);
  return area / horizontal;
}

/** Distance between the two planes at u along the first wall, at the height of the first's centroid [m]. */
function gapAt(table: WallTable, a: number, b: number, ux: number, uy: number, u: number, cx: number, cy: number, cz: number): number {
  const { normal, centroid_m } = table;
  const x = cx + u * ux;
  const y = cy + u * uy;
  const bx = normal[b * 3]!;
  const by = normal[b * 3 + 1]!;
  const bz = normal[b * 3 + 2]!;
  const toB = bx * (centroid_m[b * 3]! - x) + by * (centroid_m[b * 3 + 1]! - y) + bz * (centroid_m[b * 3 + 2]! - cz);
  const along = -(bx * normal[a * 3]! + by * normal[a * 3 + 1]! + bz * normal[a * 3 + 2]!);
  return Math.abs(toB / along);
}

function project(
  table: WallTable,
  row: number,
  out: Scratch,
  ux: number,
  uy: number,
  cx: number,
  cy: number,
  cz: number,
): { readonly min: number; readonly max: number } {
  const { ringStart, vertexStart, vertices_m } = table;
  const firstRing = ringStart[row]!;
  const rings = ringStart[row + 1]! - firstRing;
  const firstVertex = vertexStart[firstRing]!;
  const vertices = vertexStart[firstRing + rings]! - firstVertex;
  if (out.xy.length < vertices * 2) out.xy = new Float64Array(vertices * 4);
  if (out.ringStart.length < rings + 1) out.ringStart = new Int32Array(rings * 2 + 2);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < vertices; v++) {
    const at = (firstVertex + v) * 3;
    const u = (vertices_m[at]! - cx) * ux + (vertices_m[at + 1]! - cy) * uy;
    out.xy[v * 2] = u;
    out.xy[v * 2 + 1] = vertices_m[at + 2]! - cz;
    if (u < min) min = u;
    if (u > max) max = u;
  }
  for (let r = 0; r <= rings; r++) out.ringStart[r] = vertexStart[firstRing + r]! - firstVertex;
  out.ringCount = rings;
  return { min, max };
}
