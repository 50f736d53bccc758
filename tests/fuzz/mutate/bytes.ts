/** Damage to bytes that knows nothing of what they mean. */
import type { RandomStream } from '#models/core/random.ts';

export type BytesMutator = (bytes: Uint8Array, random: RandomStream) => Uint8Array;

/** Mutants never grow beyond this, so that a hang is the reader's and not the file's. */
export const MOST_BYTES = 4 << 20;

function place(bytes: Uint8Array, random: RandomStream): number {
  return bytes.length === 0 ? 0 : random.integer(0, bytes.length - 1);
}

/** A stretch of at most `most` bytes. */
function stretch(bytes: Uint8Array, random: RandomStream, most: number): readonly [from: number, to: number] {
  const from = place(bytes, random);
  return [from, Math.min(bytes.length, from + random.integer(1, Math.max(1, Math.min(most, bytes.length))))];
}

/** `bytes` with [from, to) replaced. */
export function spliced(bytes: Uint8Array, from: number, to: number, middle: Uint8Array): Uint8Array {
  const kept = middle.subarray(0, Math.max(0, MOST_BYTES - bytes.length));
  const out = new Uint8Array(from + kept.length + bytes.length - to);
  out.set(bytes.subarray(0, from));
  out.set(kept, from);
  out.set(bytes.subarray(to), from + kept.length);
  return out;
}

const flipBits: BytesMutator = (bytes, random) => {
  const out = bytes.slice();
  if (out.length === 0) return out;
  for (let i = random.integer(1, 8); i > 0; i--) out[place(out, random)]! ^= 1 << random.integer(0, 7);
  return out;
};

const insertBytes: BytesMutator = (bytes, random) => {
  const at = place(bytes, random);
  const length = random.integer(1, 16);
  const fixed = random.next() < 0.5 ? random.pick([0, 0xff, 0x20, 0x7f, 0x80]) : null;
  return spliced(
    bytes,
    at,
    at,
    Uint8Array.from({ length }, () => fixed ?? random.integer(0, 255)),
  );
};

const deleteBytes: BytesMutator = (bytes, random) => {
  const [from, to] = stretch(bytes, random, random.next() < 0.7 ? 16 : 4096);
  return spliced(bytes, from, to, new Uint8Array());
};

const overwrite: BytesMutator = (bytes, random) => {
  const [from, to] = stretch(bytes, random, 64);
  return bytes.slice().fill(random.pick([0, 0xff, 0x20, 0x80]), from, to);
};

const truncate: BytesMutator = (bytes, random) => bytes.slice(0, place(bytes, random));
const behead: BytesMutator = (bytes, random) => bytes.slice(Math.min(place(bytes, random), 4096));

const duplicate: BytesMutator = (bytes, random) => {
  const [from, to] = stretch(bytes, random, 4096);
  const chunk = bytes.slice(from, to);
  const times = random.next() < 0.8 ? 1 : random.integer(2, 64);
  const repeated = new Uint8Array(chunk.length * times);
  for (let i = 0; i < times; i++) repeated.set(chunk, i * chunk.length);
  const at = random.next() < 0.5 ? to : place(bytes, random);
  return spliced(bytes, at, at, repeated);
};

/** Two neighbouring stretches change places. */
const shuffle: BytesMutator = (bytes, random) => {
  const [from, middle] = stretch(bytes, random, 2048);
  const to = Math.min(bytes.length, middle + random.integer(1, 2048));
  const out = bytes.slice();
  out.set(bytes.subarray(middle, to), from);
  out.set(bytes.subarray(from, middle), from + to - middle);
  return out;
};

const EXTREMES_32 = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const EXTREMES_64 = [0, -0, 1e308, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e15, -1];

/** Counts, offsets and coordinates of binary files: fields in either byte order become extreme. */
export const extremeField: BytesMutator = (bytes, random) => {
  const out = bytes.slice();
  if (out.length < 8) return out;
  const view = new DataView(out.buffer);
  const inHead = random.next() < 0.5;
  const last = Math.min(out.length, inHead ? 256 : out.length) - 8;
  let at = random.integer(0, Math.max(0, last));
  if (random.next() < 0.6) at -= at % 4;
  const little = random.next() < 0.6;
  const kind = random.integer(0, 3);
  if (kind === 0) view.setUint16(at, random.pick(EXTREMES_32) & 0xffff, little);
  else if (kind === 1) view.setUint32(at, random.pick(EXTREMES_32), little);
  else if (kind === 2) view.setFloat64(at, random.pick(EXTREMES_64), little);
  else view.setUint32(at, (view.getUint32(at, little) + random.pick([-1, 1, 7, 255, -256])) >>> 0, little);
  return out;
};

export const BYTE_MUTATORS: readonly BytesMutator[] = [
  flipBits,
  flipBits,
  insertBytes,
  deleteBytes,
  overwrite,
  truncate,
  behead,
  duplicate,
  shuffle,
];
