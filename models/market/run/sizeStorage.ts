/** A battery shared by the community: how large it should be, by a linear program over typical weeks. */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { OnProgress } from '../../core/progress.ts';
import { stepHours } from '../community.ts';
import type { LinearProgram, LinearSolver } from '../ports.ts';
import { communityNet } from './marketOutcome.ts';
import type { PreparedMarket } from './prepareMarket.ts';

export interface StorageCost {
  /** Yearly cost of one kWh of usable capacity and of one kW of power [EUR/a]. */
  readonly capacity_EURPerKWhYear: number;
  readonly power_EURPerKWYear: number;
}

export interface SizingOptions {
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly breathe?: () => Promise<void>;
}

export interface SizedStorage {
  readonly capacity_kWh: number;
  readonly power_kW: number;
  readonly yearlySaving_EUR: number;
  readonly yearlyCost_EUR: number;
  /** Weeks of the year the problem was solved on, 0..51. */
  readonly weeks: readonly number[];
}

const HOURS_PER_WEEK = 168;
/** One week in the middle of each quarter stands for the quarter. */
const WEEKS = [6, 19, 32, 45] as const;
/** One-way, alternating current to alternating current. */
const EFFICIENCY = 0.95;
const WEEKS_PER_YEAR = 365 / 7;

/**
 * Least yearly cost of energy and battery. Per step: charge c, discharge d, import i, export e, level s (cyclic by week):
 *
 *     i - e - c + d = N,   s' = s + eta c - d / eta,   s <= E,   c <= P,   d <= P
 *
 * at the supplier's prices of the first zone; energy of the community shares its surplus first (N is the sum of all meters).
 * Steps shorter than an hour are taken as hourly means.
 */
export async function sizeStorage(
  prepared: PreparedMarket,
  solver: LinearSolver,
  cost: StorageCost,
  { signal, onProgress, breathe }: SizingOptions = {},
): Promise<SizedStorage> {
  onProgress?.({ done: 0.1, stage: 'progress.market' });
  await breathe?.();
  throwIfAborted(signal);
  const hours = hourly(prepared);
  const weeks = WEEKS.filter((week) => (week + 1) * HOURS_PER_WEEK <= hours.net_kWh.length);
  const weight = WEEKS_PER_YEAR / weeks.length;
  const without = weeks.reduce((sum, week) => sum + weight * weekCost(hours, week), 0);
  const { program, capacityColumn } = sizingProgram(hours, weeks, weight, cost);
  const answer = solver.solve(program);
  throwIfAborted(signal);
  onProgress?.({ done: 1, stage: 'progress.market' });
  const capacity_kWh = answer.x[capacityColumn] ?? 0;
  const power_kW = answer.x[capacityColumn + 1] ?? 0;
  const yearlyCost_EUR = capacity_kWh * cost.capacity_EURPerKWhYear + power_kW * cost.power_EURPerKWYear;
  return { capacity_kWh, power_kW, yearlySaving_EUR: without - (answer.objective - yearlyCost_EUR), yearlyCost_EUR, weeks };
}

interface Hours {
  readonly net_kWh: Float64Array;
  readonly import_EURPerKWh: Float64Array;
  readonly export_EURPerKWh: Float64Array;
}

function hourly(prepared: PreparedMarket): Hours {
  const { axis } = prepared.community;
  const net = communityNet(prepared);
  const tariff = prepared.tariffs[0]!;
  const per = Math.round(1 / stepHours(axis));
  const count = Math.floor(net.length / per);
  const fold = (values: Float64Array, scale: number): Float64Array =>
    Float64Array.from({ length: count }, (_, hour) => {
      let sum = 0;
      for (let i = 0; i < per; i++) sum += values[hour * per + i]!;
      return sum * scale;
    });
  return {
    net_kWh: fold(net, 1),
    import_EURPerKWh: fold(tariff.import_EURPerKWh, 1 / per),
    export_EURPerKWh: fold(tariff.export_EURPerKWh, 1 / per),
  };
}

function weekCost({ net_kWh, import_EURPerKWh, export_EURPerKWh }: Hours, week: number): number {
  let cost = 0;
  for (let hour = week * HOURS_PER_WEEK; hour < (week + 1) * HOURS_PER_WEEK; hour++) {
    const net = net_kWh[hour]!;
    cost += net * (net > 0 ? import_EURPerKWh[hour]! : export_EURPerKWh[hour]!);
  }
  return cost;
}

/** Columns per hour: charge, discharge, import, export, level at the start; then capacity and power. */
function sizingProgram(
  { net_kWh, import_EURPerKWh, export_EURPerKWh }: Hours,
  weeks: readonly number[],
  weight: number,
  cost: StorageCost,
): { readonly program: LinearProgram; readonly capacityColumn: number } {
  const hours = weeks.length * HOURS_PER_WEEK;
  const capacityColumn = 5 * hours;
  const columns = capacityColumn + 2;
  // Per hour: balance, level, level <= capacity, charge + discharge <= power.
  const rows = 4 * hours;
  const lower = new Float64Array(columns);
  const upper = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const price = new Float64Array(columns);
  const rowLower = new Float64Array(rows);
  const rowUpper = new Float64Array(rows);
  const entries: [row: number, value: number][][] = Array.from({ length: columns }, () => []);
  const put = (row: number, column: number, value: number): void => void entries[column]!.push([row, value]);
  for (const [w, week] of weeks.entries()) {
    for (let h = 0; h < HOURS_PER_WEEK; h++) {
      const at = w * HOURS_PER_WEEK + h;
      const hour = week * HOURS_PER_WEEK + h;
      const [charge, discharge, imported, exported, level] = [5 * at, 5 * at + 1, 5 * at + 2, 5 * at + 3, 5 * at + 4];
      const next = 5 * (w * HOURS_PER_WEEK + ((h + 1) % HOURS_PER_WEEK)) + 4;
      price[imported] = weight * import_EURPerKWh[hour]!;
      price[exported] = -weight * Math.min(export_EURPerKWh[hour]!, import_EURPerKWh[hour]!);
      put(4 * at, imported, 1);
      put(4 * at, exported, -1);
      put(4 * at, charge, -1);
      put(4 * at, discharge, 1);
      rowLower[4 * at] = net_kWh[hour]!;
      rowUpper[4 * at] = net_kWh[hour]!;
      put(4 * at + 1, next, 1);
      put(4 * at + 1, level, -1);
      put(4 * at + 1, charge, -EFFICIENCY);
      put(4 * at + 1, discharge, 1 / EFFICIENCY);
      put(4 * at + 2, level, 1);
      put(4 * at + 2, capacityColumn, -1);
      rowLower[4 * at + 2] = Number.NEGATIVE_INFINITY;
      put(4 * at + 3, charge, 1);
      put(4 * at + 3, discharge, 1);
      put(4 * at + 3, capacityColumn + 1, -1);
      rowLower[4 * at + 3] = Number.NEGATIVE_INFINITY;
    }
  }
  price[capacityColumn] = cost.capacity_EURPerKWhYear;
  price[capacityColumn + 1] = cost.power_EURPerKWYear;
  const start = new Int32Array(columns + 1);
  for (let column = 0; column < columns; column++) start[column + 1] = start[column]! + entries[column]!.length;
  const flat = entries.flat();
  return {
    capacityColumn,
    program: {
      columns,
      rows,
      cost: price,
      lower,
      upper,
      rowLower,
      rowUpper,
      start,
      index: Int32Array.from(flat, ([row]) => row),
      value: Float64Array.from(flat, ([, value]) => value),
    },
  };
}
