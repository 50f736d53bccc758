import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBytes } from '#models/core/binary.ts';
import { HOST_MEDIA_TYPE, TOKEN_HEADER } from '../host-api/http.ts';
import { startWebHost, type WebHost } from './startWebHost.ts';

let folder: string;
let web: WebHost;
let token: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'webHost-'));
  const rendererDir = join(folder, 'renderer');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><html><head></head></html>');
  writeFileSync(join(rendererDir, 'assets', 'kernel.wasm'), '\0asm');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(rendererDir, 'link.txt'));
  web = await startWebHost({ port: 0, dataDir: join(folder, 'data'), rendererDir, version: '0.1.0' });
  token = /content="([^"]+)"/.exec(await (await fetch(web.url)).text())?.[1] ?? '';
});
afterAll(async () => {
  await web.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A request as written, without the tidying of paths and headers that `fetch` does. */
function raw(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: Uint8Array): Promise<Answer> {
  const { hostname, port } = new URL(web.url);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

describe('the web host', () => {
  it('sends the policy headers with the page, files and refusals', async () => {
    for (const path of ['/', '/assets/kernel.wasm', '/missing']) {
      const { headers } = await raw('GET', path);
      expect(headers, path).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
    expect((await raw('GET', '/assets/kernel.wasm')).headers['content-type']).toBe('application/wasm');
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '/link.txt', '//etc/passwd', '/%00'])(
    'gives nothing for %s',
    async (path) => {
      const answer = await raw('GET', path);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).not.toContain('secret');
    },
  );

  it('refuses a rebound DNS name, a foreign site, a missing token and a broken body', async () => {
    const body = toBytes([]);
    const good = { 'content-type': HOST_MEDIA_TYPE, [TOKEN_HEADER]: token };
    const status = async (headers: Readonly<Record<string, string>>, bytes: Uint8Array = body) =>
      (await raw('POST', '/api/host/readSettings', headers, bytes)).status;
    expect(await status(good)).toBe(200);
    expect(await status({ ...good, host: 'evil.example' })).toBe(403);
    expect(await status({ ...good, origin: 'http://evil.example' })).toBe(403);
    expect(await status({ ...good, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ 'content-type': HOST_MEDIA_TYPE })).toBe(403);
    expect(await status({ ...good, 'content-type': 'text/plain' })).toBe(415);
    expect(await status(good, new Uint8Array(1024 * 1024 + 1))).toBe(413);
    expect((await raw('GET', '/', { host: 'evil.example' })).status).toBe(421);
    const broken = await raw('POST', '/api/host/readSettings', good, new Uint8Array([0xc1]));
    expect(broken.text).toContain('request.invalid');
  });

  it('keeps projects in its own folder whatever name is suggested', async () => {
    const content = { name: 'x', district: new Uint8Array(1), weather: new Uint8Array(1), scenarios: '[]', settings: '{}', results: {} };
    const headers = { 'content-type': HOST_MEDIA_TYPE, [TOKEN_HEADER]: token };
    const answer = await raw('POST', '/api/host/saveProjectAs', headers, toBytes(['../../../evil', content]));
    expect(answer.text).toContain('evil');
    expect(existsSync(join(folder, 'data', 'projects', 'evil.commonwatt'))).toBe(true);
  });

  it('says how to build what is not built', async () => {
    const start = startWebHost({ port: 0, dataDir: folder, rendererDir: join(folder, 'nothing'), version: '0.1.0' });
    await expect(start).rejects.toThrow('npm run build');
  });
});
