import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeArguments } from '../support/node-arguments.js';
import { writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';
import { WebServer } from '../support/web-server.js';

const root = path.join(import.meta.dirname, '..', '..');
const home = useTemporaryFolders()();
const knowledge = path.join(home, 'knowledge');
const data = path.join(home, 'data');
const review = path.join(data, 'review');
let server: WebServer;

const story = (
  maker: string,
  city: string,
  body: string,
) => `<!doctype html><html lang="en"><head><title>${maker} opens in ${city}</title>
<meta property="og:site_name" content="The City Paper"><meta property="article:published_time" content="2024-05-03"></head>
<body><nav><a href="/">Front page</a></nav><article><h1>${maker} opens in ${city}</h1>${body}</article><footer>All rights reserved</footer></body></html>`;

beforeAll(async () => {
  writePhoneCorpus(knowledge);
  server = await WebServer.start({
    '/honor': story(
      'Honor',
      'Tucson',
      '<p>Honor opened its first American repair desk in Tucson on 3 May 2024, and it will stay open on Sundays.</p><p>The desk belongs to a chain of hardware shops, whose owner Lena Ortiz expects about thirty customers a day.</p><p>Honor would not say whether phones will follow.</p>',
    ),
    '/zte': story(
      'ZTE',
      'Boise',
      '<p>ZTE rented an office in Boise on 3 May 2024 for twelve engineers, according to the city council.</p><p>The rent is paid for two years, and the council gave the company no rebate on its taxes.</p><p>Neighbours had asked for a bakery instead, the mayor said.</p>',
    ),
  });
});

afterAll(async () => {
  await server.close();
});

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(script: string, args: readonly string[]): Promise<Result> {
  const child = spawn(process.execPath, [...nodeArguments, script, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: home, DATA_DIR: data, KNOWLEDGE_DIR: knowledge },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

const importing = (...args: string[]) => run('scripts/import.ts', ['--allow-loopback', ...args]);
const asking = (question: string) => run('src/main/repl.ts', ['--json', '--question', question]);
const question = 'Where did Honor open its first American repair desk?';

describe('npm run import', () => {
  test('without --yes leaves drafts to be read, and answers from nothing of them', async () => {
    const { code, stdout } = await importing(`${server.url}/honor`);
    expect(code).toBe(0);
    expect(stdout).toContain('Drafted 1 article:\n  Honor opens in Tucson');
    expect(stdout).toContain('They wait there to be read. To take them over: npm run import -- ');
    expect(readdirSync(review)).toEqual(['2024-05-honor-opens-in-tucson.md']);
    expect((await asking(question)).stdout).not.toContain('Tucson');
  });

  test('takes the drafts over as their reader corrected them, and answers from them', async () => {
    const draft = path.join(review, '2024-05-honor-opens-in-tucson.md');
    writeFileSync(
      draft,
      readFileSync(draft, 'utf8').replace('publisher: The City Paper', 'publisher: The Tucson Paper'),
    );
    const { code, stdout } = await importing(review);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Imported 1 article:[\s\S]*Indexed: \d+ articles/);
    expect(readdirSync(review)).toEqual([]);
    const answer = JSON.parse((await asking(question)).stdout);
    expect(answer).toMatchObject({ kind: 'answered' });
    expect(answer.citations[0]).toMatchObject({
      publisher: 'The Tucson Paper',
      articleId: '2024-05-honor-opens-in-tucson',
    });
  });

  test('with --yes imports at once; says what is there already, what failed and why; then its exit code is 1', async () => {
    const missing = `${server.url}/missing`;
    const { code, stdout } = await importing('--yes', `${server.url}/zte`, `${server.url}/honor`, missing);
    expect(code).toBe(1);
    expect(stdout).toContain('Imported 1 article:\n  ZTE opens in Boise');
    expect(stdout).toContain(
      `${server.url}/honor: it is already the article "2024-05-honor-opens-in-tucson" (the same address)`,
    );
    expect(stdout).toContain(`Failed: 1 source:\n  ${missing}: there is no such page (status 404); check the address`);
  });

  test('refuses this machine unless it is told otherwise, and options that make no sense', async () => {
    expect(await run('scripts/import.ts', ['--yes', `${server.url}/zte`])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('it leads to 127.0.0.1, which is not on the public internet'),
    });
    expect((await importing('--published', 'yesterday', 'a.html')).stderr).toBe(
      'Cannot import: --published "yesterday" is no date; write 2018, 2018-03 or 2018-03-27\n',
    );
    expect(await importing()).toMatchObject({ code: 1, stderr: expect.stringContaining('no source was named') });
    expect(await importing('--nonsense')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Cannot read the options: /),
    });
  });
});

describe('npm run knowledge', () => {
  const knowing = (...args: string[]) => run('scripts/knowledge.ts', args);

  test('shows what is covered, and where it is thin', async () => {
    const { code, stdout } = await knowing();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^maker +all +launch-plan/m);
    expect(stdout).toMatch(/^Huawei +\d+ 20\d\d/m);
    expect(stdout).toContain('Thin spots');
  });

  test('check names faults and exits with 1', async () => {
    writeFileSync(path.join(knowledge, 'broken.md'), '---\ntitle: Broken\n---\n\nText.\n');
    const { code, stdout } = await knowing('check');
    expect(code).toBe(1);
    expect(stdout).toContain('Cannot load "broken.md": key "publisher" is missing');
    expect(stdout).toMatch(/articles checked, (?:\d+ faults|1 fault) found/);
  });

  test('remove takes an article out of the folder and of the answers', async () => {
    expect((await asking(question)).stdout).toContain('Tucson');
    expect(await knowing('remove', '2024-05-honor-opens-in-tucson')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no terminal; add --yes'),
    });
    const { code, stdout } = await knowing('remove', '--yes', '2024-05-honor-opens-in-tucson');
    expect(code).toBe(0);
    expect(stdout).toContain('Honor opens in Tucson (The Tucson Paper, 2024-05-03)');
    expect(readdirSync(knowledge)).not.toContain('2024-05-honor-opens-in-tucson.md');
    expect((await asking(question)).stdout).not.toContain('Tucson on 3 May');
    expect(await knowing('remove', '--yes', 'nobody')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Cannot remove "nobody": there is no article of that id'),
    });
  });
});
