import { Readability } from '@mozilla/readability';
import { countWords } from '../../split-article.js';
import { ImportError } from '../import-error.js';
import { cleanPage } from './clean-page.js';
import { type PageDocument, type PageElement, parsePage, plainText } from './dom.js';
import { readStructuredData } from './json-ld.js';
import { judgePage, readSigns } from './judge-page.js';
import { type PageMetadata, readMetadata } from './page-metadata.js';
import { findPageParts, type PageParts } from './page-parts.js';
import { joinBlocks, renderBlocks, type TextBlock } from './render-blocks.js';
import { trimBlocks } from './trim-blocks.js';

/** Pages of stories have a few thousand elements; reading time grows with their number. */
export const maximumElements = 50_000;
/** Deeper nesting overflows the call stack of what walks it. */
const maximumDepth = 500;

export interface ExtractedPage extends PageMetadata {
  /** Paragraphs, headings and lists, as an article's text. */
  readonly text: string;
  readonly parts: PageParts;
}

export interface PageOrigin {
  /** Named in errors. */
  readonly source: string;
  /** Where the page was fetched from; null for a file. */
  readonly url: string | null;
  /** The page's place, for links to its other parts: its address, or a file: address. */
  readonly base: string;
  readonly today: Date;
  /** A further page of a story may be short. */
  readonly isContinuation?: boolean;
}

/**
 * Finds the story on a page, with what the page says of it.
 * @throws {ImportError} When there is none, or only the beginning of one.
 */
export function extractPage(html: string, origin: PageOrigin): ExtractedPage {
  checkSize(html, origin.source);
  const document = parsePage(html);
  const data = readStructuredData(document);
  const metadata = readMetadata(document, data, origin);
  const parts = findPageParts(document, origin.base);
  const signs = readSigns(document, data.isFree);
  cleanPage(document);
  const blocks = findStory(document, metadata.title);
  const text = joinBlocks(blocks);
  if (origin.isContinuation !== true || countWords(text) === 0)
    judgePage(signs, blocks.map((block) => block.text).join('\n'), origin.source);
  return { ...metadata, text, parts };
}

function checkSize(html: string, source: string): void {
  let count = 0;
  let depth = 0;
  for (const match of html.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
    const isClosing = match[1] === '/';
    const isVoid =
      /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|tr|th|dt|dd|option|path)$/i.test(
        match[2] ?? '',
      );
    if (!isClosing) count += 1;
    if (!isVoid) depth = Math.max(0, depth + (isClosing ? -1 : 1));
    if (count > maximumElements)
      throw new ImportError(source, `the page has more than ${maximumElements.toLocaleString('en')} elements`, {
        remedy: 'save the story alone, as HTML, Markdown or text',
      });
    if (depth > maximumDepth)
      throw new ImportError(source, `the page nests more than ${maximumDepth} elements into each other`, {
        remedy: 'save the story alone, as HTML, Markdown or text',
      });
  }
}

/** The story's blocks: of the place that the page marks as its body, or of what Readability takes for it. */
function findStory(document: PageDocument, title: string | null): TextBlock[] {
  const marked = trimBlocks(markedStory(document).flatMap(renderBlocks), title);
  const found = trimBlocks(readableStory(document), title);
  return wordsOf(found) > wordsOf(marked) * 1.25 && proseShare(marked) < 0.9
    ? found
    : wordsOf(marked) >= wordsOf(found) * 0.6
      ? marked
      : found;
}

function wordsOf(blocks: readonly TextBlock[]): number {
  return blocks.reduce((sum, block) => sum + countWords(block.text), 0);
}

/** Share of the words that stand in sentences. */
function proseShare(blocks: readonly TextBlock[]): number {
  const prose = blocks.filter(({ kind, text }) => kind !== 'paragraph' || /[.!?。！？…"”’]/u.test(text));
  return blocks.length === 0 ? 0 : wordsOf(prose) / Math.max(1, wordsOf(blocks));
}

const bodySelectors = [
  '[itemprop~="articleBody"]',
  '[class*="article-body"], [class*="article__body"], [class*="articleBody"], [class*="story-body"], [class*="entry-content"], [class*="post-content"], [class*="article-content"], [class*="article__content"], [class*="story-content"], [id="article-body"], [id="articleBody"], [class*="liveblog"], [class*="live-blog"]',
  'article',
  'main, [role="main"]',
];

/** The elements that the page itself names as the story: the first kind that holds enough prose. */
function markedStory(document: PageDocument): PageElement[] {
  const all = proseLength(document.body);
  for (const selector of bodySelectors) {
    const elements = outermost([...document.body.querySelectorAll(selector)]);
    if (elements.length === 0) continue;
    const lengths = elements.map(proseLength);
    const sum = lengths.reduce((total, length) => total + length, 0);
    // Posts of a live blog and parts of a story stand side by side; teasers of other stories are short.
    if (sum >= all * 0.5 && sum > 200) {
      const largest = Math.max(...lengths);
      return elements.filter(
        (element, index) => (lengths[index] ?? 0) >= largest * 0.12 || isSibling(element, elements),
      );
    }
  }
  return [document.body];
}

function isSibling(element: PageElement, others: readonly PageElement[]): boolean {
  return others.length > 2 && element.closest('[class*="live"]') !== null;
}

function outermost(elements: readonly PageElement[]): PageElement[] {
  return elements.filter((element) => !elements.some((other) => other !== element && other.contains(element)));
}

function proseLength(element: PageElement): number {
  const paragraphs = [...element.querySelectorAll('p, li, td, blockquote')];
  if (paragraphs.length === 0) return plainText(element).length;
  return paragraphs.reduce((sum, paragraph) => sum + plainText(paragraph).length, 0);
}

function readableStory(document: PageDocument): TextBlock[] {
  // Readability takes the page apart: it gets a copy.
  const copy = parsePage(`<html><body>${document.body.innerHTML}</body></html>`);
  const article = new Readability<PageElement>(copy as never, {
    charThreshold: 200,
    serializer: (node) => node as never,
    disableJSONLD: true,
  }).parse();
  return article?.content ? renderBlocks(article.content) : [];
}
