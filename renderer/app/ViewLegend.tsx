import { Button } from 'react-aria-components';
import { Legend, type LegendLabels } from '../district-view/Legend.tsx';
import { ColourChoice, colouredQuantity } from '../features/district/ColourChooser.tsx';
import { useScenarioName } from '../features/scenario/useScenarioName.ts';
import { useActions } from '../state/useApp.ts';
import { formatUnit } from './formatNumber.ts';
import { useMessages } from './useMessages.ts';
import type { ViewColours } from './useViewColours.ts';

/** Words of the legend, on the screen and in pictures. */
export function useLegendLabels({ legend, second, differenceTo, offer }: ViewColours): LegendLabels | null {
  const { t, label, number } = useMessages();
  const nameOf = useScenarioName();
  if (!legend) return null;

  function note(): string {
    if (differenceTo) return t('legend.difference', { name: nameOf(differenceTo.scenario) });
    return second && legend?.kind === 'ramp' ? t('legend.sameScale') : '';
  }
  return {
    title: t(`colour.${legend.quantity}`),
    note: note(),
    same: t(offer ? 'legend.same' : 'legend.sameResults'),
    unit: formatUnit(legend.unit),
    noData: t('legend.noData'),
    empty: t('legend.empty'),
    category: (key) => label(`use.${key}`, label(`heatSource.${key}`, label(`provenance.${key}`, key))),
    number: (value, signed) => number(value, { signed, ungrouped: legend.quantity === 'constructionYear', significant: 4 }),
    count: (count) => number(count, { significant: 9 }),
  };
}

/** What the colours of the view mean, and the place to change what they show. */
export function ViewLegend(colours: ViewColours) {
  const { t } = useMessages();
  const actions = useActions();
  const labels = useLegendLabels(colours);
  const { legend, offer } = colours;
  if (!legend || !labels) return null;
  return (
    <div className="view-legend">
      <Legend
        legend={legend}
        chooser={<ColourChoice look="title" />}
        offer={
          offer && (
            <Button className="button button-small" onPress={() => actions.colourBy(offer)}>
              {t('legend.offer', { quantity: t(`colour.${colouredQuantity(offer)}`) })}
            </Button>
          )
        }
        labels={labels}
      />
    </div>
  );
}
