import { renameSync, rmSync, truncateSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listArticleFiles, maximumArticleBytes, readGlossary } from '../../src/knowledge/read-articles.js';
import { type Database, openDatabase } from '../../src/retrieval/sqlite/open-database.js';
import { readMeta, SqlitePassageStore, writeMeta } from '../../src/retrieval/sqlite/sqlite-passage-store.js';
import { countChanges, updateIndex } from '../../src/retrieval/update-index.js';
import { openVectorIndex, writeVectorIndex } from '../../src/retrieval/vectors/vector-file.js';
import {
  serialWord,
  smallGlossary,
  syntheticText,
  writeArticle,
  writeFile,
  writeSyntheticArticles,
} from '../support/articles.js';
import { articlesWith, indexFolder } from '../support/index-folder.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
/** Large enough that a change of one article stays below the share that makes the embedder be fitted anew. */
const corpusSize = 80;

let folder: string;
let database: Database;
let store: SqlitePassageStore;

beforeEach(() => {
  folder = makeFolder();
  database = openDatabase(path.join(makeFolder(), 'stateside.db'));
  store = new SqlitePassageStore(database);
});
afterEach(() => {
  database.close();
});

const passageIds = () => database.prepare('SELECT id FROM passages ORDER BY id').pluck().all() as string[];
const keysById = () => new Map(database.prepare('SELECT id, key FROM passages').raw().all() as [string, number][]);
const isCurrent = async () =>
  countChanges(database, await listArticleFiles(folder), (await readGlossary([folder])).hash) === 0;
const nothingDone = { added: 0, changed: 0, removed: 0, embedded: 0 };

describe('updateIndex()', () => {
  test('embeds nothing and keeps the version when the folder is unchanged', async () => {
    writeSyntheticArticles(folder, 10);
    const first = await indexFolder(database, folder);
    expect(first).toMatchObject({ articleCount: 10, added: 10, changed: 0, removed: 0, rejected: [] });
    expect(first.embedded).toBe(first.passageCount);
    const version = await store.version();
    const keys = keysById();
    expect(await isCurrent()).toBe(true);
    expect(await indexFolder(database, folder)).toMatchObject({ ...nothingDone, articleCount: 10 });
    expect(await store.version()).toBe(version);
    expect(keysById()).toEqual(keys);
  });

  test('touches only the passages of a changed file and embeds only those whose words changed', async () => {
    writeSyntheticArticles(folder, corpusSize);
    await indexFolder(database, folder);
    const before = keysById();
    const version = await store.version();
    const embedder = readMeta<string>(database, 'embedder');
    const text = syntheticText(7).replace(' concerns ', ' has nothing to do with ');
    writeArticle(folder, 'note-0007.md', { title: 'Note 7', published: '2017' }, text);
    expect(await isCurrent()).toBe(false);
    expect(await indexFolder(database, folder)).toMatchObject({ added: 0, changed: 1, removed: 0, embedded: 1 });
    expect(await store.version()).not.toBe(version);
    expect(readMeta<string>(database, 'embedder')).toBe(embedder);
    const after = keysById();
    for (const [id, key] of before) if (!id.startsWith('note-0007#')) expect(after.get(id)).toBe(key);
    const ids = [...after.keys()].filter((id) => id.startsWith('note-0007#'));
    expect(ids).toHaveLength(2);
    expect(ids.filter((id) => before.has(id))).toHaveLength(1);
    // The same vectors as when everything is embedded anew.
    expect((await store.embeddings([...after.values()])).size).toBe(after.size);
  });

  test('does nothing when only the modification time changed, and does not read the file again', async () => {
    writeSyntheticArticles(folder, 3);
    await indexFolder(database, folder);
    const version = await store.version();
    const keys = keysById();
    utimesSync(path.join(folder, 'note-0001.md'), new Date(), new Date());
    expect(await isCurrent()).toBe(false);
    expect(await indexFolder(database, folder)).toMatchObject(nothingDone);
    expect(await store.version()).toBe(version);
    expect(keysById()).toEqual(keys);
    expect(await isCurrent()).toBe(true);
  });

  test('a renamed file keeps the id of its front matter, its passages and their embeddings', async () => {
    writeSyntheticArticles(folder, corpusSize);
    writeArticle(folder, 'old-name.md', { id: 'kept' }, syntheticText(500));
    await indexFolder(database, folder);
    const ids = passageIds();
    renameSync(path.join(folder, 'old-name.md'), path.join(folder, 'a-new-name.md'));
    expect(await indexFolder(database, folder)).toMatchObject({
      added: 1,
      changed: 0,
      removed: 1,
      embedded: 0,
      rejected: [],
    });
    expect(passageIds()).toEqual(ids);
    expect(await store.article('kept')).toMatchObject({ text: syntheticText(500) });
  });

  test('a removed article is out of reach of words and vectors', async () => {
    writeSyntheticArticles(folder, corpusSize);
    await indexFolder(database, folder);
    writeVectorIndex(database, 'hnsw');
    const keys = [...keysById()].flatMap(([id, key]) => (id.startsWith('note-0005#') ? [key] : []));
    const [vector] = (await store.embeddings(keys)).values();
    rmSync(path.join(folder, 'note-0005.md'));
    expect(await indexFolder(database, folder)).toMatchObject({ added: 0, changed: 0, removed: 1, embedded: 0 });
    expect(await articlesWith({ store }, serialWord(5))).toEqual([]);
    expect(await store.article('note-0005')).toBeNull();
    expect((await store.documentFrequencies([serialWord(5)])).get(serialWord(5))).toBe(0);
    writeVectorIndex(database, 'hnsw');
    const vectors = await openVectorIndex(database, 'hnsw');
    const near = vectors?.nearest(vector ?? new Float32Array(), 1000).map(({ key }) => key) ?? [];
    expect(near.filter((key) => keys.includes(key))).toEqual([]);
    expect(near).toHaveLength(passageIds().length);
  });

  test('fits the embedder anew once a tenth of the passages changed, and drops the embeddings of the old fit', async () => {
    writeSyntheticArticles(folder, 40);
    await indexFolder(database, folder);
    const embedder = readMeta<string>(database, 'embedder');
    for (let number = 0; number < 8; number += 1)
      writeArticle(folder, `note-000${number}.md`, { title: `Note ${number}` }, syntheticText(900 + number));
    const report = await indexFolder(database, folder);
    expect(report).toMatchObject({ changed: 8, embedded: report.passageCount });
    expect(readMeta<string>(database, 'embedder')).not.toBe(embedder);
    const embedders = database.prepare('SELECT DISTINCT embedder FROM embeddings').pluck().all();
    expect(embedders).toEqual([readMeta<string>(database, 'embedder')]);
    const stored = database.prepare('SELECT COUNT(*) FROM embeddings').pluck().get();
    expect(stored).toBe(database.prepare('SELECT COUNT(DISTINCT embedding_hash) FROM passages').pluck().get());
  });

  test('small changes add up until the embedder is fitted anew', async () => {
    writeSyntheticArticles(folder, 40);
    await indexFolder(database, folder);
    const embedder = readMeta<string>(database, 'embedder');
    let changes = 0;
    while (readMeta<string>(database, 'embedder') === embedder && changes < 20) {
      writeArticle(folder, `note-00${10 + changes}.md`, {}, syntheticText(700 + changes));
      await indexFolder(database, folder);
      changes += 1;
    }
    expect(changes).toBeGreaterThan(1);
    expect(changes).toBeLessThan(6);
  });

  test('tags every article anew when the glossary changes', async () => {
    writeArticle(folder, 'tagged.md', {}, 'Petal handsets face a tariff.\n');
    writeArticle(folder, 'own.md', { makers: '[]' }, 'Petal handsets again.\n');
    writeSyntheticArticles(folder, 4);
    await indexFolder(database, folder);
    expect(await store.articleSummary('tagged')).toMatchObject({ makers: [], topics: [] });
    writeFile(folder, 'glossary.yaml', smallGlossary);
    expect(await isCurrent()).toBe(false);
    await indexFolder(database, folder);
    expect(await store.articleSummary('tagged')).toMatchObject({ makers: ['orchid'], topics: ['prices'] });
    expect(await store.articleSummary('own')).toMatchObject({ makers: [] });
    expect((await store.listArticles({ makers: ['orchid'] })).map(({ id }) => id)).toContain('tagged');
    writeFile(folder, 'glossary.yaml', smallGlossary.replace('brands: [Petal]', 'brands: [Stem]'));
    await indexFolder(database, folder);
    expect(await store.articleSummary('tagged')).toMatchObject({ makers: [] });
    expect(await isCurrent()).toBe(true);
  });

  test('a change of the index format indexes everything anew', async () => {
    writeSyntheticArticles(folder, 5);
    await indexFolder(database, folder);
    const ids = passageIds();
    writeMeta(database, 'format', 0);
    expect(await isCurrent()).toBe(false);
    expect(await indexFolder(database, folder)).toMatchObject({ changed: 5, embedded: ids.length });
    expect(passageIds()).toEqual(ids);
    expect(await isCurrent()).toBe(true);
  });

  test('an article without prose is listed, and counts as a change', async () => {
    writeSyntheticArticles(folder, 3);
    await indexFolder(database, folder);
    const version = await store.version();
    writeArticle(folder, 'headings.md', {}, '# Only\n\n## Headings\n');
    expect(await indexFolder(database, folder)).toMatchObject({ added: 1, articleCount: 4 });
    expect(await store.version()).not.toBe(version);
    expect((await store.statistics()).articleCount).toBe(4);
  });

  test('an emptied folder gives an empty index that can be filled again', async () => {
    writeSyntheticArticles(folder, 3);
    await indexFolder(database, folder);
    rmSync(folder, { recursive: true });
    writeFile(folder, 'note.txt', 'no article');
    expect(await indexFolder(database, folder)).toMatchObject({ removed: 3, articleCount: 0, passageCount: 0 });
    expect(await store.statistics()).toMatchObject({ articleCount: 0, passageCount: 0, languageShares: {} });
    expect(await store.newestDate()).toBeNull();
    writeSyntheticArticles(folder, 3);
    expect(await indexFolder(database, folder)).toMatchObject({ added: 3, articleCount: 3 });
  });
});

describe('updateIndex() with bad files', () => {
  test('reports them and indexes the others', async () => {
    writeSyntheticArticles(folder, 3);
    writeArticle(folder, 'bad-date.md', { published: '2018-13' });
    writeArticle(folder, 'bad-key.md', { colour: 'red' });
    writeFile(folder, 'no-front-matter.md', 'Only text.');
    const report = await indexFolder(database, folder);
    expect(report).toMatchObject({ articleCount: 3, added: 3 });
    expect(report.rejected.map(({ file }) => file)).toEqual(['bad-date.md', 'bad-key.md', 'no-front-matter.md']);
    expect(report.rejected[0]?.problem).toMatch(
      /Cannot load "bad-date.md": key "published" must be a date .*; correct/,
    );
    expect(database.prepare('SELECT file, problem FROM rejected_files ORDER BY file').all()).toEqual(report.rejected);
    // They are looked at again each time, so that the report is not forgotten.
    expect(await isCurrent()).toBe(false);
    expect((await indexFolder(database, folder)).rejected).toEqual(report.rejected);
  });

  test('takes a file that was corrected, and lets go of one that went bad', async () => {
    writeSyntheticArticles(folder, 3);
    writeArticle(folder, 'fixed.md', { published: 'soon' }, 'Fixed at last.\n');
    await indexFolder(database, folder);
    writeArticle(folder, 'fixed.md', {}, 'Fixed at last.\n');
    writeArticle(folder, 'note-0001.md', { url: undefined });
    const report = await indexFolder(database, folder);
    expect(report).toMatchObject({ added: 1, removed: 1, articleCount: 3, rejected: [{ file: 'note-0001.md' }] });
    expect(await store.article('fixed')).not.toBeNull();
    expect(await articlesWith({ store }, serialWord(1))).toEqual([]);
  });

  test('reports the second file with an id, and takes it once the first is gone', async () => {
    writeArticle(folder, 'a.md', { id: 'same' }, 'From a.\n');
    writeArticle(folder, 'b.md', { id: 'same' }, 'From b.\n');
    const report = await indexFolder(database, folder);
    expect(report.rejected).toEqual([
      { file: 'b.md', problem: expect.stringMatching(/"b.md": its id "same" is already used by "a.md"; give one/) },
    ]);
    expect(await store.article('same')).toMatchObject({ text: 'From a.\n' });
    rmSync(path.join(folder, 'a.md'));
    expect(await indexFolder(database, folder)).toMatchObject({ added: 1, removed: 1, rejected: [] });
    expect(await store.article('same')).toMatchObject({ text: 'From b.\n' });
  });

  test('leaves an id with the file that has it when a new file claims it', async () => {
    writeArticle(folder, 'b.md', { id: 'same' }, 'From b.\n');
    await indexFolder(database, folder);
    writeArticle(folder, 'a.md', { id: 'same' }, 'From a.\n');
    expect((await indexFolder(database, folder)).rejected).toMatchObject([{ file: 'a.md' }]);
    expect(await store.article('same')).toMatchObject({ text: 'From b.\n' });
  });

  test('lets files swap their ids, or hand one on', async () => {
    const write = (ids: readonly [string, string, string]) => {
      for (const [index, id] of ids.entries())
        writeArticle(folder, `${'abc'[index]}.md`, { id }, `From ${'abc'[index]}.\n`);
    };
    write(['one', 'two', 'three']);
    await indexFolder(database, folder);
    write(['two', 'one', 'three']);
    expect(await indexFolder(database, folder)).toMatchObject({ changed: 2, rejected: [], articleCount: 3 });
    expect(await store.article('two')).toMatchObject({ text: 'From a.\n' });
    write(['one', 'three', 'four']);
    expect(await indexFolder(database, folder)).toMatchObject({ changed: 3, rejected: [], articleCount: 3 });
    expect(await store.article('three')).toMatchObject({ text: 'From b.\n' });
    expect(await store.article('two')).toBeNull();
  });

  test('reports a file that is too large, and one that vanished since the folder was listed', async () => {
    writeArticle(folder, 'large.md');
    truncateSync(path.join(folder, 'large.md'), maximumArticleBytes + 1);
    writeArticle(folder, 'gone.md');
    const files = await listArticleFiles(folder);
    rmSync(path.join(folder, 'gone.md'));
    const report = updateIndex(database, files, await readGlossary([folder]));
    expect(report.rejected).toEqual([
      { file: 'gone.md', problem: expect.stringContaining('cannot be read (ENOENT)') },
      { file: 'large.md', problem: expect.stringContaining('the limit is 16 MB; split it') },
    ]);
  });
});

describe('updateIndex() when it is stopped', () => {
  test.each(['reading', 'fitting', 'embedding'])('leaves the old index as it was: while %s', async (stage) => {
    writeSyntheticArticles(folder, 30);
    await indexFolder(database, folder);
    const ids = passageIds();
    const version = await store.version();
    rmSync(path.join(folder, 'note-0000.md'));
    for (let number = 1; number < 20; number += 1)
      writeArticle(folder, `note-00${String(number).padStart(2, '0')}.md`, {}, syntheticText(300 + number));
    const files = await listArticleFiles(folder);
    const glossary = await readGlossary([folder]);
    expect(() =>
      updateIndex(database, files, glossary, (progress) => {
        if (progress.stage === stage && progress.done > 0) throw new Error('stopped');
      }),
    ).toThrow('stopped');
    expect(database.inTransaction).toBe(false);
    expect(passageIds()).toEqual(ids);
    expect(await store.version()).toBe(version);
    expect(await articlesWith({ store }, serialWord(5))).toEqual(['note-0005']);
    expect(await indexFolder(database, folder)).toMatchObject({ changed: 19, removed: 1 });
  });

  test('says that the disk is full, and keeps the old index', async () => {
    writeSyntheticArticles(folder, 5);
    await indexFolder(database, folder);
    const ids = passageIds();
    database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`);
    writeSyntheticArticles(folder, 300);
    await expect(indexFolder(database, folder)).rejects.toMatchObject({
      message: expect.stringContaining('the disk is full'),
      remedy: expect.stringContaining('free some space'),
    });
    expect(passageIds()).toEqual(ids);
  });
});
