import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnswerEngine } from '../../../src/answer/answer-question.js';
import { isProven } from '../../../src/answer/verify-citation.js';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import { openFolder } from '../../support/index-folder.js';
import { type PhoneArticle, phoneArticles, writePhoneCorpus } from '../../support/phone-corpus.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let index: OpenedIndex;
let engine: AnswerEngine;

const bothNamed: PhoneArticle = {
  id: '2018-08-huawei-zte',
  title: 'The US bans Huawei and ZTE from government',
  published: '2018-08-13',
  makers: ['huawei', 'zte'],
  topics: ['sanctions'],
  text: 'Huawei and ZTE fell under a US ban on government purchases on 13 August 2018. A spokesman of Huawei called the ban unconstitutional in August 2018.',
};

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'), [...phoneArticles, bothNamed]);
  index = await openFolder(folder);
  engine = await AnswerEngine.create(index, () => new Date('2026-03-01T00:00:00Z'));
});
afterAll(() => index.close());

describe('a comparison', () => {
  test('has a row for each topic that either maker has evidence on, one sentence a cell', async () => {
    const { makers, rows, citations, asOf } = await engine.compare('xiaomi', 'huawei', undefined, { language: 'en' });
    expect(makers).toEqual(['xiaomi', 'huawei']);
    expect(rows.map(({ topic }) => topic)).toEqual(['launch-plan', 'carriers', 'patents', 'sanctions']);
    for (const { cells } of rows) {
      expect(cells.some(({ claims }) => claims.length > 0)).toBe(true);
      for (const { claims } of cells) expect(claims.length).toBeLessThanOrEqual(1);
    }
    expect(rows.find(({ topic }) => topic === 'patents')?.cells.map(({ claims }) => claims.length)).toEqual([1, 0]);
    for (const citation of citations)
      expect(isProven(citation, await index.store.article(citation.articleId))).toBe(true);
    expect(asOf).toBe('2026-02-10');
  });

  test('on one topic has that row alone, with more sentences', async () => {
    const { rows } = await engine.compare('huawei', 'oneplus', 'carriers', { language: 'en' });
    expect(rows.map(({ topic }) => topic)).toEqual(['carriers']);
    const [ofHuawei, ofOnePlus] = rows[0]?.cells ?? [];
    expect(ofHuawei?.claims.length).toBeGreaterThanOrEqual(2);
    expect(ofOnePlus?.claims.map(({ text }) => text).join(' ')).toContain('T-Mobile sells the OnePlus 6T');
  });

  test('cites a sentence on both makers once', async () => {
    const { rows, citations } = await engine.compare('huawei', 'zte', 'sanctions', { language: 'en' });
    const quotes = citations.map(({ quote }) => quote);
    expect(new Set(quotes).size).toBe(quotes.length);
    const markers = rows[0]?.cells.map(({ claims }) =>
      claims.find(({ text }) => text.startsWith('Huawei and ZTE fell')),
    );
    expect(markers?.[0]?.citations).toEqual(markers?.[1]?.citations);
  });

  test('on a topic that nothing is known of is two blanks', async () => {
    const { rows, citations, asOf } = await engine.compare('meizu', 'oneplus', 'patents', { language: 'en' });
    expect(rows).toEqual([{ topic: 'patents', cells: [{ claims: [] }, { claims: [] }] }]);
    expect({ citations, asOf }).toEqual({ citations: [], asOf: null });
  });

  test.each([
    ['xiaomi', 'xiaomi', undefined, 'Xiaomi with itself'],
    ['xiaomi', 'nokia', undefined, '"nokia"'],
    ['nokia', 'xiaomi', undefined, '"nokia"'],
    ['xiaomi', 'huawei', 'weather', '"weather"'],
  ])('of %s and %s on %s is refused with a remedy', async (first, second, topic, said) => {
    await expect(engine.compare(first, second, topic, { language: 'en' })).rejects.toMatchObject({
      name: 'StatesideError',
      message: expect.stringContaining(said),
      remedy: expect.stringMatching(/^name /),
    });
  });
});
