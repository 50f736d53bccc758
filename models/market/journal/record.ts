/**
 * Canonical bytes of a journal record: payments of one slot. Little-endian, fixed width, so that equal records have equal
 * bytes on every machine and a line is found by its place.
 *
 * header, 24 bytes: kind u32 | index u32 | slot i32 | lines u32 | note bytes u32 | 0 u32
 * a tag per line, u32: CRC-32 of the line, so that a damaged line is found within a damaged record
 * lines, 28 bytes each: from i32 | to i32 | item u32 | energy i64 [mWh] | amount i64 [micro-EUR]
 * note, UTF-8
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { ACCOUNTS, type Account, LINE_ITEMS, type LineItem } from '../settlement/items.ts';

export const RECORD_KINDS = ['step', 'month', 'correction', 'note'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** A row of participants (0 and above), or an account. */
export type Party = number;

/** The number that stands for an account in a record. */
export function partyOf(account: Account): Party {
  return -1 - ACCOUNTS.indexOf(account);
}

/** A payment: `from` pays `to`. */
export interface JournalLine {
  readonly from: Party;
  readonly to: Party;
  readonly item: LineItem;
  readonly energy_mWh: number;
  /** Above zero: `from` pays. */
  readonly amount_microEUR: number;
}

export interface JournalRecord {
  readonly kind: RecordKind;
  /** Step of the year, month (0..11), or what is corrected; -1 where it belongs to none. */
  readonly slot: number;
  readonly lines: readonly JournalLine[];
  readonly note?: string;
}

export const HEADER_BYTES = 24;
const TAG_BYTES = 4;
export const LINE_BYTES = 28;
const TWO_32 = 4294967296;

/** Where the parts of a record begin. */
export interface RecordShape {
  readonly kind: number;
  readonly index: number;
  readonly slot: number;
  readonly lines: number;
  readonly tagsAt: number;
  readonly linesAt: number;
  readonly noteAt: number;
  readonly length: number;
}

/** What the header of a record says; null where the bytes end before it. */
export function shapeOf(bytes: Uint8Array): RecordShape | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines = view.getUint32(12, true);
  const tagsAt = HEADER_BYTES;
  const linesAt = tagsAt + lines * TAG_BYTES;
  const noteAt = linesAt + lines * LINE_BYTES;
  return {
    kind: view.getUint32(0, true),
    index: view.getUint32(4, true),
    slot: view.getInt32(8, true),
    lines,
    tagsAt,
    linesAt,
    noteAt,
    length: noteAt + view.getUint32(16, true),
  };
}

/** @param index place of the record in its journal */
export function encodeRecord(record: JournalRecord, index: number): Uint8Array {
  const note = utf8ToBytes(record.note ?? '');
  const count = record.lines.length;
  const linesAt = HEADER_BYTES + count * TAG_BYTES;
  const bytes = new Uint8Array(linesAt + count * LINE_BYTES + note.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, RECORD_KINDS.indexOf(record.kind), true);
  view.setUint32(4, index, true);
  view.setInt32(8, record.slot, true);
  view.setUint32(12, count, true);
  view.setUint32(16, note.length, true);
  for (let i = 0; i < count; i++) {
    const line = record.lines[i]!;
    const at = linesAt + i * LINE_BYTES;
    view.setInt32(at, line.from, true);
    view.setInt32(at + 4, line.to, true);
    view.setUint32(at + 8, LINE_ITEMS.indexOf(line.item), true);
    setInteger(view, at + 12, line.energy_mWh);
    setInteger(view, at + 20, line.amount_microEUR);
    view.setUint32(HEADER_BYTES + i * TAG_BYTES, crc32(bytes, at, at + LINE_BYTES), true);
  }
  bytes.set(note, linesAt + count * LINE_BYTES);
  return bytes;
}

/** The lines of a record whose bytes were verified. */
export function decodeLines(bytes: Uint8Array): JournalLine[] {
  const shape = shapeOf(bytes);
  if (!shape || shape.noteAt > bytes.length) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: shape.lines }, (_, i) => {
    const at = shape.linesAt + i * LINE_BYTES;
    return {
      from: view.getInt32(at, true),
      to: view.getInt32(at + 4, true),
      item: LINE_ITEMS[view.getUint32(at + 8, true)] ?? 'otherPayment',
      energy_mWh: getInteger(view, at + 12),
      amount_microEUR: getInteger(view, at + 20),
    };
  });
}

/** First line whose tag does not fit it; -1 where all do. */
export function damagedLine(bytes: Uint8Array, shape: RecordShape): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < shape.lines; i++) {
    const at = shape.linesAt + i * LINE_BYTES;
    if (view.getUint32(shape.tagsAt + i * TAG_BYTES, true) !== crc32(bytes, at, at + LINE_BYTES)) return i;
  }
  return -1;
}

/** Two's complement of 64 bits in two words: a safe integer needs no more. */
function setInteger(view: DataView, at: number, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number that a journal can hold.`);
  const high = Math.floor(value / TWO_32);
  view.setUint32(at, value - high * TWO_32, true);
  view.setInt32(at + 4, high, true);
}

function getInteger(view: DataView, at: number): number {
  return view.getInt32(at + 4, true) * TWO_32 + view.getUint32(at, true);
}

/** CRC-32 of IEEE 802.3, by table. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0xffffffff;
  for (let i = from; i < to; i++) crc = CRC_TABLE[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
