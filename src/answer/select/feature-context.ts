import type { OpenedIndex } from '../../retrieval/open-index.js';
import type { PassageRetriever } from '../../retrieval/retrieve-passages.js';
import { embeddingTermsOf, type UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import type { FeatureContext } from './sentence-features.js';

/** What sentence features need of the opened index, for one question. */
export function featureContext(
  index: OpenedIndex,
  retriever: PassageRetriever,
  question: UnderstoodQuestion,
): FeatureContext {
  const { model, glossary } = index;
  return {
    idfOf: (term) => retriever.idf(term),
    gramIdf: (bucket) => retriever.gramIdf(bucket),
    embed: (terms) => model.embed(terms),
    questionEmbedding: model.embed(embeddingTermsOf(question)),
    isCrossLingual: retriever.isCrossLingual(question),
    makersIn: (text) => glossary.tagMakers(text),
  };
}
