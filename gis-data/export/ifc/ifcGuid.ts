/** Ids as IFC writes them: 128 bits in 22 characters of its own 64. */
import { hashText } from '#models/core/random.ts';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$';

/** 32-bit words that belong to a text; the same text gives the same words. */
function wordsOf(text: string): readonly number[] {
  return [0, 1, 2, 3].map((part) => hashText(`${part}|${text}`) >>> 0);
}

/** GlobalId for a thing that is named by a text; the same text gives the same id. */
export function ifcGuidOf(text: string): string {
  let bits = wordsOf(text).reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  let out = '';
  for (let i = 0; i < 22; i++) {
    out = DIGITS[Number(bits & 63n)]! + out;
    bits >>= 6n;
  }
  return out;
}

/** Id with hyphens, as BCF names topics and viewpoints. */
export function uuidOf(text: string): string {
  const hex = wordsOf(text)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
  // Version 4, variant 1, so that strict readers take it.
  const marked = `${hex.slice(0, 12)}4${hex.slice(13, 16)}${'89ab'[Number.parseInt(hex[16]!, 16) & 3]}${hex.slice(17)}`;
  return [marked.slice(0, 8), marked.slice(8, 12), marked.slice(12, 16), marked.slice(16, 20), marked.slice(20)].join('-');
}

export function isIfcGuid(text: string): boolean {
  return /^[0-9A-Za-z_$]{22}$/.test(text);
}
