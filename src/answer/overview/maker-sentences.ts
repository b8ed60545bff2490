import { setImmediate } from 'node:timers/promises';
import { RecentCache } from '../../recent-cache.js';
import type { OpenedIndex } from '../../retrieval/open-index.js';
import type { ArticleSummary, SearchFilters, StoredPassage } from '../../retrieval/passage-store.js';
import { makersIn, type ReadSentence, readPassage } from './read-sentence.js';
import { RelevanceReader } from './relevance.js';

/** An overview reads the newest articles of a maker, up to this many. */
const maximumArticles = 400;
const cachedPassages = 4_096;
/** Passages read before the event loop gets a turn. */
const passagesAtOnce = 4;

/** Reads the stored passages sentence by sentence and keeps what it found. One for each opened index. */
export class SentenceReader {
  private readonly passages = new RecentCache<number, readonly ReadSentence[]>(cachedPassages);
  private relevance: RelevanceReader | null = null;

  constructor(private readonly index: OpenedIndex) {}

  /** The sentences that name a maker, of the articles that are about it and pass the filters; newest article first. */
  async sentencesNaming(maker: string, filters: SearchFilters = {}): Promise<ReadSentence[]> {
    if (filters.makers && !filters.makers.includes(maker)) return [];
    const { store } = this.index;
    const narrowed = { ...filters, makers: [maker] };
    const articles = await store.listArticles(narrowed);
    const oldest = articles[maximumArticles - 1]?.published;
    const keys = await store.filterKeys(oldest === undefined ? narrowed : { ...narrowed, since: oldest });
    const order = new Map(articles.map((article, position) => [article.id, position]));
    const sentences = await this.read([...(keys ?? [])], new Map(articles.map((article) => [article.id, article])));
    return sentences
      .filter((sentence) => makersIn(sentence).includes(maker))
      .sort(
        (a, b) =>
          (order.get(a.article.id) ?? 0) - (order.get(b.article.id) ?? 0) || a.sentence.start - b.sentence.start,
      );
  }

  /** The sentences of one passage. */
  sentencesOf(passage: StoredPassage, article: ArticleSummary): readonly ReadSentence[] {
    const known = this.passages.get(passage.key);
    if (known) return known;
    // Built on first use: an index that is never asked for an overview opens without it.
    this.relevance ??= new RelevanceReader(this.index);
    const read = readPassage(passage, article, this.index.glossary, this.relevance);
    this.passages.set(passage.key, read);
    return read;
  }

  private async read(keys: readonly number[], articles: ReadonlyMap<string, ArticleSummary>): Promise<ReadSentence[]> {
    const sentences = new Map<number, readonly ReadSentence[]>();
    for (const key of keys) {
      const known = this.passages.get(key);
      if (known) sentences.set(key, known);
    }
    const missing = keys.filter((key) => !sentences.has(key));
    for (let from = 0; from < missing.length; from += passagesAtOnce) {
      for (const passage of await this.index.store.passages(missing.slice(from, from + passagesAtOnce))) {
        const article = articles.get(passage.articleId);
        if (article) sentences.set(passage.key, this.sentencesOf(passage, article));
      }
      await setImmediate();
    }
    return [...sentences.values()].flat();
  }
}
