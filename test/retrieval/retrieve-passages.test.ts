import { rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import type { SearchFilters } from '../../src/retrieval/passage-store.js';
import type { SentenceView } from '../../src/retrieval/rank/passage-view.js';
import { bestSentenceCoverage, signalNames } from '../../src/retrieval/rank/signals.js';
import { PassageRetriever, type RetrievalOptions } from '../../src/retrieval/retrieve-passages.js';
import type { Concept } from '../../src/retrieval/understand/understand-question.js';
import { openFolder } from '../support/index-folder.js';
import { phoneArticles, writePhoneArticle, writePhoneCorpus } from '../support/phone-corpus.js';
import { forSignals } from '../support/ranking.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const opened: OpenedIndex[] = [];
let index: OpenedIndex;
let retriever: PassageRetriever;

async function open(folder: string): Promise<OpenedIndex> {
  const result = await openFolder(folder);
  opened.push(result);
  return result;
}

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'));
  index = await open(folder);
  retriever = await PassageRetriever.create(index);
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

const retrieve = async (text: string, options: RetrievalOptions = {}) =>
  retriever.retrieve(await retriever.understand(text), options);
/** Ids of the articles in the order of their best passages. */
const articlesFor = async (text: string, options: RetrievalOptions = {}) => [
  ...new Set((await retrieve(text, options)).map(({ article }) => article.id)),
];

describe('PassageRetriever ranks', () => {
  test('the reason asked for before its neighbours', async () => {
    const ids = await articlesFor('Why did Verizon drop Huawei?');
    expect(ids.slice(0, 2)).toEqual([
      '2018-01-verizon-drops-huawei' /* names both and gives the reason */,
      '2018-01-att-drops-huawei' /* the same maker, the same act, another carrier */,
    ]);
  });

  test('the newest first when the question is about now', async () => {
    const ids = await articlesFor('Will Xiaomi sell phones in the US now?');
    expect(ids.slice(0, 2)).toEqual([
      '2026-02-xiaomi-no-plans' /* the same words, eight years newer */,
      '2017-12-xiaomi-end-of-2018' /* overtaken by the first */,
    ]);
  });

  test('the older first when the question names its time', async () => {
    expect((await articlesFor('What did Xiaomi say about US phones in December 2017?'))[0]).toBe(
      '2017-12-xiaomi-end-of-2018' /* of that very month */,
    );
  });

  test('an article that says it in other words, by synonyms', async () => {
    // The article has "fine" and "dollars".
    expect((await articlesFor('What penalty did ZTE pay?'))[0]).toBe('2018-04-zte-export-ban');
  });

  test.each([
    ['¿Por qué dejó Verizon a Huawei?', '2018-01-verizon-drops-huawei'],
    ['威瑞森为什么放弃华为？', '2018-01-verizon-drops-huawei'],
    ['¿Cuántas patentes tiene Xiaomi?', '2015-11-xiaomi-patents'],
    ['小米有多少专利？', '2015-11-xiaomi-patents'],
    ['Why did Google withdraw the Android licencia of Huawei?', '2019-05-huawei-espana'],
    ['荣耀什么时候脱离华为？', '2020-11-honor-independent'],
  ])('across languages: %s', async (text, expected) => {
    expect((await articlesFor(text))[0]).toBe(expected);
  });

  test.each([
    ['Why did Verison drop Huwaei?', '2018-01-verizon-drops-huawei'],
    ['xaomi pattents', '2015-11-xiaomi-patents'],
    ['why was zte bannd', '2018-04-zte-export-ban'],
    ['ONEPLUS 6T TMOBILE PRICE', '2018-10-t-mobile-oneplus'],
  ])('in spite of typing errors and capitals: %s', async (text, expected) => {
    expect((await articlesFor(text)).slice(0, 2)).toContain(expected);
  });

  test('what the conversation was about before what is as good', async () => {
    const question = 'Who was at the show in Las Vegas?';
    const scoreOf = async (id: string, options: RetrievalOptions) => {
      const found = (await retrieve(question, options)).find(({ article }) => article.id === id);
      expect(found?.parts.conversation).toBe(options.conversationArticles ? 1 : 0);
      return found?.score ?? Number.NaN;
    };
    for (const id of ['2014-01-meizu-plan', '2018-01-att-drops-huawei'])
      expect(await scoreOf(id, { conversationArticles: new Set([id]) })).toBeGreaterThan(await scoreOf(id, {}));
  });

  test('every signal within 0 and 1, the sums in order', async () => {
    for (const text of ['Why did Verizon drop Huawei?', '小米会来吗？', '¿Y ZTE?', 'phones', 'giraffe']) {
      const evidence = await retrieve(text);
      for (const { parts } of evidence)
        for (const name of signalNames) {
          expect(parts[name]).toBeGreaterThanOrEqual(0);
          expect(parts[name]).toBeLessThanOrEqual(1 + 1e-6);
        }
      const scores = evidence.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    }
  });

  test('by what each sentence says, as if it were read anew', async () => {
    // The stored counts of terms stand in for splitting and analysing each candidate.
    for (const { text } of phoneArticles) {
      const question = await retriever.understand(text);
      for (const { view } of await retriever.retrieve(question, { count: 50 })) {
        const weightIn = ({ alternatives }: Concept, sentence: SentenceView) =>
          Math.max(
            0,
            ...alternatives.map(({ terms, weight }) =>
              terms.every((term) => sentence.positions.has(term)) ? weight : 0,
            ),
          );
        const total = question.concepts.reduce((sum, { idf }) => sum + idf, 0);
        const coverages = view.sentences.map(
          (sentence) =>
            question.concepts.reduce((sum, concept) => sum + concept.idf * weightIn(concept, sentence), 0) / total,
        );
        expect(bestSentenceCoverage(question.concepts, view)).toBeCloseTo(Math.max(...coverages), 9);
      }
    }
  });

  test('the same for the same question, at most as many as asked for', async () => {
    const first = await retrieve('Why did Verizon drop Huawei?');
    expect((await retrieve('Why did Verizon drop Huawei?')).map(({ passage }) => passage.id)).toEqual(
      first.map(({ passage }) => passage.id),
    );
    for (const count of [0, 1, 3]) {
      const some = await retrieve('Why did Verizon drop Huawei?', { count });
      expect(some.map(({ passage }) => passage.id)).toEqual(first.slice(0, count).map(({ passage }) => passage.id));
    }
  });
});

describe('PassageRetriever obeys filters', () => {
  test('of maker, topic and date, also together', async () => {
    const text = 'Why did Verizon drop Huawei and what did Xiaomi, Honor and ZTE do?';
    const all = await articlesFor(text, { count: 50 });
    const filter = fc.record(
      {
        makers: fc.subarray(['xiaomi', 'huawei', 'honor', 'zte'], { minLength: 1 }),
        topics: fc.subarray(['carriers', 'patents', 'sanctions', 'launch-plan'], { minLength: 1 }),
        since: fc.constantFrom('2015', '2018-01', '2018-01-30', '2019', '2026-02-10', '2030'),
        until: fc.constantFrom('2014', '2018', '2018-04', '2026'),
      },
      { requiredKeys: [] },
    );
    const passes = (id: string, filters: Partial<SearchFilters>) => {
      const article = phoneArticles.find((each) => each.id === id);
      if (!article) return false;
      return (
        (!filters.makers || filters.makers.some((maker) => article.makers.includes(maker))) &&
        (!filters.topics || filters.topics.some((topic) => article.topics.includes(topic))) &&
        (!filters.since || article.published >= filters.since || filters.since.startsWith(article.published)) &&
        (!filters.until || article.published <= filters.until || article.published.startsWith(filters.until))
      );
    };
    await fc.assert(
      fc.asyncProperty(filter, async (filters) => {
        const ids = await articlesFor(text, { count: 50, filters: filters as SearchFilters });
        expect(ids.filter((id) => !passes(id, filters))).toEqual([]);
        // What was found without a filter and passes it is still found.
        for (const id of all.filter((each) => passes(each, filters))) expect(ids).toContain(id);
      }),
      { numRuns: 60 },
    );
  });

  test('and finds nothing when nothing passes', async () => {
    expect(await retrieve('Huawei', { filters: { since: '2030' } })).toEqual([]);
    expect(await retrieve('Huawei', { filters: { makers: ['nokia'] } })).toEqual([]);
  });
});

describe('PassageRetriever switches signals off', () => {
  test.each(signalNames)('%s', async (name) => {
    const weights = forSignals((other) => (other === name ? 1 : 0));
    const text = 'Will Xiaomi sell phones, as Lei Jun said in December 2017, now that carriers launch them?';
    const conversationArticles = new Set(['2017-12-xiaomi-end-of-2018']);
    const alone = await retrieve(text, { weights, conversationArticles });
    expect(alone.length).toBeGreaterThan(0);
    const off = await retrieve(text, { weights, conversationArticles, without: [name] });
    expect(off.every(({ score }) => score === 0)).toBe(true);
    // The others are not touched.
    expect(await retrieve(text, { weights, without: signalNames.filter((other) => other !== name) })).toHaveLength(
      off.length,
    );
  });

  test('the one that decided no longer does', async () => {
    const weights = forSignals((name) => (name === 'expected' ? 1 : name === 'recency' ? 0.01 : 0));
    const text = 'Why did Xiaomi buy patents?';
    const expectedQuestion = '2015-11-xiaomi-patents';
    expect((await articlesFor(text, { weights }))[0]).toBe(expectedQuestion);
    const scores = (await retrieve(text, { weights, without: ['expected'] })).map(({ score }) => score);
    expect(new Set(scores)).toEqual(new Set([0]));
  });
});

describe('PassageRetriever over a corpus that changes', () => {
  test('never finds an article that was removed, and finds one that was added', async () => {
    const folder = makeFolder();
    const knowledge = path.join(folder, 'knowledge');
    writePhoneCorpus(knowledge);
    const removed = '2018-01-verizon-drops-huawei';
    const before = await PassageRetriever.create(await open(folder));
    const question = await before.understand('Why did Verizon drop Huawei?');
    expect((await before.retrieve(question))[0]?.article.id).toBe(removed);
    rmSync(path.join(knowledge, `${removed}.md`));
    writePhoneArticle(knowledge, {
      id: '2027-01-sprint-returns',
      title: 'Sprint takes a Huawei phone',
      published: '2027-01',
      makers: ['huawei'],
      topics: ['carriers'],
      text: 'Sprint will sell a Huawei phone in 2027 after the spying charges were withdrawn.',
    });
    const after = await PassageRetriever.create(await open(folder));
    for (const text of ['Why did Verizon drop Huawei?', 'Verizon', 'spying', 'Mate 10 Pro in January 2018', '威瑞森'])
      expect(
        (await after.retrieve(await after.understand(text), { count: 50 })).map(({ article }) => article.id),
      ).not.toContain(removed);
    const sprint = await after.retrieve(await after.understand('Which carrier will sell a Huawei phone in 2027?'));
    expect(sprint[0]?.article.id).toBe('2027-01-sprint-returns');
  });

  test('an empty corpus and one of a single article work', async () => {
    const folder = makeFolder();
    const knowledge = path.join(folder, 'knowledge');
    writePhoneCorpus(knowledge, []);
    const empty = await PassageRetriever.create(await open(folder));
    expect(await empty.retrieve(await empty.understand('Why did Verizon drop Huawei?'))).toEqual([]);
    const [first] = phoneArticles;
    if (first) writePhoneArticle(knowledge, first);
    const single = await PassageRetriever.create(await open(folder));
    expect(
      (await single.retrieve(await single.understand('When will Xiaomi sell phones?'))).map(
        ({ article }) => article.id,
      ),
    ).toEqual([first?.id]);
  });
});

describe('PassageRetriever over a vocabulary too large to keep', () => {
  test('reads questions the same way, by asking the store', async () => {
    // A corpus that says it is large: the vocabulary is not kept.
    const statistics = { ...(await index.store.statistics()), passageCount: 20_001 };
    const store = new Proxy(index.store, {
      get: (target, key) => {
        if (key === 'statistics') return async () => statistics;
        const value = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const large = await PassageRetriever.create({ ...index, store });
    for (const text of [
      'Why did Verizon drop Huawei?',
      'Which regulater got a letter?',
      '¿Qué multa pagó ZTE?',
      '小米有多少专利？',
      'giraffe',
    ]) {
      const [own, other] = [await retriever.understand(text), await large.understand(text)];
      const plain = ({ concepts, ...rest }: typeof own) => ({
        ...rest,
        concepts: concepts.map(({ idf: _, ...concept }) => concept),
      });
      expect(plain(other)).toEqual(plain(own));
      expect((await large.retrieve(other)).map(({ passage }) => passage.id).slice(0, 1)).toEqual(
        (await retriever.retrieve(own)).map(({ passage }) => passage.id).slice(0, 1),
      );
    }
  });
});
