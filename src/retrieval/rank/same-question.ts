import { type AnswerKind, asksApart } from '../understand/answer-kind.js';
import type { ExpectedQuestion } from './expected-question.js';
import type { QuestionMeaning } from './meaning.js';

/** What is left of the likeness to an expected question about another maker. */
const otherMakerShare = 0.5;
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
  return alike === 0 || meaning.sharesMakers(other) ? alike : otherMakerShare * alike;
}

/** From this on an expected question may be the question itself. */
const leastAsked = 0.6;

/** How surely the very question is expected, by how far the nearest expected one is it: 0 to 1. */
export function asksTheSame(sameness: number): number {
  return (Math.max(0, sameness - leastAsked) / (1 - leastAsked)) ** 2;
}
