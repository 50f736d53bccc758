/**
 * Walls and roofs of a district with what stands between them and the sky: a horizon profile of
 * 36 sectors per surface, marched over a height raster, and the sky view factor below it.
 *
 * A surface is seen from one point: its centroid, for walls shared in part the middle of their upper, free
 * part. A building never shades itself. The ground is level with the foot of what is seen.
 */
import { type District, SURFACE_KINDS } from '../../district/district.ts';
import { HORIZON_SECTORS, type SolarSurfaces } from '../../scenario/plan.ts';
import { type HeightRaster, heightRaster } from './heightRaster.ts';
import { skyViewFactor } from './skyView.ts';

/** Surfaces with less area towards the outdoor air are left out [m2]. */
const LEAST_AREA_m2 = 0.01;
const RAYS_PER_SECTOR = 4;
/** Steps are one cell up to this distance [cells], then grow by a share of the distance. */
const EVEN_STEPS = 20;
const STEP_GROWTH = 0.05;
const DEFAULT_REACH_m = 300;

export interface SolarSurfacesOptions {
  /** How far neighbours are looked for [m]; 300 by default. */
  readonly reach_m?: number;
  /** Cell of the height raster [m]; 1 by default, coarser in districts above 12 km2. */
  readonly cell_m?: number;
  /** False gives every surface a free horizon. */
  readonly shading?: boolean;
  /** Called now and then with the share done. */
  readonly onProgress?: (done: number) => void;
}

/** Walls and roofs of a district, sorted by building, with horizon and sky view. */
export function solarSurfaces(district: District, options: SolarSurfacesOptions = {}): SolarSurfaces {
  const chosen = chooseSurfaces(district);
  const { source, count } = chosen;
  const table = district.surfaces;
  const normalEast = new Float64Array(count);
  const normalNorth = new Float64Array(count);
  const normalUp = new Float64Array(count);
  const skyView = new Float64Array(count);
  const sinHorizon = new Float32Array(HORIZON_SECTORS * count);
  const profile = new Float64Array(HORIZON_SECTORS);
  const shading = options.shading ?? true;
  const marcher = shading ? newMarcher(heightRaster(district, options.cell_m), options.reach_m ?? DEFAULT_REACH_m) : null;
  for (let row = 0; row < count; row++) {
    const face = source[row]!;
    const east = table.normal[3 * face]!;
    const north = table.normal[3 * face + 1]!;
    const up = table.normal[3 * face + 2]!;
    normalEast[row] = east;
    normalNorth[row] = north;
    normalUp[row] = up;
    if (marcher) {
      horizonProfile(marcher, district, face, profile);
      for (let sector = 0; sector < HORIZON_SECTORS; sector++) sinHorizon[sector * count + row] = profile[sector]!;
    }
    skyView[row] = skyViewFactor(east, north, up, profile);
    if (options.onProgress && row % 2000 === 1999) options.onProgress((row + 1) / count);
  }
  return { ...chosen, normalEast, normalNorth, normalUp, skyView, sinHorizon };
}

function chooseSurfaces(district: District) {
  const { buildings, surfaces } = district;
  const wall = SURFACE_KINDS.indexOf('wall');
  const roof = SURFACE_KINDS.indexOf('roof');
  const rows: number[] = [];
  const owners: number[] = [];
  const firstOfBuilding = new Uint32Array(buildings.length + 1);
  buildings.forEach((building, index) => {
    firstOfBuilding[index] = rows.length;
    for (let face = building.firstSurface; face < building.firstSurface + building.surfaceCount; face++) {
      const kind = surfaces.kind[face]!;
      if (kind !== wall && kind !== roof) continue;
      if (!(surfaces.area_m2[face]! - surfaces.sharedArea_m2[face]! >= LEAST_AREA_m2)) continue;
      rows.push(face);
      owners.push(index);
    }
  });
  firstOfBuilding[buildings.length] = rows.length;
  return {
    count: rows.length,
    source: Uint32Array.from(rows),
    building: Uint32Array.from(owners),
    firstOfBuilding,
    isRoof: Uint8Array.from(rows, (face) => (surfaces.kind[face] === roof ? 1 : 0)),
    area_m2: Float64Array.from(rows, (face) => surfaces.area_m2[face]! - surfaces.sharedArea_m2[face]!),
  };
}

interface Marcher {
  readonly raster: HeightRaster;
  /** Distances of the samples and, for each, the distance its obstacle is taken to stand at [m]. */
  readonly distance_m: Float64Array;
  readonly edge_m: Float64Array;
  readonly rayEast: Float64Array;
  readonly rayNorth: Float64Array;
}

function newMarcher(raster: HeightRaster, reach_m: number): Marcher {
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

/** Writes the sines of the horizon's elevation seen from a face, sector by sector. */
function horizonProfile(marcher: Marcher, district: District, face: number, profile: Float64Array): void {
  const { normal, centroid_m, building } = district.surfaces;
  const { raster, rayEast, rayNorth } = marcher;
  const across = Math.hypot(normal[3 * face]!, normal[3 * face + 1]!);
  const up = normal[3 * face + 2]!;
  // Half a cell before a wall: the raster's edge of the own row of houses is not the wall's.
  const outward = up < 0.5 && across > 0 ? (0.5 * raster.cell_m) / across : 0;
  const east = centroid_m[3 * face]! + outward * normal[3 * face]!;
  const north = centroid_m[3 * face + 1]! + outward * normal[3 * face + 1]!;
  const height = viewHeight_m(district, face);
  const owner = building[face]!;
  for (let sector = 0; sector < HORIZON_SECTORS; sector++) {
    let sum = 0;
    for (let ray = sector * RAYS_PER_SECTOR; ray < (sector + 1) * RAYS_PER_SECTOR; ray++) {
      const towards = normal[3 * face]! * rayEast[ray]! + normal[3 * face + 1]! * rayNorth[ray]!;
      // Behind an upright wall there is nothing to see.
      if (up < 0.01 && towards < 0) continue;
      const tangent = marchRay(marcher, east, north, height, owner, rayEast[ray]!, rayNorth[ray]!);
      sum += tangent / Math.sqrt(1 + tangent * tangent);
    }
    profile[sector] = sum / RAYS_PER_SECTOR;
  }
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

/** Largest tangent of elevation over other buildings along a ray, at least 0. */
function marchRay(
  marcher: Marcher,
  east_m: number,
  north_m: number,
  height_m: number,
  owner: number,
  rayEast: number,
  rayNorth: number,
): number {
  const { raster, distance_m, edge_m } = marcher;
  const { columns, rows } = raster;
  const perCell = 1 / raster.cell_m;
  const column0 = (east_m - raster.west_m) * perCell;
  const row0 = (north_m - raster.south_m) * perCell;
  const columnStep = rayEast * perCell;
  const rowStep = rayNorth * perCell;
  const rise = raster.highest_m - height_m;
  let tangent = 0;
  for (let i = 0; i < distance_m.length; i++) {
    const distance = distance_m[i]!;
    const edge = edge_m[i]!;
    if (rise <= tangent * edge) break;
    const column = Math.floor(column0 + columnStep * distance);
    const row = Math.floor(row0 + rowStep * distance);
    if (column < 0 || row < 0 || column >= columns || row >= rows) {
      // A viewpoint may stand half a cell outside and look in.
      if (i < 2) continue;
      break;
    }
    const at = row * columns + column;
    const above = raster.height_m[at]! - height_m;
    if (above > tangent * edge && raster.building[at]! !== owner) tangent = above / edge;
  }
  return tangent;
}
