/** The methods of a host by name, and how their arguments travel. */
import type { HostApi, PickedFile } from './hostApi.ts';

/**
 * What a host serves across a process border: HostApi, and the reading of a project file whose bytes the
 * window already has (a browser's picker, a file dropped on the window).
 */
export interface RemoteHost extends HostApi {
  importProject(file: PickedFile): ReturnType<HostApi['openProject']>;
}

export const HOST_METHODS = [
  'info',
  'readSettings',
  'writeSettings',
  'recentProjects',
  'openProject',
  'importProject',
  'saveProject',
  'saveProjectAs',
  'autosave',
  'recoverable',
  'recover',
  'discardRecovery',
  'pickFile',
  'exportFile',
  'setUnsaved',
] as const satisfies readonly (keyof RemoteHost)[];

export type HostMethod = keyof RemoteHost;
export type HostArguments<M extends HostMethod> = Parameters<RemoteHost[M]>;

/** Name of the channel that carries a method between Electron's processes. */
export function channelOf(method: HostMethod): string {
  return `host:${method}`;
}

/** Arguments without trailing `undefined`, as they travel: a trailing argument that is left out is left out of the array. */
export function trimArguments(values: readonly unknown[]): unknown[] {
  let length = values.length;
  while (length > 0 && values[length - 1] === undefined) length--;
  return values.slice(0, length);
}
