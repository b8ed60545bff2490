import { rowCosine, wordRow } from '../../retrieval/background/word-vectors.js';
import type { ExpectedQuestion } from '../../retrieval/rank/expected-question.js';
import { meaningOf, nearnessOf } from '../../retrieval/rank/meaning.js';
import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import { sameQuestion } from '../../retrieval/rank/same-question.js';
import { answerKindOf, asksAlike } from '../../retrieval/understand/answer-kind.js';
import type { UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';

/** What is left of an expected question for a sentence when another one is known to answer it. */
const elsewhereShare = 0.6;

/** How far each expected question of an article is about each sentence, worked out once for a sentence. */
const shares = new WeakMap<SentenceView, Float32Array>();

/** An article's expected questions beside the question that was asked, one place each: all its sentences want to know. */
interface Compared {
  /** How far it is the question. @see sameQuestion */
  readonly same: Float32Array;
  /** 1 where it asks for the same kind of thing. */
  readonly alike: Uint8Array;
}
const compared = new WeakMap<UnderstoodQuestion, Map<readonly ExpectedQuestion[], Compared>>();

/** What a sentence is to the questions that its article is expected to answer. Each 0 to 1. */
export interface ExpectedOfSentence {
  /** How far it says what an expected question asks that is like the question. */
  readonly here: number;
  /** How far a question that it answers is the question; where nobody said what it answers, the same as `here`. */
  readonly answers: number;
  /** The same of the questions that ask for the same kind of thing. */
  readonly answersAlike: number;
}

/**
 * How likely a sentence is what an expected question asks for that is like the question: how far the two are the same
 * times the share of the expected one that the sentence says, the best of all. Expected questions bridge wording; this
 * carries the bridge from the article to the sentence. Where the article says which sentence answers a question, it is
 * that one that is asked for.
 */
export function expectedOfSentence(
  question: UnderstoodQuestion,
  expected: readonly ExpectedQuestion[],
  sentence: SentenceView,
): ExpectedOfSentence {
  let own = shares.get(sentence);
  if (!own) {
    own = Float32Array.from(expected, (other) => shareSaid(other, sentence));
    shares.set(sentence, own);
  }
  const { same, alike } = compare(question, expected);
  let here = 0;
  let answers = 0;
  let answersAlike = 0;
  for (let index = 0; index < same.length; index += 1) {
    const asksForIt = (own[index] as number) * (same[index] as number);
    const answeredAt = expected[index]?.answeredAt ?? null;
    here = Math.max(here, asksForIt);
    if (answeredAt !== null && answeredAt !== sentence.start) continue;
    answers = Math.max(answers, asksForIt);
    if (alike[index] === 1) answersAlike = Math.max(answersAlike, asksForIt);
  }
  return { here, answers, answersAlike };
}

/** How far each expected question is the question that was asked. @see sameQuestion */
export function samenessOf(question: UnderstoodQuestion, expected: readonly ExpectedQuestion[]): Float32Array {
  return compare(question, expected).same;
}

function compare(question: UnderstoodQuestion, expected: readonly ExpectedQuestion[]): Compared {
  let known = compared.get(question);
  if (!known) {
    known = new Map();
    compared.set(question, known);
  }
  let found = known.get(expected);
  if (!found) {
    const meaning = meaningOf(question.concepts);
    const kind = answerKindOf(question.text, question.language);
    const likenesses = meaning.likenesses(expected);
    found = {
      same: Float32Array.from(expected, (other, index) => sameQuestion(meaning, kind, other, likenesses[index] ?? 0)),
      alike: Uint8Array.from(expected, (other) => (asksAlike(kind, other.asks) ? 1 : 0)),
    };
    known.set(expected, found);
  }
  return found;
}

/** Share of an expected question's terms, by how telling they are, that a sentence says in these or near words: 0 to 1. */
function shareSaid({ terms, rows, idfs, idfSum, answeredAt }: ExpectedQuestion, sentence: SentenceView): number {
  if (answeredAt === sentence.start) return 1;
  if (idfSum === 0) return 0;
  const words = [...sentence.positions.keys()].map(wordRow).filter((row) => row >= 0);
  let said = 0;
  for (const [index, term] of terms.entries()) {
    let best = sentence.positions.has(term) ? 1 : 0;
    const row = rows[index] ?? -1;
    if (best < 1 && row >= 0) for (const word of words) best = Math.max(best, nearnessOf(rowCosine(row, word)));
    said += best * (idfs[index] ?? 0);
  }
  return ((answeredAt === null ? 1 : elsewhereShare) * said) / idfSum;
}

const asked = new WeakMap<SentenceView, number>();

/**
 * How often a sentence is asked for: the logarithm of 1 and the number of expected questions that it is known to answer.
 * What much is asked about is what the next question is likely about (the prior of the query likelihood model; Ponte
 * and Croft 1998 leave it even).
 */
export function askedOften(expected: readonly ExpectedQuestion[], sentence: SentenceView): number {
  let often = asked.get(sentence);
  if (often === undefined) {
    often = Math.log1p(expected.filter(({ answeredAt }) => answeredAt === sentence.start).length);
    asked.set(sentence, often);
  }
  return often;
}
