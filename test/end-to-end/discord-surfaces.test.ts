import { spawn } from 'node:child_process';
import path from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer/answer.js';
import { compose } from '../../src/main/compose.js';
import { parseJsonAnswer } from '../support/contract.js';
import { BotProcess } from '../support/discord/bot-process.js';
import type { Channel, Guild } from '../support/discord/channels.js';
import type { Message } from '../support/discord/message.js';
import { readAnswer } from '../support/discord/read-answer.js';
import { DiscordStandIn } from '../support/discord/stand-in.js';
import { nodeArguments } from '../support/node-arguments.js';
import { contractQuestions, surfaceContract } from '../support/surface.contract.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const root = path.join(import.meta.dirname, '..', '..');
const dataFolder = useTemporaryFolders()();
let discord: DiscordStandIn;
let bot: BotProcess;
let guild: Guild;
let general: Channel;
const answers = new Map<string, Answer>();
let jsonAnswers: Promise<Map<string, ReturnType<typeof parseJsonAnswer>>> | null = null;

beforeAll(async () => {
  discord = await DiscordStandIn.start();
  guild = discord.guild({ name: 'Phones' });
  general = guild.channel('general');
  bot = await BotProcess.start(discord, { dataFolder });
  const { index, engine } = await compose({ dataFolder, knowledgeFolder: 'knowledge' });
  for (const text of contractQuestions) answers.set(text, (await engine.answer({ text })).answer);
  await index.close();
});

afterAll(async () => {
  await bot.stop();
  await discord.stop();
});

/** Nobody has asked anything before, so nothing is a follow-up. */
const stranger = () => discord.person({ name: 'stranger' });
const expected = async () => answers;

/** All messages of an answer: the last one has its buttons, save for help, which has none. */
async function complete(question: string, messages: () => readonly Message[]): Promise<readonly Message[]> {
  const isHelp = answers.get(question)?.kind === 'help';
  const isWhole = () => messages().some(({ components }) => isHelp || components.length > 0);
  return discord.waitFor('the whole answer', () => (isWhole() ? messages() : undefined));
}

/** A channel each: Discord takes five messages in five seconds. */
async function mentionIn(channel: Channel, question: string): Promise<readonly Message[]> {
  stranger().says(channel, question, { mentionsBot: true });
  return complete(question, () => discord.botMessages(channel));
}

/** The questions go through one REPL, each by itself. */
async function readFromRepl(): Promise<Map<string, ReturnType<typeof parseJsonAnswer>>> {
  const child = spawn(process.execPath, [...nodeArguments, 'src/main/repl.ts', '--json'], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataFolder },
  });
  child.stdin.end(contractQuestions.map((question) => `${question}\n:reset\n`).join(''));
  let output = '';
  for await (const part of child.stdout.setEncoding('utf8')) output += part;
  const lines = output.split('\n').filter((line) => line !== '');
  return new Map(lines.map(parseJsonAnswer).map((answer) => [answer.question, answer]));
}

surfaceContract('at the prompt', expected, async (question) => {
  jsonAnswers ??= readFromRepl();
  const answer = (await jsonAnswers).get(question);
  if (answer === undefined) throw new Error(`The REPL did not answer "${question}"`);
  return {
    text: answer.text,
    quotes: Object.fromEntries(answer.citations.map(({ marker, quote }) => [marker, quote])),
    notices: answer.notices.slice(0, 3),
  };
});

surfaceContract('to a slash command', expected, async (question) => {
  const asked = stranger().slash('ask', { question }, { channel: general });
  const first = await asked.waitForReply();
  return readAnswer(await complete(question, () => [first, ...asked.followUps]));
});

surfaceContract('to a direct message', expected, async (question) => {
  const person = stranger();
  person.directMessage(question);
  return readAnswer(await complete(question, () => discord.botMessages(person.dm)));
});

surfaceContract('to a mention', expected, async (question) => {
  return readAnswer(await mentionIn(guild.channel('aloud'), question));
});

surfaceContract('to a mention where the bot may not embed', expected, async (question) => {
  const { ViewChannel, SendMessages, ReadMessageHistory } = PermissionFlagsBits;
  const bare = guild.channel('bare', { botPermissions: ViewChannel | SendMessages | ReadMessageHistory });
  const messages = await mentionIn(bare, question);
  expect(messages.flatMap(({ embeds }) => embeds)).toEqual([]);
  return readAnswer(messages);
});

describe('the contract', () => {
  test('compared answers of every kind in three languages, and nothing was wrong at Discord', () => {
    expect(new Set([...answers.values()].map(({ kind }) => kind))).toEqual(new Set(['answered', 'no-source', 'help']));
    expect([...answers.values()].filter(({ kind }) => kind === 'answered').length).toBeGreaterThanOrEqual(7);
    expect(discord.violations).toEqual([]);
  });
});
