import { readdirSync } from 'node:fs';
import path from 'node:path';
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { Document } from '@langchain/core/documents';
import MiniSearch from 'minisearch';
import { openDatabase } from '../../src/retrieval/sqlite/open-database.js';
import { readMeta, SqlitePassageStore } from '../../src/retrieval/sqlite/sqlite-passage-store.js';
import { loadHnsw } from '../../src/retrieval/vectors/hnsw-vector-index.js';

/** A query in the forms that the peers take; all made beforehand, none of it counted. */
export interface PreparedQuery {
  readonly text: string;
  readonly terms: readonly string[];
  readonly embedding: readonly number[];
}

export interface Peer {
  search(query: PreparedQuery): unknown;
  close(): void;
}

/** hnswlib-node alone, on a vector file as written by us. */
export function readRawHnsw(filePath: string, dimensions: number): Peer {
  const library = loadHnsw();
  if (!library) throw new Error('Cannot compare with hnswlib-node: it is not installed');
  const graph = new library.HierarchicalNSW('cosine', dimensions);
  graph.readIndexSync(filePath, false);
  graph.setEf(96);
  return { search: (query) => graph.searchKnn([...query.embedding], 60), close: () => {} };
}

/** hnswlib-node alone, built point by point with the parameters that we use. */
export function buildRawHnsw(vectors: readonly Float32Array[], dimensions: number): void {
  const library = loadHnsw();
  if (!library) throw new Error('Cannot compare with hnswlib-node: it is not installed');
  const graph = new library.HierarchicalNSW('cosine', dimensions);
  graph.initIndex({ maxElements: vectors.length, m: 16, efConstruction: 100, randomSeed: 100 });
  for (const [key, vector] of vectors.entries()) graph.addPoint(Array.from(vector), key);
}

/** One FTS5 statement on the same table, on a connection of its own. */
export function openRawFts(databasePath: string): Peer {
  const database = openDatabase(databasePath);
  const statement = database.prepare(
    'SELECT rowid FROM passage_terms WHERE passage_terms MATCH ? ORDER BY rank LIMIT 150',
  );
  return {
    search: ({ terms }) => statement.all(terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR ')),
    close: () => database.close(),
  };
}

/** LangChain's store for small collections: compares with every vector. */
export async function buildLangChainStore(texts: readonly string[], vectors: readonly Float32Array[]): Promise<Peer> {
  const store = new MemoryVectorStore({
    embedDocuments: () => Promise.reject(new Error('Cannot embed here: vectors are given')),
    embedQuery: () => Promise.reject(new Error('Cannot embed here: vectors are given')),
  });
  await store.addVectors(
    vectors.map((vector) => Array.from(vector)),
    texts.map((text) => new Document({ pageContent: text })),
  );
  return { search: (query) => store.similaritySearchVectorWithScore([...query.embedding], 10), close: () => {} };
}

/** A plain BM25 library in memory. */
export function buildMiniSearch(texts: readonly string[]): Peer {
  const index = new MiniSearch({ fields: ['text'] });
  index.addAll(texts.map((text, id) => ({ id, text })));
  return { search: (query) => index.search(query.text).slice(0, 10), close: () => {} };
}

/** Texts and embeddings of every passage in a data folder, and its vector file. */
export async function readIndexedPassages(
  dataFolder: string,
): Promise<{ keys: number[]; texts: string[]; vectors: Float32Array[]; dimensions: number; vectorFile: string }> {
  const database = openDatabase(path.join(dataFolder, 'stateside.db'));
  try {
    const store = new SqlitePassageStore(database);
    const rows = database.prepare('SELECT key, text FROM passages ORDER BY key').all() as {
      key: number;
      text: string;
    }[];
    const found = await store.embeddings(rows.map((row) => row.key));
    const embedded = rows.filter((row) => found.has(row.key));
    const name = readdirSync(dataFolder).find((entry) => /^vectors-.*\.index$/.test(entry));
    if (!name) throw new Error(`Cannot read the vector file in "${dataFolder}": there is none`);
    return {
      keys: embedded.map((row) => row.key),
      texts: embedded.map((row) => row.text),
      vectors: embedded.flatMap((row) => found.get(row.key) ?? []),
      dimensions: readMeta(database, 'dimensions') ?? 1,
      vectorFile: path.join(dataFolder, name),
    };
  } finally {
    database.close();
  }
}
