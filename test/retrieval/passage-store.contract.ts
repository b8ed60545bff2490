import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PassageStore, SearchFilters } from '../../src/retrieval/passage-store.js';
import { contentTerms } from '../../src/text/analyze.js';
import { smallGlossary, writeArticle, writeFile } from '../support/articles.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

export interface StoreUnderTest {
  readonly store: PassageStore;
  /** Indexes the folder's articles as they are now, on a connection of its own where the store has such. */
  update(): Promise<void>;
  close(): Promise<void>;
}

const text = {
  orchid:
    '# Patents\n\nOrchid licensed a modem patent from the foundry.\n\n# Shops\n\nNo retailer stocks an Orchid handset in Ohio.\n',
  willow: 'Willow priced its handset below the tariff. The modem, the modem and again the modem was praised.\n',
  both: 'Orchid and Willow met in Denver.\n',
  chinese: '雷军表示小米没有进入美国的计划。\n',
  spanish: 'Los aranceles encarecen los móviles en Estados Unidos.\n',
};

/** What every `PassageStore` has to do. Call inside a describe block; `open` gets an empty place to work in. */
export function passageStoreContract(open: (knowledgeFolder: string) => Promise<StoreUnderTest>): void {
  const makeFolder = useTemporaryFolders();
  let folder: string;
  let opened: StoreUnderTest;
  let store: PassageStore;

  beforeAll(async () => {
    folder = makeFolder();
    writeFile(folder, 'glossary.yaml', smallGlossary);
    writeArticle(
      folder,
      'orchid.md',
      {
        title: 'Orchid in court',
        published: '2018-03-15',
        makers: '[orchid]',
        topics: '[patents]',
        questions: '[Who sued whom?, {No retailer: [Where is it sold?]}]',
      },
      text.orchid,
    );
    writeArticle(
      folder,
      'willow.md',
      { title: 'Willow’s tag', published: '2018-03', makers: '[willow]', topics: '[prices]' },
      text.willow,
    );
    writeArticle(
      folder,
      'both.md',
      {
        title: 'A meeting',
        published: '2018',
        makers: '[orchid, willow]',
        topics: '[patents, prices]',
        supersedes: '[willow]',
      },
      text.both,
    );
    writeArticle(folder, 'chinese.md', { title: '没有计划', published: '2026-02-01', author: '记者' }, text.chinese);
    writeArticle(folder, 'spanish.md', { title: 'Aranceles', published: '2025', kind: 'analysis' }, text.spanish);
    opened = await open(folder);
    store = opened.store;
    await opened.update();
  });
  afterAll(() => opened.close());

  const idsOf = async (filters: SearchFilters) => (await store.listArticles(filters)).map(({ id }) => id).sort();
  const articlesFor = async (terms: string[], filters?: SearchFilters, limit = 100) => {
    const hits = await store.searchTerms(terms, limit, filters);
    return (await store.passages(hits.map(({ key }) => key))).map(({ articleId }) => articleId);
  };

  test('lists articles newest first, with everything but their text', async () => {
    const articles = await store.listArticles();
    expect(articles.map(({ id }) => id)).toEqual(['chinese', 'spanish', 'orchid', 'willow', 'both']);
    expect(articles[2]).toEqual({
      id: 'orchid',
      title: 'Orchid in court',
      publisher: 'The Paper',
      author: null,
      published: '2018-03-15',
      url: 'https://example.org/a',
      kind: 'report',
      language: 'en',
      makers: ['orchid'],
      topics: ['patents'],
      brief: null,
      supersedes: [],
      questions: [
        { text: 'Who sued whom?', answeredAt: null },
        { text: 'Where is it sold?', answeredAt: text.orchid.indexOf('No retailer') },
      ],
    });
    expect(await store.articleSummary('orchid')).toEqual(articles[2]);
    expect(await store.newestDate()).toBe('2026-02-01');
  });

  test('gives an article with its exact text, and null for an unknown id', async () => {
    expect(await store.article('chinese')).toMatchObject({ text: text.chinese, language: 'zh', author: '记者' });
    expect(await store.article('both')).toMatchObject({ supersedes: ['willow'] });
    expect([await store.article('none'), await store.articleSummary('none'), await store.passageById('none')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('lists the keys of its passages, in order and at most as many as wanted', async () => {
    const keys = await store.passageKeys(100);
    expect(keys).toHaveLength(6);
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
    expect(await store.passageKeys(2)).toEqual(keys.slice(0, 2));
  });

  test('gives passages in the order of the keys, exact slices of their articles, and leaves out unknown keys', async () => {
    const keys = [...((await store.filterKeys({ since: '2000' })) ?? [])].sort((a, b) => b - a);
    expect(keys).toHaveLength(6);
    const passages = await store.passages([keys[0] ?? 0, 999_999, ...keys.slice(1)]);
    expect(passages.map(({ key }) => key)).toEqual(keys);
    for (const passage of passages) {
      const article = await store.article(passage.articleId);
      expect(article?.text.slice(passage.start, passage.end)).toBe(passage.text);
      expect(await store.passageById(passage.id)).toEqual(passage);
    }
    expect(passages.filter(({ articleId }) => articleId === 'orchid').map(({ heading }) => heading)).toEqual([
      'Shops',
      'Patents',
    ]);
  });

  test('finds passages by any of the terms, those with more of them first', async () => {
    expect(await articlesFor(['modem'])).toEqual(['willow', 'orchid']);
    expect((await articlesFor(['modem', 'foundri', 'patent']))[0]).toBe('orchid');
    expect(await articlesFor(['雷军', '小米'])).toEqual(['chinese']);
    expect(await articlesFor(['arancel'])).toEqual(['spanish']);
    expect(await articlesFor(['zebra'])).toEqual([]);
    expect(await articlesFor([])).toEqual([]);
  });

  test('finds passages by the title, the heading and the expected questions, after those by their own words', async () => {
    expect(await articlesFor(contentTerms('sued', 'en'))).toEqual(['orchid', 'orchid']);
    expect(await articlesFor(['meet'])).toEqual(['both']);
    const [first] = await store.passages((await store.searchTerms(['patent'], 10)).map(({ key }) => key));
    expect(first?.text).toContain('patent');
  });

  test('gives scores that fall, at most as many as asked for, in the same order every time', async () => {
    const terms = ['handset', 'modem', 'orchid', 'willow'];
    const hits = await store.searchTerms(terms, 100);
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a));
    expect(hits.every(({ score }) => score > 0)).toBe(true);
    for (let limit = 0; limit <= hits.length; limit += 1)
      expect(await store.searchTerms(terms, limit)).toEqual(hits.slice(0, limit));
    expect(await store.searchTerms([...terms, ...terms], 100)).toEqual(hits);
  });

  test.each([
    ['a quotation mark', '"'],
    ['a closed phrase', 'modem" OR "handset'],
    ['an operator', 'modem NOT handset'],
    ['a column filter', 'body:modem'],
    ['brackets', '(modem'],
    ['a star', 'mod*'],
    ['a caret', '^modem'],
    ['an apostrophe', "'; DROP TABLE passages; --"],
    ['a null character', 'mo\0dem'],
    ['nothing', ''],
    ['spaces', '   '],
    ['a control character', '\u0007'],
    ['a lone surrogate', '\ud800'],
    ['a symbol', '🙂'],
    ['10,000 letters', 'x'.repeat(10_000)],
  ])('takes a term with %s as a word that no passage has', async (_name, term) => {
    expect(await articlesFor([term])).toEqual([]);
    expect(await articlesFor([term, 'modem'])).toEqual(['willow', 'orchid']);
    expect((await store.documentFrequencies([term])).get(term)).toBe(0);
  });

  test.each<[string, SearchFilters, string[]]>([
    ['a maker', { makers: ['orchid'] }, ['both', 'orchid']],
    ['any of several makers', { makers: ['orchid', 'willow'] }, ['both', 'orchid', 'willow']],
    ['a topic', { topics: ['prices'] }, ['both', 'spanish', 'willow']],
    ['a maker and a topic', { makers: ['willow'], topics: ['patents'] }, ['both']],
    ['an unknown maker', { makers: ["x' OR 1"] }, []],
    [
      'no maker at all, which is no filter',
      { makers: [], topics: [] },
      ['both', 'chinese', 'orchid', 'spanish', 'willow'],
    ],
    ['since a day', { since: '2018-03-15' }, ['both', 'chinese', 'orchid', 'spanish', 'willow']],
    [
      'since the next day: a month or year known no better may be later',
      { since: '2018-03-16' },
      ['both', 'chinese', 'spanish', 'willow'],
    ],
    ['since a month', { since: '2018-04' }, ['both', 'chinese', 'spanish']],
    ['since a year', { since: '2019' }, ['chinese', 'spanish']],
    ['until a day', { until: '2018-03-14' }, ['both', 'willow']],
    ['until a month, all its days', { until: '2018-03' }, ['both', 'orchid', 'willow']],
    ['until the month before', { until: '2018-02' }, ['both']],
    ['until a year, all its days', { until: '2018' }, ['both', 'orchid', 'willow']],
    ['a period', { since: '2018-03', until: '2025-12-31' }, ['both', 'orchid', 'spanish', 'willow']],
    ['a period and a maker', { since: '2018-03', until: '2018-03', makers: ['willow'] }, ['both', 'willow']],
  ])('filters by %s', async (_name, filters, expected) => {
    expect(await idsOf(filters)).toEqual(expected);
    const keys = await store.filterKeys(filters);
    if (keys)
      expect([...new Set((await store.passages([...keys])).map(({ articleId }) => articleId))].sort()).toEqual(
        expected,
      );
    else expect(expected).toHaveLength(5);
    const found = await articlesFor(['handset', 'orchid', 'willow', '小米', 'arancel'], filters);
    expect([...new Set(found)].sort()).toEqual(expected);
  });

  test('counts in how many passages a term occurs', async () => {
    expect(await store.documentFrequencies(['modem', 'handset', 'zebra'])).toEqual(
      new Map([
        ['modem', 2],
        ['handset', 2],
        ['zebra', 0],
      ]),
    );
    const vocabulary = await store.vocabulary();
    expect(vocabulary.get('modem')).toBe(2);
    expect(vocabulary.get('小米')).toBe(1);
    expect([...vocabulary.keys()].every((term) => term.trim() !== '')).toBe(true);
  });

  test('keeps an embedding of every passage, all of one length', async () => {
    const keys = [...((await store.filterKeys({ since: '2000' })) ?? [])];
    const embeddings = await store.embeddings([...keys, 999_999]);
    expect([...embeddings.keys()].sort((a, b) => a - b)).toEqual(keys.sort((a, b) => a - b));
    expect(new Set([...embeddings.values()].map((vector) => vector.length)).size).toBe(1);
  });

  test('describes the corpus', async () => {
    const statistics = await store.statistics();
    expect(statistics).toMatchObject({
      passageCount: 6,
      articleCount: 5,
      gramSampleSize: 6,
      languageShares: { en: 0.6, zh: 0.2, es: 0.2 },
    });
    expect(statistics.averageTermCount).toBeGreaterThan(2);
    expect(statistics.glossaryShare).toBeCloseTo(0.6);
    expect(Math.max(...statistics.gramFrequencies)).toBeLessThanOrEqual(6);
  });

  // The last: it changes what the others look at.
  test('its version changes with the content only, and what is gone is out of reach', async () => {
    const before = await store.version();
    await opened.update();
    expect(await store.version()).toBe(before);
    const old = (await store.passages([...((await store.filterKeys({ makers: ['willow'] })) ?? [])])).filter(
      ({ articleId }) => articleId === 'willow',
    );
    expect(old).toHaveLength(1);
    writeArticle(
      folder,
      'willow.md',
      { title: 'Willow’s tag', published: '2019', makers: '[willow]' },
      'Willow withdrew its antenna.\n',
    );
    await opened.update();
    expect(await store.version()).not.toBe(before);
    expect(await store.passages(old.map(({ key }) => key))).toEqual([]);
    expect(await store.passageById(old[0]?.id ?? '')).toBeNull();
    expect(await articlesFor(['modem'])).toEqual(['orchid']);
    expect(await articlesFor(['antenna'])).toEqual(['willow']);
    expect(await articlesFor(['antenna'], { until: '2018' })).toEqual([]);
    expect((await store.documentFrequencies(['modem'])).get('modem')).toBe(1);
    expect((await store.statistics()).passageCount).toBe(6);
    expect((await store.embeddings(old.map(({ key }) => key))).size).toBe(0);
  });
}
