import { ImportError } from './import-error.js';

/** How much of a page is searched for its own word on its charset. The HTML standard asks for 1,024. Bytes. */
const declarationBytes = 4096;

/**
 * Turns a document's bytes into text. The byte order mark counts first, then what the server says, then what the
 * document says; what does not fit the bytes is passed over. Without any, UTF-8 and, failing that, the Western
 * European charset that browsers assume.
 * @param options.contentType The server's, with its charset parameter.
 * @param options.charset Overrules all of them.
 * @throws {ImportError} When no charset that is named fits the bytes.
 */
export function decodeText(
  bytes: Uint8Array,
  source: string,
  options: { readonly contentType?: string | null; readonly charset?: string } = {},
): string {
  if (options.charset !== undefined) {
    if (!isKnown(options.charset))
      throw new ImportError(source, `"${options.charset}" is no charset that is known here`, {
        remedy: 'use one such as utf-8, windows-1252, gb18030 or big5',
      });
    const text = decodeStrictly(bytes, options.charset);
    if (text !== null) return clean(text);
    throw new ImportError(source, `its bytes are not ${options.charset}`, { remedy: 'leave out --charset' });
  }
  const mark = byteOrderMark(bytes);
  const declared = mark ? [mark] : [...declaredCharsets(bytes, options.contentType ?? null)];
  for (const charset of declared) {
    const text = decodeAs(bytes, charset);
    if (text !== null) return clean(text);
  }
  if (declared.length > 0) {
    const names = declared.map((name) => `"${name.slice(0, 40)}"`).join(' and ');
    const isUtf8 = decodeStrictly(bytes, 'utf-8') !== null;
    throw new ImportError(source, `it says that its charset is ${names}, and its bytes are not`, {
      remedy: isUtf8
        ? 'they are UTF-8: add --charset utf-8'
        : 'add --charset with the right one, for example windows-1252 or gb18030',
    });
  }
  const text = decodeStrictly(bytes, 'utf-8') ?? (looksWestern(bytes) ? decodeStrictly(bytes, 'windows-1252') : null);
  if (text === null)
    throw new ImportError(source, 'it does not say in which charset it is, and its bytes are not UTF-8', {
      remedy: 'add --charset with the right one, for example gb18030, big5 or shift_jis',
    });
  return clean(text);
}

function clean(text: string): string {
  return text.replace(/^\ufeff/, '');
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function declaredCharsets(bytes: Uint8Array, contentType: string | null): Set<string> {
  const head = Buffer.from(bytes.subarray(0, declarationBytes)).toString('latin1');
  const found = [
    /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1],
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1],
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1],
  ];
  return new Set(found.flatMap((charset) => (charset === undefined ? [] : [charset.toLowerCase()])));
}

/** The text; null when the charset is unknown or does not fit. */
function decodeAs(bytes: Uint8Array, charset: string): string | null {
  const text = isKnown(charset) ? decodeStrictly(bytes, charset) : null;
  if (text === null) return null;
  // A label of windows-1252 to browsers; who writes it means seven bits.
  if (/^(?:us-)?ascii$/.test(charset) && bytes.some((byte) => byte > 0x7f)) return null;
  // Every run of bytes is valid in a one-byte charset; one that is also UTF-8 beyond ASCII is hardly ever anything else.
  const isOneByte = /^(?:iso-?8859|latin|l\d|windows-12|cp12|x-cp12|us-ascii|ascii|macintosh|koi8)/i.test(charset);
  return isOneByte && bytes.some((byte) => byte > 0x7f) && decodeStrictly(bytes, 'utf-8') !== null ? null : text;
}

function decodeStrictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isKnown(charset: string): boolean {
  try {
    new TextDecoder(charset);
    return true;
  } catch {
    return false;
  }
}

/** Whether bytes beyond ASCII stand alone among letters, as accents do, and not in runs, as in other scripts. */
function looksWestern(bytes: Uint8Array): boolean {
  let high = 0;
  let inRuns = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if ((bytes[index] ?? 0) <= 0x7f) continue;
    high += 1;
    if ((bytes[index - 1] ?? 0) > 0x7f) inRuns += 1;
  }
  return high > 0 && inRuns <= high * 0.1;
}
