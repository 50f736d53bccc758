/**
 * The ground that the district stands on: a plane, or the terrain. Heights between the points of the terrain follow the
 * two triangles of each cell, so that what is draped on it, what is drawn and what is picked agree.
 */
import type { TerrainGrid } from '#models/district/elements.ts';

export interface Ground {
  /** Height at a place [m], in the district's local frame. */
  heightAt(east: number, north: number): number;
  /** Lowest height of the ground [m]: where the plain around the terrain lies. */
  readonly lowest_m: number;
  readonly highest_m: number;
  /** Points of the terrain; null for a plane. */
  readonly grid: GroundGrid | null;
}

/** Known heights at all points of a regular grid. */
export interface GroundGrid {
  readonly east_m: number;
  readonly north_m: number;
  readonly cell_m: number;
  readonly columns: number;
  readonly rows: number;
  readonly height_m: Float32Array;
}

/** Finer terrain is thinned out: more triangles than this many points make would hold the view up. */
const MAX_SIDE = 640;

export function flatGround(height_m: number): Ground {
  return { heightAt: () => height_m, lowest_m: height_m, highest_m: height_m, grid: null };
}

/** Fills unknown points from their known neighbours, ring by ring; null where nothing is known. */
function filled(heights: Float32Array, columns: number, rows: number): Float32Array | null {
  let unknown: number[] = [];
  for (let i = 0; i < heights.length; i++) if (!Number.isFinite(heights[i]!)) unknown.push(i);
  if (unknown.length === heights.length) return null;
  while (unknown.length > 0) {
    const found: (readonly [number, number])[] = [];
    const left: number[] = [];
    for (const i of unknown) {
      const column = i % columns;
      let [sum, count] = [0, 0];
      for (const j of [column > 0 ? i - 1 : -1, column + 1 < columns ? i + 1 : -1, i - columns, i + columns]) {
        const height = j >= 0 && j < rows * columns ? heights[j]! : Number.NaN;
        if (!Number.isFinite(height)) continue;
        sum += height;
        count++;
      }
      if (count > 0) found.push([i, sum / count]);
      else left.push(i);
    }
    for (const [i, height] of found) heights[i] = height;
    unknown = left;
  }
  return heights;
}

/** A terrain as the view stands on it; null where it has no known height or no cell. */
export function terrainGround(terrain: TerrainGrid): Ground | null {
  const step = Math.max(1, Math.ceil(Math.max(terrain.columns, terrain.rows) / MAX_SIDE));
  const columns = Math.ceil(terrain.columns / step);
  const rows = Math.ceil(terrain.rows / step);
  if (columns < 2 || rows < 2) return null;
  const thinned = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      thinned[row * columns + column] = terrain.height_m[row * step * terrain.columns + column * step]!;
    }
  }
  const height_m = filled(thinned, columns, rows);
  if (!height_m) return null;
  let [lowest_m, highest_m] = [Infinity, -Infinity];
  for (const height of height_m) {
    if (height < lowest_m) lowest_m = height;
    if (height > highest_m) highest_m = height;
  }
  const grid = { east_m: terrain.east_m, north_m: terrain.north_m, cell_m: terrain.cell_m * step, columns, rows, height_m };
  return { grid, lowest_m, highest_m, heightAt: (east, north) => gridHeight(grid, east, north) ?? lowest_m };
}

/** Height on the triangles of a grid [m]; undefined outside it. */
function gridHeight({ east_m, north_m, cell_m, columns, rows, height_m }: GroundGrid, east: number, north: number): number | undefined {
  const x = (east - east_m) / cell_m;
  const y = (north - north_m) / cell_m;
  if (!(x >= 0 && y >= 0 && x <= columns - 1 && y <= rows - 1)) return undefined;
  const column = Math.min(columns - 2, Math.floor(x));
  const row = Math.min(rows - 2, Math.floor(y));
  const [u, v] = [x - column, y - row];
  const at = row * columns + column;
  const southWest = height_m[at]!;
  const southEast = height_m[at + 1]!;
  const northWest = height_m[at + columns]!;
  const northEast = height_m[at + columns + 1]!;
  // The diagonal runs from north-west to south-east.
  return u + v <= 1
    ? southWest + u * (southEast - southWest) + v * (northWest - southWest)
    : northEast + (1 - u) * (northWest - northEast) + (1 - v) * (southEast - northEast);
}

/**
 * How far along a ray the ground is met, in lengths of its direction; Infinity where it is not.
 * @param reach_m no farther than this
 */
export function meetGround(
  ground: Ground,
  origin: readonly [number, number, number],
  direction: readonly [number, number, number],
  reach_m: number,
): number {
  const length = Math.hypot(...direction);
  const furthest = reach_m / length;
  const plane = (height: number): number => {
    const at = (height - origin[2]) / direction[2];
    return at > 0 && at <= furthest ? at : Infinity;
  };
  const { grid } = ground;
  if (!grid) return direction[2] < 0 ? plane(ground.lowest_m) : Infinity;
  const above = (at: number): number =>
    origin[2] + direction[2] * at - ground.heightAt(origin[0] + direction[0] * at, origin[1] + direction[1] * at);
  // Between the highest and the lowest ground, in steps of half a cell; then halved down to a centimetre.
  let from = origin[2] > ground.highest_m ? plane(ground.highest_m) : 0;
  if (!(from < furthest)) return Infinity;
  const horizontal = Math.max(1e-6, Math.hypot(direction[0], direction[1]));
  const step = Math.max(furthest / 4096, (grid.cell_m * 0.5) / horizontal);
  const until = direction[2] < 0 ? Math.min(furthest, plane(ground.lowest_m)) : furthest;
  if (above(from) < 0) return from;
  while (from < until) {
    const to = Math.min(until, from + step);
    if (above(to) <= 1e-6) return halved(above, from, to, 0.01 / length);
    from = to;
  }
  return direction[2] < 0 ? plane(ground.lowest_m) : Infinity;
}

function halved(above: (at: number) => number, low: number, high: number, within: number): number {
  let [from, to] = [low, high];
  while (to - from > within) {
    const middle = (from + to) / 2;
    if (above(middle) > 0) from = middle;
    else to = middle;
  }
  return to;
}
