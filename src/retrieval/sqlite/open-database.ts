import { renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { StatesideError } from '../../error.js';
import { makeFolder } from '../../make-folder.js';
import { migrations } from './migrations.js';

export type Database = BetterSqlite3.Database;

/** How long a statement waits for another process's lock. */
const busyTimeoutMs = 10_000;
/** How long after a refused switch to WAL it is tried again. */
const retryMs = 10;

/**
 * Opens a database, creating it and bringing its schema up to date.
 * @param schema Schema changes in order; the passage store's when left out.
 * @throws {StatesideError} When the native module, the folder or the file cannot be used; says which and what to do.
 */
export function openDatabase(filePath: string, schema: readonly string[] = migrations): Database {
  const Constructor = loadDriver();
  let database: Database;
  try {
    makeFolder(path.dirname(filePath));
    database = new Constructor(filePath, { timeout: busyTimeoutMs });
  } catch (cause) {
    throw describeFailure(filePath, cause);
  }
  try {
    switchToWal(database);
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    database.pragma('cache_size = -65536');
    database.pragma('mmap_size = 1073741824');
    migrate(database, filePath, schema);
    return database;
  } catch (cause) {
    database.close();
    if (cause instanceof StatesideError) throw cause;
    throw describeFailure(filePath, cause);
  }
}

/** SQLite waits for no lock to switch to WAL: of two processes that open a new file at once, one is refused. */
function switchToWal(database: Database): void {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (cause) {
      const isBusy = (cause as { code?: string }).code === 'SQLITE_BUSY';
      if (!isBusy || performance.now() >= deadline) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
    }
  }
}

function loadDriver(): typeof BetterSqlite3 {
  try {
    return createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3;
  } catch (cause) {
    throw new StatesideError('Cannot open the store: the native module better-sqlite3 did not load', {
      remedy: 'run "npm rebuild better-sqlite3" (needs Python 3, make and a C++ compiler), then try again',
      cause,
    });
  }
}

function migrate(database: Database, filePath: string, schema: readonly string[]): void {
  const current = database.pragma('user_version', { simple: true }) as number;
  if (current > schema.length) {
    throw new ForeignDatabaseError(
      `Cannot open "${filePath}": it was written by a newer Stateside (schema ${current}, known ${schema.length})`,
      {
        remedy: 'update Stateside, or delete the file to have it rebuilt from the articles',
      },
    );
  }
  if (current === schema.length) return;
  database
    .transaction(() => {
      // Another process may have migrated while this one waited for the lock.
      const version = database.pragma('user_version', { simple: true }) as number;
      for (const migration of schema.slice(version)) database.exec(migration);
      database.pragma(`user_version = ${schema.length}`);
    })
    .immediate();
}

/** Turns SQLite's and the file system's codes into a sentence with a remedy. */
export function describeFailure(filePath: string, cause: unknown): StatesideError {
  const code = (cause as { code?: string }).code ?? '';
  const folder = path.dirname(filePath);
  const action = `Cannot use the data file "${filePath}"`;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new StatesideError(`${action}: the disk is full`, {
      remedy: 'free some space; the old index is untouched',
      cause,
    });
  }
  if (/^(?:EACCES|EROFS|EPERM|ENOENT|ENOTDIR|EEXIST)$/.test(code) || /^SQLITE_(?:READONLY|CANTOPEN|PERM)/.test(code)) {
    return new StatesideError(`${action}: the folder "${folder}" cannot be written`, {
      remedy: 'make it writable, or set DATA_DIR to another folder',
      cause,
    });
  }
  if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(code)) {
    return new DamagedDatabaseError(`${action}: it is damaged`, {
      remedy: 'delete it to have it rebuilt from the articles',
      cause,
    });
  }
  if (code === 'SQLITE_ERROR') {
    return new ForeignDatabaseError(`${action}: its tables are not those of Stateside`, {
      remedy: 'move it elsewhere, then try again',
      cause,
    });
  }
  if (/^SQLITE_BUSY/.test(code)) {
    return new StatesideError(`${action}: another process has been writing for too long`, {
      remedy: 'wait for it to finish, then try again',
      cause,
    });
  }
  return new StatesideError(`${action}: ${cause instanceof Error ? cause.message : String(cause)}`, {
    remedy: 'check the file and its folder',
    cause,
  });
}

/** The database file itself is not readable as one. */
export class DamagedDatabaseError extends StatesideError {}

/** A readable database that this version did not write. */
export class ForeignDatabaseError extends StatesideError {}

/**
 * Renames a closed database that cannot be used, so that a new one can take its place.
 * @param now Part of its new name. Milliseconds since 1970.
 */
export function setAside(filePath: string, now = Date.now()): void {
  renameSync(filePath, `${filePath}.damaged-${now}`);
  for (const suffix of ['-wal', '-shm']) rmSync(filePath + suffix, { force: true });
}
