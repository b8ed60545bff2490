import type { OpenedIndex } from '../../retrieval/open-index.js';
import { meaningOf, textVector } from '../../retrieval/rank/meaning.js';
import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import type { PassageRetriever } from '../../retrieval/retrieve-passages.js';
import { embeddingTermsOf, type UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import type { FeatureContext } from './sentence-features.js';

/** What was worked out for a sentence once; it lives as long as the retriever keeps the sentence. */
const embeddings = new WeakMap<SentenceView, Float32Array>();
const gists = new WeakMap<SentenceView, Float32Array | null>();
const makers = new WeakMap<SentenceView, readonly string[]>();

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
    embeddingOf: (sentence) => remember(embeddings, sentence, () => model.embed([...sentence.positions.keys()])),
    questionEmbedding: model.embed(embeddingTermsOf(question)),
    meaning: meaningOf(question.concepts),
    gistOf: (sentence) =>
      remember(gists, sentence, () => textVector(sentence.positions.keys(), (term) => retriever.idf(term))),
    isCrossLingual: retriever.isCrossLingual(question),
    makersIn: (sentence) => remember(makers, sentence, () => glossary.tagMakers(sentence.text)),
  };
}

function remember<Value>(cache: WeakMap<SentenceView, Value>, sentence: SentenceView, compute: () => Value): Value {
  const known = cache.get(sentence);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(sentence, value);
  return value;
}
