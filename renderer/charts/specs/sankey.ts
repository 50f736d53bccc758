/** The year's energy from source to use; widths are energies. */
import type { SankeyLink } from '#models/scenario/kpis.ts';
import type { ChartSpec } from '../chartSpec.ts';
import type { ChartTheme } from '../chartTheme.ts';
import { baseOption } from './shared.ts';

export function sankeySpec(
  links: readonly SankeyLink[],
  words: {
    readonly from: string;
    readonly to: string;
    readonly energy: string;
    readonly summary: string;
    readonly name: (node: string) => string;
    readonly colour: (node: string) => string;
  },
  theme: ChartTheme,
  format: (value: number) => string,
): ChartSpec {
  const shown = links.filter(({ value }) => value > 1e-6);
  const nodes = [...new Set(shown.flatMap(({ from, to }) => [from, to]))];
  return {
    option: {
      ...baseOption(theme),
      tooltip: {
        ...(baseOption(theme).tooltip as object),
        trigger: 'item',
        valueFormatter: (value: unknown) => `${format(Number(value))} MWh`,
      },
      series: [
        {
          type: 'sankey',
          left: 4,
          right: 148,
          top: 8,
          bottom: 8,
          nodeWidth: 12,
          nodeGap: 14,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          label: { color: theme.text, fontSize: 12, fontFamily: theme.fontFamily },
          lineStyle: { color: 'gradient', opacity: 0.35, curveness: 0.5 },
          data: nodes.map((node) => ({ name: words.name(node), itemStyle: { color: words.colour(node) } })),
          links: shown.map(({ from, to, value }) => ({ source: words.name(from), target: words.name(to), value })),
        },
      ],
    },
    table: {
      columns: [words.from, words.to, `${words.energy} [MWh]`],
      rows: shown.map(({ from, to, value }) => [words.name(from), words.name(to), value]),
    },
    summary: words.summary,
    points: shown.length,
  };
}
