/// <reference path="./papaparse.d.ts" />
/** Text with a row per line and columns by comma, semicolon, tab or bar. */
import Papa from 'papaparse/papaparse.js';
import { InputError } from '#models/core/errors.ts';
import type { IssueLog } from '../issueLog.ts';
import { textIn, textOf } from '../text.ts';
import { type AttributeTable, MOST_ROWS, type TableOptions } from './attributeTable.ts';
import { separationOf } from './delimiter.ts';
import { makeTable } from './makeTable.ts';

/** Characters that are looked at for the delimiter. */
const HEAD = 1 << 18;
/** A text of a browser ends at half a gigabyte [bytes]. */
const LARGEST = 1 << 28;

/**
 * Reads separated values: delimiter, encoding, decimal mark and header are found out.
 * @throws InputError `table.empty`, `table.tooLarge`
 */
export function readCsv(name: string, bytes: Uint8Array, options: TableOptions, log: IssueLog): AttributeTable {
  if (bytes.length > LARGEST) throw tooLarge(name);
  const text = decoded(bytes, log);
  const named = /^sep=(.)\r?\n/i.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const head = body.slice(0, HEAD);
  const delimiter = named?.[1] ?? separationOf(head, head.length === body.length)?.delimiter;
  if (delimiter === undefined) {
    throw new InputError({
      code: 'table.empty',
      message: 'The table has only one column.',
      where: name,
      mend: 'Give a table with a row per building and a column that says which building it is.',
      values: { what: 'columns' },
    });
  }
  // One more than is kept, so that what is left out is noticed.
  const { data } = Papa.parse(body, { delimiter, quoteChar: '"', skipEmptyLines: true, preview: MOST_ROWS + 25 });
  return makeTable(name, name, data, options, log);
}

function decoded(bytes: Uint8Array, log: IssueLog): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return textIn(bytes, 'utf-16le') ?? textOf(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return textIn(bytes, 'utf-16be') ?? textOf(bytes);
  const utf8 = textIn(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  log.add({
    code: 'table.encoding',
    severity: 'info',
    objectId: null,
    message: 'The text is not in UTF-8.',
    action: 'It was read as Western European (Windows-1252). Check names with accents.',
  });
  return textIn(bytes, 'windows-1252') ?? textOf(bytes);
}

export function tooLarge(name: string): InputError {
  return new InputError({
    code: 'table.tooLarge',
    message: 'The table is larger than can be read.',
    where: name,
    mend: 'Keep only the rows and columns that belong to the district.',
  });
}
