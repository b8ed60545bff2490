import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeError } from '../src/error.js';
import { BotProcess } from '../test/support/discord/bot-process.js';
import type { Message } from '../test/support/discord/message.js';
import { DiscordStandIn } from '../test/support/discord/stand-in.js';
import { type PicturedMessage, toPage } from './pictures/discord-html.js';
import { screenshot } from './pictures/screenshot.js';

const folder = fileURLToPath(new URL('../.github/pictures', import.meta.url));
const widths = { desktop: 760, phone: 390 } as const;

/** Starts the real bot against the local Discord stand-in, uses it, and draws what it really said. */
async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const discord = await DiscordStandIn.start();
  const bot = await BotProcess.start(discord);
  try {
    for (const [name, messages] of Object.entries(await converse(discord))) {
      for (const [size, width] of Object.entries(widths)) {
        const file = path.join(folder, `${name}-${size}.png`);
        await screenshot(toPage(messages), width, file);
        process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
      }
    }
  } finally {
    await bot.stop();
    await discord.stop();
  }
}

async function converse(discord: DiscordStandIn): Promise<Record<string, PicturedMessage[]>> {
  const mei = discord.person({ name: 'Mei', locale: 'en-US' });
  const channel = discord.guild({ name: 'Phone talk' }).channel('general');
  const used = (command: string) => `Mei used /${command}`;
  const slash = async (command: string, options: Record<string, string | boolean> = {}) =>
    pictured(await mei.slash(command, options, { channel }).waitForReply(), used(command));
  const answer = await mei.slash('ask', { question: 'Will Xiaomi sell phones in the US?' }, { channel }).waitForReply();
  const why = mei.directMessage('Why did Verizon drop Huawei?');
  const whyAnswer = await why.waitForReply();
  const about = mei.directMessage('what about AT&T?');
  const mention = mei.says(channel, '小米会进入美国市场吗？', { mentionsBot: true });
  const check = mei.says(channel, 'Honor was sold in November 2019. ZTE paid 1 billion dollars in June 2018.');
  return {
    ask: [pictured(answer, used('ask'))],
    private: [
      pictured(
        await mei.slash('ask', { question: 'Is TCL banned in the US?', private: true }, { channel }).waitForReply(),
        used('ask'),
      ),
    ],
    'direct-message': [said(why), pictured(whyAnswer), said(about), pictured(await about.waitForReply())],
    mention: [said(mention), pictured(await mention.waitForReply())],
    refusal: [await slash('ask', { question: 'Who will win the World Cup?' })],
    passage: [pictured(await mei.choose(answer, selectId(answer), ['1']).waitForReply())],
    prospects: [await slash('prospects', { maker: 'xiaomi' })],
    compare: [await slash('compare', { first: 'huawei', second: 'zte' })],
    timeline: [await slash('timeline', { maker: 'zte' })],
    sources: [await slash('sources', { maker: 'honor' })],
    help: [await slash('help')],
    privacy: [await slash('privacy')],
    check: [said(check), pictured(await mei.contextMenu('Check with sources', check).waitForReply())],
  };
}

/** The id of the menu under an answer. */
function selectId(message: Message): string {
  for (const row of message.components)
    for (const component of 'components' in row ? row.components : [])
      if ('options' in component) return component.custom_id;
  throw new Error('Cannot draw the pictures: the answer has no menu');
}

function pictured(message: Message, context?: string): PicturedMessage {
  return {
    author: 'Stateside',
    isBot: true,
    content: message.content,
    embeds: message.state.embeds,
    components: message.state.components,
    isPrivate: message.isEphemeral,
    ...(context === undefined ? {} : { context }),
  };
}

function said(message: Message): PicturedMessage {
  const content = message.content.replaceAll(/<@\d+>/g, '@Stateside');
  return { author: 'Mei', isBot: false, content, embeds: [], components: [], isPrivate: false };
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
