import { gunzipSync } from 'node:zlib';
import { ImportError } from './import-error.js';

export type DocumentKind = 'html' | 'pdf' | 'feed' | 'sitemap' | 'markdown' | 'text';

/** What the first bytes of files that hold no text look like, by the name of their kind. */
const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a ZIP archive (or a Word or Excel file)', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Word or Excel file', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
  ['a program', [0x4d, 0x5a]],
];

const kindsByExtension: Readonly<Record<string, readonly DocumentKind[]>> = {
  html: ['html'],
  htm: ['html'],
  xhtml: ['html'],
  pdf: ['pdf'],
  md: ['markdown', 'text'],
  markdown: ['markdown', 'text'],
  txt: ['text', 'markdown'],
  text: ['text', 'markdown'],
  xml: ['feed', 'sitemap', 'html'],
  rss: ['feed'],
  atom: ['feed'],
  rdf: ['feed'],
};

/** Endings of files that can be imported, without the dot. */
export const importableExtensions: readonly string[] = Object.keys(kindsByExtension);

const names: Readonly<Record<DocumentKind, string>> = {
  html: 'a web page',
  pdf: 'a PDF',
  feed: 'a feed',
  sitemap: 'a sitemap',
  markdown: 'Markdown',
  text: 'plain text',
};

/**
 * Says what a document is by its first bytes, and holds that against its name and the server's content type.
 * @param hint.extension The ending of a local file's name, lowercase, without the dot.
 * @throws {ImportError} When it is empty, of a kind that cannot be imported, or not what it is said to be.
 */
export function identifyDocument(
  bytes: Uint8Array,
  source: string,
  hint: { readonly extension?: string; readonly contentType?: string | null },
): DocumentKind {
  if (bytes.length === 0) throw new ImportError(source, 'it is empty', { remedy: 'check where it was saved from' });
  const expected =
    hint.extension === undefined ? kindsByType(hint.contentType ?? null) : kindsByExtension[hint.extension];
  const said =
    hint.extension === undefined
      ? `the kind "${hint.contentType?.split(';')[0] ?? ''}"`
      : `the ending ".${hint.extension}"`;
  const foreign = foreignKind(bytes);
  if (foreign !== null)
    throw new ImportError(source, expected ? `it has ${said} but is ${foreign}` : `it is ${foreign}`, {
      remedy: 'give a web page, a feed, a sitemap, a Markdown or text file or a PDF',
    });
  const kind = kindOfBytes(bytes, expected);
  if (expected && !expected.includes(kind))
    throw new ImportError(source, `it has ${said} but is ${names[kind]}`, {
      remedy:
        kind === 'html' && expected.includes('pdf')
          ? 'open it with a browser: it may be a login or error page'
          : 'rename it, or get it again',
    });
  return kind;
}

/** A sitemap may come packed as a file: unpacked up to a limit; other bytes as they are. */
export function unpackFile(bytes: Buffer, source: string, maximumBytes: number): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maximumBytes });
  } catch (cause) {
    const isLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const found = isLarge
      ? `it unpacks to more than ${maximumBytes / 1024 / 1024} MB`
      : 'its packed content is damaged';
    throw new ImportError(source, found, { remedy: 'unpack it and import the parts that matter', cause });
  }
}

function kindsByType(contentType: string | null): readonly DocumentKind[] | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/pdf') return ['pdf'];
  // Servers name feeds and sitemaps in many ways, as pages and plain text too.
  if (type.endsWith('html')) return ['html', 'feed', 'sitemap'];
  if (type === 'text/plain' || type.includes('markdown')) return ['text', 'markdown', 'feed', 'sitemap'];
  return undefined;
}

function foreignKind(bytes: Uint8Array): string | null {
  const signature = signatures.find(([, marks]) => marks.every((mark, index) => bytes[index] === mark));
  if (signature && !(signature[0] === 'a program' && !hasZeroBytes(bytes))) return signature[0];
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16 || isPdf(bytes)) return null;
  return hasZeroBytes(bytes) ? 'data without text' : null;
}

function hasZeroBytes(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8192).includes(0);
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

function kindOfBytes(bytes: Uint8Array, expected: readonly DocumentKind[] | undefined): DocumentKind {
  if (isPdf(bytes)) return 'pdf';
  const isUtf16 = bytes[0] === 0xff || bytes[0] === 0xfe;
  const head = Buffer.from(bytes.subarray(0, 16_384)).toString(isUtf16 ? 'utf16le' : 'latin1');
  const root = rootElement(head);
  if (root === 'rss' || root === 'feed' || root === 'rdf:rdf') return 'feed';
  if (root === 'urlset' || root === 'sitemapindex') return 'sitemap';
  if (root === 'html' || root === '!doctype' || root === 'head' || root === 'body') return 'html';
  if (root !== null && /<(?:html|head|body|title)[\s>]/i.test(head)) return 'html';
  const mayBeHtml = !expected || expected.includes('html');
  if (mayBeHtml && /<(?:p|div|article|main|section|h1|br)\b[^>]*>/i.test(head)) return 'html';
  if (expected?.[0] === 'markdown' || (!expected && /^(?:---\r?\n|#{1,6} )/m.test(head))) return 'markdown';
  return 'text';
}

/** The first element's name, lowercase, after declarations and comments; "!doctype" for a page that says so. */
function rootElement(head: string): string | null {
  let rest = head.replace(/^(?:\ufeff|\u00ef\u00bb\u00bf|\u00ff\u00fe)/, '').trimStart();
  for (;;) {
    const skipped = /^(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE (?!html)[^>]*>)\s*/i.exec(rest);
    if (!skipped) break;
    rest = rest.slice(skipped[0].length);
  }
  return /^<(!doctype|[a-z][\w:-]*)/i.exec(rest)?.[1]?.toLowerCase() ?? null;
}
