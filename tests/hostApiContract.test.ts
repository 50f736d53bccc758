/** The same cases for every host: what the window may rely on, whatever it runs in. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostResult, ProjectContent, ProjectRef } from '#electron/host-api/hostApi.ts';
import type { RemoteHost } from '#electron/host-api/hostMethods.ts';
import { createHttpHost } from '#electron/host-api/http.ts';
import { startApp } from '#electron/main/startApp.ts';
import { exposeHost } from '#electron/preload/exposeHost.ts';
import { startWebHost } from '#electron/web/startWebHost.ts';
import { createFakeElectron } from './support/fakeElectron.ts';

/** What every host serves itself; picking and downloading are the browser's in the web host. */
type CommonHost = Omit<RemoteHost, 'pickFile' | 'exportFile' | 'setUnsaved'>;

interface Launched {
  readonly host: CommonHost;
  /** Has the next `saveProjectAs` go to the host's usual place under this name. */
  expectSave(name: string): void;
  /** File of a project. */
  pathOf(ref: ProjectRef): string;
  close(): Promise<void>;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostContract-'));
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><html><head><title>x</title></head></html>');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function launchWeb(): Promise<Launched> {
  const web = await startWebHost({ port: 0, dataDir: join(folder, 'data'), rendererDir: join(folder, 'renderer'), version: '0.1.0' });
  const page = await (await fetch(web.url)).text();
  const token = /name="commonwatt-token" content="([^"]+)"/.exec(page)?.[1] ?? '';
  return {
    host: createHttpHost((url, request) => fetch(url, request), web.url.replace(/\/$/, ''), token),
    expectSave: () => undefined,
    pathOf: (ref) => join(ref.place, `${ref.name}.commonwatt`),
    close: () => web.close(),
  };
}

async function launchElectron(): Promise<Launched> {
  const fake = createFakeElectron();
  await startApp(fake.electron, {
    dataFolder: join(folder, 'data'),
    rendererDir: join(folder, 'renderer'),
    preload: 'preload.cjs',
    argv: ['commonwatt'],
  });
  let exposed: RemoteHost | null = null;
  exposeHost(
    { exposeInMainWorld: (_name: string, api: RemoteHost) => (exposed = api) },
    { invoke: (channel: string, ...values: unknown[]) => fake.invoke(channel, values) },
  );
  if (exposed === null) throw new Error('The preload exposed nothing.');
  return {
    host: exposed,
    expectSave: (name) => fake.answers.save.push(join(folder, name)),
    pathOf: (ref) => join(ref.place, `${ref.name}.commonwatt`),
    close: async () => undefined,
  };
}

function project(name: string): ProjectContent {
  return {
    name,
    district: new Uint8Array(100_000).map((_, i) => i % 253),
    weather: new Uint8Array([9, 8, 7]),
    scenarios: JSON.stringify([{ id: 'baseline', name: 'Grundfall äöü', measures: [] }]),
    settings: '{}',
    results: { aa11: new Uint8Array([1]), bb22: new Uint8Array(0) },
  };
}

function answered<T>(result: HostResult<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

const LAUNCHERS: readonly [string, () => Promise<Launched>][] = [
  ['web', launchWeb],
  ['electron', launchElectron],
];

describe.each(LAUNCHERS)('%s host', (kind, launch) => {
  let launched: Launched;
  let host: CommonHost;
  beforeEach(async () => {
    launched = await launch();
    host = launched.host;
  });
  afterEach(() => launched.close());

  async function restart(): Promise<void> {
    await launched.close();
    launched = await launch();
    host = launched.host;
  }
  async function saved(name: string): Promise<ProjectRef> {
    launched.expectSave(`${name}.commonwatt`);
    return answered(await host.saveProjectAs(name, project(name)));
  }

  it('says what it is', async () => {
    expect(await host.info()).toMatchObject({ kind, version: '0.1.0', platform: process.platform });
    expect((await host.info()).processors).toBeGreaterThan(0);
  });

  it('keeps settings over a restart', async () => {
    expect(answered(await host.readSettings())).toEqual({});
    answered(await host.writeSettings({ language: 'de', tour: true, panel: { left: 240 } }));
    await restart();
    expect(answered(await host.readSettings())).toEqual({ language: 'de', tour: true, panel: { left: 240 } });
  });

  it('saves, opens again byte for byte and lists what was saved, also after a restart', async () => {
    const first = await saved('Harbour');
    const changed = { ...project('Harbour'), settings: '{"hour":13}' };
    const again = answered(await host.saveProject(first, changed));
    expect(again).toMatchObject({ id: first.id, name: 'Harbour' });
    expect(answered(await host.openProject(again))).toEqual({ ref: again, content: changed });
    await restart();
    const [recent] = answered(await host.recentProjects());
    expect(recent).toEqual(again);
    expect(answered(await host.openProject(again)).content).toEqual(changed);
  });

  it('lists the newest first and leaves missing ones out', async () => {
    await saved('One');
    await new Promise((resolve) => setTimeout(resolve, 15));
    const two = await saved('Two');
    expect(answered(await host.recentProjects()).map((ref) => ref.name)).toEqual(['Two', 'One']);
    rmSync(launched.pathOf(two));
    expect(answered(await host.recentProjects()).map((ref) => ref.name)).toEqual(['One']);
    expect(await host.openProject(two)).toMatchObject({ ok: false, failure: { code: 'project.missing' } });
  });

  it('answers a damaged, a foreign and a newer file by its code and leaves it alone', async () => {
    const ref = await saved('Broken');
    const path = launched.pathOf(ref);
    const whole = readFileSync(path);
    truncateSync(path, Math.floor(whole.length / 2));
    expect(await host.openProject(ref)).toMatchObject({ ok: false, failure: { code: 'project.damaged' } });
    expect(readFileSync(path).length).toBe(Math.floor(whole.length / 2));
    writeFileSync(path, 'PK\u0003\u0004 a zip');
    expect(await host.openProject(ref)).toMatchObject({ ok: false, failure: { code: 'project.foreign' } });
    const newer = Buffer.from(whole);
    newer.writeUInt32BE(99, 60);
    writeFileSync(path, newer);
    expect(await host.openProject(ref)).toMatchObject({ ok: false, failure: { code: 'project.newer' } });
  });

  it('does not open or overwrite a file it did not give out', async () => {
    const ref = { id: join(folder, 'renderer', 'index.html'), name: 'x', place: '/', modified: '' };
    expect(await host.openProject(ref)).toMatchObject({ ok: false, failure: { code: 'project.missing' } });
    expect(await host.saveProject(ref, project('x'))).toMatchObject({ ok: false, failure: { code: 'project.missing' } });
  });

  it('recovers the last autosave after a crash, until a save follows', async () => {
    expect(answered(await host.recoverable())).toBeNull();
    const ref = await saved('Quay');
    answered(await host.autosave(ref, { ...project('Quay'), settings: '{"unsaved":1}' }));
    await restart();
    const found = answered(await host.recoverable());
    expect(found?.ref).toEqual(ref);
    expect(Date.now() - Date.parse(found?.savedAt ?? '')).toBeLessThan(60_000);
    expect(answered(await host.recover()).content.settings).toBe('{"unsaved":1}');
    answered(await host.saveProject(ref, project('Quay')));
    expect(answered(await host.recoverable())).toBeNull();
    answered(await host.autosave(null, project('never saved')));
    expect(answered(await host.recover())).toMatchObject({ ref: null, content: { name: 'never saved' } });
    answered(await host.discardRecovery());
    expect(await host.recover()).toMatchObject({ ok: false, failure: { code: 'project.missing' } });
  });

  it('takes in a project file by its bytes, and nothing else', async () => {
    const ref = await saved('Given');
    const bytes = new Uint8Array(readFileSync(launched.pathOf(ref)));
    const imported = answered(await host.importProject({ name: '../../Given.commonwatt', bytes }));
    expect(imported.content).toEqual(project('Given'));
    expect(imported.ref.place).toBe(join(folder, 'data', 'projects'));
    const before = readdirSync(imported.ref.place);
    expect(await host.importProject({ name: 'a.json', bytes: new Uint8Array([123, 125]) })).toMatchObject({
      failure: { code: 'project.foreign' },
    });
    expect(readdirSync(imported.ref.place)).toEqual(before);
  });

  it('refuses a request of the wrong shape', async () => {
    const bad = { ...project('x'), district: 'text' } as object as ProjectContent;
    const answer = await host.saveProjectAs('x', bad);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'request.invalid' } });
    expect(answer.ok ? '' : answer.failure.message).toContain('district');
  });

  it('ends a running save before it closes', async () => {
    const ref = await saved('Late');
    const late = { ...project('Late'), district: new Uint8Array(8_000_000).fill(3) };
    const save = host.saveProject(ref, late);
    const isRunning = () => readdirSync(ref.place).some((name) => name.endsWith('.tmp'));
    while (!isRunning()) await new Promise((resolve) => setImmediate(resolve));
    await launched.close();
    expect(await save).toMatchObject({ ok: true });
    launched = await launch();
    host = launched.host;
    expect(answered(await host.openProject(ref)).content.district.length).toBe(8_000_000);
  });

  it('runs saves of one project one after the other', async () => {
    const ref = await saved('Busy');
    const versions = [1, 2, 3, 4].map((n) => ({ ...project('Busy'), settings: `{"n":${n}}` }));
    const answers = await Promise.all(versions.map((content) => host.saveProject(ref, content)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(JSON.parse(answered(await host.openProject(ref)).content.settings)).toMatchObject({ n: expect.any(Number) });
  });
});
