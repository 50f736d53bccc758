/** The real disk, until a test says otherwise: full, read-only or held up. */
import { type FileSystem, nodeFileSystem } from '#electron/services/fileSystem.ts';

export interface UnreliableDisk extends FileSystem {
  /** Code that every write fails with from now on, such as `ENOSPC`; null for none. */
  refuse: string | null;
  /** Stops the next file right before it is put in its place. */
  hold(): Hold;
}

export interface Hold {
  /** Resolves when a written file waits to be put in its place. */
  readonly reached: Promise<void>;
  release(): void;
}

export function unreliableDisk(): UnreliableDisk {
  let held: { readonly reach: () => void; readonly released: Promise<void> } | null = null;
  function guard(): void {
    if (disk.refuse !== null) throw Object.assign(new Error(`${disk.refuse}: simulated`), { code: disk.refuse });
  }
  const disk: UnreliableDisk = {
    refuse: null,
    hold() {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      held = { reach: reached.resolve, released: released.promise };
      return { reached: reached.promise, release: released.resolve };
    },
    makeFolder: (path) => nodeFileSystem.makeFolder(path),
    async write(path, bytes) {
      guard();
      await nodeFileSystem.write(path, bytes);
    },
    async flush(path) {
      guard();
      await nodeFileSystem.flush(path);
    },
    async replace(from, to) {
      guard();
      const waiting = held;
      held = null;
      waiting?.reach();
      await waiting?.released;
      await nodeFileSystem.replace(from, to);
    },
    remove: (path) => nodeFileSystem.remove(path),
  };
  return disk;
}
