import { useCallback } from 'react';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { QUANTITY_COLOURS } from '../../charts/quantityColours.ts';
import { durationSpec } from '../../charts/specs/duration.ts';
import type { ScenarioOutcome } from '../../workers/engineApi.ts';
import { electricityUse, netExchange } from './districtSeries.ts';

export function DurationChart({ outcome }: { readonly outcome: ScenarioOutcome }) {
  const { t, number } = useMessages();
  const build = useCallback(
    (theme: ChartTheme) =>
      durationSpec(
        [
          { name: t('quantity.heating'), colour: QUANTITY_COLOURS.heating, values_W: outcome.hourly.heating },
          { name: t('quantity.electricity'), colour: QUANTITY_COLOURS.electricity, values_W: electricityUse(outcome) },
          { name: t('quantity.pv'), colour: QUANTITY_COLOURS.pv, values_W: outcome.hourly.pv },
          { name: t('quantity.net'), colour: QUANTITY_COLOURS.gridImport, values_W: netExchange(outcome) },
        ],
        { hours: t('chart.duration.hours'), summary: t('chart.duration.summary') },
        theme,
        number,
      ),
    [outcome, t, number],
  );
  return <Chart title={t('chart.duration')} fileName="duration" size="tall" build={build} />;
}
