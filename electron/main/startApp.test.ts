import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeElectron, type FakeElectron, type FakeWindow } from '../../tests/support/fakeElectron.ts';
import type { HostInfo, ProjectContent, ProjectRef } from '../host-api/hostApi.ts';
import { startApp } from './startApp.ts';

let folder: string;
let fake: FakeElectron;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'startApp-'));
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  fake = createFakeElectron();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function start(argv: readonly string[] = ['commonwatt']): Promise<FakeWindow> {
  await startApp(fake.electron, { dataFolder: folder, rendererDir: join(folder, 'renderer'), preload: '/preload.cjs', argv });
  const [window] = fake.windows;
  if (!window) throw new Error('No window was opened.');
  return window;
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 50));
const project: ProjectContent = {
  name: 'A',
  district: new Uint8Array(10),
  weather: new Uint8Array(10),
  scenarios: '[]',
  settings: '{}',
  results: {},
};

describe('startApp', () => {
  it('opens one sandboxed, isolated window on its own origin', async () => {
    const window = await start();
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      preload: '/preload.cjs',
    });
    expect(window.loaded).toEqual(['app://commonwatt/']);
    expect(fake.log).toContain('sandbox');
    expect(fake.protocol.schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  });

  it('leaves to the first instance what it was asked', async () => {
    fake = createFakeElectron({ isFirstInstance: false });
    await startApp(fake.electron, { dataFolder: folder, rendererDir: folder, preload: '', argv: [] });
    expect(fake.windows).toEqual([]);
    expect(fake.log).toContain('quit');
  });

  it('serves its files with the policy headers, and no other file', async () => {
    await start();
    symlinkSync(join(folder, 'secret.txt'), join(folder, 'renderer', 'link.txt'));
    const get = (path: string) => fake.protocol.handler?.({ url: `app://commonwatt${path}`, method: 'GET' });
    const page = await get('/');
    expect(page?.status).toBe(200);
    expect(page?.headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(page?.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    for (const path of ['/link.txt', '/%2e%2e/secret.txt', '/..%5csecret.txt', '/none']) expect((await get(path))?.status, path).toBe(404);
    expect((await fake.protocol.handler?.({ url: 'app://other/', method: 'GET' }))?.status).toBe(403);
  });

  it('answers its own page only, and only requests of the right shape', async () => {
    await start();
    for (const sender of [null, { url: 'https://evil.example/', parent: null }, { url: 'app://commonwatt/', parent: {} }]) {
      expect(await fake.invoke('host:readSettings', [], sender)).toMatchObject({ ok: false, failure: { code: 'request.invalid' } });
    }
    expect(await fake.invoke('host:writeSettings', ['text'])).toMatchObject({ ok: false, failure: { code: 'request.invalid' } });
    expect(await fake.invoke('host:readSettings', [])).toEqual({ ok: true, value: {} });
    await expect(fake.invoke('host:shell', [])).rejects.toThrow('No handler');
  });

  it('denies permissions, foreign requests, navigation, windows and web views', async () => {
    await start();
    const granted: string[] = [];
    for (const permission of ['media', 'geolocation', 'fullscreen']) {
      fake.permissions.request?.({ getURL: () => 'app://commonwatt/' }, permission, (allowed) => allowed && granted.push(permission));
    }
    expect(granted).toEqual(['fullscreen']);
    const passed: string[] = [];
    for (const url of ['app://commonwatt/a.js', 'blob:app://commonwatt/1', 'https://tiles.example/', 'file:///etc/passwd']) {
      fake.requests.before?.({ url }, ({ cancel }) => !cancel && passed.push(url));
    }
    expect(passed).toEqual(['app://commonwatt/a.js', 'blob:app://commonwatt/1']);

    const listeners = new Map<string, (event: { url?: string; preventDefault(): void }) => void>();
    let open: ((details: { url: string }) => object) | undefined;
    fake.app.emit(
      'web-contents-created',
      {},
      {
        on: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
        setWindowOpenHandler: (handler: typeof open) => {
          open = handler;
        },
      },
    );
    const prevented: string[] = [];
    for (const [name, url] of [
      ['will-navigate', 'https://evil.example/'],
      ['will-navigate', 'app://commonwatt/'],
      ['will-redirect', 'https://evil.example/'],
      ['will-attach-webview', ''],
    ] as const) {
      listeners.get(name)?.({ url, preventDefault: () => prevented.push(`${name} ${url}`) });
    }
    expect(prevented).toEqual(['will-navigate https://evil.example/', 'will-redirect https://evil.example/', 'will-attach-webview ']);
    expect([open?.({ url: 'https://docs.example/' }), open?.({ url: 'file:///etc' })]).toEqual([{ action: 'deny' }, { action: 'deny' }]);
    expect(fake.log.filter((line) => line.startsWith('browser'))).toEqual(['browser https://docs.example/']);
  });

  it('uses the system dialogs, and takes cancelling for an answer', async () => {
    await start();
    fake.answers.save.push(join(folder, 'Quay'), null, join(folder, 'table.csv'));
    fake.answers.open.push(join(folder, 'secret.txt'), null);
    expect(await fake.invoke('host:saveProjectAs', ['Quay', project])).toMatchObject({ ok: true, value: { name: 'Quay', place: folder } });
    expect(existsSync(join(folder, 'Quay.commonwatt'))).toBe(true);
    expect(await fake.invoke('host:saveProjectAs', ['Quay', project])).toMatchObject({ failure: { code: 'cancelled' } });
    expect(await fake.invoke('host:exportFile', ['table.csv', 'text/csv', new Uint8Array([65])])).toEqual({ ok: true, value: null });
    expect(readFileSync(join(folder, 'table.csv'), 'utf8')).toBe('A');
    expect(await fake.invoke('host:pickFile', [['.txt']])).toMatchObject({ ok: true, value: { name: 'secret.txt' } });
    expect(await fake.invoke('host:openProject', [])).toMatchObject({ failure: { code: 'cancelled' } });
  });

  it('hands over the project named on the command line or by a second instance', async () => {
    const window = await start();
    fake.answers.save.push(join(folder, 'Pier'));
    await fake.invoke('host:saveProjectAs', ['Pier', project]);
    fake.app.emit('second-instance', {}, ['commonwatt', 'Pier.commonwatt'], folder);
    await settle();
    expect(window.loaded).toHaveLength(2);
    const info = (await fake.invoke('host:info', [])) as HostInfo;
    expect(info.startProject).toMatchObject({ name: 'Pier' });
    expect(await fake.invoke('host:openProject', [info.startProject as ProjectRef])).toMatchObject({
      ok: true,
      value: { content: { name: 'A' } },
    });

    fake = createFakeElectron();
    await start(['commonwatt', join(folder, 'Pier.commonwatt')]);
    expect(await fake.invoke('host:info', [])).toMatchObject({ startProject: { name: 'Pier' } });
  });

  it('closes a saved project without asking and leaves nothing to recover', async () => {
    const window = await start();
    await fake.invoke('host:autosave', [null, project]);
    window.clickClose();
    await settle();
    expect(window.destroyed).toBe(true);
    expect(await fake.invoke('host:recoverable', [])).toEqual({ ok: true, value: null });
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toMatchObject({ width: 1200 });
  });

  it('asks before it closes unsaved work', async () => {
    const window = await start();
    await fake.invoke('host:setUnsaved', [true]);
    fake.answers.message.push(0, 1);
    window.clickClose();
    await settle();
    expect(window.destroyed).toBe(false);
    window.clickClose();
    await settle();
    expect(window.destroyed).toBe(true);
  });

  it('lets a running save end before the window closes', async () => {
    const window = await start();
    const large = { ...project, district: new Uint8Array(20_000_000).fill(5) };
    fake.answers.save.push(join(folder, 'Large'));
    const save = fake.invoke('host:saveProjectAs', ['Large', large]);
    await new Promise((resolve) => setImmediate(resolve));
    window.clickClose();
    expect(window.destroyed).toBe(false);
    const closed = new Promise((resolve) => window.once('closed', resolve));
    await closed;
    expect(existsSync(join(folder, 'Large.commonwatt'))).toBe(true);
    expect(await save).toMatchObject({ ok: true });
  });
});
