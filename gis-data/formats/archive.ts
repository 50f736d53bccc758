/** Unpacks ZIP archives under limits: declared and actual sizes, ratio, number of files, names. */
import { Inflate } from 'fflate';
import { InputError } from '#models/core/errors.ts';
import { type ArchiveEntry, archiveDirectory, safeName } from './archiveDirectory.ts';

export interface ArchiveLimits {
  /** For messages. */
  readonly fileName: string;
  /** Bytes of all files that are unpacked, together. */
  readonly mostBytes?: number;
  readonly mostFiles?: number;
  /** Unpacked over packed size of a file, beyond the first megabytes. */
  readonly mostRatio?: number;
  /** Which files to unpack; all where absent. Names are checked for all. */
  readonly select?: (name: string) => boolean;
}

const MOST_BYTES = 1 << 30;
const MOST_FILES = 10_000;
/** Coordinates and tables stay below 20, deflate itself ends at 1032. */
const MOST_RATIO = 200;
/** Small files may be packed as tightly as they like. */
const RATIO_FREE_BYTES = 16 << 20;
/** Packed bytes that are taken at a time: bounds what is unpacked before the sizes are looked at again. */
const STEP = 1 << 14;
const STORED = 0;
const DEFLATED = 8;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;

/**
 * Files of an archive by name, folders left out.
 * @throws InputError `archive.bomb`, `archive.path`, `archive.damaged`
 */
export function readArchive(bytes: Uint8Array, limits: ArchiveLimits): Map<string, Uint8Array> {
  const entries = archiveDirectory(bytes);
  if (!entries) throw damaged(limits, 'damaged');
  const { mostBytes = MOST_BYTES, mostFiles = MOST_FILES, select } = limits;
  if (entries.length > mostFiles) throw bomb(limits, 'entries');
  // Files that lie on top of each other multiply a small archive.
  if (entries.reduce((sum, entry) => sum + entry.packedSize, 0) > bytes.length) throw bomb(limits, 'overlap');
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const entry of entries) {
    const name = safeName(entry.name, limits.fileName);
    if (name.endsWith('/') || (select && !select(name))) continue;
    total += entry.size;
    if (total > mostBytes) throw bomb(limits, 'size');
    files.set(name, unpack(bytes, entry, limits));
  }
  return files;
}

function unpack(bytes: Uint8Array, entry: ArchiveEntry, limits: ArchiveLimits): Uint8Array {
  if (entry.isEncrypted) throw damaged(limits, 'encrypted');
  if (entry.method !== STORED && entry.method !== DEFLATED) throw damaged(limits, 'method');
  if (entry.size > RATIO_FREE_BYTES && entry.size > entry.packedSize * (limits.mostRatio ?? MOST_RATIO)) throw bomb(limits, 'ratio');
  const packed = packedBytes(bytes, entry, limits);
  if (entry.method === STORED) {
    if (packed.length !== entry.size) throw damaged(limits, 'damaged');
    return packed;
  }
  // Deflate cannot do better than 1032 to 1: a larger claim is not worth the memory.
  if (entry.size > packed.length * 1032 + 64) throw damaged(limits, 'damaged');
  const out = new Uint8Array(entry.size);
  let written = 0;
  const inflate = new Inflate((chunk) => {
    if (written + chunk.length > out.length) throw bomb(limits, 'declared');
    out.set(chunk, written);
    written += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length || at === 0; at += STEP) inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  } catch (error) {
    throw error instanceof InputError ? error : damaged(limits, 'damaged');
  }
  if (written !== out.length) throw damaged(limits, 'damaged');
  return out;
}

/** The entry's bytes behind its own header. */
function packedBytes(bytes: Uint8Array, entry: ArchiveEntry, limits: ArchiveLimits): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset } = entry;
  if (offset + LOCAL_LENGTH > bytes.length || view.getUint32(offset, true) !== LOCAL_SIGNATURE) throw damaged(limits, 'damaged');
  const start = offset + LOCAL_LENGTH + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + entry.packedSize > bytes.length) throw damaged(limits, 'damaged');
  return bytes.subarray(start, start + entry.packedSize);
}

const BOMB_TEXTS = {
  entries: 'it holds too many files',
  overlap: 'its files lie on top of each other',
  ratio: 'its content is packed beyond what real data allow',
  declared: 'a file in it is larger than it says',
  size: 'it is too large',
} as const;

function bomb(limits: ArchiveLimits, what: keyof typeof BOMB_TEXTS): InputError {
  return new InputError({
    code: 'archive.bomb',
    message: `The archive would unpack to more than it may: ${BOMB_TEXTS[what]}.`,
    where: limits.fileName,
    mend: 'Unpack it yourself and choose the file that you need, if you trust where it came from.',
    values: { what },
  });
}

const DAMAGE_TEXTS = {
  damaged: 'The archive is damaged.',
  encrypted: 'The archive is protected by a password.',
  method: 'The archive is packed in a way that is not known.',
} as const;

function damaged(limits: ArchiveLimits, what: keyof typeof DAMAGE_TEXTS): InputError {
  return new InputError({
    code: 'archive.damaged',
    message: DAMAGE_TEXTS[what],
    where: limits.fileName,
    mend: 'Pack it again as an ordinary ZIP file, without a password.',
    values: { what },
  });
}
