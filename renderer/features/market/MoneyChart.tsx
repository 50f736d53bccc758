import { useCallback } from 'react';
import type { MarketOutcome } from '#models/market/outcome.ts';
import { formatUnit, inFittingUnit } from '../../app/formatNumber.ts';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { stackedSpec } from '../../charts/specs/stacked.ts';
import type { MarketColumn } from './marketLab.ts';

type CashKey = keyof MarketOutcome['cashFlow'];

/** Okabe and Ito 2008, one colour per receiver. */
const RECEIVERS: readonly { readonly key: CashKey; readonly word: string; readonly colour: string }[] = [
  { key: 'supplier_EUR', word: 'supplier', colour: '#5f6b7a' },
  { key: 'network_EUR', word: 'network', colour: '#0072b2' },
  { key: 'levies_EUR', word: 'levies', colour: '#56b4e9' },
  { key: 'vat_EUR', word: 'vat', colour: '#cc79a7' },
  { key: 'platform_EUR', word: 'platform', colour: '#e69f00' },
  { key: 'community_EUR', word: 'community', colour: '#009e73' },
  { key: 'brokers_EUR', word: 'brokers', colour: '#d55e00' },
  { key: 'flexibility_EUR', word: 'flexibility', colour: '#b5a800' },
];

/** Smaller amounts draw nothing. */
const LEAST_EUR = 0.5;

/** Who receives what the members pay, one bar per market. */
export function MoneyChart({ columns }: { readonly columns: readonly MarketColumn[] }) {
  const { t, label, number } = useMessages();
  const build = useCallback(
    (theme: ChartTheme) => {
      const run = columns.flatMap(({ config, outcome }) => (outcome ? [{ name: config.name, outcome }] : []));
      const shown = RECEIVERS.filter(({ key }) => run.some(({ outcome }) => Math.abs(outcome.cashFlow[key]) > LEAST_EUR));
      const paid = run.map(({ outcome }) => shown.reduce((sum, { key }) => sum + Math.abs(outcome.cashFlow[key]), 0));
      const most = Math.max(1, ...paid);
      const fitting = inFittingUnit(most, 'EUR/a');
      return stackedSpec(
        run.map(({ name }) => name),
        shown.map(({ key, word, colour }) => ({
          name: label(`market.flow.${word}`),
          colour,
          values: run.map(({ outcome }) => (outcome.cashFlow[key] * fitting.value) / most),
        })),
        { group: t('market.flow.market'), unit: formatUnit(fitting.unit), summary: t('market.flow.summary') },
        theme,
        number,
      );
    },
    [columns, t, label, number],
  );
  return <Chart title={t('market.flow.title')} fileName="money-of-all-members" size="tall" build={build} />;
}
