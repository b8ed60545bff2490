import { type AnswerKind, asksApart } from '../understand/answer-kind.js';
import type { ExpectedQuestion } from './expected-question.js';
import type { QuestionMeaning } from './meaning.js';

/** What is left of the likeness to an expected question about another maker. */
const otherMakerShare = 0.5;
/** The same to one about none or all of them, where the question names one. */
const generalShare = 0.7;
/** The same to one about one of them, where the question names none. */
const narrowerShare = 0.85;
/** The same to one that wants another kind of thing. */
const otherKindShare = 0.85;

/**
 * How far an expected question is the question that was asked: how alike their words are, less where it wants another
 * kind of thing or asks of another maker. 0 to 1.
 * @param kind What the question wants.
 * @param likeness Of the words. @see QuestionMeaning.likenesses
 */
export function sameQuestion(
  meaning: QuestionMeaning,
  kind: AnswerKind,
  other: ExpectedQuestion,
  likeness: number,
): number {
  const alike = asksApart(kind, other.asks) ? otherKindShare * likeness : likeness;
  if (alike === 0) return 0;
  if (!meaning.namesMaker) return other.namesMaker ? narrowerShare * alike : alike;
  if (meaning.sharesMakers(other)) return alike;
  return (other.namesMaker ? otherMakerShare : generalShare) * alike;
}

/** From this on an expected question may be the question itself. */
const leastAsked = 0.6;

/** How surely the very question is expected, by how far the nearest expected one is it: 0 to 1. */
export function asksTheSame(sameness: number): number {
  return (Math.max(0, sameness - leastAsked) / (1 - leastAsked)) ** 2;
}
