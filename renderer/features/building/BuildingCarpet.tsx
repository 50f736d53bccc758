import { useCallback, useMemo, useState } from 'react';
import type { BuildingYearSeries } from '#models/scenario/yearResult.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { carpetSpec } from '../../charts/specs/carpet.ts';
import { largestOf, powerUnit } from '../../charts/specs/shared.ts';
import { DIFFERENCE_RAMP, SEQUENTIAL_RAMP } from '../../state/colourScales.ts';
import { useActions } from '../../state/useApp.ts';
import { HOURLY_QUANTITIES, type HourlyQuantity, hoursOf } from './buildingHours.ts';

/** Every hour of a building's year in one quantity; a point in it moves the timeline there. */
export function BuildingCarpet({ series }: { readonly series: BuildingYearSeries }) {
  const { t, language, number } = useMessages();
  const actions = useActions();
  const [quantity, setQuantity] = useState<HourlyQuantity>('heating');
  const values = useMemo(() => hoursOf(series, quantity), [series, quantity]);
  const build = useCallback(
    (theme: ChartTheme) => {
      const largest = largestOf(values);
      const { unit, divisor } = powerUnit(largest);
      const words = {
        day: t('chart.day'),
        hour: t('chart.hour'),
        value: t(`quantity.${quantity}`),
        summary: t('chart.carpet.summary', { value: `${number(largest / divisor)} ${unit}` }),
      };
      const ramps = { sequential: SEQUENTIAL_RAMP, difference: DIFFERENCE_RAMP };
      return carpetSpec(values, words, language, theme, ramps, number);
    },
    [values, quantity, t, language, number],
  );
  return (
    <div className="section">
      <Choice
        label={t('chart.carpet.choose')}
        value={quantity}
        items={HOURLY_QUANTITIES.map((id) => ({ id, label: t(`quantity.${id}`) }))}
        onChange={setQuantity}
      />
      {largestOf(values) === 0 && <p className="hint">{t('hours.none')}</p>}
      <Chart
        title={t('chart.carpet', { quantity: t(`quantity.${quantity}`) })}
        fileName={`building-year-${quantity}`}
        build={build}
        onPoint={actions.setHour}
      />
    </div>
  );
}
