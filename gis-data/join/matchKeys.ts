/**
 * Finds equal keys that are written differently: capitals, braces, prefixes like `NL.IMBAG.Pand.`, zeros in front. A
 * looser way of reading is used only where it still tells all buildings apart.
 */
import type { AttributeValue } from '#models/district/district.ts';

/** How alike two keys are, the strictest first. */
export const KEY_READINGS = ['exact', 'letters', 'prefix', 'zeros'] as const;
export type KeyReading = (typeof KEY_READINGS)[number];

/** A tail this short (`.1`, `#2`) tells nothing without what stands before it. */
const SHORTEST_TAIL = 4;

/** A key by each reading, in their order. */
function readings(text: string): readonly [exact: string, letters: string, prefix: string, zeros: string] {
  const exact = text.trim();
  // Without braces and quotes, in small letters.
  const letters = exact.replace(/^[{("']+|[})"']+$/g, '').toLowerCase();
  const tail = letters.slice(
    1 + Math.max(letters.lastIndexOf('.'), letters.lastIndexOf(':'), letters.lastIndexOf('/'), letters.lastIndexOf('#')),
  );
  const prefix = tail.length >= SHORTEST_TAIL && /\d/.test(tail) ? tail : letters;
  return [exact, letters, prefix, prefix.startsWith('0') ? prefix.replace(/^0+(?=.)/, '') : prefix];
}

/** Text of a value that can be a key; null for missing values, yes and no. */
export function keyText(value: AttributeValue | undefined): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The loosest reading of a key: equal for all keys that any reading finds equal. */
export function loosestKey(text: string): string {
  return readings(text)[3];
}

export interface KeyMatch {
  /** Index in the list of keys. */
  readonly index: number;
  readonly reading: KeyReading;
}

/** Keys of a list, to be found by any reading. */
export class KeyIndex {
  /** Per reading: index of the key, or -1 where several keys read the same. */
  readonly #byReading: readonly Map<string, number>[] = KEY_READINGS.map(() => new Map<string, number>());

  /** @param keys null where there is none; the first of two equal keys is meant */
  constructor(keys: readonly (string | null)[]) {
    const [exact] = this.#byReading;
    keys.forEach((key, at) => {
      if (key === null) return;
      const read = readings(key);
      if (exact!.has(read[0])) return;
      this.#byReading.forEach((index, i) => {
        index.set(read[i]!, index.has(read[i]!) ? -1 : at);
      });
    });
  }

  /** The key that is meant, by the strictest reading that finds one. */
  find(text: string): KeyMatch | null {
    const read = readings(text);
    for (const [i, reading] of KEY_READINGS.entries()) {
      const index = this.#byReading[i]!.get(read[i]!);
      if (index !== undefined) return index < 0 ? null : { index, reading };
    }
    return null;
  }
}
