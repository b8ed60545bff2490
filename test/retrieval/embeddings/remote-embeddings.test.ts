import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadModelConfig } from '../../../src/config.js';
import { compose } from '../../../src/main/compose.js';
import { loadModels } from '../../../src/main/load-models.js';
import { type NamedEmbedder, withEmbedder } from '../../../src/retrieval/embeddings/remote-embeddings.js';
import { keptUnusedDays } from '../../../src/retrieval/embeddings/vector-cache.js';
import { openIndex } from '../../../src/retrieval/open-index.js';
import { openDatabase } from '../../../src/retrieval/sqlite/open-database.js';
import {
  smallGlossary,
  syntheticText,
  writeArticle,
  writeFile,
  writeSyntheticArticles,
} from '../../support/articles.js';
import { ModelServer } from '../../support/models/model-server.js';
import { readScript } from '../../support/models/script.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const articleCount = 40;
/** As many changes of the schema as the file has seen, whatever they are. */
const known = ['', ''];
let server: ModelServer;
let indexed: string;
let folder: string;

beforeAll(async () => {
  server = await ModelServer.start(readScript('good'));
  indexed = makeFolder();
  writeSyntheticArticles(path.join(indexed, 'knowledge'), articleCount);
  writeFile(path.join(indexed, 'knowledge'), 'glossary.yaml', smallGlossary);
  const { index } = await compose({
    knowledgeFolder: path.join(indexed, 'knowledge'),
    dataFolder: path.join(indexed, 'data'),
  });
  await index.close();
});
afterAll(() => server.stop());

beforeEach(() => {
  folder = makeFolder();
  cpSync(indexed, folder, { recursive: true, preserveTimestamps: true });
  server.dimensions = 8;
  server.embeddingsLeft = Number.POSITIVE_INFINITY;
});

interface Started {
  readonly notices: readonly string[];
  readonly passages: number;
  /** Length of what stands in for the local embeddings. */
  readonly dimensions: number;
  readonly isRemote: boolean;
  /** Texts that the provider was asked for, and in how many requests. */
  readonly asked: readonly string[];
  readonly requests: number;
}

/** Starts as the program does, and stops again. */
async function start(
  setting = 'openai:words',
  during: (ask: (text: string) => Promise<unknown>) => unknown = () => {},
): Promise<Started> {
  const models = await loadModels(
    loadModelConfig({
      EMBEDDINGS: setting,
      EMBEDDINGS_BASE_URL: setting.startsWith('openai') ? `${server.origin}/v1` : server.origin,
    }),
  );
  server.embedded.length = 0;
  server.embeddingRequests.length = 0;
  const { index, engine } = await compose(
    { knowledgeFolder: path.join(folder, 'knowledge'), dataFolder: path.join(folder, 'data') },
    { models },
  );
  const started = {
    notices: index.notices,
    passages: (await index.store.statistics()).passageCount,
    dimensions: index.vectors.dimensions,
    isRemote: index.questionEmbedder !== undefined,
    asked: [...server.embedded],
    requests: server.embeddingRequests.length,
  };
  await during((text) => engine.answer({ text }));
  await index.close();
  return started;
}

const cacheFile = () => path.join(folder, 'data', 'embeddings.db');

describe.each(['openai:words', 'ollama:words'])('the embedder %s', (setting) => {
  test('is asked for every passage once, in batches, and at the second start for none', async () => {
    const first = await start(setting);
    expect(first).toMatchObject({ notices: [], dimensions: 8, isRemote: true });
    expect(first.passages).toBeGreaterThan(64);
    expect(first.asked).toHaveLength(first.passages);
    expect(first.requests).toBe(Math.ceil(first.passages / 64));
    expect(await start(setting)).toMatchObject({ notices: [], dimensions: 8, isRemote: true, requests: 0 });
  });

  test('is asked only for the passages that changed', async () => {
    const { passages } = await start(setting);
    const text = syntheticText(3);
    const paragraphs = text.split('\n\n');
    paragraphs[0] = `${paragraphs[0]} The court in Toledo changed its mind.`;
    const name = readdirSync(path.join(folder, 'knowledge')).find((file) =>
      readFileSync(path.join(folder, 'knowledge', file), 'utf8').endsWith(text),
    );
    const source = readFileSync(path.join(folder, 'knowledge', name ?? ''), 'utf8');
    writeFile(path.join(folder, 'knowledge'), name ?? '', source.replace(text, paragraphs.join('\n\n')));
    const second = await start(setting);
    expect(second).toMatchObject({ passages, requests: 1 });
    expect(second.asked).toEqual([expect.stringContaining('Toledo')]);
    writeArticle(path.join(folder, 'knowledge'), 'new.md', {}, 'Willow opened a shop in Toledo in March 2024.\n');
    expect((await start(setting)).asked).toEqual([expect.stringContaining('opened a shop')]);
  });

  test('is asked only for the rest after it broke off', async () => {
    server.embeddingsLeft = 1;
    const first = await start(setting);
    expect(first.isRemote).toBe(false);
    expect(first.notices).toEqual([
      expect.stringMatching(/^Cannot embed the passages with .*the local embedder stands in$/),
    ]);
    expect(first.asked).toHaveLength(64);
    server.embeddingsLeft = Number.POSITIVE_INFINITY;
    const second = await start(setting);
    expect(second).toMatchObject({ notices: [], isRemote: true });
    expect([...first.asked, ...second.asked].sort()).toEqual((await freshTexts(setting)).sort());
    expect(new Set([...first.asked, ...second.asked]).size).toBe(first.passages);
  }, 60_000);
});

/** What a start without any file asks for. */
async function freshTexts(setting: string): Promise<string[]> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(cacheFile() + suffix, { force: true });
  return [...(await start(setting)).asked];
}

describe('another embedder', () => {
  test('is asked anew, and the first one is not when it comes back', async () => {
    const { passages } = await start('openai:words');
    server.dimensions = 16;
    expect(await start('openai:others')).toMatchObject({ dimensions: 16, isRemote: true, notices: [] });
    expect(server.embedded).toHaveLength(passages);
    expect((await start('ollama:words')).asked).toHaveLength(passages);
    expect(await start('openai:words')).toMatchObject({ dimensions: 8, requests: 0 });
  });

  test('behind the same name is never mixed with the one before', async () => {
    const { passages } = await start();
    server.dimensions = 12;
    writeArticle(path.join(folder, 'knowledge'), 'new.md', {}, 'Willow opened a shop in Toledo in March 2024.\n');
    const second = await start();
    expect(second).toMatchObject({ dimensions: 12, isRemote: true, notices: [], passages: passages + 1 });
    expect(new Set(second.asked).size).toBe(passages + 1);
    expect(await start()).toMatchObject({ dimensions: 12, requests: 0 });
  });

  test('behind the same name, found out by a question, is asked anew at the next start', async () => {
    const { passages } = await start();
    server.dimensions = 12;
    expect(await start('openai:words', (ask) => ask('Who tested the modem in Ohio?'))).toMatchObject({ requests: 0 });
    expect(await start()).toMatchObject({ dimensions: 12, isRemote: true });
    expect(server.embedded).toHaveLength(passages);
  });
});

describe('a file of embeddings', () => {
  test.each<[string, boolean, () => void]>([
    ['is empty', false, () => writeFileSync(cacheFile(), '')],
    ['is cut in half', true, () => truncateSync(cacheFile(), Math.floor(readFileSync(cacheFile()).length / 2))],
    ['is cut within its first page', true, () => truncateSync(cacheFile(), 1_000)],
    ['holds words', true, () => writeFileSync(cacheFile(), 'This is no database at all. '.repeat(400))],
    [
      'has damaged pages',
      true,
      () => {
        const bytes = readFileSync(cacheFile());
        bytes.fill(0xff, 4_096, bytes.length - 100);
        writeFileSync(cacheFile(), bytes);
      },
    ],
    ['has other tables', true, () => replaceBy(['CREATE TABLE vectors (name TEXT)'], 1)],
    ['has other tables and no version', true, () => replaceBy(['CREATE TABLE vectors (name TEXT)'], 0)],
    ['is of a newer version', true, () => replaceBy([], 99)],
  ])('that %s is made anew', async (_, isSaid, damage) => {
    const { passages } = await start();
    damage();
    const second = await start();
    expect(second).toMatchObject({ dimensions: 8, isRemote: true });
    expect(second.asked).toHaveLength(passages);
    expect(second.notices).toEqual(isSaid ? [expect.stringMatching(/embedding the passages anew/)] : []);
    expect(readdirSync(path.join(folder, 'data')).some((name) => name.startsWith('embeddings.db.damaged-'))).toBe(
      isSaid,
    );
    expect(await start()).toMatchObject({ notices: [], isRemote: true, requests: 0 });
  });

  test('with a vector that cannot be one is asked for that passage again', async () => {
    await start();
    const database = openDatabase(cacheFile(), known);
    const hashes = database.prepare('SELECT hash FROM vectors ORDER BY hash LIMIT 3').pluck().all();
    const spoil = database.prepare('UPDATE vectors SET vector = ? WHERE hash = ?');
    spoil.run(Buffer.alloc(7), hashes[0]);
    spoil.run(Buffer.alloc(32, 0xff), hashes[1]);
    spoil.run(Buffer.from(Float32Array.from([1, 0, 0, 0]).buffer), hashes[2]);
    database.close();
    const second = await start();
    expect(second.asked).toHaveLength(3);
    expect(second).toMatchObject({ notices: [], isRemote: true });
    expect(await start()).toMatchObject({ requests: 0 });
  });

  function replaceBy(statements: readonly string[], version: number): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(cacheFile() + suffix, { force: true });
    const database = openDatabase(cacheFile(), statements);
    database.pragma(`user_version = ${version}`);
    database.close();
  }
});

describe('vectors that nothing uses', () => {
  const dayMs = 24 * 60 * 60_000;
  const embedder = (id: string): NamedEmbedder => ({
    id,
    embedDocuments: async (texts) => texts.map(() => [1, 2, 3]),
    embedQuery: async () => [1, 2, 3],
  });

  async function embedAt(id: string, now: number): Promise<void> {
    const index = await openIndex({
      knowledgeFolder: path.join(folder, 'knowledge'),
      glossaryFolders: [path.join(folder, 'knowledge')],
      dataFolder: path.join(folder, 'data'),
    });
    await withEmbedder(index, embedder(id), { dataFolder: path.join(folder, 'data'), now: () => now });
    await index.close();
  }

  function kept(): Record<string, number> {
    const database = openDatabase(cacheFile(), known);
    const rows = database.prepare('SELECT embedder, COUNT(*) AS count FROM vectors GROUP BY 1').all();
    database.close();
    return Object.fromEntries((rows as { embedder: string; count: number }[]).map((row) => [row.embedder, row.count]));
  }

  test('go after their time, and stay when they are used again before', async () => {
    const begin = Date.UTC(2026, 0, 1);
    await embedAt('a', begin);
    const all = kept().a ?? 0;
    const removed = readdirSync(path.join(folder, 'knowledge')).filter((name) => name.endsWith('.md'))[0] ?? '';
    const source = readFileSync(path.join(folder, 'knowledge', removed), 'utf8');
    rmSync(path.join(folder, 'knowledge', removed));
    await embedAt('a', begin + dayMs);
    expect(kept()).toEqual({ a: all });
    await embedAt('a', begin + (keptUnusedDays + 1) * dayMs);
    const fewer = kept().a ?? 0;
    expect(fewer).toBeLessThan(all);
    await embedAt('b', begin + 40 * dayMs);
    await embedAt('a', begin + 60 * dayMs);
    await embedAt('b', begin + 80 * dayMs);
    expect(kept()).toEqual({ a: fewer, b: fewer });
    await embedAt('b', begin + (80 + keptUnusedDays) * dayMs);
    expect(kept()).toEqual({ b: fewer });
    writeFile(path.join(folder, 'knowledge'), removed, source);
    await embedAt('b', begin + 200 * dayMs);
    expect(kept()).toEqual({ b: all });
    expect(existsSync(cacheFile())).toBe(true);
  });
});
