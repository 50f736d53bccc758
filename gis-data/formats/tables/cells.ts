/** What the texts in a column mean: numbers of either notation, dates, yes and no, or just text. Never guesses cell by cell. */
import { isMissing } from '#models/district/attributes.ts';
import type { AttributeValue } from '#models/district/district.ts';
import type { ColumnKind } from './attributeTable.ts';

/** Marks of spreadsheets and statistics offices for "there is no value". */
const NO_VALUE = /^(na|n\.\s?a\.|k\.\s?a\.|n\.\s?v\.t\.|–|—|\.{1,3}|#[a-zäöü/0!?]+)$/i;

/** No mark is longer: longer texts need not be looked at twice. */
const LONGEST_MARK = 12;

export function isNoValue(value: AttributeValue | undefined): boolean {
  if (typeof value === 'string' && value.length > LONGEST_MARK) return value.trim() === '';
  return isMissing(value) || (typeof value === 'string' && NO_VALUE.test(value.trim()));
}

/** Mark before the decimals. */
export type DecimalMark = '.' | ',';

const PLAIN = /^[+-]?\d+$/;
const BY_POINT = /^[+-]?(?:\d+|\d{1,3}(?:[,'’\u00a0\u202f ]\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const BY_COMMA = /^[+-]?(?:\d+|\d{1,3}(?:[.'’\u00a0\u202f ]\d{3})+)(?:,\d+)?(?:[eE][+-]?\d{1,3})?$/;
/** One mark with three digits behind it: thousands or decimals. */
const EITHER = /^[+-]?\d{1,3}[.,]\d{3}$/;
/** Codes, not quantities: the zeros in front and all digits count. */
const CODE = /^0\d|^[+-]?\d{16,}$/;

const TRUE = /^(true|wahr|yes|ja|oui|vrai|waar)$/i;
const FALSE = /^(false|falsch|no|nein|nee|non|faux|onwaar)$/i;

/** Digits, groups and an exponent of any number that is meant as one. */
const LONGEST_NUMBER = 40;

/** Which decimal mark the texts of a table use, as far as single texts leave no doubt. */
export class NumberVotes {
  points = 0;
  commas = 0;
  doubtful = 0;

  add(text: string): void {
    if (text.length > LONGEST_NUMBER || !/[.,]/.test(text)) return;
    if (EITHER.test(text)) this.doubtful++;
    else if (BY_POINT.test(text) && !BY_COMMA.test(text)) this.points++;
    else if (BY_COMMA.test(text) && !BY_POINT.test(text)) this.commas++;
  }

  mark(): DecimalMark | null {
    if (this.points === this.commas) return null;
    return this.points > this.commas ? '.' : ',';
  }
}

/** @returns null where the text is no number in this notation */
export function numberIn(text: string, mark: DecimalMark): number | null {
  if (PLAIN.test(text)) return Number(text);
  if (!(mark === '.' ? BY_POINT : BY_COMMA).test(text)) return null;
  const digits = mark === '.' ? text.replace(/[,'’\u00a0\u202f ]/g, '') : text.replace(/[.'’\u00a0\u202f ]/g, '').replace(',', '.');
  const value = Number(digits);
  return Number.isFinite(value) ? value : null;
}

type DateOrder = 'year-first' | 'day-first' | 'month-first';

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const BY_PARTS = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?: (\d{2}:\d{2}(?::\d{2})?))?$/;

function isoOf(year: number, month: number, day: number, time: string | undefined): string | null {
  const lengths = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1]!) return null;
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return time === undefined || /^00:00(:00)?/.test(time) ? date : `${date}T${time}`;
}

function dateIn(text: string, order: DateOrder): string | null {
  const iso = ISO.exec(text);
  if (iso) return isoOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]);
  const parts = order === 'year-first' ? null : BY_PARTS.exec(text);
  if (!parts) return null;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  return order === 'day-first' ? isoOf(Number(parts[4]), second, first, parts[5]) : isoOf(Number(parts[4]), first, second, parts[5]);
}

/** Slashes leave the order open until a day above 12 is seen; points and dashes mean the day first. */
function dateOrder(values: readonly AttributeValue[]): DateOrder | null {
  let slashes = false;
  let order: DateOrder = 'year-first';
  let dayFirst = false;
  let monthFirst = false;
  for (const text of values) {
    const parts = typeof text === 'string' ? BY_PARTS.exec(text) : null;
    if (!parts) continue;
    order = 'day-first';
    slashes ||= parts[2] === '/';
    dayFirst ||= Number(parts[1]) > 12;
    monthFirst ||= Number(parts[3]) > 12;
  }
  if (!slashes) return order;
  if (dayFirst === monthFirst) return null;
  return dayFirst ? 'day-first' : 'month-first';
}

/** Share of the values that must be of the kind [0..1]; the others stay as they are. */
const MOSTLY = 0.95;
/** A few values are not enough to overlook one. */
const MANY = 20;

export interface ReadColumn {
  readonly kind: ColumnKind;
  readonly missing: number;
  readonly values: readonly AttributeValue[];
  /** Values that are not of the kind, kept as text; the first of them. */
  readonly others: number;
  readonly example: string;
  /** Numbers whose only mark could be one of thousands or of decimals, read as decimals. */
  readonly doubtful: number;
}

/**
 * Reads a column as a whole.
 * @param cells texts, or values of a spreadsheet that have a type already
 * @param mark decimal mark where the column itself leaves it open
 */
export function readColumn(cells: readonly AttributeValue[], mark: DecimalMark | null): ReadColumn {
  const values: AttributeValue[] = [];
  let missing = 0;
  let isCode = false;
  const votes = new NumberVotes();
  for (const cell of cells) {
    const value = isNoValue(cell) ? null : typeof cell === 'string' ? cell.trim() : cell;
    values.push(value);
    if (value === null) missing++;
    if (typeof value !== 'string') continue;
    isCode ||= CODE.test(value);
    votes.add(value);
  }
  const present = values.length - missing;
  const mostOthers = present >= MANY ? Math.floor(present * (1 - MOSTLY)) : 0;
  const read = (kind: ColumnKind, of: (value: AttributeValue) => AttributeValue | undefined, doubtful = 0): ReadColumn | null => {
    const converted: AttributeValue[] = [];
    let others = 0;
    let example = '';
    for (const value of values) {
      const made = value === null ? null : of(value);
      if (made === undefined && others++ === 0) example = String(value);
      if (others > mostOthers) return null;
      converted.push(made === undefined ? value : made);
    }
    return { kind, missing, values: converted, others, example, doubtful };
  };
  const text = (): ReadColumn => ({
    kind: 'text',
    missing,
    values: values.map((value) => (value === null ? null : String(value))),
    others: 0,
    example: '',
    doubtful: 0,
  });
  if (present === 0 || isCode) return text();
  const own = votes.mark() ?? mark;
  // With no sign of either notation a single mark is taken for that of decimals.
  const single = (value: string) => (own === null && EITHER.test(value) ? Number(value.replace(',', '.')) : null);
  return (
    read(
      'number',
      (value) => {
        if (typeof value === 'number') return value;
        if (typeof value !== 'string') return undefined;
        return single(value) ?? numberIn(value, own ?? '.') ?? undefined;
      },
      own === null ? votes.doubtful : 0,
    ) ??
    read('boolean', (value) => {
      if (typeof value === 'boolean') return value;
      if (typeof value !== 'string') return undefined;
      return TRUE.test(value) ? true : FALSE.test(value) ? false : undefined;
    }) ??
    dates(values, read) ??
    text()
  );
}

function dates(
  values: readonly AttributeValue[],
  read: (kind: ColumnKind, of: (value: AttributeValue) => AttributeValue | undefined) => ReadColumn | null,
): ReadColumn | null {
  const order = dateOrder(values);
  if (order === null) return null;
  return read('date', (value) => (typeof value === 'string' ? (dateIn(value, order) ?? undefined) : undefined));
}
