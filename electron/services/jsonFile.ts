/** A small JSON file in the data folder, written whole or not at all. */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { type FileSystem, writeWhole } from './fileSystem.ts';

/** What the file holds, or null where it is missing or not of the expected shape: such a file is worth no error. */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** @throws the file system's error */
export async function writeJson(path: string, value: unknown, fileSystem: FileSystem): Promise<void> {
  await fileSystem.makeFolder(dirname(path));
  await writeWhole(path, fileSystem, (temporary) => fileSystem.write(temporary, `${JSON.stringify(value, null, 2)}\n`));
}
