/** A market year run and written: what each member pays, the bills, the journal. */
import { monthBills } from '#models/market/bills/monthBills.ts';
import { newJournal } from '#models/market/journal/journal.ts';
import { yearJournal } from '#models/market/journal/yearJournal.ts';
import { PARTICIPANT_COLUMNS } from '#models/market/outcome.ts';
import { MarketRuns, type MarketYear } from '#models/market/run/marketRuns.ts';
import { writeInto } from '../files.ts';
import { startNodeMarket } from './nodePorts.ts';
import type { YearCase } from './yearCase.ts';

const CENT_EUR = 0.01;

/** @returns figures that depend on the inputs alone: no times */
export async function runYearCase({ community, config, findings }: YearCase, folder: string | undefined) {
  const market = await startNodeMarket();
  try {
    const runs = new MarketRuns(community, market.ports);
    const { duration_ms: _duration, config: _config, participants: columns, ...outcome } = await runs.outcome(config);
    const rows = community.participants.map(({ id, name }, row) => ({
      id,
      name,
      ...Object.fromEntries(PARTICIPANT_COLUMNS.map((column) => [column, columns[column][row]!])),
      saving_EUR: columns.reference_EUR[row]! - columns.cost_EUR[row]!,
    }));
    const year = await runs.year(config);
    const written = folder === undefined ? null : await writeYear(folder, year);
    return {
      findings: [...findings, ...outcome.findings],
      result: {
        community: { id: community.id, name: community.name, members: rows.length, step_min: year.prepared.community.axis.step_min },
        rules: {
          id: config.id,
          name: config.name,
          design: config.design,
          clearing: config.clearing,
          priceRule: config.priceRule,
          sharing: config.sharing,
        },
        ...outcome,
        ...(outcome.coalition
          ? { coalition: { members: outcome.coalition.members.map((row) => rows[row]!.id), deficit_EUR: outcome.coalition.deficit_EUR } }
          : {}),
        findings: [...findings, ...outcome.findings].map(({ code, severity, objectId, message, action }) => ({
          code,
          severity,
          objectId,
          message,
          action,
        })),
        members: rows,
        losers: rows
          .filter(({ saving_EUR }) => saving_EUR <= -CENT_EUR)
          .sort((a, b) => a.saving_EUR - b.saving_EUR)
          .map(({ id, name, saving_EUR }) => ({ id, name, loss_EUR: -saving_EUR })),
        ...(written ? { journal: written.journal } : {}),
      },
      files: written?.files ?? [],
    };
  } finally {
    await market.dispose();
  }
}

async function writeYear(folder: string, year: MarketYear) {
  const { community } = year.prepared;
  const about = `${community.id}, ${community.axis.steps} steps of ${community.axis.step_min} minutes`;
  const journal = newJournal(about);
  const extras = [{ item: 'flexibility', account: 'flexibility' }] as const;
  yearJournal(year.shared.settled, { axis: community.axis, about, trades: year.market.cleared.trades, extras }, journal);
  const files = await writeInto(folder, { 'bills.csv': billsCsv(year), 'journal.cwj': journal.toBytes() });
  return { journal: journal.head(), files };
}

/** A row per line of every bill; energy in kWh, money in EUR to the micro-euro. */
function billsCsv({ prepared, shared, reference }: MarketYear): string {
  const rows = [['member', 'name', 'month', 'item', 'energy_kWh', 'price_EURPerKWh', 'amount_EUR']];
  for (const [row, { id, name }] of prepared.community.participants.entries()) {
    for (const { month, lines, total_microEUR, reference_microEUR } of monthBills(shared.settled, reference, row)) {
      if ((shared.settled.monthShare[month] ?? 0) === 0) continue;
      const line = (item: string, energy_mWh: number | null, price: number | null, amount: number) =>
        rows.push([
          quoted(id),
          quoted(name),
          String(month + 1),
          item,
          energy_mWh === null ? '' : (energy_mWh / 1e6).toFixed(6),
          price === null ? '' : price.toFixed(6),
          (amount / 1e6).toFixed(6),
        ]);
      for (const { item, energy_mWh, price_EURPerKWh, amount_microEUR } of lines) line(item, energy_mWh, price_EURPerKWh, amount_microEUR);
      line('total', null, null, total_microEUR);
      line('supplierAlone', null, null, reference_microEUR);
    }
  }
  return `${rows.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
