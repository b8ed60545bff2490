import { featureContext } from '../../src/answer/select/feature-context.js';
import { type SentenceCandidate, sentenceCandidates } from '../../src/answer/select/sentence-features.js';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import type { PassageRetriever } from '../../src/retrieval/retrieve-passages.js';
import type { UnderstoodQuestion } from '../../src/retrieval/understand/understand-question.js';
import type { EvalQuestion } from '../eval/datasets.js';
import { holdsFact, normalizeAnswer } from '../eval/metrics.js';
import type { RankingGroup } from './train-trees.js';

/** The candidates that the answer stage would see for a question, and which of them hold a needed fact. */
export async function rankingGroup(
  index: OpenedIndex,
  retriever: PassageRetriever,
  question: EvalQuestion,
  weight: number,
): Promise<{ group: RankingGroup; candidates: SentenceCandidate[]; understood: UnderstoodQuestion }> {
  const understood = await retriever.understand(question.standalone ?? question.question);
  const evidence = await retriever.retrieve(understood, { count: 8 });
  const candidates = sentenceCandidates(understood, evidence, featureContext(index, retriever, understood));
  const gold = question.goldPassages.map(normalizeAnswer);
  const labels = candidates.map(({ evidence: item, sentence }) => {
    if (!question.goldSources.includes(item.article.id)) return 0;
    if (gold.length > 0) {
      const passage = normalizeAnswer(item.passage.text);
      if (!gold.some((text) => text.includes(passage) || passage.includes(text))) return 0;
    }
    return question.answers.some((alternatives) => holdsFact(sentence.text, alternatives)) ? 1 : 0;
  });
  return { group: { rows: candidates.map(({ features }) => features), labels, weight }, candidates, understood };
}
