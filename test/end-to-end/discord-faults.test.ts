import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BotProcess } from '../support/discord/bot-process.js';
import type { Channel, Guild } from '../support/discord/channels.js';
import { DiscordStandIn, type StandInOptions } from '../support/discord/stand-in.js';
import { getText } from '../support/get-text.js';
import { writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const question = 'Why did Verizon drop Huawei?';
const home = useTemporaryFolders()();
const knowledgeFolder = path.join(home, 'knowledge');
const dataFolder = path.join(home, 'data');
let discord: DiscordStandIn;
let bot: BotProcess;
let guild: Guild;

async function begin(options: StandInOptions = {}): Promise<void> {
  discord = await DiscordStandIn.start(options);
  guild = discord.guild({ name: 'Phones' });
  bot = await BotProcess.start(discord, { dataFolder, env: { KNOWLEDGE_DIR: knowledgeFolder, METRICS_PORT: '0' } });
}

async function end(): Promise<void> {
  const { code } = await bot.stop();
  await discord.stop();
  expect(code).toBe(0);
}

const person = () => discord.person({ name: 'alice' });
const slash = (channel: Channel = guild.channel('general')) => person().slash('ask', { question }, { channel });

/** A figure of /metrics; 0 when it was never counted. */
async function figure(name: string): Promise<number> {
  const line = bot.stdout.find((one) => one.includes('/metrics')) ?? '{}';
  const { port } = JSON.parse(line) as { port: number };
  const { text } = await getText(`http://127.0.0.1:${port}/metrics`);
  const found = text.split('\n').find((one) => one.startsWith(`${name} `) || one === name);
  return Number(found?.split(' ').at(-1) ?? 0);
}

beforeAll(() => writePhoneCorpus(knowledgeFolder));

/** The requests that carry answers: to the acknowledgement, to the answer, and messages. */
const carriers = ['POST /interactions/**', 'PATCH /webhooks/**', 'POST /channels/*/messages'] as const;

describe('requests that go wrong', () => {
  beforeAll(() => begin());
  afterAll(end);
  afterEach(() => {
    discord.faults.clear();
    const found = [...discord.violations];
    discord.forgetViolations();
    expect(found).toEqual([]);
  });

  const faults: readonly (readonly [string, (pattern: string) => void])[] = [
    ['answered with 500', (pattern) => discord.faults.answerWith(500, pattern)],
    ['answered with 503 twice', (pattern) => discord.faults.answerWith(503, pattern, { times: 2 })],
    ['limited in rate', (pattern) => discord.faults.rateLimit(pattern, { retryAfterS: 0.4 })],
    ['reset on the way', (pattern) => discord.faults.reset(pattern)],
    ['reset after they took effect', (pattern) => discord.faults.reset(pattern, { takesEffect: true })],
    ['closed without an answer', (pattern) => discord.faults.hangUp(pattern)],
    [
      'closed without an answer after they took effect',
      (pattern) => discord.faults.hangUp(pattern, { takesEffect: true }),
    ],
    ['late', (pattern) => discord.faults.delay(pattern, 900)],
  ];

  test.each(faults)('%s: still every answer comes, exactly once', async (_, disturb) => {
    const met = () => Object.values(discord.faults.counts).reduce((sum, count) => sum + count, 0);
    const before = met();
    for (const carrier of carriers) disturb(carrier);
    const alice = person();
    const channels = [guild.channel('one'), guild.channel('two')];
    const replies = await Promise.all([
      ...channels.map((channel) => slash(channel).waitForReply({ timeoutMs: 20_000 })),
      alice.directMessage(question).waitForReply({ timeoutMs: 20_000 }),
    ]);
    for (const reply of replies) expect(reply.text).toContain('Verizon');
    expect(met() - before).toBeGreaterThanOrEqual(carriers.length);
    // Long enough for a second one.
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const channel of [...channels, alice.dm]) expect(discord.botMessages(channel)).toHaveLength(1);
  });

  test('a limit on everything holds the answer back, not away', async () => {
    discord.faults.rateLimit('POST /channels/*/typing', { retryAfterS: 0.5, isGlobal: true });
    const alice = person();
    expect((await alice.directMessage(question).waitForReply()).text).toContain('Verizon');
  });

  test('typing that cannot be shown costs no answer', async () => {
    discord.faults.answerWith(500, 'POST /channels/*/typing', { times: 8 });
    expect((await person().directMessage(question).waitForReply()).text).toContain('Verizon');
  });

  test('an interaction that is over is counted and left, and the next is answered', async () => {
    discord.faults.delay('PATCH /webhooks/**', 300);
    const interaction = slash();
    await interaction.waitForAcknowledgement();
    discord.expireInteractions();
    const name = 'stateside_undelivered_total{what="edit",reason="50027"}';
    await expect.poll(() => figure(name)).toBe(1);
    expect((await slash().waitForReply()).text).toContain('Verizon');
  });

  test('a message that is deleted while its answer is on the way is answered all the same', async () => {
    const alice = person();
    const met = discord.faults.counts.delay;
    discord.faults.delay('POST /channels/*/messages', 500);
    const message = alice.directMessage(question);
    await expect.poll(() => discord.faults.counts.delay, { timeout: 5_000 }).toBe(met + 1);
    alice.deletes(message);
    await discord.waitFor('an answer', () => discord.botMessages(alice.dm)[0]);
  });

  test('an event that is delivered twice is answered once', async () => {
    discord.faults.deliverTwice('MESSAGE_CREATE');
    discord.faults.deliverTwice('INTERACTION_CREATE');
    const alice = person();
    const channel = guild.channel('general');
    await Promise.all([alice.directMessage(question).waitForReply(), slash(channel).waitForReply()]);
    await expect.poll(() => figure('stateside_repeated_events_total')).toBe(2);
    expect([discord.botMessages(alice.dm).length, discord.botMessages(channel).length]).toEqual([1, 1]);
  });

  test('nothing of it is told to people or written to the log as a stack of calls', () => {
    expect(bot.stderr.join('\n')).not.toMatch(/\n\s+at /);
    expect(bot.output).not.toContain('unhandled');
    expect(bot.output).not.toContain(question);
    expect(bot.output).not.toContain(discord.token);
  });
});

describe('the connection', () => {
  beforeAll(() => begin({ heartbeatIntervalMs: 1_000 }));
  afterAll(end);
  afterEach(() => {
    discord.faults.clear();
    const found = [...discord.violations];
    discord.forgetViolations();
    expect(found).toEqual([]);
  });

  const answers = async () => {
    const alice = person();
    expect((await alice.directMessage(question).waitForReply({ timeoutMs: 20_000 })).text).toContain('Verizon');
    expect(discord.botMessages(alice.dm)).toHaveLength(1);
  };

  test('that breaks is resumed, and what was asked meanwhile is answered once', async () => {
    const resumes = discord.gateway.resumes.length;
    discord.gateway.drop();
    const alice = person();
    const message = alice.directMessage(question);
    await discord.gateway.waitForResumes(resumes + 1);
    expect((await message.waitForReply()).text).toContain('Verizon');
    expect(discord.botMessages(alice.dm)).toHaveLength(1);
    await answers();
  });

  test('an answer under way while it breaks is delivered', async () => {
    discord.faults.delay('PATCH /webhooks/**', 500);
    const interaction = slash();
    await interaction.waitForAcknowledgement();
    discord.gateway.drop();
    expect((await interaction.waitForReply()).text).toContain('Verizon');
    await answers();
  });

  test('that Discord wants anew is made anew', async () => {
    const resumes = discord.gateway.resumes.length;
    discord.gateway.requestReconnect();
    await discord.gateway.waitForResumes(resumes + 1);
    await answers();
  });

  test.each([true, false])('whose session became invalid (can be resumed: %s) comes back', async (isResumable) => {
    const logins = discord.gateway.identifies.length;
    const resumes = discord.gateway.resumes.length;
    discord.gateway.invalidateSession({ isResumable });
    if (isResumable) await discord.gateway.waitForResumes(resumes + 1, { timeoutMs: 20_000 });
    else await discord.gateway.waitForLogins(logins + 1, { timeoutMs: 20_000 });
    await answers();
  });

  test('that no longer answers heartbeats is made anew', async () => {
    const resumes = discord.gateway.resumes.length;
    discord.faults.skipsHeartbeatAcknowledgements = true;
    await discord.waitFor('a reconnection', () => (discord.gateway.resumes.length > resumes ? true : undefined));
    discord.faults.skipsHeartbeatAcknowledgements = false;
    await answers();
  });

  test('that is refused for a while comes back', async () => {
    const resumes = discord.gateway.resumes.length;
    discord.gateway.refuseConnections(2);
    discord.gateway.drop();
    await discord.gateway.waitForResumes(resumes + 1, { timeoutMs: 30_000 });
    await answers();
  });
});
