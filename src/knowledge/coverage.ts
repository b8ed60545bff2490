import type { Language } from '../text/language.js';
import { splitSentences } from '../text/sentences.js';
import type { Article } from './article.js';
import type { GlossaryIndex } from './glossary-index.js';

/** Articles on one maker and topic. */
export interface CoverageCell {
  readonly count: number;
  /** Date of the newest; null when there is none. */
  readonly newest: string | null;
}

export interface CoverageRow extends CoverageCell {
  readonly makerId: string;
  readonly name: string;
  /** One for each topic, in the glossary's order. */
  readonly cells: readonly CoverageCell[];
}

/** A sentence that says how things are "now" in the article's time. */
export interface PresentClaim {
  readonly articleId: string;
  readonly published: string;
  readonly sentence: string;
}

/** What the articles last said of a maker and a hurdle. */
export interface LastWord {
  readonly name: string;
  readonly topicId: string;
  readonly articleId: string;
  readonly published: string;
}

export interface Coverage {
  readonly articleCount: number;
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly topics: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly CoverageRow[];
  /** For each maker, the hurdles with no article and those with one only. */
  readonly thin: readonly {
    readonly name: string;
    readonly none: readonly string[];
    readonly one: readonly string[];
  }[];
  /** The newest article on each maker and hurdle, which is told as how things are now; the oldest first. */
  readonly lastWords: readonly LastWord[];
  /** The oldest first, one for each article. */
  readonly presentClaims: readonly PresentClaim[];
}

/** Words that tie a sentence to the day on which it was written. */
const presentWords: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:[Nn]ow|[Cc]urrently|at present|presently|today|[Ss]o far|[Tt]o date|as yet|at the moment|still|remains?|not yet)\b/,
  es: /(?<!\p{L})(?:ahora|actualmente|hoy|hasta ahora|por ahora|de momento|por el momento|todavía|aún)(?!\p{L})/iu,
  zh: /目前|现在|如今|至今|迄今|暂时|眼下/u,
};

/** What the articles cover: maker by topic, where they are thin, and what may be outdated by now. */
export function measureCoverage(articles: readonly Article[], glossary: GlossaryIndex): Coverage {
  const { makers, topics, hurdles } = glossary.file;
  const rows = makers.map((maker) => {
    const own = articles.filter((article) => article.makers.includes(maker.id));
    const cells = topics.map((topic) => cellOf(own.filter((article) => article.topics.includes(topic.id))));
    return { makerId: maker.id, name: maker.name, cells, ...cellOf(own) };
  });
  const hurdleIds = new Set(hurdles ?? topics.map(({ id }) => id));
  const thin = rows.map(({ name, cells }) => {
    const withCount = (count: number) =>
      topics.filter(({ id }, index) => hurdleIds.has(id) && cells[index]?.count === count).map(({ id }) => id);
    return { name, none: withCount(0), one: withCount(1) };
  });
  const dates = articles.map(({ published }) => published).sort();
  return {
    articleCount: articles.length,
    oldest: dates[0] ?? null,
    newest: dates.at(-1) ?? null,
    topics: topics.map(({ id, name }) => ({ id, name: name.en })),
    rows,
    thin: thin.filter(({ none, one }) => none.length + one.length > 0),
    lastWords: findLastWords(articles, glossary, hurdleIds),
    presentClaims: findPresentClaims(articles),
  };
}

function findLastWords(
  articles: readonly Article[],
  { file }: GlossaryIndex,
  hurdleIds: ReadonlySet<string>,
): LastWord[] {
  const newestFirst = [...articles].sort((a, b) => (a.published > b.published ? -1 : 1));
  return file.makers
    .flatMap(({ id, name }) =>
      [...hurdleIds].flatMap((topicId) => {
        const last = newestFirst.find(({ makers, topics }) => makers.includes(id) && topics.includes(topicId));
        return last ? [{ name, topicId, articleId: last.id, published: last.published }] : [];
      }),
    )
    .sort((a, b) =>
      a.published < b.published ? -1 : a.published > b.published ? 1 : a.articleId < b.articleId ? -1 : 1,
    );
}

function cellOf(articles: readonly Article[]): CoverageCell {
  const newest =
    articles
      .map(({ published }) => published)
      .sort()
      .at(-1) ?? null;
  return { count: articles.length, newest };
}

/** What another article overtakes is told as history already. */
function findPresentClaims(articles: readonly Article[]): PresentClaim[] {
  const overtaken = new Set(articles.flatMap(({ supersedes }) => supersedes));
  return articles
    .filter(({ id }) => !overtaken.has(id))
    .flatMap(({ id, published, text, language }) => {
      const sentence = splitSentences(text)
        .map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' '))
        .find((candidate) => presentWords[language].test(candidate));
      return sentence === undefined ? [] : [{ articleId: id, published, sentence }];
    })
    .sort((a, b) =>
      a.published === b.published ? (a.articleId < b.articleId ? -1 : 1) : a.published < b.published ? -1 : 1,
    );
}
