/**
 * What a change of the level costs in each step: piecewise linear with at most three segments, between full discharge,
 * idleness, a meter at zero, and full charge. Slopes in EUR per stored kWh.
 */
import { InputError } from '../../core/errors.ts';
import { inStep, type StorageProblem, type StorageUnit } from './storageUnit.ts';

/** Most segments of a step at a meter with two prices. */
export const STEP_SEGMENTS = 3;

export interface StepCosts {
  readonly steps: number;
  /** Most segments of a step. */
  readonly segments: number;
  /** Least change of the level in a step, drain not counted [kWh]. */
  readonly least_kWh: Float64Array;
  readonly most_kWh: Float64Array;
  /** Segments of a step: [segments step, segments step + count). */
  readonly count: Uint8Array;
  readonly slope_EURPerKWh: Float64Array;
  readonly length_kWh: Float64Array;
  /** Steps whose cost is not convex, replaced by its convex hull. */
  hollowSteps: number;
  /** The first of them; -1 where there is none. */
  firstHollow: number;
}

export function newStepCosts(steps: number, segments = STEP_SEGMENTS): StepCosts {
  return {
    steps,
    segments,
    least_kWh: new Float64Array(steps),
    most_kWh: new Float64Array(steps),
    count: new Uint8Array(steps),
    slope_EURPerKWh: new Float64Array(steps * segments),
    length_kWh: new Float64Array(steps * segments),
    hollowSteps: 0,
    firstHollow: -1,
  };
}

/**
 * EUR per kWh that the meter counts at a power of the store between two breakpoints. Where feed-in costs money, surplus
 * generation may be turned down; where drawing is paid for, all of it is.
 */
export function meterPrice(net_kW: number, power_kW: number, importPrice: number, exportPrice: number, canCurtail: boolean): number {
  if (canCurtail && exportPrice < 0) {
    const net = importPrice < 0 ? Math.max(net_kW, 0) : net_kW;
    if (net + power_kW > 0) return importPrice;
    return power_kW > 0 ? 0 : exportPrice;
  }
  return net_kW + power_kW > 0 ? importPrice : exportPrice;
}

/** The costs of all steps, each made convex. @throws InputError `storage.importCap` where the meter draws too much whatever the store does */
export function stepCosts(problem: StorageProblem, into = newStepCosts(problem.steps)): StepCosts {
  const { steps, step_h, net_kW, import_EURPerKWh, export_EURPerKWh, unit } = problem;
  const wear = unit.throughputCost_EURPerKWh;
  const cap = unit.importCap_kW ?? Infinity;
  const perDischarge = 1 / unit.dischargeEfficiency;
  into.hollowSteps = 0;
  into.firstHollow = -1;
  for (let step = 0; step < steps; step++) {
    const net = net_kW[step]!;
    const perCharge = inStep(unit.chargeEfficiency, step);
    const from = -inStep(unit.discharge_kW, step);
    const to = Math.min(inStep(unit.charge_kW, step), cap - net);
    if (to < from) throw aboveCap(step, net, cap, -from);
    const first = Math.max(from, Math.min(to, 0, -net));
    const second = Math.max(from, Math.min(to, Math.max(0, -net)));
    into.least_kWh[step] = from * step_h * (from > 0 ? perCharge : perDischarge);
    into.most_kWh[step] = to * step_h * (to > 0 ? perCharge : perDischarge);
    const start = step * STEP_SEGMENTS;
    let end = start;
    let low = from;
    for (let part = 0; part < STEP_SEGMENTS; part++) {
      const high = part === 0 ? first : part === 1 ? second : to;
      if (high > low) {
        const middle = (low + high) / 2;
        const price = meterPrice(net, middle, import_EURPerKWh[step]!, export_EURPerKWh[step]!, unit.canCurtail);
        const stored = middle > 0 ? perCharge : perDischarge;
        into.slope_EURPerKWh[end] = (middle > 0 ? price + wear : price - wear) / stored;
        into.length_kWh[end] = (high - low) * step_h * stored;
        end++;
        low = high;
      }
    }
    into.count[step] = closeHollows(into, step, start, end) - start;
  }
  return into;
}

/** The same for a price alone, whatever else happens at the meter. */
export function priceCosts(unit: StorageUnit, price: Float64Array, step_h: number, into = newStepCosts(price.length)): StepCosts {
  const wear = unit.throughputCost_EURPerKWh;
  const efficiency = unit.dischargeEfficiency;
  into.hollowSteps = 0;
  into.firstHollow = -1;
  for (let step = 0; step < price.length; step++) {
    const start = step * STEP_SEGMENTS;
    let end = start;
    const out = (inStep(unit.discharge_kW, step) * step_h) / efficiency;
    if (out > 0) {
      into.slope_EURPerKWh[end] = (price[step]! - wear) * efficiency;
      into.length_kWh[end] = out;
      end++;
    }
    const perCharge = inStep(unit.chargeEfficiency, step);
    const in_kWh = inStep(unit.charge_kW, step) * step_h * perCharge;
    if (in_kWh > 0) {
      into.slope_EURPerKWh[end] = (price[step]! + wear) / perCharge;
      into.length_kWh[end] = in_kWh;
      end++;
    }
    into.least_kWh[step] = -out;
    into.most_kWh[step] = in_kWh;
    into.count[step] = closeHollows(into, step, start, end) - start;
  }
  return into;
}

/** Slopes may not fall: pools neighbours that do, which gives the convex hull. Returns the end of the segments. */
export function closeHollows(costs: StepCosts, step: number, start: number, end: number): number {
  const slope = costs.slope_EURPerKWh;
  const length = costs.length_kWh;
  let last = start;
  let isHollow = false;
  for (let next = start + 1; next < end; next++) {
    last++;
    slope[last] = slope[next]!;
    length[last] = length[next]!;
    while (last > start && slope[last]! < slope[last - 1]!) {
      // Rounding of equal slopes is not worth a warning.
      if (slope[last - 1]! - slope[last]! > 1e-12 * (Math.abs(slope[last]!) + Math.abs(slope[last - 1]!))) isHollow = true;
      const sum = length[last]! + length[last - 1]!;
      slope[last - 1] = (slope[last]! * length[last]! + slope[last - 1]! * length[last - 1]!) / sum;
      length[last - 1] = sum;
      last--;
    }
  }
  if (isHollow) {
    costs.hollowSteps++;
    if (costs.firstHollow < 0) costs.firstHollow = step;
  }
  return end > start ? last + 1 : start;
}

function aboveCap(step: number, net_kW: number, cap_kW: number, discharge_kW: number): InputError {
  return new InputError({
    code: 'storage.importCap',
    message: `In step ${step} the meter draws ${net_kW} kW; with ${discharge_kW} kW from the store it stays above the limit of ${cap_kW} kW.`,
    where: `step ${step}`,
    mend: 'Raise the limit, or take a store with more power.',
    values: { step, net_kW, cap_kW, discharge_kW },
  });
}
