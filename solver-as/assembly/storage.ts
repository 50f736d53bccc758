// The exact least-cost year of one store: slopes merged forwards, the path read off backwards.
// Equations: models/energy/storage/{stepCosts,slopeMerge,scheduleCost}.ts. Step costs and sums run over two steps at once;
// in the merge one vector carries a slope and its length.
import {
  STORAGE_arena, STORAGE_arenaEnd, STORAGE_base_EUR, STORAGE_begin, STORAGE_buy, STORAGE_canCurtail, STORAGE_capacity_kWh, STORAGE_charge,
  STORAGE_chargeEfficiency, STORAGE_chargeEfficiencyStep, STORAGE_chargeStep, STORAGE_curtailed_kW, STORAGE_discharge,
  STORAGE_dischargeEfficiency, STORAGE_dischargeStep, STORAGE_drain, STORAGE_end, STORAGE_endKind, STORAGE_energy_EURPerH,
  STORAGE_failedAmount, STORAGE_failedStep, STORAGE_finish, STORAGE_highestEnd_kWh, STORAGE_hollowSteps, STORAGE_hull_EUR,
  STORAGE_importCap_kW, STORAGE_initial_kWh, STORAGE_least, STORAGE_level, STORAGE_loss, STORAGE_lowest, STORAGE_lowestEnd_kWh,
  STORAGE_most, STORAGE_net, STORAGE_power, STORAGE_segments, STORAGE_sell, STORAGE_step_h, STORAGE_steps, STORAGE_through_kWPerStep,
  STORAGE_wear_EURPerKWh,
} from './layout/layout.generated';
import { absolute, add, at, div, ifLess, least, most, mul, put, splat, sub, width } from './ops';

const DONE: i32 = 0;
const ARENA_FULL: i32 = 1;
const EMPTY: i32 = 2;
const FULL: i32 = 3;
const ABOVE_CAP: i32 = 4;
const END_OUT_OF_REACH: i32 = 5;

/** A slope and its length; three of them in a step. */
const PAIR: usize = 16;
const STEP_BYTES: usize = 48;
/** As in slopeMerge.ts. */
const ROUNDING: f64 = 1e-9;
/** As in stepCosts.ts. */
const SAME_SLOPE: f64 = 1e-12;

// @ts-ignore: decorator
@inline
function cell(storage: usize, field: usize): f64 {
  return load<f64>(storage + (field << 3));
}

// @ts-ignore: decorator
@inline
function address(storage: usize, field: usize): usize {
  return <usize>cell(storage, field);
}

// @ts-ignore: decorator
@inline
function answer(storage: usize, field: usize, value: f64): void {
  store<f64>(storage + (field << 3), value);
}

/** Slopes and lengths of a segment of one or two steps, pair by pair. */
// @ts-ignore: decorator
@inline
function putSegment<V>(pointer: usize, slope: V, length: V): void {
  if (isVector<V>()) {
    v128.store(pointer, v128.shuffle<f64>(slope, length, 0, 2));
    v128.store(pointer + STEP_BYTES, v128.shuffle<f64>(slope, length, 1, 3));
  } else {
    store<f64>(pointer, <f64>slope);
    store<f64>(pointer, <f64>length, 8);
  }
}

/** a < b in any of the lanes, the second only where it is a step. */
// @ts-ignore: decorator
@inline
function anyLess<V>(a: V, b: V, isPair: bool): bool {
  if (isVector<V>()) return (v128.bitmask<i64>(v128.lt<f64>(a, b)) & (isPair ? 3 : 1)) != 0;
  return a < b;
}

/** Pools slopes of a step that fall into their hull; segments left over get no length. True where they fell by more than rounding. */
function closeHollows(segments: usize): bool {
  let last = segments;
  let isHollow = false;
  let isFirst = true;
  for (let next = segments; next < segments + STEP_BYTES; next += PAIR) {
    const nextSlope = load<f64>(next);
    const nextLength = load<f64>(next, 8);
    if (!(nextLength > 0)) continue;
    if (!isFirst) last += PAIR;
    isFirst = false;
    store<f64>(last, nextSlope);
    store<f64>(last, nextLength, 8);
    while (last > segments && load<f64>(last) < load<f64>(last - PAIR)) {
      const slope = load<f64>(last);
      const before = load<f64>(last - PAIR);
      if (before - slope > SAME_SLOPE * (abs(slope) + abs(before))) isHollow = true;
      const sum = load<f64>(last, 8) + load<f64>(last - PAIR, 8);
      store<f64>(last - PAIR, (slope * load<f64>(last, 8) + before * load<f64>(last - PAIR, 8)) / sum);
      store<f64>(last - PAIR, sum, 8);
      last -= PAIR;
    }
  }
  for (let rest = isFirst ? segments : last + PAIR; rest < segments + STEP_BYTES; rest += PAIR) store<f64>(rest, 0, 8);
  return isHollow;
}

/** Segments of every step at a meter. */
function meterSegments<V>(storage: usize): i32 {
  const steps = <usize>cell(storage, STORAGE_steps);
  const zero = splat<f64, V>(0);
  const half = splat<f64, V>(0.5);
  const step_h = splat<f64, V>(cell(storage, STORAGE_step_h));
  const wear = splat<f64, V>(cell(storage, STORAGE_wear_EURPerKWh));
  const cap = splat<f64, V>(cell(storage, STORAGE_importCap_kW));
  const efficiency = splat<f64, V>(cell(storage, STORAGE_dischargeEfficiency));
  const perDischarge = div<f64, V>(splat<f64, V>(1), efficiency);
  const canCurtail = cell(storage, STORAGE_canCurtail) != 0;
  const nets = address(storage, STORAGE_net);
  const buys = address(storage, STORAGE_buy);
  const sells = address(storage, STORAGE_sell);
  const leasts = address(storage, STORAGE_least);
  const mosts = address(storage, STORAGE_most);
  const chargeStep = address(storage, STORAGE_chargeStep);
  const dischargeStep = address(storage, STORAGE_dischargeStep);
  const efficiencyStep = address(storage, STORAGE_chargeEfficiencyStep);
  let charges = address(storage, STORAGE_charge);
  let discharges = address(storage, STORAGE_discharge);
  let efficiencies = address(storage, STORAGE_chargeEfficiency);
  let segments = address(storage, STORAGE_segments);
  let hollow: f64 = 0;
  const lanes = <usize>width<f64, V>();
  for (let step: usize = 0; step < steps; step += lanes) {
    const isPair = step + 1 < steps;
    const net = at<V>(nets + (step << 3));
    const buy = at<V>(buys + (step << 3));
    const sell = at<V>(sells + (step << 3));
    const perCharge = at<V>(efficiencies);
    const from = sub<f64, V>(zero, at<V>(discharges));
    const room = sub<f64, V>(cap, net);
    const to = least<f64, V>(at<V>(charges), room);
    if (anyLess<V>(to, from, isPair)) {
      const lane: usize = isVector<V>() && !anyLess<V>(to, from, false) ? 1 : 0;
      answer(storage, STORAGE_failedStep, <f64>(step + lane));
      return ABOVE_CAP;
    }
    const balance = sub<f64, V>(zero, net);
    const first = most<f64, V>(from, least<f64, V>(least<f64, V>(to, zero), balance));
    const second = most<f64, V>(from, least<f64, V>(to, most<f64, V>(zero, balance)));
    put<V>(leasts + (step << 3), mul<f64, V>(mul<f64, V>(from, step_h), ifLess<f64, V>(zero, from, perCharge, perDischarge)));
    put<V>(mosts + (step << 3), mul<f64, V>(mul<f64, V>(to, step_h), ifLess<f64, V>(zero, to, perCharge, perDischarge)));

    const slopeOfCharge = div<f64, V>(splat<f64, V>(1), perCharge);
    const down = canCurtail ? ifLess<f64, V>(buy, zero, most<f64, V>(net, zero), net) : net;
    const metered = canCurtail ? ifLess<f64, V>(sell, zero, down, net) : net;
    const chargeSell = canCurtail ? ifLess<f64, V>(sell, zero, zero, sell) : sell;
    let low = from;
    let slope0 = zero;
    let slope1 = zero;
    let slope2 = zero;
    let length0 = zero;
    let length1 = zero;
    let length2 = zero;
    for (let part = 0; part < 3; part++) {
      const high = part == 0 ? first : part == 1 ? second : to;
      const middle = mul<f64, V>(add<f64, V>(low, high), half);
      const feedIn = ifLess<f64, V>(zero, middle, chargeSell, sell);
      const price = ifLess<f64, V>(zero, add<f64, V>(metered, middle), buy, feedIn);
      const slope = ifLess<f64, V>(
        zero, middle, mul<f64, V>(add<f64, V>(price, wear), slopeOfCharge), mul<f64, V>(sub<f64, V>(price, wear), efficiency));
      const length = mul<f64, V>(
        mul<f64, V>(sub<f64, V>(high, low), step_h), ifLess<f64, V>(zero, middle, perCharge, perDischarge));
      putSegment<V>(segments + <usize>part * PAIR, slope, length);
      if (part == 0) { slope0 = slope; length0 = length; }
      else if (part == 1) { slope1 = slope; length1 = length; }
      else { slope2 = slope; length2 = length; }
      low = high;
    }
    // Empty segments take the slope of a neighbour, so that two comparisons see every fall.
    const start = ifLess<f64, V>(zero, length0, slope0, ifLess<f64, V>(zero, length1, slope1, slope2));
    const centre = ifLess<f64, V>(zero, length1, slope1, start);
    const finish = ifLess<f64, V>(zero, length2, slope2, centre);
    if (anyLess<V>(centre, start, isPair) || anyLess<V>(finish, centre, isPair)) {
      for (let lane: usize = 0; lane < lanes && step + lane < steps; lane++) {
        if (closeHollows(segments + lane * STEP_BYTES)) hollow += 1;
      }
    }
    segments += lanes * STEP_BYTES;
    charges += chargeStep * lanes;
    discharges += dischargeStep * lanes;
    efficiencies += efficiencyStep * lanes;
  }
  answer(storage, STORAGE_hollowSteps, hollow);
  return DONE;
}

/** Segments of every step for a price alone: `buy`. */
function priceSegments<V>(storage: usize): void {
  const steps = <usize>cell(storage, STORAGE_steps);
  const zero = splat<f64, V>(0);
  const step_h = splat<f64, V>(cell(storage, STORAGE_step_h));
  const wear = splat<f64, V>(cell(storage, STORAGE_wear_EURPerKWh));
  const efficiency = splat<f64, V>(cell(storage, STORAGE_dischargeEfficiency));
  const prices = address(storage, STORAGE_buy);
  const leasts = address(storage, STORAGE_least);
  const mosts = address(storage, STORAGE_most);
  const chargeStep = address(storage, STORAGE_chargeStep);
  const dischargeStep = address(storage, STORAGE_dischargeStep);
  const efficiencyStep = address(storage, STORAGE_chargeEfficiencyStep);
  let charges = address(storage, STORAGE_charge);
  let discharges = address(storage, STORAGE_discharge);
  let efficiencies = address(storage, STORAGE_chargeEfficiency);
  let segments = address(storage, STORAGE_segments);
  let hollow: f64 = 0;
  let base: f64 = 0;
  const lanes = <usize>width<f64, V>();
  for (let step: usize = 0; step < steps; step += lanes) {
    const isPair = step + 1 < steps;
    const price = at<V>(prices + (step << 3));
    const perCharge = at<V>(efficiencies);
    const out = mul<f64, V>(at<V>(discharges), step_h);
    const outStored = div<f64, V>(out, efficiency);
    const stored = mul<f64, V>(mul<f64, V>(at<V>(charges), step_h), perCharge);
    const gain = sub<f64, V>(price, wear);
    const slopeOut = mul<f64, V>(gain, efficiency);
    const slopeIn = div<f64, V>(add<f64, V>(price, wear), perCharge);
    putSegment<V>(segments, slopeOut, outStored);
    putSegment<V>(segments + PAIR, slopeIn, stored);
    putSegment<V>(segments + 2 * PAIR, zero, zero);
    put<V>(leasts + (step << 3), sub<f64, V>(zero, outStored));
    put<V>(mosts + (step << 3), stored);
    const cost = sub<f64, V>(zero, mul<f64, V>(out, gain));
    if (isVector<V>()) {
      base += v128.extract_lane<f64>(cost, 0);
      if (isPair) base += v128.extract_lane<f64>(cost, 1);
    } else base += <f64>cost;
    if (anyLess<V>(slopeIn, slopeOut, isPair)) {
      for (let lane: usize = 0; lane < lanes && step + lane < steps; lane++) {
        if (closeHollows(segments + lane * STEP_BYTES)) hollow += 1;
      }
    }
    segments += lanes * STEP_BYTES;
    charges += chargeStep * lanes;
    discharges += dischargeStep * lanes;
    efficiencies += efficiencyStep * lanes;
  }
  answer(storage, STORAGE_hollowSteps, hollow);
  answer(storage, STORAGE_base_EUR, base);
}

/** A slope and its length after a step's loss. */
// @ts-ignore: decorator
@inline
function moveDecayed<V>(from: usize, to: usize, decay: V, perKeep: f64, keep: f64): void {
  if (isVector<V>()) v128.store(to, v128.mul<f64>(v128.load(from), decay));
  else {
    store<f64>(to, load<f64>(from) * perKeep);
    store<f64>(to, load<f64>(from, 8) * keep, 8);
  }
}

// @ts-ignore: decorator
@inline
function movePair<V>(from: usize, to: usize): void {
  if (isVector<V>()) v128.store(to, v128.load(from));
  else {
    store<f64>(to, load<f64>(from));
    store<f64>(to, load<f64>(from, 8), 8);
  }
}

/** Changes the length of a pair. As a whole pair, since loading what two stores wrote would wait for both to reach the cache. */
// @ts-ignore: decorator
@inline
function putLength<V>(pair: usize, length: f64): void {
  if (isVector<V>()) v128.store(pair, v128.replace_lane<f64>(v128.load(pair), 1, length));
  else store<f64>(pair, length, 8);
}

function forward<V>(storage: usize): i32 {
  const steps = <usize>cell(storage, STORAGE_steps);
  const capacity = cell(storage, STORAGE_capacity_kWh);
  const keep = 1 - cell(storage, STORAGE_loss);
  const perKeep = 1 / keep;
  let decay: V;
  if (isVector<V>()) decay = v128.replace_lane<f64>(v128.splat<f64>(perKeep), 1, keep);
  else decay = splat<f64, V>(keep);
  const drain = address(storage, STORAGE_drain);
  const leasts = address(storage, STORAGE_least);
  const mosts = address(storage, STORAGE_most);
  const begins = address(storage, STORAGE_begin);
  const finishes = address(storage, STORAGE_finish);
  const lowests = address(storage, STORAGE_lowest);
  const arenaEnd = address(storage, STORAGE_arenaEnd);
  let segment = address(storage, STORAGE_segments);
  let begin = address(storage, STORAGE_arena);
  let finish = begin;
  let lowest = cell(storage, STORAGE_initial_kWh);
  let highest = lowest;
  store<u32>(begins, <u32>begin);
  store<u32>(finishes, <u32>finish);
  store<f64>(lowests, lowest);
  for (let step: usize = 0; step < steps; step++) {
    let out = finish;
    if (out + (finish - begin) + STEP_BYTES > arenaEnd) {
      answer(storage, STORAGE_failedStep, <f64>step);
      return ARENA_FULL;
    }
    let old = begin;
    const oldEnd = finish;
    const segmentEnd = segment + STEP_BYTES;
    for (; segment < segmentEnd; segment += PAIR) {
      const length = load<f64>(segment, 8);
      if (!(length > 0)) continue;
      const slope = load<f64>(segment);
      while (old < oldEnd && load<f64>(old) * perKeep <= slope) {
        moveDecayed<V>(old, out, decay, perKeep, keep);
        old += PAIR;
        out += PAIR;
      }
      if (out > oldEnd && load<f64>(out - PAIR) == slope) putLength<V>(out - PAIR, load<f64>(out - 8) + length);
      else {
        movePair<V>(segment, out);
        out += PAIR;
      }
    }
    while (old < oldEnd) {
      moveDecayed<V>(old, out, decay, perKeep, keep);
      old += PAIR;
      out += PAIR;
    }

    const taken = drain ? load<f64>(drain + (step << 3)) : 0;
    const low = lowest * keep + load<f64>(leasts + (step << 3)) - taken;
    const high = highest * keep + load<f64>(mosts + (step << 3)) - taken;
    const rounding = ROUNDING * (capacity + abs(low));
    if (high < -rounding) {
      answer(storage, STORAGE_failedStep, <f64>step);
      answer(storage, STORAGE_failedAmount, -high);
      return EMPTY;
    }
    if (low > capacity + rounding) {
      answer(storage, STORAGE_failedStep, <f64>step);
      answer(storage, STORAGE_failedAmount, low - capacity);
      return FULL;
    }
    begin = oldEnd;
    let cut = -low;
    while (cut > 0 && begin < out) {
      const length = load<f64>(begin, 8);
      if (cut < length) {
        putLength<V>(begin, length - cut);
        break;
      }
      cut -= length;
      begin += PAIR;
    }
    let excess = high - capacity;
    while (excess > 0 && begin < out) {
      const length = load<f64>(out - 8);
      if (excess < length) {
        putLength<V>(out - PAIR, length - excess);
        break;
      }
      excess -= length;
      out -= PAIR;
    }
    finish = out;
    lowest = min(max(low, 0), capacity);
    highest = max(min(high, capacity), lowest);
    store<u32>(begins + ((step + 1) << 2), <u32>begin);
    store<u32>(finishes + ((step + 1) << 2), <u32>finish);
    store<f64>(lowests + ((step + 1) << 3), lowest);
  }
  answer(storage, STORAGE_lowestEnd_kWh, lowest);
  answer(storage, STORAGE_highestEnd_kWh, highest);

  let level = cell(storage, STORAGE_end);
  if (cell(storage, STORAGE_endKind) == 0) {
    const value = level;
    level = lowest;
    for (let pair = begin; pair < finish && load<f64>(pair) < value; pair += PAIR) level += load<f64>(pair, 8);
  } else {
    if (level < lowest - ROUNDING * capacity || level > highest + ROUNDING * capacity) return END_OUT_OF_REACH;
    level = min(max(level, lowest), highest);
  }
  store<f64>(address(storage, STORAGE_level) + (steps << 3), level);
  return DONE;
}

function backward(storage: usize): void {
  const keep = 1 - cell(storage, STORAGE_loss);
  const perKeep = 1 / keep;
  const outPerHour = cell(storage, STORAGE_dischargeEfficiency) / cell(storage, STORAGE_step_h);
  const step_h = cell(storage, STORAGE_step_h);
  const drain = address(storage, STORAGE_drain);
  const leasts = address(storage, STORAGE_least);
  const mosts = address(storage, STORAGE_most);
  const begins = address(storage, STORAGE_begin);
  const finishes = address(storage, STORAGE_finish);
  const lowests = address(storage, STORAGE_lowest);
  const levels = address(storage, STORAGE_level);
  const powers = address(storage, STORAGE_power);
  const segments = address(storage, STORAGE_segments);
  const efficiencies = address(storage, STORAGE_chargeEfficiency);
  const efficiencyStep = address(storage, STORAGE_chargeEfficiencyStep);
  let step = <usize>cell(storage, STORAGE_steps);
  let level = load<f64>(levels + (step << 3));
  let hull: f64 = 0;
  while (step > 0) {
    step--;
    const lowest = load<f64>(lowests + (step << 3));
    const taken = drain ? load<f64>(drain + (step << 3)) : 0;
    let change = load<f64>(leasts + (step << 3));
    let left = level - (lowest * keep + change - taken);
    let kept: f64 = 0;
    let old = <usize>load<u32>(begins + (step << 2));
    const oldEnd = <usize>load<u32>(finishes + (step << 2));
    let segment = segments + step * STEP_BYTES;
    const segmentEnd = segment + STEP_BYTES;
    while (left > 0) {
      const length = segment < segmentEnd ? load<f64>(segment, 8) : 0;
      if (segment < segmentEnd && !(length > 0)) {
        segment += PAIR;
        continue;
      }
      if (old < oldEnd && (segment >= segmentEnd || load<f64>(old) * perKeep <= load<f64>(segment))) {
        const take = min(left, load<f64>(old, 8) * keep);
        kept += take;
        left -= take;
        old += PAIR;
      } else if (segment < segmentEnd) {
        const take = min(left, length);
        change += take;
        hull += take * load<f64>(segment);
        left -= take;
        segment += PAIR;
      } else break;
    }
    change = min(change, load<f64>(mosts + (step << 3)));
    level = lowest + kept * perKeep;
    store<f64>(levels + (step << 3), level);
    store<f64>(
      powers + (step << 3), change > 0 ? change / (load<f64>(efficiencies + step * efficiencyStep) * step_h) : change * outPerHour);
  }
  answer(storage, STORAGE_hull_EUR, hull);
}

// @ts-ignore: decorator
@inline
function sumOf<V>(value: V): f64 {
  if (isVector<V>()) return v128.extract_lane<f64>(value, 0) + v128.extract_lane<f64>(value, 1);
  return <f64>value;
}

/** What the schedule costs at the meter, or at the price where there is none. */
function costs<V>(storage: usize, atMeter: bool): void {
  const steps = <usize>cell(storage, STORAGE_steps);
  const zero = splat<f64, V>(0);
  const canCurtail = atMeter && cell(storage, STORAGE_canCurtail) != 0;
  const nets = address(storage, STORAGE_net);
  const buys = address(storage, STORAGE_buy);
  const sells = address(storage, STORAGE_sell);
  const powers = address(storage, STORAGE_power);
  let energy = zero;
  let through = zero;
  let curtailed = zero;
  // The powers are followed by a zero and the meter's series by zeros, so that a last single step may run as a pair.
  for (let offset: usize = 0; offset < steps << 3; offset += <usize>width<f64, V>() << 3) {
    const power = at<V>(powers + offset);
    const buy = at<V>(buys + offset);
    through = add<f64, V>(through, absolute<f64, V>(power));
    if (!atMeter) {
      energy = add<f64, V>(energy, mul<f64, V>(power, buy));
      continue;
    }
    const net = at<V>(nets + offset);
    const sell = at<V>(sells + offset);
    let grid = add<f64, V>(net, power);
    if (canCurtail) {
      const surplus = most<f64, V>(zero, sub<f64, V>(zero, net));
      const needed = most<f64, V>(zero, least<f64, V>(sub<f64, V>(zero, grid), surplus));
      const down = ifLess<f64, V>(sell, zero, ifLess<f64, V>(buy, zero, surplus, needed), zero);
      curtailed = add<f64, V>(curtailed, down);
      grid = add<f64, V>(grid, down);
    }
    energy = add<f64, V>(energy, mul<f64, V>(grid, ifLess<f64, V>(zero, grid, buy, sell)));
  }
  answer(storage, STORAGE_energy_EURPerH, sumOf<V>(energy));
  answer(storage, STORAGE_through_kWPerStep, sumOf<V>(through));
  answer(storage, STORAGE_curtailed_kW, sumOf<V>(curtailed));
}

/** Step costs of a store at a meter or for a price alone. The answer is a status. */
export function segments<V>(storage: usize, atMeter: bool): i32 {
  if (atMeter) return meterSegments<V>(storage);
  priceSegments<V>(storage);
  return DONE;
}

/** The cheapest path through the step costs, and what it costs. The answer is a status. */
export function path<V>(storage: usize, atMeter: bool): i32 {
  const status = forward<V>(storage);
  if (status != DONE) return status;
  backward(storage);
  costs<V>(storage, atMeter);
  return DONE;
}
