import { PermissionFlagsBits } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { generationNotices } from '../../src/answer/generate/notices.js';
import { texts } from '../../src/discord/render/texts.js';
import { BotProcess } from '../support/discord/bot-process.js';
import type { Guild } from '../support/discord/channels.js';
import { readAnswer } from '../support/discord/read-answer.js';
import { DiscordStandIn } from '../support/discord/stand-in.js';
import { getText } from '../support/get-text.js';
import { type PhoneHome, usePhoneHome } from '../support/models/phone-home.js';
import { readScript } from '../support/models/script.js';

const home = usePhoneHome();
const verizon = 'Why did Verizon drop Huawei?';
const quote = 'Verizon dropped its plan to sell the Huawei Mate 10 Pro in January 2018';
const say = generationNotices.en;
const slowly = { ...readScript('slow'), replies: [{ ...readScript('slow').replies[0], pieceLength: 5, pauseMs: 60 }] };
let server: PhoneHome['server'];
let discord: DiscordStandIn;
let bot: BotProcess;
let guild: Guild;

beforeAll(async () => {
  server = home().server;
  discord = await DiscordStandIn.start();
  guild = discord.guild({ name: 'Phones' });
  bot = await startBot();
});
afterAll(async () => {
  await bot.stop();
  await discord.stop();
});
afterEach(() => {
  const found = [...discord.violations];
  discord.forgetViolations();
  expect(found).toEqual([]);
});

const startBot = () =>
  BotProcess.start(discord, {
    dataFolder: home().dataFolder,
    env: {
      KNOWLEDGE_DIR: home().knowledgeFolder,
      METRICS_PORT: '0',
      ...server.environment('openai'),
      OPENAI_API_KEY: 'sk-very-secret-key',
      CHAT_TOKENS_PER_PERSON: '4000',
    },
  });

let people = 0;
const someone = () => {
  people += 1;
  return discord.person({ name: `person${people}` });
};
/** Past the cache: a question of its own for each test. */
const ask = (text: string, who = someone()) =>
  who.slash('ask', { question: text }, { channel: guild.channel('general') });
const isWhole = (labels: readonly string[]) => labels.includes(texts.en.helpful);

describe('an answer by a language model on Discord', () => {
  test('grows claim by claim and ends with its buttons', async () => {
    server.play(slowly);
    const interaction = ask(verizon);
    const reply = await interaction.waitForReply();
    await discord.waitFor('the whole answer', () => (isWhole(reply.buttonLabels) ? reply : undefined), {
      timeoutMs: 30_000,
    });
    const shown = readAnswer([reply]);
    expect(shown.text).toContain(quote);
    expect(Object.keys(shown.quotes)).toEqual(['1', '2']);
    const first = reply.edits[0];
    expect(first?.text).toContain(quote);
    expect(first?.text).not.toContain('would not comment');
  });

  test('grows in a direct message as one message', async () => {
    server.play(slowly);
    const person = someone();
    const message = person.says(person.dm, `${verizon} `);
    const reply = await message.waitForReply();
    await discord.waitFor('the whole answer', () => (isWhole(reply.buttonLabels) ? reply : undefined), {
      timeoutMs: 30_000,
    });
    expect(readAnswer([reply]).text).toContain(quote);
    expect(discord.botMessages(reply.channel)).toHaveLength(1);
  });

  test('ends where its asker stops it, and for nobody else', async () => {
    server.play(readScript('stalls-after-a-claim'));
    const [alice, bob] = [someone(), someone()];
    const interaction = ask('Why was ZTE banned?', alice);
    const reply = await interaction.waitForReply();
    const withStop = await discord.waitFor('the button', () =>
      reply.buttonLabels.includes(texts.en.stop) ? reply : undefined,
    );
    const refused = await bob.press(withStop, texts.en.stop).waitForReply();
    expect(refused.content).toBe(texts.en.notYours);
    alice.press(withStop, texts.en.stop);
    await discord.waitFor('the whole answer', () => (isWhole(reply.buttonLabels) ? reply : undefined));
    expect(readAnswer([reply]).text).toContain('[1]');
  });

  test('is not sent when the question was deleted meanwhile', async () => {
    server.play(readScript('hangs'));
    const person = someone();
    const before = server.requests.length;
    const message = person.says(person.dm, 'How large was the fine of ZTE?');
    await discord.waitFor('the model', () => (server.requests.length > before ? true : undefined));
    person.deletes(message);
    server.play(readScript('good'));
    const next = person.says(person.dm, 'Why did Xiaomi buy patents from Broadcom?');
    const reply = await next.waitForReply();
    expect(readAnswer([reply]).text).toContain('Broadcom');
    expect(discord.botMessages(reply.channel)).toHaveLength(1);
  });

  test('is extractive for whoever has used up the allowance', async () => {
    server.play(readScript('good'));
    const person = someone();
    const questions = [
      'Why did Verizon drop the Huawei phone?',
      'Why did AT&T drop the Huawei phone?',
      'Why did Xiaomi buy patents then?',
      'Did Meizu plan a US launch?',
      'Where does Honor sell its phones in the US?',
      'When was ZTE freed of its ban?',
    ];
    const notices: string[] = [];
    for (const question of questions) notices.push(...readAnswer([await ask(question, person).waitForReply()]).notices);
    expect(notices).toContain(say.budgetSpent);
  });

  test('is counted in /metrics and /stats, and its key is in no log', async () => {
    const line = bot.stdout.find((one) => one.includes('/metrics')) ?? '{}';
    const { port } = JSON.parse(line) as { port: number };
    const { text } = await getText(`http://127.0.0.1:${port}/metrics`);
    expect(text).toMatch(
      /stateside_generations_total\{model="openai:scripted",outcome="generated",failure="none"\} [1-9]/,
    );
    expect(text).toMatch(/stateside_model_tokens_total\{model="openai:scripted",direction="input"\} [1-9]/);
    const permissions = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.UseApplicationCommands;
    const place = { channel: guild.channel('general'), permissions };
    const reply = await discord.person({ name: 'manager' }).slash('stats', {}, place).waitForReply();
    expect(reply.embeds[0]?.description).toMatch(
      /Asked of the language model \(answers \/ tokens\): \*\*\d+ \/ [\d,]+\*\*/,
    );
    expect(bot.output).not.toContain('sk-very-secret-key');
    expect(bot.output).not.toContain('Verizon drop');
  });

  test('is still extractive after a restart for whoever has used up the allowance', async () => {
    server.play(readScript('good'));
    const person = someone();
    const questions = [
      'Why did Verizon drop the phone by Huawei?',
      'Why did AT&T drop the phone by Huawei?',
      'Why did Xiaomi buy those patents?',
      'Did Meizu plan to launch in the US?',
      'Where does Honor sell any phones in the US?',
    ];
    const noticesOf = async (question: string, who: typeof person) =>
      readAnswer([await ask(question, who).waitForReply()]).notices;
    const notices: string[] = [];
    for (const question of questions) notices.push(...(await noticesOf(question, person)));
    expect(notices).toContain(say.budgetSpent);
    await bot.stop();
    bot = await startBot();
    expect(await noticesOf(verizon, person)).toContain(say.budgetSpent);
    expect(await noticesOf(verizon, someone())).not.toContain(say.budgetSpent);
  });
});
