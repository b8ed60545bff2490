import { getDocumentProxy } from 'unpdf';
import { countWords } from '../../split-article.js';
import { ImportError } from '../import-error.js';
import { readDate } from '../page/published-date.js';
import { joinLines, type PdfLine } from './join-lines.js';

/** Longer files are books. */
const maximumPages = 400;
/** A page with less text than this, on average, is a picture. Words. */
const minimumWordsPerPage = 10;
const maximumTextLength = 4_000_000;

export interface PdfContent {
  readonly title: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly text: string;
}

/**
 * Reads the text of a PDF, paragraph by paragraph, without running heads and page numbers.
 * @throws {ImportError} When it is locked, damaged, too long, or holds pictures of pages.
 */
export async function readPdf(bytes: Uint8Array, source: string, today: Date): Promise<PdfContent> {
  const document = await open(bytes, source);
  try {
    if (document.numPages > maximumPages)
      throw new ImportError(source, `the PDF has ${document.numPages} pages, the limit is ${maximumPages}`, {
        remedy: 'cut out the pages that matter',
      });
    const pages: PdfLine[][] = [];
    let length = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const lines = toLines(items as readonly Partial<TextItem>[]);
      length += lines.reduce((sum, { text }) => sum + text.length, 0);
      if (length > maximumTextLength)
        throw new ImportError(source, 'the PDF holds more text than an article can', {
          remedy: 'cut out the pages that matter',
        });
      pages.push(lines);
      page.cleanup();
    }
    const text = joinLines(pages);
    if (countWords(text) < minimumWordsPerPage * Math.max(1, Math.min(document.numPages, 4)))
      throw new ImportError(source, 'the PDF holds pictures of pages, not text (it was scanned)', {
        remedy: 'run text recognition (OCR) over it first',
      });
    const info = ((await document.getMetadata()).info ?? {}) as Readonly<Record<string, unknown>>;
    const title = nonEmpty(info.Title);
    return {
      // Word processors put the file's name here.
      title:
        title !== null && !/\.(?:docx?|pdf|indd|odt|tex)$|^(?:untitled|microsoft word)/i.test(title) ? title : null,
      author: nonEmpty(info.Author),
      published: readDate((nonEmpty(info.CreationDate) ?? '').replace(/^D:/, ''), today),
      text,
    };
  } finally {
    await document.destroy();
  }
}

interface TextItem {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly height: number;
  readonly width: number;
  readonly transform: readonly number[];
}

async function open(bytes: Uint8Array, source: string) {
  try {
    // Silent: what it finds wrong and can mend is nobody's concern.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, isEvalSupported: false });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException')
      throw new ImportError(source, 'the PDF is encrypted with a password', {
        remedy: 'save an unlocked copy of it',
        cause,
      });
    throw new ImportError(source, 'the PDF is damaged', { remedy: 'get it again', cause });
  }
}

function nonEmpty(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Puts the pieces of a page together to lines, as the file orders them. */
function toLines(items: readonly Partial<TextItem>[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let text = '';
  let y = 0;
  let x = 0;
  let height = 0;
  let endX = 0;
  const flush = () => {
    if (text.trim() !== '') lines.push({ text: text.replace(/\s+/g, ' ').trim(), x, y, height });
    text = '';
    height = 0;
  };
  for (const item of items) {
    if (item.str === undefined) continue;
    const itemX = item.transform?.[4] ?? 0;
    const itemY = item.transform?.[5] ?? 0;
    const itemHeight = item.height ?? 0;
    const isOtherLine = text !== '' && Math.abs(itemY - y) > Math.max(height, itemHeight, 4) * 0.6;
    if (isOtherLine) flush();
    if (text === '' && item.str.trim() !== '') {
      x = itemX;
      y = itemY;
    } else if (
      text !== '' &&
      itemX - endX > Math.max(1, itemHeight * 0.15) &&
      !text.endsWith(' ') &&
      !item.str.startsWith(' ')
    ) {
      text += ' ';
    }
    text += item.str;
    height = Math.max(height, itemHeight);
    endX = itemX + (item.width ?? 0);
    if (item.hasEOL) flush();
  }
  flush();
  return lines;
}
