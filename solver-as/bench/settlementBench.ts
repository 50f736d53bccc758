/** Speed and exactness of the settlement and its journal. */
import { newJournal, readJournal } from '#models/market/journal/journal.ts';
import { HEADER_BYTES, type JournalLine, LINE_BYTES, shapeOf } from '#models/market/journal/record.ts';
import { yearJournal } from '#models/market/journal/yearJournal.ts';
import { ACCOUNTS } from '#models/market/settlement/items.ts';
import { settleEnergy } from '#models/market/settlement/settleEnergy.ts';
import { settleMoney, settleYear } from '#models/market/settlement/settleYear.ts';
import { fullTariff, randomMarket } from '#models/market/settlement/testing/randomMarket.ts';
import { tariffYear } from '#models/market/tariffs/tariffYear.ts';
import type { BenchRow } from './benchKernels.ts';
import type { ValidationRow } from './validation.ts';

const FEES = {
  community_EURPerKWh: 0.01,
  import_EURPerKWh: 0.001,
  export_EURPerKWh: 0.001,
  platform_EURPerKWh: 0.002,
  platformShare: 0.01,
  platform_EURPerMonth: 1.5,
};

function yearOf(participants: number, steps: number, tradesPerStep: number) {
  const market = randomMarket({ participants, steps, seed: 1, tradesPerStep });
  const tariff = fullTariff();
  const withoutDistance = { ...tariff, network: { ...tariff.network, distance_EURPerKWhKm: 0 } };
  return {
    ...market,
    tariffs: [tariffYear(withoutDistance, market.community.axis)],
    tariffOf: new Uint8Array(participants),
    fees: FEES,
  };
}

/** Least of several runs [ms]: other programs can only make it longer. */
function fastest(rounds: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** Records of a hundred payments each, some of them read again from their bytes. */
function paymentJournal(payments: number): Uint8Array {
  const journal = newJournal('benchmark');
  const lines: JournalLine[] = Array.from({ length: 100 }, (_, i) => ({
    from: i,
    to: -1,
    item: 'supplierEnergy',
    energy_mWh: 1_000_000 + i,
    amount_microEUR: 300_000 + i,
  }));
  for (let slot = 0; slot * 100 < payments; slot++) journal.append({ kind: 'step', slot, lines });
  return journal.toBytes();
}

/** Rows of one benchmark run; these parts are TypeScript only and have no other to compare with. */
export function benchSettlement(quick = false): BenchRow[] {
  const steps = quick ? 876 : 8760;
  const year = yearOf(100, steps, 0);
  const energy = settleEnergy(year);
  const rounds = quick ? 3 : 9;
  const payments = quick ? 100_000 : 1_000_000;
  const bytes = paymentJournal(payments);
  const size = `100 members, ${steps} steps`;
  const row = (name: string, of: string, value: number, unit: string): BenchRow => ({
    name,
    size: of,
    value,
    unit,
    ratioAgainstTypeScript: null,
  });
  return [
    row(
      'Bills again after a change of a fee',
      size,
      fastest(rounds, () => settleMoney(energy, year)),
      'ms',
    ),
    row(
      'Settlement from the cleared market',
      size,
      fastest(rounds, () => settleYear(year)),
      'ms',
    ),
    row(
      'Journal verified',
      `${payments} payments`,
      fastest(quick ? 2 : 4, () => readJournal(bytes)),
      'ms',
    ),
  ];
}

/** A year of a million trades, and a journal with one flipped byte. */
export function settlementRows(): ValidationRow[] {
  const trades = 1_000_000;
  const steps = 8760;
  const perStep = Math.ceil(trades / steps);
  const settled = settleYear(yearOf(100, steps, perStep));
  const members = settled.total_microEUR.reduce((sum, amount) => sum + amount, 0);
  const accounts = ACCOUNTS.reduce((sum, account) => sum + settled.accounts[account].reduce((a, b) => a + b, 0), 0);
  const { openSlots, slots, energy_mWh } = settled.balance;
  return [
    { name: `Slots that do not close, of ${slots}, ${perStep * steps} trades`, value: String(openSlots), bound: '0' },
    { name: 'Members less accounts over the year [micro-EUR]', value: String(members - accounts), bound: '0' },
    { name: 'Local energy bought less sold [mWh]', value: String(energy_mWh), bound: '0' },
    flippedByte(),
  ];
}

/** Flips one byte of the amount of one line in the file of a settled fortnight. */
function flippedByte(): ValidationRow {
  const year = yearOf(20, 336, 30);
  const journal = newJournal('validation');
  yearJournal(settleYear(year), { axis: year.community.axis, about: 'validation', trades: year.cleared.trades }, journal);
  const record = 200;
  const line = 17;
  const shape = shapeOf(journal.recordAt(record));
  const bytes = journal.toBytes();
  let at = 8 + 4 + 'validation'.length;
  for (let k = 0; k < record; k++) at += 4 + journal.recordAt(k).length + 32;
  at += 4 + HEADER_BYTES + (shape?.lines ?? 0) * 4 + line * LINE_BYTES + 20;
  bytes[at] = bytes[at]! ^ 0x40;
  const read = readJournal(bytes);
  const found = 'fault' in read ? `${read.fault.what} ${read.fault.line} of record ${read.fault.record}` : 'nothing';
  return { name: 'Flipped byte in the journal found at', value: found, bound: `line ${line} of record ${record}` };
}
