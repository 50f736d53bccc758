/** Temperatures of one day, hour by hour, on an axis of their own. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, categoryAxis, legend, valueAxis } from './shared.ts';

export interface TemperatureSeries {
  readonly name: string;
  readonly colour: string;
  /** 24 values [degC]. */
  readonly values_C: Float32Array;
  readonly dashed: boolean;
}

export function temperatureSpec(
  series: readonly TemperatureSeries[],
  words: { readonly hour: string; readonly summary: string },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  const unit = '\u00b0C';
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 4, right: 16, top: 28, bottom: 28, containLabel: true },
      legend: legend(theme),
      xAxis: { ...categoryAxis(theme, hours), boundaryGap: false },
      // A room moves by a few degrees: an axis from zero would flatten it.
      yAxis: { ...valueAxis(theme, unit, format), scale: true, splitNumber: 3 },
      series: series.map(({ name, colour, values_C, dashed }) => ({
        name,
        type: 'line',
        color: colour,
        showSymbol: false,
        symbolSize: 6,
        lineStyle: { width: 2, type: dashed ? 'dashed' : 'solid' },
        data: Array.from(values_C),
        tooltip: { valueFormatter: (value: unknown) => `${format(Number(value))} ${unit}` },
      })),
    },
    table: {
      columns: [words.hour, ...series.map(({ name }) => `${name} [${unit}]`)],
      rows: hours.map((hour, index) => [hour, ...series.map(({ values_C }) => values_C[index] ?? Number.NaN)]),
    },
    summary: words.summary,
    points: 24,
  };
}
