import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/knowledge/article.js';
import { parseArticle } from '../../src/knowledge/parse-article.js';
import { listArticleFiles, readGlossary } from '../../src/knowledge/read-articles.js';
import { splitSentences } from '../../src/text/sentences.js';

const folder = path.join(import.meta.dirname, '..', '..', 'knowledge');
const { glossary } = await readGlossary([folder]);
const files = await listArticleFiles(folder);
// Throws, naming file, key and remedy, when one does not load.
const articles = files.map((file) => parseArticle(file.name, readFileSync(file.path, 'utf8'), glossary));
const byId = new Map(articles.map((article) => [article.id, article]));

const wordCount = (text: string) => text.split(/\s+/).filter(Boolean).length;
const sentencesOf = ({ text }: Article) => splitSentences(text).map(({ start, end }) => text.slice(start, end));
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

  test('no sentence is longer than 45 words', () => {
    const long = articles.flatMap((article) => sentencesOf(article).filter((sentence) => wordCount(sentence) > 45));
    expect(long).toEqual([]);
  });

  test('every sentence can be quoted alone: none opens with a pronoun that stands for something before it', () => {
    const pronoun = /^["“(]?(?:It|Its|He|His|She|Her|They|Their|This|That|These|Those)\b/;
    const leaning = articles.flatMap((article) => sentencesOf(article).filter((sentence) => pronoun.test(sentence)));
    expect(leaning).toEqual([]);
  });

  test('every superseded article exists and is not newer', () => {
    const wrong = articles.flatMap(({ id, published, supersedes }) =>
      supersedes.filter((olderId) => {
        const older = byId.get(olderId);
        // Compared at the coarser of the two precisions.
        const length = Math.min(published.length, older?.published.length ?? 0);
        return !older || older.id === id || older.published.slice(0, length) > published.slice(0, length);
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('every article is about a topic', () => {
    expect(articles.filter(({ topics }) => topics.length === 0).map(({ id }) => id)).toEqual([]);
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
