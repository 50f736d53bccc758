/** Findings as files to hand on: a table, and an issue list that BIM programs open. */
import { writeBcf } from '#gis-data/export/ifc/writeBcf.ts';
import type { Issue } from '#models/core/issue.ts';
import { findingText } from '../../app/messages/problemTexts.ts';
import type { Messages } from '../../app/useMessages.ts';

/** Text that a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One row per finding (RFC 4180), texts in the person's language. */
export function findingsCsv(issues: readonly Issue[], { t, language }: Messages): string {
  const head = [
    t('assistant.faults.severity'),
    t('assistant.faults.code'),
    t('assistant.faults.object'),
    t('assistant.faults.count'),
    t('assistant.faults.message'),
    t('assistant.faults.action'),
  ];
  const rows = issues.map((issue) => {
    const { message, action } = findingText(language, issue);
    return [t(`district.issues.${issue.severity}`), issue.code, issue.objectId ?? '', issue.count ?? 1, message, action];
  });
  return [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** @param date ISO 8601 */
export function findingsBcf(issues: readonly Issue[], { language }: Messages, fileName: string, date: string): Uint8Array {
  return writeBcf(issues, { date, author: 'Commonwatt', fileName, textOf: (issue) => findingText(language, issue) });
}
