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
import { type KnownParts, trimBlocks } from './trim-blocks.js';

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
  const blocks = findStory(document, metadata, data.isLive);
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
function findStory(document: PageDocument, known: KnownParts, isLive: boolean): TextBlock[] {
  const markedBlocks = markedStory(document, isLive).flatMap(renderBlocks);
  if (!isLive && isListing(markedBlocks)) return [];
  const marked = trimBlocks(markedBlocks, known);
  const found = trimBlocks(readableStory(document), known);
  if (wordsOf(found) > wordsOf(marked) * 1.25 && proseShare(marked) < 0.9) return found;
  return wordsOf(marked) >= wordsOf(found) * 0.6 ? marked : found;
}

/** A front page or a list of results: most paragraphs are teasers, each under a headline that is a link. */
function isListing(blocks: readonly TextBlock[]): boolean {
  const paragraphs = blocks.filter(({ kind, linkShare }) => kind === 'paragraph' && linkShare < 0.8);
  const teasers = blocks.filter((block, index) => {
    const above = blocks[index - 1];
    return (
      block.kind === 'paragraph' && block.linkShare < 0.8 && block.text.length < 400 && (above?.linkShare ?? 0) > 0.8
    );
  });
  return teasers.length >= 5 && teasers.length >= paragraphs.length * 0.6;
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
  [
    ...['article', 'story', 'entry', 'post', 'news', 'detail'].flatMap((noun) =>
      ['body', 'content', 'text'].flatMap((part) => [`${noun}-${part}`, `${noun}_${part}`, `${noun}__${part}`]),
    ),
    'articleBody',
    'articleContent',
    'liveblog',
    'live-blog',
    'artibody',
    'cuerpo',
    'js_content',
  ]
    .map((name) => `[class*="${name}"], [id*="${name}"]`)
    .join(', '),
  'article',
  'main, [role="main"]',
];
/** An element that holds this share of the prose of the one around it holds the story … */
const mostProse = 0.65;
/** … unless another beside it holds this share of what it holds: it may be a part of the story too. */
const considerablePart = 0.25;

/** The elements that the page itself names as the story, or the body, narrowed down to where the prose is. */
function markedStory(document: PageDocument, isLive: boolean): PageElement[] {
  const all = proseLength(document.body);
  for (const selector of bodySelectors) {
    const elements = ofOneStory(outermost([...document.body.querySelectorAll(selector)]), isLive);
    const sum = elements.reduce((total, element) => total + proseLength(element), 0);
    if (sum >= all * 0.4 && sum > 150) return elements.length === 1 ? elements.flatMap(narrow) : elements;
  }
  return narrow(document.body);
}

/** Posts of a live blog and parts of a body stand side by side; other articles on the page are other stories. */
function ofOneStory(elements: readonly PageElement[], isLive: boolean): PageElement[] {
  if (isLive || elements.length < 2) return [...elements];
  const owner = (element: PageElement) => element.closest('article') ?? element;
  const withHeadline = elements.find((element) => owner(element).querySelector('h1') !== null);
  const largest = [...elements].sort((a, b) => proseLength(b) - proseLength(a))[0];
  const main = withHeadline ?? largest;
  return main
    ? elements.filter((element) => element === main || (owner(element) === owner(main) && owner(main) !== main))
    : [];
}

/** Goes down to the innermost element with nearly all the prose; paragraphs that stand just before it are kept. */
function narrow(element: PageElement): PageElement[] {
  let current = element;
  const leading: PageElement[] = [];
  for (;;) {
    const children = [...current.children].map((element) => ({ element, length: proseLength(element) }));
    const [largest, second] = children.sort((a, b) => b.length - a.length);
    if (
      !largest ||
      largest.element.tagName === 'P' ||
      largest.length < proseLength(current) * mostProse ||
      (second?.length ?? 0) > largest.length * considerablePart
    )
      return [...leading, current];
    const child = largest.element;
    for (let before = child.previousElementSibling; before?.tagName === 'P'; before = before.previousElementSibling) {
      if (/[.!?。！？”"]$/u.test(plainText(before)) && plainText(before).length > 60) leading.unshift(before);
    }
    current = child;
  }
}

function outermost(elements: readonly PageElement[]): PageElement[] {
  return elements.filter((element) => !elements.some((other) => other !== element && other.contains(element)));
}

/** Length of the text outside links. */
function proseLength(element: PageElement): number {
  const links = [...element.querySelectorAll('a')].reduce((sum, link) => sum + plainText(link).length, 0);
  return Math.max(0, plainText(element).length - links);
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
