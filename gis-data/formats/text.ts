/** The part of the platform's TextDecoder that readers need; browsers, workers and Node have it. */
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes: Uint8Array): string;
}

const decoder = new TextDecoder('utf-8');

/** Text of UTF-8 bytes without a byte order mark; bytes that are not UTF-8 become U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/**
 * Text of bytes in an encoding by its label (`windows-1252`, `utf-8`).
 * @returns null where the encoding is not known or the bytes are not valid in it
 */
export function textIn(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Each line of UTF-8 bytes with its number from 1, without line ends; decoded one at a time. */
export function* linesOf(bytes: Uint8Array): Generator<{ readonly number: number; readonly text: string; readonly end: number }> {
  let number = 1;
  for (let start = 0; start < bytes.length; number++) {
    let end = bytes.indexOf(10, start);
    if (end < 0) end = bytes.length;
    const last = end > start && bytes[end - 1] === 13 ? end - 1 : end;
    yield { number, text: textOf(bytes.subarray(start, last)), end };
    start = end + 1;
  }
}
