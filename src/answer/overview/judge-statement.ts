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

/** Manners that both must share wherever in the sentence they are; then those that may be in a part of it that tells
 * of something else; and those that the statement must not add. */
const sharedManners: readonly Manner[] = ['rumour', 'denial', 'condition'];
const localManners: readonly Manner[] = ['possibility', 'intention', 'prediction', 'request', 'reversal'];
const narrowingManners: readonly Manner[] = ['exclusion', 'part', 'rank'];

/** Where a sentence goes over to something else. What "that" and its like introduce hangs on what is before it. */
const partBreak =
  /[,;:，；：、]|\b(?:that|whether|how|what|and|but|yet|because|although|though|whereas|while|when|after|before|which|who|until|as a consequence)\b|(?<!\p{L})(?:que|y|pero|porque|aunque|mientras|cuando|después|antes|hasta)(?!\p{L})|因为|虽然|但|而|之后|之前/giu;
const hangsOnPrevious = /^(?:that|whether|how|what|que)$/iu;
const turns = /^(?:but|yet|pero|但)$/iu;

/**
 * Whether a sentence proves a statement, or proves it wrong. Only names, dates, numbers and negation prove wrong, and
 * only where all else is the same: whatever is doubtful is not covered.
 */
export function judgeStatement(
  statement: ReadStatement,
  sentence: ReadSentence,
  glossary: GlossaryIndex,
  isSuperseded: boolean,
): Judgement {
  const { facts, understood } = statement;
  const other = readFacts(sentence.sentence.text, sentence.article.language, sentence.mentions);
  const concepts = tellingConcepts(facts, understood);
  const matches = concepts.map((concept) => matchOf(concept, sentence));
  const total = concepts.reduce((sum, concept) => sum + concept.idf, 0);
  const covered = concepts.reduce((sum, concept, index) => sum + (matches[index] === null ? 0 : concept.idf), 0);
  const missing = concepts.filter((_, index) => matches[index] === null);
  const coverage = total > 0 ? covered / total : 0;
  const places = matches.flatMap((match) => match ?? []);
  const contentPlaces = matches.flatMap((match, index) => (concepts[index]?.id === null ? (match ?? []) : []));
  const names = namesOf(facts, glossary);
  const otherNames = namesOf(other, glossary);
  const strangers = names.filter((name) => !otherNames.some(({ id }) => id === name.id));
  const date = compareDates(facts, other);
  const number = compareNumbers(facts, other);
  const negations = negationsOf(
    facts,
    concepts.map(({ surface }) => facts.text.indexOf(surface)),
  );
  const otherNegations = negationsOf(other, places);
  const base = {
    sentence,
    coverage,
    namesAll: strangers.length === 0,
    shared: new Set([...date.shared, ...number.shared]),
  };
  const nothing: Judgement = { ...base, verdict: 'not-covered', reason: null };

  const isComparable =
    names.length > 0 &&
    sentence.standsAlone &&
    hasSameManner(facts, other, [...contentPlaces, ...date.places, ...number.places]) &&
    (!facts.isRelative || other.isRelative) &&
    (!isSuperseded || facts.dates.length > 0) &&
    (sentence.relevance.market > 0 || !facts.mentions.some(({ kind }) => kind === 'market'));
  if (!isComparable) return nothing;

  const isCovered = (least: number, except: readonly Concept[] = []) => {
    const left = missing.filter((concept) => !except.includes(concept));
    const gap = left.reduce((sum, concept) => sum + concept.idf, 0);
    return 1 - gap / Math.max(total, 1e-6) >= least && left.every((concept) => concept.idf <= largestGap);
  };
  const conflicts = [
    date.conflict ? 'date' : null,
    number.conflict ? 'number' : null,
    isNegated(facts, other, negations, otherNegations, contentPlaces) ? 'negation' : null,
  ].filter((conflict) => conflict !== null) as ContradictionReason[];
  const isWhole = date.unmatched.length === 0 && number.unmatched.length === 0;
  const isSameNegation = negations === otherNegations && facts.negations.length <= other.negations.length;

  const isSameOrder = isInSameOrder(placedNames(concepts, matches, facts), facts, other);
  if (strangers.length === 0 && isSameOrder) {
    if (conflicts.length === 0 && isSameNegation && isWhole && isCovered(leastCoverage))
      return { ...base, verdict: 'agrees', reason: null };
    const [conflict, second] = conflicts;
    if (conflict === undefined || second !== undefined || !isCovered(leastContradictingCoverage)) return nothing;
    if (conflict !== 'negation' && !isSameNegation) return nothing;
    const isDecisive =
      conflict === 'date'
        ? number.unmatched.length === 0 && happensAt(sentence)
        : conflict === 'number'
          ? date.unmatched.length === 0 && (facts.dates.length > 0 || other.dates.length <= 1)
          : isWhole && (facts.dates.length > 0 || !isSuperseded);
    return isDecisive ? { ...base, verdict: 'contradicts', reason: conflict } : nothing;
  }
  const [stranger] = strangers;
  const extra = otherNames.filter((name) => !names.some(({ id }) => id === name.id));
  const replaced = extra[0];
  const isReplaced =
    stranger !== undefined &&
    replaced !== undefined &&
    strangers.length === 1 &&
    extra.length === 1 &&
    stranger.kind === replaced.kind &&
    names.indexOf(stranger) === otherNames.indexOf(replaced);
  // Two carriers may have done the same: only what happened once, at one time and in one number, has one name.
  const isOnce =
    conflicts.length === 0 && isSameNegation && isWhole && [...base.shared].some((value) => value.length > 4);
  const ofStranger = concepts.filter((concept) => concept.id === stranger?.id);
  return isReplaced && isOnce && isCovered(leastContradictingCoverage, ofStranger)
    ? { ...base, verdict: 'contradicts', reason: 'name' }
    : nothing;
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
    const isWhole = concept.isSurfaceKnown && conceptFrequency(concept, sentence.positions).weight >= 0.5;
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
const irregularForms: ReadonlyMap<string, readonly string[]> = new Map(
  'sell sold,buy bought,make made,take took taken,give gave given,leav left,lose lost,win won,begin began begun,pai paid,pay paid,grow grew grown,fall fell fallen,rise rose risen,becom became,bring brought,come came,find found,build built,hold held,keep kept,send sent,spend spent,strike struck,withdraw withdrew withdrawn,shrink shrank shrunk,choos chose chosen,write wrote written,tell told,lai laid,lay laid,show shown,break broke broken'
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
function placedNames(
  concepts: readonly Concept[],
  matches: readonly (readonly number[] | null)[],
  { text }: StatementFacts,
): PlacedName[] {
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
function isInSameOrder(names: readonly PlacedName[], facts: StatementFacts, other: StatementFacts): boolean {
  if (names.every(({ place }, index) => index === 0 || place >= (names[index - 1]?.place ?? 0))) return true;
  const [first, second, third] = names;
  if (!first || !second || third) return false;
  const isPassive = agentMark.test(facts.text.slice(0, second.said));
  return isPassive !== agentMark.test(other.text.slice(0, first.place));
}

/** @param places Where the sentence has what the statement says. */
function hasSameManner(facts: StatementFacts, other: StatementFacts, places: readonly number[]): boolean {
  if (narrowingManners.some((manner) => facts.manner.has(manner) && !other.manner.has(manner))) return false;
  if (sharedManners.some((manner) => facts.manner.has(manner) !== other.manner.has(manner))) return false;
  const local = new Set(partsWith(places, other.text).flatMap(({ start, end }) => [...other.mannerOf(start, end)]));
  return localManners.every((manner) => facts.manner.has(manner) === local.has(manner));
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

/** Whether one of the two, and only one, negates the very thing that both say. */
function isNegated(
  facts: StatementFacts,
  other: StatementFacts,
  negations: number,
  otherNegations: number,
  contentPlaces: readonly number[],
): boolean {
  if (negations === 1 && facts.negations.length === 1) return other.negations.length === 0;
  if (facts.negations.length > 0 || otherNegations !== 1 || other.negations.length !== 1) return false;
  // A negation in another part of the sentence is of something else.
  const parts = partsWith(contentPlaces, other.text).filter(({ start, end }) =>
    other.negations.some((negation) => negation.start >= start && negation.end <= end),
  );
  const within = contentPlaces.filter((place) => parts.some(({ start, end }) => place >= start && place < end));
  return within.length * 2 > contentPlaces.length;
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
    shared: facts.quantities.filter((quantity) => !unmatched.includes(quantity)).map(({ value }) => `#### ${value}`),
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
