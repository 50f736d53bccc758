/** The reference system that an elevation file is taken to be in. */
import type { CoordinateReference } from '#models/district/district.ts';
import { isInArea, suggestReferences, transformation } from '../../projection/project.ts';
import { describeReference, findReference, type KnownReference, UNKNOWN_REFERENCE } from '../../projection/reference.ts';
import { referenceOfWkt } from '../../projection/wkt.ts';
import type { IssueLog } from '../issueLog.ts';
import { reportDefinition } from '../vector/layers.ts';
import { cellCentre, type GridPlace } from './elevationGrid.ts';

/** A reference system by its code (`EPSG:28992`), by a definition, or by its name. */
export function namedReference(text: string | undefined, log: IssueLog): string | undefined {
  const trimmed = text?.replaceAll('\0', '').trim();
  if (!trimmed) return undefined;
  if (findReference(trimmed)) return trimmed;
  const described = referenceOfWkt(trimmed);
  if (described.by === 'definition') reportDefinition(described.name, described.named, log);
  return described.named;
}

/**
 * Finds the system and tells where it is unknown or does not fit.
 * @param named what the file (or the person) says
 */
export function gridReference(
  named: string | undefined,
  place: GridPlace,
  columns: number,
  rows: number,
  log: IssueLog,
): { readonly reference: CoordinateReference; readonly known: KnownReference | null } {
  const [x, y] = cellCentre(place, columns / 2, rows / 2);
  const found = named === undefined ? null : findReference(named);
  if (found) {
    const [lon, lat] = transformation(found.row).toLonLat(x, y);
    if (isInArea(found.row, lon, lat)) return { reference: describeReference(found), known: found };
    log.add({
      code: 'crs.outOfRange',
      severity: 'error',
      objectId: null,
      message: `The coordinates (around ${x.toFixed(2)}, ${y.toFixed(2)}) lie outside the area of ${found.code}, ${found.row.name}.`,
      action: 'Kept in local metres. Give the reference system that the coordinates are in.',
      values: { what: 'file', x: x.toFixed(2), y: y.toFixed(2), reference: `${found.code}, ${found.row.name}` },
    });
    return { reference: UNKNOWN_REFERENCE, known: null };
  }
  const [x2, y2] = cellCentre(place, 0, 0);
  const [x3, y3] = cellCentre(place, columns - 1, rows - 1);
  const bounds = { minX: Math.min(x2, x3), maxX: Math.max(x2, x3), minY: Math.min(y2, y3), maxY: Math.max(y2, y3) };
  const candidates = suggestReferences(bounds)
    .slice(0, 5)
    .map((candidate) => `${candidate.code} ${candidate.name}`);
  log.add({
    code: 'crs.unknown',
    severity: 'error',
    objectId: null,
    message:
      named === undefined
        ? 'The file names no coordinate reference system.'
        : `The reference system '${named.slice(0, 120)}' is not known.`,
    action: `Kept in local metres until you say which it is.${candidates.length > 0 ? ` By their range they could be: ${candidates.join('; ')}.` : ''}`,
    values: {
      what: named === undefined ? 'none' : 'named',
      named: (named ?? '').slice(0, 120),
      count: candidates.length,
      candidates: candidates.join('; '),
    },
  });
  return { reference: UNKNOWN_REFERENCE, known: null };
}
