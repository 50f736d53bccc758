/** Tables of a project file and the steps from each older version to the next, together in one place. */
import type { DatabaseSync } from 'node:sqlite';

/** SQLite's application_id of a Commonwatt project: the letters CWAT. */
export const APPLICATION_ID = 0x43574154;

/** One step per version: entry i turns version i into version i + 1. An empty file is version 0. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE district (id INTEGER PRIMARY KEY CHECK (id = 1), bytes BLOB NOT NULL) STRICT;
   CREATE TABLE weather (id INTEGER PRIMARY KEY CHECK (id = 1), bytes BLOB NOT NULL) STRICT;
   CREATE TABLE scenarios (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
   CREATE TABLE results (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;`,
  `CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
   INSERT INTO settings (id, json) VALUES (1, '{}');`,
];

/** Version that this program writes. */
export const PROJECT_VERSION = MIGRATIONS.length;

export function versionOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get();
  return Number(row?.user_version ?? 0);
}

/** Brings an open database up to {@link PROJECT_VERSION}, or to an older version for tests of the steps. */
export function migrate(database: DatabaseSync, target = PROJECT_VERSION): void {
  for (let version = versionOf(database); version < target; version++) {
    const step = MIGRATIONS[version];
    if (step === undefined) return;
    database.exec(`BEGIN; ${step} PRAGMA user_version = ${version + 1}; COMMIT;`);
  }
}
