import { type Client, GatewayIntentBits, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Guild } from './channels.js';
import type { Person } from './person.js';
import { startSmallBot } from './small-bot.js';
import { DiscordStandIn, type StandInOptions } from './stand-in.js';

let discord: DiscordStandIn;
let client: Client<true>;
let guild: Guild;
let general: Channel;
let alice: Person;

async function begin(options: StandInOptions = {}): Promise<void> {
  discord = await DiscordStandIn.start(options);
  guild = discord.guild({ name: 'Phones' });
  general = guild.channel('general');
  client = await startSmallBot(discord);
  alice = discord.person({ name: 'alice' });
}

async function end(): Promise<void> {
  await client.destroy();
  await discord.stop();
}

describe('requests', () => {
  beforeEach(() => begin());
  afterEach(async () => {
    expect(discord.violations).toEqual([]);
    await end();
  });

  test.each([500, 502, 503] as const)('answered with %s are tried again by discord.js', async (status) => {
    discord.faults.answerWith(status, 'POST /channels/*/messages', { times: 2 });
    expect((await alice.directMessage('Hello').waitForReply()).content).toBe('You said: Hello');
    const statuses = discord.requests.filter(({ path }) => path.endsWith('/messages')).map((request) => request.status);
    expect(statuses).toEqual([status, status, 200]);
    expect(discord.faults.counts.status).toBe(2);
  });

  test('limited in rate wait as long as they are told', async () => {
    discord.faults.rateLimit('POST /channels/*/messages', { retryAfterS: 0.4 });
    const reply = await alice.directMessage('Hello').waitForReply();
    const times = discord.requests.filter(({ path }) => path.endsWith('/messages')).map(({ at }) => at);
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(400);
    expect(reply.content).toBe('You said: Hello');
  });

  test('a global limit holds back other routes too', async () => {
    discord.faults.rateLimit('POST /channels/*/typing', { retryAfterS: 0.4, isGlobal: true });
    await expect
      .poll(() => {
        alice.directMessage('Hello');
        return discord.faults.counts['rate-limit'];
      })
      .toBe(1);
    const started = Date.now();
    await client.rest.get(Routes.user());
    expect(Date.now() - started).toBeGreaterThan(200);
  });

  test('reset on the way are tried again, and may have taken effect all the same', async () => {
    discord.faults.reset('POST /channels/*/messages');
    await alice.directMessage('One').waitForReply();
    expect(discord.botMessages(alice.dm)).toHaveLength(1);
    discord.faults.reset('POST /channels/*/messages', { takesEffect: true });
    alice.directMessage('Two');
    await expect.poll(() => discord.botMessages(alice.dm).map(({ content }) => content)).toHaveLength(3);
  });

  test('an acknowledgement whose answer is lost is no fault of the bot', async () => {
    discord.faults.reset('POST /interactions/**', { takesEffect: true });
    const ask = alice.slash('ask', { question: 'Lost?' }, { guild });
    expect((await ask.waitForAcknowledgement()).kind).toBe('deferred-reply');
    await expect.poll(() => discord.requests.at(-1)?.errorCode).toBe(40060);
  });

  test('whose connection is closed without an answer fail', async () => {
    discord.faults.hangUp('GET /users/@me');
    const request = client.rest.get(Routes.user());
    await expect(request).rejects.toThrow(/closed/);
    await expect(client.rest.get(Routes.user())).resolves.toMatchObject({ id: discord.applicationId });
  });

  test('can be answered late', async () => {
    discord.faults.delay('GET /users/@me', 300);
    const started = Date.now();
    await client.rest.get(Routes.user());
    expect(Date.now() - started).toBeGreaterThanOrEqual(300);
    expect(discord.faults.counts.delay).toBe(1);
  });

  test('events can be delivered twice; discord.js passes a message on once, an interaction twice', async () => {
    const events: string[] = [];
    client.on('messageCreate', ({ author }) => events.push(`message of ${author.username}`));
    client.on('interactionCreate', ({ user }) => events.push(`interaction of ${user.username}`));
    discord.faults.deliverTwice('MESSAGE_CREATE');
    discord.faults.deliverTwice('INTERACTION_CREATE');
    await alice.directMessage('Hello').waitForReply();
    await expect.poll(() => events).toEqual(['message of alice', 'message of Stateside']);
    await alice.slash('form', {}, { guild }).waitForModal();
    await expect.poll(() => events.slice(2)).toEqual(['interaction of alice', 'interaction of alice']);
    await expect.poll(() => discord.violations).toEqual([expect.stringContaining('40060')]);
    discord.forgetViolations();
  });

  test('tokens of interactions can expire all at once', async () => {
    const reply = await alice.slash('ask', { question: 'x' }, { guild }).waitForReply();
    discord.expireInteractions();
    const newest = alice.press(reply, 'Newer');
    expect((await newest.waitForReply()).content).toBe('Only the newest');
  });

  test('a refused token is a 401, and a login fails', async () => {
    discord.faults.refusesToken = true;
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    await expect(rest.get(Routes.user())).rejects.toMatchObject({ status: 401 });
    await expect(startSmallBot(discord)).rejects.toThrow(/token/i);
  });

  test('a token of another application cannot register commands of this one', async () => {
    discord.faults.otherApplicationId = '1000000000000000001';
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    await expect(rest.get(Routes.currentApplication())).resolves.toMatchObject({ id: '1000000000000000001' });
    const registering = rest.put(Routes.applicationCommands(discord.applicationId), { body: [] });
    await expect(registering).rejects.toMatchObject({ code: 20012 });
  });
});

describe('the gateway', () => {
  afterEach(async () => {
    expect(discord.violations).toEqual([]);
    await end();
  });

  test('after a drop the session resumes with everything missed', async () => {
    await begin();
    discord.gateway.drop();
    await discord.waitFor('the end of the connection', () => (discord.gateway.isConnected ? undefined : true));
    const message = alice.says(general, 'While you were away', { mentionsBot: true });
    await discord.gateway.waitForResumes();
    expect((await message.waitForReply()).content).toBe('You said: While you were away');
    expect(discord.gateway.identifies).toHaveLength(1);
    expect(discord.gateway.resumes[0]?.replayed).toBeGreaterThan(0);
  });

  test('asked to reconnect, the bot resumes', async () => {
    await begin();
    discord.gateway.requestReconnect();
    await discord.gateway.waitForResumes();
    expect((await alice.directMessage('Still there?').waitForReply()).content).toBe('You said: Still there?');
  });

  test('an invalid session is resumed when it may be, and begun anew when not', async () => {
    await begin();
    discord.gateway.invalidateSession({ isResumable: true });
    await discord.gateway.waitForResumes();
    await alice.directMessage('Resumed?').waitForReply();
    expect(discord.gateway.identifies).toHaveLength(1);
    discord.gateway.invalidateSession({ isResumable: false });
    // discord.js waits five seconds between logins.
    await discord.gateway.waitForLogins(2, { timeoutMs: 15_000 });
    expect((await alice.directMessage('Anew').waitForReply()).content).toBe('You said: Anew');
  });

  test('without acknowledged heartbeats the bot gives the connection up and resumes', async () => {
    await begin({ heartbeatIntervalMs: 150 });
    await discord.waitFor('heartbeats', () => (discord.gateway.heartbeatCount > 1 ? true : undefined));
    expect(discord.gateway.resumes).toEqual([]);
    discord.faults.skipsHeartbeatAcknowledgements = true;
    await discord.waitFor('the end of the connection', () => (discord.gateway.isConnected ? undefined : true));
    discord.faults.skipsHeartbeatAcknowledgements = false;
    await discord.gateway.waitForResumes();
    expect((await alice.directMessage('Alive?').waitForReply()).content).toBe('You said: Alive?');
  });

  test('connections can be refused for a while', async () => {
    await begin();
    discord.gateway.refuseConnections(1);
    discord.gateway.close(4000);
    await discord.gateway.waitForResumes(1, { timeoutMs: 15_000 });
    expect(client.options.intents.has(GatewayIntentBits.Guilds)).toBe(true);
  });
});
