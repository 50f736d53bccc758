/**
 * Least cost of a community with many different stores, with a proof of how far from it the answer is.
 *
 * P* = min sum over links of [high z+ - low z-], z = net + sum of stores. For prices in [low, high] the sum of best answers
 * of all stores, each found exactly, is a lower bound; any schedules are an upper one. Prices and schedules are looked for in
 * windows of two weeks (see windowSolver.ts): first with few stand-ins for many stores, in windows that overlap, then with
 * every store, its level at the window's ends held, then in windows moved by half until the gap is small.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { StorageUnit } from '../../energy/storage/storageUnit.ts';
import type { CertifiedGap } from '../outcome.ts';
import { type Fleet, type FleetFactory, levelsOf, type WindowJob, type WindowResult } from './fleet.ts';
import { mergeCopies, standInsFor, unitInWindow } from './standIns.ts';
import type { Stage } from './windowSolver.ts';

/** A community as the dispatch sees it: links with flows and prices, and stores that hang on them. */
export interface CoordinationProblem {
  readonly steps: number;
  readonly step_h: number;
  /** 0 is the connection to the supplier, the others lead from nested collectives to their parents. */
  readonly links: number;
  /** Flow over each link without the stores, above zero towards the members [kW]; [link * steps + step]. */
  readonly net_kW: Float64Array;
  /** What a kWh out of the members costs less (`low`) and one to them more (`high`) [EUR/kWh]; low <= high. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly units: readonly StorageUnit[];
  /** Links that each unit's energy passes; the first entry is 0. */
  readonly pathOf: readonly (readonly number[])[];
  /** Community cost where nothing is moved, to measure the benefit by [EUR]. */
  readonly idle_EUR: number;
}

export interface Coordination {
  /** [unit * steps + step] */
  readonly power_kW: Float64Array;
  /** Price of a kWh over each link [link * steps + step]. */
  readonly link_EURPerKWh: Float64Array;
  readonly gap: CertifiedGap;
}

export interface CoordinationOptions {
  readonly fleet: FleetFactory;
  /** Gap to stop at, as a share of the cost. */
  readonly target?: number;
  /** Gap that is as good as none [EUR]. */
  readonly enough_EUR?: number;
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

const WINDOW_H = 336;
const OVERLAP_H = 48;
const STAND_INS = 12;
/** The bar; half of it costs about twice the time. */
const TARGET = 2e-3;
/** At least so many rounds are allowed; few stores are quick to ask, and get more. */
const ROUNDS = 5;
const MOST_ROUNDS = 14;
const STORE_ROUNDS = 600;

const FIRST: readonly Stage[] = [1, 0.5, 0.3, 0.2, 0.13, 0.08, 0.05].map((softness) => ({
  softness,
  steps: 3,
  sweepWidth: softness > 0.35 ? 0 : 0.05,
}));
const SECOND: readonly Stage[] = [
  { softness: 0.1, steps: 1, sweepWidth: 0.05 },
  { softness: 0.08, steps: 1, sweepWidth: 0.05 },
  { softness: 0.06, steps: 1, sweepWidth: 0.03 },
];
const LATER: readonly Stage[] = [
  { softness: 0.05, steps: 1, sweepWidth: 0.03 },
  { softness: 0.04, steps: 1, sweepWidth: 0.03 },
  { softness: 0.03, steps: 1, sweepWidth: 0.02 },
];

/** Stages of the second and later rounds: harder each time. */
function laterStages(round: number): readonly Stage[] {
  const harder = Math.max(0.15, 0.8 ** (round - 1));
  return LATER.map(({ softness, steps, sweepWidth }) => ({ softness: softness * harder, steps, sweepWidth: sweepWidth * harder }));
}

/** Cost of flows over the links [EUR], without wear. */
export function flowCost(problem: Pick<CoordinationProblem, 'low' | 'high' | 'step_h'>, flow_kW: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < flow_kW.length; row++) {
    const z = flow_kW[row]!;
    sum += z * (z > 0 ? problem.high[row]! : problem.low[row]!);
  }
  return sum * problem.step_h;
}

/** Flows with the stores added [link * steps + step]. */
export function flowWith(problem: Pick<CoordinationProblem, 'net_kW' | 'steps' | 'pathOf'>, power_kW: Float64Array): Float64Array {
  const flow = problem.net_kW.slice();
  const { steps } = problem;
  problem.pathOf.forEach((path, u) => {
    for (const link of path) for (let t = 0; t < steps; t++) flow[link * steps + t]! += power_kW[u * steps + t]!;
  });
  return flow;
}

interface Found {
  power_kW: Float64Array;
  prices: Float64Array;
  upper_EUR: number;
  lower_EUR: number;
  lowerPrices: Float64Array;
  evaluations: number;
}

/**
 * Schedules and prices of least community cost, with bounds.
 * Deterministic: the same bytes for any fleet and any number of workers.
 */
export async function coordinate(whole: CoordinationProblem, options: CoordinationOptions): Promise<Coordination> {
  const merged = mergeCopies(whole.units, whole.pathOf);
  const problem: CoordinationProblem = { ...whole, units: merged.units, pathOf: merged.pathOf };
  const { steps, step_h, links } = problem;
  const fleet = await options.fleet({ steps, step_h, links, units: problem.units, pathOf: problem.pathOf });
  try {
    const found = await search(problem, fleet, options);
    const power_kW = new Float64Array(whole.units.length * steps);
    for (let u = 0; u < whole.units.length; u++) {
      const from = merged.unitOf[u]! * steps;
      const share = merged.shareOf[u]!;
      for (let t = 0; t < steps; t++) power_kW[u * steps + t] = share * found.power_kW[from + t]!;
    }
    return { power_kW, link_EURPerKWh: found.lowerPrices, gap: gapOf(found, whole.idle_EUR) };
  } finally {
    await fleet.dispose();
  }
}

function gapOf({ upper_EUR, lower_EUR, evaluations }: Found, idle_EUR: number): CertifiedGap {
  const gap = Math.max(0, upper_EUR - lower_EUR);
  const benefit = idle_EUR - lower_EUR;
  return {
    upper_EUR,
    lower_EUR,
    relative: upper_EUR === 0 ? (gap === 0 ? 0 : 1) : gap / Math.abs(upper_EUR),
    ofBenefit: benefit > 1e-9 ? gap / benefit : 0,
    iterations: evaluations,
    isCertified: true,
  };
}

async function search(problem: CoordinationProblem, fleet: Fleet, options: CoordinationOptions): Promise<Found> {
  const { steps, step_h, links, units } = problem;
  const target = options.target ?? TARGET;
  const scale = priceScale(problem);
  const report = (done: number) => options.onProgress?.({ done, stage: 'progress.market' });
  const found: Found = {
    power_kW: new Float64Array(units.length * steps),
    prices: new Float64Array(links * steps),
    upper_EUR: Number.POSITIVE_INFINITY,
    lower_EUR: Number.NEGATIVE_INFINITY,
    lowerPrices: new Float64Array(links * steps),
    evaluations: 0,
  };
  throwIfAborted(options.signal);
  const first = await firstPrices(problem, fleet, scale, (share) => report(0.3 * share), options.signal);
  found.prices = first.prices;
  found.evaluations += first.evaluations;
  // Every store answers softly to the first prices around its part of the stand-in: whole schedules that hold all limits.
  const start = await fleet.schedules(first.prices, scale, first.power_kW);
  found.evaluations++;
  let power = start;
  report(0.35);
  const window = Math.max(24, Math.round(WINDOW_H / step_h));
  const rounds = Math.max(ROUNDS, Math.min(MOST_ROUNDS, Math.round(STORE_ROUNDS / Math.max(1, units.length))));
  for (let round = 0; round < rounds; round++) {
    const open = found.upper_EUR - found.lower_EUR;
    if (round > 0 && open <= Math.max(target * Math.abs(found.upper_EUR), options.enough_EUR ?? 0)) break;
    throwIfAborted(options.signal);
    const schedule = power;
    const levels = units.map((unit, u) => levelsOf(unit, schedule.subarray(u * steps, (u + 1) * steps), step_h));
    const cuts = settledCuts(problem, windowCuts(steps, window, round % 2 === 1), levels, Math.floor(window / 5));
    const stages = round === 0 ? SECOND : laterStages(round);
    const jobs = cuts.slice(1).map((to, i) => fullJob(problem, cuts[i]!, to, schedule, found.prices, levels, scale, stages));
    let ready = 0;
    const results = await fleet.solveWindows(jobs, () => report(0.35 + (0.6 * (round + ++ready / jobs.length)) / (round + 2)));
    throwIfAborted(options.signal);
    power = joined(problem, cuts, results, found.prices);
    found.evaluations += Math.max(...results.map((result) => result.evaluations));
    await keepBetter(problem, fleet, found, power, found.prices);
  }
  report(1);
  return found;
}

/** Takes schedules and prices where they improve a bound. */
async function keepBetter(
  problem: CoordinationProblem,
  fleet: Fleet,
  found: Found,
  power: Float64Array,
  prices: Float64Array,
): Promise<void> {
  const upper = flowCost(problem, flowWith(problem, power)) + ownCosts(problem, power);
  if (upper < found.upper_EUR) {
    found.upper_EUR = upper;
    found.power_kW = power;
  }

  const answer = await fleet.respond(prices);
  found.evaluations++;
  let fixed = 0;
  for (let row = 0; row < prices.length; row++) fixed += prices[row]! * problem.net_kW[row]!;
  const lower = fixed * problem.step_h + answer.value_EUR;

  if (lower > found.lower_EUR) {
    found.lower_EUR = lower;
    found.lowerPrices = prices.slice();
  }
}

/** Wear, less the worth of what is left at free ends [EUR]. */
function ownCosts({ units, steps, step_h }: CoordinationProblem, power_kW: Float64Array): number {
  let sum = 0;
  units.forEach((unit, u) => {
    const power = power_kW.subarray(u * steps, (u + 1) * steps);
    if (unit.throughputCost_EURPerKWh > 0) {
      let through = 0;
      for (const v of power) through += Math.abs(v);
      sum += through * step_h * unit.throughputCost_EURPerKWh;
    }
    if (unit.end.kind === 'free') sum -= unit.end.value_EURPerKWh * levelsOf(unit, power, step_h)[steps]!;
  });
  return sum;
}

function priceScale({ high, low, steps }: CoordinationProblem): number {
  let sum = 0;
  for (let t = 0; t < steps; t++) sum += Math.max(Math.abs(high[t]!), Math.abs(low[t]!));
  return Math.max(1e-6, sum / steps);
}

/** Money that passes the connection to the supplier in a stretch of time, whatever its direction [EUR]. */
function turnover(problem: CoordinationProblem, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) {
    const z = problem.net_kW[t]!;
    sum += Math.abs(z * (z > 0 ? problem.high[t]! : problem.low[t]!));
  }
  return Math.max(1e-9, sum * problem.step_h);
}

function windowCuts(steps: number, window: number, isMoved: boolean): number[] {
  const cuts = [0];
  const offset = isMoved ? Math.floor(window / 2) : window;
  // A short rest goes with the window before it.
  for (let cut = offset; cut < steps - window / 3; cut += window) cuts.push(cut);
  cuts.push(steps);
  return cuts;
}

/** Cuts moved to the nearby step at which most stores are full or empty: there, a level that is held costs least. */
function settledCuts(
  { units, steps }: CoordinationProblem,
  cuts: readonly number[],
  levels: readonly Float64Array[],
  reach: number,
): number[] {
  const unsettled = new Float64Array(steps + 1);
  units.forEach(({ capacity_kWh }, u) => {
    const level = levels[u]!;
    for (let t = 0; t <= steps; t++) unsettled[t]! += Math.min(level[t]!, capacity_kWh - level[t]!);
  });
  return cuts.map((cut, i) => {
    if (i === 0 || i === cuts.length - 1) return cut;
    let best = cut;
    for (let t = Math.max(1, cut - reach); t <= Math.min(steps - 1, cut + reach); t++) if (unsettled[t]! < unsettled[best]!) best = t;
    return best;
  });
}

function cutRows(series: Float64Array, rows: number, steps: number, from: number, to: number): Float64Array {
  const length = to - from;
  const cut = new Float64Array(rows * length);
  for (let row = 0; row < rows; row++) cut.set(series.subarray(row * steps + from, row * steps + to), row * length);
  return cut;
}

function putRows(target: Float64Array, steps: number, at: number, cut: Float64Array, cutSteps: number, from: number, count: number): void {
  for (let row = 0; row * cutSteps < cut.length; row++) {
    target.set(cut.subarray(row * cutSteps + from, row * cutSteps + from + count), row * steps + at);
  }
}

/** A window of all units, levels at its ends held. */
function fullJob(
  problem: CoordinationProblem,
  from: number,
  to: number,
  power_kW: Float64Array,
  prices: Float64Array,
  levels: readonly Float64Array[],
  scale_EURPerKWh: number,
  stages: readonly Stage[],
): WindowJob {
  const { steps, links, units } = problem;
  const start_kWh = new Float64Array(units.length);
  const end_kWh = new Float64Array(units.length);
  const endValue_EURPerKWh = new Float64Array(units.length);
  units.forEach((unit, u) => {
    const level = levels[u]!;
    start_kWh[u] = level[from]!;
    end_kWh[u] = level[to]!;
    if (to === steps && unit.end.kind === 'free') {
      end_kWh[u] = Number.NaN;
      endValue_EURPerKWh[u] = unit.end.value_EURPerKWh;
    }
  });
  return {
    first: from,
    steps: to - from,
    standIns: null,
    net_kW: cutRows(problem.net_kW, links, steps, from, to),
    low: cutRows(problem.low, links, steps, from, to),
    high: cutRows(problem.high, links, steps, from, to),
    start_kWh,
    end_kWh,
    endValue_EURPerKWh,
    state: {
      link_EURPerKWh: cutRows(prices, links, steps, from, to),
      power_kW: cutRows(power_kW, units.length, steps, from, to),
    },
    stages,
    scale_EURPerKWh,
    tolerance_EUR: 2e-4 * turnover(problem, from, to),
  };
}

function joined(
  problem: CoordinationProblem,
  cuts: readonly number[],
  results: readonly WindowResult[],
  prices: Float64Array,
): Float64Array {
  const { steps, units } = problem;
  const power = new Float64Array(units.length * steps);
  results.forEach((result, i) => {
    const length = cuts[i + 1]! - cuts[i]!;
    putRows(power, steps, cuts[i]!, result.power_kW, length, 0, length);
    putRows(prices, steps, cuts[i]!, result.link_EURPerKWh, length, 0, length);
  });
  return power;
}

/** Prices of the whole year from stand-ins in overlapping windows, and every unit's part of its stand-in's schedule. */
async function firstPrices(
  problem: CoordinationProblem,
  fleet: Fleet,
  scale: number,
  report: (share: number) => void,
  signal: CancelSignal | undefined,
): Promise<{ prices: Float64Array; power_kW: Float64Array; evaluations: number }> {
  const { steps, step_h, links, units, net_kW, low, high } = problem;
  const stand = standInsFor(units, problem.pathOf, STAND_INS);
  const window = Math.max(24, Math.round(WINDOW_H / step_h));
  const overlap = Math.round(OVERLAP_H / step_h);
  const cuts = windowCuts(steps, window, false);
  const begin = new Float64Array(links * steps);
  for (let row = 0; row < begin.length; row++)
    begin[row] = net_kW[row]! > 0 ? 0.75 * high[row]! + 0.25 * low[row]! : 0.25 * high[row]! + 0.75 * low[row]!;
  const spans = cuts.slice(1).map((to, i) => [Math.max(0, cuts[i]! - overlap), Math.min(steps, to + overlap)] as const);
  const jobs = spans.map(([from, to]): WindowJob => {
    const own = stand.units.map((unit) => unitInWindow(unit, from, to - from));
    return {
      first: from,
      steps: to - from,
      standIns: { units: own, pathOf: stand.pathOf },
      net_kW: cutRows(net_kW, links, steps, from, to),
      low: cutRows(low, links, steps, from, to),
      high: cutRows(high, links, steps, from, to),
      start_kWh: Float64Array.from(own, (unit) => (from === 0 ? unit.initial_kWh : 0.5 * unit.capacity_kWh)),
      end_kWh: Float64Array.from(own, (unit) =>
        to < steps || unit.end.kind === 'free' ? Number.NaN : unit.end.kind === 'fixed' ? unit.end.level_kWh : unit.initial_kWh,
      ),
      endValue_EURPerKWh: Float64Array.from(own, (unit) =>
        to === steps && unit.end.kind === 'free' ? unit.end.value_EURPerKWh : 0.5 * scale,
      ),
      state: { link_EURPerKWh: cutRows(begin, links, steps, from, to), power_kW: new Float64Array(own.length * (to - from)) },
      stages: FIRST,
      scale_EURPerKWh: scale,
      tolerance_EUR: 5e-4 * turnover(problem, from, to),
    };
  });
  let ready = 0;
  const results = await fleet.solveWindows(jobs, () => report(++ready / jobs.length));
  throwIfAborted(signal);
  const prices = new Float64Array(links * steps);
  const standPower = new Float64Array(stand.units.length * steps);
  results.forEach((result, i) => {
    const [from, to] = spans[i]!;
    const at = cuts[i]!;
    const count = cuts[i + 1]! - at;
    putRows(prices, steps, at, result.link_EURPerKWh, to - from, at - from, count);
    putRows(standPower, steps, at, result.power_kW, to - from, at - from, count);
  });
  const power_kW = new Float64Array(units.length * steps);
  for (let u = 0; u < units.length; u++) {
    const from = stand.unitOf[u]! * steps;
    const share = stand.shareOf[u]!;
    for (let t = 0; t < steps; t++) power_kW[u * steps + t] = share * standPower[from + t]!;
  }
  const evaluations = Math.max(0, ...results.map((result) => result.evaluations));
  return { prices, power_kW, evaluations };
}
