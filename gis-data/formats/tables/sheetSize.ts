/**
 * How large the grid of a spreadsheet's sheet would become, before it is made: a single cell far away asks for all rows
 * and columns up to it.
 */

const TAG = /<(?:[\w.-]{1,40}:)?(row|c)(?=[\s/>])((?:[^<>"']|"[^"<]{0,500}"|'[^'<]{0,500}'){0,200})>/g;
const OPENING = /<(?:[\w.-]{1,40}:)?(?:row|c)(?=[\s/>])/g;
const PLACE = /(?:^|\s)r\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const ADDRESS = /^([A-Z]{0,3})(\d{1,7})$/;

export interface SheetSize {
  readonly rows: number;
  readonly columns: number;
  /** Cells in the file. */
  readonly cells: number;
}

/** @returns null where a row or cell does not say its place in a way that can be told */
export function sheetSize(xml: string): SheetSize | null {
  let [rows, columns, cells, tags, row] = [0, 0, 0, 0, 0];
  for (const [, tag, attributes = ''] of xml.matchAll(TAG)) {
    tags++;
    const found = PLACE.exec(attributes);
    const place = found?.[1] ?? found?.[2];
    const address = place === undefined ? null : ADDRESS.exec(place);
    if (place !== undefined && !address) return null;
    if (tag === 'row') row = address ? Number(address[2]) : row + 1;
    else {
      if (!address?.[1]) return null;
      cells++;
      row = Math.max(row, Number(address[2]));
      columns = Math.max(columns, columnNumber(address[1]));
    }
    rows = Math.max(rows, row);
  }
  // A tag that could not be read as a whole could name any place.
  let openings = 0;
  for (const _ of xml.matchAll(OPENING)) openings++;
  return openings === tags ? { rows, columns, cells } : null;
}

/** 1 for A, 27 for AA. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
