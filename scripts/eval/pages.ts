import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readability } from '@mozilla/readability';
import { decodeText } from '../../src/knowledge/import/decode-text.js';
import { ImportError } from '../../src/knowledge/import/import-error.js';
import { type PageElement, parsePage } from '../../src/knowledge/import/page/dom.js';
import { joinBlocks, renderBlocks } from '../../src/knowledge/import/page/render-blocks.js';
import { PageExtractor } from '../../src/knowledge/import/page-extractor.js';
import { readStory, type Story } from '../../src/knowledge/import/read-story.js';
import { SourceReader } from '../../src/knowledge/import/source-reader.js';
import { splitSentences } from '../../src/text/sentences.js';
import { formatTable, percent } from './table.js';

const metadataKeys = ['title', 'publisher', 'author', 'published', 'url'] as const;

interface Expected {
  readonly text: string;
  /** Null or absent: not to be judged. */
  readonly metadata: Readonly<Partial<Record<(typeof metadataKeys)[number], string | null>>>;
}

/** Sentences found rightly, found, and expected. */
export interface SentenceCounts {
  readonly right: number;
  readonly found: number;
  readonly expected: number;
}

export interface PageScore {
  readonly page: string;
  readonly ours: SentenceCounts;
  /** Readability alone, on the same page. */
  readonly readability: SentenceCounts;
  /** Metadata that differ, as "key: found, expected". */
  readonly wrongMetadata: readonly string[];
  readonly metadataCount: number;
  /** Sentences that are missing (-) or too many (+). */
  readonly differences: readonly string[];
}

/** Reads each page of a golden folder (NAME/source.html beside NAME/expected.md and expected.json) and scores its text by sentences. */
export async function scorePages(folder: string): Promise<PageScore[]> {
  const tools = {
    reader: new SourceReader({ userAgent: 'Stateside (evaluation)' }),
    extractor: new PageExtractor(),
    charset: null,
    today: new Date('2026-11-25T00:00:00Z'),
  };
  const scores: PageScore[] = [];
  try {
    for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
      const expected = readExpected(path.join(folder, name));
      const document = await tools.reader.readFile(path.join(folder, name, 'source.html'));
      const story = await readStory(document, tools).catch((error: unknown) => {
        if (error instanceof ImportError) return error;
        throw error;
      });
      const wanted = sentencesOf(expected.text);
      const found = story instanceof ImportError ? [] : sentencesOf(story.text);
      scores.push({
        page: name,
        ours: countSentences(found, wanted),
        readability: countSentences(sentencesOf(readabilityText(decodeText(document.bytes, name))), wanted),
        wrongMetadata: story instanceof ImportError ? [story.message] : compareMetadata(story, expected),
        metadataCount: Object.values(expected.metadata).filter((value) => value !== null).length,
        differences: [
          ...subtract(wanted, found).map((sentence) => `- ${sentence}`),
          ...subtract(found, wanted).map((sentence) => `+ ${sentence}`),
        ],
      });
    }
  } finally {
    await tools.extractor.close();
  }
  return scores;
}

export function sumCounts(counts: readonly SentenceCounts[]): SentenceCounts {
  return counts.reduce((sum, { right, found, expected }) => ({
    right: sum.right + right,
    found: sum.found + found,
    expected: sum.expected + expected,
  }));
}

/** Scores as a table with totals. */
export function renderPageScores(scores: readonly PageScore[], isVerbose: boolean): string {
  const cells = ({ right, found, expected }: SentenceCounts) => [percent(right, found), percent(right, expected)];
  const row = (name: string, ours: SentenceCounts, readability: SentenceCounts, wrong: number, all: number) => [
    name,
    ...cells(ours),
    ...cells(readability),
    `${all - wrong}/${all}`,
  ];
  const rows = scores.map((score) =>
    row(score.page, score.ours, score.readability, score.wrongMetadata.length, score.metadataCount),
  );
  const total = row(
    `all ${scores.length} pages`,
    sumCounts(scores.map(({ ours }) => ours)),
    sumCounts(scores.map(({ readability }) => readability)),
    scores.reduce((sum, { wrongMetadata }) => sum + wrongMetadata.length, 0),
    scores.reduce((sum, { metadataCount }) => sum + metadataCount, 0),
  );
  const header = ['page', 'precision', 'recall', 'Readability: precision', 'recall', 'metadata'];
  const details = scores.flatMap(({ page, differences, wrongMetadata }) =>
    [...differences, ...wrongMetadata].map((line) => `${page}: ${line}`),
  );
  return [formatTable(header, [...rows, total]), ...(isVerbose ? details : [])].join('\n');
}

function readExpected(folder: string): Expected {
  const read = (name: string) => {
    try {
      return readFileSync(path.join(folder, name), 'utf8');
    } catch {
      // Either file may be left out.
      return null;
    }
  };
  const metadata = JSON.parse(read('expected.json') ?? '{}') as Expected['metadata'] & { readonly text?: string };
  return { text: read('expected.md') ?? metadata.text ?? '', metadata };
}

/** Sentences without Markdown's marks, in one form of white space and quotation marks. */
function sentencesOf(text: string): string[] {
  return text.split(/\n+/).flatMap((line) => {
    if (/^\|[\s|:-]+\|$/.test(line)) return [];
    const plain = line
      .replace(/^(?:#{1,6}|[-*])\s+/, '')
      .replace(/[“”]/g, '"')
      .replace(/[‘’]/g, "'");
    return splitSentences(plain).map(({ start, end }) => plain.slice(start, end).replace(/\s+/g, ' ').trim());
  });
}

function countSentences(found: readonly string[], wanted: readonly string[]): SentenceCounts {
  return { right: found.length - subtract(found, wanted).length, found: found.length, expected: wanted.length };
}

/** Items of the first list that the second has not as often. */
function subtract(items: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return items.filter((item) => {
    const count = left.get(item) ?? 0;
    if (count > 0) left.set(item, count - 1);
    return count === 0;
  });
}

function readabilityText(html: string): string {
  const article = new Readability<PageElement>(parsePage(html) as never, {
    serializer: (node) => node as never,
  }).parse();
  return article?.content ? joinBlocks(renderBlocks(article.content)) : '';
}

function compareMetadata(story: Story, { metadata }: Expected): string[] {
  return metadataKeys.flatMap((key) => {
    const wanted = metadata[key];
    return wanted === undefined || wanted === null || wanted === story[key]
      ? []
      : [`${key}: found "${story[key]}", expected "${wanted}"`];
  });
}
