/** Looks for the column of a table that says which building a row is about. */
import { statedProperties } from '#models/district/attributes.ts';
import type { District } from '#models/district/district.ts';
import type { AttributeTable, ColumnKind } from '../formats/tables/attributeTable.ts';
import { type BuildingKey, type ByKey, type ByPlace, buildingKeys, matchByKey, matchByPlace } from './joinTable.ts';
import { keyText, loosestKey } from './matchKeys.ts';

/** What a column says about a building, where its name and values are known. */
export type ColumnMeaning = 'height_m' | 'storeys' | 'floorArea_m2' | 'constructionYear' | 'use' | 'heatSource' | 'sharedWallArea_m2';

export interface ProposedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly missing: number;
  /** Null where the column is kept as an attribute and nothing else. */
  readonly meaning: ColumnMeaning | null;
}

export interface MatchRate {
  /** Rows that belong to a building. */
  readonly rows: number;
  /** Buildings that at least one row belongs to. */
  readonly buildings: number;
  /** `rows` over the rows with a key [0..1]. */
  readonly rate: number;
  /** Rows beyond the first of a building. */
  readonly duplicates: number;
}

export interface KeyProposal extends ByKey, MatchRate {}
export interface PlaceProposal extends ByPlace, MatchRate {}

export interface JoinProposal {
  /** Ways to join by a key, the best first; empty where no column matches. */
  readonly keys: readonly KeyProposal[];
  /** Where the table has columns of a place within the district. */
  readonly place: PlaceProposal | null;
  readonly columns: readonly ProposedColumn[];
  /** Buildings that rows could belong to. */
  readonly buildingCount: number;
}

/** Attributes that are tried as keys, and pairs of column and key that are counted in full. */
const MOST_ATTRIBUTES = 40;
const MOST_PAIRS = 8;
/** A pair with fewer values in common than this share of the best one is not worth offering [0..1]. */
const LEAST_OF_BEST = 0.02;
/** Rows that are looked at to choose the pairs. */
const MOST_SAMPLED = 100_000;

/** Proposes how to join a table; nothing is changed. */
export function proposeJoin(table: AttributeTable, district: District): JoinProposal {
  const keys = promisingPairs(table, district)
    .map((by): KeyProposal => ({ ...by, ...rateOf(matchByKey(table, district, by)) }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => score(b, table, district) - score(a, table, district));
  return {
    keys,
    place: proposedPlace(table, district),
    columns: table.columns.map((column, at) => ({ ...column, meaning: meaningOf(table, at) })),
    buildingCount: district.buildings.filter(({ removed }) => !removed).length,
  };
}

/** How well a way of joining fits, for the table as it stands. */
export function matchRate(table: AttributeTable, district: District, by: ByKey | ByPlace): MatchRate {
  return rateOf('column' in by ? matchByKey(table, district, by) : matchByPlace(table, district, by));
}

function rateOf({ building, withoutKey }: { readonly building: Int32Array; readonly withoutKey: number }): MatchRate {
  const found = new Set<number>();
  let rows = 0;
  for (const row of building) {
    if (row < 0) continue;
    rows++;
    found.add(row);
  }
  const keyed = building.length - withoutKey;
  return { rows, buildings: found.size, rate: keyed > 0 ? rows / keyed : 0, duplicates: rows - found.size };
}

/** Many buildings found, one row each; counters like 1, 2, 3 fall behind by their repetitions. */
function score({ rows, buildings, key }: KeyProposal, { rowCount }: AttributeTable, { buildings: all }: District): number {
  const found = buildings / Math.max(1, Math.min(rowCount, all.length));
  return found * (0.3 + 0.7 * (buildings / Math.max(1, rows))) + (key === 'id' ? 1e-6 : 0);
}

/** Keys that tell buildings apart: the id, the name, and attributes with mostly different values. */
function candidateKeys(district: District): readonly BuildingKey[] {
  const names = new Set<string>();
  const step = Math.max(1, Math.floor(district.buildings.length / 500));
  for (let row = 0; row < district.buildings.length; row += step)
    for (const name of Object.keys(district.buildings[row]!.attributes)) names.add(name);
  const attributes = [...names].slice(0, 500).filter((attribute) => {
    const keys = buildingKeys(district, { attribute }).filter((key) => key !== null);
    return keys.length > 0 && new Set(keys).size >= 0.5 * keys.length;
  });
  return ['id', 'name', ...attributes.slice(0, MOST_ATTRIBUTES).map((attribute) => ({ attribute }))];
}

/** Pairs of column and key with values in common, most of them first. */
function promisingPairs(table: AttributeTable, district: District): readonly ByKey[] {
  const keys = candidateKeys(district);
  const byText = new Map<string, number[]>();
  keys.forEach((key, k) => {
    for (const text of new Set(buildingKeys(district, key).flatMap((one) => (one === null ? [] : [loosestKey(one)])))) {
      const known = byText.get(text);
      if (known) known.push(k);
      else byText.set(text, [k]);
    }
  });
  const step = Math.max(1, Math.floor(table.rowCount / MOST_SAMPLED));
  const pairs: { readonly by: ByKey; readonly hits: number }[] = [];
  table.columns.forEach(({ name, kind }, column) => {
    if (kind === 'boolean' || kind === 'date') return;
    const seen = keys.map(() => new Set<string>());
    for (let row = 0; row < table.rowCount; row += step) {
      const text = keyText(table.rows[row]![column]);
      if (text === null) continue;
      const read = loosestKey(text);
      for (const k of byText.get(read) ?? []) seen[k]!.add(read);
    }
    keys.forEach((key, k) => {
      const hits = seen[k]!.size;
      if (hits > 0) pairs.push({ by: { column: name, key }, hits });
    });
  });
  pairs.sort((a, b) => b.hits - a.hits);
  return pairs
    .filter(({ hits }) => hits >= LEAST_OF_BEST * pairs[0]!.hits)
    .slice(0, MOST_PAIRS)
    .map(({ by }) => by);
}

const X_NAMES = /^(lon|long|longitude|lng|laengengrad|längengrad|x|x_?coord(inate)?|east|easting|ostwert|rechtswert|rd_?x|coord_?x|e)$/i;
const Y_NAMES = /^(lat|latitude|breitengrad|y|y_?coord(inate)?|north|northing|nordwert|hochwert|rd_?y|coord_?y|n)$/i;
/** Fewer points in buildings than this are chance [0..1]. */
const LEAST_IN_BUILDINGS = 0.02;

function proposedPlace(table: AttributeTable, district: District): PlaceProposal | null {
  const named = (pattern: RegExp) => table.columns.find(({ name, kind }) => kind === 'number' && pattern.test(name.replace(/[ .]+/g, '_')));
  const [x, y] = [named(X_NAMES), named(Y_NAMES)];
  if (!x || !y || !district.origin) return null;
  const references = [...new Set(['EPSG:4326', district.reference.code ?? 'EPSG:4326'])];
  const rated = references.map((reference) => {
    const by = { x: x.name, y: y.name, reference };
    return { ...by, ...matchRate(table, district, by) };
  });
  const best = rated.reduce((most, one) => (one.rows > most.rows ? one : most));
  return best.rows > 0 && best.rate >= LEAST_IN_BUILDINGS ? best : null;
}

/** Values of a column that are tried for what they mean. */
const MEANING_ROWS = 200;

/** What the rules that read files make of the column: of its name and of its first values. */
function meaningOf(table: AttributeTable, column: number): ColumnMeaning | null {
  const name = table.columns[column]!.name;
  let tried = 0;
  for (const row of table.rows) {
    const value = row[column];
    if (value === null || value === undefined) continue;
    const [meaning] = Object.keys(statedProperties({ [name]: value }));
    if (meaning !== undefined) return meaning as ColumnMeaning;
    if (++tried >= MEANING_ROWS) return null;
  }
  return null;
}
