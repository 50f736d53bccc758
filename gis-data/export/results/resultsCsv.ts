/** Results per building as comma-separated values (RFC 4180): header line, CRLF, units in the names. */
import { type Cell, checkColumns, type ResultsInput, rowOf, writtenRows } from './resultsTable.ts';

/** Text that a spreadsheet would run as a formula. */
const FORMULA = /^[=@\t\r]|^[+-](?![\d.])/;

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  // An apostrophe makes spreadsheets show the text instead of running it.
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Table of all buildings that are there.
 * @throws InputError where a column does not have one value per building
 */
export function resultsCsv(input: ResultsInput): string {
  checkColumns(input);
  const lines: string[] = [];
  for (const index of writtenRows(input)) {
    const row = rowOf(input, index);
    if (lines.length === 0) lines.push(row.map(([name]) => field(name)).join(','));
    lines.push(row.map(([, cell]) => field(cell)).join(','));
  }
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`;
}
