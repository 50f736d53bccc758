/** Axis, grid and tooltip settings that all charts of the app have in common. */
import type { ChartTheme } from '../chartTheme.ts';

export function baseOption(theme: ChartTheme): Record<string, unknown> {
  return {
    animationDuration: 200,
    animationDurationUpdate: 200,
    aria: { enabled: false },
    textStyle: { fontFamily: theme.fontFamily, color: theme.text, fontSize: 12 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: theme.surface,
      borderColor: theme.line,
      textStyle: { color: theme.text, fontSize: 12 },
    },
  };
}

export function legend(theme: ChartTheme): Record<string, unknown> {
  return {
    bottom: 0,
    left: 0,
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 12,
    icon: 'roundRect',
    textStyle: { color: theme.text, fontSize: 12 },
  };
}

export function categoryAxis(theme: ChartTheme, data: readonly string[], name?: string): Record<string, unknown> {
  return {
    type: 'category',
    data,
    name,
    nameLocation: 'middle',
    nameGap: 26,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: theme.line } },
    axisLabel: { color: theme.mutedText, hideOverlap: true },
    nameTextStyle: { color: theme.mutedText },
  };
}

export function valueAxis(theme: ChartTheme, unit: string, format: (value: number) => string): Record<string, unknown> {
  return {
    type: 'value',
    name: unit,
    nameLocation: 'end',
    nameGap: 8,
    nameTextStyle: { color: theme.mutedText, align: 'left' },
    axisLabel: { color: theme.mutedText, formatter: format },
    splitLine: { lineStyle: { color: theme.line } },
  };
}

/** Names of the twelve months in the reader's language, short. */
export function monthNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2021, month, 15))));
}

/** "14 July" for a day of the year 0..364. */
export function dayName(language: string, dayOfYear: number): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2021, 0, 1 + dayOfYear)),
  );
}

/** A power unit that keeps the largest value below four digits, for values in watts. */
export function powerUnit(largest_W: number): { readonly unit: string; readonly divisor: number } {
  if (largest_W >= 1e6) return { unit: 'MW', divisor: 1e6 };
  if (largest_W >= 1e3) return { unit: 'kW', divisor: 1e3 };
  return { unit: 'W', divisor: 1 };
}

export function largestOf(series: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < series.length; i++) largest = Math.max(largest, Math.abs(series[i]!));
  return largest;
}
