import type { GlossaryIndex, Mention } from '../../knowledge/glossary-index.js';
import type { OpenedIndex } from '../../retrieval/open-index.js';
import type { ArticleSummary } from '../../retrieval/passage-store.js';
import type { SentenceView } from '../../retrieval/rank/passage-view.js';
import { analyze, contentTerms } from '../../text/analyze.js';
import { type Language, languages } from '../../text/language.js';
import { TopicWords } from './topic-words.js';

/** How far a sentence is about what an overview is about. */
export interface Relevance {
  /** About each topic of its article, for those that it is about: about 1 to 4. */
  readonly topics: ReadonlyMap<string, number>;
  /** Topics of which it has a word. */
  readonly topicsNamed: ReadonlySet<string>;
  /** About the market: 0 when it is about another place or none, at most 1. */
  readonly market: number;
}

/** What an article's title names. */
export interface TitleReading {
  readonly topics: ReadonlySet<string>;
  readonly namesMarket: boolean;
  /** Its content terms. */
  readonly terms: ReadonlySet<string>;
}

/** Set, like the weights of topic-evidence.ts, by reading what comes out for every maker of the shipped articles. */
const weights = {
  /** By the topic's place among the article's tags; later places count like the last. */
  tagged: [0.5, 0.4, 0.3],
  word: 0.7,
  furtherWord: 0.2,
  titleWord: 0.2,
  /** For each unit of similarity between the sentence and the topic's words. */
  similarity: 2,
  namesMarket: 0.9,
  namesActor: 0.5,
  titleNamesMarket: 0.3,
  titleNamesMarketElsewhere: 0.1,
} as const;
/** A sentence without a word of the topic must be at least this similar to its words (cosine). */
const leastSimilarity = 0.3;
/** The same where the topic is the first of the article's tags. */
const leastSimilarityToFirst = 0.2;

/** A sentence with this share of the title's terms says what the article is about. */
const subjectShare = 0.6;

/** Kinds of entities that act in the market: who names one speaks of it. */
const actorKinds: ReadonlySet<string> = new Set(['carrier', 'retailer', 'agency', 'list', 'law']);

/** Tells how far sentences are about the glossary's topics and its market. */
export class RelevanceReader {
  private readonly topicWords: TopicWords;
  private readonly kinds: ReadonlyMap<string, string>;
  private readonly placesOfMarket: ReadonlySet<string>;
  private readonly embeddings: Readonly<Record<Language, ReadonlyMap<string, Float32Array>>>;

  constructor(private readonly index: Pick<OpenedIndex, 'glossary' | 'model'>) {
    const { glossary, model } = index;
    this.topicWords = new TopicWords(glossary);
    this.kinds = new Map(glossary.file.entities.map((entity) => [entity.id, entity.kind]));
    this.placesOfMarket = placesOfMarket(glossary);
    this.embeddings = Object.fromEntries(
      languages.map((language) => [
        language,
        new Map(
          glossary.file.topics.map((topic) => [
            topic.id,
            model.embed(topic.terms[language].flatMap((word) => contentTerms(word, language))),
          ]),
        ),
      ]),
    ) as Record<Language, Map<string, Float32Array>>;
  }

  /** @param mentions All that the title names. */
  readTitle({ title, language }: ArticleSummary, mentions: readonly Mention[]): TitleReading {
    const words = this.topicWords.find(title, analyze(title, language), language, productNames(mentions));
    return {
      topics: new Set(words.keys()),
      namesMarket: mentions.some(({ kind }) => kind === 'market'),
      terms: new Set(contentTerms(title, language)),
    };
  }

  /** @param mentions All that the sentence names. */
  read(sentence: SentenceView, article: ArticleSummary, mentions: readonly Mention[], title: TitleReading): Relevance {
    const { language } = article;
    const words = this.topicWords.find(sentence.text, sentence.tokens, language, productNames(mentions));
    const embedding = this.index.model.embed([...sentence.positions.keys()]);
    const topics = new Map<string, number>();
    for (const [place, topic] of article.topics.entries()) {
      const wordCount = words.get(topic) ?? 0;
      const similarity = Math.max(0, dot(embedding, this.embeddings[language].get(topic)));
      // What the title says is what the article is about, and so its first topic.
      const isSubject = place === 0 && titleShare(sentence, title) >= subjectShare;
      const least = place === 0 ? leastSimilarityToFirst : leastSimilarity;
      if (wordCount === 0 && similarity < least && !isSubject) continue;
      topics.set(
        topic,
        (weights.tagged[Math.min(place, weights.tagged.length - 1)] ?? 0) +
          (wordCount > 0 ? weights.word + weights.furtherWord * Math.min(2, wordCount - 1) : 0) +
          (title.topics.has(topic) ? weights.titleWord : 0) +
          weights.similarity * similarity,
      );
    }
    return { topics, topicsNamed: new Set(words.keys()), market: this.marketScore(mentions, title) };
  }

  private marketScore(mentions: readonly Mention[], title: TitleReading): number {
    if (mentions.some(({ kind }) => kind === 'market')) return weights.namesMarket;
    const entities = mentions.filter(({ kind }) => kind === 'entity');
    const places = entities.filter(({ id }) => this.kinds.get(id) === 'place');
    const isElsewhere = places.length > 0 && !places.some(({ id }) => this.placesOfMarket.has(id));
    const namesActor = entities.some(({ id }) => actorKinds.has(this.kinds.get(id) ?? ''));
    if ((namesActor || places.length > 0) && !isElsewhere) return weights.namesActor;
    if (!title.namesMarket) return 0;
    return isElsewhere ? weights.titleNamesMarketElsewhere : weights.titleNamesMarket;
  }
}

/** Places after which a list or law of the market is named, such as one of its states. */
function placesOfMarket({ file: { entities } }: GlossaryIndex): ReadonlySet<string> {
  const rules = entities.filter(({ kind }) => kind === 'list' || kind === 'law').flatMap(({ names }) => names.en);
  const isIn = (rule: string, name: string) => rule === name || rule.startsWith(`${name} `);
  return new Set(
    entities
      .filter(({ kind, names }) => kind === 'place' && names.en.some((name) => rules.some((rule) => isIn(rule, name))))
      .map(({ id }) => id),
  );
}

/** Share of the title's content terms that a sentence has: 0 to 1. */
export function titleShare({ positions }: SentenceView, { terms }: TitleReading): number {
  let shared = 0;
  for (const term of terms) if (positions.has(term)) shared += 1;
  return shared / Math.max(1, terms.size);
}

/** Where makers are named: their products' names are no words of a topic. */
function productNames(mentions: readonly Mention[]): readonly Mention[] {
  return mentions.filter(({ kind }) => kind === 'maker');
}

function dot(a: Float32Array, b: Float32Array | undefined): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b?.[index] ?? 0);
  return sum;
}
