/** Objects of an EnergyPlus input file and their text; fields are put in the dictionary's order by their names. */
import { fieldAt, iddClass } from './idd.ts';

export type IdfValue = string | number | null;

export interface IdfObject {
  readonly className: string;
  /** In the dictionary's order; null is written blank. */
  readonly values: readonly IdfValue[];
}

/** Longest text of a field (the dictionary's own note). */
const LONGEST_NAME = 100;

/**
 * An object of a class.
 * @param fields values by the field's name in the dictionary
 * @param repeated values of the fields that are repeated behind the others
 * @throws RangeError for a class or field that is not in the table: a fault of the program
 */
export function idfObject(className: string, fields: Readonly<Record<string, IdfValue>>, repeated: readonly IdfValue[] = []): IdfObject {
  const found = iddClass(className);
  if (!found) throw new RangeError(`The class ${className} is not in the table.`);
  const [name, { fields: known, minFields }] = found;
  for (const field of Object.keys(fields)) {
    if (!known.some((one) => one.name === field)) throw new RangeError(`${name} has no field ${field}.`);
  }
  const last = known.findLastIndex((one) => one.name in fields);
  const count = repeated.length > 0 ? known.length : Math.max(last + 1, Math.min(minFields, known.length));
  return { className: name, values: [...known.slice(0, count).map((one) => fields[one.name] ?? null), ...repeated] };
}

/** A name that may stand in a field: separators and comment marks are replaced, long ones are cut. */
export function idfName(name: string): string {
  const plain = name
    .replace(/[,;!\\\p{C}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.slice(0, LONGEST_NAME);
}

/** A number with the digits that matter. */
function numberText(value: number): string {
  return String(Number(value.toPrecision(10)));
}

function valueText(value: IdfValue): string {
  if (value === null) return '';
  return typeof value === 'number' ? numberText(value) : idfName(value);
}

/** One object with the name of each field beside it; coordinates stand three in a line. */
function objectText({ className, values }: IdfObject): string {
  const found = iddClass(className)?.[1];
  const lines = [`${className},`];
  const behind = (index: number) => (index === values.length - 1 ? ';' : ',');
  const single = found?.repeated?.length === 3 ? found.fields.length : values.length;
  for (let i = 0; i < Math.min(single, values.length); i++) {
    const comment = found ? fieldAt(found, i)?.name : undefined;
    lines.push(`  ${`${valueText(values[i]!)}${behind(i)}`.padEnd(34)}${comment === undefined ? '' : `  !- ${comment}`}`.trimEnd());
  }
  for (let i = single; i < values.length; i += 3) {
    lines.push(`  ${[i, i + 1, i + 2].map((k) => `${valueText(values[k] ?? null)}${behind(k)}`).join(' ')}`);
  }
  return lines.join('\n');
}

/**
 * The text of a file.
 * @param remarks lines that stand at its head
 */
export function idfText(objects: readonly IdfObject[], remarks: readonly string[]): string {
  const head = remarks.map((line) => `! ${line.replace(/[\r\n]+/g, ' ')}`).join('\n');
  return `${head}\n\n${objects.map(objectText).join('\n\n')}\n`;
}
