/**
 * Looks for a cheaper schedule where costs are not convex: dynamic programming over a grid of levels, then over finer
 * and finer corridors around the best path so far. The path itself is always one of the choices, so it never gets worse.
 */
import { turnedDown } from './scheduleCost.ts';
import { inStep, type StorageProblem } from './storageUnit.ts';

interface Schedule {
  readonly power_kW: Float64Array;
  readonly level_kWh: Float64Array;
}

/** Levels beside the path in each step. */
const CHOICES = 20;
/** Passes over corridors, each this much narrower than the one before. */
const PASSES = 8;
const NARROWING = 0.35;

/** A schedule that costs no more. */
export function refineSchedule(problem: StorageProblem, from: Schedule): Schedule {
  const { capacity_kWh } = problem.unit;
  let best = from;
  let width = 2 * capacity_kWh;
  for (let pass = 0; pass < PASSES && capacity_kWh > 0; pass++) {
    best = cheapestInCorridor(problem, best, width);
    width *= NARROWING;
  }
  return best;
}

function cheapestInCorridor(problem: StorageProblem, path: Schedule, width: number): Schedule {
  const { steps, unit } = problem;
  const { capacity_kWh, end } = unit;
  const nodes = CHOICES + 1;
  const levels = new Float64Array((steps + 1) * nodes);
  const origin = new Uint8Array((steps + 1) * nodes);
  let cost = new Float64Array(nodes).fill(Infinity);
  let next = new Float64Array(nodes);
  // The path is node 0; first and last level stay as they are where they are given.
  for (let step = 0; step <= steps; step++) {
    const middle = path.level_kWh[step]!;
    const isGiven = step === 0 || (step === steps && end.kind !== 'free');
    for (let node = 0; node < nodes; node++) {
      const offset = node === 0 || isGiven ? 0 : ((node - 0.5) / CHOICES - 0.5) * width;
      levels[step * nodes + node] = node === 0 ? middle : Math.min(capacity_kWh, Math.max(0, middle + offset));
    }
  }
  cost[0] = 0;
  const keep = 1 - unit.lossPerStep;
  for (let step = 0; step < steps; step++) {
    const stepCost = costOfChange(problem, step);
    const drain = unit.drain_kWh?.[step] ?? 0;
    next.fill(Infinity);
    for (let a = 0; a < nodes; a++) {
      const before = cost[a]!;
      if (before === Infinity) continue;
      const left = levels[step * nodes + a]! * keep - drain;
      for (let b = 0; b < nodes; b++) {
        const sum =
          a === 0 && b === 0
            ? before + stepCost.ofPower(path.power_kW[step]!)
            : before + stepCost.ofChange(levels[(step + 1) * nodes + b]! - left);
        if (sum < next[b]!) {
          next[b] = sum;
          origin[(step + 1) * nodes + b] = a;
        }
      }
    }
    [cost, next] = [next, cost];
  }
  let node = 0;
  const value = end.kind === 'free' ? end.value_EURPerKWh : 0;
  for (let b = 1; b < nodes; b++) {
    if (cost[b]! - value * levels[steps * nodes + b]! < cost[node]! - value * levels[steps * nodes + node]!) node = b;
  }
  const level_kWh = new Float64Array(steps + 1);
  const power_kW = new Float64Array(steps);
  level_kWh[steps] = levels[steps * nodes + node]!;
  for (let step = steps - 1; step >= 0; step--) {
    const before = origin[(step + 1) * nodes + node]!;
    level_kWh[step] = levels[step * nodes + before]!;
    const change = level_kWh[step + 1]! - level_kWh[step]! * keep + (unit.drain_kWh?.[step] ?? 0);
    power_kW[step] = before === 0 && node === 0 ? path.power_kW[step]! : costOfChange(problem, step).powerOf(change);
    node = before;
  }
  return { power_kW, level_kWh };
}

function costOfChange(problem: StorageProblem, step: number) {
  const { step_h, unit } = problem;
  const net = problem.net_kW[step]!;
  const buy = problem.import_EURPerKWh[step]!;
  const sell = problem.export_EURPerKWh[step]!;
  const wear = unit.throughputCost_EURPerKWh;
  const perCharge = inStep(unit.chargeEfficiency, step) * step_h;
  const perDischarge = step_h / unit.dischargeEfficiency;
  const most = Math.min(inStep(unit.charge_kW, step), (unit.importCap_kW ?? Infinity) - net);
  const least = -inStep(unit.discharge_kW, step);
  const powerOf = (change: number) => change / (change > 0 ? perCharge : perDischarge);
  const ofPower = (power: number) => {
    const grid = net + power + turnedDown(net, power, buy, sell, unit.canCurtail);
    return step_h * (grid * (grid > 0 ? buy : sell) + wear * Math.abs(power));
  };
  return {
    powerOf,
    ofPower,
    ofChange: (change: number) => {
      const power = powerOf(change);
      return power >= least && power <= most ? ofPower(power) : Infinity;
    },
  };
}
