import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BotProcess } from '../support/discord/bot-process.js';
import type { Guild } from '../support/discord/channels.js';
import { DiscordStandIn } from '../support/discord/stand-in.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const dataFolder = useTemporaryFolders()();
let discord: DiscordStandIn;
let bot: BotProcess;
let guild: Guild;

beforeAll(async () => {
  discord = await DiscordStandIn.start();
  guild = discord.guild({ name: 'Phones' });
  bot = await BotProcess.start(discord, { dataFolder });
});

afterAll(async () => {
  await bot.stop();
  await discord.stop();
});

const questions = [
  'Will Xiaomi sell phones in the US?',
  'Why did Verizon drop Huawei?',
  'Which US carriers sold OnePlus phones?',
  '¿Por qué AT&T dejó a Huawei?',
  '小米会在美国卖手机吗？',
  "What's the weather in Chicago tomorrow?",
] as const;

/** The value below which this share of all lies. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

test('200 questions at once from 50 people are all acknowledged in time and answered', async () => {
  const people = Array.from({ length: 50 }, (_, index) => discord.person({ name: `person ${index}` }));
  const channels = Array.from({ length: 10 }, (_, index) => guild.channel(`channel-${index}`));
  const started = Date.now();
  const asked = Array.from({ length: 200 }, (_, index) => {
    const person = people[index % people.length] ?? people[0];
    const channel = channels[index % channels.length];
    if (person === undefined || channel === undefined) throw new Error('Nobody is there');
    const question = questions[index % questions.length] ?? '';
    return { question, interaction: person.slash('ask', { question }, { channel }) };
  });
  // Those who write a message wait in the same queue.
  const messages = people.slice(0, 10).map((person) => person.directMessage(questions[1]));
  const replies = await Promise.all(asked.map(({ interaction }) => interaction.waitForReply({ timeoutMs: 60_000 })));
  await Promise.all(messages.map((message) => message.waitForReply({ timeoutMs: 60_000 })));

  const acknowledged = asked.map(({ interaction }) => interaction.acknowledgedAfterMs ?? Number.POSITIVE_INFINITY);
  const answered = replies.map(
    (reply, index) => (reply.edits[0]?.at ?? 0) - (asked[index]?.interaction.createdAt ?? 0),
  );
  const row = (name: string, values: readonly number[]) =>
    [name.padEnd(12), ...[0.5, 0.9, 0.99, 1].map((share) => `${quantile(values, share)} ms`.padStart(9))].join(' ');
  process.stdout.write(
    [
      `${' '.repeat(12)}    median       90%       99%   slowest`,
      row('acknowledged', acknowledged),
      row('answered', answered),
      `${replies.length + messages.length} answers in ${Date.now() - started} ms\n`,
    ].join('\n'),
  );
  // Discord's own limit; how fast it is beyond that depends on the machine.
  expect(Math.max(...acknowledged)).toBeLessThan(3_000);
  for (const [index, reply] of replies.entries()) {
    expect(reply.edits).toHaveLength(1);
    expect(reply.content).toContain(asked[index]?.question);
    expect(reply.content).not.toMatch(/try again|inténtalo|再试|went wrong/i);
  }
  expect(discord.violations).toEqual([]);
});

test('afterwards the bot is as quick and as calm as before', async () => {
  const reply = await discord.person({ name: 'later' }).directMessage(questions[1]).waitForReply({ timeoutMs: 3_000 });
  expect(reply.text).toContain('Verizon');
  expect(bot.stdout.filter((line) => /"level":"(?:warn|error)"/.test(line))).toEqual([]);
  // The line of the log may come a moment after the reply.
  await vi.waitFor(() => expect(bot.stdout.filter((line) => line.includes('"kind":'))).toHaveLength(211), 10_000);
});
