/** What a change of level is worth in every step: the knots that a store's step adds to its value function. */
import { inStep, type StorageUnit } from '../../energy/storage/storageUnit.ts';

/** Price curves of consecutive steps, one row per link that stores hang on; all arrays [link * steps + step]. */
export interface PriceCurves {
  readonly steps: number;
  readonly links: number;
  readonly step_h: number;
  /** Price where rest + x = 0 [EUR/kWh]. */
  readonly centre: Float64Array;
  /** [EUR/kWh per kW]; 0 where the price does not depend on x. */
  readonly rise: Float64Array;
  /** Lowest and highest price [EUR/kWh]; null where it rises without limits. */
  readonly limits: { readonly low: Float64Array; readonly high: Float64Array } | null;
}

/** Polylines (worth of a stored kWh, change of level), rising in both; step t has knots `first[t]` to `first[t + 1]`. */
export class StepCurves {
  first = new Int32Array(1);
  worth = new Float64Array(0);
  change = new Float64Array(0);
  #breaks = new Float64Array(8);

  /** @param ownFirst step of the unit's own series at which the curves begin */
  fill(unit: StorageUnit, ownFirst: number, curves: PriceCurves, links: readonly number[], rest_kW: Float64Array): void {
    const { steps } = curves;
    if (this.first.length < steps + 1) this.first = new Int32Array(steps + 1);
    const most = steps * (4 + 4 * links.length);
    if (this.worth.length < most) {
      this.worth = new Float64Array(most);
      this.change = new Float64Array(most);
    }
    if (links.length > 1 || curves.limits !== null) this.#fillLimited(unit, ownFirst, curves, links, rest_kW);
    else this.#fillOpen(unit, ownFirst, curves, links[0]!, rest_kW);
  }

  /** One link, a price that rises without limits: two knots a side. */
  #fillOpen(unit: StorageUnit, ownFirst: number, curves: PriceCurves, link: number, rest: Float64Array): void {
    const { steps, step_h, centre, rise } = curves;
    const { first, worth, change } = this;
    const down = unit.dischargeEfficiency;
    const wear = unit.throughputCost_EURPerKWh;
    const outward = step_h / down;
    let n = 0;
    first[0] = 0;
    for (let t = 0; t < steps; t++) {
      const row = link * steps + t;
      const r = rise[row]!;
      const price = centre[row]! + r * rest[row]!;
      const charge = inStep(unit.charge_kW, ownFirst + t);
      const discharge = inStep(unit.discharge_kW, ownFirst + t);
      let last = Number.NEGATIVE_INFINITY;
      if (discharge > 0) {
        worth[n] = (price - r * discharge - wear) * down;
        change[n++] = -discharge * outward;
        last = (price - wear) * down;
        worth[n] = last;
        change[n++] = 0;
      }
      if (charge > 0) {
        const up = inStep(unit.chargeEfficiency, ownFirst + t);
        // Below zero, prices would turn the order round: charging would pay more than discharging costs.
        const begin = Math.max(last, (price + wear) / up);
        worth[n] = begin;
        change[n++] = 0;
        worth[n] = Math.max(begin, (price + r * charge + wear) / up);
        change[n++] = charge * step_h * up;
      }
      first[t + 1] = n;
    }
  }

  #fillLimited(unit: StorageUnit, ownFirst: number, curves: PriceCurves, links: readonly number[], rest: Float64Array): void {
    const { steps, step_h, centre, rise, limits } = curves;
    const { first, worth, change } = this;
    const down = unit.dischargeEfficiency;
    const wear = unit.throughputCost_EURPerKWh;
    if (this.#breaks.length < 2 * links.length + 3) this.#breaks = new Float64Array(2 * links.length + 3);
    const breaks = this.#breaks;
    let n = 0;
    first[0] = 0;
    for (let t = 0; t < steps; t++) {
      const charge = inStep(unit.charge_kW, ownFirst + t);
      const discharge = inStep(unit.discharge_kW, ownFirst + t);
      let count = 0;
      breaks[count++] = -discharge;
      if (discharge > 0) breaks[count++] = 0;
      if (limits !== null) {
        for (const link of links) {
          const row = link * steps + t;
          const r = rise[row]!;
          if (r <= 0) continue;
          const x0 = (limits.low[row]! - centre[row]!) / r - rest[row]!;
          const x1 = (limits.high[row]! - centre[row]!) / r - rest[row]!;
          if (x0 > -discharge && x0 < charge) breaks[count++] = x0;
          if (x1 > -discharge && x1 < charge) breaks[count++] = x1;
        }
      }
      if (charge > 0) breaks[count++] = charge;
      sortFew(breaks, count);
      const up = inStep(unit.chargeEfficiency, ownFirst + t);
      let last = Number.NEGATIVE_INFINITY;
      for (let b = 0; b < count; b++) {
        const x = breaks[b]!;
        let price = 0;
        for (const link of links) {
          const row = link * steps + t;
          const p = centre[row]! + rise[row]! * (rest[row]! + x);
          price += limits === null ? p : Math.min(limits.high[row]!, Math.max(limits.low[row]!, p));
        }
        if (x <= 0 && discharge > 0) {
          last = Math.max(last, (price - wear) * down);
          worth[n] = last;
          change[n++] = (x * step_h) / down;
        }
        if (x >= 0 && charge > 0) {
          last = Math.max(last, (price + wear) / up);
          worth[n] = last;
          change[n++] = x * step_h * up;
        }
      }
      first[t + 1] = n;
    }
  }
}

/** Insertion sort of the first few entries. */
function sortFew(values: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    let j = i - 1;
    while (j >= 0 && values[j]! > value) {
      values[j + 1] = values[j]!;
      j--;
    }
    values[j + 1] = value;
  }
}
