/**
 * What batteries, heat, vehicles, shiftable loads and curtailable photovoltaics of a community do over the year, by mode.
 * See docs/models/community-dispatch.md.
 */
import { type CancelSignal, throwIfAborted } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { OnProgress } from '../../core/progress.ts';
import { optimalStorageYear } from '../../energy/storage/storageYear.ts';
import { type MarketCommunity, stepHours } from '../community.ts';
import type { DispatchMode } from '../marketConfig.ts';
import type { CertifiedGap } from '../outcome.ts';
import { type ChargedCap, cheapenUnderCap } from './chargedCap.ts';
import { schedulesOf, takeSchedules } from './chargedFlows.ts';
import { type DispatchCharges, isFree } from './chargedLinks.ts';
import { planCharged } from './chargedMarket.ts';
import { communityLinks } from './communityLinks.ts';
import { linkFlows, planMarket } from './communityMarket.ts';
import { coordinate } from './coordinate.ts';
import { createLocalFleet, type FleetFactory } from './fleet.ts';
import { lowestPeak, type PeakBounds } from './gridSupport.ts';
import { type FlexibleMembers, flexibleMembers, type MemberStore, ownNet, type Prices, planAlone, type StorageYear } from './members.ts';
import { addRuns } from './shiftRuns.ts';

export interface DispatchedYear {
  /** Added at each meter, above zero while it draws [participant * steps + step] [kW]. */
  readonly flexible_kW: Float64Array;
  /** Generation turned down [participant * steps + step] [kW]. */
  readonly curtailed_kW: Float64Array;
  /** Price at the connection to the supplier that coordinates the members, per step; mode `market` alone. */
  readonly prices_EURPerKWh: Float64Array | null;
  /** Bounds of the community's cost; mode `market`, and `grid-support` under its cap. */
  readonly gap: CertifiedGap | null;
  /** Bounds of the community's peak; mode `grid-support` alone. */
  readonly peak: PeakBounds | null;
  /** Stores of the members with their schedules, for what comes after the market. */
  readonly stores: readonly MemberStore[];
  readonly findings: readonly Issue[];
}

export interface DispatchOptions {
  /** Makes the fleet that answers to prices; in this thread where absent. */
  readonly fleet?: FleetFactory;
  /** Least bill of one store; the plain dynamic program where absent. */
  readonly storageYear?: StorageYear;
  /** Gap at which the community's dispatch is good enough, as a share of its cost. */
  readonly target?: number;
  /** Charges on local energy, which the modes `market` and `grid-support` count; none where absent. */
  readonly charges?: DispatchCharges;
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * @param prices at the meter, all charges included, per step
 * @throws CancelledError, and InputError `storage.*` where an asset's figures cannot be used
 */
export async function dispatchCommunity(
  community: MarketCommunity,
  mode: DispatchMode,
  prices: Prices,
  options: DispatchOptions = {},
): Promise<DispatchedYear> {
  throwIfAborted(options.signal);
  const members = flexibleMembers(community);
  const findings = [...members.findings];
  let curtailed_kW: Float64Array = new Float64Array(community.load_kW.length);
  let prices_EURPerKWh: Float64Array | null = null;
  let gap: CertifiedGap | null = null;
  let peak: PeakBounds | null = null;
  const together = mode === 'market' || mode === 'grid-support';
  // Whoever leaves in the course of the year is planned alone all year: a plan that ends with the leave would empty the stores.
  const isIn = community.participants.map(({ optedOutFrom }) => together && optedOutFrom === null);
  await planAllAlone(community, members, isIn, mode, prices, options);

  if (together && isIn.some(Boolean)) {
    const links = communityLinks(community, prices);
    if (links.hollowSteps.length > 0) findings.push(hollow(community, links.hollowSteps));
    if (community.collectives.some(({ capacity_kW }) => capacity_kW !== null)) findings.push(uncapped(community));
    const coordination = {
      fleet: options.fleet ?? createLocalFleet,
      ...(options.target === undefined ? {} : { target: options.target }),
      signal: options.signal,
      onProgress: options.onProgress,
    };
    if (mode === 'market') {
      const { charges, storageYear = optimalStorageYear } = options;
      const plan =
        charges && !isFree(charges)
          ? await planCharged(community, prices, charges, members, isIn, { ...coordination, storageYear })
          : await planMarket(community, links, members, isIn, coordination);
      ({ curtailed_kW, gap } = plan);
      prices_EURPerKWh = plan.price_EURPerKWh;
    } else {
      const cheapest =
        links.hollowSteps.length === 0 ? links : { ...links, low: links.low.map((low, row) => Math.min(low, links.high[row]!)) };
      const { charges } = options;
      const cheapen =
        charges && !isFree(charges)
          ? (cap: ChargedCap, idle: FlexibleMembers) =>
              cheapenUnderCap(community, prices, charges, members, isIn, cap, idle, options.signal)
          : null;
      ({ gap, peak } = await planGridSupport(community, cheapest, members, isIn, coordination, cheapen));
    }
  }
  if (mode !== 'none' && mode !== 'market') curtailed_kW = curtailedAlone(community, members, prices);
  else curtailOptedOut(community, members, isIn, prices, mode, curtailed_kW);
  options.onProgress?.({ done: 1, stage: 'progress.market' });
  return { flexible_kW: flexiblePower(community, members), curtailed_kW, prices_EURPerKWh, gap, peak, stores: members.stores, findings };
}

/** Members that are not planned together: each for itself, by the mode or, where they left the market, by its own tariff. */
async function planAllAlone(
  community: MarketCommunity,
  members: FlexibleMembers,
  isIn: readonly boolean[],
  mode: DispatchMode,
  prices: Prices,
  options: DispatchOptions,
): Promise<void> {
  if (mode === 'none') return;
  const alone = mode === 'market' || mode === 'grid-support' ? 'tariff' : mode;
  const flexible = new Set([...members.stores, ...members.runs].map(({ participant }) => participant));
  let done = 0;
  for (const participant of flexible) {
    if (!isIn[participant]) {
      throwIfAborted(options.signal);
      planAlone(community, members, participant, alone, prices, options.storageYear ?? optimalStorageYear);
      // Lets a cancel through between members.
      await Promise.resolve();
    }
    done++;
    if (mode === alone) options.onProgress?.({ done: done / flexible.size, stage: 'progress.market' });
  }
}

/**
 * Lowest peak first, then the least cost with a price of ten times the supplier's on what is above it.
 * @param cheapen lowers that cost further where local energy is charged; null where it is not
 */
async function planGridSupport(
  community: MarketCommunity,
  links: ReturnType<typeof communityLinks>,
  members: FlexibleMembers,
  isIn: readonly boolean[],
  options: Parameters<typeof coordinate>[1],
  cheapen: ((cap: ChargedCap, idle: FlexibleMembers) => CertifiedGap) | null,
): Promise<{ gap: CertifiedGap | null; peak: PeakBounds }> {
  const { steps } = community.axis;
  const step_h = stepHours(community.axis);
  const stores = members.stores.filter((store) => isIn[store.participant]);
  const runs = members.runs.filter((run) => isIn[run.participant]);
  const idle = linkFlows(community, links, isIn, stores, runs);
  const net = linkFlows(community, links, isIn, [], runs).slice(0, steps);
  const units = stores.map((store) => store.unit);
  const low = links.low.slice(0, steps);
  const high = links.high.slice(0, steps);
  const costOf = (flow: Float64Array) => flow.slice(0, steps).reduce((sum, y, t) => sum + y * (y > 0 ? high[t]! : low[t]!), 0) * step_h;
  const flat = { steps, step_h, links: 1, net_kW: net, low, high, units, pathOf: units.map(() => [0]), idle_EUR: costOf(idle) };
  const lowest = await lowestPeak(flat, options);
  const cap = lowest.bounds.upper_kW;
  const dear = 10 * Math.max(...high.map(Math.abs), 1e-3);
  const both = (first: Float64Array, second: Float64Array) => {
    const all = new Float64Array(2 * steps);
    all.set(first);
    all.set(second, steps);
    return all;
  };
  const capped = {
    ...flat,
    links: 2,
    net_kW: both(
      net,
      net.map((y) => y - cap),
    ),
    low: both(low, new Float64Array(steps)),
    high: both(high, new Float64Array(steps).fill(dear)),
    pathOf: units.map(() => [0, 1]),
  };
  const cheap = await coordinate(capped, options);
  const peakOf = (power: Float64Array) => {
    const flow = net.slice();
    for (let u = 0; u < units.length; u++) for (let t = 0; t < steps; t++) flow[t]! += power[u * steps + t]!;
    return flow.reduce((most, y) => Math.max(most, y), 0);
  };
  const cheapPeak = peakOf(cheap.power_kW);
  const isHeld = cheapPeak <= cap * 1.005 + 1e-9;
  const power = isHeld ? cheap.power_kW : lowest.power_kW;
  const notMoved = { ...members, stores: members.stores.map((store) => ({ ...store })) };
  stores.forEach((store, u) => {
    store.power_kW = power.slice(u * steps, (u + 1) * steps);
  });
  if (cheapen) {
    const before = schedulesOf(members);
    const gap = cheapen({ cap_kW: cap, dear_EURPerKWh: dear, link_EURPerKWh: cheap.link_EURPerKWh }, notMoved);
    const upper_kW = linkFlows(community, links, isIn, stores, runs)
      .subarray(0, steps)
      .reduce((most, y) => Math.max(most, y), 0);
    if (upper_kW <= cap * 1.005 + 1e-9) return { gap, peak: { upper_kW, lower_kW: lowest.bounds.lower_kW } };
    takeSchedules(members, before);
    return { gap: null, peak: { upper_kW: isHeld ? cheapPeak : cap, lower_kW: lowest.bounds.lower_kW } };
  }
  return { gap: isHeld ? cheap.gap : null, peak: { upper_kW: isHeld ? cheapPeak : cap, lower_kW: lowest.bounds.lower_kW } };
}

function flexiblePower(community: MarketCommunity, { stores, runs }: FlexibleMembers): Float64Array {
  const { steps } = community.axis;
  const power = new Float64Array(community.load_kW.length);
  for (const store of stores) for (let t = 0; t < steps; t++) power[store.participant * steps + t]! += store.power_kW[t]!;
  for (const run of runs) addRuns(run.asset, run.starts, power.subarray(run.participant * steps, (run.participant + 1) * steps));
  return power;
}

/** Owners that turn their own surplus down where feeding it in costs money. */
function curtailedAlone(community: MarketCommunity, members: FlexibleMembers, prices: Prices): Float64Array {
  const down = new Float64Array(community.load_kW.length);
  community.participants.forEach((_, p) => {
    curtailOwn(community, members, p, prices, down);
  });
  return down;
}

function curtailOptedOut(
  community: MarketCommunity,
  members: FlexibleMembers,
  isIn: readonly boolean[],
  prices: Prices,
  mode: DispatchMode,
  down: Float64Array,
): void {
  if (mode !== 'market') return;
  isIn.forEach((isMember, p) => {
    if (!isMember) curtailOwn(community, members, p, prices, down);
  });
}

function curtailOwn(community: MarketCommunity, members: FlexibleMembers, participant: number, prices: Prices, down: Float64Array): void {
  const share = members.curtailable[participant]!;
  if (share <= 0) return;
  const { steps } = community.axis;
  const net = ownNet(community, members, participant);
  for (let t = 0; t < steps; t++) {
    const at = participant * steps + t;
    if (prices.export_EURPerKWh[t]! < 0 && net[t]! < 0) down[at] = Math.min(-net[t]!, share * community.generation_kW[at]!);
  }
}

function hollow(community: MarketCommunity, steps: readonly number[]): Issue {
  return {
    code: 'dispatch.hollow',
    severity: 'warning',
    sourceId: 'market',
    objectId: community.id,
    message: `In ${steps.length} steps feeding in pays more than drawing costs, the first of them step ${steps[0]}.`,
    action: 'The plan is checked against a bound that is wider there; the gap shows by how much.',
    values: { count: steps.length, step: steps[0] ?? 0 },
  };
}

function uncapped(community: MarketCommunity): Issue {
  return {
    code: 'dispatch.capacity',
    severity: 'info',
    sourceId: 'market',
    objectId: community.id,
    message: 'Limits of lines between collectives do not count in the dispatch of batteries and flexible loads.',
    action: 'They count where trades are cleared.',
  };
}
