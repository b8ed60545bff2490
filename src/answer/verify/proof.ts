import type { Mention } from '../../knowledge/glossary-index.js';
import type { TextRange } from '../../text/sentences.js';
import { hasUnit, type ReadText, type Unit } from './read-text.js';

/** A quote as it was read, with the day of its article. */
export interface ReadQuote {
  readonly read: ReadText;
  readonly published: string;
  readonly title: ReadText;
}

/** All that a claim may rest on. */
export interface Proof {
  readonly quotes: readonly ReadQuote[];
  readonly titles: readonly string[];
  readonly publishers: readonly string[];
  readonly titleMentions: readonly Mention[];
  readonly titlePlaces: readonly Mention[];
  /** Keys of all units of the quotes. */
  readonly keys: ReadonlySet<string>;
  /** Those of the titles as well. */
  readonly wideKeys: ReadonlySet<string>;
}

export function toProof(quotes: readonly ReadQuote[], publishers: readonly string[]): Proof {
  const keys = new Set(quotes.flatMap(({ read }) => [...read.keys]));
  return {
    quotes,
    titles: quotes.map(({ title }) => title.text),
    publishers,
    titleMentions: quotes.flatMap(({ title }) => title.mentions),
    titlePlaces: quotes.flatMap(({ title }) => title.places),
    keys,
    wideKeys: new Set([...keys, ...quotes.flatMap(({ title }) => [...title.keys])]),
  };
}

/** Whether a claim draws on this part of a quote: they share a word, a date or a number, or a name where nothing else is shared. */
export function isUsed(claim: ReadText, quote: ReadText, part: TextRange): boolean {
  const inside = ({ start, end }: TextRange) => start >= part.start && end <= part.end;
  const units = quote.units.filter(inside);
  if (units.some((unit) => !unit.isName && hasUnit(claim, unit))) return true;
  if (
    quote.dates
      .filter(inside)
      .some((date) =>
        claim.dates.some((own) => own.year !== null && own.year === date.year && own.month === date.month),
      )
  )
    return true;
  return quote.amounts.filter(inside).some((amount) => claim.amounts.some((own) => own.value === amount.value));
}

/** The content words that follow a place of a text within its clause. */
export function unitsAfter(read: ReadText, place: number, clauseEnd: number, count: number): Unit[] {
  return read.units.filter(({ start, end, isName }) => !isName && start >= place && end <= clauseEnd).slice(0, count);
}

export function unitsBefore(read: ReadText, place: number, clauseStart: number, count: number): Unit[] {
  return read.units.filter(({ start, end, isName }) => !isName && end <= place && start >= clauseStart).slice(-count);
}
