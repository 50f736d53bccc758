/** The year as a carpet: 365 columns of days, 24 rows of hours, one cell per hour. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, categoryAxis, dayName, largestOf, powerUnit } from './shared.ts';

export function carpetSpec(
  series_W: ArrayLike<number>,
  words: { readonly day: string; readonly hour: string; readonly value: string; readonly summary: string },
  language: string,
  theme: ChartTheme,
  ramps: { readonly sequential: readonly string[]; readonly difference: readonly string[] },
  format: (value: number) => string,
): ChartSpec {
  const { unit, divisor } = powerUnit(largestOf(series_W));
  const cells: [number, number, number][] = [];
  let largest = 0;
  let smallest = 0;
  for (let hour = 0; hour < 8760; hour++) {
    const value = series_W[hour]! / divisor;
    largest = Math.max(largest, value);
    smallest = Math.min(smallest, value);
    cells.push([Math.floor(hour / 24), hour % 24, value]);
  }
  // A quantity with both signs is centred on zero, so that the middle colour means none.
  const signed = smallest < 0;
  const reach = Math.max(largest, -smallest) || 1;
  const days = Array.from({ length: 365 }, (_, day) => dayName(language, day));
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  const shortMonth = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
  return {
    option: {
      ...baseOption(theme),
      animation: false,
      grid: { left: 4, right: 8, top: 8, bottom: 44, containLabel: true },
      tooltip: {
        ...(baseOption(theme).tooltip as object),
        trigger: 'item',
        formatter: ({ value }: { value: [number, number, number] }) =>
          `${days[value[0]] ?? ''}, ${hours[value[1]] ?? ''}<br>${words.value}: <b>${format(value[2])} ${unit}</b>`,
      },
      xAxis: {
        ...categoryAxis(theme, days),
        axisLabel: {
          color: theme.mutedText,
          interval: (index: number) => new Date(Date.UTC(2021, 0, 1 + index)).getUTCDate() === 15,
          formatter: (_: string, index: number) => shortMonth.format(new Date(Date.UTC(2021, 0, 1 + index))),
        },
      },
      yAxis: { ...categoryAxis(theme, hours), axisLabel: { color: theme.mutedText, interval: 5 } },
      visualMap: {
        min: signed ? -reach : 0,
        max: reach,
        calculable: false,
        orient: 'horizontal',
        left: 0,
        bottom: 0,
        itemWidth: 10,
        itemHeight: 140,
        text: [`${format(reach)} ${unit}`, signed ? format(-reach) : '0'],
        textStyle: { color: theme.mutedText, fontSize: 12 },
        inRange: { color: [...(signed ? ramps.difference : ramps.sequential)] },
      },
      series: [{ type: 'heatmap', data: cells, progressive: 0, itemStyle: { borderWidth: 0 } }],
    },
    table: {
      columns: [words.day, words.hour, `${words.value} [${unit}]`],
      rows: cells.map(([day, hour, value]) => [day + 1, hour, value]),
    },
    summary: words.summary,
    points: 8760,
  };
}
