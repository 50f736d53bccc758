/** Percentage changes of key figures as bars around zero. */
import type { ChangeTone } from '#models/scenario/change.ts';
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, categoryAxis, valueAxis } from './shared.ts';

export interface FigureChange {
  readonly name: string;
  /** Relative change, 0.1 = +10 %. */
  readonly change: number;
  readonly tone: ChangeTone;
}

/** Diverging pair that stays apart with every common colour vision; the sign is written beside each bar. */
const TONE_COLOURS = { better: '#0072b2', worse: '#d55e00', neutral: '#8a949e' } as const;

/** Changes beyond this are drawn at the edge of the chart, with their true value written. */
const SHOWN_LIMIT = 1.5;

export function changesSpec(
  changes: readonly FigureChange[],
  words: { readonly figure: string; readonly change: string; readonly summary: string },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  const drawn = [...changes].reverse();
  // Room for the label beyond the longest bar, on both sides so that zero stays in the middle.
  const reach = 135 * Math.max(0.01, ...drawn.map(({ change }) => Math.min(SHOWN_LIMIT, Math.abs(change))));
  const signed = (change: number): string => `${change > 0 ? '+' : ''}${format(change * 100)} %`;
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 4, right: 24, top: 8, bottom: 4, containLabel: true },
      tooltip: {
        ...(baseOption(theme).tooltip as object),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) =>
          `${drawn[dataIndex]?.name ?? ''}: <b>${signed(drawn[dataIndex]?.change ?? 0)}</b>`,
      },
      xAxis: {
        ...valueAxis(theme, '', (value) => (Math.abs(value) > reach * 0.99 ? '' : `${format(value)} %`)),
        min: -reach,
        max: reach,
      },
      yAxis: {
        ...categoryAxis(
          theme,
          drawn.map(({ name }) => name),
        ),
        axisLabel: { color: theme.text },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 14,
          data: drawn.map(({ change, tone }) => ({
            value: Math.max(-SHOWN_LIMIT, Math.min(SHOWN_LIMIT, change)) * 100,
            itemStyle: { color: TONE_COLOURS[tone] },
            label: { show: true, position: change < 0 ? 'left' : 'right', color: theme.text, formatter: signed(change) },
          })),
        },
      ],
    },
    table: { columns: [words.figure, `${words.change} [%]`], rows: changes.map(({ name, change }) => [name, change * 100]) },
    summary: words.summary,
    points: changes.length,
  };
}
