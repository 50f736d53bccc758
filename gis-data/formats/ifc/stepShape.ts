/**
 * Strict form of an instance's arguments. Kernels walk arguments by position and may never come back from a list that
 * is not what they expect, so that what they get is checked against the grammar and against its like in the file.
 */

/** Powers of ten and whole digits beyond which a number is no length of a building in any unit. */
const MOST_EXPONENT = 9;
const MOST_DIGITS = 13;
const DEEPEST = 16;

interface Cursor {
  readonly bytes: Uint8Array;
  readonly to: number;
  at: number;
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;
const isUpper = (byte: number | undefined) => byte !== undefined && ((byte >= 65 && byte <= 90) || byte === 95);

/**
 * One letter per argument: R reference, N number, S text, E enumeration, T typed value, - nothing, and for lists of one
 * kind its small letter, else `x`.
 * @returns null where the arguments break the grammar or hold an impossible number
 */
export function argumentShape(bytes: Uint8Array, from: number, to: number): string | null {
  const cursor: Cursor = { bytes, to, at: from };
  const shape = list(cursor, 0);
  return shape !== null && cursor.at === to ? shape : null;
}

function list(cursor: Cursor, depth: number): string | null {
  if (cursor.bytes[cursor.at] !== 40 || depth > DEEPEST) return null;
  cursor.at++;
  let shape = '';
  skipBlank(cursor);
  if (cursor.bytes[cursor.at] === 41) {
    cursor.at++;
    return shape;
  }
  while (cursor.at < cursor.to) {
    const kind = value(cursor, depth);
    if (kind === null) return null;
    // Long lists of points need not be told letter by letter.
    if (depth === 0 || shape.length < 2 || !shape.endsWith(kind)) shape += kind;
    skipBlank(cursor);
    const byte = cursor.bytes[cursor.at++];
    if (byte === 41) return shape;
    if (byte !== 44) return null;
    skipBlank(cursor);
  }
  return null;
}

function value(cursor: Cursor, depth: number): string | null {
  const { bytes } = cursor;
  const byte = bytes[cursor.at];
  if (byte === 36 || byte === 42) {
    cursor.at++;
    return '-';
  }
  if (byte === 35) return digits(cursor, 1) > 0 ? 'R' : null;
  if (byte === 39) return text(cursor);
  if (byte === 34) return binary(cursor);
  if (byte === 46 && isUpper(bytes[cursor.at + 1])) return enumeration(cursor);
  if (byte === 40) {
    const inner = list(cursor, depth + 1);
    if (inner === null) return null;
    return inner === '' ? 'o' : /^(.)\1*$/.test(inner) ? inner.charAt(0).toLowerCase() : 'x';
  }
  if (isUpper(byte)) {
    while (isUpper(bytes[cursor.at]) || isDigit(bytes[cursor.at])) cursor.at++;
    return list(cursor, depth + 1) === null ? null : 'T';
  }
  return number(cursor) ? 'N' : null;
}

function skipBlank(cursor: Cursor): void {
  while (cursor.at < cursor.to && cursor.bytes[cursor.at]! <= 32) cursor.at++;
}

/** Skips some bytes and the digits behind them; gives their count. */
function digits(cursor: Cursor, skip: number): number {
  cursor.at += skip;
  const first = cursor.at;
  while (isDigit(cursor.bytes[cursor.at])) cursor.at++;
  return cursor.at - first;
}

function number(cursor: Cursor): boolean {
  const sign = cursor.bytes[cursor.at] === 45 || cursor.bytes[cursor.at] === 43 ? 1 : 0;
  const whole = digits(cursor, sign);
  if (whole === 0 || whole > MOST_DIGITS) return false;
  if (cursor.bytes[cursor.at] === 46) digits(cursor, 1);
  if (cursor.bytes[cursor.at] !== 69 && cursor.bytes[cursor.at] !== 101) return true;
  cursor.at++;
  const negative = cursor.bytes[cursor.at] === 45;
  const count = digits(cursor, negative || cursor.bytes[cursor.at] === 43 ? 1 : 0);
  if (count === 0) return false;
  let exponent = 0;
  for (let at = cursor.at - count; at < cursor.at; at++) exponent = Math.min(9999, exponent * 10 + cursor.bytes[at]! - 48);
  return negative || exponent <= MOST_EXPONENT;
}

function text(cursor: Cursor): string | null {
  for (cursor.at++; cursor.at < cursor.to; cursor.at++) {
    if (cursor.bytes[cursor.at] !== 39) continue;
    if (cursor.bytes[cursor.at + 1] !== 39) {
      cursor.at++;
      return 'S';
    }
    cursor.at++;
  }
  return null;
}

function binary(cursor: Cursor): string | null {
  for (cursor.at++; cursor.at < cursor.to; cursor.at++) {
    if (cursor.bytes[cursor.at] !== 34) continue;
    cursor.at++;
    return 'S';
  }
  return null;
}

function enumeration(cursor: Cursor): string | null {
  cursor.at++;
  while (isUpper(cursor.bytes[cursor.at]) || isDigit(cursor.bytes[cursor.at])) cursor.at++;
  return cursor.bytes[cursor.at++] === 46 ? 'E' : null;
}

/** Whether a form can stand for the usual one of its type: equally long, and where both say something, of one kind. */
export function isLike(shape: string, usual: string): boolean {
  if (shape.length !== usual.length) return false;
  for (let i = 0; i < shape.length; i++) {
    const [a, b] = [shape[i]!, usual[i]!];
    if (a === b || '-T'.includes(a) || '-T'.includes(b)) continue;
    const lists = 'rnseotx';
    if ('xo'.includes(a) && lists.includes(b)) continue;
    if ('xo'.includes(b) && lists.includes(a)) continue;
    return false;
  }
  return true;
}
