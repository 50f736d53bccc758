/** The host contract on Node: what Electron's main and the web host serve, each with its own way to ask for files. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import type { HostInfo, PickedFile, ProjectContent, ProjectRef } from '../host-api/hostApi.ts';
import type { RemoteHost } from '../host-api/hostMethods.ts';
import { freeName, safeFileName } from '../policy/fileName.ts';
import { Autosave } from './autosave.ts';
import { type FileSystem, nodeFileSystem, temporaryBeside, writeWhole } from './fileSystem.ts';
import { HostError, hostResult } from './hostError.ts';
import { readProjectFile, writeProjectFile } from './projectFile.ts';
import { PROJECT_EXTENSION, ProjectHandles } from './projectHandles.ts';
import { RecentList } from './recent.ts';
import { SettingsStore } from './settings.ts';

/** How a host asks the person for files; a path, or null where the person cancels. */
export interface FileDialogs {
  askProjectToOpen(): Promise<string | null>;
  askProjectToSave(suggestedName: string): Promise<string | null>;
  askFileToRead(kinds: readonly string[]): Promise<string | null>;
  askFileToWrite(suggestedName: string): Promise<string | null>;
}

export interface HostOptions {
  readonly kind: HostInfo['kind'];
  readonly version: string;
  readonly dataFolder: string;
  /** Null where the browser asks: files then come with `importProject` and projects stay in the host's own folder. */
  readonly dialogs: FileDialogs | null;
  readonly fileSystem?: FileSystem;
  readonly now?: () => Date;
  readonly onUnsaved?: (unsaved: boolean) => void;
}

export interface NodeHost {
  readonly api: RemoteHost;
  /**
   * Names a project that the system handed over (double click, command line); the window finds it in `info`.
   * @throws the file system's error where the file is not there
   */
  startWith(path: string): Promise<void>;
  /** Resolves when no save is running. */
  idle(): Promise<void>;
}

type Opened = { readonly ref: ProjectRef; readonly content: ProjectContent };

function noDialogs(): never {
  throw new HostError('request.invalid', 'This host has no file dialogs; the browser picks and hands out files.');
}

function chosen(path: string | null): string {
  if (path === null) throw new HostError('cancelled', 'Nothing was chosen.');
  return path;
}

function withExtension(path: string): string {
  return path.toLowerCase().endsWith(PROJECT_EXTENSION) ? path : `${path}${PROJECT_EXTENSION}`;
}

export function createNodeHost(options: HostOptions): NodeHost {
  const { dialogs } = options;
  let startProject: ProjectRef | null = null;
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  const projectFolder = join(options.dataFolder, 'projects');
  const handles = new ProjectHandles();
  const settings = new SettingsStore(options.dataFolder, fileSystem);
  const recent = new RecentList(options.dataFolder, fileSystem);
  const autosave = new Autosave(options.dataFolder, fileSystem, options.now ?? (() => new Date()));

  // Writes run one after the other, so that an autosave cannot overtake a save.
  let writes: Promise<unknown> = Promise.resolve();
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = writes.then(task, task);
    writes = turn.catch(() => undefined);
    return turn;
  }

  async function ownProjects(): Promise<string[]> {
    const names = await readdir(projectFolder).catch((): string[] => []);
    return names.filter((name) => name.endsWith(PROJECT_EXTENSION)).map((name) => join(projectFolder, name));
  }

  async function freePath(suggestedName: string): Promise<string> {
    await fileSystem.makeFolder(projectFolder);
    const taken = new Set((await ownProjects()).map((path) => basename(path).toLowerCase()));
    const plain = safeFileName(suggestedName.replace(/\.commonwatt$/i, ''), 'Project');
    const name = freeName(plain, (candidate) => taken.has(`${candidate}${PROJECT_EXTENSION}`.toLowerCase()));
    return join(projectFolder, `${name}${PROJECT_EXTENSION}`);
  }

  /** The recent list is a convenience: a full disk there must not turn a finished save into a failure. */
  async function remember(path: string): Promise<void> {
    if (dialogs !== null) await recent.add(path).catch(() => undefined);
  }

  async function recentProjects(): Promise<readonly ProjectRef[]> {
    const paths = dialogs === null ? await ownProjects() : await recent.paths();
    const refs = await Promise.all(paths.map((path) => handles.refOf(path).catch(() => null)));
    const present = refs.filter((ref) => ref !== null);
    return dialogs === null ? present.sort((a, b) => b.modified.localeCompare(a.modified)) : present;
  }

  async function openPath(path: string): Promise<Opened> {
    const content = await readProjectFile(path);
    await remember(path);
    return { ref: await handles.refOf(path), content };
  }

  /** Handles are given out anew after a restart: the recent list names the same files. */
  async function pathOf(ref: ProjectRef): Promise<string> {
    try {
      return handles.pathOf(ref);
    } catch {
      await recentProjects();
      return handles.pathOf(ref);
    }
  }

  async function save(path: string, content: ProjectContent): Promise<ProjectRef> {
    await writeProjectFile(path, content, { fileSystem });
    await remember(path);
    await autosave.discard().catch(() => undefined);
    return handles.refOf(path);
  }

  async function refOrNull(path: string | null): Promise<ProjectRef | null> {
    return path === null ? null : handles.refOf(path).catch(() => null);
  }

  async function importProject(file: PickedFile): Promise<Opened> {
    await fileSystem.makeFolder(projectFolder);
    const path = await freePath(file.name);
    // Read it aside first: what is not a project must not end up among the projects.
    const aside = temporaryBeside(path);
    try {
      await writeFile(aside, file.bytes);
      await readProjectFile(aside);
    } finally {
      await rm(aside, { force: true });
    }
    await writeWhole(path, fileSystem, (temporary) => fileSystem.write(temporary, file.bytes));
    return openPath(path);
  }

  const api: RemoteHost = {
    info: async () => ({
      kind: options.kind,
      version: options.version,
      platform: process.platform,
      processors: availableParallelism(),
      ...(startProject === null ? {} : { startProject }),
    }),
    readSettings: () => hostResult(() => settings.read()),
    writeSettings: (values) =>
      hostResult(() =>
        inTurn(async () => {
          await settings.write(values);
          return null;
        }),
      ),
    recentProjects: () => hostResult(recentProjects),
    openProject: (ref) =>
      hostResult(async () => openPath(ref === undefined ? chosen(await (dialogs?.askProjectToOpen() ?? noDialogs())) : await pathOf(ref))),
    saveProject: (ref, content) => hostResult(() => inTurn(async () => save(await pathOf(ref), content))),
    saveProjectAs: (suggestedName, content) =>
      hostResult(async () => {
        const name = safeFileName(suggestedName, 'Project');
        const asked = dialogs === null ? null : withExtension(chosen(await dialogs.askProjectToSave(name)));
        return inTurn(async () => save(asked ?? (await freePath(name)), content));
      }),
    autosave: (ref, content) =>
      hostResult(() =>
        inTurn(async () => {
          await autosave.keep(ref === null ? null : await pathOf(ref), content);
          return null;
        }),
      ),
    recoverable: () =>
      hostResult(async () => {
        const note = await autosave.note();
        return note === null ? null : { ref: await refOrNull(note.path), savedAt: note.savedAt };
      }),
    recover: () =>
      hostResult(async () => {
        const { note, content } = await autosave.recover();
        return { ref: await refOrNull(note.path), content };
      }),
    discardRecovery: () =>
      hostResult(() =>
        inTurn(async () => {
          await autosave.discard();
          return null;
        }),
      ),
    pickFile: (kinds) =>
      hostResult(async () => {
        const path = chosen(await (dialogs?.askFileToRead(kinds) ?? noDialogs()));
        return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
      }),
    exportFile: (suggestedName, _mediaType, bytes) =>
      hostResult(async () => {
        const name = safeFileName(suggestedName, 'export');
        const path = chosen(await (dialogs?.askFileToWrite(name) ?? noDialogs()));
        await inTurn(() => writeWhole(path, fileSystem, (temporary) => fileSystem.write(temporary, bytes)));
        return null;
      }),
    setUnsaved: async (unsaved) => options.onUnsaved?.(unsaved),
    importProject: (file) => hostResult(() => inTurn(() => importProject(file))),
  };

  return {
    api,
    startWith: async (path) => {
      startProject = await handles.refOf(path);
    },
    idle: async () => {
      await writes;
    },
  };
}
