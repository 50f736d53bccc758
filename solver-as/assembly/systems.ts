// From useful heat and cold to final energy, then PV, battery and meter; months per building, hours of the chunk.
// Equations: models/energy/heatpump/systems.ts, models/energy/storage/battery.ts.
// Day by day over all groups, so that the chunk's hourly sums of a day stay in the first-level cache.
import { parameter, word } from './chunk';
import {
  BUILDING_appliances_W, BUILDING_auxiliaryPerHeat, BUILDING_batteryCapacity_Wh, BUILDING_batteryChargeEfficiency,
  BUILDING_batteryDischargeEfficiency, BUILDING_batteryPower_W, BUILDING_chargingLimit_W, BUILDING_charging_W, BUILDING_copBase, BUILDING_copPerFlow_1_K,
  BUILDING_copPerSource_1_K, BUILDING_eerBase, BUILDING_eerPerK_1_K, BUILDING_flowAt0_C, BUILDING_flowMax_C,
  BUILDING_flowMin_C, BUILDING_flowSlope, BUILDING_heatEfficiency, BUILDING_heatPumpCapacityPerK_W_K,
  BUILDING_heatPumpCapacity_W, BUILDING_hotWaterFlow_C, BUILDING_hotWater_W, BUILDING_isDirectElectric, BUILDING_isHeatPump, BUILDING_maxCooling_W,
  CHUNK_appliances, CHUNK_appliancesMonths, CHUNK_block, CHUNK_blockFirst_h, CHUNK_blockHours, CHUNK_blockMinus, CHUNK_blockPlus, CHUNK_buildings, CHUNK_charging, CHUNK_cooling, CHUNK_dryBulb, CHUNK_groupClass, CHUNK_groupCount, CHUNK_heating,
  CHUNK_hotWater, CHUNK_hotWaterMonths, CHUNK_hourly, CHUNK_litCount, CHUNK_litIndex, CHUNK_monthOfHour, CHUNK_monthly, CHUNK_peakTariff, CHUNK_pv,
  CHUNK_scratch, CHUNK_thermalMonthly, CHUNK_thermalYearly, CHUNK_yearly, HOURLY_COUNT, HOURLY_appliances, HOURLY_auxiliary,
  HOURLY_batteryCharge, HOURLY_batteryDischarge, HOURLY_batteryLevel, HOURLY_buildingExport, HOURLY_buildingImport,
  HOURLY_charging, HOURLY_cooling, HOURLY_coolingElectricity, HOURLY_fuel, HOURLY_heatElectricity, HOURLY_heating, HOURLY_hotWater, HOURLY_pv,
  HOURS, MONTHLY_COUNT, MONTHLY_appliances, MONTHLY_auxiliary, MONTHLY_batteryCharge, MONTHLY_batteryDischarge,
  MONTHLY_charging, MONTHLY_coolingElectricity, MONTHLY_fuel, MONTHLY_gridExport, MONTHLY_gridImport, MONTHLY_gridImportPeak,
  MONTHLY_heatElectricity, MONTHLY_heating, MONTHLY_hotWater, MONTHLY_pv, MONTHLY_selfConsumed, YEARLY_COUNT, YEARLY_electricResidual,
  YEARLY_peakExport_W, YEARLY_peakImport_W,
} from './layout/layout.generated';
import { add, anyPositive, at, div, fromF32, ifLess, least, most, mul, put, splat, spread, sub, width } from './ops';

const EER_MIN: f64 = 1.5;
const EER_MAX: f64 = 8;
/** Outdoor temperature that heatPumpCapacity_W refers to [degC]. */
const CAPACITY_REFERENCE_C: f64 = -7;
/** State of charge on 1 January as a share of the usable energy. */
const INITIAL_LEVEL_SHARE: f64 = 0.5;
const LANE_ROW: usize = 256;
const MONTH_BLOCK: usize = LANE_ROW * 12;
/** Sums of a day: [hour of day][field][lane in group]; one hour's fields are in reach of one address. */
const FIELD_ROW: usize = 32;
const HOUR_BYTES: usize = HOURLY_COUNT * FIELD_ROW;
const DAY_BYTES: usize = 24 * HOUR_BYTES;

// @ts-ignore: decorator
@inline
function accumulate<V>(pointer: usize, value: V): void {
  put<V>(pointer, add<f64, V>(at<V>(pointer), value));
}

/** f64 lanes of a series of S. */
// @ts-ignore: decorator
@inline
function fromSeries<V, S>(pointer: usize): V {
  return sizeof<S>() == 4 ? fromF32<V>(pointer) : at<V>(pointer);
}

/** One day of one vector of lanes; the thermal stage left its series as S. */
function day<V, S>(chunk: usize, lane: usize, first: usize, levels: usize, sums: usize): void {
  const zero = splat<f64, V>(0);
  const one = splat<f64, V>(1);
  const buildings = word(chunk, CHUNK_buildings);
  const group = lane >> 2;
  const cls = <usize>load<u8>(word(chunk, CHUNK_groupClass) + group);

  const appliancesAtOne = at<V>(parameter(buildings, BUILDING_appliances_W, lane));
  const hotWaterAtOne = at<V>(parameter(buildings, BUILDING_hotWater_W, lane));
  const chargingAtOne = at<V>(parameter(buildings, BUILDING_charging_W, lane));
  const chargingLimit = at<V>(parameter(buildings, BUILDING_chargingLimit_W, lane));
  const isHeatPump = at<V>(parameter(buildings, BUILDING_isHeatPump, lane));
  const isDirect = at<V>(parameter(buildings, BUILDING_isDirectElectric, lane));
  const copBase = at<V>(parameter(buildings, BUILDING_copBase, lane));
  const copPerSource = at<V>(parameter(buildings, BUILDING_copPerSource_1_K, lane));
  const copPerFlow = at<V>(parameter(buildings, BUILDING_copPerFlow_1_K, lane));
  const capacityBase = at<V>(parameter(buildings, BUILDING_heatPumpCapacity_W, lane));
  const capacityPerK = at<V>(parameter(buildings, BUILDING_heatPumpCapacityPerK_W_K, lane));
  const flowAt0 = at<V>(parameter(buildings, BUILDING_flowAt0_C, lane));
  const flowSlope = at<V>(parameter(buildings, BUILDING_flowSlope, lane));
  const flowMin = at<V>(parameter(buildings, BUILDING_flowMin_C, lane));
  const flowMax = at<V>(parameter(buildings, BUILDING_flowMax_C, lane));
  const hotWaterCop = mul<f64, V>(copPerFlow, at<V>(parameter(buildings, BUILDING_hotWaterFlow_C, lane)));
  const eerBase = at<V>(parameter(buildings, BUILDING_eerBase, lane));
  const eerPerK = at<V>(parameter(buildings, BUILDING_eerPerK_1_K, lane));
  const auxiliaryPerHeat = at<V>(parameter(buildings, BUILDING_auxiliaryPerHeat, lane));
  const eerMin = splat<f64, V>(EER_MIN);
  const eerMax = splat<f64, V>(EER_MAX);
  const capacityReference = splat<f64, V>(CAPACITY_REFERENCE_C);
  const drawnPerHeat = mul<f64, V>(
    sub<f64, V>(one, isHeatPump), div<f64, V>(one, at<V>(parameter(buildings, BUILDING_heatEfficiency, lane))));
  const directPerHeat = mul<f64, V>(drawnPerHeat, isDirect);
  const fuelPerHeat = mul<f64, V>(drawnPerHeat, sub<f64, V>(one, isDirect));

  const capacity = at<V>(parameter(buildings, BUILDING_batteryCapacity_Wh, lane));
  const batteryPower = at<V>(parameter(buildings, BUILDING_batteryPower_W, lane));

  const chargeEfficiency = at<V>(parameter(buildings, BUILDING_batteryChargeEfficiency, lane));
  const dischargeEfficiency = at<V>(parameter(buildings, BUILDING_batteryDischargeEfficiency, lane));
  const perCharge = ifLess<f64, V>(zero, capacity, div<f64, V>(one, chargeEfficiency), zero);
  const perDischarge = ifLess<f64, V>(zero, capacity, div<f64, V>(one, dischargeEfficiency), zero);

  // What no lane of the vector has is left out; its terms would be zeros.
  const hasPump = anyPositive<f64, V>(isHeatPump);
  const hasDirect = anyPositive<f64, V>(directPerHeat);
  const hasFuel = anyPositive<f64, V>(fuelPerHeat);
  const hasCooling = anyPositive<f64, V>(at<V>(parameter(buildings, BUILDING_maxCooling_W, lane)));
  const hasCharging = anyPositive<f64, V>(chargingAtOne);
  const hasBattery = anyPositive<f64, V>(capacity);

  const dryBulb = word(chunk, CHUNK_dryBulb);
  const classRow = (cls * <usize>HOURS) << 3;
  const appliancesPattern = word(chunk, CHUNK_appliances) + classRow;
  const hotWaterPattern = word(chunk, CHUNK_hotWater) + classRow;
  const chargingPattern = word(chunk, CHUNK_charging) + classRow;
  const peakTariff = word(chunk, CHUNK_peakTariff);
  const litIndex = word(chunk, CHUNK_litIndex);
  const inGroup = (lane & 3) << 3;
  const pvSeries = word(chunk, CHUNK_pv) + ((group * (word(chunk, CHUNK_litCount) + 1)) << 5) + inGroup;
  const seriesStart = ((first * word(chunk, CHUNK_groupCount) + group * 24) * 4 + (lane & 3)) * sizeof<S>();
  let heatingSeries = word(chunk, CHUNK_heating) + seriesStart;
  let coolingSeries = word(chunk, CHUNK_cooling) + seriesStart;

  let level = at<V>(levels + (lane << 3));
  let heatElectricitySum = zero;
  let coolingElectricitySum = zero;
  let chargingSum = zero;
  let fuelSum = zero;
  let pvSum = zero;
  let chargeSum = zero;
  let dischargeSum = zero;
  let importSum = zero;
  let importPeakSum = zero;
  let exportSum = zero;
  let peakImport = zero;
  let peakExport = zero;

  let sum = sums + inGroup;
  const last = first + 24;
  for (let hour = first; hour < last; hour++) {
    const offset = hour << 3;
    const outdoor = spread<f64, V>(dryBulb + offset);
    const heating = fromSeries<V, S>(heatingSeries);
    const cooling = fromSeries<V, S>(coolingSeries);
    const pv = at<V>(pvSeries + (<usize>load<u16>(litIndex + (hour << 1)) << 5));
    const appliances = mul<f64, V>(appliancesAtOne, spread<f64, V>(appliancesPattern + offset));
    const hotWater = mul<f64, V>(hotWaterAtOne, spread<f64, V>(hotWaterPattern + offset));
    const heat = add<f64, V>(heating, hotWater);

    let heatElectricity = zero;
    if (hasPump) {
      const flow = least<f64, V>(most<f64, V>(sub<f64, V>(flowAt0, mul<f64, V>(flowSlope, outdoor)), flowMin), flowMax);
      const copAtSource = add<f64, V>(copBase, mul<f64, V>(copPerSource, outdoor));
      const copHeating = add<f64, V>(copAtSource, mul<f64, V>(copPerFlow, flow));
      const copHotWater = add<f64, V>(copAtSource, hotWaterCop);
      const pumpCapacity = most<f64, V>(
        zero, add<f64, V>(capacityBase, mul<f64, V>(capacityPerK, sub<f64, V>(outdoor, capacityReference))));
      const pumpedHotWater = ifLess<f64, V>(one, copHotWater, least<f64, V>(hotWater, pumpCapacity), zero);
      const pumpedHeating = ifLess<f64, V>(one, copHeating, least<f64, V>(heating, sub<f64, V>(pumpCapacity, pumpedHotWater)), zero);
      const backup = add<f64, V>(sub<f64, V>(hotWater, pumpedHotWater), sub<f64, V>(heating, pumpedHeating));
      const pumpElectricity = add<f64, V>(
        add<f64, V>(backup, div<f64, V>(pumpedHotWater, most<f64, V>(copHotWater, one))),
        div<f64, V>(pumpedHeating, most<f64, V>(copHeating, one)));
      heatElectricity = mul<f64, V>(isHeatPump, pumpElectricity);
    }
    if (hasDirect) heatElectricity = add<f64, V>(heatElectricity, mul<f64, V>(directPerHeat, heat));
    if (hasPump || hasDirect) {
      heatElectricitySum = add<f64, V>(heatElectricitySum, heatElectricity);
      accumulate<V>(sum + HOURLY_heatElectricity * FIELD_ROW, heatElectricity);
    }
    if (hasFuel) {
      const fuel = mul<f64, V>(fuelPerHeat, heat);
      fuelSum = add<f64, V>(fuelSum, fuel);
      accumulate<V>(sum + HOURLY_fuel * FIELD_ROW, fuel);
    }
    let coolingElectricity = zero;
    if (hasCooling) {
      const eer = least<f64, V>(most<f64, V>(add<f64, V>(eerBase, mul<f64, V>(eerPerK, outdoor)), eerMin), eerMax);
      coolingElectricity = div<f64, V>(cooling, eer);
      coolingElectricitySum = add<f64, V>(coolingElectricitySum, coolingElectricity);
      accumulate<V>(sum + HOURLY_cooling * FIELD_ROW, cooling);
      accumulate<V>(sum + HOURLY_coolingElectricity * FIELD_ROW, coolingElectricity);
    }
    const auxiliary = mul<f64, V>(auxiliaryPerHeat, heat);

    let demand = add<f64, V>(add<f64, V>(appliances, heatElectricity), add<f64, V>(coolingElectricity, auxiliary));
    if (hasCharging) {
      const charging = least<f64, V>(chargingLimit, mul<f64, V>(chargingAtOne, spread<f64, V>(chargingPattern + offset)));
      demand = add<f64, V>(demand, charging);
      chargingSum = add<f64, V>(chargingSum, charging);
      accumulate<V>(sum + HOURLY_charging * FIELD_ROW, charging);
    }
    let surplus = sub<f64, V>(pv, demand);
    if (hasBattery) {
      const deficit = sub<f64, V>(demand, pv);
      const room = mul<f64, V>(sub<f64, V>(capacity, level), perCharge);
      const charge = most<f64, V>(zero, least<f64, V>(least<f64, V>(surplus, batteryPower), room));
      const discharge = most<f64, V>(zero, least<f64, V>(least<f64, V>(deficit, batteryPower), mul<f64, V>(level, dischargeEfficiency)));
      level = add<f64, V>(level, sub<f64, V>(mul<f64, V>(charge, chargeEfficiency), mul<f64, V>(discharge, perDischarge)));
      // At most one of the two is not zero.
      surplus = add<f64, V>(sub<f64, V>(surplus, charge), discharge);
      chargeSum = add<f64, V>(chargeSum, charge);
      dischargeSum = add<f64, V>(dischargeSum, discharge);
      accumulate<V>(sum + HOURLY_batteryCharge * FIELD_ROW, charge);
      accumulate<V>(sum + HOURLY_batteryDischarge * FIELD_ROW, discharge);
      accumulate<V>(sum + HOURLY_batteryLevel * FIELD_ROW, level);
    }
    const fed = most<f64, V>(zero, surplus);
    const drawn = sub<f64, V>(fed, surplus);

    pvSum = add<f64, V>(pvSum, pv);
    importSum = add<f64, V>(importSum, drawn);
    importPeakSum = add<f64, V>(importPeakSum, mul<f64, V>(drawn, spread<f64, V>(peakTariff + offset)));
    exportSum = add<f64, V>(exportSum, fed);
    peakImport = most<f64, V>(peakImport, drawn);
    peakExport = most<f64, V>(peakExport, fed);

    accumulate<V>(sum + HOURLY_heating * FIELD_ROW, heating);
    accumulate<V>(sum + HOURLY_hotWater * FIELD_ROW, hotWater);
    accumulate<V>(sum + HOURLY_appliances * FIELD_ROW, appliances);
    accumulate<V>(sum + HOURLY_auxiliary * FIELD_ROW, auxiliary);
    accumulate<V>(sum + HOURLY_pv * FIELD_ROW, pv);
    accumulate<V>(sum + HOURLY_buildingImport * FIELD_ROW, drawn);
    accumulate<V>(sum + HOURLY_buildingExport * FIELD_ROW, fed);
    sum += HOUR_BYTES;
    heatingSeries += sizeof<S>() << 2;
    coolingSeries += sizeof<S>() << 2;
  }

  put<V>(levels + (lane << 3), level);
  const month = <usize>load<u8>(word(chunk, CHUNK_monthOfHour) + first);
  const monthly = word(chunk, CHUNK_monthly) + month * LANE_ROW + (lane << 3);
  accumulate<V>(monthly + MONTHLY_heatElectricity * MONTH_BLOCK, heatElectricitySum);
  accumulate<V>(monthly + MONTHLY_coolingElectricity * MONTH_BLOCK, coolingElectricitySum);
  accumulate<V>(monthly + MONTHLY_charging * MONTH_BLOCK, chargingSum);
  accumulate<V>(monthly + MONTHLY_fuel * MONTH_BLOCK, fuelSum);
  accumulate<V>(monthly + MONTHLY_pv * MONTH_BLOCK, pvSum);
  accumulate<V>(monthly + MONTHLY_batteryCharge * MONTH_BLOCK, chargeSum);
  accumulate<V>(monthly + MONTHLY_batteryDischarge * MONTH_BLOCK, dischargeSum);
  accumulate<V>(monthly + MONTHLY_gridImport * MONTH_BLOCK, importSum);
  accumulate<V>(monthly + MONTHLY_gridImportPeak * MONTH_BLOCK, importPeakSum);
  accumulate<V>(monthly + MONTHLY_gridExport * MONTH_BLOCK, exportSum);
  const yearly = word(chunk, CHUNK_yearly) + (lane << 3);
  put<V>(yearly + YEARLY_peakImport_W * LANE_ROW, most<f64, V>(at<V>(yearly + YEARLY_peakImport_W * LANE_ROW), peakImport));
  put<V>(yearly + YEARLY_peakExport_W * LANE_ROW, most<f64, V>(at<V>(yearly + YEARLY_peakExport_W * LANE_ROW), peakExport));
}

// @ts-ignore: decorator
@inline
function yearOf(monthly: usize, field: usize): f64 {
  let sum: f64 = 0;
  for (let month: usize = 0; month < 12; month++) {
    const cell = monthly + field * MONTH_BLOCK + month * LANE_ROW;
    const energy = load<f64>(cell) / 1000;
    store<f64>(cell, energy);
    sum += energy;
  }
  return sum;
}

/** Months that follow from patterns, sums from Wh to kWh, self-consumption, and the residual of meter and battery per lane. */
function close(chunk: usize, lane: usize, levels: usize): void {
  const buildings = word(chunk, CHUNK_buildings);
  const monthly = word(chunk, CHUNK_monthly) + (lane << 3);
  const classRow = <usize>load<u8>(word(chunk, CHUNK_groupClass) + (lane >> 2)) * 96;
  const appliancesAtOne = load<f64>(parameter(buildings, BUILDING_appliances_W, lane));
  const hotWaterAtOne = load<f64>(parameter(buildings, BUILDING_hotWater_W, lane));
  const auxiliaryPerHeat = load<f64>(parameter(buildings, BUILDING_auxiliaryPerHeat, lane));
  let steady: f64 = 0;
  for (let month: usize = 0; month < 12; month++) {
    const cell = monthly + month * LANE_ROW;
    const appliances = appliancesAtOne * load<f64>(word(chunk, CHUNK_appliancesMonths) + classRow + (month << 3)) / 1000;
    const hotWater = hotWaterAtOne * load<f64>(word(chunk, CHUNK_hotWaterMonths) + classRow + (month << 3)) / 1000;
    const auxiliary = auxiliaryPerHeat * (load<f64>(cell + MONTHLY_heating * MONTH_BLOCK) + hotWater);
    store<f64>(cell + MONTHLY_appliances * MONTH_BLOCK, appliances);
    store<f64>(cell + MONTHLY_hotWater * MONTH_BLOCK, hotWater);
    store<f64>(cell + MONTHLY_auxiliary * MONTH_BLOCK, auxiliary);
    steady += appliances + auxiliary;
  }
  yearOf(monthly, MONTHLY_fuel);
  yearOf(monthly, MONTHLY_gridImportPeak);
  const pv = yearOf(monthly, MONTHLY_pv);
  const charge = yearOf(monthly, MONTHLY_batteryCharge);
  const discharge = yearOf(monthly, MONTHLY_batteryDischarge);
  const exported = yearOf(monthly, MONTHLY_gridExport);
  const supplied = pv + yearOf(monthly, MONTHLY_gridImport) + discharge;
  const demand = steady + yearOf(monthly, MONTHLY_heatElectricity) + yearOf(monthly, MONTHLY_coolingElectricity) + yearOf(monthly, MONTHLY_charging);
  for (let month: usize = 0; month < 12; month++) {
    const cell = monthly + month * LANE_ROW;
    store<f64>(
      cell + MONTHLY_selfConsumed * MONTH_BLOCK, load<f64>(cell + MONTHLY_pv * MONTH_BLOCK) - load<f64>(cell + MONTHLY_gridExport * MONTH_BLOCK));
  }
  const capacity = load<f64>(parameter(buildings, BUILDING_batteryCapacity_Wh, lane));
  let stored: f64 = 0;
  if (capacity > 0) {
    const level = load<f64>(levels + (lane << 3));
    stored = charge * load<f64>(parameter(buildings, BUILDING_batteryChargeEfficiency, lane))
      - discharge / load<f64>(parameter(buildings, BUILDING_batteryDischargeEfficiency, lane))
      - (level - INITIAL_LEVEL_SHARE * capacity) / 1000;
  }
  const residual = supplied > 0 ? (abs(supplied - demand - exported - charge) + abs(stored)) / supplied : 0;
  store<f64>(word(chunk, CHUNK_yearly) + YEARLY_electricResidual * LANE_ROW + (lane << 3), residual);
}

/** Fills the results of the chunk; the thermal part is copied from the thermal stage. */
export function systemsYear<V, S>(chunk: usize): void {
  const lanes = word(chunk, CHUNK_groupCount) << 2;
  const buildings = word(chunk, CHUNK_buildings);
  const levels = word(chunk, CHUNK_scratch);
  const sums = levels + LANE_ROW;
  memory.copy(word(chunk, CHUNK_monthly), word(chunk, CHUNK_thermalMonthly), MONTHLY_COUNT * MONTH_BLOCK);
  memory.copy(word(chunk, CHUNK_yearly), word(chunk, CHUNK_thermalYearly), YEARLY_COUNT * LANE_ROW);
  for (let lane: usize = 0; lane < lanes; lane++) {
    store<f64>(levels + (lane << 3), INITIAL_LEVEL_SHARE * load<f64>(parameter(buildings, BUILDING_batteryCapacity_Wh, lane)));
  }
  for (let hour: usize = 0; hour < <usize>HOURS; hour += 24) {
    memory.fill(sums, 0, DAY_BYTES);
    for (let lane: usize = 0; lane < lanes; lane += width<f64, V>()) day<V, S>(chunk, lane, hour, levels, sums);
    let row = sums;
    for (let inDay: usize = 0; inDay < 24; inDay++) {
      let target = word(chunk, CHUNK_hourly) + ((hour + inDay) << 3);
      for (let field: usize = 0; field < HOURLY_COUNT; field++) {
        store<f64>(target, load<f64>(row) + load<f64>(row, 16) + (load<f64>(row, 8) + load<f64>(row, 24)));
        row += FIELD_ROW;
        target += <usize>HOURS << 3;
      }
    }
  }
  for (let lane: usize = 0; lane < lanes; lane++) close(chunk, lane, levels);
}

/**
 * Fills the block: hours of every lane as single precision, [lane][hour], each the sum of the hourly fields in the mask
 * `blockPlus` less those in `blockMinus`. Days before the block run only where a battery has to come to its level.
 */
export function systemsBlock<V, S>(chunk: usize): void {
  const groups = word(chunk, CHUNK_groupCount);
  const buildings = word(chunk, CHUNK_buildings);
  const levels = word(chunk, CHUNK_scratch);
  const sums = levels + LANE_ROW;
  const block = word(chunk, CHUNK_block);
  const from = word(chunk, CHUNK_blockFirst_h);
  const count = word(chunk, CHUNK_blockHours);
  const plus = <u32>word(chunk, CHUNK_blockPlus);
  const minus = <u32>word(chunk, CHUNK_blockMinus);
  const firstDay = from - (from % 24);
  for (let group: usize = 0; group < groups; group++) {
    let hasBattery = false;
    for (let lane = group << 2; lane < (group << 2) + 4; lane++) {
      const capacity = load<f64>(parameter(buildings, BUILDING_batteryCapacity_Wh, lane));
      store<f64>(levels + (lane << 3), INITIAL_LEVEL_SHARE * capacity);
      if (capacity > 0) hasBattery = true;
    }
    for (let hour: usize = hasBattery ? 0 : firstDay; hour < from + count; hour += 24) {
      memory.fill(sums, 0, DAY_BYTES);
      for (let lane = group << 2; lane < (group << 2) + 4; lane += <usize>width<f64, V>()) day<V, S>(chunk, lane, hour, levels, sums);
      if (hour < firstDay) continue;
      for (let inDay: usize = 0; inDay < 24; inDay++) {
        if (hour + inDay < from || hour + inDay >= from + count) continue;
        for (let inGroup: usize = 0; inGroup < 4; inGroup++) {
          let value: f64 = 0;
          for (let field: usize = 0; field < HOURLY_COUNT; field++) {
            const bit = <u32>1 << <u32>field;
            if (((plus | minus) & bit) == 0) continue;
            const part = load<f64>(sums + inDay * HOUR_BYTES + field * FIELD_ROW + (inGroup << 3));
            value += plus & bit ? part : -part;
          }
          store<f32>(block + ((((group << 2) + inGroup) * count + hour + inDay - from) << 2), <f32>value);
        }
      }
    }
  }
}
