import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { texts } from '../../src/discord/render/texts.js';
import { readGlossary } from '../../src/knowledge/read-articles.js';
import { BotProcess } from '../support/discord/bot-process.js';
import type { Channel } from '../support/discord/channels.js';
import type { Interaction } from '../support/discord/interaction.js';
import { DiscordStandIn } from '../support/discord/stand-in.js';
import { shippedKnowledgeFolder } from '../support/phone-corpus.js';

const { glossary } = await readGlossary([shippedKnowledgeFolder]);

let discord: DiscordStandIn;
let bot: BotProcess;
let channel: Channel;

beforeAll(async () => {
  discord = await DiscordStandIn.start();
  channel = discord.guild({ name: 'Phone talk' }).channel('general');
  bot = await BotProcess.start(discord);
});
afterAll(async () => {
  await bot.stop();
  await discord.stop();
});
afterEach(() => expect(discord.violations).toEqual([]));

/** Everything that was said to an interaction, follow-ups included. */
async function saidTo(interaction: Interaction): Promise<string> {
  const first = await interaction.waitForReply();
  return [first, ...interaction.followUps].map((message) => message.text).join('\n');
}

/** Numbers in brackets within the sentences, and those that stand before a source. */
const markers = (text: string) => [...new Set([...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1])))];

describe('/prospects', () => {
  test('goes through every hurdle, cited or honestly blank, with a date', async () => {
    const said = await saidTo(discord.person({ name: 'alice' }).slash('prospects', { maker: '小米' }, { channel }));
    expect(said).toContain(texts.en.prospectsOf('Xiaomi'));
    expect(said).toMatch(/As of .*\d{4}/);
    for (const hurdle of ['US launch plans', 'Carriers and networks', 'Tariffs and duties'])
      expect(said).toContain(hurdle);
    expect(markers(said).length).toBeGreaterThan(5);
    expect(said).toContain('Lei Jun');
  });

  test('speaks the language of the one who asks', async () => {
    const said = await saidTo(
      discord.person({ name: 'ana', locale: 'es-ES' }).slash('prospects', { maker: 'huawei' }, { channel }),
    );
    expect(said).toContain('Huawei en Estados Unidos');
    expect(said).toContain('Operadoras y redes');
  });

  test.each(glossary.file.makers.map(({ id }) => id))('stays within what Discord takes for %s', async (maker) => {
    // Another person each: nobody may ask so much in a minute.
    const said = await saidTo(discord.person({ name: maker }).slash('prospects', { maker }, { dm: true }));
    expect(said).toContain(glossary.file.makers.find(({ id }) => id === maker)?.name);
  });

  test('knows no maker of that name', async () => {
    const interaction = discord.person({ name: 'alice' }).slash('prospects', { maker: 'Nokiasoft' }, { channel });
    const reply = await interaction.waitForReply();
    expect([reply.isEphemeral, reply.text]).toEqual([true, texts.en.unknownMaker('Nokiasoft')]);
  });
});

describe('/compare', () => {
  test('puts both makers side by side, with a blank where one has no evidence', async () => {
    const said = await saidTo(
      discord.person({ name: 'alice' }).slash('compare', { first: 'huawei', second: 'leeco' }, { channel }),
    );
    expect(said).toContain(texts.en.compared('Huawei', 'LeEco'));
    expect(said).toContain(texts.en.noEvidence);
    expect(markers(said).length).toBeGreaterThan(2);
  });

  test('narrows to a topic', async () => {
    const said = await saidTo(
      discord
        .person({ name: 'alice' })
        .slash('compare', { first: 'huawei', second: 'oneplus', topic: 'carriers' }, { channel }),
    );
    expect(said).toContain('Carriers and networks');
    expect(said).not.toContain('Tariffs and duties');
  });

  test('needs two different makers', async () => {
    const interaction = discord.person({ name: 'bob' }).slash('compare', { first: 'zte', second: '中兴' }, { channel });
    expect((await interaction.waitForReply()).text).toBe(texts.en.sameMaker);
  });
});

describe('/timeline', () => {
  test('tells dated events in order, since a date when one is given', async () => {
    const years = async (options: Record<string, string>) => {
      const said = await saidTo(discord.person({ name: 'carol' }).slash('timeline', options, { dm: true }));
      return [...said.matchAll(/\*\*[^*]*?(\d{4})\*\* ·/g)].map((match) => Number(match[1]));
    };
    const all = await years({ maker: 'zte' });
    expect(all.length).toBeGreaterThan(5);
    expect(all).toEqual([...all].sort((a, b) => a - b));
    const late = await years({ maker: 'zte', since: '2020' });
    expect(late.length).toBeGreaterThan(0);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(2020);
  });

  test('reads no date that does not exist', async () => {
    const interaction = discord
      .person({ name: 'carol' })
      .slash('timeline', { maker: 'zte', since: '2020-13' }, { dm: true });
    expect((await interaction.waitForReply()).text).toBe(texts.en.badDate('2020-13'));
  });
});

describe('the message menu “Check with sources”', () => {
  test('tells what agrees, what contradicts and what is not covered, to the one who asked alone', async () => {
    const message = discord
      .person({ name: 'dave' })
      .says(
        channel,
        'Honor was sold in November 2019. Huawei sold its Honor brand in November 2020. Bananas are yellow fruit.',
      );
    const reply = await discord.person({ name: 'erin' }).contextMenu('Check with sources', message).waitForReply();
    expect(reply.isEphemeral).toBe(true);
    const verdicts = [...reply.text.matchAll(/(✅|❌|❔)/g)].map((match) => match[1]);
    expect(verdicts).toEqual(['❌', '✅', '❔']);
    expect(reply.text).toContain(texts.en.contradictedBy.date);
    expect(reply.text).toContain('17 November 2020');
  });

  test('finds nothing to check in a greeting', async () => {
    const message = discord.person({ name: 'dave' }).says(channel, 'hi @everyone lol');
    const reply = await discord.person({ name: 'erin' }).contextMenu('Check with sources', message).waitForReply();
    expect(reply.text).toBe(texts.en.nothingToCheck);
  });

  test('shows what a message says as text, whatever it tries', async () => {
    const message = discord
      .person({ name: 'mallory' })
      .says(channel, '**@everyone** [Huawei](https://evil.example) was banned by <@1> in the year 2018 in America.');
    const reply = await discord.person({ name: 'erin' }).contextMenu('Check with sources', message).waitForReply();
    expect(reply.text).not.toMatch(/(?<!\\)\[Huawei(?<!\\)\]\(https:\/\/evil/);
  });
});
