/**
 * Energy and local money of a cleared year in whole milliwatt-hours and micro-euro. Depends on the clearing alone, so that a
 * change of a tariff or a fee settles anew without it.
 */
import { InputError } from '../../core/errors.ts';
import type { ClearedYear } from '../cleared.ts';
import { type MarketCommunity, stepHours } from '../community.ts';
import { apportion } from './apportion.ts';
import { MONTHS, monthStartSteps } from './axisMonths.ts';
import { levelSplitter } from './levels.ts';
import { communityPaths } from './paths.ts';
import { newTradeTotals, settleTrades } from './settleTrades.ts';

/** From kWh to mWh, and from EUR to micro-EUR. */
export const MICRO = 1e6;

export interface SettledEnergy {
  readonly participantCount: number;
  readonly steps: number;
  /** Reading of the meter less local energy [step * participants + participant]: above zero from the supplier, below to it [mWh]. */
  readonly residual_mWh: Float64Array;
  /** Row of the local arrays per step; -1 in steps without local energy. */
  readonly localRow: Int32Array;
  /** [row * participants + participant] */
  readonly bought_mWh: Float64Array;
  readonly sold_mWh: Float64Array;
  readonly paid_microEUR: Float64Array;
  readonly earned_microEUR: Float64Array;
  /** Bought from partners by levels up to the common collective, level 0 first; they add up to `bought_mWh` (not whole numbers). */
  readonly boughtAtLevel_mWh: readonly Float64Array[];
  /** Bought energy times distance [mWh km]; null where distances were not asked for. */
  readonly boughtDistance_mWhKm: Float64Array | null;
  /** Whole amounts of the trades, in their order; null where members trade with the pool. */
  readonly trades: { readonly energy_mWh: Float64Array; readonly money_microEUR: Float64Array } | null;
  /** Highest mean power of a step at the meter [kW]. */
  readonly peak_kW: Float64Array;
  /** What rounding changed in all: settled less cleared. */
  readonly rounding: { readonly energy_mWh: number; readonly money_microEUR: number };
  readonly tradeCount: number;
  /** [month * participants + participant] [mWh] */
  readonly monthly: Readonly<Record<'import_mWh' | 'export_mWh' | 'bought_mWh' | 'sold_mWh', Float64Array>>;
  /** Local energy bought less sold, absolute, over all steps [mWh]: zero. */
  readonly open_mWh: number;
  /** Shared by settlements with the same energy, whatever is paid for it. */
  readonly flows: EnergyFlows;
}

/** What was settled, as it was given. */
export interface EnergyFlows {
  readonly net_kWh: Float64Array;
  readonly bought_kWh: Float64Array;
  readonly sold_kWh: Float64Array;
}

export interface EnergyInput {
  readonly community: MarketCommunity;
  /** Reading of each meter [participant * steps + step] [kWh]: above zero it needs energy. */
  readonly net_kWh: Float64Array;
  readonly cleared: ClearedYear;
  /** Distances are worked out where a tariff charges by them. */
  readonly withDistance?: boolean;
  /** Bought energy is split by levels, unless charges are the same for all levels. */
  readonly withLevels?: boolean;
  /** Earlier settlements of the same community: what has the same energy takes it over, and only money is settled anew. */
  readonly earlier?: readonly SettledEnergy[];
}

/** Steps brought into order at once, so that both layouts stay in the cache. */
const BLOCK = 32;
/** Cleared energy may be open by so much: noise of adding up [mWh]. */
const OPEN_mWh = 1;

/**
 * Rounds a cleared year so that in every step local energy sold equals energy bought, and for every member the meter equals
 * local plus supplier. What members pay and earn for local energy is rounded to whole micro-euro by the largest remainder.
 * @throws InputError `settlement.shape`, `settlement.meter`, `settlement.energy`, `settlement.open`
 */
export function settleEnergy({
  community,
  net_kWh,
  cleared,
  withDistance = false,
  withLevels = true,
  earlier = [],
}: EnergyInput): SettledEnergy {
  const count = community.participants.length;
  const { steps } = community.axis;
  checkShape(community, net_kWh, cleared);
  const localRow = localRows(cleared, count, steps);
  const paths = communityPaths(community);
  const isSplit = withLevels && paths.depth > 1;
  const like = cleared.trades ? undefined : earlier.find((year) => hasSameFlows(year, { net_kWh, cleared, isSplit, withDistance }));
  if (like) return paidAnew(isSame(like.localRow, localRow) ? like : onRows(like, localRow), cleared);
  const rows = localRow.reduce((most, row) => Math.max(most, row + 1), 0);
  const bought_mWh = new Float64Array(rows * count);
  const result: Work = {
    participantCount: count,
    steps,
    residual_mWh: new Float64Array(steps * count),
    localRow,
    bought_mWh,
    sold_mWh: new Float64Array(rows * count),
    paid_microEUR: new Float64Array(rows * count),
    earned_microEUR: new Float64Array(rows * count),
    boughtAtLevel_mWh: isSplit ? Array.from({ length: paths.depth }, () => new Float64Array(rows * count)) : [bought_mWh],
    boughtDistance_mWhKm: withDistance ? new Float64Array(rows * count) : null,
    trades: cleared.trades && {
      energy_mWh: new Float64Array(cleared.trades.count),
      money_microEUR: new Float64Array(cleared.trades.count),
    },
    peak_kW: new Float64Array(count),
    rounding: { energy_mWh: 0, money_microEUR: 0 },
    tradeCount: cleared.trades?.count ?? 0,
  };
  const split = isSplit || withDistance ? levelSplitter(paths, result, cleared.trades) : null;
  const totals = newTradeTotals(count);
  const sources = [net_kWh, cleared.bought_kWh, cleared.sold_kWh, cleared.paid_EUR, cleared.earned_EUR] as const;
  const blocks = sources.map(() => new Float64Array(BLOCK * count));
  const rowOf = (source: number, i: number) => blocks[source]!.subarray(i * count, (i + 1) * count);
  const slots = Array.from(
    { length: BLOCK },
    (_, i): Slot => ({ net: rowOf(0, i), bought: rowOf(1, i), sold: rowOf(2, i), paid: rowOf(3, i), earned: rowOf(4, i) }),
  );
  let trade = 0;
  for (let from = 0; from < steps; from += BLOCK) {
    const length = Math.min(BLOCK, steps - from);
    sources.forEach((source, i) => {
      turn(source, blocks[i]!, count, steps, from, length);
    });
    for (let i = 0; i < length; i++) {
      const step = from + i;
      let end = trade;
      if (cleared.trades) while (end < cleared.trades.count && cleared.trades.step[end] === step) end++;
      settleSlot(result, slots[i]!, step, cleared, trade, end, totals);
      if (localRow[step]! >= 0) split?.(step, trade, end);
      trade = end;
    }
  }
  if (cleared.trades && trade !== cleared.trades.count) throw openSlot(cleared.trades.step[trade]!, 'order');
  const hours = stepHours(community.axis);
  for (let p = 0; p < count; p++) {
    let most = 0;
    for (let at = p * steps; at < (p + 1) * steps; at++) most = Math.max(most, net_kWh[at]!);
    result.peak_kW[p] = most / hours;
  }
  const monthly = energyByMonth(result, monthStartSteps(community.axis));
  return {
    ...result,
    monthly,
    open_mWh: openEnergy(result, monthly),
    flows: { net_kWh, bought_kWh: cleared.bought_kWh, sold_kWh: cleared.sold_kWh },
  };
}

interface Given {
  readonly net_kWh: Float64Array;
  readonly cleared: ClearedYear;
  readonly isSplit: boolean;
  readonly withDistance: boolean;
}

function hasSameFlows(year: SettledEnergy, { net_kWh, cleared, isSplit, withDistance }: Given): boolean {
  return (
    year.trades === null &&
    (year.boughtDistance_mWhKm !== null) === withDistance &&
    year.boughtAtLevel_mWh.length > 1 === isSplit &&
    isSame(year.flows.net_kWh, net_kWh) &&
    isSame(year.flows.bought_kWh, cleared.bought_kWh) &&
    isSame(year.flows.sold_kWh, cleared.sold_kWh)
  );
}

function isSame(a: Float64Array | Int32Array, b: Float64Array | Int32Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The same energy where other steps have rows: some rules charge in steps without local energy. */
function onRows(like: SettledEnergy, localRow: Int32Array): SettledEnergy {
  const count = like.participantCount;
  const rows = localRow.reduce((most, row) => Math.max(most, row + 1), 0);
  const moved = (from: Float64Array): Float64Array => {
    const to = new Float64Array(rows * count);
    for (let step = 0; step < localRow.length; step++) {
      const old = like.localRow[step]!;
      const row = localRow[step]!;
      if (old >= 0 && row >= 0) to.set(from.subarray(old * count, (old + 1) * count), row * count);
    }
    return to;
  };
  const bought_mWh = moved(like.bought_mWh);
  return {
    ...like,
    localRow,
    bought_mWh,
    sold_mWh: moved(like.sold_mWh),
    paid_microEUR: new Float64Array(rows * count),
    earned_microEUR: new Float64Array(rows * count),
    boughtAtLevel_mWh: like.boughtAtLevel_mWh.length > 1 ? like.boughtAtLevel_mWh.map(moved) : [bought_mWh],
    boughtDistance_mWhKm: like.boughtDistance_mWhKm && moved(like.boughtDistance_mWhKm),
  };
}

/** The same energy at other prices. */
function paidAnew(like: SettledEnergy, cleared: ClearedYear): SettledEnergy {
  const { participantCount: count, steps, localRow } = like;
  const paid_microEUR = new Float64Array(like.paid_microEUR.length);
  const earned_microEUR = new Float64Array(like.earned_microEUR.length);
  const paid = new Float64Array(BLOCK * count);
  const earned = new Float64Array(BLOCK * count);
  let rounding = 0;
  for (let from = 0; from < steps; from += BLOCK) {
    const length = Math.min(BLOCK, steps - from);
    turn(cleared.paid_EUR, paid, count, steps, from, length);
    turn(cleared.earned_EUR, earned, count, steps, from, length);
    for (let i = 0; i < length; i++) {
      const row = localRow[from + i]!;
      if (row < 0) continue;
      const exactPaid = paid.subarray(i * count, (i + 1) * count);
      const exactEarned = earned.subarray(i * count, (i + 1) * count);
      let [sumPaid, sumEarned] = [0, 0];
      for (let p = 0; p < count; p++) {
        sumPaid += exactPaid[p]!;
        sumEarned += exactEarned[p]!;
      }
      if (!Number.isFinite(sumPaid) || !Number.isFinite(sumEarned)) throw openSlot(from + i, 'energy');
      const total = Math.round(sumPaid);
      apportion(exactPaid, count, total, paid_microEUR.subarray(row * count, (row + 1) * count));
      const totalEarned = same(sumPaid, sumEarned) ? total : Math.round(sumEarned);
      apportion(exactEarned, count, totalEarned, earned_microEUR.subarray(row * count, (row + 1) * count));
      rounding += total - sumPaid;
    }
  }
  return { ...like, paid_microEUR, earned_microEUR, rounding: { ...like.rounding, money_microEUR: rounding } };
}

/** A block of steps from [participant, step] to [step, participant], in millionths. */
function turn(source: Float64Array, target: Float64Array, count: number, steps: number, from: number, length: number): void {
  for (let p = 0; p < count; p++) {
    const start = p * steps + from;
    for (let i = 0; i < length; i++) target[i * count + p] = source[start + i]! * MICRO;
  }
}

interface Slot {
  readonly net: Float64Array;
  readonly bought: Float64Array;
  readonly sold: Float64Array;
  readonly paid: Float64Array;
  readonly earned: Float64Array;
}

/** While the year is settled, what rounding changed grows. */
interface Work extends Omit<SettledEnergy, 'monthly' | 'open_mWh' | 'flows'> {
  readonly rounding: { energy_mWh: number; money_microEUR: number };
}

function settleSlot(
  result: Work,
  slot: Slot,
  step: number,
  cleared: ClearedYear,
  from: number,
  to: number,
  totals: ReturnType<typeof newTradeTotals>,
): void {
  const count = result.participantCount;
  const { residual_mWh, rounding } = result;
  const base = step * count;
  const local = result.localRow[step]!;
  if (local < 0) {
    for (let p = 0; p < count; p++) residual_mWh[base + p] = whole(slot.net[p]!, step, p);
    return;
  }
  const at = local * count;
  const bought = result.bought_mWh.subarray(at, at + count);
  const sold = result.sold_mWh.subarray(at, at + count);
  const paid = result.paid_microEUR.subarray(at, at + count);
  const earned = result.earned_microEUR.subarray(at, at + count);
  const exact = sums(slot, count, step);
  const ofTrades = cleared.trades && result.trades ? settleTrades(cleared.trades, result.trades, from, to, totals) : null;
  if (ofTrades) {
    if (Math.abs(ofTrades.energy - exact.bought) > tolerance(exact.bought)) throw openSlot(step, 'trades');
    bought.set(totals.bought);
    sold.set(totals.sold);
  } else {
    const total = Math.round(exact.bought);
    apportion(slot.bought, count, total, bought);
    apportion(slot.sold, count, total, sold);
    rounding.energy_mWh += total - exact.bought;
  }
  // Where buyers pay another price than sellers get, the arrays say so and the trades cannot.
  const arePricesOne = ofTrades && same(ofTrades.paid, exact.paid) && same(ofTrades.earned, exact.earned);
  if (arePricesOne) {
    paid.set(totals.paid);
    earned.set(totals.earned);
  } else {
    const total = Math.round(exact.paid);
    apportion(slot.paid, count, total, paid);
    apportion(slot.earned, count, same(exact.paid, exact.earned) ? total : Math.round(exact.earned), earned);
    rounding.money_microEUR += total - exact.paid;
  }
  for (let p = 0; p < count; p++) residual_mWh[base + p] = whole(slot.net[p]!, step, p) - bought[p]! + sold[p]!;
}

function sums(slot: Slot, count: number, step: number): { bought: number; sold: number; paid: number; earned: number } {
  let [bought, sold, paid, earned] = [0, 0, 0, 0];
  for (let p = 0; p < count; p++) {
    bought += slot.bought[p]!;
    sold += slot.sold[p]!;
    paid += slot.paid[p]!;
    earned += slot.earned[p]!;
  }
  if (!(Math.abs(bought - sold) <= tolerance(bought)) || !Number.isFinite(paid) || !Number.isFinite(earned)) throw openSlot(step, 'energy');
  return { bought, sold, paid, earned };
}

function tolerance(total: number): number {
  return OPEN_mWh + 1e-9 * Math.abs(total);
}

/** Equal but for noise: half a unit, or a billionth. */
function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.5 + 1e-9 * Math.abs(a);
}

function whole(value: number, step: number, participant: number): number {
  const rounded = Math.round(value);
  if (Math.abs(rounded) <= Number.MAX_SAFE_INTEGER) return rounded;
  throw new InputError({
    code: 'settlement.energy',
    message: `The meter of member ${participant} has no usable reading in step ${step}.`,
    where: `member ${participant}, step ${step}`,
    mend: 'Fill the gap in the readings or leave the member out; a step holds at most 9 TWh.',
    values: { participant, step, value: String(value / MICRO) },
  });
}

function openSlot(step: number, what: 'energy' | 'trades' | 'order'): InputError {
  return new InputError({
    code: 'settlement.open',
    message: {
      energy: `In step ${step} the energy sold is not the energy bought.`,
      trades: `In step ${step} the trades are not what members bought.`,
      order: `The trades are not in the order of their steps (step ${step}).`,
    }[what],
    where: `step ${step}`,
    mend: 'Clear the market again: nothing was settled.',
    values: { what, step },
  });
}

function checkShape(community: MarketCommunity, net_kWh: Float64Array, cleared: ClearedYear): void {
  const count = community.participants.length;
  const cells = count * community.axis.steps;
  const without = community.participants.filter((participant) => participant.meter.trim() === '');
  if (without.length > 0) {
    throw new InputError({
      code: 'settlement.meter',
      message: `${without.length} members have no meter: ${without.map(({ name }) => name).join(', ')}.`,
      where: without.map(({ id }) => id).join(', '),
      mend: 'Give each a meter, or leave them out of the community.',
      values: { count: without.length, names: without.map(({ name }) => name).join(', ') },
    });
  }
  const { bought_kWh, sold_kWh, paid_EUR, earned_EUR } = cleared;
  if (cleared.participantCount === count && [net_kWh, bought_kWh, sold_kWh, paid_EUR, earned_EUR].every((array) => array.length === cells))
    return;
  throw new InputError({
    code: 'settlement.shape',
    message: `Readings and trades are not for ${count} members and ${community.axis.steps} steps.`,
    mend: 'Clear the market again for this community.',
    values: { participants: count, steps: community.axis.steps },
  });
}

function localRows(cleared: ClearedYear, count: number, steps: number): Int32Array {
  const rows = new Int32Array(steps).fill(-1);
  const { bought_kWh: bought, sold_kWh: sold, paid_EUR: paid, earned_EUR: earned } = cleared;
  for (let p = 0, at = 0; p < count; p++) {
    for (let step = 0; step < steps; step++, at++) {
      if (bought[at] !== 0 || sold[at] !== 0 || paid[at] !== 0 || earned[at] !== 0) rows[step] = 0;
    }
  }
  let next = 0;
  for (let step = 0; step < steps; step++) if (rows[step] === 0) rows[step] = next++;
  return rows;
}

type Flows = Pick<SettledEnergy, 'participantCount' | 'residual_mWh' | 'localRow' | 'bought_mWh' | 'sold_mWh'>;

function energyByMonth(energy: Flows, starts: readonly number[]): SettledEnergy['monthly'] {
  const count = energy.participantCount;
  const months = () => new Float64Array(MONTHS * count);
  const sums = { import_mWh: months(), export_mWh: months(), bought_mWh: months(), sold_mWh: months() };
  for (let month = 0; month < MONTHS; month++) {
    const base = month * count;
    for (let step = starts[month]!; step < starts[month + 1]!; step++) {
      const row = energy.localRow[step]!;
      for (let p = 0; p < count; p++) {
        const residual = energy.residual_mWh[step * count + p]!;
        if (residual > 0) sums.import_mWh[base + p]! += residual;
        else sums.export_mWh[base + p]! -= residual;
        if (row < 0) continue;
        sums.bought_mWh[base + p]! += energy.bought_mWh[row * count + p]!;
        sums.sold_mWh[base + p]! += energy.sold_mWh[row * count + p]!;
      }
    }
  }
  return sums;
}

/** Local energy bought less sold over all steps, each step counted by its absolute value. */
function openEnergy(energy: Flows, months: SettledEnergy['monthly']): number {
  const count = energy.participantCount;
  let open = 0;
  for (let at = 0; at < energy.bought_mWh.length; at += count) {
    let rest = 0;
    for (let p = 0; p < count; p++) rest += energy.bought_mWh[at + p]! - energy.sold_mWh[at + p]!;
    open += Math.abs(rest);
  }
  let year = 0;
  for (let i = 0; i < months.bought_mWh.length; i++) year += months.bought_mWh[i]! - months.sold_mWh[i]!;
  return open + Math.abs(year);
}
