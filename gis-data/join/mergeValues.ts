/** One building out of two records of it: which value of each property is kept, and where the two disagree. */
import type { StatedProperties } from '#models/district/attributes.ts';
import type { AttributeValue, Building } from '#models/district/district.ts';
import { PROVENANCES, type Provenance, type Sourced } from '#models/district/provenance.ts';
import { agrees } from './joinEdit.ts';

export type AttributeRule = 'better-provenance' | 'first-wins' | 'second-wins';

export interface MergeConflict {
  /** Id in the first district. */
  readonly id: string;
  /** Property of the building, or name of an attribute. */
  readonly attribute: string;
  readonly first: AttributeValue;
  readonly second: AttributeValue;
  readonly kept: 'first' | 'second';
}

export interface MergedValues {
  readonly known: StatedProperties;
  /** What is taken for the height, where it is not that of the kept shape. */
  readonly height_m: Sourced<number>;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly conflicts: readonly MergeConflict[];
}

const STATED: readonly Provenance[] = ['measured', 'file', 'user'];
/** A shape knows its height as well as a file that states one. */
const STATED_HEIGHT: readonly Provenance[] = [...STATED, 'geometry'];

/** Properties that stand on their own; where nobody states a size, it follows from the shape. */
const OWN = ['use', 'constructionYear', 'heatSource'] as const;
const SIZES = ['storeys', 'floorArea_m2'] as const;

/** Names of the files, for where a value came from. */
export interface MergeSources {
  readonly first: string;
  readonly second: string;
}

interface Kept<T> {
  readonly value: Sourced<T>;
  readonly kept: 'first' | 'second';
}

function choose<T>(first: Sourced<T>, second: Sourced<T>, rule: AttributeRule, stated: readonly Provenance[]): Kept<T> {
  const [firstStated, secondStated] = [stated.includes(first.provenance), stated.includes(second.provenance)];
  const better = PROVENANCES.indexOf(second.provenance) < PROVENANCES.indexOf(first.provenance) ? 'second' : 'first';
  const kept =
    firstStated !== secondStated
      ? firstStated
        ? 'first'
        : 'second'
      : rule === 'better-provenance'
        ? better
        : rule === 'first-wins'
          ? 'first'
          : 'second';
  // Assumptions of the second are no better than those of the first.
  return firstStated || secondStated || kept === 'first'
    ? { value: kept === 'first' ? first : second, kept }
    : { value: first, kept: 'first' };
}

/** Merges what two records say; provenance notes name the file of what came from the second. */
export function mergeValues(first: Building, second: Building, rule: AttributeRule, sources: MergeSources): MergedValues {
  const conflicts: MergeConflict[] = [];
  /** Attributes that say what was not kept: they would win again when the district is written and read. */
  const overruled = new Set<string>();
  const known: Record<string, Sourced<unknown>> = {};
  const note = (
    attribute: keyof StatedProperties,
    kept: 'first' | 'second',
    a: Sourced<string | number>,
    b: Sourced<string | number>,
    stated: readonly Provenance[],
  ) => {
    if (!stated.includes(a.provenance) || !stated.includes(b.provenance) || agrees(attribute, a.value, b.value)) return;
    conflicts.push({ id: first.id, attribute, first: a.value, second: b.value, kept });
    const [winner, loser] = kept === 'first' ? [a, b] : [b, a];
    if (loser.note !== undefined && loser.note !== winner.note) overruled.add(loser.note);
  };
  for (const property of [...OWN, ...SIZES]) {
    const [a, b]: readonly [Sourced<string | number>, Sourced<string | number>] = [first[property], second[property]];
    const { value, kept } = choose(a, b, rule, STATED);
    note(property, kept, a, b, STATED);
    const isSize = (SIZES as readonly string[]).includes(property);
    if (isSize && !STATED.includes(value.provenance)) continue;
    known[property] = kept === 'second' ? fromFile(value, sources.second) : value;
  }
  const height = choose(first.height_m, second.height_m, rule, STATED_HEIGHT);
  note('height_m', height.kept, first.height_m, second.height_m, STATED_HEIGHT);
  const attributes = mergedAttributes(first, second, rule, conflicts, overruled);
  return {
    known: known as StatedProperties,
    height_m: height.kept === 'second' ? fromFile(height.value, sources.second) : height.value,
    attributes,
    conflicts,
  };
}

export function fromFile<T>(value: Sourced<T>, file: string): Sourced<T> {
  return { ...value, note: value.note === undefined ? file : `${value.note} (${file})` };
}

function mergedAttributes(
  first: Building,
  second: Building,
  rule: AttributeRule,
  conflicts: MergeConflict[],
  overruled: ReadonlySet<string>,
): Readonly<Record<string, AttributeValue>> {
  const merged = new Map<string, AttributeValue>(Object.entries(first.attributes));
  const kept = rule === 'second-wins' ? 'second' : 'first';
  for (const [name, value] of Object.entries(second.attributes)) {
    const there = merged.get(name);
    if (there === undefined || there === null) merged.set(name, value);
    else if (value !== null && !isSame(there, value)) {
      conflicts.push({ id: first.id, attribute: name, first: there, second: value, kept });
      if (kept === 'second') merged.set(name, value);
    }
  }
  for (const name of overruled) merged.delete(name);
  return Object.fromEntries(merged);
}

function isSame(a: AttributeValue, b: AttributeValue): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  return String(a).trim() === String(b).trim();
}
