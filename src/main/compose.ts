import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AnswerEngine } from '../answer/answer-question.js';
import type { Engine } from '../answer/engine.js';
import type { Generator } from '../answer/generate/generator.js';
import type { Config } from '../config.js';
import { describeError } from '../error.js';
import { type NamedEmbedder, withEmbedder } from '../retrieval/embeddings/remote-embeddings.js';
import type { IndexProgress } from '../retrieval/index-progress.js';
import { type OpenedIndex, openIndex } from '../retrieval/open-index.js';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** What was loaded because the configuration names it. */
export interface Models {
  readonly embedder: NamedEmbedder | null;
  readonly generator: Generator | null;
}

const noModels: Models = { embedder: null, generator: null };

export interface Composition {
  readonly index: OpenedIndex;
  readonly engine: Engine;
  readonly dataFolder: string;
}

export interface Folders {
  readonly knowledgeFolder: string;
  /** Looked through in order for a glossary.yaml. */
  readonly glossaryFolders: readonly string[];
  /** Where the index of the knowledge folder is kept. */
  readonly indexFolder: string;
  /** Where everything else is kept. */
  readonly dataFolder: string;
}

/** The folders that belong to a knowledge folder: the configured one, or another, whose index is kept apart. */
export function resolveFolders(config: Config, otherFolder?: string): Folders {
  const defaultFolder = path.resolve(projectFolder, config.knowledgeFolder);
  const knowledgeFolder = otherFolder === undefined ? defaultFolder : path.resolve(otherFolder);
  const dataFolder = path.resolve(projectFolder, config.dataFolder);
  const indexFolder = isSameFolder(knowledgeFolder, defaultFolder)
    ? dataFolder
    : path.join(dataFolder, 'collections', folderKey(knowledgeFolder));
  return { knowledgeFolder, glossaryFolders: [knowledgeFolder, defaultFolder], indexFolder, dataFolder };
}

/**
 * Opens the index of a knowledge folder and builds the engine that every surface shares.
 * @param knowledgeFolder Another folder than the configured one; its index is kept apart. A folder without a glossary
 * of its own is read with the project's.
 * @param isServing Whether questions are being answered meanwhile: then nothing may hold up the event loop.
 */
export async function compose(
  config: Config,
  options: {
    knowledgeFolder?: string;
    isServing?: boolean;
    onProgress?: (progress: IndexProgress) => void;
    models?: Models;
  } = {},
): Promise<Composition> {
  const { knowledgeFolder, glossaryFolders, indexFolder, dataFolder } = resolveFolders(config, options.knowledgeFolder);
  const local = await openIndex({
    knowledgeFolder,
    glossaryFolders,
    dataFolder: indexFolder,
    isServing: options.isServing ?? false,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  const { embedder, generator } = options.models ?? noModels;
  const index = embedder ? await embedWith(local, embedder, indexFolder, options.onProgress) : local;
  await nextTurn();
  const engine = await AnswerEngine.create(index);
  return { index, engine: generator ? await withGenerator(engine, index, generator) : engine, dataFolder };
}

/** Read only where a model is configured: the others start without it. */
async function withGenerator(engine: AnswerEngine, index: OpenedIndex, generator: Generator): Promise<Engine> {
  const { GeneratingEngine } = await import('../answer/generate/generating-engine.js');
  return new GeneratingEngine(engine, index, generator);
}

/** Without the embedder that was asked for, the local one does: that is said, and questions are answered. */
async function embedWith(
  index: OpenedIndex,
  embedder: NamedEmbedder,
  dataFolder: string,
  onProgress: ((progress: IndexProgress) => void) | undefined,
): Promise<OpenedIndex> {
  const notices = [...index.notices];
  const onNotice = (notice: string) => notices.push(notice);
  let embedded = index;
  try {
    embedded = await withEmbedder(index, embedder, { dataFolder, onProgress, onNotice });
  } catch (error) {
    notices.push(`${describeError(error)}; the local embedder stands in`);
  }
  return Object.create(embedded, { notices: { value: notices, enumerable: true } }) as OpenedIndex;
}

function isSameFolder(a: string, b: string): boolean {
  return realPath(a) === realPath(b);
}

function folderKey(folder: string): string {
  return createHash('sha256').update(realPath(folder)).digest('hex').slice(0, 16);
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder; // It does not exist: opening it says so.
  }
}
