/** Damage to STEP files: references to others and to themselves, instances gone, doubled or of another type. */
import type { RandomStream } from '#models/core/random.ts';
import { extremeNumber, matchFrom, replaced, type TextMutator } from './text.ts';

const REFERENCE = /#\d+(?=[,)])/;
const INSTANCE = /#(\d+)=(\w+)\(([^;]*)\);/;

const swapReference: TextMutator = (text, random) => {
  const a = matchFrom(text, REFERENCE, random);
  const b = matchFrom(text, REFERENCE, random);
  return a && b ? replaced(text, a, b[0]) : text;
};

/** An instance refers to itself, or to one that refers to it. */
const cycle: TextMutator = (text, random) => {
  const found = matchFrom(text, INSTANCE, random);
  if (!found) return text;
  const [whole, id = ''] = found;
  const inner = matchFrom(whole.slice(whole.indexOf('(')), REFERENCE, random);
  if (!inner) return text;
  if (random.next() < 0.4) return replaced(text, found, whole.replace(inner[0], `#${id}`));
  const target = new RegExp(`${inner[0]}=\\w+\\([^;]*\\);`).exec(text);
  return target ? replaced(text, target, target[0].replace(/(?<=[(,])#\d+(?=[,)])/, `#${id}`)) : text;
};

const missing: TextMutator = (text, random) => {
  const found = matchFrom(text, REFERENCE, random);
  return found
    ? replaced(text, found, random.pick(['$', '*', '()', '#0', '#999999', '#4294967296', '#-1', "'text'", '.X.', '(#1,#1)', '1.']))
    : text;
};

const instance: TextMutator = (text, random) => {
  const found = matchFrom(text, INSTANCE, random);
  const other = matchFrom(text, INSTANCE, random);
  if (!found || !other) return text;
  const [whole, id = '', type = '', args = ''] = found;
  const odd = [
    '',
    whole + whole,
    `#${other[1]}=${type}(${args});`,
    `#${id}=${other[2]}(${args});`,
    `#${id}=${type}(${other[3]});`,
    `#${id}=${type}();`,
    `#${id}=(${type}(${args})${other[2]}(${other[3]}));`,
    whole.slice(0, -2),
    `#${id}=${type}(${'('.repeat(random.pick([10, 20_000]))}${args});`,
  ];
  return replaced(text, found, random.pick(odd));
};

const list: TextMutator = (text, random) => {
  const found = matchFrom(text, /\(([^()']*)\)/, random);
  if (!found) return text;
  const items = (found[1] ?? '').split(',');
  const odd = [
    () => [],
    () => items.slice(1),
    () => [...items, ...items],
    () => items.toReversed(),
    () => items.map(() => items[0] ?? ''),
    () => Array.from({ length: random.pick([10, 1000]) }, () => items).flat(),
    () => items.map((item, i) => (i === 0 ? '$' : item)),
  ];
  return replaced(text, found, `(${random.pick(odd)().join(',')})`);
};

const string: TextMutator = (text, random) => {
  const found = matchFrom(text, /'[^']*'/, random);
  return found
    ? replaced(text, found, random.pick(["''", "'", "'\\X2\\00E9\\X0\\'", "'\\X2\\D8", "'\\X4\\FFFFFFFF\\X0\\'", "'\\S\\", "'/*'", '$']))
    : text;
};

const number: TextMutator = (text, random) => {
  const found = matchFrom(text, /(?<=[(,])-?\d+\.\d*(E[+-]?\d+)?(?=[,)])/, random);
  const odd = ['0.', '-0.', '1.E308', '-1.E308', '1.E-320', '1.E15', '-1.', '1.E999', '$', '.T.', '1', '1E', '0.E0'];
  return found ? replaced(text, found, random.pick(odd)) : text;
};

const MUTATORS: readonly TextMutator[] = [
  swapReference,
  swapReference,
  swapReference,
  cycle,
  cycle,
  missing,
  missing,
  instance,
  instance,
  list,
  list,
  string,
  number,
  number,
  extremeNumber,
];

export function mutateStep(text: string, random: RandomStream): string {
  return random.pick(MUTATORS)(text, random);
}
