/** Baseline and scenarios side by side, with differences to the one chosen as reference. */
import { useCallback, useContext } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { formatUnit } from '../../app/formatNumber.ts';
import { useMessages } from '../../app/useMessages.ts';
import { Chart } from '../../charts/Chart.tsx';
import { tableCsv } from '../../charts/chartSpec.ts';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { ExportContext } from '../../charts/exportContext.ts';
import { changesSpec } from '../../charts/specs/changes.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { changeTone, isUnchanged } from '../results/KpiCard.tsx';
import { useComparison } from '../results/useComparison.ts';
import { useScenarioName } from '../scenario/useScenarioName.ts';
import './compare.css';
import { comparedRows, comparedTable } from './compareTable.ts';

export function ComparePanel() {
  const { t, number, difference } = useMessages();
  const actions = useActions();
  const scenarios = useApp((state) => state.scenarios);
  const activeId = useApp((state) => state.activeScenarioId);
  const compareId = useApp((state) => state.compareScenarioId);
  const exportFile = useContext(ExportContext);
  const nameOf = useScenarioName();
  const { active, reference } = useComparison();
  const referenceColumn = scenarios.findIndex(({ scenario }) => scenario.id === compareId);

  const buildChanges = useCallback(
    (theme: ChartTheme) => {
      const rows = reference ? comparedRows([reference, active]) : [];
      return changesSpec(
        rows.flatMap(({ id, cells: [base, shown] }) =>
          base && shown && Math.abs(base.value) > 1e-9
            ? [{ name: t(`kpi.name.${id}`), change: (shown.value - base.value) / Math.abs(base.value), tone: changeTone(shown, base) }]
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
  const rows = comparedRows(scenarios);

  function save(): void {
    const table = comparedTable(scenarios, t('compare.figure'), (id) => t(`kpi.name.${id}`));
    exportFile?.('comparison.csv', 'text/csv', new TextEncoder().encode(tableCsv(table)));
  }

  return (
    <div className="compare">
      <Select className="field" selectedKey={compareId} onSelectionChange={(key) => key !== null && actions.compareWith(String(key))}>
        <Label className="field-label">{t('compare.reference')}</Label>
        <Button className="select-button">
          <SelectValue />
        </Button>
        <Popover className="popover menu-popover">
          <ListBox className="menu">
            {scenarios.map(({ scenario }) => (
              <ListBoxItem key={scenario.id} id={scenario.id} className="menu-item">
                {nameOf(scenario)}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </Select>
      <section className="compare-scroll" aria-label={t('compare.table')} tabIndex={0}>
        <table className="compare-table">
          <thead>
            <tr>
              <th scope="col">{t('compare.figure')}</th>
              {scenarios.map(({ scenario }) => (
                <th key={scenario.id} scope="col" className={scenario.id === activeId ? 'is-active' : ''}>
                  <Button
                    className="link-button"
                    aria-label={t('compare.show', { name: nameOf(scenario) })}
                    onPress={() => actions.showScenario(scenario.id)}
                  >
                    {nameOf(scenario)}
                  </Button>
                  {scenario.id === activeId && <span className="compare-mark">{t('compare.shown')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, unit, cells, best }) => {
              const base = cells[referenceColumn] ?? null;
              return (
                <tr key={id}>
                  <th scope="row">
                    {t(`kpi.name.${id}`)} <span className="kpi-unit">{formatUnit(unit)}</span>
                  </th>
                  {cells.map((cell, column) => {
                    const change =
                      cell && base && column !== referenceColumn && !isUnchanged(cell, base)
                        ? difference(cell.value, base.value, unit)
                        : null;
                    const key = scenarios[column]?.scenario.id ?? column;
                    return (
                      <td key={key} className={scenarios[column]?.scenario.id === activeId ? 'is-active' : ''}>
                        {cell ? number(cell.value) : t('compare.pending')}
                        {best.includes(column) && <span className="compare-best" role="img" aria-label={t('compare.best')} />}
                        {cell && base && change && (
                          <span className={`kpi-change kpi-change-${changeTone(cell, base)}`}>{change.percent ?? change.absolute}</span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
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
