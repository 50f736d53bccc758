/** The part of Node's file system that saving needs, so that tests can put a full or a read-only disk in its place. */
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface FileSystem {
  makeFolder(path: string): Promise<void>;
  write(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Forces the bytes of a file to the disk. */
  flush(path: string): Promise<void>;
  /** Puts a file in the place of another in one step. */
  replace(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

const BUSY = new Set(['EPERM', 'EACCES', 'EBUSY']);
const REPLACE_ATTEMPTS = 6;

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Without this the rename itself can be lost in a power cut; Windows cannot open a folder and needs no such step. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** On Windows a virus scanner may hold the target for a moment, so a refused rename is tried again. */
async function replace(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      break;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (process.platform !== 'win32' || !BUSY.has(code) || attempt === REPLACE_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt));
    }
  }
  await flushFolder(dirname(to));
}

export const nodeFileSystem: FileSystem = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  write: (path, bytes) => writeFile(path, bytes),
  flush,
  replace,
  remove: (path) => rm(path, { force: true }),
};

/** Path of a new file in the folder of `path`, from which a rename to `path` stays on one disk. */
export function temporaryBeside(path: string): string {
  return `${path}.${process.pid.toString(36)}${Math.random().toString(36).slice(2, 8)}.tmp`;
}

/**
 * Writes a file whole or not at all: whatever fails, the file that was there stays as it was.
 * @param fill writes the new content to the temporary path it is given
 */
export async function writeWhole(path: string, fileSystem: FileSystem, fill: (temporary: string) => void | Promise<void>): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await fill(temporary);
    await fileSystem.flush(temporary);
    await fileSystem.replace(temporary, path);
  } catch (error) {
    await fileSystem.remove(temporary).catch(() => undefined);
    throw error;
  }
}
