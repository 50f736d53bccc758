/** A table of attributes, whatever file it came from. */
import type { AttributeValue } from '#models/district/district.ts';

/** What the values of a column are; dates are ISO text (`2024-05-01`, with a time where one was given). */
export type ColumnKind = 'number' | 'text' | 'boolean' | 'date';

export interface TableColumn {
  /** Unique within the table. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** Rows without a value. */
  readonly missing: number;
}

export type TableRow = readonly AttributeValue[];

export interface AttributeTable {
  /** File, and the sheet where there are several. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly rowCount: number;
  /** One value per column; null where there is none. Single words in a column of numbers stay as they are. */
  readonly rows: readonly TableRow[];
}

/** More rows and columns are left out, with a finding. */
export const MOST_ROWS = 1_000_000;
export const MOST_COLUMNS = 1_000;
/** Cells that are kept in memory. */
export const MOST_CELLS = 20_000_000;

export interface TableOptions {
  /** Sheet to read; the largest where absent. */
  readonly sheet?: string;
  /** Whether the first row names the columns; found out where absent. */
  readonly header?: boolean;
}
