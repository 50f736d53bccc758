// Irradiance on every surface, summed per building over walls and over roofs, in the lit hours of the year.
// Equation: models/scenario/plan.ts, SkyYear. Two surfaces of one building per f64x2.
import { word } from './chunk';
import {
  CHUNK_laneRoofFirst, CHUNK_laneWallFirst, CHUNK_litCount, CHUNK_litSky, CHUNK_groupCount, CHUNK_roofs, CHUNK_scratch,
  CHUNK_surfaceHorizon, CHUNK_surfaceIrradiation, CHUNK_surfaceValues, CHUNK_walls, HORIZON_SECTORS, SKY_direct, SKY_ground,
  SKY_horizonBand, SKY_isotropic, SKY_sectorOffset, SKY_sunEast, SKY_sunNorth, SKY_sunUp, SURFACE_COUNT, SURFACE_area_m2,
  SURFACE_bandPerIsotropic, SURFACE_groundView, SURFACE_normalEast, SURFACE_normalNorth, SURFACE_normalUp, SURFACE_skyView,
} from './layout/layout.generated';
import { add, at, fromF32, ifLess, most, mul, put, splat, spread, width } from './ops';

/** Hours per block: sky records and sums of a block stay in the first-level cache. */
const BLOCK: i32 = 128;
const SKY_RECORD: usize = 64;
const PAIR_VALUES: usize = SURFACE_COUNT << 4;
const PAIR_HORIZON: usize = <usize>HORIZON_SECTORS << 3;

// @ts-ignore: decorator
@inline
function addPair<V>(chunk: usize, pair: usize, from: i32, to: i32, sums: usize): void {
  const zero = splat<f64, V>(0);
  const sky = word(chunk, CHUNK_litSky);
  const step = <usize>width<f64, V>() << 3;
  for (let part: usize = 0; part < 16; part += step) {
    const values = word(chunk, CHUNK_surfaceValues) + pair * PAIR_VALUES + part;
    const horizon = word(chunk, CHUNK_surfaceHorizon) + pair * PAIR_HORIZON + (part >> 1);
    const east = at<V>(values + (SURFACE_normalEast << 4));
    const north = at<V>(values + (SURFACE_normalNorth << 4));
    const up = at<V>(values + (SURFACE_normalUp << 4));
    const skyView = at<V>(values + (SURFACE_skyView << 4));
    const band = at<V>(values + (SURFACE_bandPerIsotropic << 4));
    const groundView = at<V>(values + (SURFACE_groundView << 4));
    const area = at<V>(values + (SURFACE_area_m2 << 4));
    const yearly = word(chunk, CHUNK_surfaceIrradiation) + (pair << 4) + part;
    let year = at<V>(yearly);
    let sum = sums + part;
    for (let lit = from; lit < to; lit++) {
      const hour = sky + <usize>lit * SKY_RECORD;
      const sunUp = spread<f64, V>(hour + (SKY_sunUp << 3));
      const cosIncidence = add<f64, V>(
        add<f64, V>(mul<f64, V>(east, spread<f64, V>(hour + (SKY_sunEast << 3))), mul<f64, V>(north, spread<f64, V>(hour + (SKY_sunNorth << 3)))),
        mul<f64, V>(up, sunUp),
      );
      const skyline = fromF32<V>(horizon + load<u32>(hour + (SKY_sectorOffset << 3)));
      const seen = ifLess<f64, V>(skyline, sunUp, most<f64, V>(cosIncidence, zero), zero);
      const diffuse = add<f64, V>(
        mul<f64, V>(spread<f64, V>(hour + (SKY_isotropic << 3)), skyView),
        mul<f64, V>(spread<f64, V>(hour + (SKY_horizonBand << 3)), band),
      );
      const irradiance = add<f64, V>(
        add<f64, V>(mul<f64, V>(spread<f64, V>(hour + (SKY_direct << 3)), seen), most<f64, V>(diffuse, zero)),
        mul<f64, V>(spread<f64, V>(hour + (SKY_ground << 3)), groundView),
      );
      year = add<f64, V>(year, irradiance);
      put<V>(sum, add<f64, V>(at<V>(sum), mul<f64, V>(area, irradiance)));
      sum += 16;
    }
    put<V>(yearly, year);
  }
}

// @ts-ignore: decorator
@inline
function addKind<V>(chunk: usize, lane: usize, first: usize, series: usize, from: i32, to: i32): void {
  const sums = word(chunk, CHUNK_scratch);
  memory.fill(sums, 0, <usize>(to - from) << 4);
  const end = load<u32>(first + ((lane + 1) << 2));
  for (let pair = load<u32>(first + (lane << 2)); pair < end; pair++) addPair<V>(chunk, pair, from, to, sums);
  const rows = <usize>word(chunk, CHUNK_litCount) + 1;
  let target = series + (((lane >> 2) * rows + <usize>from) << 5) + ((lane & 3) << 3);
  let sum = sums;
  for (let lit = from; lit < to; lit++) {
    store<f64>(target, load<f64>(sum) + load<f64>(sum, 8));
    sum += 16;
    target += 32;
  }
}

/** Fills the wall and roof series [W] and the yearly sums per surface [Wh/m2]. */
export function solarYear<V>(chunk: usize): void {
  const litCount = <i32>word(chunk, CHUNK_litCount);
  const lanes = word(chunk, CHUNK_groupCount) << 2;
  for (let from = 0; from < litCount; from += BLOCK) {
    const to = min<i32>(from + BLOCK, litCount);
    for (let lane: usize = 0; lane < lanes; lane++) {
      addKind<V>(chunk, lane, word(chunk, CHUNK_laneWallFirst), word(chunk, CHUNK_walls), from, to);
      addKind<V>(chunk, lane, word(chunk, CHUNK_laneRoofFirst), word(chunk, CHUNK_roofs), from, to);
    }
  }
}
