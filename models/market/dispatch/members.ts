/** What of each participant can be planned, and how it runs where each owner plans alone. */
import type { Issue } from '../../core/issue.ts';
import { inStep } from '../../energy/storage/storageUnit.ts';
import { optimalStorageYear, type StorageProblem, type StorageSchedule, type StorageUnit } from '../../energy/storage/storageYear.ts';
import { type MarketCommunity, stepHours } from '../community.ts';
import type { DispatchMode } from '../marketConfig.ts';
import type { ShiftableAsset } from '../participant.ts';
import { type AssetStore, batteryStore, heatStore, unservedFinding, vehicleStore } from './assetUnits.ts';
import { wholeYear } from './fleet.ts';
import { ruleSchedule } from './ruleSchedule.ts';
import { addRuns, bestStarts, earliestStarts } from './shiftRuns.ts';
import { WindowSolver } from './windowSolver.ts';

/** A store with its owner and its schedule so far. */
export interface MemberStore extends AssetStore {
  readonly participant: number;
  readonly kind: 'battery' | 'heat' | 'vehicle';
  power_kW: Float64Array;
}

export interface MemberRuns {
  readonly participant: number;
  readonly asset: ShiftableAsset;
  starts: Int32Array;
}

export interface FlexibleMembers {
  readonly stores: readonly MemberStore[];
  readonly runs: readonly MemberRuns[];
  /** Share of each participant's generation that may be turned down. */
  readonly curtailable: Float64Array;
  readonly findings: readonly Issue[];
}

export interface Prices {
  readonly import_EURPerKWh: Float64Array;
  readonly export_EURPerKWh: Float64Array;
}

export type StorageYear = (problem: StorageProblem) => StorageSchedule;

/** Assets of all participants, run as they would be where nobody plans. */
export function flexibleMembers(community: MarketCommunity): FlexibleMembers {
  const step_h = stepHours(community.axis);
  const { steps } = community.axis;
  const stores: MemberStore[] = [];
  const runs: MemberRuns[] = [];
  const findings: Issue[] = [];
  const curtailable = new Float64Array(community.participants.length);
  community.participants.forEach(({ id, assets }, participant) => {
    for (const asset of assets) {
      if (asset.kind === 'shiftable') {
        const starts = earliestStarts(asset);
        runs.push({ participant, asset, starts });
        const without = starts.reduce((count, start) => count + (start < 0 ? 1 : 0), 0);
        if (without > 0) findings.push(tooShort(id, asset.name, without));
      } else if (asset.kind === 'curtailable-pv') {
        curtailable[participant] = Math.min(1, curtailable[participant]! + asset.share);
      } else {
        const store =
          asset.kind === 'battery'
            ? batteryStore(asset, step_h)
            : asset.kind === 'heat'
              ? heatStore(asset, step_h)
              : vehicleStore(asset, step_h);
        if (store.unserved_kWh > 0.05 && asset.kind !== 'battery') findings.push(unservedFinding(id, asset.kind, store.unserved_kWh));
        const power_kW = ruleSchedule(store.unit, steps, step_h, { kept_kWh: store.kept_kWh, net_kW: null, mayDischarge: false });
        stores.push({ ...store, participant, kind: asset.kind, power_kW });
      }
    }
  });
  return { stores, runs, curtailable, findings };
}

function tooShort(participant: string, name: string, count: number): Issue {
  return {
    code: 'dispatch.window',
    severity: 'warning',
    sourceId: 'market',
    objectId: participant,
    message: `"${name}" takes longer than ${count} of its windows.`,
    action: 'These runs are left out.',
    values: { name, count },
  };
}

/** Load less generation of a participant, with what runs of its assets [kW]. */
export function ownNet(community: MarketCommunity, { stores, runs }: FlexibleMembers, participant: number): Float64Array {
  const { steps } = community.axis;
  const at = participant * steps;
  const net = new Float64Array(steps);
  for (let t = 0; t < steps; t++) net[t] = community.load_kW[at + t]! - community.generation_kW[at + t]!;
  for (const store of stores) if (store.participant === participant) for (let t = 0; t < steps; t++) net[t]! += store.power_kW[t]!;
  for (const run of runs) if (run.participant === participant) addRuns(run.asset, run.starts, net);
  return net;
}

/** Cost of drawing `power` on top of `rest` at a meter with two prices, per hour [EUR/h]. */
function extraCost(rest: number, power: number, buy: number, sell: number): number {
  const worth = (y: number) => (y > 0 ? y * buy : y * sell);
  return worth(rest + power) - worth(rest);
}

/**
 * Runs the assets of one participant for itself: one after the other against the rest, twice where there are several, each
 * exactly (batteries last, because they can answer to all others). Several stores first take turns on rising prices.
 */
export function planAlone(
  community: MarketCommunity,
  members: FlexibleMembers,
  participant: number,
  mode: Exclude<DispatchMode, 'none' | 'market' | 'grid-support'>,
  prices: Prices,
  storageYear: StorageYear = optimalStorageYear,
): void {
  const { steps } = community.axis;
  const step_h = stepHours(community.axis);
  const order = { vehicle: 0, heat: 1, battery: 2 };
  const stores = members.stores.filter((store) => store.participant === participant).sort((a, b) => order[a.kind] - order[b.kind]);
  const runs = members.runs.filter((run) => run.participant === participant);
  const net = ownNet(community, members, participant);
  const canCurtail = members.curtailable[participant]! >= 1;
  if (mode === 'tariff' && stores.length > 1) planTogether(stores, net, steps, step_h, prices);
  const rounds = stores.length + runs.length > 1 && mode !== 'self-consumption' ? 2 : 1;
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) {
      addRuns(run.asset, run.starts, net, -1);
      run.starts = bestStarts(run.asset, (t, power) => {
        if (mode === 'peak-shaving') return Math.max(0, net[t]! + power) ** 2 - Math.max(0, net[t]!) ** 2;
        if (mode === 'self-consumption') return Math.max(0, net[t]! + power) - Math.max(0, net[t]!);
        return extraCost(net[t]!, power, prices.import_EURPerKWh[t]!, prices.export_EURPerKWh[t]!);
      });
      addRuns(run.asset, run.starts, net);
    }
    for (const store of stores) {
      for (let t = 0; t < steps; t++) net[t]! -= store.power_kW[t]!;
      const unit: StorageUnit = { ...store.unit, canCurtail };
      const problem: StorageProblem = { steps, step_h, net_kW: net, ...prices, unit };
      if (mode === 'self-consumption') {
        const kept_kWh = store.kind === 'heat' ? store.kept_kWh : null;
        store.power_kW = ruleSchedule(unit, steps, step_h, { kept_kWh, net_kW: net, mayDischarge: store.kind === 'battery' });
      } else if (mode === 'tariff') store.power_kW = storageYear(problem).power_kW;
      else store.power_kW = lowestPeak(problem, storageYear);
      for (let t = 0; t < steps; t++) net[t]! += store.power_kW[t]!;
    }
  }
}

const turns = new WindowSolver();
const WIDTHS = [2, 1, 0.5, 0.3, 0.2, 0.12, 0.07, 0.04];

/** First schedules of several stores at one meter, by turns on rising prices; `net_kW` is kept up to date. */
function planTogether(stores: readonly MemberStore[], net_kW: Float64Array, steps: number, step_h: number, prices: Prices): void {
  for (const { power_kW } of stores) for (let t = 0; t < steps; t++) net_kW[t]! -= power_kW[t]!;
  const problem = {
    steps,
    step_h,
    links: 1,
    net_kW,
    low: prices.export_EURPerKWh.map((sell, t) => Math.min(sell, prices.import_EURPerKWh[t]!)),
    high: prices.import_EURPerKWh,
    units: stores.map(({ unit }) => unit),
    pathOf: stores.map(() => [0]),
    windows: stores.map(({ unit }) => wholeYear(unit)),
    scale_EURPerKWh: 1,
    tolerance_EUR: 0,
  };
  const power = turns.turns(problem, new Float64Array(stores.length * steps), WIDTHS);
  stores.forEach((store, u) => {
    store.power_kW = power.slice(u * steps, (u + 1) * steps);
    for (let t = 0; t < steps; t++) net_kW[t]! += store.power_kW[t]!;
  });
}

/**
 * Whether a store can keep its meter's draw below a cap: it is kept as full as the cap allows, which is best for every later
 * step, and must never have to give more than it holds.
 */
export function canKeepBelow({ steps, step_h, net_kW, unit }: StorageProblem, cap_kW: number): boolean {
  let level = unit.initial_kWh;
  for (let t = 0; t < steps; t++) {
    const room = cap_kW - net_kW[t]!;
    if (room < -inStep(unit.discharge_kW, t) - 1e-12) return false;
    const x = Math.min(room, inStep(unit.charge_kW, t));
    const stored = (x > 0 ? x * inStep(unit.chargeEfficiency, t) : x / unit.dischargeEfficiency) * step_h;
    level = level * (1 - unit.lossPerStep) + stored - (unit.drain_kWh === null ? 0 : unit.drain_kWh[t]!);
    if (level < -1e-9) return false;
    level = Math.min(unit.capacity_kWh, Math.max(0, level));
  }
  return unit.end.kind !== 'fixed' || level >= unit.end.level_kWh - 1e-9;
}

/** The lowest draw that a store can hold its meter to [kW], to 1e-6 of the highest power, from above. */
export function lowestCap(problem: StorageProblem, highest_kW: number): number {
  let high = highest_kW;
  let low = 0;
  if (canKeepBelow(problem, low)) return low;
  for (let k = 0; k < 60 && high - low > 1e-6 * highest_kW; k++) {
    const middle = 0.5 * (low + high);
    if (canKeepBelow(problem, middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Lowest peak, then the least bill under it. */
function lowestPeak(problem: StorageProblem, storageYear: StorageYear): Float64Array {
  let highest = 0;
  for (let t = 0; t < problem.steps; t++) highest = Math.max(highest, problem.net_kW[t]! + inStep(problem.unit.charge_kW, t));
  const cap = lowestCap(problem, highest);
  const importCap_kW = cap + 1e-6 * Math.max(1, highest);
  return storageYear({ ...problem, unit: { ...problem.unit, importCap_kW } }).power_kW;
}
