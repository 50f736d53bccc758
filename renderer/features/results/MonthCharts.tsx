import { useCallback } from 'react';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartSpec } from '../../charts/chartSpec.ts';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { QUANTITY_COLOURS } from '../../charts/quantityColours.ts';
import { monthsSpec } from '../../charts/specs/months.ts';
import { monthNames } from '../../charts/specs/shared.ts';
import type { ScenarioOutcome } from '../../workers/engineApi.ts';

const HEAT = ['heating', 'hotWater', 'cooling'] as const;
const ELECTRICITY = ['electricity', 'pv', 'gridImport', 'gridExport'] as const;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function MonthCharts({ outcome }: { readonly outcome: ScenarioOutcome }) {
  const { t, language, number } = useMessages();
  const { months } = outcome.kpis;

  const buildHeat = useCallback(
    (theme: ChartTheme): ChartSpec => {
      const largest = months.heating.indexOf(Math.max(...months.heating));
      return monthsSpec(
        HEAT.map((id) => ({ name: t(`quantity.${id}`), colour: QUANTITY_COLOURS[id], values: months[id], kind: 'stack' })),
        {
          month: t('chart.month'),
          summary: t('chart.heatMonths.summary', {
            month: monthNames(language)[largest] ?? '',
            value: number(months.heating[largest] ?? 0),
          }),
        },
        language,
        theme,
        number,
      );
    },
    [months, t, language, number],
  );
  const buildElectricity = useCallback(
    (theme: ChartTheme): ChartSpec =>
      monthsSpec(
        ELECTRICITY.map((id) => ({ name: t(`quantity.${id}`), colour: QUANTITY_COLOURS[id], values: months[id], kind: 'bar' })),
        {
          month: t('chart.month'),
          summary: t('chart.electricityMonths.summary', { use: number(sum(months.electricity)), pv: number(sum(months.pv)) }),
        },
        language,
        theme,
        number,
      ),
    [months, t, language, number],
  );
  return (
    <>
      <Chart title={t('chart.heatMonths')} fileName="heat-by-month" build={buildHeat} />
      <Chart title={t('chart.electricityMonths')} fileName="electricity-by-month" build={buildElectricity} />
    </>
  );
}
