/** Corrections by counter-entry: what was billed stays, is taken back line by line, and is billed anew. */
import { InputError } from '../../core/errors.ts';
import type { JournalLine, JournalRecord } from '../journal/record.ts';
import { partyOf } from '../journal/record.ts';
import type { BillLine, MonthBill } from '../outcome.ts';
import { ACCOUNT_OF, ENERGY_OF, type ExtraItem, type LineItem } from '../settlement/items.ts';

/** What the meter should have said for the month [mWh]; what is left out stays as it was billed. */
export type NewReading = Readonly<Partial<Record<'import_mWh' | 'export_mWh' | 'bought_mWh' | 'sold_mWh', number>>>;

export interface BillCorrection {
  readonly month: number;
  /** Every line that changes, with the opposite sign. */
  readonly reversing: readonly BillLine[];
  /** The same lines for the new reading. */
  readonly entered: readonly BillLine[];
  /** What the member pays on top; below zero it gets money back. */
  readonly difference_microEUR: number;
}

/**
 * Corrects a month's bill for a new reading. Lines by energy keep the mean price of the month; value added tax follows the
 * lines that bear it. Lump sums, and the charge for power, are not touched.
 * @param vat share of the net price, as in the tariff of the bill
 * @param taxedItems items that bear value added tax
 * @throws InputError `bill.reading` where a reading is no whole number, or a price cannot be told because nothing was billed
 */
export function correctBill(bill: MonthBill, reading: NewReading, vat: number, taxedItems: readonly LineItem[] = TAXED): BillCorrection {
  for (const [quantity, value] of Object.entries(reading)) {
    if (!Number.isSafeInteger(value) || value < 0) throw badReading(quantity, value);
  }
  const before = readingOf(bill);
  const after = { ...before, ...reading };
  const reversing: BillLine[] = [];
  const entered: BillLine[] = [];
  let taxChange = 0;
  for (const line of bill.lines) {
    const old = energyBehind(line.item, before);
    const energy = energyBehind(line.item, after);
    if (old === null || energy === null || old === energy) continue;
    if (old === 0) throw badReading(line.item, energy);
    const amount = Math.round((line.amount_microEUR * energy) / old) + 0;
    reversing.push(reversed(line));
    entered.push({
      ...line,
      energy_mWh: energy,
      amount_microEUR: amount,
      why: { key: line.why.key, values: { ...line.why.values, energy_kWh: energy / 1e6 } },
    });
    if (taxedItems.includes(line.item as LineItem)) taxChange += amount - line.amount_microEUR;
  }
  refuseNewQuantities(bill, before, after);
  const tax = bill.lines.find(({ item }) => item === 'vat');
  const vatChange = Math.round(taxChange * vat) + 0;
  if (tax && vatChange !== 0) {
    const amount = tax.amount_microEUR + vatChange;
    reversing.push(reversed(tax));
    entered.push({ ...tax, amount_microEUR: amount, why: { key: 'vat', values: { rate_pct: vat * 100, taxed_EUR: amount / vat / 1e6 } } });
  }
  const difference = [...reversing, ...entered].reduce((sum, line) => sum + line.amount_microEUR, 0);
  return { month: bill.month, reversing, entered, difference_microEUR: difference };
}

/** Items that bear value added tax unless the settlement was told otherwise. */
const TAXED: readonly LineItem[] = ['supplierEnergy', 'network', 'levies', 'localNetwork', 'localLevies'];

/** The correction as a record for the journal; the record with the original entries stays as it is. */
export function correctionRecord(correction: BillCorrection, participant: number, note: string): JournalRecord {
  const lines = [...correction.reversing, ...correction.entered].map((line): JournalLine => {
    const item = line.item as LineItem;
    const account = ACCOUNT_OF[item as Exclude<LineItem, ExtraItem>] ?? 'community';
    return { from: participant, to: partyOf(account), item, energy_mWh: line.energy_mWh ?? 0, amount_microEUR: line.amount_microEUR };
  });
  return { kind: 'correction', slot: correction.month, lines, note };
}

function reversed(line: BillLine): BillLine {
  return {
    ...line,
    energy_mWh: line.energy_mWh === null ? null : -line.energy_mWh,
    amount_microEUR: -line.amount_microEUR,
    why: { key: 'correction', values: line.why.values },
  };
}

type Reading = Readonly<Record<'import_mWh' | 'export_mWh' | 'bought_mWh' | 'sold_mWh', number>>;

/** Readings behind a bill; zero where no line tells them. */
function readingOf(bill: MonthBill): Reading {
  const of = (quantity: string) => bill.lines.find(({ item }) => ENERGY_OF[item as LineItem] === quantity)?.energy_mWh ?? 0;
  return { import_mWh: of('import'), export_mWh: of('export'), bought_mWh: of('bought'), sold_mWh: of('sold') };
}

function energyBehind(item: string, reading: Reading): number | null {
  switch (ENERGY_OF[item as LineItem]) {
    case 'import':
      return reading.import_mWh;
    case 'export':
      return reading.export_mWh;
    case 'bought':
      return reading.bought_mWh;
    case 'sold':
      return reading.sold_mWh;
    case 'traded':
      return reading.bought_mWh + reading.sold_mWh;
    case 'exchanged':
      return reading.import_mWh + reading.export_mWh;
    default:
      return null;
  }
}

/** A quantity that was not billed before has no mean price to bill it at. */
function refuseNewQuantities(bill: MonthBill, before: Reading, after: Reading): void {
  for (const quantity of ['import_mWh', 'export_mWh', 'bought_mWh', 'sold_mWh'] as const) {
    if (before[quantity] === 0 && after[quantity] !== 0) throw badReading(`${quantity}, month ${bill.month + 1}`, after[quantity]);
  }
}

function badReading(quantity: string, value: number): InputError {
  return new InputError({
    code: 'bill.reading',
    message: `The new reading ${value} for ${quantity} cannot be billed.`,
    where: quantity,
    mend: 'Give whole milliwatt-hours, zero or more, for what the bill already lists; else settle the month anew.',
    values: { quantity, value: String(value) },
  });
}
