/**
 * Content hash of simulation inputs: SHA-256 over a canonical byte form (sorted keys, typed arrays by
 * element type and little-endian bytes), so that equal inputs have equal hashes on every machine.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

type Hasher = ReturnType<typeof sha256.create>;

function feed(hasher: Hasher, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hasher.update(utf8ToBytes(`${value.constructor.name}:${value.byteLength};`));
    hasher.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return;
  }
  if (Array.isArray(value)) {
    hasher.update(utf8ToBytes(`[${value.length};`));
    for (const item of value) feed(hasher, item);
    return;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    hasher.update(utf8ToBytes(`{${entries.length};`));
    for (const [key, item] of entries) {
      hasher.update(utf8ToBytes(`${key.length}:${key}=`));
      feed(hasher, item);
    }
    return;
  }
  const text = typeof value === 'number' && Object.is(value, -0) ? '0' : String(value);
  hasher.update(utf8ToBytes(`${typeof value}:${text.length}:${text};`));
}

/** Hex SHA-256 of any value made of plain objects, arrays, typed arrays and primitives. */
export function contentHash(value: unknown): string {
  const hasher = sha256.create();
  feed(hasher, value);
  return bytesToHex(hasher.digest());
}
