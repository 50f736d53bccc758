// Alternating-current power of PV arrays (PVWatts 5, Fresnel glass, Faiman cell), two arrays per f64x2, and its sum per building.
// Equations: models/energy/pv/pvWatts.ts, models/energy/solar/irradiance.ts.
import { word } from './chunk';
import {
  CHUNK_groupCount, CHUNK_litCount, CHUNK_litSky, CHUNK_pv, CHUNK_pvHorizon, CHUNK_pvLane, CHUNK_pvPairCount, CHUNK_pvSystem,
  CHUNK_pvValues, CHUNK_pvWeather, CHUNK_pvYield, HORIZON_SECTORS, PV_COUNT, PV_SYSTEM_dcAcRatio, PV_SYSTEM_gammaPerK,
  PV_SYSTEM_glassIndex, PV_SYSTEM_inverterEfficiency, PV_SYSTEM_losses, PV_bandPerIsotropic, PV_groundView, PV_normalEast,
  PV_normalNorth, PV_normalUp, PV_power_W, PV_skyView, SKY_direct, SKY_ground, SKY_horizonBand, SKY_isotropic,
  SKY_sectorOffset, SKY_sunEast, SKY_sunNorth, SKY_sunUp,
} from './layout/layout.generated';
import { add, at, div, fromF32, ifLess, least, most, mul, put, root, splat, spread, sub, width } from './ops';

const RATED_IRRADIANCE_W_m2: f64 = 1000;
const RATED_CELL_C: f64 = 25;
/** Efficiency of the inverter that PVWatts' part-load curve was fitted to. */
const CURVE_EFFICIENCY: f64 = 0.9637;
const SKY_RECORD: usize = 64;
const PAIR_VALUES: usize = PV_COUNT << 4;
const PAIR_HORIZON: usize = <usize>HORIZON_SECTORS << 3;

function pvPart<V>(chunk: usize, pair: usize, part: usize): void {
  const zero = splat<f64, V>(0);
  const one = splat<f64, V>(1);
  const half = splat<f64, V>(0.5);
  const values = word(chunk, CHUNK_pvValues) + pair * PAIR_VALUES + part;
  const horizon = word(chunk, CHUNK_pvHorizon) + pair * PAIR_HORIZON + (part >> 1);
  const east = at<V>(values + (PV_normalEast << 4));
  const north = at<V>(values + (PV_normalNorth << 4));
  const up = at<V>(values + (PV_normalUp << 4));
  const skyView = at<V>(values + (PV_skyView << 4));
  const band = at<V>(values + (PV_bandPerIsotropic << 4));
  const groundView = at<V>(values + (PV_groundView << 4));
  const rated = at<V>(values + (PV_power_W << 4));

  const system = word(chunk, CHUNK_pvSystem);
  const glass = load<f64>(system + (PV_SYSTEM_glassIndex << 3));
  const efficiency = load<f64>(system + (PV_SYSTEM_inverterEfficiency << 3));
  const normal = (glass - 1) / (glass + 1);
  const index = splat<f64, V>(glass);
  const perIndexSquared = splat<f64, V>(1 / (glass * glass));
  const perNormal = splat<f64, V>(1 / (1 - normal * normal));
  const gamma = splat<f64, V>(load<f64>(system + (PV_SYSTEM_gammaPerK << 3)));
  const ratedCell = splat<f64, V>(RATED_CELL_C);
  const acRating = div<f64, V>(rated, splat<f64, V>(load<f64>(system + (PV_SYSTEM_dcAcRatio << 3))));
  const dcRating = div<f64, V>(acRating, splat<f64, V>(efficiency));
  const perIrradiance = mul<f64, V>(rated, splat<f64, V>((1 - load<f64>(system + (PV_SYSTEM_losses << 3))) / RATED_IRRADIANCE_W_m2));
  const curve = efficiency / CURVE_EFFICIENCY;
  const linear = splat<f64, V>(curve * 0.9858);
  const squared = ifLess<f64, V>(zero, dcRating, div<f64, V>(splat<f64, V>(curve * 0.0162), dcRating), zero);
  const constant = mul<f64, V>(splat<f64, V>(curve * 0.0059), dcRating);

  const rows = word(chunk, CHUNK_litCount) + 1;
  const lanes = word(chunk, CHUNK_pvLane) + (pair << 3);
  const power = word(chunk, CHUNK_pv);
  const first = <usize>load<u32>(lanes + (part >> 1));
  let targetFirst = power + ((((first >> 2) * rows) << 2) + (first & 3) << 3);
  const second = <usize>load<u32>(lanes, 4);
  let targetSecond = power + ((((second >> 2) * rows) << 2) + (second & 3) << 3);

  let year = zero;
  let hour = word(chunk, CHUNK_litSky);
  let weather = word(chunk, CHUNK_pvWeather);
  const end = hour + (rows - 1) * SKY_RECORD;
  while (hour < end) {
    const sunUp = spread<f64, V>(hour + (SKY_sunUp << 3));
    const cosine = most<f64, V>(
      add<f64, V>(
        add<f64, V>(mul<f64, V>(east, spread<f64, V>(hour + (SKY_sunEast << 3))), mul<f64, V>(north, spread<f64, V>(hour + (SKY_sunNorth << 3)))),
        mul<f64, V>(up, sunUp),
      ),
      zero,
    );
    const skyline = fromF32<V>(horizon + load<u32>(hour + (SKY_sectorOffset << 3)));
    const beam = mul<f64, V>(spread<f64, V>(hour + (SKY_direct << 3)), ifLess<f64, V>(skyline, sunUp, cosine, zero));
    const fromSky = add<f64, V>(
      mul<f64, V>(spread<f64, V>(hour + (SKY_isotropic << 3)), skyView),
      mul<f64, V>(spread<f64, V>(hour + (SKY_horizonBand << 3)), band),
    );
    const diffuse = add<f64, V>(most<f64, V>(fromSky, zero), mul<f64, V>(spread<f64, V>(hour + (SKY_ground << 3)), groundView));

    const refracted = root<f64, V>(sub<f64, V>(one, mul<f64, V>(sub<f64, V>(one, mul<f64, V>(cosine, cosine)), perIndexSquared)));
    const slowed = mul<f64, V>(index, refracted);
    const bent = mul<f64, V>(index, cosine);
    const perpendicular = div<f64, V>(sub<f64, V>(cosine, slowed), add<f64, V>(cosine, slowed));
    const parallel = div<f64, V>(sub<f64, V>(bent, refracted), add<f64, V>(bent, refracted));
    const reflected = mul<f64, V>(half, add<f64, V>(mul<f64, V>(perpendicular, perpendicular), mul<f64, V>(parallel, parallel)));
    const transmitted = add<f64, V>(mul<f64, V>(beam, mul<f64, V>(sub<f64, V>(one, reflected), perNormal)), diffuse);

    const cell = add<f64, V>(spread<f64, V>(weather), mul<f64, V>(add<f64, V>(beam, diffuse), spread<f64, V>(weather + 8)));
    const direct = most<f64, V>(
      mul<f64, V>(mul<f64, V>(perIrradiance, transmitted), add<f64, V>(one, mul<f64, V>(gamma, sub<f64, V>(cell, ratedCell)))), zero);
    const inverted = sub<f64, V>(mul<f64, V>(direct, sub<f64, V>(linear, mul<f64, V>(squared, direct))), constant);
    const alternating = least<f64, V>(most<f64, V>(inverted, zero), acRating);
    year = add<f64, V>(year, alternating);
    if (isVector<V>()) {
      store<f64>(targetFirst, load<f64>(targetFirst) + v128.extract_lane<f64>(alternating, 0));
      store<f64>(targetSecond, load<f64>(targetSecond) + v128.extract_lane<f64>(alternating, 1));
      targetSecond += 32;
    } else {
      store<f64>(targetFirst, load<f64>(targetFirst) + <f64>alternating);
    }
    targetFirst += 32;
    hour += SKY_RECORD;
    weather += 16;
  }
  put<V>(word(chunk, CHUNK_pvYield) + (pair << 4) + part, mul<f64, V>(year, splat<f64, V>(0.001)));
}

/** Fills the PV series per building [W] and the yearly yield per array [kWh]. */
export function pvYear<V>(chunk: usize): void {
  memory.fill(word(chunk, CHUNK_pv), 0, (word(chunk, CHUNK_groupCount) * (word(chunk, CHUNK_litCount) + 1)) << 5);
  const pairs = word(chunk, CHUNK_pvPairCount);
  for (let pair: usize = 0; pair < pairs; pair++) {
    for (let part: usize = 0; part < 16; part += <usize>width<f64, V>() << 3) pvPart<V>(chunk, pair, part);
  }
}
