/** What a person dropped: files, and those of folders with their paths. */

/** Unread: where it lies, under its name; with its path from the dropped folder on where it comes from one. */
export interface DroppedFile {
  readonly name: string;
  readonly blob: File;
}

/** A whole disk must not be walked through because it was dropped by mistake. */
export const MOST_DROPPED = 50_000;

/** A folder with more than {@link MOST_DROPPED} files. */
export class FolderTooLarge extends Error {
  readonly folder: string;

  constructor(folder: string) {
    super(`More than ${MOST_DROPPED} files in ${folder}`);
    this.name = 'FolderTooLarge';
    this.folder = folder;
  }
}

/**
 * Files of a drop. To be called within the event's handler: afterwards the browser has forgotten what was dropped.
 * @throws FolderTooLarge
 */
export function droppedFiles(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const entries = [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry());
  const loose = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve(loose.map(named));
  return walked(entries, loose);
}

function named(file: File): DroppedFile {
  return { name: file.name, blob: file };
}

async function walked(entries: readonly (FileSystemEntry | null)[], loose: readonly File[]): Promise<readonly DroppedFile[]> {
  const found: DroppedFile[] = [];
  for (const [i, entry] of entries.entries()) {
    if (entry && isFolder(entry)) await collect(entry, found, entry.name);
    else {
      const file = loose[i];
      if (file) found.push(named(file));
    }
  }
  return found;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

async function collect(folder: FileSystemDirectoryEntry, found: DroppedFile[], dropped: string): Promise<void> {
  const reader = folder.createReader();
  // A call gives some of the entries; none are left when it gives none.
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const entry of some) {
      if (isFolder(entry)) await collect(entry, found, dropped);
      else if (isFile(entry)) {
        const blob = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
        found.push({ name: entry.fullPath.replace(/^\//, ''), blob });
      }
      if (found.length > MOST_DROPPED) throw new FolderTooLarge(dropped);
    }
  }
}
