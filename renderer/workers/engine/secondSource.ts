/** What waits for a person's word: a table that can be joined, a second district that can be merged or take over. */
import type { TableRead } from '#gis-data/formats/tables/readTable.ts';
import { proposeJoin } from '#gis-data/join/proposeJoin.ts';
import { DEGREE, EARTH_RADIUS_m } from '#models/core/units.ts';
import type { District } from '#models/district/district.ts';
import type { TableOffer } from '../engineApi.ts';

/** Farther apart, two districts are two places and not two sources of one [m]. */
const ONE_PLACE_m = 20_000;
/** Rows that the dialog shows. */
const ROWS_SHOWN = 8;
/** Attributes offered as keys. */
const MOST_ATTRIBUTES = 200;

/** Where one of two has no place: the least share of the smaller one's ids that both must have. */
const LEAST_SHARED = 0.3;

/**
 * Whether a second file may be about the same buildings. One that lost its place is no second source of a district that
 * has one: it is asked for its reference system first.
 */
export function mayBeMerged(first: District, second: District): boolean {
  if (first.source.format === 'synthetic' || first.source.fileName === second.source.fileName) return false;
  if (first.origin && !second.origin) return false;
  if (!first.origin || !second.origin) return shareIds(first, second);
  const north = (second.origin.lat_deg - first.origin.lat_deg) * DEGREE;
  const east = (second.origin.lon_deg - first.origin.lon_deg) * DEGREE * Math.cos(first.origin.lat_deg * DEGREE);
  return EARTH_RADIUS_m * Math.hypot(north, east) < ONE_PLACE_m;
}

function shareIds(first: District, second: District): boolean {
  const ids = new Set(first.buildings.map(({ id }) => id));
  const shared = second.buildings.filter(({ id }) => ids.has(id)).length;
  return shared > 0 && shared >= LEAST_SHARED * Math.min(first.buildings.length, second.buildings.length);
}

function attributesOf({ buildings }: District): readonly string[] {
  const names = new Set<string>();
  for (const { attributes } of buildings) {
    for (const name of Object.keys(attributes)) names.add(name);
    if (names.size >= MOST_ATTRIBUTES) break;
  }
  return [...names].slice(0, MOST_ATTRIBUTES);
}

/** A table as the dialog shows it. */
export function tableOffer({ table, issues }: TableRead, district: District): TableOffer {
  return {
    name: table.name,
    rowCount: table.rowCount,
    firstRows: table.rows.slice(0, ROWS_SHOWN),
    issues,
    proposal: proposeJoin(table, district),
    attributes: attributesOf(district),
  };
}
