/** Reports of a join or a merge as tables to hand on. */
import type { JoinReport } from '#gis-data/join/joinEdit.ts';
import type { MergeReport } from '#gis-data/join/mergeDistricts.ts';
import type { AttributeValue } from '#models/district/district.ts';

/** Text that a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: AttributeValue): string {
  if (typeof value === 'number') return String(value);
  const text = value === null ? '' : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180. */
function csvText(rows: readonly (readonly AttributeValue[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** One row per matter that a person may want to look at; what is listed is the first hundred of each kind. */
export function joinReportCsv({ unmatchedRows, buildingsWithout, duplicates, conflicts }: JoinReport): string {
  return csvText([
    ['matter', 'building', 'row', 'key', 'attribute', 'before', 'after', 'kept'],
    ...unmatchedRows.first.map(({ row, key }) => ['row without building', null, row, key, null, null, null, null]),
    ...buildingsWithout.first.map((id) => ['building without row', id, null, null, null, null, null, null]),
    ...duplicates.first.map(({ id, rows }) => ['several rows', id, rows.join(' '), null, null, null, null, null]),
    ...conflicts.first.map(({ id, attribute, before, after, kept }) => ['conflict', id, null, null, attribute, before, after, kept]),
  ]);
}

export function mergeReportCsv({ renamed, onlyFirst, onlySecond, elsewhere, conflicts }: MergeReport): string {
  return csvText([
    ['matter', 'building', 'building in second', 'overlap', 'attribute', 'first', 'second', 'kept'],
    ...renamed.first.map(({ id, secondId, overlap }) => ['different id', id, secondId, overlap, null, null, null, null]),
    ...elsewhere.first.map((id) => ['same id elsewhere', id, null, null, null, null, null, null]),
    ...onlyFirst.first.map((id) => ['only in first', id, null, null, null, null, null, null]),
    ...onlySecond.first.map((id) => ['only in second', null, id, null, null, null, null, null]),
    ...conflicts.first.map(({ id, attribute, first, second, kept }) => ['conflict', id, null, null, attribute, first, second, kept]),
  ]);
}
