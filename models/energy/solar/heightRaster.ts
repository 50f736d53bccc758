/**
 * Digital surface model of a district: the highest roof or tree per cell and whose it is. Cells lie on a grid that is
 * fixed in the local frame, so a building that is added at the edge moves no cell of the others.
 */
import { type District, SURFACE_KINDS } from '../../district/district.ts';
import type { Tree } from '../../district/elements.ts';

export interface HeightRaster {
  readonly cell_m: number;
  /** Grid column and row of the first cell: column c covers [c, c + 1) cells east of the local origin. */
  readonly westCell: number;
  readonly southCell: number;
  readonly columns: number;
  readonly rows: number;
  /** Height per cell [row * columns + column] [m]; -Infinity where nothing stands. */
  readonly height_m: Float32Array;
  /** Building per cell; NO_BUILDING where nothing or a tree stands. */
  readonly building: Uint32Array;
  readonly highest_m: number;
}
export const NO_BUILDING = 0xffffffff;

/** Finest cell, and the number of cells that makes cells coarser in large districts (8 bytes each). */
const FINEST_CELL_m = 1;
const MOST_CELLS = 12e6;
/** Coarser cells come in steps, so that a district that grows a little keeps its grid [m]. */
const CELL_STEP_m = 0.25;
/** Empty cells around all, for viewpoints half a cell before a wall. */
const MARGIN_CELLS = 2;
/** Faces steeper than this cover no ground worth a cell. */
const LEAST_NORMAL_UP = 0.1;
/** Height of the crown's edge over the height of the tree [-]; assumption. */
const CROWN_EDGE = 0.5;

/** Size of the cells for an extent [m]: 1 m, coarser where 12 million cells would not do. */
export function cellSize_m(width_m: number, depth_m: number): number {
  const least = Math.sqrt((width_m * depth_m) / MOST_CELLS);
  return least <= FINEST_CELL_m ? FINEST_CELL_m : Math.ceil(least / CELL_STEP_m) * CELL_STEP_m;
}

/** Size of the cells of a district's raster [m]. */
export function districtCell_m(district: District, cell_m?: number): number {
  if (cell_m !== undefined) return cell_m;
  const box = boundingBox(district);
  return cellSize_m(box.east - box.west, box.north - box.south);
}

/** Rasterises every face of a district that looks up and is not ground, and the crowns of its trees. */
export function heightRaster(district: District, cell_m?: number): HeightRaster {
  const { surfaces } = district;
  const box = boundingBox(district);
  const cell = districtCell_m(district, cell_m);
  const westCell = Math.floor(box.west / cell) - MARGIN_CELLS;
  const southCell = Math.floor(box.south / cell) - MARGIN_CELLS;
  const columns = Math.floor(box.east / cell) + MARGIN_CELLS + 1 - westCell;
  const rows = Math.floor(box.north / cell) + MARGIN_CELLS + 1 - southCell;
  const raster = {
    cell_m: cell,
    westCell,
    southCell,
    columns,
    rows,
    height_m: new Float32Array(columns * rows).fill(Number.NEGATIVE_INFINITY),
    building: new Uint32Array(columns * rows).fill(NO_BUILDING),
    highest_m: box.highest,
  };
  const groundKind = SURFACE_KINDS.indexOf('ground');
  for (let face = 0; face < surfaces.count; face++) {
    if (surfaces.kind[face]! === groundKind || surfaces.normal[3 * face + 2]! < LEAST_NORMAL_UP) continue;
    fillFace(raster, district, face);
  }
  for (const tree of district.elements?.trees ?? []) fillCrown(raster, tree);
  return raster;
}

/** Top of a tree in the local frame [m]. */
export function treeTop_m({ at_m, height_m }: Tree): number {
  return at_m[2] + height_m;
}

function boundingBox(district: District) {
  const { vertices_m } = district.surfaces;
  const trees = district.elements?.trees ?? [];
  const none = vertices_m.length === 0 && trees.length === 0;
  const [low, high] = none ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const box = { west: low, east: high, south: low, north: high, highest: high };
  for (let i = 0; i + 2 < vertices_m.length; i += 3) {
    const east = vertices_m[i]!;
    const north = vertices_m[i + 1]!;
    const up = vertices_m[i + 2]!;
    if (east < box.west) box.west = east;
    if (east > box.east) box.east = east;
    if (north < box.south) box.south = north;
    if (north > box.north) box.north = north;
    if (up > box.highest) box.highest = up;
  }
  for (const tree of trees) {
    const radius = tree.crown_m / 2;
    box.west = Math.min(box.west, tree.at_m[0] - radius);
    box.east = Math.max(box.east, tree.at_m[0] + radius);
    box.south = Math.min(box.south, tree.at_m[1] - radius);
    box.north = Math.max(box.north, tree.at_m[1] + radius);
    box.highest = Math.max(box.highest, treeTop_m(tree));
  }
  return box;
}

/** A crown is opaque down to the ground all year; its top is the upper half of an ellipsoid. */
function fillCrown(raster: HeightRaster, tree: Tree): void {
  const { cell_m, westCell, southCell, columns } = raster;
  const [east, north, up] = tree.at_m;
  const radius = tree.crown_m / 2;
  if (!(radius > 0) || !(tree.height_m > 0)) return;
  const firstRow = Math.ceil((north - radius) / cell_m - 0.5);
  const lastRow = Math.floor((north + radius) / cell_m - 0.5);
  const firstColumn = Math.ceil((east - radius) / cell_m - 0.5);
  const lastColumn = Math.floor((east + radius) / cell_m - 0.5);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const across = Math.hypot((column + 0.5) * cell_m - east, (row + 0.5) * cell_m - north) / radius;
      if (across >= 1) continue;
      const height = up + tree.height_m * (CROWN_EDGE + (1 - CROWN_EDGE) * Math.sqrt(1 - across * across));
      const at = (row - southCell) * columns + column - westCell;
      if (height <= raster.height_m[at]!) continue;
      raster.height_m[at] = height;
      raster.building[at] = NO_BUILDING;
    }
  }
}

/** Even-odd scan conversion: a cell is covered where its centre lies inside the face. */
function fillFace(raster: HeightRaster, district: District, face: number): void {
  const { normal, centroid_m, ringStart, vertexStart, vertices_m, building } = district.surfaces;
  const { cell_m, westCell, southCell, columns } = raster;
  const slopeEast = normal[3 * face]! / normal[3 * face + 2]!;
  const slopeNorth = normal[3 * face + 1]! / normal[3 * face + 2]!;
  const owner = building[face]!;
  const firstRing = ringStart[face]!;
  const lastRing = ringStart[face + 1]!;
  let south = Number.POSITIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let vertex = vertexStart[firstRing]!; vertex < vertexStart[lastRing]!; vertex++) {
    south = Math.min(south, vertices_m[3 * vertex + 1]!);
    north = Math.max(north, vertices_m[3 * vertex + 1]!);
    lowest = Math.min(lowest, vertices_m[3 * vertex + 2]!);
    highest = Math.max(highest, vertices_m[3 * vertex + 2]!);
  }
  const firstRow = Math.ceil(south / cell_m - 0.5);
  const lastRow = Math.floor(north / cell_m - 0.5);
  for (let row = firstRow; row <= lastRow; row++) {
    const y = (row + 0.5) * cell_m;
    const crossings = crossingsAt(y, firstRing, lastRing, vertexStart, vertices_m);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const firstColumn = Math.ceil(crossings[pair]! / cell_m - 0.5);
      const lastColumn = Math.floor(crossings[pair + 1]! / cell_m - 0.5);
      for (let column = firstColumn; column <= lastColumn; column++) {
        const x = (column + 0.5) * cell_m;
        const plane = centroid_m[3 * face + 2]! - slopeEast * (x - centroid_m[3 * face]!) - slopeNorth * (y - centroid_m[3 * face + 1]!);
        const height = Math.min(Math.max(plane, lowest), highest);
        const at = (row - southCell) * columns + column - westCell;
        if (height <= raster.height_m[at]!) continue;
        raster.height_m[at] = height;
        raster.building[at] = owner;
      }
    }
  }
}

function crossingsAt(y: number, firstRing: number, lastRing: number, vertexStart: Uint32Array, vertices_m: Float64Array): number[] {
  const crossings: number[] = [];
  for (let ring = firstRing; ring < lastRing; ring++) {
    const first = vertexStart[ring]!;
    const last = vertexStart[ring + 1]!;
    let before = last - 1;
    for (let vertex = first; vertex < last; vertex++) {
      const y0 = vertices_m[3 * before + 1]!;
      const y1 = vertices_m[3 * vertex + 1]!;
      if (y0 > y !== y1 > y) {
        const x0 = vertices_m[3 * before]!;
        const x1 = vertices_m[3 * vertex]!;
        crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
      }
      before = vertex;
    }
  }
  return crossings.sort((a, b) => a - b);
}
