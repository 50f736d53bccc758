/** A thin line at the timeline's hour in a chart of one day, and the whole plot as a place to choose another. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';

export function withHourMark(spec: ChartSpec, hourOfDay: number, theme: ChartTheme): ChartSpec {
  const { series } = spec.option;
  if (!Array.isArray(series)) return spec;
  const markLine = {
    silent: true,
    symbol: 'none',
    animation: false,
    label: { show: false },
    lineStyle: { color: theme.mutedText, width: 1, type: 'solid' },
    data: [{ xAxis: hourOfDay }],
  };
  const marked = series.map((item: object, index) => (index === 0 ? { ...item, markLine } : item));
  return { ...spec, option: { ...spec.option, animation: false, series: marked }, clicksAnywhere: true };
}
