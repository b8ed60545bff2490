import type { PageDocument } from './dom.js';
import { collapse, parsePage } from './dom.js';

/** What schema.org data says of a story; null where it does not. */
export interface StructuredData {
  readonly headline: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly url: string | null;
  /** False behind a paywall. */
  readonly isFree: boolean | null;
  /** Whether it is a live blog, made of many posts. */
  readonly isLive: boolean;
}

type Thing = Readonly<Record<string, unknown>>;

const storyTypes = /(?:Article|BlogPosting|Report|LiveBlogPosting|Review)$/;
/** Graphs are nested a few levels deep; a hostile one could be endless. */
const maximumDepth = 6;
const maximumThings = 500;

/** Reads the JSON-LD of a page: single things, lists and graphs, with references by @id resolved. */
export function readStructuredData(document: PageDocument): StructuredData {
  const things: Thing[] = [];
  for (const script of document.querySelectorAll('script[type*="ld+json"]'))
    collect(parseLeniently(script.textContent ?? ''), things, 0);
  const byId = new Map(
    things.flatMap((thing) =>
      typeof thing['@id'] === 'string' && Object.keys(thing).length > 1 ? [[thing['@id'], thing] as const] : [],
    ),
  );
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    const id = isThing(value) ? value['@id'] : undefined;
    return isThing(value) && typeof id === 'string' && Object.keys(value).length === 1
      ? (byId.get(id) ?? value)
      : value;
  };
  const story = things.find((thing) => typesOf(thing).some((type) => storyTypes.test(type)));
  const page = things.find((thing) => typesOf(thing).some((type) => type === 'WebPage'));
  const site = things.find((thing) => typesOf(thing).some((type) => type === 'WebSite'));
  const main = story ?? page ?? {};
  return {
    headline: story ? textOf(story.headline ?? story.name) : null,
    publisher: nameOf(resolve(main.publisher)) ?? nameOf(resolve(main.sourceOrganization)) ?? textOf(site?.name),
    author: nameOf(resolve(main.author)) ?? nameOf(resolve(main.creator)),
    published: textOf(main.datePublished) ?? textOf(page?.datePublished) ?? textOf(main.dateCreated),
    url: textOf(story?.url) ?? textOf(idOrSelf(story?.mainEntityOfPage)),
    isLive: story !== undefined && typesOf(story).includes('LiveBlogPosting'),
    isFree: readBoolean(story?.isAccessibleForFree),
  };
}

function collect(value: unknown, into: Thing[], depth: number): void {
  if (depth > maximumDepth || into.length >= maximumThings) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, into, depth + 1);
  } else if (isThing(value)) {
    into.push(value);
    for (const [key, child] of Object.entries(value)) {
      // Other things on the page (related stories, comments) are not the story.
      if (key === '@graph' || key === 'mainEntity' || key === 'publisher' || key === 'author')
        collect(child, into, depth + 1);
    }
  }
}

/** JSON as found on pages: in comments or CDATA, with raw line breaks in strings. */
function parseLeniently(source: string): unknown {
  const json = source
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/, '');
  for (const attempt of [json, json.replace(/\p{Cc}+/gu, ' '), json.replace(/;\s*$/, '')]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The next form may be readable; without any, the page's other metadata have to do.
    }
  }
  return null;
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(thing: Thing): string[] {
  const types = thing['@type'];
  return (Array.isArray(types) ? types : [types]).filter((type): type is string => typeof type === 'string');
}

function idOrSelf(value: unknown): unknown {
  return isThing(value) ? (value['@id'] ?? value.url) : value;
}

function textOf(value: unknown): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'string') return null;
  // Some sites escape the text of their JSON as if it were HTML.
  const text = /&(?:#\d+|#x[\da-f]+|[a-z]+);/i.test(first)
    ? (parsePage(`<p>${first.replaceAll('<', '&lt;')}</p>`).body.textContent ?? '')
    : first;
  return collapse(text) || null;
}

function nameOf(value: unknown): string | null {
  if (Array.isArray(value)) {
    const names = value.map(nameOf).filter((name) => name !== null);
    return names.length > 0 ? [...new Set(names)].join(', ') : null;
  }
  return isThing(value) ? textOf(value.name) : textOf(value);
}

function readBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : null;
}
