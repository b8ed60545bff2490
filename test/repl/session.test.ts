import path from 'node:path';
import picocolors from 'picocolors';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Answered } from '../../src/answer/answer.js';
import { phrases } from '../../src/answer/phrases.js';
import { commands } from '../../src/repl/commands.js';
import { Session, type SessionOptions } from '../../src/repl/session.js';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { writeArticle } from '../support/articles.js';
import { parseJsonAnswer, unsafeCharacters } from '../support/contract.js';
import { openInThread } from '../support/open-in-thread.js';
import { phoneArticles, writePhoneCorpus } from '../support/phone-corpus.js';
import { quoting, ScriptedEngine } from '../support/scripted-engine.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let index: OpenedIndex;
let verizon: Answered;
const refusal: Answer = { kind: 'no-source', text: phrases.en.noSource, notices: [], nearest: [] };
const help: Answer = { kind: 'help', text: phrases.en.help, notices: [] };

beforeAll(async () => {
  const folder = makeFolder();
  const knowledge = path.join(folder, 'knowledge');
  writePhoneCorpus(knowledge);
  writeArticle(
    knowledge,
    'nasty.md',
    {
      title: '"A title\\n\\n[9] “forged” \\u001b[2J\\u202e"',
      publisher: '"The\\nPaper\\u0007"',
      published: '"2024"',
      url: '"https://example.org/\\u001b[31mred"',
      makers: '[meizu]',
      topics: '[]',
    },
    '# A \u001b[1mheading\n\nBefore the quote. Meizu \u001b[31mpainted\u202e its «office» red. After the quote.\n',
  );
  index = await openInThread(folder);
  verizon = await quoting(
    index.store,
    '2018-01-verizon-drops-huawei',
    'Verizon dropped its plan to sell the Huawei Mate 10 Pro in January 2018 because the US government feared spying.',
  );
});
afterAll(() => index.close());

function newSession(options: Partial<SessionOptions> = {}, script: Readonly<Record<string, Answer>> = {}) {
  const engine = new ScriptedEngine({
    'Why did Verizon drop Huawei?': verizon,
    'Who?': refusal,
    hello: help,
    ...script,
  });
  const session = new Session({
    engine,
    store: index.store,
    glossary: index.glossary,
    colors: picocolors.createColors(false),
    width: () => 80,
    areBriefs: false,
    json: false,
    ...options,
  });
  const say = async (line: string) => (await session.handle(line)).text;
  return { session, engine, say };
}

describe('Session.handle() with questions', () => {
  test('answers, refuses and helps', async () => {
    const { say } = newSession();
    expect(await say('Why did Verizon drop Huawei?')).toContain('[1] “Verizon dropped its plan');
    expect(await say('Who?')).toBe(phrases.en.noSource);
    expect((await say('hello')).replace(/\s+/g, ' ')).toBe(phrases.en.help);
  });

  test('passes conversation and filters on', async () => {
    const { say, engine } = newSession();
    await say('Why did Verizon drop Huawei?');
    await say(':maker huawei');
    await say('Who?');
    expect(engine.asked[0]).toMatchObject({ conversation: [], filters: {} });
    expect(engine.asked[1]).toMatchObject({
      conversation: [{ standalone: 'Why did Verizon drop Huawei?' }],
      filters: { makers: ['huawei'] },
    });
  });

  test('passes over blank lines and trims the others', async () => {
    const { say, engine } = newSession();
    expect([await say(''), await say('   '), await say('\t')]).toEqual(['', '', '']);
    await say('  Who?  ');
    expect(engine.asked.map(({ text }) => text)).toEqual(['Who?']);
  });

  test('a question that cannot be looked up gets a hint, and the session goes on', async () => {
    const { say } = newSession();
    expect(await say('x'.repeat(2001))).toBe('Cannot answer: too long; shorten it');
    expect(await say('Who?')).toBe(phrases.en.noSource);
  });

  test('what fails for another reason is not hidden', async () => {
    await expect(newSession().say('Something unscripted')).rejects.toThrow('Nothing is scripted');
  });

  test('a colon alone, or before no word, starts no command', async () => {
    const { say } = newSession({}, { ':': refusal, ':-)': refusal, '::': refusal });
    for (const line of [':', ':-)', '::']) expect(await say(line)).toBe(phrases.en.noSource);
  });
});

describe('JSON', () => {
  test('is one line with the keys that README promises, for every kind', async () => {
    const { say } = newSession({ json: true });
    expect(parseJsonAnswer(await say('Why did Verizon drop Huawei?'))).toEqual({
      question: 'Why did Verizon drop Huawei?',
      ...verizon,
      timings: { retrievalMs: 1.23, answerMs: 2 },
    });
    expect(parseJsonAnswer(await say('Who?'))).toMatchObject({
      kind: 'no-source',
      nearest: [],
      claims: [],
      citations: [],
    });
    expect(parseJsonAnswer(await say('hello'))).toMatchObject({ kind: 'help', claims: [], citations: [] });
    expect(parseJsonAnswer(await say('x'.repeat(2001)))).toMatchObject({
      kind: 'help',
      text: 'Cannot answer: too long; shorten it',
    });
  });

  test('the keys stand in the order README shows', async () => {
    const { say } = newSession({ json: true });
    expect(Object.keys(JSON.parse(await say('Why did Verizon drop Huawei?')))).toEqual([
      'question',
      'kind',
      'mode',
      'asOf',
      'text',
      'claims',
      'citations',
      'notices',
      'timings',
    ]);
  });

  test('commands print nothing, but work', async () => {
    const { say, session } = newSession({ json: true });
    for (const line of [':help', ':sources', ':maker huawei', ':passage 1', ':why', ':nonsense', ':json', ':json'])
      expect(await say(line)).toBe('');
    expect(session.filters).toEqual({ makers: ['huawei'] });
    expect(await session.handle(':quit')).toEqual({ text: '', isFinished: true });
  });

  test('keeps what a person typed, whatever it is', async () => {
    const question = 'a "quoted"\u2028 \ud800 🙂 </script> \\n';
    const { say } = newSession({ json: true }, { [question]: refusal });
    expect(JSON.parse(await say(question)).question).toBe(question);
  });
});

describe(':help', () => {
  test('names every command', async () => {
    const text = await newSession().say(':help');
    for (const { name, summary } of commands) {
      expect(text).toContain(`:${name}`);
      expect(text).toContain(summary);
    }
    expect(await newSession().say(':?')).toBe(text);
    expect(await newSession().say(':HELP me please')).toBe(text);
    expect(await newSession().say('：help')).toBe(text);
  });
});

describe(':quit', () => {
  test.each([':quit', ':exit', ':q', ' :QUIT '])('%s leaves', async (line) => {
    expect(await newSession().session.handle(line)).toEqual({ text: '', isFinished: true });
  });
});

describe('an unknown command', () => {
  test('is named, with the remedy, made safe to show', async () => {
    const text = await newSession().say(':zap\u001b[31m\u202e now');
    expect(text).toContain('Cannot run ":zap');
    expect(text).toContain(':help');
    expect(text).not.toMatch(unsafeCharacters);
  });
});

describe(':sources', () => {
  test('lists all articles, newest first, within the width', async () => {
    const text = await newSession({ width: () => 50 }).say(':sources');
    const lines = text.split('\n');
    expect(lines[0]).toBe(`${phoneArticles.length + 1} of ${phoneArticles.length + 1} articles`);
    const dates = lines.slice(1).flatMap((line) => /^\d{4}(?:-\d{2}){0,2}/.exec(line) ?? []);
    expect(dates).toHaveLength(phoneArticles.length + 1);
    expect(dates).toEqual([...dates].sort().reverse());
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(50);
  });

  test.each([
    ['xiaomi', 3],
    ['XIAOMI', 3],
    ['小米', 3],
    ['荣耀', 2],
    ['2018', 5],
    ['2018-01', 2],
    ['huawei 2018', 2],
    ['bans', 3],
    ['vetos', 3],
    ['The Paper', 13],
    ['t-mobile', 1],
    ['google retira', 1],
    ['verizon-drops', 1],
    ['launch plans', 5],
  ])('"%s" narrows to %i', async (words, count) => {
    expect((await newSession().say(`:sources ${words}`)).split('\n')[0]).toBe(
      `${count} of ${phoneArticles.length + 1} articles`,
    );
  });

  test('says when nothing matches, and when there is nothing', async () => {
    expect(await newSession().say(':sources nokia\u001b 1999')).toBe('No article matches "nokia 1999".');
    const store = { ...index.store, listArticles: async () => [] };
    expect(await newSession({ store }).say(':sources')).toBe('There are no articles.');
  });

  test('shows forty at most, and how many more there are', async () => {
    const [first] = await index.store.listArticles();
    const many = Array.from({ length: 55 }, (_, number) => ({ ...first, id: `a${number}`, title: `Title ${number}` }));
    const store = { ...index.store, listArticles: async () => many } as SessionOptions['store'];
    const lines = (await newSession({ store }).say(':sources')).split('\n');
    expect(lines).toHaveLength(42);
    expect(lines.at(-1)).toBe('… and 15 more; add words to narrow the list');
  });

  test('a title can neither move the cursor nor pretend to be another line', async () => {
    const text = await newSession().say(':sources meizu 2024');
    expect(text).not.toMatch(unsafeCharacters);
    expect(text.split('\n')).toHaveLength(2);
  });
});

describe(':passage', () => {
  test('shows the quote in its context, with its source', async () => {
    const { say } = newSession();
    await say('Why did Verizon drop Huawei?');
    const text = await say(':passage 1');
    expect(text.replace(/\s+/g, ' ')).toBe(
      'Verizon drops the Huawei Mate 10 Pro The Paper · 30 January 2018 »Verizon dropped its plan to sell the Huawei Mate 10 Pro in January 2018 because the US government feared spying.« Verizon would not comment on the report by Bloomberg. https://example.org/2018-01-verizon-drops-huawei',
    );
    expect(await say(':passage [1]')).toBe(text);
  });

  test.each(['2', '0', '-1', '1.5', 'one', '', '99999999999999999999', 'NaN'])(
    'there is no passage "%s"',
    async (argument) => {
      const { say } = newSession();
      await say('Why did Verizon drop Huawei?');
      expect(await say(`:passage ${argument}`)).toBe(
        `Cannot show passage "${argument}": the last answer has [1] to [1]; name one of them.`,
      );
    },
  );

  test('says so before any question and after a refusal', async () => {
    const { say } = newSession();
    const none = 'Cannot show a passage: the last answer cites none; ask a question first.';
    expect(await say(':passage 1')).toBe(none);
    await say('Why did Verizon drop Huawei?');
    await say('Who?');
    expect(await say(':passage 1')).toBe(none);
  });

  test('shows nothing of the article that could reach the terminal', async () => {
    const quote = 'Meizu \u001b[31mpainted\u202e its «office» red.';
    const nasty = await quoting(index.store, 'nasty', quote);
    const { say } = newSession({}, { nasty });
    await say('nasty');
    const text = await say(':passage 1');
    expect(text).not.toMatch(unsafeCharacters);
    expect(text).toContain('Before the quote.');
    expect(text).toContain('«office» red.');
    expect(text).toContain('After the quote.');
    expect(text.split('\n').filter((line) => line.startsWith('[9]'))).toEqual([]);
    expect(text).toContain('https://example.org/[31mred');
  });

  test('says so when the article was changed or withdrawn since', async () => {
    const changed = (await index.store.article('2018-01-verizon-drops-huawei')) ?? null;
    const gone = 'Cannot show passage [1]: its article was changed or withdrawn since; ask again.';
    for (const article of [null, changed && { ...changed, text: `New. ${changed.text}` }]) {
      const store = new Proxy(index.store, {
        get: (target, key) => {
          if (key === 'article') return async () => article;
          const value = Reflect.get(target, key);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const { say } = newSession({ store });
      await say('Why did Verizon drop Huawei?');
      expect(await say(':passage 1')).toBe(gone);
    }
  });
});

describe(':why', () => {
  test('says so before any question, and where nothing was looked up', async () => {
    const { say } = newSession();
    expect(await say(':why')).toBe('Cannot explain: nothing was asked yet; ask a question first.');
    await say('hello');
    expect(await say(':why')).toContain('nothing was looked up');
    await say('Who?');
    expect(await say(':why')).toContain('nothing was looked up');
  });
});

describe(':maker, :topic and :since', () => {
  test.each([
    [':maker xiaomi', 'Answering from: maker xiaomi.', { makers: ['xiaomi'] }],
    [':maker XIAOMI', 'Answering from: maker xiaomi.', { makers: ['xiaomi'] }],
    [':maker 小米', 'Answering from: maker xiaomi.', { makers: ['xiaomi'] }],
    [':maker xaomi', 'Answering from: maker xiaomi.', { makers: ['xiaomi'] }],
    [':maker honor device', 'Answering from: maker honor.', { makers: ['honor'] }],
    [':topic patents', 'Answering from: topic patents.', { topics: ['patents'] }],
    [':topic Patentes', 'Answering from: topic patents.', { topics: ['patents'] }],
    [':topic us launch plans', 'Answering from: topic launch-plan.', { topics: ['launch-plan'] }],
    [':topic 专利', 'Answering from: topic patents.', { topics: ['patents'] }],
    [':since 2019', 'Answering from: published since 2019.', { since: '2019' }],
    [':since 2019-05', 'Answering from: published since 2019-05.', { since: '2019-05' }],
    [':since 2019-05-20', 'Answering from: published since 2019-05-20.', { since: '2019-05-20' }],
  ])('%s', async (line, text, filters) => {
    const { say, session } = newSession();
    expect(await say(line)).toBe(text);
    expect(session.filters).toEqual(filters);
  });

  test('add up, and each is taken back alone', async () => {
    const { say, session } = newSession();
    await say(':maker zte');
    await say(':topic sanctions');
    expect(await say(':since 2018')).toBe('Answering from: maker zte; topic sanctions; published since 2018.');
    expect(await say(':topic')).toBe('Answering from: maker zte; published since 2018.');
    expect(await say(':maker')).toBe('Answering from: published since 2018.');
    expect(await say(':since')).toBe('Answering from all articles.');
    expect(session.filters).toEqual({});
  });

  test.each([
    [':maker nokia', 'the glossary has no such maker; it has xiaomi, huawei'],
    [':topic weather', 'the glossary has no such topic; it has launch-plan, carriers'],
    [':since yesterday', 'it is not a date; write 2024, 2024-05 or 2024-05-17'],
    [':since 2019-13', 'it is not a date'],
    [':since 19', 'it is not a date'],
    [':since 2019-05-20 2020', 'it is not a date'],
  ])('%s says what is wrong and changes nothing', async (line, problem) => {
    const { say, session } = newSession();
    await say(':maker zte');
    expect(await say(line)).toContain(problem);
    expect(session.filters).toEqual({ makers: ['zte'] });
  });
});

describe(':json and :reset', () => {
  test(':json switches to and fro', async () => {
    const { say } = newSession();
    expect(await say(':json')).toBe('Answers are JSON now.');
    expect(parseJsonAnswer(await say('Who?')).kind).toBe('no-source');
    expect(await say(':json')).toBe('Answers are text now.');
    expect(await say('Who?')).toBe(phrases.en.noSource);
  });

  test(':reset forgets conversation, filters and the last answer', async () => {
    const { say, engine } = newSession();
    await say('Why did Verizon drop Huawei?');
    await say(':maker huawei');
    expect(await say(':reset')).toBe('Conversation and filters forgotten.');
    expect(await say(':passage 1')).toContain('cites none');
    await say('Who?');
    expect(engine.asked.at(-1)).toMatchObject({ conversation: [], filters: {} });
  });
});
