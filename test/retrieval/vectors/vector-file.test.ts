import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/retrieval/sqlite/open-database.js';
import { readMeta, SqlitePassageStore, writeMeta } from '../../../src/retrieval/sqlite/sqlite-passage-store.js';
import { availableKind, openVectorIndex, writeVectorIndex } from '../../../src/retrieval/vectors/vector-file.js';
import { writeArticle, writeSyntheticArticles } from '../../support/articles.js';
import { indexFolder } from '../../support/index-folder.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let folder: string;
let dataFolder: string;
let database: Database;

beforeEach(async () => {
  folder = makeFolder();
  dataFolder = makeFolder();
  database = openDatabase(path.join(dataFolder, 'stateside.db'));
  writeSyntheticArticles(folder, 60);
  await indexFolder(database, folder);
});
afterEach(() => {
  database.close();
});

const vectorFiles = () => readdirSync(dataFolder).filter((name) => name.startsWith('vectors'));
const liveKeys = () => database.prepare('SELECT key FROM passages ORDER BY key').pluck().all() as number[];
const sorted = (keys: number[]) => keys.toSorted((a, b) => a - b);

test('the graph is available here', () => {
  expect(availableKind()).toBe('hnsw');
});

describe.each(['hnsw', 'exact'] as const)('vector file: %s', (kind) => {
  test('opens what was written, with all passages and the same neighbors', async () => {
    expect(await openVectorIndex(database, kind)).toBeNull();
    writeVectorIndex(database, kind);
    const again = await openVectorIndex(database, kind);
    const opened = await openVectorIndex(database, kind);
    expect(sorted(opened?.keys() ?? [])).toEqual(liveKeys());
    for (const [key, vector] of await new SqlitePassageStore(database).embeddings(liveKeys().slice(0, 10))) {
      expect(opened?.nearest(vector, 5)).toEqual(again?.nearest(vector, 5));
      expect(opened?.nearest(vector, 5).find((neighbor) => neighbor.key === key)?.similarity).toBeCloseTo(1, 4);
    }
  });

  test('is not opened for another version of the content, and is brought in line by what differs', async () => {
    writeVectorIndex(database, kind);
    rmSync(path.join(folder, 'note-0001.md'));
    writeArticle(folder, 'new.md', {}, 'A carrier tested the handset in Ohio.\n');
    await indexFolder(database, folder);
    expect(await openVectorIndex(database, kind)).toBeNull();
    writeVectorIndex(database, kind);
    expect(sorted((await openVectorIndex(database, kind))?.keys() ?? [])).toEqual(liveKeys());
    expect(vectorFiles()).toHaveLength(1);
  });

  test('is not opened by the other implementation', async () => {
    writeVectorIndex(database, kind);
    expect(await openVectorIndex(database, kind === 'hnsw' ? 'exact' : 'hnsw')).toBeNull();
  });

  test('writes the same file for the same content', () => {
    writeVectorIndex(database, kind);
    const [name] = vectorFiles();
    writeVectorIndex(database, kind);
    expect(vectorFiles()).toEqual([name]);
    rmSync(path.join(dataFolder, name ?? ''));
    writeVectorIndex(database, kind);
    expect(vectorFiles()).toEqual([name]);
  });
});

describe('vector file: hnsw', () => {
  test('keeps removed nodes while they are few, and is built anew when they are many', async () => {
    writeVectorIndex(database, 'hnsw');
    rmSync(path.join(folder, 'note-0001.md'));
    await indexFolder(database, folder);
    writeVectorIndex(database, 'hnsw');
    expect((await openVectorIndex(database, 'hnsw'))?.removedKeys.length).toBeGreaterThan(0);
    for (let number = 10; number < 30; number += 1) rmSync(path.join(folder, `note-00${number}.md`));
    await indexFolder(database, folder);
    writeVectorIndex(database, 'hnsw');
    expect((await openVectorIndex(database, 'hnsw'))?.removedKeys).toEqual([]);
    expect(sorted((await openVectorIndex(database, 'hnsw'))?.keys() ?? [])).toEqual(liveKeys());
  });
});

describe('a large vector file with few changes', () => {
  test('stays as it is and is completed at each opening, until it proves damaged', async () => {
    writeSyntheticArticles(folder, 450);
    writeArticle(folder, 'small.md', {}, 'A carrier tested the handset in Ohio.\n');
    await indexFolder(database, folder);
    writeVectorIndex(database, 'hnsw');
    const [name] = vectorFiles();
    writeArticle(folder, 'small.md', {}, 'The retailer tested the modem in Texas.\n');
    await indexFolder(database, folder);
    writeVectorIndex(database, 'hnsw');
    expect(vectorFiles()).toEqual([name]);
    for (let opening = 0; opening < 2; opening += 1)
      expect(sorted((await openVectorIndex(database, 'hnsw'))?.keys() ?? [])).toEqual(liveKeys());
    writeFileSync(path.join(dataFolder, name ?? ''), 'damaged');
    expect(await openVectorIndex(database, 'hnsw')).toBeNull();
    writeVectorIndex(database, 'hnsw');
    expect(vectorFiles()).not.toEqual([name]);
    expect(sorted((await openVectorIndex(database, 'hnsw'))?.keys() ?? [])).toEqual(liveKeys());
  });
});

describe('writeVectorIndex()', () => {
  test('clears away what killed builds and earlier versions left, but not another process’s work', () => {
    // No process has this id: Linux gives at most 4,194,304.
    const abandoned = 'vectors-99999999-0a1b2c3d.tmp';
    const ofRunning = `vectors-${process.ppid}-0a1b2c3d.tmp`;
    for (const name of [abandoned, ofRunning, 'vectors-0123456789abcdef.index', 'vectors-mine.txt'])
      writeFileSync(path.join(dataFolder, name), 'x');
    writeVectorIndex(database, 'hnsw');
    expect(vectorFiles().sort()).toEqual(
      [readMeta<string>(database, 'vector_file'), ofRunning, 'vectors-mine.txt'].sort(),
    );
  });

  test('leaves the file to a process that changed the content meanwhile', async () => {
    const other = openDatabase(database.name);
    let isChanged = false;
    writeVectorIndex(database, 'hnsw', () => {
      if (!isChanged) writeMeta(other, 'version', 99);
      isChanged = true;
    });
    other.close();
    expect(vectorFiles()).toEqual([]);
    expect(readMeta<string>(database, 'vector_file')).toBeNull();
    writeVectorIndex(database, 'hnsw');
    expect((await openVectorIndex(database, 'hnsw'))?.size).toBe(liveKeys().length);
  });

  test('says that the folder cannot be written', () => {
    const gone = openDatabase(path.join(makeFolder(), 'data', 'stateside.db'));
    rmSync(path.dirname(gone.name), { recursive: true });
    expect(() => writeVectorIndex(gone, 'hnsw')).toThrow(/Cannot use the data file/);
    gone.close();
  });
});
