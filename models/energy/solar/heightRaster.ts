/** Digital surface model of a district: the highest roof per cell and whose it is. */
import { type District, SURFACE_KINDS } from '../../district/district.ts';

export interface HeightRaster {
  readonly cell_m: number;
  readonly west_m: number;
  readonly south_m: number;
  readonly columns: number;
  readonly rows: number;
  /** Height per cell [row * columns + column] [m]; -Infinity where nothing stands. */
  readonly height_m: Float32Array;
  /** Building per cell; NO_BUILDING where nothing stands. */
  readonly building: Uint32Array;
  readonly highest_m: number;
}
export const NO_BUILDING = 0xffffffff;

/** Finest cell, and the number of cells that makes cells coarser in large districts (8 bytes each). */
const FINEST_CELL_m = 1;
const MOST_CELLS = 12e6;
/** Faces steeper than this cover no ground worth a cell. */
const LEAST_NORMAL_UP = 0.1;

/** Size of the cells for an extent [m]: 1 m, coarser where 12 million cells would not do. */
export function cellSize_m(width_m: number, depth_m: number): number {
  return Math.max(FINEST_CELL_m, Math.sqrt((width_m * depth_m) / MOST_CELLS));
}

/** Rasterises every face of a district that looks up and is not ground. */
export function heightRaster(district: District, cell_m?: number): HeightRaster {
  const { surfaces } = district;
  const box = boundingBox(surfaces.vertices_m);
  const cell = cell_m ?? cellSize_m(box.east - box.west, box.north - box.south);
  const columns = Math.max(1, Math.ceil((box.east - box.west) / cell));
  const rows = Math.max(1, Math.ceil((box.north - box.south) / cell));
  const raster = {
    cell_m: cell,
    west_m: box.west,
    south_m: box.south,
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
  return raster;
}

function boundingBox(vertices_m: Float64Array) {
  const box = { west: 0, east: 0, south: 0, north: 0, highest: 0 };
  for (let i = 0; i + 2 < vertices_m.length; i += 3) {
    const east = vertices_m[i]!;
    const north = vertices_m[i + 1]!;
    const up = vertices_m[i + 2]!;
    const first = i === 0;
    if (first || east < box.west) box.west = east;
    if (first || east > box.east) box.east = east;
    if (first || north < box.south) box.south = north;
    if (first || north > box.north) box.north = north;
    if (first || up > box.highest) box.highest = up;
  }
  return box;
}

/** Even-odd scan conversion: a cell is covered where its centre lies inside the face. */
function fillFace(raster: HeightRaster, district: District, face: number): void {
  const { normal, centroid_m, ringStart, vertexStart, vertices_m, building } = district.surfaces;
  const { cell_m, west_m, south_m, columns, rows } = raster;
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
  const firstRow = Math.max(0, Math.ceil((south - south_m) / cell_m - 0.5));
  const lastRow = Math.min(rows - 1, Math.floor((north - south_m) / cell_m - 0.5));
  for (let row = firstRow; row <= lastRow; row++) {
    const y = south_m + (row + 0.5) * cell_m;
    const crossings = crossingsAt(y, firstRing, lastRing, vertexStart, vertices_m);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const firstColumn = Math.max(0, Math.ceil((crossings[pair]! - west_m) / cell_m - 0.5));
      const lastColumn = Math.min(columns - 1, Math.floor((crossings[pair + 1]! - west_m) / cell_m - 0.5));
      for (let column = firstColumn; column <= lastColumn; column++) {
        const x = west_m + (column + 0.5) * cell_m;
        const plane = centroid_m[3 * face + 2]! - slopeEast * (x - centroid_m[3 * face]!) - slopeNorth * (y - centroid_m[3 * face + 1]!);
        const height = Math.min(Math.max(plane, lowest), highest);
        const at = row * columns + column;
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
