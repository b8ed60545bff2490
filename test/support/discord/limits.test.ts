import { setTimeout as delay } from 'node:timers/promises';
import { MessageFlags, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Channel, Guild } from './channels.js';
import type { Interaction } from './interaction.js';
import type { Person } from './person.js';
import { DiscordStandIn, type StandInOptions } from './stand-in.js';

// Requests made by hand, so that nothing in between keeps a mistake from arriving.

let discord: DiscordStandIn;
let rest: REST;
let guild: Guild;
let channel: Channel;
let alice: Person;

async function begin(options: StandInOptions = {}): Promise<void> {
  discord = await DiscordStandIn.start(options);
  rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
  guild = discord.guild({ name: 'Phones' });
  channel = guild.channel('general');
  alice = discord.person({ name: 'alice' });
}

/** Logs in, so that interactions have somebody to answer them. */
async function connect(): Promise<void> {
  const socket = new WebSocket(
    `${discord.apiUrl.replace('http', 'ws').replace('/api', '/gateway')}?v=10&encoding=json`,
  );
  const properties = { os: 'linux', browser: 'test', device: 'test' };
  socket.on('error', () => {});
  socket.on('open', () => socket.send(JSON.stringify({ op: 2, d: { token: discord.token, intents: 1, properties } })));
  await discord.gateway.waitForLogins();
}

beforeEach(() => begin());
afterEach(() => discord.stop());

const post = (body: unknown) => rest.post(Routes.channelMessages(channel.id), { body }) as Promise<{ id: string }>;
const edit = (id: string, body: unknown) => rest.patch(Routes.channelMessage(channel.id, id), { body });
const register = (body: unknown) => rest.put(Routes.applicationCommands(discord.applicationId), { body });
const respond = ({ id, token }: Interaction, body: unknown) =>
  rest.post(Routes.interactionCallback(id, token), { body, auth: false });
const followUp = ({ token }: Interaction, body: unknown) =>
  rest.post(Routes.webhook(discord.applicationId, token), { body, auth: false });
const editReply = ({ token }: Interaction, body: unknown) =>
  rest.patch(Routes.webhookMessage(discord.applicationId, token), { body, auth: false });

const button = (customId: string, more: object = {}) => ({
  type: 2,
  style: 1,
  label: 'Press',
  custom_id: customId,
  ...more,
});
const row = (...components: object[]) => ({ type: 1, components });
const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }], ...more });
const textDisplay = (content: string) => ({ type: 10, content });
const layout = MessageFlags.IsComponentsV2;
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** The request must be refused with this code, and noted with these words. */
async function expectRefusal(request: Promise<unknown>, code: number, note: RegExp | string = ''): Promise<void> {
  await expect(request).rejects.toMatchObject({ code });
  expect(discord.violations).toHaveLength(1);
  expect(discord.violations[0]).toMatch(note);
}

describe('messages', () => {
  test('at every limit are accepted', async () => {
    const fields = many(25, () => ({ name: 'n', value: 'v' }));
    await post({ content: 'x'.repeat(2000) });
    await post({ embeds: [{ title: 't'.repeat(256), description: 'd'.repeat(4096), fields }] });
    await post({ embeds: many(10, () => ({ description: 'd'.repeat(600) })) });
    const rows = many(5, (line) => row(...many(5, (index) => button(`${line}-${index}`))));
    await post({ content: 'Rows', components: rows });
    await post({ flags: layout, components: many(40, () => textDisplay('t'.repeat(100))) });
    expect(discord.violations).toEqual([]);
    expect(channel.messages).toHaveLength(5);
  });

  const wrong: readonly (readonly [what: string, body: object, note: RegExp])[] = [
    ['2,001 characters', { content: 'x'.repeat(2001) }, /content: Must be 2000 or fewer/],
    ['11 embeds', { embeds: many(11, () => ({ title: 't' })) }, /embeds: Must be 10 or fewer/],
    ['a title of 257', { embeds: [{ title: 't'.repeat(257) }] }, /title: Must be 256/],
    ['a description of 4,097', { embeds: [{ description: 't'.repeat(4097) }] }, /description: Must be 4096/],
    ['26 fields', { embeds: [{ fields: many(26, () => ({ name: 'n', value: 'v' })) }] }, /fields: Must be 25/],
    ['a field name of 257', { embeds: [{ fields: [{ name: 'n'.repeat(257), value: 'v' }] }] }, /name: Must be 256/],
    [
      'a field value of 1,025',
      { embeds: [{ fields: [{ name: 'n', value: 'v'.repeat(1025) }] }] },
      /value: Must be 1024/,
    ],
    ['a footer of 2,049', { embeds: [{ title: 't', footer: { text: 'f'.repeat(2049) } }] }, /text: Must be 2048/],
    ['an author of 257', { embeds: [{ title: 't', author: { name: 'a'.repeat(257) } }] }, /name: Must be 256/],
    [
      '6,001 characters in embeds',
      { embeds: many(3, () => ({ description: 'd'.repeat(2001) })) },
      /exceeds maximum size of 6000/,
    ],
    ['an empty embed', { embeds: [{}] }, /description: This field is required/],
    ['an empty custom_id', { content: 'a', components: [row(button(''))] }, /custom_id/],
    ['a custom_id of 101', { content: 'a', components: [row(button('c'.repeat(101)))] }, /custom_id: Must be 100/],
    [
      'the same custom_id twice',
      { content: 'a', components: [row(button('c'), button('c'))] },
      /cannot be duplicated: c/,
    ],
    ['6 rows', { content: 'a', components: many(6, (index) => row(button(`${index}`))) }, /components: Must be 5/],
    ['6 buttons in a row', { content: 'a', components: [row(...many(6, (index) => button(`${index}`)))] }, /Must be 5/],
    ['a label of 81', { content: 'a', components: [row(button('c', { label: 'l'.repeat(81) }))] }, /label: Must be 80/],
    [
      'a button without a face',
      { content: 'a', components: [row({ type: 2, style: 1, custom_id: 'c' })] },
      /needs a label/,
    ],
    [
      'a link with a custom_id',
      { content: 'a', components: [row(button('c', { style: 5, url: 'https://example.org' }))] },
      /a link needs a url and no custom_id/,
    ],
    ['a select beside a button', { content: 'a', components: [row(select(), button('c'))] }, /stands alone/],
    [
      '26 options',
      {
        content: 'a',
        components: [row(select({ options: many(26, (index) => ({ label: 'l', value: `${index}` })) }))],
      },
      /options: Must be 25/,
    ],
    [
      'an option label of 101',
      { content: 'a', components: [row(select({ options: [{ label: 'l'.repeat(101), value: 'v' }] }))] },
      /label: Must be 100/,
    ],
    [
      'an option description of 101',
      {
        content: 'a',
        components: [row(select({ options: [{ label: 'l', value: 'v', description: 'd'.repeat(101) }] }))],
      },
      /description: Must be 100/,
    ],
    [
      'more max_values than options',
      { content: 'a', components: [row(select({ max_values: 2 }))] },
      /max_values is above/,
    ],
    ['text components without the flag', { components: [textDisplay('a')] }, /IS_COMPONENTS_V2/],
    [
      'the flag with content',
      { content: 'a', flags: layout, components: [textDisplay('a')] },
      /cannot be used when using/,
    ],
    [
      '41 components',
      { flags: layout, components: [{ type: 17, components: many(40, () => textDisplay('a')) }] },
      /components: Must be 40/,
    ],
    [
      '4,001 characters of text components',
      { flags: layout, components: [textDisplay('a'.repeat(4000)), textDisplay('b')] },
      /total displayable text/,
    ],
    ['a property that Discord does not know', { content: 'a', silent: true }, /silent: Discord does not know/],
    [
      'one deep inside',
      { content: 'a', components: [row(button('c', { tooltip: 'x' }))] },
      /components.0.components.0.tooltip/,
    ],
    [
      'EPHEMERAL outside interactions',
      { content: 'a', flags: MessageFlags.Ephemeral },
      /cannot be set here: Ephemeral/,
    ],
    ['an unknown type of component', { content: 'a', components: [{ type: 77 }] }, /components.0.type/],
  ];
  test.each(wrong)('with %s are refused', async (_, body, note) => {
    await expectRefusal(post(body), 50035, note);
    expect(channel.messages).toEqual([]);
  });

  test('that are empty are refused, white space included', async () => {
    await expectRefusal(post({ content: ' \n ' }), 50006);
  });

  test('edits are checked as the whole message would stand', async () => {
    const { id } = await post({ content: 'x'.repeat(2000) });
    await expect(edit(id, { content: '' })).rejects.toMatchObject({ code: 50006 });
    await expect(edit(id, { flags: layout, components: [textDisplay('a')] })).rejects.toMatchObject({ code: 50035 });
    await edit(id, { content: null, flags: layout, components: [textDisplay('a')] });
    // Layout cannot be taken back.
    await expect(edit(id, { flags: 0, content: 'plain', components: [] })).rejects.toMatchObject({ code: 50035 });
    expect(channel.messages[0]?.text).toBe('a');
  });

  test('errors name the field as Discord does', async () => {
    await expect(post({ embeds: [{ title: 't'.repeat(257) }] })).rejects.toMatchObject({
      rawError: {
        code: 50035,
        message: 'Invalid Form Body',
        errors: {
          embeds: {
            0: { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }] } },
          },
        },
      },
    });
  });

  test('that are not there cannot be edited; taken away by a person, that is no fault', async () => {
    await expectRefusal(edit('1', { content: 'a' }), 10008);
    const { id } = await post({ content: 'a' });
    alice.deletes(channel.messages[0] as never);
    await expect(edit(id, { content: 'b' })).rejects.toMatchObject({ code: 10008 });
    expect(discord.violations).toHaveLength(1);
  });

  test('of others cannot be edited', async () => {
    const { id } = alice.says(channel, 'Mine');
    await expectRefusal(edit(id, { content: 'Yours' }), 50005);
  });

  test('are refused without a violation where the bot may not write', async () => {
    const silent = guild.channel('silent', { botPermissions: 1n << 10n });
    const closed = discord.person({ name: 'closed', acceptsDirectMessages: false });
    const elsewhere = discord.guild({ name: 'Elsewhere', botIsMember: false }).channel('lobby');
    const to = (id: string) => rest.post(Routes.channelMessages(id), { body: { content: 'a' } });
    await expect(to(silent.id)).rejects.toMatchObject({ code: 50013 });
    await expect(to(elsewhere.id)).rejects.toMatchObject({ code: 50001 });
    await expect(to(closed.dm.id)).rejects.toMatchObject({ code: 50007 });
    expect(discord.violations).toEqual([]);
  });

  test('with the same enforced nonce are one', async () => {
    const body = { content: 'a', nonce: '1', enforce_nonce: true };
    expect((await post(body)).id).toBe((await post(body)).id);
    expect(channel.messages).toHaveLength(1);
  });

  test('more than five in five seconds wait', async () => {
    await Promise.all(many(5, (index) => post({ content: `${index}` })));
    const hasty = new REST({ api: discord.apiUrl, retries: 0, rejectOnRateLimit: ['/'] }).setToken(discord.token);
    await expect(hasty.post(Routes.channelMessages(channel.id), { body: { content: '6' } })).rejects.toMatchObject({
      name: 'RateLimitError[/channels/:id/messages]',
    });
    expect(channel.messages).toHaveLength(5);
  });
});

describe('manners', () => {
  const rude: readonly (readonly [what: string, body: object, note: RegExp])[] = [
    ['a mention without allowed_mentions', { content: 'Hi @everyone' }, /may ping @everyone/],
    ['a mention that is allowed', { content: '<@123>', allowed_mentions: { parse: ['users'] } }, /may ping <@123>/],
    ['a listed mention', { content: '<@123>', allowed_mentions: { parse: [], users: ['123'] } }, /may ping <@123>/],
    ['a link with a preview', { content: 'See https://example.org' }, /shows previews/],
    [
      'a ping of the author',
      { content: 'a', allowed_mentions: { parse: [], replied_user: true } },
      /replied_user is true/,
    ],
    ['a mention in a text component', { flags: layout, components: [textDisplay('@here')] }, /may ping @here/],
  ];
  test.each(rude)('%s is noted, though accepted', async (_, body, note) => {
    await post(body);
    expect(discord.violations).toEqual([expect.stringMatching(note)]);
  });

  const polite: readonly (readonly [what: string, body: object])[] = [
    ['a mention that pings nobody', { content: '@everyone <@123> <@&4>', allowed_mentions: { parse: [] } }],
    ['a link without a preview', { content: 'See https://example.org', flags: MessageFlags.SuppressEmbeds }],
    ['a link in angle brackets', { content: '[1](<https://example.org>)' }],
    ['a link in an embed', { embeds: [{ description: 'https://example.org' }] }],
    ['a link in a text component', { flags: layout, components: [textDisplay('https://example.org')] }],
  ];
  test.each(polite)('%s is not noted', async (_, body) => {
    await post(body);
    expect(discord.violations).toEqual([]);
  });

  test('a reply without allowed_mentions pings its author', async () => {
    const { id } = alice.says(channel, 'Hi');
    await post({ content: 'a', message_reference: { message_id: id } });
    expect(discord.violations).toEqual([expect.stringContaining('allowed_mentions is absent')]);
  });

  test('edits within a second of each other are noted, those a second apart are not', async () => {
    const { id } = await post({ content: 'a' });
    await edit(id, { content: 'b' });
    await delay(1000);
    await edit(id, { content: 'c' });
    expect(discord.violations).toEqual([]);
    await edit(id, { content: 'd' });
    expect(discord.violations).toEqual([expect.stringMatching(/came \d+ ms after the last one/)]);
    expect(channel.messages[0]?.edits.map(({ content }) => content)).toEqual(['b', 'c', 'd']);
  });
});

describe('requests', () => {
  test('for what Discord does not have are noted', async () => {
    await expectRefusal(rest.get('/channels/1/secrets'), 0, 'GET /channels/1/secrets: 0 404: Not Found');
  });

  test('with a wrong token are refused', async () => {
    rest.setToken('wrong');
    await expectRefusal(rest.get(Routes.user()), 0, '401');
  });

  test('that carry the bot token where the path has its own are noted', async () => {
    await expect(rest.get(Routes.webhookMessage(discord.applicationId, 'x'))).rejects.toMatchObject({ code: 10015 });
    expect(discord.violations[0]).toContain('A bot token was sent');
  });

  test('with unknown parameters are refused', async () => {
    const query = new URLSearchParams({ limit: '101', newest: 'true' });
    const listing = rest.get(Routes.channelMessages(channel.id), { query });
    await expectRefusal(listing, 50035, /limit: It must be <= 100; newest: There is no parameter/);
  });
});

describe('commands', () => {
  const ask = { name: 'ask', description: 'Asks' };
  const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'What', ...more });

  const wrong: readonly (readonly [what: string, commands: readonly object[], note: RegExp])[] = [
    ['a name in capitals', [{ ...ask, name: 'Ask' }], /0.name: Command name is invalid: Ask/],
    ['a name with a space', [{ ...ask, name: 'ask me' }], /name is invalid/],
    ['a name of 33', [{ ...ask, name: 'a'.repeat(33) }], /name: Must be 32/],
    ['a localized name with a space', [{ ...ask, name_localizations: { 'es-ES': 'a b' } }], /name_localizations.es-ES/],
    ['an unknown locale', [{ ...ask, name_localizations: { es: 'a' } }], /"es" is not a locale/],
    ['no description', [{ name: 'ask' }], /description: This field is required/],
    ['a description of 101', [{ ...ask, description: 'd'.repeat(101) }], /description: Must be 100/],
    [
      'a localized description of 101',
      [{ ...ask, description_localizations: { fr: 'd'.repeat(101) } }],
      /fr: Must be 100/,
    ],
    ['26 options', [{ ...ask, options: many(26, (index) => option(`o${index}`)) }], /options: Must be 25/],
    [
      'a required option after another',
      [{ ...ask, options: [option('a'), option('b', { required: true })] }],
      /before non-required/,
    ],
    ['the same name twice', [ask, ask], /names must be unique: ask/],
    [
      'suggestions beside choices',
      [{ ...ask, options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] }],
      /exclude each other/,
    ],
    [
      'over 8,000 characters',
      [
        {
          ...ask,
          options: many(4, (index) =>
            option(`o${index}`, { choices: many(25, (one) => ({ name: `${one}`.padEnd(80, 'n'), value: `${one}` })) }),
          ),
        },
      ],
      /characters; 8000 are allowed/,
    ],
    ['a menu with a description', [{ ...ask, type: 3 }], /cannot have a description/],
    ['a property that Discord does not know', [{ ...ask, cooldown: 3 }], /0.cooldown: Discord does not know/],
  ];
  test.each(wrong)('with %s are refused', async (_, commands, note) => {
    await expectRefusal(register(commands), 50035, note);
    expect(discord.commands()).toEqual([]);
  });

  test('in three languages, with permissions and contexts, are accepted', async () => {
    const options = [
      option('question', { required: true, max_length: 300, name_localizations: { 'zh-CN': '问题' } }),
      option('maker', { autocomplete: true }),
    ];
    const name_localizations = { 'es-ES': 'preguntar', 'zh-CN': '提问' };
    await register([
      {
        ...ask,
        name_localizations,
        options,
        default_member_permissions: '32',
        contexts: [0, 1],
        integration_types: [0, 1],
      },
    ]);
    expect(discord.violations).toEqual([]);
  });
});

describe('interactions', () => {
  beforeEach(async () => {
    await connect();
    const installable = { contexts: [0, 1, 2], integration_types: [0, 1] };
    await register([
      { name: 'ask', description: 'Asks', ...installable },
      {
        name: 'tell',
        description: 'Tells',
        options: [{ type: 3, name: 'maker', description: 'Who', autocomplete: true }],
      },
    ]);
  });

  test('are answered once', async () => {
    const ask = alice.slash('ask', {}, { guild });
    await respond(ask, { type: 5 });
    await expectRefusal(respond(ask, { type: 4, data: { content: 'a' } }), 40060);
  });

  test('are answered within three seconds', async () => {
    const ask = alice.slash('ask', {}, { guild });
    const patient = expect(ask.waitForReply()).rejects.toThrow('did not respond within 3000 ms');
    await delay(3050);
    await expect(respond(ask, { type: 5 })).rejects.toMatchObject({ code: 10062 });
    await patient;
    expect(discord.violations).toEqual([
      'ask was not acknowledged within 3000 ms',
      expect.stringContaining('10062 Unknown interaction'),
    ]);
  });

  test('have tokens that expire', async () => {
    const ask = alice.slash('ask', {}, { guild });
    await respond(ask, { type: 5 });
    ask.expire();
    await expect(editReply(ask, { content: 'Late' })).rejects.toMatchObject({ code: 50027 });
    // The test made it so: the bot could not know.
    expect(discord.violations).toEqual([]);
    expect(discord.requests.at(-1)).toMatchObject({ status: 401, errorCode: 50027 });
  });

  test('have tokens that can be made to expire early', async () => {
    await discord.stop();
    await begin({ interactionLifetimeMs: 100 });
    await register([{ name: 'ask', description: 'Asks' }]);
    const ask = alice.slash('ask', {}, { guild });
    await respond(ask, { type: 5 });
    await delay(120);
    await expect(editReply(ask, { content: 'Late' })).rejects.toMatchObject({ code: 50027 });
  });

  test('take no follow-up before an answer', async () => {
    await expectRefusal(followUp(alice.slash('ask', {}, { guild }), { content: 'a' }), 10015);
  });

  test('the first edit after a deferral is free, the pace holds from then on', async () => {
    const ask = alice.slash('ask', {}, { guild });
    await respond(ask, { type: 5, data: { flags: MessageFlags.Ephemeral } });
    await editReply(ask, { content: 'a' });
    await editReply(ask, { content: 'b' });
    expect(discord.violations).toEqual([]);
    await editReply(ask, { content: 'c' });
    expect(discord.violations).toEqual([expect.stringContaining('once a second is the most')]);
    expect(ask.message?.isEphemeral).toBe(true);
  });

  test('the first follow-up after a deferral fills the deferred reply', async () => {
    const ask = alice.slash('ask', {}, { guild });
    await respond(ask, { type: 5 });
    await followUp(ask, { content: 'a', flags: MessageFlags.Ephemeral });
    expect(ask.followUps).toEqual([]);
    expect((await ask.waitForReply()).content).toBe('a');
    expect(ask.message?.isEphemeral).toBe(false);
  });

  test('take only answers of their kind, with flags that these may have', async () => {
    const ask = alice.slash('ask', {}, { guild });
    await expect(respond(ask, { type: 7, data: { content: 'a' } })).rejects.toMatchObject({ code: 50035 });
    await expect(respond(ask, { type: 8, data: { choices: [] } })).rejects.toMatchObject({ code: 50035 });
    const flags = MessageFlags.SuppressEmbeds;
    await expect(respond(ask, { type: 5, data: { flags } })).rejects.toMatchObject({ code: 50035 });
    expect(discord.violations).toHaveLength(3);
  });

  test('suggest at most 25, of at most 100 characters', async () => {
    const choices = (count: number, length: number) =>
      many(count, (index) => ({ name: 'n', value: `${index}`.padEnd(length, 'v') }));
    const typing = alice.types('tell', 'maker', 'x', { guild });
    await expect(respond(typing, { type: 8, data: { choices: choices(26, 1) } })).rejects.toMatchObject({
      code: 50035,
    });
    await expect(respond(typing, { type: 8, data: { choices: choices(1, 101) } })).rejects.toMatchObject({
      code: 50035,
    });
    const data = { choices: [{ name: 'n'.repeat(101), value: 'v' }] };
    await expect(respond(typing, { type: 8, data })).rejects.toMatchObject({ code: 50035 });
    await respond(typing, { type: 8, data: { choices: choices(25, 100) } });
    expect(await typing.waitForChoices()).toHaveLength(25);
    expect(discord.violations).toHaveLength(3);
  });

  test('open forms with a title of at most 45 and at most five inputs', async () => {
    const input = (index: number) => ({
      type: 18,
      label: 'Why?',
      component: { type: 4, custom_id: `${index}`, style: 1 },
    });
    const form = (title: string, count: number) => ({
      type: 9,
      data: { custom_id: 'f', title, components: many(count, input) },
    });
    const ask = alice.slash('ask', {}, { guild });
    await expect(respond(ask, form('t'.repeat(46), 1))).rejects.toMatchObject({ code: 50035 });
    await expect(respond(ask, form('t', 6))).rejects.toMatchObject({ code: 50035 });
    await respond(ask, form('t'.repeat(45), 5));
    expect((await ask.waitForModal()).fields).toHaveLength(5);
  });

  test('grant five follow-ups where only a person has installed the app', async () => {
    const carol = discord.person({ name: 'carol', hasInstalledApp: true });
    const lobby = discord.guild({ name: 'Elsewhere', botIsMember: false }).channel('lobby');
    const ask = carol.slash('ask', {}, { channel: lobby });
    await respond(ask, { type: 4, data: { content: 'a' } });
    for (const content of ['1', '2', '3', '4', '5']) await followUp(ask, { content });
    await expectRefusal(followUp(ask, { content: '6' }), 40094);
    expect(ask.followUps).toHaveLength(5);
  });

  test('without an answer are noted while the bot is connected, and only then', async () => {
    alice.slash('ask', {}, { guild });
    await expect.poll(() => discord.violations, { timeout: 4000 }).toEqual(['ask was not acknowledged within 3000 ms']);
    discord.gateway.drop();
    await discord.waitFor('the end of the connection', () => (discord.gateway.isConnected ? undefined : true));
    await expect(alice.slash('ask', {}, { guild }).waitForReply()).rejects.toThrow('did not respond');
    expect(discord.violations).toHaveLength(1);
  });
});
