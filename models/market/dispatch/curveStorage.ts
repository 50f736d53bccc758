/**
 * One store against a rising price curve in every step: the inner step of the community dispatch.
 *
 * The slope-merging dynamic program of a battery year (see docs/models/storage.md) knows two prices per step. Here the
 * price of a kilowatt rises continuously with what is taken: price(x) = sum over links of clip(centre + rise (rest + x), low,
 * high). The value function then is convex and piecewise quadratic. It is kept by its inverse derivative, level as a
 * function of the worth of a stored kWh: a rising polyline. One step adds the polyline of the step (inverse derivatives add
 * under infimal convolution) and clips the sum to [0, capacity]. With no rise at all the answer is the exact response to a
 * given price.
 */
import { inStep, type StorageUnit } from '../../energy/storage/storageUnit.ts';
import { type PriceCurves, StepCurves } from './stepCurves.ts';

export interface StoreWindow {
  /** Step of the unit's own series at which the window begins. */
  readonly first: number;
  readonly start_kWh: number;
  /** Level at the end, or the worth of a kWh left over. */
  readonly end: { readonly level_kWh: number } | { readonly value_EURPerKWh: number };
}

/** Knots closer than this are one. */
const SAME = 1e-12;

/** Solver with its memory; make one and use it for many stores. */
export class CurveStorage {
  /** Value functions before each step: worth of a stored kWh, level. List t has knots `first[t]` to `first[t + 1]`. */
  #worth = new Float64Array(1 << 14);
  #level = new Float64Array(1 << 14);
  #first = new Int32Array(2);
  readonly #steps = new StepCurves();

  /**
   * Least-cost powers of a store.
   * @param links rows of `curves` that the store hangs on
   * @param rest_kW flow of each link without this store, [link * steps + step]
   * @param power_kW gets the power at the meter, above zero while charging
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
    const { steps } = curves;
    if (this.#first.length < steps + 2) this.#first = new Int32Array(steps + 2);
    this.#steps.fill(unit, window.first, curves, links, rest_kW);
    let feasible = this.#forward(unit, window, steps);
    const first = this.#first;
    const worth = this.#worth;
    const level = this.#level;
    const from = first[steps]!;
    const to = first[steps + 1]!;
    let end = level[from]!;
    if ('level_kWh' in window.end) {
      end = Math.min(Math.max(window.end.level_kWh, level[from]!), level[to - 1]!);
      if (Math.abs(end - window.end.level_kWh) > 1e-9 * Math.max(1, unit.capacity_kWh)) feasible = false;
    } else {
      for (let i = from; i < to && worth[i]! <= window.end.value_EURPerKWh; i++) end = level[i]!;
    }
    this.#backward(unit, window, curves, end, power_kW);
    return feasible;
  }

  #forward(unit: StorageUnit, window: StoreWindow, steps: number): boolean {
    const { first: stepFirst, worth: stepWorth, change: stepChange } = this.#steps;
    const first = this.#first;
    const capacity = unit.capacity_kWh;
    const keep = 1 - unit.lossPerStep;
    const keepWorth = 1 / keep;
    const drains = unit.drain_kWh;
    this.#worth[0] = 0;
    this.#level[0] = window.start_kWh;
    first[0] = 0;
    first[1] = 1;
    let feasible = true;
    for (let t = 0; t < steps; t++) {
      const a0 = first[t]!;
      const a1 = first[t + 1]!;
      const f0 = stepFirst[t]!;
      const f1 = stepFirst[t + 1]!;
      const needed = a1 + (a1 - a0) + (f1 - f0) + 4;
      if (needed > this.#worth.length) this.#grow(needed);
      const worth = this.#worth;
      const level = this.#level;
      const drain = drains === null ? 0 : drains[window.first + t]!;
      let i = a0;
      let j = f0;
      let out = a1;
      // Where each polyline stands left of its next knot.
      let vWorth = Number.NEGATIVE_INFINITY;
      let vLevel = level[a0]! * keep;
      let fWorth = Number.NEGATIVE_INFINITY;
      let fChange = f1 > f0 ? stepChange[f0]! : 0;
      let lastWorth = 0;
      let lastSum = Number.NaN;
      while (i < a1 || j < f1) {
        const nextV = i < a1 ? worth[i]! * keepWorth : Number.POSITIVE_INFINITY;
        const nextF = j < f1 ? stepWorth[j]! : Number.POSITIVE_INFINITY;
        let w: number;
        let sum: number;
        if (j >= f1 || (i < a1 && nextV <= nextF)) {
          w = nextV;
          let f = fChange;
          if (j > f0 && j < f1 && nextF > fWorth) f += ((stepChange[j]! - fChange) * (w - fWorth)) / (nextF - fWorth);
          vWorth = w;
          vLevel = level[i++]! * keep;
          sum = vLevel + f - drain;
        } else {
          w = nextF;
          let v = vLevel;
          if (i > a0 && i < a1 && nextV > vWorth) v += ((level[i]! * keep - vLevel) * (w - vWorth)) / (nextV - vWorth);
          fWorth = w;
          fChange = stepChange[j++]!;
          sum = v + fChange - drain;
        }
        if (sum > 0) {
          if (out === a1 && lastSum <= 0) {
            // The polyline enters the allowed levels between two knots.
            worth[out] = w > lastWorth ? lastWorth + ((w - lastWorth) * -lastSum) / (sum - lastSum) : w;
            level[out++] = 0;
          }
          if (sum >= capacity) {
            worth[out] = w > lastWorth && lastSum < capacity ? lastWorth + ((w - lastWorth) * (capacity - lastSum)) / (sum - lastSum) : w;
            level[out++] = capacity;
            break;
          }
          if (out === a1 || sum - level[out - 1]! > SAME || w - worth[out - 1]! > SAME) {
            // Of knots on one level only the outer two matter.
            if (out - a1 >= 2 && level[out - 1] === sum && level[out - 2] === sum) out--;
            worth[out] = w;
            level[out++] = sum;
          }
        }
        lastWorth = w;
        lastSum = sum;
      }
      if (out === a1) {
        // All levels at or below zero: below, more is drawn than there is, and the level stands at zero.
        if (lastSum < -1e-9 * Math.max(1, capacity)) feasible = false;
        worth[out] = lastWorth;
        level[out++] = 0;
      }
      first[t + 2] = out;
    }
    return feasible;
  }

  #backward(unit: StorageUnit, window: StoreWindow, { steps, step_h }: PriceCurves, end: number, power: Float64Array): void {
    const { first: stepFirst, worth: stepWorth, change: stepChange } = this.#steps;
    const first = this.#first;
    const worth = this.#worth;
    const level = this.#level;
    const keep = 1 - unit.lossPerStep;
    const drains = unit.drain_kWh;
    const outward = unit.dischargeEfficiency / step_h;
    let s = end;
    for (let t = steps - 1; t >= 0; t--) {
      const drain = drains === null ? 0 : drains[window.first + t]!;
      const total = s + drain;
      const v0 = first[t]!;
      const v1 = first[t + 1]!;
      const f0 = stepFirst[t]!;
      const f1 = stepFirst[t + 1]!;
      const least = level[v0]! * keep;
      const most = level[v1 - 1]! * keep;
      if (f0 === f1) {
        power[t] = 0;
        s = Math.min(most, Math.max(least, total)) / keep;
        continue;
      }
      // Worth at which the value function after the step stands at s.
      const b = first[t + 2]! - 1;
      let high = v1;
      while (high < b && level[high]! < s) high++;
      let w = worth[high]!;
      if (high > v1 && level[high]! > s) {
        const rise = level[high]! - level[high - 1]!;
        w = worth[high - 1]! + ((w - worth[high - 1]!) * (s - level[high - 1]!)) / rise;
      }
      const slack = 1e-11 + 1e-13 * Math.abs(w);
      // Levels before the step that have this worth, and changes that have it.
      const before0 = valueAt(worth, level, v0, v1, w * keep - slack, false) * keep;
      const before1 = valueAt(worth, level, v0, v1, w * keep + slack, true) * keep;
      const change0 = valueAt(stepWorth, stepChange, f0, f1, w - slack, false);
      const change1 = valueAt(stepWorth, stepChange, f0, f1, w + slack, true);
      let before = Math.min(before1, Math.max(before0, total - change0));
      let change = Math.min(change1, Math.max(change0, total - before));
      before = total - change;
      if (before < least || before > most) {
        before = Math.min(most, Math.max(least, before));
        change = Math.min(stepChange[f1 - 1]!, Math.max(stepChange[f0]!, total - before));
      }
      power[t] = change > 0 ? change / (inStep(unit.chargeEfficiency, window.first + t) * step_h) : change * outward;
      s = before / keep;
    }
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

/** Value of a rising polyline at x; at a jump its lower or its upper end. The lists are short: a walk is faster than a search. */
function valueAt(xs: Float64Array, ys: Float64Array, from: number, to: number, x: number, isUpper: boolean): number {
  let next = from;
  if (isUpper) while (next < to && xs[next]! <= x) next++;
  else while (next < to && xs[next]! < x) next++;
  if (next === from) return ys[from]!;
  if (next === to) return ys[to - 1]!;
  const width = xs[next]! - xs[next - 1]!;
  return width > 0 ? ys[next - 1]! + ((ys[next]! - ys[next - 1]!) * (x - xs[next - 1]!)) / width : isUpper ? ys[next]! : ys[next - 1]!;
}
