// Hourly heating and cooling of one zone per building (5R1C, ISO 13790:2008 annex C), buildings in the lanes.
//
// The circuit is linear: with Tm the mass temperature at the start of the hour and Q the power to the air node,
//   Tm' = decay Tm + cm + massPerPower Q,   Ts = surfacePerMass Tm + cs + surfacePerPower Q,   Ta = airPerMass Tm + ca + airPerPower Q,
// where cm, cs and ca hold weather, sun and gains. So the power that holds the setpoint follows at once from the
// free-floating temperature, without trial runs or branches; only Ta -> Q -> Tm' is sequential from hour to hour.
// The coefficients depend on the ventilation pattern alone and are tabulated per distinct value of it.
import { parameter, word } from './chunk';
import {
  BUILDING_applianceHeatShare, BUILDING_appliances_W, BUILDING_coolingSetpoint_C, BUILDING_heatCapacity_J_K,
  BUILDING_heatingSetback_K, BUILDING_heatingSetpoint_C, BUILDING_infiltration_W_K, BUILDING_internalArea_m2,
  BUILDING_massArea_m2, BUILDING_maxCooling_W, BUILDING_maxHeating_W, BUILDING_peopleGain_W,
  BUILDING_roofGainPerRoofIrradiance, BUILDING_skyLoss_W_K, BUILDING_transmissionOpaque_W_K,
  BUILDING_transmissionWindow_W_K, BUILDING_ventilation_W_K, BUILDING_wallGainPerWallIrradiance,
  BUILDING_windowGainPerWallIrradiance, CHUNK_buildings, CHUNK_cooling, CHUNK_groupClass, CHUNK_groupCount, CHUNK_heating,
  CHUNK_indoor, CHUNK_litCount, CHUNK_litIndex, CHUNK_monthOfHour, CHUNK_roofs, CHUNK_scratch, CHUNK_thermalAppliances,
  CHUNK_thermalDryBulb, CHUNK_thermalMonthly, CHUNK_thermalPeople, CHUNK_thermalSetback, CHUNK_thermalSkyDrop,
  CHUNK_thermalUse, CHUNK_thermalYearly, CHUNK_ventilationFirst, CHUNK_ventilationIndex, CHUNK_ventilationValues,
  CHUNK_appliancesMonths, CHUNK_dryBulbMonths, CHUNK_peopleMonths,
  CHUNK_skyDropMonths, CHUNK_walls, CHUNK_warmUp_h, HOURS, MONTHLY_cooling, MONTHLY_heating, MONTHLY_internalGain, MONTHLY_solarGain,
  MONTHLY_transmissionLoss, MONTHLY_ventilationLoss, YEARLY_maxIndoor_C, YEARLY_minIndoor_C, YEARLY_overheating_h,
  YEARLY_peakCooling_W, YEARLY_peakHeating_W, YEARLY_thermalResidual, YEARLY_unmetHeating_kWh, MONTHLY_COUNT, YEARLY_COUNT,
} from './layout/layout.generated';
import { add, addToF64, anyPositive, at, div, fromF64, ifLess, least, most, mul, put, splat, spread, sub, toF64, width } from './ops';

/** Heat transfer between mass and surface, and between surface and air [W/(m2 K)] (ISO 13790, 12.2.2 and 7.2.2.2). */
const MASS_TO_SURFACE: f64 = 9.1;
const SURFACE_TO_AIR: f64 = 3.45;
const OVERHEATED_C: f64 = 26;
/** Opaque transmission is held below the path from mass to surface, or Hem = 1/(1/Hop - 1/Hms) has no value. */
const OPAQUE_LIMIT: f64 = 0.999;
/** Lanes of a chunk times 8 bytes: step from field to field of lane data. */
const LANE_ROW: usize = 256;
const MONTH_BLOCK: usize = LANE_ROW * 12;

// Per distinct ventilation value, one vector each: a year's records of one vector stay in the second-level cache.
const DECAY: usize = 0;
const PER_GAIN: usize = 1;
const PER_SURFACE_GAIN: usize = 2;
const OUTDOOR_TO_SURFACE: usize = 3;
const AIR_TO_SURFACE: usize = 4;
const PER_SURFACE: usize = 5;
const PER_AIR: usize = 6;
const VENTILATION: usize = 7;
const MASS_PER_POWER: usize = 8;
const SURFACE_PER_MASS: usize = 9;
const SURFACE_PER_POWER: usize = 10;
const AIR_PER_MASS: usize = 11;
const AIR_PER_POWER: usize = 12;
const POWER_PER_AIR: usize = 13;
const COEFFICIENTS: usize = 14;

/** Mass temperatures at the start of the year and now. */
const STATE_BYTES: usize = 64;
const WASTE_SERIES: usize = 24 * 32;
/** Sums of wall and roof irradiance [kind][month][lane in group]. */
const SUN_KIND: usize = 12 * 32;

// @ts-ignore: decorator
@inline
function value(buildings: usize, field: usize, lane: usize): f64 {
  return load<f64>(parameter(buildings, field, lane));
}

/** The coefficients of a vector of lanes for every ventilation value of its class. */
function writeCoefficients<T, V>(chunk: usize, lane: usize, table: usize): void {
  const buildings = word(chunk, CHUNK_buildings);
  const cls = <usize>load<u8>(word(chunk, CHUNK_groupClass) + (lane >> 2));
  const first = word(chunk, CHUNK_ventilationFirst) + (cls << 2);
  const values = word(chunk, CHUNK_ventilationValues);
  const end = values + (<usize>load<u32>(first, 4) << 3);
  const step = <usize>width<T, V>() * sizeof<T>();
  const one = splat<T, V>(1);
  const half = splat<T, V>(0.5);
  const window = fromF64<T, V>(parameter(buildings, BUILDING_transmissionWindow_W_K, lane));
  const hms = mul<T, V>(splat<T, V>(MASS_TO_SURFACE), fromF64<T, V>(parameter(buildings, BUILDING_massArea_m2, lane)));
  const his = mul<T, V>(splat<T, V>(SURFACE_TO_AIR), fromF64<T, V>(parameter(buildings, BUILDING_internalArea_m2, lane)));
  const opaque = least<T, V>(
    fromF64<T, V>(parameter(buildings, BUILDING_transmissionOpaque_W_K, lane)), mul<T, V>(splat<T, V>(OPAQUE_LIMIT), hms));
  const hem = div<T, V>(mul<T, V>(opaque, hms), sub<T, V>(hms, opaque));
  const storage = mul<T, V>(splat<T, V>(1.0 / 3600.0), fromF64<T, V>(parameter(buildings, BUILDING_heatCapacity_J_K, lane)));
  const infiltration = fromF64<T, V>(parameter(buildings, BUILDING_infiltration_W_K, lane));
  const ventilation = fromF64<T, V>(parameter(buildings, BUILDING_ventilation_W_K, lane));
  const halfMass = mul<T, V>(half, hms);
  let cell = table;
  for (let at8 = values + (<usize>load<u32>(first) << 3); at8 < end; at8 += 8) {
    const hve = add<T, V>(infiltration, mul<T, V>(ventilation, splat<T, V>(load<f64>(at8))));
    const perAir = div<T, V>(one, add<T, V>(his, hve));
    const airShare = mul<T, V>(his, perAir);
    const h1 = mul<T, V>(hve, airShare);
    const h2 = add<T, V>(h1, window);
    const perSurface = div<T, V>(one, add<T, V>(h2, hms));
    const perSurfaceGain = mul<T, V>(hms, perSurface);
    const halfLoss = mul<T, V>(half, add<T, V>(mul<T, V>(perSurfaceGain, h2), hem));
    const perGain = div<T, V>(one, add<T, V>(storage, halfLoss));
    const decay = mul<T, V>(sub<T, V>(storage, halfLoss), perGain);
    const massPerPower = mul<T, V>(mul<T, V>(perGain, perSurfaceGain), airShare);
    const surfacePerMass = mul<T, V>(mul<T, V>(perSurface, halfMass), add<T, V>(one, decay));
    const surfacePerPower = mul<T, V>(perSurface, add<T, V>(mul<T, V>(halfMass, massPerPower), airShare));
    const airPerPower = mul<T, V>(perAir, add<T, V>(mul<T, V>(his, surfacePerPower), one));
    put<V>(cell + DECAY * step, decay);
    put<V>(cell + PER_GAIN * step, perGain);
    put<V>(cell + PER_SURFACE_GAIN * step, perSurfaceGain);
    put<V>(cell + OUTDOOR_TO_SURFACE * step, h2);
    put<V>(cell + AIR_TO_SURFACE * step, airShare);
    put<V>(cell + PER_SURFACE * step, perSurface);
    put<V>(cell + PER_AIR * step, perAir);
    put<V>(cell + VENTILATION * step, hve);
    put<V>(cell + MASS_PER_POWER * step, massPerPower);
    put<V>(cell + SURFACE_PER_MASS * step, surfacePerMass);
    put<V>(cell + SURFACE_PER_POWER * step, surfacePerPower);
    put<V>(cell + AIR_PER_MASS * step, mul<T, V>(airShare, surfacePerMass));
    put<V>(cell + AIR_PER_POWER * step, airPerPower);
    put<V>(cell + POWER_PER_AIR * step, div<T, V>(one, airPerPower));
    cell += COEFFICIENTS * step;
  }
}

/** Monthly sums of a group's lit series; in single precision also the series themselves as f32. */
function sumSun<T>(chunk: usize, series: usize, sums: usize, copy: usize): void {
  const litCount = <i32>word(chunk, CHUNK_litCount);
  const litIndex = word(chunk, CHUNK_litIndex);
  const months = word(chunk, CHUNK_monthOfHour);
  memory.fill(sums, 0, SUN_KIND);
  for (let day: usize = 0; day < <usize>HOURS; day += 24) {
    const target = sums + (<usize>load<u8>(months + day) << 5);
    let low = v128.load(target);
    let high = v128.load(target, 16);
    for (let hour = day; hour < day + 24; hour++) {
      const lit = <i32>load<u16>(litIndex + (hour << 1));
      if (lit == litCount) continue;
      const row = series + (<usize>lit << 5);
      low = v128.add<f64>(low, v128.load(row));
      high = v128.add<f64>(high, v128.load(row, 16));
      if (sizeof<T>() == 4) v128.store(copy + (<usize>lit << 4), fromF64<f32, v128>(row));
    }
    v128.store(target, low);
    v128.store(target, high, 16);
  }
  if (sizeof<T>() == 4) v128.store(copy + (<usize>litCount << 4), v128.splat<f32>(0));
}

/** Hours [from, to) of one vector of lanes; sums go to `monthly` and `yearly`, hours to the series. */
function hours<T, V>(
  chunk: usize, lane: usize, table: usize, walls: usize, roofs: usize, mass: usize, from: usize, to: usize,
  heatingSeries: usize, coolingSeries: usize, indoorSeries: usize, monthly: usize, yearly: usize,
): void {
  const zero = splat<T, V>(0);
  const half = splat<T, V>(0.5);
  const overheated = splat<T, V>(OVERHEATED_C);
  const buildings = word(chunk, CHUNK_buildings);
  const group = lane >> 2;
  const cls = <usize>load<u8>(word(chunk, CHUNK_groupClass) + group);
  const size = sizeof<T>();
  const seriesStep = size << 2;
  const coefficientStep = <usize>width<T, V>() * size;
  const recordStep = COEFFICIENTS * coefficientStep;
  const inGroup = (lane & 3) * size;

  const internalArea = fromF64<T, V>(parameter(buildings, BUILDING_internalArea_m2, lane));
  const massArea = fromF64<T, V>(parameter(buildings, BUILDING_massArea_m2, lane));
  const window = fromF64<T, V>(parameter(buildings, BUILDING_transmissionWindow_W_K, lane));
  const hms = mul<T, V>(splat<T, V>(MASS_TO_SURFACE), massArea);
  const opaque = least<T, V>(
    fromF64<T, V>(parameter(buildings, BUILDING_transmissionOpaque_W_K, lane)), mul<T, V>(splat<T, V>(OPAQUE_LIMIT), hms));
  const his = mul<T, V>(splat<T, V>(SURFACE_TO_AIR), internalArea);
  // Hem / Hop: part of the heat on the outside that reaches the mass node
  const solAir = ifLess<T, V>(zero, opaque, div<T, V>(hms, sub<T, V>(hms, opaque)), zero);
  const hem = mul<T, V>(solAir, opaque);
  const massShare = div<T, V>(massArea, internalArea);
  const surfaceShare = sub<T, V>(
    sub<T, V>(splat<T, V>(1), massShare), div<T, V>(window, mul<T, V>(splat<T, V>(MASS_TO_SURFACE), internalArea)));
  const halfMass = mul<T, V>(half, hms);
  const wallGain = mul<T, V>(solAir, fromF64<T, V>(parameter(buildings, BUILDING_wallGainPerWallIrradiance, lane)));
  const roofGain = mul<T, V>(solAir, fromF64<T, V>(parameter(buildings, BUILDING_roofGainPerRoofIrradiance, lane)));
  const skyLoss = mul<T, V>(solAir, fromF64<T, V>(parameter(buildings, BUILDING_skyLoss_W_K, lane)));
  const windowGain = fromF64<T, V>(parameter(buildings, BUILDING_windowGainPerWallIrradiance, lane));
  const people = fromF64<T, V>(parameter(buildings, BUILDING_peopleGain_W, lane));
  const appliances = mul<T, V>(
    fromF64<T, V>(parameter(buildings, BUILDING_appliances_W, lane)), fromF64<T, V>(parameter(buildings, BUILDING_applianceHeatShare, lane)));
  const setpoint = fromF64<T, V>(parameter(buildings, BUILDING_heatingSetpoint_C, lane));
  const setback = fromF64<T, V>(parameter(buildings, BUILDING_heatingSetback_K, lane));
  const coolingSetpoint = fromF64<T, V>(parameter(buildings, BUILDING_coolingSetpoint_C, lane));
  const maxHeating = fromF64<T, V>(parameter(buildings, BUILDING_maxHeating_W, lane));
  const maxCooling = fromF64<T, V>(parameter(buildings, BUILDING_maxCooling_W, lane));
  const hasCooling = anyPositive<T, V>(maxCooling);

  const dryBulb = word(chunk, CHUNK_thermalDryBulb);
  const skyDrop = word(chunk, CHUNK_thermalSkyDrop);
  const classRow = cls * <usize>HOURS * size;
  const peoplePattern = word(chunk, CHUNK_thermalPeople) + classRow;
  const appliancesPattern = word(chunk, CHUNK_thermalAppliances) + classRow;
  const setbackPattern = word(chunk, CHUNK_thermalSetback) + classRow;
  const usePattern = word(chunk, CHUNK_thermalUse) + classRow;
  const ventilationIndex = word(chunk, CHUNK_ventilationIndex) + ((cls * <usize>HOURS) << 1);
  const litIndex = word(chunk, CHUNK_litIndex);

  let massTemperature = at<V>(mass);
  let heatSum = zero;
  let coolSum = zero;
  let surfaceSum = zero;
  let massSum = zero;
  let ventilationSum = zero;
  let unmetSum = zero;
  let overheatedSum = zero;
  let peakHeating = zero;
  let peakCooling = zero;
  let coldest = splat<T, V>(1e9);
  let warmest = splat<T, V>(-1e9);
  const massAtStart = massTemperature;

  let row = inGroup;
  for (let hour = from; hour < to; hour++) {
    const offset = hour * size;
    const outdoor = spread<T, V>(dryBulb + offset);
    const irradiance = <usize>load<u16>(litIndex + (hour << 1)) * seriesStep;
    const walled = at<V>(walls + irradiance);
    const roofed = at<V>(roofs + irradiance);
    const record = table + <usize>load<u16>(ventilationIndex + (hour << 1)) * recordStep;

    const internal = add<T, V>(
      mul<T, V>(people, spread<T, V>(peoplePattern + offset)), mul<T, V>(appliances, spread<T, V>(appliancesPattern + offset)));
    const toAir = mul<T, V>(half, internal);
    const radiant = add<T, V>(toAir, mul<T, V>(windowGain, walled));
    const sky = mul<T, V>(skyLoss, spread<T, V>(skyDrop + offset));
    // Hem times the sol-air temperature
    const opaqueGain = add<T, V>(
      mul<T, V>(hem, outdoor), sub<T, V>(add<T, V>(mul<T, V>(wallGain, walled), mul<T, V>(roofGain, roofed)), sky));
    const ventilation = at<V>(record + VENTILATION * coefficientStep);
    const surfaceGain = add<T, V>(
      add<T, V>(mul<T, V>(surfaceShare, radiant), mul<T, V>(at<V>(record + OUTDOOR_TO_SURFACE * coefficientStep), outdoor)),
      mul<T, V>(at<V>(record + AIR_TO_SURFACE * coefficientStep), toAir));
    const massGain = mul<T, V>(
      at<V>(record + PER_GAIN * coefficientStep),
      add<T, V>(
        add<T, V>(mul<T, V>(massShare, radiant), opaqueGain), mul<T, V>(at<V>(record + PER_SURFACE_GAIN * coefficientStep), surfaceGain)));
    const surfaceBase = mul<T, V>(
      at<V>(record + PER_SURFACE * coefficientStep), add<T, V>(mul<T, V>(halfMass, massGain), surfaceGain));
    const airBase = mul<T, V>(
      at<V>(record + PER_AIR * coefficientStep), add<T, V>(add<T, V>(mul<T, V>(his, surfaceBase), mul<T, V>(ventilation, outdoor)), toAir));

    const freeAir = add<T, V>(mul<T, V>(at<V>(record + AIR_PER_MASS * coefficientStep), massTemperature), airBase);
    const powerPerAir = at<V>(record + POWER_PER_AIR * coefficientStep);
    const target = sub<T, V>(setpoint, mul<T, V>(setback, spread<T, V>(setbackPattern + offset)));
    const wanted = most<T, V>(mul<T, V>(sub<T, V>(target, freeAir), powerPerAir), zero);
    const heating = least<T, V>(wanted, maxHeating);
    let cooling = zero;
    let power = heating;
    if (hasCooling) {
      const surplus = most<T, V>(mul<T, V>(sub<T, V>(freeAir, coolingSetpoint), powerPerAir), zero);
      cooling = ifLess<T, V>(zero, wanted, zero, least<T, V>(surplus, maxCooling));
      power = sub<T, V>(heating, cooling);
      coolSum = add<T, V>(coolSum, cooling);
      peakCooling = most<T, V>(peakCooling, cooling);
    }

    const air = add<T, V>(freeAir, mul<T, V>(at<V>(record + AIR_PER_POWER * coefficientStep), power));
    const surface = add<T, V>(
      add<T, V>(mul<T, V>(at<V>(record + SURFACE_PER_MASS * coefficientStep), massTemperature), surfaceBase),
      mul<T, V>(at<V>(record + SURFACE_PER_POWER * coefficientStep), power));
    massSum = add<T, V>(massSum, massTemperature);
    massTemperature = add<T, V>(
      add<T, V>(mul<T, V>(at<V>(record + DECAY * coefficientStep), massTemperature), massGain),
      mul<T, V>(at<V>(record + MASS_PER_POWER * coefficientStep), power));

    heatSum = add<T, V>(heatSum, heating);
    surfaceSum = add<T, V>(surfaceSum, surface);
    ventilationSum = add<T, V>(ventilationSum, mul<T, V>(ventilation, sub<T, V>(air, outdoor)));
    unmetSum = add<T, V>(unmetSum, sub<T, V>(wanted, heating));
    overheatedSum = add<T, V>(overheatedSum, ifLess<T, V>(overheated, air, spread<T, V>(usePattern + offset), zero));
    peakHeating = most<T, V>(peakHeating, heating);
    coldest = least<T, V>(coldest, air);
    warmest = most<T, V>(warmest, air);
    put<V>(heatingSeries + row, heating);
    put<V>(coolingSeries + row, cooling);
    row += seriesStep;
    if (indoorSeries) {
      toF64<T, V>(indoorSeries, air);
      indoorSeries += 32;
    }
  }

  put<V>(mass, massTemperature);
  const meanMassSum = add<T, V>(massSum, mul<T, V>(half, sub<T, V>(massTemperature, massAtStart)));
  // What leaves through windows and opaque parts, before the outdoor side is taken off at the end of the year.
  const transmission = add<T, V>(mul<T, V>(window, surfaceSum), mul<T, V>(hem, meanMassSum));
  addToF64<T, V>(monthly + MONTHLY_heating * MONTH_BLOCK, heatSum);
  addToF64<T, V>(monthly + MONTHLY_cooling * MONTH_BLOCK, coolSum);
  addToF64<T, V>(monthly + MONTHLY_transmissionLoss * MONTH_BLOCK, transmission);
  addToF64<T, V>(monthly + MONTHLY_ventilationLoss * MONTH_BLOCK, ventilationSum);
  addToF64<T, V>(yearly + YEARLY_unmetHeating_kWh * LANE_ROW, unmetSum);
  addToF64<T, V>(yearly + YEARLY_overheating_h * LANE_ROW, overheatedSum);
  toF64<T, V>(yearly + YEARLY_peakHeating_W * LANE_ROW, most<T, V>(fromF64<T, V>(yearly + YEARLY_peakHeating_W * LANE_ROW), peakHeating));
  toF64<T, V>(yearly + YEARLY_peakCooling_W * LANE_ROW, most<T, V>(fromF64<T, V>(yearly + YEARLY_peakCooling_W * LANE_ROW), peakCooling));
  toF64<T, V>(yearly + YEARLY_minIndoor_C * LANE_ROW, least<T, V>(fromF64<T, V>(yearly + YEARLY_minIndoor_C * LANE_ROW), coldest));
  toF64<T, V>(yearly + YEARLY_maxIndoor_C * LANE_ROW, most<T, V>(fromF64<T, V>(yearly + YEARLY_maxIndoor_C * LANE_ROW), warmest));
}

function clear(monthly: usize, yearly: usize): void {
  memory.fill(monthly, 0, MONTHLY_COUNT * MONTH_BLOCK);
  memory.fill(yearly, 0, YEARLY_COUNT * LANE_ROW);
  for (let lane: usize = 0; lane < 32; lane++) {
    store<f64>(yearly + YEARLY_minIndoor_C * LANE_ROW + (lane << 3), 1e9);
    store<f64>(yearly + YEARLY_maxIndoor_C * LANE_ROW + (lane << 3), -1e9);
  }
}

/** Gains by month, the outdoor side of transmission, sums from Wh to kWh, and the residual of the year's balance of a lane. */
function close(chunk: usize, lane: usize, sun: usize, massAtStart: f64, massAtEnd: f64): void {
  const buildings = word(chunk, CHUNK_buildings);
  const classRow = <usize>load<u8>(word(chunk, CHUNK_groupClass) + (lane >> 2)) * 96;
  const window = value(buildings, BUILDING_transmissionWindow_W_K, lane);
  const internalArea = value(buildings, BUILDING_internalArea_m2, lane);
  const hms = MASS_TO_SURFACE * value(buildings, BUILDING_massArea_m2, lane);
  const opaque = min<f64>(value(buildings, BUILDING_transmissionOpaque_W_K, lane), OPAQUE_LIMIT * hms);
  const solAir = opaque > 0 ? hms / (hms - opaque) : 0;
  const applianceHeat = value(buildings, BUILDING_appliances_W, lane) * value(buildings, BUILDING_applianceHeatShare, lane);
  const monthly = word(chunk, CHUNK_thermalMonthly) + (lane << 3);
  const yearly = word(chunk, CHUNK_thermalYearly) + (lane << 3);
  let gain: f64 = 0;
  let loss: f64 = 0;
  let turnover: f64 = 0;
  for (let month: usize = 0; month < 12; month++) {
    const cell = monthly + month * LANE_ROW;
    const walled = load<f64>(sun + (month << 5) + ((lane & 3) << 3));
    const roofed = load<f64>(sun + SUN_KIND + (month << 5) + ((lane & 3) << 3));
    const outdoor = load<f64>(word(chunk, CHUNK_dryBulbMonths) + (month << 3));
    const people = load<f64>(word(chunk, CHUNK_peopleMonths) + classRow + (month << 3));
    const appliances = load<f64>(word(chunk, CHUNK_appliancesMonths) + classRow + (month << 3));
    const solar = value(buildings, BUILDING_windowGainPerWallIrradiance, lane) * walled;
    const internal = value(buildings, BUILDING_peopleGain_W, lane) * people + applianceHeat * appliances;
    const outside = solAir * (
      opaque * outdoor + value(buildings, BUILDING_wallGainPerWallIrradiance, lane) * walled
      + value(buildings, BUILDING_roofGainPerRoofIrradiance, lane) * roofed
      - value(buildings, BUILDING_skyLoss_W_K, lane) * load<f64>(word(chunk, CHUNK_skyDropMonths) + (month << 3)));
    const lost = load<f64>(cell + MONTHLY_transmissionLoss * MONTH_BLOCK) - window * outdoor - outside
      + window / (MASS_TO_SURFACE * internalArea) * (solar + 0.5 * internal);
    store<f64>(cell + MONTHLY_solarGain * MONTH_BLOCK, solar / 1000);
    store<f64>(cell + MONTHLY_internalGain * MONTH_BLOCK, internal / 1000);
    store<f64>(cell + MONTHLY_transmissionLoss * MONTH_BLOCK, lost / 1000);
    const heating = toKWh(cell + MONTHLY_heating * MONTH_BLOCK);
    const cooling = toKWh(cell + MONTHLY_cooling * MONTH_BLOCK);
    const ventilation = toKWh(cell + MONTHLY_ventilationLoss * MONTH_BLOCK);
    gain += heating + (solar + internal) / 1000;
    loss += cooling + lost / 1000 + ventilation;
    turnover += heating + cooling + (solar + internal + abs(lost)) / 1000 + abs(ventilation);
  }
  toKWh(yearly + YEARLY_unmetHeating_kWh * LANE_ROW);
  const stored = value(buildings, BUILDING_heatCapacity_J_K, lane) * (massAtEnd - massAtStart) / 3.6e6;
  store<f64>(yearly + YEARLY_thermalResidual * LANE_ROW, turnover > 0 ? abs(gain - loss - stored) / turnover : 0);
}

// @ts-ignore: decorator
@inline
function toKWh(cell: usize): f64 {
  const energy = load<f64>(cell) / 1000;
  store<f64>(cell, energy);
  return energy;
}

/**
 * Fills the heating and cooling series (lanes of T, [day][group][hour of day]: the systems stage reads them in this
 * order), where asked for the indoor series, and the thermal part of the
 * results. The mass starts at the heating setpoint; the last hours of the year run first as a warm-up.
 */
export function thermalYear<T, V>(chunk: usize): void {
  const groups = word(chunk, CHUNK_groupCount);
  const buildings = word(chunk, CHUNK_buildings);
  const monthly = word(chunk, CHUNK_thermalMonthly);
  const yearly = word(chunk, CHUNK_thermalYearly);
  const months = word(chunk, CHUNK_monthOfHour);
  const warmUp = word(chunk, CHUNK_warmUp_h);
  const indoor = word(chunk, CHUNK_indoor);
  const rows = word(chunk, CHUNK_litCount) + 1;
  const size = sizeof<T>();
  const step = size << 2;
  const state = word(chunk, CHUNK_scratch);
  const sun = state + STATE_BYTES;
  const wasteSeries = sun + 2 * SUN_KIND;
  const wasteMonthly = wasteSeries + WASTE_SERIES;
  const wasteYearly = wasteMonthly + MONTHLY_COUNT * MONTH_BLOCK;
  const copies = wasteYearly + YEARLY_COUNT * LANE_ROW;
  const table = size == 4 ? copies + 2 * rows * step : copies;
  clear(monthly, yearly);
  clear(wasteMonthly, wasteYearly);

  for (let group: usize = 0; group < groups; group++) {
    const ofGroup = (group * rows) << 5;
    const walls = word(chunk, CHUNK_walls) + ofGroup;
    const roofs = word(chunk, CHUNK_roofs) + ofGroup;
    sumSun<T>(chunk, walls, sun, copies);
    sumSun<T>(chunk, roofs, sun + SUN_KIND, copies + rows * step);
    for (let inGroup: usize = 0; inGroup < 4; inGroup += width<T, V>()) {
      const lane = (group << 2) + inGroup;
      const mass = state + 32;
      const monthlyOfLane = lane << 3;
      const wallsOfLane = (size == 4 ? copies : walls) + inGroup * size;
      const roofsOfLane = (size == 4 ? copies + rows * step : roofs) + inGroup * size;
      writeCoefficients<T, V>(chunk, lane, table);
      put<V>(mass, fromF64<T, V>(parameter(buildings, BUILDING_heatingSetpoint_C, lane)));
      for (let hour: usize = 0; hour < warmUp; hour += 24) {
        const from = <usize>HOURS - warmUp + hour;
        const to = min<usize>(from + 24, <usize>HOURS);
        hours<T, V>(
          chunk, lane, table, wallsOfLane, roofsOfLane, mass, from, to, wasteSeries, wasteSeries, 0,
          wasteMonthly + monthlyOfLane, wasteYearly + monthlyOfLane);
      }
      put<V>(state, at<V>(mass));
      for (let hour: usize = 0; hour < <usize>HOURS; hour += 24) {
        const month = <usize>load<u8>(months + hour) * LANE_ROW;
        const ofDay = (hour * groups + group * 24) * step;
        const indoorOfDay = indoor ? indoor + ((group * <usize>HOURS + hour) << 5) + (inGroup << 3) : 0;
        hours<T, V>(
          chunk, lane, table, wallsOfLane, roofsOfLane, mass, hour, hour + 24, word(chunk, CHUNK_heating) + ofDay,
          word(chunk, CHUNK_cooling) + ofDay, indoorOfDay, monthly + month + monthlyOfLane, yearly + monthlyOfLane);
      }
      for (let item: usize = 0; item < <usize>width<T, V>(); item++) {
        close(chunk, lane + item, sun, <f64>load<T>(state + item * size), <f64>load<T>(mass + item * size));
      }
    }
  }
}
