/** Which row of a table belongs to which building: by a key or by place. */
import { InputError } from '#models/core/errors.ts';
import type { AttributeValue, District } from '#models/district/district.ts';
import type { AttributeTable } from '../formats/tables/attributeTable.ts';
import { LocalFrame, toEcef } from '../projection/ellipsoid.ts';
import { transformation } from '../projection/project.ts';
import { findReference } from '../projection/reference.ts';
import { KeyIndex, keyText } from './matchKeys.ts';
import { OutlineIndex } from './outlineIndex.ts';

/** By building id, by the name, or by an attribute of the file. */
export type BuildingKey = 'id' | 'name' | { readonly attribute: string };

/** Rows belong to buildings by a key in a column. */
export interface ByKey {
  readonly column: string;
  readonly key: BuildingKey;
}

/** Rows belong to the building that stands at their point. */
export interface ByPlace {
  readonly x: string;
  readonly y: string;
  /** `EPSG:4326` for longitude and latitude [deg]. */
  readonly reference: string;
}

export interface RowMatch {
  /** Per row of the table: row of the building in the district, or -1. */
  readonly building: Int32Array;
  /** Rows without a key or a place. */
  readonly withoutKey: number;
}

/** Text of a building's key; null where it has none. */
export function buildingKeys(district: Pick<District, 'buildings'>, key: BuildingKey): readonly (string | null)[] {
  return district.buildings.map((building) => {
    if (building.removed) return null;
    if (key === 'id') return building.id;
    if (key === 'name') return keyText(building.name);
    return keyText(building.attributes[key.attribute]);
  });
}

/** @throws InputError `join.column` */
export function columnIndex({ columns, name }: AttributeTable, column: string): number {
  const index = columns.findIndex((one) => one.name === column);
  if (index >= 0) return index;
  const list = columns
    .slice(0, 20)
    .map((one) => one.name)
    .join(', ');
  throw new InputError({
    code: 'join.column',
    message: `The table has no column "${column}".`,
    where: name,
    mend: `Choose one of: ${list}.`,
    values: { column, list },
  });
}

const INDEXES = new WeakMap<District['buildings'], Map<string, KeyIndex>>();

/** Made once per district and key: a person tries one column after the other. */
function indexOf(district: Pick<District, 'buildings'>, key: BuildingKey): KeyIndex {
  const known = INDEXES.get(district.buildings) ?? new Map<string, KeyIndex>();
  INDEXES.set(district.buildings, known);
  const name = typeof key === 'string' ? key : `@${key.attribute}`;
  const index = known.get(name) ?? new KeyIndex(buildingKeys(district, key));
  known.set(name, index);
  return index;
}

/** @throws InputError `join.column` */
export function matchByKey(table: AttributeTable, district: Pick<District, 'buildings'>, { column, key }: ByKey): RowMatch {
  const at = columnIndex(table, column);
  const index = indexOf(district, key);
  let withoutKey = 0;
  const building = Int32Array.from(table.rows, (row) => {
    const text = keyText(row[at]);
    if (text === null) withoutKey++;
    return text === null ? -1 : (index.find(text)?.index ?? -1);
  });
  return { building, withoutKey };
}

/**
 * Finds the building around the point of each row.
 * @throws InputError `join.column`; `join.place` where the reference system is not known or the district has no place
 */
export function matchByPlace(table: AttributeTable, district: District, { x, y, reference }: ByPlace, outlines?: OutlineIndex): RowMatch {
  const [xAt, yAt] = [columnIndex(table, x), columnIndex(table, y)];
  const known = findReference(reference);
  if (!known || !district.origin) throw noPlace(table.name, reference, known === null ? 'reference' : 'district');
  const { toLonLat } = transformation(known.row);
  const frame = new LocalFrame(district.origin);
  const index = outlines ?? new OutlineIndex(district);
  const point = new Float64Array(6);
  let withoutKey = 0;
  const building = Int32Array.from(table.rows, (row) => {
    const [east, north] = [numberOrNull(row[xAt]), numberOrNull(row[yAt])];
    if (east === null || north === null) {
      withoutKey++;
      return -1;
    }
    const [lon, lat] = toLonLat(east, north);
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return -1;
    toEcef(lon, lat, 0, point, 0);
    frame.fromEcef(point, 0, point, 3);
    return index.at(point[3]!, point[4]!);
  });
  return { building, withoutKey };
}

function numberOrNull(value: AttributeValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function noPlace(where: string, reference: string, what: 'reference' | 'district'): InputError {
  return new InputError({
    code: 'join.place',
    message:
      what === 'reference'
        ? `The reference system "${reference.slice(0, 80)}" is not known.`
        : 'The district has no place on the globe yet.',
    where,
    mend: what === 'reference' ? 'Name one like EPSG:4326 or EPSG:28992.' : 'Choose its reference system first, or join by a key.',
    values: { what, reference: reference.slice(0, 80) },
  });
}
