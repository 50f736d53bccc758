/** Writes STEP instances for test files; ids are given in order. */
import { encodeStepText } from '../stepText.ts';

export type Written = number | string | boolean | null | Raw | readonly Written[];

/** Text that goes into the file as it is: an enumeration, a typed value, `*`. */
export interface Raw {
  readonly raw: string;
}

export const raw = (text: string): Raw => ({ raw: text });
export const ref = (id: number): Raw => raw(`#${id}`);
export const word = (name: string): Raw => raw(`.${name}.`);
export const typed = (type: string, value: Written): Raw => raw(`${type}(${valueText(value)})`);

function realText(value: number): string {
  const text = String(value).toUpperCase();
  if (text.includes('E')) return text.includes('.') ? text : text.replace('E', '.E');
  return text.includes('.') ? text : `${text}.`;
}

function valueText(value: Written): string {
  if (value === null) return '$';
  if (typeof value === 'number') return realText(value);
  if (typeof value === 'string') return `'${encodeStepText(value)}'`;
  if (typeof value === 'boolean') return value ? '.T.' : '.F.';
  if ('raw' in value) return value.raw;
  return `(${value.map(valueText).join(',')})`;
}

export class StepWriter {
  readonly #lines: string[] = [];
  readonly #firstId: number;

  constructor(firstId = 1) {
    this.#firstId = firstId;
  }

  /** Adds an instance; gives its id. */
  add(type: string, ...args: readonly Written[]): number {
    const id = this.#firstId + this.#lines.length;
    this.#lines.push(`#${id}=${type.toUpperCase()}(${args.map(valueText).join(',')});`);
    return id;
  }

  /** The whole file. */
  text(schema: string): string {
    return [
      'ISO-10303-21;',
      'HEADER;',
      "FILE_DESCRIPTION(('ViewDefinition [ReferenceView]'),'2;1');",
      "FILE_NAME('house.ifc','2026-01-01T00:00:00',(''),(''),'Commonwatt test generator','','');",
      `FILE_SCHEMA(('${schema}'));`,
      'ENDSEC;',
      'DATA;',
      ...this.#lines,
      'ENDSEC;',
      'END-ISO-10303-21;',
      '',
    ].join('\n');
  }
}
