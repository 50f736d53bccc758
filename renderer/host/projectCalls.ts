/** The calls of the web host that carry a whole project, made by a worker. */
import { transfer, wrap } from 'comlink';
import type { ProjectContent } from '#electron/host-api/hostApi.ts';
import type { HttpHost } from '#electron/host-api/http.ts';

export type ProjectCalls = Pick<HttpHost, 'openProject' | 'importProject' | 'recover' | 'saveProject' | 'saveProjectAs' | 'autosave'>;

/** Memory of a project's blobs, to be moved between threads. */
export function contentBuffers(content: ProjectContent): ArrayBuffer[] {
  const blobs = [content.district, content.weather, ...Object.values(content.results)];
  return [...new Set(blobs.map((blob) => blob.buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}

interface ProjectWorker {
  call(token: string, method: keyof ProjectCalls, values: readonly unknown[]): Promise<unknown>;
}

/** @param token of the page; every call to the host carries it */
export function createProjectCalls(token: string): ProjectCalls {
  const worker = wrap<ProjectWorker>(new Worker(new URL('./project.worker.ts', import.meta.url), { type: 'module', name: 'project' }));
  async function call<M extends keyof ProjectCalls>(
    method: M,
    values: Parameters<ProjectCalls[M]>,
    content?: ProjectContent,
  ): Promise<Awaited<ReturnType<ProjectCalls[M]>>> {
    // Content is used once: it moves instead of being copied.
    const sent: readonly unknown[] = content ? transfer(values, contentBuffers(content)) : values;
    return (await worker.call(token, method, sent)) as Awaited<ReturnType<ProjectCalls[M]>>;
  }
  return {
    openProject: (ref) => call('openProject', [ref]),
    importProject: (file) => call('importProject', [file]),
    recover: () => call('recover', []),
    saveProject: (ref, content) => call('saveProject', [ref, content], content),
    saveProjectAs: (name, content) => call('saveProjectAs', [name, content], content),
    autosave: (ref, content) => call('autosave', [ref, content], content),
  };
}
