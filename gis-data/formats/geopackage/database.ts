/** A SQLite file read by sql.js, with the program's own answers to damaged ones. */
import initSqlJs from 'sql.js';
import { InputError } from '#models/core/errors.ts';
import type { ContentOptions } from '../content.ts';

export type SqlValue = number | string | Uint8Array | null;

export interface Database {
  /** Rows of a query; `each` sees them one by one. */
  rows(sql: string, each: (row: readonly SqlValue[], columns: readonly string[]) => void): void;
}

/** What went wrong inside a database: its own file is at fault. */
export function damagedDatabase(name: string, what: 'damaged' | 'tables' | 'none'): InputError {
  const messages = {
    damaged: 'The GeoPackage is damaged.',
    tables: 'The tables that list the layers cannot be read.',
    none: 'The GeoPackage holds no layer of shapes.',
  };
  return new InputError({
    code: 'geopackage.structure',
    message: messages[what],
    where: name,
    mend: 'Export it again, with at least one layer of polygons.',
    values: { what },
  });
}

/**
 * Opens a database, hands it to `use` and closes it.
 * @throws InputError `asset.missing` without the library's WebAssembly, `geopackage.structure` where SQLite gives up
 */
export async function withDatabase<T>(
  name: string,
  bytes: Uint8Array,
  options: Pick<ContentOptions, 'assets'>,
  use: (database: Database) => T,
): Promise<T> {
  if (!options.assets) {
    throw new InputError({
      code: 'asset.missing',
      message: 'A part of the program is missing: sql-wasm.wasm.',
      mend: 'Install the program again.',
      values: { asset: 'sql-wasm.wasm' },
    });
  }
  const wasm = await options.assets('sql-wasm.wasm');
  const sql = await initSqlJs({ wasmBinary: wasm.slice().buffer });
  const database = new sql.Database(bytes);
  const rows: Database['rows'] = (text, each) => {
    const statement = database.prepare(text);
    try {
      const columns = statement.getColumnNames();
      while (statement.step()) each(statement.get(), columns);
    } finally {
      statement.free();
    }
  };
  try {
    for (const statement of removals(rows)) database.run(statement);
    return use({ rows });
  } catch (error) {
    if (error instanceof InputError || (error instanceof Error && error.name === 'CancelledError')) throw error;
    throw damagedDatabase(name, 'damaged');
  } finally {
    database.close();
  }
}

/**
 * Statements that take out, of the copy in memory, what the file would have the database compute: views, which can be
 * queries without an end under any name, the lists of layers among them, and tables with computed columns, which can be
 * a gigabyte each.
 */
function removals(rows: Database['rows']): readonly string[] {
  const statements: string[] = [];
  rows("SELECT type, name, sql FROM sqlite_master WHERE type IN ('view', 'table')", ([type, name, sql]) => {
    if (typeof name !== 'string') return;
    if (type === 'view') statements.push(`DROP VIEW ${quoted(name)}`);
    else if (/\bas\s*\(/i.test(String(sql)) && !/^\s*create\s+virtual/i.test(String(sql))) statements.push(`DROP TABLE ${quoted(name)}`);
  });
  return statements;
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
