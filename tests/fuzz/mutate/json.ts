/** Damage to JSON documents that stay JSON: what is missing, doubled, of another type, endless. */
import type { RandomStream } from '#models/core/random.ts';
import { extremeNumber, type TextMutator } from './text.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Parent = Json[] | { [key: string]: Json };

interface Slot {
  readonly parent: Parent;
  readonly key: string;
}

function get({ parent, key }: Slot): Json {
  return (Array.isArray(parent) ? parent[Number(key)] : parent[key]) ?? null;
}

function set({ parent, key }: Slot, value: Json): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Slots met on a random way down, so that rare outer keys are met as often as the many numbers inside. */
function slotOf(document: Json, random: RandomStream): Slot | null {
  let slot: Slot | null = null;
  let node = document;
  while (node !== null && typeof node === 'object') {
    const keys = Object.keys(node);
    if (keys.length === 0) break;
    slot = { parent: node, key: random.pick(keys) };
    if (random.next() < 0.22) break;
    node = get(slot);
  }
  return slot;
}

function deep(levels: number, random: RandomStream): Json {
  let value: Json = 1;
  const asObject = random.next() < 0.3;
  for (let i = 0; i < levels; i++) value = asObject ? { a: value } : [value];
  return value;
}

const ODD_KEYS = ['__proto__', 'constructor', 'toString', '', 'length', 'type', '0', '\0', 'hasOwnProperty'];

function oddValue(random: RandomStream): Json {
  const values: readonly (() => Json)[] = [
    () => null,
    () => true,
    () => '',
    () => 'x'.repeat(random.pick([1, 300, 100_000])),
    () => [],
    () => ({}),
    () => [null],
    () => 0,
    () => -1,
    () => 1e308,
    () => -1e308,
    () => 1e15,
    () => 4294967295,
    () => 0.5,
    () => -0.5,
    () => '12',
    () => 'NaN',
    () => random.pick(ODD_KEYS),
    () => ({ [random.pick(ODD_KEYS)]: 1 }),
    () => deep(random.pick([3, 30, 2000]), random),
    () => Array.from({ length: random.pick([2, 100, 20_000]) }, () => 0),
    () => 'https://[bad',
  ];
  return random.pick(values)();
}

function change(document: Json, random: RandomStream): void {
  const slot = slotOf(document, random);
  if (!slot) return;
  const { parent, key } = slot;
  const what = random.integer(0, 7);
  if (what === 0) {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  } else if (what <= 3) set(slot, oddValue(random));
  else if (what === 4) {
    const other = slotOf(document, random);
    if (other) set(slot, structuredClone(get(other)));
  } else if (what === 5) {
    if (Array.isArray(parent)) parent.splice(Number(key), 0, ...structuredClone(parent.slice(0, 50)));
    else set({ parent, key: random.pick(ODD_KEYS) }, structuredClone(get(slot)));
  } else if (what === 6 && !Array.isArray(parent)) {
    const value = get(slot);
    delete parent[key];
    set({ parent, key: random.pick([key.toUpperCase(), `${key} `, ...ODD_KEYS]) }, value);
  } else if (Array.isArray(parent)) parent.reverse();
  else set(slot, [get(slot)]);
}

/** A key that comes twice, which no parsed document can hold. */
const doubledKey: TextMutator = (text, random) => {
  const at = text.indexOf('{', Math.floor(random.next() * text.length));
  if (at < 0) return text;
  const keys = [...text.slice(0, 20_000).matchAll(/"[\w-]{1,40}"\s*:/g)].map(([key]) => key);
  if (keys.length === 0) return text;
  return `${text.slice(0, at + 1)}${random.pick(keys)}${random.pick(['null', '1', '[]', '{}', '"x"'])},${text.slice(at + 1)}`;
};

const nested: TextMutator = (text, random) => {
  const levels = random.pick([100, 5000, 100_000]);
  const at = text.search(/[[{]/);
  const open = random.pick(['[', '{"a":']);
  return `${text.slice(0, Math.max(0, at))}${open.repeat(levels)}${random.next() < 0.5 ? text : '1'}${(open === '[' ? ']' : '}').repeat(levels)}`;
};

/** Changes of the parsed document; text that is no JSON any more is left to the others. */
const parsed: TextMutator = (text, random) => {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return extremeNumber(text, random);
  }
  try {
    for (let i = random.next() < 0.6 ? 1 : random.integer(2, 6); i > 0; i--) change(document, random);
    return JSON.stringify(document);
  } catch (error) {
    // Too deep for these functions themselves.
    if (error instanceof RangeError) return text;
    throw error;
  }
};

export function mutateJson(text: string, random: RandomStream): string {
  const what = random.next();
  if (what < 0.82) return parsed(text, random);
  if (what < 0.92) return doubledKey(text, random);
  if (what < 0.94) return nested(text, random);
  return extremeNumber(text, random);
}

/** The same for one line of a sequence. */
export function mutateJsonLines(text: string, random: RandomStream): string {
  const lines = text.split('\n');
  const at = random.integer(0, Math.max(0, lines.filter((line) => line !== '').length - 1));
  const start = (lines[at] ?? '').startsWith('\x1e') ? '\x1e' : '';
  lines[at] = start + mutateJson((lines[at] ?? '').slice(start.length), random);
  return lines.join('\n');
}
