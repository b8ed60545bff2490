import { setImmediate } from 'node:timers/promises';
import type { Mention } from '../../knowledge/glossary-index.js';
import type { OpenedIndex } from '../../retrieval/open-index.js';
import type { ArticleSummary, SearchFilters, StoredPassage } from '../../retrieval/passage-store.js';
import { PassageView, RecentCache, type SentenceView } from '../../retrieval/rank/passage-view.js';
import { analyze } from '../../text/analyze.js';
import type { QuotableSentence } from '../cite.js';
import { leansOnPrevious } from '../select/sentence-features.js';
import { findSaidDates, type SaidDate } from './said-dates.js';
import { TopicWords } from './topic-words.js';

/** A sentence with what it names and when it says it was. */
export interface ReadSentence extends QuotableSentence {
  readonly article: ArticleSummary;
  readonly sentence: SentenceView;
  /** Makers and entities it names, in reading order. */
  readonly mentions: readonly Mention[];
  readonly namesMarket: boolean;
  readonly dates: readonly SaidDate[];
  /** How many different words of each topic it has. */
  readonly topics: ReadonlyMap<string, number>;
  /** The same of the article's title. */
  readonly titleTopics: ReadonlyMap<string, number>;
  readonly titleNamesMarket: boolean;
  /** Ids of the entities that the title names. */
  readonly titleEntities: readonly string[];
  /** Says what it says without the sentences around it. */
  readonly standsAlone: boolean;
}

/** An overview reads the newest articles of a maker, up to this many. */
const maximumArticles = 400;
const cachedPassages = 4_096;
/** A sentence of fewer content terms says too little alone. */
const leastTerms = 5;
/** Passages read before the event loop gets a turn. */
const passagesAtOnce = 8;

/** Reads the stored passages sentence by sentence and keeps what it found. One for each opened index. */
export class SentenceReader {
  private readonly passages = new RecentCache<number, readonly ReadSentence[]>(cachedPassages);

  private readonly topicWords: TopicWords;

  constructor(private readonly index: OpenedIndex) {
    this.topicWords = new TopicWords(index.glossary);
  }

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

  private async read(keys: readonly number[], articles: ReadonlyMap<string, ArticleSummary>): Promise<ReadSentence[]> {
    const missing = keys.filter((key) => this.passages.get(key) === undefined);
    const read = new Map<number, readonly ReadSentence[]>();
    for (let from = 0; from < missing.length; from += passagesAtOnce) {
      for (const passage of await this.index.store.passages(missing.slice(from, from + passagesAtOnce))) {
        const article = articles.get(passage.articleId);
        if (article) read.set(passage.key, this.readPassage(passage, article));
      }
      await setImmediate();
    }
    const sentences = keys.flatMap((key) => this.passages.get(key) ?? read.get(key) ?? []);
    for (const [key, value] of read) this.passages.set(key, value);
    return sentences;
  }

  private readPassage(passage: StoredPassage, article: ArticleSummary): ReadSentence[] {
    const { title, language } = article;
    const view = new PassageView(passage, language);
    const ofTitle = longestMentions(this.index.glossary.findMentions(title));
    const titleTopics = this.topicWords.find(title, analyze(title, language), language, namesIn(ofTitle));
    return view.sentences.map((sentence, index) => {
      const { text, tokens } = sentence;
      const mentions = longestMentions(this.index.glossary.findMentions(text));
      return {
        passage,
        view,
        index,
        article,
        sentence,
        mentions: mentions.filter(({ kind }) => kind !== 'market'),
        namesMarket: mentions.some(({ kind }) => kind === 'market'),
        dates: findSaidDates(text),
        topics: this.topicWords.find(text, tokens, language, namesIn(mentions)),
        titleTopics,
        titleNamesMarket: ofTitle.some(({ kind }) => kind === 'market'),
        titleEntities: ofTitle.flatMap(({ kind, id }) => (kind === 'entity' ? [id] : [])),
        standsAlone: standsAlone(sentence, mentions) && !/[?？]["”’]?$/.test(text),
      };
    });
  }
}

/** A sentence that opens with a name of the glossary leans on nothing: a pronoun in it stands for that name. */
function standsAlone(sentence: SentenceView, mentions: readonly Mention[]): boolean {
  return !leansOnPrevious(sentence) || (mentions[0]?.start === 0 && sentence.positions.size >= leastTerms);
}

/** Where makers are named: their products' names are no words of a topic. */
function namesIn(mentions: readonly Mention[]): readonly Mention[] {
  return mentions.filter(({ kind }) => kind === 'maker');
}

/** Without mentions inside longer ones: "BLU Vivo" is a phone of one maker, not of two. */
function longestMentions(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(
    (mention) =>
      !mentions.some(
        (other) =>
          other.start <= mention.start &&
          other.end >= mention.end &&
          other.end - other.start > mention.end - mention.start,
      ),
  );
}
