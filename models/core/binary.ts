/**
 * One byte form for everything that crosses a border with typed arrays in it (project file, HTTP,
 * result cache): MessagePack with one extension type per element type.
 */
import { decode, Encoder, ExtensionCodec } from '@msgpack/msgpack';

/**
 * Position is the extension type: only ever append. Bytes are among them because MessagePack's own form would
 * give them back as views that keep, and when posted copy, the whole file.
 */
const TYPED_ARRAYS = [
  Float64Array,
  Float32Array,
  Uint32Array,
  Int32Array,
  Uint16Array,
  Int16Array,
  Uint8ClampedArray,
  Int8Array,
  Uint8Array,
] as const;

const codec = new ExtensionCodec();
TYPED_ARRAYS.forEach((Type, index) => {
  codec.register({
    type: index + 1,
    encode: (value: unknown) => (value instanceof Type ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null),
    decode: (data: Uint8Array) => {
      // A copy of its own: aligned, and of nothing else (slice of a Node buffer would be a view).
      const aligned = new Uint8Array(data);
      return new Type(aligned.buffer, 0, aligned.byteLength / Type.BYTES_PER_ELEMENT);
    },
  });
});

/** Bytes of any value of plain objects, arrays, typed arrays and primitives. */
export function toBytes(value: unknown): Uint8Array {
  return new Encoder({ extensionCodec: codec, ignoreUndefined: true }).encode(value);
}

/** The value that {@link toBytes} wrote. Throws on bytes that are not MessagePack. */
export function fromBytes<T>(bytes: Uint8Array): T {
  return decode(bytes, { extensionCodec: codec }) as T;
}
