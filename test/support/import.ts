import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll } from 'vitest';
import { parse } from 'yaml';
import { GlossaryFile } from '../../src/knowledge/glossary.js';
import { GlossaryIndex } from '../../src/knowledge/glossary-index.js';
import { type ImportOptions, type ImportOutcome, importSources } from '../../src/knowledge/import/import-sources.js';
import { PageExtractor } from '../../src/knowledge/import/page-extractor.js';
import { smallGlossary } from './articles.js';

/** Starting its worker takes most of a second: all imports of a test file share one. */
const extractor = new PageExtractor();
afterAll(() => extractor.close());

export const importGlossary = new GlossaryIndex(GlossaryFile.parse(parse(smallGlossary)));

/** Imports into a folder as the command does with --yes, from this machine too. */
export function importInto(
  folder: string,
  sources: readonly string[],
  options: Partial<ImportOptions> = {},
): Promise<ImportOutcome[]> {
  return importSources(sources, {
    knowledgeFolder: folder,
    outputFolder: folder,
    glossary: importGlossary,
    userAgent: 'Stateside/0.0.0 (test)',
    mayBeLoopback: true,
    extractor,
    today: new Date('2026-11-25T00:00:00Z'),
    ...options,
  });
}

/** The article files of a folder, by name. */
export function articleFiles(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** A page with a story in five sentences of its own. */
export function storyPage(
  subject: string,
  options: { readonly head?: string; readonly before?: string; readonly after?: string } = {},
): string {
  return `<!doctype html><html lang="en"><head><title>${subject} opens a shop | The Paper</title>
<meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2024-05-03T10:00:00Z">${options.head ?? ''}</head>
<body><nav><a href="/">Home</a></nav><article><h1>${subject} opens a shop</h1>${options.before ?? ''}${storyText(subject)}${options.after ?? ''}</article></body></html>`;
}

export function storyText(subject: string): string {
  return [
    `${subject} opened a shop in Portland on 3 May 2024, and about forty people came to see ${subject} phones there.`,
    `The patents of ${subject} cover the hinge, the lens and the charger, its lawyer Ada Quill told The Paper on that day.`,
    `A rival called the ${subject} shop small, and said in ${subject.length + 2030} nobody would remember who ran it or why.`,
  ]
    .map((sentence) => `<p>${sentence}</p>`)
    .join('\n');
}
