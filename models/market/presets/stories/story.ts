/** What the stories of presets are told from, and sums they share. */
import { stepHours } from '../../community.ts';
import type { MarketConfig } from '../../marketConfig.ts';
import type { StoryLine } from '../../outcome.ts';
import type { BatteryAsset } from '../../participant.ts';
import type { LinearSolver } from '../../ports.ts';
import type { MarketYear } from '../../run/marketRuns.ts';

export interface StoryInput {
  readonly config: MarketConfig;
  readonly year: MarketYear;
  /** Null where the general solver could not be started. */
  readonly solver: LinearSolver | null;
}

/** Reads a year that was run, or runs the preset's own engine on its meters; the year itself stays as it is. */
export type StoryTeller = (input: StoryInput) => readonly StoryLine[];

/** All that stories say; words of each are in the program's catalogue. */
export const STORY_KEYS = [
  'flexibility.none',
  'flexibility.simulated',
  'flexibility.sold',
  'cornwall.auction',
  'trader.noLimit',
  'trader.curtailed',
  'trader.price',
  'empower.books',
  'empower.peak',
  'p2p-smarttest.none',
  'p2p-smarttest.control',
  'corby.exports',
  'corby.price',
  'iberia.border',
  'iberia.oneZone',
  'brooklyn.critical',
  'brooklyn.others',
  'enexa.none',
  'enexa.saving',
  'exergy.none',
  'exergy.hedged',
  'exergy.money',
  'exergy.variance',
  'allgaeu.limit',
  'allgaeu.traded',
  'solshare.waste',
  'solshare.homes',
  'solshare.lines',
  'medellin.none',
  'medellin.sold',
  'medellin.total',
  'elecbay.orders',
  'elecbay.imbalance',
  'lumenaza.none',
  'lumenaza.exchange',
  'lumenaza.charges',
  'lumenaza.deviation',
  'piclo.matched',
  'piclo.seasons',
  'vandebron.contracts',
  'vandebron.platform',
  'vandebron.prices',
  'peerenergycloud.imbalance',
  'smart-watts.none',
  'smart-watts.plan',
] as const;
export type StoryKey = (typeof STORY_KEYS)[number];

/** Values as a person reads them: counts as they are, all else to three significant figures. */
export function line(key: StoryKey, values: Readonly<Record<string, number>>): StoryLine {
  return { key, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, readable(value)])) };
}

function readable(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(3)) + 0;
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Sum of a row of a table [participant * steps + step]. */
export function rowSum(table: Float64Array, row: number, steps: number): number {
  return sum(table.subarray(row * steps, (row + 1) * steps));
}

/** Sum of all members per step of a table [participant * steps + step]. */
export function stepSums(table: Float64Array, steps: number): Float64Array {
  const total = new Float64Array(steps);
  for (let at = 0; at < table.length; at++) total[at % steps]! += table[at]!;
  return total;
}

export function share(part: number, whole: number): number {
  return whole > 0 ? (100 * part) / whole : 0;
}

/** Rows for which it holds. */
export function rowsWhere({ prepared }: MarketYear, holds: (row: number) => boolean): readonly number[] {
  return [...prepared.community.participants.keys()].filter(holds);
}

/** Use and generation behind every meter with what was moved, whatever the market did [kWh]. */
export function usedAndMade({ prepared }: MarketYear): { readonly used_kWh: Float64Array; readonly made_kWh: Float64Array } {
  const { gross, flexible_kW, community } = prepared;
  const step_h = stepHours(community.axis);
  const used_kWh = gross.load_kWh.map((load, at) => Math.max(0, load + flexible_kW[at]! * step_h));
  // A battery that gives more than its home uses feeds in.
  const made_kWh = gross.generation_kWh.map((made, at) => made + Math.max(0, -(gross.load_kWh[at]! + flexible_kW[at]! * step_h)));
  return { used_kWh, made_kWh };
}

/** The largest battery of the community. */
export function largestBattery({ prepared }: MarketYear): BatteryAsset | null {
  const batteries = prepared.community.participants.flatMap(({ assets }) => assets.filter((asset) => asset.kind === 'battery'));
  return batteries.toSorted((a, b) => b.capacity_kWh - a.capacity_kWh)[0] ?? null;
}
