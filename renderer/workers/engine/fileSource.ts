/** A file of the window as readers take it: bytes that are here, or a file that is read piece by piece where it lies. */
import type { FileSource } from '#gis-data/formats/readStream.ts';
import { InputError } from '#models/core/errors.ts';
import type { GivenFile } from '../engineApi.ts';

/** Bytes that are asked for at a time. */
const CHUNK_BYTES = 1 << 20;

/** @throws InputError `file.unreadable` where the file was moved or changed since it was dropped */
async function bytesOf(name: string, blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw new InputError({
      code: 'file.unreadable',
      message: `The file cannot be read (${error instanceof Error ? error.name : String(error)}).`,
      where: name,
      mend: 'Check that it is still there and choose it again.',
      values: { file: name },
    });
  }
}

async function* chunksOf(name: string, blob: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.size; at += CHUNK_BYTES) yield await bytesOf(name, blob.slice(at, at + CHUNK_BYTES));
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export function fileSource(file: GivenFile): FileSource {
  const { name } = file;
  if ('bytes' in file) {
    const { bytes } = file;
    return {
      name,
      size_bytes: bytes.length,
      head: async (most) => bytes.subarray(0, most),
      chunks: () => inOnePiece(bytes),
      bytes: async () => bytes,
    };
  }
  const { blob } = file;
  return {
    name,
    size_bytes: blob.size,
    head: (most) => bytesOf(name, blob.slice(0, most)),
    chunks: () => chunksOf(name, blob),
    bytes: () => bytesOf(name, blob),
  };
}
