/** Puts what was made for a flat ground on the terrain: buildings as a whole, surroundings point by point. */
import { CONTEXT_KINDS, type ContextSurfaces } from '#models/district/context.ts';
import type { Bounds } from './cameraRig.ts';
import { buildingBoxes, type DistrictMesh } from './districtMesh.ts';
import type { Ground, GroundGrid } from './ground.ts';

/**
 * How far each building is lifted so that its lowest point stands on the ground [m]: where the ground slopes, on its
 * lowest corner or middle, so that no wall ends in the air.
 */
export function buildingLifts({ boxes, buildingCount }: Pick<DistrictMesh, 'boxes' | 'buildingCount'>, ground: Ground): Float32Array {
  const lifts = new Float32Array(buildingCount);
  for (let building = 0; building < buildingCount; building++) {
    const at = building * 6;
    const [west, south, bottom, east, north] = [boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!, boxes[at + 4]!];
    if (!(east >= west)) continue;
    const heights = [
      ground.heightAt(west, south),
      ground.heightAt(east, south),
      ground.heightAt(west, north),
      ground.heightAt(east, north),
      ground.heightAt((west + east) / 2, (south + north) / 2),
    ];
    lifts[building] = Math.min(...heights) - bottom;
  }
  return lifts;
}

/** The same mesh with its buildings lifted; the given one stays as it is. */
export function liftedMesh<Mesh extends DistrictMesh>(mesh: Mesh, lifts: Float32Array): Mesh {
  const positions = mesh.positions.slice();
  for (let v = 0; v < mesh.buildingOfVertex.length; v++) positions[v * 3 + 1]! += lifts[mesh.buildingOfVertex[v]!]!;
  return { ...mesh, positions, boxes: buildingBoxes(positions, mesh.buildingOfVertex, mesh.buildingCount) };
}

/** West, south, bottom, east, north, top of all buildings [m]; the given bounds where there are none. */
export function meshBounds({ boxes, buildingCount }: Pick<DistrictMesh, 'boxes' | 'buildingCount'>, without: Bounds): Bounds {
  const bounds: [number, number, number, number, number, number] = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (let building = 0; building < buildingCount; building++) {
    for (let axis = 0; axis < 3; axis++) {
      bounds[axis] = Math.min(bounds[axis]!, boxes[building * 6 + axis]!);
      bounds[axis + 3] = Math.max(bounds[axis + 3]!, boxes[building * 6 + 3 + axis]!);
    }
  }
  return bounds[3] >= bounds[0] ? bounds : without;
}

/** The part of a convex polygon (east, north pairs) where a x + b y <= c. */
function keptSide(polygon: readonly number[], a: number, b: number, c: number): number[] {
  const kept: number[] = [];
  for (let i = 0; i < polygon.length; i += 2) {
    const j = (i + 2) % polygon.length;
    const [x0, y0, x1, y1] = [polygon[i]!, polygon[i + 1]!, polygon[j]!, polygon[j + 1]!];
    const d0 = a * x0 + b * y0 - c;
    const d1 = a * x1 + b * y1 - c;
    if (d0 <= 0) kept.push(x0, y0);
    if ((d0 < 0 && d1 > 0) || (d0 > 0 && d1 < 0)) {
      const part = d0 / (d0 - d1);
      kept.push(x0 + part * (x1 - x0), y0 + part * (y1 - y0));
    }
  }
  return kept;
}

/** Cuts convex polygons along all lines a x + b y = k that cross them, k whole. */
function sliced(polygons: readonly number[][], a: number, b: number): number[][] {
  const pieces: number[][] = [];
  for (const polygon of polygons) {
    let [low, high] = [Infinity, -Infinity];
    for (let i = 0; i < polygon.length; i += 2) {
      const value = a * polygon[i]! + b * polygon[i + 1]!;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    let rest = polygon;
    for (let line = Math.floor(low) + 1; line < high; line++) {
      const before = keptSide(rest, a, b, line);
      if (before.length >= 6) pieces.push(before);
      rest = keptSide(rest, -a, -b, -line);
    }
    if (rest.length >= 6) pieces.push(rest);
  }
  return pieces;
}

/** One triangle of surroundings, cut along the triangles of the terrain, so that it lies on them exactly. */
function cutToGrid(triangle: readonly number[], { east_m, north_m, cell_m }: GroundGrid): number[][] {
  const inCells = triangle.map((value, i) => (value - (i % 2 === 0 ? east_m : north_m)) / cell_m);
  const pieces = sliced(sliced(sliced([inCells], 1, 0), 0, 1), 1, 1);
  return pieces.map((piece) => piece.map((value, i) => value * cell_m + (i % 2 === 0 ? east_m : north_m)));
}

const TERRAIN = CONTEXT_KINDS.indexOf('terrain');

/** Surroundings on the terrain. Terrain of their own is left out: the ground takes its place. */
export function drapedContext({ positions_m, triangles, kind }: ContextSurfaces, ground: Ground): ContextSurfaces {
  const { grid } = ground;
  if (!grid) return { positions_m, triangles, kind };
  const positions: number[] = [];
  const drapedTriangles: number[] = [];
  const kinds: number[] = [];
  for (let t = 0; t < kind.length; t++) {
    if (kind[t] === TERRAIN) continue;
    const corners: number[] = [];
    for (let k = 0; k < 3; k++) {
      const vertex = triangles[t * 3 + k]! * 3;
      corners.push(positions_m[vertex]!, positions_m[vertex + 1]!);
    }
    for (const piece of cutToGrid(corners, grid)) {
      const first = positions.length / 3;
      for (let i = 0; i < piece.length; i += 2) positions.push(piece[i]!, piece[i + 1]!, ground.heightAt(piece[i]!, piece[i + 1]!));
      for (let i = 2; i < piece.length / 2; i++) {
        drapedTriangles.push(first, first + i - 1, first + i);
        kinds.push(kind[t]!);
      }
    }
  }
  return { positions_m: Float32Array.from(positions), triangles: Uint32Array.from(drapedTriangles), kind: Uint8Array.from(kinds) };
}

/** The terrain itself as surroundings, with a skirt down to the plain around it. */
export function terrainSurface({ east_m, north_m, cell_m, columns, rows, height_m }: GroundGrid, lowest_m: number): ContextSurfaces {
  const inner = columns * rows;
  const border: number[] = [];
  for (let column = 0; column < columns; column++) border.push(column);
  for (let row = 1; row < rows; row++) border.push(row * columns + columns - 1);
  for (let column = columns - 2; column >= 0; column--) border.push((rows - 1) * columns + column);
  for (let row = rows - 2; row > 0; row--) border.push(row * columns);
  const positions_m = new Float32Array((inner + 2 * border.length) * 3);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      positions_m.set([east_m + column * cell_m, north_m + row * cell_m, height_m[at]!], at * 3);
    }
  }
  for (const [i, at] of border.entries()) {
    const [east, north, up] = [positions_m[at * 3]!, positions_m[at * 3 + 1]!, positions_m[at * 3 + 2]!];
    // Points of its own, so that the ground keeps its light up to the edge.
    positions_m.set([east, north, up, east, north, lowest_m - 0.2], (inner + 2 * i) * 3);
  }
  const triangles = new Uint32Array(((columns - 1) * (rows - 1) * 2 + border.length * 2) * 3);
  let used = 0;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const sw = row * columns + column;
      triangles.set([sw, sw + 1, sw + columns, sw + 1, sw + columns + 1, sw + columns], used);
      used += 6;
    }
  }
  for (let i = 0; i < border.length; i++) {
    const a = inner + 2 * i;
    const b = inner + 2 * ((i + 1) % border.length);
    triangles.set([a, a + 1, b, b, a + 1, b + 1], used);
    used += 6;
  }
  return { positions_m, triangles, kind: new Uint8Array(triangles.length / 3).fill(TERRAIN) };
}
