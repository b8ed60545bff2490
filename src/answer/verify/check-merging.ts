import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import type { TextRange } from '../../text/sentences.js';
import { actorsOf } from './actors.js';
import { attributions } from './cues.js';
import { isLight, isLikeIn } from './like-words.js';
import { fold, otherNames } from './other-names.js';
import type { Proof, ReadQuote } from './proof.js';
import { findCues, hasUnit, type ReadText, type Unit } from './read-text.js';
import { isProvenAmount } from './same-amount.js';
import type { Objection } from './verification.js';

/**
 * What one quote says of its subject must not be told of the subject of another: a claim that takes words from a quote
 * takes its subject along.
 */
export function checkMerging(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  if (proof.quotes.length < 2) return [];
  const acts = actorsOf(glossary);
  for (const { read } of proof.quotes) {
    const others = proof.quotes.filter((other) => other.read !== read);
    const own = claim.units.filter(
      (unit) => !unit.isName && hasUnit(read, unit) && !others.some((other) => hasUnit(other.read, unit)),
    );
    if (own.length < 2) continue;
    const subjects = read.mentions.filter(({ id }) => acts(id));
    // Who only tells of it is not whom it is about.
    const reports = findCues(read, attributions);
    const [first] = subjects.filter(
      ({ start, end }) =>
        start < (placeIn(read, own) ?? Infinity) &&
        !reports.some((report) => report.start >= end && report.start - end <= 3),
    );
    if (!first || claim.mentions.some(({ id }) => id === first.id)) continue;
    // Another name of the quote will do where the first only tells who reported it.
    const isNamed = claim.mentions.some(
      ({ id }) =>
        subjects.some((subject) => subject.id === id) &&
        !others.some((other) => other.read.mentions.some((mention) => mention.id === id)),
    );
    if (isNamed) continue;
    const name = read.text.slice(first.start, first.end);
    return [
      {
        kind: 'name',
        found: own.map(({ word }) => word).join(' '),
        reason: `the quotes say "${own.map(({ word }) => word).join(' ')}" of ${name}, whom the claim does not name`,
      },
    ];
  }
  return claim.clauses.flatMap((clause) => checkPart(claim, clause, proof, acts)).slice(0, 1);
}

/** Where a text first has one of these words. */
function placeIn(read: ReadText, units: readonly Unit[]): number | undefined {
  return read.units.find((unit) => units.some(({ keys }) => keys.some((key) => unit.keys.includes(key))))?.start;
}

/** Each part of a claim must be said, with its names, numbers and dates, by one quote, or of each name by one. */
function checkPart(claim: ReadText, part: TextRange, proof: Proof, acts: (id: string) => boolean): Objection[] {
  const inside = ({ start, end }: TextRange) => start >= part.start && end <= part.end;
  const amounts = claim.amounts.filter((amount) => inside(amount) && amount.kind !== 'ordinal');
  const dates = claim.dates.filter((date) => inside(date) && date.year !== null);
  const names = claim.mentions.filter((mention) => inside(mention) && acts(mention.id));
  const units = claim.units.filter((unit) => inside(unit) && !unit.isName);
  // Who did it to whom is said by one word and two names.
  const named = new Set(
    claim.mentions.filter((mention) => inside(mention) && mention.kind !== 'market').map(({ id }) => id),
  );
  if (names.length === 0 || (amounts.length === 0 && units.length < (named.size > 1 ? 1 : 2))) return [];
  const isOf = ({ read, title }: ReadQuote, id: string) =>
    [...read.mentions, ...title.mentions].some((other) => other.id === id);
  const fitting = proof.quotes.filter((quote) => {
    const { read, published } = quote;
    const telling = units.filter((unit) => !isLight(unit));
    const comparable =
      read.language === claim.language
        ? telling
        : telling.filter(({ keys }) => keys.some((key) => key.startsWith('g:')));
    const shared = comparable.filter((unit) => isLikeIn(unit, quote) || hasUnit(read, unit)).length;
    // Words may be put differently where a quote brings the same names together.
    const isOfAll = new Set(names.map(({ id }) => id)).size > 1 && names.every(({ id }) => isOf(quote, id));
    return (
      (shared * (read.language === claim.language ? 2 : 3) >= comparable.length ||
        (isOfAll && (shared > 0 || units.every(isLight) || hasDay(read, claim, part))) ||
        (amounts.length > 0 && (amounts.length > 1 || comparable.length < 3))) &&
      amounts.every((amount) => isProvenAmount(amount, read, claim)) &&
      dates.every(({ year }) => read.dates.some((other) => other.year === year) || published.startsWith(String(year)))
    );
  });
  const stranger = names.find(({ id }) => !fitting.some((quote) => isOf(quote, id)));
  const others = otherNames(claim).filter(({ start }) => start >= part.start && start < part.end);
  const isForeign = proof.quotes.some(({ read }) => read.language !== claim.language);
  const isApart =
    !isForeign &&
    others.some(({ surface }) => {
      const has = ({ read, title }: ReadQuote) => fold(`${read.text} ${title.text}`).includes(fold(surface));
      return proof.quotes.some(has) && !fitting.some(has);
    });
  if (fitting.length > 0 && !stranger && !isApart) return [];
  const found = claim.text.slice(part.start, part.end).trim();
  return [
    {
      kind: 'name',
      found,
      reason: `no single quote says "${found}": it mixes what the quotes say of different things`,
    },
  ];
}

/** Whether a text has the very day, or month, that a part of a claim tells of. */
function hasDay(read: ReadText, claim: ReadText, part: TextRange): boolean {
  return claim.dates.some(
    (date) =>
      date.start >= part.start &&
      date.end <= part.end &&
      date.month !== null &&
      read.dates.some(({ year, month, day }) => year === date.year && month === date.month && day === date.day),
  );
}
