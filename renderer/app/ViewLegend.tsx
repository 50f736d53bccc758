import { Button } from 'react-aria-components';
import { Legend } from '../district-view/Legend.tsx';
import { ColourChoice, colouredQuantity } from '../features/district/ColourChooser.tsx';
import { useScenarioName } from '../features/scenario/useScenarioName.ts';
import { useActions } from '../state/useApp.ts';
import { formatUnit } from './formatNumber.ts';
import { useMessages } from './useMessages.ts';
import type { ViewColours } from './useViewColours.ts';

/** What the colours of the view mean, and the place to change what they show. */
export function ViewLegend({ shown, second, differenceTo, offer }: ViewColours) {
  const { t, label, number } = useMessages();
  const nameOf = useScenarioName();
  const actions = useActions();
  if (!shown) return null;
  const { legend } = shown;

  function note(): string {
    if (differenceTo) return t('legend.difference', { name: nameOf(differenceTo.scenario) });
    return second && legend.kind === 'ramp' ? t('legend.sameScale') : '';
  }
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
        labels={{
          title: t(`colour.${legend.quantity}`),
          note: note(),
          same: t(offer ? 'legend.same' : 'legend.sameResults'),
          unit: formatUnit(legend.unit),
          noData: t('legend.noData'),
          empty: t('legend.empty'),
          category: (key) => label(`use.${key}`, label(`heatSource.${key}`, label(`provenance.${key}`, key))),
          number: (value, signed) => number(value, { signed, ungrouped: legend.quantity === 'constructionYear', significant: 4 }),
          count: (count) => number(count, { significant: 9 }),
        }}
      />
    </div>
  );
}
