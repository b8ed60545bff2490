import { isSameSite } from '../address.js';
import { collapse, type PageDocument, plainText } from './dom.js';
import type { StructuredData } from './json-ld.js';
import { readAddressDate, readDate } from './published-date.js';

/** What a page says of itself; null where it does not. */
export interface PageMetadata {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly published: string | null;
  /** The address that the page gives as its own. */
  readonly url: string | null;
}

export interface PagePlace {
  /** Where the page was fetched from; null for a file. */
  readonly url: string | null;
  readonly today: Date;
}

/** Collects a page's metadata, from the most to the least careful way to write it: JSON-LD, meta elements, microdata, visible text. */
export function readMetadata(
  document: PageDocument,
  data: StructuredData,
  { url: fetchedFrom, today }: PagePlace,
): PageMetadata {
  const meta = metaReader(document);
  const h1 = mainHeading(document);
  const url = ownAddress(document, data, meta, fetchedFrom);
  const fullTitle = collapse(document.title);
  const siteName =
    data.publisher ??
    meta('og:site_name', 'application-name', 'dc.publisher', 'citation_publisher', 'publisher') ??
    microdata(document, '[itemprop~="publisher"]');
  const headline =
    data.headline ??
    meta('og:title', 'twitter:title', 'dc.title', 'citation_title', 'parsely-title', 'sailthru.title') ??
    h1 ??
    fullTitle;
  const publisher = siteName ?? siteOfTitle(fullTitle, h1 ?? headline) ?? hostOf(url ?? fetchedFrom);
  return {
    title: withoutSite(headline, publisher).slice(0, 300) || null,
    publisher,
    author: withoutBy(
      data.author ??
        meta('author', 'parsely-author', 'sailthru.author', 'dc.creator', 'citation_author', 'article:author', 'byl') ??
        bylineOf(document),
    ),
    published: publishedDate(document, data, meta, url ?? fetchedFrom, today),
    url,
  };
}

type MetaReader = (...names: readonly string[]) => string | null;

function metaReader(document: PageDocument): MetaReader {
  const values = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const name = (
      element.getAttribute('property') ??
      element.getAttribute('name') ??
      element.getAttribute('itemprop') ??
      ''
    ).toLowerCase();
    const value = collapse(element.getAttribute('content') ?? '');
    if (name !== '' && value !== '' && !values.has(name)) values.set(name, value);
  }
  return (...names) => names.map((name) => values.get(name)).find((value) => value !== undefined) ?? null;
}

function mainHeading(document: PageDocument): string | null {
  const heading =
    document.querySelector('[itemprop~="headline"]') ??
    document.querySelector('article h1, main h1') ??
    document.querySelector('h1');
  if (heading) return plainText(heading) || null;
  // Old sites: a lesser heading that the page's title repeats.
  const title = collapse(document.title);
  const lesser = [...document.querySelectorAll('h2, h3')].map(plainText);
  return lesser.find((text) => text.length > 10 && title.includes(text)) ?? null;
}

function microdata(document: PageDocument, selector: string): string | null {
  const element = document.querySelector(selector);
  const named = element?.querySelector('[itemprop~="name"]');
  const source = named ?? element;
  return source ? collapse(source.getAttribute('content') ?? source.textContent ?? '') || null : null;
}

function ownAddress(
  document: PageDocument,
  data: StructuredData,
  meta: MetaReader,
  fetchedFrom: string | null,
): string | null {
  const isAmp = document.documentElement.hasAttribute('amp') || document.documentElement.hasAttribute('⚡');
  const candidates = [
    document.querySelector('link[rel~="canonical"][href]')?.getAttribute('href'),
    meta('og:url'),
    data.url,
    meta('twitter:url', 'parsely-link'),
    savedFrom(document),
  ];
  for (const candidate of candidates) {
    const url = resolveAddress(candidate, fetchedFrom);
    // A site's front page is not a story's address.
    if (!url || (url.pathname === '/' && url.search === '')) continue;
    // A page may speak for its own site only; AMP pages are served by others as well.
    if (fetchedFrom !== null && !isAmp && !isSameSite(url.href, fetchedFrom)) continue;
    url.hash = '';
    return url.href;
  }
  return fetchedFrom;
}

function resolveAddress(address: string | null | undefined, base: string | null): URL | null {
  if (!address) return null;
  try {
    const url = new URL(address, base ?? undefined);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

/** Browsers write where a saved page came from into a comment at its start. */
function savedFrom(document: PageDocument): string | null {
  for (const node of document.documentElement.childNodes) {
    const match = node.nodeType === 8 ? /saved from url=\(\d+\)(\S+)/.exec(node.textContent ?? '') : null;
    if (match) return match[1] ?? null;
  }
  return null;
}

function publishedDate(
  document: PageDocument,
  data: StructuredData,
  meta: MetaReader,
  url: string | null,
  today: Date,
): string | null {
  const written = [
    data.published,
    meta('article:published_time', 'og:article:published_time', 'og:published_time'),
    meta(
      'datepublished',
      'date',
      'pubdate',
      'publishdate',
      'publish-date',
      'publish_date',
      'publication_date',
      'dc.date',
      'dc.date.issued',
      'dcterms.created',
      'dcterms.date',
      'dcterms.issued',
      'citation_publication_date',
      'citation_date',
      'parsely-pub-date',
      'sailthru.date',
      'article.published',
      'displaydate',
      'timestamp',
      'weibo: article:create_at',
    ),
    ...elementDates(document),
  ];
  for (const text of written) {
    const date = text ? readDate(text, today) : null;
    if (date) return date;
  }
  return (url && readAddressDate(url, today)) ?? visibleDate(document, today);
}

function elementDates(document: PageDocument): string[] {
  const elements = [
    ...document.querySelectorAll('[itemprop~="datePublished"]'),
    ...document.querySelectorAll('time[pubdate]'),
    ...document.querySelectorAll('article time, main time, header time'),
    ...document.querySelectorAll('time'),
  ];
  return elements
    .filter((element) => element.closest('aside, nav, footer, [class*="related"], [class*="comment"]') === null)
    .map((element) => element.getAttribute('content') ?? element.getAttribute('datetime') ?? element.textContent ?? '');
}

/** A date in a short line near the headline. */
function visibleDate(document: PageDocument, today: Date): string | null {
  const named = [
    ...document.querySelectorAll(
      '[class*="date"], [class*="time"], [class*="publish"], [class*="byline"], [class*="meta"], [class*="info"], [id*="date"]',
    ),
  ];
  for (const element of named.slice(0, 60)) {
    const text = plainText(element);
    const date = text.length > 0 && text.length < 160 ? readDate(text, today) : null;
    if (date && !element.closest('aside, nav, footer')) return date;
  }
  for (const element of [...document.querySelectorAll('p, span, div, li, small, font, i, em, b, td, dd, center')].slice(
    0,
    300,
  )) {
    const text = plainText(element);
    // A whole line that is little more than a date.
    const date = text.length > 5 && text.length < 60 ? readDate(text, today) : null;
    if (date && !element.closest('aside, nav, footer')) return date;
  }
  return null;
}

function bylineOf(document: PageDocument): string | null {
  const own = microdata(document, '[itemprop~="author"]');
  if (own) return own;
  for (const element of document.querySelectorAll(
    'a[rel~="author"], [class*="byline"] a, [class*="author-name"], [class*="byline"], [class~="author"]',
  )) {
    const text = plainText(element);
    if (
      text.length > 2 &&
      text.length < 80 &&
      !element.closest('aside, footer, [class*="comment"], [class*="related"]')
    )
      return text;
  }
  for (const element of [...document.querySelectorAll('[class*="meta"], [class*="by"], p, span, div, font')].slice(
    0,
    200,
  )) {
    const text = plainText(element);
    const name =
      text.length < 140
        ? /(?:^|\b(?:[Pp]osted|[Ww]ritten|[Pp]ublished) )(?:[Bb]y|[Pp]or)\s+(\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){1,3})/u.exec(
            text,
          )?.[1]
        : undefined;
    if (name !== undefined && !element.closest('aside, footer, [class*="comment"], [class*="related"]')) return name;
  }
  return null;
}

function withoutBy(author: string | null): string | null {
  if (author === null || /^https?:|^@|^\/\//.test(author)) return null;
  const [name = ''] = author
    .replace(/^(?:by|por|written by|作者[:：]|记者[:：]?|文[:：/])\s*/i, '')
    .split(/\s+(?:[|•·–—]|on\s+\w+\s+\d)|,?\s+\d{1,2}\s+\p{L}+\s+\d{4}|[|•·]/u);
  const plain = collapse(name).replace(/[,;:.]+$/, '');
  return plain.length > 1 && plain.length <= 120 && !/^(?:admin|staff|editor|redacci[oó]n)$/i.test(plain)
    ? plain
    : null;
}

const separators = /\s+[|\-–—·•»:_/]+\s+|\s*[|｜_]\s*|\s+::\s+/;

/** "Headline | Site": what stands after the last separator when the headline stands before it. */
function siteOfTitle(title: string, headline: string): string | null {
  const before = /^(.{2,40}?)\s*:\s*$/.exec(title.endsWith(headline) ? title.slice(0, -headline.length) : '')?.[1];
  if (before !== undefined) return before;
  const parts = title.split(separators).filter(Boolean);
  const last = parts.at(-1);
  if (parts.length < 2 || !last || last.length > 40) return null;
  return headline !== title && !headline.includes(last) ? last : last.split(' ').length <= 3 ? last : null;
}

/** Cuts the site's name off the end of a title. */
function withoutSite(title: string, publisher: string | null): string {
  const match = /^(.{8,}?)\s*(?:\s[|\-–—·•»:_/]+\s|[|｜_])\s*([^|｜_]{2,40})$/u.exec(title);
  const [, rest, last] = match ?? [];
  if (!rest || !last || !publisher) return title;
  const plain = (text: string) => text.toLowerCase().replace(/^the\s+|\.(?:com|org|net|cn|es)$|[^\p{L}\p{N}]/gu, '');
  return plain(last) === plain(publisher) ||
    plain(publisher).startsWith(plain(last)) ||
    plain(last).startsWith(plain(publisher))
    ? rest.trim()
    : title;
}

function hostOf(url: string | null): string | null {
  return url === null ? null : new URL(url).hostname.replace(/^(?:www|m|amp)\./, '');
}
