/**
 * HostApi over HTTP: paths, headers and the calling side. A call is `POST /api/host/<method>` whose body is
 * the array of arguments, and whose answer is what the method returns, both in the form of
 * models/core/binary.ts.
 *
 * The page carries a token made at the server's start in `<meta name="commonwatt-token" content="...">`;
 * every call sends it back, which no other site can, as none can read the page.
 */
import { fromBytes, toBytes } from '#models/core/binary.ts';
import type { HostApi, HostFailure, PickedFile } from './hostApi.ts';
import { trimArguments } from './hostMethods.ts';

export const HOST_PATH = '/api/host/';
export const TOKEN_HEADER = 'x-commonwatt-token';
export const TOKEN_META = 'commonwatt-token';
export const HOST_MEDIA_TYPE = 'application/vnd.commonwatt.host';

/** Methods that the web host serves; the browser itself picks and hands out files and guards the closing of its tab. */
export const HTTP_METHODS = [
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
] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** `openProject` without a reference answers `request.invalid`: pick a file in the browser and use `importProject`. */
export interface HttpHost extends Omit<HostApi, 'pickFile' | 'exportFile' | 'setUnsaved'> {
  /** Reads a project file that the browser picked; it is kept among the host's projects under a free name. */
  importProject(file: PickedFile): ReturnType<HostApi['openProject']>;
}

/** The part of `fetch` that a call needs. */
export type HttpFetch = (
  url: string,
  request: { readonly method: 'POST'; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array<ArrayBuffer> },
) => Promise<{ readonly ok: boolean; readonly status: number; arrayBuffer(): Promise<ArrayBuffer> }>;

function unreachable(message: string): { readonly ok: false; readonly failure: HostFailure } {
  return { ok: false, failure: { code: 'host.unreachable', message } };
}

/**
 * The calling side of the web host.
 * @param fetch the browser's or Node's own
 * @param origin `''` in a page that the host serves
 * @param token content of the page's token element
 */
export function createHttpHost(fetch: HttpFetch, origin: string, token: string): HttpHost {
  async function answerOf(method: HttpMethod, values: readonly unknown[]): Promise<unknown> {
    const body = new Uint8Array(toBytes(trimArguments(values)));
    const headers = { 'content-type': HOST_MEDIA_TYPE, [TOKEN_HEADER]: token };
    const response = await fetch(`${origin}${HOST_PATH}${method}`, { method: 'POST', headers, body });
    if (!response.ok) return unreachable(`The host answered ${response.status} to ${method}.`);
    return fromBytes(new Uint8Array(await response.arrayBuffer()));
  }
  async function call<M extends HttpMethod>(method: M, ...values: readonly unknown[]): Promise<Awaited<ReturnType<HttpHost[M]>>> {
    type Answer = Awaited<ReturnType<HttpHost[M]>>;
    try {
      return (await answerOf(method, values)) as Answer;
    } catch (error) {
      if (method === 'info') throw error;
      return unreachable(error instanceof Error ? error.message : String(error)) as Answer;
    }
  }
  return {
    info: () => call('info'),
    readSettings: () => call('readSettings'),
    writeSettings: (settings) => call('writeSettings', settings),
    recentProjects: () => call('recentProjects'),
    openProject: (ref) => call('openProject', ref),
    importProject: (file) => call('importProject', file),
    saveProject: (ref, content) => call('saveProject', ref, content),
    saveProjectAs: (suggestedName, content) => call('saveProjectAs', suggestedName, content),
    autosave: (ref, content) => call('autosave', ref, content),
    recoverable: () => call('recoverable'),
    recover: () => call('recover'),
    discardRecovery: () => call('discardRecovery'),
  };
}
