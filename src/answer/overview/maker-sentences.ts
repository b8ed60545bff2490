import { setImmediate } from 'node:timers/promises';
import type { GlossaryIndex, Mention } from '../../knowledge/glossary-index.js';
import type { OpenedIndex } from '../../retrieval/open-index.js';
import type { ArticleSummary, SearchFilters, StoredPassage } from '../../retrieval/passage-store.js';
import { PassageView, RecentCache, type SentenceView } from '../../retrieval/rank/passage-view.js';
import type { QuotableSentence } from '../cite.js';
import { goesOn, leansOnPrevious } from '../select/sentence-features.js';
import { findSaidDates, type SaidDate } from './said-dates.js';

/** A sentence with what it names and when it says it was. */
export interface ReadSentence extends QuotableSentence {
  readonly article: ArticleSummary;
  readonly sentence: SentenceView;
  /** Makers and entities it names, in reading order. */
  readonly mentions: readonly Mention[];
  readonly namesMarket: boolean;
  readonly dates: readonly SaidDate[];
  /** How often words of each topic occur in it. */
  readonly topics: ReadonlyMap<string, number>;
  /** Says what it says without the sentences around it. */
  readonly standsAlone: boolean;
}

/** An overview reads the newest articles of a maker, up to this many. */
const maximumArticles = 400;
const cachedPassages = 4_096;
/** Passages read before the event loop gets a turn. */
const passagesAtOnce = 8;

/** Reads the stored passages sentence by sentence and keeps what it found. One for each opened index. */
export class SentenceReader {
  private readonly passages = new RecentCache<number, readonly ReadSentence[]>(cachedPassages);

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
      .filter(({ mentions }) => mentions.some(({ kind, id }) => kind === 'maker' && id === maker))
      .sort(
        (a, b) =>
          (order.get(a.article.id) ?? 0) - (order.get(b.article.id) ?? 0) || a.sentence.start - b.sentence.start,
      );
  }

  private async read(
    keys: readonly number[],
    articles: ReadonlyMap<string, ArticleSummary>,
  ): Promise<ReadSentence[]> {
    const missing = keys.filter((key) => this.passages.get(key) === undefined);
    const read = new Map<number, readonly ReadSentence[]>();
    for (let from = 0; from < missing.length; from += passagesAtOnce) {
      for (const passage of await this.index.store.passages(missing.slice(from, from + passagesAtOnce))) {
        const article = articles.get(passage.articleId);
        if (article) read.set(passage.key, readSentences(this.index.glossary, passage, article));
      }
      await setImmediate();
    }
    const sentences = keys.flatMap((key) => this.passages.get(key) ?? read.get(key) ?? []);
    for (const [key, value] of read) this.passages.set(key, value);
    return sentences;
  }
}

/** Reads one passage. */
function readSentences(glossary: GlossaryIndex, passage: StoredPassage, article: ArticleSummary): ReadSentence[] {
  const view = new PassageView(passage, article.language);
  return view.sentences.map((sentence, index) => {
    const mentions = longestMentions(glossary.findMentions(sentence.text));
    return {
      passage,
      view,
      index,
      article,
      sentence,
      mentions: mentions.filter(({ kind }) => kind !== 'market'),
      namesMarket: mentions.some(({ kind }) => kind === 'market'),
      dates: findSaidDates(sentence.text),
      topics: new Map(),
      standsAlone: !leansOnPrevious(sentence) && !followedUp(view.sentences[index + 1]) && !/[?？]["”’]?$/.test(sentence.text),
    };
  });
}
