import { contentTerms } from '../../text/analyze.js';
import type { Gains, TranslationModel } from '../translation/translation-model.js';
import { type AnswerKind, answerKindOf } from '../understand/answer-kind.js';
import { carriedWeight, type UnderstoodQuestion } from '../understand/understand-question.js';
import { type QuestionReading, questionTerms } from './expected-question.js';

/** What the translation model counts of a question: its terms and what kind of thing it wants. */
export function askedTerms({
  terms,
  asks,
}: {
  readonly terms: readonly string[];
  readonly asks: AnswerKind;
}): string[] {
  return [...terms, `<${asks}>`];
}

/** The terms of a question by number, the last of them what it wants, and how much likelier each can become. */
export interface WeighedTerms {
  readonly numbers: readonly (number | undefined)[];
  readonly weights: readonly number[];
  /** What each counts: less than 1 where only the question before said it. */
  readonly shares: readonly number[];
  readonly total: number;
}

/** A term that the model does not know is read as the question's other readings of it have it: corrected, or translated. */
export function weighTerms(
  question: UnderstoodQuestion,
  reading: QuestionReading,
  model: TranslationModel,
): WeighedTerms {
  const { language, terms } = questionTerms(question.text, reading);
  const own = terms.flatMap((term) =>
    model.numberOf(term) === undefined ? otherReading(term, question, model) : term,
  );
  const carried = carriedTerms(question, reading).filter((term) => !own.includes(term));
  const numbers = askedTerms({ terms: [...carried, ...own], asks: answerKindOf(question.text, language) }).map((term) =>
    model.numberOf(term),
  );
  const weights = numbers.map((number) => model.weightOf(number));
  const shares = numbers.map((_, index) => (index < carried.length ? carriedWeight : 1));
  return {
    numbers,
    weights,
    shares,
    total: weights.reduce((sum, weight, index) => sum + weight * (shares[index] as number), 0),
  };
}

/** What the question says that this one leans on; not its makers, when this one names its own. */
function carriedTerms({ about, text }: UnderstoodQuestion, reading: QuestionReading): readonly string[] {
  if (about === null) return [];
  const isMaker = (term: string) => reading.makerTerms?.has(term) === true;
  const namesOwn = questionTerms(text, reading).terms.some(isMaker);
  return questionTerms(about, reading).terms.filter((term) => !(namesOwn && isMaker(term)));
}

function otherReading(
  term: string,
  { concepts, language }: UnderstoodQuestion,
  model: TranslationModel,
): readonly string[] {
  for (const { surface, alternatives } of concepts) {
    if (!contentTerms(surface, language).includes(term)) continue;
    const known = alternatives.find(({ terms }) => terms.every((other) => model.numberOf(other) !== undefined));
    if (known) return known.terms;
  }
  return [term];
}

/** How likely a question is of a sentence. Each 0 to 1. */
export interface QuestionLikelihood {
  /** How much likelier it is than of any sentence, against the most there could be. */
  readonly share: number;
  /** The same of what it wants alone: who, how many, why. */
  readonly kind: number;
  /** The weight of the most telling of its terms that is no likelier, against a term that is never asked. */
  readonly gap: number;
}

/** @param mostWeight The most that any term can become likelier. @see TranslationModel.mostWeight */
export function likelihoodOf(
  { numbers, weights, shares, total }: WeighedTerms,
  { terms, values }: Gains,
  mostWeight: number,
): QuestionLikelihood {
  let sum = 0;
  let kind = 0;
  let gap = 0;
  for (const [index, number] of numbers.entries()) {
    const place = number === undefined ? -1 : placeOf(number, terms);
    const weight = weights[index] as number;
    const counts = shares[index] as number;
    if (place < 0) {
      gap = Math.max(gap, weight * counts);
      continue;
    }
    const gain = values[place] as number;
    sum += gain * counts;
    if (index === numbers.length - 1) kind = gain / weight;
  }
  return { share: total > 0 ? Math.min(1, sum / total) : 0, kind: Math.min(1, kind), gap: gap / mostWeight };
}

/** Where a number stands among rising ones; -1 when it does not. */
function placeOf(number: number, rising: Uint32Array): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return rising[low] === number ? low : -1;
}
