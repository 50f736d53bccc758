import { useCallback, useMemo } from 'react';
import type { BuildingYearSeries } from '#models/scenario/yearResult.ts';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { QUANTITY_COLOURS } from '../../charts/quantityColours.ts';
import { type DaySeries, daySpec } from '../../charts/specs/day.ts';
import { withHourMark } from '../../charts/specs/hourMark.ts';
import { dayName } from '../../charts/specs/shared.ts';
import { temperatureSpec } from '../../charts/specs/temperature.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { dayOf, hourDaysLater, hoursOf } from './buildingHours.ts';

interface DayProps {
  readonly series: BuildingYearSeries;
  readonly day: number;
  readonly hourOfDay: number;
  readonly onHour: (hourOfDay: number) => void;
}

function Temperatures({ series, day, hourOfDay, onHour }: DayProps) {
  const { t, number } = useMessages();
  const outdoor_C = useApp((state) => state.weather?.dryBulb_C);
  const build = useCallback(
    (theme: ChartTheme) => {
      const indoor = { name: t('hours.indoor'), colour: theme.text, values_C: dayOf(series.indoor_C, day), dashed: false };
      const outdoor = outdoor_C && { name: t('hours.outdoor'), colour: theme.mutedText, values_C: dayOf(outdoor_C, day), dashed: true };
      const words = { hour: t('chart.hour'), summary: t('hours.temperature.summary') };
      return withHourMark(temperatureSpec(outdoor ? [indoor, outdoor] : [indoor], words, theme, number), hourOfDay, theme);
    },
    [series, outdoor_C, day, hourOfDay, t, number],
  );
  return (
    <div className="chart-low">
      <Chart title={t('hours.temperature')} fileName={`building-temperature-day-${day + 1}`} build={build} onPoint={onHour} />
    </div>
  );
}

function Powers({ kind, series, day, hourOfDay, onHour }: DayProps & { readonly kind: 'heat' | 'electricity' }) {
  const { t, number } = useMessages();
  const shown = useMemo((): readonly DaySeries[] => {
    const line = (
      name: Parameters<typeof t>[0],
      colour: string,
      hours: Float32Array | Float64Array,
      style: DaySeries['kind'] = 'line',
    ) => ({
      name: t(name),
      colour,
      values_W: dayOf(hours, day),
      kind: style,
    });
    if (kind === 'heat') {
      return [
        line('quantity.heating', QUANTITY_COLOURS.heating, series.heating),
        line('quantity.hotWater', QUANTITY_COLOURS.hotWater, series.hotWater),
        // Most buildings are not cooled; a line at zero would only take room.
        ...(series.cooling.some((power) => power > 0) ? [line('quantity.cooling', QUANTITY_COLOURS.cooling, series.cooling)] : []),
      ];
    }
    const use = line('quantity.electricity', QUANTITY_COLOURS.electricity, hoursOf(series, 'electricity'));
    // Without a roof that makes electricity all that is used is bought: one line says it.
    if (!series.pv.some((power) => power > 0)) return [use];
    return [
      use,
      line('quantity.pv', QUANTITY_COLOURS.pv, series.pv, 'area'),
      line('quantity.gridImport', QUANTITY_COLOURS.gridImport, series.buildingImport, 'dashed'),
      line('quantity.gridExport', QUANTITY_COLOURS.gridExport, series.buildingExport, 'dashed'),
    ];
  }, [kind, series, day, t]);
  const build = useCallback(
    (theme: ChartTheme) => {
      const summary = t(kind === 'electricity' && shown.length === 1 ? 'hours.electricity.onlyBought' : `hours.${kind}.summary`);
      const words = { hour: t('chart.hour'), summary };
      return withHourMark(daySpec(shown, words, theme, number), hourOfDay, theme);
    },
    [shown, kind, hourOfDay, t, number],
  );
  return (
    <div>
      <Chart title={t(`hours.${kind}`)} fileName={`building-${kind}-day-${day + 1}`} build={build} onPoint={onHour} />
      {kind === 'electricity' && shown.length === 1 && <p className="hint">{t('hours.electricity.onlyBought')}</p>}
    </div>
  );
}

/** The day of the timeline: temperature, heat and electricity of one building; a point in them moves the timeline. */
export function BuildingDay({ series }: { readonly series: BuildingYearSeries }) {
  const { t, language } = useMessages();
  const hour = useApp((state) => state.hour);
  const actions = useActions();
  const day = Math.floor(hour / 24);
  const part: DayProps = { series, day, hourOfDay: hour % 24, onHour: (next) => actions.setHour(day * 24 + next) };
  return (
    <div className="stack">
      <div className="section-head">
        <h4 className="hours-date">
          {dayName(language, day)}, {String(hour % 24).padStart(2, '0')}:00
        </h4>
        <span className="hours-space" />
        <IconButton small icon="collapseLeft" label={t('chart.previousDay')} onPress={() => actions.setHour(hourDaysLater(hour, -1))} />
        <IconButton small icon="collapseRight" label={t('chart.nextDay')} onPress={() => actions.setHour(hourDaysLater(hour, 1))} />
      </div>
      <Temperatures {...part} />
      <Powers kind="heat" {...part} />
      <Powers kind="electricity" {...part} />
    </div>
  );
}
