import { parentPort, workerData } from 'node:worker_threads';
import { describeError, StatesideError } from '../error.js';
import type { GlossaryFile } from '../knowledge/glossary.js';
import { GlossaryIndex } from '../knowledge/glossary-index.js';
import { listArticleFiles } from '../knowledge/read-articles.js';
import type { IndexProgress } from './index-progress.js';
import { openDatabase } from './sqlite/open-database.js';
import { type IndexReport, updateIndex } from './update-index.js';
import { availableKind, writeVectorIndex } from './vectors/vector-file.js';

export interface IndexWorkerInput {
  readonly databasePath: string;
  readonly knowledgeFolder: string;
  /** As the caller read it, so that both work with the same one. */
  readonly glossary: { readonly file: GlossaryFile; readonly hash: string };
}

export type IndexWorkerMessage =
  | { readonly type: 'progress'; readonly progress: IndexProgress }
  | { readonly type: 'done'; readonly report: IndexReport }
  | { readonly type: 'failed'; readonly message: string; readonly remedy: string | null };

/** Builds the index off the event loop: the process goes on answering from the old one meanwhile. */
async function run(input: IndexWorkerInput, post: (message: IndexWorkerMessage) => void): Promise<IndexReport> {
  const database = openDatabase(input.databasePath);
  try {
    const files = await listArticleFiles(input.knowledgeFolder);
    const glossary = { glossary: new GlossaryIndex(input.glossary.file), hash: input.glossary.hash };
    const report = updateIndex(database, files, glossary, (progress) => post({ type: 'progress', progress }));
    writeVectorIndex(database, availableKind(), (done, total) =>
      post({ type: 'progress', progress: { stage: 'linking', done, total } }),
    );
    return report;
  } finally {
    database.close();
  }
}

const port = parentPort;
if (port) {
  const post = (message: IndexWorkerMessage) => port.postMessage(message);
  try {
    // Told only when the file is closed: whoever waits for it may then have it to themselves.
    post({ type: 'done', report: await run(workerData as IndexWorkerInput, post) });
  } catch (error) {
    const isExpected = error instanceof StatesideError;
    post({
      type: 'failed',
      message: isExpected ? error.message : `Cannot build the index: ${describeError(error)}`,
      remedy: isExpected ? error.remedy : null,
    });
  }
}
