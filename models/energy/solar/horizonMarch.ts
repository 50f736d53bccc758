/** Horizon profiles marched over a height raster: sines of elevation in 36 sectors, four rays each. */
import type { District } from '../../district/district.ts';
import { HORIZON_SECTORS } from '../../scenario/plan.ts';
import type { HeightRaster } from './heightRaster.ts';
import type { Obstacle } from './obstacleChanges.ts';

const RAYS_PER_SECTOR = 4;
/** Steps are one cell up to this distance [cells], then grow by a share of the distance. */
const EVEN_STEPS = 20;
const STEP_GROWTH = 0.05;

export interface Marcher {
  readonly raster: HeightRaster;
  /** Distances of the samples and, for each, the distance its obstacle is taken to stand at [m]. */
  readonly distance_m: Float64Array;
  readonly edge_m: Float64Array;
  readonly rayEast: Float64Array;
  readonly rayNorth: Float64Array;
}

export function newMarcher(raster: HeightRaster, reach_m: number): Marcher {
  const distances: number[] = [];
  const edges: number[] = [];
  let distance = 0;
  while (distance < reach_m) {
    const step = Math.max(raster.cell_m, distance > EVEN_STEPS * raster.cell_m ? STEP_GROWTH * distance : 0);
    distance += step;
    distances.push(distance);
    // The near edge of what a sample meets lies somewhere in the step before it.
    edges.push(distance - 0.5 * step);
  }
  const rays = HORIZON_SECTORS * RAYS_PER_SECTOR;
  const azimuth = (ray: number) => ((ray + 0.5) / rays - 0.5 / HORIZON_SECTORS) * 2 * Math.PI;
  return {
    raster,
    distance_m: Float64Array.from(distances),
    edge_m: Float64Array.from(edges),
    rayEast: Float64Array.from({ length: rays }, (_, ray) => Math.sin(azimuth(ray))),
    rayNorth: Float64Array.from({ length: rays }, (_, ray) => Math.cos(azimuth(ray))),
  };
}

/** Where a face is looked from. */
export interface View {
  readonly east_m: number;
  readonly north_m: number;
  readonly height_m: number;
  readonly owner: number;
  readonly normalEast: number;
  readonly normalNorth: number;
  readonly normalUp: number;
}

export function viewOf(raster: HeightRaster, district: District, face: number): View {
  const { normal, centroid_m, building } = district.surfaces;
  const normalEast = normal[3 * face]!;
  const normalNorth = normal[3 * face + 1]!;
  const normalUp = normal[3 * face + 2]!;
  const across = Math.hypot(normalEast, normalNorth);
  // Half a cell before a wall: the raster's edge of the own row of houses is not the wall's.
  const outward = normalUp < 0.5 && across > 0 ? (0.5 * raster.cell_m) / across : 0;
  return {
    east_m: centroid_m[3 * face]! + outward * normalEast,
    north_m: centroid_m[3 * face + 1]! + outward * normalNorth,
    height_m: viewHeight_m(district, face),
    owner: building[face]!,
    normalEast,
    normalNorth,
    normalUp,
  };
}

/** Height a face is looked from: its centroid, or the middle of the part above what it shares. */
function viewHeight_m(district: District, face: number): number {
  const { area_m2, sharedArea_m2, centroid_m, ringStart, vertexStart, vertices_m } = district.surfaces;
  const centre = centroid_m[3 * face + 2]!;
  const shared = sharedArea_m2[face]! / area_m2[face]!;
  if (!(shared > 0.01)) return centre;
  const ring = ringStart[face]!;
  let top = centre;
  for (let vertex = vertexStart[ring]!; vertex < vertexStart[ring + 1]!; vertex++) top = Math.max(top, vertices_m[3 * vertex + 2]!);
  return top - (1 - shared) * (top - centre);
}

/** Sine of the horizon's elevation in a sector: mean over its rays, as single precision holds it. */
export function sectorSine(marcher: Marcher, view: View, sector: number): number {
  const { rayEast, rayNorth } = marcher;
  let sum = 0;
  for (let ray = sector * RAYS_PER_SECTOR; ray < (sector + 1) * RAYS_PER_SECTOR; ray++) {
    const towards = view.normalEast * rayEast[ray]! + view.normalNorth * rayNorth[ray]!;
    // Behind an upright wall there is nothing to see.
    if (view.normalUp < 0.01 && towards < 0) continue;
    const tangent = marchRay(marcher, view, rayEast[ray]!, rayNorth[ray]!);
    sum += tangent / Math.sqrt(1 + tangent * tangent);
  }
  return Math.fround(sum / RAYS_PER_SECTOR);
}

/** Largest tangent of elevation over other buildings and trees along a ray, at least 0. */
function marchRay({ raster, distance_m, edge_m }: Marcher, view: View, rayEast: number, rayNorth: number): number {
  const { columns, rows, westCell, southCell } = raster;
  const perCell = 1 / raster.cell_m;
  const column0 = view.east_m * perCell;
  const row0 = view.north_m * perCell;
  const columnStep = rayEast * perCell;
  const rowStep = rayNorth * perCell;
  const rise = raster.highest_m - view.height_m;
  let tangent = 0;
  for (let i = 0; i < distance_m.length; i++) {
    const distance = distance_m[i]!;
    const edge = edge_m[i]!;
    if (rise <= tangent * edge) break;
    const column = Math.floor(column0 + columnStep * distance) - westCell;
    const row = Math.floor(row0 + rowStep * distance) - southCell;
    // The raster has a margin, so a ray that leaves it comes upon nothing any more.
    if (column < 0 || row < 0 || column >= columns || row >= rows) break;
    const at = row * columns + column;
    const above = raster.height_m[at]! - view.height_m;
    if (above > tangent * edge && raster.building[at]! !== view.owner) tangent = above / edge;
  }
  return tangent;
}

/** Marks the sectors in which a view can come upon an obstacle, with a cell to spare. @returns whether there are any */
export function markSectors(marcher: Marcher, view: View, obstacle: Obstacle, sectors: Uint8Array): boolean {
  if (obstacle.top <= view.height_m) return false;
  const spare = 2 * marcher.raster.cell_m;
  const west = obstacle.west - spare - view.east_m;
  const east = obstacle.east + spare - view.east_m;
  const south = obstacle.south - spare - view.north_m;
  const north = obstacle.north + spare - view.north_m;
  if (west <= 0 && east >= 0 && south <= 0 && north >= 0) {
    sectors.fill(1);
    return true;
  }
  const nearest = Math.hypot(Math.max(west, -east, 0), Math.max(south, -north, 0));
  if (nearest > marcher.distance_m.at(-1)!) return false;
  // Seen from outside, a box spans less than half a turn around the direction of its middle.
  const middle = Math.atan2(west + east, south + north);
  let before = 0;
  let after = 0;
  for (const [x, y] of [
    [west, south],
    [west, north],
    [east, south],
    [east, north],
  ] as const) {
    const turn = Math.atan2(x, y) - middle;
    const aside = turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
    before = Math.min(before, aside);
    after = Math.max(after, aside);
  }
  const perSector = HORIZON_SECTORS / (2 * Math.PI);
  const first = Math.round((middle + before) * perSector);
  const last = Math.round((middle + after) * perSector);
  for (let sector = first; sector <= last; sector++) {
    sectors[((sector % HORIZON_SECTORS) + HORIZON_SECTORS) % HORIZON_SECTORS] = 1;
  }
  return true;
}
