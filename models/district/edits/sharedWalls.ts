/**
 * Party walls after edits. Changed buildings are compared with their neighbours anew; a neighbour loses what it shared
 * with the building as it was and gains what it shares with it as it is, so areas published by its source stay right.
 */
import { type District, SURFACE_KINDS, type SurfaceTable } from '../district.ts';
import { sharedWallArea, type WallTable } from '../geometry/partyWalls.ts';
import type { DraftBuilding } from './draft.ts';
import type { Measured } from './rebuild.ts';

/** Walls further apart are not shared [m]: the search's own distance, rounded up. */
const REACH_m = 0.25;
const WALL = SURFACE_KINDS.indexOf('wall');

interface Rows {
  readonly first: number;
  readonly count: number;
  readonly building: number;
}

interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Fills the shared areas of changed buildings and mends those of their neighbours in the new table. */
export function shareWalls(base: District, table: SurfaceTable, measured: Measured, touched: readonly DraftBuilding[]): void {
  const before: Rows[] = [];
  for (const { base: row } of touched) {
    const building = base.buildings[row];
    if (building && building.surfaceCount > 0) before.push({ first: building.firstSurface, count: building.surfaceCount, building: row });
  }
  const after: Rows[] = measured.blocks.flatMap(({ building, from, rowCount }) =>
    from === 'new' ? [{ first: measured.firstRow[building]!, count: rowCount, building }] : [],
  );
  const boxes = [...before.map((rows) => boxOf(base.surfaces, rows)), ...after.map((rows) => boxOf(table, rows))];
  if (boxes.length === 0) return;
  const changed = new Set([...before, ...after].map(({ building }) => building));
  const near: Rows[] = [];
  const all = boxes.reduce(joined);
  base.buildings.forEach(({ firstSurface, surfaceCount }, building) => {
    if (surfaceCount === 0 || changed.has(building)) return;
    const rows = { first: firstSurface, count: surfaceCount, building };
    const box = boxOf(base.surfaces, rows);
    if (meet(all, box) && boxes.some((other) => meet(other, box))) near.push(rows);
  });
  const nearNow = near.map((rows) => ({ ...rows, first: measured.firstRow[rows.building]! }));
  const old = sharedBy(base.surfaces, [...near, ...before], 0);
  const now = sharedBy(table, [...nearNow, ...after], after.length);
  let at = 0;
  for (const { first, count } of nearNow) {
    for (let i = 0; i < count; i++, at++) {
      const change = now[at]! - old[at]!;
      if (table.kind[first + i] !== WALL || Math.abs(change) < 1e-9) continue;
      table.sharedArea_m2[first + i] = Math.min(table.area_m2[first + i]!, Math.max(0, table.sharedArea_m2[first + i]! + change));
    }
  }
  for (const { first, count } of after) {
    for (let i = 0; i < count; i++, at++) table.sharedArea_m2[first + i] = now[at]!;
  }
}

/**
 * Shared areas of rows among themselves.
 * @param inner for that many of the last blocks, parts of one building share walls too
 */
function sharedBy(table: SurfaceTable, blocks: readonly Rows[], inner: number): Float64Array {
  const picked = pick(table, blocks);
  const part = new Uint32Array(picked.count);
  const first = blocks.reduce((most, { building }) => Math.max(most, building + 1), 0);
  let at = 0;
  blocks.forEach((rows, index) => {
    const parts = index >= blocks.length - inner ? table.part : undefined;
    for (let i = 0; i < rows.count; i++, at++) part[at] = parts ? first + parts[rows.first + i]! : rows.building;
  });
  return sharedWallArea(picked, part);
}

/** The rows of some buildings as a table of their own. */
function pick(table: SurfaceTable, blocks: readonly Rows[]): WallTable {
  const count = blocks.reduce((sum, rows) => sum + rows.count, 0);
  const building = new Uint32Array(count);
  const area_m2 = new Float64Array(count);
  const normal = new Float64Array(count * 3);
  const centroid_m = new Float64Array(count * 3);
  const ringStart = new Uint32Array(count + 1);
  const vertexStart: number[] = [0];
  const pieces: Float64Array[] = [];
  let row = 0;
  let vertices = 0;
  for (const { first, count: rows } of blocks) {
    building.set(table.building.subarray(first, first + rows), row);
    area_m2.set(table.area_m2.subarray(first, first + rows), row);
    normal.set(table.normal.subarray(first * 3, (first + rows) * 3), row * 3);
    centroid_m.set(table.centroid_m.subarray(first * 3, (first + rows) * 3), row * 3);
    for (let i = 0; i < rows; i++, row++) {
      for (let ring = table.ringStart[first + i]!; ring < table.ringStart[first + i + 1]!; ring++) {
        const [start, end] = [table.vertexStart[ring]!, table.vertexStart[ring + 1]!];
        pieces.push(table.vertices_m.subarray(start * 3, end * 3));
        vertices += end - start;
        vertexStart.push(vertices);
      }
      ringStart[row + 1] = vertexStart.length - 1;
    }
  }
  const vertices_m = new Float64Array(vertices * 3);
  let at = 0;
  for (const piece of pieces) {
    vertices_m.set(piece, at);
    at += piece.length;
  }
  return { count, building, area_m2, normal, centroid_m, ringStart, vertexStart: Uint32Array.from(vertexStart), vertices_m };
}

function boxOf({ ringStart, vertexStart, vertices_m }: SurfaceTable, { first, count }: Rows): Box {
  const box = {
    minX: Number.POSITIVE_INFINITY,
    minY: Number.POSITIVE_INFINITY,
    maxX: Number.NEGATIVE_INFINITY,
    maxY: Number.NEGATIVE_INFINITY,
  };
  const end = vertexStart[ringStart[first + count]!]!;
  for (let v = vertexStart[ringStart[first]!]!; v < end; v++) {
    const x = vertices_m[v * 3]!;
    const y = vertices_m[v * 3 + 1]!;
    if (x < box.minX) box.minX = x;
    if (x > box.maxX) box.maxX = x;
    if (y < box.minY) box.minY = y;
    if (y > box.maxY) box.maxY = y;
  }
  return box;
}

function joined(a: Box, b: Box): Box {
  return {
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  };
}

function meet(a: Box, b: Box): boolean {
  return a.minX <= b.maxX + REACH_m && b.minX <= a.maxX + REACH_m && a.minY <= b.maxY + REACH_m && b.minY <= a.maxY + REACH_m;
}
