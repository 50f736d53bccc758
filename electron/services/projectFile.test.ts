import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectContent } from '../host-api/hostApi.ts';
import { type FileSystem, nodeFileSystem } from './fileSystem.ts';
import { readProjectFile, writeProjectFile } from './projectFile.ts';
import { APPLICATION_ID, migrate, PROJECT_VERSION } from './projectSchema.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'projectFile-'));
  path = join(folder, 'Dock side.commonwatt');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function project(name: string, size = 50_000): ProjectContent {
  return {
    name,
    district: new Uint8Array(size).map((_, i) => (i * 31) % 251),
    weather: new Uint8Array(20_000).fill(7),
    scenarios: '[{"id":"baseline"}]',
    settings: '{"hour":12}',
    results: { abc: new Uint8Array([1, 2, 3]), def: new Uint8Array(9000).fill(4) },
  };
}

function failing(step: keyof FileSystem, code: string): FileSystem {
  const fail = () => Promise.reject(Object.assign(new Error(`${code}: simulated`), { code }));
  return { ...nodeFileSystem, [step]: fail };
}

function flip(at: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, at, at + 2000);
  writeFileSync(path, bytes);
}

describe('writeProjectFile and readProjectFile', () => {
  it('gives back any content it was given', async () => {
    const bytes = fc.uint8Array({ maxLength: 6000 });
    const none = new Uint8Array(0);
    const empty = { name: '', district: none, weather: none, scenarios: '{}', settings: '[]' };
    const content = fc.record({
      name: fc.string(),
      district: bytes,
      weather: bytes,
      scenarios: fc.json(),
      settings: fc.json(),
      results: fc.dictionary(fc.string({ minLength: 1 }), bytes, { maxKeys: 4, noNullPrototype: true }),
    });
    await fc.assert(
      fc.asyncProperty(content, async (sample) => {
        await writeProjectFile(path, sample);
        expect(await readProjectFile(path)).toEqual(sample);
      }),
      { numRuns: 25, examples: [[{ ...empty, results: Object.fromEntries([['__proto__', new Uint8Array(0)]]) }]] },
    );
    expect(readdirSync(folder)).toEqual(['Dock side.commonwatt']);
  });

  it.each<[keyof FileSystem, string, string]>([
    ['write', 'EROFS', 'disk.readOnly'],
    ['write', 'EACCES', 'disk.readOnly'],
    ['write', 'ENOSPC', 'disk.full'],
    ['flush', 'ENOSPC', 'disk.full'],
    ['flush', 'EIO', 'disk.failed'],
    ['replace', 'ENOSPC', 'disk.full'],
    ['replace', 'EPERM', 'disk.readOnly'],
  ])('keeps the old file and leaves no rest when %s fails with %s', async (step, code, expected) => {
    await writeProjectFile(path, project('before'));
    const save = writeProjectFile(path, project('after'), { fileSystem: failing(step, code) });
    await expect(save).rejects.toMatchObject({ code: expected });
    expect((await readProjectFile(path)).name).toBe('before');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('keeps the old file when SQLite itself runs out of space', async () => {
    await writeProjectFile(path, project('before'));
    const save = writeProjectFile(path, project('after', 400_000), { pageLimit: 20 });
    await expect(save).rejects.toMatchObject({ code: 'disk.full' });
    expect((await readProjectFile(path)).name).toBe('before');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('keeps the old file when the program ends in the middle of a save', async () => {
    await writeProjectFile(path, project('before'));
    const never: FileSystem = { ...nodeFileSystem, flush: () => new Promise(() => undefined) };
    void writeProjectFile(path, project('after'), { fileSystem: never });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(readdirSync(folder)).toHaveLength(2);
    expect((await readProjectFile(path)).name).toBe('before');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('names a read-only folder', async () => {
    chmodSync(folder, 0o500);
    await expect(writeProjectFile(path, project('new'))).rejects.toMatchObject({ code: 'disk.readOnly' });
    chmodSync(folder, 0o700);
  });

  it('says that the folder to save in is gone', async () => {
    const gone = join(folder, 'gone', 'a.commonwatt');
    await expect(writeProjectFile(gone, project('new'))).rejects.toMatchObject({ code: 'disk.failed' });
  });

  it('calls a file cut at any length damaged, and does not touch it', async () => {
    await writeProjectFile(path, project('whole'));
    const whole = readFileSync(path);
    for (const share of [0, 0.0005, 0.25, 0.5, 0.99]) {
      writeFileSync(path, whole);
      truncateSync(path, Math.floor(whole.length * share));
      const cut = readFileSync(path);
      await expect(readProjectFile(path), `cut to ${share}`).rejects.toMatchObject({ code: 'project.damaged' });
      expect(readFileSync(path)).toEqual(cut);
    }
  });

  it('calls a file with overwritten pages damaged', async () => {
    await writeProjectFile(path, project('whole'));
    flip(4096);
    await expect(readProjectFile(path)).rejects.toMatchObject({ code: 'project.damaged' });
  });

  it('calls a file that lacks a part damaged', async () => {
    await writeProjectFile(path, project('whole'));
    const database = new DatabaseSync(path);
    database.exec('DELETE FROM weather');
    database.close();
    await expect(readProjectFile(path)).rejects.toMatchObject({ code: 'project.damaged' });
  });

  it('names a newer version, a foreign file and a missing one', async () => {
    await writeProjectFile(path, project('newer'));
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${PROJECT_VERSION + 1}`);
    database.close();
    await expect(readProjectFile(path)).rejects.toMatchObject({ code: 'project.newer' });

    const text = join(folder, 'text.commonwatt');
    writeFileSync(text, '{"type":"CityJSON"}');
    await expect(readProjectFile(text)).rejects.toMatchObject({ code: 'project.foreign' });

    const other = join(folder, 'other.sqlite');
    const otherDatabase = new DatabaseSync(other);
    otherDatabase.exec('CREATE TABLE meta (key TEXT)');
    otherDatabase.close();
    await expect(readProjectFile(other)).rejects.toMatchObject({ code: 'project.foreign' });

    await expect(readProjectFile(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'project.missing' });
  });

  it('reads a file of version 1, which had no settings, without changing it', async () => {
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    migrate(database, 1);
    expect(() => database.prepare('SELECT json FROM settings')).toThrow();
    database.exec(`INSERT INTO meta VALUES ('name', 'old'); INSERT INTO scenarios VALUES (1, '[]');
      INSERT INTO district VALUES (1, x'01'); INSERT INTO weather VALUES (1, x'02'); INSERT INTO results VALUES ('h', x'03')`);
    database.close();
    const before = readFileSync(path);

    const content = await readProjectFile(path);

    expect(content).toEqual({
      name: 'old',
      district: new Uint8Array([1]),
      weather: new Uint8Array([2]),
      scenarios: '[]',
      settings: '{}',
      results: { h: new Uint8Array([3]) },
    });
    expect(readFileSync(path)).toEqual(before);
    await writeProjectFile(path, content);
    expect(await readProjectFile(path)).toEqual(content);
    expect(existsSync(path)).toBe(true);
  });
});
