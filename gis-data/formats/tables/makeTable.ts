/** From rows of cells to a table: which row names the columns, how long rows are, what the columns hold. */
import { InputError } from '#models/core/errors.ts';
import type { AttributeValue } from '#models/district/district.ts';
import type { IssueLog } from '../issueLog.ts';
import { type AttributeTable, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, type TableColumn, type TableOptions } from './attributeTable.ts';
import { isNoValue, NumberVotes, readColumn } from './cells.ts';

type Cells = readonly AttributeValue[];

/** Lines above the header that are looked past: titles, sources, dates. */
const MOST_TITLE_ROWS = 20;
/** Rows that tell which decimal mark is used, and whether words of the first row come again. */
const SAMPLE_ROWS = 2_000;

/**
 * @param grid rows as they stand in the file; they are changed and kept
 * @throws InputError `table.empty` where there is no row or only one column
 */
export function makeTable(
  name: string,
  fileName: string,
  grid: readonly AttributeValue[][],
  { header }: Pick<TableOptions, 'header'>,
  log: IssueLog,
): AttributeTable {
  const filled = grid.filter((row) => row.some((cell) => !isEmptyCell(cell)));
  const wide = widthOf(filled);
  const first = firstRow(filled, wide);
  const named = filled[first];
  const hasHeader = header ?? (named !== undefined && isHeader(named, filled.slice(first + 1, first + SAMPLE_ROWS)));
  const body = filled.slice(first + (hasHeader ? 1 : 0));
  if (body.length === 0 || wide < 2 || named === undefined) throw empty(fileName, wide < 2 && body.length > 0 ? 'columns' : 'rows');
  if (first > 0) titleRows(first, log);
  if (!hasHeader) noHeader(log);
  const width = Math.min(wide, MOST_COLUMNS);
  const most = Math.min(MOST_ROWS, Math.floor(MOST_CELLS / width));
  const rows = body.length > most ? body.slice(0, most) : body;
  if (body.length > most || wide > MOST_COLUMNS) tooLarge(body.length, wide, rows.length, width, log);
  raggedRows(rows, wide, log);
  const names = columnNames(hasHeader ? named : [], width, log);
  return { name, ...columnsOf(names, rows, log) };
}

function isEmptyCell(cell: AttributeValue | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** Cells up to the last one that is filled. */
function lengthOf(row: Cells): number {
  let length = row.length;
  while (length > 0 && isEmptyCell(row[length - 1])) length--;
  return length;
}

/** Columns of the table: those of nearly every row, or more where some rows have more. */
function widthOf(rows: readonly Cells[]): number {
  let width = 0;
  const lengths: number[] = [];
  for (const row of rows) {
    const length = lengthOf(row);
    lengths.push(length);
    if (length > width) width = length;
  }
  lengths.sort((a, b) => a - b);
  // A sentence with commas in a remark must not make a hundred columns.
  const usual = lengths[Math.floor(lengths.length * 0.98)] ?? 0;
  return Math.min(width, Math.max(usual, lengths[lengths.length >> 1] ?? 0));
}

/** The first row with most of its columns filled; lines before it are titles. */
function firstRow(rows: readonly Cells[], width: number): number {
  const isTitle = (row: Cells) => lengthOf(row) <= Math.min(2, width - 1) && lengthOf(row) < width / 2;
  for (let i = 0; i < Math.min(rows.length, MOST_TITLE_ROWS); i++) if (!isTitle(rows[i]!)) return i;
  return 0;
}

/** Names are words that do not come again below; a number among them is data. */
function isHeader(row: Cells, below: readonly Cells[]): boolean {
  const words = row.map((cell) => (typeof cell === 'string' ? cell.trim() : cell));
  if (words.some((word) => typeof word === 'number' || typeof word === 'boolean')) return false;
  const texts = words.filter((word) => typeof word === 'string' && word !== '') as string[];
  if (texts.length === 0 || texts.some((text) => /^[+-]?[\d.,'\s]*\d$/.test(text) || isNoValue(text))) return false;
  return !words.some((word, column) => typeof word === 'string' && word !== '' && below.some((other) => sameText(other[column], word)));
}

function sameText(cell: AttributeValue | undefined, word: string): boolean {
  return typeof cell === 'string' && cell.trim() === word;
}

function columnNames(header: Cells, width: number, log: IssueLog): readonly string[] {
  const taken = new Set<string>();
  const renamed: string[] = [];
  const names = Array.from({ length: width }, (_, column) => {
    const cell = header[column];
    const given = isEmptyCell(cell) ? '' : String(cell).replace(/\s+/g, ' ').trim().slice(0, 200);
    const wanted = given === '' ? `column ${column + 1}` : given;
    let name = wanted;
    for (let copy = 2; taken.has(name); copy++) name = `${wanted} (${copy})`;
    taken.add(name);
    if (name !== given && header.length > 0) renamed.push(name);
    return name;
  });
  if (renamed.length > 0) {
    const list = renamed.slice(0, 5).join(', ');
    log.add({
      code: 'table.columnNames',
      severity: 'warning',
      objectId: null,
      message: `${renamed.length} columns have no name of their own.`,
      action: `They were named: ${list}.`,
      values: { count: renamed.length, list },
    });
  }
  return names;
}

/** The rows become those of the table: a second set of a million would not fit beside them. */
function columnsOf(names: readonly string[], rows: AttributeValue[][], log: IssueLog): Omit<AttributeTable, 'name'> {
  const mark = decimalMark(rows, names.length);
  for (const row of rows) {
    row.length = Math.min(row.length, names.length);
    while (row.length < names.length) row.push(null);
  }
  const columns = names.map((name, column): TableColumn => {
    const read = readColumn(
      rows.map((row) => row[column]!),
      mark,
    );
    read.values.forEach((value, row) => {
      rows[row]![column] = value;
    });
    if (read.others > 0) mixedColumn(name, read.others, read.example, log);
    if (read.doubtful > 0) doubtfulColumn(name, read.doubtful, log);
    return { name, kind: read.kind, missing: read.missing };
  });
  return { columns, rowCount: rows.length, rows };
}

/** The decimal mark that the numbers of the whole table use, where they show one. */
function decimalMark(rows: readonly Cells[], width: number) {
  const votes = new NumberVotes();
  for (const row of rows.slice(0, SAMPLE_ROWS)) {
    for (let column = 0; column < width; column++) {
      const cell = row[column];
      if (typeof cell === 'string') votes.add(cell.trim());
    }
  }
  return votes.mark();
}

function empty(fileName: string, what: 'rows' | 'columns'): InputError {
  return new InputError({
    code: 'table.empty',
    message: what === 'rows' ? 'The table has no rows.' : 'The table has only one column.',
    where: fileName,
    mend: 'Give a table with a row per building and a column that says which building it is.',
    values: { what },
  });
}

function titleRows(count: number, log: IssueLog): void {
  log.add({
    code: 'table.titleRows',
    severity: 'info',
    objectId: null,
    message: `${count} lines stand above the names of the columns.`,
    action: 'They were left out.',
    values: { count },
  });
}

function noHeader(log: IssueLog): void {
  log.add({
    code: 'table.noHeader',
    severity: 'warning',
    objectId: null,
    message: 'The first row does not look like names of columns.',
    action: 'It was read as data; the columns are numbered.',
  });
}

function tooLarge(rows: number, columns: number, keptRows: number, keptColumns: number, log: IssueLog): void {
  log.add({
    code: 'table.cut',
    severity: 'warning',
    objectId: null,
    message: `The table has ${rows} rows and ${columns} columns.`,
    action: `The first ${keptRows} rows and ${keptColumns} columns were read.`,
    values: { rows, columns, keptRows, keptColumns },
  });
}

function raggedRows(rows: readonly Cells[], width: number, log: IssueLog): void {
  const count = rows.filter((row) => lengthOf(row) > width).length;
  if (count === 0) return;
  log.add({
    code: 'table.longRows',
    severity: 'warning',
    objectId: null,
    message: `${count} rows have more cells than the table has columns.`,
    action: 'The cells beyond were left out. Text with the separator in it needs quotation marks.',
    values: { count },
  });
}

function mixedColumn(column: string, count: number, example: string, log: IssueLog): void {
  log.add({
    code: 'table.mixedColumn',
    severity: 'info',
    objectId: null,
    message: `${count} values of the column "${column}" are of another kind than the rest, such as "${example.slice(0, 40)}".`,
    action: 'They were kept as text.',
    values: { column, count, example: example.slice(0, 40) },
  });
}

function doubtfulColumn(column: string, count: number, log: IssueLog): void {
  log.add({
    code: 'table.decimalMark',
    severity: 'warning',
    objectId: null,
    message: `Numbers of the column "${column}" could have decimals or groups of thousands.`,
    action: 'The mark was read as that of decimals. Check the values.',
    values: { column, count },
  });
}
