/** The last unsaved state, for the start after a crash. */
import { join } from 'node:path';
import { z } from 'zod';
import type { ProjectContent } from '../host-api/hostApi.ts';
import type { FileSystem } from './fileSystem.ts';
import { HostError } from './hostError.ts';
import { readJson, writeJson } from './jsonFile.ts';
import { readProjectFile, writeProjectFile } from './projectFile.ts';

const schema = z.object({
  /** File that the project was saved to before; null for one that never was. */
  path: z.string().nullable(),
  savedAt: z.string(),
});
export type AutosaveNote = z.infer<typeof schema>;

export class Autosave {
  readonly #folder: string;
  readonly #fileSystem: FileSystem;
  readonly #now: () => Date;
  constructor(dataFolder: string, fileSystem: FileSystem, now: () => Date) {
    this.#folder = join(dataFolder, 'autosave');
    this.#fileSystem = fileSystem;
    this.#now = now;
  }
  get #project(): string {
    return join(this.#folder, 'autosave.commonwatt');
  }
  get #note(): string {
    return join(this.#folder, 'autosave.json');
  }

  /** The note is written last: a state without its note never was complete. */
  async keep(path: string | null, content: ProjectContent): Promise<void> {
    await this.#fileSystem.makeFolder(this.#folder);
    await writeProjectFile(this.#project, content, { fileSystem: this.#fileSystem });
    const note: AutosaveNote = { path, savedAt: this.#now().toISOString() };
    await writeJson(this.#note, note, this.#fileSystem);
  }

  note(): Promise<AutosaveNote | null> {
    return readJson(this.#note, schema);
  }

  /** @throws HostError `project.missing` where there is nothing to recover */
  async recover(): Promise<{ readonly note: AutosaveNote; readonly content: ProjectContent }> {
    const note = await this.note();
    if (note === null) throw new HostError('project.missing', 'There is no unsaved state to recover.');
    return { note, content: await readProjectFile(this.#project) };
  }

  async discard(): Promise<void> {
    await this.#fileSystem.remove(this.#note);
    await this.#fileSystem.remove(this.#project);
  }
}
