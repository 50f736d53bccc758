/** One figure over the value of something that is varied, with a line at the value in force. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, valueAxis } from './shared.ts';

export interface SweepPoint {
  readonly x: number;
  readonly y: number;
}

export function sweepSpec(
  points: readonly SweepPoint[],
  now: number | null,
  words: { readonly x: string; readonly y: string; readonly yUnit: string; readonly colour: string; readonly summary: string },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  const xs = points.map(({ x }) => x);
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 4, right: 16, top: 28, bottom: 40, containLabel: true },
      xAxis: {
        ...valueAxis(theme, words.x, format),
        nameLocation: 'middle',
        nameGap: 26,
        splitLine: { show: false },
        min: Math.min(...xs),
        max: Math.max(...xs),
      },
      yAxis: { ...valueAxis(theme, words.yUnit, format), scale: true, splitNumber: 3 },
      series: [
        {
          name: words.y,
          type: 'line',
          color: words.colour,
          symbolSize: 6,
          lineStyle: { width: 2 },
          data: points.map(({ x, y }) => [x, y]),
          tooltip: { valueFormatter: (value: unknown) => `${format(Number(value))} ${words.yUnit}`.trim() },
          ...(now === null
            ? {}
            : {
                markLine: {
                  silent: true,
                  symbol: 'none',
                  animation: false,
                  label: { show: false },
                  lineStyle: { color: theme.mutedText, width: 1, type: 'dashed' },
                  data: [{ xAxis: now }],
                },
              }),
        },
      ],
    },
    table: { columns: [words.x, words.yUnit ? `${words.y} [${words.yUnit}]` : words.y], rows: points.map(({ x, y }) => [x, y]) },
    summary: words.summary,
    points: points.length,
  };
}
