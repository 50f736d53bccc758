/** Damage to XML: tags dropped, doubled, renamed, nested without end; attributes and entities broken. */
import type { RandomStream } from '#models/core/random.ts';
import { extremeNumber, matchFrom, replaced, type TextMutator } from './text.ts';

const TAG = /<\/?[\w:.-]+[^<>]*>/;

const dropTag: TextMutator = (text, random) => {
  const found = matchFrom(text, TAG, random);
  return found ? replaced(text, found, '') : text;
};

const doubleTag: TextMutator = (text, random) => {
  const found = matchFrom(text, TAG, random);
  return found ? replaced(text, found, found[0].repeat(random.pick([2, 3, 50]))) : text;
};

const renameTag: TextMutator = (text, random) => {
  const a = matchFrom(text, /<\/?([\w:.-]+)/, random);
  const b = matchFrom(text, /<\/?([\w:.-]+)/, random);
  return a && b ? replaced(text, a, b[0]) : text;
};

/** An element of one line, with all in it, goes or comes twice. */
const element: TextMutator = (text, random) => {
  const found = matchFrom(text, /<([\w:.-]+)[^<>]*>[\s\S]{0,2000}?<\/\1>/, random);
  if (!found) return text;
  return replaced(text, found, random.pick(['', found[0] + found[0], `<${found[1]}/>`, `<a>${found[0]}</a>`]));
};

const attribute: TextMutator = (text, random) => {
  const found = matchFrom(text, /\s([\w:.-]+)="([^"]*)"/, random);
  if (!found) return text;
  const [whole, name = '', value = ''] = found;
  const odd = [
    '',
    ` ${name}=""`,
    ` ${name}=${value}`,
    `${whole}${whole}`,
    ` ${name}="${'9'.repeat(400)}"`,
    ` ${name}="-1"`,
    ` ${name}="&#x0;"`,
  ];
  return replaced(text, found, random.pick(odd));
};

const entity: TextMutator = (text, random) => {
  const at = Math.floor(random.next() * text.length);
  const odd = ['&', '&amp', '&none;', '&#xD800;', '&#99999999;', '&#0;', '&lol9;', ']]>', '<![CDATA[', '<!--', '-->', '<?x', '?>'];
  return text.slice(0, at) + random.pick(odd) + text.slice(at);
};

const declaration: TextMutator = (text, random) => {
  const odd = [
    '<!DOCTYPE a [<!ENTITY a "b">]>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '<?xml version="1.0" encoding="UTF-32"?>',
    '<?xml version="1.0" encoding="no-such"?>',
    '<?xml version="9.9"?>',
    '<?xml version="1.0" encoding="UTF-16"?>',
  ];
  return random.pick(odd) + text.replace(/^<\?xml[^>]*>\s*/, '');
};

const nest: TextMutator = (text, random) => {
  const found = matchFrom(text, /<([\w:.-]+)[^<>/]*>/, random);
  if (!found) return text;
  const times = random.pick([20, 500, 20_000]);
  const closing = random.next() < 0.5 ? `</${found[1]}>`.repeat(times) : '';
  return replaced(text, found, found[0].repeat(times) + closing);
};

const points: TextMutator = (text, random) => {
  const found = matchFrom(text, />([\d\s.eE+-]{8,})</, random);
  if (!found) return text;
  const numbers = (found[1] ?? '').trim().split(/\s+/);
  const odd = [
    () => numbers.slice(1),
    () => numbers.slice(0, 3),
    () => [...numbers, ...numbers],
    () => numbers.map(() => '0'),
    () => numbers.toReversed(),
    () => [],
    () => numbers.map((number, i) => (i === 2 ? 'x' : number)),
    () => Array.from({ length: 40 }, () => numbers).flat(),
  ];
  return replaced(text, found, `>${random.pick(odd)().join(' ')}<`);
};

const MUTATORS: readonly TextMutator[] = [
  dropTag,
  doubleTag,
  renameTag,
  renameTag,
  element,
  element,
  attribute,
  attribute,
  entity,
  declaration,
  nest,
  points,
  points,
  extremeNumber,
];

export function mutateXml(text: string, random: RandomStream): string {
  return random.pick(MUTATORS)(text, random);
}
