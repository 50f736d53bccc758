/** app://commonwatt/: the renderer's build, with the policy headers on every answer. */
import type { Protocol } from 'electron';
import { policyHeaders } from '../policy/contentSecurity.ts';
import { APP_SCHEME, isOwnUrl } from '../policy/origin.ts';
import { readStaticFile } from '../services/staticFile.ts';

/** Must run before the program is ready. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

export async function answerAppRequest(request: { readonly url: string; readonly method: string }, rendererDir: string): Promise<Response> {
  const headers = policyHeaders();
  if (!isOwnUrl(request.url) || request.method !== 'GET') return new Response(null, { status: 403, headers });
  const file = await readStaticFile(rendererDir, new URL(request.url).pathname);
  if (file === null) return new Response(null, { status: 404, headers });
  return new Response(file.bytes, { headers: { ...headers, 'Content-Type': file.type } });
}

export function serveAppProtocol(protocol: Pick<Protocol, 'handle'>, rendererDir: string): void {
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(request, rendererDir));
}
