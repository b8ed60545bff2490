import type { Mention } from '../../knowledge/glossary-index.js';
import type { TextRange } from '../../text/sentences.js';
import { reporting } from './cues.js';
import { isLight } from './like-words.js';
import type { ReadDate } from './read-dates.js';
import { findCues, hasUnit, type ReadText, type Unit } from './read-text.js';

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

/**
 * Whether a claim has a word from this part of a quote: it has the word, or one that stands for it, and the quotes have
 * none that could answer for it elsewhere.
 */
export function isDrawnFrom(claim: ReadText, unit: Unit, read: ReadText, part: TextRange, { quotes }: Proof): boolean {
  const shares = (one: Unit, other: Unit) => one.keys.some((key) => other.keys.includes(key));
  return claim.units.some(
    (own) =>
      shares(own, unit) &&
      !quotes.some((quote) =>
        quote.read.units.some(
          (other) =>
            (quote.read !== read || other.end <= part.start || other.start >= part.end) &&
            shares(own, other) &&
            // The very word counts more than one like it.
            (other.keys[0] === own.keys[0] || unit.keys[0] !== own.keys[0]),
        ),
      ),
  );
}

/**
 * Whether a claim draws on a part of a quote: it has a good share of what that part has and nothing else has, by words,
 * names, numbers and days. Whom the quote is about says nothing: all its parts are about them.
 */
export function drawsOn(claim: ReadText, read: ReadText, part: TextRange, proof: Proof): boolean {
  const inside = ({ start, end }: TextRange) => start >= part.start && end <= part.end;
  const topic = read.units.find(({ isName, keys }) => isName && keys[0] !== 'm:market')?.keys[0];
  const reports = findCues(read, reporting);
  const content = read.units.filter(
    (unit) =>
      inside(unit) &&
      unit.keys[0] !== 'm:market' &&
      unit.keys[0] !== topic &&
      (unit.isName || !isLight(unit)) &&
      !reports.some(({ start, end }) => start <= unit.start && end >= unit.end),
  );
  const units = content.filter((unit) => isDrawnFrom(claim, unit, read, part, proof));
  const isInPart = (quote: ReadQuote, { start, end }: TextRange) =>
    quote.read === read && end > part.start && start < part.end;
  /** What another part or quote has as well is not drawn from this one. */
  const isOnlyHere = <T extends TextRange>(listOf: (text: ReadText) => readonly T[], isSame: (one: T) => boolean) =>
    proof.quotes.every((quote) => listOf(quote.read).every((one) => isInPart(quote, one) || !isSame(one)));
  const amounts = read.amounts.filter(
    ({ start, end, value }) =>
      inside({ start, end }) &&
      claim.amounts.some((own) => own.value === value) &&
      isOnlyHere(
        (text) => text.amounts,
        (one) => one.value === value,
      ),
  );
  const dates = read.dates.filter((date) => {
    const isSame = ({ year, month }: ReadDate) => year === date.year && month === date.month;
    return inside(date) && date.month !== null && claim.dates.some(isSame) && isOnlyHere((text) => text.dates, isSame);
  });
  // What other parts have as well counts half.
  const shared = content.filter((unit) => hasUnit(claim, unit) && !units.includes(unit));
  const sizeOf = (list: readonly Unit[]) => new Set(list.map(({ keys }) => keys[0])).size;
  const drawn = sizeOf(units) + amounts.length + Math.min(1, dates.length) + sizeOf(shared) / 2;
  return drawn > 1.5 && drawn * 3 >= content.length;
}

/** Whether a part of a quote is of names none of which the claim has: "but it will not run on Verizon". */
export function isOfOtherNames(claim: ReadText, read: ReadText, part: TextRange): boolean {
  const names = read.units.filter(
    ({ isName, start, end, keys }) =>
      isName &&
      keys[0] !== 'm:market' &&
      start >= part.start &&
      end <= part.end &&
      !read.places.some((place) => place.start === start),
  );
  return names.length > 0 && !names.some((unit) => hasUnit(claim, unit));
}

/** The content words that follow a place of a text within its clause. */
export function unitsAfter(read: ReadText, place: number, clauseEnd: number, count: number): Unit[] {
  return read.units.filter(({ start, end, isName }) => !isName && start >= place && end <= clauseEnd).slice(0, count);
}

export function unitsBefore(read: ReadText, place: number, clauseStart: number, count: number): Unit[] {
  return read.units.filter(({ start, end, isName }) => !isName && end <= place && start >= clauseStart).slice(-count);
}
