/** Duration curves: the hours of the year in falling order of power. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, legend, powerUnit, valueAxis } from './shared.ts';

export interface DurationSeries {
  readonly name: string;
  readonly colour: string;
  /** 8,760 values [W]. */
  readonly values_W: Float32Array;
}

/** Every STEP-th hour is drawn: enough for the eye, and both ends are kept. */
const STEP = 10;

export function durationSpec(
  series: readonly DurationSeries[],
  words: { readonly hours: string; readonly summary: string },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  const sorted = series.map(({ values_W }) => Float32Array.from(values_W).sort().reverse());
  const { unit, divisor } = powerUnit(Math.max(0, ...sorted.map((values) => Math.max(values[0] ?? 0, -(values.at(-1) ?? 0)))));
  const positions: number[] = [];
  for (let hour = 0; hour < 8760; hour += STEP) positions.push(hour);
  positions.push(8759);
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 4, right: 16, top: 28, bottom: 76, containLabel: true },
      legend: legend(theme),
      xAxis: {
        ...valueAxis(theme, words.hours, format),
        max: 8760,
        interval: 2190,
        nameLocation: 'middle',
        nameGap: 26,
        splitLine: { show: false },
      },
      yAxis: valueAxis(theme, unit, format),
      series: series.map(({ name, colour }, index) => ({
        name,
        type: 'line',
        color: colour,
        showSymbol: false,
        lineStyle: { width: 2 },
        data: positions.map((hour) => [hour, (sorted[index]?.[hour] ?? 0) / divisor]),
        tooltip: { valueFormatter: (value: unknown) => `${format(Number(value))} ${unit}` },
      })),
    },
    table: {
      columns: [words.hours, ...series.map(({ name }) => `${name} [${unit}]`)],
      rows: Array.from({ length: 8760 }, (_, hour) => [hour, ...sorted.map((values) => (values[hour] ?? 0) / divisor)]),
    },
    summary: words.summary,
    points: positions.length,
  };
}
