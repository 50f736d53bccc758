/** The table of all buildings as data: values per column, order, and the file; the window only draws it. */
import type { Building } from '#models/district/district.ts';
import type { ChartTable } from '../../charts/chartSpec.ts';
import type { ScenarioOutcome } from '../../workers/engineApi.ts';
import { folded } from '../selection/buildingSearch.ts';

export const TEXT_COLUMNS = ['name', 'use'] as const;
type TextColumn = (typeof TEXT_COLUMNS)[number];

/** Yearly values are whole buildings, not per floor area: the sums of a selection are their sums. */
export const NUMBER_COLUMNS = [
  { id: 'year', unit: '' },
  { id: 'floorArea', unit: 'm2' },
  { id: 'heat', unit: 'MWh/a' },
  { id: 'electricity', unit: 'MWh/a' },
  { id: 'pv', unit: 'MWh/a' },
  { id: 'co2', unit: 't CO2e/a' },
  { id: 'cost', unit: 'EUR/a' },
] as const;
type NumberColumn = (typeof NUMBER_COLUMNS)[number]['id'];

export type TableColumn = TextColumn | NumberColumn;
export const TABLE_COLUMNS: readonly TableColumn[] = [...TEXT_COLUMNS, ...NUMBER_COLUMNS.map(({ id }) => id)];

/** One value per building, NaN where there is none (yet). */
export type TableData = Readonly<Record<TextColumn, readonly string[]>> & Readonly<Record<NumberColumn, Float64Array>>;

export function tableData(
  buildings: readonly Building[],
  columns: ScenarioOutcome['buildings'] | null,
  nameOfUse: (use: Building['use']['value']) => string,
): TableData {
  const numbers = (of: (building: Building, row: number) => number): Float64Array => Float64Array.from(buildings, of);
  const scaled = (column: Float32Array | undefined, timesArea: boolean): Float64Array =>
    numbers((building, row) => {
      const value = column?.[row] ?? Number.NaN;
      return (value * (timesArea ? building.floorArea_m2.value : 1)) / 1000;
    });
  const uses = new Map<string, string>();
  for (const { use } of buildings) if (!uses.has(use.value)) uses.set(use.value, nameOfUse(use.value));
  return {
    name: buildings.map((building) => building.name ?? building.id),
    use: buildings.map((building) => uses.get(building.use.value) ?? ''),
    year: numbers((building) => building.constructionYear.value),
    floorArea: numbers((building) => building.floorArea_m2.value),
    heat: scaled(columns?.heatDemand_kWh_m2, true),
    electricity: scaled(columns?.electricity_kWh_m2, true),
    pv: scaled(columns?.pvYield_kWh, false),
    co2: scaled(columns?.co2_kg_m2, true),
    cost: numbers((_, row) => columns?.cost_EUR[row] ?? Number.NaN),
  };
}

export interface TableOrder {
  readonly column: TableColumn;
  readonly direction: 'ascending' | 'descending';
}

/** What names are ordered by: without accents and case, house 9 before house 10. Comparing keys is ten times faster than collating. */
function orderKey(text: string): string {
  return folded(text).replace(/\d+/g, (digits) => digits.padStart(8, '0'));
}

/** The rows in order; values that do not exist come last in either direction, equal ones keep the order of the file. */
export function sortedRows(rows: readonly number[], data: TableData, order: TableOrder): number[] {
  const sign = order.direction === 'ascending' ? 1 : -1;
  const values = data[order.column];
  if (values instanceof Float64Array) {
    return [...rows].sort((a, b) => {
      const left = values[a]!;
      const right = values[b]!;
      if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
      return sign * (left - right);
    });
  }
  const keys = values.map(orderKey);
  return [...rows].sort((a, b) => {
    const left = keys[a]!;
    const right = keys[b]!;
    if (left === right) return 0;
    return left < right ? -sign : sign;
  });
}

/** The rows with full precision, the building's id first. */
export function tableFile(
  rows: readonly number[],
  data: TableData,
  buildings: readonly Building[],
  heading: (column: TableColumn) => string,
): ChartTable {
  const shown = (value: string | number): string | number => (Number.isNaN(value) ? '' : value);
  return {
    columns: ['id', ...TABLE_COLUMNS.map(heading)],
    rows: rows.map((row) => [buildings[row]!.id, ...TABLE_COLUMNS.map((column) => shown(data[column][row]!))]),
  };
}
