/**
 * The cheapest year of a store whose energy costs more the more it draws, in any number of stairs: a meter behind which
 * a member first uses its own, then buys from neighbours, then from the supplier. Exact, as the year at two prices.
 */

import { closeHollows, type StepCosts } from './stepCosts.ts';
import { inStep, type StorageUnit } from './storageUnit.ts';
import { cheapestPath, powerOfChange, reserveSteps, type StorageWorkspace } from './storageYear.ts';

/** What a further kWh costs at each power of the store: a price that rises by stairs. */
export interface StairPrices {
  readonly steps: number;
  /** Stairs of a step. */
  readonly stairs: number;
  /** Price at the least power [EUR/kWh], per step. */
  readonly base_EURPerKWh: Float64Array;
  /** Power of the store above which the price is higher [kW], and by how much [EUR/kWh]; [step * stairs + stair], in any order. */
  readonly at_kW: Float64Array;
  readonly rise_EURPerKWh: Float64Array;
}

export interface SteppedSchedule {
  /** At the meter [kW]; above zero it charges. */
  readonly power_kW: Float64Array;
  /**
   * What the schedule costs above full discharge in all steps, wear included, less the worth of what is left at a free end;
   * no schedule costs less [EUR].
   */
  readonly aboveDischarge_EUR: number;
}

/**
 * The schedule of least cost. Where a price falls (or is below zero) so that costs are not convex,
 * it is the best one for their convex hull. `importCap_kW` and `canCurtail` are not read.
 *
 * @throws InputError `storage.empty`, `storage.full`, `storage.end`, `storage.cyclic`
 */
export function steppedStorageYear(unit: StorageUnit, prices: StairPrices, step_h: number, work: StorageWorkspace): SteppedSchedule {
  const { steps, stairs } = prices;
  reserveSteps(work, steps, stairs + 2);
  stairCosts(unit, prices, step_h, work.costs);
  const { hull_EUR } = cheapestPath(unit, work.costs, work);
  const power_kW = new Float64Array(steps);
  powerOfChange(unit, step_h, work.change_kWh, power_kW);
  return { power_kW, aboveDischarge_EUR: hull_EUR };
}

function stairCosts(unit: StorageUnit, prices: StairPrices, step_h: number, into: StepCosts): void {
  const { steps, stairs, base_EURPerKWh, at_kW, rise_EURPerKWh } = prices;
  const { segments, slope_EURPerKWh: slope, length_kWh: length } = into;
  const wear = unit.throughputCost_EURPerKWh;
  const down = unit.dischargeEfficiency;
  const at = new Float64Array(stairs + 1);
  const rise = new Float64Array(stairs + 1);
  into.hollowSteps = 0;
  into.firstHollow = -1;
  for (let step = 0; step < steps; step++) {
    const from = -inStep(unit.discharge_kW, step);
    const to = inStep(unit.charge_kW, step);
    const up = inStep(unit.chargeEfficiency, step);
    let price = base_EURPerKWh[step]!;
    // Stairs within reach in ascending order, idleness among them.
    let count = 1;
    at[0] = 0;
    rise[0] = 0;
    for (let stair = step * stairs; stair < (step + 1) * stairs; stair++) {
      const x = at_kW[stair]!;
      if (x <= from) price += rise_EURPerKWh[stair]!;
      else if (x < to) {
        let i = count++;
        for (; i > 0 && at[i - 1]! > x; i--) {
          at[i] = at[i - 1]!;
          rise[i] = rise[i - 1]!;
        }
        at[i] = x;
        rise[i] = rise_EURPerKWh[stair]!;
      }
    }
    const start = step * segments;
    let end = start;
    let low = from;
    for (let i = 0; i <= count; i++) {
      const high = i < count ? at[i]! : to;
      if (high > low) {
        const isCharge = low >= 0;
        slope[end] = isCharge ? (price + wear) / up : (price - wear) * down;
        length[end] = (high - low) * step_h * (isCharge ? up : 1 / down);
        end++;
        low = high;
      }
      if (i < count) price += rise[i]!;
    }
    into.least_kWh[step] = (from * step_h) / down;
    into.most_kWh[step] = to * step_h * up;
    into.count[step] = closeHollows(into, step, start, end) - start;
  }
}
