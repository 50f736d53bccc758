import { useCallback } from 'react';
import { Button } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { QUANTITY_COLOURS } from '../../charts/quantityColours.ts';
import { daySpec } from '../../charts/specs/day.ts';
import { withHourMark } from '../../charts/specs/hourMark.ts';
import { dayName } from '../../charts/specs/shared.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import type { ScenarioOutcome } from '../../workers/engineApi.ts';
import { electricityUse, netExchange } from './districtSeries.ts';

export function DayChart({ outcome }: { readonly outcome: ScenarioOutcome }) {
  const { t, language, number } = useMessages();
  const actions = useActions();
  const hour = useApp((state) => state.hour);
  const day = Math.floor(hour / 24);
  const hourOfDay = hour % 24;
  const build = useCallback(
    (theme: ChartTheme) => {
      const part = (values: Float32Array): Float32Array => values.subarray(day * 24, day * 24 + 24);
      const spec = daySpec(
        [
          { name: t('quantity.electricity'), colour: QUANTITY_COLOURS.electricity, values_W: part(electricityUse(outcome)), kind: 'line' },
          { name: t('quantity.pv'), colour: QUANTITY_COLOURS.pv, values_W: part(outcome.hourly.pv), kind: 'area' },
          { name: t('quantity.net'), colour: QUANTITY_COLOURS.gridImport, values_W: part(netExchange(outcome)), kind: 'dashed' },
          { name: t('quantity.heating'), colour: QUANTITY_COLOURS.heating, values_W: part(outcome.hourly.heating), kind: 'line' },
        ],
        { hour: t('chart.hour'), summary: t('chart.dayTitle.summary') },
        theme,
        number,
      );
      return withHourMark(spec, hourOfDay, theme);
    },
    [outcome, day, hourOfDay, t, number],
  );
  const move = (days: number): void => actions.setHour((((day + days + 365) % 365) * 24 + hourOfDay) % 8760);
  return (
    <>
      <Chart
        title={t('chart.dayTitle', { day: dayName(language, day) })}
        fileName={`day-${day + 1}`}
        size="tall"
        build={build}
        onPoint={(index) => actions.setHour(day * 24 + index)}
      />
      <div className="day-steps">
        <Button className="button" onPress={() => move(-1)}>
          {t('chart.previousDay')}
        </Button>
        <Button className="button" onPress={() => move(1)}>
          {t('chart.nextDay')}
        </Button>
      </div>
    </>
  );
}
