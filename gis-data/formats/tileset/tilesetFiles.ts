/** The files of a 3D Tiles tileset by their paths, wherever they come from. */
import { InputError } from '#models/core/errors.ts';
import { readArchive } from '../archive.ts';
import { safeName } from '../archiveDirectory.ts';
import type { InputFile } from '../readDistrict.ts';

export interface TilesetFiles {
  readonly name: string;
  /** Path of the tileset that the others hang on. */
  readonly root: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export type TilesetFault = 'none' | 'json' | 'version' | 'size';

const FAULTS: Readonly<Record<TilesetFault, readonly [message: string, mend: string]>> = {
  none: ['There is no tileset.json.', 'Choose the folder or the archive that holds tileset.json and its tiles.'],
  json: ['The tileset.json is damaged or has no root tile.', 'Copy or export the tileset again.'],
  version: ['The version of the tileset is not known.', 'Export it as 3D Tiles 1.0 or 1.1.'],
  size: ['The tileset has too many tiles.', 'Cut out the part around the district first.'],
};

export function tilesetError(what: TilesetFault, where: string): InputError {
  const [message, mend] = FAULTS[what];
  return new InputError({ code: 'tileset.structure', message, where, mend, values: { what } });
}

/**
 * Unpacks an archive, or takes the files of a folder; the tileset nearest to the top is the root.
 * @throws InputError `archive.bomb`, `archive.path`, `archive.damaged`, `tileset.structure`
 */
export function tilesetFiles(name: string, given: Uint8Array | readonly InputFile[]): TilesetFiles {
  const files =
    given instanceof Uint8Array
      ? readArchive(given, { fileName: name })
      : new Map(given.map((file) => [safeName(file.name, name), file.bytes] as const));
  const roots = [...files.keys()].filter((path) => /(^|\/)tileset\.json$/i.test(path));
  roots.sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  // A single document may have any name.
  const root = roots[0] ?? (files.size === 1 ? [...files.keys()][0] : undefined);
  if (root === undefined) throw tilesetError('none', name);
  return { name, root, files };
}

/**
 * Where a link in a file leads.
 * @param from path of the file that holds the link
 * @returns a path among the files' own; null where it leads out of them, or to another machine
 */
export function resolveLink(from: string, link: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(link.replace(/[?#].*$/s, '')).replaceAll('\\', '/');
  } catch {
    return null;
  }
  if (path.startsWith('/') || /^[a-z][a-z\d+.-]*:/i.test(path) || path.includes('\0')) return null;
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return null;
      parts.pop();
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
