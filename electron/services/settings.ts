/** The person's small settings: language, theme, panel sizes. */
import { join } from 'node:path';
import { z } from 'zod';
import type { FileSystem } from './fileSystem.ts';
import { readJson, writeJson } from './jsonFile.ts';

const schema = z.record(z.string(), z.unknown());

export class SettingsStore {
  readonly #path: string;
  readonly #fileSystem: FileSystem;
  constructor(dataFolder: string, fileSystem: FileSystem) {
    this.#path = join(dataFolder, 'settings.json');
    this.#fileSystem = fileSystem;
  }
  /** Empty where nothing was kept yet. */
  async read(): Promise<Readonly<Record<string, unknown>>> {
    return (await readJson(this.#path, schema)) ?? {};
  }
  write(settings: Readonly<Record<string, unknown>>): Promise<void> {
    return writeJson(this.#path, settings, this.#fileSystem);
  }
}
