import { useCallback, useState } from 'react';
import type { BuildingReport } from '#models/scenario/kpis.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { QUANTITY_COLOURS } from '../../charts/quantityColours.ts';
import { monthsSpec } from '../../charts/specs/months.ts';

const KINDS = {
  heat: ['heating', 'hotWater', 'cooling'],
  electricity: ['electricity', 'pv', 'gridImport', 'gridExport'],
} as const;

/** The building's months, heat or electricity. */
export function BuildingMonths({ months }: { readonly months: BuildingReport['months'] }) {
  const { t, language, number } = useMessages();
  const [kind, setKind] = useState<keyof typeof KINDS>('heat');
  const build = useCallback(
    (theme: ChartTheme) =>
      monthsSpec(
        KINDS[kind].map((id) => ({
          name: t(`quantity.${id}`),
          colour: QUANTITY_COLOURS[id],
          values: months[id],
          kind: kind === 'heat' ? 'stack' : 'bar',
        })),
        { month: t('chart.month'), summary: t('building.months') },
        language,
        theme,
        number,
        'kWh',
      ),
    [months, kind, t, language, number],
  );
  return (
    <div className="section">
      <Choice
        label={t('building.months')}
        value={kind}
        items={[
          { id: 'heat', label: t('building.months.heat') },
          { id: 'electricity', label: t('building.months.electricity') },
        ]}
        onChange={setKind}
      />
      <Chart title={t(`building.months.${kind}`)} fileName={`building-${kind}`} build={build} />
    </div>
  );
}
