/**
 * Moments of a table as minutes of local standard time. Files write moments with their offset, in world time, in standard
 * time, or by the clock on the wall, which in the European Union skips an hour in March and has one twice in October.
 */
import { InputError } from '#models/core/errors.ts';

export interface ClockChoice {
  /** Local standard time ahead of world time, e.g. 60 in Vienna [min]. */
  readonly standardOffset_min: number;
  /**
   * What moments without an offset mean. `detect`: by the clock where the file skips the hour in March or has the one in
   * October twice, else standard time.
   */
  readonly clock?: 'detect' | 'standard' | 'summer-time' | 'world';
}

export interface Instants {
  /** Year that most rows are in. */
  readonly year: number;
  /** Begin of each row after 1 January 00:00 of that year, standard time [min]; NaN for rows without a moment. */
  readonly begin_min: Float64Array;
  /** Length of each row where the file tells both ends [min]; else null. */
  readonly length_min: Float64Array | null;
  readonly read: 'offset' | 'world' | 'standard' | 'summer-time';
}

const MOMENT =
  /^\s*(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([./-])(\d{1,2})\5(\d{4}))(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?/;
const CLOCK_TIME = /^\s*(\d{1,2}):(\d{2})/;
const HOUR_min = 60;

interface Moment {
  /** Minutes of the written date and time since 1970, as if it were world time. */
  readonly written_min: number;
  readonly offset_min: number | null;
}

/**
 * @throws InputError `series.time`
 */
export function readInstants(
  name: string,
  rows: readonly (readonly string[])[],
  columns: readonly number[],
  header: readonly string[],
  firstLine: number,
  { standardOffset_min, clock = 'detect' }: ClockChoice,
): Instants {
  const isMonthFirst = monthFirst(rows, columns[0]!);
  const moments = rows.map((row, i) => momentIn(row, columns, isMonthFirst) ?? unreadable(name, row, columns, firstLine + i));
  const ends = rows.map((row) => endIn(row, columns, isMonthFirst));
  const hasEnds = ends.every((end) => end !== null);
  const named = columns.map((column) => header[column] ?? '').join(' ');
  const hasOffsets = moments.every((moment) => moment === null || moment.offset_min !== null);
  const isWorld = clock === 'world' || (clock === 'detect' && /\b(UTC|GMT|Z)\b(?![+-])/.test(named));
  const kind = hasOffsets
    ? 'offset'
    : isWorld
      ? 'world'
      : clock === 'standard' || clock === 'summer-time'
        ? clock
        : detected(moments, standardOffset_min);
  const standard = toStandard(moments, kind, standardOffset_min);
  const year = mainYear(standard);
  const start = Date.UTC(year, 0, 1) / 60_000;
  return {
    year,
    begin_min: standard.map((minute) => minute - start),
    length_min: hasEnds
      ? Float64Array.from(moments, (moment, i) => {
          const length = ends[i]! - (moment?.written_min ?? Number.NaN);
          // By the clock, the step before a change seems an hour longer or shorter than it is.
          return length > HOUR_min ? length - HOUR_min : length <= 0 ? length + HOUR_min : length;
        })
      : null,
    read: kind,
  };
}

function monthFirst(rows: readonly (readonly string[])[], column: number): boolean {
  let isSlashed = false;
  let second = 0;
  let first = 0;
  for (const row of rows) {
    const parts = MOMENT.exec(row[column] ?? '');
    if (!parts || parts[4] === undefined) continue;
    isSlashed ||= parts[5] === '/';
    first = Math.max(first, Number(parts[4]));
    second = Math.max(second, Number(parts[6]));
  }
  return isSlashed && second > 12 && first <= 12;
}

function minutesOf(parts: RegExpExecArray, isMonthFirst: boolean, clock: string | undefined): number | null {
  const isIso = parts[1] !== undefined;
  const year = Number(isIso ? parts[1] : parts[7]);
  const month = Number(isIso ? parts[2] : isMonthFirst ? parts[4] : parts[6]);
  const day = Number(isIso ? parts[3] : isMonthFirst ? parts[6] : parts[4]);
  const apart = parts[8] === undefined && clock !== undefined ? CLOCK_TIME.exec(clock) : null;
  const hour = Number(apart?.[1] ?? parts[8] ?? 0);
  const minute = Number(apart?.[2] ?? parts[9] ?? 0);
  const days = new Date(Date.UTC(year, month - 1, day));
  if (days.getUTCMonth() !== month - 1 || hour > 24 || minute > 59) return null;
  return days.getTime() / 60_000 + hour * HOUR_min + minute;
}

function momentIn(row: readonly string[], columns: readonly number[], isMonthFirst: boolean): Moment | null {
  const parts = MOMENT.exec(row[columns[0]!] ?? '');
  if (!parts) return null;
  const written_min = minutesOf(parts, isMonthFirst, columns.length > 1 ? row[columns[1]!] : undefined);
  if (written_min === null) return null;
  const zone = parts[11];
  if (zone === undefined) return { written_min, offset_min: null };
  if (zone === 'Z' || zone === 'UTC') return { written_min, offset_min: 0 };
  const minutes = Number(zone.slice(1, 3)) * HOUR_min + Number(zone.slice(-2));
  return { written_min, offset_min: zone.startsWith('-') ? -minutes : minutes };
}

/** `01.01.2025 00:00 - 01.01.2025 00:15`, or a column of its own. */
function endIn(row: readonly string[], columns: readonly number[], isMonthFirst: boolean): number | null {
  const both = (row[columns[0]!] ?? '').split(/\s+-\s+/);
  const second = both.length === 2 ? both[1]! : columns.length > 1 ? (row[columns[1]!] ?? '') : '';
  const parts = MOMENT.exec(second);
  return parts && parts[8] !== undefined ? minutesOf(parts, isMonthFirst, undefined) : null;
}

function unreadable(name: string, row: readonly string[], columns: readonly number[], line: number): null {
  if (row.every((cell) => cell.trim() === '')) return null;
  throw new InputError({
    code: 'series.time',
    message: `"${(row[columns[0]!] ?? '').slice(0, 40)}" is no date and time.`,
    where: `${name}, line ${line}`,
    mend: 'Write it like 2025-01-31 13:15.',
    values: { file: name, line, text: (row[columns[0]!] ?? '').slice(0, 40) },
  });
}

/** Last Sunday of a month at one o'clock world time: when the European Union changes its clocks (Directive 2000/84/EC). */
function changeOf(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return (last.getTime() - last.getUTCDay() * 86_400_000) / 60_000 + HOUR_min;
}

/**
 * By the clock, moments of the hour that October has twice come twice, and none lies in the hour that March skips. Where a
 * file holds October, that decides: an hour missing in March alone is a gap.
 */
function detected(moments: readonly (Moment | null)[], standardOffset_min: number): 'standard' | 'summer-time' {
  const written = new Map<number, number>();
  for (const moment of moments) if (moment) written.set(moment.written_min, (written.get(moment.written_min) ?? 0) + 1);
  const years = new Set([...written.keys()].map((minute) => new Date(minute * 60_000).getUTCFullYear()));
  for (const year of years) {
    const autumn = changeOf(year, 9) + standardOffset_min;
    const doubled = [...written].filter(([minute]) => minute >= autumn && minute < autumn + HOUR_min);
    if (doubled.length > 0) {
      if (doubled.every(([, times]) => times === 2) && (written.get(autumn - HOUR_min) ?? 0) === 1) return 'summer-time';
      continue;
    }
    const spring = changeOf(year, 2) + standardOffset_min;
    const minutes = [...written.keys()];
    const has = (from: number) => minutes.some((minute) => minute >= from && minute < from + HOUR_min);
    if (has(spring - HOUR_min) && !has(spring) && has(spring + HOUR_min)) return 'summer-time';
  }
  return 'standard';
}

function toStandard(moments: readonly (Moment | null)[], kind: Instants['read'], standardOffset_min: number): Float64Array {
  const standard = new Float64Array(moments.length).fill(Number.NaN);
  const seen = new Set<number>();
  moments.forEach((moment, i) => {
    if (!moment) return;
    const { written_min, offset_min } = moment;
    if (kind === 'offset') standard[i] = written_min - offset_min! + standardOffset_min;
    else if (kind === 'world') standard[i] = written_min + standardOffset_min;
    else if (kind === 'standard') standard[i] = written_min;
    else standard[i] = fromClock(written_min, standardOffset_min, seen);
  });
  return standard;
}

/** @param seen moments of the hour in October that came before: the second time they are standard time */
function fromClock(written_min: number, standardOffset_min: number, seen: Set<number>): number {
  const year = new Date(written_min * 60_000).getUTCFullYear();
  const spring = changeOf(year, 2) + standardOffset_min;
  const autumn = changeOf(year, 9) + standardOffset_min;
  // By the clock summer time begins an hour after the skipped hour begins, and the doubled hour ends where it began.
  if (written_min < spring + HOUR_min || written_min >= autumn + HOUR_min) return written_min;
  if (written_min >= autumn && seen.has(written_min)) return written_min;
  if (written_min >= autumn) seen.add(written_min);
  return written_min - HOUR_min;
}

function mainYear(standard: Float64Array): number {
  const counts = new Map<number, number>();
  for (const minute of standard) {
    if (Number.isNaN(minute)) continue;
    const year = new Date(minute * 60_000).getUTCFullYear();
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [1970, 0] as const)[0];
}
