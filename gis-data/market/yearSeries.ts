/** Values of a table laid on the steps of a standard year: 365 days, local standard time. */
import { InputError } from '#models/core/errors.ts';
import { STEP_MINUTES, type StepMinutes } from '#models/market/community.ts';
import type { IssueLog } from '../formats/issueLog.ts';
import { isNoValue, NumberVotes, numberIn } from '../formats/tables/cells.ts';
import type { TimeTable } from './timeTable.ts';

const DAY_min = 1440;
const YEAR_min = 365 * DAY_min;
/** Longer gaps are not closed in a straight line [min]. */
export const LONGEST_LINE_min = 180;

/** Step of the table: what most rows last. @throws InputError `series.step` */
export function stepOf(name: string, { instants }: TimeTable): StepMinutes {
  const counts = new Map<number, number>();
  if (instants.length_min) {
    for (const length of instants.length_min) counts.set(length, (counts.get(length) ?? 0) + 1);
  } else {
    const sorted = instants.begin_min.filter((minute) => !Number.isNaN(minute)).sort();
    for (let i = 1; i < sorted.length; i++) {
      const length = sorted[i]! - sorted[i - 1]!;
      if (length > 0) counts.set(length, (counts.get(length) ?? 0) + 1);
    }
  }
  const usual = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [Number.NaN, 0] as const)[0];
  // A year that changed from hours to quarters of hours is read in quarters.
  const finest = instants.length_min ? STEP_MINUTES.find((minutes) => (counts.get(minutes) ?? 0) > 95) : undefined;
  const step = STEP_MINUTES.find((minutes) => minutes === (finest ?? usual));
  if (step !== undefined) return step;
  throw new InputError({
    code: 'series.step',
    message: `The rows are ${usual} minutes apart.`,
    where: name,
    mend: 'Give values every 5, 15, 30 or 60 minutes.',
    values: { file: name, minutes: String(usual) },
  });
}

/** Numbers of a column; NaN where there is none. Cells that are no numbers count as missing and are reported. */
export function numbersOf(table: TimeTable, column: number, log: IssueLog): Float64Array {
  const votes = new NumberVotes();
  let [hasPoint, hasComma] = [false, false];
  for (const row of table.rows) {
    const cell = (row[column] ?? '').trim();
    votes.add(cell);
    hasPoint ||= cell.includes('.');
    hasComma ||= cell.includes(',');
  }
  // Where every number could be either, a lone mark is that of decimals: prices and readings have no thousands.
  const mark = votes.mark() ?? (hasComma && !hasPoint ? ',' : '.');
  let wrong = 0;
  let example = '';
  let line = 0;
  const values = Float64Array.from(table.rows, (row, i) => {
    const cell = (row[column] ?? '').trim();
    if (isNoValue(cell) || cell === '-') return Number.NaN;
    const value = /^[+-]?\d*[.,]?\d+$/.test(cell) && !(hasPoint && hasComma) ? Number(cell.replace(',', '.')) : numberIn(cell, mark);
    if (value !== null && Number.isFinite(value)) return value;
    if (wrong++ === 0) [example, line] = [cell.slice(0, 40), table.firstLine + i];
    return Number.NaN;
  });
  if (wrong > 0) {
    log.add({
      code: 'series.number',
      severity: 'warning',
      objectId: table.header[column] ?? null,
      message: `${wrong} values are no numbers, the first is "${example}" in line ${line}.`,
      action: 'They count as missing.',
      values: { count: wrong, text: example, line },
    });
  }
  return values;
}

/** Values on the steps of the year, NaN where there are none; what was left out is reported. */
export function onYear(table: TimeTable, values: Float64Array, step_min: StepMinutes, log: IssueLog): Float64Array {
  const { begin_min, length_min, year } = table.instants;
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const leapDay = 59 * DAY_min;
  const cells = new Float64Array(YEAR_min / step_min).fill(Number.NaN);
  const counts = { repeated: 0, differing: 0, leap: 0, outside: 0 };
  for (let i = 0; i < values.length; i++) {
    const begin = begin_min[i]!;
    if (Number.isNaN(begin)) continue;
    if (isLeap && begin >= leapDay && begin < leapDay + DAY_min) {
      counts.leap++;
      continue;
    }
    const minute = isLeap && begin >= leapDay + DAY_min ? begin - DAY_min : begin;
    if (minute < 0 || minute >= YEAR_min) {
      counts.outside++;
      continue;
    }
    const first = Math.floor(minute / step_min);
    const last = Math.min(cells.length, first + Math.max(1, Math.round((length_min?.[i] ?? step_min) / step_min)));
    if (!Number.isNaN(cells[first]!)) {
      if (cells[first] === values[i] || Number.isNaN(values[i]!)) counts.repeated++;
      else counts.differing++;
      continue;
    }
    for (let cell = first; cell < last; cell++) if (Number.isNaN(cells[cell]!)) cells[cell] = values[i]!;
  }
  reportCounts(counts, log);
  return cells;
}

function reportCounts(counts: Readonly<Record<'repeated' | 'differing' | 'leap' | 'outside', number>>, log: IssueLog): void {
  for (const [what, rows] of Object.entries(counts)) {
    if (rows === 0) continue;
    log.add({
      code: 'series.rows',
      severity: what === 'differing' ? 'warning' : 'info',
      objectId: null,
      message: {
        repeated: `${rows} rows repeat a moment with the same value.`,
        differing: `${rows} rows repeat a moment with another value.`,
        leap: `${rows} rows lie on 29 February.`,
        outside: `${rows} rows lie in another year.`,
      }[what]!,
      action: what === 'differing' ? 'The first value was kept.' : 'They were left out.',
      values: { what, rows },
    });
  }
}

export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Runs of missing values. */
export function gapsOf(cells: Float64Array): Gap[] {
  const gaps: Gap[] = [];
  for (let from = 0; from < cells.length; from++) {
    if (!Number.isNaN(cells[from]!)) continue;
    let to = from;
    while (to < cells.length && Number.isNaN(cells[to]!)) to++;
    gaps.push({ from, to });
    from = to;
  }
  return gaps;
}

/** A straight line between the ends; at an end of the year the one there is. */
export function fillLine(cells: Float64Array, { from, to }: Gap): void {
  const before = cells[from - 1] ?? cells[to]!;
  const after = cells[to] ?? before;
  for (let i = from; i < to; i++) cells[i] = before + ((after - before) * (i - from + 1)) / (to - from + 1);
}

/** The same time of the nearest days around that have it, in equal parts. */
export function fillDays(cells: Float64Array, gap: Gap, step_min: number): void {
  const day = DAY_min / step_min;
  const known = cells.slice();
  for (let i = gap.from; i < gap.to; i++) {
    let [before, after] = [i - day, i + day];
    while (before >= 0 && Number.isNaN(known[before]!)) before -= day;
    while (after < cells.length && Number.isNaN(known[after]!)) after += day;
    const ends = [known[before], known[after]].filter((value) => value !== undefined && !Number.isNaN(value)) as number[];
    cells[i] = ends.reduce((sum, value) => sum + value, 0) / ends.length;
  }
}

/** Date and time of a step, local standard time. */
export function momentText(year: number, step: number, step_min: number): string {
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const minute = step * step_min;
  const shifted = isLeap && minute >= 59 * DAY_min ? minute + DAY_min : minute;
  return new Date(Date.UTC(year, 0, 1) + shifted * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}
