/** Files that a path stands for: a folder's, or those beside a file that belong to it. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { groupFiles } from '#gis-data/formats/groupFiles.ts';
import type { InputFile } from '#gis-data/formats/readDistrict.ts';
import { InputError } from '#models/core/errors.ts';

/** Files of a folder, and their bytes together. */
const MOST_FILES = 50_000;
const MOST_BYTES = 2 ** 31;

/**
 * The file of a path with all that belongs to it.
 * @returns null for a file that stands alone, and for what is not there
 * @throws InputError `folder.tooLarge`
 */
export async function filesTogether(path: string): Promise<readonly InputFile[] | null> {
  const found = await stat(path).catch(() => null);
  if (!found) return null;
  if (found.isDirectory()) return folderFiles(path);
  const folder = dirname(path);
  const stem = stemOf(basename(path));
  const siblings = (await readdir(folder).catch(() => [])).filter((name) => stemOf(name) === stem);
  // By their names first: only what belongs together is read.
  const groups = groupFiles(siblings.map((name) => ({ name, bytes: new Uint8Array(0) })));
  const group = groups.find((one) => one.main.name === basename(path) && one.parts.length > 0);
  if (!group) return null;
  return Promise.all([group.main, ...group.parts].map(async ({ name }) => ({ name, bytes: await readFile(join(folder, name)) })));
}

/** Name up to its first dot: `dem.tif` and `dem.tif.aux.xml` are of one. */
function stemOf(name: string): string {
  return (name.split('.')[0] ?? '').toLowerCase();
}

async function folderFiles(folder: string): Promise<readonly InputFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files: InputFile[] = [];
  let bytes = 0;
  for (const path of paths) {
    bytes += (await stat(path)).size;
    if (paths.length > MOST_FILES || bytes > MOST_BYTES) throw tooLarge(folder);
    files.push({ name: relative(folder, path).split(sep).join('/'), bytes: await readFile(path) });
  }
  return files;
}

function tooLarge(folder: string): InputError {
  return new InputError({
    code: 'folder.tooLarge',
    message: 'The folder holds too many files, or too large ones.',
    where: folder,
    mend: 'Name the one file that you need.',
  });
}
