/**
 * Prices and powers of a window of the year at which the stores of a community serve it at least cost.
 *
 * Proximal point outside, semismooth Newton inside. Each store adds softness/2 |x - centre|^2 to its bill, so that its
 * answer to prices is single and moves continuously; the dual function then is smooth and its second derivative known:
 * between two steps at which a store is full or empty, the steps at which it runs below its power limits answer to prices
 * like -(1/softness)(I - w w' / w'w), w the kWh stored per kWh at the meter. Summed over stores this is a banded matrix. The
 * softness falls from stage to stage and the centres follow, so that nothing of it is left at the end.
 * See docs/models/community-dispatch.md.
 */
import { inStep, type StorageUnit } from '../../energy/storage/storageUnit.ts';
import { BandMatrix } from './bandMatrix.ts';
import { CurveStorage, type StoreWindow } from './curveStorage.ts';

/** How soft prices act, as a share of the price scale; Newton steps at most; width of the price ramp of the sweep after them, as a share of all charging power (0: no sweep). */
export interface Stage {
  readonly softness: number;
  readonly steps: number;
  readonly sweepWidth: number;
}

/** A window of the problem. Links are the connection of the root (0) and those of nested collectives. */
export interface WindowProblem {
  readonly steps: number;
  readonly step_h: number;
  readonly links: number;
  /** Flow over each link before the stores [kW], and limits of what a kWh over it costs [EUR/kWh]; [link * steps + step]. */
  readonly net_kW: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly units: readonly StorageUnit[];
  /** Links each store hangs on, by unit. */
  readonly pathOf: readonly (readonly number[])[];
  readonly windows: readonly StoreWindow[];
  /** Price scale of softness [EUR/kWh]. */
  readonly scale_EURPerKWh: number;
  /** Money that counts as nothing [EUR]. */
  readonly tolerance_EUR: number;
}

export interface WindowState {
  /** Price of a kWh over each link [link * steps + step]. */
  readonly link_EURPerKWh: Float64Array;
  /** [unit * steps + step] */
  readonly power_kW: Float64Array;
}

/** Widest band of the Newton matrix. */
const BAND = 49;

interface Point {
  readonly prices: Float64Array;
  readonly power: Float64Array;
  readonly flow: Float64Array;
  readonly matrix: BandMatrix;
  value: number;
}

/** Works on one window after another; keeps its memory. */
export class WindowSolver {
  readonly #store = new CurveStorage();
  #free = new Int32Array(0);
  #weight = new Float64Array(0);

  /**
   * @param start prices to begin with; `power_kW` are the first centres
   * @param evaluations counts answers of the whole group of stores
   */
  solve(problem: WindowProblem, start: WindowState, stages: readonly Stage[], evaluations: { count: number }): WindowState {
    const { steps, links, units } = problem;
    const size = steps * links;
    if (this.#free.length < steps) {
      this.#free = new Int32Array(steps);
      this.#weight = new Float64Array(steps);
    }
    const power_kW = units.reduce((sum, unit) => sum + largestCharge(unit), 0);
    const centre = Float64Array.from(start.power_kW);
    let here = newPoint(size, units.length * steps, links);
    let there = newPoint(size, units.length * steps, links);
    here.prices.set(start.link_EURPerKWh);
    const least = (0.0025 * power_kW) / problem.scale_EURPerKWh;
    let damping = (0.02 * power_kW) / problem.scale_EURPerKWh;
    const direction = new Float64Array(size);
    for (const stage of stages) {
      const softness = stage.softness * problem.scale_EURPerKWh;
      this.#evaluate(problem, here, centre, softness);
      evaluations.count++;
      for (let k = 0; k < stage.steps; k++) {
        if (missing_EUR(problem, here) < problem.tolerance_EUR) break;
        const before = here.value;
        let isBetter = false;
        for (let attempt = 0; attempt < 3 && !isBetter; attempt++) {
          here.matrix.solveFree(here.flow, isPinned(problem, here), damping, direction);
          const expected = moved(problem, here, direction, there.prices);
          this.#evaluate(problem, there, centre, softness);
          evaluations.count++;
          const ratio = (there.value - before) / Math.max(1e-12, expected);
          if (ratio > 0.7) damping = Math.max(least, damping / 4);
          else if (ratio < 0.3) damping = Math.min(1e5 * least, damping * 4);
          isBetter = there.value > before;
        }
        if (!isBetter) break;
        const swap = here;
        here = there;
        there = swap;
        if (here.value - before < 0.5 * problem.tolerance_EUR) break;
      }
      if (stage.sweepWidth > 0) {
        this.#sweep(problem, here, stage.sweepWidth * power_kW);
        evaluations.count++;
      }
      centre.set(here.power);
    }
    return { link_EURPerKWh: here.prices, power_kW: here.power };
  }

  /**
   * Stores of one meter, each in turn against the others on prices that rise with the flow, ever more steeply: unlike turns
   * against the bare prices, these do not get stuck where the meter draws nothing.
   * @param widths kW over which the price rises from its lower to its upper limit, as shares of all charging power
   */
  turns(problem: WindowProblem, power_kW: Float64Array, widths: readonly number[]): Float64Array {
    const point: Point = {
      prices: problem.low.map((low, row) => 0.5 * (low + problem.high[row]!)),
      power: power_kW.slice(),
      flow: problem.net_kW.slice(),
      matrix: new BandMatrix(1, 1, 1),
      value: 0,
    };
    const { steps } = problem;
    problem.units.forEach((_, u) => {
      for (const link of problem.pathOf[u]!) for (let t = 0; t < steps; t++) point.flow[link * steps + t]! += point.power[u * steps + t]!;
    });
    const all_kW = problem.units.reduce((sum, unit) => sum + largestCharge(unit), 0);
    for (const width of widths) this.#sweep(problem, point, width * all_kW);
    return point.power;
  }

  /**
   * Each store in turn against all others, on a price that rises with the flow around the present one: brings the flows
   * back to where prices say they are.
   */
  #sweep(problem: WindowProblem, point: Point, width_kW: number): void {
    const { steps, step_h, links, units, low, high } = problem;
    const { prices, power, flow } = point;
    const rise = new Float64Array(prices.length);
    for (let row = 0; row < rise.length; row++) rise[row] = (high[row]! - low[row]!) / width_kW;
    const curves = { steps, links, step_h, centre: prices, rise, limits: { low, high } };
    for (let u = 0; u < units.length; u++) {
      const x = power.subarray(u * steps, (u + 1) * steps);
      const path = problem.pathOf[u]!;
      for (const link of path) for (let t = 0; t < steps; t++) flow[link * steps + t]! -= x[t]!;
      this.#store.solve(units[u]!, problem.windows[u]!, curves, path, flow, x);
      for (const link of path) for (let t = 0; t < steps; t++) flow[link * steps + t]! += x[t]!;
    }
    for (let row = 0; row < rise.length; row++) {
      prices[row] = Math.min(high[row]!, Math.max(low[row]!, prices[row]! + rise[row]! * flow[row]!));
    }
  }

  /** Answers of all stores to the prices of a point, and how these answers move. */
  #evaluate(problem: WindowProblem, point: Point, centre: Float64Array, softness: number): void {
    const { steps, step_h, links, units } = problem;
    const { prices, power, flow, matrix } = point;
    flow.set(problem.net_kW);
    matrix.clear();
    let value = 0;
    for (let row = 0; row < prices.length; row++) value += prices[row]! * problem.net_kW[row]!;
    const curve = new Float64Array(steps);
    const nothing = new Float64Array(steps);
    const rise = new Float64Array(steps);
    const curves = { steps, links: 1, step_h, centre: curve, rise, limits: null };
    const own = [0];
    for (let u = 0; u < units.length; u++) {
      const unit = units[u]!;
      const path = problem.pathOf[u]!;
      const size_kW = largestCharge(unit);
      if (size_kW <= 0) continue;
      const slope = softness / size_kW;
      rise.fill(slope);
      const from = u * steps;
      const first = path[0]! * steps;
      for (let t = 0; t < steps; t++) curve[t] = prices[first + t]! - slope * centre[from + t]!;
      for (let p = 1; p < path.length; p++) {
        const row = path[p]! * steps;
        for (let t = 0; t < steps; t++) curve[t]! += prices[row + t]!;
      }
      const x = power.subarray(from, from + steps);
      this.#store.solve(unit, problem.windows[u]!, curves, own, nothing, x);
      let sum = 0;
      const wear = unit.throughputCost_EURPerKWh;
      for (let t = 0; t < steps; t++) {
        const v = x[t]!;
        const d = v - centre[from + t]!;
        // curve = price - slope centre, hence curve x + slope/2 x^2 + slope/2 centre^2 = price x + slope/2 (x - centre)^2.
        sum += (curve[t]! + slope * centre[from + t]!) * v + 0.5 * slope * d * d + wear * Math.abs(v);
      }
      value += sum;
      for (const link of path) {
        const row = link * steps;
        for (let t = 0; t < steps; t++) flow[row + t]! += x[t]!;
      }
      this.#curvature(problem, u, x, slope, matrix, links);
    }
    point.value = value * step_h;
  }

  /** Adds how a store answers to prices: (1/slope)(I - w w'/w'w) over each stretch between full and empty. */
  #curvature(problem: WindowProblem, u: number, x: Float64Array, slope: number, matrix: BandMatrix, links: number): void {
    const { steps, step_h } = problem;
    const unit = problem.units[u]!;
    const window = problem.windows[u]!;
    const path = problem.pathOf[u]!;
    const free = this.#free;
    const weight = this.#weight;
    const keep = 1 - unit.lossPerStep;
    const inverse = 1 / slope;
    const edge = 1e-7 * Math.max(1, unit.capacity_kWh);
    const isEndFree = !('level_kWh' in window.end);
    let level = window.start_kWh;
    let count = 0;
    let growth = 1;
    const reach = Math.floor((BAND - 1) / links);
    for (let t = 0; t <= steps; t++) {
      let isEdge = t === steps;
      if (!isEdge) {
        const step = window.first + t;
        const v = x[t]!;
        const up = inStep(unit.chargeEfficiency, step);
        const down = unit.dischargeEfficiency;
        growth /= keep;
        if (v > 1e-7) {
          if (v < inStep(unit.charge_kW, step) - 1e-7) {
            free[count] = t;
            weight[count++] = up * growth;
          }
        } else if (v < -1e-7 && v > -inStep(unit.discharge_kW, step) + 1e-7) {
          free[count] = t;
          weight[count++] = growth / down;
        }
        const drain = unit.drain_kWh === null ? 0 : unit.drain_kWh[step]!;
        level = level * keep + (v > 0 ? v * up : v / down) * step_h - drain;
        isEdge = level < edge || level > unit.capacity_kWh - edge;
      }
      if (!isEdge) continue;
      if (count > 0) {
        let square = 0;
        for (let i = 0; i < count; i++) square += weight[i]! * weight[i]!;
        // The last stretch before a free end keeps its worth; so does, nearly, one longer than the band.
        const isTied = !(t === steps && isEndFree) && free[count - 1]! - free[0]! <= reach;
        if (path.length === 1) matrix.addStretch(free, weight, count, inverse, isTied ? inverse / square : 0, links, path[0]!);
        else matrix.addStretchOfMany(free, weight, count, inverse, isTied ? inverse / square : 0, links, path);
      }
      count = 0;
      growth = 1;
    }
  }
}

function newPoint(size: number, powers: number, links: number): Point {
  return {
    prices: new Float64Array(size),
    power: new Float64Array(powers),
    flow: new Float64Array(size),
    matrix: new BandMatrix(size, Math.min(size, BAND), links),
    value: 0,
  };
}

export function largestCharge(unit: StorageUnit): number {
  if (typeof unit.charge_kW === 'number') return unit.charge_kW;
  let most = 0;
  for (const value of unit.charge_kW) most = Math.max(most, value);
  return most;
}

/** Rows whose price stands at a limit and is pushed beyond it. */
function isPinned({ low, high }: WindowProblem, { prices, flow }: Point): Uint8Array {
  const pinned = new Uint8Array(prices.length);
  for (let row = 0; row < prices.length; row++) {
    const price = prices[row]!;
    const y = flow[row]!;
    pinned[row] = high[row]! - low[row]! < 1e-12 || (y < 0 && price <= low[row]! + 1e-12) || (y > 0 && price >= high[row]! - 1e-12) ? 1 : 0;
  }
  return pinned;
}

/** Prices after a step, kept in their limits; returns the gain that a quadratic model expects of it. */
function moved({ low, high, step_h }: WindowProblem, { prices, flow }: Point, direction: Float64Array, target: Float64Array): number {
  let expected = 0;
  for (let row = 0; row < prices.length; row++) {
    const price = Math.min(high[row]!, Math.max(low[row]!, prices[row]! + direction[row]!));
    expected += 0.5 * (price - prices[row]!) * flow[row]!;
    target[row] = price;
  }
  return expected * step_h;
}

/** What the flows cost beyond what their prices explain: zero where prices and flows fit [EUR]. */
function missing_EUR({ low, high, step_h }: WindowProblem, { prices, flow }: Point): number {
  let sum = 0;
  for (let row = 0; row < prices.length; row++) {
    const y = flow[row]!;
    sum += y * ((y > 0 ? high[row]! : low[row]!) - prices[row]!);
  }
  return sum * step_h;
}
