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

/** Longer lines are not decoded: no text of a browser is longer than half a gigabyte [bytes]. */
const LONGEST_LINE = 1 << 28;

/** Lines of UTF-8 bytes that come in chunks, cut anywhere; a line that is too long comes as null. */
export class LineSplitter {
  #parts: Uint8Array[] = [];
  #length = 0;
  #number = 1;

  /** Lines that end within the chunk. */
  *add(chunk: Uint8Array): Generator<{ readonly number: number; readonly text: string | null }> {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield this.#line(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start === chunk.length) return;
    this.#length += chunk.length - start;
    // A copy: the caller may use the chunk's memory again.
    if (this.#length <= LONGEST_LINE) this.#parts.push(chunk.slice(start));
    else this.#parts = [];
  }

  /** The last line, where no line end follows it. */
  end(): { readonly number: number; readonly text: string | null } | null {
    return this.#length > 0 ? this.#line(new Uint8Array(0)) : null;
  }

  #line(last: Uint8Array): { readonly number: number; readonly text: string | null } {
    const length = this.#length + last.length;
    let bytes = last;
    if (this.#length > 0 && length <= LONGEST_LINE) {
      bytes = new Uint8Array(length);
      let at = 0;
      for (const part of [...this.#parts, last]) {
        bytes.set(part, at);
        at += part.length;
      }
    }
    this.#parts = [];
    this.#length = 0;
    if (length > LONGEST_LINE) return { number: this.#number++, text: null };
    const text = textOf(bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes);
    return { number: this.#number++, text };
  }
}
