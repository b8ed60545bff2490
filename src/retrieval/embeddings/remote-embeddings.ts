import { createHash } from 'node:crypto';
import path from 'node:path';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { StatesideError } from '../../error.js';
import type { IndexProgress } from '../index-progress.js';
import type { OpenedIndex } from '../open-index.js';
import type { PassageStore, StoredPassage } from '../passage-store.js';
import { type Database, openDatabase } from '../sqlite/open-database.js';
import { toVector } from '../sqlite/sqlite-passage-store.js';
import { availableKind, createIndex } from '../vectors/vector-file.js';

/** Any of LangChain's embeddings, with a name under which its vectors are kept. */
export interface NamedEmbedder extends Pick<EmbeddingsInterface<number[]>, 'embedQuery' | 'embedDocuments'> {
  readonly id: string;
}

const batchSize = 64;

const migrations: readonly string[] = [
  `
  -- What each embedder made of each passage's text, in a file of its own: the index beside it may be rebuilt without
  -- paying for this again.
  CREATE TABLE vectors (
    embedder TEXT NOT NULL,
    hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (embedder, hash)
  ) WITHOUT ROWID;
  `,
];

/**
 * Puts another embedder in the place of the local one. Passages are embedded once; their vectors are kept by embedder
 * and text. Questions are embedded as they come.
 * @throws {StatesideError} When the embedder cannot be used.
 */
export async function withEmbedder(
  index: OpenedIndex,
  embedder: NamedEmbedder,
  dataFolder: string,
  onProgress: (progress: IndexProgress) => void = () => {},
): Promise<OpenedIndex> {
  const database = openDatabase(path.join(dataFolder, 'embeddings.db'), migrations);
  try {
    const passages = await index.store.passages([...((await index.store.filterKeys({ since: '0' })) ?? [])]);
    await embedMissing(database, embedder, passages, onProgress);
    const vectors = new Map<number, Float32Array>();
    const select = database.prepare('SELECT vector FROM vectors WHERE embedder = ? AND hash = ?').pluck();
    for (const passage of passages) {
      const blob = select.get(embedder.id, hashOf(passage)) as Buffer | undefined;
      if (blob) vectors.set(passage.key, toVector(blob));
    }
    const dimensions = vectors.values().next().value?.length ?? 1;
    const vectorIndex = createIndex(availableKind(), dimensions, passages.length);
    for (const [key, vector] of vectors)
      if (vector.length === dimensions && vector.some((value) => value !== 0)) vectorIndex.add(key, vector);
    const store = new Proxy(index.store, {
      get: (target, name) => {
        if (name === 'embeddings')
          return async (keys: readonly number[]) =>
            new Map(keys.flatMap((key) => (vectors.has(key) ? [[key, vectors.get(key)]] : [])));
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    }) as PassageStore;
    // The local model is a getter that reads only when it is asked: it stays one.
    return Object.create(index, {
      store: { value: store, enumerable: true },
      vectors: { value: vectorIndex, enumerable: true },
      questionEmbedder: { value: embedder, enumerable: true },
    }) as OpenedIndex;
  } finally {
    database.close();
  }
}

async function embedMissing(
  database: Database,
  embedder: NamedEmbedder,
  passages: readonly StoredPassage[],
  onProgress: (progress: IndexProgress) => void,
): Promise<void> {
  const known = new Set(
    database.prepare('SELECT hash FROM vectors WHERE embedder = ?').pluck().all(embedder.id) as string[],
  );
  const missing = passages.filter((passage) => !known.has(hashOf(passage)));
  const insert = database.prepare('INSERT OR REPLACE INTO vectors (embedder, hash, vector) VALUES (?, ?, ?)');
  for (let start = 0; start < missing.length; start += batchSize) {
    const batch = missing.slice(start, start + batchSize);
    let vectors: number[][];
    try {
      vectors = await embedder.embedDocuments(
        batch.map(({ heading, text }) => (heading ? `${heading}\n${text}` : text)),
      );
    } catch (cause) {
      throw new StatesideError(
        `Cannot embed the passages with ${embedder.id}: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`,
        { remedy: 'run "npm run doctor", or set EMBEDDINGS=local', cause },
      );
    }
    const length = vectors[0]?.length ?? 0;
    if (vectors.length !== batch.length || length === 0 || vectors.some((vector) => vector.length !== length)) {
      throw new StatesideError(`Cannot embed the passages with ${embedder.id}: it returned vectors of no use`, {
        remedy: 'choose a model that embeds, or set EMBEDDINGS=local',
      });
    }
    database.transaction(() => {
      for (const [position, passage] of batch.entries()) {
        const vector = normalize(Float32Array.from(vectors[position] ?? []));
        insert.run(embedder.id, hashOf(passage), Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
      }
    })();
    onProgress({ stage: 'embedding', done: Math.min(start + batchSize, missing.length), total: missing.length });
  }
}

function hashOf({ heading, text }: StoredPassage): string {
  return createHash('sha256').update(`${heading}\n${text}`).digest('hex').slice(0, 32);
}

function normalize(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}
