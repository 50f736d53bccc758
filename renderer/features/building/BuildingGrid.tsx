import { useMemo, useState } from 'react';
import {
  Cell,
  Checkbox,
  Column,
  Row,
  type Selection,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  TableLoadMoreItem,
  Virtualizer,
} from 'react-aria-components';
import { formatUnit } from '../../app/formatNumber.ts';
import { useMessages } from '../../app/useMessages.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { NUMBER_COLUMNS, TABLE_COLUMNS, type TableColumn, type TableData, type TableOrder } from './buildingTable.ts';

/** Rows that are made at a time, about two screens: a list of all 10,000 would hold the window for seconds. */
const ROWS_AT_A_TIME = 30;
const LAYOUT = { rowHeight: 32, headingHeight: 44 } as const;

/** Starting widths [px]; the name takes what is left. */
const WIDTHS: Readonly<Partial<Record<TableColumn, number>>> = { use: 150, year: 76, floorArea: 108, co2: 140 };
const NUMBER_WIDTH = 116;

function unitOf(column: TableColumn): string {
  return NUMBER_COLUMNS.find(({ id }) => id === column)?.unit ?? '';
}

function isColumn(key: unknown): key is TableColumn {
  return TABLE_COLUMNS.some((column) => column === key);
}

interface Item {
  readonly id: number;
}

interface GridProps {
  /** The rows are being looked for: an empty table says nothing yet. */
  readonly pending: boolean;
  /** Rows of `district.buildings`, filtered and in order. */
  readonly rows: readonly number[];
  readonly data: TableData;
  readonly order: TableOrder;
  readonly onOrder: (order: TableOrder) => void;
}

/** The first so many rows, more of them as the person scrolls; starts over when the rows change. */
function useItems(rows: readonly number[], data: TableData): { readonly items: readonly Item[]; readonly more: () => void } {
  const [window, setWindow] = useState({ rows, count: ROWS_AT_A_TIME });
  const count = window.rows === rows ? window.count : ROWS_AT_A_TIME;
  // An item per building and state of the data: rows that are drawn already are not made again.
  const all = useMemo(() => data.name.map((_, id): Item => ({ id })), [data]);
  const items = useMemo(() => rows.slice(0, count).flatMap((row) => all[row] ?? []), [rows, count, all]);
  return { items, more: () => setWindow({ rows, count: count + ROWS_AT_A_TIME }) };
}

function Heading({ column, direction }: { readonly column: TableColumn; readonly direction: 'ascending' | 'descending' | undefined }) {
  const { t } = useMessages();
  const unit = unitOf(column);
  return (
    <span className="grid-heading">
      <span>
        {t(`table.${column}`)}
        {direction && <span aria-hidden="true">{direction === 'ascending' ? ' \u2191' : ' \u2193'}</span>}
      </span>
      {unit && <span className="grid-unit">{formatUnit(unit)}</span>}
    </span>
  );
}

/** The rows, sortable, selectable together with the map; only those in sight are drawn. */
export function BuildingGrid({ rows, pending, data, order, onOrder }: GridProps) {
  const { t, number } = useMessages();
  const selection = useApp((state) => state.selection);
  const actions = useActions();
  const selected = useMemo(() => new Set(selection), [selection]);
  const { items, more } = useItems(rows, data);

  function select(keys: Selection): void {
    actions.select(keys === 'all' ? rows : [...keys].map(Number));
  }
  function text(column: TableColumn, row: number): string {
    const value = data[column][row] ?? '';
    if (typeof value === 'string') return value;
    return column === 'year' ? number(value, { ungrouped: true, significant: 4 }) : number(value);
  }
  return (
    <div className="grid-frame">
      <Virtualizer layout={TableLayout} layoutOptions={LAYOUT}>
        <Table
          className="grid"
          aria-label={t('table.title')}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={selected}
          onSelectionChange={select}
          sortDescriptor={order}
          onSortChange={({ column, direction }) => isColumn(column) && onOrder({ column, direction })}
          onRowAction={(key) => actions.flyTo([Number(key)])}
        >
          <TableHeader className="grid-header">
            <Column id="select" className="grid-column grid-check" width={44} minWidth={44} aria-label={t('table.select')}>
              <Checkbox slot="selection" className="check">
                <span className="check-mark" />
              </Checkbox>
            </Column>
            {TABLE_COLUMNS.map((column) => (
              <Column
                key={column}
                id={column}
                className={unitOf(column) || column === 'year' ? 'grid-column grid-number' : 'grid-column'}
                isRowHeader={column === 'name'}
                allowsSorting
                textValue={t(`table.${column}`)}
                {...(column === 'name' ? { minWidth: 160 } : { width: WIDTHS[column] ?? NUMBER_WIDTH })}
              >
                {({ sortDirection }) => <Heading column={column} direction={sortDirection} />}
              </Column>
            ))}
          </TableHeader>
          <TableBody renderEmptyState={() => !pending && <p className="hint grid-empty">{t('table.none')}</p>}>
            {items.map((item) => (
              <Row key={item.id} id={item.id} textValue={data.name[item.id] ?? ''} className="grid-row">
                <Cell className="grid-cell grid-check">
                  <Checkbox slot="selection" className="check">
                    <span className="check-mark" />
                  </Checkbox>
                </Cell>
                {TABLE_COLUMNS.map((column) => (
                  <Cell key={column} className={unitOf(column) || column === 'year' ? 'grid-cell grid-number' : 'grid-cell'}>
                    {text(column, item.id)}
                  </Cell>
                ))}
              </Row>
            ))}
            {items.length < rows.length && <TableLoadMoreItem onLoadMore={more} scrollOffset={2} />}
          </TableBody>
        </Table>
      </Virtualizer>
    </div>
  );
}
