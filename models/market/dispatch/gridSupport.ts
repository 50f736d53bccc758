/**
 * Mode `grid-support`: the lowest peak that a community draws, then the least cost under it.
 *
 * For a cap C, what is drawn above it, sum of (Y - C)+, is a community cost with prices between 0 and 1, and its lower bound
 * D(C) at multipliers m proves: peak >= C + D(C) / sum of m (for every schedule, sum m (Y - C) >= D). What the plan for C draws
 * at most is an upper bound. Caps halfway between the two bounds bring them together.
 */
import { throwIfAborted } from '../../core/errors.ts';
import { inStep, type StorageUnit } from '../../energy/storage/storageUnit.ts';
import { type CoordinationOptions, type CoordinationProblem, coordinate, flowWith } from './coordinate.ts';
import { lowestCap } from './members.ts';

export interface PeakBounds {
  /** Highest mean power of a step drawn by the community [kW]. */
  readonly upper_kW: number;
  /** No plan has a lower one [kW]. */
  readonly lower_kW: number;
}

export interface LowestPeak {
  readonly power_kW: Float64Array;
  readonly bounds: PeakBounds;
  readonly evaluations: number;
}

const PROBES = 10;
/** Bounds this close are close enough, as a share of the peak. */
const CLOSE = 1e-2;

/** @param problem flat: the first link alone counts */
export async function lowestPeak(problem: CoordinationProblem, options: CoordinationOptions): Promise<LowestPeak> {
  const { steps, step_h, units } = problem;
  const net_kW = problem.net_kW.slice(0, steps);
  const pathOf = units.map(() => [0]);
  let lower_kW = Math.max(0, perfectCap(net_kW, units, step_h));
  let upper_kW = Number.POSITIVE_INFINITY;
  let power_kW: Float64Array = new Float64Array(units.length * steps);
  let evaluations = 0;
  let stuck = 0;
  for (let probe = 0; probe < PROBES; probe++) {
    throwIfAborted(options.signal);
    const isFirst = upper_kW === Number.POSITIVE_INFINITY;
    if (!isFirst && upper_kW - lower_kW <= CLOSE * upper_kW) break;
    const cap = isFirst ? lower_kW : 0.5 * (lower_kW + upper_kW);
    const above = net_kW.map((y) => y - cap);
    const low = new Float64Array(steps);
    const high = new Float64Array(steps).fill(1);
    const answer = await coordinate(
      { steps, step_h, links: 1, net_kW: above, low, high, units: units.map(withoutWear), pathOf, idle_EUR: 0 },
      { ...options, target: 0.1, enough_EUR: 0.2 * CLOSE * Math.max(cap, 1e-3) * step_h },
    );
    evaluations += answer.gap.iterations;
    const flow = flowWith({ net_kW, steps, pathOf }, answer.power_kW);
    const peak = flow.reduce((most, y) => Math.max(most, y), 0);
    if (peak < upper_kW) {
      upper_kW = peak;
      power_kW = answer.power_kW;
    }
    const weight = answer.link_EURPerKWh.reduce((sum, m) => sum + m, 0) * step_h;
    if (weight > 0) lower_kW = Math.min(upper_kW, Math.max(lower_kW, cap + answer.gap.lower_EUR / weight));
    // Neither bound moves: closer they do not come.
    if (!isFirst && peak > cap * (1 + CLOSE) && answer.gap.lower_EUR <= 0) stuck++;
    if (stuck > 2) break;
  }
  return { power_kW, bounds: { upper_kW, lower_kW }, evaluations };
}

function withoutWear(unit: StorageUnit): StorageUnit {
  return { ...unit, throughputCost_EURPerKWh: 0, end: unit.end.kind === 'free' ? { kind: 'free', value_EURPerKWh: 0 } : unit.end };
}

/** Cap that one store with all capacity, all power and no losses could hold: no fleet holds a lower one. */
function perfectCap(net_kW: Float64Array, units: readonly StorageUnit[], step_h: number): number {
  const steps = net_kW.length;
  const charge_kW = new Float64Array(steps);
  const discharge_kW = new Float64Array(steps);
  let capacity_kWh = 0;
  let highest = 0;
  for (const unit of units) {
    // What is drained needs other units of energy (heat, driving): such stores count as power that may stay off.
    if (unit.drain_kWh !== null) continue;
    capacity_kWh += unit.capacity_kWh;
    for (let t = 0; t < steps; t++) {
      charge_kW[t]! += inStep(unit.charge_kW, t);
      discharge_kW[t]! += inStep(unit.discharge_kW, t);
    }
  }
  const drained = units.filter((unit) => unit.drain_kWh !== null);
  const net = net_kW.slice();
  for (let t = 0; t < steps; t++) {
    for (const unit of drained) net[t]! -= inStep(unit.discharge_kW, t);
    highest = Math.max(highest, net[t]! + charge_kW[t]!);
  }
  const unit: StorageUnit = {
    capacity_kWh,
    charge_kW,
    discharge_kW,
    chargeEfficiency: 1,
    dischargeEfficiency: 1,
    lossPerStep: 0,
    drain_kWh: null,
    throughputCost_EURPerKWh: 0,
    initial_kWh: capacity_kWh,
    end: { kind: 'free', value_EURPerKWh: 0 },
    importCap_kW: null,
    canCurtail: false,
  };
  const problem = { steps, step_h, net_kW: net, import_EURPerKWh: net, export_EURPerKWh: net, unit };
  // A bisection ends a little above the lowest cap; what is subtracted keeps this a bound.
  return highest > 0 ? lowestCap(problem, highest) - 1e-6 * highest : 0;
}
