import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GatewayIntentBits, PermissionFlagsBits, REST, Routes } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { texts } from '../../src/discord/render/texts.js';
import { BotProcess } from '../support/discord/bot-process.js';
import type { Channel, Guild } from '../support/discord/channels.js';
import type { Message } from '../support/discord/message.js';
import type { Person, PersonOptions } from '../support/discord/person.js';
import { readMarkdown } from '../support/discord/read-markdown.js';
import { DiscordStandIn } from '../support/discord/stand-in.js';
import { getText } from '../support/get-text.js';
import { useTemporaryFolders } from '../support/temporary-folders.js';

const say = texts.en;
const launch = 'Will Xiaomi sell phones in the US?';
const verizon = 'Why did Verizon drop Huawei?';
const unknown = "What's the weather in Chicago tomorrow?";
const forManagers = { permissions: PermissionFlagsBits.ManageGuild | PermissionFlagsBits.UseApplicationCommands };

const dataFolder = useTemporaryFolders()();
let discord: DiscordStandIn;
let bot: BotProcess;
let guild: Guild;
let general: Channel;
/** Everything that the bot has printed since the first start. */
const printed: string[] = [];

async function start(): Promise<void> {
  bot = await BotProcess.start(discord, { dataFolder, env: { METRICS_PORT: '0', METRICS_HOST: undefined } });
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

async function stop(): Promise<void> {
  const { code } = await bot.stop();
  printed.push(bot.output);
  expect(code).toBe(0);
}

const person = (options: Partial<PersonOptions> = {}): Person => discord.person({ name: 'alice', ...options });
const question = (text: string) => ({ question: text });

/** Discord takes five messages in five seconds: tests that ask in public do so in a channel of their own. */
const newChannel = () => guild.channel('questions');

async function asked(who: Person, text: string, options: Readonly<Record<string, string | boolean>> = {}) {
  const interaction = who.slash('ask', { question: text, ...options }, { channel: general });
  return interaction.waitForReply();
}

/** Years of the cited articles, in any of the languages. */
function yearsOf({ embeds }: Message): number[] {
  const lines = (embeds[0]?.description ?? '').split('\n').filter((line) => line.startsWith('['));
  return lines.map((line) => Number(/ · [^·]*?(\d{4})[^·]*(?: · [^·]*)?$/.exec(line)?.[1]));
}

/** What the log and the figures say. */
async function health(route: string): Promise<{ status: number; text: string }> {
  const line = bot.stdout.find((one) => one.includes('/metrics'));
  const { port } = JSON.parse(line ?? '{}') as { port: number };
  return getText(`http://127.0.0.1:${port}${route}`);
}

beforeAll(async () => {
  discord = await DiscordStandIn.start();
  guild = discord.guild({ name: 'Phones' });
  general = guild.channel('general');
  await start();
});

afterAll(async () => {
  await bot.kill();
  await discord.stop();
});

afterEach(() => {
  const found = [...discord.violations];
  discord.forgetViolations();
  expect(found).toEqual([]);
});

describe('at the start', () => {
  const sent = () => discord.requests.filter(({ method, path: route }) => method === 'PUT' && /commands/.test(route));

  test('the bot asks for no privileged intent', () => {
    const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
    expect(discord.gateway.identifies.map(({ intents }) => intents)).toEqual([Guilds | GuildMessages | DirectMessages]);
  });

  test('commands are registered once, and again only when Discord holds others', async () => {
    expect(sent()).toHaveLength(1);
    expect(discord.commands().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ask', 'sources', 'help', 'privacy', 'mydata', 'forget', 'stats', 'gaps', 'knowledge']),
    );
    await restart();
    expect(sent()).toHaveLength(1);

    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    const ask = discord.commands().find(({ name }) => name === 'ask');
    const changed = [{ ...ask, id: undefined, version: undefined, description: 'Something older' }];
    await rest.put(Routes.applicationCommands(discord.applicationId), { body: JSON.parse(JSON.stringify(changed)) });
    await restart();
    expect(sent()).toHaveLength(3);
    expect(discord.commands().length).toBeGreaterThan(5);
    expect(discord.commands().find(({ name }) => name === 'ask')).toMatchObject({
      description: expect.not.stringContaining('older'),
    });
  });
});

describe('/ask', () => {
  test('is acknowledged at once and answered for all to see, with proof', async () => {
    const interaction = person().slash('ask', question(launch), { channel: general });
    const reply = await interaction.waitForReply();
    expect(interaction.acknowledgement?.kind).toBe('deferred-reply');
    expect(interaction.acknowledgedAfterMs).toBeLessThan(3_000);
    expect(person({ name: 'bob' }).sees(reply)).toBe(true);
    expect(readMarkdown(reply.content).plain).toMatch(
      new RegExp(`^${launch.replace('?', '\\?')}\nAs of .+ sources?\n`),
    );
    expect(reply.embeds[0]?.description).toMatch(
      /^\*\*\[1\]\*\* “.+”\n\[.+\]\(https?:.+\) · .+ · .+ · brief of the source/,
    );
    expect(reply.buttonLabels).toEqual([say.moreEvidence, say.newestOnly, say.helpful, say.notHelpful]);
  });

  test('answers in private when asked to', async () => {
    const [alice, bob] = [person(), person({ name: 'bob' })];
    const reply = await asked(alice, launch, { private: true });
    expect([alice.sees(reply), bob.sees(reply)]).toEqual([true, false]);
    expect(reply.buttonLabels).toContain(say.makePublic);
  });

  test('cites only what the filters let through, the maker by any of its names', async () => {
    const reply = await asked(person(), '小米什么时候进入美国？', {
      maker: '小米',
      since: '2025-01',
      topic: 'launch-plan',
    });
    const years = yearsOf(reply);
    expect(years.length).toBeGreaterThan(0);
    expect(years.filter((year) => year < 2025)).toEqual([]);
    const misspelt = await asked(person(), 'Will they sell phones in the US?', { maker: 'xaomi' });
    expect(misspelt.text).toContain('Xiaomi');
  });

  test.each([
    [{ maker: 'Nokla*Phones' }, say.unknownMaker('Nokla*Phones')],
    [{ topic: 'gardening' }, say.unknownTopic('gardening')],
    [{ since: '2025-13' }, say.badDate('2025-13')],
    [{ since: 'yesterday' }, say.badDate('yesterday')],
  ])('says to the one who asked what is wrong with %o', async (options, expected) => {
    const alice = person();
    const reply = await asked(alice, launch, options);
    expect(readMarkdown(reply.content).plain).toBe(expected);
    expect(reply.isEphemeral).toBe(true);
  });

  test('suggests makers and topics while somebody types, in their language', async () => {
    const alice = person({ locale: 'es-ES' });
    const first = async (option: string, typed: string) =>
      (await alice.autocomplete('ask', option, typed, { channel: general }))[0];
    expect(await first('maker', '小')).toEqual({ name: 'Xiaomi', value: 'xiaomi' });
    expect(await first('maker', 'xaomi')).toEqual({ name: 'Xiaomi', value: 'xiaomi' });
    expect(await first('topic', 'patent')).toMatchObject({ name: expect.stringMatching(/patente/i), value: 'patents' });
    expect(await alice.autocomplete('ask', 'maker', 'no such maker', { channel: general })).toEqual([]);
    expect((await alice.autocomplete('ask', 'maker', '', { channel: general })).length).toBeGreaterThan(10);
  });

  test('works where only the person has the app, and between people', async () => {
    const alice = person({ hasInstalledApp: true });
    const elsewhere = discord.guild({ name: 'Elsewhere', botIsMember: false }).channel('lobby');
    const there = await alice.slash('ask', question(verizon), { channel: elsewhere }).waitForReply();
    expect(there.text).toContain('Verizon');
    const between = alice.privateChannelWith(person({ name: 'bob' }));
    const here = await alice.slash('ask', question(verizon), { channel: between }).waitForReply();
    expect(here.text).toContain('Verizon');
    expect(here.buttonLabels).toContain(say.helpful);
  });

  test.each(['es-ES', 'es-419', 'zh-CN', 'de'])('says what is not an answer in the language of %s', async (locale) => {
    const alice = person({ locale });
    const language = locale.startsWith('es') ? 'es' : locale.startsWith('zh') ? 'zh' : 'en';
    const reply = await asked(alice, launch, { maker: 'Nokla' });
    expect(reply.content).toBe(texts[language].unknownMaker('Nokla'));
    expect((await alice.slash('mydata', {}, { channel: general }).waitForReply()).content).toBe(texts[language].noData);
  });

  test('frames an answer in the language of the question', async () => {
    const reply = await asked(person({ locale: 'en-US' }), '¿Por qué AT&T dejó a Huawei?');
    expect(reply.content).toContain('A fecha de');
    expect(reply.buttonLabels).toContain(texts.es.moreEvidence);
  });

  test.each([
    ['empty', '   ', say.emptyQuestion],
    ['too long after all', `${'\u{1d518}'.repeat(1_400)}?`, /2801 characters, the limit is 2000; shorten it/],
    ['with control characters', 'Will\u0007 Xiaomi come?', /control characters; type it again/],
  ])('a question that is %s gets a kind word', async (_, text, expected) => {
    const reply = await asked(person(), text);
    expect(reply.content).toMatch(expected);
  });

  test('one who asks more than twenty times in a minute is asked to wait, and others are not', async () => {
    const alice = person();
    const replies = await Promise.all(Array.from({ length: 21 }, () => asked(alice, verizon, { private: true })));
    const refused = replies.filter(({ content }) => /try again in \d+ s/.test(content));
    expect(refused).toHaveLength(1);
    expect(refused[0]?.isEphemeral).toBe(true);
    expect((await asked(person({ name: 'bob' }), verizon)).text).toContain('Verizon');
    expect((await health('/metrics')).text).toContain('stateside_turned_away_total{reason="person"} 1');
  });
});

describe('messages', () => {
  test('a direct message is answered, and so are follow-ups; "reset" starts over', async () => {
    const alice = person();
    const first = await alice.directMessage(verizon).waitForReply();
    expect(first.text).toContain('Verizon');
    const second = await alice.directMessage('what about AT&T?').waitForReply();
    expect(second.text).toContain('AT&T');
    expect(second.text).toContain('Huawei');
    const reset = await alice.directMessage('Reset!').waitForReply();
    expect(reset.content).toBe(say.resetDone);
    const third = await alice.directMessage('and why?').waitForReply();
    expect(third.text).not.toContain('Huawei');
  });

  test('a conversation belongs to the direct messages, the thread, or the person in a channel', async () => {
    const [alice, bob] = [person(), person({ name: 'bob' })];
    const follow = 'what about AT&T?';
    const reply = (who: Person, channel: Channel, text: string) =>
      who.says(channel, text, { mentionsBot: true }).waitForReply();

    const channel = newChannel();
    await reply(alice, channel, verizon);
    expect((await reply(alice, channel, follow)).text).toContain('Huawei');
    const bobs = await reply(bob, channel, 'and why?');
    expect(bobs.text).not.toContain('Huawei');

    const thread = guild.thread(newChannel(), 'A thread');
    await reply(alice, thread, verizon);
    expect((await reply(bob, thread, follow)).text).toContain('Huawei');
    await reply(bob, thread, 'reset');
    expect((await reply(alice, thread, 'and why?')).text).not.toContain('Huawei');

    // The channel's own conversation is still there, for the slash command too.
    const slash = alice.slash('ask', question('why?'), { channel });
    expect((await slash.waitForReply()).text).toMatch(/Huawei/);
    expect((await alice.directMessage('and why?').waitForReply()).text).not.toContain('Huawei');
  });

  test('a reply to the bot is a question, with its ping or without', async () => {
    const alice = person();
    const channel = newChannel();
    const first = await alice.says(channel, verizon, { mentionsBot: true }).waitForReply();
    const pinged = await alice.says(channel, 'what about AT&T?', { replyTo: first }).waitForReply();
    expect(pinged.text).toContain('AT&T');
    // Without a ping Discord hides what it says.
    const silent = await alice.says(channel, 'why?', { replyTo: first, pingsAuthor: false }).waitForReply();
    expect(silent.content).toBe(say.cannotSeeContent);
  });

  test('nobody else is answered: other messages, bots, feeds, Discord itself, edits', async () => {
    const [alice, robot] = [person(), person({ name: 'robot', isBot: true })];
    const channel = newChannel();
    const other = alice.says(channel, launch);
    robot.says(channel, launch, { mentionsBot: true });
    alice.says(channel, launch, { mentionsBot: true, webhook: true });
    alice.says(channel, '', { system: true });
    alice.says(channel, '', { system: true, replyTo: other });
    alice.says(channel, `@everyone ${launch}`);
    alice.says(channel, 'Agreed', { replyTo: other });
    alice.edits(other, `<@${discord.applicationId}> ${launch}`);
    alice.says(alice.dm, '', { system: true });
    await alice.says(channel, verizon, { mentionsBot: true }).waitForReply();
    expect(discord.botMessages(channel)).toHaveLength(1);
    expect(discord.botMessages(alice.dm)).toEqual([]);
  });

  test('a mention alone is asked for a question, and other mentions are no part of one', async () => {
    const channel = newChannel();
    const alice = person();
    expect((await alice.says(channel, '', { mentionsBot: true }).waitForReply()).content).toBe(say.emptyQuestion);
    const text = `<@${person({ name: 'bob' }).id}> ${verizon}`;
    expect((await alice.says(channel, text, { mentionsBot: true }).waitForReply()).text).toContain('Verizon');
  });

  test('typing shows while an answer is on its way, and ends with it', async () => {
    const alice = person();
    // An answer may be there before the sign is: that one is then taken back.
    for (const text of [launch, verizon, launch]) await alice.directMessage(text).waitForReply();
    expect(alice.dm.typing.length).toBeGreaterThan(0);
    await expect.poll(() => discord.isBotTyping(alice.dm)).toBe(false);
  });

  test('people may write too fast in messages as well', async () => {
    const alice = person();
    // One at a time in each place, where Discord's own pace holds them back.
    const channels = Array.from({ length: 21 }, newChannel);
    const replies = await Promise.all(
      channels.map((channel) => alice.says(channel, 'hello', { mentionsBot: true }).waitForReply()),
    );
    expect(replies.filter(({ content }) => /try again in \d+ s/.test(content))).toHaveLength(1);
  });

  test('what is written to harm shows as written, and pings nobody', async () => {
    const hostile =
      '@everyone <@1> **Will** [Xiaomi](https://evil.example) sell `phones` ||here|| https://evil.example?';
    const alice = person();
    for (const reply of [
      await asked(alice, hostile),
      await alice.directMessage(hostile).waitForReply(),
      await alice.says(newChannel(), hostile, { mentionsBot: true }).waitForReply(),
    ]) {
      const marks = readMarkdown(reply.content).marks.filter((mark) => mark !== 'small');
      expect(marks).toEqual([]);
      expect(reply.mentions).toEqual([]);
    }
    const slash = await asked(alice, `# ${hostile}`);
    expect(readMarkdown(slash.content).plain.split('\n')[0]).toBe(`# ${hostile}`);
  });
});

describe('what is under an answer', () => {
  test('the menu shows the passage around each quote, for the one who chose', async () => {
    const [alice, bob] = [person(), person({ name: 'bob' })];
    const reply = await asked(alice, verizon);
    const menu = selectOf(reply);
    const shown = await bob.choose(reply, menu.custom_id, [menu.options[0]?.value ?? '']).waitForReply();
    expect([bob.sees(shown), alice.sees(shown)]).toEqual([true, false]);
    const quote = /“(.+)”/.exec(reply.embeds[0]?.description ?? '')?.[1] ?? '?';
    expect(shown.embeds[0]?.description).toContain(`**${quote}**`);
    expect(shown.embeds[0]?.url).toMatch(/^https?:/);
  });

  test('more evidence and only the newest are answers of their own, for the one who pressed', async () => {
    const alice = person();
    const reply = await asked(alice, launch);
    for (const label of [say.moreEvidence, say.newestOnly]) {
      const pressed = alice.press(reply, label);
      const answer = await pressed.waitForReply();
      expect(pressed.acknowledgement?.kind).toBe('deferred-reply');
      expect(answer.isEphemeral).toBe(true);
      expect(answer.text).toContain('Xiaomi');
      const count = (message: Message) => selectOf(message).options.length;
      if (label === say.moreEvidence) expect(count(answer)).toBeGreaterThan(count(reply));
      else expect(yearsOf(answer).every((year) => year >= 2025)).toBe(true);
    }
    expect(reply.edits).toHaveLength(1);
  });

  test('only the one who asked makes an answer public, once, under their own name', async () => {
    const alice = person({ name: 'al_ice *the* 1st' });
    const reply = await asked(alice, verizon, { private: true });
    // Nobody else sees the button, but a forged request could press it.
    const bob = person({ name: 'bob' });
    const forged = bob.press(Object.assign(Object.create(reply), { ephemeralFor: null }), say.makePublic);
    expect((await forged.waitForReply()).content).toBe(say.notYours);

    const shared = await alice.press(reply, say.makePublic).waitForReply();
    expect(bob.sees(shared)).toBe(true);
    expect(readMarkdown(shared.content)).toMatchObject({
      plain: expect.stringContaining(`Shared by al_ice *the* 1st\n${verizon}`),
    });
    expect(readMarkdown(shared.content).marks.filter((mark) => mark !== 'small')).toEqual([]);
    expect(shared.buttonLabels).not.toContain(say.makePublic);
    const again = await alice.press(reply, say.makePublic).waitForReply();
    expect([again.content, again.isEphemeral]).toEqual([say.published, true]);
  });

  test('feedback is thanked for; a bad answer may get a reason', async () => {
    const [alice, bob] = [person(), person({ name: 'bob', locale: 'zh-CN' })];
    const place = guild.channel('feedback');
    const reply = await alice.slash('ask', question(launch), { channel: place }).waitForReply();
    expect((await alice.press(reply, say.helpful).waitForReply()).content).toBe(say.thanks);
    const modal = await bob.press(reply, say.notHelpful).waitForModal();
    expect(modal.title).toBe(texts.zh.reasonTitle);
    const reason = 'Too old, and *bold*';
    const thanked = await bob.submit(modal, { [texts.zh.reasonLabel]: reason }).waitForReply();
    expect(thanked.content).toBe(texts.zh.thanksForReason);
    const data = await bob.slash('mydata', {}, { channel: general }).waitForReply();
    expect(JSON.parse(data.fileText('stateside-my-data.json') ?? '')).toMatchObject({
      feedback: [{ isHelpful: false, reason }],
    });
    const empty = await bob.press(reply, say.notHelpful).waitForModal();
    expect((await bob.submit(empty, {}).waitForReply()).content).toBe(texts.zh.thanks);
  });

  test('everything works after a restart, and nothing after its answer was erased', async () => {
    const alice = person();
    const reply = await asked(alice, verizon, { private: true });
    await restart();
    const menu = selectOf(reply);
    const shown = () => alice.choose(reply, menu.custom_id, ['1']).waitForReply();
    expect((await shown()).embeds[0]?.description).toContain('**');
    expect((await alice.press(reply, say.moreEvidence).waitForReply()).text).toContain('Verizon');
    expect((await alice.press(reply, say.helpful).waitForReply()).content).toBe(say.thanks);
    expect((await alice.press(reply, say.makePublic).waitForReply()).text).toContain('Verizon');
    await alice.slash('forget', {}, { channel: general }).waitForReply();
    expect((await shown()).content).toBe(say.expiredAnswer);
    for (const label of [say.moreEvidence, say.newestOnly, say.helpful, say.notHelpful, say.makePublic])
      expect((await alice.press(reply, label).waitForReply()).content).toBe(say.expiredAnswer);
  });

  test('a button that the bot does not know gets a kind word', async () => {
    const alice = person();
    const reply = await asked(alice, verizon);
    for (const customId of ['0:more:abc', 'other', '1:zap:abc', '1:sources:x']) {
      const row = { type: 1, components: [{ type: 2, style: 2, label: 'Old', custom_id: customId }] };
      const old = Object.assign(Object.create(reply), { components: [row] }) as Message;
      Object.defineProperty(old, 'component', { value: () => row.components[0] });
      expect((await alice.press(old, 'Old').waitForReply()).content).toBe(say.outdatedControl);
    }
  });
});

interface Select {
  readonly custom_id: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

function selectOf(message: Message): Select {
  const rows = message.components as readonly { readonly components?: readonly unknown[] }[];
  const found = rows.flatMap(({ components = [] }) => components).find((one) => 'options' in (one as object));
  if (found === undefined) throw new Error(`There is no menu under "${message.content}"`);
  return found as Select;
}

describe('other commands', () => {
  test('/sources lists the articles, newest first, page by page', async () => {
    const alice = person();
    const reply = await alice.slash('sources', {}, { channel: general }).waitForReply();
    expect(reply.isEphemeral).toBe(true);
    const titles = () =>
      [...(reply.embeds[0]?.description ?? '').matchAll(/^• \[(.+?)\]\(/gm)].map((match) => match[1]);
    const first = titles();
    expect(first).toHaveLength(10);
    expect(reply.buttonLabels).toEqual([say.next]);
    expect(await alice.press(reply, say.next).waitForReply()).toBe(reply);
    const second = titles();
    expect(second.filter((title) => first.includes(title))).toEqual([]);
    expect(reply.buttonLabels).toEqual([say.previous, say.next]);
    await alice.press(reply, say.previous).waitForReply();
    expect(titles()).toEqual(first);

    const narrowed = await alice
      .slash('sources', { maker: '小米', topic: 'patents' }, { channel: general })
      .waitForReply();
    expect(narrowed.embeds[0]?.title).toMatch(/Xiaomi/);
    const count = ({ embeds }: Message) => Number(/\d+/.exec(embeds[0]?.title ?? '')?.[0]);
    expect(count(narrowed)).toBeGreaterThan(0);
    expect(count(narrowed)).toBeLessThan(count(reply));
  });

  test('/help and /privacy say what the bot does, with commands to click', async () => {
    const alice = person({ locale: 'es-ES' });
    const ask = discord.commands().find(({ name }) => name === 'ask');
    const help = await alice.slash('help', {}, { channel: general }).waitForReply();
    expect(help.text).toContain(`</ask:${ask?.id}>`);
    const privacy = await alice.slash('privacy', {}, { dm: true }).waitForReply();
    expect(privacy.text).toMatch(/30 días/);
  });

  test('/mydata shows everything, and /forget leaves no trace of it on the disk', async () => {
    const [alice, bob] = [person(), person({ name: 'bob' })];
    const secret = 'zqforgetmezq';
    const reply = await asked(alice, `${verizon} ${secret} one`, { private: true });
    await alice.directMessage(`${secret} two?`).waitForReply();
    const modal = await alice.press(reply, say.notHelpful).waitForModal();
    await alice.submit(modal, { [say.reasonLabel]: `${secret} three` }).waitForReply();
    await asked(bob, `${verizon} zqbobzq`);
    const data = await alice.slash('mydata', {}, { channel: general }).waitForReply();
    expect(data.isEphemeral).toBe(true);
    const file = data.fileText('stateside-my-data.json') ?? '';
    for (const part of ['one', 'two?', 'three']) expect(file).toContain(`${secret} ${part}`);
    expect(file).not.toContain('zqbobzq');
    expect(bytes()).toContain(secret);
    const forgotten = await alice.slash('forget', {}, { channel: general }).waitForReply();
    expect(forgotten.content).toBe(say.forgotten(5));
    expect(bytes()).not.toContain(secret);
    expect(bytes()).not.toContain(alice.id);
    expect(bytes()).toContain('zqbobzq');
    expect((await alice.slash('mydata', {}, { channel: general }).waitForReply()).content).toBe(say.noData);
    expect((await alice.slash('forget', {}, { channel: general }).waitForReply()).content).toBe(say.forgotten(0));
  });

  test('/stats and /gaps tell those who manage the server, and nobody else, and never who asked', async () => {
    const place = discord.guild({ name: 'Counted' }).channel('general');
    const [alice, bob] = [person(), person({ name: 'bob' })];
    const ask = (who: Person, text: string) => who.slash('ask', question(text), { channel: place }).waitForReply();
    const reply = await ask(alice, verizon);
    await alice.press(reply, say.helpful).waitForReply();
    await ask(alice, unknown);
    await ask(bob, unknown);
    await ask(bob, '=HYPERLINK("https://evil.example","weather, please")?');
    const statistics = await alice.slash('stats', {}, { channel: place, ...forManagers }).waitForReply();
    expect(statistics.isEphemeral).toBe(true);
    expect(statistics.embeds[0]?.description).toMatch(/Questions: \*\*4\*\*\nAnswered: \*\*1 \(25%\)\*\*/);
    expect(statistics.embeds[0]?.description).toContain('Helpful / not helpful: **1 / 0**');
    const gaps = await alice.slash('gaps', {}, { channel: place, ...forManagers }).waitForReply();
    const csv = gaps.fileText('stateside-gaps.csv') ?? '';
    expect(csv).toMatch(/^\ufeff?last_asked,times,language,question\r\n\d{4}-\d\d-\d\d,2,en,What's the weather/);
    expect(csv).toContain(`,1,en,"'=HYPERLINK(""https`);
    for (const { id, name } of [alice, bob]) expect(csv).not.toMatch(new RegExp(`${id}|${name}`));

    // Another server's figures are not theirs to see.
    const other = discord.guild({ name: 'Quiet' }).channel('general');
    expect((await alice.slash('gaps', {}, { channel: other, ...forManagers }).waitForReply()).content).toBe(say.noGaps);
  });

  test('the client hides them from others, and a forged use is refused', async () => {
    const alice = person();
    expect(() => alice.slash('stats', {}, { channel: general })).toThrow('lacks the permissions');
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    const route = Routes.applicationCommands(discord.applicationId);
    // As if a server's managers had opened them to everyone.
    const body = JSON.parse(JSON.stringify(discord.commands())) as Record<string, unknown>[];
    await rest.put(route, {
      body: body.map(({ id: _, version: __, ...rest }) => ({ ...rest, default_member_permissions: null })),
    });
    for (const command of ['stats', 'gaps', 'knowledge status', 'knowledge reload']) {
      const reply = await alice.slash(command, {}, { channel: general }).waitForReply();
      expect([reply.content, reply.isEphemeral]).toEqual([say.notAllowed, true]);
    }
    await rest.put(route, { body: body.map(({ id: _, version: __, ...rest }) => rest) });
  });

  test('/knowledge tells the state of the articles, and reads them again', async () => {
    const status = await person()
      .slash('knowledge status', {}, { channel: general, ...forManagers })
      .waitForReply();
    const count = readdirSync('knowledge').filter((name) => name.endsWith('.md')).length;
    expect(status.embeds[0]?.description).toContain(`Articles: **${count}**`);
    const reload = await person()
      .slash('knowledge reload', {}, { channel: general, ...forManagers })
      .waitForReply();
    expect(reload.content).toBe(say.reloaded(count));
  });
});

/** What stands in the files of the memory. */
function bytes(): string {
  return ['memory.db', 'memory.db-wal', 'memory.db-journal']
    .map((name) => path.join(dataFolder, name))
    .filter(existsSync)
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
}

describe('for the one who runs it', () => {
  test('/healthz and /metrics are served', async () => {
    expect(await health('/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}\n' });
    const { text } = await health('/metrics');
    expect(text).toContain('stateside_gateway_connected 1');
    expect(text).toMatch(/stateside_questions_total\{surface="command",result="answered"\} \d+/);
    expect((await health('/other')).status).toBe(404);
  });

  test('the log tells what happened and never what was said, and the end is orderly', async () => {
    await stop();
    const output = printed.join('\n');
    expect(output).toContain('"kind":"answered"');
    for (const said of [
      'Verizon',
      'Xiaomi sell',
      'zqforgetmezq',
      'zqbobzq',
      'evil.example',
      'Too old',
      'alice',
      discord.token,
    ])
      expect(output).not.toContain(said);
    expect(output.split('\n').filter((line) => /"level":"(?:warn|error|fatal)"/.test(line))).toEqual([]);
    expect(discord.gateway.isConnected).toBe(false);
  });
});
