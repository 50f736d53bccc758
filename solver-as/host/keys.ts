/**
 * Cheap 64-bit keys of typed arrays for the solver's caches. They tell changed inputs from unchanged ones within a
 * process; certificates and stored results use the content hash of models/core.
 */

const seen = new WeakMap<ArrayBufferView, string>();

function avalanche(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Key of an array's bytes. */
export function keyOf(array: ArrayBufferView): string {
  const words = array.byteLength >>> 2;
  const aligned = array.byteOffset % 4 === 0;
  const bytes = aligned ? array : new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice();
  const view = new Uint32Array(bytes.buffer, bytes.byteOffset, words);
  let a = 0x811c9dc5 ^ array.byteLength;
  let b = 0x9e3779b9 ^ array.byteLength;
  for (let i = 0; i < words; i++) {
    const word = view[i]!;
    a = Math.imul(a ^ word, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul((b << 13) | (b >>> 19), 5) ^ Math.imul(word, 0x9e3779b1);
  }
  const rest = new Uint8Array(bytes.buffer, bytes.byteOffset + words * 4, array.byteLength - words * 4);
  for (const byte of rest) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x9e3779b1);
  }
  return avalanche(a).toString(36) + avalanche(b).toString(36);
}

/** {@link keyOf} remembered by identity, for arrays that are never written after they are made. */
export function keyOfConstant(array: ArrayBufferView): string {
  const known = seen.get(array);
  if (known !== undefined) return known;
  const key = keyOf(array);
  seen.set(array, key);
  return key;
}
