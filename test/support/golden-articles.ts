import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { emptyGlossary } from '../../src/knowledge/glossary.js';
import { GlossaryIndex } from '../../src/knowledge/glossary-index.js';
import { parseArticle } from '../../src/knowledge/parse-article.js';
import { splitArticle } from '../../src/knowledge/split-article.js';

export const goldenFolder = path.join(import.meta.dirname, '..', 'fixtures', 'articles');

export function goldenCases(): string[] {
  return readdirSync(goldenFolder).sort();
}

/** What `expected.passages.json` of a case has to hold. */
export function passagesOfCase(name: string): unknown {
  const source = readFileSync(path.join(goldenFolder, name, 'source.md'), 'utf8');
  const article = parseArticle(`${name}.md`, source, new GlossaryIndex(emptyGlossary));
  return splitArticle(article.id, article.text);
}
