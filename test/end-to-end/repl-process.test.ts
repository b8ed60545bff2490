import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { phrases } from '../../src/answer/phrases.js';
import { writeArticle } from '../support/articles.js';
import { parseJsonAnswer, unsafeCharacters } from '../support/contract.js';
import { nodeArguments } from '../support/node-arguments.js';
import { openInThread } from '../support/open-in-thread.js';
import { writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const root = path.join(import.meta.dirname, '..', '..');
const makeFolder = useTemporaryFolders();
let home: string;

beforeAll(async () => {
  home = makeFolder();
  writePhoneCorpus(path.join(home, 'knowledge'));
  await (await openInThread(home)).close();
});

/** Starts the REPL as a person would, over the small phone corpus unless told otherwise. */
function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...nodeArguments, 'src/main/repl.ts', ...args], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      KNOWLEDGE_DIR: path.join(home, 'knowledge'),
      DATA_DIR: path.join(home, 'data'),
      ...environment,
    },
  });
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })));
}

async function run(
  args: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = start(args, environment);
  const end = ended(child);
  child.stdin.on('error', () => {}); // It may leave without reading.
  child.stdin.end(input);
  return end;
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

describe('npm run repl -- --json', () => {
  test('prints one object for each question line and nothing else, and exits 0', async () => {
    const lines = [
      'Why did Verizon drop Huawei?',
      'what about AT&T?',
      '',
      ':reset',
      '   ',
      'Who won the world cup in 1998?',
      'hello',
      'x'.repeat(2001),
      'Why\u0007?',
      ':json',
      ':zap',
      '¿Por qué dejó Verizon a Huawei?',
      '小米会在美国卖手机吗？',
    ];
    const { code, stdout, stderr } = await run(['--json'], lines.join('\n'));
    expect(code).toBe(0);
    const answers = linesOf(stdout).map(parseJsonAnswer);
    expect(answers.map(({ question, kind }) => [question.slice(0, 40), kind])).toEqual([
      ['Why did Verizon drop Huawei?', 'answered'],
      ['what about AT&T?', 'answered'],
      ['Who won the world cup in 1998?', 'no-source'],
      ['hello', 'help'],
      ['x'.repeat(40), 'help'],
      ['Why\u0007?', 'help'],
      ['¿Por qué dejó Verizon a Huawei?', 'answered'],
      ['小米会在美国卖手机吗？', 'answered'],
    ]);
    expect(answers[1]?.text).toContain('lawmakers');
    expect(answers[4]?.text).toContain('2001 characters');
    expect(stdout.endsWith('}\n')).toBe(true);
    expect(stderr).toBe('');
  });

  test('whoever closes the output early, as "head -1" does, sees no crash', async () => {
    const child = start(['--json']);
    const end = ended(child);
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.write('hello\n');
    const asking = setInterval(() => child.stdin.write('Why did Verizon drop Huawei?\n'), 20);
    const { code, signal, stderr } = await end;
    clearInterval(asking);
    expect([code, signal, stderr]).toEqual([0, null, '']);
  });

  test('SIGINT ends it while it waits', async () => {
    const child = start(['--json']);
    const end = ended(child);
    child.stdout.once('data', () => child.kill('SIGINT'));
    child.stdin.write('hello\n');
    const { stdout, stderr } = await end;
    expect(linesOf(stdout)).toHaveLength(1);
    expect(stderr).toBe('');
  });
});

describe('npm run repl -- --question', () => {
  test('answers one over the shipped articles, in plain text, and exits', async () => {
    const { code, stdout, stderr } = await run(['--question', 'Why did Verizon drop Huawei?'], '', {
      KNOWLEDGE_DIR: 'knowledge',
      DATA_DIR: path.join(makeFolder(), 'data'),
      FORCE_COLOR: '1',
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^As of .* source/);
    expect(stdout).toContain('[1] “');
    expect(stdout).toContain('brief of the source');
    expect(stdout).not.toMatch(unsafeCharacters);
    expect(stderr).toBe('Indexing the articles …\n');
  });
});

describe('npm run repl -- --knowledge', () => {
  const plants = ['Rose', 'Tulip', 'Fern', 'Maple', 'Cactus', 'Lily', 'Birch', 'Moss'];

  test('answers from plain articles on another subject, names a bad one, and keeps their index apart', async () => {
    const garden = path.join(makeFolder(), 'garden');
    for (let number = 0; number < 40; number += 1) {
      const plant = `${plants[number % plants.length]} ${number}`;
      writeArticle(
        garden,
        `plant-${number}.md`,
        {
          title: `The ${plant}`,
          publisher: 'The Gardener',
          published: String(1980 + number),
          url: `https://example.org/${number}`,
        },
        `The ${plant} needs ${number + 2} litres of water each week in summer. It was planted in Kew in ${1800 + number} by a botanist. Snails are its worst enemy, and gardeners fear them in May.\n`,
      );
    }
    writeFileSync(path.join(garden, 'weed.md'), '---\ntitle: A weed\npublished: "2018-13"\n---\nText.\n');
    const questions =
      'How many litres of water does the Tulip 33 need each week?\nWill Xiaomi sell phones in the US?\n';
    const { code, stdout, stderr } = await run(['--json', '--knowledge', garden], questions);
    expect(code).toBe(0);
    const [water, phones] = linesOf(stdout).map(parseJsonAnswer);
    expect(water).toMatchObject({ kind: 'answered' });
    expect(water?.citations[0]).toMatchObject({
      articleId: 'plant-33',
      quote: expect.stringContaining('35 litres'),
      published: '2013',
    });
    expect(phones).toMatchObject({ kind: 'no-source' });
    expect(linesOf(stderr)).toEqual([
      'Indexing the articles …',
      expect.stringMatching(/weed\.md.*;/),
      '40 articles are indexed, 1 were left out.',
    ]);
    // The default corpus is as it was: it is not indexed anew.
    expect(readdirSync(path.join(home, 'data', 'collections'))).toHaveLength(1);
    const own = await run(['--json', '--question', 'Why did Verizon drop Huawei?']);
    expect(own.stderr).toBe('');
    expect(parseJsonAnswer(own.stdout.trimEnd())).toMatchObject({ kind: 'answered' });
  });

  test('says that an empty folder holds nothing, and answers so', async () => {
    const empty = makeFolder();
    const { code, stdout, stderr } = await run(['--json', '--knowledge', empty], 'Why?\n');
    expect(code).toBe(0);
    expect(parseJsonAnswer(stdout.trimEnd())).toMatchObject({
      kind: 'no-source',
      text: phrases.en.noSourceEmpty,
      nearest: [],
    });
    expect(stderr).toContain('The knowledge folder holds no articles: there is nothing to answer from.');
  });
});

describe('npm run repl, when something is wrong,', () => {
  /** One line for a person on standard error, exit code 1, nothing on standard output. */
  async function expectProblem(end: Promise<Ended>, ...parts: readonly string[]): Promise<void> {
    const { code, stdout, stderr } = await end;
    expect([code, stdout]).toEqual([1, '']);
    expect(linesOf(stderr)).toHaveLength(1);
    for (const part of parts) expect(stderr).toContain(part);
    expect(stderr).not.toMatch(/^\s+at |node:internal/m);
  }

  test('names a knowledge folder that is missing', async () => {
    const missing = path.join(makeFolder(), 'none');
    await expectProblem(run(['--knowledge', missing], 'Why?\n'), missing, 'no such folder', '; name a folder');
    expect(existsSync(missing)).toBe(false);
  });

  test('names an option that it does not know', async () => {
    await expectProblem(run(['--zap']), '--zap', 'see --help');
  });

  test('names a data folder that cannot be made', async () => {
    const folder = makeFolder();
    writeFileSync(path.join(folder, 'file'), 'a file');
    const data = path.join(folder, 'file', 'data');
    await expectProblem(run(['--json'], 'Why?\n', { DATA_DIR: data }), data, 'DATA_DIR');
  });

  test('names a variable that is empty', async () => {
    mkdirSync(path.join(home, 'unused'), { recursive: true });
    await expectProblem(run([], '', { DATA_DIR: ' ' }), 'DATA_DIR', '.env.example');
  });
});
