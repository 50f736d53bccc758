/**
 * Walls and roofs of a district with what stands between them and the sky: a horizon profile of
 * 36 sectors per surface, marched over a height raster, and the sky view factor below it.
 *
 * A surface is seen from one point: its centroid, for walls shared in part the middle of their upper, free
 * part. A building never shades itself. The ground is level with the foot of what is seen.
 */
import { type District, SURFACE_KINDS } from '../../district/district.ts';
import { HORIZON_SECTORS, type SolarSurfaces } from '../../scenario/plan.ts';
import { districtCell_m, heightRaster } from './heightRaster.ts';
import { type Marcher, markSectors, newMarcher, sectorSine, viewOf } from './horizonMarch.ts';
import { type ObstacleChanges, obstacleChanges } from './obstacleChanges.ts';
import { skyViewFactor } from './skyView.ts';
import { contentKeys } from './surfaceKeys.ts';

/** Surfaces with less area towards the outdoor air are left out [m2]. */
export const LEAST_AREA_m2 = 0.01;
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

/** Surfaces of an earlier form of a district, made with the same options. */
export interface KnownSurfaces {
  readonly district: District;
  readonly surfaces: SolarSurfaces;
}

/**
 * Walls and roofs of a district, sorted by building, with horizon and sky view.
 * @param known what is taken over where nothing that a surface can see has changed; the result is the same without it
 */
export function solarSurfaces(district: District, options: SolarSurfacesOptions = {}, known?: KnownSurfaces): SolarSurfaces {
  const chosen = chooseSurfaces(district);
  const { source, count } = chosen;
  const table = district.surfaces;
  const surfaces = {
    ...chosen,
    normalEast: new Float64Array(count),
    normalNorth: new Float64Array(count),
    normalUp: new Float64Array(count),
    skyView: new Float64Array(count),
    sinHorizon: new Float32Array(HORIZON_SECTORS * count),
  };
  for (let row = 0; row < count; row++) {
    const face = source[row]!;
    surfaces.normalEast[row] = table.normal[3 * face]!;
    surfaces.normalNorth[row] = table.normal[3 * face + 1]!;
    surfaces.normalUp[row] = table.normal[3 * face + 2]!;
  }
  const shading = options.shading ?? true;
  const cell_m = districtCell_m(district, options.cell_m);
  const usable = known && (!shading || districtCell_m(known.district, options.cell_m) === cell_m) ? known : undefined;
  const changes = usable && obstacleChanges(usable.district, district);
  const isNeeded = shading && (!changes || changes.obstacles.length > 0);
  const marcher = isNeeded ? newMarcher(heightRaster(district, cell_m), options.reach_m ?? DEFAULT_REACH_m) : null;
  const profile = new Float64Array(HORIZON_SECTORS);
  for (let row = 0; row < count; row++) {
    const oldRow = usable && changes ? rowBefore(usable.surfaces, changes, surfaces, row) : -1;
    if (usable && changes && oldRow >= 0) takeOver(marcher, district, surfaces, row, usable.surfaces, oldRow, changes, profile);
    else fillRow(marcher, district, surfaces, row, profile);
    if (options.onProgress && row % 2000 === 1999) options.onProgress((row + 1) / count);
  }
  return { ...surfaces, contentKeys: contentKeys(surfaces) };
}

/** Row of the same face before, -1 where its building is not the same. */
function rowBefore(before: SolarSurfaces, { isChanged }: ObstacleChanges, now: SolarSurfaces, row: number): number {
  const building = now.building[row]!;
  return isChanged[building] ? -1 : before.firstOfBuilding[building]! + row - now.firstOfBuilding[building]!;
}

function fillRow(marcher: Marcher | null, district: District, surfaces: SolarSurfaces, row: number, profile: Float64Array): void {
  profile.fill(0);
  if (marcher) {
    const view = viewOf(marcher.raster, district, surfaces.source[row]!);
    for (let sector = 0; sector < HORIZON_SECTORS; sector++) profile[sector] = sectorSine(marcher, view, sector);
    for (let sector = 0; sector < HORIZON_SECTORS; sector++) surfaces.sinHorizon[sector * surfaces.count + row] = profile[sector]!;
  }
  surfaces.skyView[row] = skyViewFactor(surfaces.normalEast[row]!, surfaces.normalNorth[row]!, surfaces.normalUp[row]!, profile);
}

const marked = new Uint8Array(HORIZON_SECTORS);

/** Copies a row, and marches anew in the directions of what has changed. */
function takeOver(
  marcher: Marcher | null,
  district: District,
  surfaces: SolarSurfaces,
  row: number,
  before: SolarSurfaces,
  oldRow: number,
  { obstacles }: ObstacleChanges,
  profile: Float64Array,
): void {
  for (let sector = 0; sector < HORIZON_SECTORS; sector++) {
    surfaces.sinHorizon[sector * surfaces.count + row] = before.sinHorizon[sector * before.count + oldRow]!;
  }
  surfaces.skyView[row] = before.skyView[oldRow]!;
  if (!marcher) return;
  const view = viewOf(marcher.raster, district, surfaces.source[row]!);
  let isTouched = false;
  marked.fill(0);
  for (const obstacle of obstacles) if (markSectors(marcher, view, obstacle, marked)) isTouched = true;
  if (!isTouched) return;
  let hasChanged = false;
  for (let sector = 0; sector < HORIZON_SECTORS; sector++) {
    const at = sector * surfaces.count + row;
    if (marked[sector]) {
      const sine = sectorSine(marcher, view, sector);
      if (sine !== surfaces.sinHorizon[at]) hasChanged = true;
      surfaces.sinHorizon[at] = sine;
    }
    profile[sector] = surfaces.sinHorizon[at]!;
  }
  if (!hasChanged) return;
  surfaces.skyView[row] = skyViewFactor(surfaces.normalEast[row]!, surfaces.normalNorth[row]!, surfaces.normalUp[row]!, profile);
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
