import { useCallback } from 'react';
import { Button } from 'react-aria-components';
import { Help } from '../../app/controls/Help.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartSpec } from '../../charts/chartSpec.ts';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { histogramSpec } from '../../charts/specs/histogram.ts';
import { rampStops } from '../../state/colourRamps.ts';
import { useActions } from '../../state/useApp.ts';
import type { QualitySpread } from '../../workers/engine/importReport.ts';
import { Step } from './Step.tsx';

/** Data quality as a map and as a histogram in the colours of the map. */
export function QualityStep({ quality }: { readonly quality: QualitySpread }) {
  const { t, number, percent } = useMessages();
  const actions = useActions();
  const { mean, bins } = quality;
  const share = percent(mean, { significant: 2 });
  const build = useCallback(
    (theme: ChartTheme): ChartSpec => {
      // The colour of the middle of each class, as on the map.
      const colours = rampStops('cividis', 2 * bins.length + 1);
      const width = 100 / bins.length;
      const classes = bins.map((count, i) => ({
        name: `${i * width}–${(i + 1) * width}`,
        count,
        colour: colours[2 * i + 1] ?? theme.text,
      }));
      const words = {
        axis: t('assistant.quality.axis'),
        count: t('assistant.quality.count'),
        summary: t('assistant.quality.chart.summary', { share, count: bins.reduce((sum, count) => sum + count, 0) }),
      };
      return histogramSpec(classes, words, theme, (value) => number(value, { significant: 9 }));
    },
    [bins, share, t, number],
  );
  return (
    <Step title={t('assistant.quality')} digest={t('assistant.quality.mean', { share })}>
      <div className="assistant-actions">
        <Button className="button button-small" onPress={() => actions.colourBy({ kind: 'property', property: 'qualityScore' })}>
          {t('assistant.quality.colour')}
        </Button>
        <Help term={t('assistant.quality')}>{t('assistant.quality.help')}</Help>
      </div>
      <Chart title={t('assistant.quality.chart')} fileName="data-quality" build={build} />
    </Step>
  );
}
