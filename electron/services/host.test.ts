import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectContent } from '../host-api/hostApi.ts';
import { dataFolder } from './dataFolder.ts';
import { type FileSystem, nodeFileSystem } from './fileSystem.ts';
import { createNodeHost, type NodeHost } from './host.ts';

let folder: string;
/** What the disk refuses at present, by the path it is asked for. */
let refuse: (step: keyof FileSystem, path: string) => string | null;
let host: NodeHost;

/** The real disk, until a test says otherwise. */
function unreliableDisk(): FileSystem {
  const guard = async (step: keyof FileSystem, path: string): Promise<void> => {
    const code = refuse(step, path);
    if (code !== null) throw Object.assign(new Error(`${code}: simulated`), { code });
  };
  return {
    makeFolder: (path) => guard('makeFolder', path).then(() => nodeFileSystem.makeFolder(path)),
    write: (path, bytes) => guard('write', path).then(() => nodeFileSystem.write(path, bytes)),
    flush: (path) => guard('flush', path).then(() => nodeFileSystem.flush(path)),
    replace: (from, to) => guard('replace', to).then(() => nodeFileSystem.replace(from, to)),
    remove: (path) => guard('remove', path).then(() => nodeFileSystem.remove(path)),
  };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nodeHost-'));
  refuse = () => null;
  const path = () => Promise.resolve(join(folder, 'Quay.commonwatt'));
  host = createNodeHost({
    kind: 'electron',
    version: '0',
    dataFolder: join(folder, 'data'),
    fileSystem: unreliableDisk(),
    now: () => new Date('2026-03-01T10:00:00Z'),
    dialogs: { askProjectToOpen: path, askProjectToSave: path, askFileToRead: path, askFileToWrite: path },
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function project(settings: string): ProjectContent {
  return { name: 'Quay', district: new Uint8Array(3000), weather: new Uint8Array(3), scenarios: '[]', settings, results: {} };
}

async function saved() {
  const answer = await host.api.saveProjectAs('Quay', project('{"n":1}'));
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.value;
}

describe('the host on a disk that fails', () => {
  it.each([
    ['ENOSPC', 'disk.full'],
    ['EROFS', 'disk.readOnly'],
    ['EIO', 'disk.failed'],
  ])('answers %s with %s, keeps the file and what can be recovered', async (code, expected) => {
    const ref = await saved();
    expect(await host.api.autosave(ref, project('{"n":2}'))).toEqual({ ok: true, value: null });
    refuse = (step, path) => (step === 'write' && path.includes('Quay') ? code : null);
    expect(await host.api.saveProject(ref, project('{"n":3}'))).toMatchObject({ ok: false, failure: { code: expected } });
    refuse = () => null;
    expect(await host.api.openProject(ref)).toMatchObject({ ok: true, value: { content: { settings: '{"n":1}' } } });
    expect(await host.api.recover()).toMatchObject({ ok: true, value: { content: { settings: '{"n":2}' } } });
    expect(await host.api.recoverable()).toMatchObject({ value: { ref, savedAt: '2026-03-01T10:00:00.000Z' } });
    expect(readdirSync(folder).sort()).toEqual(['Quay.commonwatt', 'data']);
  });

  it('does not call a finished save failed because the recent list could not be written', async () => {
    refuse = (_step, path) => (path.includes('recent') ? 'ENOSPC' : null);
    expect(await saved()).toMatchObject({ name: 'Quay' });
  });

  it('keeps the last good autosave when the next one fails', async () => {
    await host.api.autosave(null, project('{"good":1}'));
    refuse = (step, path) => (step === 'flush' && path.includes('autosave.commonwatt') ? 'ENOSPC' : null);
    expect(await host.api.autosave(null, project('{"bad":1}'))).toMatchObject({ failure: { code: 'disk.full' } });
    refuse = () => null;
    expect(await host.api.recover()).toMatchObject({ value: { content: { settings: '{"good":1}' } } });
  });

  it('answers settings that cannot be written and keeps the old ones', async () => {
    await host.api.writeSettings({ theme: 'dark' });
    refuse = () => 'EACCES';
    expect(await host.api.writeSettings({ theme: 'light' })).toMatchObject({ failure: { code: 'disk.readOnly' } });
    expect(await host.api.readSettings()).toEqual({ ok: true, value: { theme: 'dark' } });
  });
});

describe('the host', () => {
  it('is idle only when the last write is on the disk', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: FileSystem = { ...nodeFileSystem, flush: (path) => gate.then(() => nodeFileSystem.flush(path)) };
    const slowHost = createNodeHost({ kind: 'web', version: '0', dataFolder: folder, dialogs: null, fileSystem: slow });
    const save = slowHost.api.saveProjectAs('Slow', project('{}'));
    let isIdle = false;
    const idle = slowHost.idle().then(() => {
      isIdle = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(isIdle).toBe(false);
    release();
    await idle;
    expect(await save).toMatchObject({ ok: true });
    expect(readFileSync(join(folder, 'projects', 'Slow.commonwatt')).length).toBeGreaterThan(4096);
  });

  it('keeps its data where the platform keeps such data', () => {
    const folderOf = (platform: string, environment: Record<string, string> = {}, override?: string) =>
      dataFolder({ platform, home: platform === 'win32' ? 'C:\\Users\\a' : '/home/a', environment, override });
    expect([
      folderOf('linux'),
      folderOf('linux', { XDG_DATA_HOME: '/x' }),
      folderOf('darwin'),
      folderOf('win32'),
      folderOf('win32', { APPDATA: 'D:\\Data' }),
      folderOf('linux', { COMMONWATT_DATA: '/env' }),
      folderOf('linux', { COMMONWATT_DATA: '/env' }, '/given'),
    ]).toEqual([
      '/home/a/.local/share/commonwatt',
      '/x/commonwatt',
      '/home/a/Library/Application Support/Commonwatt',
      'C:\\Users\\a\\AppData\\Roaming\\Commonwatt',
      'D:\\Data\\Commonwatt',
      '/env',
      '/given',
    ]);
  });
});
