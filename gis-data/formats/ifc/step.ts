/**
 * Instances of a STEP physical file (ISO 10303-21): one pass over the bytes finds where each instance lies, its type
 * and what it refers to; arguments are parsed when asked for. Whatever is not a whole instance is counted and skipped.
 */
import { InputError } from '#models/core/errors.ts';
import { textOf } from '../text.ts';
import { decodeStepText } from './stepText.ts';

export interface StepRef {
  readonly ref: number;
}
export interface StepEnum {
  readonly enum: string;
}
export interface StepTyped {
  readonly type: string;
  readonly value: StepValue;
}
export type StepValue = null | number | string | StepRef | StepEnum | StepTyped | readonly StepValue[];

export interface StepFile {
  readonly bytes: Uint8Array;
  /** Schema name in capitals: `IFC2X3`, `IFC4`, `IFC4X3_ADD2`. */
  readonly schema: string;
  /** Argument texts of FILE_NAME, for title and origin. */
  readonly fileName: readonly StepValue[];
  /** Whether the file has its last line. */
  readonly isComplete: boolean;
  readonly count: number;
  /** Parts of the data section that are no instance. */
  readonly skipped: number;
  /** Ids that two instances carry; the first wins. */
  readonly duplicates: number;
  readonly maxId: number;
  readonly ids: Float64Array;
  /** First byte of the argument list's opening bracket, and the byte after its closing one. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Index into `typeNames`. */
  readonly type: Uint16Array;
  readonly typeNames: readonly string[];
  /** References of instance i: refs[refStart[i] .. refStart[i + 1]), as ids. */
  readonly refStart: Uint32Array;
  readonly refs: Float64Array;
  /** Row of an id; undefined where no instance has it. */
  readonly rowOf: ReadonlyMap<number, number>;
}

const HASH = 35;
const QUOTE = 39;
const OPEN = 40;
const CLOSE = 41;
const STAR = 42;
const SLASH = 47;
const SEMICOLON = 59;
const EQUALS = 61;
/** A file larger than this is refused [bytes]. */
const LARGEST = 512 * 1024 * 1024;
const MOST_TYPES = 4096;

class Growing {
  data: Float64Array = new Float64Array(1 << 14);
  length = 0;
  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Float64Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}
function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
function isName(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 95 || isDigit(byte);
}

/** Skips blanks and comments. */
function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    while (at < bytes.length && isSpace(bytes[at]!)) at++;
    if (bytes[at] !== SLASH || bytes[at + 1] !== STAR) return at;
    at += 2;
    while (at < bytes.length && !(bytes[at] === STAR && bytes[at + 1] === SLASH)) at++;
    at += 2;
  }
}

/** After the next semicolon outside text; the length of the bytes where there is none. */
function afterStatement(bytes: Uint8Array, from: number): number {
  let inText = false;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) inText = !inText;
    else if (byte === SEMICOLON && !inText) return at + 1;
  }
  return bytes.length;
}

function isWord(bytes: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

interface Instance {
  readonly id: number;
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/** One instance at a '#'; null where it is none. References are pushed as they are met. */
function instanceAt(bytes: Uint8Array, start: number, refs: Growing): Instance | null {
  let at = start + 1;
  let id = 0;
  const first = at;
  while (at < bytes.length && isDigit(bytes[at]!)) id = id * 10 + bytes[at++]! - 48;
  if (at === first || at - first > 15) return null;
  at = skipBlank(bytes, at);
  if (bytes[at] !== EQUALS) return null;
  at = skipBlank(bytes, at + 1);
  const nameFrom = at;
  while (at < bytes.length && isName(bytes[at]!)) at++;
  if (at === nameFrom || at - nameFrom > 80) return null;
  const type = String.fromCharCode(...bytes.subarray(nameFrom, at)).toUpperCase();
  const from = skipBlank(bytes, at);
  if (bytes[from] !== OPEN) return null;
  let depth = 0;
  for (at = from; at < bytes.length; ) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      at++;
      while (at < bytes.length && bytes[at] !== QUOTE) at++;
      at++;
    } else if (byte === HASH) {
      let ref = 0;
      const digits = ++at;
      while (at < bytes.length && isDigit(bytes[at]!)) ref = ref * 10 + bytes[at++]! - 48;
      if (at === digits || at - digits > 15) return null;
      refs.push(ref);
    } else if (byte === SEMICOLON) return null;
    else {
      at++;
      if (byte === OPEN) {
        if (++depth > 64) return null;
      } else if (byte === CLOSE && --depth === 0) {
        const end = skipBlank(bytes, at);
        return bytes[end] === SEMICOLON ? { id, type, from, to: at } : null;
      }
    }
  }
  return null;
}

/**
 * Finds all instances of a STEP file.
 * @throws InputError `ifc.structure` where there is no header, no known schema or no data, `ifc.tooLarge`
 */
export function readStep(name: string, bytes: Uint8Array): StepFile {
  if (bytes.length > LARGEST) {
    throw new InputError({
      code: 'ifc.tooLarge',
      message: `The IFC file is larger than ${LARGEST / 1024 / 1024} MB.`,
      where: name,
      mend: 'Export fewer disciplines or storeys.',
      values: { limit_MB: LARGEST / 1024 / 1024 },
    });
  }
  const { schema, fileName, dataFrom } = readHeader(name, bytes);
  const ids = new Growing();
  const from = new Growing();
  const to = new Growing();
  const types = new Growing();
  const refStart = new Growing();
  const refs = new Growing();
  const typeIndex = new Map<string, number>();
  const rowOf = new Map<number, number>();
  let skipped = 0;
  let duplicates = 0;
  let maxId = 0;
  let isComplete = false;
  for (let at = skipBlank(bytes, dataFrom); at < bytes.length; at = skipBlank(bytes, at)) {
    if (bytes[at] !== HASH) {
      if (isWord(bytes, at, 'ENDSEC') || isWord(bytes, at, 'END-ISO')) isComplete = true;
      else if (!isWord(bytes, at, 'DATA')) skipped++;
      at = afterStatement(bytes, at);
      continue;
    }
    const refsBefore = refs.length;
    const found = instanceAt(bytes, at, refs);
    let index = found ? typeIndex.get(found.type) : undefined;
    if (found && index === undefined && typeIndex.size < MOST_TYPES) {
      index = typeIndex.size;
      typeIndex.set(found.type, index);
    }
    if (!found || index === undefined || rowOf.has(found.id)) {
      if (found && rowOf.has(found.id)) duplicates++;
      else skipped++;
      refs.length = refsBefore;
      // A broken text may swallow what follows: go on at the next line that starts an instance.
      at = found ? found.to + 1 : nextInstance(bytes, at + 1);
      continue;
    }
    rowOf.set(found.id, ids.length);
    ids.push(found.id);
    from.push(found.from);
    to.push(found.to);
    types.push(index);
    refStart.push(refsBefore);
    maxId = Math.max(maxId, found.id);
    at = skipBlank(bytes, found.to) + 1;
  }
  refStart.push(refs.length);
  if (ids.length === 0) throw structureError(name, 'data', 'The IFC file holds no data.');
  return {
    bytes,
    schema,
    fileName,
    isComplete,
    count: ids.length,
    skipped,
    duplicates,
    maxId,
    ids: ids.data.slice(0, ids.length),
    from: Uint32Array.from(from.data.subarray(0, from.length)),
    to: Uint32Array.from(to.data.subarray(0, to.length)),
    type: Uint16Array.from(types.data.subarray(0, types.length)),
    typeNames: [...typeIndex.keys()],
    refStart: Uint32Array.from(refStart.data.subarray(0, refStart.length)),
    refs: refs.data.slice(0, refs.length),
    rowOf,
  };
}

/** Start of the next line that begins with '#', or of the end of the section. */
function nextInstance(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] !== 10 && bytes[at] !== 13 && bytes[at] !== SEMICOLON) continue;
    const next = skipBlank(bytes, at + 1);
    if (bytes[next] === HASH || isWord(bytes, next, 'ENDSEC')) return next;
  }
  return bytes.length;
}

function structureError(name: string, what: string, message: string): InputError {
  return new InputError({
    code: 'ifc.structure',
    message,
    where: name,
    mend: 'Export the IFC file again, or copy it again.',
    values: { what },
  });
}

function readHeader(name: string, bytes: Uint8Array): { schema: string; fileName: readonly StepValue[]; dataFrom: number } {
  const head = textOf(bytes.subarray(0, 1 << 16));
  if (!/^\s*ISO-10303-21/.test(head)) throw structureError(name, 'header', 'The file does not start as an IFC file does.');
  const data = /(?:^|[\s;])DATA\s*(?:\([^)]*\)\s*)?;/.exec(head);
  const dataFrom = data ? data.index + data[0].length : head.search(/#\d+\s*=/);
  if (dataFrom < 0) throw structureError(name, 'data', 'The IFC file holds no data.');
  const header = head.slice(0, data ? data.index : dataFrom);
  const schema = /FILE_SCHEMA\s*\(\s*\(\s*'([^']*)'/i.exec(header)?.[1]?.trim().toUpperCase();
  if (schema === undefined || !/^IFC(2X[23]|4)/.test(schema)) {
    throw new InputError({
      code: 'ifc.schema',
      message:
        schema === undefined ? 'The IFC file does not say its version.' : `The file follows ${schema.slice(0, 40)}, which is not read.`,
      where: name,
      mend: 'Export as IFC2x3, IFC4 or IFC4x3.',
      values: { schema: (schema ?? '').slice(0, 40) },
    });
  }
  const named = /FILE_NAME\s*(\([\s\S]*?\))\s*;/i.exec(header)?.[1];
  return { schema, fileName: named === undefined ? [] : argumentsOf(named), dataFrom: byteOffset(bytes, head, dataFrom) };
}

/** Offset in bytes of a position in the decoded head: headers may hold characters of several bytes. */
function byteOffset(bytes: Uint8Array, head: string, position: number): number {
  if (bytes[position] !== undefined && textOf(bytes.subarray(0, position)).length === position) return position;
  let at = bytes[0] === 0xef ? 3 : 0;
  for (const char of head.slice(0, position)) at += utf8Length(char.codePointAt(0) ?? 0);
  return Math.min(at, bytes.length);
}

function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** Arguments of an instance by row. */
export function stepArguments(file: StepFile, row: number): readonly StepValue[] {
  return argumentsOf(textOf(file.bytes.subarray(file.from[row]!, file.to[row]!)));
}

/** Parses a bracketed list of values; what cannot be read becomes null. */
export function argumentsOf(text: string): readonly StepValue[] {
  const state = { at: 0 };
  const value = parseValue(text, state, 0);
  return Array.isArray(value) ? value : [];
}

interface ParseState {
  at: number;
}

const TOKEN = /[^,()\s]+/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;

function skipText(text: string, state: ParseState): void {
  while (state.at < text.length) {
    if (text.startsWith('/*', state.at)) {
      const end = text.indexOf('*/', state.at + 2);
      state.at = end < 0 ? text.length : end + 2;
    } else if (text.charCodeAt(state.at) <= 32) state.at++;
    else return;
  }
}

function parseValue(text: string, state: ParseState, depth: number): StepValue {
  skipText(text, state);
  const char = text[state.at];
  if (char === undefined || depth > 64) {
    state.at = text.length;
    return null;
  }
  if (char === '(') return parseList(text, state, depth);
  if (char === "'") return parseText(text, state);
  if (char === ',' || char === ')') return null;
  WORD.lastIndex = state.at;
  const word = WORD.exec(text)?.[0];
  if (word !== undefined) {
    state.at += word.length;
    skipText(text, state);
    if (text[state.at] !== '(') return null;
    const list = parseList(text, state, depth);
    return { type: word.toUpperCase(), value: list.length === 1 ? (list[0] ?? null) : list };
  }
  TOKEN.lastIndex = state.at;
  const token = TOKEN.exec(text)?.[0] ?? '';
  state.at += Math.max(1, token.length);
  if (token === '$' || token === '*') return null;
  if (token.startsWith('#')) return { ref: Number(token.slice(1)) };
  if (token.startsWith('.') && token.endsWith('.') && token.length > 2) return { enum: token.slice(1, -1).toUpperCase() };
  const number = Number(token);
  return Number.isFinite(number) ? number : null;
}

function parseList(text: string, state: ParseState, depth: number): readonly StepValue[] {
  const list: StepValue[] = [];
  state.at++;
  for (;;) {
    skipText(text, state);
    if (state.at >= text.length) return list;
    if (text[state.at] === ')') {
      state.at++;
      return list;
    }
    if (text[state.at] === ',') {
      state.at++;
      continue;
    }
    list.push(parseValue(text, state, depth + 1));
  }
}

function parseText(text: string, state: ParseState): string {
  const from = ++state.at;
  for (;;) {
    const end = text.indexOf("'", state.at);
    if (end < 0) {
      state.at = text.length;
      return decodeStepText(text.slice(from));
    }
    if (text[end + 1] !== "'") {
      state.at = end + 1;
      return decodeStepText(text.slice(from, end));
    }
    state.at = end + 2;
  }
}
