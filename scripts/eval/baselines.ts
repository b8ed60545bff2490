import { coverage, signalNames } from '../../src/retrieval/rank/signals.js';
import type { Evidence, PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import type { UnderstoodQuestion } from '../../src/retrieval/understand/understand-question.js';

/** Quotes that plain systems would give, in their order. */
export interface BaselineQuotes {
  /** The three sentences with most of the question's words (by BM25's weights) in the BM25 top five passages. */
  readonly bm25Sentences: readonly string[];
  /** The same from the passages that embeddings alone put first. */
  readonly embeddingSentences: readonly string[];
  /** The first sentence of the BM25 top passage. */
  readonly firstSentence: readonly string[];
}

export async function baselineQuotes(
  retriever: PassageRetriever,
  question: UnderstoodQuestion,
): Promise<BaselineQuotes> {
  const plain: UnderstoodQuestion = {
    ...question,
    // Words only: no synonyms, names or spelling repair.
    concepts: question.concepts.map((concept) => ({ ...concept, alternatives: concept.alternatives.slice(0, 1) })),
  };
  const byBm25 = await retriever.retrieve(plain, { count: 5, without: signalNames.filter((name) => name !== 'bm25') });
  const byEmbedding = await retriever.retrieve(plain, {
    count: 5,
    without: signalNames.filter((name) => name !== 'dense'),
  });
  return {
    bm25Sentences: bestSentences(plain, byBm25),
    embeddingSentences: bestSentences(plain, byEmbedding),
    firstSentence: byBm25[0]?.view.sentences.slice(0, 1).map((sentence) => sentence.text) ?? [],
  };
}

function bestSentences(question: UnderstoodQuestion, evidence: readonly Evidence[]): string[] {
  return evidence
    .flatMap((item) =>
      item.view.sentences.map((sentence) => ({
        text: sentence.text,
        score: coverage(question.concepts, sentence.positions),
      })),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ text }) => text);
}
