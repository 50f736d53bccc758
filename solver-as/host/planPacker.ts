/** A plan as chunk jobs, with the keys by which workers and pool find what they know already. */
import { type BuildingField, type DistrictPlan, EMPTY_LANE } from '#models/scenario/plan.ts';
import type { BlockWish, ChunkJob, PvPairs, SurfacePairs } from './chunkJob.ts';
import { keyOf } from './keys.ts';
import { BUILDING_LAYOUT, CHUNK_LANES } from './layout.generated.ts';
import type { ChunkPlaces } from './mergeChunks.ts';
import { type ChunkLanes, chunkLanes, packBuildings, packPv, packSurfaces, placeSurfaces, singleLane } from './packChunk.ts';
import { sharedKey } from './packShared.ts';

/** First of the fields that only the systems stage reads; those before are of the thermal stage. */
const FIRST_SYSTEMS_FIELD: BuildingField = 'hotWater_W';
const THERMAL_LENGTH = BUILDING_LAYOUT.indexOf(FIRST_SYSTEMS_FIELD) * CHUNK_LANES;

export interface PackedChunk {
  readonly resultKey: string;
  readonly pvFields: Uint32Array;
  readonly lanes: ChunkLanes;
  /** The job without surfaces. */
  readonly job: ChunkJob;
}

/** Packs one plan. Surfaces are packed when they are first asked for. */
export class PlanPacker {
  readonly plan: DistrictPlan;
  readonly sharedKey: string;

  constructor(plan: DistrictPlan) {
    this.plan = plan;
    this.sharedKey = sharedKey(plan);
  }

  /** Key of a chunk's solar stage, within one {@link sharedKey}: what its buildings' surfaces see, whatever their rows. */
  solarKey(lanes: ChunkLanes): string {
    const { contentKeys } = this.plan.surfaces;
    if (!contentKeys) return `sun:${this.plan.solarKey}:${keyOf(lanes.lanes)}`;
    const words = new Uint32Array(3 * lanes.lanes.length);
    lanes.lanes.forEach((building, lane) => {
      if (building === EMPTY_LANE) return;
      words[3 * lane] = 1;
      words[3 * lane + 1] = contentKeys[2 * building]!;
      words[3 * lane + 2] = contentKeys[2 * building + 1]!;
    });
    return `sun:${keyOf(words)}`;
  }

  chunk(index: number, run: number): PackedChunk {
    return this.#pack(chunkLanes(this.plan, index), run, 'results', true);
  }

  /** Job for hours of all lanes of a chunk. */
  block(index: number, run: number, block: BlockWish): PackedChunk {
    const packed = this.#pack(chunkLanes(this.plan, index), run, 'block', true);
    return { ...packed, job: { ...packed.job, block } };
  }

  single(building: number, run: number): PackedChunk {
    return this.#pack(singleLane(this.plan, building), run, 'series', false);
  }

  #pack(lanes: ChunkLanes, run: number, wanted: ChunkJob['wanted'], cached: boolean): PackedChunk {
    const { plan } = this;
    const { warmUp_h, precision } = plan.options;
    const buildings = packBuildings(plan, lanes);
    const pv = packPv(plan, lanes);
    const solarKey = cached ? this.solarKey(lanes) : 'single';
    const thermal = keyOf(buildings.subarray(0, THERMAL_LENGTH));
    const thermalKey = `heat:${solarKey}:${thermal}:${keyOf(lanes.groupClass)}:${warmUp_h}:${precision}`;
    const pvKey = `pv:${solarKey}:${keyOf(pv.pairs.values)}:${keyOf(pv.pairs.lane)}`;
    const job: ChunkJob = {
      run,
      sharedKey: this.sharedKey,
      solarKey,
      thermalKey,
      pvKey,
      cached,
      groupCount: lanes.groupClass.length,
      groupClass: lanes.groupClass.slice(),
      buildings,
      surfaces: null,
      pv: pv.pairs,
      warmUp_h,
      precision,
      wanted,
      block: null,
    };
    const systems = keyOf(buildings.subarray(THERMAL_LENGTH));
    return { resultKey: `${this.sharedKey}|${thermalKey}|${pvKey}|${systems}`, pvFields: pv.fields, lanes, job };
  }

  /** Job of the first stage only. */
  irradiationJob(index: number, run: number): PackedChunk {
    const lanes = chunkLanes(this.plan, index);
    const pv: PvPairs = { count: 0, lane: new Uint32Array(0), values: new Float64Array(0), horizon: new Float32Array(0) };
    const solarKey = this.solarKey(lanes);
    const job: ChunkJob = {
      run,
      sharedKey: this.sharedKey,
      solarKey,
      thermalKey: '',
      pvKey: '',
      cached: true,
      groupCount: lanes.groupClass.length,
      groupClass: lanes.groupClass.slice(),
      buildings: packBuildings(this.plan, lanes),
      surfaces: null,
      pv,
      warmUp_h: 0,
      precision: 'f64',
      wanted: 'irradiation',
      block: null,
    };
    return { resultKey: '', pvFields: pv.lane, lanes, job };
  }

  surfaces(lanes: ChunkLanes): SurfacePairs {
    return packSurfaces(this.plan, lanes);
  }

  /** Places of a chunk's values in the plan. */
  places(chunk: PackedChunk): ChunkPlaces {
    return { lanes: chunk.lanes.lanes, surfaceRows: placeSurfaces(this.plan, chunk.lanes).rows, pvFields: chunk.pvFields };
  }
}
