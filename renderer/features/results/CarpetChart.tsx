import { useCallback, useState } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { carpetSpec } from '../../charts/specs/carpet.ts';
import { largestOf, powerUnit } from '../../charts/specs/shared.ts';
import { DIFFERENCE_RAMP, SEQUENTIAL_RAMP } from '../../state/colourScales.ts';
import { useActions } from '../../state/useApp.ts';
import type { ScenarioOutcome } from '../../workers/engineApi.ts';
import { type ShownSeries, shownSeries } from './districtSeries.ts';

const CHOICES: readonly Exclude<ShownSeries, 'battery'>[] = ['heating', 'hotWater', 'cooling', 'electricity', 'pv', 'net'];

export function CarpetChart({ outcome }: { readonly outcome: ScenarioOutcome }) {
  const { t, language, number } = useMessages();
  const actions = useActions();
  const [series, setSeries] = useState<(typeof CHOICES)[number]>('electricity');

  const build = useCallback(
    (theme: ChartTheme) => {
      const values = shownSeries(outcome, series);
      const { unit, divisor } = powerUnit(largestOf(values));
      return carpetSpec(
        values,
        {
          day: t('chart.day'),
          hour: t('chart.hour'),
          value: t(`quantity.${series}`),
          summary: t('chart.carpet.summary', { value: `${number(largestOf(values) / divisor)} ${unit}` }),
        },
        language,
        theme,
        { sequential: SEQUENTIAL_RAMP, difference: DIFFERENCE_RAMP },
        number,
      );
    },
    [outcome, series, t, language, number],
  );
  return (
    <>
      <Select className="field" selectedKey={series} onSelectionChange={(key) => setSeries(key as (typeof CHOICES)[number])}>
        <Label className="field-label">{t('chart.carpet.choose')}</Label>
        <Button className="select-button">
          <SelectValue />
        </Button>
        <Popover className="popover menu-popover">
          <ListBox className="menu">
            {CHOICES.map((id) => (
              <ListBoxItem key={id} id={id} className="menu-item">
                {t(`quantity.${id}`)}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </Select>
      <Chart
        title={t('chart.carpet', { quantity: t(`quantity.${series}`) })}
        fileName={`year-${series}`}
        size="tall"
        build={build}
        onPoint={(hour) => actions.setHour(hour)}
      />
    </>
  );
}
