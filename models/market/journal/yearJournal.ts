/** A settled year as journal: a record per step with its payments, one per month with what comes monthly. */
import { POOL, type TradeTable } from '../cleared.ts';
import type { StepAxis } from '../community.ts';
import { MONTHS, monthStartSteps } from '../settlement/axisMonths.ts';
import { ACCOUNT_OF, type ExtraItem, LINE_ITEMS, type LineItem } from '../settlement/items.ts';
import type { ExtraPayment, SettledYear } from '../settlement/settleYear.ts';
import { itemArrays, stepAmounts } from '../settlement/stepAmounts.ts';
import { type Journal, newJournal } from './journal.ts';
import { type JournalLine, partyOf } from './record.ts';

export interface YearJournalOptions {
  readonly axis: StepAxis;
  /** What it is about: community, rules, date. Starts the chain. */
  readonly about: string;
  /** The trades that were settled, to be written one by one; without them each member trades with the community's manager. */
  readonly trades?: TradeTable | null;
  /** Who pays what was handed over by month, as given to the settlement. */
  readonly extras?: readonly Pick<ExtraPayment, 'item' | 'account'>[];
}

/**
 * Writes a settled year into a journal: every amount of every bill, and nothing else.
 * @param into an empty journal; a new one where none is given
 */
export function yearJournal(year: SettledYear, options: YearJournalOptions, into: Journal = newJournal(options.about)): Journal {
  const starts = monthStartSteps(options.axis);
  const amounts = stepAmounts(year.energyOfSteps, year.rules);
  const of = itemArrays(amounts.items, year.participantCount);
  const stepVat = new Float64Array(MONTHS * year.participantCount);
  let trade = 0;
  for (let month = 0; month < MONTHS; month++) {
    for (let step = starts[month]!; step < starts[month + 1]!; step++) {
      for (const item of amounts.items) of[item]!.fill(0);
      amounts.compute(step, of);
      const table = options.trades ?? null;
      const from = trade;
      if (table) while (trade < table.count && table.step[trade] === step) trade++;
      const lines = table ? tradeLines(year, table, from, trade) : [];
      const paidByTrade = table !== null && lines.length > 0 && addsUp(year, step, lines);
      for (const item of amounts.items) {
        if (paidByTrade && (item === 'localBought' || item === 'localSold')) continue;
        stepLines(year, item, of[item]!, step, lines);
      }
      if (table && !paidByTrade) lines.splice(0, trade - from);
      for (let p = 0; p < year.participantCount; p++) stepVat[month * year.participantCount + p]! += of.vat![p]!;
      if (lines.length > 0) into.append({ kind: 'step', slot: step, lines });
    }
    const lines = monthLines(year, month, stepVat, options.extras ?? []);
    if (lines.length > 0) into.append({ kind: 'month', slot: month, lines });
  }
  return into;
}

function tradeLines(year: SettledYear, table: TradeTable, from: number, to: number): JournalLine[] {
  const settled = year.energyOfSteps.trades!;
  const party = (row: number) => (row === POOL ? partyOf('community') : row);
  return Array.from({ length: to - from }, (_, i) => ({
    from: party(table.buyer[from + i]!),
    to: party(table.seller[from + i]!),
    item: 'localBought' as const,
    energy_mWh: settled.energy_mWh[from + i]!,
    amount_microEUR: settled.money_microEUR[from + i]!,
  }));
}

/** Whether the trades pay what the members' bills say; not where buyers and sellers had different prices. */
function addsUp(year: SettledYear, step: number, lines: readonly JournalLine[]): boolean {
  const { localRow, paid_microEUR, earned_microEUR } = year.energyOfSteps;
  const base = localRow[step]! * year.participantCount;
  if (base < 0) return false;
  const rest = new Map<number, number>();
  for (const { from, to, amount_microEUR } of lines) {
    rest.set(from, (rest.get(from) ?? 0) + amount_microEUR);
    rest.set(to, (rest.get(to) ?? 0) - amount_microEUR);
  }
  for (let p = 0; p < year.participantCount; p++) {
    if ((rest.get(p) ?? 0) !== paid_microEUR[base + p]! - earned_microEUR[base + p]!) return false;
  }
  return true;
}

function stepLines(year: SettledYear, item: LineItem, line: Float64Array, step: number, into: JournalLine[]): void {
  const to = partyOf(ACCOUNT_OF[item as Exclude<LineItem, ExtraItem>]);
  for (let p = 0; p < line.length; p++) {
    if (line[p] !== 0) into.push({ from: p, to, item, energy_mWh: energyIn(year, item, step, p), amount_microEUR: line[p]! });
  }
}

/** What an item counts in a step, as on the bill; 0 for items without energy. */
function energyIn(year: SettledYear, item: LineItem, step: number, p: number): number {
  const { residual_mWh, localRow, bought_mWh, sold_mWh } = year.energyOfSteps;
  const residual = residual_mWh[step * year.participantCount + p]!;
  const at = localRow[step]! * year.participantCount + p;
  const bought = localRow[step]! < 0 ? 0 : bought_mWh[at]!;
  const sold = localRow[step]! < 0 ? 0 : sold_mWh[at]!;
  switch (item) {
    case 'supplierEnergy':
    case 'network':
    case 'levies':
      return residual;
    case 'feedIn':
      return -residual;
    case 'localBought':
    case 'localNetwork':
    case 'localLevies':
      return bought;
    case 'localSold':
      return sold;
    case 'communityFee':
    case 'platformFee':
    case 'brokerCommission':
      return bought + sold;
    case 'exchangeFee':
      return Math.abs(residual);
    default:
      return 0;
  }
}

const STEP_ONLY = new Set<LineItem>(LINE_ITEMS.slice(0, LINE_ITEMS.indexOf('supplierFixed')));

function monthLines(
  year: SettledYear,
  month: number,
  stepVat: Float64Array,
  extras: readonly Pick<ExtraPayment, 'item' | 'account'>[],
): JournalLine[] {
  const lines: JournalLine[] = [];
  for (const item of LINE_ITEMS) {
    const amounts = year.amounts[item];
    if (!amounts || STEP_ONLY.has(item)) continue;
    const account = extras.find((extra) => extra.item === item)?.account ?? ACCOUNT_OF[item as Exclude<LineItem, ExtraItem>] ?? 'community';
    for (let p = 0; p < year.participantCount; p++) {
      const at = month * year.participantCount + p;
      const amount = amounts[at]! - (item === 'vat' ? stepVat[at]! : 0);
      if (amount !== 0) lines.push({ from: p, to: partyOf(account), item, energy_mWh: 0, amount_microEUR: amount });
    }
  }
  return lines;
}
