import { setImmediate as nextTurn } from 'node:timers/promises';
import { gramCounts } from '../text/grams.js';
import { backgroundFrequency } from './background/background-frequencies.js';
import { inverseDocumentFrequency } from './idf.js';
import type { OpenedIndex } from './open-index.js';
import type { ArticleSummary, CorpusStatistics, SearchFilters, StoredPassage } from './passage-store.js';
import { type ArticleView, PassageViews } from './passage-views.js';
import { type ExpectedQuestion, type QuestionReading, questionReading } from './rank/expected-question.js';
import { meaningOf } from './rank/meaning.js';
import type { PassageView } from './rank/passage-view.js';
import { likelihoodOf, type QuestionLikelihood, weighTerms } from './rank/question-likelihood.js';
import { asksTheSame, sameQuestion } from './rank/same-question.js';
import {
  absoluteSignals,
  bestSentenceCoverage,
  bm25,
  coverage,
  gramCoverage,
  makerAgreement,
  periodAgreement,
  recency,
  type SignalName,
  type SignalScores,
  signalNames,
  topicAgreement,
  wordPairs,
} from './rank/signals.js';
import { fusionWeights, longQuestionConcepts, type SignalWeights, shortQuestionConcepts } from './rank/weights.js';
import { answerKindOf } from './understand/answer-kind.js';
import { VocabularyIndex } from './understand/spelling.js';
import {
  embeddingTermsOf,
  minimumGlossaryShare,
  searchTermsOf,
  type UnderstoodQuestion,
  understandQuestion,
  wantsNewest,
} from './understand/understand-question.js';
import { normalize } from './vectors/exact-vector-index.js';

/** A passage scored for a question. */
export interface Evidence {
  readonly passage: StoredPassage;
  readonly article: ArticleSummary;
  readonly view: PassageView;
  /** Index terms of the article's title. */
  readonly titlePositions: ReadonlyMap<string, readonly number[]>;
  /** What readers are expected to ask of the article. */
  readonly expected: readonly ExpectedQuestion[];
  /** How likely the question is of each sentence of the passage; empty where no article expects any. @see TranslationModel */
  readonly likelihoods: readonly QuestionLikelihood[];
  /** The weighted sum of the parts; comparable only within one question. */
  readonly score: number;
  /** Each signal as measured, 0 to 1, before normalisation. */
  readonly parts: SignalScores;
}

export interface RetrievalOptions {
  /** How many passages to return. @default 10 */
  readonly count?: number;
  readonly filters?: SearchFilters;
  /** Signals to leave out, for the ablation table. */
  readonly without?: readonly SignalName[];
  readonly weights?: SignalWeights;
  /** Articles that the conversation was about, for a question that leans on it. */
  readonly conversationArticles?: ReadonlySet<string>;
  /** How many passages the word index and the vector index each propose. @default 150 and 60 */
  readonly lexicalDepth?: number;
  readonly vectorDepth?: number;
}

const maximumSearchTerms = 24;
/** Signals that read sentences and n-grams are worked out for this many passages of the best first score. */
const refinedCount = 60;

/** Pseudo relevance feedback: the question's embedding moves this much towards each of this many best passages. */
const feedbackCount = 5;
const feedbackShare = 0.15;

/** What is left of the currency of an article that a later one overtook. */
const supersededShare = 0.4;

/** Finds the passages that best answer a question. Holds caches: make one per opened index. */
export class PassageRetriever {
  private readonly views: PassageViews;
  private readonly reading: QuestionReading;
  private readonly frequencies = new Map<string, number>();
  private readonly idfs = new Map<string, number>();
  private vocabularyIndex: VocabularyIndex | null = null;

  private constructor(
    private readonly index: OpenedIndex,
    readonly statistics: CorpusStatistics,
    private readonly newest: string,
    private readonly superseded: ReadonlySet<string>,
    private readonly vocabulary: ReadonlyMap<string, number> | null,
  ) {
    this.reading = questionReading(index.glossary, statistics);
    this.views = new PassageViews(index.store, this.reading, (term) => this.idf(term), index.translations);
  }

  static async create(index: OpenedIndex): Promise<PassageRetriever> {
    const statistics = await index.store.statistics();
    const newest = await index.store.newestDate();
    // Small vocabularies are kept whole: understanding a question then asks the store nothing.
    const vocabulary = statistics.passageCount <= 20_000 ? await index.store.vocabulary() : null;
    // Read and built now, not during the first question.
    backgroundFrequency('');
    index.glossary.findMentions('');
    return new PassageRetriever(index, statistics, newest ?? '1970', await index.store.supersededIds(), vocabulary);
  }

  /** Reads a small corpus whole before anybody asks, a few passages at a time. */
  readAhead(): AsyncGenerator<readonly PassageView[]> {
    return this.views.readAhead();
  }

  /** Questions that readers are expected to ask, or titles, of so many of the articles read so far. */
  exampleQuestions(count: number): string[] {
    return this.views.exampleQuestions(count);
  }

  /**
   * Reads the question in terms of this corpus.
   * @param about What the conversation was about, when the question leans on it.
   */
  async understand(text: string, about: string | null = null): Promise<UnderstoodQuestion> {
    const { glossary, store } = this.index;
    const wanted = new Set<string>();
    const frequencyOf = (term: string): number => {
      const known = this.vocabulary ? (this.vocabulary.get(term) ?? 0) : this.frequencies.get(term);
      if (known === undefined) wanted.add(term);
      return known ?? 0;
    };
    const vocabulary = () => {
      this.vocabularyIndex ??= this.vocabulary ? new VocabularyIndex(this.vocabulary) : null;
      if (!this.vocabularyIndex) wanted.add('');
      return this.vocabularyIndex ?? emptyVocabulary;
    };
    const context = { glossary, statistics: this.statistics, frequencyOf, vocabulary };
    let question = understandQuestion(text, about, context);
    // A large vocabulary is asked for what the reading needed, then the question is read again; twice at most.
    for (let pass = 0; pass < 3 && wanted.size > 0; pass += 1) {
      if (wanted.delete('')) this.vocabularyIndex = new VocabularyIndex(await store.vocabulary());
      if (this.frequencies.size > 100_000) this.frequencies.clear();
      for (const [term, count] of await store.documentFrequencies([...wanted])) this.frequencies.set(term, count);
      wanted.clear();
      question = understandQuestion(text, about, context);
    }
    return question;
  }

  /** Inverse document frequency of an index term in this corpus. */
  idf(term: string): number {
    const known = this.idfs.get(term);
    if (known !== undefined) return known;
    const frequency = this.vocabulary?.get(term) ?? this.frequencies.get(term);
    const value = inverseDocumentFrequency(term, frequency ?? 0, this.statistics.passageCount);
    // A frequency that was not asked for yet may still turn up.
    if (frequency !== undefined || this.vocabulary) {
      if (this.idfs.size > 100_000) this.idfs.clear();
      this.idfs.set(term, value);
    }
    return value;
  }

  /** Whether another article of the corpus says that it overtakes this one. */
  isSuperseded(articleId: string): boolean {
    return this.superseded.has(articleId);
  }

  /** How current an article is: its recency, less when a later article overtook its claims. 0 to 1. */
  currency(article: ArticleSummary): number {
    return recency(article.published, this.newest) * (this.superseded.has(article.id) ? supersededShare : 1);
  }

  gramIdf(bucket: number): number {
    return Math.log(1 + this.statistics.gramSampleSize / (1 + (this.statistics.gramFrequencies[bucket] ?? 0)));
  }

  /** @returns At most `count` passages, best first, ties by passage id. */
  async retrieve(question: UnderstoodQuestion, options: RetrievalOptions = {}): Promise<Evidence[]> {
    const count = options.count ?? 10;
    const filters = options.filters ?? {};
    const { store, vectors } = this.index;
    const lexical = await store.searchTerms(
      searchTermsOf(question, maximumSearchTerms),
      options.lexicalDepth ?? 150,
      filters,
    );
    const allowed = await store.filterKeys(filters);
    const embedding = await this.embed(question);
    const neighbors = vectors.nearest(
      embedding,
      options.vectorDepth ?? 60,
      allowed ? (key) => allowed.has(key) : undefined,
    );
    const keys = [...new Set([...lexical.map((hit) => hit.key), ...neighbors.map((hit) => hit.key)])];
    const views = await this.views.passages(keys);
    const articles = await this.views.articlesOf(views);
    const vectorsByKey = await this.views.embeddingsOf(views);
    const weights = effectiveWeights(options.weights ?? this.weightsFor(question), options.without ?? []);
    const questionGrams = gramCounts(question.text);
    const gramIdf = (bucket: number) => this.gramIdf(bucket);
    const meaning = meaningOf(question.concepts);
    const wantsNew = wantsNewest(question);
    const kind = answerKindOf(question.text, question.language);
    // What only the article decides is worked out once for all its passages.
    const ofArticle = new Map<
      string,
      Pick<SignalScores, 'title' | 'expected' | 'asked' | 'topics' | 'recency' | 'period' | 'conversation'>
    >();
    const articleParts = (article: ArticleView) => {
      const { summary } = article;
      const known = ofArticle.get(summary.id);
      if (known) return known;
      const topics = topicAgreement(question, summary);
      let expected = 0;
      const likenesses = meaning.likenesses(article.expected);
      for (let index = 0; index < likenesses.length; index += 1) {
        const likeness = likenesses[index] as number;
        const other = article.expected[index] as ExpectedQuestion;
        if (likeness > expected) expected = Math.max(expected, sameQuestion(meaning, kind, other, likeness));
      }
      const parts = {
        title: coverage(question.concepts, article.titlePositions),
        expected,
        asked: asksTheSame(expected),
        topics,
        // New, but on another matter, is worth half.
        recency: wantsNew ? this.currency(summary) * (question.topics.length > 0 ? 0.5 + 0.5 * topics : 1) : 0,
        period: question.dates.length > 0 ? periodAgreement(question.dates, summary.published) : 0,
        conversation: options.conversationArticles?.has(summary.id) === true ? 1 : 0,
      };
      ofArticle.set(summary.id, parts);
      return parts;
    };
    // The event loop takes a turn between such steps: a question is long work for a bot that others talk to.
    await nextTurn();
    const first = views.map((view) => {
      const article = articles.get(view.passage.articleId);
      if (!article) return null;
      const stored = vectorsByKey.get(view.passage.key);
      const parts: Record<SignalName, number> = {
        bm25: bm25(question, view, this.statistics.averageTermCount),
        pairs: wordPairs(question, view.positions, (term) => this.idf(term)),
        grams: 0,
        dense: stored ? Math.max(0, dot(embedding, stored)) : 0,
        feedback: 0,
        sentence: 0,
        likelihood: 0,
        meaning: 0,
        gist: 0,
        makers: makerAgreement(question, view, article.summary),
        ...articleParts(article),
      };
      return {
        view,
        article: article.summary,
        titlePositions: article.titlePositions,
        expected: article.expected,
        articleView: article,
        likelihoods: [] as readonly QuestionLikelihood[],
        parts,
      };
    });
    const scored = first.filter((entry) => entry !== null);
    const ordered = fuse(scored, weights);
    const refined = ordered.slice(0, Math.max(refinedCount, count)).map((entry) => entry.item);
    const shifted = shiftTowards(
      embedding,
      refined.slice(0, feedbackCount).flatMap(({ view }) => vectorsByKey.get(view.passage.key) ?? []),
    );
    await nextTurn();
    const { translations } = this.index;
    // Where no article expects a question, nothing was learned.
    const weighed = translations.isEmpty ? null : weighTerms(question, this.reading, translations);
    for (const item of refined) {
      const { view, parts } = item;
      if (weighed) {
        item.likelihoods = view.sentences.map((sentence) =>
          likelihoodOf(weighed, this.views.gainsOf(sentence, item.articleView), translations.mostWeight),
        );
        parts.likelihood = Math.max(0, ...item.likelihoods.map(({ share }) => share));
      }
      const stored = vectorsByKey.get(view.passage.key);
      parts.feedback = stored ? Math.max(0, dot(shifted, stored)) : 0;
      parts.grams = gramCoverage(questionGrams, view.grams, gramIdf);
      parts.meaning = meaning.coverage([view.positions]);
      parts.gist = meaning.gist(this.views.gistOf(view));
      if (weights.sentence > 0) parts.sentence = bestSentenceCoverage(question.concepts, view);
    }
    return fuse(refined, weights)
      .slice(0, count)
      .map(({ item, score }) => ({
        passage: item.view.passage,
        article: item.article,
        view: item.view,
        titlePositions: item.titlePositions,
        expected: item.expected,
        likelihoods: item.likelihoods,
        score,
        parts: item.parts,
      }));
  }

  /** The question as a vector of the index; zeros, which are close to nothing, when the embedder fails. */
  private async embed(question: UnderstoodQuestion): Promise<Float32Array> {
    const { questionEmbedder, model, vectors } = this.index;
    if (!questionEmbedder) return model.embed(embeddingTermsOf(question));
    try {
      const embedding = Float32Array.from(await questionEmbedder.embedQuery(question.text));
      if (embedding.length === vectors.dimensions) return embedding;
    } catch {
      // Words and n-grams still find passages.
    }
    return new Float32Array(vectors.dimensions);
  }

  /** How far a question counts as one of many words: 0 to 1. */
  longShare(question: UnderstoodQuestion): number {
    // Chinese concepts are overlapping pairs of characters: about two for each word.
    const count = question.language === 'zh' ? question.concepts.length / 2 : question.concepts.length;
    return Math.min(1, Math.max(0, (count - shortQuestionConcepts) / (longQuestionConcepts - shortQuestionConcepts)));
  }

  private weightsFor(question: UnderstoodQuestion): SignalWeights {
    if (this.isCrossLingual(question)) return fusionWeights.cross;
    const share = this.longShare(question);
    return Object.fromEntries(
      signalNames.map((name) => [name, (1 - share) * fusionWeights.short[name] + share * fusionWeights.long[name]]),
    ) as SignalWeights;
  }

  /** Whether the glossary is about this corpus. */
  get hasGlossary(): boolean {
    return this.statistics.glossaryShare >= minimumGlossaryShare;
  }

  /** Whether the corpus hardly has the question's language. */
  isCrossLingual(question: UnderstoodQuestion): boolean {
    return (this.statistics.languageShares[question.language] ?? 0) < 0.2;
  }
}

/** Rocchio's method in the embedding space (Rocchio 1971): towards the passages taken as relevant, length 1 again. */
function shiftTowards(embedding: Float32Array, passages: readonly Float32Array[]): Float32Array {
  const shifted = Float32Array.from(embedding);
  for (const passage of passages) {
    for (let index = 0; index < shifted.length; index += 1)
      shifted[index] = (shifted[index] as number) + feedbackShare * (passage[index] ?? 0);
  }
  return normalize(shifted);
}

const emptyVocabulary = new VocabularyIndex(new Map());

function effectiveWeights(weights: SignalWeights, without: readonly SignalName[]): SignalWeights {
  return Object.fromEntries(
    signalNames.map((name) => [name, without.includes(name) ? 0 : weights[name]]),
  ) as SignalWeights;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

/**
 * Adds up each candidate's signals, those without a scale of their own divided by their largest value first. Where one
 * signal is much weaker than another, such sums beat reciprocal rank fusion, which lets it outvote the stronger
 * (Fox and Shaw 1994, CombSUM; measured in README).
 * @returns A permutation of the candidates, best first, ties by passage id.
 */
export function fuse<Item extends { readonly parts: Readonly<Record<SignalName, number>>; readonly view: PassageView }>(
  items: readonly Item[],
  weights: SignalWeights,
): { item: Item; score: number }[] {
  const largest = Object.fromEntries(signalNames.map((name) => [name, absoluteSignals.has(name) ? 1 : 0])) as Record<
    SignalName,
    number
  >;
  for (const { parts } of items)
    for (const name of signalNames) if (parts[name] > largest[name]) largest[name] = parts[name];
  return items
    .map((item) => {
      let score = 0;
      for (const name of signalNames)
        if (largest[name] > 0) score += (weights[name] * item.parts[name]) / largest[name];
      return { item, score };
    })
    .sort((a, b) => b.score - a.score || (a.item.view.passage.id < b.item.view.passage.id ? -1 : 1));
}
