import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { generationNotices } from '../../src/answer/generate/notices.js';
import { parseJsonAnswer } from '../support/contract.js';
import { ModelServer } from '../support/models/model-server.js';
import { readScript } from '../support/models/script.js';
import { nodeArguments } from '../support/node-arguments.js';
import { openInThread } from '../support/open-in-thread.js';
import { writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const root = path.join(import.meta.dirname, '..', '..');
const makeFolder = useTemporaryFolders();
const home = makeFolder();
const knowledgeFolder = path.join(home, 'knowledge');
const question = 'Why did Verizon drop Huawei?';
const quote =
  'Verizon dropped its plan to sell the Huawei Mate 10 Pro in January 2018 because the US government feared spying.';
const say = generationNotices.en;

beforeAll(async () => {
  writePhoneCorpus(knowledgeFolder);
  await (await openInThread(home)).close();
});

/** Each test has a model and a data folder of its own: the processes run side by side. */
const withModel = test.extend<{ server: ModelServer; run: Run }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern that nothing else is needed
  server: async ({}, use) => {
    const server = await ModelServer.start(readScript('good'));
    await use(server);
    await server.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  run: async ({}, use) => {
    const dataFolder = makeFolder();
    cpSync(path.join(home, 'data'), dataFolder, { recursive: true });
    await use((args, environment, input, entry) =>
      runProcess(args, { KNOWLEDGE_DIR: knowledgeFolder, DATA_DIR: dataFolder, ...environment }, input, entry),
    );
  },
});

type Environment = Readonly<Record<string, string>>;

type Run = typeof runProcess;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Each piece of standard output with the time it came, by performance.now(). */
  readonly pieces: readonly { readonly text: string; readonly at: number }[];
}

function runProcess(
  args: readonly string[],
  environment: Environment,
  input = '',
  entry = 'src/main/repl.ts',
): Promise<Ended> {
  const child = spawn(process.execPath, [...nodeArguments, entry, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
  });
  const pieces: { text: string; at: number }[] = [];
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => pieces.push({ text, at: performance.now() }));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, stdout: pieces.map(({ text }) => text).join(''), stderr, pieces })),
  );
}

describe.concurrent('npm run repl with a chat model', () => {
  withModel('prints each claim as soon as it is proven, then its sources, nothing twice', async ({ server, run }) => {
    server.play(readScript('slow'));
    const { code, stdout, stderr, pieces } = await run(['--question', question], server.environment('openai'));
    expect([code, stderr]).toEqual([0, '']);
    expect(pieces.length).toBeGreaterThan(1);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /^Verizon dropped its plan .+ \[1\] Verizon would not comment .+ \[2\] As of 30 January 2018 · 1 source \[1\] “Verizon dropped/,
    );
    expect(stdout.match(/\[1\]/g)).toHaveLength(2);
  });

  // All that a model may do is in repl-misbehaviour.test.ts.
  withModel.for([
    ['anthropic', 'repairs-itself', 'generated'],
    ['ollama', 'breaks', say.modelFailed],
    ['anthropic', 'endless', say.nothingProven],
  ] as const)(
    'gives one JSON object with other protocols too: %s, %s',
    async ([protocol, script, ending], { server, run }) => {
      server.play(readScript(script));
      const { code, stdout, stderr } = await run(['--json', '--question', question], server.environment(protocol));
      expect([code, stderr]).toEqual([0, '']);
      const answer = parseJsonAnswer(stdout.trimEnd());
      if (answer.kind !== 'answered') throw new Error(`It ends as ${answer.kind}`);
      expect(answer.claims[0]?.text).toBe(quote);
      if (ending === 'generated') expect(answer.mode).toBe('generated');
      else expect([answer.mode, answer.notices]).toEqual(['extractive', [ending]]);
    },
  );

  withModel('stops asking a server that fails again and again', async ({ server, run }) => {
    server.play(readScript('unauthorised'));
    const before = server.requests.length;
    const { stdout } = await run(
      ['--json'],
      server.environment('openai'),
      `${[question, 'Why did AT&T drop Huawei?', 'Why was ZTE banned?', 'Where does Honor sell phones in the US?', 'Why did Xiaomi buy patents?'].join('\n:reset\n')}\n`,
    );
    expect(stdout.trimEnd().split('\n')).toHaveLength(5);
    expect(server.requests.length - before).toBe(3);
  });

  withModel('refuses what the articles do not answer without asking the model', async ({ server, run }) => {
    server.play(readScript('liar'));
    const before = server.requests.length;
    const { stdout } = await run(
      ['--json', '--question', 'Who won the world cup in 1998?'],
      server.environment('openai'),
    );
    expect(parseJsonAnswer(stdout.trimEnd()).kind).toBe('no-source');
    expect(server.requests.length).toBe(before);
  });

  withModel('makes follow-ups complete with the model', async ({ server, run }) => {
    server.play(readScript('rewriter'));
    const { stdout } = await run(
      ['--json'],
      server.environment('openai'),
      `${question}\nand AT&T, did it walk off for such a reason?\n`,
    );
    const [, second] = stdout.trimEnd().split('\n').map(parseJsonAnswer);
    expect(server.requests.at(-1)?.prompt).toContain('"Why did AT&T drop Huawei?"');
    expect(second?.text).toContain('AT&T dropped Huawei');
  });

  withModel('names a key that is missing', async ({ run }) => {
    const { code, stderr } = await run(['--question', question], { CHAT_MODEL: 'openai:gpt' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Cannot start: CHAT_MODEL is openai:gpt, but OPENAI_API_KEY is not set; /);
  });
});

describe.concurrent('npm run repl with another embedder', () => {
  withModel.for(['openai', 'ollama'] as const)(
    'embeds passages once and questions as they come: %s',
    async (provider, { server, run }) => {
      const environment = {
        EMBEDDINGS: `${provider}:words`,
        EMBEDDINGS_BASE_URL: provider === 'openai' ? `${server.origin}/v1` : server.origin,
      };
      const first = await run(['--json', '--question', question], environment);
      expect(parseJsonAnswer(first.stdout.trimEnd())).toMatchObject({ kind: 'answered', mode: 'extractive' });
      const passages = server.embedded.length;
      expect(passages).toBeGreaterThan(12);
      await run(['--json', '--question', question], environment);
      expect(server.embedded.slice(passages).every((text) => text === question)).toBe(true);
    },
  );

  withModel('answers with the local one when it fails, and says so', async ({ server, run }) => {
    server.dimensions = 0;
    const environment = { EMBEDDINGS: 'openai:broken', EMBEDDINGS_BASE_URL: `${server.origin}/v1` };
    const { stdout, stderr } = await run(['--json', '--question', question], environment);
    expect(parseJsonAnswer(stdout.trimEnd()).kind).toBe('answered');
    expect(stderr).toMatch(/^Note: Cannot embed the passages with openai:broken.*the local embedder stands in/);
  });
});

describe.concurrent('npm run doctor', () => {
  const doctorOf = (run: Run) => (environment: Environment) => run([], environment, '', 'src/main/doctor.ts');

  withModel('finds nothing wrong without any setting', async ({ run }) => {
    const { code, stdout } = await doctorOf(run)({});
    expect(code).toBe(0);
    expect(stdout).toContain('12 articles');
    expect(stdout).toMatch(/· chat model +no CHAT_MODEL/);
  });

  withModel.for(['openai', 'anthropic', 'ollama'] as const)(
    'asks a model for its form, and an embedder for its dimensions: %s',
    async (protocol, { server, run }) => {
      const embeddings = { EMBEDDINGS: 'openai:words', EMBEDDINGS_BASE_URL: `${server.origin}/v1` };
      const { code, stdout } = await doctorOf(run)({ ...server.environment(protocol), ...embeddings });
      expect(code).toBe(0);
      expect(stdout).toContain(
        protocol === 'anthropic' ? 'with its own citations' : 'with structured output (JSON schema)',
      );
      expect(stdout).toContain('8 dimensions');
    },
  );

  withModel.for([
    ['no-schema', 0, 'plain JSON (it knows no schemas)'],
    ['refusal', 0, 'not in the form that is asked for'],
    ['unauthorised', 1, '→ check the key'],
    ['no-such-model', 1, '→ check the key, the model’s name'],
    ['always-server-error', 1, '→ see that the server runs'],
  ] as const)(
    'says what is wrong with a model and what to do: %s',
    async ([script, exitCode, words], { server, run }) => {
      server.play(readScript(script));
      const { code, stdout } = await doctorOf(run)(server.environment('openai'));
      expect(code).toBe(exitCode);
      expect(stdout).toContain(words);
    },
  );

  withModel('names a setting that is wrong, and a data folder that cannot be written', async ({ run }) => {
    const doctor = doctorOf(run);
    expect(await doctor({ CHAT_MODEL: 'gpt' })).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('CHAT_MODEL must be'),
    });
    expect(await doctor({ DATA_DIR: path.join(knowledgeFolder, 'glossary.yaml', 'data') })).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('→ give this user the right'),
    });
  });

  // Node's own way of making folders never ends there.
  withModel.skipIf(process.platform !== 'linux')(
    'and a start, end where no data folder can be made',
    async ({ run }) => {
      expect(await doctorOf(run)({ DATA_DIR: '/proc/none' })).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/✗ data folder +\/proc\/none cannot be written \(ENOENT\)\n.*set DATA_DIR/),
      });
      expect(await run(['--question', question], { DATA_DIR: '/proc/none/data' })).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(
          /^Cannot use the data file .*cannot be written; .*set DATA_DIR to another folder\n$/,
        ),
      });
    },
  );
});
