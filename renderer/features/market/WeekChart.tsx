import { useCallback } from 'react';
import { Button } from 'react-aria-components';
import type { ParticipantYear } from '#models/market/outcome.ts';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { QUANTITY_COLOURS } from '../../charts/quantityColours.ts';
import { dayName } from '../../charts/specs/shared.ts';
import { weekSpec } from '../../charts/specs/week.ts';
import { stepOfHour, stepText } from './marketFormat.ts';

const WEEK_DAYS = 7;
const YEAR_HOURS = 8760;
const LAST_START_DAY = 358;

interface WeekChartProps {
  readonly year: ParticipantYear;
  readonly step_min: number;
  /** Of the timeline; the week with it is shown. */
  readonly hour: number;
  readonly onTime: (hour: number, minute: number) => void;
}

/** A week of one member, step by step. */
export function WeekChart({ year, step_min, hour, onTime }: WeekChartProps) {
  const { t, language, number } = useMessages();
  const firstDay = Math.min(LAST_START_DAY, Math.floor(hour / 24 / WEEK_DAYS) * WEEK_DAYS);
  const { series } = year;
  const build = useCallback(
    (theme: ChartTheme) => {
      const from = stepOfHour(firstDay * 24, step_min);
      const to = Math.min(series.load_kW.length, stepOfHour((firstDay + WEEK_DAYS) * 24, step_min));
      const part = (values: Float32Array): number[] => Array.from(values.subarray(from, to));
      const less = (one: Float32Array, other: Float32Array): number[] => part(one).map((value, step) => value - (other[from + step] ?? 0));
      const hasFlexible = series.flexible_kW.some((value) => value !== 0);
      return weekSpec(
        [
          { name: t('bill.week.generation'), colour: QUANTITY_COLOURS.pv, values: part(series.generation_kW), kind: 'area' },
          { name: t('bill.week.use'), colour: QUANTITY_COLOURS.electricity, values: part(series.load_kW), kind: 'line' },
          { name: t('bill.week.local'), colour: QUANTITY_COLOURS.gridExport, values: less(series.bought_kW, series.sold_kW), kind: 'line' },
          {
            name: t('bill.week.supplier'),
            colour: QUANTITY_COLOURS.gridImport,
            values: less(series.import_kW, series.export_kW),
            kind: 'dashed',
          },
          ...(hasFlexible
            ? [
                {
                  name: t('bill.week.flexible'),
                  colour: QUANTITY_COLOURS.battery,
                  values: part(series.flexible_kW),
                  kind: 'line' as const,
                },
              ]
            : []),
        ],
        Array.from({ length: Math.max(0, to - from) }, (_, step) => stepText(from + step, step_min, language)),
        { time: t('bill.week.time'), unit: 'kW', summary: t('bill.week.summary') },
        theme,
        number,
      );
    },
    [series, step_min, firstDay, t, language, number],
  );
  const move = (weeks: number): void => onTime((hour + weeks * WEEK_DAYS * 24 + YEAR_HOURS) % YEAR_HOURS, 0);
  return (
    <section className="section market-screen-only" aria-label={t('bill.week')}>
      <Chart
        title={t('bill.week.title', { day: dayName(language, firstDay) })}
        fileName={`week-from-day-${firstDay + 1}`}
        size="tall"
        build={build}
        onPoint={(step) => onTime(firstDay * 24 + Math.floor((step * step_min) / 60), (step * step_min) % 60)}
      />
      <div className="market-tools">
        <Button className="button button-small" onPress={() => move(-1)}>
          {t('bill.week.back')}
        </Button>
        <Button className="button button-small" onPress={() => move(1)}>
          {t('bill.week.forward')}
        </Button>
      </div>
    </section>
  );
}
