import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeText } from './decode-text.js';
import { ImportError } from './import-error.js';
import type { ExtractedPage } from './page/extract-page.js';
import type { PageExtractor } from './page-extractor.js';
import { readPlain } from './read-plain.js';
import type { SourceDocument, SourceReader } from './source-reader.js';

/** Longer series are no single story. */
const maximumParts = 15;

/** A source's text, with what it says of itself; null where it does not. */
export interface Story {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly text: string;
  /** Documents that were joined to it, as file: or web addresses. */
  readonly otherParts: readonly string[];
  /** The part before it, when it is not the first. */
  readonly previousPart: string | null;
}

export interface StoryTools {
  readonly reader: SourceReader;
  readonly extractor: PageExtractor;
  readonly charset: string | null;
  readonly today: Date;
}

/**
 * Reads the story of one document; of a web page, with its further parts.
 * @throws {ImportError}
 */
export async function readStory(document: SourceDocument, tools: StoryTools): Promise<Story> {
  const { source, kind, bytes } = document;
  const single = { otherParts: [], previousPart: null };
  if (kind === 'pdf') {
    const content = await tools.extractor.pdf(bytes, source, tools.today);
    return { ...content, publisher: null, url: document.url, ...single };
  }
  if (kind === 'markdown' || kind === 'text') {
    const content = readPlain(source, decode(document, tools), tools.today);
    return { ...content, url: content.url ?? document.url, ...single };
  }
  if (kind !== 'html')
    throw new ImportError(source, `a ${kind} is no story`, { remedy: 'give the addresses of the stories' });
  const first = await extract(document, tools);
  const { text, otherParts } = await joinParts(document, first, tools);
  return { ...first, text, otherParts, previousPart: first.parts.previous };
}

function decode(document: SourceDocument, { charset }: StoryTools): string {
  return decodeText(document.bytes, document.source, {
    contentType: document.contentType,
    ...(charset === null ? {} : { charset }),
  });
}

function extract(document: SourceDocument, tools: StoryTools, isContinuation = false): Promise<ExtractedPage> {
  const { source, url, base } = document;
  return tools.extractor.html(decode(document, tools), { source, url, base, today: tools.today, isContinuation });
}

/** Follows a story over its pages, each once; what a page repeats of those before it is left out. */
async function joinParts(
  document: SourceDocument,
  first: ExtractedPage,
  tools: StoryTools,
): Promise<{ text: string; otherParts: string[] }> {
  const visited = new Set([document.base]);
  const paragraphs = first.text.trim().split('\n\n');
  const seen = new Set(paragraphs);
  let next = first.parts.next;
  while (next !== null && !visited.has(next) && visited.size < maximumParts) {
    const isFile = next.startsWith('file:');
    if (isFile && !existsSync(fileURLToPath(next))) break;
    visited.add(next);
    let page: ExtractedPage;
    try {
      const part = isFile ? await tools.reader.readFile(fileURLToPath(next)) : await tools.reader.fetch(next);
      visited.add(part.base);
      page = await extract(part, tools, true);
    } catch (cause) {
      if (!(cause instanceof ImportError)) throw cause;
      throw new ImportError(document.source, `its next page (${next}) cannot be read: ${cause.found}`, {
        remedy: cause.remedy,
        cause,
      });
    }
    for (const paragraph of page.text.trim().split('\n\n')) {
      if (seen.has(paragraph)) continue;
      seen.add(paragraph);
      paragraphs.push(paragraph);
    }
    next = page.parts.next;
  }
  visited.delete(document.base);
  return { text: `${paragraphs.join('\n\n')}\n`, otherParts: [...visited] };
}
