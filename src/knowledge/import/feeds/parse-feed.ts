import { XMLValidator } from 'fast-xml-parser';
import { parseFeed as parse } from 'feedsmith';
import { ImportError } from '../import-error.js';
import { collapse } from '../page/dom.js';
import { readDate } from '../page/published-date.js';

/** One story that a feed announces. */
export interface FeedItem {
  readonly url: string;
  readonly title: string | null;
  readonly author: string | null;
  readonly published: string | null;
}

export interface Feed {
  readonly title: string | null;
  readonly items: readonly FeedItem[];
}

/** Longer feeds are archives: the newest items are taken. */
const maximumItems = 500;

interface LooseItem {
  readonly title?: unknown;
  readonly link?: unknown;
  readonly links?: readonly { readonly href?: unknown; readonly rel?: unknown }[];
  readonly guid?: { readonly value?: unknown; readonly isPermaLink?: unknown };
  readonly id?: unknown;
  readonly pubDate?: unknown;
  readonly published?: unknown;
  readonly updated?: unknown;
  readonly authors?: readonly unknown[];
  readonly dc?: {
    readonly creators?: readonly unknown[];
    readonly creator?: unknown;
    readonly date?: unknown;
    readonly dates?: readonly unknown[];
  };
}

/**
 * Reads an RSS, RDF or Atom feed.
 * @param base The feed's own address, for items with relative links.
 * @throws {ImportError} When its XML is broken (says where) or it has no items.
 */
export function parseFeed(xml: string, source: string, base: string | null, today: Date): Feed {
  const problem = XMLValidator.validate(xml);
  if (problem !== true)
    throw new ImportError(
      source,
      `the feed's XML is broken in line ${problem.err.line} (${problem.err.msg.slice(0, 120)})`,
      {
        remedy: 'tell the site, or give the addresses of the stories',
      },
    );
  let parsed: { readonly feed: unknown };
  try {
    parsed = parse(xml);
  } catch (cause) {
    throw new ImportError(source, 'it is no RSS or Atom feed', { remedy: 'give the addresses of the stories', cause });
  }
  const feed = parsed.feed as {
    readonly title?: unknown;
    readonly items?: readonly LooseItem[];
    readonly entries?: readonly LooseItem[];
  };
  const items = [...(feed.items ?? feed.entries ?? [])].slice(0, maximumItems).flatMap((item): FeedItem[] => {
    const url = linkOf(item, base);
    if (url === null) return [];
    const written = [item.pubDate, item.published, item.dc?.date, item.dc?.dates?.[0], item.updated].find(
      (date) => date !== undefined,
    );
    return [
      {
        url,
        title: textOf(item.title),
        author:
          [...(item.authors ?? []), ...(item.dc?.creators ?? []), item.dc?.creator]
            .map(nameOf)
            .find((name) => name !== null) ?? null,
        published:
          written === undefined
            ? null
            : readDate(written instanceof Date ? written.toISOString() : String(written), today),
      },
    ];
  });
  if (items.length === 0)
    throw new ImportError(source, 'the feed holds no stories with an address', {
      remedy: 'give the addresses of the stories',
    });
  return { title: textOf(feed.title), items };
}

function linkOf(item: LooseItem, base: string | null): string | null {
  const alternate = item.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? item.links?.[0];
  const guid = item.guid?.isPermaLink === false ? undefined : item.guid?.value;
  for (const candidate of [item.link, alternate?.href, guid, item.id]) {
    if (typeof candidate !== 'string') continue;
    try {
      const url = new URL(candidate.trim(), base ?? undefined);
      if (url.protocol === 'http:' || url.protocol === 'https:') return url.href;
    } catch {
      // An id that is no address; the next candidate may be one.
    }
  }
  return null;
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
  return typeof text === 'string' ? collapse(text.replace(/<[^>]{0,200}>/g, '')).slice(0, 300) || null : null;
}

/** A name; RSS writes "address (name)". */
function nameOf(value: unknown): string | null {
  const text = typeof value === 'object' && value !== null ? (value as { name?: unknown }).name : value;
  if (typeof text !== 'string') return null;
  const name = collapse(/\(([^)]+)\)/.exec(text)?.[1] ?? text);
  return name === '' || name.includes('@') ? null : name;
}
