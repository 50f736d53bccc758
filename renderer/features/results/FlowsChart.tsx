import { useCallback } from 'react';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { QUANTITY_COLOURS } from '../../charts/quantityColours.ts';
import { sankeySpec } from '../../charts/specs/sankey.ts';
import type { ScenarioOutcome } from '../../workers/engineApi.ts';

/** Colour of a node from the quantity its key names; grey where it stands for none. */
function nodeColour(node: string): string {
  const quantities = Object.entries(QUANTITY_COLOURS);
  const match = quantities.find(([quantity]) => node.toLowerCase().includes(quantity.toLowerCase()));
  return match?.[1] ?? '#8a949e';
}

export function FlowsChart({ outcome }: { readonly outcome: ScenarioOutcome }) {
  const { t, label, number } = useMessages();
  const build = useCallback(
    (theme: ChartTheme) =>
      sankeySpec(
        outcome.kpis.sankey,
        {
          from: t('chart.flows.from'),
          to: t('chart.flows.to'),
          energy: t('chart.flows.energy'),
          summary: t('chart.flows.summary'),
          name: (node) => label(node),
          colour: nodeColour,
        },
        theme,
        number,
      ),
    [outcome, t, label, number],
  );
  return <Chart title={t('chart.flows')} fileName="flows" size="tall" build={build} />;
}
