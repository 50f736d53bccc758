/** Reading instances by row or reference: small helpers over the STEP file that every other part uses. */
import { type StepEnum, type StepFile, type StepRef, type StepTyped, type StepValue, stepArguments } from './step.ts';

export class Entities {
  readonly file: StepFile;
  readonly #rowsByType = new Map<string, number[]>();
  readonly #cache = new Map<number, readonly StepValue[]>();

  constructor(file: StepFile) {
    this.file = file;
    for (let row = 0; row < file.count; row++) {
      const type = file.typeNames[file.type[row]!]!;
      const rows = this.#rowsByType.get(type);
      if (rows) rows.push(row);
      else this.#rowsByType.set(type, [row]);
    }
  }

  /** Rows of exactly these types, in the order of the file. */
  rows(...types: readonly string[]): readonly number[] {
    const found = types.flatMap((type) => this.#rowsByType.get(type) ?? []);
    return types.length > 1 ? found.sort((a, b) => a - b) : found;
  }

  typeOf(row: number): string {
    return this.file.typeNames[this.file.type[row]!] ?? '';
  }

  id(row: number): number {
    return this.file.ids[row]!;
  }

  arguments(row: number): readonly StepValue[] {
    const known = this.#cache.get(row);
    if (known) return known;
    const read = stepArguments(this.file, row);
    this.#cache.set(row, read);
    return read;
  }

  argument(row: number, index: number): StepValue {
    return this.arguments(row)[index] ?? null;
  }

  /** Row that a value refers to; -1 where it refers to none. */
  target(value: StepValue | undefined): number {
    return isRef(value) ? (this.file.rowOf.get(value.ref) ?? -1) : -1;
  }

  /** Rows that a list (or one reference) names. */
  targets(value: StepValue | undefined): readonly number[] {
    const list = isList(value) ? value : [value];
    return list.map((item) => this.target(item)).filter((row) => row >= 0);
  }
}

export function isList(value: StepValue | undefined): value is readonly StepValue[] {
  return Array.isArray(value);
}
export function isRef(value: StepValue | undefined): value is StepRef {
  return typeof value === 'object' && value !== null && 'ref' in value;
}
export function isEnum(value: StepValue | undefined): value is StepEnum {
  return typeof value === 'object' && value !== null && 'enum' in value;
}
export function isTyped(value: StepValue | undefined): value is StepTyped {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** A number, plain or typed; null else. */
export function numberIn(value: StepValue | undefined): number | null {
  if (typeof value === 'number') return value;
  return isTyped(value) && typeof value.value === 'number' ? value.value : null;
}

/** A text, plain or typed; '' else. */
export function textIn(value: StepValue | undefined): string {
  if (typeof value === 'string') return value;
  return isTyped(value) && typeof value.value === 'string' ? value.value : '';
}

export function enumIn(value: StepValue | undefined): string {
  if (isEnum(value)) return value.enum;
  return isTyped(value) && isEnum(value.value) ? value.value.enum : '';
}

/** A truth value; null for unknown and all else. */
export function booleanIn(value: StepValue | undefined): boolean | null {
  const word = enumIn(value);
  if (word === 'T') return true;
  if (word === 'F') return false;
  // Some writers give texts.
  if (/^(true|yes)$/i.test(textIn(value))) return true;
  return /^(false|no)$/i.test(textIn(value)) ? false : null;
}

/** For people: what a property says. */
export function shownValue(value: StepValue | undefined): string {
  if (value === null || value === undefined || isRef(value)) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(10)));
  if (typeof value === 'string') return value;
  if (isEnum(value)) return value.enum === 'T' ? 'true' : value.enum === 'F' ? 'false' : value.enum;
  if (isTyped(value)) return shownValue(value.value);
  return value.map(shownValue).join(', ');
}
