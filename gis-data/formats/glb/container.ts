/** The binary glTF 2.0 container: a JSON chunk and one buffer whose views start on multiples of eight bytes. */
import { utf8ToBytes } from '@noble/hashes/utils.js';

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
/** EXT_structural_metadata asks for eight; accessors are content with four. */
const ALIGNMENT = 8;

export const ARRAY_BUFFER = 34962;
export const ELEMENT_ARRAY_BUFFER = 34963;

interface BufferView {
  readonly buffer: 0;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly target?: number;
}

/** Collects the views of the one buffer. */
export class GlbBuffer {
  readonly #parts: { readonly data: ArrayBufferView; readonly offset: number }[] = [];
  readonly views: BufferView[] = [];
  #length = 0;

  get byteLength(): number {
    return this.#length;
  }

  /** Adds a view and returns its index. */
  add(data: ArrayBufferView, target?: number): number {
    this.#parts.push({ data, offset: this.#length });
    this.views.push({ buffer: 0, byteOffset: this.#length, byteLength: data.byteLength, ...(target === undefined ? {} : { target }) });
    this.#length = Math.ceil((this.#length + data.byteLength) / ALIGNMENT) * ALIGNMENT;
    return this.views.length - 1;
  }

  /** Copies the data to a place in a file. */
  copyTo(file: Uint8Array, at: number): void {
    for (const { data, offset } of this.#parts) {
      file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at + offset);
    }
  }
}

/** The file of a glTF document; its `buffers` and `bufferViews` are filled in here. */
export function glbFile(document: Readonly<Record<string, unknown>>, buffer: GlbBuffer): Uint8Array {
  const whole = buffer.byteLength > 0 ? { ...document, buffers: [{ byteLength: buffer.byteLength }], bufferViews: buffer.views } : document;
  const json = utf8ToBytes(JSON.stringify(whole));
  const jsonLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  // Both headers together are 20 bytes, and 8 before the buffer: pad the JSON so that the buffer lies on eight bytes too.
  const paddedJson = jsonLength + 4;
  const binary = buffer.byteLength > 0 ? 8 + buffer.byteLength : 0;
  const file = new Uint8Array(20 + paddedJson + binary);
  const header = new DataView(file.buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint32(4, 2, true);
  header.setUint32(8, file.length, true);
  header.setUint32(12, paddedJson, true);
  header.setUint32(16, JSON_CHUNK, true);
  file.set(json, 20);
  file.fill(0x20, 20 + json.length, 20 + paddedJson);
  if (binary === 0) return file;
  header.setUint32(20 + paddedJson, buffer.byteLength, true);
  header.setUint32(24 + paddedJson, BINARY_CHUNK, true);
  buffer.copyTo(file, 28 + paddedJson);
  return file;
}
