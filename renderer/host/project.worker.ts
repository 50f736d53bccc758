/**
 * Projects over HTTP beside the main thread: those of a large district take long enough to write, send and read that
 * the window would stand still meanwhile, at every autosave.
 */
import { expose, transfer } from 'comlink';
import type { HostResult, ProjectContent } from '#electron/host-api/hostApi.ts';
import { createHttpHost } from '#electron/host-api/http.ts';
import { contentBuffers, type ProjectCalls } from './projectCalls.ts';

/** Content is used once: it moves instead of being copied. */
function moved<T extends { readonly content: ProjectContent }>(answer: HostResult<T>): HostResult<T> {
  return answer.ok ? transfer(answer, contentBuffers(answer.value.content)) : answer;
}

/** @param token of the page, which a worker cannot read */
function connect(token: string): ProjectCalls {
  const http = createHttpHost((url, request) => fetch(url, request), '', token);
  return {
    ...http,
    openProject: async (ref) => moved(await http.openProject(ref)),
    importProject: async (file) => moved(await http.importProject(file)),
    recover: async () => moved(await http.recover()),
  };
}

let calls: ProjectCalls | null = null;

expose({
  call: (token: string, method: keyof ProjectCalls, values: readonly unknown[]): Promise<unknown> => {
    calls ??= connect(token);
    const run = calls[method] as (...given: readonly unknown[]) => Promise<unknown>;
    return run(...values);
  },
});
