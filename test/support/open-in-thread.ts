import path from 'node:path';
import { type OpenedIndex, openIndex } from '../../src/retrieval/open-index.js';
import { openDatabase } from '../../src/retrieval/sqlite/open-database.js';
import { writeVectorIndex } from '../../src/retrieval/vectors/vector-file.js';
import { indexFolder } from './index-folder.js';

/** Like openFolder(), without the worker thread, which costs most of a second: for properties over many corpora. */
export async function openInThread(folder: string): Promise<OpenedIndex> {
  const knowledgeFolder = path.join(folder, 'knowledge');
  const dataFolder = path.join(folder, 'data');
  const database = openDatabase(path.join(dataFolder, 'stateside.db'));
  await indexFolder(database, knowledgeFolder);
  writeVectorIndex(database, 'hnsw');
  database.close();
  const index = await openIndex({ knowledgeFolder, glossaryFolders: [knowledgeFolder], dataFolder });
  if (index.report !== null) throw new Error('The worker thread was needed after all');
  return index;
}
