/** What a chart is made of: the drawing, the same data as a table, and one sentence for those who do not see it. */
import type { ChartOption } from './echarts.ts';

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface ChartSpec {
  readonly option: ChartOption;
  readonly table: ChartTable;
  readonly summary: string;
  /** Steps of the arrow keys: number of points of the first series. */
  readonly points: number;
  /** A press anywhere in the plot chooses the nearest step of the horizontal axis, not only one on a mark. */
  readonly clicksAnywhere?: boolean;
}

/** The table as RFC 4180 text. */
export function tableCsv(table: ChartTable): string {
  const quote = (cell: string | number): string => {
    const text = String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [table.columns, ...table.rows].map((row) => `${row.map(quote).join(',')}\r\n`).join('');
}
