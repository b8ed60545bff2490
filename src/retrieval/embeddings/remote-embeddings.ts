import { createHash } from 'node:crypto';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { StatesideError } from '../../error.js';
import type { IndexProgress } from '../index-progress.js';
import type { OpenedIndex, QuestionEmbedder } from '../open-index.js';
import type { PassageStore, StoredPassage } from '../passage-store.js';
import { availableKind, createIndex } from '../vectors/vector-file.js';
import { VectorCache } from './vector-cache.js';

/** Any of LangChain's embeddings, with a name under which its vectors are kept. */
export interface NamedEmbedder extends Pick<EmbeddingsInterface<number[]>, 'embedQuery' | 'embedDocuments'> {
  /** Provider, model and, where it is not the provider's own, address. */
  readonly id: string;
}

export interface EmbedOptions {
  /** Where the vectors are kept. */
  readonly dataFolder: string;
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
  /** Told what the person who runs it should know, also when it fails later. */
  readonly onNotice?: (notice: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Passages in one request; what came back is kept before the next. */
const batchSize = 64;

/**
 * Puts another embedder in the place of the local one. Passages are embedded once; their vectors are kept by embedder
 * and text, so that only new texts are asked for. Questions are embedded as they come.
 * @throws {StatesideError} When the embedder cannot be used; what it had embedded until then is kept.
 */
export async function withEmbedder(
  index: OpenedIndex,
  embedder: NamedEmbedder,
  { dataFolder, onProgress = () => {}, onNotice = () => {}, now = Date.now }: EmbedOptions,
): Promise<OpenedIndex> {
  const passages = await index.store.passages([...((await index.store.filterKeys({ since: '0' })) ?? [])]);
  const texts = new Map(passages.map((passage) => [hashOf(passage), textOf(passage)]));
  const cache = VectorCache.open(dataFolder, onNotice);
  let byHash: ReadonlyMap<string, Float32Array>;
  try {
    byHash = await embedMissing(cache, embedder, texts, onProgress);
    cache.prune(embedder.id, texts.keys(), now());
  } finally {
    cache.close();
  }
  const vectors = new Map<number, Float32Array>();
  for (const passage of passages) {
    const vector = byHash.get(hashOf(passage));
    if (vector) vectors.set(passage.key, vector);
  }
  const dimensions = vectors.values().next().value?.length ?? 1;
  const vectorIndex = createIndex(availableKind(), dimensions, passages.length);
  for (const [key, vector] of vectors) if (vector.some((value) => value !== 0)) vectorIndex.add(key, vector);
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
    questionEmbedder: {
      value: vectors.size > 0 ? watchDimensions(embedder, dimensions, dataFolder) : embedder,
      enumerable: true,
    },
  }) as OpenedIndex;
}

/** Where the provider put another model behind the same name, what the old one made is of no use at the next start. */
function watchDimensions(embedder: NamedEmbedder, dimensions: number, dataFolder: string): QuestionEmbedder {
  let isDropped = false;
  return {
    embedQuery: async (text) => {
      const vector = await embedder.embedQuery(text);
      if (!isDropped && vector.length > 0 && vector.length !== dimensions) {
        isDropped = true;
        const cache = VectorCache.open(dataFolder, () => {});
        try {
          cache.drop(embedder.id);
        } finally {
          cache.close();
        }
      }
      return vector;
    },
  };
}

/** @returns The vectors of all texts by hash, all of one length. @throws {StatesideError} */
async function embedMissing(
  cache: VectorCache,
  embedder: NamedEmbedder,
  texts: ReadonlyMap<string, string>,
  onProgress: (progress: IndexProgress) => void,
): Promise<Map<string, Float32Array>> {
  let found = cache.read(embedder.id, texts.keys());
  let missing = [...texts].filter(([hash]) => !found.has(hash));
  let hasBegunAnew = false;
  for (let start = 0; start < missing.length; start += batchSize) {
    const batch = missing.slice(start, start + batchSize);
    const vectors = await embedBatch(
      embedder,
      batch.map(([, text]) => text),
    );
    const known = found.values().next().value?.length ?? vectors[0]?.length;
    if (known !== vectors[0]?.length) {
      // Another model behind the same name: lengths are never mixed. One that changes again and again is of no use.
      if (hasBegunAnew) throw uselessVectors(embedder);
      hasBegunAnew = true;
      cache.drop(embedder.id);
      found = new Map();
      missing = [...texts];
      start = -batchSize;
      continue;
    }
    const made = new Map(batch.map(([hash], position) => [hash, vectors[position] ?? new Float32Array()]));
    cache.write(embedder.id, made);
    for (const [hash, vector] of made) found.set(hash, vector);
    onProgress({ stage: 'embedding', done: Math.min(start + batchSize, missing.length), total: missing.length });
  }
  return found;
}

/** @returns One vector for each text, all of one length. @throws {StatesideError} */
async function embedBatch(embedder: NamedEmbedder, texts: string[]): Promise<Float32Array[]> {
  let vectors: number[][];
  try {
    vectors = await embedder.embedDocuments(texts);
  } catch (cause) {
    throw new StatesideError(
      `Cannot embed the passages with ${embedder.id}: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`,
      { remedy: 'run "npm run doctor", or set EMBEDDINGS=local', cause },
    );
  }
  const length = vectors[0]?.length ?? 0;
  const isUseful = (vector: number[]) => vector.length === length && vector.every(Number.isFinite);
  if (vectors.length !== texts.length || length === 0 || !vectors.every(isUseful)) throw uselessVectors(embedder);
  return vectors.map((vector) => normalize(Float32Array.from(vector)));
}

function uselessVectors(embedder: NamedEmbedder): StatesideError {
  return new StatesideError(`Cannot embed the passages with ${embedder.id}: it returned vectors of no use`, {
    remedy: 'choose a model that embeds, or set EMBEDDINGS=local',
  });
}

/** A passage as it is sent. */
function textOf({ heading, text }: StoredPassage): string {
  return heading ? `${heading}\n${text}` : text;
}

function hashOf({ heading, text }: StoredPassage): string {
  return createHash('sha256').update(`${heading}\n${text}`).digest('hex').slice(0, 32);
}

function normalize(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}
