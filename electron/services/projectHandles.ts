/**
 * Handles of project files. The window gets an id that stands for a path this host has given out: it cannot
 * make the host open or overwrite any other file.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import type { ProjectRef } from '../host-api/hostApi.ts';
import { HostError } from './hostError.ts';

export const PROJECT_EXTENSION = '.commonwatt';

export class ProjectHandles {
  readonly #paths = new Map<string, string>();

  /** Grants a path that the person, the recent list or the host's own folder named. */
  grant(path: string): string {
    const full = resolve(path);
    const id = createHash('sha256').update(full).digest('hex').slice(0, 32);
    this.#paths.set(id, full);
    return id;
  }

  /** @throws HostError `project.missing` for an id that this host did not give out */
  pathOf(ref: ProjectRef): string {
    const path = this.#paths.get(ref.id);
    if (path === undefined) throw new HostError('project.missing', 'This project was not opened here before.');
    return path;
  }

  /** @throws the file system's error where the file is not there */
  async refOf(path: string): Promise<ProjectRef> {
    const { mtime } = await stat(path);
    const name = basename(path, extname(path) === PROJECT_EXTENSION ? PROJECT_EXTENSION : '');
    return { id: this.grant(path), name, place: dirname(resolve(path)), modified: mtime.toISOString() };
  }
}
