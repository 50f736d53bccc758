/** Several days of one member, step by step, with values on both sides of zero. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, categoryAxis, legend, valueAxis } from './shared.ts';

export interface WeekSeries {
  readonly name: string;
  readonly colour: string;
  readonly values: readonly number[];
  readonly kind: 'line' | 'area' | 'dashed';
}

export function weekSpec(
  series: readonly WeekSeries[],
  times: readonly string[],
  words: { readonly time: string; readonly unit: string; readonly summary: string },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  const perDay = Math.max(1, Math.round(times.length / 7));
  return {
    option: {
      ...baseOption(theme),
      animation: false,
      grid: { left: 4, right: 16, top: 28, bottom: 68, containLabel: true },
      legend: legend(theme),
      xAxis: {
        ...categoryAxis(theme, times),
        boundaryGap: false,
        axisLine: { onZero: false, lineStyle: { color: theme.line } },
        axisLabel: {
          color: theme.mutedText,
          interval: (index: number) => index % perDay === 0,
          formatter: (time: string) => time.split(',')[0] ?? '',
        },
      },
      yAxis: valueAxis(theme, words.unit, format),
      series: series.map(({ name, colour, values, kind }) => ({
        name,
        type: 'line',
        color: colour,
        showSymbol: false,
        step: 'end',
        lineStyle: { width: 1.5, type: kind === 'dashed' ? 'dashed' : 'solid' },
        ...(kind === 'area' ? { areaStyle: { opacity: 0.25 } } : {}),
        data: [...values],
        tooltip: { valueFormatter: (value: unknown) => `${format(Number(value))} ${words.unit}` },
      })),
    },
    table: {
      columns: [words.time, ...series.map(({ name }) => `${name} [${words.unit}]`)],
      rows: times.map((time, index) => [time, ...series.map(({ values }) => values[index] ?? 0)]),
    },
    summary: words.summary,
    points: times.length,
    clicksAnywhere: true,
  };
}
