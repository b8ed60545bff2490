import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { importSources } from '../../src/knowledge/import/import-sources.js';
import { parseArticle } from '../../src/knowledge/parse-article.js';
import { listArticleFiles, readGlossary } from '../../src/knowledge/read-articles.js';
import { openIndex } from '../../src/retrieval/open-index.js';
import type { ShippedCorpus } from './measure-shipped.js';
import { type Measurement, timeMs } from './measurement.js';

const pageCount = 100;
const secondsAllowed = 30;

/** Imports 100 local pages, made of shipped articles with all that surrounds a story on news sites, and indexes them. */
export async function measureImport({ knowledgeFolder }: ShippedCorpus): Promise<Measurement[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stateside-bench-import-'));
  try {
    const [pages, knowledge] = [path.join(folder, 'pages'), path.join(folder, 'knowledge')];
    mkdirSync(pages);
    mkdirSync(knowledge);
    const { glossary } = await readGlossary([knowledgeFolder]);
    const files = (await listArticleFiles(knowledgeFolder)).slice(0, pageCount);
    for (const file of files) {
      const { title, publisher, published, url, text } = parseArticle(
        file.name,
        readFileSync(file.path, 'utf8'),
        glossary,
      );
      writeFileSync(path.join(pages, `${file.name}.html`), toPage({ title, publisher, published, url, text }));
    }
    let written = 0;
    const milliseconds = await timeMs(async () => {
      const outcomes = await importSources([pages], {
        knowledgeFolder: knowledge,
        outputFolder: knowledge,
        glossary,
        userAgent: 'Stateside (benchmark)',
        today: new Date(),
      });
      written = outcomes.filter(({ kind }) => kind === 'written').length;
      const index = await openIndex({
        knowledgeFolder: knowledge,
        glossaryFolders: [knowledgeFolder],
        dataFolder: path.join(folder, 'data'),
      });
      await index.close();
    });
    if (written !== files.length)
      throw new Error(`Cannot measure import: of ${files.length} pages ${written} were imported`);
    const seconds = milliseconds / 1000;
    return [
      {
        corpus: 'shipped',
        name: `import of ${files.length} local pages, with indexing`,
        unit: 's',
        ours: seconds,
        target: { text: `under ${secondsAllowed} s`, value: seconds, limit: secondsAllowed },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toPage(article: { title: string; publisher: string; published: string; url: string; text: string }): string {
  const toHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const { title, publisher, published, url, text } = article;
  const data = {
    '@type': 'NewsArticle',
    headline: title,
    datePublished: published,
    publisher: { name: publisher },
    url,
  };
  const links = Array.from(
    { length: 60 },
    (_, index) => `<li><a href="/${index}">Another headline, number ${index}</a></li>`,
  );
  return `<!doctype html><html><head><title>${toHtml(title)}</title><script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script></head>
<body><div class="cookie-banner"><p>We use cookies. Some of them are needed, others help us to learn what you like.</p></div><nav><ul>${links.join('')}</ul></nav>
<article><h1>${toHtml(title)}</h1><figure><figcaption>A picture of a shop.</figcaption></figure>${text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${toHtml(paragraph)}</p>`)
    .join('\n')}</article>
<aside class="related"><ul>${links.join('')}</ul></aside><footer>All rights reserved</footer></body></html>`;
}
