import { isSameSite } from '../address.js';
import { collapse, type PageDocument, type PageElement } from './dom.js';

/** Neighbouring parts of a story that is spread over several pages; absolute addresses, null where there is none. */
export interface PageParts {
  readonly next: string | null;
  readonly previous: string | null;
}

const pagerLinks =
  '[class*="pagination"] a, [class*="pager"] a, [class*="page-nav"] a, [class*="pagenav"] a, [class*="page-link"] a, [class*="multipage"] a, [class*="next"] a, a[class*="next"], article a, main a, nav a';
const nextLabel =
  /^(?:next|next page|page 2|continue(?: reading)?(?: on| to)? page \d+|(?:página )?siguiente(?: página)?|下一页|下页)\s*[»›→>]*$/i;

/**
 * Finds the next and the previous part of a story: links that say so and whose address differs in a page number only,
 * since "next" often means the next story.
 * @param base The page's own address; file: addresses are fine.
 */
export function findPageParts(document: PageDocument, base: string): PageParts {
  const marked = (relation: string) => [
    ...document.querySelectorAll(`link[rel~="${relation}"][href], a[rel~="${relation}"][href]`),
  ];
  const labelled = [...document.querySelectorAll(pagerLinks)].filter((link) =>
    nextLabel.test(collapse(link.textContent ?? '')),
  );
  return {
    next: firstPart([...marked('next'), ...labelled], base),
    previous: firstPart(marked('prev'), base),
  };
}

function firstPart(links: readonly PageElement[], base: string): string | null {
  for (const link of links) {
    const address = resolve(link.getAttribute('href') ?? '', base);
    if (address && isPartOf(address, new URL(base))) return address.href;
  }
  return null;
}

function resolve(href: string, base: string): URL | null {
  if (href === '' || href.startsWith('#')) return null;
  try {
    const url = new URL(href, base);
    url.hash = '';
    return /^(?:https?|file):$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

function isPartOf(part: URL, page: URL): boolean {
  const isNear = page.protocol === 'file:' ? part.protocol === 'file:' : isSameSite(part.href, page.href);
  return isNear && part.href !== page.href && stem(part) === stem(page);
}

/** The address without what tells one part from another: "/story/2/", "story-page-2.html", "story?page=2". */
function stem(url: URL): string {
  const path = url.pathname
    .replace(/\.[a-z]{3,5}$/i, '')
    .replace(/\/+$/, '')
    .replace(/\/(?:page|p|pagina)?[-_/]?\d{1,2}$/i, '')
    .replace(/[-_.](?:page[-_]?|pagina[-_]?|part[-_]?|p)?\d{1,2}$/i, '')
    .replace(/\/(?:index|source)$/i, '');
  const rest = [...url.searchParams].filter(([name]) => !/^(?:page|p|pg|pagina|paged|start)$/i.test(name)).sort();
  return `${path}?${new URLSearchParams(rest)}`;
}
