import path from 'node:path';
import type { Article } from '../article.js';
import type { GlossaryIndex } from '../glossary-index.js';
import { parseArticle } from '../parse-article.js';
import type { SourceDocument } from './source-reader.js';

/**
 * The article that a Markdown file already is; null when it is any other Markdown file.
 * @throws {ArticleError} When it has all keys that an article needs, and breaks the rules.
 */
export function readReadyArticle(document: SourceDocument, glossary: GlossaryIndex): Article | null {
  if (document.url !== null || (document.kind !== 'markdown' && document.kind !== 'text')) return null;
  if (!/\.md$/i.test(document.source)) return null;
  const content = document.bytes.toString('utf8');
  const head = /^\ufeff?---[ \t]*\r?\n([\s\S]{0,65536}?)(?<=\n)---[ \t]*(?:\r?\n|$)/.exec(content)?.[1] ?? '';
  const isArticle = ['title', 'publisher', 'published', 'url'].every((key) => new RegExp(`^${key}:`, 'm').test(head));
  return isArticle ? parseArticle(path.basename(document.source), content, glossary) : null;
}
