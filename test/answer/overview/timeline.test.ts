import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { AnswerEngine } from '../../../src/answer/answer-question.js';
import type { Timeline } from '../../../src/answer/overview/timeline.js';
import { isProven } from '../../../src/answer/verify-citation.js';
import { type OpenedIndex, openIndex } from '../../../src/retrieval/open-index.js';
import { openFolder } from '../../support/index-folder.js';
import { type PhoneArticle, shippedKnowledgeFolder, writePhoneCorpus } from '../../support/phone-corpus.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const opened: OpenedIndex[] = [];
const today = () => new Date('2026-07-01T00:00:00Z');
afterAll(() => Promise.all(opened.map((index) => index.close())));

const article = (id: string, published: string, text: string, topics = ['carriers']): PhoneArticle => ({
  id,
  title: `What happened to Huawei in the US (${id})`,
  published,
  makers: ['huawei'],
  topics,
  text,
});

const engines = new Map<readonly PhoneArticle[], Promise<AnswerEngine>>();

async function engineOver(articles: readonly PhoneArticle[]): Promise<AnswerEngine> {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'), articles);
  const index = await openFolder(folder);
  opened.push(index);
  return AnswerEngine.create(index, today);
}

async function timelineOf(
  articles: readonly PhoneArticle[],
  options: Partial<Parameters<AnswerEngine['timeline']>[1]> = {},
): Promise<Timeline> {
  const engine = engines.get(articles) ?? engineOver(articles);
  engines.set(articles, engine);
  return (await engine).timeline('huawei', { language: 'en', ...options });
}

const datesOf = ({ events }: Timeline) => events.map(({ date }) => date);

describe('the date of an event', () => {
  const cases = [
    ['said to the day', '2018-02', 'AT&T dropped a Huawei phone in the US on 8 January 2018.', '2018-01-08'],
    ['said to the month', '2020', 'The Commerce Department banned Huawei chips in the US in June 2020.', '2020-06'],
    ['not said: the article’s', '2019-10-20', 'Best Buy sued Huawei in the US last week.', '2019-10-20'],
    [
      'of the event, not of the report',
      '2017-03',
      'Huawei lost its US deal with Verizon in January 2017, Bloomberg reported in March 2017.',
      '2017-01',
    ],
    [
      'of the event, not of its cause',
      '2021',
      'Huawei was listed and fined in the US in May 2021 because it had broken a promise of March 2014.',
      '2021-05',
    ],
    [
      'when a plan was told',
      '2016-03-05',
      'Huawei announced in March 2016 that it would enter US shops in 2030.',
      '2016-03',
    ],
    ['none: it is only said what it was before', '2015-03', 'Huawei opened a US shop some years before 2015.', null],
  ] as const;
  const articles = cases.map(([, published, text], position) => article(`case-${position}`, published, text));

  test.each(cases)('is the one %s', async (_case, _published, text, date) => {
    const { events } = await timelineOf(articles);
    const event = events.find(({ claims }) => claims.some((claim) => claim.text === text));
    expect(event?.date ?? null).toBe(date);
  });
});

describe('a timeline', () => {
  const articles = [
    article('a', '2018-03-01', 'AT&T dropped Huawei phones in the US in January 2018.'),
    article('b', '2019-05-20', 'The Commerce Department banned Huawei in the US on 16 May 2019.', ['sanctions']),
    article('c', '2012-10-08', 'Huawei opened an office in the US in 2012.', ['launch-plan']),
  ];

  test('goes from old to new, each event with one sentence and its proof', async () => {
    const given = await timelineOf(articles);
    expect(datesOf(given)).toEqual(['2012', '2018-01', '2019-05-16']);
    expect(given.events.map(({ claims }) => claims.length)).toEqual([1, 1, 1]);
    expect(given.citations.map(({ marker }) => marker)).toEqual([1, 2, 3]);
  });

  test('tells an event once that two articles report', async () => {
    const twice = article('d', '2018-01-09', 'AT&T dropped Huawei phones in the US in January 2018, CNET reported.');
    expect(datesOf(await timelineOf([...articles, twice]))).toEqual(['2012', '2018-01', '2019-05-16']);
  });

  test('leaves out opinions, forecasts, questions and what happened elsewhere', async () => {
    const noise = [
      article('e', '2018-05', 'Huawei may have sold out its US friends, analysts argued in May 2018.'),
      article('f', '2018-06', 'Has Huawei ended its US business in June 2018?'),
      { ...article('g', '2018-07', 'Huawei opened a shop in July 2018.'), title: 'Huawei opens a shop' },
    ];
    expect(datesOf(await timelineOf([...articles, ...noise]))).toEqual(['2012', '2018-01', '2019-05-16']);
  });

  test('can be narrowed to a topic and a time', async () => {
    expect(datesOf(await timelineOf(articles, { topic: 'sanctions' }))).toEqual(['2019-05-16']);
    expect(datesOf(await timelineOf(articles, { since: '2018' }))).toEqual(['2018-01', '2019-05-16']);
    expect(datesOf(await timelineOf(articles, { since: '2018-01-15', until: '2018' }))).toEqual(['2018-01']);
    expect(datesOf(await timelineOf(articles, { until: '2012-06' }))).toEqual(['2012']);
  });

  test.each([
    [{ since: 'soon' }, '"soon"'],
    [{ until: '2018-13' }, '"2018-13"'],
    [{ topic: 'weather' }, '"weather"'],
  ])('with %o is refused with a remedy', async (options, said) => {
    await expect(timelineOf(articles, options)).rejects.toMatchObject({
      name: 'StatesideError',
      message: expect.stringContaining(said),
      remedy: expect.stringMatching(/./),
    });
  });

  test('of the shipped articles has the great events of Huawei, at most 25, exactly quoted and in order', async () => {
    const index = await openIndex({
      knowledgeFolder: shippedKnowledgeFolder,
      glossaryFolders: [shippedKnowledgeFolder],
      dataFolder: makeFolder(),
    });
    opened.push(index);
    const engine = await AnswerEngine.create(index, today);
    const given = await engine.timeline('huawei', { language: 'en' });
    expect(given.events.length).toBeGreaterThanOrEqual(12);
    expect(given.events.length).toBeLessThanOrEqual(25);
    expect(datesOf(given)).toEqual([...datesOf(given)].sort());
    const text = given.events.flatMap(({ claims }) => claims.map((claim) => claim.text)).join('\n');
    for (const event of ['AT&T abandoned', 'Entity List in May 2019', 'Covered List on 12 March 2021'])
      expect(text).toContain(event);
    for (const citation of given.citations)
      expect(isProven(citation, await index.store.article(citation.articleId))).toBe(true);
    const of2018 = await engine.timeline('huawei', { language: 'en', since: '2018', until: '2018' });
    expect(new Set(datesOf(of2018).map((date) => date.slice(0, 4)))).toEqual(new Set(['2018']));
  });
});
