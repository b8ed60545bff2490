import type { OpenedIndex } from '../../retrieval/open-index.js';
import type { Evidence, PassageRetriever } from '../../retrieval/retrieve-passages.js';
import type { UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import { featureContext } from './feature-context.js';
import { type RankedSentence, rankSentences } from './rank-sentences.js';
import { adapterFeatures, adapterScore } from './sentence-adapter.js';
import { sentenceCandidates } from './sentence-features.js';

/** All sentences of the evidence, the likeliest answer first: learned trees, corrected by what the glossary and dates tell. */
export function rankEvidence(
  index: OpenedIndex,
  retriever: PassageRetriever,
  question: UnderstoodQuestion,
  evidence: readonly Evidence[],
): RankedSentence[] {
  if (evidence.length === 0) return [];
  const candidates = sentenceCandidates(question, evidence, featureContext(index, retriever, question));
  return rankSentences(candidates, (candidate) =>
    adapterScore(adapterFeatures(question, candidate, { currency: retriever.currency(candidate.evidence.article) })),
  );
}
