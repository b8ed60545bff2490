import path from 'node:path';
import { listArticleFiles, readGlossary } from '../../src/knowledge/read-articles.js';
import { type OpenedIndex, openIndex } from '../../src/retrieval/open-index.js';
import type { Database } from '../../src/retrieval/sqlite/open-database.js';
import { type IndexReport, updateIndex } from '../../src/retrieval/update-index.js';

/** Brings a database in line with a folder, in this thread. */
export async function indexFolder(database: Database, knowledgeFolder: string): Promise<IndexReport> {
  return updateIndex(database, await listArticleFiles(knowledgeFolder), await readGlossary([knowledgeFolder]));
}

/** Opens the index of `folder/knowledge`, kept in `folder/data`. */
export function openFolder(folder: string): Promise<OpenedIndex> {
  const knowledgeFolder = path.join(folder, 'knowledge');
  return openIndex({ knowledgeFolder, glossaryFolders: [knowledgeFolder], dataFolder: path.join(folder, 'data') });
}

/** Ids of the articles whose passages have a term, best first. */
export async function articlesWith(index: Pick<OpenedIndex, 'store'>, term: string): Promise<string[]> {
  const hits = await index.store.searchTerms([term], 1000);
  const passages = await index.store.passages(hits.map(({ key }) => key));
  return [...new Set(passages.map(({ articleId }) => articleId))];
}
