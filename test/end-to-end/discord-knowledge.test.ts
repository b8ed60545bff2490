import { rmSync } from 'node:fs';
import path from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { texts } from '../../src/discord/render/texts.js';
import { writeFile, writeSyntheticArticles } from '../support/articles.js';
import { BotProcess } from '../support/discord/bot-process.js';
import type { Channel } from '../support/discord/channels.js';
import type { Message } from '../support/discord/message.js';
import { readAnswer } from '../support/discord/read-answer.js';
import { readMarkdown } from '../support/discord/read-markdown.js';
import { DiscordStandIn } from '../support/discord/stand-in.js';
import { type PhoneArticle, phoneArticles, writePhoneArticle, writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const say = texts.en;
const verizon = 'Why did Verizon drop Huawei?';
const home = useTemporaryFolders()();
const knowledgeFolder = path.join(home, 'knowledge');
let discord: DiscordStandIn;
let bot: BotProcess;
let general: Channel;

beforeAll(async () => {
  writePhoneCorpus(knowledgeFolder);
  discord = await DiscordStandIn.start();
  bot = await BotProcess.start(discord, {
    dataFolder: path.join(home, 'data'),
    env: { KNOWLEDGE_DIR: knowledgeFolder },
  });
  general = discord.guild({ name: 'Phones' }).channel('general');
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

const person = () => discord.person({ name: 'alice' });

const ask = (question: string, who = person()) => who.slash('ask', { question }, { channel: general }).waitForReply();

function reload() {
  const permissions = PermissionFlagsBits.ManageGuild;
  return person().slash('knowledge reload', {}, { channel: general, permissions }).waitForReply({ timeoutMs: 30_000 });
}

function article(id: string): PhoneArticle {
  const found = phoneArticles.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no article "${id}"`);
  return found;
}

/** What the menu under an answer shows for its first source. */
async function passageOf(reply: Message): Promise<Message> {
  const customId = JSON.stringify(reply.components).match(/"custom_id":"([^"]*show-passage[^"]*)"/)?.[1] ?? '';
  return person().choose(reply, customId, ['1']).waitForReply();
}

describe('the passage behind a quote', () => {
  const { text, ...rest } = article('2018-01-verizon-drops-huawei');
  const original: PhoneArticle = { ...rest, text };

  let reply: Message;

  beforeAll(async () => {
    reply = await ask(verizon);
  });

  test('is found again where an article changed around it', async () => {
    writePhoneArticle(knowledgeFolder, {
      ...original,
      text: `A new first sentence about Verizon stands here. ${text}`,
    });
    expect((await reload()).content).toBe(say.reloaded(phoneArticles.length));
    const shown = await passageOf(reply);
    expect(shown.embeds[0]?.description).toMatch(/^A new first sentence.*\*\*Verizon dropped its plan/);
  });

  test('is gone when the article no longer says it, and an answer no longer cites it', async () => {
    writePhoneArticle(knowledgeFolder, { ...original, text: 'Verizon kept its plan. It would not comment on more.' });
    await reload();
    expect((await passageOf(reply)).content).toBe(say.sourceChanged);
    expect((await ask(verizon)).text).not.toContain('Verizon dropped its plan');
  });

  test('is gone with the article', async () => {
    rmSync(path.join(knowledgeFolder, `${original.id}.md`));
    expect((await reload()).content).toBe(say.reloaded(phoneArticles.length - 1));
    expect((await passageOf(reply)).content).toBe(say.sourceGone);
    expect((await ask(verizon)).text).not.toContain('Verizon dropped its plan');
    writePhoneArticle(knowledgeFolder, original);
  });
});

describe('a reload', () => {
  test('of a folder that cannot be read keeps the old state, and names no path', async () => {
    writeFile(knowledgeFolder, 'glossary.yaml', 'makers: [{ id: }]\n');
    const reply = await reload();
    expect(reply.content).toMatch(/The reload failed, the old state stays: Cannot /);
    expect(reply.content).not.toContain(home);
    expect((await ask('When was the ban on ZTE lifted?')).text).toContain('escrow');
    writePhoneCorpus(knowledgeFolder);
    expect((await reload()).content).toBe(say.reloaded(phoneArticles.length));
  });

  test('of forty new articles lets questions be answered meanwhile, from one state or the other', async () => {
    writeSyntheticArticles(knowledgeFolder, 40, 4);
    const reloading = reload();
    const asked: Promise<Message>[] = [];
    let isDone = false;
    void reloading.then(() => {
      isDone = true;
    });
    while (!isDone || asked.length < 10) {
      asked.push(ask(verizon));
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    expect((await reloading).content).toBe(say.reloaded(phoneArticles.length + 40));
    for (const reply of await Promise.all(asked)) expect(reply.text).toContain('Verizon dropped its plan');
    expect((await ask('What does the note marked zqbb concern?')).text).not.toBe('');
  });

  test('is refused while another runs', async () => {
    writeSyntheticArticles(knowledgeFolder, 80, 6);
    const [first, second] = await Promise.all([reload(), reload()]);
    expect([first.content, second.content].sort()).toEqual(
      [say.reloaded(phoneArticles.length + 80), say.reloadRunning].sort(),
    );
  });
});

describe('a hostile article', () => {
  const evil =
    'The maker Willowtech pings @everyone and <@1234567890123456789>, **shouts**, hides ||this|| and `that`, links [its shop](https://evil.example/a) and https://evil.example/b and discord.gg/evil';

  beforeAll(async () => {
    writePhoneArticle(knowledgeFolder, {
      ...article('2018-01-verizon-drops-huawei'),
      id: '2024-01-willowtech',
      title: '# Willowtech](https://evil.example) @everyone **wins** \u202e||now||',
      published: '2024-01',
      questions: ['What does Willowtech ping?'],
      text: `${evil}. ${'Willowtech repeats this long claim of its own. '.repeat(3)}\n`,
    });
    await reload();
  });

  test('is quoted as it is written, and formats, links and mentions nothing of its own', async () => {
    const reply = await ask('What does the maker Willowtech ping, shout and hide?');
    expect(reply.text).toContain('Willowtech');
    const content = readMarkdown(reply.content);
    expect(content.plain).toContain(evil);
    expect(content.marks.filter((mark) => mark !== 'small')).toEqual([]);
    const [quote = '', details = ''] = (reply.embeds[0]?.description ?? '').split('\n');
    expect(readMarkdown(quote).plain).toContain(evil);
    expect(readMarkdown(quote).marks).toEqual(['bold']);
    expect(readMarkdown(details)).toMatchObject({
      plain: expect.stringContaining('# Willowtech](https://evil.example) @everyone **wins** ||now||'),
      marks: ['link'],
    });
    expect(details).toMatch(/\]\(https:\/\/example\.org\/2024-01-willowtech\)/);

    const shown = await passageOf(reply);
    expect(readMarkdown(shown.embeds[0]?.description ?? '').marks).toEqual(['bold']);
    expect(readMarkdown(shown.embeds[0]?.title ?? '')).toEqual({
      plain: '# Willowtech](https://evil.example) @everyone **wins** ||now||',
      marks: [],
    });
  });

  test('does nothing in the list of sources either', async () => {
    const list = await person().slash('sources', {}, { channel: general }).waitForReply();
    const line = (list.embeds[0]?.description ?? '').split('\n').find((one) => one.includes('Willowtech')) ?? '';
    expect(readMarkdown(line.slice(2)).marks).toEqual(['link']);
  });
});

test('a long answer comes whole, over as many messages as it needs', async () => {
  const plans = [
    ['batteries', 'Texas', 'copper, zinc, cobalt, lithium, nickel and graphite'],
    ['cameras', 'Ohio', 'lenses, sensors, shutters, mirrors, flashes and filters'],
    ['antennas', 'Nevada', 'towers, cables, masts, amplifiers, repeaters and dishes'],
    ['repairs', 'Boston', 'screws, glue, gaskets, tweezers, solder and spare screens'],
    ['prices', 'Denver', 'rebates, coupons, vouchers, trade-ins, instalments and leases'],
    ['advertising', 'Seattle', 'billboards, stadiums, podcasts, buses, newspapers and radio'],
  ] as const;
  for (const [number, [subject, place, things]] of plans.entries())
    writePhoneArticle(knowledgeFolder, {
      ...article('2018-01-verizon-drops-huawei'),
      id: `2024-0${number + 1}-orchidphone-${subject}`,
      title: `Orchidphone plans ${subject}`,
      published: `2024-0${number + 1}`,
      questions: ['What does Orchidphone plan?', `What does Orchidphone plan for ${subject}?`],
      text: `Orchidphone plans ${subject} for ${place} and ${Array.from({ length: 7 }, (_, year) => `in ${2025 + year} wants ${things} there`).join(', and ')}, its ${subject} chief said.`,
    });
  await reload();
  const alice = person();
  const interaction = alice.slash(
    'ask',
    { question: 'Tell me everything that Orchidphone plans' },
    { channel: general },
  );
  const first = await interaction.waitForReply();
  await interaction.waitForFollowUps(1);
  const messages = await discord.waitFor('the last part', () => {
    const all = [first, ...interaction.followUps];
    return all.at(-1)?.components.length ? all : undefined;
  });
  const markers = messages.flatMap(({ content }) => [...content.matchAll(/\[(\d+)\]/g)].map((match) => match[1]));
  const sources = messages.flatMap(({ embeds }) =>
    [...(embeds[0]?.description ?? '').matchAll(/^\*\*\[(\d+)\]\*\*/gm)].map((match) => match[1]),
  );
  expect(new Set(markers)).toEqual(new Set(sources));
  expect(messages.flatMap(({ content }) => content.match(/chief said\. \[\d+\]/g) ?? []).length).toBeGreaterThan(2);
  expect(messages.slice(0, -1).flatMap(({ components }) => components)).toEqual([]);
  // In a direct message it is as whole.
  const message = alice.directMessage('Tell me everything that Orchidphone plans');
  const parts = await discord.waitFor('all parts', () =>
    message.replies.at(-1)?.components.length ? message.replies : undefined,
  );
  expect(readAnswer(parts)).toEqual(readAnswer(messages));
});
