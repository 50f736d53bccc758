/** A file of the renderer's build by its URL path. */
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { mediaType } from '../policy/mediaTypes.ts';
import { confinedPath, isInside } from '../policy/paths.ts';

export interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** Null where the path is malformed, leads out of the root (through a link too) or names nothing. */
export async function readStaticFile(root: string, urlPath: string): Promise<StaticFile | null> {
  const path = confinedPath(urlPath);
  if (path === null) return null;
  try {
    const file = await realpath(join(root, path));
    if (!isInside(await realpath(root), file, sep)) return null;
    return { bytes: new Uint8Array(await readFile(file)), type: mediaType(path) };
  } catch {
    return null;
  }
}
