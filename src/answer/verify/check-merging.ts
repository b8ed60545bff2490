import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import type { TextRange } from '../../text/sentences.js';
import { actorsOf, partiesOf } from './actors.js';
import { modalityCues } from './check-modality.js';
import { fold, namesBeside, otherNames } from './check-names.js';
import { attributions } from './cues.js';
import { isLight, isLikeIn } from './like-words.js';
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
      (shared * 2 >= comparable.length ||
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

const passive =
  /(?<!\p{L})(?:by|(?:was|were|is|are|be) \p{L}+ (?:to|at|from|through|via)|(?:was|were|been|being|is|are|be) \p{L}+(?:ed|en|nt|ld|ut|opped)|por|(?:fue|fueron|ser|sido) \p{L}+(?:d[oa]s?|t[oa]s?|ch[oa]s?))(?!\p{L})|被|遭|由|受/iu;

/** Who acts and who is acted on must not be exchanged: "AT&T dropped Huawei" is not "Huawei dropped AT&T". */
export function checkRoles(claim: ReadText, proof: Proof, glossary: GlossaryIndex): Objection[] {
  const isParty = partiesOf(glossary);
  const quoted = proof.quotes.map(({ read }) => pairsOf(read, isParty));
  for (const { first, second, keys, between, isPassive } of pairsOf(claim, isParty)) {
    const isAlike = (other: ActingPair) => [...keys].some((key) => other.keys.has(key));
    const isSaid = quoted.some((pairs) =>
      pairs.some(
        (other) =>
          (other.first === first && other.second === second && (other.isNext || isAlike(other))) ||
          // Said of the second by another word order, and of the first by this one.
          (other.first === second && other.second === first && isAlike(other) && other.isPassive !== isPassive),
      ),
    );
    if (isSaid) continue;
    const isSwapped = quoted.some((pairs) =>
      pairs.some(
        (other) => other.first === second && other.second === first && isAlike(other) && other.isPassive === isPassive,
      ),
    );
    if (isSwapped)
      return [
        {
          kind: 'name',
          found: between,
          reason: 'the quotes say it the other way round: who acts and who is acted on are exchanged',
        },
      ];
  }
  return [];
}

/** Two who act, with what is said right behind the first. */
interface ActingPair {
  readonly first: string;
  readonly second: string;
  readonly keys: ReadonlySet<string>;
  readonly between: string;
  readonly isPassive: boolean;
  /** Whether nobody stands between them. */
  readonly isNext: boolean;
}

/** So far apart two names may stand. UTF-16 code units. */
const farthest = 170;

const knownPairs = new WeakMap<ReadText, readonly ActingPair[]>();

/** Texts are read with the glossary whose parties these are. */
export function pairsOf(read: ReadText, isParty: (id: string) => boolean): readonly ActingPair[] {
  let pairs = knownPairs.get(read);
  if (!pairs) {
    pairs = findPairs(read, isParty);
    knownPairs.set(read, pairs);
  }
  return pairs;
}

function findPairs(read: ReadText, isParty: (id: string) => boolean): ActingPair[] {
  const actors = [
    ...read.mentions
      .filter(({ kind, id }) => kind !== 'market' && isParty(id))
      .map(({ id, by, start, end }) => ({
        // A brand of its own acts for itself: "TCL acquired Alcatel's business".
        id: by === 'brand' || by === 'person' ? fold(read.text.slice(start, end).replace(/['’]s?$/, '')) : id,
        owner: id,
        start,
        end,
      })),
    ...namesBeside(read),
  ].sort((a, b) => a.start - b.start);
  return actors.flatMap((actor, index) =>
    actors.slice(index + 1).flatMap((next, distance) => {
      if (next.id === actor.id) return [];
      // A maker and its brand, or its product: only who bought whom.
      const isOfOne = actor.owner === next.owner;
      const between = read.text.slice(actor.end, next.start);
      if (/^-/.test(between)) return [];
      if (isListOfNames.test(between) || between.length > farthest) return [];
      if (/['’]s$/.test(read.text.slice(actor.start, actor.end)) && !wrongs.test(between)) return [];
      // "Motorola's owner Lenovo" says whose, not who does what.
      if (/^(?:的|['’]s(?!\p{L}))|(?<!\p{L})(?:where|which|through|donde|que)(?!\p{L})/u.test(between)) return [];
      // "Motorola grew by 83 percent, Apple by 53": each for itself.
      if (read.amounts.some(({ start, end, kind }) => kind === 'percent' && start >= actor.end && end <= next.start))
        return [];
      if (isOfOne && !bought.test(between)) return [];
      // "Wingtech explained that it had relied on": what is told of oneself counts, what is told of another does not.
      const reports = findCues(read, attributions).filter(
        (report) => report.start >= actor.end && report.end <= next.start,
      );
      const isOfItself = /(?<!\p{L})(?:that (?:it|they|he|she)|que (?:se |ya )?hab[ií]an?)(?!\p{L})/iu.test(between);
      if (reports.length > 0 && !isOfItself) return [];
      // "Blue Spike, a firm from Texas, sued".
      const said = actor.end + (/^(?: (?:LLC|Inc|Corp|Ltd)\.?)?,[^,]{3,40},/.exec(between)?.[0].length ?? 0);
      const meant = findCues(read, modalityCues).filter(({ id }) => id === 'intention' || id === 'would');
      const keys = new Set(
        read.units
          .filter(({ start, end, isName }) => !isName && start >= said && end <= next.start)
          .filter(({ start, end }) => ![...meant, ...reports].some((cue) => cue.start <= start && cue.end >= end))
          // What is done stands right behind who does it.
          .filter(({ word, start }) => !/ly$/.test(word) && !/^\p{Lu}/u.test(read.text[start] ?? ''))
          .slice(0, read.language === 'zh' ? 4 : 1)
          .flatMap((unit) => unit.keys),
      );
      return [
        {
          first: actor.id,
          second: next.id,
          keys,
          between: read.text.slice(actor.start, next.end),
          isPassive: passive.test(between.replace(/(?:was|were|is|are) (?:meant|set|due|able)/g, '')),
          isNext: distance === 0,
        },
      ];
    }),
  );
}

/** What one's product does to another's. */
const wrongs = /(?<!\p{L})(?:infring\p{L}+|cop(?:y|ies|ied)|st[eo]le?n?)(?!\p{L})|侵犯/iu;
const bought =
  /(?<!\p{L})(?:acqui\p{L}+|b(?:uy\p{L}*|ought)|purchas\p{L}+|t(?:ake|akes|ook|aken) over|compr\p{L}+|adquir\p{L}+)(?!\p{L})|收购|买下/iu;

const isListOfNames = /^[\s,、]*(?:and|or|y|o|e|和|与|及|跟|或)?\s*$/iu;
