/** What the map shows, in sentences: for the eye beside it, and for those who do not see it. */
import type { Messages } from '../app/useMessages.ts';
import type { DrawnFlows, DrawnLines } from './dataContract.ts';

/** Any year without a leap day: only day and month are shown. */
const SHOWN_YEAR = 2023;
const MS_PER_HOUR = 3_600_000;

export interface HourSummary {
  /** The finding of the hour. */
  readonly main: string;
  /** What must be known to read it. */
  readonly notes: readonly string[];
}

/** "21 June" and "13:00" of an hour of the year. */
export function hourWords(hour: number, language: string): { readonly date: string; readonly hour: string } {
  const at = new Date(Date.UTC(SHOWN_YEAR, 0, 1) + hour * MS_PER_HOUR);
  return {
    date: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(at),
    hour: `${String(at.getUTCHours()).padStart(2, '0')}:00`,
  };
}

/** Power in words [kW]. */
export function powerWords({ quantity }: Messages, power_W: number): string {
  return quantity(Math.abs(power_W) / 1000, 'kW');
}

export function flowSummary({ flows, gridIsAssumed, market }: DrawnFlows, hour: number, messages: Messages): HourSummary {
  const { t, language } = messages;
  const { totals, rest } = flows;
  const when = t('dataView.summary.when', hourWords(hour, language));
  const power = (power_W: number): string => powerWords(messages, power_W);
  const sentences: string[] = [];
  if (totals.exporters === 0 && totals.importers === 0) sentences.push(t('dataView.summary.none', { when }));
  else if (totals.exporters === 0)
    sentences.push(t('dataView.summary.noExport', { when, importers: totals.importers, power: power(totals.fromGrid_W) }));
  else if (totals.importers === 0) sentences.push(t('dataView.summary.exportOnly', { when, exporters: totals.exporters }));
  else {
    const { exporters, importers } = totals;
    sentences.push(t('dataView.summary.shared', { when, exporters, importers, shared: power(totals.shared_W) }));
  }
  if (totals.toGrid_W > 0) sentences.push(t('dataView.summary.toGrid', { power: power(totals.toGrid_W) }));
  else if (totals.exporters > 0)
    sentences.push(
      totals.fromGrid_W > 0 ? t('dataView.summary.fromGrid', { power: power(totals.fromGrid_W) }) : t('dataView.summary.even'),
    );
  const notes: string[] = [];
  const count = rest.shared.count + rest['from-grid'].count + rest['to-grid'].count;
  if (count > 0) {
    const power_W = rest.shared.power_W + rest['from-grid'].power_W + rest['to-grid'].power_W;
    notes.push(t('dataView.summary.rest', { count, power: power(power_W) }));
  }
  if (market) notes.push(t(market.arePaired ? 'dataView.summary.pool' : 'dataView.summary.trades', { market: market.name }));
  else if (totals.shared_W > 0) notes.push(t('dataView.summary.notTrades'));
  if (gridIsAssumed) notes.push(t('dataView.summary.root'));
  return { main: sentences.join(' '), notes };
}

export function lineSummary({ network, loading }: DrawnLines, hour: number, messages: Messages): HourSummary {
  const { t, language, percent } = messages;
  const when = t('dataView.summary.when', hourWords(hour, language));
  const sentences: string[] = [];
  const { highest } = loading;
  if (highest < 0) sentences.push(t('dataView.summary.none', { when }));
  else {
    const power = powerWords(messages, loading.power_W[highest]!);
    const share = loading.loading[highest]!;
    sentences.push(
      Number.isNaN(share)
        ? t('dataView.summary.power', { when, power })
        : t('dataView.summary.loading', { when, power, loading: percent(share) }),
    );
    if (loading.overloaded > 0) sentences.push(t('dataView.summary.overloaded', { count: loading.overloaded }));
    const total_W = loading.root_W.reduce((sum, value) => sum + value, loading.unfed_W);
    if (total_W !== 0)
      sentences.push(t(total_W < 0 ? 'dataView.summary.back' : 'dataView.summary.draws', { power: powerWords(messages, total_W) }));
  }
  const notes: string[] = [];
  if (network.source !== 'drawn') notes.push(t(network.source === 'streets' ? 'dataView.summary.streets' : 'dataView.summary.tree'));
  if (network.rootIsAssumed) notes.push(t('dataView.summary.root'));
  if (network.unfedBuildings > 0) notes.push(t('dataView.summary.unfed', { count: network.unfedBuildings }));
  notes.push(t('dataView.summary.activeOnly'));
  return { main: sentences.join(' '), notes };
}
