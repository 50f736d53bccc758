/** Bids from high to low and offers from low to high over the energy they add up to, with the price where they meet. */
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption, legend, valueAxis } from './shared.ts';

export interface BookOrder {
  /** [ct/kWh] */
  readonly price: number;
  /** [kWh] */
  readonly energy: number;
}

const DEMAND = '#0072b2';
const SUPPLY = '#d55e00';
const UNIT = 'ct/kWh';

/** Corners of the curve: each order is a level step as wide as its energy. */
export function bookCorners(orders: readonly BookOrder[], direction: 'falling' | 'rising'): readonly (readonly [number, number])[] {
  const sorted = [...orders].sort((one, other) => (direction === 'falling' ? other.price - one.price : one.price - other.price));
  let total = 0;
  return sorted.flatMap(({ price, energy }) => {
    const from = total;
    total += energy;
    return [
      [from, price],
      [total, price],
    ] as const;
  });
}

export function orderBookSpec(
  bids: readonly BookOrder[],
  offers: readonly BookOrder[],
  clearing: { readonly price: number | null; readonly bounds: readonly [number, number] | null },
  words: {
    readonly demand: string;
    readonly supply: string;
    readonly energy: string;
    readonly price: string;
    readonly summary: string;
  },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  const demand = bookCorners(bids, 'falling');
  const supply = bookCorners(offers, 'rising');
  const bounds = clearing.bounds ?? [];
  const markLine = {
    silent: true,
    symbol: 'none',
    animation: false,
    data: [
      ...(clearing.price === null
        ? []
        : [
            {
              yAxis: clearing.price,
              lineStyle: { color: theme.text, width: 1.5, type: 'solid' },
              label: { formatter: `${words.price} ${format(clearing.price)}`, color: theme.text, position: 'insideEndTop' },
            },
          ]),
      ...bounds.map((yAxis) => ({ yAxis, lineStyle: { color: theme.mutedText, width: 1, type: 'dashed' }, label: { show: false } })),
    ],
  };
  return {
    option: {
      ...baseOption(theme),
      animation: false,
      grid: { left: 4, right: 16, top: 28, bottom: 64, containLabel: true },
      legend: legend(theme),
      xAxis: {
        ...valueAxis(theme, words.energy, format),
        nameLocation: 'middle',
        nameGap: 26,
        splitLine: { show: false },
      },
      yAxis: { ...valueAxis(theme, UNIT, format), scale: true },
      series: [
        {
          name: words.demand,
          type: 'line',
          color: DEMAND,
          symbol: 'none',
          lineStyle: { width: 2 },
          data: demand.map((corner) => [...corner]),
          markLine,
          tooltip: { valueFormatter: (value: unknown) => `${format(Number(value))} ${UNIT}` },
        },
        {
          name: words.supply,
          type: 'line',
          color: SUPPLY,
          symbol: 'none',
          lineStyle: { width: 2, type: 'dashed' },
          data: supply.map((corner) => [...corner]),
          tooltip: { valueFormatter: (value: unknown) => `${format(Number(value))} ${UNIT}` },
        },
      ],
    },
    table: {
      columns: [words.energy, `${words.demand} [${UNIT}]`, `${words.supply} [${UNIT}]`],
      rows: [
        ...demand.map(([energy, price]) => [energy, price, ''] as const),
        ...supply.map(([energy, price]) => [energy, '', price] as const),
      ],
    },
    summary: words.summary,
    points: demand.length,
  };
}
