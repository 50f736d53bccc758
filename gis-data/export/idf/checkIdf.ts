/**
 * Checks an EnergyPlus input file against the table of the dictionary: known classes, numbers of fields, required
 * fields, numbers and their ranges, choices, and names that refer to objects. It reads the text and shares nothing
 * with the writer but the table.
 */
import { fieldAt, iddClass, requiredClasses } from './idd.ts';
import type { IddClass, IddField } from './iddField.ts';

export interface IdfFinding {
  /** `class`, `missing-class`, `twice`, `few-fields`, `many-fields`, `group`, `required`, `number`, `range`, `choice`, `reference`, `same-name`, `end`. */
  readonly fault: string;
  /** Class and number of the object in the file, `Zone 1`; empty for the file. */
  readonly object: string;
  readonly field: string;
  readonly value: string;
}

export interface ParsedObject {
  readonly className: string;
  readonly values: readonly string[];
}

/** Objects of a file: comments are left out, a semicolon ends an object. */
export function parseIdf(text: string): { readonly objects: readonly ParsedObject[]; readonly rest: string } {
  const plain = text
    .split(/\r?\n/)
    .map((line) => line.replace(/!.*$/, ''))
    .join(' ');
  const pieces = plain.split(';');
  const rest = (pieces.pop() ?? '').trim();
  const objects = pieces.map((piece) => {
    const [className = '', ...values] = piece.split(',').map((value) => value.trim());
    return { className, values };
  });
  return { objects, rest };
}

/** What is wrong with a file; empty where it is complete. */
export function checkIdf(text: string): readonly IdfFinding[] {
  const findings: IdfFinding[] = [];
  const { objects, rest } = parseIdf(text);
  if (rest !== '') findings.push({ fault: 'end', object: '', field: '', value: rest.slice(0, 60) });
  const counts = new Map<string, number>();
  const names = namesByList(objects);
  const seen = new Set<string>();
  for (const { className, values } of objects) {
    const known = iddClass(className);
    const count = (counts.get(className.toLowerCase()) ?? 0) + 1;
    counts.set(className.toLowerCase(), count);
    const object = `${className} ${count}`;
    const add = (fault: string, field = '', value = '') => findings.push({ fault, object, field, value });
    if (!known) {
      add('class');
      continue;
    }
    const [, rules] = known;
    if (rules.isUnique && count > 1) add('twice');
    checkCount(rules, values, add);
    if (rules.fields[0]?.name === 'Name') {
      const key = `${className} ${values[0] ?? ''}`.toLowerCase();
      if (seen.has(key)) add('same-name', 'Name', values[0] ?? '');
      seen.add(key);
    }
    // Blank fields behind the last one that is written must not be required either.
    const fields = Math.max(values.length, rules.fields.length);
    for (let i = 0; i < fields; i++) {
      const field = fieldAt(rules, i);
      if (field) checkField(field, values[i] ?? '', names, add);
    }
  }
  for (const name of requiredClasses()) {
    if (!counts.has(name.toLowerCase())) findings.push({ fault: 'missing-class', object: name, field: '', value: '' });
  }
  return findings;
}

/** Names in capitals by the list they belong to. */
function namesByList(objects: readonly ParsedObject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const lists = new Map<string, Set<string>>();
  for (const { className, values } of objects) {
    const known = iddClass(className);
    known?.[1].fields.forEach((field, index) => {
      for (const list of field.namesIn ?? []) {
        const names = lists.get(list) ?? new Set();
        lists.set(list, names.add((values[index] ?? '').toUpperCase()));
      }
    });
  }
  return lists;
}

type Add = (fault: string, field?: string, value?: string) => void;

function checkCount({ minFields, fields, repeated }: IddClass, values: readonly string[], add: Add): void {
  if (values.length < minFields) add('few-fields', '', String(values.length));
  const more = values.length - fields.length;
  if (more <= 0) return;
  if (!repeated) add('many-fields', '', String(values.length));
  else if (more % repeated.length !== 0) add('group', '', String(values.length));
}

function checkField(field: IddField, value: string, names: ReadonlyMap<string, ReadonlySet<string>>, add: Add): void {
  if (value === '') {
    if (field.required) add('required', field.name);
    return;
  }
  const upper = value.toUpperCase();
  if (field.type !== 'text') checkNumber(field, value, add);
  if (field.choices && !field.choices.some((choice) => choice.toUpperCase() === upper)) add('choice', field.name, value);
  if (field.oneOf && !field.oneOf.some((list) => names.get(list)?.has(upper))) add('reference', field.name, value);
}

function checkNumber(field: IddField, value: string, add: Add): void {
  if (field.words?.some((word) => word.toUpperCase() === value.toUpperCase())) return;
  const number = Number(value);
  if (!/^[-+\d.]/.test(value) || !Number.isFinite(number) || (field.type === 'integer' && !Number.isInteger(number))) {
    add('number', field.name, value);
    return;
  }
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, above, below } = field;
  const inside = number >= least && number <= most && (above === undefined || number > above) && (below === undefined || number < below);
  if (!inside) add('range', field.name, value);
}
