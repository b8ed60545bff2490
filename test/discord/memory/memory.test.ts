import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/answer/answer.js';
import { type Exchange, Memory } from '../../../src/discord/memory/memory.js';
import { useTemporaryFolders } from '../../support/temporary-folders.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const makeFolder = useTemporaryFolders();
let folder: string;
let now: number;
let memory: Memory;

beforeEach(() => {
  folder = makeFolder();
  now = Date.UTC(2026, 0, 15, 12);
  memory = Memory.open(folder, () => now);
});

afterEach(() => memory.close());

const noSource: Answer = { kind: 'no-source', text: "My sources don't say.", notices: [], nearest: [] };
const help: Answer = { kind: 'help', text: 'I answer.', notices: [] };

function add(over: Partial<Omit<Exchange, 'id' | 'askedAt'>> = {}): Exchange {
  const question = over.question ?? 'Why?';
  return memory.addExchange({
    person: 'alice',
    guild: 'phones',
    surface: 'command',
    origin: null,
    question,
    standalone: question,
    companions: [],
    filters: { makers: ['xiaomi'], since: '2024' },
    language: 'en',
    answer: noSource,
    latencyMs: 100,
    ...over,
  });
}

const turn = (standalone: string) => ({ standalone, makers: ['xiaomi'], citedArticles: ['a'] });

/** Everything that stands in the files, freed parts too. */
const bytes = () =>
  readdirSync(folder)
    .filter((name) => name.startsWith('memory.db'))
    .map((name) => readFileSync(path.join(folder, name), 'latin1'))
    .join('');
/** Compared without the whole file in the message of a failure. */
const holds = (text: string) => bytes().includes(inBytes(text));
const inBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

describe('an exchange', () => {
  test('is given back as it was, also after the file was opened again', () => {
    const written = add({ question: '小米？' });
    expect(written.id).toMatch(/^[\w-]{12}$/);
    memory.close();
    memory = Memory.open(folder, () => now);
    expect(memory.exchange(written.id)).toEqual(written);
    expect(memory.exchange('unknown')).toBeNull();
  });

  test('is kept for thirty days, and then gone from the file too', () => {
    const { id } = add({ question: 'zqoldzq' });
    now += 30 * dayMs - 1;
    memory.purge();
    expect(memory.exchange(id)).not.toBeNull();
    now += 1;
    expect(memory.exchange(id)).toBeNull();
    memory.purge();
    expect(memory.personalData('alice').questions).toEqual([]);
  });
});

describe('a conversation', () => {
  test('goes on while its last question is younger than thirty minutes', () => {
    memory.addTurn('dm:1', 'alice', turn('one'));
    now += 29 * minuteMs;
    memory.addTurn('dm:1', 'alice', turn('two'));
    now += 30 * minuteMs;
    expect(memory.conversation('dm:1').map(({ standalone }) => standalone)).toEqual(['one', 'two']);
    now += 1;
    expect(memory.conversation('dm:1')).toEqual([]);
    // The next question starts a new one: the old does not come back with it.
    memory.addTurn('dm:1', 'alice', turn('three'));
    expect(memory.conversation('dm:1')).toEqual([turn('three')]);
  });

  test('belongs to its place, holds the last six questions, and can be started over', () => {
    for (let number = 1; number <= 8; number += 1) memory.addTurn('thread:1', `p${number}`, turn(`q${number}`));
    memory.addTurn('dm:1', 'alice', turn('other'));
    expect(memory.conversation('thread:1').map(({ standalone }) => standalone)).toEqual([
      'q3',
      'q4',
      'q5',
      'q6',
      'q7',
      'q8',
    ]);
    memory.resetConversation('thread:1');
    expect(memory.conversation('thread:1')).toEqual([]);
    expect(memory.conversation('dm:1')).toHaveLength(1);
  });

  test('is purged after its time', () => {
    memory.addTurn('dm:1', 'alice', turn('one'));
    now += 30 * minuteMs;
    memory.purge();
    expect(memory.personalData('alice').conversationTurns).toEqual([]);
  });
});

describe('feedback', () => {
  test('is one voice for each person, the last one', () => {
    const { id } = add();
    memory.giveFeedback(id, 'alice', true);
    memory.giveFeedback(id, 'alice', false, 'old');
    memory.giveFeedback(id, 'bob', true);
    expect(memory.statistics('phones')).toMatchObject({ helpful: 1, notHelpful: 1 });
    expect(memory.personalData('alice').feedback).toEqual([
      { givenAt: '2026-01-15T12:00:00.000Z', isHelpful: false, reason: 'old' },
    ]);
  });

  test('goes nowhere when the answer is forgotten', () => {
    const { id } = add();
    memory.giveFeedback(id, 'bob', false, 'zqreasonzq');
    memory.forget('alice');
    expect(memory.giveFeedback(id, 'bob', true)).toBe(false);
    expect(memory.personalData('bob').feedback).toEqual([]);
  });
});

describe('figures of a server', () => {
  test('count its own questions of thirty days, not those of buttons', () => {
    add({ latencyMs: 50, answer: help });
    now += 31 * dayMs;
    add({ latencyMs: 100 });
    add({ latencyMs: 300 });
    add({ latencyMs: 200, answer: help });
    add({ latencyMs: 9_000, surface: 'button' });
    add({ latencyMs: 9_000, guild: 'other' });
    add({ latencyMs: 9_000, guild: null });
    expect(memory.statistics('phones')).toEqual({
      questions: 3,
      answered: 0,
      refused: 2,
      helpful: 0,
      notHelpful: 0,
      medianLatencyMs: 200,
      slowestLatencyMs: 300,
      modelAnswers: 0,
      modelTokens: 0,
    });
    expect(memory.statistics('nowhere')).toMatchObject({ questions: 0, medianLatencyMs: 0, slowestLatencyMs: 0 });
  });

  test('name the questions without an answer, most asked first, and not who asked', () => {
    add({ question: 'Will it rain?' });
    now += dayMs;
    add({ question: 'will it RAIN?', person: 'bob' });
    add({ question: '下雨吗？', language: 'zh' });
    add({ question: 'answered', answer: help });
    add({ question: 'elsewhere', guild: 'other' });
    const gaps = memory.gaps('phones');
    expect(gaps).toEqual([
      { day: '2026-01-16', question: expect.stringMatching(/will it rain\?/i), language: 'en', times: 2 },
      { day: '2026-01-16', question: '下雨吗？', language: 'zh', times: 1 },
    ]);
    expect(JSON.stringify(gaps)).not.toMatch(/alice|bob/);
  });
});

describe('forget()', () => {
  test('leaves no trace of a person in the files, among hundreds of others', () => {
    const secret = 'zqsecretzq 小米秘密';
    for (let number = 0; number < 300; number += 1) {
      const isAlice = number % 3 === 0;
      const person = isAlice ? '111111111111111111' : `22222222222222${String(number).padStart(4, '0')}`;
      const text = `${isAlice ? secret : 'zqotherzq'} ${number} ${'x'.repeat((number * 37) % 3_000)}`;
      const { id } = add({ person, question: text, answer: { ...noSource, text } });
      memory.addTurn(`channel:${number % 7}:${person}`, person, turn(text));
      memory.giveFeedback(id, person, false, text);
      // Pages are rewritten and freed all the time.
      if (number % 50 === 49) memory.purge();
    }
    expect(holds(secret)).toBe(true);
    expect(memory.forget('111111111111111111')).toBe(300);
    expect(memory.personalData('111111111111111111')).toEqual({
      questions: [],
      conversationTurns: [],
      feedback: [],
      modelTokens: [],
    });
    expect(holds('zqsecretzq')).toBe(false);
    expect(holds('小米秘密')).toBe(false);
    expect(holds('111111111111111111')).toBe(false);
    expect(holds('zqotherzq')).toBe(true);
    expect(memory.forget('111111111111111111')).toBe(0);
  });

  test('takes along what others said of the answers that go', () => {
    const { id } = add();
    memory.giveFeedback(id, 'bob', false, 'zqbobsreasonzq');
    memory.forget('alice');
    expect(memory.personalData('bob').feedback).toEqual([]);
    expect(holds('zqbobsreasonzq')).toBe(false);
  });
});

describe('what was used of a language model', () => {
  const today = '2026-01-15';
  const person = { kind: 'person', id: '333333333333333333' } as const;
  const server = { kind: 'server', id: '333333333333333333' } as const;

  test('is kept by day and account, also after the file was opened again', () => {
    memory.tokenLedger.add(today, person, 3_000);
    memory.tokenLedger.add(today, person, -1_000);
    memory.tokenLedger.add(today, server, 500);
    memory.close();
    memory = Memory.open(folder, () => now);
    expect(memory.tokenLedger.used(today, person)).toBe(2_000);
    expect(memory.tokenLedger.used(today, server)).toBe(500);
    expect(memory.tokenLedger.used('2026-01-16', person)).toBe(0);
    memory.tokenLedger.add(today, person, -9_000);
    expect(memory.tokenLedger.used(today, person)).toBe(0);
  });

  test('goes with the day, by UTC', () => {
    memory.tokenLedger.add(today, person, 3_000);
    now = Date.UTC(2026, 0, 16) - 1;
    memory.purge();
    expect(memory.personalData(person.id).modelTokens).toEqual([{ day: today, tokens: 3_000 }]);
    now += 1;
    memory.purge();
    expect(memory.personalData(person.id).modelTokens).toEqual([]);
  });

  test('goes with its person, not with a server of the same number, and giving back does not bring it back', () => {
    memory.tokenLedger.add(today, person, 3_000);
    memory.tokenLedger.add(today, { kind: 'server', id: 'phones' }, 3_000);
    expect(holds(person.id)).toBe(true);
    expect(memory.forget(person.id)).toBe(1);
    memory.tokenLedger.add(today, person, -500);
    expect(memory.personalData(person.id).modelTokens).toEqual([]);
    expect(holds(person.id)).toBe(false);
    memory.tokenLedger.add(today, server, 100);
    memory.forget(person.id);
    expect(memory.tokenLedger.used(today, server)).toBe(100);
    expect(memory.tokenLedger.used(today, { kind: 'server', id: 'phones' })).toBe(3_000);
  });
});

describe('a conversation of several people', () => {
  test('loses the words of the one who is forgotten, also where others leaned on them', () => {
    const place = 'thread:1';
    memory.addTurn(place, 'alice', turn('zqaliceswordszq'));
    expect(memory.speakers(place)).toEqual(['alice']);
    memory.addTurn(place, 'bob', turn('what about zqaliceswordszq'));
    const own = add({
      person: 'bob',
      question: 'what about Honor?',
      standalone: 'zqaliceswordszq Honor?',
      companions: ['alice', 'carol'],
    });
    memory.forget('alice');
    expect(memory.exchange(own.id)).toMatchObject({
      question: 'what about Honor?',
      standalone: 'what about Honor?',
      companions: ['carol'],
    });
    expect(memory.conversation(place)).toEqual([]);
    expect(holds('zqaliceswordszq')).toBe(false);
  });
});

describe('a damaged file that was set aside', () => {
  test('goes when a person is forgotten, because it cannot be searched', () => {
    writeFileSync(path.join(folder, 'memory.db.damaged-1'), 'zqsetasidezq');
    memory.forget('alice');
    expect(holds('zqsetasidezq')).toBe(false);
  });
});

describe('an answer to a button of somebody else’s answer', () => {
  test('is erased with it, because it repeats the question', () => {
    const asked = add({ question: 'zqalicesquestionzq' });
    const more = add({ question: 'zqalicesquestionzq', person: 'bob', surface: 'button', origin: asked.id });
    const evenMore = add({ question: 'zqalicesquestionzq', person: 'carol', surface: 'button', origin: more.id });
    const own = add({ question: 'zqbobsquestionzq', person: 'bob' });
    memory.forget('alice');
    expect([asked, more, evenMore, own].map(({ id }) => memory.exchange(id)?.person ?? null)).toEqual([
      null,
      null,
      null,
      'bob',
    ]);
    expect([holds('zqalicesquestionzq'), holds('zqbobsquestionzq')]).toEqual([false, true]);
  });
});

describe('takeEvent()', () => {
  test('takes an event once, also after a restart, and lets it go after two days', () => {
    expect([memory.takeEvent('message:1'), memory.takeEvent('message:1'), memory.takeEvent('message:2')]).toEqual([
      true,
      false,
      true,
    ]);
    memory.close();
    memory = Memory.open(folder, () => now);
    expect(memory.takeEvent('message:1')).toBe(false);
    now += 2 * dayMs;
    memory.purge();
    expect(memory.takeEvent('message:1')).toBe(true);
  });
});

describe('a damaged file', () => {
  test('is set aside, said so, and an empty one is started', () => {
    const { id } = add();
    memory.close();
    writeFileSync(path.join(folder, 'memory.db'), 'this is no database, but long enough to be one. '.repeat(100));
    memory = Memory.open(folder, () => now);
    expect(memory.notices).toEqual([expect.stringContaining('damaged')]);
    expect(memory.exchange(id)).toBeNull();
    expect(memory.exchange(add().id)).not.toBeNull();
    expect(existsSync(path.join(folder, `memory.db.damaged-${now}`))).toBe(true);
  });

  test('never keeps the bot from starting, wherever it is damaged', () => {
    for (let number = 0; number < 40; number += 1) add({ question: `${number} ${'x'.repeat(500)}` });
    memory.close();
    const whole = readFileSync(path.join(folder, 'memory.db'));
    for (const at of [0, 20, 100, 4_096, 8_192, whole.length - 600]) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xff, at, at + 500);
      writeFileSync(path.join(folder, 'memory.db'), damaged);
      memory = Memory.open(folder, () => now);
      expect(memory.exchange(add().id)).not.toBeNull();
      memory.close();
    }
    memory = Memory.open(folder, () => now);
  });
});
