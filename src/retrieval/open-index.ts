import { statSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { StatesideError } from '../error.js';
import type { GlossaryIndex } from '../knowledge/glossary-index.js';
import { type GlossaryCache, listArticleFiles, readGlossary } from '../knowledge/read-articles.js';
import { LatentSemanticModel } from './embeddings/latent-semantic-model.js';
import type { IndexProgress } from './index-progress.js';
import type { IndexWorkerInput, IndexWorkerMessage } from './index-worker.js';
import type { PassageStore } from './passage-store.js';
import { CurrentArticleStore } from './sqlite/current-article-store.js';
import { DamagedDatabaseError, type Database, openDatabase, setAside } from './sqlite/open-database.js';
import { readBlob, readMeta } from './sqlite/sqlite-passage-store.js';
import { TranslationModel } from './translation/translation-model.js';
import { countChanges, type IndexReport, type RejectedFile, updateIndex } from './update-index.js';
import {
  availableKind,
  completeVectorIndex,
  openVectorIndex,
  readVectorFile,
  writeVectorIndex,
} from './vectors/vector-file.js';
import type { VectorIndex } from './vectors/vector-index.js';

/** A database up to this size is checked through at every start (some 50 ms); a larger one as it is read. */
const maximumCheckedBytes = 64 * 1024 * 1024;
const maximumAttempts = 3;
/** Up to this many changed files are indexed where the index is opened; more in the worker thread. */
const fewChanges = 10;

export interface OpenIndexOptions {
  /** Holds the articles, one Markdown file each. */
  readonly knowledgeFolder: string;
  /** Looked through in order for a glossary.yaml. */
  readonly glossaryFolders: readonly string[];
  /** Where the database and the vector file are kept; made when missing. */
  readonly dataFolder: string;
  /** Others are being served meanwhile: any change is indexed in the worker thread. */
  readonly isServing?: boolean;
  readonly onProgress?: (progress: IndexProgress) => void;
}

/** The part of LangChain's embeddings that questions need. */
export type QuestionEmbedder = Pick<EmbeddingsInterface<number[]>, 'embedQuery'>;

/** One consistent state of the corpus, ready to search. */
export interface OpenedIndex {
  readonly store: PassageStore;
  readonly vectors: VectorIndex;
  readonly model: LatentSemanticModel;
  /** How the terms of expected questions translate into each other. */
  readonly translations: TranslationModel;
  /** Embeds questions where `vectors` are another embedder's than the local model's. */
  readonly questionEmbedder?: QuestionEmbedder;
  readonly glossary: GlossaryIndex;
  /** Whether the folder says that its articles are briefs of their sources in its keeper's own words. */
  readonly areBriefs: boolean;
  /** What the update did; null when the index was current. */
  readonly report: IndexReport | null;
  readonly rejected: readonly RejectedFile[];
  /** Lines for the person who runs it, for example that exact search stands in for HNSW. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the index of a knowledge folder, bringing it up to date first when the folder changed. What is missing or
 * damaged is rebuilt: the articles are the truth behind the database, the database is the truth behind the vector file.
 * @throws {StatesideError} When the folder or the data folder cannot be used.
 */
export async function openIndex(options: OpenIndexOptions): Promise<OpenedIndex> {
  const notices: string[] = [];
  const databasePath = path.join(options.dataFolder, 'stateside.db');
  const files = await listArticleFiles(options.knowledgeFolder);
  let database = openOrReplace(databasePath, notices);
  const kind = availableKind();
  if (kind === 'exact')
    notices.push('hnswlib-node is not installed: exact search stands in for it (slower on large collections)');
  let report: IndexReport | null = null;
  let vectors: VectorIndex | null = null;
  try {
    // Read on another thread, meanwhile this one reads the glossary, or waits for the worker that updates the store.
    const reading = readVectorFile(database, kind);
    const {
      glossary,
      hash: glossaryHash,
      folder: glossaryFolder,
    } = await readGlossary(options.glossaryFolders, glossaryCache(database));
    const changes = countChanges(database, files, glossaryHash);
    if (changes > 0 && changes <= fewChanges && options.isServing !== true) {
      // Starting the worker would take longer than the work, and nobody is being answered yet.
      report = updateIndex(database, files, { glossary, hash: glossaryHash }, options.onProgress);
      writeVectorIndex(database, kind);
      const file = await reading;
      vectors = file && completeVectorIndex(database, file);
    } else if (changes === 0) {
      const file = await reading;
      vectors = file && completeVectorIndex(database, file);
      if (!vectors) notices.push('the vector index is missing or damaged: rebuilding it from the stored embeddings');
    }
    // Another process that indexes the same folder can change it between the update and the opening.
    for (let attempt = 0; !vectors && attempt < maximumAttempts; attempt += 1) {
      database.close();
      const update = await runWorker(
        {
          databasePath,
          knowledgeFolder: options.knowledgeFolder,
          glossary: { file: glossary.file, hash: glossaryHash },
        },
        options.onProgress,
      );
      report ??= update;
      database = openDatabase(databasePath);
      const file = attempt === 0 ? await reading : null;
      vectors = (file && completeVectorIndex(database, file)) ?? (await openVectorIndex(database, kind));
    }
    const bytes = readBlob(database, 'latent_semantic_model');
    const translationBytes = readBlob(database, 'translations');
    if (!vectors || !bytes || !translationBytes) {
      throw new StatesideError(
        `Cannot open the index in "${options.dataFolder}": it changed while it was being opened`,
        {
          remedy: 'try again',
        },
      );
    }
    const rejected = database.prepare('SELECT file, problem FROM rejected_files ORDER BY file').all() as RejectedFile[];
    const store = new CurrentArticleStore(database, options.knowledgeFolder);
    let model: LatentSemanticModel | null = null;
    let translations: TranslationModel | null = null;
    return {
      store,
      vectors,
      // Read now, with the vectors it belongs to; made ready when first asked.
      get model() {
        model ??= LatentSemanticModel.fromBytes(bytes);
        return model;
      },
      get translations() {
        translations ??= TranslationModel.fromBytes(translationBytes);
        return translations;
      },
      glossary,
      areBriefs: glossary.file.articlesAreBriefs && glossaryFolder === options.knowledgeFolder,
      report,
      rejected,
      notices,
      close: () => store.close(),
    };
  } catch (error) {
    if (database.open) database.close();
    throw error;
  }
}

/** The glossary that the store was last built with, in its parsed form. */
function glossaryCache(database: Database): GlossaryCache {
  return {
    get: (hash) =>
      readMeta<string>(database, 'glossary') === hash
        ? (readBlob(database, 'glossary')?.toString('utf8') ?? null)
        : null,
  };
}

/** A file that SQLite cannot read is set aside and made anew: the articles hold everything that it held. */
function openOrReplace(databasePath: string, notices: string[]): Database {
  try {
    const database = openDatabase(databasePath);
    try {
      readMeta(database, 'version');
      const isSmall = statSync(databasePath).size <= maximumCheckedBytes;
      if (!isSmall || database.pragma('quick_check(1)', { simple: true }) === 'ok') return database;
    } catch {
      // Treated like a failed check below.
    }
    database.close();
  } catch (error) {
    if (!(error instanceof DamagedDatabaseError)) throw error;
  }
  notices.push('the data file is damaged: rebuilding it from the articles; the damaged one is kept beside it');
  setAside(databasePath);
  return openDatabase(databasePath);
}

function runWorker(
  input: IndexWorkerInput,
  onProgress: (progress: IndexProgress) => void = () => {},
): Promise<IndexReport> {
  const worker = new Worker(new URL('./start-index-worker.mjs', import.meta.url), { workerData: input });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: IndexWorkerMessage) => {
      if (message.type === 'progress') onProgress(message.progress);
      else if (message.type === 'done') resolve(message.report);
      else
        reject(
          new StatesideError(message.message, {
            remedy: message.remedy ?? 'try again; if it happens again, delete the data folder',
          }),
        );
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      reject(new StatesideError(`Cannot build the index: its worker ended with code ${code}`, { remedy: 'try again' })),
    );
  });
}
