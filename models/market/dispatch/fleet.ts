/**
 * All stores of a community behind one border: how they answer to common prices, in sum, and the parts of the dispatch that
 * can run side by side. The plain implementation runs here; `solver-as/host` has one over workers.
 */

import { inStep, type StorageUnit } from '../../energy/storage/storageUnit.ts';
import { storageResponse } from '../../energy/storage/storageYear.ts';
import { CurveStorage, type StoreWindow } from './curveStorage.ts';
import { largestCharge, type Stage, WindowSolver, type WindowState } from './windowSolver.ts';

export interface FleetProblem {
  readonly steps: number;
  readonly step_h: number;
  /** Links that energy is paid for; 0 is the connection of the root. */
  readonly links: number;
  readonly units: readonly StorageUnit[];
  /** Links each unit's energy passes, by unit; never empty. */
  readonly pathOf: readonly (readonly number[])[];
}

/** Sum of the best answers of all units to given prices. */
export interface FleetResponse {
  /** [link * steps + step] */
  readonly sum_kW: Float64Array;
  /** No schedules of the units cost less at these prices, wear and worth of what is left over included [EUR]. */
  readonly value_EUR: number;
}

/** A part of the year, for the fleet's units or for others that stand for them. */
export interface WindowJob {
  readonly first: number;
  readonly steps: number;
  /** In place of the fleet's units; series of theirs then begin at the window's first step. */
  readonly standIns: { readonly units: readonly StorageUnit[]; readonly pathOf: readonly (readonly number[])[] } | null;
  readonly net_kW: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** By unit: level at the start, level at the end or NaN where it is free, and its worth then [EUR/kWh]. */
  readonly start_kWh: Float64Array;
  readonly end_kWh: Float64Array;
  readonly endValue_EURPerKWh: Float64Array;
  readonly state: WindowState;
  readonly stages: readonly Stage[];
  readonly scale_EURPerKWh: number;
  readonly tolerance_EUR: number;
}

export interface WindowResult extends WindowState {
  /** How often all units were asked. */
  readonly evaluations: number;
}

export interface Fleet {
  readonly problem: FleetProblem;
  /** @param prices_EURPerKWh per kWh over each link [link * steps + step] */
  respond(prices_EURPerKWh: Float64Array): Promise<FleetResponse>;
  /**
   * The answers one by one [unit * steps + step], kept near `centre_kW` by softness/(2 power) |x - centre|^2; softness in
   * EUR/kWh, above zero.
   */
  schedules(prices_EURPerKWh: Float64Array, softness_EURPerKWh: number, centre_kW: Float64Array): Promise<Float64Array>;
  solveWindows(jobs: readonly WindowJob[], onDone: (index: number) => void): Promise<WindowResult[]>;
  dispose(): Promise<void>;
}

export type FleetFactory = (problem: FleetProblem) => Promise<Fleet>;

/** Units whose sums are taken together, so that sums have the same bytes for any number of workers. */
export const SHARD_UNITS = 8;

export function shardCount(problem: FleetProblem): number {
  return Math.max(1, Math.ceil(problem.units.length / SHARD_UNITS));
}

/** Answers of units to a price alone: the inside of {@link Fleet.respond}; kernels may stand in. */
export type Responder = (
  unit: StorageUnit,
  price_EURPerKWh: Float64Array,
  step_h: number,
) => { readonly power_kW: Float64Array; readonly bound_EUR: number };

/** The fleet's work, one piece at a time; runs in this thread or in a worker. */
export class FleetEngine {
  readonly #problem: FleetProblem;
  readonly #respond: Responder;
  readonly #windows = new WindowSolver();
  readonly #store = new CurveStorage();

  constructor(problem: FleetProblem, respond: Responder = storageResponse) {
    this.#problem = problem;
    this.#respond = respond;
  }

  respondShard(shard: number, prices: Float64Array): FleetResponse {
    const { steps, step_h, links, units, pathOf } = this.#problem;
    const sum_kW = new Float64Array(links * steps);
    let value_EUR = 0;
    const last = Math.min(units.length, (shard + 1) * SHARD_UNITS);
    for (let u = shard * SHARD_UNITS; u < last; u++) {
      const path = pathOf[u]!;
      const { power_kW, bound_EUR } = this.#respond(units[u]!, priceOnPath(prices, path, steps), step_h);
      value_EUR += bound_EUR;
      for (const link of path) for (let t = 0; t < steps; t++) sum_kW[link * steps + t]! += power_kW[t]!;
    }
    return { sum_kW, value_EUR };
  }

  /** @param centre of the shard's units only, as the answer */
  scheduleShard(shard: number, prices: Float64Array, softness: number, centre: Float64Array): Float64Array {
    const { steps, step_h, units, pathOf } = this.#problem;
    const first = shard * SHARD_UNITS;
    const count = Math.min(units.length, first + SHARD_UNITS) - first;
    const power = new Float64Array(count * steps);
    const nothing = new Float64Array(steps);
    const rise = new Float64Array(steps);
    for (let i = 0; i < count; i++) {
      const unit = units[first + i]!;
      const size_kW = largestCharge(unit);
      if (size_kW <= 0) continue;
      const slope = softness / size_kW;
      rise.fill(slope);
      const curve = priceOnPath(prices, pathOf[first + i]!, steps).slice();
      for (let t = 0; t < steps; t++) curve[t]! -= slope * centre[i * steps + t]!;
      const curves = { steps, links: 1, step_h, centre: curve, rise, limits: null };
      this.#store.solve(unit, wholeYear(unit), curves, [0], nothing, power.subarray(i * steps, (i + 1) * steps));
    }
    return power;
  }

  window(job: WindowJob): WindowResult {
    const { step_h, links } = this.#problem;
    const { units, pathOf } = job.standIns ?? this.#problem;
    const windows = units.map((_, u): StoreWindow => {
      const level = job.end_kWh[u]!;
      const end = Number.isNaN(level) ? { value_EURPerKWh: job.endValue_EURPerKWh[u]! } : { level_kWh: level };
      return { first: job.standIns ? 0 : job.first, start_kWh: job.start_kWh[u]!, end };
    });
    const { steps, net_kW, low, high, scale_EURPerKWh, tolerance_EUR } = job;
    const evaluations = { count: 0 };
    const problem = { steps, step_h, links, net_kW, low, high, units, pathOf, windows, scale_EURPerKWh, tolerance_EUR };
    const found = this.#windows.solve(problem, job.state, job.stages, evaluations);
    return { ...found, evaluations: evaluations.count };
  }
}

/** Price of a kWh at a store: the sum over the links it passes. */
export function priceOnPath(prices: Float64Array, path: readonly number[], steps: number): Float64Array {
  const first = path[0]! * steps;
  if (path.length === 1) return prices.subarray(first, first + steps);
  const sum = prices.slice(first, first + steps);
  for (const link of path.slice(1)) for (let t = 0; t < steps; t++) sum[t]! += prices[link * steps + t]!;
  return sum;
}

/** The whole year as one window; a cyclic end counts as one at the initial level. */
export function wholeYear(unit: StorageUnit): StoreWindow {
  const { end } = unit;
  return {
    first: 0,
    start_kWh: unit.initial_kWh,
    end:
      end.kind === 'free'
        ? { value_EURPerKWh: end.value_EURPerKWh }
        : { level_kWh: end.kind === 'fixed' ? end.level_kWh : unit.initial_kWh },
  };
}

/** Levels before each step and after the last [kWh], from powers. */
export function levelsOf(unit: StorageUnit, power_kW: Float64Array, step_h: number): Float64Array {
  const steps = power_kW.length;
  const level = new Float64Array(steps + 1);
  level[0] = unit.initial_kWh;
  for (let t = 0; t < steps; t++) {
    const v = power_kW[t]!;
    const stored = v > 0 ? v * inStep(unit.chargeEfficiency, t) : v / unit.dischargeEfficiency;
    const next = level[t]! * (1 - unit.lossPerStep) + stored * step_h - (unit.drain_kWh === null ? 0 : unit.drain_kWh[t]!);
    level[t + 1] = Math.min(unit.capacity_kWh, Math.max(0, next));
  }
  return level;
}

/** A fleet in this thread, in plain TypeScript: the reference of the parallel one. */
export async function createLocalFleet(problem: FleetProblem, respond?: Responder): Promise<Fleet> {
  const engine = new FleetEngine(problem, respond);
  const { steps, links } = problem;
  return {
    problem,
    respond: async (prices) =>
      addShards(
        links * steps,
        Array.from({ length: shardCount(problem) }, (_, shard) => engine.respondShard(shard, prices)),
      ),
    schedules: async (prices, softness, centre) => {
      const all = new Float64Array(problem.units.length * steps);
      for (let shard = 0; shard < shardCount(problem); shard++) {
        const from = shard * SHARD_UNITS * steps;
        all.set(engine.scheduleShard(shard, prices, softness, centre.subarray(from, from + SHARD_UNITS * steps)), from);
      }
      return all;
    },
    solveWindows: async (jobs, onDone) => {
      const results: WindowResult[] = [];
      for (const [index, job] of jobs.entries()) {
        results.push(engine.window(job));
        onDone(index);
        // Lets a cancel through between windows.
        await Promise.resolve();
      }
      return results;
    },
    dispose: async () => {},
  };
}

export function addShards(size: number, shards: readonly FleetResponse[]): FleetResponse {
  const sum_kW = new Float64Array(size);
  let value_EUR = 0;
  for (const shard of shards) {
    value_EUR += shard.value_EUR;
    for (let i = 0; i < size; i++) sum_kW[i]! += shard.sum_kW[i]!;
  }
  return { sum_kW, value_EUR };
}
