/**
 * A project as one SQLite file. Saving writes a new file beside the old one, proves it readable and puts it
 * in place in one step, so that a crash, a full disk or a closed window never costs what was saved before.
 */
import { copyFile, mkdtemp, open, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ProjectContent } from '../host-api/hostApi.ts';
import { type FileSystem, nodeFileSystem, writeWhole } from './fileSystem.ts';
import { HostError, toHostError } from './hostError.ts';
import { APPLICATION_ID, migrate, PROJECT_VERSION } from './projectSchema.ts';

const MAGIC = 'SQLite format 3\0';
/** Fixed length of SQLite's file header [bytes] (sqlite.org/fileformat2.html, section 1.3). */
const HEADER_LENGTH = 100;

export interface WriteOptions {
  readonly fileSystem?: FileSystem;
  /** Largest size of the file [pages of 4096 bytes]; reaching it is SQLite's own "disk full". */
  readonly pageLimit?: number;
}

function fill(database: DatabaseSync, content: ProjectContent, pageLimit: number | undefined): void {
  // The file is not in its place yet, so no journal is needed; `synchronous` still flushes at the end.
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL; PRAGMA application_id = ${APPLICATION_ID};`);
  if (pageLimit !== undefined) database.exec(`PRAGMA max_page_count = ${pageLimit}`);
  migrate(database);
  database.exec('BEGIN');
  database.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('name', content.name);
  database.prepare('INSERT INTO district (id, bytes) VALUES (1, ?)').run(content.district);
  database.prepare('INSERT INTO weather (id, bytes) VALUES (1, ?)').run(content.weather);
  database.prepare('INSERT INTO scenarios (id, json) VALUES (1, ?)').run(content.scenarios);
  database.prepare('UPDATE settings SET json = ? WHERE id = 1').run(content.settings);
  const result = database.prepare('INSERT INTO results (hash, bytes) VALUES (?, ?)');
  for (const [hash, bytes] of Object.entries(content.results)) result.run(hash, bytes);
  database.exec('COMMIT');
}

function requireIntegrity(database: DatabaseSync): void {
  const rows = database.prepare('PRAGMA integrity_check(1)').all();
  const answer = String(rows[0]?.integrity_check ?? 'no answer');
  if (answer !== 'ok') throw new HostError('project.damaged', `The project file is damaged: ${answer}.`);
}

/** Runs a task on a database and closes it whatever happens. */
function withDatabase<T>(path: string, task: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path);
  try {
    return task(database);
  } finally {
    database.close();
  }
}

/**
 * Saves a project. On any failure the file at `path` stays what it was.
 * @throws HostError `disk.full`, `disk.readOnly` or `disk.failed`
 */
export async function writeProjectFile(path: string, content: ProjectContent, options: WriteOptions = {}): Promise<void> {
  try {
    const fileSystem = options.fileSystem ?? nodeFileSystem;
    const target = await realpath(path).catch(() => path);
    await writeWhole(target, fileSystem, async (temporary) => {
      // SQLite would only say "cannot open"; the file system says why.
      await fileSystem.write(temporary, '');
      withDatabase(temporary, (database) => fill(database, content, options.pageLimit));
      withDatabase(temporary, requireIntegrity);
    });
  } catch (error) {
    const failure = toHostError(error);
    // A folder that vanished or that SQLite cannot create a file in is a fault of the place, not of a project.
    if (failure.code.startsWith('disk.')) throw failure;
    throw new HostError('disk.failed', failure.message, error);
  }
}

/** Tells our files from others, from newer ones and from cut ones by the header alone, before SQLite sees the file. */
async function requireOurs(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const header = Buffer.alloc(HEADER_LENGTH);
    const { bytesRead } = await handle.read(header, 0, HEADER_LENGTH, 0);
    const start = header.toString('latin1', 0, Math.min(bytesRead, MAGIC.length));
    if (!MAGIC.startsWith(start)) throw new HostError('project.foreign', 'The file is not a Commonwatt project.');
    if (bytesRead < HEADER_LENGTH) throw new HostError('project.damaged', `The project file is cut off: it holds ${size} bytes.`);
    if (header.readUInt32BE(68) !== APPLICATION_ID) {
      throw new HostError('project.foreign', 'The file is a database of another program, not a Commonwatt project.');
    }
    const version = header.readUInt32BE(60);
    if (version > PROJECT_VERSION) {
      throw new HostError('project.newer', `The project is of version ${version}; this program reads up to version ${PROJECT_VERSION}.`);
    }
    const storedPageSize = header.readUInt16BE(16);
    const expected = (storedPageSize === 1 ? 65536 : storedPageSize) * header.readUInt32BE(28);
    if (size < expected) {
      throw new HostError('project.damaged', `The project file is cut off: ${size} of ${expected} bytes are there.`);
    }
  } finally {
    await handle.close();
  }
}

function onlyValue(database: DatabaseSync, query: string): unknown {
  const row = database.prepare(query).get();
  if (row === undefined) throw new HostError('project.damaged', `The project file lacks a part: ${query}.`);
  return Object.values(row)[0];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new HostError('project.damaged', 'The project file holds something else where text belongs.');
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new HostError('project.damaged', 'The project file holds something else where bytes belong.');
}

function contentOf(database: DatabaseSync): ProjectContent {
  requireIntegrity(database);
  migrate(database);
  const cached = database.prepare('SELECT hash, bytes FROM results ORDER BY hash').all();
  // fromEntries defines every key as the object's own, `__proto__` of a tampered file among them.
  const results = Object.fromEntries(cached.map((row): [string, Uint8Array] => [textOf(row.hash), bytesOf(row.bytes)]));
  return {
    name: textOf(onlyValue(database, "SELECT value FROM meta WHERE key = 'name'")),
    district: bytesOf(onlyValue(database, 'SELECT bytes FROM district')),
    weather: bytesOf(onlyValue(database, 'SELECT bytes FROM weather')),
    scenarios: textOf(onlyValue(database, 'SELECT json FROM scenarios')),
    settings: textOf(onlyValue(database, 'SELECT json FROM settings')),
    results,
  };
}

/**
 * Opens a project. The file itself is only read: an older one is brought up to date in a private copy and
 * reaches the disk with the next save.
 * @throws HostError `project.missing`, `project.foreign`, `project.newer`, `project.damaged`, `disk.*`
 */
export async function readProjectFile(path: string): Promise<ProjectContent> {
  const folder = await mkdtemp(join(tmpdir(), 'commonwatt-'));
  try {
    await requireOurs(path);
    const copy = join(folder, 'project');
    await copyFile(path, copy);
    return withDatabase(copy, contentOf);
  } catch (error) {
    const failure = toHostError(error);
    const isMachine = failure.code !== 'disk.failed' || !(failure.cause instanceof Error) || !('errcode' in failure.cause);
    throw isMachine ? failure : new HostError('project.damaged', `The project file is damaged: ${failure.message}.`, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
