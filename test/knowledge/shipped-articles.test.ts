import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ClaimVerifier } from '../../src/answer/verify/verify-claim.js';
import { checkArticles } from '../../src/knowledge/check-articles.js';
import { parseArticle } from '../../src/knowledge/parse-article.js';
import { listArticleFiles, readGlossary } from '../../src/knowledge/read-articles.js';
import { splitArticle } from '../../src/knowledge/split-article.js';
import { translateQuote } from '../../src/knowledge/translate-quote.js';
import { detectLanguage } from '../../src/text/language.js';
import { splitSentences } from '../../src/text/sentences.js';

const folder = path.join(import.meta.dirname, '..', '..', 'knowledge');
const { glossary } = await readGlossary([folder]);
const files = await listArticleFiles(folder);
// Throws, naming file, key and remedy, when one does not load.
const articles = files.map((file) => parseArticle(file.name, readFileSync(file.path, 'utf8'), glossary));
const byId = new Map(articles.map((article) => [article.id, article]));

const wordCount = (text: string) => text.split(/\s+/).filter(Boolean).length;
/** The one article that gives a whole interview its room. */
const maximumWords = (id: string) => (id === '2018-03-xiaomi-no-us-date' ? 650 : 300);

describe('knowledge/', () => {
  test('holds articles, each with an id of its own', () => {
    expect(articles.length).toBeGreaterThan(100);
    expect(byId.size).toBe(articles.length);
  });

  test('every article is a brief of 80 to 300 words', () => {
    const outside = articles.filter(({ id, text }) => wordCount(text) < 80 || wordCount(text) > maximumWords(id));
    expect(outside.map(({ id, text }) => `${id}: ${wordCount(text)} words`)).toEqual([]);
  });

  test('has no fault that "npm run knowledge -- check" finds', () => {
    expect(checkArticles(articles, glossary)).toEqual([]);
  });
});

describe.each(['es', 'zh'] as const)('the translations of knowledge/ into %s', (language) => {
  const sentences = articles.flatMap((article) =>
    splitArticle(article.id, article.text)
      .flatMap(({ start, end }) => splitSentences(article.text, start, end))
      .map(({ start, end }) => ({ article, text: article.text.slice(start, end), start, end })),
  );
  const translated = sentences.map((sentence) => ({
    ...sentence,
    translation: translateQuote(sentence.article, sentence.start, sentence.end, language),
  }));

  test('are there for every sentence', () => {
    expect(translated.filter(({ translation }) => translation === null).map(({ text }) => text)).toEqual([]);
  });

  test('are in that language, one sentence for one', () => {
    const wrong = translated.filter(
      ({ text, translation }) =>
        translation !== null &&
        (detectLanguage(translation) !== language ||
          splitSentences(translation).length !== splitSentences(text.replace(/\s+/g, ' ')).length),
    );
    expect(wrong.map(({ translation }) => translation)).toEqual([]);
  });

  test('have the names, numbers and days of the sentence, as far as these can be compared', () => {
    const verifier = new ClaimVerifier(glossary);
    const differing = translated.filter(({ article, text, translation }) =>
      verifier
        .verify(translation ?? '', [{ text, article }])
        .some(({ kind }) => ['number', 'date', 'name'].includes(kind)),
    );
    // Two in a hundred are put in a way that the verifier does not follow; these were read.
    expect(differing.length).toBeLessThanOrEqual(Math.round(translated.length / 40));
  });
});

describe('knowledge/glossary.yaml', () => {
  test('relates makers only to makers that it has', () => {
    const unknown = glossary.file.makers.flatMap(({ related }) => related.filter((id) => !glossary.makerIds.has(id)));
    expect(unknown).toEqual([]);
  });

  test('gives every id once', () => {
    const ids = [...glossary.file.makers, ...glossary.file.entities].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(glossary.topicIds.size).toBe(glossary.file.topics.length);
  });

  test.each([
    ['Will Xiaomi come to the U.S.?', ['xiaomi'], true],
    ['¿Llegará Huawei a Estados Unidos?', ['huawei'], true],
    ['荣耀会进入美国市场吗？', ['honor'], true],
    ['Is it an honor to work for us?', [], false],
  ])('reads "%s"', (question, makers, hasMarket) => {
    expect(glossary.tagMakers(question)).toEqual(makers);
    expect(glossary.findMentions(question).some(({ kind }) => kind === 'market')).toBe(hasMarket);
  });
});
