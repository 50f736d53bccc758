/**
 * XML as a stream of elements and texts, without ever holding the text as a whole. Nothing outside the file is
 * read, entities are not expanded, and what is too deep or too large is refused.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { type CancelSignal, InputError, throwIfAborted } from '#models/core/errors.ts';
import { xmlEncoding } from './xmlEncoding.ts';

/** The part of the platform's TextDecoder that is needed; browsers, workers and Node have it. */
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/** An element with resolved namespace: `local`, `uri`, `attributes`. */
export type XmlTag = SaxesTagNS;

export interface XmlHandler {
  open(tag: XmlTag): void;
  /** The text between two tags, in one piece; also the content of CDATA sections. */
  text?(text: string): void;
  close(tag: XmlTag): void;
}

export interface XmlOptions {
  readonly signal?: CancelSignal;
  /** Told the share of bytes that has been read [0..1], at most a hundred times. */
  readonly onShare?: (share: number) => void;
}

const CHUNK_BYTES = 1 << 16;
/** City models nest about 30 deep. */
const DEEPEST = 256;
/** Longest text between two tags and longest comment [characters]: a ring of a million corners fits. */
const LONGEST_TEXT = 1 << 26;
const LONGEST_ATTRIBUTE = 1 << 20;
const MOST_ATTRIBUTES = 1000;

const SYNTAX = Symbol('syntax');

/**
 * Reads XML from bytes and tells a handler what is there, in order.
 * @param bytes in UTF-8, UTF-16 or the encoding that the declaration names
 * @throws InputError `xml.syntax` (with line and column), `xml.truncated`, `xml.entities`, `xml.limit`, `xml.encoding`
 * @throws CancelledError when the signal is aborted
 */
export function parseXml(fileName: string, bytes: Uint8Array, handler: XmlHandler, options: XmlOptions = {}): void {
  const decoder = decoderFor(fileName, bytes);
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  /** Characters since something was last reported. */
  let pending = 0;
  let ended = false;
  const where = () => `${fileName}, line ${parser.line}, column ${parser.column + 1}`;
  const place = () => ({ file: fileName, line: parser.line, column: parser.column + 1 });
  const limit = (what: 'depth' | 'text' | 'attribute', most: number) =>
    new InputError({
      code: 'xml.limit',
      message: LIMITS[what],
      where: where(),
      mend: 'Export the file again, or split it.',
      values: { ...place(), what, most },
    });
  const refuseEntities = () =>
    new InputError({
      code: 'xml.entities',
      message: 'The file defines entities of its own; they are not expanded, because they can be used to attack the program.',
      where: where(),
      mend: 'Export the file without a document type declaration.',
      values: place(),
    });
  parser.on('error', (error) => {
    throw Object.assign(error, { [SYNTAX]: true });
  });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY|%\s*[\w:.-]+\s*;/i.test(doctype)) throw refuseEntities();
    pending = 0;
  });
  parser.on('opentagstart', () => {
    pending = 0;
    if (++depth > DEEPEST) throw limit('depth', DEEPEST);
  });
  parser.on('opentag', (tag) => {
    let count = 0;
    for (const name in tag.attributes) {
      if (tag.attributes[name]!.value.length > LONGEST_ATTRIBUTE) throw limit('attribute', LONGEST_ATTRIBUTE);
      if (++count > MOST_ATTRIBUTES) throw limit('attribute', MOST_ATTRIBUTES);
    }
    handler.open(tag);
  });
  parser.on('closetag', (tag) => {
    pending = 0;
    depth--;
    handler.close(tag);
  });
  const report = (text: string) => {
    pending = 0;
    if (text.length > LONGEST_TEXT) throw limit('text', LONGEST_TEXT);
    handler.text?.(text);
  };
  parser.on('text', report);
  parser.on('cdata', report);
  let told = 0;
  try {
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      throwIfAborted(options.signal);
      const end = Math.min(bytes.length, start + CHUNK_BYTES);
      const text = decoder.decode(bytes.subarray(start, end), { stream: end < bytes.length });
      pending += text.length;
      parser.write(text);
      if (pending > LONGEST_TEXT) throw limit('text', LONGEST_TEXT);
      const share = end / bytes.length;
      if (share - told >= 0.01) {
        told = share;
        options.onShare?.(share);
      }
    }
    ended = true;
    parser.close();
  } catch (error) {
    if (!(error instanceof Error) || !(SYNTAX in error)) throw error;
    if (ended) {
      throw new InputError({
        code: 'xml.truncated',
        message: 'The file ends in the middle: it was cut off.',
        where: where(),
        mend: 'Copy or download the file again.',
        values: place(),
      });
    }
    const reason = error.message.replace(/^(?:.*?:)?\d+:\d+:\s*/, '').replace(/\.$/, '');
    throw new InputError({
      code: 'xml.syntax',
      message: `The file is not valid XML (${reason}).`,
      where: where(),
      mend: 'Correct the file at that place, or export it again.',
      values: { ...place(), reason },
    });
  }
}

const LIMITS = {
  depth: `The elements of the file are nested more than ${DEEPEST} deep.`,
  text: 'A text in the file is too long.',
  attribute: 'An element has an attribute that is too long, or too many of them.',
} as const;

/** Value of an attribute by its local name; `uri` where the name alone could be another's. */
export function attributeOf(tag: XmlTag, local: string, uri?: string): string | undefined {
  for (const name in tag.attributes) {
    const attribute = tag.attributes[name]!;
    if (attribute.local === local && (uri === undefined || attribute.uri === uri)) return attribute.value;
  }
  return undefined;
}

function decoderFor(fileName: string, bytes: Uint8Array): TextDecoder {
  const encoding = xmlEncoding(bytes);
  try {
    // A declaration in single bytes that names UTF-16 is wrong about itself.
    return new TextDecoder(encoding.startsWith('utf-16') && bytes[0] === 0x3c && bytes[1] !== 0 ? 'utf-8' : encoding);
  } catch {
    throw new InputError({
      code: 'xml.encoding',
      message: `The file says that its characters are in '${encoding}', which is not known.`,
      where: fileName,
      mend: 'Export the file in UTF-8.',
      values: { encoding },
    });
  }
}
