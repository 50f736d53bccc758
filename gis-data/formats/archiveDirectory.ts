/** The table of contents of a ZIP archive, without unpacking anything. */
import { InputError } from '#models/core/errors.ts';
import { textIn, textOf } from './text.ts';

export interface ArchiveEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Bytes in the archive, as declared. */
  readonly packedSize: number;
  /** Bytes after unpacking, as declared. */
  readonly size: number;
  /** Where the entry's own header begins. */
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const LONGEST_COMMENT = 0xffff;
/** Stands for "see the extra field" in archives above 4 GB, which are not read. */
const ZIP64 = 0xffffffff;
const UTF8_NAMES = 0x0800;

/**
 * Entries in the order of the archive's directory, folders among them.
 * @returns null where the bytes have no whole directory: the beginning of an archive, or a damaged one
 */
export function archiveDirectory(bytes: Uint8Array): readonly ArchiveEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ArchiveEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_LENGTH > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) return null;
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const next = at + ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return null;
    const entry = {
      name: nameOf(bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength), (flags & UTF8_NAMES) !== 0),
      method: view.getUint16(at + 10, true),
      isEncrypted: (flags & 1) !== 0,
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    if (entry.packedSize === ZIP64 || entry.size === ZIP64 || entry.offset === ZIP64) return null;
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** Names without the flag are of the packer's own code page; only their ASCII part can be told. */
function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
  return isUtf8 ? textOf(bytes) : (textIn(bytes, 'utf-8') ?? textIn(bytes, 'windows-1252') ?? textOf(bytes));
}

function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return -1;
}

/**
 * A name as a relative path with forward slashes.
 * @throws InputError `archive.path` for names that lead out of the archive
 */
export function safeName(name: string, archive: string): string {
  const path = name.replaceAll('\\', '/');
  const leadsOut = path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0') || path.split('/').includes('..');
  if (!leadsOut) return path;
  throw new InputError({
    code: 'archive.path',
    message: `The archive names a file outside itself: '${name.slice(0, 120)}'.`,
    where: archive,
    mend: 'Nothing was unpacked. Pack the archive again, if you trust where it came from.',
    values: { name: name.slice(0, 120) },
  });
}
