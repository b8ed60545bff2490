import type { ArticleSummary } from '../passage-store.js';
import type { Alternative, Concept, UnderstoodQuestion } from '../understand/understand-question.js';
import type { PassageView } from './passage-view.js';

/** The parts of a passage's score; each 0 to 1 before fusion. `npm run eval` shows what each is worth. */
export const signalNames = [
  'bm25',
  'pairs',
  'grams',
  'dense',
  'feedback',
  'title',
  'expected',
  'asked',
  'sentence',
  'likelihood',
  'meaning',
  'gist',
  'makers',
  'topics',
  'recency',
  'period',
  'conversation',
] as const;
export type SignalName = (typeof signalNames)[number];

/**
 * Signals whose value means the same for every question; the others are only comparable within one, and are divided by
 * their largest value among the candidates before they are added up.
 */
export const absoluteSignals: ReadonlySet<SignalName> = new Set([
  'title',
  'expected',
  'asked',
  'likelihood',
  'makers',
  'topics',
  'recency',
  'period',
  'conversation',
]);

export type SignalScores = Readonly<Record<SignalName, number>>;

/** BM25's saturation and length normalisation, at their customary values (Robertson and Zaragoza 2009). */
const saturation = 1.2;
const lengthNormalisation = 0.75;

type Positions = ReadonlyMap<string, readonly number[]>;

/** How often the best reading of a concept occurs, times how sure that reading is. */
export function conceptFrequency(concept: Concept, positions: Positions): { frequency: number; weight: number } {
  let best = { frequency: 0, weight: 0 };
  for (const alternative of concept.alternatives) {
    const frequency = alternativeFrequency(alternative, positions);
    if (frequency > 0 && alternative.weight * Math.min(3, frequency) > best.weight * Math.min(3, best.frequency))
      best = { frequency, weight: alternative.weight };
  }
  return best;
}

function alternativeFrequency(alternative: Alternative, positions: Positions): number {
  let frequency = Number.POSITIVE_INFINITY;
  for (const term of alternative.terms) {
    frequency = Math.min(frequency, positions.get(term)?.length ?? 0);
    if (frequency === 0) return 0;
  }
  return Number.isFinite(frequency) ? frequency : 0;
}

/** Share of what the question says that a text has, each concept counted by how telling it is: 0 to 1. */
export function coverage(concepts: readonly Concept[], positions: Positions): number {
  let matched = 0;
  let total = 0;
  for (const concept of concepts) {
    total += concept.idf;
    matched += concept.idf * conceptFrequency(concept, positions).weight;
  }
  return total > 0 ? matched / total : 0;
}

/** The largest share of what the question says that one sentence of the passage has: 0 to 1. */
export function bestSentenceCoverage(concepts: readonly Concept[], view: PassageView): number {
  const ends = view.sentenceEnds;
  const covered = new Float64Array(ends.length);
  const weights = new Float64Array(ends.length);
  let total = 0;
  for (const concept of concepts) {
    total += concept.idf;
    weights.fill(0);
    for (const { terms, weight } of concept.alternatives) {
      for (const sentence of sentencesWith(terms, view)) weights[sentence] = Math.max(weights[sentence] ?? 0, weight);
    }
    for (let sentence = 0; sentence < ends.length; sentence += 1)
      covered[sentence] = (covered[sentence] ?? 0) + concept.idf * (weights[sentence] ?? 0);
  }
  return total > 0 ? Math.max(0, ...covered) / total : 0;
}

/** Indexes of the sentences that have all of the terms. */
function sentencesWith(terms: readonly string[], view: PassageView): readonly number[] {
  const perTerm = terms.map((term) =>
    (view.positions.get(term) ?? []).map((position) => sentenceAt(view.sentenceEnds, position)),
  );
  const [first = [], ...others] = perTerm;
  return others.length === 0 ? first : first.filter((sentence) => others.every((other) => other.includes(sentence)));
}

function sentenceAt(ends: readonly number[], position: number): number {
  const sentence = ends.findIndex((end) => position < end);
  return sentence < 0 ? ends.length - 1 : sentence;
}

/** BM25 of the question's concepts, divided by the most it could be. */
export function bm25(question: UnderstoodQuestion, view: PassageView, averageLength: number): number {
  let score = 0;
  let most = 0;
  const norm = saturation * (1 - lengthNormalisation + (lengthNormalisation * view.length) / averageLength);
  for (const concept of question.concepts) {
    most += concept.idf * (saturation + 1);
    const { frequency, weight } = conceptFrequency(concept, view.positions);
    if (frequency > 0) score += weight * concept.idf * ((frequency * (saturation + 1)) / (frequency + norm));
  }
  return most > 0 ? score / most : 0;
}

/** Neighbouring content words of the question that also stand close together, in order, in the passage. */
export function wordPairs(question: UnderstoodQuestion, positions: Positions, idfOf: (term: string) => number): number {
  let score = 0;
  let most = 0;
  for (let index = 0; index + 1 < question.terms.length; index += 1) {
    const first = question.terms[index] ?? '';
    const second = question.terms[index + 1] ?? '';
    const value = idfOf(first) + idfOf(second);
    most += value;
    const firstPositions = positions.get(first);
    const secondPositions = positions.get(second);
    if (!firstPositions || !secondPositions) continue;
    let nearest = Number.POSITIVE_INFINITY;
    for (const a of firstPositions) for (const b of secondPositions) if (b > a) nearest = Math.min(nearest, b - a);
    if (nearest <= 3) score += value / nearest;
  }
  return most > 0 ? score / most : 0;
}

/** Share of the question's character n-grams, by how telling they are, that the passage has. */
export function gramCoverage(
  questionGrams: ReadonlyMap<number, number>,
  grams: ReadonlyMap<number, number>,
  gramIdf: (bucket: number) => number,
): number {
  let matched = 0;
  let total = 0;
  for (const bucket of questionGrams.keys()) {
    const idf = gramIdf(bucket);
    total += idf;
    const count = grams.get(bucket);
    if (count !== undefined) matched += (idf * count * 1.5) / (count + 0.5);
  }
  return total > 0 ? matched / (1.5 * total) : 0;
}

/**
 * How far a passage is about the makers that the question names. Named in the text counts fully, in the article's tags
 * or title half; a question without makers has no opinion.
 */
export function makerAgreement(question: UnderstoodQuestion, view: PassageView, article: ArticleSummary): number {
  const concepts = question.concepts.filter((concept) => concept.kind === 'maker');
  if (concepts.length === 0) return 0;
  let sum = 0;
  for (const concept of concepts) {
    if (conceptFrequency(concept, view.positions).frequency > 0) sum += 1;
    else if (concept.id !== null && article.makers.includes(concept.id)) sum += 0.5;
  }
  return sum / concepts.length;
}

/** Share of the question's topics that the article is tagged with; a question without topics has no opinion. */
export function topicAgreement(question: UnderstoodQuestion, article: ArticleSummary): number {
  if (question.topics.length === 0) return 0;
  return question.topics.filter((topic) => article.topics.includes(topic)).length / question.topics.length;
}

/** 1 for the newest article of the corpus, halved for every two years before it. */
export function recency(published: string, newest: string): number {
  const age = Math.max(0, yearsOf(newest) - yearsOf(published));
  return 0.5 ** (age / 2);
}

/** Whether the article is of a time that the question names: 1 for the same month or year, 0.5 for the year after. */
export function periodAgreement(dates: readonly string[], published: string): number {
  let best = 0;
  for (const date of dates) {
    if (published.startsWith(date) || date.startsWith(published)) best = 1;
    else if (published.slice(0, 4) === date.slice(0, 4)) best = Math.max(best, 0.6);
    else if (Number(published.slice(0, 4)) === Number(date.slice(0, 4)) + 1) best = Math.max(best, 0.3);
  }
  return best;
}

/** A date as years and a fraction; the middle of what a coarse date leaves open. */
export function yearsOf(date: string): number {
  let years = knownYears.get(date);
  if (years === undefined) {
    const [year, month, day] = date.split('-').map(Number);
    years = (year ?? 0) + ((month ?? 6.5) - 1) / 12 + ((day ?? 15) - 1) / 365;
    knownYears.set(date, years);
  }
  return years;
}

/** There are only so many days. */
const knownYears = new Map<string, number>();
