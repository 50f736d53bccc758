/**
 * Excel workbooks (.xlsx). The archive is unpacked under our own limits and handed on unpacked, so that nobody else
 * inflates it, and the size of each sheet is known before its grid is made.
 */
import { zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { InputError } from '#models/core/errors.ts';
import type { AttributeValue } from '#models/district/district.ts';
import { readArchive } from '../archive.ts';
import type { IssueLog } from '../issueLog.ts';
import { textOf } from '../text.ts';
import { type AttributeTable, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, type TableOptions } from './attributeTable.ts';
import { makeTable } from './makeTable.ts';
import { tooLarge } from './readCsv.ts';
import { sheetSize } from './sheetSize.ts';

/** Unpacked bytes of a workbook's texts. */
const MOST_BYTES = 1 << 28;
const MOST_FILES = 2_000;
const CONTENT = /^(\[Content_Types\]\.xml|_rels\/.*|xl\/[^/]*\.xml|xl\/_rels\/[^/]*\.rels|xl\/worksheets\/[^/]*\.xml)$/i;
const SHEET = /^xl\/worksheets\/[^/]*\.xml$/i;

interface Sheet {
  readonly sheet: string;
  readonly data?: readonly (readonly unknown[])[];
}

/**
 * Reads one sheet of a workbook: the named one, else that with most cells.
 * @throws InputError `table.workbook`, `table.sheet`, `table.tooLarge`, `table.empty`, and those of archives
 */
export async function readXlsx(name: string, bytes: Uint8Array, options: TableOptions, log: IssueLog): Promise<AttributeTable> {
  const files = readArchive(bytes, { fileName: name, mostBytes: MOST_BYTES, mostFiles: MOST_FILES, select: (file) => CONTENT.test(file) });
  checkSizes(name, files);
  const sheets = (await parsed(name, files)).map(({ sheet, data = [] }) => ({ sheet, rows: data.map((row) => row.map(cellOf)) }));
  const filled = sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => cell !== null)));
  const chosen = options.sheet === undefined ? largest(filled) : sheets.find(({ sheet }) => sheet === options.sheet);
  if (!chosen) throw options.sheet === undefined ? noSheet(name) : unknownSheet(name, options.sheet, sheets);
  if (filled.length > 1 && options.sheet === undefined) {
    const list = filled.map(({ sheet }) => sheet).join(', ');
    log.add({
      code: 'table.sheets',
      severity: 'info',
      objectId: null,
      message: `The workbook has ${filled.length} sheets with data: ${list}.`,
      action: `The largest one was read: ${chosen.sheet}.`,
      values: { count: filled.length, list, sheet: chosen.sheet },
    });
  }
  const title = filled.length > 1 ? `${name} (${chosen.sheet})` : name;
  return makeTable(title, name, chosen.rows, options, log);
}

/** @throws InputError where the sheets together would be larger than a table may be */
function checkSizes(name: string, files: ReadonlyMap<string, Uint8Array>): void {
  let total = 0;
  for (const [path, bytes] of files) {
    if (!SHEET.test(path)) continue;
    const size = sheetSize(textOf(bytes));
    if (!size) throw damaged(name);
    // Rows are made up to the last one, and filled up to the widest.
    total += size.rows * (size.columns + 1);
    if (size.rows > MOST_ROWS + 25 || size.columns > 4 * MOST_COLUMNS || total > MOST_CELLS) throw tooLarge(name);
  }
}

async function parsed(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<readonly Sheet[]> {
  const entries = Object.fromEntries([...files].map(([path, bytes]) => [path, [bytes, { level: 0 }] as [Uint8Array, { level: 0 }]]));
  try {
    const { buffer, byteOffset, byteLength } = zipSync(entries);
    return await readWorkbook(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  } catch {
    throw damaged(name);
  }
}

function cellOf(cell: unknown): AttributeValue {
  if (typeof cell === 'string' || typeof cell === 'boolean') return cell;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  // Dates come as midnight of the day in universal time; their text says what the person saw.
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().replace(/T00:00:00\.000Z$|\.\d+Z$/, '');
  return null;
}

function largest<T extends { readonly rows: readonly AttributeValue[][] }>(sheets: readonly T[]): T | undefined {
  const cells = ({ rows }: T) => rows.reduce((sum, row) => sum + row.filter((cell) => cell !== null).length, 0);
  return sheets.reduce<T | undefined>((most, sheet) => (!most || cells(sheet) > cells(most) ? sheet : most), undefined);
}

function damaged(name: string): InputError {
  return new InputError({
    code: 'table.workbook',
    message: 'The workbook is damaged or of a kind that is not known.',
    where: name,
    mend: 'Open it in a spreadsheet program and save it again as .xlsx or as .csv.',
  });
}

function noSheet(name: string): InputError {
  return new InputError({
    code: 'table.empty',
    message: 'The table has no rows.',
    where: name,
    mend: 'Give a table with a row per building and a column that says which building it is.',
    values: { what: 'rows' },
  });
}

function unknownSheet(name: string, sheet: string, sheets: readonly { readonly sheet: string }[]): InputError {
  const list = sheets.map((one) => one.sheet).join(', ');
  return new InputError({
    code: 'table.sheet',
    message: `The workbook has no sheet "${sheet}".`,
    where: name,
    mend: `Choose one of: ${list}.`,
    values: { sheet, list },
  });
}
