/** What the plan needs of every building, as columns read once per district. */
import { hashText } from '../core/random.ts';
import { BUILDING_USES, type District, HEAT_SOURCES, SURFACE_KINDS } from '../district/district.ts';
import { NET_PER_GROSS_AREA, USE_PROFILES } from '../energy/appliances/useProfile.ts';
import { isSimulated } from './participation.ts';
import type { SolarSurfaces } from './plan.ts';

/** Net air volume over gross building volume [-] (EN ISO 13789 practice, assumption). */
const AIR_PER_GROSS_VOLUME = 0.8;
/** Kernels divide by floor area: an object without one is calculated as if it had this much [m2]. */
const LEAST_FLOOR_AREA_m2 = 1;

/** One value per building. */
export interface BuildingColumns {
  /** 0 for generic objects, drawn but without demand, and for removed buildings. */
  readonly isBuilding: Uint8Array;
  /** Index into BUILDING_USES. */
  readonly useClass: Uint8Array;
  /** Index into HEAT_SOURCES. */
  readonly heatSource: Uint8Array;
  readonly constructionYear: Float64Array;
  readonly netFloor_m2: Float64Array;
  readonly airVolume_m3: Float64Array;
  /** Walls towards outdoor air, party walls taken off [m2]. */
  readonly outerWall_m2: Float64Array;
  readonly roof_m2: Float64Array;
  /** Surfaces that face down to outdoor air [m2]. */
  readonly overhang_m2: Float64Array;
  readonly ground_m2: Float64Array;
  /** Edge of the ground floor towards open ground [m]. */
  readonly exposedPerimeter_m: Float64Array;
  /** Area times sky view factor, of walls and of roofs [m2]. */
  readonly wallSkyView_m2: Float64Array;
  readonly roofSkyView_m2: Float64Array;
  readonly idHash: Uint32Array;
}

/** Length of the exterior ring of a surface [m], in plan. */
function ringLength_m(surfaces: District['surfaces'], row: number): number {
  const ring = surfaces.ringStart[row]!;
  const from = surfaces.vertexStart[ring]!;
  const to = surfaces.vertexStart[ring + 1]!;
  const at = surfaces.vertices_m;
  let length = 0;
  for (let vertex = from; vertex < to; vertex++) {
    const next = vertex + 1 < to ? vertex + 1 : from;
    length += Math.hypot(at[next * 3]! - at[vertex * 3]!, at[next * 3 + 1]! - at[vertex * 3 + 1]!);
  }
  return length;
}

const KIND = {
  ground: SURFACE_KINDS.indexOf('ground'),
  wall: SURFACE_KINDS.indexOf('wall'),
  roof: SURFACE_KINDS.indexOf('roof'),
  outerCeiling: SURFACE_KINDS.indexOf('outer-ceiling'),
  outerFloor: SURFACE_KINDS.indexOf('outer-floor'),
};

/** Areas per building from the surface table; party walls are adiabatic, closure surfaces carry no flow. */
export function buildingColumns(district: District, solar: SolarSurfaces): BuildingColumns {
  const { buildings, surfaces } = district;
  const count = buildings.length;
  const column = () => new Float64Array(count);
  const columns = {
    isBuilding: new Uint8Array(count),
    useClass: new Uint8Array(count),
    heatSource: new Uint8Array(count),
    constructionYear: column(),
    netFloor_m2: column(),
    airVolume_m3: column(),
    outerWall_m2: column(),
    roof_m2: column(),
    overhang_m2: column(),
    ground_m2: column(),
    exposedPerimeter_m: column(),
    wallSkyView_m2: column(),
    roofSkyView_m2: column(),
    idHash: new Uint32Array(count),
  };
  const wholeWall_m2 = column();
  for (let row = 0; row < surfaces.count; row++) {
    const building = surfaces.building[row]!;
    const area = surfaces.area_m2[row]!;
    const outer = Math.max(0, area - surfaces.sharedArea_m2[row]!);
    const kind = surfaces.kind[row]!;
    if (kind === KIND.wall) {
      wholeWall_m2[building]! += area;
      columns.outerWall_m2[building]! += outer;
    } else if (kind === KIND.roof || kind === KIND.outerFloor) columns.roof_m2[building]! += outer;
    else if (kind === KIND.outerCeiling) columns.overhang_m2[building]! += outer;
    else if (kind === KIND.ground) {
      columns.ground_m2[building]! += area;
      columns.exposedPerimeter_m[building]! += ringLength_m(surfaces, row);
    }
  }
  for (let row = 0; row < solar.count; row++) {
    const target = solar.isRoof[row] ? columns.roofSkyView_m2 : columns.wallSkyView_m2;
    target[solar.building[row]!]! += solar.area_m2[row]! * solar.skyView[row]!;
  }
  for (let b = 0; b < count; b++) {
    const building = buildings[b]!;
    const use = building.use.value;
    columns.isBuilding[b] = isSimulated(building) ? 1 : 0;
    columns.useClass[b] = BUILDING_USES.indexOf(use);
    columns.heatSource[b] = HEAT_SOURCES.indexOf(building.heatSource.value);
    columns.constructionYear[b] = building.constructionYear.value;
    columns.idHash[b] = hashText(building.id);
    const netFloor = Math.max(LEAST_FLOOR_AREA_m2, building.floorArea_m2.value * NET_PER_GROSS_AREA);
    columns.netFloor_m2[b] = netFloor;
    const volume = building.volume_m3.value;
    columns.airVolume_m3[b] =
      building.volumeIsExact && volume > 0 ? volume * AIR_PER_GROSS_VOLUME : netFloor * USE_PROFILES[use].roomHeight_m;
    if (columns.ground_m2[b] === 0) {
      columns.ground_m2[b] = building.footprintArea_m2;
      columns.exposedPerimeter_m[b] = 4 * Math.sqrt(building.footprintArea_m2);
    }
    // The part of the edge under party walls touches the neighbour's heated floor, not open ground.
    if (wholeWall_m2[b]! > 0) columns.exposedPerimeter_m[b]! *= columns.outerWall_m2[b]! / wholeWall_m2[b]!;
  }
  return columns;
}
