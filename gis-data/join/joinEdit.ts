/** A table joined to a district, as an edit that can be undone, with a report of what went where. */
import { InputError } from '#models/core/errors.ts';
import { type StatedProperties, statedProperties } from '#models/district/attributes.ts';
import type { AttributeValue, Building, District } from '#models/district/district.ts';
import type { DistrictEdit } from '#models/district/edits.ts';
import type { Provenance } from '#models/district/provenance.ts';
import type { AttributeTable } from '../formats/tables/attributeTable.ts';
import { type ByKey, type ByPlace, columnIndex, matchByKey, matchByPlace, type RowMatch } from './joinTable.ts';

/** Who wins where the file says something else about the same building. */
export type ConflictRule = 'table-wins' | 'file-wins';

export interface JoinOptions {
  readonly by: ByKey | ByPlace;
  /** Columns to take; all but those of the key where absent. */
  readonly columns?: readonly string[];
  readonly conflict: ConflictRule;
}

/** A list that may be long: how many there are, and the first of them. */
export interface Listed<T> {
  readonly count: number;
  readonly first: readonly T[];
}

export interface JoinConflict {
  readonly id: string;
  /** Name of the attribute, or of the property it says something about. */
  readonly attribute: string;
  readonly before: AttributeValue;
  readonly after: AttributeValue;
  /** `file` where the rule, or a shape that was measured, keeps what was there. */
  readonly kept: 'table' | 'file';
}

export interface JoinReport {
  readonly table: string;
  readonly rowCount: number;
  /** Buildings that got values. */
  readonly matched: number;
  /** Row numbers from 1 (without the header) with what stands in the key's column. */
  readonly unmatchedRows: Listed<{ readonly row: number; readonly key: string }>;
  /** Ids of buildings that no row belongs to. */
  readonly buildingsWithout: Listed<string>;
  /** Buildings with several rows; the first row was taken. */
  readonly duplicates: Listed<{ readonly id: string; readonly rows: readonly number[] }>;
  readonly conflicts: Listed<JoinConflict>;
  readonly columns: readonly string[];
}

export interface TableJoin {
  readonly edit: Extract<DistrictEdit, { kind: 'join' }>;
  readonly report: JoinReport;
}

const MOST_LISTED = 100;

/**
 * Joins a table to the buildings of a district. Empty cells take nothing away.
 * @throws InputError `join.column`, `join.place`; `join.nothing` where no row belongs to a building
 */
export function joinEdit(table: AttributeTable, district: District, options: JoinOptions): TableJoin {
  const { by } = options;
  const match = 'column' in by ? matchByKey(table, district, by) : matchByPlace(table, district, by);
  const columns = takenColumns(table, options);
  const firstRows = new Map<number, number>();
  const severalRows = new Map<number, number[]>();
  match.building.forEach((building, row) => {
    if (building < 0) return;
    const first = firstRows.get(building);
    if (first === undefined) firstRows.set(building, row);
    else severalRows.set(building, [...(severalRows.get(building) ?? [first]), row]);
  });
  if (firstRows.size === 0) throw nothing(table, by);
  const conflicts: JoinConflict[] = [];
  const values = [...firstRows].map(([building, row]) => {
    const record = district.buildings[building]!;
    return [record.id, rowValues(record, columns, table.rows[row]!, options.conflict, conflicts)] as const;
  });
  const taken = values.filter(([, row]) => Object.keys(row).length > 0);
  return {
    edit: { kind: 'join', source: table.name, values: Object.fromEntries(taken) },
    report: {
      table: table.name,
      rowCount: table.rowCount,
      matched: firstRows.size,
      unmatchedRows: unmatched(table, by, match),
      buildingsWithout: listed(district.buildings.flatMap(({ id, removed }, row) => (removed || firstRows.has(row) ? [] : [id]))),
      duplicates: listed(
        [...severalRows].map(([building, rows]) => ({
          id: district.buildings[building]!.id,
          rows: rows.slice(0, MOST_LISTED).map((row) => row + 1),
        })),
      ),
      conflicts: listed(conflicts),
      columns: columns.map(({ name }) => name),
    },
  };
}

export function listed<T>(all: readonly T[]): Listed<T> {
  return { count: all.length, first: all.slice(0, MOST_LISTED) };
}

interface TakenColumn {
  readonly name: string;
  readonly at: number;
}

function takenColumns(table: AttributeTable, { by, columns }: JoinOptions): readonly TakenColumn[] {
  const keys = 'column' in by ? [by.column] : [by.x, by.y];
  const names = columns ?? table.columns.map(({ name }) => name).filter((name) => !keys.includes(name));
  return names.map((name) => ({ name, at: columnIndex(table, name) }));
}

/** What the row gives to the building; what it would change is noted. */
function rowValues(
  building: Building,
  columns: readonly TakenColumn[],
  row: readonly AttributeValue[],
  rule: ConflictRule,
  conflicts: JoinConflict[],
): Readonly<Record<string, AttributeValue>> {
  const given = columns.flatMap(({ name, at }) => {
    const value = row[at] ?? null;
    return value === null ? [] : [[name, value] as const];
  });
  const stated = statedProperties(Object.fromEntries(given));
  const lost = new Set<string>();
  const emptied: string[] = [];
  const conflict = (attribute: string, before: AttributeValue, after: AttributeValue, column: string, kept: 'table' | 'file') => {
    conflicts.push({ id: building.id, attribute, before, after, kept });
    if (kept === 'file') lost.add(column);
  };
  const byRule = rule === 'table-wins' ? 'table' : 'file';
  for (const [name, after] of given) {
    const before = Object.hasOwn(building.attributes, name) ? building.attributes[name] : undefined;
    if (before === undefined || before === null || sameValue(before, after)) continue;
    conflict(name, before, after, name, byRule);
  }
  for (const property of CONFLICTING) {
    const said = stated[property];
    const known = building[property];
    const column = said?.note ?? '';
    if (!said || !KNOWN.includes(known.provenance) || agrees(property, known.value, said.value)) continue;
    // The same attribute in the file was noted already.
    if (Object.hasOwn(building.attributes, column)) continue;
    const kept = known.provenance === 'user' ? 'file' : byRule;
    conflict(property, known.value, said.value, column, kept);
    // An attribute of another name that says the opposite would win again when the district is written and read.
    if (kept === 'table' && known.note !== undefined && Object.hasOwn(building.attributes, known.note)) emptied.push(known.note);
  }
  const height = stated.height_m;
  // A height that was measured at the shape is not changed by a table.
  if (height && building.height_m.provenance === 'geometry' && !agrees('height_m', building.height_m.value, height.value)) {
    conflicts.push({ id: building.id, attribute: 'height_m', before: building.height_m.value, after: height.value, kept: 'file' });
  }
  const taken = given.filter(([name]) => !lost.has(name));
  return Object.fromEntries([...emptied.map((name) => [name, null] as const), ...taken]);
}

const KNOWN: readonly Provenance[] = ['measured', 'file', 'user'];
const CONFLICTING = ['height_m', 'constructionYear', 'storeys', 'floorArea_m2', 'use', 'heatSource'] as const;

function sameValue(before: AttributeValue, after: AttributeValue): boolean {
  if (typeof before === 'number' && typeof after === 'number')
    return Math.abs(before - after) <= 1e-9 * Math.max(Math.abs(before), Math.abs(after));
  return String(before).trim() === String(after).trim();
}

/** Within what surveys differ by: 0.1 m of height, 1 % of area. */
export function agrees(property: keyof StatedProperties, first: string | number, second: string | number): boolean {
  if (typeof first === 'number' && typeof second === 'number') {
    if (property === 'height_m') return Math.abs(first - second) <= 0.1;
    if (property === 'floorArea_m2') return Math.abs(first - second) <= 0.01 * Math.max(first, second);
    return first === second;
  }
  // "Residential" says less than the kind of dwelling, not something else.
  const dwelling = (use: string | number) => ['single-family', 'terraced', 'multi-family', 'apartment-block'].includes(String(use));
  return first === second || (second === 'residential' && dwelling(first)) || (first === 'residential' && dwelling(second));
}

function unmatched(table: AttributeTable, by: ByKey | ByPlace, { building }: RowMatch): JoinReport['unmatchedRows'] {
  const columns = ('column' in by ? [by.column] : [by.x, by.y]).map((name) => columnIndex(table, name));
  const first: { row: number; key: string }[] = [];
  let count = 0;
  building.forEach((found, row) => {
    if (found >= 0 || ++count > MOST_LISTED) return;
    first.push({ row: row + 1, key: columns.map((column) => table.rows[row]![column] ?? '').join(', ') });
  });
  return { count, first };
}

function nothing(table: AttributeTable, by: ByKey | ByPlace): InputError {
  const column = 'column' in by ? by.column : `${by.x}, ${by.y}`;
  return new InputError({
    code: 'join.nothing',
    message: `No row of the table belongs to a building by the column "${column}".`,
    where: table.name,
    mend: 'Choose another column, or another attribute of the buildings.',
    values: { column },
  });
}
