/** A table of any supported format: the way in for hosts and workers. */
import { InputError } from '#models/core/errors.ts';
import type { Issue } from '#models/core/issue.ts';
import { detectFormat, type FileFormat } from '../detectFormat.ts';
import { IssueLog } from '../issueLog.ts';
import type { AttributeTable, TableOptions } from './attributeTable.ts';

export interface TableRead {
  readonly table: AttributeTable;
  readonly issues: readonly Issue[];
}

/** Formats that hold a table without geometry. */
export const TABLE_FORMATS: readonly FileFormat[] = ['csv', 'xlsx'];

/**
 * Reads separated values or an Excel workbook.
 * @throws InputError `table.format` for other files, and what the reader says where nothing can be used
 */
export async function readTable(name: string, bytes: Uint8Array, options: TableOptions = {}): Promise<TableRead> {
  const log = new IssueLog(name);
  const table = await read(name, bytes, options, log);
  return { table, issues: log.list() };
}

async function read(name: string, bytes: Uint8Array, options: TableOptions, log: IssueLog): Promise<AttributeTable> {
  const format = detectFormat(name, bytes);
  if (format === 'xlsx') return (await import('./readXlsx.ts')).readXlsx(name, bytes, options, log);
  // Wide text is a table of a spreadsheet program's "Unicode text".
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (format === 'csv' || (format === 'unknown' && isWide)) return (await import('./readCsv.ts')).readCsv(name, bytes, options, log);
  throw new InputError({
    code: 'table.format',
    message: 'The file is no table.',
    where: name,
    mend: 'Give a table as .csv, .tsv or .xlsx. Older Excel files (.xls) can be saved anew as .xlsx.',
    values: { format },
  });
}
