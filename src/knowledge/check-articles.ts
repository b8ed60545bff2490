import { isNearCopy, printText } from '../text/near-copy.js';
import { splitSentences } from '../text/sentences.js';
import type { Article } from './article.js';
import type { GlossaryIndex } from './glossary-index.js';
import { countWords } from './split-article.js';

/** A longer sentence is hard to quote. Words. */
const maximumSentenceWords = 45;

/** Words that stand for something said before, at the start of a sentence. */
const barePronouns = {
  en: /^["“‘(]?(?:It|Its|He|His|She|Her|They|Their|This|That|These|Those)\b/,
  es: /^["“«(]?(?:Él|Ella|Ellos|Ellas|Ello|Esto|Eso|Aquello)(?!\p{L})/u,
  zh: /^["“「（]?(?:它|他|她|这(?!家|些|款|项|个|一)|那(?!家|些|款|项|个|一)|其(?!他|中|实|次))/u,
} as const;

/** What a keeper of articles should mend. */
export interface ArticleProblem {
  /** Id of the article; null for the collection as a whole. */
  readonly articleId: string | null;
  readonly problem: string;
}

/**
 * Checks what the schema cannot: that each sentence can be quoted alone, that addresses lead somewhere, that no text is
 * there twice, that every maker and topic of the glossary is covered, and that newer articles supersede older ones.
 */
export function checkArticles(articles: readonly Article[], glossary: GlossaryIndex): ArticleProblem[] {
  return [
    ...articles.flatMap((article) => [...checkAddresses(article), ...checkSentences(article)]),
    ...checkSupersedes(articles),
    ...checkCopies(articles),
    ...checkCoverage(articles, glossary),
  ];
}

function checkAddresses({ id, url, text }: Article): ArticleProblem[] {
  const links = [...text.matchAll(/\]\(\s*<?([^)\s>]*)/g)].map((match) => match[1] ?? '');
  return [url, ...links]
    .filter((address) => !isWellFormed(address))
    .map((address) => ({ articleId: id, problem: `its link "${address}" leads nowhere` }));
}

function isWellFormed(address: string): boolean {
  try {
    const { protocol, hostname, username } = new URL(address);
    const isWeb = protocol === 'http:' || protocol === 'https:';
    return (isWeb && /^[^.\s]+(?:\.[^.\s]+)+$/.test(hostname) && username === '') || /^file:\/\/\/[^/]+$/.test(address);
  } catch {
    return false;
  }
}

function checkSentences({ id, text, language }: Article): ArticleProblem[] {
  return splitSentences(text).flatMap(({ start, end }) => {
    const sentence = text.slice(start, end);
    const wordCount = language === 'zh' ? countWords(sentence) : sentence.split(/\s+/).length;
    const problems: ArticleProblem[] = [];
    if (wordCount > maximumSentenceWords)
      problems.push({
        articleId: id,
        problem: `a sentence has ${wordCount} words, the limit is ${maximumSentenceWords}: "${shorten(sentence)}"`,
      });
    if (barePronouns[language].test(sentence))
      problems.push({
        articleId: id,
        problem: `a sentence opens with a pronoun and cannot be quoted alone: "${shorten(sentence)}"`,
      });
    return problems;
  });
}

function checkSupersedes(articles: readonly Article[]): ArticleProblem[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  return articles.flatMap(({ id, published, supersedes }) =>
    supersedes.flatMap((olderId) => {
      const older = byId.get(olderId);
      if (!older || olderId === id)
        return [{ articleId: id, problem: `it supersedes "${olderId}", which is no other article` }];
      // Compared at the coarser of the two precisions.
      const length = Math.min(published.length, older.published.length);
      return older.published.slice(0, length) > published.slice(0, length)
        ? [{ articleId: id, problem: `it supersedes "${olderId}", which is newer (${older.published})` }]
        : [];
    }),
  );
}

function checkCopies(articles: readonly Article[]): ArticleProblem[] {
  const prints = articles.map(({ id, text }) => ({ id, print: printText(text) }));
  return prints.flatMap(({ id, print }, index) =>
    prints
      .slice(0, index)
      .filter((other) => isNearCopy(print, other.print))
      .map((other) => ({ articleId: id, problem: `its text is nearly that of "${other.id}"` })),
  );
}

function checkCoverage(articles: readonly Article[], { makerIds, topicIds }: GlossaryIndex): ArticleProblem[] {
  const missing = (kind: 'maker' | 'topic', ids: ReadonlySet<string>) => {
    const covered = new Set(articles.flatMap((article) => (kind === 'maker' ? article.makers : article.topics)));
    return [...ids]
      .filter((id) => !covered.has(id))
      .map((id) => ({ articleId: null, problem: `no article is about the ${kind} "${id}"` }));
  };
  const untagged = articles.filter(({ topics }) => topics.length === 0 && topicIds.size > 0);
  return [
    ...missing('maker', makerIds),
    ...missing('topic', topicIds),
    ...untagged.map(({ id }) => ({ articleId: id, problem: 'it is about no topic of the glossary' })),
  ];
}

function shorten(text: string): string {
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}
