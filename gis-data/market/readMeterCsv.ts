/** Metered load and generation of members from a table with a column per meter. */
import { InputError } from '#models/core/errors.ts';
import type { StepMinutes } from '#models/market/community.ts';
import type { IssueLog } from '../formats/issueLog.ts';
import type { ClockChoice } from './localClock.ts';
import { readTimeTable, type TimeTable } from './timeTable.ts';
import { fillDays, fillLine, gapsOf, LONGEST_LINE_min, momentText, numbersOf, onYear, stepOf } from './yearSeries.ts';

export interface MeteredMember {
  readonly id: string;
  readonly name: string;
  readonly meter: string;
}

export interface MeterCsvOptions extends ClockChoice {
  readonly members: readonly MeteredMember[];
  /** Where headers do not say it: power, or energy of the step. */
  readonly unit?: 'kW' | 'kWh';
}

export interface MeteredYear {
  readonly step_min: StepMinutes;
  readonly year: number;
  readonly firstWeekday: number;
  /** [member * steps + step], mean power [kW] */
  readonly load_kW: Float64Array;
  readonly generation_kW: Float64Array;
}

/** Longer gaps are not filled from the days around [min]. */
const LONGEST_DAYS_min = 3 * 1440;
const GENERATION = /gener|erzeug|einspeis|feed|export|prod|pv\b|solar|teruglever|inject|verted/i;

/**
 * Reads readings of a year. A column belongs to the member whose meter, id or name its header holds; to its generation where
 * the header says so. Gaps of at most three hours are filled in a straight line, of at most three days by the same time of
 * the days around, both reported; a reading below zero in a column of load counts as generation.
 * @throws InputError `series.table`, `series.time`, `series.step`, `meters.missing`, `meters.unit`, `meters.gap`
 */
export function readMeterCsv(name: string, bytes: Uint8Array, options: MeterCsvOptions, log: IssueLog): MeteredYear {
  const table = readTimeTable(name, bytes, options);
  const step_min = stepOf(name, table);
  const owners = columnOwners(table, options.members);
  const without = options.members.filter((_, member) => !owners.some((owner) => owner?.member === member));
  if (without.length > 0) {
    throw new InputError({
      code: 'meters.missing',
      message: `The table has no column for ${without.map(({ name: who }) => who).join(', ')}.`,
      where: name,
      mend: 'Write the number of the meter into the header of its column, or leave the member out.',
      values: { file: name, count: without.length, names: without.map(({ name: who }) => who).join(', ') },
    });
  }
  const steps = (365 * 1440) / step_min;
  const load_kW = new Float64Array(options.members.length * steps);
  const generation_kW = new Float64Array(options.members.length * steps);
  owners.forEach((owner, column) => {
    if (!owner) return;
    const factor = factorOf(name, table, column, options.unit, step_min);
    const member = options.members[owner.member]!;
    const cells = onYear(
      table,
      numbersOf(table, column, log).map((value) => value * factor),
      step_min,
      log,
    );
    closeGaps(name, member, table.instants.year, step_min, cells, log);
    const negative = cells.reduce((count, value) => count + (value < 0 ? 1 : 0), 0);
    const target = (owner.isGeneration ? generation_kW : load_kW).subarray(owner.member * steps, (owner.member + 1) * steps);
    const other = (owner.isGeneration ? load_kW : generation_kW).subarray(owner.member * steps, (owner.member + 1) * steps);
    cells.forEach((value, step) => {
      if (value >= 0) target[step]! += value;
      else other[step]! -= value;
    });
    if (negative > 0) {
      log.add({
        code: 'meters.negative',
        severity: 'warning',
        objectId: member.id,
        message: `${negative} readings of ${member.name} are below zero.`,
        action: owner.isGeneration ? 'They count as load.' : 'They count as generation.',
        values: { name: member.name, count: negative, what: owner.isGeneration ? 'generation' : 'load' },
      });
    }
  });
  const { year } = table.instants;
  log.add({
    code: 'series.clock',
    severity: 'info',
    objectId: null,
    message: `Moments were read as ${table.instants.read}.`,
    action: 'Steps are in local standard time.',
    values: { what: table.instants.read, year },
  });
  return { step_min, year, firstWeekday: (new Date(Date.UTC(year, 0, 1)).getUTCDay() + 6) % 7, load_kW, generation_kW };
}

/** The longest name that a header holds as a whole word decides. */
function columnOwners(
  table: TimeTable,
  members: readonly MeteredMember[],
): readonly ({ readonly member: number; readonly isGeneration: boolean } | null)[] {
  return table.header.map((text, column) => {
    if (table.timeColumns.includes(column)) return null;
    let best = -1;
    let length = 0;
    members.forEach(({ id, name, meter }, member) => {
      for (const key of [meter, id, name]) {
        if (key.trim() === '' || key.length <= length || !holdsWord(text, key)) continue;
        best = member;
        length = key.length;
      }
    });
    return best < 0 ? null : { member: best, isGeneration: GENERATION.test(text) };
  });
}

function holdsWord(text: string, key: string): boolean {
  const at = text.toLowerCase().indexOf(key.toLowerCase());
  if (at < 0) return false;
  const isEdge = (character: string | undefined) => character === undefined || !/[\p{L}\p{N}]/u.test(character);
  return isEdge(text[at - 1]) && isEdge(text[at + key.length]);
}

/** To kW. */
function factorOf(name: string, table: TimeTable, column: number, given: 'kW' | 'kWh' | undefined, step_min: number): number {
  const text = table.header[column] ?? '';
  const named = /\b(k|M)?W(h)?\b/.exec(text) ?? (given ? null : /\b(k|M)?W(h)?\b/.exec(table.header.join(' ')));
  const unit = named?.[0] ?? given;
  if (unit === undefined) {
    throw new InputError({
      code: 'meters.unit',
      message: 'The table does not say whether its readings are power or energy.',
      where: `${name}, column "${text}"`,
      mend: 'Write kW or kWh into the header, or choose the unit.',
      values: { file: name, column: text },
    });
  }
  const scale = unit.startsWith('k') ? 1 : unit.startsWith('M') ? 1000 : 0.001;
  return unit.endsWith('h') ? (scale * 60) / step_min : scale;
}

function closeGaps(name: string, member: MeteredMember, year: number, step_min: number, cells: Float64Array, log: IssueLog): void {
  const gaps = gapsOf(cells);
  const long = gaps.find(({ from, to }) => (to - from) * step_min > LONGEST_DAYS_min);
  if (long) {
    const from = momentText(year, long.from, step_min);
    const to = momentText(year, long.to, step_min);
    throw new InputError({
      code: 'meters.gap',
      message: `Readings of ${member.name} are missing from ${from} to ${to}.`,
      where: `${name}, ${from} to ${to}`,
      mend: 'Fill the gap in the file or leave the member out. Gaps of up to 3 days are filled.',
      values: { file: name, name: member.name, from, to },
    });
  }
  if (gaps.length === 0) return;
  const isShort = ({ from, to }: { from: number; to: number }) => (to - from) * step_min <= LONGEST_LINE_min;
  for (const gap of gaps) if (isShort(gap)) fillLine(cells, gap);
  for (const gap of gaps) if (!isShort(gap)) fillDays(cells, gap, step_min);
  const steps = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  log.add({
    code: 'meters.filled',
    severity: 'warning',
    objectId: member.id,
    message: `Readings of ${member.name} were missing for ${(steps * step_min) / 60} h in ${gaps.length} places.`,
    action: 'Up to 3 h in a straight line, longer by the same time of the days around.',
    values: { name: member.name, hours: (steps * step_min) / 60, places: gaps.length },
  });
}
