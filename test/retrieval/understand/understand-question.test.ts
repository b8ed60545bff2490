import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedIndex } from '../../../src/retrieval/open-index.js';
import { PassageRetriever } from '../../../src/retrieval/retrieve-passages.js';
import { findDates } from '../../../src/retrieval/understand/find-dates.js';
import { searchTermsOf, type UnderstoodQuestion } from '../../../src/retrieval/understand/understand-question.js';
import { writeArticle, writeFile } from '../../support/articles.js';
import { openFolder } from '../../support/index-folder.js';
import { phoneGlossary, writePhoneCorpus } from '../../support/phone-corpus.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const opened: OpenedIndex[] = [];
let retriever: PassageRetriever;
const understand = (text: string, about: string | null = null) => retriever.understand(text, about);

async function openRetriever(folder: string): Promise<PassageRetriever> {
  const index = await openFolder(folder);
  opened.push(index);
  return PassageRetriever.create(index);
}

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'));
  retriever = await openRetriever(folder);
});
afterAll(() => Promise.all(opened.map((index) => index.close())));

const conceptFor = (question: UnderstoodQuestion, surface: string) =>
  question.concepts.find((concept) => concept.surface.toLowerCase() === surface.toLowerCase());
const readingsOf = (question: UnderstoodQuestion, surface: string) =>
  (conceptFor(question, surface)?.alternatives ?? []).map(({ terms }) => terms.join(' '));

test('the words of a saying are no subject', async () => {
  const surfaces = (question: UnderstoodQuestion) => question.concepts.map(({ surface }) => surface.toLowerCase());
  expect(surfaces(await understand('Why did Verizon drop Huawei in the first place?'))).not.toContain('place');
  expect(surfaces(await understand('Which place did Huawei drop?'))).toContain('place');
});

describe('understandQuestion() recognises', () => {
  test.each([
    ['Will Xiaomi come?', ['xiaomi']],
    ['will xiaomi come', ['xiaomi']],
    ["Xiaomi's chances against Honor", ['xiaomi', 'honor']],
    ['¿Vendrá Xiaomi a Estados Unidos?', ['xiaomi']],
    ['小米会在美国卖手机吗？', ['xiaomi']],
    ['荣耀和华为', ['honor', 'huawei']],
    ['What did Lei Jun write?', ['xiaomi']],
    ['Is the Mate 10 Pro on sale?', ['huawei']],
    ['xaomi phones', ['xiaomi']],
    ['It is an honor to meet you', []],
    ['Which maker is the largest?', []],
  ])('the makers of “%s”', async (text, makers) => {
    expect([...(await understand(text)).makers].sort()).toEqual([...makers].sort());
  });

  test.each([
    ['Why did Verizon and AT&T drop it?', ['att', 'verizon']],
    ['威瑞森为什么放弃华为？', ['verizon']],
    ['¿Qué ordenó el Departamento de Comercio?', ['commerce']],
    ['Does tmobile sell it?', ['t-mobile']],
  ])('the carriers and agencies of “%s”', async (text, entities) => {
    expect([...(await understand(text)).entities].sort()).toEqual(entities);
  });

  test.each([
    ['Which carrier has a patent licence?', ['carriers', 'patents']],
    ['¿Qué multa pagó ZTE?', ['sanctions']],
    ['中兴的专利', ['patents']],
    ['What is the weather like?', []],
  ])('the topics of “%s”', async (text, topics) => {
    expect([...(await understand(text)).topics].sort()).toEqual(topics);
  });

  test('the market, which is no concept: nearly every article names it', async () => {
    const question = await understand('Will Xiaomi sell phones in the United States?');
    expect(question.concepts.map(({ surface }) => surface)).toEqual(['Xiaomi', 'sell', 'phones']);
  });

  test('the language', async () => {
    expect((await understand('Why did Verizon drop Huawei?')).language).toBe('en');
    expect((await understand('¿Por qué dejó Verizon a Huawei?')).language).toBe('es');
    expect((await understand('威瑞森为什么放弃华为？')).language).toBe('zh');
  });
});

describe('understandQuestion() knows other ways to put it', () => {
  test('synonyms, less sure than the question’s own word', async () => {
    const phone = conceptFor(await understand('Which handsets?'), 'handsets');
    expect(phone?.alternatives[0]).toEqual({ terms: ['handset'], weight: 1 });
    const synonym = phone?.alternatives.find(({ terms }) => terms[0] === 'phone');
    expect(synonym?.weight).toBeLessThan(1);
    expect(synonym?.weight).toBeGreaterThan(0);
  });

  test('translations of Spanish and Chinese words', async () => {
    expect(readingsOf(await understand('¿Qué multa pagó ZTE?'), 'multa')).toContain('fine');
    expect(readingsOf(await understand('中兴的罚款是多少？'), '罚款')).toContain('fine');
    expect(readingsOf(await understand('小米在美国有多少专利？'), '专利')).toContain('patent');
  });

  test('a maker by its names in every language, a product of it less surely by the maker’s name', async () => {
    expect(readingsOf(await understand('小米手机'), '小米')).toContain('xiaomi');
    const product = conceptFor(await understand('Is the Redmi sold there?'), 'Redmi');
    expect(product).toMatchObject({ kind: 'maker', id: 'xiaomi', isSurfaceKnown: false });
    expect(product?.alternatives.find(({ terms }) => terms[0] === 'xiaomi')?.weight).toBeLessThan(1);
  });

  test.each([
    ['Which regulater got a letter?', 'regulater', 'regul', 'a wrong letter'],
    ['Who feared lawsiuts?', 'lawsiuts', 'lawsuit', 'a swap of neighbours'],
    ['Where is the wharehouse?', 'wharehouse', 'warehous', 'a letter too many'],
  ])('a typing error is read as the word it is near: “%s”', async (text, from, to) => {
    const question = await understand(text);
    expect(question.corrections.find((correction) => correction.from === from)?.to).toContain(to);
    expect(readingsOf(question, from)).toContain(to);
    expect(searchTermsOf(question, 24)).toContain(to);
  });

  test('a word that is English, or that nothing resembles, is not corrected', async () => {
    const question = await understand('Which shopping zqxwvk and which giraffe?');
    expect(question.corrections).toEqual([]);
    expect(conceptFor(question, 'giraffe')).toMatchObject({ isKnown: false });
    expect(conceptFor(question, 'zqxwvk')).toMatchObject({ isKnown: false });
  });

  test('rare words tell more than common ones', async () => {
    const question = await understand('Verizon phones');
    expect(conceptFor(question, 'Verizon')?.idf).toBeGreaterThan(conceptFor(question, 'phones')?.idf ?? 99);
  });
});

describe('understandQuestion() with an earlier question', () => {
  test('keeps its subject, with less weight, for a question that has none', async () => {
    const alone = await understand('Why did Verizon drop Huawei?');
    const question = await understand('why?', 'Why did Verizon drop Huawei?');
    expect(question.makers).toEqual(['huawei']);
    expect(question.entities).toEqual(['verizon']);
    expect(question.intent.answerType).toBe('reason');
    expect(conceptFor(question, 'drop')?.idf).toBeLessThan(conceptFor(alone, 'drop')?.idf ?? 0);
  });

  test('lets go of its makers when the question names its own', async () => {
    const question = await understand('Did Honor lose one too?', 'Why did Verizon drop Huawei?');
    expect(question.makers).toEqual(['honor']);
    expect(question.concepts.filter(({ kind }) => kind === 'maker').map(({ id }) => id)).toEqual(['honor']);
  });

  test('says nothing twice', async () => {
    const question = await understand('And why did Huawei fear Verizon?', 'Why did Verizon drop Huawei?');
    const surfaces = question.concepts.map(({ surface }) => surface.toLowerCase());
    expect(surfaces).toEqual([...new Set(surfaces)]);
  });
});

describe('understandQuestion() over articles on another subject', () => {
  test('leaves the glossary aside', async () => {
    const folder = makeFolder();
    const knowledge = path.join(folder, 'knowledge');
    mkdirSync(knowledge);
    writeFile(knowledge, 'glossary.yaml', phoneGlossary);
    const plants = ['rose', 'tulip', 'fern', 'maple', 'willow', 'cactus', 'lily', 'birch', 'moss', 'daisy'];
    for (const [number, plant] of plants.entries())
      writeArticle(
        knowledge,
        `${plant}.md`,
        { title: `The ${plant}`, published: `20${10 + number}` },
        `The ${plant} needs water in summer. It is an honor for any garden, and Honor is its patron saint.\n`.replace(
          number < 9 ? ', and Honor is its patron saint' : '',
          '',
        ),
      );
    const garden = await openRetriever(folder);
    expect(garden.hasGlossary).toBe(false);
    const question = await garden.understand('Does Honor sell a phone patent?');
    expect(question).toMatchObject({ makers: [], entities: [], topics: [] });
    expect(question.concepts.every(({ kind }) => kind === 'word')).toBe(true);
    expect(retriever.hasGlossary).toBe(true);
  });
});

describe('understandQuestion() with odd input', () => {
  test.each([
    '',
    '   ',
    '?',
    '!!!',
    '🙂',
    '的',
    'the of and',
    '\u202e',
    '\ud800',
    'a'.repeat(2000),
    '小'.repeat(2000),
    '？'.repeat(500),
    'NaN undefined __proto__ constructor toString',
  ])('reads %j without complaint', async (text) => {
    const question = await understand(text);
    expect(question.concepts.every(({ idf }) => Number.isFinite(idf) && idf >= 0)).toBe(true);
    expect(await retriever.retrieve(question)).toBeInstanceOf(Array);
  });
});

test('a maker with the name of a word is known without its capital where nothing has one', async () => {
  expect((await understand('is honor banned')).makers).toEqual(['honor']);
  expect((await understand('does verizon honor the warranty')).makers).toEqual([]);
  expect((await understand('Is it an honor to be banned?')).makers).toEqual([]);
});

describe('findDates()', () => {
  test.each([
    ['What happened in March 2018?', ['2018-03']],
    ['What happened in Mar. 2018?', ['2018-03']],
    ['What happened on March 27, 2018?', ['2018-03']],
    ['What happened on 27 March 2018?', ['2018-03']],
    ['¿Qué pasó en marzo de 2018?', ['2018-03']],
    ['¿Qué pasó en enero del 2019?', ['2019-01']],
    ['2018年3月发生了什么？', ['2018-03']],
    ['2018年发生了什么？', ['2018']],
    ['Was it 2018 or 2019?', ['2018', '2019']],
    ['in 2018 and again in 2018', ['2018']],
    ['the P20 of 12018 or 20180', []],
    ['no date at all', []],
    ['2018年13月', ['2018']],
  ])('%s', (text, dates) => {
    expect(findDates(text)).toEqual(dates);
  });
});

describe('searchTermsOf()', () => {
  test('names every reading once, the most telling first, at most as many as allowed', async () => {
    const question = await understand('Why did Verizon drop the Huawei phone patents in 2018?');
    const terms = searchTermsOf(question, 100);
    expect(terms).toEqual([...new Set(terms)]);
    expect(terms).toEqual(expect.arrayContaining(['verizon', 'huawei', 'phone', 'handset', 'patent']));
    expect(searchTermsOf(question, 3)).toEqual(terms.slice(0, 3));
  });
});
