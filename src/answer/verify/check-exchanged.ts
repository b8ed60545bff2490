import type { Mention } from '../../knowledge/glossary-index.js';
import type { TextRange } from '../../text/sentences.js';
import { fold, namesBeside } from './other-names.js';
import type { Proof } from './proof.js';
import { clauseAt, oncePerText, type ReadText, type Unit } from './read-text.js';
import type { Objection } from './verification.js';

/** An amount, a day or a name, with the words that stand in its part of the sentence. */
interface Anchor {
  readonly key: string;
  readonly kind: 'number' | 'date' | 'name';
  readonly found: string;
  readonly start: number;
  readonly words: readonly Unit[];
}

/** The numbers, days and names of a text that may have changed places. */
const anchorsOf = oncePerText((read): readonly Anchor[] => {
  const inside = (part: TextRange, isNumber: boolean) =>
    read.units.filter(
      ({ start, end, isName, keys }) =>
        (isNumber ? keys[0] !== 'm:market' : !isName) && start >= part.start && end <= part.end,
    );
  // "Moolenaar, a Republican, and": what is said of a name may follow it behind a comma, of a number stand before it.
  const wordsAt = (place: number, isNumber = false) => {
    const clause = clauseAt(read, place);
    const own = inside(clause, isNumber);
    if (own.length > 0) return own;
    const index = read.clauses.findIndex(({ start }) => start === clause.start);
    const beside = read.clauses[index + (isNumber ? -1 : 1)];
    return beside ? [...own, ...inside(beside, isNumber)] : own;
  };
  // "$14.99 for the band and $79.99 for headphones": what stands between two numbers of a clause is of the first.
  const numbers = read.amounts.filter(({ kind }) => kind === 'money' || kind === 'percent' || kind === 'count');
  const wordsOfNumber = (place: number, end: number) => {
    const clause = clauseAt(read, place);
    const beside = numbers.filter(({ start }) => start >= clause.start && start < clause.end);
    if (beside.length < 2) return wordsAt(place, true);
    const next = beside.find(({ start }) => start >= end)?.start ?? clause.end;
    const behind = read.units.filter((unit) => unit.start >= end && unit.end <= next && unit.keys[0] !== 'm:market');
    return behind.length > 0 ? behind : wordsAt(place, true);
  };
  return [
    ...read.amounts
      .filter(({ kind }) => kind === 'money' || kind === 'percent' || kind === 'count')
      .map(({ value, start, end }) => ({
        key: `n:${value}`,
        kind: 'number' as const,
        found: read.text.slice(start, end),
        start,
        words: wordsOfNumber(start, end),
      })),
    ...read.mentions
      .filter(({ kind }) => kind !== 'market')
      .map(({ id, by, start, end }) => ({
        key: keyOfName(read.text.slice(start, end), id, by),
        kind: 'name' as const,
        found: read.text.slice(start, end),
        start,
        words: wordsAt(start),
      })),
    ...read.dates
      .filter(({ year, month }) => year !== null && month !== null)
      .map(({ year, month, day, start, end }) => ({
        key: `d:${year}-${month}-${day ?? ''}`,
        kind: 'date' as const,
        found: read.text.slice(start, end),
        start,
        words: wordsAt(start, true),
      })),
    ...namesBeside(read).map(({ id, start, end }) => ({
      key: `o:${id}`,
      kind: 'name' as const,
      found: read.text.slice(start, end),
      start,
      words: wordsAt(start),
    })),
  ];
});

/** "Huawei, ZTE and": what is said of one is said of all. */
const listed =
  /^(?:['’]s)?[\s,、]*(?:(?:and|or|y|o|e|as well as|和|与|及|跟|或)(?!\p{L}))?\s*(?:then\s|by\s|the\s|de\s|at\s)*$/iu;

/** The glossary has the two houses of Congress as one. */
export const isChamber = (surface: string) =>
  /(?<!\p{L})(?:Senate|House|Senado|Cámara)(?!\p{L})|[参众]议院/u.test(surface);

/** Two people of one maker are two, and so are the two houses of Congress. */
function keyOfName(surface: string, id: string, by: Mention['by']): string {
  // "OnePlus 12" and "12R" are two.
  if (by === 'brand') return `b:${fold(surface)}`;
  if (by === 'person') return `p:${fold(surface.split(' ').at(-1) ?? '')}`;
  return isChamber(surface) ? `s:${fold(surface)}` : `m:${id}`;
}

/**
 * Two numbers, or two names, that have changed places: what the quote says of the first the claim says of the second.
 * Told by the words beside them that only one of the two has.
 */
export function checkExchanged(claim: ReadText, proof: Proof): Objection[] {
  const own = onlyOnce(anchorsOf(claim));
  if (own.size < 2) return [];
  for (const { read } of proof.quotes) {
    const others = onlyOnce(anchorsOf(read));
    const both = [...own].flatMap(([key, mine]) => {
      const theirs = others.get(key);
      return theirs ? [{ mine, theirs }] : [];
    });
    const isOneLanguage = read.language === claim.language;
    for (const [index, first] of both.entries()) {
      const second = both
        .slice(index + 1)
        .find((other) => isExchanged(first, other, isOneLanguage) && !areListed(first, other, claim, read));
      if (second)
        return [
          {
            kind: first.mine.kind,
            found: first.mine.found,
            reason: `the quotes say it of ${second.mine.found}, and the other of ${first.mine.found}`,
          },
        ];
    }
  }
  return [];
}

function onlyOnce(anchors: readonly Anchor[]): ReadonlyMap<string, Anchor> {
  const counts = new Map<string, number>();
  for (const { key } of anchors) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map(anchors.filter(({ key }) => counts.get(key) === 1).map((anchor) => [anchor.key, anchor]));
}

/** The same number or name in the claim and in a quote. */
interface AnchorPair {
  readonly mine: Anchor;
  readonly theirs: Anchor;
}

function isExchanged(first: AnchorPair, second: AnchorPair, isOneLanguage: boolean): boolean {
  if (first.mine.kind !== second.mine.kind) return false;
  // In one language the words themselves: one word for "paid" and "deposited" would mix the two up.
  const isIn = (unit: Unit, list: readonly Unit[]) =>
    list.some((other) => other.keys.some((key) => (!isOneLanguage || /^[tm]:/.test(key)) && unit.keys.includes(key)));
  const only = (one: Anchor, other: Anchor) => one.words.filter((unit) => !isIn(unit, other.words));
  const shared = (from: readonly Unit[], to: readonly Unit[]) => from.filter((unit) => isIn(unit, to)).length;
  const [mine, mineToo] = [only(first.mine, second.mine), only(second.mine, first.mine)];
  if (mine.length === 0 || mineToo.length === 0) return false;
  const [theirs, theirsToo] = [only(first.theirs, second.theirs), only(second.theirs, first.theirs)];
  const crossed = [shared(mine, theirsToo), shared(mineToo, theirs)] as const;
  const straight = shared(mine, theirs) + shared(mineToo, theirsToo);
  return Math.min(...crossed) > 0 && crossed[0] + crossed[1] > straight + (first.mine.kind === 'name' ? 1 : 0);
}

function areListed(first: AnchorPair, second: AnchorPair, claim: ReadText, quote: ReadText): boolean {
  const isListed = (text: string, one: Anchor, other: Anchor) => {
    const [before, after] = one.start < other.start ? [one, other] : [other, one];
    return listed.test(text.slice(before.start + before.found.length, after.start));
  };
  return isListed(claim.text, first.mine, second.mine) || isListed(quote.text, first.theirs, second.theirs);
}
