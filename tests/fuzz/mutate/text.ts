/** Damage to text: numbers, tokens, lines, encodings. Text is Latin-1, one character per byte, so that no byte is lost. */
import type { RandomStream } from '#models/core/random.ts';
import { type BytesMutator, MOST_BYTES } from './bytes.ts';

export type TextMutator = (text: string, random: RandomStream) => string;

export function bytesText(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

export function textBytes(text: string): Uint8Array {
  const kept = text.slice(0, MOST_BYTES);
  const bytes = new Uint8Array(kept.length);
  for (let i = 0; i < kept.length; i++) bytes[i] = kept.charCodeAt(i);
  return bytes;
}

export const onText =
  (mutate: TextMutator): BytesMutator =>
  (bytes, random) =>
    textBytes(mutate(bytesText(bytes), random));

const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1e308',
  '-1e308',
  '1e309',
  '5e-324',
  'NaN',
  'Infinity',
  '-Infinity',
  '4294967295',
  '4294967296',
  '2147483648',
  '9007199254740993',
  '99999999999999999999999',
  '1e15',
  '0.1e-7',
  '00012',
  '1.2.3',
  '1,5',
  '0x10',
  '',
  'null',
] as const;

/** The first match of a pattern behind a random place, else from the beginning. */
export function matchFrom(text: string, pattern: RegExp, random: RandomStream): RegExpExecArray | null {
  const global = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
  global.lastIndex = Math.floor(random.next() * text.length);
  const found = global.exec(text);
  if (found) return found;
  global.lastIndex = 0;
  return global.exec(text);
}

export function replaced(text: string, found: RegExpExecArray, by: string): string {
  return text.slice(0, found.index) + by + text.slice(found.index + found[0].length);
}

export const extremeNumber: TextMutator = (text, random) => {
  let out = text;
  for (let i = random.next() < 0.8 ? 1 : random.integer(2, 20); i > 0; i--) {
    const found = matchFrom(out, /-?\d+(\.\d+)?([eE][+-]?\d+)?/, random);
    if (found) out = replaced(out, found, random.pick(NUMBERS));
  }
  return out;
};

/** Two words of the text change places, or one takes the other's. */
export const swapTokens: TextMutator = (text, random) => {
  const a = matchFrom(text, /[\w.#-]+/, random);
  const b = matchFrom(text, /[\w.#-]+/, random);
  if (!a || !b) return text;
  return replaced(text, a, b[0]);
};

const lines: TextMutator = (text, random) => {
  const all = text.split('\n');
  const at = random.integer(0, all.length - 1);
  const other = random.integer(0, all.length - 1);
  const what = random.integer(0, 4);
  if (what === 0) all.splice(at, random.integer(1, 5));
  else if (what === 1) all.splice(at, 0, all[other] ?? '');
  else if (what === 2) [all[at], all[other]] = [all[other] ?? '', all[at] ?? ''];
  else if (what === 3) all[at] = (all[at] ?? '').repeat(random.integer(2, 50));
  else all.splice(at, 0, '');
  return all.join(random.next() < 0.1 ? '\r' : '\n');
};

const punctuation: TextMutator = (text, random) => {
  const found = matchFrom(text, /[^\w\s]/, random);
  return found
    ? replaced(text, found, random.pick(['', ',', ';', '"', "'", '<', '>', '(', ')', '[', ']', '{', '}', '\\', '\0', '\t']))
    : text;
};

export const TEXT_MUTATORS: readonly TextMutator[] = [extremeNumber, extremeNumber, swapTokens, lines, punctuation];

const asUtf16 =
  (little: boolean, mark: boolean): BytesMutator =>
  (bytes) => {
    const out = new Uint8Array(Math.min(bytes.length, MOST_BYTES / 2) * 2 + (mark ? 2 : 0));
    const view = new DataView(out.buffer);
    if (mark) view.setUint16(0, 0xfeff, little);
    for (let i = 0; i < (out.length - (mark ? 2 : 0)) / 2; i++) view.setUint16(2 * i + (mark ? 2 : 0), bytes[i] ?? 0, little);
    return out;
  };

function withStart(start: readonly number[]): BytesMutator {
  return (bytes) => {
    const out = new Uint8Array(start.length + bytes.length);
    out.set(start);
    out.set(bytes, start.length);
    return out;
  };
}

/** Letters beyond ASCII in bytes that are no UTF-8, and sequences that stand for nothing. */
const brokenLetters: BytesMutator = (bytes, random) => {
  const out = bytes.slice();
  for (let i = random.integer(1, 8); i > 0; i--)
    out.set(
      random.pick([[0xe4], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf8], [0xfe, 0xff]]).slice(0, out.length),
      random.integer(0, Math.max(0, out.length - 3)),
    );
  return out;
};

export const ENCODING_MUTATORS: readonly BytesMutator[] = [
  asUtf16(true, true),
  asUtf16(false, true),
  asUtf16(true, false),
  withStart([0xef, 0xbb, 0xbf]),
  withStart([0]),
  withStart([0x20, 0x0a, 0x09]),
  brokenLetters,
  brokenLetters,
];
