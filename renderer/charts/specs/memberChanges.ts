/** A change of money per member as bars around zero, sorted as given; the sign is in position, colour and words. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, categoryAxis, valueAxis } from './shared.ts';

export interface MemberBar {
  readonly name: string;
  /** Below zero the member saves. */
  readonly change: number;
  readonly selected: boolean;
}

/** Diverging pair that stays apart with every common colour vision. */
const SAVES = '#0072b2';
const LOSES = '#d55e00';

export function memberChangesSpec(
  bars: readonly MemberBar[],
  words: { readonly axis: string; readonly member: string; readonly change: string; readonly unit: string; readonly summary: string },
  theme: ChartTheme,
  formatChange: (value: number) => string,
  format: (value: number) => string,
): ChartSpec {
  return {
    option: {
      ...baseOption(theme),
      grid: { left: 4, right: 8, top: 28, bottom: 28, containLabel: true },
      xAxis: {
        ...categoryAxis(
          theme,
          bars.map(({ name }) => name),
          words.axis,
        ),
        axisLabel: { show: false },
        nameGap: 10,
        axisLine: { onZero: false, lineStyle: { color: theme.line } },
      },
      yAxis: valueAxis(theme, words.unit, format),
      series: [
        {
          name: words.change,
          type: 'bar',
          barCategoryGap: '12%',
          data: bars.map(({ change, selected }) => ({
            value: change,
            itemStyle: {
              color: change <= 0 ? SAVES : LOSES,
              ...(selected ? { borderColor: theme.text, borderWidth: 2 } : {}),
            },
          })),
          tooltip: { valueFormatter: (value: unknown) => formatChange(Number(value)) },
        },
      ],
    },
    table: { columns: [words.member, `${words.change} [${words.unit}]`], rows: bars.map(({ name, change }) => [name, change]) },
    summary: words.summary,
    points: bars.length,
  };
}
