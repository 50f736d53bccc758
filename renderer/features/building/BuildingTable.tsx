import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { formatUnit } from '../../app/formatNumber.ts';
import { useMessages } from '../../app/useMessages.ts';
import { tableCsv } from '../../charts/chartSpec.ts';
import { activeScenario } from '../../state/store.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { useScenarioName } from '../scenario/useScenarioName.ts';
import { matchingRows } from '../selection/buildingSearch.ts';
import { useSearchIndex } from '../selection/useSearchIndex.ts';
import { BuildingGrid } from './BuildingGrid.tsx';
import { NUMBER_COLUMNS, sortedRows, type TableColumn, type TableOrder, tableData, tableFile } from './buildingTable.ts';
import './table.css';

const NO_ROWS: readonly number[] = [];

/** Takes the focus back to where it was before the table opened. */
function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
}

/** All buildings with their year in the shown scenario: another way to see, find and select them than the map. */
export function BuildingTable() {
  const { t, number } = useMessages();
  const district = useApp((state) => state.district);
  const { scenario, outcome, stale } = useApp(activeScenario);
  const selection = useApp((state) => state.selection);
  const nameOf = useScenarioName();
  const actions = useActions();
  const [text, setText] = useState('');
  const [order, setOrder] = useState<TableOrder>({ column: 'heat', direction: 'descending' });
  const wanted = useDeferredValue(text);
  const index = useSearchIndex(wanted.trim() !== '');
  useFocusReturn();
  const buildings = district?.buildings;
  const columns = outcome?.buildings;
  const data = useMemo(() => buildings && tableData(buildings, columns ?? null, (use) => t(`use.${use}`)), [buildings, columns, t]);
  const found = useMemo(() => (index ? matchingRows(index, wanted) : (buildings ?? []).map((_, row) => row)), [index, wanted, buildings]);
  const rows = useMemo(() => (data ? sortedRows(found, data, order) : []), [found, data, order]);
  // The frame comes first and the rows a moment later, so that opening never holds the window.
  const shown = useDeferredValue(rows, NO_ROWS);
  if (!district || !data) return null;

  function heading(column: TableColumn): string {
    const unit = NUMBER_COLUMNS.find(({ id }) => id === column)?.unit ?? '';
    return unit ? `${t(`table.${column}`)} [${formatUnit(unit)}]` : t(`table.${column}`);
  }
  function save(): void {
    if (!district || !data) return;
    const bytes = new TextEncoder().encode(tableCsv(tableFile(rows, data, district.buildings, heading)));
    void actions.exportBytes(
      `${district.name} - ${nameOf(scenario)} - ${t('table.title')}.csv`.replaceAll(/[\\/:*?"<>|]/g, '-'),
      'text/csv',
      bytes,
    );
  }
  const total = district.buildings.length;
  const whole = (count: number): string => number(count, { significant: 9 });
  return (
    <section className="sheet" aria-label={t('table.title')}>
      <header className="sheet-head">
        <h2 className="sheet-title">{t('table.title')}</h2>
        <SearchField className="sheet-filter" aria-label={t('table.filter')} value={text} onChange={setText} autoFocus>
          <Input className="input" placeholder={t('table.filter.help')} />
        </SearchField>
        <p className="hint sheet-count" role="status">
          {rows.length === total
            ? t('table.count', { shown: total })
            : t('table.countOf', { shown: whole(rows.length), total: whole(total) })}
          {', '}
          {t('table.selected', { count: selection.length })}
        </p>
        <p className="hint sheet-scenario">
          {t('building.inScenario', { scenario: nameOf(scenario) })}
          {outcome && stale ? ` · ${t('scenario.recalculating')}` : ''}
          {outcome ? '' : ` · ${t('table.pending')}`}
        </p>
        <Button className="button button-small" onPress={save}>
          {t('table.save')}
        </Button>
        <IconButton icon="close" label={t('table.close')} keys="T" onPress={() => actions.toggleTable(false)} />
      </header>
      <BuildingGrid rows={shown} pending={shown !== rows} data={data} order={order} onOrder={setOrder} />
      <p className="hint sheet-keys">{t('table.keys')}</p>
    </section>
  );
}
