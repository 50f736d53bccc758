/** How many of something there are per class of a value. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, categoryAxis, valueAxis } from './shared.ts';

export interface HistogramClass {
  /** "40-50" */
  readonly name: string;
  readonly count: number;
  readonly colour: string;
}

export function histogramSpec(
  classes: readonly HistogramClass[],
  words: { readonly axis: string; readonly count: string; readonly summary: string },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 4, right: 8, top: 28, bottom: 20, containLabel: true },
      xAxis: {
        ...categoryAxis(
          theme,
          classes.map(({ name }) => name),
          words.axis,
        ),
        nameGap: 24,
      },
      yAxis: { ...valueAxis(theme, words.count, format), minInterval: 1 },
      series: [
        {
          name: words.count,
          type: 'bar',
          barCategoryGap: '8%',
          data: classes.map(({ count, colour }) => ({
            value: count,
            itemStyle: { color: colour, borderColor: theme.mutedText, borderWidth: 0.5 },
          })),
          tooltip: { valueFormatter: (value: unknown) => format(Number(value)) },
        },
      ],
    },
    table: { columns: [words.axis, words.count], rows: classes.map(({ name, count }) => [name, count]) },
    summary: words.summary,
    points: classes.length,
  };
}
