import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import picocolors from 'picocolors';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Answered } from '../../src/answer/answer.js';
import { phrases } from '../../src/answer/phrases.js';
import { completeLine, type ReplOptions, runRepl } from '../../src/repl/run-repl.js';
import { Session } from '../../src/repl/session.js';
import type { OpenedIndex } from '../../src/retrieval/open-index.js';
import { parseJsonAnswer } from '../support/contract.js';
import { openInThread } from '../support/open-in-thread.js';
import { writePhoneCorpus } from '../support/phone-corpus.js';
import { quoting, ScriptedEngine } from '../support/scripted-engine.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let index: OpenedIndex;
let verizon: Answered;
const refusal: Answer = { kind: 'no-source', text: phrases.en.noSource, notices: [], nearest: [] };

beforeAll(async () => {
  const folder = makeFolder();
  writePhoneCorpus(path.join(folder, 'knowledge'));
  index = await openInThread(folder);
  verizon = await quoting(
    index.store,
    '2018-01-verizon-drops-huawei',
    'Verizon would not comment on the report by Bloomberg.',
  );
});
afterAll(() => index.close());

class Output extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

function newRepl(options: Partial<ReplOptions> = {}) {
  const output = new Output();
  const engine = new ScriptedEngine({ 'Why?': verizon, 'Who?': refusal });
  const all: ReplOptions = {
    engine,
    store: index.store,
    glossary: index.glossary,
    colors: picocolors.createColors(false),
    width: () => 80,
    areBriefs: false,
    json: false,
    input: Readable.from([]),
    output,
    isTerminal: false,
    historyFile: null,
    ...options,
  };
  return { output, engine, options: all };
}

/** Everything that is written when these chunks are read from a pipe. */
async function transcript(chunks: readonly string[], options: Partial<ReplOptions> = {}): Promise<string> {
  const repl = newRepl({ input: Readable.from(chunks), ...options });
  await runRepl(repl.options);
  return repl.output.text;
}

describe('runRepl() reading from a pipe', () => {
  test('answers line by line, without a prompt, and ends with the input', async () => {
    expect(await transcript(['Why?\nWho?\n'])).toBe(
      `As of 30 January 2018 · 1 source

Verizon would not comment on the report by Bloomberg. [1]

[1] “Verizon would not comment on the report by Bloomberg.”
    Verizon drops the Huawei Mate 10 Pro · The Paper · 30 January 2018
    https://example.org/2018-01-verizon-drops-huawei

My sources don't say.

`,
    );
  });

  test('writes nothing for no input and for blank lines', async () => {
    expect(await transcript([])).toBe('');
    expect(await transcript(['\n\n  \n\t\n'])).toBe('');
  });

  test.each([
    ['in pieces', ['Wh', 'o?', '\nWh', 'y?\n']],
    ['with Windows line ends', ['Who?\r\nWhy?\r\n']],
    ['without a last line end', ['Who?\nWhy?']],
  ])('takes lines %s', async (_name, chunks) => {
    expect((await transcript(chunks)).match(/My sources|As of/g)).toHaveLength(2);
  });

  test('carries commands out', async () => {
    const text = await transcript([':maker huawei\n:why\n:passage 1\nWhy?\n:passage 1\n:reset\n:passage 1\n:zap\n']);
    expect(text.split('\n\n').filter((part) => /^(?:Answering|Cannot|Conversation)/.test(part))).toEqual([
      'Answering from: maker huawei.',
      'Cannot explain: nothing was asked yet; ask a question first.',
      'Cannot show a passage: the last answer cites none; ask a question first.',
      'Conversation and filters forgotten.',
      'Cannot show a passage: the last answer cites none; ask a question first.',
      'Cannot run ":zap": there is no such command; type :help for the list',
    ]);
  });

  test('forgets the conversation between independent questions at :reset', async () => {
    const { engine, options } = newRepl({ input: Readable.from(['Why?\nWho?\n:reset\nWho?\n']) });
    await runRepl(options);
    expect(engine.asked.map(({ conversation }) => conversation?.length)).toEqual([0, 1, 0]);
  });

  test('leaves at :quit and reads no further', async () => {
    const { engine, options } = newRepl({ input: Readable.from(['Who?\n:quit\nWhy?\n']) });
    await runRepl(options);
    expect(engine.asked.map(({ text }) => text)).toEqual(['Who?']);
  });

  test('with --json writes one object a question and nothing else', async () => {
    const lines = ['Why?', '', ':help', 'x'.repeat(2001), ':json', 'Who?', ':reset', ':zap', 'Who?', ':quit', 'Why?'];
    const text = await transcript([`${lines.join('\n')}\n`], { json: true });
    expect(text.endsWith('}\n')).toBe(true);
    const written = text.trimEnd().split('\n').map(parseJsonAnswer);
    expect(written.map(({ kind }) => kind)).toEqual(['answered', 'help', 'no-source', 'no-source']);
  });

  test('does not lose lines that arrive while an answer is being worked out', async () => {
    const { engine, output, options } = newRepl();
    const slow = {
      answer: async (question: Parameters<typeof engine.answer>[0]) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return engine.answer(question);
      },
    };
    await runRepl({ ...options, engine: slow, input: Readable.from(Array.from({ length: 20 }, () => 'Who?\n')) });
    expect(output.text.match(/My sources/g)).toHaveLength(20);
  });
});

/** Types lines at a terminal, each once the one before is answered, and closes it. */
async function typeAtTerminal(lines: readonly string[], options: Partial<ReplOptions> = {}): Promise<string> {
  const input = new PassThrough();
  const { output, options: all } = newRepl({ ...options, input, isTerminal: true });
  const done = runRepl(all);
  for (const line of lines) {
    input.write(`${line}\r`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  input.end();
  await done;
  return output.text;
}

describe('runRepl() at a terminal', () => {
  test('prompts, and sets answers apart by blank lines', async () => {
    const text = await typeAtTerminal(['Who?']);
    expect(text.match(/> /g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).toContain("\nMy sources don't say.\n\n");
  });

  test('Control-C ends it', async () => {
    const text = await typeAtTerminal(['Who?', '\u0003']);
    expect(text).toContain('My sources');
  });
});

describe('the history', () => {
  test('is written for its owner alone, newest first, and read back', async () => {
    const historyFile = path.join(makeFolder(), 'deep', 'repl-history');
    await typeAtTerminal(['Who?', 'Why?', 'Who?', ':help'], { historyFile });
    expect(readFileSync(historyFile, 'utf8')).toBe(':help\nWho?\nWhy?\n');
    expect(statSync(historyFile).mode & 0o777).toBe(0o600);
    // Arrow up, three times, reaches what another run wrote.
    await typeAtTerminal(['\u001b[A\u001b[A\u001b[A'], { historyFile });
    expect(readFileSync(historyFile, 'utf8').split('\n')[0]).toBe('Why?');
  });

  test('keeps the newest 500 lines', async () => {
    const historyFile = path.join(makeFolder(), 'repl-history');
    writeFileSync(historyFile, Array.from({ length: 700 }, (_, number) => `line ${number}`).join('\n'));
    await typeAtTerminal(['Who?'], { historyFile });
    const kept = readFileSync(historyFile, 'utf8').trimEnd().split('\n');
    expect(kept).toHaveLength(500);
    expect(kept.slice(0, 2)).toEqual(['Who?', 'line 0']);
  });

  test.each<[string, (file: string) => void]>([
    ['is a folder', (file) => mkdirSync(file)],
    [
      'is not text',
      (file) =>
        writeFileSync(
          file,
          Uint8Array.from({ length: 5000 }, (_, number) => (number * 7919) % 256),
        ),
    ],
    ['stands below a file', (file) => writeFileSync(path.dirname(file), 'a file')],
    [
      'may not be written',
      (file) => {
        writeFileSync(file, 'Who?\n');
        chmodSync(file, 0o000);
      },
    ],
  ])('harms nothing when its file %s', async (_name, damage) => {
    const folder = path.join(makeFolder(), 'history');
    if (_name !== 'stands below a file') mkdirSync(folder);
    const historyFile = path.join(folder, 'repl-history');
    damage(historyFile);
    expect(await typeAtTerminal(['Who?'], { historyFile })).toContain('My sources');
  });

  test('is neither read nor written when input comes from a pipe', async () => {
    const historyFile = path.join(makeFolder(), 'repl-history');
    await transcript(['Who?\n'], { historyFile });
    expect(existsSync(historyFile)).toBe(false);
  });
});

describe('completeLine()', () => {
  const complete = (line: string, last: Session['last'] = null) => {
    const session = new Session(newRepl().options);
    session.last = last;
    return completeLine(line, session);
  };

  test.each([
    [':', 10],
    [':zap', 10],
  ])('"%s" offers every command', (line, count) => {
    expect(complete(line)[0]).toHaveLength(count);
  });

  test.each([
    [':s', [':sources ', ':since '], ':s'],
    [':ma', [':maker '], ':ma'],
    [':rese', [':reset'], ':rese'],
    [':maker x', ['xiaomi'], 'x'],
    [':maker ', ['xiaomi', 'huawei', 'honor', 'oneplus', 'zte', 'meizu'], ''],
    [':maker H', ['huawei', 'honor'], 'H'],
    [':maker nokia', [], 'nokia'],
    [':topic p', ['patents'], 'p'],
    [':sources z', ['zte'], 'z'],
    [':sources la', ['launch-plan'], 'la'],
    [':passage ', [], ''],
    [':since 20', [], '20'],
    ['Will Xia', ['Xiaomi'], 'Xia'],
    ['what about ho', ['Honor'], 'ho'],
    ['Will H', [], 'H'],
    ['Will Xiaomi ', [], ''],
    ['', [], ''],
  ])('"%s" offers %j', (line, choices, word) => {
    expect(complete(line)).toEqual([choices, word]);
  });

  test('offers the numbers of the last answer’s quotes', async () => {
    const result = await newRepl().engine.answer({ text: 'Why?' });
    expect(complete(':passage ', { question: 'Why?', result })).toEqual([['1'], '']);
    expect(complete(':passage 2', { question: 'Why?', result })).toEqual([[], '2']);
  });
});
