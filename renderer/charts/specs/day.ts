/** One day, hour by hour. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, categoryAxis, largestOf, legend, powerUnit, valueAxis } from './shared.ts';

export interface DaySeries {
  readonly name: string;
  readonly colour: string;
  /** 24 values [W]. */
  readonly values_W: Float32Array;
  readonly kind: 'line' | 'area' | 'dashed';
}

export function daySpec(
  series: readonly DaySeries[],
  words: { readonly hour: string; readonly summary: string },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  const { unit, divisor } = powerUnit(Math.max(0, ...series.map(({ values_W }) => largestOf(values_W))));
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 4, right: 16, top: 28, bottom: 48, containLabel: true },
      legend: legend(theme),
      xAxis: { ...categoryAxis(theme, hours), boundaryGap: false },
      yAxis: valueAxis(theme, unit, format),
      series: series.map(({ name, colour, values_W, kind }) => ({
        name,
        type: 'line',
        color: colour,
        showSymbol: false,
        symbolSize: 6,
        lineStyle: { width: 2, type: kind === 'dashed' ? 'dashed' : 'solid' },
        ...(kind === 'area' ? { areaStyle: { opacity: 0.25 } } : {}),
        data: Array.from(values_W, (value) => value / divisor),
        tooltip: { valueFormatter: (value: unknown) => `${format(Number(value))} ${unit}` },
      })),
    },
    table: {
      columns: [words.hour, ...series.map(({ name }) => `${name} [${unit}]`)],
      rows: hours.map((hour, index) => [hour, ...series.map(({ values_W }) => (values_W[index] ?? 0) / divisor)]),
    },
    summary: words.summary,
    points: 24,
  };
}
