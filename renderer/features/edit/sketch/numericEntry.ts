/** Numbers typed while drawing: two fields (a length and an angle, a width and a depth), Tab goes from one to the other. */
export interface NumericEntry {
  readonly field: 0 | 1;
  readonly texts: readonly [string, string];
}

export const NO_ENTRY: NumericEntry = { field: 0, texts: ['', ''] };

/** Longer numbers are slips. */
const MOST_CHARACTERS = 9;

export function isEmptyEntry({ texts }: NumericEntry): boolean {
  return texts[0] === '' && texts[1] === '';
}

/**
 * What a key makes of an entry; null where the key does not belong to it.
 * @param fields how many numbers the step takes
 */
export function typeKey(entry: NumericEntry, key: string, fields: 1 | 2 = 2): NumericEntry | null {
  const text = entry.texts[entry.field];
  if (key === 'Tab') return fields === 2 && !isEmptyEntry(entry) ? { ...entry, field: entry.field === 0 ? 1 : 0 } : null;
  if (key === 'Backspace') return text === '' ? null : withText(entry, text.slice(0, -1));
  if (/^\d$/.test(key)) return text.length < MOST_CHARACTERS ? withText(entry, text + key) : entry;
  if (key === '.' || key === ',')
    return text.includes('.') ? entry : withText(entry, `${text === '' || text === '-' ? `${text}0` : text}.`);
  if (key === '-') return withText(entry, text.startsWith('-') ? text.slice(1) : `-${text}`);
  return null;
}

function withText({ field, texts }: NumericEntry, text: string): NumericEntry {
  return { field, texts: field === 0 ? [text, texts[1]] : [texts[0], text] };
}

/** The numbers that were typed; null where a field is empty or unfinished. */
export function enteredNumbers({ texts }: NumericEntry): readonly [number | null, number | null] {
  const read = (text: string): number | null => {
    const value = Number.parseFloat(text);
    return Number.isFinite(value) ? value : null;
  };
  return [read(texts[0]), read(texts[1])];
}

/** How an entry reads on the screen, with a bar where the next character goes. */
export function entryText({ field, texts }: NumericEntry, units: readonly [string, string?]): string {
  const one = (i: 0 | 1): string => `${texts[i]}${field === i ? '|' : ''} ${units[i] ?? ''}`.trim();
  return units[1] === undefined ? one(0) : texts[1] === '' && field === 0 ? one(0) : `${one(0)}  ${one(1)}`;
}

/** Pairs of numbers in a text, a pair on each line; null where a line holds something else. */
export function readPairs(text: string): readonly (readonly [number, number])[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => {
    const numbers = line
      .trim()
      .split(/[\s;]+/)
      .map((part) => Number(part.replace(',', '.')));
    return numbers.length === 2 && numbers.every(Number.isFinite) ? ([numbers[0]!, numbers[1]!] as const) : null;
  });
  return pairs.every((pair) => pair !== null) ? pairs : null;
}
