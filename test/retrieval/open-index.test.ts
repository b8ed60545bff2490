import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { migrations } from '../../src/retrieval/sqlite/migrations.js';
import { type Database, openDatabase } from '../../src/retrieval/sqlite/open-database.js';
import { writeMeta } from '../../src/retrieval/sqlite/sqlite-passage-store.js';
import { serialWord, syntheticText, writeArticle, writeFile, writeSyntheticArticles } from '../support/articles.js';
import { articlesWith, openFolder } from '../support/index-folder.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const articleCount = 30;
let template: string;

beforeAll(async () => {
  template = makeFolder();
  writeSyntheticArticles(path.join(template, 'knowledge'), articleCount);
  const index = await openFolder(template);
  await index.close();
});

/** A folder with articles and their index, as a finished start left them. */
function indexedFolder(): string {
  const folder = makeFolder();
  cpSync(template, folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

const databaseOf = (folder: string) => path.join(folder, 'data', 'stateside.db');
function vectorFileOf(folder: string): string {
  const name = readdirSync(path.join(folder, 'data')).find((file) => /^vectors-.*\.index$/.test(file));
  return path.join(folder, 'data', name ?? 'none');
}

async function expectWhole(index: OpenedIndex): Promise<void> {
  const articles = await index.store.listArticles();
  expect(articles).toHaveLength(articleCount);
  for (const number of [0, articleCount - 1])
    expect(await articlesWith(index, serialWord(number))).toEqual([`note-${String(number).padStart(4, '0')}`]);
  const keys = [...((await index.store.filterKeys({ since: '2000' })) ?? [])].sort((a, b) => a - b);
  expect(index.vectors.keys().sort((a, b) => a - b)).toEqual(keys);
  const [key, vector] = [...(await index.store.embeddings(keys))][0] ?? [];
  expect(index.vectors.nearest(vector ?? new Float32Array(), 3).map((neighbor) => neighbor.key)).toContain(key);
  expect(index.vectors.dimensions).toBe(index.model.dimensions);
}

/** Opens a folder, looks whether everything is there, and closes it. */
async function openWhole(folder: string): Promise<Pick<OpenedIndex, 'report' | 'notices' | 'rejected'>> {
  const index = await openFolder(folder);
  try {
    await expectWhole(index);
    return { report: index.report, notices: index.notices, rejected: index.rejected };
  } finally {
    await index.close();
  }
}

describe('openIndex()', () => {
  test('opens a current index without doing anything', async () => {
    expect(await openWhole(indexedFolder())).toEqual({ report: null, notices: [], rejected: [] });
  });

  test('tells what stage the update is at', async () => {
    const folder = makeFolder();
    writeSyntheticArticles(path.join(folder, 'knowledge'), articleCount);
    const stages: string[] = [];
    const { openIndex } = await import('../../src/retrieval/open-index.js');
    const index = await openIndex({
      knowledgeFolder: path.join(folder, 'knowledge'),
      glossaryFolders: [],
      dataFolder: path.join(folder, 'data'),
      onProgress: ({ stage }) => stages.push(stage),
    });
    await expectWhole(index);
    await index.close();
    expect([...new Set(stages)]).toEqual(['reading', 'fitting', 'embedding', 'linking']);
  });

  test('what was opened before goes on working when the folder is indexed anew', async () => {
    const folder = indexedFolder();
    const old = await openFolder(folder);
    rmSync(path.join(folder, 'knowledge', 'note-0003.md'));
    writeArticle(path.join(folder, 'knowledge'), 'note-0000.md', {}, syntheticText(999));
    const index = await openFolder(folder);
    expect(index.report).toMatchObject({ changed: 1, removed: 1, articleCount: articleCount - 1 });
    expect(await articlesWith(index, serialWord(999))).toEqual(['note-0000']);
    expect(await articlesWith(index, serialWord(3))).toEqual([]);
    // Its vectors still lead to passages that are gone from the store: those are left out.
    const keys = old.vectors.keys();
    expect(keys).toHaveLength(articleCount * 2);
    expect((await old.store.passages(keys)).every(({ articleId }) => articleId !== 'note-0003')).toBe(true);
    await old.close();
    await index.close();
  });

  test('reports bad files at every opening, and serves the rest', async () => {
    const folder = indexedFolder();
    writeArticle(path.join(folder, 'knowledge'), 'bad.md', { published: '2018-13' });
    for (let opening = 0; opening < 2; opening += 1)
      expect((await openWhole(folder)).rejected).toEqual([
        { file: 'bad.md', problem: expect.stringContaining('published') },
      ]);
  });
});

describe('openIndex() with a damaged vector file', () => {
  const flipBit = (filePath: string) => {
    const bytes = readFileSync(filePath);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(filePath, bytes);
  };
  const change = (folder: string, key: string, value: string | number) => {
    const database = openDatabase(databaseOf(folder));
    writeMeta(database, key, value);
    database.close();
  };
  test.each<[string, (folder: string) => void]>([
    ['cut in half', (folder) => truncateSync(vectorFileOf(folder), readFileSync(vectorFileOf(folder)).length / 2)],
    ['one byte short', (folder) => truncateSync(vectorFileOf(folder), readFileSync(vectorFileOf(folder)).length - 1)],
    ['one bit flipped', (folder) => flipBit(vectorFileOf(folder))],
    ['of length zero', (folder) => truncateSync(vectorFileOf(folder), 0)],
    ['overwritten with junk', (folder) => writeFileSync(vectorFileOf(folder), 'junk '.repeat(1000))],
    ['missing', (folder) => rmSync(vectorFileOf(folder))],
    ['of another embedder', (folder) => change(folder, 'vector_embedder', 'another')],
    ['of other dimensions', (folder) => change(folder, 'vector_dimensions', 7)],
    ['of another kind', (folder) => change(folder, 'vector_kind', 'exact')],
    ['of another version', (folder) => change(folder, 'vector_version', 1000)],
    ['named wrongly', (folder) => change(folder, 'vector_file', '../../nothing')],
  ])('rebuilds it from the stored embeddings and says so: %s', async (_name, damage) => {
    const folder = indexedFolder();
    damage(folder);
    const { report, notices } = await openWhole(folder);
    expect(report).toMatchObject({ embedded: 0, added: 0, changed: 0, removed: 0 });
    expect(notices).toEqual([expect.stringMatching(/vector index .* rebuilding it from the stored embeddings/)]);
    expect(await openWhole(folder)).toMatchObject({ report: null, notices: [] });
  });
});

describe('openIndex() with a damaged database', () => {
  const sizeOf = (folder: string) => readFileSync(databaseOf(folder)).length;
  test.each<[string, (folder: string) => void]>([
    ['cut to 50 bytes', (folder) => truncateSync(databaseOf(folder), 50)],
    ['cut to one page', (folder) => truncateSync(databaseOf(folder), 4096)],
    ['cut in half', (folder) => truncateSync(databaseOf(folder), sizeOf(folder) / 2)],
    ['overwritten with junk', (folder) => writeFileSync(databaseOf(folder), 'junk '.repeat(10_000))],
    [
      'with junk in its middle',
      (folder) => {
        const bytes = readFileSync(databaseOf(folder));
        bytes.fill(0xa5, 4096, bytes.length - 4096);
        writeFileSync(databaseOf(folder), bytes);
      },
    ],
    [
      'with tables missing',
      (folder) => {
        const database: Database = openDatabase(databaseOf(folder));
        database.exec('DROP TABLE meta');
        database.close();
      },
    ],
  ])('sets it aside, rebuilds it from the articles and says so: %s', async (_name, damage) => {
    const folder = indexedFolder();
    damage(folder);
    const { report, notices } = await openWhole(folder);
    expect(report).toMatchObject({ added: articleCount });
    expect(notices).toEqual([expect.stringContaining('the data file is damaged: rebuilding it from the articles')]);
    expect(readdirSync(path.join(folder, 'data')).some((name) => name.includes('.damaged-'))).toBe(true);
    expect(await openWhole(folder)).toMatchObject({ report: null, notices: [] });
  });

  test.each<[string, (folder: string) => void]>([
    ['of length zero', (folder) => truncateSync(databaseOf(folder), 0)],
    ['missing', (folder) => rmSync(databaseOf(folder))],
    ['missing with its folder', (folder) => rmSync(path.join(folder, 'data'), { recursive: true })],
  ])('builds it like the first time: %s', async (_name, damage) => {
    const folder = indexedFolder();
    damage(folder);
    expect(await openWhole(folder)).toMatchObject({ report: { added: articleCount }, notices: [] });
    expect(readdirSync(path.join(folder, 'data')).filter((name) => name.endsWith('.index'))).toHaveLength(1);
  });

  test('refuses one of a newer version, says what to do and leaves it alone', async () => {
    const folder = indexedFolder();
    const database = openDatabase(databaseOf(folder));
    database.pragma(`user_version = ${migrations.length + 1}`);
    database.close();
    await expect(openFolder(folder)).rejects.toMatchObject({
      message: expect.stringContaining('newer Stateside'),
      remedy: expect.stringMatching(/update Stateside, or delete the file/),
    });
    expect(existsSync(databaseOf(folder))).toBe(true);
    expect(readdirSync(path.join(folder, 'data')).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

describe('openIndex() with folders that cannot be used', () => {
  test('says so when the data folder cannot be made', async () => {
    const folder = makeFolder();
    writeArticle(path.join(folder, 'knowledge'), 'a.md');
    writeFile(folder, 'data', 'a file');
    await expect(openFolder(folder)).rejects.toMatchObject({
      message: expect.stringContaining('cannot be written'),
      remedy: expect.stringContaining('DATA_DIR'),
    });
  });

  test('says so when the knowledge folder is missing or a file', async () => {
    const folder = makeFolder();
    await expect(openFolder(folder)).rejects.toThrow('there is no such folder');
    writeFile(folder, 'knowledge', 'a file');
    await expect(openFolder(folder)).rejects.toThrow('it is not a folder');
    expect(existsSync(path.join(folder, 'data'))).toBe(false);
  });

  test('names the line of a glossary that is not valid', async () => {
    const folder = indexedFolder();
    writeFile(path.join(folder, 'knowledge'), 'glossary.yaml', 'makers:\n  - { id: [\n');
    await expect(openFolder(folder)).rejects.toThrow(/glossary\.yaml": line \d+ is not valid YAML/);
  });

  test('opens an empty folder, finds nothing in it, and sees what comes later', async () => {
    const folder = makeFolder();
    mkdirSync(path.join(folder, 'knowledge'));
    for (let opening = 0; opening < 2; opening += 1) {
      const index = await openFolder(folder);
      expect(index.report === null).toBe(opening === 1);
      expect(index.notices).toEqual([]);
      expect(await index.store.listArticles()).toEqual([]);
      expect(await index.store.searchTerms(['phone'], 10)).toEqual([]);
      expect(index.vectors.nearest(index.model.embed(['phone']), 10)).toEqual([]);
      await index.close();
    }
    writeSyntheticArticles(path.join(folder, 'knowledge'), articleCount);
    expect((await openWhole(folder)).report).toMatchObject({ added: articleCount });
  });

  test('opens a folder with a single short article', async () => {
    const folder = makeFolder();
    writeArticle(path.join(folder, 'knowledge'), 'a.md', {}, 'One phone.\n');
    for (let opening = 0; opening < 2; opening += 1) {
      const index = await openFolder(folder);
      expect(await articlesWith(index, 'phone')).toEqual(['a']);
      expect(index.vectors.size).toBe(0);
      expect(index.notices).toEqual([]);
      await index.close();
    }
  });
});
