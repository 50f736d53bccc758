/** Parts of a whole as horizontal bars, one per case; parts below zero stand left of it. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, categoryAxis, legend, valueAxis } from './shared.ts';

export interface StackedPart {
  readonly name: string;
  readonly colour: string;
  /** One value per case. */
  readonly values: readonly number[];
}

export function stackedSpec(
  cases: readonly string[],
  parts: readonly StackedPart[],
  words: { readonly group: string; readonly unit: string; readonly summary: string },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 4, right: 16, top: 8, bottom: 84, containLabel: true },
      legend: { ...legend(theme), bottom: 0 },
      xAxis: { ...valueAxis(theme, words.unit, format), nameLocation: 'middle', nameGap: 24, splitNumber: 3 },
      yAxis: {
        ...categoryAxis(theme, cases),
        inverse: true,
        axisLabel: { color: theme.text, width: 132, overflow: 'break', interval: 0 },
      },
      series: parts.map(({ name, colour, values }) => ({
        name,
        type: 'bar',
        stack: 'whole',
        color: colour,
        barMaxWidth: 24,
        itemStyle: { borderColor: theme.surface, borderWidth: 1 },
        data: [...values],
        tooltip: { valueFormatter: (value: unknown) => `${format(Number(value))} ${words.unit}` },
      })),
    },
    table: {
      columns: [words.group, ...parts.map(({ name }) => `${name} [${words.unit}]`)],
      rows: cases.map((name, place) => [name, ...parts.map(({ values }) => values[place] ?? 0)]),
    },
    summary: words.summary,
    points: cases.length,
  };
}
