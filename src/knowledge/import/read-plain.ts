import { parseDocument } from 'yaml';
import { ImportError } from './import-error.js';
import { collapse } from './page/dom.js';
import { readDate } from './page/published-date.js';

/** What a Markdown or text file says, with what its head says of it. */
export interface PlainContent {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly text: string;
}

/** No article is a book. UTF-16 code units. */
const maximumLength = 2_000_000;
const frontMatter = /^---[ \t]*\r?\n([\s\S]{0,65536}?)(?<=\n)---[ \t]*(?:\r?\n|$)/;

/**
 * Reads a Markdown or plain text file: front matter in any common wording, a first heading as the title, head lines such
 * as "Published: 3 May 2024".
 * @throws {ImportError} When there is no text.
 */
export function readPlain(source: string, content: string, today: Date): PlainContent {
  if (content.length > maximumLength)
    throw new ImportError(source, `it has more than ${maximumLength.toLocaleString('en')} characters`, {
      remedy: 'split it into several articles',
    });
  const match = frontMatter.exec(content);
  const keys = readKeys(match?.[1] ?? '');
  let body = content
    .slice(match?.[0].length ?? 0)
    .replace(/\r\n?/g, '\n')
    .trim();
  const heading = /^#{1,2}[ \t]+(.+?)[ \t]*#*\n+|^(.{3,200})\n=+\n+/.exec(`${body}\n`);
  if (heading) body = body.slice(heading[0].length).trim();
  const head = readHead(body, keys);
  body = head.rest;
  const firstLine = /^(.{3,160})\n\s*\n/.exec(body)?.[1]?.trim();
  const isTitle = !heading && !keys.title && firstLine !== undefined && !/[.!?。！？:]$/.test(firstLine);
  if (isTitle) body = body.slice(body.indexOf('\n')).trim();
  const again = readHead(body, keys);
  if (again.rest.trim() === '') throw new ImportError(source, 'there is no text in it', { remedy: 'check the file' });
  return {
    title:
      keys.title ?? (heading ? collapse(heading[1] ?? heading[2] ?? '') : isTitle ? collapse(firstLine ?? '') : null),
    publisher: keys.publisher ?? keys.source ?? keys.site ?? keys.sitename ?? null,
    author: keys.author ?? keys.authors ?? keys.byline ?? null,
    published: readDate(keys.published ?? keys.date ?? keys.datepublished ?? keys.created ?? '', today),
    url: addressIn(keys.url ?? keys.link ?? keys.canonical ?? keys.permalink ?? keys.address ?? keys.source_url ?? ''),
    text: `${plainMarkdown(again.rest).trim()}\n`,
  };
}

/**
 * Markdown's marks inside a line would stand in every quote of it. Each pattern looks ahead a bounded way, so that marks
 * without an end cost nothing.
 */
function plainMarkdown(text: string): string {
  return text
    .replace(/!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)/g, '')
    .replace(/\[([^\]\n]{1,500})\]\((?:[^()\s]|\([^()\n]{0,200}\)){0,1000}(?: "[^"\n]{0,300}")?\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]{1,1000}?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/^>[ \t]?/gm, '')
    .replace(/\n{3,}/g, '\n\n');
}

function readKeys(yaml: string): Record<string, string> {
  if (yaml === '') return {};
  const document = parseDocument(yaml, { prettyErrors: false, schema: 'core' });
  let content: unknown;
  try {
    content = document.errors.length === 0 ? document.toJS({ maxAliasCount: 0 }) : null;
  } catch {
    // Aliases: such a head is no metadata.
    return {};
  }
  const keys: Record<string, string> = {};
  if (typeof content !== 'object' || content === null) return {};
  for (const [key, value] of Object.entries(content)) {
    const text = Array.isArray(value) ? value.filter((item) => typeof item === 'string').join(', ') : value;
    if (typeof text === 'string' || typeof text === 'number')
      keys[key.toLowerCase().replaceAll('-', '_')] ??= collapse(String(text));
  }
  return keys;
}

/** Takes lines such as "Source: …", "By …" and bare dates off the start. */
function readHead(body: string, keys: Record<string, string>): { rest: string } {
  let rest = body.trimStart();
  for (let count = 0; count < 8; count += 1) {
    const end = rest.indexOf('\n');
    const line = (end < 0 ? rest : rest.slice(0, end)).replace(/[*_]/g, '').trim();
    const pair =
      /^(title|publisher|source|site|author|by|published|date|url|link|canonical)\s*[:：]\s*(.{1,300})$/i.exec(line);
    const byline = /^(?:by|por)\s+(\p{Lu}.{2,80})$/iu.exec(line);
    const isDate =
      line.length < 40 && /^[\p{L}\d\s,./年月日-]+$/u.test(line) && readDate(line, new Date(8.64e15 / 2)) !== null;
    if (pair?.[1] && pair[2]) keys[pair[1].toLowerCase() === 'by' ? 'author' : pair[1].toLowerCase()] ??= pair[2];
    else if (byline?.[1] && !/[.!?]$/.test(line)) {
      const [name = '', ...others] = byline[1].split(/\s*[|·•]\s*|,\s+(?=\p{L}+ \d)/u);
      keys.author ??= name;
      if (others.length > 0) keys.date ??= others.join(' ');
    } else if (isDate) keys.date ??= line;
    else if (line !== '') break;
    rest = end < 0 ? '' : rest.slice(end + 1);
    if (rest === '') break;
  }
  return { rest: rest.trimStart() };
}

function addressIn(text: string): string | null {
  return /https?:\/\/[^\s<>"]+/.exec(text)?.[0] ?? null;
}
