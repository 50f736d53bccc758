/** Which coordinate reference system a file names, in old and new notations. Never guesses one. */
import type { CoordinateReference } from '#models/district/district.ts';
import { accuracyLabel, COMPOUNDS, REFERENCES, type ReferenceRow } from './referenceTable.ts';

export interface KnownReference {
  readonly row: ReferenceRow;
  /** The code as the file gives it, compound codes included: `EPSG:7415`. */
  readonly code: string;
  /** Name of the height system, where the code is a compound one. */
  readonly heights: string | null;
}

const BY_CODE: ReadonlyMap<number, ReferenceRow> = new Map(REFERENCES.map((row) => [row.epsg, row]));

/**
 * EPSG codes in a text: `EPSG:28992`, `urn:ogc:def:crs:EPSG::28992`,
 * `urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709`, `https://www.opengis.net/def/crs/EPSG/0/7415`,
 * `http://www.opengis.net/gml/srs/epsg.xml#28992`, `urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH`, `CRS84`.
 * @returns horizontal (or compound) code first; empty where the text names none
 */
export function codesIn(text: string): readonly number[] {
  const trimmed = text.trim();
  if (/CRS84h?$/i.test(trimmed)) return [4326];
  const surveyed = /ETRS89_UTM(\d\d)/i.exec(trimmed)?.[1];
  if (surveyed !== undefined) return [25800 + Number(surveyed)];
  const codes = [...trimmed.matchAll(/EPSG(?:\.xml)?(?:\/[\d.]*\/|:[\d.]*:|[:#/ ])(\d{4,6})(?:\+(\d{4,6}))?/gi)];
  if (codes.length > 0) return codes.flatMap((match) => [match[1], match[2]].filter((code) => code !== undefined).map(Number));
  return /^\d{4,6}$/.test(trimmed) ? [Number(trimmed)] : [];
}

/** The system a text names; null where it names none or one that is not in the table. */
export function findReference(text: string): KnownReference | null {
  const [first, second] = codesIn(text);
  if (first === undefined) return null;
  const compound = COMPOUNDS.get(first);
  const row = BY_CODE.get(compound?.[0] ?? first);
  if (!row) return null;
  const heights = compound?.[1] ?? (second === undefined ? null : `EPSG:${second}`);
  return { row, code: second === undefined ? `EPSG:${first}` : `EPSG:${first}+${second}`, heights };
}

/** How the district states it. */
export function describeReference(known: KnownReference): CoordinateReference {
  return {
    code: known.code,
    name: known.heights === null ? known.row.name : `${known.row.name} + ${known.heights}`,
    accuracy: accuracyLabel(known.row.accuracy_m),
    accuracy_m: known.row.accuracy_m,
  };
}

export const UNKNOWN_REFERENCE: CoordinateReference = { code: null, name: 'unknown', accuracy: 'unknown', accuracy_m: null };
