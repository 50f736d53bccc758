/** Which character separates the columns of a text, and whether the text is a table at all. */

export type Delimiter = ',' | ';' | '\t' | '|';

/** Where several fit: a comma is also a decimal mark and a mark in sentences, a tab is nothing else. */
const DELIMITERS: readonly Delimiter[] = ['\t', ';', '|', ','];
/** Records of the beginning that are looked at. */
const MOST_RECORDS = 200;

export interface Separation {
  readonly delimiter: Delimiter;
  /** Columns of most records. */
  readonly columns: number;
  /** Share of the records that have so many [0..1]. */
  readonly share: number;
  readonly records: number;
}

/**
 * The delimiter that cuts most records into the same number of columns.
 * @param isWhole false where the text is the beginning of a longer one: its last record is not counted
 * @returns null where no delimiter gives two columns
 */
export function separationOf(text: string, isWhole = true): Separation | null {
  let best: Separation | null = null;
  for (const delimiter of DELIMITERS) {
    const found = separatedBy(text, delimiter, isWhole);
    if (found && (!best || found.share > best.share + 1e-9)) best = found;
  }
  return best;
}

function separatedBy(text: string, delimiter: Delimiter, isWhole: boolean): Separation | null {
  const counts = columnCounts(text, delimiter, isWhole);
  const frequency = new Map<number, number>();
  for (const count of counts) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  const [columns, times] = [...frequency].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0] as const);
  return columns < 2 ? null : { delimiter, columns, share: times / counts.length, records: counts.length };
}

/** Columns per record; delimiters and line ends within quotes do not count, nor do empty lines. */
function columnCounts(text: string, delimiter: Delimiter, isWhole: boolean): number[] {
  const counts: number[] = [];
  let count = 1;
  let quoted = false;
  let isEmpty = true;
  let isFieldStart = true;
  const end = () => {
    if (!isEmpty) counts.push(count);
    count = 1;
    isEmpty = true;
    isFieldStart = true;
  };
  for (let i = 0; i < text.length && counts.length < MOST_RECORDS; i++) {
    const character = text[i];
    if (character === '"' && (quoted || isFieldStart)) {
      if (quoted && text[i + 1] === '"') i++;
      else quoted = !quoted;
      isEmpty = false;
      isFieldStart = false;
    } else if (quoted) continue;
    else if (character === '\n' || character === '\r') end();
    else {
      if (character === delimiter) count++;
      else if (character !== ' ') isEmpty = false;
      isFieldStart = character === delimiter;
    }
  }
  if (isWhole && counts.length < MOST_RECORDS) end();
  return counts;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: no table holds them
const CONTROL = /[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/;
const TABLE_NAME = /\.(csv|tsv|tab|txt)$/i;
/** Share of records of one length that makes a text a table, by itself and with the name of one. */
const CONSISTENT = 0.9;
const CONSISTENT_BY_NAME = 0.6;

/** Whether the beginning of a text looks like a table with a line per object. */
export function looksLikeTable(name: string, head: string, isWhole: boolean): boolean {
  if (CONTROL.test(head)) return false;
  const separation = separationOf(head, isWhole);
  if (!separation || separation.records < 2) return false;
  return separation.share >= (TABLE_NAME.test(name) ? CONSISTENT_BY_NAME : CONSISTENT);
}
