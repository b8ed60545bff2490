import { setImmediate as nextTurn } from 'node:timers/promises';
import { RecentCache } from '../recent-cache.js';
import type { ArticleSummary, PassageStore } from './passage-store.js';
import { type ExpectedQuestion, expectedQuestion, type QuestionReading } from './rank/expected-question.js';
import { textVector } from './rank/meaning.js';
import { PassageView, type SentenceView } from './rank/passage-view.js';
import { askedTerms } from './rank/question-likelihood.js';
import { type Gains, type TranslationModel, termCounts } from './translation/translation-model.js';
import { termsOf } from './understand/understand-question.js';

/** What scoring needs of an article. */
export interface ArticleView {
  readonly summary: ArticleSummary;
  readonly titlePositions: ReadonlyMap<string, readonly number[]>;
  /** What readers are expected to ask of it. */
  readonly expected: readonly ExpectedQuestion[];
}

/** A corpus of at most so many passages is read whole before the first question. */
const smallCorpus = 2_000;
/** Passages prepared at a time: the event loop takes a turn after each such step. */
const step = 4;

/** Passages and articles as scoring needs them, from the cache where possible. */
export class PassageViews {
  private readonly views = new RecentCache<number, PassageView>(8_192);
  private readonly embeddings = new RecentCache<number, Float32Array>(8_192);
  private readonly articles = new RecentCache<string, ArticleView>(4_096);
  private readonly gists = new WeakMap<PassageView, Float32Array | null>();
  private readonly gains = new WeakMap<SentenceView, Gains>();

  constructor(
    private readonly store: PassageStore,
    private readonly reading: QuestionReading,
    private readonly idfOf: (term: string) => number,
    private readonly translations: TranslationModel,
  ) {}

  /** The passages that still exist, in the order of the keys. */
  async passages(keys: readonly number[]): Promise<PassageView[]> {
    const missing = keys.filter((key) => this.views.get(key) === undefined);
    for (const passage of await this.store.passages(missing)) {
      const article = await this.article(passage.articleId);
      if (article) this.views.set(passage.key, new PassageView(passage, article.summary.language));
    }
    return keys.flatMap((key) => this.views.get(key) ?? []);
  }

  /** Embeddings of those passages that have one, by key. */
  async embeddingsOf(views: readonly PassageView[]): Promise<ReadonlyMap<number, Float32Array>> {
    const found = new Map<number, Float32Array>();
    const missing: number[] = [];
    for (const { passage } of views) {
      const known = this.embeddings.get(passage.key);
      if (known) found.set(passage.key, known);
      else missing.push(passage.key);
    }
    for (const [key, embedding] of await this.store.embeddings(missing)) {
      this.embeddings.set(key, embedding);
      found.set(key, embedding);
    }
    return found;
  }

  /** The articles of passages, by id. */
  async articlesOf(views: readonly PassageView[]): Promise<Map<string, ArticleView>> {
    const found = new Map<string, ArticleView>();
    for (const { passage } of views) {
      const article = found.get(passage.articleId) ?? (await this.article(passage.articleId));
      if (article) found.set(passage.articleId, article);
    }
    return found;
  }

  /** What a passage is about as a whole, by vectors of general English. */
  gistOf(view: PassageView): Float32Array | null {
    const known = this.gists.get(view);
    if (known !== undefined) return known;
    const gist = textVector(view.positions.keys(), this.idfOf);
    this.gists.set(view, gist);
    return gist;
  }

  /** What is likelier in a question that a sentence answers than in any. */
  gainsOf(sentence: SentenceView, { expected }: ArticleView): Gains {
    let gains = this.gains.get(sentence);
    if (!gains) {
      const placed = expected.filter(({ answeredAt }) => answeredAt === sentence.start);
      const unplaced = expected.filter(({ answeredAt }) => answeredAt === null);
      gains = this.translations.gains(
        termCounts([...sentence.positions.keys()], placed.map(askedTerms), unplaced.map(askedTerms)),
      );
      this.gains.set(sentence, gains);
    }
    return gains;
  }

  /** Reads a small corpus whole, a few passages at a time. A large one is left to its questions. */
  async *readAhead(): AsyncGenerator<readonly PassageView[]> {
    const keys = await this.store.passageKeys(smallCorpus + 1);
    if (keys.length > smallCorpus) return;
    for (let start = 0; start < keys.length; start += step) {
      const views = await this.passages(keys.slice(start, start + step));
      await this.embeddingsOf(views);
      for (const view of views) {
        this.gistOf(view);
        for (const { grams } of [view, ...view.sentences]) grams.size;
        const article = await this.article(view.passage.articleId);
        if (article && !this.translations.isEmpty)
          for (const sentence of view.sentences) this.gainsOf(sentence, article);
      }
      yield views;
      await nextTurn();
    }
  }

  /** Questions that readers are expected to ask, or titles, of so many of the articles read so far. */
  exampleQuestions(count: number): string[] {
    const articles = this.articles.all();
    const stride = Math.max(1, Math.floor(articles.length / count));
    return articles
      .filter((_, index) => index % stride === 0)
      .slice(0, count)
      .map(
        ({ summary }, index) => summary.questions[index % Math.max(1, summary.questions.length)]?.text ?? summary.title,
      );
  }

  private async article(id: string): Promise<ArticleView | null> {
    const known = this.articles.get(id);
    if (known) return known;
    const summary = await this.store.articleSummary(id);
    if (!summary) return null;
    const view = {
      summary,
      titlePositions: new Map(termsOf(summary.title).map((term) => [term, [0]])),
      expected: summary.questions.map((question) => expectedQuestion(question, this.reading, this.idfOf)),
    };
    this.articles.set(id, view);
    return view;
  }
}
