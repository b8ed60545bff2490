import { rowCosine, wordRow } from '../../retrieval/background/word-vectors.js';
import type { ExpectedQuestion } from '../../retrieval/rank/expected-question.js';
import { nearnessOf, type QuestionMeaning } from '../../retrieval/rank/meaning.js';
import type { SentenceView } from '../../retrieval/rank/passage-view.js';

/** How far each expected question of an article is about each sentence, worked out once for a sentence. */
const shares = new WeakMap<SentenceView, Float32Array>();

/**
 * How likely a sentence is what an expected question asks for that is like the question: the likeness of the two
 * questions times the share of the expected one that the sentence says, the best of all, 0 to 1. Expected questions
 * bridge wording; this carries the bridge from the article to the sentence.
 */
export function expectedHere(
  meaning: QuestionMeaning,
  expected: readonly ExpectedQuestion[],
  sentence: SentenceView,
): number {
  let own = shares.get(sentence);
  if (!own) {
    own = Float32Array.from(expected, (question) => shareSaid(question, sentence));
    shares.set(sentence, own);
  }
  const likenesses = meaning.likenesses(expected);
  let best = 0;
  for (let index = 0; index < likenesses.length; index += 1)
    best = Math.max(best, (own[index] as number) * (likenesses[index] as number));
  return best;
}

/** Share of an expected question's terms, by how telling they are, that a sentence says in these or near words: 0 to 1. */
function shareSaid({ terms, rows, idfs, idfSum }: ExpectedQuestion, sentence: SentenceView): number {
  if (idfSum === 0) return 0;
  const words = [...sentence.positions.keys()].map(wordRow).filter((row) => row >= 0);
  let said = 0;
  for (const [index, term] of terms.entries()) {
    let best = sentence.positions.has(term) ? 1 : 0;
    const row = rows[index] ?? -1;
    if (best < 1 && row >= 0) for (const word of words) best = Math.max(best, nearnessOf(rowCosine(row, word)));
    said += best * (idfs[index] ?? 0);
  }
  return said / idfSum;
}
