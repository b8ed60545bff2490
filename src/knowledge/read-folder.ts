import { readFile } from 'node:fs/promises';
import { describeError, StatesideError } from '../error.js';
import type { Article } from './article.js';
import type { GlossaryIndex } from './glossary-index.js';
import { ArticleError, parseArticle } from './parse-article.js';
import { listArticleFiles } from './read-articles.js';

/** The articles of a folder as they are now, whether indexed or not. */
export interface ArticleFolder {
  /** By file name. */
  readonly articles: readonly Article[];
  /** File names by article id. */
  readonly fileNames: ReadonlyMap<string, string>;
  readonly rejected: readonly { readonly file: string; readonly problem: string }[];
}

/** @throws {StatesideError} When the folder cannot be read. */
export async function readFolder(folder: string, glossary: GlossaryIndex): Promise<ArticleFolder> {
  const articles: Article[] = [];
  const fileNames = new Map<string, string>();
  const rejected: { file: string; problem: string }[] = [];
  for (const file of await listArticleFiles(folder)) {
    try {
      const article = parseArticle(file.name, await readFile(file.path, 'utf8'), glossary);
      const owner = fileNames.get(article.id);
      if (owner !== undefined)
        throw new ArticleError(`Cannot load "${file.name}": its id "${article.id}" is already used by "${owner}"`, {
          remedy: 'give one of the two files another id',
        });
      fileNames.set(article.id, file.name);
      articles.push(article);
    } catch (error) {
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!(error instanceof StatesideError) && !isGone) throw error;
      if (!isGone) rejected.push({ file: file.name, problem: describeError(error) });
    }
  }
  return { articles, fileNames, rejected };
}
