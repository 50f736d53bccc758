/** Key figures of scenarios beside each other, each with its difference to the one they are compared with. */
import { Button } from 'react-aria-components';
import { changeTone, isUnchanged } from '#models/scenario/change.ts';
import type { Kpi } from '#models/scenario/kpis.ts';
import { formatUnit } from '../../app/formatNumber.ts';
import { useMessages } from '../../app/useMessages.ts';
import type { ScenarioState } from '../../state/appState.ts';
import { useActions } from '../../state/useApp.ts';
import { useScenarioName } from '../scenario/useScenarioName.ts';
import { type ComparedRow, comparedRows } from './compareTable.ts';

interface CompareTableProps {
  readonly scenarios: readonly ScenarioState[];
  readonly referenceId: string;
  readonly activeId: string;
}

function Change({ cell, base }: { readonly cell: Kpi; readonly base: Kpi }) {
  const { difference } = useMessages();
  const change = difference(cell.value, base.value, cell.unit);
  return (
    <span className={`kpi-change kpi-change-${changeTone(cell.value, base.value, cell.better)}`}>{change.percent ?? change.absolute}</span>
  );
}

function Row({ row, ...props }: { readonly row: ComparedRow } & CompareTableProps) {
  const { t, number } = useMessages();
  const { scenarios, referenceId, activeId } = props;
  const base = row.cells[scenarios.findIndex(({ scenario }) => scenario.id === referenceId)] ?? null;
  return (
    <tr>
      <th scope="row">
        {t(`kpi.name.${row.id}`)} <span className="kpi-unit">{formatUnit(row.unit)}</span>
      </th>
      {scenarios.map(({ scenario: { id } }, place) => {
        const cell = row.cells[place] ?? null;
        return (
          <td key={id} className={id === activeId ? 'is-active' : ''}>
            {cell ? number(cell.value) : t('compare.pending')}
            {row.best.includes(place) && <span className="compare-best" role="img" aria-label={t('compare.best')} />}
            {cell && base && id !== referenceId && !isUnchanged(cell.value, base.value) && <Change cell={cell} base={base} />}
          </td>
        );
      })}
    </tr>
  );
}

export function CompareTable(props: CompareTableProps) {
  const { t } = useMessages();
  const { scenarios, activeId } = props;
  const nameOf = useScenarioName();
  const actions = useActions();
  return (
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
          {comparedRows(scenarios).map((row) => (
            <Row key={row.id} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
