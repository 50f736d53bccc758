/** Baseline and scenarios side by side, with differences to the one chosen as reference. */
import { useCallback, useContext } from 'react';
import { Button, Label, Radio, RadioGroup } from 'react-aria-components';
import { changeTone } from '#models/scenario/change.ts';
import { Choice } from '../../app/controls/Choice.tsx';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import { tableCsv } from '../../charts/chartSpec.ts';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { ExportContext } from '../../charts/exportContext.ts';
import { changesSpec } from '../../charts/specs/changes.ts';
import { secondMap } from '../../state/comparison.ts';
import { COMPARE_VIEWS } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { useComparison } from '../results/useComparison.ts';
import { useScenarioName } from '../scenario/useScenarioName.ts';
import { CompareTable } from './CompareTable.tsx';
import './compare.css';
import { comparedRows, comparedTable } from './compareTable.ts';

/** How the map shows the comparison. */
function ViewSwitch() {
  const { t } = useMessages();
  const view = useApp((state) => state.compareView);
  const actions = useActions();
  return (
    <RadioGroup
      className="field"
      value={view}
      orientation="horizontal"
      onChange={(picked) => {
        const next = COMPARE_VIEWS.find((one) => one === picked);
        if (next) actions.setCompareView(next);
      }}
    >
      <Label className="field-label">{t('compare.view')}</Label>
      <div className="segments">
        {COMPARE_VIEWS.map((one) => (
          <Radio key={one} value={one} className="segment">
            {t(`compare.view.${one}`)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

export function ComparePanel() {
  const { t, number } = useMessages();
  const actions = useActions();
  const scenarios = useApp((state) => state.scenarios);
  const activeId = useApp((state) => state.activeScenarioId);
  const compareId = useApp((state) => state.compareScenarioId);
  const exportFile = useContext(ExportContext);
  const nameOf = useScenarioName();
  const { active, reference } = useComparison();
  const second = useApp(secondMap);

  const buildChanges = useCallback(
    (theme: ChartTheme) => {
      const rows = reference ? comparedRows([reference, active]) : [];
      return changesSpec(
        rows.flatMap(({ id, cells: [base, shown] }) =>
          base && shown && Math.abs(base.value) > 1e-9
            ? [
                {
                  name: t(`kpi.name.${id}`),
                  change: (shown.value - base.value) / Math.abs(base.value),
                  tone: changeTone(shown.value, base.value, shown.better),
                },
              ]
            : [],
        ),
        {
          figure: t('compare.figure'),
          change: t('compare.chart.change'),
          summary: t('compare.chart.summary', { scenario: nameOf(active.scenario) }),
        },
        theme,
        number,
      );
    },
    [active, reference, t, number, nameOf],
  );

  if (scenarios.length < 2) return <p className="empty-state">{t('compare.empty')}</p>;

  const choices = scenarios.map(({ scenario }) => ({ id: scenario.id, label: nameOf(scenario) }));
  function save(): void {
    const table = comparedTable(scenarios, { figure: t('compare.figure'), kpi: (id) => t(`kpi.name.${id}`), scenario: nameOf });
    exportFile?.('comparison.csv', 'text/csv', new TextEncoder().encode(tableCsv(table)));
  }

  return (
    <div className="compare">
      <div className="compare-pair">
        <Choice label={t('compare.reference')} value={compareId} items={choices} onChange={actions.compareWith} />
        <Choice label={t('compare.active')} value={activeId} items={choices} onChange={actions.showScenario} />
      </div>
      <ViewSwitch />
      {active.scenario.id === compareId && <p className="hint">{t('compare.view.same', { name: nameOf(active.scenario) })}</p>}
      <CompareTable scenarios={second ? [second, active] : scenarios} referenceId={compareId} activeId={activeId} />
      {exportFile && (
        <Button className="button" onPress={save}>
          {t('compare.save')}
        </Button>
      )}
      {reference && (
        <Chart title={t('compare.chart', { name: nameOf(reference.scenario) })} fileName="changes" size="tall" build={buildChanges} />
      )}
    </div>
  );
}
