import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answered, NoSource } from '../../src/answer/answer.js';
import { AnswerEngine, type AnswerResult, QuestionError } from '../../src/answer/answer-question.js';
import { phrases } from '../../src/answer/phrases.js';
import type { Question } from '../../src/answer/question.js';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { openFolder } from '../support/index-folder.js';
import { phoneArticles, writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const opened: OpenedIndex[] = [];
let index: OpenedIndex;
let engine: AnswerEngine;

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'));
  index = await openFolder(folder);
  opened.push(index);
  engine = await AnswerEngine.create(index, () => new Date('2026-03-01T00:00:00Z'));
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

async function answered(text: string, more: Partial<Question> = {}, by = engine): Promise<Answered> {
  const { answer } = await by.answer({ ...more, text });
  if (answer.kind !== 'answered') throw new Error(`"${text}" was not answered: ${answer.text}`);
  return answer;
}

async function refused(text: string, more: Partial<Question> = {}): Promise<NoSource> {
  const { answer } = await engine.answer({ ...more, text });
  if (answer.kind !== 'no-source') throw new Error(`"${text}" was not refused: ${answer.text}`);
  return answer;
}

/** Asks in one conversation; gives the last result. */
async function converse(...texts: string[]): Promise<AnswerResult> {
  let conversation: AnswerResult['conversation'] = [];
  let result: AnswerResult | null = null;
  for (const text of texts) {
    result = await engine.answer({ text, conversation });
    conversation = result.conversation;
  }
  if (!result) throw new Error('Nothing was asked');
  return result;
}

describe('an answer', () => {
  test.each([
    ['Why did Verizon drop Huawei?', 'the US government feared spying'],
    ['Why did AT&T drop Huawei?', 'lawmakers had complained'],
    ['When was the ban on ZTE lifted?', '13 July 2018'],
    ['How much does the OnePlus 6T cost at T-Mobile?', '580 dollars'],
    ['Where does Honor sell phones in the US?', 'Amazon'],
    ['why did verison drop huwaei', 'the US government feared spying'],
    ['¿Por qué dejó Verizon a Huawei?', 'the US government feared spying'],
    ['¿Por qué retiró Google la licencia de Android a Huawei?', 'Departamento de Comercio'],
    ['荣耀什么时候脱离华为独立的？', '2020年11月17日'],
  ])('to “%s” gives the fact in its first sentence', async (text, fact) => {
    expect((await answered(text)).citations[0]?.quote).toContain(fact);
  });

  test('has a citation for every claim and a claim for every citation, numbered from 1', async () => {
    for (const { questions = [] } of phoneArticles)
      for (const question of questions) {
        const { claims, citations, text } = await answered(question);
        const markers = citations.map(({ marker }) => marker);
        expect(markers).toEqual(markers.map((_, position) => position + 1));
        for (const claim of claims) {
          expect(claim.citations.length).toBeGreaterThan(0);
          expect(markers).toEqual(expect.arrayContaining([...claim.citations]));
          const proof = claim.citations.map((marker) => citations[marker - 1]?.quote.replace(/\s+/g, ' ')).join(' ');
          expect(proof).toContain(claim.text);
        }
        expect(new Set(claims.flatMap((claim) => claim.citations))).toEqual(new Set(markers));
        expect(text).toBe(
          claims.map((claim) => `${claim.text} ${claim.citations.map((marker) => `[${marker}]`).join('')}`).join(' '),
        );
      }
  });

  test('cites its articles as they are', async () => {
    const { citations } = await answered('Why did Verizon drop Huawei?');
    const article = phoneArticles.find(({ id }) => id === '2018-01-verizon-drops-huawei');
    expect(citations[0]).toMatchObject({
      articleId: article?.id,
      title: article?.title,
      publisher: 'The Paper',
      published: article?.published,
      url: `https://example.org/${article?.id}`,
    });
    expect(await index.store.passageById(citations[0]?.passageId ?? '')).toMatchObject({ articleId: article?.id });
  });

  test('is as of its newest citation', async () => {
    const { asOf, citations } = await answered('When will Xiaomi sell phones in the US?');
    expect(asOf).toBe(
      citations
        .map(({ published }) => published)
        .sort()
        .at(-1),
    );
  });

  test('quotes a sentence led by a pronoun together with the one before it', async () => {
    for (const [question, pronounLed, before] of [
      [
        'Did the president of Honor expect a carrier to take a handset before 2021?',
        'He expected no carrier',
        'Honor sells unlocked phones',
      ],
      ['How many shops sold it on 1 November 2018?', 'It went on sale in 5,600 shops', 'T-Mobile sells the OnePlus 6T'],
    ] as const) {
      const { citations, claims } = await answered(question);
      const quoted = citations.filter(({ quote }) => quote.includes(pronounLed));
      expect(quoted).not.toEqual([]);
      for (const { quote } of quoted) expect(quote.startsWith(before)).toBe(true);
      const texts = claims.map(({ text }) => text);
      const position = texts.findIndex((text) => text.startsWith(pronounLed));
      expect(texts.slice(0, position).some((text) => text.startsWith(before))).toBe(true);
    }
  });

  test('says nothing twice', async () => {
    for (const { questions = [] } of phoneArticles)
      for (const question of questions) {
        const texts = (await answered(question)).claims.map(({ text }) => text);
        expect(texts).toEqual([...new Set(texts)]);
      }
  });

  test('is the same when asked again', async () => {
    expect(await answered('Why was ZTE banned?')).toEqual(await answered('Why was ZTE banned?'));
  });
});

describe('a comparison', () => {
  test('answers for each maker, and says where there is nothing', async () => {
    const { claims, notices } = await answered('Compare the US launch plans of Xiaomi, Meizu and Honor');
    for (const maker of ['Xiaomi', 'Meizu', 'Honor'])
      expect(claims.map(({ text }) => text).join('\n')).toContain(maker);
    expect(notices.join('\n')).not.toContain('hold no evidence');
  });

  test('over filtered articles names the maker that they do not speak of', async () => {
    const filters = { makers: ['xiaomi'] };
    const { citations, notices } = await answered('Do Xiaomi and Meizu sell phones in the US?', { filters });
    expect(citations.every(({ articleId }) => articleId.includes('xiaomi'))).toBe(true);
    expect(notices).toContain(phrases.en.noEvidenceOn('Meizu'));
  });
});

describe('a question about now or the future', () => {
  test.each([
    'Will Xiaomi sell phones in the US now?',
    'When will Xiaomi sell phones in the US?',
    '¿Venderá Xiaomi móviles en Estados Unidos?',
    '小米现在会在美国卖手机吗？',
  ])('“%s” is answered by the newest first', async (text) => {
    expect((await answered(text)).citations[0]?.articleId).toBe('2026-02-xiaomi-no-plans');
  });

  test('tells what was overtaken, and by what', async () => {
    const { citations, notices } = await answered('When will Xiaomi sell phones in the US?');
    const markerOf = (id: string) => citations.find(({ articleId }) => articleId === id)?.marker ?? 0;
    expect(notices).toContain(
      phrases.en.overtaken(markerOf('2017-12-xiaomi-end-of-2018'), markerOf('2026-02-xiaomi-no-plans')),
    );
  });

  test('gets a notice when all its evidence is old, by the clock, in its language', async () => {
    const text = 'Where does Honor sell phones in the US now?';
    const filters = { makers: ['honor'], until: '2019' };
    const at = (date: string) => AnswerEngine.create(index, () => new Date(date));
    const stale = phrases.en.oldEvidence('March 2019');
    expect((await answered(text, { filters })).notices).toContain(stale);
    expect((await answered(text, { filters }, await at('2019-06-01'))).notices).toEqual([]);
    expect((await answered(text, { filters }, await at('2020-06-01'))).notices).toContain(stale);
    expect((await answered('Where did Honor sell phones in the US?', { filters })).notices).toEqual([]);
    expect((await answered('¿Dónde vende Honor móviles ahora?', { filters })).notices).toContain(
      phrases.es.oldEvidence('marzo de 2019'),
    );
  });
});

describe('a refusal', () => {
  test.each([
    'Who won the world cup in 1998?',
    'What is the best recipe for pancakes?',
    "What's the weather in Chicago tomorrow?",
    '¿Quién ganó el mundial de 1998?',
    '今天北京的天气怎么样？',
    'asdf qwer zxcv',
    '🙂🙂🙂',
    '...',
  ])('“%s” cites nothing', async (text) => {
    const answer = await refused(text);
    expect(answer).not.toHaveProperty('citations');
    expect(answer).not.toHaveProperty('claims');
    expect(Object.values(phrases).map(({ noSource }) => noSource)).toContain(answer.text);
  });

  test('lists at most three articles that are near, each once, and none when nothing is near', async () => {
    const { nearest } = await refused('Which quantum telescope did Huawei paint for the penguins of Peru?');
    expect(nearest.length).toBeGreaterThan(0);
    expect(nearest.length).toBeLessThanOrEqual(3);
    expect(new Set(nearest.map(({ id }) => id)).size).toBe(nearest.length);
    for (const { id, ...shown } of nearest) {
      const article = phoneArticles.find((each) => each.id === id);
      expect(article?.makers).toContain('huawei');
      expect(shown).toEqual({ title: article?.title, published: article?.published, url: `https://example.org/${id}` });
    }
    expect((await refused('asdf qwer zxcv')).nearest).toEqual([]);
  });

  test('is in the language of the question', async () => {
    expect((await refused('Who won the world cup in 1998?')).text).toBe(phrases.en.noSource);
    expect((await refused('¿Quién ganó el mundial de 1998?')).text).toBe(phrases.es.noSource);
    expect((await refused('今天北京的天气怎么样？')).text).toBe(phrases.zh.noSource);
  });

  test('of an empty folder says that there are no articles', async () => {
    const folder = makeFolder();
    writePhoneCorpus(path.join(folder, 'knowledge'), []);
    const empty = await openFolder(folder);
    opened.push(empty);
    const { answer } = await (await AnswerEngine.create(empty)).answer({ text: 'Why did Verizon drop Huawei?' });
    expect(answer).toEqual({ kind: 'no-source', text: phrases.en.noSourceEmpty, notices: [], nearest: [] });
  });
});

describe('help', () => {
  test.each([
    ['hello', 'en'],
    ['What can you do?', 'en'],
    ['¿Qué puedes hacer?', 'es'],
    ['你好', 'zh'],
  ] as const)('“%s” is answered in its language, nothing is looked up', async (text, language) => {
    const { answer, explanation } = await engine.answer({ text });
    expect(answer).toEqual({ kind: 'help', text: phrases[language].help, notices: [] });
    expect(explanation.understood).toBeNull();
  });

  test('leaves the conversation as it is', async () => {
    const { answer } = await converse('Why did Verizon drop Huawei?', 'thanks', 'and AT&T?');
    expect(answer.kind).toBe('answered');
    expect(answer.text).toContain('lawmakers');
  });
});

describe('a follow-up', () => {
  test.each([
    [['Why did Verizon drop Huawei?', 'what about AT&T?'], 'lawmakers had complained'],
    [['When will Xiaomi launch in the US?', 'What about Meizu?'], 'Meizu'],
    [['Did Verizon drop Huawei?', 'why?'], 'feared spying'],
    [['Why did AT&T drop Huawei?', 'and Verizon?'], 'feared spying'],
    [['¿Por qué dejó Verizon a Huawei?', '¿y AT&T?'], 'lawmakers had complained'],
    [['小米会在美国卖手机吗？', '荣耀呢？'], '荣耀'],
    [['Was ZTE banned in April 2018?', 'When was it lifted?'], '13 July 2018'],
  ])('%j is answered with “%s”', async (texts, fact) => {
    const { answer } = await converse(...texts);
    expect(answer.kind).toBe('answered');
    expect(answer.text).toContain(fact);
  });

  test('is shown as it was read', async () => {
    expect((await converse('Why did Verizon drop Huawei?', 'and AT&T?')).explanation.standalone).toEqual({
      text: 'Why did AT&T drop Huawei?',
      about: null,
    });
  });

  test('needs a smaller chance to be answered from the article that was just cited', async () => {
    const { explanation } = await converse('Did Verizon drop Huawei?', 'why?');
    const turn = { standalone: 'Did Verizon drop Huawei?', makers: ['huawei'], citedArticles: [] };
    const elsewhere = await engine.answer({ text: 'why?', conversation: [turn] });
    expect(explanation.verdict?.threshold).toBeLessThan(elsewhere.explanation.verdict?.threshold ?? 0);
  });

  test('leans on nothing when the conversation is new', async () => {
    const { explanation } = await engine.answer({ text: 'why?' });
    expect(explanation.standalone).toEqual({ text: 'why?', about: null });
  });

  test('the conversation keeps the last six turns, and does not change the one it was given', async () => {
    let conversation: AnswerResult['conversation'] = Object.freeze([]);
    for (let turn = 0; turn < 9; turn += 1) {
      const result = await engine.answer({ text: `Why was ZTE banned ${turn}?`, conversation });
      expect(result.conversation).not.toBe(conversation);
      conversation = Object.freeze([...result.conversation]);
    }
    expect(conversation.map(({ standalone }) => standalone)).toEqual(
      [3, 4, 5, 6, 7, 8].map((turn) => `Why was ZTE banned ${turn}?`),
    );
  });
});

describe('filters', () => {
  test.each([
    [{ makers: ['zte'] }, (id: string) => id.includes('zte')],
    [{ topics: ['carriers'] }, (id: string) => /huawei|oneplus/.test(id)],
    [{ since: '2018-07' }, (id: string) => id >= '2018-07'],
    [{ makers: ['huawei'], since: '2019' }, (id: string) => id >= '2019'],
  ])('%j: only such articles are cited or named', async (filters, passes) => {
    for (const text of [
      'Why did Verizon drop Huawei?',
      'Why was ZTE banned?',
      'What did Honor do in the US?',
      'When will Xiaomi sell phones?',
    ]) {
      const { answer } = await engine.answer({ text, filters });
      const ids =
        answer.kind === 'answered'
          ? answer.citations.map(({ articleId }) => articleId)
          : answer.kind === 'no-source'
            ? answer.nearest.map(({ id }) => id)
            : [];
      expect(ids.filter((id) => !passes(id))).toEqual([]);
    }
  });

  test('that nothing passes end in a refusal', async () => {
    expect((await refused('Why did Verizon drop Huawei?', { filters: { since: '2030' } })).nearest).toEqual([]);
  });
});

describe('a question that cannot be looked up', () => {
  test.each([
    ['', 'empty'],
    ['  \n\t ', 'empty'],
    ['x'.repeat(2001), '2001 characters, the limit is 2000'],
    ['小'.repeat(2001), '2001 characters'],
    ['Why\u0000?', 'control characters'],
    ['Why \u001b[31mred\u001b[0m?', 'control characters'],
    ['Why\b?', 'control characters'],
    ['Why\u007f?', 'control characters'],
  ])('%j is told so, with a remedy', async (text, problem) => {
    const error = await engine.answer({ text }).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(QuestionError);
    expect(error).toMatchObject({ message: expect.stringContaining(problem), remedy: expect.stringMatching(/\w/) });
  });

  test('the longest that is allowed, and several lines, are looked up', async () => {
    expect(
      (await engine.answer({ text: `Why did Verizon drop Huawei? ${'x '.repeat(985)}`.trim() })).answer.kind,
    ).toMatch(/answered|no-source/);
    expect((await answered('  Why did Verizon\n drop\tHuawei?  ')).text).toContain('spying');
  });

  test.each([
    '\ud800',
    '\u202eWhy?',
    '<b>Why</b>',
    "'; DROP TABLE passages; --",
    'NEAR(a b) AND "x" OR *',
    '( ( ( (',
    '#{1+1}',
    '%s%n',
    '../../etc/passwd',
    'constructor',
    '__proto__',
  ])('%j does no harm', async (text) => {
    expect((await engine.answer({ text })).answer.kind).toMatch(/answered|no-source/);
  });
});

describe('warming up', () => {
  test('changes no answer', async () => {
    const question = 'Why did Verizon drop Huawei?';
    const before = await answered(question);
    const fresh = await AnswerEngine.create(index, () => new Date('2026-03-01T00:00:00Z'));
    await fresh.warmUp();
    expect(await answered(question, {}, fresh)).toEqual(before);
  });

  test('ends early when it is no longer wanted', async () => {
    const folder = makeFolder();
    writePhoneCorpus(path.join(folder, 'knowledge'));
    const own = await openFolder(folder);
    const fresh = await AnswerEngine.create(own);
    const leaving = new AbortController();
    const warmUp = fresh.warmUp(leaving.signal);
    leaving.abort();
    await warmUp;
    await own.close();
  });
});
