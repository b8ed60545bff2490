import { readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { texts } from '../../src/discord/render/texts.js';
import { writeFile } from '../support/articles.js';
import { BotProcess } from '../support/discord/bot-process.js';
import type { Channel } from '../support/discord/channels.js';
import type { Message } from '../support/discord/message.js';
import { DiscordStandIn } from '../support/discord/stand-in.js';
import { storyPage } from '../support/import.js';
import { type PhoneArticle, phoneArticles, writePhoneArticle, writePhoneCorpus } from '../support/phone-corpus.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';
import { WebServer } from '../support/web-server.js';

const say = texts.en;
const verizon = 'Why did Verizon drop Huawei?';
const home = useTemporaryFolders()();
const knowledgeFolder = path.join(home, 'knowledge');
const original = phoneArticles.find(({ id }) => id === '2018-01-verizon-drops-huawei') as PhoneArticle;
const file = path.join(knowledgeFolder, `${original.id}.md`);
let discord: DiscordStandIn;
let bot: BotProcess;
let general: Channel;
let feeds: WebServer;

beforeAll(async () => {
  writePhoneCorpus(knowledgeFolder);
  feeds = await WebServer.start({ '/story': storyPage('Willowtech') });
  feeds.routes.set('/feed', {
    body: `<rss version="2.0"><channel><title>News</title><item><title>A</title><link>${feeds.url}/story</link></item></channel></rss>`,
    type: 'application/rss+xml',
  });
  discord = await DiscordStandIn.start();
  bot = await BotProcess.start(discord, {
    dataFolder: path.join(home, 'data'),
    env: { KNOWLEDGE_DIR: knowledgeFolder, WATCH_FEEDS: `${feeds.url}/feed`, ALLOW_LOOPBACK: '1' },
  });
  general = discord.guild({ name: 'Phones' }).channel('general');
});

afterAll(async () => {
  await bot.stop();
  await discord.stop();
  await feeds.close();
});

afterEach(() => {
  expect([...discord.violations]).toEqual([]);
});

const person = () => discord.person({ name: 'alice' });
const ask = (question: string) => person().slash('ask', { question }, { channel: general }).waitForReply();

/** What the menu under an answer shows for the source with a number. */
async function passageOf(reply: Message, marker = '1'): Promise<Message> {
  const customId = JSON.stringify(reply.components).match(/"custom_id":"([^"]*show-passage[^"]*)"/)?.[1] ?? '';
  return person().choose(reply, customId, [marker]).waitForReply();
}

const reloads = () => bot.stdout.filter((line) => line.includes('answering from the new state')).length;

/** Changes the folder and waits until the bot has noticed of itself. */
async function changing(change: () => void): Promise<void> {
  const before = reloads();
  change();
  await vi.waitFor(() => expect(reloads()).toBeGreaterThan(before), { timeout: 30_000, interval: 50 });
}

/** The number of the quote that holds some words. */
function markerOf(reply: Message, words: string): string {
  const line = (reply.embeds[0]?.description ?? '').split('\n').find((one) => one.includes(words)) ?? '';
  return /\[(\d+)\]/.exec(line)?.[1] ?? '';
}

test('the running bot notices an edited, a renamed and a removed article, and cites nothing that is gone', async () => {
  const before = await ask(verizon);
  expect(before.text).toContain('Verizon dropped its plan');
  const marker = markerOf(before, 'Verizon dropped its plan');

  // Before it can have read the folder again, the old text is not cited any more.
  rmSync(file);
  expect((await ask(verizon)).text).not.toContain('Verizon dropped its plan');
  await vi.waitFor(() => expect(reloads()).toBe(1), { timeout: 30_000, interval: 50 });
  expect((await passageOf(before, marker)).content).toBe(say.sourceGone);

  await changing(() => writePhoneArticle(knowledgeFolder, original));
  const back = await ask(verizon);
  expect(back.text).toContain('Verizon dropped its plan');

  await changing(() =>
    writePhoneArticle(knowledgeFolder, { ...original, text: 'Verizon kept its plan. It would not comment on more.' }),
  );
  expect((await passageOf(back, marker)).content).toBe(say.sourceChanged);
  expect((await ask(verizon)).text).not.toContain('Verizon dropped its plan');

  await changing(() => writePhoneArticle(knowledgeFolder, original));
  expect((await passageOf(back, marker)).embeds[0]?.description).toContain('Verizon dropped its plan');

  await changing(() => renameSync(file, path.join(knowledgeFolder, '2018-01-another-name.md')));
  expect((await passageOf(back, marker)).content).toBe(say.sourceGone);
  const renamed = await ask(verizon);
  expect(renamed.text).toContain('Verizon dropped its plan');
  expect((await passageOf(renamed, markerOf(renamed, 'Verizon dropped its plan'))).embeds[0]?.description).toContain(
    'Verizon dropped its plan',
  );
});

test('many changes in a row are read once they are over, and a broken file leaves the others served', async () => {
  await changing(() => {
    for (let number = 0; number < 20; number += 1)
      writePhoneArticle(knowledgeFolder, {
        ...original,
        id: `2018-02-note-${number}`,
        text: `Note ${number} speaks of Willowtech plans number ${number}.`,
      });
  });
  await changing(() => writeFile(knowledgeFolder, 'broken.md', 'no front matter\n'));
  expect((await ask('When was the ban on ZTE lifted?')).text).toContain('escrow');
  expect(bot.output).toContain('broken.md');
  expect(bot.isRunning).toBe(true);
});

test('stories of a watched feed wait in the review folder, and in no answer', async () => {
  const review = path.join(home, 'data', 'review');
  await vi.waitFor(() => expect(readdirSync(review)).toEqual(['2024-05-willowtech-opens-a-shop.md']), {
    timeout: 30_000,
    interval: 100,
  });
  expect(readdirSync(knowledgeFolder)).not.toContain('2024-05-willowtech-opens-a-shop.md');
  expect((await ask('Where did Willowtech open a shop?')).text).not.toContain('Portland');
});
