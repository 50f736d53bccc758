/** Energy per month as stacked or grouped bars. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, categoryAxis, legend, monthNames, valueAxis } from './shared.ts';

export interface MonthSeries {
  readonly name: string;
  readonly colour: string;
  /** Twelve values [MWh]. */
  readonly values: readonly number[];
  readonly kind: 'stack' | 'bar' | 'line';
}

export function monthsSpec(
  series: readonly MonthSeries[],
  words: { readonly month: string; readonly summary: string },
  language: string,
  theme: ChartTheme,
  format: (value: number) => string,
  unit = 'MWh',
): ChartSpec {
  const months = monthNames(language);
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 4, right: 8, top: 28, bottom: 48, containLabel: true },
      legend: legend(theme),
      xAxis: categoryAxis(theme, months),
      yAxis: valueAxis(theme, unit, format),
      series: series.map(({ name, colour, values, kind }) => ({
        name,
        type: kind === 'line' ? 'line' : 'bar',
        ...(kind === 'stack' ? { stack: 'stack' } : {}),
        data: [...values],
        color: colour,
        barMaxWidth: 22,
        symbolSize: 5,
        lineStyle: { width: 2 },
        tooltip: { valueFormatter: (value: unknown) => `${format(Number(value))} ${unit}` },
      })),
    },
    table: {
      columns: [words.month, ...series.map(({ name }) => `${name} [${unit}]`)],
      rows: months.map((month, index) => [month, ...series.map(({ values }) => values[index] ?? 0)]),
    },
    summary: words.summary,
    points: 12,
  };
}
