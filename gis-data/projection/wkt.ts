/** The reference system that a text of definition (WKT, as in `.prj` files) describes. */
import proj4 from 'proj4';
import { DEGREE } from '#models/core/units.ts';
import { findReference } from './reference.ts';
import { REFERENCES, type ReferenceRow } from './referenceTable.ts';

export interface DescribedReference {
  /** `EPSG:28992`; the definition's own name where it matches no system of the table. */
  readonly named: string;
  readonly name: string;
  /** How it was found; null where it was not. */
  readonly by: 'code' | 'definition' | null;
}

/** Projected positions that agree this well are of one projection [m]. */
const SAME_m = 0.001;
/** GRS 80 and WGS 84 differ by 0.0001 m in the smaller axis. */
const SAME_AXIS_m = 0.001;
/** A sphere for the projection and an ellipsoid for the places: no common definition says so in the same way. */
const WEB_MERCATOR = /Mercator_Auxiliary_Sphere|Popular Visualisation Pseudo.Mercator|WGS 84 \/ Pseudo-Mercator/i;
/** Words of names that do not tell datums and grids apart. */
const GENERIC = new Set(['utm', 'zone', 'gcs', 'datum', 'transverse', 'mercator', 'system', 'grid', 'north', 'south', 'east', 'west']);

/**
 * The system of the table that a definition names by its code, or else has the same ellipsoid, projection and a common
 * word in its name. Definitions in `.prj` files seldom hold the datum shift, so the table's own is used.
 */
export function referenceOfWkt(wkt: string): DescribedReference {
  const name = /^\s*\w+\s*\[\s*"([^"]*)"/.exec(wkt)?.[1] ?? wkt.trim().slice(0, 60);
  if (WEB_MERCATOR.test(wkt)) return { named: 'EPSG:3857', name, by: 'definition' };
  const code = /(?:AUTHORITY|ID)\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]\s*\]\s*$/i.exec(wkt)?.[1];
  if (code !== undefined && findReference(`EPSG:${code}`)) return { named: `EPSG:${code}`, name, by: 'code' };
  const row = matchingRow(wkt, name);
  return row ? { named: `EPSG:${row.epsg}`, name, by: 'definition' } : { named: name, name, by: null };
}

function matchingRow(wkt: string, name: string): ReferenceRow | null {
  const alikeName = REFERENCES.find((row) => plainName(row.name) === plainName(name));
  if (alikeName) return alikeName;
  const described = projectionOf(wkt);
  if (!described) return null;
  const words = wordsOf([...wkt.matchAll(/\[\s*"([^"]*)"/g)].map((match) => match[1] ?? '').join(' '));
  const alike = REFERENCES.filter((row) => isAlike(described, row)).map((row) => ({
    row,
    shared: [...wordsOf(row.name)].filter((word) => words.has(word)).length,
  }));
  alike.sort((a, b) => b.shared - a.shared);
  return alike[0] && alike[0].shared > 0 ? alike[0].row : null;
}

/** What proj4 leaves in a projection besides its documented members. */
interface ParsedProjection {
  readonly a?: number;
  readonly b?: number;
  readonly projName?: string;
  readonly to_meter?: number;
}

interface Projection {
  readonly isGeographic: boolean;
  readonly a_m: number;
  readonly b_m: number;
  readonly unit_m: number;
  forward(lon_deg: number, lat_deg: number): readonly [number, number];
}

function projectionOf(definition: string): Projection | null {
  try {
    const projection = new proj4.Proj(definition);
    const parsed: ParsedProjection = projection;
    const { a, b, projName, to_meter } = parsed;
    if (typeof a !== 'number' || typeof b !== 'number') return null;
    return {
      isGeographic: projName === 'longlat',
      a_m: a,
      b_m: b,
      unit_m: typeof to_meter === 'number' ? to_meter : 1,
      forward: (lon, lat) => {
        const { x, y } = projection.forward({ x: lon * DEGREE, y: lat * DEGREE });
        return [x, y];
      },
    };
  } catch {
    return null;
  }
}

const ofRows = new Map<ReferenceRow, Projection | null>();

function projectionOfRow(row: ReferenceRow): Projection | null {
  const known = ofRows.get(row);
  if (known !== undefined) return known;
  const projection = projectionOf(row.proj4);
  ofRows.set(row, projection);
  return projection;
}

function isAlike(described: Projection, row: ReferenceRow): boolean {
  if (described.isGeographic !== (row.kind === 'geographic')) return false;
  const known = projectionOfRow(row);
  if (!known || Math.abs(known.a_m - described.a_m) > SAME_AXIS_m || Math.abs(known.b_m - described.b_m) > SAME_AXIS_m) return false;
  if (known.isGeographic) return true;
  if (Math.abs(described.unit_m / row.unit_m - 1) > 1e-9) return false;
  const [west, south, east, north] = row.area;
  return [0.3, 0.5, 0.7].every((share) => {
    const place = [west + share * (east - west), south + share * (north - south)] as const;
    const [x, y] = known.forward(...place);
    const [otherX, otherY] = described.forward(...place);
    return Math.hypot(x - otherX, y - otherY) < SAME_m;
  });
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Letters only: `ETRS_1989_UTM_Zone_32N` has the word `etrs`. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[a-z]{2,}/g) ?? [];
  return new Set(words.filter((word) => !GENERIC.has(word)));
}
