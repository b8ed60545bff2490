import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { StatesideError } from '../../../src/error.js';
import { migrations } from '../../../src/retrieval/sqlite/migrations.js';
import { DamagedDatabaseError, describeFailure, openDatabase } from '../../../src/retrieval/sqlite/open-database.js';
import {
  readBlob,
  readMeta,
  toVector,
  writeBlob,
  writeMeta,
} from '../../../src/retrieval/sqlite/sqlite-passage-store.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();

describe('openDatabase()', () => {
  test('makes the folder and the file, and brings the schema up to date once', () => {
    const filePath = path.join(makeFolder(), 'deep', 'er', 'stateside.db');
    for (let opening = 0; opening < 2; opening += 1) {
      const database = openDatabase(filePath);
      expect(database.pragma('user_version', { simple: true })).toBe(migrations.length);
      expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
      database.close();
    }
  });

  test('lets several open a new file at the same moment', async () => {
    const fellows = 4;
    const folder = makeFolder();
    const arrived = new Int32Array(new SharedArrayBuffer(4));
    const workers = Array.from(
      { length: fellows },
      () =>
        new Worker(new URL('../../support/start-open-together.mjs', import.meta.url), {
          workerData: { folder, rounds: 50, fellows, arrived },
        }),
    );
    const messages = await Promise.all(workers.map((worker) => once(worker, 'message')));
    expect(messages).toEqual(workers.map(() => [[]]));
  });

  test.each(migrations.map((_, version) => version))('brings schema %i up to date', (version) => {
    const filePath = path.join(makeFolder(), 'stateside.db');
    const fresh = openDatabase(path.join(makeFolder(), 'stateside.db'));
    const old = new (fresh.constructor as new (filePath: string) => typeof fresh)(filePath);
    for (const migration of migrations.slice(0, version)) old.exec(migration);
    old.pragma(`user_version = ${version}`);
    old.close();
    const updated = openDatabase(filePath);
    const schema = 'SELECT name, sql FROM sqlite_schema ORDER BY name';
    expect(updated.prepare(schema).all()).toEqual(fresh.prepare(schema).all());
    updated.close();
    fresh.close();
  });

  test('refuses a newer schema, says what to do, and changes nothing', () => {
    const filePath = path.join(makeFolder(), 'stateside.db');
    const database = openDatabase(filePath);
    database.pragma(`user_version = ${migrations.length + 1}`);
    database.close();
    const before = readFileSync(filePath);
    expect(() => openDatabase(filePath)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('newer Stateside'),
        remedy: expect.stringContaining('update Stateside'),
      }),
    );
    expect(readFileSync(filePath).equals(before)).toBe(true);
  });

  test.each([
    ['words', 'This is no database at all. '.repeat(400)],
    ['zeros', '\0'.repeat(8192)],
    ['a few bytes', 'abc'],
  ])('says that a file of %s is damaged', (_name, content) => {
    const filePath = path.join(makeFolder(), 'stateside.db');
    writeFileSync(filePath, content);
    expect(() => openDatabase(filePath)).toThrow(DamagedDatabaseError);
  });

  test('says that the folder cannot be written when its parent is a file', () => {
    const file = path.join(makeFolder(), 'file');
    writeFileSync(file, '');
    for (const filePath of [path.join(file, 'stateside.db'), path.join(file, 'data', 'stateside.db')])
      expect(() => openDatabase(filePath)).toThrow(
        expect.objectContaining({
          message: expect.stringContaining('cannot be written'),
          remedy: expect.stringContaining('DATA_DIR'),
        }),
      );
  });

  test.skipIf(process.platform !== 'linux')('says so at once where no folder can be made', () => {
    expect(() => openDatabase('/proc/none/data/stateside.db')).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('the folder "/proc/none/data" cannot be written'),
        remedy: expect.stringContaining('DATA_DIR'),
      }),
    );
  });

  test('says that the folder cannot be used when the file is a folder', () => {
    const filePath = path.join(makeFolder(), 'stateside.db');
    mkdirSync(filePath);
    expect(() => openDatabase(filePath)).toThrow(StatesideError);
  });
});

describe('describeFailure()', () => {
  test.each([
    ['SQLITE_FULL', 'the disk is full', 'free some space'],
    ['ENOSPC', 'the disk is full', 'free some space'],
    ['SQLITE_READONLY_DIRECTORY', 'cannot be written', 'make it writable'],
    ['EROFS', 'cannot be written', 'make it writable'],
    ['SQLITE_CORRUPT_VTAB', 'it is damaged', 'rebuilt'],
    ['SQLITE_BUSY_SNAPSHOT', 'another process', 'try again'],
    ['SQLITE_SOMETHING', 'a reason', 'check'],
  ])('%s', (code, found, remedy) => {
    const cause = Object.assign(new Error('a reason'), { code });
    const error = describeFailure('/data/stateside.db', cause);
    expect(error.message).toContain('Cannot use the data file "/data/stateside.db"');
    expect(error.message).toContain(found);
    expect(error.remedy).toContain(remedy);
    expect(error.cause).toBe(cause);
  });
});

describe('meta values, blobs and vectors', () => {
  test('come back as they were written', () => {
    const database = openDatabase(path.join(makeFolder(), 'stateside.db'));
    expect([readMeta(database, 'a'), readBlob(database, 'a')]).toEqual([null, null]);
    writeMeta(database, 'a', 1.5);
    writeMeta(database, 'a', 'two');
    writeBlob(database, 'a', Buffer.from([1]));
    writeBlob(database, 'a', Buffer.from([2, 3]));
    expect(readMeta<string>(database, 'a')).toBe('two');
    expect([...(readBlob(database, 'a') ?? [])]).toEqual([2, 3]);
    database.close();
  });

  test('a vector is read from any offset of its buffer', () => {
    const bytes = Buffer.concat([Buffer.from([0]), Buffer.from(Float32Array.from([1.5, -2]).buffer)]);
    expect([...toVector(bytes.subarray(1))]).toEqual([1.5, -2]);
  });
});
