import { isNearCopy, printText, type TextPrint } from '../text/near-copy.js';
import type { Article } from './article.js';

/** Stories told later than this after their origin are told anew. Days. */
const longestEchoDays = 31;
/** So many figures and names in common make two accounts the same story. */
const sharedFacts = 3;

type Source = Pick<Article, 'id' | 'publisher' | 'published' | 'makers' | 'text'>;

/** What is kept of an article to tell where its story is from. */
export interface SourcePrint {
  readonly id: string;
  readonly published: string;
  readonly makers: readonly string[];
  readonly text: TextPrint;
  /** Names under which the article itself is known as an origin, in lower case. */
  readonly publishers: readonly string[];
  /** Names of the publishers that it takes its story from. */
  readonly origins: readonly string[];
  /** Figures, dates and names in the text. */
  readonly facts: ReadonlySet<string>;
}

export function printSource({ id, publisher, published, makers, text }: Source): SourcePrint {
  const { own, cited } = readPublisher(publisher);
  return {
    id,
    published,
    makers,
    text: printText(text),
    publishers: own,
    origins: [...new Set([...cited, ...citedInText(text)])].filter((name) => !own.includes(name)),
    facts: readFacts(text),
  };
}

/**
 * Groups sources that are not independent of each other: copies, and stories from one origin. Two articles tell a story
 * from one origin when one names the other's publisher, or both name the same one, as where it is from, at about the
 * same time, on the same maker and with the same figures and names.
 * @returns For each id the number of its group, from 0 in the order of the sources.
 */
export function groupSources(sources: readonly SourcePrint[]): Map<string, number> {
  const parents = sources.map((_, index) => index);
  const root = (index: number): number => {
    let current = index;
    while (parents[current] !== current) current = parents[current] ?? current;
    return current;
  };
  for (const [index, source] of sources.entries()) {
    for (let other = 0; other < index; other += 1) {
      const earlier = sources[other];
      if (earlier && isOneStory(source, earlier)) {
        const [a, b] = [root(index), root(other)];
        parents[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  const numbers = new Map<number, number>();
  return new Map(
    sources.map(({ id }, index) => {
      const group = root(index);
      const number = numbers.get(group) ?? numbers.size;
      numbers.set(group, number);
      return [id, number];
    }),
  );
}

function isOneStory(a: SourcePrint, b: SourcePrint): boolean {
  if (a.id === b.id || isNearCopy(a.text, b.text)) return true;
  const shares = (names: readonly string[], others: readonly string[]) => names.some((name) => others.includes(name));
  const isOneOrigin =
    shares(a.origins, b.publishers) || shares(b.origins, a.publishers) || shares(a.origins, b.origins);
  if (!isOneOrigin || !a.makers.some((maker) => b.makers.includes(maker)) || !isSameTime(a.published, b.published))
    return false;
  let count = 0;
  for (const fact of a.facts) if (b.facts.has(fact) && !a.makers.includes(fact.toLowerCase())) count += 1;
  return count >= sharedFacts;
}

/** Whether the periods that two dates stand for lie within a month of each other; a bare year decides nothing. */
function isSameTime(a: string, b: string): boolean {
  if (a.length < 7 || b.length < 7) return a.slice(0, 4) === b.slice(0, 4);
  const [startA, endA] = period(a);
  const [startB, endB] = period(b);
  return Math.max(startA, startB) - Math.min(endA, endB) <= longestEchoDays * 86_400_000;
}

function period(date: string): [start: number, end: number] {
  const start = Date.parse(date.length === 7 ? `${date}-01T00:00:00Z` : `${date}T00:00:00Z`);
  return [start, start + (date.length === 7 ? 30 : 0) * 86_400_000];
}

/** "CNET (citing Bloomberg)", "Bloomberg (in Mint)", "Taipei Times (from Bloomberg)", "The Rahnuma Daily (IANS)". */
function readPublisher(publisher: string): { own: string[]; cited: string[] } {
  const match = /^(.*?)\s*(?:[(（]([^)）]*)[)）]|,\s+((?:citing|quoting|relaying|via|citando|copy) .*))\s*$/i.exec(
    publisher,
  );
  const name = match?.[1] ?? publisher;
  const note = match?.[2] ?? match?.[3] ?? '';
  const citing = /\b(?:citing|quoting|relaying|from|via|citando a|según)\s+(.*)$/i.exec(note)?.[1];
  const isPlace =
    /^(?:in|on|at|copy|extract|syndicated|republished|reprint)\b/i.test(note) || /\bedition\b/i.test(note);
  if (citing !== undefined) return { own: splitNames(name), cited: splitNames(citing) };
  if (note === '' || isPlace) return { own: splitNames(name), cited: [] };
  return { own: splitNames(name), cited: splitNames(note) };
}

function splitNames(names: string): string[] {
  return names
    .split(/,|;| and | y |、/)
    .map(plainName)
    .filter((name) => name !== '');
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^the\s+|\.(?:com|net|org)\b|[^\p{L}\p{N} ]/gu, '')
    .trim();
}

/** Publishers that the text names as where something was reported. */
function citedInText(text: string): string[] {
  const name = "((?:The )?\\p{Lu}[\\p{L}\\p{N}&'’-]*(?: (?:of|on|the|\\p{Lu}[\\p{L}\\p{N}&'’-]*)){0,4})";
  const forms = [
    `(?:citing|relaying|cited|relayed|quoting|told to|as reported by) ${name}`,
    `${name} (?:had )?(?:reported|revealed|broke|wrote) (?:on|in|that|earlier|first)`,
    `reports? (?:by|from|in) ${name}`,
  ];
  return forms
    .flatMap((form) => [...text.matchAll(new RegExp(form, 'gu'))].map((match) => plainName(match[1] ?? '')))
    .filter((found) => found !== '');
}

/** Figures (years left out, as they are many stories' own) and names that stand inside sentences. */
function readFacts(text: string): ReadonlySet<string> {
  const figures = (text.match(/\d[\d.,]*\d|\d/g) ?? []).filter((figure) => !/^(?:19|20)\d\d$/.test(figure));
  const names = [...text.matchAll(/(?<=[\p{Ll},;:“"‘] )\p{Lu}[\p{L}\p{N}]+(?: \p{Lu}[\p{L}\p{N}]+)*/gu)].map(
    (match) => match[0],
  );
  return new Set([...figures, ...names].filter((fact) => !commonNames.has(fact)));
}

const commonNames = new Set(
  'US American Americans America China Chinese United States Washington January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday CEO I'.split(
    ' ',
  ),
);
