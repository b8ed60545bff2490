import { afterAll, beforeAll, expect, test } from 'vitest';
import { generationNotices } from '../../src/answer/generate/notices.js';
import { ClaimVerifier } from '../../src/answer/verify/verify-claim.js';
import { texts } from '../../src/discord/render/texts.js';
import { BotProcess } from '../support/discord/bot-process.js';
import type { Guild } from '../support/discord/channels.js';
import { readAnswer } from '../support/discord/read-answer.js';
import { DiscordStandIn } from '../support/discord/stand-in.js';
import { usePhoneHome } from '../support/models/phone-home.js';
import { readScript } from '../support/models/script.js';
import { misbehaviours } from '../support/models/surface-questions.js';
import { phoneArticles } from '../support/phone-corpus.js';

const home = usePhoneHome();
const say = generationNotices.en;
let discord: DiscordStandIn;
let bot: BotProcess;
let guild: Guild;

beforeAll(async () => {
  const { knowledgeFolder, dataFolder, server } = home();
  discord = await DiscordStandIn.start();
  guild = discord.guild({ name: 'Phones' });
  bot = await BotProcess.start(discord, {
    dataFolder,
    env: {
      KNOWLEDGE_DIR: knowledgeFolder,
      CHAT_TIMEOUT_SECONDS: '2',
      ...server.environment('openai'),
    },
  });
});
afterAll(async () => {
  await bot.stop();
  await discord.stop();
});

const everything = phoneArticles.map(({ text }) => text).join('\n');
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Each sentence is one of its quotes or proven by them, and each quote is word for word in an article. */
function expectProven(text: string, quotes: Readonly<Record<string, string>>, script: string): void {
  const verifier = new ClaimVerifier(home().index.glossary);
  for (const quote of Object.values(quotes)) expect(plain(everything), script).toContain(plain(quote));
  for (const [, sentence = '', markers = ''] of text.matchAll(/(.+?)\s*((?:\[\d+\])+)/g)) {
    const proofs = [...markers.matchAll(/\d+/g)].map(([marker]) => ({
      text: quotes[marker] ?? '',
      article: phoneArticles.find(({ text: body }) => plain(body).includes(plain(quotes[marker] ?? '—'))),
    }));
    if (proofs.some((proof) => plain(proof.text).includes(plain(sentence)))) continue;
    const known = proofs.map(({ text: quote, article }) => ({
      text: quote,
      article: {
        title: article?.title ?? '',
        publisher: 'The Paper',
        published: article?.published ?? '2018',
        language: 'en' as const,
      },
    }));
    expect(verifier.verify(plain(sentence), known), `${script}: ${sentence}`).toEqual([]);
  }
}

test('whatever the model does, each question on Discord ends in proven sentences or a refusal', async () => {
  const { server } = home();
  const generated: string[] = [];
  for (const [position, { script, question }] of misbehaviours().entries()) {
    server.play(readScript(script));
    const before = server.requests.length;
    const who = discord.person({ name: `asker${position}` });
    const reply = await who
      .slash('ask', { question }, { channel: guild.channel('general') })
      .waitForReply({ timeoutMs: 15_000 });
    // It grows while the model writes; with its buttons it is whole.
    await discord.waitFor(
      `the end: ${script}`,
      () => (reply.buttonLabels.length > 0 && !reply.buttonLabels.includes(texts.en.stop) ? reply : undefined),
      { timeoutMs: 15_000 },
    );
    const { text, quotes, notices } = readAnswer([reply]);
    expect(text, script).not.toBe('');
    if (Object.keys(quotes).length === 0) continue;
    expect(server.requests.length, script).toBeGreaterThan(before);
    expectProven(text, quotes, script);
    if (!notices.some((notice) => notice === say.modelFailed || notice === say.nothingProven)) generated.push(script);
  }
  expect(generated).toContain('good');
  expect(generated.length).toBeGreaterThan(15);
  expect(generated).not.toContain('liar');
  expect(discord.violations).toEqual([]);
});
