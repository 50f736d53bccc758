/** Real files beside a checkout; they are not part of the program, and seeds do without them where they are not there. */
import { readFile } from 'node:fs/promises';

const FOLDER = new URL('../../../../shared/data/', import.meta.url);

export async function realFile(name: string, folder = 'gis'): Promise<Buffer | null> {
  try {
    return await readFile(new URL(`${folder}/${name}`, FOLDER));
  } catch {
    return null;
  }
}
