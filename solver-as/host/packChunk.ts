/** From a plan to the inputs of one chunk: parameters per lane, surfaces and PV arrays in pairs. */
import { bandView, groundView } from '#models/energy/solar/irradiance.ts';
import { type BuildingField, type DistrictPlan, EMPTY_LANE } from '#models/scenario/plan.ts';
import type { PvPairs, SurfacePairs } from './chunkJob.ts';
import { BUILDING_LAYOUT, CHUNK_LANES, HORIZON_SECTORS, LANE_GROUP, PV_LAYOUT, SURFACE_LAYOUT } from './layout.generated.ts';

/** What a lane without a building holds, so that it yields zeros and no NaN. All other fields are 0. */
const IDLE: Partial<Record<BuildingField, number>> = {
  massArea_m2: 1,
  internalArea_m2: 1,
  heatCapacity_J_K: 3.6e6,
  heatEfficiency: 1,
  eerBase: 3,
  batteryChargeEfficiency: 1,
  batteryDischargeEfficiency: 1,
};

/** Lanes of a chunk: which building stands where. */
export interface ChunkLanes {
  /** Building per lane, EMPTY_LANE where there is none. */
  readonly lanes: Uint32Array;
  readonly groupClass: Uint8Array;
}

export function chunkCount(plan: DistrictPlan): number {
  return Math.ceil(plan.lanes.length / CHUNK_LANES);
}

export function chunkLanes(plan: DistrictPlan, chunk: number): ChunkLanes {
  const first = chunk * CHUNK_LANES;
  const end = Math.min(first + CHUNK_LANES, plan.lanes.length);
  return { lanes: plan.lanes.subarray(first, end), groupClass: plan.laneGroupClass.subarray(first / LANE_GROUP, end / LANE_GROUP) };
}

/** One building alone, for its hours. */
export function singleLane(plan: DistrictPlan, building: number): ChunkLanes {
  const lane = plan.lanes.indexOf(building);
  const lanes = new Uint32Array(LANE_GROUP).fill(EMPTY_LANE);
  lanes[0] = building;
  return { lanes, groupClass: Uint8Array.of(plan.laneGroupClass[Math.floor(lane / LANE_GROUP)]!) };
}

/** Parameters [BUILDING_LAYOUT][lane]. */
export function packBuildings(plan: DistrictPlan, { lanes }: ChunkLanes): Float64Array {
  const packed = new Float64Array(BUILDING_LAYOUT.length * CHUNK_LANES);
  BUILDING_LAYOUT.forEach((field, index) => {
    const values = plan.buildings[field];
    const row = packed.subarray(index * CHUNK_LANES, (index + 1) * CHUNK_LANES).fill(IDLE[field] ?? 0);
    for (let lane = 0; lane < lanes.length; lane++) {
      const building = lanes[lane]!;
      if (building !== EMPTY_LANE) row[lane] = values[building]!;
    }
  });
  return packed;
}

/** Where the surfaces of a chunk stand: the row of the plan's table or EMPTY_LANE per place [pair][2], and first pairs per lane. */
export function placeSurfaces(
  { surfaces }: DistrictPlan,
  { lanes }: ChunkLanes,
): { readonly rows: Uint32Array; readonly laneWallFirst: Uint32Array; readonly laneRoofFirst: Uint32Array } {
  const rows: number[] = [];
  const placeKind = (isRoof: number): Uint32Array => {
    const first = new Uint32Array(CHUNK_LANES + 1);
    for (let lane = 0; lane < CHUNK_LANES; lane++) {
      first[lane] = rows.length / 2;
      const building = lanes[lane] ?? EMPTY_LANE;
      if (building === EMPTY_LANE) continue;
      const end = surfaces.firstOfBuilding[building + 1]!;
      for (let row = surfaces.firstOfBuilding[building]!; row < end; row++) {
        if (surfaces.isRoof[row]! === isRoof) rows.push(row);
      }
      if (rows.length % 2 === 1) rows.push(EMPTY_LANE);
    }
    first[CHUNK_LANES] = rows.length / 2;
    return first;
  };
  const laneWallFirst = placeKind(0);
  const laneRoofFirst = placeKind(1);
  return { rows: Uint32Array.from(rows), laneWallFirst, laneRoofFirst };
}

/** Surfaces of a chunk in pairs, placed as {@link placeSurfaces} says. */
export function packSurfaces(plan: DistrictPlan, chunk: ChunkLanes): SurfacePairs {
  const { rows, laneWallFirst, laneRoofFirst } = placeSurfaces(plan, chunk);
  const count = rows.length / 2;
  const values = new Float64Array(count * SURFACE_LAYOUT.length * 2);
  const horizon = new Float32Array(count * HORIZON_SECTORS * 2);
  rows.forEach((row, place) => {
    if (row === EMPTY_LANE) return;
    writePlane(plan, row, place, values, SURFACE_LAYOUT.length, horizon);
    values[cell(place, SURFACE_LAYOUT.length, SURFACE_LAYOUT.length - 1)] = plan.surfaces.area_m2[row]!;
  });
  return { count, laneWallFirst, laneRoofFirst, values, horizon };
}

/** Pairs and, per place [pair][2], the PV field of the plan or EMPTY_LANE. */
export function packPv(plan: DistrictPlan, { lanes }: ChunkLanes): { readonly pairs: PvPairs; readonly fields: Uint32Array } {
  const fields: number[] = [];
  const lane: number[] = [];
  for (let at = 0; at < lanes.length; at++) {
    const building = lanes[at]!;
    if (building === EMPTY_LANE) continue;
    const end = plan.pv.firstOfBuilding[building + 1]!;
    for (let field = plan.pv.firstOfBuilding[building]!; field < end; field++) {
      fields.push(field);
      lane.push(at);
    }
  }
  if (fields.length % 2 === 1) {
    fields.push(EMPTY_LANE);
    lane.push(0);
  }
  const count = fields.length / 2;
  const values = new Float64Array(count * PV_LAYOUT.length * 2);
  const horizon = new Float32Array(count * HORIZON_SECTORS * 2);
  fields.forEach((field, place) => {
    if (field === EMPTY_LANE) return;
    writePlane(plan, plan.pv.surface[field]!, place, values, PV_LAYOUT.length, horizon);
    values[cell(place, PV_LAYOUT.length, PV_LAYOUT.length - 1)] = plan.pv.power_W[field]!;
  });
  return { pairs: { count, lane: Uint32Array.from(lane), values, horizon }, fields: Uint32Array.from(fields) };
}

/** Index of a place's field in [pair][field][2]. */
function cell(place: number, fieldCount: number, field: number): number {
  return ((place >> 1) * fieldCount + field) * 2 + (place & 1);
}

/** The first six fields of surfaces and of PV arrays are one plane; see layout.json. */
function writePlane(plan: DistrictPlan, row: number, place: number, values: Float64Array, fieldCount: number, horizon: Float32Array): void {
  const { surfaces } = plan;
  const up = surfaces.normalUp[row]!;
  const skyView = surfaces.skyView[row]!;
  values[cell(place, fieldCount, 0)] = surfaces.normalEast[row]!;
  values[cell(place, fieldCount, 1)] = surfaces.normalNorth[row]!;
  values[cell(place, fieldCount, 2)] = up;
  values[cell(place, fieldCount, 3)] = skyView;
  values[cell(place, fieldCount, 4)] = bandView(up, skyView);
  values[cell(place, fieldCount, 5)] = groundView(up);
  for (let sector = 0; sector < HORIZON_SECTORS; sector++) {
    horizon[cell(place, HORIZON_SECTORS, sector)] = surfaces.sinHorizon[sector * surfaces.count + row]!;
  }
}
