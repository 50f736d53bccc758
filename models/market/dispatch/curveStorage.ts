/**
 * One store against a rising price curve in every step: the inner step of the community dispatch.
 *
 * The slope-merging dynamic program of a battery year (see docs/models/storage.md) knows two prices per step. Here the
 * price of a kilowatt rises continuously with what is taken: price(x) = sum over links of clip(centre + rise (rest + x), low,
 * high). The value function then is convex and piecewise quadratic. It is kept by its inverse derivative, level as a
 * function of the value of a stored kWh: a rising polyline. One step adds the polyline of the step (inverse derivatives add
 * under infimal convolution) and clips the sum to [0, capacity]. With low = high on every link the answer is the exact
 * response to a given price.
 */
import type { StorageUnit } from '../../energy/storage/storageYear.ts';

/** Price curves of consecutive steps, one row per link that the store hangs on; all arrays [link * steps + step]. */
export interface PriceCurves {
  readonly steps: number;
  readonly links: number;
  readonly step_h: number;
  /** Price where rest + x = 0, and its limits [EUR/kWh]. */
  readonly centre: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** [EUR/kWh per kW]; 0 where the price does not depend on x. */
  readonly rise: Float64Array;
}

export interface StoreWindow {
  /** Step of the unit's own series at which the window begins. */
  readonly first: number;
  readonly start_kWh: number;
  /** Level at the end, or the worth of a kWh left over. */
  readonly end: { readonly level_kWh: number } | { readonly value_EURPerKWh: number };
}

const AT_LEAST = 1e-12;

function at(value: number | Float64Array, step: number): number {
  return typeof value === 'number' ? value : value[step]!;
}

/** Solver with its scratch memory; make one and use it for many stores. */
export class CurveStorage {
  /** Knots of all steps: worth of a stored kWh, level. */
  #worth = new Float64Array(1 << 16);
  #level = new Float64Array(1 << 16);
  #first = new Int32Array(0);
  readonly #stepWorth = new Float64Array(64);
  readonly #stepChange = new Float64Array(64);
  #breaks = new Float64Array(16);

  /**
   * Least-cost powers of a store.
   * @param rest_kW flow of each link without this store, [link * steps + step]
   * @param links rows of `curves` that the store hangs on
   * @param power_kW gets the alternating-current power, above zero while charging
   * @returns false where no schedule keeps the level inside its limits or reaches the end level; `power_kW` then holds one
   *   that comes as close as the limits allow
   */
  solve(
    unit: StorageUnit,
    window: StoreWindow,
    curves: PriceCurves,
    links: readonly number[],
    rest_kW: Float64Array,
    power_kW: Float64Array,
  ): boolean {
    const { steps, step_h } = curves;
    if (this.#first.length < steps + 2) this.#first = new Int32Array(steps + 2);
    const first = this.#first;
    const capacity = unit.capacity_kWh;
    const keep = 1 - unit.lossPerStep;
    this.#worth[0] = 0;
    this.#level[0] = window.start_kWh;
    first[0] = 0;
    first[1] = 1;
    let feasible = true;
    for (let t = 0; t < steps; t++) {
      const knots = this.#stepCurve(unit, window.first + t, t, curves, links, rest_kW);
      const drain = unit.drain_kWh === null ? 0 : unit.drain_kWh[window.first + t]!;
      feasible = this.#merge(t, knots, keep, drain, capacity) && feasible;
    }
    const worth = this.#worth;
    const level = this.#level;
    let s = 0;
    const from = first[steps]!;
    const to = first[steps + 1]!;
    if ('level_kWh' in window.end) {
      s = Math.min(Math.max(window.end.level_kWh, level[from]!), level[to - 1]!);
      if (Math.abs(s - window.end.level_kWh) > 1e-9 * Math.max(1, capacity)) feasible = false;
    } else {
      s = level[from]!;
      for (let i = from; i < to && worth[i]! <= window.end.value_EURPerKWh; i++) s = level[i]!;
    }
    for (let t = steps - 1; t >= 0; t--) s = this.#back(t, s, unit, window, curves, links, rest_kW, power_kW, keep, step_h);
    return feasible;
  }

  /** Knots (worth, change of level) of one step, rising in both; returns how many. */
  #stepCurve(unit: StorageUnit, ownStep: number, t: number, curves: PriceCurves, links: readonly number[], rest: Float64Array): number {
    const charge = at(unit.charge_kW, ownStep);
    const discharge = at(unit.discharge_kW, ownStep);
    const up = at(unit.chargeEfficiency, ownStep);
    const down = unit.dischargeEfficiency;
    const wear = unit.throughputCost_EURPerKWh;
    const { steps, step_h, centre, low, high, rise } = curves;
    const worth = this.#stepWorth;
    const change = this.#stepChange;
    if (links.length === 1) {
      // The usual case, one link: at most two breaks, in order by themselves.
      const row = links[0]! * steps + t;
      const c = centre[row]!;
      const lo = low[row]!;
      const hi = high[row]!;
      const r = rise[row]!;
      const z = rest[row]!;
      const x0 = r > 0 ? (lo - c) / r - z : Number.NEGATIVE_INFINITY;
      const x1 = r > 0 ? (hi - c) / r - z : Number.NEGATIVE_INFINITY;
      let n = 0;
      if (discharge > 0) {
        const k = step_h / down;
        worth[n] = (clip(c + r * (z - discharge), lo, hi) - wear) * down;
        change[n++] = -discharge * k;
        if (x0 > -discharge && x0 < 0) {
          worth[n] = (lo - wear) * down;
          change[n++] = x0 * k;
        }
        if (x1 > -discharge && x1 < 0) {
          worth[n] = (hi - wear) * down;
          change[n++] = x1 * k;
        }
        worth[n] = (clip(c + r * z, lo, hi) - wear) * down;
        change[n++] = 0;
      }
      if (charge > 0 && up > 0) {
        const k = step_h * up;
        worth[n] = (clip(c + r * z, lo, hi) + wear) / up;
        change[n++] = 0;
        if (x0 > 0 && x0 < charge) {
          worth[n] = (lo + wear) / up;
          change[n++] = x0 * k;
        }
        if (x1 > 0 && x1 < charge) {
          worth[n] = (hi + wear) / up;
          change[n++] = x1 * k;
        }
        worth[n] = (clip(c + r * (z + charge), lo, hi) + wear) / up;
        change[n++] = charge * k;
      }
      return rising(worth, n);
    }
    return this.#stepCurveOfMany(charge, discharge, up, down, wear, t, curves, links, rest);
  }

  #stepCurveOfMany(
    charge: number,
    discharge: number,
    up: number,
    down: number,
    wear: number,
    t: number,
    curves: PriceCurves,
    links: readonly number[],
    rest: Float64Array,
  ): number {
    const { steps, step_h, centre, low, high, rise } = curves;
    if (this.#breaks.length < 2 * links.length + 3) this.#breaks = new Float64Array(2 * links.length + 3);
    const breaks = this.#breaks;
    let count = 0;
    breaks[count++] = -discharge;
    breaks[count++] = 0;
    breaks[count++] = charge;
    for (const link of links) {
      const row = link * steps + t;
      const r = rise[row]!;
      if (r <= 0) continue;
      const x0 = (low[row]! - centre[row]!) / r - rest[row]!;
      const x1 = (high[row]! - centre[row]!) / r - rest[row]!;
      if (x0 > -discharge && x0 < charge) breaks[count++] = x0;
      if (x1 > -discharge && x1 < charge) breaks[count++] = x1;
    }
    const sorted = breaks.subarray(0, count).sort();
    const price = (x: number): number => {
      let sum = 0;
      for (const link of links) {
        const row = link * steps + t;
        sum += clip(centre[row]! + rise[row]! * (rest[row]! + x), low[row]!, high[row]!);
      }
      return sum;
    };
    let n = 0;
    if (this.#stepWorth.length < 2 * count + 4) throw new Error('A store hangs on more links than the solver was made for.');
    const worth = this.#stepWorth;
    const change = this.#stepChange;
    for (const x of sorted) {
      if (x > 0 || discharge <= 0) break;
      worth[n] = (price(x) - wear) * down;
      change[n++] = (x * step_h) / down;
    }
    if (charge > 0 && up > 0) {
      for (const x of sorted) {
        if (x < 0) continue;
        worth[n] = (price(x) + wear) / up;
        change[n++] = x * step_h * up;
      }
    }
    return rising(worth, n);
  }

  /** List t + 1 from list t and the step's knots. */
  #merge(t: number, m: number, keep: number, drain: number, capacity: number): boolean {
    const first = this.#first;
    const a0 = first[t]!;
    const a1 = first[t + 1]!;
    const needed = a1 + (a1 - a0) + m + 4;
    if (needed > this.#worth.length) this.#grow(needed);
    const worth = this.#worth;
    const level = this.#level;
    const stepWorth = this.#stepWorth;
    const stepChange = this.#stepChange;
    const keepWorth = 1 / keep;
    let i = a0;
    let j = 0;
    let out = a1;
    // Value of each polyline just left of its next knot.
    let vWorth = Number.NEGATIVE_INFINITY;
    let vLevel = level[a0]! * keep;
    let fWorth = Number.NEGATIVE_INFINITY;
    let fChange = m > 0 ? stepChange[0]! : 0;
    let done = false;
    let lastWorth = 0;
    let lastSum = Number.NaN;
    while (!done && (i < a1 || j < m)) {
      const nextV = i < a1 ? worth[i]! * keepWorth : Number.POSITIVE_INFINITY;
      const nextF = j < m ? stepWorth[j]! : Number.POSITIVE_INFINITY;
      let w: number;
      let sum: number;
      if (nextV <= nextF) {
        w = nextV;
        const f =
          j === 0 || j >= m || nextF === fWorth || fWorth === Number.NEGATIVE_INFINITY
            ? fChange
            : fChange + ((stepChange[j]! - fChange) * (w - fWorth)) / (nextF - fWorth);
        vWorth = w;
        vLevel = level[i]! * keep;
        i++;
        sum = vLevel + f - drain;
      } else {
        w = nextF;
        const v =
          i === a0 || i >= a1 || nextV === vWorth || vWorth === Number.NEGATIVE_INFINITY
            ? vLevel
            : vLevel + ((level[i]! * keep - vLevel) * (w - vWorth)) / (nextV - vWorth);
        fWorth = w;
        fChange = stepChange[j]!;
        j++;
        sum = v + fChange - drain;
      }
      if (sum <= 0) {
        lastWorth = w;
        lastSum = sum;
        continue;
      }
      if (out === a1 && lastSum < 0) {
        // The polyline enters the allowed levels between two knots.
        worth[out] = w > lastWorth ? lastWorth + ((w - lastWorth) * -lastSum) / (sum - lastSum) : w;
        level[out++] = 0;
      } else if (out === a1 && lastSum === 0) {
        worth[out] = lastWorth;
        level[out++] = 0;
      }
      if (sum >= capacity) {
        const before = lastSum;
        worth[out] = w > lastWorth && before < capacity ? lastWorth + ((w - lastWorth) * (capacity - before)) / (sum - before) : w;
        level[out++] = capacity;
        done = true;
      } else if (out === a1 || sum - level[out - 1]! > AT_LEAST || w - worth[out - 1]! > AT_LEAST) {
        // Of knots on one level only the outer two matter.
        if (out - a1 >= 2 && level[out - 1] === sum && level[out - 2] === sum) out--;
        worth[out] = w;
        level[out++] = sum;
      }
      lastWorth = w;
      lastSum = sum;
    }
    let feasible = true;
    if (out === a1) {
      // All levels below zero: more is drawn than there is. The level stands at zero.
      if (lastSum < -1e-9 * Math.max(1, capacity)) feasible = false;
      worth[out] = lastWorth;
      level[out++] = 0;
    }
    first[t + 2] = out;
    return feasible;
  }

  /** Power of step t that ends at level s; returns the level before it. */
  #back(
    t: number,
    s: number,
    unit: StorageUnit,
    window: StoreWindow,
    curves: PriceCurves,
    links: readonly number[],
    rest: Float64Array,
    power: Float64Array,
    keep: number,
    step_h: number,
  ): number {
    const ownStep = window.first + t;
    const drain = unit.drain_kWh === null ? 0 : unit.drain_kWh[ownStep]!;
    const m = this.#stepCurve(unit, ownStep, t, curves, links, rest);
    const worth = this.#worth;
    const level = this.#level;
    const first = this.#first;
    const stepWorth = this.#stepWorth;
    const stepChange = this.#stepChange;
    if (m === 0) {
      power[t] = 0;
      return clip((s + drain) / keep, level[first[t]!]!, level[first[t + 1]! - 1]!);
    }
    // Worth at which the list of t + 1 reaches s.
    const a = first[t + 1]!;
    const b = first[t + 2]! - 1;
    let w: number;
    if (s <= level[a]!) w = worth[a]!;
    else {
      let low = a;
      let high = b;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (level[middle]! < s) low = middle;
        else high = middle;
      }
      const rise = level[high]! - level[low]!;
      w = rise > 0 ? worth[low]! + ((worth[high]! - worth[low]!) * (s - level[low]!)) / rise : worth[high]!;
    }
    const slack = 1e-11 + 1e-13 * Math.abs(w);
    // Range of levels before the step that have this worth, and of changes.
    const v0 = first[t]!;
    const v1 = first[t + 1]!;
    const wv = w * keep;
    const before0 = leftAt(worth, level, v0, v1, wv - slack) * keep;
    const before1 = rightAt(worth, level, v0, v1, wv + slack) * keep;
    const change0 = leftAt(stepWorth, stepChange, 0, m, w - slack);
    const change1 = rightAt(stepWorth, stepChange, 0, m, w + slack);
    const total = s + drain;
    let before = clip(total - change0, before0, before1);
    let change = clip(total - before, change0, change1);
    before = total - change;
    const least = level[v0]! * keep;
    const most = level[v1 - 1]! * keep;
    if (before < least || before > most) {
      before = clip(before, least, most);
      change = clip(total - before, stepChange[0]!, stepChange[m - 1]!);
    }
    power[t] = change > 0 ? change / (at(unit.chargeEfficiency, ownStep) * step_h) : (change * unit.dischargeEfficiency) / step_h;
    return before / keep;
  }

  #grow(needed: number): void {
    const size = Math.max(needed, this.#worth.length * 2);
    const worth = new Float64Array(size);
    worth.set(this.#worth);
    this.#worth = worth;
    const level = new Float64Array(size);
    level.set(this.#level);
    this.#level = level;
  }
}

function clip(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Makes worths non-decreasing where prices below zero would turn them round (charging then pays more than discharging costs). */
function rising(worth: Float64Array, count: number): number {
  for (let i = 1; i < count; i++) if (worth[i]! < worth[i - 1]!) worth[i] = worth[i - 1]!;
  return count;
}

/** Value of a rising polyline at x: the lower end of a jump. */
function leftAt(xs: Float64Array, ys: Float64Array, from: number, to: number, x: number): number {
  if (x <= xs[from]!) return ys[from]!;
  if (x > xs[to - 1]!) return ys[to - 1]!;
  let low = from;
  let high = to - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle]! < x) low = middle;
    else high = middle;
  }
  const width = xs[high]! - xs[low]!;
  return width > 0 ? ys[low]! + ((ys[high]! - ys[low]!) * (x - xs[low]!)) / width : ys[low]!;
}

/** The upper end of a jump. */
function rightAt(xs: Float64Array, ys: Float64Array, from: number, to: number, x: number): number {
  if (x >= xs[to - 1]!) return ys[to - 1]!;
  if (x < xs[from]!) return ys[from]!;
  let low = from;
  let high = to - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle]! > x) high = middle;
    else low = middle;
  }
  const width = xs[high]! - xs[low]!;
  return width > 0 ? ys[low]! + ((ys[high]! - ys[low]!) * (x - xs[low]!)) / width : ys[high]!;
}
