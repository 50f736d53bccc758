/** Projects opened or saved lately. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { FileSystem } from './fileSystem.ts';
import { readJson, writeJson } from './jsonFile.ts';

const schema = z.array(z.string());
/** As many as a start screen shows. */
const LIMIT = 12;

export class RecentList {
  readonly #path: string;
  readonly #fileSystem: FileSystem;
  constructor(dataFolder: string, fileSystem: FileSystem) {
    this.#path = join(dataFolder, 'recent.json');
    this.#fileSystem = fileSystem;
  }
  /** Paths, newest first; files may have gone meanwhile. */
  async paths(): Promise<readonly string[]> {
    return (await readJson(this.#path, schema)) ?? [];
  }
  async add(path: string): Promise<void> {
    const full = resolve(path);
    const paths = [full, ...(await this.paths()).filter((known) => known !== full)].slice(0, LIMIT);
    await writeJson(this.#path, paths, this.#fileSystem);
  }
}
