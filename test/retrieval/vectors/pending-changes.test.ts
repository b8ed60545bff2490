import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/retrieval/sqlite/open-database.js';
import { SqlitePassageStore } from '../../../src/retrieval/sqlite/sqlite-passage-store.js';
import {
  completeVectorIndex,
  openVectorIndex,
  readVectorFile,
  writeVectorIndex,
} from '../../../src/retrieval/vectors/vector-file.js';
import type { VectorIndex } from '../../../src/retrieval/vectors/vector-index.js';
import { writeArticle, writeSyntheticArticles } from '../../support/articles.js';
import { indexFolder } from '../../support/index-folder.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let folder: string;
let dataFolder: string;
let database: Database;

const vectorFile = () => readdirSync(dataFolder).find((name) => name.endsWith('.index')) ?? '';
const liveKeys = () => database.prepare('SELECT key FROM passages ORDER BY key').pluck().all() as number[];
const sortedKeys = (index: VectorIndex | null) => index?.keys().toSorted((a, b) => a - b);
const changeOneArticle = async (text: string) => {
  writeArticle(folder, 'note-0001.md', {}, text);
  await indexFolder(database, folder);
};

const original = makeFolder();

beforeAll(async () => {
  writeSyntheticArticles(path.join(original, 'knowledge'), 1_000);
  database = openDatabase(path.join(original, 'data', 'stateside.db'));
  await indexFolder(database, path.join(original, 'knowledge'));
  database.close();
});

describe.each(['hnsw', 'exact'] as const)('few changes to a large vector file: %s', (kind) => {
  beforeEach(() => {
    const copy = makeFolder();
    cpSync(original, copy, { recursive: true, preserveTimestamps: true });
    folder = path.join(copy, 'knowledge');
    dataFolder = path.join(copy, 'data');
    database = openDatabase(path.join(dataFolder, 'stateside.db'));
    writeVectorIndex(database, kind);
  });
  afterEach(() => {
    database.close();
  });

  test('are made when it is opened; the file stays as it is', async () => {
    const before = vectorFile();
    await changeOneArticle('A carrier tested the handset in Ohio.\n');
    writeVectorIndex(database, kind);
    expect(vectorFile()).toBe(before);
    const index = await openVectorIndex(database, kind);
    expect(sortedKeys(index)).toEqual(liveKeys());
    const newest = liveKeys().at(-1) ?? 0;
    const vector = (await new SqlitePassageStore(database).embeddings([newest])).get(newest);
    expect(vector && index?.nearest(vector, 1)[0]?.key).toBe(newest);
  });

  test('add up until they are worth writing', async () => {
    const before = vectorFile();
    for (let round = 0; round < 20 && vectorFile() === before; round += 1) {
      await changeOneArticle(`A carrier tested the handset in Ohio, round ${round}.\n`);
      writeVectorIndex(database, kind);
      expect(sortedKeys(await openVectorIndex(database, kind))).toEqual(liveKeys());
    }
    expect(vectorFile()).not.toBe(before);
    expect(database.prepare('SELECT COUNT(*) FROM removed_passages').pluck().get()).toBe(0);
  });

  test('complete a file that was read before them', async () => {
    const file = await readVectorFile(database, kind);
    await changeOneArticle('A carrier tested the handset in Ohio.\n');
    expect(file && completeVectorIndex(database, file)).toBeNull();
    writeVectorIndex(database, kind);
    expect(sortedKeys(file && completeVectorIndex(database, file))).toEqual(liveKeys());
  });

  test('do not complete a file that the store no longer names', async () => {
    const file = await readVectorFile(database, kind);
    for (let number = 100; number < 300; number += 1) rmSync(path.join(folder, `note-0${number}.md`));
    await indexFolder(database, folder);
    writeVectorIndex(database, kind);
    expect(file && completeVectorIndex(database, file)).toBeNull();
    expect(sortedKeys(await openVectorIndex(database, kind))).toEqual(liveKeys());
  });

  test('do not hide that the file is damaged: the second call writes it anew', async () => {
    await changeOneArticle('A carrier tested the handset in Ohio.\n');
    writeFileSync(path.join(dataFolder, vectorFile()), 'damaged');
    writeVectorIndex(database, kind);
    expect(await openVectorIndex(database, kind)).toBeNull();
    writeVectorIndex(database, kind);
    expect(sortedKeys(await openVectorIndex(database, kind))).toEqual(liveKeys());
  });
});
