import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnswerEngine } from '../../../src/answer/answer-question.js';
import type { Prospects } from '../../../src/answer/overview/prospects.js';
import { isProven } from '../../../src/answer/verify-citation.js';
import { GlossaryFile } from '../../../src/knowledge/glossary.js';
import { type OpenedIndex, openIndex } from '../../../src/retrieval/open-index.js';
import { openFolder } from '../../support/index-folder.js';
import {
  type PhoneArticle,
  phoneArticles,
  shippedKnowledgeFolder,
  writePhoneCorpus,
} from '../../support/phone-corpus.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const opened: OpenedIndex[] = [];
const today = () => new Date('2026-07-01T00:00:00Z');
let shipped: OpenedIndex;
let engine: AnswerEngine;
const prospects = new Map<string, Prospects>();

beforeAll(async () => {
  shipped = await openIndex({
    knowledgeFolder: shippedKnowledgeFolder,
    glossaryFolders: [shippedKnowledgeFolder],
    dataFolder: makeFolder(),
  });
  opened.push(shipped);
  engine = await AnswerEngine.create(shipped, today);
  for (const { id } of shipped.glossary.file.makers) prospects.set(id, await engine.prospects(id, { language: 'en' }));
});
afterAll(() => Promise.all(opened.map((index) => index.close())));

async function engineOver(articles: readonly PhoneArticle[]): Promise<AnswerEngine> {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'), articles);
  const index = await openFolder(folder);
  opened.push(index);
  return AnswerEngine.create(index, today);
}

const told = (given: Prospects | undefined, topic: string) =>
  given?.hurdles.find((hurdle) => hurdle.topic === topic)?.claims.map(({ text }) => text) ?? [];

describe('the prospects of every maker of the shipped articles', () => {
  test('list the hurdles of the glossary in its order', () => {
    const { hurdles = [] } = shipped.glossary.file;
    expect(hurdles.slice(0, 4)).toEqual(['launch-plan', 'carriers', 'security', 'sanctions']);
    for (const given of prospects.values()) expect(given.hurdles.map(({ topic }) => topic)).toEqual(hurdles);
  });

  test('have one or two sentences a hurdle, each with an exact quote that says just that', async () => {
    for (const { hurdles, citations } of prospects.values()) {
      expect(citations.map(({ marker }) => marker)).toEqual(citations.map((_, index) => index + 1));
      for (const citation of citations)
        expect(isProven(citation, await shipped.store.article(citation.articleId))).toBe(true);
      for (const { claims } of hurdles) {
        expect(claims.length).toBeLessThanOrEqual(2);
        for (const claim of claims)
          expect(claim.citations.map((marker) => citations[marker - 1]?.quote.replace(/\s+/g, ' '))).toEqual([
            claim.text,
          ]);
      }
    }
  });

  test('name the maker in every sentence', () => {
    for (const [id, { hurdles }] of prospects)
      for (const claim of hurdles.flatMap(({ claims }) => claims))
        expect(shipped.glossary.tagMakers(claim.text), claim.text).toContain(id);
  });

  test('tell of a hurdle only what an article about that hurdle says', async () => {
    for (const { hurdles, citations } of prospects.values())
      for (const { topic, claims } of hurdles)
        for (const claim of claims) {
          const { articleId } = citations[(claim.citations[0] ?? 0) - 1] ?? { articleId: '' };
          expect((await shipped.store.articleSummary(articleId))?.topics, claim.text).toContain(topic);
        }
  });

  test('are known for the makers that much is written about, and blank where nothing is', () => {
    for (const maker of ['xiaomi', 'huawei', 'zte', 'oneplus'])
      expect(prospects.get(maker)?.hurdles.filter(({ claims }) => claims.length > 0).length).toBeGreaterThanOrEqual(6);
    expect(told(prospects.get('meizu'), 'security')).toEqual([]);
  });

  test('lead with the newest word: Xiaomi has no plans', () => {
    expect(told(prospects.get('xiaomi'), 'launch-plan')[0]).toContain('no plans to enter the US market');
    expect(prospects.get('xiaomi')?.asOf?.slice(0, 4)).toBe('2026');
  });

  test('tell the end of a case before its beginning: Motorola and Ericsson settled', () => {
    const [first, second] = told(prospects.get('motorola'), 'patents');
    expect(first).toContain('settled');
    expect(second).toContain('infringe');
  });
});

describe('prospects', () => {
  test('leave out what a later article overtook when that says more', async () => {
    const given = await (await engineOver(phoneArticles)).prospects('xiaomi', { language: 'en' });
    expect(told(given, 'launch-plan')[0]).toContain('Xiaomi has no plans');
    expect(told(given, 'launch-plan').join(' ')).not.toContain('Xiaomi plans to sell phones');
  });

  test('say once that they are old, in the reader’s language', async () => {
    const small = await engineOver(phoneArticles.filter(({ id }) => id < '2020'));
    expect((await small.prospects('zte', { language: 'es' })).notices.join()).toContain('2018');
    expect((await small.prospects('zte', { language: 'es' })).notices.join()).toContain('prueba más reciente');
  });

  test('of a maker without articles are blanks without citations', async () => {
    const given = await (await engineOver([])).prospects('meizu', { language: 'en' });
    expect(given).toMatchObject({ maker: 'meizu', asOf: null, citations: [], notices: [] });
    expect(given.hurdles.every(({ claims }) => claims.length === 0)).toBe(true);
  });

  test('keep to the filters', async () => {
    const since = await engine.prospects('huawei', { language: 'en', filters: { since: '2024' } });
    expect(since.citations.length).toBeGreaterThan(0);
    expect(since.citations.filter(({ published }) => published < '2024')).toEqual([]);
    const other = await engine.prospects('huawei', { language: 'en', filters: { makers: ['zte'] } });
    expect(other.citations).toEqual([]);
  });

  test('follow the topics of a glossary that names no hurdles', async () => {
    const given = await (await engineOver(phoneArticles)).prospects('zte', { language: 'en' });
    expect(given.hurdles.map(({ topic }) => topic)).toEqual(['launch-plan', 'carriers', 'patents', 'sanctions']);
  });

  test('need hurdles that are topics', () => {
    const parsed = GlossaryFile.safeParse({ ...shipped.glossary.file, hurdles: ['weather'] });
    expect(parsed.error?.issues.map(({ path: at }) => at)).toEqual([['hurdles']]);
  });

  test('of an unknown maker are refused with a remedy', async () => {
    await expect(engine.prospects('nokia', { language: 'en' })).rejects.toMatchObject({
      message: expect.stringContaining('"nokia"'),
      remedy: expect.stringContaining('glossary.yaml'),
    });
  });

  test('are told of Spanish and Chinese articles too', async () => {
    const both = await engineOver(phoneArticles);
    expect(told(await both.prospects('honor', { language: 'zh' }), 'launch-plan').join()).toContain('荣耀');
  });
});

describe('a question about prospects as a whole', () => {
  test.each([
    "What are Xiaomi's prospects in the US?",
    '小米在美国的前景如何？',
    '¿Qué futuro tiene Xiaomi en EE. UU.?',
    'What hurdles does Xiaomi face in America?',
  ])('“%s” is answered hurdle by hurdle', async (text) => {
    const { answer } = await engine.answer({ text });
    if (answer.kind !== 'answered') throw new Error(answer.text);
    const first = (prospects.get('xiaomi')?.hurdles ?? []).flatMap(({ claims }) => claims.map((claim) => claim.text));
    expect(answer.claims.length).toBeGreaterThanOrEqual(5);
    expect(answer.claims.length).toBeLessThanOrEqual(8);
    expect(answer.claims.filter((claim) => !first.includes(claim.text))).toEqual([]);
    expect(answer.text).toContain(`${answer.claims[0]?.text} [1]`);
  });

  test.each([
    'Will Xiaomi sell phones in the US?',
    "What patent hurdles does Xiaomi's licence remove?",
    'What are the prospects of Xiaomi and Honor?',
    "What is the outlook for Xiaomi's electric cars?",
  ])('“%s” is another one', async (text) => {
    const { answer } = await engine.answer({ text });
    const hurdles = prospects.get('xiaomi')?.hurdles.flatMap(({ claims }) => claims.map((claim) => claim.text)) ?? [];
    const claims = answer.kind === 'answered' ? answer.claims.map((claim) => claim.text) : [];
    expect(claims.filter((claim) => hurdles.includes(claim)).length).toBeLessThan(5);
  });
});
