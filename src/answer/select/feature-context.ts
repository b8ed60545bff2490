import type { Mention } from '../../knowledge/glossary-index.js';
import type { OpenedIndex } from '../../retrieval/open-index.js';
import { meaningOf, textVector } from '../../retrieval/rank/meaning.js';
import type { PassageView, SentenceView } from '../../retrieval/rank/passage-view.js';
import type { PassageRetriever } from '../../retrieval/retrieve-passages.js';
import { embeddingTermsOf, type UnderstoodQuestion } from '../../retrieval/understand/understand-question.js';
import { type FeatureContext, lookOf } from './sentence-features.js';

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
  return {
    idfOf: (term) => retriever.idf(term),
    gramIdf: (bucket) => retriever.gramIdf(bucket),
    questionEmbedding: index.model.embed(embeddingTermsOf(question)),
    meaning: meaningOf(question.concepts),
    isCrossLingual: retriever.isCrossLingual(question),
    ...sentenceFacts(index, retriever),
  };
}

/** What sentence features need of each sentence, whatever is asked. */
function sentenceFacts(
  { model, glossary }: OpenedIndex,
  retriever: PassageRetriever,
): Pick<FeatureContext, 'embeddingOf' | 'gistOf' | 'makersIn'> {
  return {
    embeddingOf: (sentence) => remember(embeddings, sentence, () => model.embed([...sentence.positions.keys()])),
    gistOf: (sentence) =>
      remember(gists, sentence, () => textVector(sentence.positions.keys(), (term) => retriever.idf(term))),
    makersIn: (sentence) => remember(makers, sentence, () => glossary.tagMakers(sentence.text)),
  };
}

/** Works out ahead of questions what they will need of each sentence. */
export function prepareSentences(index: OpenedIndex, retriever: PassageRetriever, views: readonly PassageView[]): void {
  const { embeddingOf, gistOf, makersIn } = sentenceFacts(index, retriever);
  for (const sentence of views.flatMap((view) => view.sentences)) {
    embeddingOf(sentence);
    gistOf(sentence);
    makersIn(sentence);
    mentionsIn(index, sentence);
    lookOf(sentence);
  }
}

const mentions = new WeakMap<SentenceView, readonly Mention[]>();

/** What a sentence names, looked up once. */
export function mentionsIn(index: OpenedIndex, sentence: SentenceView): readonly Mention[] {
  return remember(mentions, sentence, () => index.glossary.findMentions(sentence.text));
}

function remember<Value>(cache: WeakMap<SentenceView, Value>, sentence: SentenceView, compute: () => Value): Value {
  const known = cache.get(sentence);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(sentence, value);
  return value;
}
