/**
 * Append-only journal: h_k = SHA-256(h_(k-1) || record_k), h_(-1) = SHA-256 of what the journal is about. Whoever keeps a
 * head can tell later whether anything before it was changed. A full ledger (with signatures and witnesses) can stand
 * behind the same interface.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { damagedLine, encodeRecord, type JournalRecord, shapeOf } from './record.ts';

export const HASH_BYTES = 32;

/** The first fault of a journal. */
export interface JournalFault {
  /** Record, from 0; the number of records where the end is at fault. */
  readonly record: number;
  /** Step or month of that record; null where it cannot be told. */
  readonly slot: number | null;
  /** Line within the record, from 0; null where no single line is at fault. */
  readonly line: number | null;
  /**
   * `line`: a line does not fit its tag; `record`: the record was changed outside its lines, or as a whole; `hash`: the hash
   * kept for it was changed; `order`: records were moved, put in or taken out; `truncated`: the journal ends too early;
   * `head`: the chain is whole but ends in another head than the one that was kept; `form`: these are no bytes of a journal.
   */
  readonly what: 'line' | 'record' | 'hash' | 'order' | 'truncated' | 'head' | 'form';
}

/** A head that was kept elsewhere, to check against. */
export interface KeptHead {
  readonly records: number;
  /** Hexadecimal. */
  readonly head: string;
}

/** What settlement needs of a ledger. */
export interface Journal {
  /** @returns the new head, hexadecimal */
  append(record: JournalRecord): string;
  head(): KeptHead;
  /** The first fault, or null. */
  verify(kept?: KeptHead): JournalFault | null;
}

export interface HashChain extends Journal {
  readonly length: number;
  /** Bytes of a record. */
  recordAt(index: number): Uint8Array;
  /** The whole journal, for a file. */
  toBytes(): Uint8Array;
}

const MAGIC = utf8ToBytes('CWJRNL1\n');
const PREFIX_BYTES = 4;
/** Count and head at the end. */
const SEAL_BYTES = 4 + HASH_BYTES;
/** In place of a length, after the last record. */
const END = 0xffffffff;

/** @param about what the journal is about (community, rules): its text starts the chain */
export function newJournal(about: string): HashChain {
  return chainOf(utf8ToBytes(about), [], []);
}

function chainOf(about: Uint8Array, records: Uint8Array[], hashes: Uint8Array[]): HashChain {
  const headBytes = () => hashes.at(-1) ?? sha256(about);
  const head = (): KeptHead => ({ records: records.length, head: bytesToHex(headBytes()) });
  return {
    get length() {
      return records.length;
    },
    append(record) {
      const bytes = encodeRecord(record, records.length);
      hashes.push(chained(headBytes(), bytes));
      records.push(bytes);
      return head().head;
    },
    head,
    verify: (kept) => firstFault(about, records, hashes, kept),
    recordAt(index) {
      const record = records[index];
      if (!record) throw new RangeError(`The journal has no record ${index}.`);
      return record.slice();
    },
    toBytes: () => written(about, records, hashes, headBytes()),
  };
}

function chained(previous: Uint8Array, record: Uint8Array): Uint8Array {
  return sha256.create().update(previous).update(record).digest();
}

function firstFault(
  about: Uint8Array,
  records: readonly Uint8Array[],
  hashes: readonly Uint8Array[],
  kept?: KeptHead,
): JournalFault | null {
  let previous: Uint8Array = sha256(about);
  for (let k = 0; k < records.length; k++) {
    const expected = chained(previous, records[k]!);
    if (!isEqual(expected, hashes[k]!)) return faultOf(records, hashes, k, expected);
    const shape = shapeOf(records[k]!);
    if (shape?.index !== k) return { record: k, slot: shape?.slot ?? null, line: null, what: 'order' };
    previous = expected;
  }
  if (!kept) return null;
  if (records.length < kept.records) return { record: records.length, slot: null, line: null, what: 'truncated' };
  const then = kept.records === 0 ? sha256(about) : hashes[kept.records - 1]!;
  return bytesToHex(then) === kept.head ? null : { record: Math.max(0, kept.records - 1), slot: null, line: null, what: 'head' };
}

/** Why record k does not fit its hash. */
function faultOf(records: readonly Uint8Array[], hashes: readonly Uint8Array[], k: number, expected: Uint8Array): JournalFault {
  const record = records[k]!;
  const shape = shapeOf(record);
  if (!shape || shape.length !== record.length) return { record: k, slot: shape?.slot ?? null, line: null, what: 'record' };
  const line = damagedLine(record, shape);
  if (line >= 0) return { record: k, slot: shape.slot, line, what: 'line' };
  if (shape.index !== k) return { record: k, slot: shape.slot, line: null, what: 'order' };
  // Where the next record continues from the hash that this one should have, only the kept hash was changed.
  const next = records[k + 1];
  const isHash = next !== undefined && isEqual(chained(expected, next), hashes[k + 1]!);
  return { record: k, slot: shape.slot, line: null, what: isHash ? 'hash' : 'record' };
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Magic | length of `about` u32 | about | per record: length u32, record, hash | 2^32 - 1 | count u32 | head. */
function written(about: Uint8Array, records: readonly Uint8Array[], hashes: readonly Uint8Array[], head: Uint8Array): Uint8Array {
  const length = records.reduce((sum, record) => sum + PREFIX_BYTES + record.length + HASH_BYTES, 0);
  const bytes = new Uint8Array(MAGIC.length + PREFIX_BYTES + about.length + length + PREFIX_BYTES + SEAL_BYTES);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put = (part: Uint8Array) => {
    bytes.set(part, at);
    at += part.length;
  };
  const number = (value: number) => {
    view.setUint32(at, value, true);
    at += 4;
  };
  put(MAGIC);
  number(about.length);
  put(about);
  records.forEach((record, k) => {
    number(record.length);
    put(record);
    put(hashes[k]!);
  });
  number(END);
  number(records.length);
  put(head);
  return bytes;
}

/**
 * Reads a journal file and verifies it.
 * @param kept a head that was kept elsewhere: without one, a journal that was rewritten as a whole cannot be told
 * @returns the journal where it is whole, else its first fault
 */
export function readJournal(bytes: Uint8Array, kept?: KeptHead): { readonly journal: HashChain } | { readonly fault: JournalFault } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = MAGIC.length + PREFIX_BYTES;
  const form: JournalFault = { record: 0, slot: null, line: null, what: 'form' };
  if (bytes.length < start || !isEqual(bytes.subarray(0, MAGIC.length), MAGIC)) return { fault: form };
  const aboutLength = view.getUint32(MAGIC.length, true);
  if (start + aboutLength > bytes.length) return { fault: form };
  const about = bytes.slice(start, start + aboutLength);
  const records: Uint8Array[] = [];
  const hashes: Uint8Array[] = [];
  let at = start + aboutLength;
  let framing: JournalFault | null = null;
  for (;;) {
    const k = records.length;
    framing = { record: k, slot: null, line: null, what: 'truncated' };
    if (at + PREFIX_BYTES > bytes.length) break;
    const length = view.getUint32(at, true);
    at += PREFIX_BYTES;
    if (length === END) {
      framing = sealFault(bytes, at, records.length, hashes.at(-1) ?? sha256(about));
      break;
    }
    const shape = shapeOf(bytes.subarray(at));
    if (shape && shape.length !== length) {
      framing = { record: k, slot: shape.slot, line: null, what: 'record' };
      break;
    }
    if (at + length + HASH_BYTES > bytes.length) break;
    records.push(bytes.slice(at, at + length));
    hashes.push(bytes.slice(at + length, at + length + HASH_BYTES));
    at += length + HASH_BYTES;
  }
  const fault = firstFault(about, records, hashes, framing ? undefined : kept) ?? framing;
  return fault ? { fault } : { journal: chainOf(about, records, hashes) };
}

function sealFault(bytes: Uint8Array, at: number, count: number, head: Uint8Array): JournalFault | null {
  const end: JournalFault = { record: count, slot: null, line: null, what: 'truncated' };
  if (at + SEAL_BYTES !== bytes.length) return end;
  const sealed = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
  if (sealed !== count) return end;
  return isEqual(bytes.subarray(at + 4, at + SEAL_BYTES), head) ? null : { ...end, what: 'head' };
}
