import type { GlossaryIndex } from '../../knowledge/glossary-index.js';
import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import { conceptFrequency } from '../../retrieval/rank/signals.js';
import type { Concept, UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import type { TextRange } from '../../text/sentences.js';
import { happensAt } from './events.js';
import type { Quantity } from './quantities.js';
import type { ReadSentence } from './read-sentence.js';
import type { SaidDate } from './said-dates.js';
import { type Manner, readFacts, type StatementFacts } from './statement-facts.js';

export type ContradictionReason = 'number' | 'date' | 'name' | 'negation';

/** What one sentence of the sources says of a statement. */
export interface Judgement {
  readonly sentence: ReadSentence;
  readonly verdict: 'agrees' | 'contradicts' | 'not-covered';
  readonly reason: ContradictionReason | null;
  /** Share of what the statement says that the sentence has, by how telling it is: 0 to 1. */
  readonly coverage: number;
  /** Names all that the statement names. */
  readonly namesAll: boolean;
  /** Dates and numbers of the statement that it has, as text. */
  readonly shared: ReadonlySet<string>;
}

/** A statement as it was read. */
export interface ReadStatement {
  readonly facts: StatementFacts;
  readonly understood: UnderstoodQuestion;
}

/** Below this share of the statement in the sentence, they are not about the same. */
const leastCoverage = 0.88;
/** The same where the sentence is to prove the statement wrong. */
const leastContradictingCoverage = 0.9;
/** A word that is missing must not be more telling than this (inverse document frequency). */
const largestGap = 3;
/** A negation counts when what it negates follows within so many UTF-16 code units. */
const negationReach = 32;

/** Manners that both must share, wherever in the sentence they are. */
const sharedManners: readonly Manner[] = ['rumour', 'denial', 'condition'];
/** The same, but not in parts of the sentence that tell of something else. */
const localManners: readonly Manner[] = ['possibility', 'intention', 'prediction', 'request', 'reversal'];
/** Manners that the statement must not add. */
const narrowingManners: readonly Manner[] = ['exclusion', 'part', 'rank'];

/** Where a sentence goes over to something else. What "that" and its like introduce hangs on what is before it. */
const partBreak =
  /[,;:，；：、]|\b(?:that|whether|how|what|and|but|yet|because|although|though|whereas|while|when|after|before|which|who|until|as a consequence)\b|(?<!\p{L})(?:que|y|pero|porque|aunque|mientras|cuando|después|antes|hasta)(?!\p{L})|因为|虽然|但|而|之后|之前/giu;
const hangsOnPrevious = /^(?:that|whether|how|what|que)$/iu;
const turns = /^(?:but|yet|pero|但)$/iu;

/** A statement and a sentence laid side by side. */
interface Alignment {
  readonly facts: StatementFacts;
  readonly other: StatementFacts;
  readonly concepts: readonly Concept[];
  /** Where the sentence has each concept; null where it has not. */
  readonly matches: readonly (readonly number[] | null)[];
  /** The actors that each names. */
  readonly names: readonly Name[];
  readonly otherNames: readonly Name[];
  /** Actors of the statement that the sentence does not name. */
  readonly strangers: readonly Name[];
  readonly date: Compared;
  readonly number: Compared;
  readonly negation: 'same' | 'opposite' | 'unclear';
}

/**
 * Whether a sentence proves a statement, or proves it wrong. Only names, dates, numbers and negation prove wrong, and
 * only where all else is the same: whatever is doubtful is not covered.
 */
export function judgeStatement(
  { facts, understood }: ReadStatement,
  sentence: ReadSentence,
  glossary: GlossaryIndex,
  isSuperseded: boolean,
): Judgement {
  const alignment = align(facts, understood, sentence, glossary);
  const { other, names, strangers, date, number } = alignment;
  const isComparable =
    names.length > 0 &&
    sentence.standsAlone &&
    hasSameManner(alignment) &&
    (!facts.isRelative || other.isRelative) &&
    (!isSuperseded || facts.dates.length > 0) &&
    (sentence.relevance.market > 0 || !facts.mentions.some(({ kind }) => kind === 'market'));
  const found = !isComparable
    ? null
    : strangers.length > 0
      ? judgeReplacedName(alignment)
      : judgeSameNames(alignment, happensAt(sentence));
  return {
    sentence,
    verdict: found === null ? 'not-covered' : found === 'agrees' ? 'agrees' : 'contradicts',
    reason: found === 'agrees' ? null : found,
    coverage: coverageWithout(alignment, []).share,
    namesAll: strangers.length === 0,
    shared: new Set([...date.shared, ...number.shared]),
  };
}

function align(
  facts: StatementFacts,
  understood: UnderstoodQuestion,
  sentence: ReadSentence,
  glossary: GlossaryIndex,
): Alignment {
  const other = readFacts(sentence.sentence.text, sentence.article.language, sentence.mentions);
  const concepts = tellingConcepts(facts, understood);
  const matches = concepts.map((concept) => matchOf(concept, sentence));
  const names = namesOf(facts, glossary);
  const otherNames = namesOf(other, glossary);
  return {
    facts,
    other,
    concepts,
    matches,
    names,
    otherNames,
    strangers: names.filter((name) => !otherNames.some(({ id }) => id === name.id)),
    date: compareDates(facts, other),
    number: compareNumbers(facts, other),
    negation: compareNegations(facts, other, concepts, matches),
  };
}

/** Both name the same: they agree, or one date, one number or the negation alone is different. */
function judgeSameNames(alignment: Alignment, happensOnce: boolean): 'agrees' | ContradictionReason | null {
  const { facts, other, date, number, negation } = alignment;
  if (!isInSameOrder(alignment)) return null;
  const isWhole = date.unmatched.length === 0 && number.unmatched.length === 0;
  if (isWhole && negation === 'same') return isCovered(alignment, leastCoverage) ? 'agrees' : null;
  if (!isCovered(alignment, leastContradictingCoverage)) return null;
  if (isWhole) return negation === 'opposite' ? 'negation' : null;
  if (negation !== 'same') return null;
  if (date.conflict && number.unmatched.length === 0) return happensOnce ? 'date' : null;
  // What is counted again at every date contradicts nothing unless the date is the same.
  const isOneTime = facts.dates.length > 0 || other.dates.length <= 1;
  return number.conflict && date.unmatched.length === 0 && isOneTime ? 'number' : null;
}

/** One name is another in the same place. Two carriers may do the same: what has one name has its date or number. */
function judgeReplacedName(alignment: Alignment): 'name' | null {
  const { names, otherNames, strangers, date, number, negation, concepts } = alignment;
  const extra = otherNames.filter((name) => !names.some(({ id }) => id === name.id));
  const [stranger, further] = strangers;
  const [replaced, another] = extra;
  if (!stranger || further || !replaced || another) return null;
  const isReplaced = stranger.kind === replaced.kind && names.indexOf(stranger) === otherNames.indexOf(replaced);
  const isWhole = date.unmatched.length === 0 && number.unmatched.length === 0 && negation === 'same';
  const isOnce = number.shared.length > 0 || date.shared.some((said) => said.length > 4);
  const ofStranger = concepts.filter((concept) => concept.id === stranger.id);
  return isReplaced && isWhole && isOnce && isCovered(alignment, leastContradictingCoverage, ofStranger)
    ? 'name'
    : null;
}

/** How much of the statement the sentence has beside some of its concepts, and the most telling one that it lacks. */
function coverageWithout(
  { concepts, matches }: Alignment,
  except: readonly Concept[],
): { readonly share: number; readonly gap: number } {
  const missing = concepts.filter((concept, index) => matches[index] === null && !except.includes(concept));
  const total = concepts.reduce((sum, { idf }) => sum + idf, 0);
  const lacking = missing.reduce((sum, { idf }) => sum + idf, 0);
  return { share: total > 0 ? 1 - lacking / total : 0, gap: Math.max(0, ...missing.map(({ idf }) => idf)) };
}

function isCovered(alignment: Alignment, least: number, except: readonly Concept[] = []): boolean {
  const { share, gap } = coverageWithout(alignment, except);
  return share >= least && gap <= largestGap;
}

/** What the statement says beside dates and numbers, which are compared by value. */
function tellingConcepts(facts: StatementFacts, understood: UnderstoodQuestion): Concept[] {
  const ranges = [...facts.dates, ...facts.quantities];
  const within = (surface: string) =>
    ranges.some(({ start, end }) => facts.text.slice(start, end).toLowerCase().includes(surface.toLowerCase()));
  return understood.concepts.filter(({ kind, surface }) => kind === 'maker' || kind === 'entity' || !within(surface));
}

/** Where in the sentence a concept is, as offsets; null when it is not there. */
function matchOf(concept: Concept, { sentence, mentions }: ReadSentence): number[] | null {
  if (concept.kind === 'maker' || concept.kind === 'entity') {
    const named = mentions.filter(({ id }) => id === concept.id);
    // A product is more than its maker's name.
    const isWhole = concept.isSurfaceKnown && conceptFrequency(concept, sentence.positions).weight > 0.5;
    return named.length > 0 && isWhole ? named.map(({ start }) => start) : null;
  }
  const reading = concept.alternatives.find(
    ({ terms, weight }) => weight >= 0.5 && terms.every((term) => placesOf(term, sentence).length > 0),
  );
  if (reading) return reading.terms.flatMap((term) => placesOf(term, sentence));
  // A word that is the same in both languages may be stemmed in two ways.
  const word = concept.surface.toLowerCase();
  const same = sentence.tokens.filter((token) => token.word === word).map(({ start }) => start);
  return same.length > 0 ? same : null;
}

/** Where a sentence has a term, or an irregular form of it. */
function placesOf(term: string, { positions, tokens }: SentenceView): number[] {
  return [term, ...(irregularForms.get(term) ?? [])].flatMap((form) =>
    (positions.get(form) ?? []).map((position) => tokens[position]?.start ?? 0),
  );
}

/** Terms that no stemmer brings together. */
export const irregularForms: ReadonlyMap<string, readonly string[]> = new Map(
  'sell sold,buy bought,make made,take took taken,give gave given,leav left,lose lost,win won,begin began begun,pai paid,pay paid,grow grew grown,fall fell fallen,rise rose risen,becom became,bring brought,come came,find found,build built,hold held,keep kept,send sent,spend spent,strike struck,withdraw withdrew withdrawn,shrink shrank shrunk shrunken,choos chose chosen,write wrote written,tell told,lai laid,lay laid,show shown,break broke broken'
    .split(',')
    .map((forms) => forms.split(' '))
    .flatMap((forms) => forms.map((form) => [form, forms.filter((other) => other !== form)] as const)),
);

interface Name {
  readonly id: string;
  readonly kind: string;
}

/** Kinds of entities that act; outlets and places are no part of who did what. */
const actingKinds: ReadonlySet<string> = new Set(['carrier', 'retailer', 'agency']);

/** The makers and other actors that a text names, in order, each once. */
function namesOf({ mentions }: StatementFacts, glossary: GlossaryIndex): Name[] {
  const names: Name[] = [];
  for (const { kind, id } of mentions) {
    if (kind === 'market' || names.some((name) => name.id === id)) continue;
    const type = kind === 'maker' ? 'maker' : glossary.file.entities.find((entity) => entity.id === id)?.kind;
    if (type === 'maker' || actingKinds.has(type ?? '')) names.push({ id, kind: type ?? '' });
  }
  return names;
}

/** A name as it stands in the statement and in the sentence. */
interface PlacedName {
  readonly said: number;
  readonly place: number;
}

/** Each actor and each other capitalised word of the statement that the sentence has, in the statement's order. */
function placedNames({ concepts, matches, facts: { text } }: Alignment): PlacedName[] {
  return concepts
    .flatMap(({ kind, surface, isCapitalised }, index) => {
      const said = text.indexOf(surface);
      const place = matches[index]?.[0];
      const isName = kind === 'maker' || kind === 'entity' || (isCapitalised && said > 0);
      return isName && place !== undefined ? [{ said, place }] : [];
    })
    .sort((a, b) => a.said - b.said);
}

/** What stands before the one who acts where the other comes first. */
const agentMark = /(?:\bby|(?<!\p{L})por)\s+(?:the\s+|el\s+|la\s+)?$/iu;

/** Who acts and who is acted on must not be swapped, unless one of the two is put in the passive. */
function isInSameOrder(alignment: Alignment): boolean {
  const { facts, other } = alignment;
  const names = placedNames(alignment);
  if (names.every(({ place }, index) => index === 0 || place >= (names[index - 1]?.place ?? 0))) return true;
  const [first, second, third] = names;
  if (!first || !second || third) return false;
  const isPassive = agentMark.test(facts.text.slice(0, second.said));
  return isPassive !== agentMark.test(other.text.slice(0, first.place));
}

function hasSameManner({ facts, other, concepts, matches, date, number }: Alignment): boolean {
  if (narrowingManners.some((manner) => facts.manner.has(manner) && !other.manner.has(manner))) return false;
  if (sharedManners.some((manner) => facts.manner.has(manner) !== other.manner.has(manner))) return false;
  const places = [...contentPlaces(concepts, matches), ...date.places, ...number.places];
  const local = new Set(partsWith(places, other.text).flatMap(({ start, end }) => [...other.mannerOf(start, end)]));
  return localManners.every((manner) => facts.manner.has(manner) === local.has(manner));
}

/** Where a sentence has what the statement says, beside names. */
function contentPlaces(concepts: readonly Concept[], matches: readonly (readonly number[] | null)[]): number[] {
  return matches.flatMap((match, index) => (concepts[index]?.id === null ? [...(match ?? [])] : []));
}

/** The parts of a sentence that tell of what was matched, and what these hang on. */
function partsWith(places: readonly number[], text: string): TextRange[] {
  const parts: { start: number; end: number; by: string }[] = [{ start: 0, end: text.length, by: '' }];
  for (const match of text.matchAll(partBreak)) {
    const previous = parts.at(-1);
    if (previous) previous.end = match.index;
    parts.push({ start: match.index + match[0].length, end: text.length, by: match[0] });
  }
  const counted = parts.map(
    ({ start, end, by }) => turns.test(by) || places.some((place) => place >= start && place < end),
  );
  for (let index = parts.length - 1; index > 0; index -= 1)
    if (counted[index] && hangsOnPrevious.test(parts[index]?.by ?? '')) counted[index - 1] = true;
  return parts.filter((_, index) => counted[index]);
}

/** Whether both negate what they say alike, or one of the two, and only one, negates the very thing. */
function compareNegations(
  facts: StatementFacts,
  other: StatementFacts,
  concepts: readonly Concept[],
  matches: readonly (readonly number[] | null)[],
): Alignment['negation'] {
  const own = negationsOf(
    facts,
    concepts.map(({ surface }) => facts.text.indexOf(surface)),
  );
  const others = negationsOf(
    other,
    matches.flatMap((match) => match ?? []),
  );
  if (own === others && facts.negations.length <= other.negations.length) return 'same';
  if (own === 1 && facts.negations.length === 1) return other.negations.length === 0 ? 'opposite' : 'unclear';
  if (facts.negations.length > 0 || others !== 1 || other.negations.length !== 1) return 'unclear';
  // A negation in another part of the sentence is of something else.
  const places = contentPlaces(concepts, matches);
  const parts = partsWith(places, other.text).filter(({ start, end }) =>
    other.negations.some((negation) => negation.start >= start && negation.end <= end),
  );
  const within = places.filter((place) => parts.some(({ start, end }) => place >= start && place < end));
  return within.length * 2 > places.length ? 'opposite' : 'unclear';
}

/**
 * How often a text negates what it says.
 * @param places Where it says it; a negation of something else does not count.
 */
function negationsOf({ text, negations }: StatementFacts, places: readonly number[]): number {
  return negations.filter(({ start, end, isObject }) =>
    places.some((place) => {
      const between = place >= end ? text.slice(end, place) : isObject ? text.slice(place, start) : null;
      return between !== null && between.length <= negationReach && !/[,;:，；。]/.test(between);
    }),
  ).length;
}

interface Compared {
  /** What the other has as well, as text. */
  readonly shared: readonly string[];
  /** Where the other has them. */
  readonly places: readonly number[];
  readonly unmatched: readonly unknown[];
  /** One is different where the other has just one of the kind. */
  readonly conflict: boolean;
}

function compareDates({ dates }: StatementFacts, other: StatementFacts): Compared {
  const said = distinct(other.dates);
  const unmatched = dates.filter(({ date }) => !said.some((otherDate) => otherDate.startsWith(date)));
  const [wrong, second] = unmatched;
  const [right, further] = said;
  const isApart =
    wrong !== undefined && right !== undefined && !wrong.date.startsWith(right) && !right.startsWith(wrong.date);
  return {
    shared: dates.filter((date) => !unmatched.includes(date)).map(({ date }) => date),
    places: other.dates
      .filter((said) => dates.some(({ date }) => said.date.startsWith(date)))
      .map(({ start }) => start),
    unmatched,
    conflict: isApart && second === undefined && further === undefined,
  };
}

function distinct(dates: readonly SaidDate[]): string[] {
  return [...new Set(dates.map(({ date }) => date))];
}

function compareNumbers(facts: StatementFacts, other: StatementFacts): Compared {
  const unmatched = facts.quantities.filter(
    (quantity) =>
      !other.quantities.some(
        ({ value, kind, bound }) => value === quantity.value && kind === quantity.kind && bound === quantity.bound,
      ),
  );
  const [wrong, second] = unmatched;
  const candidates =
    wrong === undefined ? [] : other.quantities.filter((candidate) => isOfSame(wrong, candidate, facts, other));
  const [right, further] = candidates;
  return {
    shared: facts.quantities
      .filter((quantity) => !unmatched.includes(quantity))
      .map(({ kind, value }) => `${kind} ${value}`),
    places: other.quantities
      .filter(({ value }) => facts.quantities.some((quantity) => quantity.value === value))
      .map(({ start }) => start),
    unmatched,
    conflict:
      wrong !== undefined &&
      second === undefined &&
      right !== undefined &&
      further === undefined &&
      wrong.bound === null &&
      right.bound === null &&
      wrong.value !== right.value,
  };
}

/** Whether two numbers are of the same thing: percent, money, or a count of what is called the same. */
function isOfSame(a: Quantity, b: Quantity, ofA: StatementFacts, ofB: StatementFacts): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind !== 'count') return true;
  const counted = (quantity: Quantity, { tokens }: StatementFacts) =>
    tokens
      .filter(({ start, isStopword }) => start >= quantity.end && !isStopword)
      .slice(0, 2)
      .map(({ term }) => term);
  const first = counted(a, ofA);
  return counted(b, ofB).some((term) => first.includes(term));
}
