import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { texts } from '../../src/discord/render/texts.js';
import { BotProcess } from '../support/discord/bot-process.js';
import { DiscordStandIn } from '../support/discord/stand-in.js';
import { getText } from '../support/get-text.js';
import { nodeArguments } from '../support/node-arguments.js';
import { openInThread } from '../support/open-in-thread.js';
import { writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const root = path.join(import.meta.dirname, '..', '..');
const makeFolder = useTemporaryFolders();
const home = makeFolder();
const knowledgeFolder = path.join(home, 'knowledge');
const dataFolder = path.join(home, 'data');
/** A copy of the programs, where .env is a file of the test's own. */
const copy = path.join(home, 'copy');
const question = 'Why did Verizon drop Huawei?';

function copyPrograms(folder: string): void {
  mkdirSync(folder);
  for (const name of ['src', 'scripts', 'package.json'])
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
}

beforeAll(async () => {
  writePhoneCorpus(knowledgeFolder);
  await (await openInThread(home)).close();
  copyPrograms(copy);
});

/** Each test has a Discord and bots of its own. */
const inOrder = test.extend<{ discord: DiscordStandIn }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern that nothing else is needed
  discord: async ({}, use) => {
    const discord = await DiscordStandIn.start();
    await use(discord);
    await discord.stop();
  },
});
/** For tests that share nothing: most of their time is waiting. */
const onDiscord = inOrder.concurrent;

/** Settings of a bot that finds its index ready. */
function prepared(env: Readonly<Record<string, string>> = {}) {
  const own = makeFolder();
  cpSync(dataFolder, own, { recursive: true });
  return { dataFolder: own, env: { KNOWLEDGE_DIR: knowledgeFolder, METRICS_PORT: '0', ...env } };
}

const startBot = (discord: DiscordStandIn, env: Readonly<Record<string, string>> = {}) =>
  BotProcess.start(discord, prepared(env));

const launchBot = (discord: DiscordStandIn, env: Readonly<Record<string, string>> = {}) =>
  BotProcess.launch(discord, prepared(env));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the copy to its end. @param keys What is typed, one part after each time it asks. */
async function run(
  discord: DiscordStandIn,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  { keys = [], cwd = copy }: { keys?: readonly (readonly [prompt: string, typed: string])[]; cwd?: string } = {},
): Promise<Ended> {
  const all = {
    PATH: process.env.PATH,
    DISCORD_API_URL: discord.apiUrl,
    DATA_DIR: dataFolder,
    KNOWLEDGE_DIR: knowledgeFolder,
    ...env,
  };
  const child = spawn(process.execPath, [...nodeArguments, ...args], { cwd, env: all });
  let stdout = '';
  let stderr = '';
  let asked = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {}); // It may leave without reading.
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const [prompt, typed] = keys[asked] ?? [];
    if (prompt === undefined || typed === undefined || !stdout.includes(prompt)) return;
    asked += 1;
    child.stdin.write(typed);
  });
  if (keys.length === 0) child.stdin.end();
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

/** One line for a person on standard error, exit code 1. */
function expectProblem({ code, stderr }: Pick<Ended, 'code' | 'stderr'>, pattern: RegExp): void {
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Indexing'));
  expect(lines).toEqual([expect.stringMatching(pattern)]);
  expect(code).toBe(1);
}

describe.concurrent('npm start', () => {
  onDiscord.for([
    ['is missing', undefined, /^Cannot start the Discord bot: DISCORD_TOKEN is not set; run "npm run setup"/],
    ['is empty', '', /DISCORD_TOKEN is empty; put the token/],
    ['has spaces around it', ' abc.def.ghi ', /DISCORD_TOKEN has spaces before or after it; remove them/],
    ['is broken over lines', 'abc.def\n.ghi', /DISCORD_TOKEN has a line break in it; write the token on one line/],
  ] as const)('says what to do when the token %s', async ([, token, pattern], { discord }) => {
    const ended = await run(discord, ['src/main/discord.ts'], { DISCORD_TOKEN: token });
    expectProblem(ended, pattern);
    if (token?.includes('abc')) expect(ended.stdout + ended.stderr).not.toContain('abc');
    expect(discord.requests).toEqual([]);
  });

  /** Nothing that the bot printed tells the token or how it is built inside. */
  function expectDiscreet(bot: BotProcess, discord: DiscordStandIn): void {
    expect(bot.output).not.toContain(discord.token);
    expect(bot.output).not.toMatch(/^\s+at |node:internal/m);
  }

  onDiscord('ends with a message when Discord refuses the token', async ({ discord }) => {
    discord.faults.refusesToken = true;
    const bot = launchBot(discord);
    const { code } = await bot.waitForEnd();
    expectProblem(
      { code, stderr: bot.stderr.join('\n') },
      /Discord refuses DISCORD_TOKEN; .*; make a new one at https:\/\/discord\.com/,
    );
    expectDiscreet(bot, discord);
  });

  onDiscord('ends with a message when the token is another application’s', async ({ discord }) => {
    discord.faults.otherApplicationId = '123456789012345678';
    const bot = launchBot(discord);
    const { code } = await bot.waitForEnd();
    const pattern = new RegExp(`belongs to another application \\(123456789012345678\\) .* ${discord.applicationId}`);
    expectProblem({ code, stderr: bot.stderr.join('\n') }, pattern);
    expectDiscreet(bot, discord);
    expect(discord.gateway.identifies).toEqual([]);
  });

  onDiscord('ends with a message when the application is not the configured one', async ({ discord }) => {
    const bot = launchBot(discord, { DISCORD_APPLICATION_ID: '123456789012345678' });
    const { code } = await bot.waitForEnd();
    expectProblem({ code, stderr: bot.stderr.join('\n') }, /correct DISCORD_APPLICATION_ID/);
  });

  onDiscord('ends with a message when Discord cannot be reached', async ({ discord }) => {
    const bot = launchBot(discord, { DISCORD_API_URL: 'http://127.0.0.1:1/api' });
    const { code } = await bot.waitForEnd();
    expectProblem(
      { code, stderr: bot.stderr.join('\n') },
      /Discord cannot be reached at .* \(ECONNREFUSED\); check the network/,
    );
  });

  onDiscord('ends with a message when the port for the figures is taken', async ({ discord }) => {
    const first = await startBot(discord);
    const { port } = JSON.parse(first.stdout.find((line) => line.includes('/metrics')) ?? '{}') as { port: number };
    const bot = launchBot(discord, { METRICS_PORT: String(port) });
    const { code } = await bot.waitForEnd();
    expectProblem(
      { code, stderr: bot.stderr.join('\n') },
      new RegExp(`Cannot serve metrics on 127\\.0\\.0\\.1:${port}: EADDRINUSE; `),
    );
    await first.stop();
  });

  onDiscord('ends with a message when the token is revoked while it runs', async ({ discord }) => {
    const bot = await startBot(discord);
    discord.faults.refusesToken = true;
    discord.gateway.close(4004);
    const { code } = await bot.waitForEnd();
    expectProblem({ code, stderr: bot.stderr.join('\n') }, /Cannot stay connected: Discord refuses DISCORD_TOKEN/);
    expectDiscreet(bot, discord);
  });

  onDiscord('starts without commands when Discord does not take them', async ({ discord }) => {
    discord.faults.answerWith(503, 'PUT /applications/**', { times: 100 });
    const bot = launchBot(discord);
    await discord.gateway.waitForLogins(1, { timeoutMs: 40_000 });
    const alice = discord.person({ name: 'alice' });
    expect((await alice.directMessage(question).waitForReply()).text).toContain('Verizon');
    const { code } = await bot.stop();
    expect(code).toBe(0);
    expect(bot.output).toContain('cannot register the commands');
  });
});

describe.concurrent('the end', () => {
  onDiscord('delivers the answers under way, turns new ones away, and leaves in order', async ({ discord }) => {
    const bot = await startBot(discord);
    const channel = discord.guild({ name: 'Phones' }).channel('general');
    discord.faults.delay('PATCH /webhooks/**', 800, { times: 30 });
    discord.faults.delay('POST /channels/*/messages', 800, { times: 3 });
    const asked = Array.from({ length: 10 }, (_, index) =>
      discord.person({ name: `p${index}` }).slash('ask', { question }, { channel }),
    );
    const messages = Array.from({ length: 3 }, (_, index) =>
      discord.person({ name: `d${index}` }).directMessage(question),
    );
    await Promise.all(asked.map((one) => one.waitForAcknowledgement()));
    const stopping = bot.stop('SIGTERM');
    await expect.poll(() => bot.output).toContain('"stopping"');
    const late = discord.person({ name: 'late' }).slash('ask', { question }, { channel });
    const { code, afterMs } = await stopping;
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(10_000);
    for (const one of [...asked, ...messages])
      expect((await one.waitForReply({ timeoutMs: 100 })).text).toContain('Verizon');
    expect(late.message?.content).toBe(texts.en.stopping);
    expect(discord.gateway.isConnected).toBe(false);
    expect(discord.violations).toEqual([]);
  });

  onDiscord('comes at once with a second signal', async ({ discord }) => {
    const bot = await startBot(discord);
    const channel = discord.guild({ name: 'Phones' }).channel('general');
    discord.faults.delay('PATCH /webhooks/**', 8_000);
    await discord.person({ name: 'alice' }).slash('ask', { question }, { channel }).waitForAcknowledgement();
    bot.signal('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(bot.isRunning).toBe(true);
    const { code, afterMs } = await bot.stop('SIGINT');
    expect(code).toBe(1);
    expect(afterMs).toBeLessThan(2_000);
  });

  onDiscord('is not waited for longer than ten seconds', async ({ discord }) => {
    const bot = await startBot(discord);
    const channel = discord.guild({ name: 'Phones' }).channel('general');
    discord.faults.delay('PATCH /webhooks/**', 60_000, { times: 20 });
    await discord.person({ name: 'alice' }).slash('ask', { question }, { channel }).waitForAcknowledgement();
    const { code, afterMs } = await bot.stop('SIGTERM');
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(12_000);
  });

  onDiscord('/healthz says when the connection is away', async ({ discord }) => {
    const bot = await startBot(discord);
    const { port } = JSON.parse(bot.stdout.find((line) => line.includes('/metrics')) ?? '{}') as { port: number };
    const status = async () => (await getText(`http://127.0.0.1:${port}/healthz`)).status;
    await expect.poll(status).toBe(200);
    discord.gateway.refuseConnections(1_000);
    discord.gateway.drop();
    await expect.poll(status).toBe(503);
    discord.gateway.refuseConnections(0);
    await expect.poll(status, { timeout: 20_000 }).toBe(200);
    await bot.stop();
  });
});

describe.concurrent('npm run deploy-commands', () => {
  const deploy = (discord: DiscordStandIn, args: readonly string[] = []) =>
    run(discord, ['scripts/deploy-commands.ts', ...args], { DISCORD_TOKEN: discord.token });

  onDiscord('registers the commands everywhere, each time', async ({ discord }) => {
    for (let count = 1; count <= 2; count += 1) {
      const { code, stdout, stderr } = await deploy(discord);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Registered \d+ commands everywhere: .*ask/);
      expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(count);
    }
    expect(discord.commands().map(({ name }) => name)).toContain('ask');
    expect(discord.violations).toEqual([]);
  });

  onDiscord('registers them for one server', async ({ discord }) => {
    const guild = discord.guild({ name: 'Phones' });
    const { code, stdout } = await deploy(discord, ['--guild', guild.id]);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`for server ${guild.id}`)]);
    expect(discord.commands(guild).map(({ name }) => name)).toContain('ask');
    expect(discord.commands()).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  onDiscord('refuses what is no server id, or no option', async ({ discord }) => {
    expectProblem(
      await deploy(discord, ['--guild', 'my server']),
      /"my server" is no server id; turn on Developer Mode/,
    );
    expectProblem(await deploy(discord, ['--zap']), /--zap.*; see --help/);
    expect(discord.requests).toEqual([]);
  });

  onDiscord('passes on what Discord says to a server that it does not know', async ({ discord }) => {
    const ended = await deploy(discord, ['--guild', '123456789012345678']);
    expectProblem(ended, /Unknown Guild|Missing Access/);
    discord.forgetViolations();
  });
});

describe('npm run setup', () => {
  const own = path.join(home, 'setup');
  const envFile = path.join(own, '.env');
  beforeAll(() => copyPrograms(own));

  /** Makes the program take its pipes for a terminal. */
  const terminal = `data:text/javascript,${encodeURIComponent(
    'process.stdin.isTTY = process.stdout.isTTY = true; process.stdin.setRawMode = () => process.stdin;',
  )}`;

  inOrder('says that it needs a terminal', async ({ discord }) => {
    expectProblem(
      await run(discord, ['src/main/setup.ts'], { DISCORD_TOKEN: discord.token }, { cwd: own }),
      /there is no terminal to ask in; run "npm run setup" in one/,
    );
    expect(existsSync(envFile)).toBe(false);
  });

  inOrder('asks for the token until it is good, registers the commands, and writes .env', async ({ discord }) => {
    writeFileSync(envFile, '# My settings\nLOG_LEVEL=warn\nDISCORD_TOKEN=\n');
    const { code, stdout, stderr } = await run(
      discord,
      ['--import', terminal, 'src/main/setup.ts'],
      {},
      {
        cwd: own,
        keys: [
          ['The bot token', 'abc def\r'],
          ['holds a character that no token has', `  ${discord.token} \r`],
        ],
      },
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Application ${discord.applicationId}`);
    expect(stdout).toContain(`client_id=${discord.applicationId}`);
    expect(stdout).not.toContain(discord.token);
    expect(readFileSync(envFile, 'utf8')).toBe(
      `# My settings\nLOG_LEVEL=warn\nDISCORD_TOKEN=${discord.token}\nDISCORD_APPLICATION_ID=${discord.applicationId}\n`,
    );
    expect(statSync(envFile).mode & 0o777).toBe(0o600);
    expect(discord.commands().length).toBeGreaterThan(5);
    expect(discord.violations).toEqual([]);
  });

  inOrder('writes nothing when the person leaves', async ({ discord }) => {
    const before = readFileSync(envFile, 'utf8');
    const { code, stdout } = await run(
      discord,
      ['--import', terminal, 'src/main/setup.ts'],
      { DISCORD_TOKEN: '' },
      { cwd: own, keys: [['The bot token', '\u0003']] },
    );
    expect([code, stdout]).toEqual([1, expect.stringContaining('Nothing was written.')]);
    expect(readFileSync(envFile, 'utf8')).toBe(before);
    expect(discord.requests).toEqual([]);
  });
});
