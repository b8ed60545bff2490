import { type Client, GatewayIntentBits } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Guild } from './channels.js';
import type { Person } from './person.js';
import { smallBotCommands, startSmallBot } from './small-bot.js';
import { DiscordStandIn } from './stand-in.js';

let discord: DiscordStandIn;
let client: Client<true>;
let guild: Guild;
let general: Channel;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  discord = await DiscordStandIn.start();
  guild = discord.guild({ name: 'Phones', locale: 'zh-CN' });
  general = guild.channel('general');
  client = await startSmallBot(discord);
  alice = discord.person({ name: 'alice', locale: 'es-ES' });
  bob = discord.person({ name: 'bob' });
});

afterAll(async () => {
  await client.destroy();
  await discord.stop();
});

afterEach(() => {
  expect(discord.violations).toEqual([]);
});

describe('the stand-in with discord.js', () => {
  test('logs in, knows its server, and registers commands with ids', () => {
    expect(client.user.id).toBe(discord.applicationId);
    expect(client.guilds.cache.get(guild.id)?.channels.cache.get(general.id)?.name).toBe('general');
    expect(discord.commands().map(({ name }) => name)).toEqual(['ask', 'form', 'file', 'Check']);
    expect(client.application.commands.cache.map(({ id }) => id)).toEqual(discord.commands().map(({ id }) => id));
  });

  test('registering again keeps the ids of commands', async () => {
    const before = discord.commands().map(({ id }) => id);
    const fetched = await client.application.commands.fetch({ withLocalizations: true });
    await client.application.commands.set(smallBotCommands);
    expect(discord.commands().map(({ id }) => id)).toEqual(before);
    expect(fetched.find(({ name }) => name === 'ask')?.descriptionLocalizations).toEqual({ 'zh-CN': '提问' });
  });

  test('a direct message gets a reply, and typing ends with it', async () => {
    const message = alice.directMessage('Hello');
    const reply = await message.waitForReply();
    expect(reply.content).toBe('You said: Hello');
    expect(reply.reference).toBe(message);
    expect(alice.dm.typing).toHaveLength(1);
    expect(discord.isBotTyping(alice.dm)).toBe(false);
    expect(bob.sees(reply)).toBe(false);
  });

  test('in a server only messages that mention the bot have their text', async () => {
    const unread = alice.says(general, 'Nobody hears this');
    const heard = alice.says(general, 'This you hear', { mentionsBot: true });
    expect((await heard.waitForReply()).content).toBe('You said: This you hear');
    expect(unread.replies).toEqual([]);
    const cached = client.channels.cache.get(general.id);
    const read = (id: string) => (cached?.isTextBased() ? cached.messages.cache.get(id)?.content : undefined);
    expect(read(unread.id)).toBe('');
    // What is replied to stays unread too, even when the reply mentions the bot.
    const reply = bob.says(general, 'what do you think?', { mentionsBot: true, replyTo: unread });
    await reply.waitForReply();
    expect(read(unread.id)).toBe('');
  });

  test('a reply to the bot pings it, unless the person switches that off', async () => {
    const first = await alice.says(general, 'One', { mentionsBot: true }).waitForReply();
    const silent = alice.says(general, 'Two', { replyTo: first, pingsAuthor: false });
    const heard = alice.says(general, 'Three', { replyTo: first });
    expect((await heard.waitForReply()).content).toBe('You said: Three');
    expect(silent.replies).toEqual([]);
  });

  test('a call to everyone, or an edit that mentions the bot, says so', async () => {
    const everyone = alice.says(general, '@everyone look');
    const message = alice.says(general, 'look');
    const edited = new Promise((resolve) => client.once('messageUpdate', (_, now) => resolve(now.content)));
    alice.edits(message, `<@${discord.applicationId}> look`);
    expect(await edited).toBe(`<@${discord.applicationId}> look`);
    const cached = client.channels.cache.get(general.id);
    const read = cached?.isTextBased() ? cached.messages.cache.get(everyone.id) : undefined;
    expect([read?.mentions.everyone, read?.content]).toEqual([true, '']);
  });

  test('webhooks and system messages are told apart from people', async () => {
    const webhook = alice.says(general, 'From a feed', { mentionsBot: true, webhook: true });
    const system = alice.says(general, '', { system: true });
    await alice.says(general, 'Last', { mentionsBot: true }).waitForReply();
    const cached = client.channels.cache.get(general.id);
    const read = (id: string) => (cached?.isTextBased() ? cached.messages.cache.get(id) : undefined);
    expect(read(webhook.id)).toMatchObject({ webhookId: alice.id, content: `<@${discord.applicationId}> From a feed` });
    expect(read(system.id)?.system).toBe(true);
    expect([...webhook.replies, ...system.replies]).toEqual([]);
  });

  test('messages in threads are answered there', async () => {
    const thread = guild.thread(general, 'A thread');
    const reply = await alice.says(thread, 'In here', { mentionsBot: true }).waitForReply();
    expect(reply.channel).toBe(thread);
    expect(client.channels.cache.get(thread.id)?.isThread()).toBe(true);
  });

  test('a deferred slash command thinks, then answers', async () => {
    const ask = alice.slash('ask', { question: 'Will it?' }, { guild });
    const { kind } = await ask.waitForAcknowledgement();
    expect(kind).toBe('deferred-reply');
    expect(ask.acknowledgedAfterMs).toBeLessThan(3000);
    const reply = await ask.waitForReply();
    expect(reply.text).toBe('Will it? See https://example.org/a');
    expect(reply.buttonLabels).toEqual(['More', 'Newer', 'Off']);
    expect(bob.sees(reply)).toBe(true);
  });

  test('an interaction says who, where, and in which languages', async () => {
    const seen = new Promise<Record<string, unknown>>((resolve) =>
      client.once('interactionCreate', (one) =>
        resolve({
          locale: one.locale,
          guildLocale: one.guildLocale,
          context: one.context,
          user: one.user.username,
          member: one.memberPermissions?.has('SendMessages'),
          app: one.appPermissions.has('SendMessages'),
          owner: one.authorizingIntegrationOwners[0],
          channel: one.channel?.id,
        }),
      ),
    );
    await alice.slash('ask', { question: 'Who?' }, { channel: general }).waitForReply();
    expect(await seen).toEqual({
      locale: 'es-ES',
      guildLocale: 'zh-CN',
      context: 0,
      user: 'alice',
      member: true,
      app: true,
      owner: guild.id,
      channel: general.id,
    });
  });

  test('buttons reply, follow up for one person only, or change the message', async () => {
    const reply = await alice.slash('ask', { question: 'Press me' }, { guild }).waitForReply();
    const more = bob.press(reply, 'More');
    const answer = await more.waitForReply();
    const [followUp] = await more.waitForFollowUps();
    expect(answer.content).toBe('More evidence');
    expect(followUp?.content).toBe('And more');
    expect([bob.sees(answer), alice.sees(answer)]).toEqual([true, false]);
    const changed = await alice.press(reply, 'Newer').waitForReply();
    expect(changed).toBe(reply);
    expect(reply.content).toBe('Only the newest');
    expect(reply.edits).toHaveLength(2);
    await alice.choose(reply, 'passage', ['1']).waitForReply();
    expect(reply.content).toBe('Passage 1');
    expect(() => alice.press(reply, 'Off')).toThrow('disabled');
    expect(() => alice.press(reply, 'None')).toThrow('the message has only More, Newer, Off');
    expect(() => bob.press(answer, 'More')).toThrow('the message has only');
    expect(() => alice.press(answer, 'More')).toThrow('does not see');
  });

  test('suggestions come while typing', async () => {
    expect(await alice.autocomplete('ask', 'maker', '小', { guild })).toEqual([{ name: '小米', value: 'xiaomi' }]);
  });

  test('a form is opened, checked, and sent', async () => {
    const modal = await alice.slash('form', {}, { guild }).waitForModal();
    expect(modal.fields.map(({ label }) => label)).toEqual(['Why?']);
    expect(() => alice.submit(modal, { 'Why?': 'x'.repeat(21) })).toThrow('takes 0 to 20 characters');
    expect(() => alice.submit(modal, {})).toThrow('required');
    expect((await alice.submit(modal, { 'Why?': 'So' }).waitForReply()).content).toBe('Because: So');
  });

  test('a file arrives whole', async () => {
    const reply = await alice.slash('file', {}, { guild, permissions: 8n }).waitForReply();
    expect(reply.fileText('gaps.csv')).toBe('a,b\n1,2\n');
    expect(reply.isEphemeral).toBe(true);
  });

  test('a message menu hands over the whole message', async () => {
    const message = bob.says(general, 'Xiaomi sells phones here');
    const reply = await alice.contextMenu('Check', message).waitForReply();
    expect(reply.content).toBe('Checked: Xiaomi sells phones here');
  });

  test('the client refuses what Discord would not send', () => {
    expect(() => alice.slash('nothing')).toThrow('no such command');
    expect(() => alice.slash('ask', {}, { guild })).toThrow('"question" is required');
    expect(() => alice.slash('ask', { question: 'x', other: 1 }, { guild })).toThrow('declares no option "other"');
    expect(() => alice.slash('ask', { question: 'x'.repeat(51) }, { guild })).toThrow('takes 0 to 50 characters');
    expect(() => alice.slash('form', {}, { dm: true })).toThrow('not offered in context BotDM');
    expect(() => alice.slash('file', {}, { guild })).toThrow('lacks the permissions');
    const elsewhere = discord.guild({ name: 'Elsewhere', botIsMember: false });
    elsewhere.channel('lobby');
    expect(() => alice.slash('ask', { question: 'x' }, { guild: elsewhere })).toThrow('not installed there');
  });

  test('a person who installed the app uses it where the bot is not', async () => {
    const carol = discord.person({ name: 'carol', hasInstalledApp: true });
    const elsewhere = discord.guild({ name: 'Elsewhere', botIsMember: false });
    const lobby = elsewhere.channel('lobby');
    expect((await carol.slash('ask', { question: 'Here?' }, { channel: lobby }).waitForReply()).text).toContain(
      'Here?',
    );
    const between = carol.privateChannelWith(bob);
    expect((await carol.slash('ask', { question: 'And here?' }, { channel: between }).waitForReply()).text).toContain(
      'And',
    );
  });

  test('the bot hears of servers that it joins and leaves', async () => {
    const later = discord.guild({ name: 'Later', botIsMember: false });
    later.addBot();
    await expect.poll(() => client.guilds.cache.has(later.id)).toBe(true);
    later.removeBot();
    await expect.poll(() => client.guilds.cache.has(later.id)).toBe(false);
  });

  test('the bot hears of edits and deletions, and its messages go when people delete them', async () => {
    const message = alice.directMessage('First');
    const reply = await message.waitForReply();
    const edited = new Promise((resolve) => client.once('messageUpdate', (_, now) => resolve(now.content)));
    alice.edits(message, 'Second');
    expect(await edited).toBe('Second');
    alice.deletes(reply);
    const sent = client.channels.cache.get(alice.dm.id);
    const missing = sent?.isSendable() ? sent.messages.edit(reply.id, 'Too late') : null;
    await expect(missing).rejects.toMatchObject({ code: 10008 });
  });
});

test('a login with a wrong token or privileged intents is refused and noted', async () => {
  const other = await DiscordStandIn.start();
  await expect(startSmallBot(other, { token: 'x'.repeat(70) })).rejects.toThrow(/token/i);
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent];
  await expect(startSmallBot(other, { intents })).rejects.toThrow(/disallowed intents/i);
  expect(other.violations).toEqual([
    expect.stringContaining('401'),
    'Gateway 4014: A login with privileged intents: MessageContent',
  ]);
  await other.stop();
});

test('with the message content intent switched on, everything can be read', async () => {
  const other = await DiscordStandIn.start({ privilegedIntents: ['MessageContent'] });
  const channel = other.guild({ name: 'Open' }).channel('general');
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent];
  const reader = await startSmallBot(other, { intents });
  const reply = await other.person({ name: 'dora' }).says(channel, 'Aloud').waitForReply();
  expect(reply.content).toBe('You said: Aloud');
  expect(other.violations).toEqual([]);
  await reader.destroy();
  await other.stop();
});
