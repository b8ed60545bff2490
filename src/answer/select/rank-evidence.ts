import type { OpenedIndex } from '../../retrieval/open-index.js';
import type { Evidence, PassageRetriever } from '../../retrieval/retrieve-passages.js';
import type { UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import { featureContext, mentionsIn } from './feature-context.js';
import { type RankedSentence, rankSentences } from './rank-sentences.js';
import { type AdapterContext, adaptedScore, adapterFeatures } from './sentence-adapter.js';
import { type SentenceCandidate, sentenceCandidates } from './sentence-features.js';

/** All sentences of the evidence, the likeliest answer first: learned trees, corrected by what the glossary and dates tell. */
export function rankEvidence(
  index: OpenedIndex,
  retriever: PassageRetriever,
  question: UnderstoodQuestion,
  evidence: readonly Evidence[],
): RankedSentence[] {
  if (evidence.length === 0) return [];
  const candidates = sentenceCandidates(question, evidence, featureContext(index, retriever, question));
  return rankSentences(candidates, (treeScore, candidate) =>
    adaptedScore(treeScore, adapterFeatures(question, candidate, adapterContext(index, retriever, candidate))),
  );
}

/** What the adapter needs beside the candidate itself. */
export function adapterContext(
  index: OpenedIndex,
  retriever: PassageRetriever,
  { evidence, sentence }: SentenceCandidate,
): AdapterContext {
  const { glossary } = index;
  const mentions = mentionsIn(index, sentence);
  const entities = [...new Set(mentions.flatMap((mention) => (mention.kind === 'entity' ? [mention.id] : [])))];
  const entityOf = (id: string) => glossary.file.entities.find((entity) => entity.id === id);
  return {
    currency: retriever.currency(evidence.article),
    entities,
    namesMarket: mentions.some((mention) => mention.kind === 'market'),
    namesOtherMarket: entities.some((id) => entityOf(id)?.isOtherMarket === true),
    kindOf: (id) => entityOf(id)?.kind ?? id,
  };
}
